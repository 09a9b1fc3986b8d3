/* keur_nearest(): which of these words was meant. */
#include <stdlib.h>
#include <string.h>

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/unicode.h"

/* Longer words are no slips of the hand, and a column of theirs has no room in a word. */
enum { WORD_LIMIT = 64, LETTER_KINDS = 32 };

struct word {
    uint32_t letters[WORD_LIMIT];
    size_t length;
    uint8_t held[LETTER_KINDS]; /* how often it has a letter, some of them counted together */
};

static void word_clear(struct word *word)
{
    word->length = 0;
    memset(word->held, 0, sizeof word->held);
}

static void word_add(struct word *word, uint32_t letter)
{
    word->letters[word->length++] = letter;
    word->held[letter % LETTER_KINDS]++;
}

static bool word_read_folded(struct arena *arena, struct keur_text text, struct word *ret_word)
{
    struct keur_text folded = unicode_fold(arena, text);
    word_clear(ret_word);
    uint32_t letter;
    for (size_t at = 0, bytes; (bytes = keur_decode(folded, at, &letter)) > 0; at += bytes) {
        if (ret_word->length == WORD_LIMIT)
            return false;
        word_add(ret_word, letter);
    }
    return true;
}

/* Most words are ASCII, whose case is folded without memory. */
static bool word_read(struct arena *arena, struct keur_text text, struct word *ret_word)
{
    word_clear(ret_word);
    for (size_t i = 0; i < text.length && i < WORD_LIMIT; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte >= 0x80)
            return word_read_folded(arena, text, ret_word);
        word_add(ret_word, byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
    }
    return text.length <= WORD_LIMIT;
}

/* The letters of a word as bits, the first in the lowest. */
struct bits {
    const struct word *word;
    uint64_t of_ascii[128];
};

static struct bits bits_of(const struct word *word)
{
    struct bits bits = {.word = word};
    for (size_t i = 0; i < word->length; i++)
        if (word->letters[i] < 128)
            bits.of_ascii[word->letters[i]] |= UINT64_C(1) << i;
    return bits;
}

/* Where the word has the letter. */
static uint64_t bits_at(const struct bits *bits, uint32_t letter)
{
    if (letter < 128)
        return bits->of_ascii[letter];
    uint64_t found = 0;
    for (size_t i = 0; i < bits->word->length; i++)
        found |= (uint64_t)(bits->word->letters[i] == letter) << i;
    return found;
}

/* Optimal string alignment: insert, delete, replace, or swap two neighbours.  A column of the
 * matrix of distances at once, as bits of what differs between neighbours in it: H. Hyyro, "A
 * Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances", 2003. */
static size_t distance(const struct bits *bits, const struct word *other)
{
    if (bits->word->length == 0)
        return other->length;
    const uint64_t last = UINT64_C(1) << (bits->word->length - 1);
    uint64_t more = UINT64_MAX, less = 0; /* down the column */
    uint64_t diagonal = 0, before = 0;    /* where it stays the same; the letters of the last one */
    size_t apart = bits->word->length;
    for (size_t i = 0; i < other->length; i++) {
        uint64_t here = bits_at(bits, other->letters[i]);
        uint64_t swapped = (~diagonal & here) << 1 & before;
        diagonal = (((here & more) + more) ^ more) | here | less | swapped;
        uint64_t more_across = less | ~(diagonal | more), less_across = diagonal & more;
        apart += (more_across & last) != 0;
        apart -= (less_across & last) != 0;
        more_across = more_across << 1 | 1;
        more = less_across << 1 | ~(diagonal | more_across);
        less = more_across & diagonal;
        before = here;
    }
    return apart;
}

/* Never more than the distance, and cheap: what one word has more of takes an edit each. */
static size_t least_distance(const struct word *a, const struct word *b)
{
    size_t lacks = 0;
    for (size_t i = 0; i < LETTER_KINDS; i++)
        lacks += a->held[i] > b->held[i] ? (size_t)(a->held[i] - b->held[i]) : 0;
    return lacks + (b->length > a->length ? b->length - a->length : 0);
}

ptrdiff_t keur_nearest(struct keur_text text, const struct keur_text *candidates, size_t count)
{
    if (count == 0)
        return -1;
    struct arena *arena = arena_new();
    struct word word, candidate;
    ptrdiff_t nearest = -1;
    if (word_read(arena, text, &word)) {
        /* One slip in three letters, so that short words do not suggest anything. */
        size_t best = (word.length + 2) / 3 + 1;
        struct bits bits = bits_of(&word);
        for (size_t i = 0; i < count; i++) {
            if (!word_read(arena, candidates[i], &candidate))
                continue;
            if (least_distance(&word, &candidate) >= best)
                continue;
            size_t apart = distance(&bits, &candidate);
            if (apart < best && apart < candidate.length) {
                best = apart;
                nearest = (ptrdiff_t)i;
            }
        }
    }
    arena_free(arena);
    return nearest;
}
