/* terms/repeated-word: no word stands twice in a row by a slip of the pen. */
#include <stdlib.h>
#include <string.h>

#include "begins.h"
#include "terms.h"

struct options {
    struct keur_texts except;
};

static const struct keur_option options[] = {
    {.name = "except",
     .type = KEUR_OPTION_TEXTS,
     .offset = offsetof(struct options, except),
     /* Dutch prefixes of verbs that stand apart (`richt het in in de fase`), and pronouns,
      * auxiliaries and the like of Dutch, English, German and French. */
     .fallback =
         "[aan, achter, af, bij, door, in, mee, na, om, onder, op, over, rond, tegen, toe, "
         "uit, voor, dat, die, wat, of, er, je, ze, zij, u, hun, haar, ons, wij, we, is, "
         "was, had, that, her, you, do, der, das, sie, ihr, nous, vous, en, bla, heel, zeer, "
         "very, etc, nee, ja, no, so, blah, ha]",
     .summary = "words that may stand twice"},
    {0},
};

static bool is_letter(struct keur_text text, size_t at, size_t *ret_size)
{
    uint32_t code_point = (unsigned char)text.bytes[at];

    *ret_size = 1;
    if (code_point < 0x80)
        return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
    *ret_size = keur_decode(text, at, &code_point);
    const char *category = code_point == UINT32_MAX ? "Cn" : keur_category(code_point);
    return category[0] == 'L' || category[0] == 'M';
}

/* The word of letters that begins at `at`; empty when none does. */
static struct keur_span word_at(struct keur_text text, size_t at)
{
    struct keur_span word = {at, at};
    size_t size;

    while (word.end < text.length && is_letter(text, word.end, &size))
        word.end += size;
    return word;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

/* Behind blanks and at most one line end. */
static size_t skip_blanks(struct keur_text text, size_t at)
{
    while (at < text.length && is_blank(text.bytes[at]))
        at++;
    return at;
}

static bool is_capital(struct keur_text text, size_t at)
{
    uint32_t code_point;

    keur_decode(text, at, &code_point);
    return code_point != UINT32_MAX && strcmp(keur_category(code_point), "Lu") == 0;
}

static bool is_joined(struct keur_text text, size_t at)
{
    return at < text.length && text.bytes[at] != ' ' && text.bytes[at] != '\0' &&
           strchr("-'/_.@", text.bytes[at]) != NULL && at + 1 < text.length &&
           strchr(" \n", text.bytes[at + 1]) == NULL;
}

static struct keur_text part_of(struct keur_text text, struct keur_span span)
{
    return (struct keur_text){text.bytes + span.begin, span.end - span.begin};
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

/* But for the case of ASCII letters. */
static bool is_same(struct keur_text a, struct keur_text b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++) {
        if (lower(a.bytes[i]) != lower(b.bytes[i]))
            return false;
    }
    return true;
}

/* By length, then by letters; 0 for the same. */
static int compare_words(const void *left, const void *right)
{
    const struct keur_text *a = left, *b = right;

    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    for (size_t i = 0; i < a->length; i++) {
        char own = lower(a->bytes[i]), other = lower(b->bytes[i]);
        if (own != other)
            return own < other ? -1 : 1;
    }
    return 0;
}

/* The words that may stand twice, in their order. */
static const void *prepare(keur_setup *setup, const void *filled)
{
    const struct options *given = filled;
    struct keur_texts *excepted = keur_setup_allocate(setup, sizeof(*excepted));
    size_t size = given->except.count * sizeof(struct keur_text);
    struct keur_text *items = keur_setup_allocate(setup, size + sizeof(*items));

    if (size > 0) {
        memcpy(items, given->except.items, size);
        qsort(items, given->except.count, sizeof(*items), compare_words);
    }
    *excepted = (struct keur_texts){items, given->except.count};
    return excepted;
}

static bool is_excepted(keur_run *run, struct keur_text word)
{
    const struct keur_texts *excepted = keur_prepared(run);

    return bsearch(&word, excepted->items, excepted->count, sizeof(word), compare_words) != NULL;
}

/* Two capitals are a name, such as Baden Baden; a single letter is a label. */
static bool is_slip(keur_run *run, struct keur_text text, struct keur_span first,
                    struct keur_span second)
{
    struct keur_text word = part_of(text, second);

    return word.length > 1 && is_same(part_of(text, first), word) &&
           !(is_capital(text, first.begin) && is_capital(text, second.begin)) &&
           !is_excepted(run, word);
}

/* Bold text, or a link, may end with the word that the sentence goes on with. */
static bool ends_markup(const keur_document *document, const struct keur_prose *prose,
                        struct keur_span first, struct keur_span second)
{
    struct keur_span gap = {keur_prose_span(document, prose, first).end,
                            keur_prose_span(document, prose, second).begin};
    struct keur_text between = keur_slice(document, gap);

    return between.length > 0 && strchr("*_]", between.bytes[0]) != NULL;
}

static void report(keur_run *run, const keur_document *document, const struct keur_prose *prose,
                   struct keur_span first, struct keur_span second)
{
    struct keur_span both = {first.begin, second.end}, behind = {first.end, second.end};
    struct keur_span place = keur_prose_span(document, prose, both);
    struct keur_edit edit = {.span = keur_prose_span(document, prose, behind),
                             .replacement = {"", 0},
                             .safety = KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit};

    details.edit_count = keur_text_equals(keur_slice(document, place), part_of(prose->text, both));
    keur_report_details(run, place, &details, "\"%.*s\" stands here twice; remove one of the two",
                        KEUR_ARGUMENT(part_of(prose->text, second)));
}

static bool is_letter_of_ascii(char byte)
{
    return lower(byte) >= 'a' && lower(byte) <= 'z';
}

/* Is the word at `first` the same as that at `second`, with nothing but blanks between them?  Most
 * that begin alike end otherwise. */
static bool may_be_slip(keur_run *run, struct keur_text text, size_t first, size_t second)
{
    size_t end = second;

    if (second + 2 > text.length || (!is_blank(text.bytes[first + 2]) &&
                                     lower(text.bytes[first + 2]) != lower(text.bytes[second + 2])))
        return false; /* their third letters differ */
    while (end > first && is_blank(text.bytes[end - 1]))
        end--;
    size_t length = end - first, behind = second + length;
    if (end == second || length < 2 || behind > text.length ||
        (behind < text.length && is_letter_of_ascii(text.bytes[behind])) || is_joined(text, behind))
        return false;
    while (length > 0 &&
           lower(text.bytes[first + length - 1]) == lower(text.bytes[second + length - 1]))
        length--;
    return length == 0 && !is_excepted(run, part_of(text, (struct keur_span){first, end}));
}

/* Words that are told begin behind a blank, '"' or '('; other signs up to these do no harm. */
static bool begins_apart(const struct keur_all_prose *all, size_t word)
{
    return word == 0 || (unsigned char)all->text.bytes[all->words[word] - 1] <= '(';
}

/* From this word on, do two beside each other begin alike? */
static bool may_repeat(keur_run *run, const struct keur_all_prose *all, size_t word, size_t behind)
{
    size_t before = word;

    while (++word < all->word_count && all->words[word] < behind) {
        if (!begins_apart(all, word))
            continue;
        if (all->begins[word] == all->begins[before] &&
            may_be_slip(run, all->text, all->words[before], all->words[word]))
            return true;
        before = word;
    }
    return false;
}

static bool is_beyond_ascii(const struct keur_all_prose *all, size_t word)
{
    return (all->begins[word] & 0x80) != 0;
}

/* The first one at or behind this word that begins as the one in front of it, or is beyond ASCII:
 * it may then be a part of a word, which another begins. */
static size_t next_doubt(const struct keur_all_prose *all, size_t word)
{
    for (; word < all->word_count; word += KEUR_WORDS_BEHIND) {
        begins eight = begins_of(all, word);
        begins same = (begins)(eight == begins_of(all, word - 1));
        unsigned bits = begins_bits(same | (begins)((eight & 0x80) != 0));
        if (bits != 0)
            return word + (size_t)__builtin_ctz(bits);
    }
    return word;
}

/* Back to the word in front of that which this one is a part of. */
static size_t word_before(const struct keur_all_prose *all, size_t word)
{
    while (!begins_apart(all, word))
        word--;
    word -= word > 0;
    while (!begins_apart(all, word))
        word--;
    return word;
}

static void check_prose(keur_run *run, const keur_document *document,
                        const struct keur_prose *prose)
{
    struct keur_text text = prose->text;
    struct keur_span last = {0, 0};
    bool is_apart = false; /* a word that is joined to another is none of its own */

    for (size_t at = 0; at < text.length;) {
        struct keur_span word = word_at(text, at);
        if (word.end == word.begin) {
            size_t next = skip_blanks(text, at);
            uint32_t code_point;
            if (next == at) {
                is_apart = false;
                next += keur_decode(text, at, &code_point);
            }
            at = next;
            continue;
        }
        bool is_whole =
            !is_joined(text, word.end) && (word.begin == 0 || text.bytes[word.begin - 1] == ' ' ||
                                           strchr(" \t\n(\"", text.bytes[word.begin - 1]) != NULL);
        if (is_apart && is_whole && last.end < word.begin && is_slip(run, text, last, word) &&
            !ends_markup(document, prose, last, word))
            report(run, document, prose, last, word);
        last = word;
        is_apart = is_whole;
        at = word.end;
    }
}

static void check(keur_run *run, const keur_document *document)
{
    const struct keur_all_prose *all = keur_all_prose(document);

    for (size_t word = 1; (word = next_doubt(all, word)) < all->word_count; word++) {
        bool is_part = is_beyond_ascii(all, word);
        if (!is_part && !may_be_slip(run, all->text, all->words[word - 1], all->words[word]))
            continue;
        const struct keur_prose *prose =
            keur_prose(document, keur_prose_at(document, all->words[word]));
        size_t behind = (size_t)(prose->text.bytes - all->text.bytes) + prose->text.length;
        if (prose->kind != KEUR_PROSE_ALTERNATIVE &&
            (!is_part || may_repeat(run, all, word_before(all, word), behind)))
            check_prose(run, document, prose);
        while (word + 1 < all->word_count && all->words[word + 1] < behind)
            word++;
    }
}

const struct keur_check check_repeated_word = {
    .size = sizeof(struct keur_check),
    .id = "terms/repeated-word",
    .summary = "No word stands twice in a row by a slip of the pen.",
    .options = options,
    .options_size = sizeof(struct options),
    .prepare = prepare,
    .run = check,
    .reads_prose = true,
};
