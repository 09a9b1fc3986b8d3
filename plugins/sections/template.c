/* Text of a template that was to be replaced. */
#include <limits.h>
#include <string.h>

#include "sections.h"

struct template_options {
    struct keur_texts texts;
    struct keur_texts comments;
    struct keur_texts values;
};

static const struct keur_option template_options[] = {
    {
        .name = "texts",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct template_options, texts),
        .summary = "texts of the template; case and line breaks do not count",
    },
    {
        .name = "comments",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct template_options, comments),
        .summary = "texts of comments of the template that are to be taken out",
    },
    {
        .name = "values",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct template_options, values),
        .summary = "texts that are to be replaced where they are the whole value of a key",
    },
    {.name = NULL},
};

/* ---- Finding a text ---- */

static bool is_of_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (lower(byte) >= 'a' && lower(byte) <= 'z') || byte < 0;
}

/* Where `wanted` ends that begins at `at`; 0 when it does not, and *ret_same bytes of it are there.
 * Any blanks are like any others. */
static size_t match_end(struct keur_text text, size_t at, struct keur_text wanted, size_t *ret_same)
{
    for (size_t i = 0; i < wanted.length; i++) {
        *ret_same = i;
        if (at == text.length)
            return 0;
        if (!is_blank(wanted.bytes[i])) {
            if (text.bytes[at] != wanted.bytes[i] &&
                lower(text.bytes[at]) != lower(wanted.bytes[i]))
                return 0;
            at++;
            continue;
        }
        if (!is_blank(text.bytes[at]))
            return 0;
        while (at < text.length && is_blank(text.bytes[at]))
            at++;
        while (i + 1 < wanted.length && is_blank(wanted.bytes[i + 1]))
            i++;
    }
    return at;
}

enum { STARTS = 4 };

/* What is looked for. */
struct wanted {
    const struct keur_texts *texts;
    size_t *shared; /* of each text, how many bytes it begins with that the one before it has too */
    char *signs;    /* that texts begin with, each once; others begin with a word */
    size_t sign_count;
    /* By the first bytes of a word: the texts that may begin so; bit i is that of the texts i,
     * i + 64 ... */
    uint64_t starts[STARTS][UCHAR_MAX + 1];
};

struct prepared {
    struct wanted texts, comments;
    const struct keur_texts *values;
};

static void note_sign(struct wanted *wanted, char first)
{
    if (is_of_word(first) || memchr(wanted->signs, first, wanted->sign_count) != NULL)
        return;
    wanted->signs[wanted->sign_count++] = first;
}

static void add_all(uint64_t *starts, uint64_t bit)
{
    for (int byte = 0; byte <= UCHAR_MAX; byte++)
        starts[byte] |= bit;
}

/* Behind blanks, of which there may be more or less, any byte may stand. */
static void wanted_add(struct wanted *wanted, size_t index)
{
    static const char blanks[] = " \t\n\v\f\r";
    struct keur_text text = wanted->texts->items[index];
    const uint64_t bit = (uint64_t)1 << index % 64;
    size_t at = 0;

    if (text.length == 0)
        return;
    note_sign(wanted, *text.bytes);
    for (; at < STARTS && at < text.length && !is_blank(text.bytes[at]); at++) {
        char small = lower(text.bytes[at]);

        wanted->starts[at][(unsigned char)small] |= bit;
        if (small >= 'a' && small <= 'z')
            wanted->starts[at][small & ~0x20] |= bit;
    }
    if (at < STARTS && at < text.length) {
        for (size_t i = 0; i < strlen(blanks); i++)
            wanted->starts[at][(unsigned char)blanks[i]] |= bit;
        at++;
    }
    for (; at < STARTS; at++)
        add_all(wanted->starts[at], bit);
}

static size_t shared_bytes(struct keur_text a, struct keur_text b)
{
    size_t count = 0;

    while (count < a.length && count < b.length && a.bytes[count] == b.bytes[count])
        count++;
    return count;
}

static void wanted_fill(keur_setup *setup, const struct keur_texts *texts, struct wanted *wanted)
{
    wanted->texts = texts;
    wanted->signs = keur_setup_allocate(setup, texts->count + 1);
    wanted->shared = keur_setup_allocate(setup, (texts->count + 1) * sizeof *wanted->shared);
    for (size_t i = 0; i < texts->count; i++) {
        wanted_add(wanted, i);
        wanted->shared[i] = i > 0 ? shared_bytes(texts->items[i - 1], texts->items[i]) : 0;
    }
}

static const void *prepare(keur_setup *setup, const void *filled)
{
    const struct template_options *options = filled;
    struct prepared *prepared = keur_setup_allocate(setup, sizeof(*prepared));

    wanted_fill(setup, &options->texts, &prepared->texts);
    wanted_fill(setup, &options->comments, &prepared->comments);
    prepared->values = &options->values;
    return prepared;
}

/* Which texts may stand at `at`, behind which a byte can be read? */
static inline uint64_t texts_at(struct keur_text text, size_t at, const struct wanted *wanted)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes + at;
    uint64_t texts = wanted->starts[0][bytes[0]] & wanted->starts[1][bytes[1]];

    if (texts != 0 && at + STARTS <= text.length)
        texts &= wanted->starts[2][bytes[2]] & wanted->starts[3][bytes[3]];
    return texts;
}

/* The first of these texts that stands at `at`, if a word begins there; NULL when there is none. */
static const struct keur_text *find_at(struct keur_text text, size_t at,
                                       const struct wanted *wanted, uint64_t texts,
                                       struct keur_span *ret_found)
{
    if (at > 0 && is_of_word(text.bytes[at - 1]))
        return NULL;
    size_t same = 0, last = SIZE_MAX; /* of the text that was compared last */
    for (size_t from = 0; from < wanted->texts->count; from += 64) {
        for (uint64_t rest = texts; rest != 0; rest &= rest - 1) {
            size_t i = from + (size_t)__builtin_ctzll(rest), end;

            if (i >= wanted->texts->count)
                break;
            if (i - 1 == last && wanted->shared[i] > same) { /* nor does this one go on */
                last = i;
                continue;
            }
            end = match_end(text, at, wanted->texts->items[i], &same);
            last = i;
            if (end == 0)
                continue;
            *ret_found = (struct keur_span){at, end};
            return &wanted->texts->items[i];
        }
    }
    return NULL;
}

/* The first of the texts, beginning where a word does; NULL when there is none. */
static const struct keur_text *find_text(struct keur_text text, const struct wanted *wanted,
                                         struct keur_span *ret_found)
{
    const size_t last = text.length > 0 ? text.length - 1 : 0;

    for (size_t at = 0; at < last; at++) {
        uint64_t texts = texts_at(text, at, wanted);
        const struct keur_text *found;

        if (texts == 0)
            continue;
        found = find_at(text, at, wanted, texts, ret_found);
        if (found != NULL)
            return found;
    }
    uint64_t texts = text.length > 0 ? wanted->starts[0][(unsigned char)text.bytes[last]] : 0;
    return texts == 0 ? NULL : find_at(text, last, wanted, texts, ret_found);
}

/* Does any of the texts begin with a sign that is here? */
static bool has_sign(struct keur_text text, const struct wanted *wanted)
{
    for (size_t i = 0; i < wanted->sign_count; i++) {
        if (is_blank(wanted->signs[i]) || memchr(text.bytes, wanted->signs[i], text.length) != NULL)
            return true;
    }
    return false;
}

static void report(keur_run *run, struct keur_span where, struct keur_text text)
{
    keur_report(run, where, "\"%.*s\" is text of the template: write your own, or take it out",
                KEUR_ARGUMENT(text));
}

/* ---- Where it may stand ---- */

/* In all prose, which knows where its words are, and stands between bytes that are not counted; of
 * each only the first.  Where a text may begin with a sign, others look. */
static void check_words(keur_run *run, const keur_document *document, const struct wanted *wanted)
{
    const struct keur_all_prose *all = keur_all_prose(document);
    const struct keur_text all_text = all->text;
    const uint32_t *words = all->words;
    const size_t count = all->word_count;

    for (size_t word = 0; word < count; word++) {
        size_t at = words[word];
        uint64_t texts = texts_at(all_text, at, wanted);
        struct keur_span found;
        const struct keur_text *text;

        if (texts == 0 || (text = find_at(all_text, at, wanted, texts, &found)) == NULL)
            continue;
        const struct keur_prose *prose = keur_prose(document, keur_prose_at(document, at));
        size_t begin = (size_t)(prose->text.bytes - all_text.bytes);
        struct keur_span part = {found.begin - begin, found.end - begin};
        if (!has_sign(prose->text, wanted))
            report(run, keur_prose_span(document, prose, part), *text);
        while (word + 1 < count && words[word + 1] < begin + prose->text.length)
            word++;
    }
}

static void check_prose(keur_run *run, const keur_document *document, const struct wanted *wanted)
{
    const struct keur_prose *prose;
    struct keur_span found;

    check_words(run, document, wanted);
    if (!has_sign(keur_all_prose(document)->text, wanted))
        return;
    for (size_t i = 0; (prose = keur_prose(document, i)) != NULL; i++) {
        const struct keur_text *text =
            has_sign(prose->text, wanted) ? find_text(prose->text, wanted, &found) : NULL;

        if (text != NULL)
            report(run, keur_prose_span(document, prose, found), *text);
    }
}

static void check_titles(keur_run *run, const keur_document *document, const struct wanted *wanted)
{
    const struct keur_container *container;
    struct keur_span found;

    for (size_t i = 0; (container = keur_container(document, i)) != NULL; i++) {
        const struct keur_text *text = find_text(container->title, wanted, &found);

        if (text != NULL)
            report(run, container->title_span, *text);
    }
}

/* The next value in reading order; values nest as deep as YAML may. */
static const struct keur_value *value_following(const struct keur_value *value)
{
    if (value->first_child != NULL)
        return value->first_child;
    while (value != NULL && value->next == NULL)
        value = value->parent;
    return value != NULL ? value->next : NULL;
}

/* The one of `texts` that is all of the value, but for a period behind it. */
static const struct keur_text *find_whole(struct keur_text value, const struct keur_texts *texts)
{
    size_t same;

    value = keur_text_trim(value);
    if (value.length > 0 && value.bytes[value.length - 1] == '.')
        value.length--;
    for (size_t i = 0; value.length > 0 && i < texts->count; i++) {
        if (match_end(value, 0, texts->items[i], &same) == value.length)
            return &texts->items[i];
    }
    return NULL;
}

static void check_front_matter(keur_run *run, const keur_document *document,
                               const struct prepared *prepared)
{
    struct keur_span found;

    for (const struct keur_value *value = keur_front_matter(document)->root; value != NULL;
         value = value_following(value)) {
        const struct keur_text *text = NULL;

        if (value->kind == KEUR_STRING)
            text = find_text(value->text, &prepared->texts, &found);
        if (value->kind == KEUR_STRING && text == NULL)
            text = find_whole(value->text, prepared->values);
        if (text != NULL)
            report(run, value->span, *text);
    }
}

static void check_comments(keur_run *run, const keur_document *document,
                           const struct wanted *wanted)
{
    const struct keur_mark *mark;
    struct keur_span found;

    for (size_t i = 0; (mark = keur_mark(document, i)) != NULL; i++) {
        if (mark->kind != KEUR_MARK_DIRECTIVE ||
            find_text(keur_slice(document, mark->span), wanted, &found) == NULL)
            continue;
        keur_report(run, mark->span, "this comment of the template is for its author: take it out");
    }
}

static void check_template(keur_run *run, const keur_document *document)
{
    const struct prepared *prepared = keur_prepared(run);

    if (prepared->texts.texts->count > 0 || prepared->values->count > 0)
        check_front_matter(run, document, prepared);
    if (prepared->texts.texts->count > 0) {
        check_titles(run, document, &prepared->texts);
        check_prose(run, document, &prepared->texts);
    }
    if (prepared->comments.texts->count > 0)
        check_comments(run, document, &prepared->comments);
}

const struct keur_check sections_template_leftover = {
    .size = sizeof(struct keur_check),
    .id = "sections/template-leftover",
    .summary = "Nothing of the template is left that was to be replaced.",
    .options = template_options,
    .options_size = sizeof(struct template_options),
    .prepare = prepare,
    .run = check_template,
    .reads_prose = true,
};
