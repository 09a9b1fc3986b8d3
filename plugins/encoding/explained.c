/* Text about damage, which shows it on purpose. */
#include <string.h>

#include "damage.h"

static bool is_quote(uint32_t character)
{
    static const uint32_t quotes[] = {'"',    '\'',   '`',    '(',    ')',    '|',
                                      0xAB,   0xBB,   0x2018, 0x2019, 0x201A, 0x201C,
                                      0x201D, 0x201E, 0x2039, 0x203A};
    for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++)
        if (quotes[i] == character)
            return true;
    return false;
}

/* Does it stand between quotes, perhaps with blanks? */
static bool is_quoted(struct keur_text text, struct keur_span span)
{
    uint32_t before = character_before(text, span.begin), after = character_at(text, span.end);
    if (before == ' ' || before == NO_BREAK_SPACE)
        before = character_before(text, step_back(text, span.begin));
    if (after == ' ' || after == NO_BREAK_SPACE)
        after = character_at(text, span.end + (after == ' ' ? 1 : 2));
    return is_quote(before) && is_quote(after);
}

static bool holds(struct keur_text text, struct keur_text wanted)
{
    for (size_t at = 0; wanted.length > 0 && at + wanted.length <= text.length; at++) {
        size_t i = 0;
        while (i < wanted.length && (text.bytes[at + i] == wanted.bytes[i] ||
                                     (text.bytes[at + i] | 0x20) == wanted.bytes[i]))
            i++;
        if (i == wanted.length)
            return true;
    }
    return false;
}

/* What is near in the line: some are as long as a document. */
static struct keur_text surroundings(const keur_document *document, struct keur_span line,
                                     struct keur_span span)
{
    enum { NEAR_BYTES = 1000 };
    if (span.begin - line.begin > NEAR_BYTES)
        line.begin = span.begin - NEAR_BYTES;
    if (line.end - span.end > NEAR_BYTES)
        line.end = span.end + NEAR_BYTES;
    return keur_slice(document, line);
}

/* A line that speaks of encodings, or has the right text too, and quotes what is damaged. */
bool damage_is_explained(const keur_document *document, struct keur_span line_span,
                         const struct damage *damage)
{
    static const char *const terms[] = {
        "mojibake",  "utf-8",    "utf8",     "latin-1", "latin1",  "8859",
        "windows-1", "cp125",    "unicode",  "encod",   "charset", "codepage",
        "code page", "codering", "tekenset", "codage",  "kodier",  "zeichensatz"};
    struct keur_text line = surroundings(document, line_span, damage->span);
    bool has_term = false;
    for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++)
        has_term |= holds(line, (struct keur_text){terms[i], strlen(terms[i])});
    bool has_both = damage->edit_count == 1 && holds(line, damage->edits[0].replacement);
    return is_quoted(keur_source(document), damage->span) ? has_term || has_both
                                                          : has_term && has_both;
}
