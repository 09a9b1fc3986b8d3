/* keur_nearest(): which of these words was meant. */
#include <stdlib.h>
#include <string.h>

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/unicode.h"

/* Longer words are no slips of the hand, and cost the square of their length. */
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

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: insert, delete, replace, or swap two neighbours.  Any number that is
 * not less than `limit` when the distance is not. */
static size_t distance(const struct word *a, const struct word *b, size_t limit)
{
    size_t rows[3][WORD_LIMIT + 1];
    size_t *before = rows[0], *previous = rows[1], *current = rows[2];
    size_t nearest_before = 0, nearest = 0; /* the least of a row */
    for (size_t j = 0; j <= b->length; j++)
        previous[j] = j;
    for (size_t i = 1; i <= a->length; i++) {
        nearest_before = nearest;
        current[0] = nearest = i;
        for (size_t j = 1; j <= b->length; j++) {
            size_t replace = previous[j - 1] + (a->letters[i - 1] != b->letters[j - 1]);
            current[j] = least(replace, least(previous[j], current[j - 1]) + 1);
            if (i > 1 && j > 1 && a->letters[i - 1] == b->letters[j - 2] &&
                a->letters[i - 2] == b->letters[j - 1])
                current[j] = least(current[j], before[j - 2] + 1);
            nearest = least(nearest, current[j]);
        }
        /* All that follows comes of the last row, or by a swap of the one before it. */
        if (nearest >= limit && nearest_before + 1 >= limit)
            return limit;
        size_t *free_row = before;
        before = previous;
        previous = current;
        current = free_row;
    }
    return previous[b->length];
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
        for (size_t i = 0; i < count; i++) {
            if (!word_read(arena, candidates[i], &candidate))
                continue;
            if (least_distance(&word, &candidate) >= best)
                continue;
            size_t apart = distance(&word, &candidate, best);
            if (apart < best && apart < candidate.length) {
                best = apart;
                nearest = (ptrdiff_t)i;
            }
        }
    }
    arena_free(arena);
    return nearest;
}
