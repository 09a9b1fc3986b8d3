/* Raw HTML: its tags, attributes and comments.  Behind what is not closed nothing is found. */
#include <string.h>

#include "base/text.h"
#include "parse/internal.h"

enum piece { PIECE_NONE, PIECE_COMMENT, PIECE_TAG };

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool same_name(struct keur_text a, struct keur_text b)
{
    size_t i = 0;

    if (a.length != b.length)
        return false;
    while (i < a.length && lower(a.bytes[i]) == lower(b.bytes[i]))
        i++;
    return i == a.length;
}

bool html_name_is(struct keur_text name, const char *expected)
{
    return same_name(name, text_of(expected));
}

static size_t skip_spaces(struct keur_text html, size_t at)
{
    while (at < html.length && is_space(html.bytes[at]))
        at++;
    return at;
}

/* Offset of `sought` at or behind `at`; the end when it is not there. */
static size_t find(struct keur_text html, size_t at, const char *sought)
{
    size_t length = strlen(sought);

    while ((at = text_find(html, sought[0], at)) < html.length) {
        if (html.length - at >= length && memcmp(html.bytes + at, sought, length) == 0)
            return at;
        at++;
    }
    return html.length;
}

static struct keur_text read_name(struct keur_text html, size_t *at)
{
    size_t begin = *at;

    while (*at < html.length && !is_space(html.bytes[*at]) && html.bytes[*at] != '/' &&
           html.bytes[*at] != '>' && html.bytes[*at] != '=')
        *at += 1;
    return text_slice(html, begin, *at);
}

/* Behind the comment that begins here, or the end.  "<!-->" is a comment too. */
static size_t comment_end(struct keur_text html, size_t begin)
{
    size_t at = begin + strlen("<!--");

    while ((at = text_find(html, '>', at)) < html.length &&
           memcmp(html.bytes + at - 2, "--", 2) != 0)
        at++;
    return at < html.length ? at + 1 : at;
}

/* Moves behind the next comment, or behind the next opening tag's name. */
static enum piece next_piece(struct keur_text html, size_t *at, struct keur_span *ret_comment,
                             struct keur_text *ret_tag)
{
    while ((*at = text_find(html, '<', *at)) < html.length) {
        size_t begin = *at;
        *at += 1;
        if (*at < html.length && is_letter(html.bytes[*at])) {
            *ret_tag = read_name(html, at);
            return PIECE_TAG;
        }
        if (!text_starts_with(text_slice(html, begin, html.length), "<!--"))
            continue;
        *at = comment_end(html, begin);
        *ret_comment = (struct keur_span){begin, *at};
        if (text_ends_with(text_slice(html, begin + 2, *at), "-->"))
            return PIECE_COMMENT;
    }
    return PIECE_NONE;
}

/* The value behind "name=".  A quote that is not closed takes all that follows. */
static bool read_value(struct keur_text html, size_t *at, struct keur_span *ret_value)
{
    size_t begin = skip_spaces(html, *at);
    char quote = begin < html.length ? html.bytes[begin] : '>';

    if (quote == '"' || quote == '\'') {
        size_t end = text_find(html, quote, begin + 1);
        *ret_value = (struct keur_span){begin + 1, end};
        *at = end < html.length ? end + 1 : end;
        return end < html.length;
    }
    *at = begin;
    while (*at < html.length && !is_space(html.bytes[*at]) && html.bytes[*at] != '>')
        *at += 1;
    *ret_value = (struct keur_span){begin, *at};
    return *at > begin;
}

/* The next attribute with a value in the tag that `at` is in; false when `at` is behind the tag. */
static bool next_in_tag(struct keur_text html, size_t *at, struct html_attribute *attribute)
{
    while (*at < html.length) {
        *at = skip_spaces(html, *at);
        if (*at == html.length)
            break;
        char c = html.bytes[*at];
        if (c == '>') {
            *at += 1;
            break;
        }
        struct keur_text name = read_name(html, at);
        if (name.length == 0) {
            *at += 1; /* a slash or a stray '=' */
            continue;
        }
        size_t behind = skip_spaces(html, *at);
        if (behind == html.length || html.bytes[behind] != '=')
            continue;
        *at = behind + 1;
        attribute->name = name;
        if (read_value(html, at, &attribute->value))
            return true;
    }
    return false;
}

bool html_tag_at(struct keur_text source, size_t at, struct html_tag *ret_tag)
{
    struct keur_span value;

    *ret_tag = (struct html_tag){.span = {at, at}};
    at++;
    ret_tag->closes = at < source.length && source.bytes[at] == '/';
    at += ret_tag->closes;
    if (at >= source.length || !is_letter(source.bytes[at]))
        return false;
    ret_tag->name = read_name(source, &at);
    while ((at = skip_spaces(source, at)) < source.length && source.bytes[at] != '>') {
        struct keur_text name = read_name(source, &at);
        size_t behind = skip_spaces(source, at);
        bool has_value = name.length > 0 && behind < source.length && source.bytes[behind] == '=';
        if (name.length == 0 || has_value)
            at = has_value ? behind + 1 : at + 1;
        has_value = has_value && read_value(source, &at, &value);
        if (html_name_is(name, "markdown"))
            ret_tag->markdown = has_value ? text_slice(source, value.begin, value.end) : TEXT("1");
    }
    ret_tag->is_empty = at < source.length && source.bytes[at - 1] == '/';
    ret_tag->span.end = at + 1;
    return at < source.length;
}

/* Behind the content of elements that hold no markup; `at` is behind the opening tag. */
static size_t skip_raw_content(struct keur_text html, size_t at, struct keur_text tag)
{
    static const char *const raw[] = {"script", "style", "textarea", "title"};
    bool is_raw = false;

    for (size_t i = 0; i < sizeof raw / sizeof *raw; i++)
        is_raw = is_raw || html_name_is(tag, raw[i]);
    while (is_raw && (at = find(html, at, "</")) < html.length) {
        at += 2;
        is_raw = !same_name(text_slice(html, at, at + tag.length), tag);
    }
    return at;
}

bool html_next_attribute(struct keur_text source, struct keur_span html, size_t *at,
                         struct html_attribute *ret_attribute)
{
    struct keur_text text = text_slice(source, 0, html.end);
    struct keur_span comment;
    /* Behind an attribute we are still in its tag. */
    bool is_in_tag = *at > html.begin;

    if (!is_in_tag)
        *at = html.begin;
    if (text_find(text, '=', *at) == text.length) /* most comments, and <br> */
        return false;
    for (;;) {
        if (is_in_tag && next_in_tag(text, at, ret_attribute))
            return true;
        if (is_in_tag)
            *at = skip_raw_content(text, *at, ret_attribute->tag);
        enum piece piece = next_piece(text, at, &comment, &ret_attribute->tag);
        if (piece == PIECE_NONE)
            return false;
        is_in_tag = piece == PIECE_TAG;
    }
}

bool html_next_comment(struct keur_text source, struct keur_span html, size_t *at,
                       struct keur_span *ret_comment)
{
    struct keur_text text = text_slice(source, 0, html.end);
    struct html_attribute attribute = {.tag = {"", 0}};
    enum piece piece;

    if (*at < html.begin)
        *at = html.begin;
    while ((piece = next_piece(text, at, ret_comment, &attribute.tag)) == PIECE_TAG) {
        while (next_in_tag(text, at, &attribute))
            continue;
        *at = skip_raw_content(text, *at, attribute.tag);
    }
    return piece == PIECE_COMMENT;
}

/* ---- Entities ---- */

/* Those that are met in addresses and ids; others stay as they are written. */
static const struct entity {
    const char *name;
    uint32_t code_point;
} entities[] = {
    {"amp", '&'},    {"lt", '<'},     {"gt", '>'},     {"quot", '"'},  {"apos", '\''},
    {"nbsp", 0xa0},  {"num", '#'},    {"sol", '/'},    {"colon", ':'}, {"period", '.'},
    {"commat", '@'}, {"equals", '='}, {"percnt", '%'}, {"quest", '?'}, {"lowbar", '_'},
};

static uint32_t entity_number(struct keur_text digits)
{
    enum { CODE_POINT_MAX = 0x10ffff };
    bool is_hexadecimal = digits.length > 0 && lower(digits.bytes[0]) == 'x';
    uint32_t base = is_hexadecimal ? 16 : 10;
    uint32_t number = 0;

    for (size_t i = is_hexadecimal ? 1 : 0; i < digits.length; i++) {
        char c = lower(digits.bytes[i]);
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                                                : base;
        if (digit >= base || number > CODE_POINT_MAX)
            return 0;
        number = number * base + digit;
    }
    return number > CODE_POINT_MAX || (number >= 0xd800 && number < 0xe000) ? 0 : number;
}

/* The character that `name` stands for between '&' and ';'; 0 when there is none. */
static uint32_t entity_code_point(struct keur_text name)
{
    if (name.length > 1 && name.bytes[0] == '#')
        return entity_number(text_slice(name, 1, name.length));
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (text_is(name, entities[i].name))
            return entities[i].code_point;
    return 0;
}

struct keur_text html_decode(struct arena *arena, struct keur_text text)
{
    enum { NAME_MAX_LENGTH = 10 };
    struct buffer decoded = {NULL, 0, 0};

    if (text_find(text, '&', 0) == text.length)
        return text;
    for (size_t i = 0; i < text.length; i++) {
        struct keur_text name = {"", 0};
        uint32_t code_point = 0;
        if (text.bytes[i] == '&') {
            struct keur_text window = text_slice(text, i + 1, i + 2 + NAME_MAX_LENGTH);
            name = text_slice(window, 0, text_find(window, ';', 0));
            code_point = name.length < window.length ? entity_code_point(name) : 0;
        }
        if (code_point == 0) {
            buffer_add_byte(&decoded, text.bytes[i]);
            continue;
        }
        buffer_add_code_point(&decoded, code_point);
        i += name.length + 1;
    }
    struct keur_text result = arena_copy(arena, buffer_text(&decoded));
    buffer_free(&decoded);
    return result;
}
