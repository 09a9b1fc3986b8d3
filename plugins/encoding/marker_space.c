/* encoding/marker-space: a no-break space behind a list or heading marker, which then is none. */
#include <string.h>

#include "encoding.h"

/* The marker that ends at `end`, with nothing but indentation and quote signs before it in its
 * line; empty when there is none. */
static struct keur_text marker_before(struct keur_text line, size_t end)
{
    size_t begin = 0;
    while (begin < end && strchr(" \t>", line.bytes[begin]) != NULL)
        begin++;
    struct keur_text marker = {line.bytes + begin, end - begin};
    size_t hashes = 0, digits = 0;
    while (hashes < marker.length && marker.bytes[hashes] == '#')
        hashes++;
    while (digits < marker.length && is_digit((unsigned char)marker.bytes[digits]))
        digits++;
    bool is_heading = hashes > 0 && hashes == marker.length && hashes <= 6;
    bool is_bullet = marker.length == 1 && strchr("-*+", marker.bytes[0]) != NULL;
    bool is_number = 0 < digits && digits <= 3 && digits + 1 == marker.length &&
                     strchr(".)", marker.bytes[digits]) != NULL;
    return is_heading || is_bullet || is_number ? marker : (struct keur_text){"", 0};
}

/* A list begins behind a blank line or goes on behind an item; elsewhere `- ` can be a dash. */
static bool may_be_item(const keur_document *document, size_t line, bool is_number)
{
    if (line == 0)
        return true;
    struct keur_text before = keur_text_trim(keur_slice(document, keur_line(document, line - 1)));
    if (before.length == 0)
        return true;
    return is_number ? is_digit((unsigned char)before.bytes[0])
                     : strchr("-*+", before.bytes[0]) != NULL;
}

/* Says whether there is a finding. */
static bool look_at(keur_run *run, const keur_document *document, struct keur_span space)
{
    size_t number = keur_line_at(document, space.begin);
    struct keur_span span = keur_line(document, number);
    struct keur_text line = keur_slice(document, span);
    struct keur_text marker = marker_before(line, space.begin - span.begin);
    if (marker.length == 0 || space.end >= span.end)
        return false;
    struct keur_edit edit = {.span = space, .replacement = {" ", 1}, .safety = KEUR_SAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    bool is_heading = marker.bytes[0] == '#';
    /* Python-Markdown needs no blank behind the signs of a heading. */
    if (is_heading ? keur_dialect(document) == KEUR_DIALECT_PYTHON_MARKDOWN
                   : !may_be_item(document, number, marker.length > 1))
        return false;
    if (is_heading)
        keur_report_details(run, space, &details,
                            "no-break space behind \"%.*s\", so that this is no heading; use a "
                            "blank",
                            KEUR_ARGUMENT(marker));
    else
        keur_report_details(run, space, &details,
                            "no-break space behind \"%.*s\", so that this is no list item; use a "
                            "blank",
                            KEUR_ARGUMENT(marker));
    return true;
}

static void marker_space_run(keur_run *run, const keur_document *document)
{
    enum { SPACE_LENGTH = 2, MARKER_MOST = 64 };
    struct keur_text source = keur_source(document);
    struct code_cursor code = code_begin(document);
    size_t findings = 0;
    if (!survey_of(run, document)->leads[0xC2])
        return;
    for (size_t at = 0;
         findings < FINDINGS_MOST && (at = skip_to(source, at, 0xC2)) < source.length; at++) {
        if (character_at(source, at) != NO_BREAK_SPACE)
            continue;
        size_t line_begin = keur_line(document, keur_line_at(document, at)).begin;
        if (at - line_begin <= MARKER_MOST && !code_holds(&code, at))
            findings += look_at(run, document, (struct keur_span){at, at + SPACE_LENGTH});
    }
}

const struct keur_check marker_space_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/marker-space",
    .summary = "The blank behind a list or heading marker is a plain one.",
    .run = marker_space_run,
    .needs_only_bytes = true,
};
