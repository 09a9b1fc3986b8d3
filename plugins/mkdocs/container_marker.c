/* A line that was meant to open a tab, an admonition or details, and shows as text. */
#include <string.h>

#include "container_header.h"
#include "mkdocs.h"
#include "survey.h"

/* ---- Is it meant as one? ---- */

static bool is_known_type(struct keur_text type)
{
    static const char *const types[] = {
        "abstract", "attention", "bug",     "caution",  "cite",  "danger",  "error",
        "example",  "fail",      "failure", "faq",      "help",  "hint",    "important",
        "info",     "missing",   "note",    "question", "quote", "seealso", "success",
        "summary",  "tip",       "todo",    "warning",  NULL};
    for (size_t i = 0; types[i] != NULL; i++)
        if (text_is(type, types[i]))
            return true;
    return false;
}

/* An indented line below, with at most one blank line between. */
static bool has_body(const keur_document *document, size_t line, size_t column)
{
    size_t next = line + 1;
    while (next < keur_line_count(document) && next < line + 2 && line_is_blank(document, next))
        next++;
    return next < keur_line_count(document) && !line_is_blank(document, next) &&
           column_of(document, text_begin(document, next)) > column;
}

/* ---- Reporting ---- */

/* At work: a line of a paragraph. */
struct place {
    keur_run *run;
    const keur_document *document;
    size_t line, begin;
    size_t indent; /* columns that the header should not have; 0 in list items */
};

static struct keur_text repaired(const struct place *place, const struct header *header)
{
    const char *blank = header->type.length > 0 ? " " : "";
    if (header->title.length == 0)
        return keur_format(place->run, "%.*s %.*s", KEUR_ARGUMENT(header->opener),
                           KEUR_ARGUMENT(header->type));
    return keur_format(place->run, "%.*s%s%.*s \"%.*s\"", KEUR_ARGUMENT(header->opener), blank,
                       KEUR_ARGUMENT(header->type), KEUR_ARGUMENT(header->title));
}

static void report_malformed(const struct place *place, const struct header *header)
{
    struct keur_span span = {place->begin, place->begin + header->text.length};
    struct keur_text right = repaired(place, header);
    struct keur_edit edit = {span, right, KEUR_SAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_run *run = place->run;
    if (header->has_rest)
        keur_report(run, span,
                    "the site shows this as text: nothing may stand behind the title; end the line "
                    "with its quotation mark");
    else if (header->sign->has_type && header->type.length == 0 && header->text.bytes[0] == '!')
        keur_report(run, span,
                    "the site shows this as text: an admonition has a type before its title; write "
                    "!!! note \"%.*s\"",
                    KEUR_ARGUMENT(header->title));
    else if (header->is_close_missing)
        keur_report_details(run, span, &details,
                            "the site shows this as text: the quotation mark behind the title is "
                            "missing; write %.*s",
                            KEUR_ARGUMENT(right));
    else if (header->is_open_missing)
        keur_report_details(run, span, &details,
                            "the site shows this as text: the quotation mark before the title is "
                            "missing; write %.*s",
                            KEUR_ARGUMENT(right));
    else if (header->has_odd_quotes)
        keur_report_details(run, span, &details,
                            "the site shows this as text: a title stands in straight double "
                            "quotation marks; write %.*s",
                            KEUR_ARGUMENT(right));
    else if (header->title.length > 0 && !header->has_quotes)
        keur_report_details(run, span, &details,
                            "the site shows this as text: a title stands in quotation marks; write "
                            "%.*s",
                            KEUR_ARGUMENT(right));
    else if (header->title.length == 0 && header->type.length == 0)
        keur_report(run, span, "the site shows this as text: there is no title; write one");
    else
        keur_report_details(run, span, &details,
                            "the site shows this as text: one blank stands before the type and one "
                            "before the title; write %.*s",
                            KEUR_ARGUMENT(right));
}

/* Behind the lines of the body, which stand 4 further right than the header. */
static size_t body_end(const struct place *place, size_t column)
{
    const keur_document *document = place->document;
    size_t line = place->line + 1;
    while (line < keur_line_count(document) &&
           (line_is_blank(document, line) ||
            column_of(document, text_begin(document, line)) >= column + TAB_LENGTH))
        line++;
    return line;
}

/* The header goes to the margin, and lines of its body that stand as far to the right with it. */
static void report_indented(const struct place *place, const struct header *header)
{
    const keur_document *document = place->document;
    size_t end = body_end(place, column_of(document, place->begin)), count = 0;
    struct keur_edit *edits = keur_allocate(place->run, (end - place->line) * sizeof *edits);
    for (size_t line = place->line; line < end; line++) {
        size_t text = text_begin(document, line), begin = keur_line(document, line).begin;
        if (!line_is_blank(document, line) && text - begin == column_of(document, text))
            edits[count++] = (struct keur_edit){{text - place->indent, text}, {"", 0}, KEUR_SAFE};
    }
    struct keur_span span = {place->begin, place->begin + header->text.length};
    struct keur_details details = {.size = sizeof details, .edits = edits, .edit_count = count};
    keur_report_details(
        place->run, span, &details,
        "the site shows this as text, because it is indented by %zu; begin it at the "
        "margin",
        place->indent);
}

static void check_line(const struct place *place, struct keur_text text)
{
    struct header header;
    if (!header_read(text, &header))
        return;
    bool is_meant =
        header.has_quotes || is_known_type(header.type) ||
        has_body(place->document, place->line, column_of(place->document, place->begin));
    struct keur_span span = {place->begin, place->begin + text.length};
    if (!is_meant)
        return;
    if (!site_has(place->run, header.sign->extension))
        keur_report(place->run, span,
                    "the site shows this as text, because mkdocs.yml does not list the extension "
                    "\"%s\"; add it, or write it otherwise",
                    header.sign->extension);
    else if (!header_is_well_formed(&header))
        report_malformed(place, &header);
    else if (place->indent > 0)
        report_indented(place, &header);
}

/* ---- A sign too few, or too many ---- */

/* The signs that the text begins with, when they are two or four. */
static size_t odd_signs(struct keur_text text)
{
    size_t count = 0;
    if (text.length == 0 || strchr("!?=", text.bytes[0]) == NULL)
        return 0;
    while (count < text.length && text.bytes[count] == text.bytes[0])
        count++;
    return (count == 2 || count == 4) && count < text.length && text.bytes[count] == ' ' ? count
                                                                                         : 0;
}

/* "!! tip "Title"", with a body below. */
static void check_odd_signs(const struct place *place, struct keur_text text)
{
    size_t count = odd_signs(text);
    struct keur_text rest = slice(text, count, text.length);
    struct keur_text meant = keur_format(place->run, "%c%c%c%.*s", text.bytes[0], text.bytes[0],
                                         text.bytes[0], KEUR_ARGUMENT(rest));
    struct header header;
    if (!header_read(meant, &header) || !header_is_well_formed(&header) ||
        !(is_known_type(header.type) || header.has_quotes) ||
        !has_body(place->document, place->line, column_of(place->document, place->begin)) ||
        !site_has(place->run, header.sign->extension))
        return;
    struct keur_span span = {place->begin, place->begin + text.length};
    struct keur_edit edit = {{place->begin, place->begin + count}, slice(meant, 0, 3), KEUR_SAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(place->run, span, &details,
                        "the site shows this as text: it begins with three signs; write %.*s",
                        KEUR_ARGUMENT(meant));
}

/* ---- The check ---- */

static void check_paragraph(keur_run *run, const keur_document *document,
                            const struct keur_node *paragraph)
{
    size_t last = last_line_of(document, paragraph);
    for (size_t line = line_of(document, paragraph); line <= last; line++) {
        size_t begin = text_begin(document, line);
        if (begin < paragraph->span.begin)
            begin = paragraph->span.begin;
        struct keur_text text = keur_text_trim(
            keur_slice(document, (struct keur_span){begin, keur_line(document, line).end}));
        bool is_odd = odd_signs(text) > 0;
        if (!is_odd && container_sign_of(text) == NULL)
            continue;
        struct place place = {run, document, line, begin, 0};
        size_t column = column_of(document, begin), base = block_base(document, paragraph);
        if (column > base && paragraph->parent->kind != KEUR_NODE_ITEM)
            place.indent = column - base;
        if (is_odd)
            check_odd_signs(&place, text);
        else
            check_line(&place, text);
    }
}

bool is_container_line(const keur_document *document, size_t line)
{
    struct header header;
    struct keur_span span = {text_begin(document, line), keur_line(document, line).end};
    return header_read(keur_text_trim(keur_slice(document, span)), &header);
}

/* ---- A title without quotes, whose words are taken for classes ---- */

/* The next word of a type; empty at its end. */
static struct keur_text next_word(struct keur_text *rest)
{
    *rest = keur_text_trim(*rest);
    size_t end = text_find(*rest, ' ', 0);
    struct keur_text word = slice(*rest, 0, end);
    *rest = slice(*rest, end, rest->length);
    return word;
}

static bool is_class(struct keur_text word)
{
    static const char *const classes[] = {"inline", "end", "annotate", "no-title", NULL};
    bool has_sign = false;
    for (size_t i = 0; classes[i] != NULL; i++)
        if (text_is(word, classes[i]))
            return true;
    for (size_t i = 0; i < word.length; i++)
        has_sign |=
            (word.bytes[i] >= '0' && word.bytes[i] <= '9') || strchr("-_", word.bytes[i]) != NULL;
    return has_sign;
}

static bool has_capital(struct keur_text word)
{
    uint32_t code_point;
    return keur_decode(word, 0, &code_point) > 0 && strcmp(keur_category(code_point), "Lu") == 0;
}

/* Nobody writes a class with a capital, or two plain words of them. */
static bool is_title(struct keur_text words)
{
    size_t plain = 0;
    for (struct keur_text word = next_word(&words); word.length > 0; word = next_word(&words)) {
        if (has_capital(word))
            return true;
        plain += !is_class(word);
    }
    return plain > 1;
}

static void check_title(keur_run *run, const keur_document *document, const struct keur_node *node)
{
    struct keur_span span = {node->span.begin, keur_line(document, line_of(document, node)).end};
    struct keur_text line = keur_slice(document, span);
    struct header header;
    if (text_find(line, '"', 0) < line.length || !header_read(keur_text_trim(line), &header) ||
        !header.sign->has_type || header.has_quotes || header.title.length == 0)
        return;
    struct keur_text type = header.type, title = header.title;
    if (has_capital(type)) { /* "!!! Let op" */
        title = slice(type, 0, (size_t)(title.bytes + title.length - type.bytes));
        type = (struct keur_text){"note", 4};
    }
    if (!is_title(title))
        return;
    struct keur_edit edit = {{span.begin, span.begin + header.text.length},
                             keur_format(run, "%.*s %.*s \"%.*s\"", KEUR_ARGUMENT(header.opener),
                                         KEUR_ARGUMENT(type), KEUR_ARGUMENT(title)),
                             KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(run, edit.span, &details,
                        "readers do not see this title: words without quotation marks are classes; "
                        "write %.*s",
                        KEUR_ARGUMENT(edit.replacement));
}

/* Below the first lines of an item a container needs a blank line. */
static void check_container(keur_run *run, const keur_document *document,
                            const struct keur_node *node)
{
    const struct keur_node *before = node->parent->first_child;
    size_t line = line_of(document, node);
    if (node->parent->kind != KEUR_NODE_ITEM || before->next != node ||
        before->kind != KEUR_NODE_PARAGRAPH || last_line_of(document, before) + 1 != line)
        return;
    size_t behind = last_line_of(document, node) + 1;
    struct keur_edit edits[] = {blank_line_above(run, document, line),
                                blank_line_above(run, document, behind)};
    struct keur_details details = {.size = sizeof details, .edits = edits};
    bool is_alone = behind >= keur_line_count(document) || line_is_blank(document, behind);
    if (column_of(document, node->span.begin) >= TAB_LENGTH * node_depth(node, KEUR_NODE_ITEM))
        details.edit_count = is_alone ? 1 : 2;
    struct keur_span span = {node->span.begin, keur_line(document, line).end};
    keur_report_details(run, span, &details,
                        "the site shows this as text of the list item; put an empty line above it");
}

/* Where the signs stand twice or more: in hardly any paragraph. */
struct signs_ahead {
    struct keur_text source;
    size_t places[SIGN_COUNT]; /* the next one of each, at or behind the paragraph at hand */
};

static size_t find_doubled(struct keur_text source, char sign, size_t from)
{
    while ((from = text_find(source, sign, from)) + 1 < source.length &&
           source.bytes[from + 1] != sign)
        from++;
    return from + 1 < source.length ? from : source.length;
}

static bool has_sign(struct signs_ahead *ahead, struct keur_span span)
{
    bool has = false;
    for (size_t i = 0; i < SIGN_COUNT; i++) {
        if (ahead->places[i] < span.begin)
            ahead->places[i] = find_doubled(ahead->source, *container_signs[i].text, span.begin);
        has |= ahead->places[i] < span.end;
    }
    return has;
}

static void check_container_marker(keur_run *run, const keur_document *document)
{
    const struct survey *survey = survey_of(run, document);
    struct signs_ahead ahead = {.source = keur_source(document)};
    for (size_t i = 0; i < survey->text_count; i++) {
        const struct keur_node *text = survey->texts[i];
        if (text->kind == KEUR_NODE_PARAGRAPH && has_sign(&ahead, text->span))
            check_paragraph(run, document, text);
    }
    const uint32_t containers = KEUR_KIND(KEUR_NODE_CONTAINER);
    for (const struct keur_node *node = NULL;
         (node = keur_next_of(document, node, containers)) != NULL;) {
        check_container(run, document, node);
        check_title(run, document, node);
    }
}

const struct keur_check mkdocs_container_marker = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/container-marker",
    .summary = "What opens a tab, an admonition or details is written so that the site knows it.",
    .run = check_container_marker,
};
