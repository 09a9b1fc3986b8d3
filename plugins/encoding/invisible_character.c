/* encoding/invisible-character: what cannot be seen, where it does harm. */
#include <string.h>

#include "encoding.h"

struct invisible {
    uint32_t first, last;
    const char *name;
};

/* Sorted.  NUL and the characters that turn directions have checks of their own. */
static const struct invisible invisibles[] = {
    {0x01, 0x08, "control character"},
    {0x0B, 0x0B, "VERTICAL TABULATION"},
    {0x0E, 0x1A, "control character"},
    {0x1B, 0x1B, "ESCAPE"},
    {0x1C, 0x1F, "control character"},
    {0x7F, 0x7F, "DELETE"},
    {0x80, 0x9F, "control character"},
    {0xAD, 0xAD, "SOFT HYPHEN"},
    {0x180E, 0x180E, "MONGOLIAN VOWEL SEPARATOR"},
    {0x200B, 0x200B, "ZERO WIDTH SPACE"},
    {0x200C, 0x200C, "ZERO WIDTH NON-JOINER"},
    {0x200D, 0x200D, "ZERO WIDTH JOINER"},
    {0x2028, 0x2028, "LINE SEPARATOR"},
    {0x2029, 0x2029, "PARAGRAPH SEPARATOR"},
    {0x2060, 0x2060, "WORD JOINER"},
    {0x2061, 0x2064, "invisible operator"},
    {0x206A, 0x206F, "outdated format character"},
    {0x3164, 0x3164, "HANGUL FILLER"},
    {0xFE0E, 0xFE0F, "VARIATION SELECTOR"},
    {0xFEFF, 0xFEFF, "ZERO WIDTH NO-BREAK SPACE"},
    {0xFFA0, 0xFFA0, "HALFWIDTH HANGUL FILLER"},
    {0xFFF9, 0xFFFB, "INTERLINEAR ANNOTATION"},
    {0xE0001, 0xE007F, "TAG"},
};

static const struct invisible *invisible_of(uint32_t character)
{
    for (size_t i = 0; i < sizeof(invisibles) / sizeof(invisibles[0]); i++)
        if (character <= invisibles[i].last)
            return character >= invisibles[i].first ? &invisibles[i] : NULL;
    return NULL;
}

struct search {
    keur_run *run;
    const keur_document *document;
    struct keur_text text;
    size_t heading; /* the first one that may still hold an offset */
};

/* ---- Where they belong ---------------------------------------------------- */

/* Scripts from Hebrew to Mongolian join and separate letters with invisible characters. */
static bool is_joining_script(uint32_t character)
{
    return (0x590 <= character && character < 0x1E00) ||
           (0xA800 <= character && character < 0xAC00) ||
           (0x11000 <= character && character < 0x12000);
}

/* Thai, Khmer, Chinese and others write without blanks, and mark where a line may break. */
static bool is_unspaced_script(uint32_t character)
{
    return is_joining_script(character) || (0x2E80 <= character && character < 0xA000);
}

/* A sign that can be an emoji, or part of one. */
static bool is_pictogram(uint32_t character)
{
    return character == 0xA9 || character == 0xAE || (0x2000 < character && character < 0x3300) ||
           character == 0xFE0F || (0x1F000 <= character && character < 0x20000) ||
           (0xE0020 <= character && character <= 0xE007F);
}

/* A soft hyphen breaks anchors, which are made of headings, and values that are compared. */
static bool is_compared(struct search *search, size_t at)
{
    if (at < keur_front_matter(search->document)->span.end)
        return true;
    const struct keur_heading *heading;
    while ((heading = keur_heading(search->document, search->heading)) != NULL &&
           heading->node->span.end <= at)
        search->heading++;
    return heading != NULL && heading->node->span.begin <= at;
}

static bool belongs(struct search *search, size_t at, size_t end, uint32_t character)
{
    uint32_t before = character_before(search->text, at), after = character_at(search->text, end);
    switch (character) {
    case 0xAD:
        return is_letter(before) && is_letter(after) && !is_compared(search, at);
    case 0x180E:
        return is_joining_script(before);
    case 0x200B:
        return is_unspaced_script(before) || is_unspaced_script(after);
    case 0x200C:
        return is_joining_script(before);
    case 0x200D:
        return is_joining_script(before) || (is_pictogram(before) && is_pictogram(after));
    case 0xFE0E:
    case 0xFE0F:
        return before > 0x2000 || is_pictogram(before) || is_digit(before) || before == '#' ||
               before == '*';
    case BYTE_ORDER_MARK:
        return at == 0;
    default:
        if (0x80 <= character && character < 0xA0)
            return windows_1252_continues(search->text, at);
        return character > 0xE0000 && is_pictogram(before);
    }
}

/* ---- Finding them ----------------------------------------------------------- */

/* Is the byte the first one of a character that may be invisible? */
static bool may_be_invisible(unsigned char byte)
{
    return byte >= 0x80 ? byte == 0xC2 || byte >= 0xE1
                        : (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' &&
                           byte != '\f' && byte != 0) ||
                              byte == 0x7F;
}

/* Over eight bytes at a time of which none is invisible, for all that is printable ASCII. */
static size_t skip_printable(struct keur_text text, size_t at)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
    uint64_t eight;
    for (; at + sizeof(eight) <= text.length; at += sizeof(eight)) {
        memcpy(&eight, text.bytes + at, sizeof(eight));
        uint64_t deletes = eight ^ (ones * 0x7F);
        uint64_t controls = (eight - ones * 0x20) | (deletes - ones);
        if (((controls | eight) & highs) != 0)
            break;
    }
    return at;
}

/* A Windows-1252 sign that was read as Latin-1. */
static void report_control(const struct search *search, struct keur_span span, uint32_t character)
{
    uint32_t meant = windows_1252_character((uint8_t)character);
    if (meant == 0) {
        keur_report(search->run, span,
                    "U+%04X is a control character, not text; type what stood here again",
                    (unsigned)character);
        return;
    }
    char bytes[UTF8_MOST];
    size_t length = character_write(meant, bytes);
    bool fits = windows_1252_fits((uint8_t)character, character_before(search->text, span.begin),
                                  character_at(search->text, span.end));
    struct keur_edit edit = {
        .span = span, .replacement = {bytes, length}, .safety = fits ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    keur_report_details(search->run, span, &details,
                        "U+%04X is a control character, not text; as Windows-1252 it is \"%.*s\"",
                        (unsigned)character, (int)length, bytes);
}

/* A run of `count` invisible characters, of which `character` is the first. */
static void report(const struct search *search, struct keur_span span, uint32_t character,
                   size_t count)
{
    bool is_separator = character == 0x0B || character == 0x2028 || character == 0x2029;
    bool is_certain = character > 0x9F && !is_separator;
    struct keur_edit edit = {
        .span = span,
        .replacement = {" ", is_separator ? 1 : 0},
        .safety = is_certain ? KEUR_SAFE : KEUR_UNSAFE,
    };
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    const struct invisible *invisible = invisible_of(character);
    const char *name = invisible == NULL ? "" : invisible->name;
    if (count > 1)
        keur_report_details(search->run, span, &details,
                            "%zu characters that cannot be seen, U+%04X %s first; remove them",
                            count, (unsigned)character, name);
    else if (is_separator)
        keur_report_details(search->run, span, &details,
                            "U+%04X %s cannot be seen; use a blank or a new line",
                            (unsigned)character, name);
    else
        keur_report_details(search->run, span, &details,
                            "U+%04X %s cannot be seen, and keeps the text from being found; "
                            "remove it",
                            (unsigned)character, name);
}

static bool is_harmful_at(struct search *search, size_t at, uint32_t *ret_character,
                          size_t *ret_length)
{
    size_t length = keur_decode(search->text, at, ret_character);
    *ret_length = length;
    return invisible_of(*ret_character) != NULL &&
           !belongs(search, at, at + length, *ret_character);
}

static void invisible_character_run(keur_run *run, const keur_document *document)
{
    struct search search = {.run = run, .document = document, .text = keur_source(document)};
    const struct survey *survey = survey_of(run, document);
    if (survey->is_utf16 || (!survey->has_control && !survey->has_unseen))
        return;
    /* A file that is no text has hundreds; encoding/nul-byte has said so. */
    if (survey->has_control && memchr(search.text.bytes, '\0', search.text.length) != NULL)
        return;
    size_t findings = 0;
    for (size_t at = 0; findings < FINDINGS_MOST && at < search.text.length;) {
        uint32_t first, character;
        size_t length, count = 1;
        if (!survey->has_control && (at = skip_ascii(search.text, at)) == search.text.length)
            break;
        if (!may_be_invisible((unsigned char)search.text.bytes[at])) {
            at = skip_printable(search.text, at + 1);
            continue;
        }
        if (!is_harmful_at(&search, at, &first, &length)) {
            at += length;
            continue;
        }
        struct keur_span span = {at, at + length};
        at = span.end;
        findings++;
        if (0x80 <= first && first < 0xA0) {
            report_control(&search, span, first);
            continue;
        }
        while (at < search.text.length && is_harmful_at(&search, at, &character, &length) &&
               !(0x80 <= character && character < 0xA0)) {
            at += length;
            count++;
        }
        span.end = at;
        report(&search, span, first, count);
    }
}

const struct keur_check invisible_character_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/invisible-character",
    .summary = "No character that cannot be seen stands where it does harm.",
    .run = invisible_character_run,
    .needs_only_bytes = true,
};
