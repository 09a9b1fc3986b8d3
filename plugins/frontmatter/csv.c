#include "csv.h"

#include <string.h>

struct reader {
    keur_setup *setup;
    struct keur_text text;
    size_t at;
    char separator;
    bool is_row_done; /* behind the last field of a row */
};

static bool at_end(const struct reader *reader)
{
    return reader->at >= reader->text.length;
}

/* Behind the quote that closes; two of them stand for one. */
static size_t quoted_end(const struct reader *reader)
{
    size_t at = reader->at + 1;

    for (; at < reader->text.length; at++) {
        if (reader->text.bytes[at] != '"')
            continue;
        if (at + 1 >= reader->text.length || reader->text.bytes[at + 1] != '"')
            return at + 1;
        at++;
    }
    return at;
}

static struct keur_text read_quoted(struct reader *reader)
{
    size_t end = quoted_end(reader);
    char *bytes = keur_setup_allocate(reader->setup, end - reader->at);
    size_t length = 0;

    for (size_t at = reader->at + 1; at + 1 < end; at++) {
        at += reader->text.bytes[at] == '"';
        bytes[length++] = reader->text.bytes[at];
    }
    reader->at = end;
    return (struct keur_text){bytes, length};
}

static bool is_field_end(const struct reader *reader)
{
    char byte = at_end(reader) ? '\n' : reader->text.bytes[reader->at];

    return byte == reader->separator || byte == '\n' || byte == '\r';
}

/* A separator, or the end of a line. */
static void skip_field_end(struct reader *reader)
{
    bool is_return = !at_end(reader) && reader->text.bytes[reader->at] == '\r';

    reader->at++;
    if (is_return && !at_end(reader) && reader->text.bytes[reader->at] == '\n')
        reader->at++;
}

static struct keur_text read_field(struct reader *reader)
{
    struct keur_text field = {reader->text.bytes + reader->at, 0};
    size_t begin = reader->at;

    if (!at_end(reader) && reader->text.bytes[reader->at] == '"')
        field = read_quoted(reader);
    while (!is_field_end(reader))
        reader->at++;
    if (field.bytes == reader->text.bytes + begin)
        field.length = reader->at - begin;
    reader->is_row_done = at_end(reader) || reader->text.bytes[reader->at] != reader->separator;
    skip_field_end(reader);
    return keur_text_trim(field);
}

/* The one that the first row has most of. */
static char find_separator(struct keur_text text)
{
    static const char separators[] = ",;\t";
    size_t counts[3] = {0};
    size_t most = 0;

    for (size_t at = 0; at < text.length && text.bytes[at] != '\n'; at++) {
        const char *found = text.bytes[at] == '\0' ? NULL : strchr(separators, text.bytes[at]);
        if (found != NULL)
            counts[found - separators]++;
    }
    for (size_t i = 1; i < 3; i++) {
        if (counts[i] > counts[most])
            most = i;
    }
    return separators[most];
}

static ptrdiff_t find_column(struct reader *reader, struct keur_text name)
{
    ptrdiff_t found = -1;
    ptrdiff_t column = 0;

    do {
        if (keur_text_equals(read_field(reader), name) && found < 0)
            found = column;
        column++;
    } while (!reader->is_row_done);
    return found;
}

static size_t count_lines(struct keur_text text)
{
    size_t lines = 1;

    for (size_t at = 0; at < text.length; at++)
        lines += text.bytes[at] == '\n';
    return lines;
}

bool csv_column(keur_setup *setup, struct keur_text text, struct keur_text name,
                struct keur_text **ret_items, size_t *ret_count)
{
    struct reader reader = {.setup = setup, .text = text, .separator = find_separator(text)};
    size_t count = 0;

    if (text.length >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0)
        reader.at = 3;
    ptrdiff_t wanted = find_column(&reader, name);
    struct keur_text *items = keur_setup_allocate(setup, count_lines(text) * sizeof(*items));
    while (!at_end(&reader)) {
        ptrdiff_t column = 0;
        do {
            struct keur_text field = read_field(&reader);
            if (column++ == wanted && field.length > 0)
                items[count++] = field;
        } while (!reader.is_row_done);
    }
    *ret_items = items;
    *ret_count = count;
    return wanted >= 0;
}
