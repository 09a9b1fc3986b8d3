/* Lines and columns. */
#include <string.h>

#include "mkdocs.h"

size_t column_of(const keur_document *document, size_t offset)
{
    size_t begin = keur_line(document, keur_line_at(document, offset)).begin;
    struct keur_text text = keur_slice(document, (struct keur_span){begin, offset});
    size_t column = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\t')
            column += TAB_LENGTH - column % TAB_LENGTH;
        else if (((unsigned char)text.bytes[i] & 0xC0) != 0x80)
            column++;
    }
    return column;
}

size_t line_of(const keur_document *document, const struct keur_node *node)
{
    return keur_line_at(document, node->span.begin);
}

size_t last_line_of(const keur_document *document, const struct keur_node *node)
{
    size_t end = node->span.end > node->span.begin ? node->span.end - 1 : node->span.begin;
    return keur_line_at(document, end);
}

size_t text_begin(const keur_document *document, size_t line)
{
    struct keur_span span = keur_line(document, line);
    struct keur_text text = keur_slice(document, span);
    size_t at = 0;
    while (at < text.length && strchr(" \t>", text.bytes[at]) != NULL)
        at++;
    return span.begin + at;
}

bool line_is_blank(const keur_document *document, size_t line)
{
    return text_begin(document, line) >= keur_line(document, line).end;
}

struct keur_text line_ending(const keur_document *document, size_t line)
{
    size_t end = keur_line(document, line).end;
    size_t next = keur_line(document, line + 1).begin;
    struct keur_text ending =
        keur_slice(document, (struct keur_span){end, next < end ? end : next});
    return ending.length > 0 ? ending : (struct keur_text){"\n", 1};
}

bool text_is(struct keur_text text, const char *expected)
{
    return text.length == strlen(expected) && memcmp(text.bytes, expected, text.length) == 0;
}

bool text_starts_with(struct keur_text text, const char *prefix)
{
    size_t length = strlen(prefix);
    return text.length >= length && memcmp(text.bytes, prefix, length) == 0;
}
