/* Links that begin or end within a word. */
#include <string.h>

#include "links.h"

struct part_of_word_options {
    struct keur_texts endings, words;
};

static const struct keur_option part_of_word_options[] = {
    {
        .name = "endings",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct part_of_word_options, endings),
        .fallback = "[s, es, ed, ing]",
        .summary = "what may follow the text of a link within a word, such as the s of a plural",
    },
    {
        .name = "words",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct part_of_word_options, words),
        .fallback = "[a, an, and, at, by, for, from, in, of, on, or, see, the, to, with]",
        .summary = "words that stand beside a link: where one touches it, a blank lacks",
    },
    {0},
};

/* Of writing with upper and lower case: others may have no blanks between words. */
static bool is_cased_letter(struct keur_text text, size_t at)
{
    uint32_t code_point;
    const char *category;

    if (at >= text.length)
        return false;
    if ((unsigned char)text.bytes[at] < 0x80)
        return byte_is_letter(text.bytes[at]);
    keur_decode(text, at, &code_point);
    category = keur_category(code_point);
    return category[0] == 'L' && (category[1] == 'l' || category[1] == 'u');
}

static size_t previous(struct keur_text text, size_t at)
{
    if (at > 0)
        at--;
    while (at > 0 && ((unsigned char)text.bytes[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Where the letters begin that end at `at`. */
static size_t letters_begin(struct keur_text text, size_t at)
{
    while (at > 0 && is_cased_letter(text, previous(text, at)))
        at = previous(text, at);
    return at;
}

static size_t letters_end(struct keur_text text, size_t at)
{
    uint32_t code_point;

    while (is_cased_letter(text, at))
        at += keur_decode(text, at, &code_point);
    return at;
}

static bool is_one_of(const struct keur_texts *texts, struct keur_text text)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (texts->items[i].length == text.length && text_begins(text, texts->items[i]))
            return true;
    }
    return false;
}

/* A link, with the emphasis around it, and the word that it is a part of. */
struct wrapped {
    struct keur_span span; /* with emphasis that holds nothing else */
    struct keur_span text; /* of the link, in the source */
    struct keur_text before, after;
};

static void report_before(keur_run *run, const struct wrapped *link, struct keur_text text)
{
    const struct part_of_word_options *options = keur_options(run);
    bool lacks_blank = is_one_of(&options->words, link->before);
    struct keur_span before = {link->span.begin - link->before.length, link->span.begin};
    struct keur_edit blank = {{before.end, before.end}, {" ", 1}, KEUR_UNSAFE};
    struct keur_edit moved[] = {{before, {"", 0}, KEUR_UNSAFE},
                                {{link->text.begin, link->text.begin}, link->before, KEUR_UNSAFE}};
    struct keur_details details = {.size = sizeof details, .edits = &blank, .edit_count = 1};

    if (lacks_blank) {
        keur_report_details(run, link->span, &details,
                            "a blank lacks between \"%.*s\" and the link \"%.*s\"",
                            KEUR_ARGUMENT(link->before), KEUR_ARGUMENT(text));
        return;
    }
    details.edits = moved;
    details.edit_count = 2;
    keur_report_details(
        run, link->span, &details,
        "the link begins within the word \"%.*s%.*s\": take all of the word into it, "
        "or write a blank before it",
        KEUR_ARGUMENT(link->before), KEUR_ARGUMENT(text));
}

static void report_after(keur_run *run, const struct wrapped *link, struct keur_text text)
{
    struct keur_span after = {link->span.end, link->span.end + link->after.length};
    struct keur_edit moved[] = {{{link->text.end, link->text.end}, link->after, KEUR_UNSAFE},
                                {after, {"", 0}, KEUR_UNSAFE}};
    struct keur_details details = {.size = sizeof details, .edits = moved, .edit_count = 2};
    const struct part_of_word_options *options = keur_options(run);

    if (is_one_of(&options->words, link->after)) {
        struct keur_edit blank = {{after.begin, after.begin}, {" ", 1}, KEUR_UNSAFE};

        details.edits = &blank;
        details.edit_count = 1;
        keur_report_details(run, link->span, &details,
                            "a blank lacks between the link \"%.*s\" and \"%.*s\"",
                            KEUR_ARGUMENT(text), KEUR_ARGUMENT(link->after));
        return;
    }
    keur_report_details(run, link->span, &details,
                        "the link ends within the word \"%.*s%.*s\": take all of the word into it, "
                        "or write a blank behind it",
                        KEUR_ARGUMENT(text), KEUR_ARGUMENT(link->after));
}

static struct wrapped wrapped_of(const keur_document *document, const struct keur_link *link)
{
    const struct keur_node *node = link->node;
    struct keur_text source = keur_source(document);
    struct wrapped wrapped = {link->span, link->text_span, {"", 0}, {"", 0}};
    size_t begin;

    while (node->parent != NULL && node->parent->first_child == node && node->next == NULL &&
           (node->parent->kind == KEUR_NODE_EMPHASIS || node->parent->kind == KEUR_NODE_STRONG)) {
        node = node->parent;
        wrapped.span = node->span;
    }
    if (link->attributes.end > wrapped.span.end)
        wrapped.span.end = link->attributes.end;
    begin = letters_begin(source, wrapped.span.begin);
    wrapped.before = keur_slice(document, (struct keur_span){begin, wrapped.span.begin});
    wrapped.after = keur_slice(
        document, (struct keur_span){wrapped.span.end, letters_end(source, wrapped.span.end)});
    return wrapped;
}

/* The bytes beside the link tell of nearly all that they are whole words. */
static bool may_be_part(struct keur_text source, const struct keur_link *link)
{
    static const char marks[] = "*_{";
    char before = link->span.begin > 0 ? source.bytes[link->span.begin - 1] : ' ';
    char after = link->span.end < source.length ? source.bytes[link->span.end] : ' ';

    return byte_is_letter(before) || byte_is_letter(after) || strchr(marks, before) != NULL ||
           (after != '\0' && strchr(marks, after) != NULL);
}

static void check_link(keur_run *run, const keur_document *document, const struct keur_link *link)
{
    const struct part_of_word_options *options = keur_options(run);
    struct wrapped wrapped = wrapped_of(document, link);
    struct keur_text text = text_shortened(run, link->text);
    size_t last = previous(link->text, link->text.length);

    if (wrapped.before.length > 0 && is_cased_letter(link->text, 0))
        report_before(run, &wrapped, text);
    else if (wrapped.after.length > 0 && is_cased_letter(link->text, last) &&
             !is_one_of(&options->endings, wrapped.after))
        report_after(run, &wrapped, text);
}

static void check_part_of_word(keur_run *run, const keur_document *document)
{
    struct keur_text source = keur_source(document);
    const struct keur_link *link;

    for (size_t i = 0; (link = keur_link(document, i)) != NULL; i++) {
        bool is_written = link->kind == KEUR_LINK_INLINE || link->kind == KEUR_LINK_FULL ||
                          link->kind == KEUR_LINK_COLLAPSED;

        if (is_written && !link->is_image && link->text.length > 0 && may_be_part(source, link))
            check_link(run, document, link);
    }
}

const struct keur_check links_part_of_word = {
    .size = sizeof(struct keur_check),
    .id = "links/part-of-word",
    .summary = "A link begins and ends with a word.",
    .options = part_of_word_options,
    .options_size = sizeof(struct part_of_word_options),
    .run = check_part_of_word,
};
