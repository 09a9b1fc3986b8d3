/* What a document says must not command a terminal or a CI runner. */
#include <stdlib.h>

#include "base/lanes.h"
#include "base/unicode.h"
#include "render/formats.h"

/* Control characters; line and paragraph separators; and what is invisible or turns the order of
 * the text around, except the joiners, which scripts and emoji need. */
static bool is_harmful(uint32_t code_point)
{
    enum { NON_JOINER = 0x200C, JOINER = 0x200D };
    if (code_point >= 0x20 && code_point < 0x7F)
        return false;
    const char *category = keur_category(code_point);
    if (category[0] == 'C' && category[1] == 'f')
        return code_point != NON_JOINER && code_point != JOINER;
    return (category[0] == 'C' && category[1] == 'c') ||
           (category[0] == 'Z' && (category[1] == 'l' || category[1] == 'p'));
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0';
}

/* GitHub and Azure obey "##[...]" and "##vso[...]" anywhere in a line, GitHub also "::" at its
 * begin. Every text may stand at the begin of a line. */
static bool begins_command(struct keur_text text, size_t at)
{
    char byte = text.bytes[at];
    if ((byte != '#' && byte != ':') || !(is_set("GITHUB_ACTIONS") || is_set("TF_BUILD")))
        return false;
    struct keur_text rest = text_slice(text, at, text.length);
    if (byte == '#')
        return text_starts_with(rest, "##[") || text_starts_with(rest, "##vso[");
    size_t begin = 0;
    while (begin < at && text.bytes[begin] == ' ')
        begin++;
    return begin == at;
}

size_t escape_harmful(struct buffer *buffer, struct keur_text text, size_t at)
{
    char byte = text.bytes[at];
    if (byte >= ' ' && byte <= '~') {
        buffer_add_byte(buffer, byte);
        return 1;
    }
    uint32_t code_point;
    size_t length = keur_decode(text, at, &code_point);
    if (code_point == UINT32_MAX)
        buffer_printf(buffer, "\\x%02X", (unsigned)(unsigned char)text.bytes[at]);
    else if (is_harmful(code_point))
        buffer_printf(buffer, "\\u{%04X}", (unsigned)code_point);
    else
        buffer_add(buffer, text_slice(text, at, at + length));
    return length;
}

size_t escape_next(struct buffer *buffer, struct keur_text text, size_t at)
{
    if (!begins_command(text, at))
        return escape_harmful(buffer, text, at);
    buffer_printf(buffer, "\\u{%04X}", (unsigned)text.bytes[at]);
    return 1;
}

size_t valid_next(struct keur_text text, size_t at, uint32_t *ret_code_point)
{
    enum { REPLACEMENT = 0xFFFD };
    size_t length = keur_decode(text, at, ret_code_point);
    if (*ret_code_point == UINT32_MAX)
        *ret_code_point = REPLACEMENT;
    return length;
}

static bool is_doubtful(char byte)
{
    return byte < ' ' || byte > '~' || byte == '#' || byte == ':';
}

/* Where something may have to be escaped; most texts have nothing of the kind. */
static size_t find_doubtful(struct keur_text text, size_t at)
{
    for (; text.length - at >= LANES; at += LANES) {
        lanes bytes = lanes_at(text.bytes + at);
        size_t first =
            lanes_first((lanes)((bytes < ' ') | (bytes > '~') | (bytes == '#') | (bytes == ':')));
        if (first < LANES)
            return at + first;
    }
    while (at < text.length && !is_doubtful(text.bytes[at]))
        at++;
    return at;
}

void render_escaped(FILE *stream, struct keur_text text)
{
    struct buffer line = {0};
    size_t at = find_doubtful(text, 0);
    if (at > 0)
        fwrite(text.bytes, 1, at, stream);
    while (at < text.length) {
        at += escape_next(&line, text, at);
        size_t end = find_doubtful(text, at);
        buffer_add(&line, text_slice(text, at, end));
        at = end;
    }
    if (line.length > 0)
        fwrite(line.bytes, 1, line.length, stream);
    buffer_free(&line);
}
