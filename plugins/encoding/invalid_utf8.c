/* encoding/invalid-utf8: bytes that are no UTF-8, and what Windows-1252 makes of them. */
#include "encoding.h"

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

enum { SHOWN_MOST = 8 };

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

/* The run as UTF-8; empty when Windows-1252 does not use one of the bytes. */
static struct keur_text as_windows_1252(keur_run *run, struct keur_text invalid)
{
    char *bytes = keur_allocate(run, invalid.length * UTF8_MOST);
    size_t length = 0;
    for (size_t i = 0; i < invalid.length; i++) {
        uint32_t character = windows_1252_character((uint8_t)invalid.bytes[i]);
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

static void report_run(keur_run *run, struct keur_text source, struct keur_span span, bool is_safe)
{
    struct keur_text invalid = {source.bytes + span.begin, span.end - span.begin};
    struct keur_text hex = as_hex(run, invalid);
    bool is_long = invalid.length > SHOWN_MOST;
    struct keur_text meant = is_long ? (struct keur_text){"", 0} : as_windows_1252(run, invalid);
    bool fits = count_fitting(source, span) == invalid.length;
    struct keur_edit edit = {
        .span = span, .replacement = meant, .safety = is_safe ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    if (!fits && is_cut_off(invalid))
        keur_report(run, span,
                    "bytes %.*s at offset %zu begin a UTF-8 character whose end is missing; type "
                    "it again",
                    KEUR_ARGUMENT(hex), span.begin);
    else if (is_long)
        keur_report(run, span,
                    "%zu bytes from offset %zu on, %.*s and so on, are not UTF-8; type this text "
                    "again",
                    invalid.length, span.begin, KEUR_ARGUMENT(hex));
    else if (meant.length == 0 && invalid.length == 1)
        keur_report(run, span,
                    "byte %.*s at offset %zu is not UTF-8, nor Windows-1252; type the character "
                    "again",
                    KEUR_ARGUMENT(hex), span.begin);
    else if (meant.length == 0)
        keur_report(run, span,
                    "bytes %.*s at offset %zu are not UTF-8, nor Windows-1252; type the text again",
                    KEUR_ARGUMENT(hex), span.begin);
    else if (invalid.length == 1)
        keur_report_details(run, span, &details,
                            "byte %.*s at offset %zu is not UTF-8; as Windows-1252 it is \"%.*s\"",
                            KEUR_ARGUMENT(hex), span.begin, KEUR_ARGUMENT(meant));
    else
        keur_report_details(
            run, span, &details,
            "bytes %.*s at offset %zu are not UTF-8; as Windows-1252 they are \"%.*s\"",
            KEUR_ARGUMENT(hex), span.begin, KEUR_ARGUMENT(meant));
}

static void report_file(keur_run *run, struct keur_text source, const struct invalid_bytes *survey)
{
    bool is_windows_1252 = !survey->has_good && survey->fitting >= survey->bytes / 10 * 9;
    if (!is_windows_1252) {
        keur_report(run, (struct keur_span){survey->first, survey->first + 1},
                    "%zu bytes of the file are not UTF-8, the first at offset %zu; find out in "
                    "which encoding it was written, and save it as UTF-8",
                    survey->bytes, survey->first);
        return;
    }
    enum { EDITS_MOST = 20000 };
    bool is_certain = survey->fitting == survey->bytes && survey->runs <= EDITS_MOST;
    struct keur_edit *edits = keur_allocate(run, is_certain ? survey->runs * sizeof(*edits) : 1);
    size_t count = 0;
    struct keur_span span;
    bool has_good;
    for (size_t at = 0;
         is_certain && (span = next_run(source, at, &has_good)).begin < source.length;
         at = span.end) {
        struct keur_text invalid = {source.bytes + span.begin, span.end - span.begin};
        edits[count++] = (struct keur_edit){
            .span = span, .replacement = as_windows_1252(run, invalid), .safety = KEUR_SAFE};
    }
    struct keur_details details = {.size = sizeof(details), .edits = edits, .edit_count = count};
    keur_report_details(run, (struct keur_span){0, 0}, &details,
                        "the file is Windows-1252, %zu of its bytes are not UTF-8; save it as "
                        "UTF-8",
                        survey->bytes);
}

static void invalid_utf8_run(keur_run *run, const keur_document *document)
{
    enum { RUNS_MOST = 20 };
    struct keur_text source = keur_source(document);
    if (survey_of(run, document)->is_utf16 || !survey_of(run, document)->has_invalid)
        return;
    struct invalid_bytes survey = count_invalid(source);
    if (survey.runs > RUNS_MOST) {
        report_file(run, source, &survey);
        return;
    }
    bool is_safe = survey.fitting == survey.bytes, has_good;
    struct keur_span span;
    for (size_t at = 0; (span = next_run(source, at, &has_good)).begin < source.length;
         at = span.end)
        report_run(run, source, span, is_safe);
}

const struct keur_check invalid_utf8_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/invalid-utf8",
    .summary = "All text is UTF-8.",
    .run = invalid_utf8_run,
    .needs_only_bytes = true,
};
