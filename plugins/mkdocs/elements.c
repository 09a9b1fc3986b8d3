/* Finds the tags of a document: what libcmark sees as raw HTML, and in an element that is open what
 * it takes for code because it is indented. */
#include "elements.h"

#include <string.h>

#include "mkdocs.h"
#include "survey.h"

enum { MAX_DEPTH = 256 };

struct tag {
    struct keur_text name;
    struct keur_span span;
    bool closes, is_empty, has_markdown;
};

struct reader {
    keur_run *run;
    const keur_document *document;
    struct keur_text source;
    struct element *items;
    size_t count;
    struct element *open;              /* the innermost one */
    const struct keur_node *paragraph; /* at work, or NULL */
};

static bool is_one_of(struct keur_text name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (text_is_word(name, *names))
            return true;
    return false;
}

static bool is_void(struct keur_text name)
{
    static const char *const names[] = {"area",  "base",   "br",    "col",  "embed",
                                        "hr",    "img",    "input", "link", "meta",
                                        "param", "source", "track", "wbr",  NULL};
    return is_one_of(name, names);
}

static bool needs_no_close(struct keur_text name)
{
    static const char *const names[] = {"p",    "li",    "dt",       "dd",    "td",     "th",
                                        "tr",   "thead", "tbody",    "tfoot", "option", "html",
                                        "head", "body",  "colgroup", NULL};
    return is_one_of(name, names);
}

static bool is_block_name(struct keur_text name)
{
    static const char *const names[] = {
        "address",  "article",    "aside",  "blockquote", "canvas", "details", "div",  "dl",
        "fieldset", "figcaption", "figure", "footer",     "form",   "h1",      "h2",   "h3",
        "h4",       "h5",         "h6",     "header",     "hgroup", "main",    "menu", "nav",
        "ol",       "p",          "pre",    "section",    "table",  "ul",      NULL};
    return is_one_of(name, names);
}

bool is_heading_name(struct keur_text name)
{
    return name.length == 2 && (name.bytes[0] | 0x20) == 'h' && name.bytes[1] >= '1' &&
           name.bytes[1] <= '6';
}

/* ---- Tags ---- */

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-';
}

/* The end of the tag that begins at `at`, quotes observed; 0 when it has none. */
static size_t tag_end(struct keur_text source, size_t at, size_t end)
{
    char quote = '\0';
    for (; at < end; at++) {
        char byte = source.bytes[at];
        if (quote != '\0')
            quote = byte == quote ? '\0' : quote;
        else if (byte == '>')
            return at + 1;
        else if ((byte == '"' || byte == '\'') && source.bytes[at - 1] == '=')
            quote = byte;
    }
    return 0;
}

static bool has_attribute(struct keur_text tag, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 1; i + length < tag.length; i++)
        if (memcmp(tag.bytes + i, name, length) == 0 && strchr(" \t\n", tag.bytes[i - 1]) != NULL &&
            strchr(" \t\n=>/", tag.bytes[i + length]) != NULL)
            return true;
    return false;
}

/* The last byte of the comment that begins at `at`; the text's length when nothing ends it. */
static size_t comment_end(struct keur_text source, size_t at)
{
    for (at += 4; (at = text_find(source, '>', at)) < source.length; at++)
        if (memcmp(source.bytes + at - 2, "--", 2) == 0)
            break;
    return at;
}

/* Steps to the next tag at or behind *at; comments are passed over. */
static bool tag_next(struct keur_text source, size_t *at, size_t end, struct tag *ret_tag)
{
    source.length = end;
    for (; (*at = text_find(source, '<', *at)) + 2 < end; (*at)++) {
        struct keur_text rest = {source.bytes + *at, end - *at};
        if (text_starts_with(rest, "<!--")) {
            *at = comment_end(source, *at);
            continue;
        }
        bool closes = rest.bytes[1] == '/';
        size_t begin = *at + 1 + closes, name = begin;
        while (name < end && is_name_byte(source.bytes[name]))
            name++;
        bool is_letter = (source.bytes[begin] | 0x20) >= 'a' && (source.bytes[begin] | 0x20) <= 'z';
        if (name == begin || !is_letter)
            continue;
        size_t close = tag_end(source, name, end);
        if (close == 0)
            return false; /* nor does any tag behind it end */
        struct keur_text whole = {rest.bytes, close - *at};
        *ret_tag = (struct tag){.name = {source.bytes + begin, name - begin},
                                .span = {*at, close},
                                .closes = closes,
                                .is_empty = source.bytes[close - 2] == '/',
                                .has_markdown = has_attribute(whole, "markdown")};
        *at = close;
        return true;
    }
    return false;
}

/* ---- Elements ---- */

static struct element *add(struct reader *reader, struct keur_text name)
{
    struct element *element = &reader->items[reader->count++];
    *element = (struct element){.name = name, .around = reader->open};
    const struct element *around = reader->open;
    element->is_foreign =
        around != NULL && (around->is_foreign || text_is_word(around->name, "svg") ||
                           text_is_word(around->name, "script"));
    return element;
}

static void open_element(struct reader *reader, const struct tag *tag)
{
    struct element *element = add(reader, tag->name);
    element->open = tag->span;
    element->has_markdown = tag->has_markdown;
    element->is_block = is_block_name(tag->name);
    element->needs_no_close = needs_no_close(tag->name);
    element->paragraph = element->is_block ? NULL : reader->paragraph;
    if (tag->is_empty || is_void(tag->name))
        element->close = tag->span;
    else
        reader->open = element;
}

static bool is_same_name(struct keur_text a, struct keur_text b)
{
    size_t i = 0;
    while (i < a.length && i < b.length && (a.bytes[i] | 0x20) == (b.bytes[i] | 0x20))
        i++;
    return i == a.length && i == b.length;
}

static void close_element(struct reader *reader, const struct tag *tag)
{
    struct element *element = reader->open;
    for (size_t depth = 0; element != NULL && depth < MAX_DEPTH; depth++) {
        if (is_same_name(element->name, tag->name))
            break;
        element = element->around;
    }
    if (element == NULL || !is_same_name(element->name, tag->name)) {
        if (!is_void(tag->name))
            add(reader, tag->name)->close = tag->span;
        return;
    }
    element->close = tag->span;
    reader->open = element->around;
}

static void read_span(struct reader *reader, struct keur_span span)
{
    struct tag tag;
    size_t at = span.begin;
    while (tag_next(reader->source, &at, span.end, &tag)) {
        bool is_raw = reader->open != NULL && (text_is_word(reader->open->name, "script") ||
                                               text_is_word(reader->open->name, "style"));
        if (is_raw && !(tag.closes && is_same_name(tag.name, reader->open->name)))
            continue;
        if (tag.closes)
            close_element(reader, &tag);
        else
            open_element(reader, &tag);
    }
}

static bool is_fenced(const keur_document *document, const struct keur_node *block)
{
    struct keur_text text = keur_text_trim(keur_slice(document, block->span));
    return text_starts_with(text, "```") || text_starts_with(text, "~~~");
}

/* What is open in the text of a paragraph, a browser closes at its end. */
static void enter_paragraph(struct reader *reader, const struct keur_node *node)
{
    while (node != NULL && node->kind >= KEUR_NODE_TEXT)
        node = node->parent;
    reader->paragraph = node != NULL && node->kind != KEUR_NODE_HTML_BLOCK ? node : NULL;
    while (reader->open != NULL && reader->open->paragraph != NULL &&
           reader->open->paragraph != reader->paragraph)
        reader->open = reader->open->around;
}

struct elements elements_read(keur_run *run, const keur_document *document)
{
    struct survey *survey = survey_of(run, document);
    if (survey->elements != NULL)
        return *survey->elements;
    struct elements *elements = keur_allocate(run, sizeof *elements);
    survey->elements = elements;
    struct reader reader = {.run = run, .document = document, .source = keur_source(document)};
    size_t tags = 0;
    for (size_t at = 0; (at = text_find(reader.source, '<', at)) < reader.source.length; at++)
        tags++;
    if (tags == 0)
        return *elements;
    reader.items = keur_allocate(run, tags * sizeof *reader.items);
    const uint32_t kinds = KEUR_KIND(KEUR_NODE_HTML) | KEUR_KIND(KEUR_NODE_HTML_BLOCK) |
                           KEUR_KIND(KEUR_NODE_CODE_BLOCK);
    for (const struct keur_node *node = NULL;
         (node = keur_next_of(document, node, kinds)) != NULL;) {
        bool is_html = node->kind == KEUR_NODE_HTML || node->kind == KEUR_NODE_HTML_BLOCK;
        bool is_hidden = node->kind == KEUR_NODE_CODE_BLOCK && reader.open != NULL &&
                         reader.open->is_block && !is_fenced(document, node);
        if (!is_html && !is_hidden)
            continue;
        enter_paragraph(&reader, node);
        read_span(&reader, node->span);
    }
    *elements = (struct elements){reader.items, reader.count};
    return *elements;
}
