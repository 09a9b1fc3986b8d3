/* "p. 114" of a PDF that is opened at its first page. */
#include <string.h>

#include "links.h"

struct pdf_page_options {
    struct keur_texts words;
};

static const struct keur_option pdf_page_options[] = {
    {
        .name = "words",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct pdf_page_options, words),
        .fallback = "[p., pp., page, pages]",
        .summary = "words before the number of a page; case is ignored",
    },
    {0},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* An address of a PDF that says nothing of a place in it. */
static bool leads_to_first_page(struct keur_text target)
{
    const char *query = memchr(target.bytes, '?', target.length);

    if (memchr(target.bytes, '#', target.length) != NULL)
        return false;
    if (query != NULL)
        target.length = (size_t)(query - target.bytes);
    return target.length >= 4 &&
           text_begins((struct keur_text){target.bytes + target.length - 4, 4},
                       (struct keur_text){".pdf", 4});
}

/* The number behind a word for pages at `at`; empty when none stands there. */
static struct keur_text page_at(const struct keur_texts *words, struct keur_text text, size_t at)
{
    enum { MOST_DIGITS = 4 };
    struct keur_text none = {"", 0};
    bool is_within = at > 0 && (byte_is_letter(text.bytes[at - 1]) || is_digit(text.bytes[at - 1]));
    size_t word = is_within ? 0 : text_word_at(words, text, at), begin = at + word, end;

    if (word == 0)
        return none;
    while (begin < text.length && letter_is_blank(text.bytes[begin]))
        begin++;
    if (begin + 1 < text.length && memcmp(text.bytes + begin, "\xC2\xA0", 2) == 0)
        begin += 2;
    if (begin == at + word && byte_is_letter(text.bytes[begin - 1]))
        return none;
    for (end = begin; end < text.length && is_digit(text.bytes[end]);)
        end++;
    if (end == begin || end - begin > MOST_DIGITS || text.bytes[begin] == '0' ||
        (end < text.length && byte_is_letter(text.bytes[end]) && text.bytes[end] != '\xE2' &&
         text.bytes[end] != '\xC2'))
        return none;
    return (struct keur_text){text.bytes + begin, end - begin};
}

/* The first page that the text of a link names. */
static struct keur_text page_in(const struct keur_texts *words, struct keur_text text)
{
    struct keur_text page = {"", 0};

    for (size_t at = 0; at < text.length && page.length == 0; at++)
        page = page_at(words, text, at);
    return page;
}

/* "[report](report.pdf), p. 114", "[report](report.pdf) (page 114)" */
static struct keur_text page_behind(const struct keur_texts *words, const keur_document *document,
                                    const struct keur_link *link)
{
    struct keur_text source = keur_source(document), rest;
    size_t begin = link->attributes.end > link->span.end ? link->attributes.end : link->span.end;
    size_t at = 0;

    rest = (struct keur_text){source.bytes + begin, source.length - begin};
    if (link->node->parent != NULL)
        rest.length = link->node->parent->span.end - begin;
    while (at < rest.length && strchr(" ,(:;", rest.bytes[at]) != NULL)
        at++;
    return page_at(words, rest, at);
}

static void check_link(keur_run *run, const keur_document *document, const struct keur_link *link)
{
    const struct pdf_page_options *options = keur_options(run);
    size_t end = link->target_span.end;
    struct keur_text page = page_in(&options->words, link->text);

    if (page.length == 0)
        page = page_behind(&options->words, document, link);
    if (page.length == 0 || (page.length == 1 && page.bytes[0] == '1'))
        return;

    struct keur_text fragment = keur_format(run, "#page=%.*s", KEUR_ARGUMENT(page));
    struct keur_edit edit = {{end, end}, fragment, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};
    /* The pages of one definition may differ. */
    details.edit_count = link->definition == NULL ? 1 : 0;
    keur_report_details(run, link->span, &details,
                        "the text says page %.*s, and the link opens the PDF at its first: write "
                        "\"%.*s\" behind the address",
                        KEUR_ARGUMENT(page), KEUR_ARGUMENT(fragment));
}

static void check_pdf_page(keur_run *run, const keur_document *document)
{
    const struct keur_link *link;

    for (size_t i = 0; (link = keur_link(document, i)) != NULL; i++) {
        bool has_text = link->kind == KEUR_LINK_INLINE || link->definition != NULL;

        if (has_text && !link->is_image && leads_to_first_page(link->target))
            check_link(run, document, link);
    }
}

const struct keur_check links_pdf_page = {
    .size = sizeof(struct keur_check),
    .id = "links/pdf-page",
    .summary = "A link to a page of a PDF opens that page.",
    .options = pdf_page_options,
    .options_size = sizeof(struct pdf_page_options),
    .run = check_pdf_page,
};
