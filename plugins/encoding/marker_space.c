/* encoding/marker-space: a no-break space where Markdown wants a blank: behind a list or heading
 * marker, which then is none, as indentation, and in the delimiter row of a table. */
#include <string.h>

#include "encoding.h"

enum { SPACE_LENGTH = 2 };

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

/* Does the no-break space at `at` stand in the box of a task, `- [ ] text`, or behind it? */
static bool is_task_box(struct keur_text line, size_t at)
{
    size_t open = at > 0 && line.bytes[at - 1] == '[' ? at - 1 : at < 3 ? line.length : at - 3;
    if (open < 2 || open >= line.length || line.bytes[open] != '[' || line.bytes[open - 1] != ' ' ||
        marker_before(line, open - 1).length == 0)
        return false;
    bool is_in_box = open + 1 == at && at + SPACE_LENGTH < line.length;
    return is_in_box ? line.bytes[at + SPACE_LENGTH] == ']'
                     : line.bytes[at - 1] == ']' && strchr(" xX", line.bytes[at - 2]) != NULL;
}

static bool report_task_box(keur_run *run, struct keur_span space)
{
    struct keur_edit edit = {.span = space, .replacement = {" ", 1}, .safety = KEUR_SAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    keur_report_details(run, space, &details,
                        "no-break space in or behind the box of a task, which the site so shows as "
                        "text; use a blank");
    return true;
}

/* Says whether there is a finding. */
static bool look_at(keur_run *run, const keur_document *document, struct keur_span space)
{
    size_t number = keur_line_at(document, space.begin);
    struct keur_span span = keur_line(document, number);
    struct keur_text line = keur_slice(document, span);
    struct keur_text marker = marker_before(line, space.begin - span.begin);
    if (is_task_box(line, space.begin - span.begin))
        return report_task_box(run, space);
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

/* Every no-break space of a part of a line becomes a blank; edits for the first ones. */
static struct keur_details blanks_for(keur_run *run, struct keur_text source, struct keur_span part)
{
    enum { EDITS_MOST = 64 };
    struct keur_edit *edits = keur_allocate(run, EDITS_MOST * sizeof(*edits));
    struct keur_details details = {.size = sizeof(details), .edits = edits};
    for (size_t at = part.begin; at < part.end && details.edit_count < EDITS_MOST; at++)
        if (character_at(source, at) == NO_BREAK_SPACE)
            edits[details.edit_count++] = (struct keur_edit){
                .span = {at, at + SPACE_LENGTH}, .replacement = {" ", 1}, .safety = KEUR_SAFE};
    return details;
}

/* Where the blanks and no-break spaces end that a line begins with. */
static size_t indentation_end(struct keur_text source, struct keur_span line)
{
    size_t at = line.begin;
    while (at < line.end) {
        bool is_blank = source.bytes[at] == ' ' || source.bytes[at] == '\t';
        if (!is_blank && character_at(source, at) != NO_BREAK_SPACE)
            break;
        at += is_blank ? 1 : SPACE_LENGTH;
    }
    return at;
}

/* Does an item, or the body of a tab or admonition, need the indentation of this line? */
static bool wants_indentation(const keur_document *document, size_t number)
{
    struct keur_text source = keur_source(document);
    bool is_python = keur_dialect(document) == KEUR_DIALECT_PYTHON_MARKDOWN;
    for (int steps = 0; number > 0 && steps < 2; steps++) {
        struct keur_span line = keur_line(document, --number);
        size_t at = indentation_end(source, line);
        struct keur_text text = {source.bytes + at, line.end - at};
        if (text.length < 2)
            continue;
        bool is_item = strchr("-*+", text.bytes[0]) != NULL && text.bytes[1] == ' ';
        bool is_header = is_python && text.length > 3 &&
                         (memcmp(text.bytes, "!!!", 3) == 0 || memcmp(text.bytes, "???", 3) == 0 ||
                          memcmp(text.bytes, "===", 3) == 0);
        return is_item || is_header || marker_before(text, 2).length == 2;
    }
    return false;
}

/* `| --- | --- |` with no-break spaces in it. */
static bool is_delimiter_row(struct keur_text source, struct keur_span line)
{
    size_t hyphens = 0, pipes = 0;
    for (size_t at = line.begin; at < line.end; at++) {
        hyphens += source.bytes[at] == '-';
        pipes += source.bytes[at] == '|';
        if (character_at(source, at) == NO_BREAK_SPACE)
            at++;
        else if (strchr("|:- \t", source.bytes[at]) == NULL)
            return false;
    }
    return hyphens >= 2 && pipes > 0;
}

/* Says whether there is a finding for the line of the no-break space at `at`, its first one. */
static bool look_at_line(keur_run *run, const keur_document *document, size_t at)
{
    struct keur_text source = keur_source(document);
    size_t number = keur_line_at(document, at);
    struct keur_span line = keur_line(document, number);
    size_t end = indentation_end(source, line);
    if (is_delimiter_row(source, line)) {
        struct keur_details details = blanks_for(run, source, line);
        keur_report_details(run, (struct keur_span){at, at + SPACE_LENGTH}, &details,
                            "no-break space in the delimiter row, so that this is no table; use "
                            "blanks");
        return true;
    }
    if (at >= end || end == line.end || end - line.begin < (size_t)2 * SPACE_LENGTH ||
        !wants_indentation(document, number))
        return false;
    struct keur_span indentation = {line.begin, end};
    struct keur_details details = blanks_for(run, source, indentation);
    keur_report_details(run, indentation, &details,
                        "no-break spaces as indentation, which Markdown does not see; use blanks");
    return true;
}

static void marker_space_run(keur_run *run, const keur_document *document)
{
    enum { MARKER_MOST = 64 };
    struct keur_text source = keur_source(document);
    struct code_cursor code = code_begin(document);
    size_t findings = 0, last_line = SIZE_MAX;
    if ((survey_of(run, document)->leads & lead_bit(0xC2)) == 0)
        return;
    for (size_t at = 0;
         findings < FINDINGS_MOST && (at = skip_to(source, at, 0xC2)) < source.length; at++) {
        if (character_at(source, at) != NO_BREAK_SPACE || code_holds(&code, at))
            continue;
        size_t line = keur_line_at(document, at);
        bool is_first = line != last_line;
        last_line = line;
        if (is_first && look_at_line(run, document, at))
            findings++;
        else if (at - keur_line(document, line).begin <= MARKER_MOST)
            findings += look_at(run, document, (struct keur_span){at, at + SPACE_LENGTH});
    }
}

const struct keur_check marker_space_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/marker-space",
    .summary = "No no-break space stands where Markdown wants a blank.",
    .run = marker_space_run,
    .needs_only_bytes = true,
};
