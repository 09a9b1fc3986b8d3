/* encoding/invalid-utf8: bytes that are no UTF-8, and what the likely code page makes of them. */
#include <string.h>

#include "encoding.h"
#include "legacy.h"

/* The next run of invalid bytes at or behind `at`; empty at the end when there is none.  Tells of
 * good characters beyond ASCII on the way there. */
static struct keur_span next_run(struct keur_text source, size_t at, bool *has_good)
{
    struct keur_span span = {source.length, source.length};
    uint32_t character;
    while ((at = skip_ascii(source, at)) < source.length) {
        size_t length = keur_decode(source, at, &character);
        if (character == UINT32_MAX) {
            if (span.begin == source.length)
                span.begin = at;
            span.end = at + 1;
        } else if (span.begin < source.length) {
            break;
        } else {
            *has_good = true;
        }
        at += length;
        if (span.begin < source.length && at < source.length &&
            (unsigned char)source.bytes[at] < 0x80)
            break;
    }
    return span;
}

/* The neighbour of an invalid byte, with other invalid bytes read as Windows-1252. */
static uint32_t neighbour(struct keur_text source, size_t at, bool is_behind)
{
    if (is_behind ? at >= source.length : at == 0)
        return 0;
    uint32_t character = is_behind ? character_at(source, at) : character_before(source, at);
    uint8_t byte = (uint8_t)source.bytes[is_behind ? at : at - 1];
    return character == UINT32_MAX ? windows_1252_character(byte) : character;
}

enum { SHOWN_MOST = 8, READ_MOST = 64 }; /* bytes of a run; longer ones are hardly text */

/* Longer runs are no text in Latin letters. */
static size_t count_fitting(struct keur_text source, struct keur_span run)
{
    size_t count = 0;
    if (run.end - run.begin > SHOWN_MOST)
        return 0;
    for (size_t at = run.begin; at < run.end; at++)
        count += windows_1252_fits((uint8_t)source.bytes[at], neighbour(source, at, false),
                                   neighbour(source, at + 1, true));
    return count;
}

struct invalid_bytes {
    size_t runs, bytes, fitting, first;
    bool has_good; /* characters of several bytes that are right */
};

static struct invalid_bytes count_invalid(struct keur_text source)
{
    struct invalid_bytes survey = {.first = source.length};
    struct keur_span run;
    for (size_t at = 0; (run = next_run(source, at, &survey.has_good)).begin < source.length;
         at = run.end) {
        if (survey.runs++ == 0)
            survey.first = run.begin;
        survey.bytes += run.end - run.begin;
        survey.fitting += count_fitting(source, run);
    }
    return survey;
}

/* The run as UTF-8; empty when the page does not use one of the bytes. */
static struct keur_text as_utf8(keur_run *run, struct keur_text invalid, enum code_page_id page)
{
    char *bytes = keur_allocate(run, invalid.length * UTF8_MOST);
    size_t length = 0;
    for (size_t i = 0; i < invalid.length; i++) {
        uint32_t character = code_page_character(page, (uint8_t)invalid.bytes[i]);
        if (character == 0)
            return (struct keur_text){"", 0};
        length += character_write(character, bytes + length);
    }
    return (struct keur_text){bytes, length};
}

/* "0xE2 0x80"; of a long run only the beginning. */
static struct keur_text as_hex(keur_run *run, struct keur_text invalid)
{
    enum { HEX_LENGTH = 5 };
    static const char digits[] = "0123456789ABCDEF";
    size_t shown = invalid.length < SHOWN_MOST ? invalid.length : SHOWN_MOST;
    char *hex = keur_allocate(run, shown * HEX_LENGTH);
    for (size_t i = 0; i < shown; i++) {
        unsigned char byte = (unsigned char)invalid.bytes[i];
        char *at = hex + i * HEX_LENGTH;
        at[0] = '0';
        at[1] = 'x';
        at[2] = digits[byte >> 4];
        at[3] = digits[byte & 0xF];
        at[4] = ' ';
    }
    return (struct keur_text){hex, shown * HEX_LENGTH - 1};
}

/* The beginning of a character whose end is cut off, such as 0xE2 0x80. */
static bool is_cut_off(struct keur_text invalid)
{
    unsigned char lead = (unsigned char)invalid.bytes[0];
    size_t wanted = lead < 0xE0 || lead > 0xF4 ? 0 : lead < 0xF0 ? 3 : 4;
    if (invalid.length < 2 || invalid.length >= wanted)
        return false;
    for (size_t i = 1; i < invalid.length; i++)
        if (((unsigned char)invalid.bytes[i] & 0xC0) != 0x80)
            return false;
    return true;
}

/* Forms that only look like UTF-8: overlong ones, and surrogates, alone or in pairs (CESU-8).  NULL
 * for anything else. */
static const char *forbidden_form(struct keur_text invalid, uint32_t *ret_character)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)invalid.bytes;
    enum { TRIPLE = 3 };
    size_t wanted = bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? TRIPLE : 4;
    bool is_pair = wanted == TRIPLE && invalid.length == TRIPLE + TRIPLE;
    if (bytes[0] < 0xC0 || bytes[0] > 0xF7 || (invalid.length != wanted && !is_pair))
        return NULL;
    uint32_t character = bytes[0] & (0x7Fu >> wanted);
    for (size_t i = 1; i < wanted; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return NULL;
        character = character << 6 | (bytes[i] & 0x3F);
    }
    *ret_character = character;
    if (character < least[wanted] && !is_pair)
        return "an overlong form";
    if (character < 0xD800 || character > 0xDFFF)
        return NULL;
    uint32_t low;
    struct keur_text rest = {invalid.bytes + TRIPLE, is_pair ? TRIPLE : 0};
    if (!is_pair)
        return "a surrogate";
    if (character > 0xDBFF || forbidden_form(rest, &low) == NULL || low < 0xDC00)
        return NULL;
    *ret_character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
    return "a pair of surrogates";
}

/* False when the run is none of these. */
static bool report_forbidden(keur_run *run, struct keur_text source, struct keur_span span)
{
    struct keur_text invalid = {source.bytes + span.begin, span.end - span.begin};
    uint32_t character;
    const char *form = forbidden_form(invalid, &character);
    if (form == NULL)
        return false;
    struct keur_text hex = as_hex(run, invalid);
    bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (is_surrogate || character < ' ') {
        keur_report(run, span,
                    "bytes %.*s at offset %zu are %s, which UTF-8 forbids; type it again",
                    KEUR_ARGUMENT(hex), span.begin, form);
        return true;
    }
    char bytes[UTF8_MOST];
    size_t length = character_write(character, bytes);
    struct keur_edit edit = {.span = span, .replacement = {bytes, length}, .safety = KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    keur_report_details(run, span, &details,
                        "bytes %.*s at offset %zu are %s of \"%.*s\", which UTF-8 forbids; write "
                        "the character itself",
                        KEUR_ARGUMENT(hex), span.begin, form, (int)length, bytes);
    return true;
}

/* How the invalid bytes are read. */
struct verdict {
    enum code_page_id page;
    bool is_safe;
};

static void report_run(keur_run *run, struct keur_text source, struct keur_span span,
                       struct verdict verdict)
{
    struct keur_text invalid = {source.bytes + span.begin, span.end - span.begin};
    struct keur_text hex = as_hex(run, invalid);
    bool is_long = invalid.length > SHOWN_MOST;
    struct keur_text meant = invalid.length > READ_MOST ? (struct keur_text){"", 0}
                                                        : as_utf8(run, invalid, verdict.page);
    const char *page = code_pages[verdict.page].name;
    bool fits = count_fitting(source, span) == invalid.length;
    struct keur_edit edit = {
        .span = span, .replacement = meant, .safety = verdict.is_safe ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    if (report_forbidden(run, source, span))
        return;
    if (!fits && is_cut_off(invalid))
        keur_report(run, span,
                    "bytes %.*s at offset %zu begin a UTF-8 character whose end is missing; type "
                    "it again",
                    KEUR_ARGUMENT(hex), span.begin);
    else if (is_long && meant.length > 0)
        keur_report_details(run, span, &details,
                            "%zu bytes from offset %zu on, %.*s and so on, are not UTF-8; as %s "
                            "they are \"%.*s\"",
                            invalid.length, span.begin, KEUR_ARGUMENT(hex), page,
                            KEUR_ARGUMENT(meant));
    else if (is_long)
        keur_report(run, span,
                    "%zu bytes from offset %zu on, %.*s and so on, are not UTF-8; type this text "
                    "again",
                    invalid.length, span.begin, KEUR_ARGUMENT(hex));
    else if (meant.length == 0 && invalid.length == 1)
        keur_report(run, span,
                    "byte %.*s at offset %zu is not UTF-8, nor %s; type the character again",
                    KEUR_ARGUMENT(hex), span.begin, page);
    else if (meant.length == 0)
        keur_report(run, span,
                    "bytes %.*s at offset %zu are not UTF-8, nor %s; type the text again",
                    KEUR_ARGUMENT(hex), span.begin, page);
    else if (invalid.length == 1)
        keur_report_details(run, span, &details,
                            "byte %.*s at offset %zu is not UTF-8; as %s it is \"%.*s\"",
                            KEUR_ARGUMENT(hex), span.begin, page, KEUR_ARGUMENT(meant));
    else
        keur_report_details(run, span, &details,
                            "bytes %.*s at offset %zu are not UTF-8; as %s they are \"%.*s\"",
                            KEUR_ARGUMENT(hex), span.begin, page, KEUR_ARGUMENT(meant));
}

/* All invalid bytes of the file, each run an edit; none when there are too many. */
static struct keur_edit *edits_of_file(keur_run *run, struct keur_text source, size_t runs,
                                       enum code_page_id page)
{
    struct keur_edit *edits = keur_allocate(run, runs * sizeof(*edits));
    struct keur_span span;
    bool has_good;
    size_t count = 0;
    for (size_t at = 0; (span = next_run(source, at, &has_good)).begin < source.length;
         at = span.end) {
        struct keur_text invalid = {source.bytes + span.begin, span.end - span.begin};
        edits[count] = (struct keur_edit){
            .span = span, .replacement = as_utf8(run, invalid, page), .safety = KEUR_SAFE};
        if (edits[count++].replacement.length == 0)
            return NULL;
    }
    return edits;
}

static void report_file(keur_run *run, struct keur_text source, const struct invalid_bytes *invalid,
                        const struct legacy *legacy)
{
    enum { EDITS_MOST = 20000, SURPRISE_MOST = 6 };
    bool is_windows_1252 = legacy->page == WINDOWS_1252;
    bool fits = is_windows_1252 ? invalid->fitting >= invalid->bytes / 10 * 9
                                : (size_t)legacy->surprise < invalid->bytes * SURPRISE_MOST;
    if (invalid->has_good || !fits) {
        keur_report(run, (struct keur_span){invalid->first, invalid->first + 1},
                    "%zu bytes of the file are not UTF-8, the first at offset %zu; find out in "
                    "which encoding it was written, and save it as UTF-8",
                    invalid->bytes, invalid->first);
        return;
    }
    bool is_certain =
        (!is_windows_1252 || invalid->fitting == invalid->bytes) && invalid->runs <= EDITS_MOST;
    struct keur_edit *edits =
        is_certain ? edits_of_file(run, source, invalid->runs, legacy->page) : NULL;
    struct keur_details details = {
        .size = sizeof(details), .edits = edits, .edit_count = edits == NULL ? 0 : invalid->runs};
    keur_report_details(run, (struct keur_span){0, 0}, &details,
                        "the file is %s, %zu of its bytes are not UTF-8; save it as UTF-8",
                        code_pages[legacy->page].name, invalid->bytes);
}

static void invalid_utf8_run(keur_run *run, const keur_document *document)
{
    enum { RUNS_MOST = 20, GAIN_LEAST = 8 };
    struct keur_text source = keur_source(document);
    if (survey_of(run, document)->is_utf16 || !survey_of(run, document)->has_invalid)
        return;
    struct invalid_bytes invalid = count_invalid(source);
    struct legacy legacy = legacy_of(keur_prepared(run), source);
    if (legacy.gain < GAIN_LEAST)
        legacy.page = WINDOWS_1252;
    if (invalid.runs > RUNS_MOST) {
        report_file(run, source, &invalid, &legacy);
        return;
    }
    struct verdict verdict = {.page = legacy.page};
    verdict.is_safe = legacy.page == WINDOWS_1252 && invalid.fitting == invalid.bytes;
    struct keur_span span;
    bool has_good;
    for (size_t at = 0; (span = next_run(source, at, &has_good)).begin < source.length;
         at = span.end)
        report_run(run, source, span, verdict);
}

static const void *invalid_utf8_prepare(keur_setup *setup, const void *options)
{
    (void)options;
    struct alphabets *alphabets = keur_setup_allocate(setup, sizeof(*alphabets));
    alphabets_fill(alphabets);
    return alphabets;
}

const struct keur_check invalid_utf8_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/invalid-utf8",
    .summary = "All text is UTF-8.",
    .prepare = invalid_utf8_prepare,
    .run = invalid_utf8_run,
    .needs_only_bytes = true,
};
