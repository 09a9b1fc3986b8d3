/* Text of a template that was to be replaced. */
#include <limits.h>
#include <string.h>

#include "sections.h"

struct template_options {
    struct keur_texts texts;
    struct keur_texts comments;
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
    {.name = NULL},
};

/* ---- Finding a text ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool is_of_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (lower(byte) >= 'a' && lower(byte) <= 'z') || byte < 0;
}

/* Where `wanted` ends that begins at `at`; 0 when it does not.  Any blanks are like any others. */
static size_t match_end(struct keur_text text, size_t at, struct keur_text wanted)
{
    for (size_t i = 0; i < wanted.length; i++) {
        if (at == text.length)
            return 0;
        if (!is_blank(wanted.bytes[i])) {
            if (lower(text.bytes[at++]) != lower(wanted.bytes[i]))
                return 0;
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

/* What is looked for, by the byte that it begins with: hardly any word of a document does. */
struct wanted {
    const struct keur_texts *texts;
    size_t first[UCHAR_MAX + 1]; /* by the byte of the document; 1-based, 0 for none */
    size_t *next;                /* of the same byte, by the text */
    uint64_t pairs[UCHAR_MAX + 1][(UCHAR_MAX + 1) / 64]; /* may a text begin with these two? */
    bool begins_with_words;                              /* all texts do */
};

struct prepared {
    struct wanted texts, comments;
};

static bool begins_with(struct keur_text text, char byte)
{
    if (text.length == 0)
        return false;
    return is_blank(byte) ? is_blank(*text.bytes) : lower(byte) == lower(*text.bytes);
}

static bool may_be_second(struct keur_text text, char byte)
{
    return text.length == 1 || is_blank(text.bytes[0]) || is_blank(text.bytes[1]) ||
           lower(byte) == lower(text.bytes[1]);
}

static void note_pairs(struct wanted *wanted, int first, struct keur_text text)
{
    for (size_t second = 0; second <= UCHAR_MAX; second++)
        wanted->pairs[first][second / 64] |= (uint64_t)may_be_second(text, (char)second)
                                             << second % 64;
}

static void wanted_add(struct wanted *wanted, size_t index)
{
    struct keur_text text = wanted->texts->items[index];

    wanted->begins_with_words &= text.length > 0 && is_of_word(*text.bytes);
    for (int byte = 0; byte <= UCHAR_MAX; byte++) {
        if (!begins_with(text, (char)byte))
            continue;
        wanted->next[index] = wanted->first[byte];
        wanted->first[byte] = index + 1;
        note_pairs(wanted, byte, text);
    }
}

static void wanted_fill(keur_setup *setup, const struct keur_texts *texts, struct wanted *wanted)
{
    wanted->texts = texts;
    wanted->next = keur_setup_allocate(setup, (texts->count + 1) * sizeof(*wanted->next));
    wanted->begins_with_words = true;
    for (size_t i = texts->count; i-- > 0;)
        wanted_add(wanted, i);
}

static const void *prepare(keur_setup *setup, const void *filled)
{
    const struct template_options *options = filled;
    struct prepared *prepared = keur_setup_allocate(setup, sizeof(*prepared));

    wanted_fill(setup, &options->texts, &prepared->texts);
    wanted_fill(setup, &options->comments, &prepared->comments);
    return prepared;
}

static const struct keur_text *text_at(struct keur_text text, size_t at,
                                       const struct wanted *wanted, struct keur_span *ret_found)
{
    for (size_t i = wanted->first[(unsigned char)text.bytes[at]]; i > 0; i = wanted->next[i - 1]) {
        size_t end = match_end(text, at, wanted->texts->items[i - 1]);

        if (end == 0)
            continue;
        *ret_found = (struct keur_span){at, end};
        return &wanted->texts->items[i - 1];
    }
    return NULL;
}

static bool may_begin(struct keur_text text, size_t at, const struct wanted *wanted)
{
    size_t first = (unsigned char)text.bytes[at];
    size_t second = at + 1 < text.length ? (unsigned char)text.bytes[at + 1] : 0;

    return (wanted->pairs[first][second / 64] >> second % 64 & 1) != 0 || at + 1 == text.length;
}

/* The first of the texts, beginning where a word does; NULL when there is none. */
static const struct keur_text *find_text(struct keur_text text, const struct wanted *wanted,
                                         struct keur_span *ret_found)
{
    for (size_t at = 0; at < text.length; at++) {
        const struct keur_text *found = NULL;

        if (may_begin(text, at, wanted) && (at == 0 || !is_of_word(text.bytes[at - 1])))
            found = text_at(text, at, wanted, ret_found);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* The same in prose, which knows where its words are. */
static const struct keur_text *find_in_prose(const struct keur_prose *prose,
                                             const struct wanted *wanted,
                                             struct keur_span *ret_found)
{
    struct keur_text text = prose->text;

    if (!wanted->begins_with_words)
        return find_text(text, wanted, ret_found);
    for (size_t i = 0; i < prose->word_count; i++) {
        size_t at = prose->words[i];
        const struct keur_text *found = NULL;

        if (may_begin(text, at, wanted) && (at == 0 || !is_of_word(text.bytes[at - 1])))
            found = text_at(text, at, wanted, ret_found);
        if (found != NULL)
            return found;
    }
    return NULL;
}

static void report(keur_run *run, struct keur_span where, struct keur_text text)
{
    keur_report(run, where, "\"%.*s\" is text of the template: write your own, or take it out",
                KEUR_ARGUMENT(text));
}

/* ---- Where it may stand ---- */

static void check_prose(keur_run *run, const keur_document *document, const struct wanted *wanted)
{
    const struct keur_prose *prose;
    struct keur_span found;

    for (size_t i = 0; (prose = keur_prose(document, i)) != NULL; i++) {
        const struct keur_text *text = find_in_prose(prose, wanted, &found);

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

static void check_front_matter(keur_run *run, const keur_document *document,
                               const struct wanted *wanted)
{
    struct keur_span found;

    for (const struct keur_value *value = keur_front_matter(document)->root; value != NULL;
         value = value_following(value)) {
        const struct keur_text *text =
            value->kind == KEUR_STRING ? find_text(value->text, wanted, &found) : NULL;

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

    if (prepared->texts.texts->count > 0) {
        check_front_matter(run, document, &prepared->texts);
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
