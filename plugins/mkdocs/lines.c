/* Lines and columns. */
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

static bool is_before_text(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '>' || byte == '\0';
}

size_t text_begin(const keur_document *document, size_t line)
{
    struct keur_span span = keur_line(document, line);
    struct keur_text text = keur_slice(document, span);
    size_t at = 0;
    while (at < text.length && is_before_text(text.bytes[at]))
        at++;
    return span.begin + at;
}

bool line_is_blank(const keur_document *document, size_t line)
{
    struct keur_text text = keur_slice(document, keur_line(document, line));
    size_t at = 0;
    while (at < text.length && is_before_text(text.bytes[at]))
        at++;
    return at == text.length;
}

struct keur_text line_ending(const keur_document *document, size_t line)
{
    size_t end = keur_line(document, line).end;
    size_t next = keur_line(document, line + 1).begin;
    struct keur_text ending =
        keur_slice(document, (struct keur_span){end, next < end ? end : next});
    return ending.length > 0 ? ending : (struct keur_text){"\n", 1};
}

bool text_is_word(struct keur_text text, const char *expected)
{
    size_t at = 0;
    for (; at < text.length && expected[at] != '\0'; at++)
        if ((text.bytes[at] | 0x20) != expected[at])
            return false;
    return at == text.length && expected[at] == '\0';
}

/* Tabs in the indentation become blanks, or they would swallow those that are put in. */
struct keur_edit indent_line(keur_run *run, const keur_document *document, size_t line,
                             size_t columns)
{
    struct keur_span span = keur_line(document, line);
    struct keur_text text = keur_slice(document, span);
    size_t end = 0;
    bool has_tab = false;
    for (; end < text.length && (text.bytes[end] == ' ' || text.bytes[end] == '\t'); end++)
        has_tab = has_tab || text.bytes[end] == '\t';
    if (has_tab)
        columns += column_of(document, span.begin + end);
    return (struct keur_edit){
        .span = {span.begin + (has_tab ? 0 : end), span.begin + end},
        .replacement = keur_format(run, "%*s", (int)columns, ""),
        .safety = KEUR_SAFE,
    };
}
