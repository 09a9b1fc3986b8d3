/* Attribute lists of Python-Markdown's attr_list: { #id .class key="value" word }. */
#include "base/text.h"
#include "parse/internal.h"

enum token_kind { TOKEN_NONE, TOKEN_ID, TOKEN_CLASS, TOKEN_PAIR, TOKEN_WORD };

struct token {
    enum token_kind kind;
    struct keur_span name;  /* without # or . */
    struct keur_span value; /* of a pair, without quotes */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* What an id, a class or a value without quotes may hold. */
static bool is_plain(char c)
{
    return c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '{' && c != '}' && c != '=';
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == ':' || c == '.' || c == '@';
}

static bool is_punctuation(char c)
{
    return c == ';' || c == ',';
}

static size_t skip(struct keur_text source, size_t at, size_t end, bool (*is_wanted)(char))
{
    while (at < end && is_wanted(source.bytes[at]))
        at++;
    return at;
}

/* The value behind "key=" at `at`; false when a quote does not close on the line. */
static bool read_value(struct keur_text source, size_t *at, size_t end, struct keur_span *ret_value)
{
    size_t begin = *at;
    char quote = begin < end ? source.bytes[begin] : '\0';

    if (quote != '"' && quote != '\'') {
        *at = skip(source, begin, end, is_plain);
        *ret_value = (struct keur_span){begin, *at};
        return *at > begin;
    }
    size_t i = begin + 1;
    while (i < end && source.bytes[i] != quote && source.bytes[i] != '\n' &&
           source.bytes[i] != '\r')
        i++;
    if (i >= end || source.bytes[i] != quote)
        return false;
    *ret_value = (struct keur_span){begin + 1, i};
    *at = i + 1;
    return true;
}

/* Reads one token and moves behind it; TOKEN_NONE for anything else. */
static struct token read_token(struct keur_text source, size_t *at, size_t end)
{
    struct token token = {.kind = TOKEN_NONE};
    size_t begin = *at;

    if (begin >= end)
        return token;
    if (source.bytes[begin] == '#' || source.bytes[begin] == '.') {
        *at = skip(source, begin + 1, end, is_plain);
        token.name = (struct keur_span){begin + 1, *at};
        if (*at > begin + 1)
            token.kind = source.bytes[begin] == '#' ? TOKEN_ID : TOKEN_CLASS;
        return token;
    }
    *at = skip(source, begin, end, is_name);
    token.name = (struct keur_span){begin, *at};
    if (*at == begin) { /* "; " between attributes, as in CSS: a word to attr_list, and no harm */
        *at = skip(source, begin, end, is_punctuation);
        token.kind = *at > begin ? TOKEN_WORD : TOKEN_NONE;
        return token;
    }
    if (*at == end || source.bytes[*at] != '=') {
        token.kind = TOKEN_WORD;
        return token;
    }
    *at += 1;
    if (read_value(source, at, end, &token.value))
        token.kind = TOKEN_PAIR;
    return token;
}

struct keur_span attributes_at(struct keur_text source, size_t at, size_t end)
{
    const struct keur_span none = {at, at};
    size_t words = 0, others = 0;

    if (end > source.length)
        end = source.length;
    if (at >= end || source.bytes[at] != '{')
        return none;
    size_t i = at + 1;
    if (i < end && source.bytes[i] == ':') {
        others++;
        i++;
    }
    size_t tokens = 0;
    for (i = skip(source, i, end, is_blank); i < end && source.bytes[i] != '}'; tokens++) {
        struct token token = read_token(source, &i, end);
        if (token.kind == TOKEN_NONE)
            return none;
        words += token.kind == TOKEN_WORD;
        others += token.kind != TOKEN_WORD;
        size_t next = skip(source, i, end, is_blank);
        if (next == i && i < end && source.bytes[i] != '}' && !is_punctuation(source.bytes[i]))
            return none;
        i = next;
    }
    /* Several words and nothing else are prose in braces. */
    if (i >= end || tokens == 0 || (others == 0 && words > 1))
        return none;
    return (struct keur_span){at, i + 1};
}

struct keur_span attributes_trailing(struct keur_text source, struct keur_span text)
{
    size_t end = text.end > source.length ? source.length : text.end;

    while (end > text.begin && is_blank(source.bytes[end - 1]))
        end--;
    if (end <= text.begin || source.bytes[end - 1] != '}')
        return (struct keur_span){text.end, text.end};
    struct keur_text whole = text_slice(source, 0, end);
    for (size_t i = text.begin; (i = text_find(whole, '{', i + 1)) < end;) {
        if (!is_blank(source.bytes[i - 1]))
            continue;
        struct keur_span found = attributes_at(source, i, end); /* only on one line */
        if (found.end == end)
            return found;
    }
    return (struct keur_span){text.end, text.end};
}

struct keur_span attributes_id(struct keur_text source, struct keur_span attributes)
{
    struct keur_span id = {attributes.begin, attributes.begin};

    if (attributes.end > source.length || attributes.begin + 2 > attributes.end)
        return id;
    size_t end = attributes.end - 1;
    size_t i = attributes.begin + 1;
    if (source.bytes[i] == ':')
        i++;
    for (i = skip(source, i, end, is_blank); i < end; i = skip(source, i, end, is_blank)) {
        struct token token = read_token(source, &i, end);
        if (token.kind == TOKEN_NONE)
            break;
        /* The last one wins, as for the site. */
        if (token.kind == TOKEN_ID)
            id = token.name;
        else if (token.kind == TOKEN_PAIR &&
                 text_is(text_slice(source, token.name.begin, token.name.end), "id"))
            id = token.value;
    }
    return id;
}

bool attributes_are_read(const struct keur_document *document)
{
    return document->reading.dialect == KEUR_DIALECT_PYTHON_MARKDOWN &&
           (document->reading.extensions & EXTENSION_ATTRIBUTES) != 0;
}
