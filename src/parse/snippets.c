/* Snippets of pymdownx: --8<-- "file", or a block of file names between two such lines. */
#include "base/text.h"
#include "parse/internal.h"

static size_t skip_byte(struct keur_text text, size_t at, char byte)
{
    while (at < text.length && text.bytes[at] == byte)
        at++;
    return at;
}

/* Length of the line's part up to and with "--8<--"; 0 when it does not begin with one.  A
 * semicolon in front takes its meaning away. */
static size_t marker_end(struct keur_text line)
{
    size_t begin = 0;
    while (begin < line.length && (line.bytes[begin] == ' ' || line.bytes[begin] == '\t'))
        begin++;
    size_t scissors = skip_byte(line, begin, '-');
    if (scissors == begin || !text_starts_with(text_slice(line, scissors, line.length), "8<"))
        return 0;
    size_t end = skip_byte(line, scissors + 2, '-');
    return end == scissors + 2 ? 0 : end;
}

static void add_name(struct keur_document *document, struct keur_span line, struct keur_text name)
{
    size_t begin = (size_t)(name.bytes - document->source.bytes);

    /* A semicolon makes a comment of a name. */
    if (name.length > 0 && name.bytes[0] != ';')
        mark_add(document, KEUR_MARK_SNIPPET, line, (struct keur_span){begin, begin + name.length},
                 TEXT(""));
}

/* The quoted name behind a marker on the same line. */
static void add_single(struct keur_document *document, struct keur_span line, struct keur_text rest)
{
    struct keur_text quoted = keur_text_trim(rest);
    char quote = quoted.length > 2 ? quoted.bytes[0] : '\0';

    if ((quote == '"' || quote == '\'') && quoted.bytes[quoted.length - 1] == quote)
        add_name(document, line, keur_text_trim(text_slice(quoted, 1, quoted.length - 1)));
}

void snippets_collect(struct keur_document *document)
{
    const struct lines *lines = &document->lines;
    bool is_in_block = false;

    for (size_t i = lines_at(lines, document->body_begin); i < lines->count; i++) {
        struct keur_span span = lines_span(lines, i);
        if (span.begin < document->body_begin)
            span.begin = document->body_begin < span.end ? document->body_begin : span.end;
        struct keur_text line = keur_slice(document, span);
        size_t end = marker_end(line);
        if (end == 0 && !is_in_block)
            continue;
        struct keur_text rest = keur_text_trim(text_slice(line, end, line.length));
        if (end > 0 && rest.length == 0)
            is_in_block = !is_in_block;
        else if (end > 0 && !is_in_block)
            add_single(document, span, rest);
        else if (is_in_block)
            add_name(document, span, keur_text_trim(line));
    }
}
