#include "defects.h"

#include <string.h>

/* What a slip makes of what; an empty `wrong` leaves it out.  Where `right` is empty, `wrong` is
 * put in anywhere. */
struct slip {
    const char *right, *wrong;
};
static const struct slip slips[] = {
    {"[", ""},
    {"]", ""},
    {"(", ""},
    {")", ""},
    {"|", ""},
    {"|", "||"},
    {"`", ""},
    {"*", ""},
    {"_", ""},
    {":", ""},
    {": ", ":"},
    {"\"", ""},
    {"'", ""},
    {"---", "--"},
    {"---", "----"},
    {"---\n", ""},
    {"](", "] ("},
    {"](", ")["},
    {"](", "])"},
    {"](", "]\n("},
    {"](", "]( "},
    {"https://", "htp://"},
    {"https://", "https//"},
    {"https://", "https://https://"},
    {"https://", "https: //"},
    {"\xC3\xAB", "\xC3\x83\xC2\xAB"},
    {"\xC3\xA9", "\xC3\x83\xC2\xA9"},
    {"\xC3\xB6", "\xF6"},
    {"e", "\xC3\xA9"},
    {"- ", "-\xC2\xA0"},
    {"- ", "-"},
    {"## ", "##"},
    {"\n\n", "\n"},
    {"\n", "\n\n"},
    {"\n", "\r\n"},
    {"\n", " "},
    {"\n", "\n "},
    {"\n", "\n  "},
    {"\n", "\n    "},
    {"\n", "\n\t"},
    {"    ", "  "},
    {"\n- ", "\n* "},
    {"\n- ", "\n1) "},
    {"\n1. ", "\n1) "},
    {"| --- |", "| -- |"},
    {"|", "\\|"},
    {" ", "\xC2\xA0"},
    {" ", ""},
    {"Ja", "ja"},
    {"Nee", "nee"},
    {"ij", "ji"},
    {"<", ""},
    {">", ""},
    {"<!--", "<!-"},
    {"!!! ", "!!!"},
    {"=== \"", "==="},
    {"", "\xE2\x80\x8B"},
    {"", "\xC2\xAD"},
    {"", "\xE2\x80\xAE"},
    {"", "[voetnoot]:"},
    {"", "<!-- keur-disable-line links/missing-target -->"},
};
enum { SLIP_COUNT = sizeof slips / sizeof *slips };

static size_t next_random(uint64_t *seed, size_t limit)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return limit == 0 ? 0 : (size_t)(*seed >> 33) % limit;
}

/* The first place at or behind `from` where `word` stands; the length when there is none. */
static size_t find(struct keur_text text, struct keur_text word, size_t from)
{
    for (size_t at = from; at + word.length <= text.length; at++)
        if (word.length == 0 || memcmp(text.bytes + at, word.bytes, word.length) == 0)
            return at;
    return text.length;
}

/* Not through a code point. */
static size_t code_point_begin(struct keur_text text, size_t at)
{
    while (at < text.length && ((unsigned char)text.bytes[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static struct keur_text replace(struct keur_text text, struct keur_span span,
                                struct keur_text replacement, struct arena *arena)
{
    struct buffer buffer = {0};
    buffer_add(&buffer, text_slice(text, 0, span.begin));
    buffer_add(&buffer, replacement);
    buffer_add(&buffer, text_slice(text, span.end, text.length));
    struct keur_text result = arena_copy(arena, buffer_text(&buffer));
    buffer_free(&buffer);
    return result;
}

static struct keur_span line_at(struct keur_text text, size_t at)
{
    while (at > 0 && text.bytes[at - 1] != '\n')
        at--;
    size_t end = text_find(text, '\n', at);
    return (struct keur_span){at, end < text.length ? end + 1 : end};
}

/* A line is lost, comes twice or is moved behind the next. */
static struct keur_text spoil_line(struct keur_text text, size_t at, uint64_t *seed,
                                   struct arena *arena)
{
    struct keur_span line = line_at(text, at), next = line_at(text, line.end);
    struct keur_text copy = text_slice(text, line.begin, line.end);
    switch (next_random(seed, 3)) {
    case 0:
        return replace(text, line, TEXT(""), arena);
    case 1:
        return replace(text, (struct keur_span){line.begin, line.begin}, copy, arena);
    default:
        text = replace(text, (struct keur_span){next.end, next.end}, copy, arena);
        return replace(text, line, TEXT(""), arena);
    }
}

struct keur_text defects_plant(struct keur_text text, size_t count, uint64_t *seed,
                               struct arena *arena)
{
    for (size_t i = 0; i < count && text.length > 0; i++) {
        size_t from = code_point_begin(text, next_random(seed, text.length));
        size_t kind = next_random(seed, SLIP_COUNT + 4);
        if (kind >= SLIP_COUNT) {
            text = spoil_line(text, from, seed, arena);
            continue;
        }
        struct keur_text right = text_of(slips[kind].right);
        size_t at = find(text, right, from);
        if (at < text.length)
            text = replace(text, (struct keur_span){at, at + right.length},
                           text_of(slips[kind].wrong), arena);
    }
    return text;
}
