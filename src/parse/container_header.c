/* The lines that open a container, as the extensions of Python-Markdown read them. */
#include <string.h>

#include "base/text.h"
#include "base/unicode.h"
#include "parse/passage.h"

enum { SIGNS = 3 };

/* A view of one line that is eaten from the left. */
struct header {
    struct keur_text source;
    size_t at, end;
};

static char peek(const struct header *header)
{
    return header->at < header->end ? header->source.bytes[header->at] : '\0';
}

static bool take(struct header *header, const char *text)
{
    struct keur_text rest = text_slice(header->source, header->at, header->end);

    if (!text_starts_with(rest, text))
        return false;
    header->at += strlen(text);
    return true;
}

static size_t take_all(struct header *header, char byte)
{
    size_t begin = header->at;

    while (peek(header) == byte && header->at < header->end)
        header->at++;
    return header->at - begin;
}

static bool is_ascii_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
}

/* What Python's "[\\w-]+" matches. */
static size_t take_word(struct header *header)
{
    size_t begin = header->at;

    while (header->at < header->end) {
        if (is_ascii_word(peek(header))) {
            header->at++;
            continue;
        }
        struct keur_text rest = text_slice(header->source, header->at, header->end);
        uint32_t code_point;
        size_t length = keur_decode(rest, 0, &code_point);
        if (code_point != '-' && !unicode_is_word(code_point))
            break;
        header->at += length;
    }
    return header->at - begin;
}

/* Words with blanks between. */
static struct keur_span take_words(struct header *header)
{
    struct keur_span words = {header->at, header->at};

    while (take_word(header) > 0) {
        words.end = header->at;
        take_all(header, ' ');
    }
    return words;
}

/* A title in double quotes up to the end of the line. */
static bool take_title(struct header *header, struct keur_span *ret_title)
{
    if (header->end < header->at + 2 || peek(header) != '"' ||
        header->source.bytes[header->end - 1] != '"')
        return false;
    *ret_title = (struct keur_span){header->at + 1, header->end - 1};
    header->at = header->end;
    return true;
}

/* === "title", with + and ! before the title */
static bool tab_header(struct header *header, struct cut *cut)
{
    if (!take(header, "==="))
        return false;
    if (!take(header, "+!") && !take(header, "!+") && !take(header, "+"))
        take(header, "!");
    cut->kind = KEUR_CONTAINER_TAB;
    return take_all(header, ' ') > 0 && take_title(header, &cut->title);
}

/* !!! type "title" and ??? type "title" */
static bool callout_header(struct header *header, struct cut *cut, const char *sign)
{
    if (!take(header, sign))
        return false;
    if (cut->kind == KEUR_CONTAINER_DETAILS)
        take(header, "+");
    take(header, " ");
    struct keur_span words = take_words(header);
    cut->type = text_slice(header->source, words.begin, words.end);
    take_all(header, ' ');
    bool is_apart = header->source.bytes[header->at - 1] == ' ';
    bool has_title = is_apart && take_title(header, &cut->title);
    bool is_enough = cut->type.length > 0 || (has_title && cut->kind == KEUR_CONTAINER_DETAILS);
    return is_enough && header->at == header->end;
}

/* /// name | argument */
static bool block_header(struct header *header, struct cut *cut)
{
    if (take_all(header, '/') < SIGNS)
        return false;
    take_all(header, ' ');
    size_t begin = header->at;
    take_word(header);
    cut->kind = KEUR_CONTAINER_BLOCK;
    cut->type = text_slice(header->source, begin, header->at);
    take_all(header, ' ');
    if (take(header, "|")) {
        take_all(header, ' ');
        cut->title = (struct keur_span){header->at, header->end};
        header->at = header->end;
    }
    return cut->type.length > 0 && header->at == header->end;
}

/* [^label]: or *[label]: */
static bool label_header(struct header *header, struct cut *cut, const char *open)
{
    if (!take(header, open))
        return false;
    cut->label.begin = header->at;
    while (header->at < header->end && strchr("[]\\", peek(header)) == NULL)
        header->at++;
    cut->label.end = header->at;
    if (cut->label.end == cut->label.begin || !take(header, "]:"))
        return false;
    while (take_all(header, ' ') + take_all(header, '\t') > 0)
        continue;
    cut->body = header->at;
    return true;
}

static bool has_footnotes(const struct keur_document *document)
{
    return document->reading.dialect == KEUR_DIALECT_GFM ||
           (document->reading.dialect == KEUR_DIALECT_PYTHON_MARKDOWN &&
            (document->reading.extensions & EXTENSION_FOOTNOTES) != 0);
}

static bool is_container(const struct keur_document *document, struct header *header,
                         struct cut *cut)
{
    unsigned extensions = document->reading.extensions;

    switch (peek(header)) {
    case '=':
        return (extensions & EXTENSION_TABS) != 0 && tab_header(header, cut);
    case '!':
        cut->kind = KEUR_CONTAINER_ADMONITION;
        return (extensions & EXTENSION_ADMONITION) != 0 && callout_header(header, cut, "!!!");
    case '?':
        cut->kind = KEUR_CONTAINER_DETAILS;
        return (extensions & EXTENSION_DETAILS) != 0 && callout_header(header, cut, "???");
    case '/':
        return (extensions & EXTENSION_BLOCKS) != 0 && block_header(header, cut);
    default:
        return false;
    }
}

/* Without the blanks at the end of the line. */
static struct header header_at(const struct keur_document *document, struct cursor at)
{
    size_t end = at.end;

    while (end > at.at && (at.bytes[end - 1] == ' ' || at.bytes[end - 1] == '\t'))
        end--;
    return (struct header){document->source, at.at, end};
}

enum keur_node_kind container_header(const struct keur_document *document, struct cursor at,
                                     struct cut *ret_cut)
{
    bool is_python = document->reading.dialect == KEUR_DIALECT_PYTHON_MARKDOWN;
    struct header start = header_at(document, at), header = start;
    struct cut cut = {
        .type = TEXT(""), .header = {start.at, start.end}, .title = {start.end, start.end}};
    enum keur_node_kind kind = KEUR_NODE_DOCUMENT;

    if (is_python && is_container(document, &header, &cut))
        kind = KEUR_NODE_CONTAINER;
    else if (peek(&start) == '[' && has_footnotes(document) && label_header(&start, &cut, "[^"))
        kind = KEUR_NODE_FOOTNOTE;
    else if (peek(&start) == '*' && is_python &&
             (document->reading.extensions & EXTENSION_ABBREVIATIONS) != 0 &&
             label_header(&start, &cut, "*["))
        kind = KEUR_NODE_ABBREVIATION;
    if (kind != KEUR_NODE_DOCUMENT)
        *ret_cut = cut;
    return kind;
}

size_t container_block_end(struct cursor at)
{
    size_t slashes = 0;

    cursor_skip_blanks(&at);
    for (; cursor_byte(&at) == '/'; at.at++)
        slashes++;
    return slashes >= SIGNS && cursor_is_blank(&at) ? slashes : 0;
}
