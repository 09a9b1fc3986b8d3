#include "container_header.h"

#include <string.h>

#include "mkdocs.h"

enum { SIGN_LENGTH = 3, MAX_QUOTE_LENGTH = 3 };

const struct sign container_signs[SIGN_COUNT] = {
    {"!!!", "admonition", true},
    {"???", "pymdownx.details", true},
    {"===", "pymdownx.tabbed", false},
};

/* The length of the character at `at` if it is what Python's "[\\w-]" matches, else 0. */
static size_t word_at(struct keur_text text, size_t at)
{
    uint32_t code_point;
    size_t length = keur_decode(text, at, &code_point);
    const char *category = length > 0 ? keur_category(code_point) : "Cn";
    bool is_word = category[0] == 'L' || category[0] == 'N' || category[0] == 'M' ||
                   (length == 1 && strchr("_-", text.bytes[at]) != NULL);
    return is_word ? length : 0;
}

/* The length of the quotation mark at `at`; 0 when there is none. */
static size_t quote_at(struct keur_text text, size_t at)
{
    static const char *const quotes[] = {"\"",     "'",      "\u201c", "\u201d",
                                         "\u201e", "\u2018", "\u2019", "\u2033"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (text_starts_with(slice(text, at, text.length), quotes[i]))
            return strlen(quotes[i]);
    return 0;
}

static size_t find_quote(struct keur_text text, size_t from)
{
    while (from < text.length && quote_at(text, from) == 0)
        from++;
    return from;
}

/* The length of the quotation mark that ends the text. */
static size_t quote_at_end(struct keur_text text)
{
    for (size_t length = 1; length <= MAX_QUOTE_LENGTH && length <= text.length; length++)
        if (quote_at(text, text.length - length) == length)
            return length;
    return 0;
}

const struct sign *container_sign_of(struct keur_text text)
{
    if (text.length < SIGN_LENGTH || text.bytes[0] != text.bytes[1] ||
        text.bytes[1] != text.bytes[2])
        return NULL;
    for (size_t i = 0; i < SIGN_COUNT; i++)
        if (text_starts_with(text, container_signs[i].text))
            return &container_signs[i];
    return NULL;
}

/* The type is the words in front of the title, or the first word when the title has no quotes. */
static struct keur_text read_type(struct keur_text rest, size_t quote)
{
    size_t end = 0, last = 0;
    while (end < quote && word_at(rest, end) > 0) {
        while (end < quote && word_at(rest, end) > 0)
            end += word_at(rest, end);
        last = end;
        while (quote < rest.length && end < quote && rest.bytes[end] == ' ')
            end++;
    }
    return slice(rest, 0, last);
}

static void read_title(struct header *header, struct keur_text rest, size_t quote)
{
    size_t open = quote_at(rest, quote), close = quote_at_end(rest);
    struct keur_text title;
    if (open == 0) {
        title = slice(rest, header->type.length, rest.length);
    } else if (quote + open == rest.length) { /* only the last one */
        header->is_open_missing = true;
        header->type =
            header->sign->has_type ? read_type(slice(rest, 0, quote), rest.length) : header->type;
        title = slice(rest, header->type.length, quote);
    } else if (close > 0) {
        title = slice(rest, quote + open, rest.length - close);
    } else {
        header->has_rest = find_quote(rest, quote + open) < rest.length;
        header->is_close_missing = !header->has_rest;
        title = slice(rest, quote + open, rest.length);
    }
    header->has_quotes = open > 0;
    header->has_odd_quotes = (open > 0 && rest.bytes[quote] != '"') ||
                             (close > 0 && rest.bytes[rest.length - close] != '"');
    title = keur_text_trim(title);
    if (title.length > 0 && title.bytes[0] == ':' && open == 0)
        title = keur_text_trim(slice(title, 1, title.length));
    header->title = title;
}

bool header_read(struct keur_text text, struct header *ret_header)
{
    struct header header = {.sign = container_sign_of(text), .text = text};
    size_t at = SIGN_LENGTH;
    if (header.sign == NULL || text.length == SIGN_LENGTH)
        return false;
    while (at < text.length && strchr("+!", text.bytes[at]) != NULL && text.bytes[0] != '!')
        at++;
    header.opener = slice(text, 0, at);
    struct keur_text rest = keur_text_trim(slice(text, at, text.length));
    bool is_apart = rest.bytes > text.bytes + at;
    if (rest.length == 0 || (quote_at(rest, 0) == 0 && word_at(rest, 0) == 0) ||
        rest.bytes[rest.length - 1] == text.bytes[0] || (!is_apart && !header.sign->has_type))
        return false;
    size_t quote = find_quote(rest, 0);
    header.type = header.sign->has_type ? read_type(rest, quote) : slice(rest, 0, 0);
    read_title(&header, rest, quote);
    *ret_header = header;
    return true;
}

bool header_is_well_formed(const struct header *header)
{
    const char *end = header->text.bytes + header->text.length;
    if (header->is_open_missing || header->is_close_missing || header->has_odd_quotes ||
        header->has_rest)
        return false;
    if (!header->sign->has_type)
        return header->has_quotes && header->title.length > 0;
    const char *type_end = header->type.bytes + header->type.length;
    bool is_close = header->type.bytes <= header->opener.bytes + header->opener.length + 1;
    return is_close &&
           (header->has_quotes ? type_end < end && *type_end == ' ' : type_end == end) &&
           (header->type.length > 0 || (header->has_quotes && header->text.bytes[0] == '?'));
}
