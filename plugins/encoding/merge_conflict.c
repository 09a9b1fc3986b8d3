/* encoding/merge-conflict: both sides of a merge that nobody resolved, and what is left of one. */
#include <string.h>

#include "encoding.h"

enum { MARKER_LENGTH = 7 };

enum marker { MARKER_NONE, MARKER_OURS, MARKER_BASE, MARKER_MIDDLE, MARKER_THEIRS };

/* Seven equal signs and nothing else, or seven of the others with a blank and a name. */
static enum marker marker_of(struct keur_text line)
{
    static const struct {
        const char *sign;
        enum marker marker;
    } markers[] = {
        {"<<<<<<<", MARKER_OURS},
        {"|||||||", MARKER_BASE},
        {"=======", MARKER_MIDDLE},
        {">>>>>>>", MARKER_THEIRS},
    };
    bool is_bare = line.length == MARKER_LENGTH;
    if (line.length < MARKER_LENGTH || (!is_bare && line.bytes[MARKER_LENGTH] != ' '))
        return MARKER_NONE;
    for (size_t i = 0; i < sizeof(markers) / sizeof(markers[0]); i++)
        if (memcmp(line.bytes, markers[i].sign, MARKER_LENGTH) == 0 &&
            (is_bare || markers[i].marker != MARKER_MIDDLE))
            return markers[i].marker;
    return MARKER_NONE;
}

struct conflict {
    size_t ours, middle, theirs; /* lines */
};

/* The conflict that begins at or behind `line`, in git's order. */
static bool next_conflict(const keur_document *document, size_t line, struct conflict *ret_conflict)
{
    struct conflict conflict = {0};
    enum marker last = MARKER_NONE;
    size_t count = keur_line_count(document);
    for (; line < count; line++) {
        enum marker marker = marker_of(keur_slice(document, keur_line(document, line)));
        if (marker == MARKER_OURS) {
            conflict.ours = line;
            last = marker;
        } else if (marker == MARKER_BASE && last == MARKER_OURS) {
            last = marker;
        } else if (marker == MARKER_MIDDLE && (last == MARKER_OURS || last == MARKER_BASE)) {
            conflict.middle = line;
            last = marker;
        } else if (marker == MARKER_THEIRS && last == MARKER_MIDDLE) {
            conflict.theirs = line;
            *ret_conflict = conflict;
            return true;
        }
    }
    return false;
}

/* Documentation about merging shows these lines in one code block. */
static bool are_shown_as_code(const keur_document *document, size_t first, size_t last)
{
    struct keur_span begin = keur_line(document, first), end = keur_line(document, last);
    const struct keur_node *node = keur_node_at(document, begin.begin);
    return node != NULL && node->kind == KEUR_NODE_CODE_BLOCK && node->span.begin < begin.begin &&
           node->span.end >= end.end;
}

/* Where a marker of one of the sides stands; the text's length when none does. */
static size_t find_marker(struct keur_text source, const char *marker)
{
    for (size_t at = 0; (at = skip_to(source, at, (unsigned char)*marker)) < source.length; at++)
        if (source.length - at >= MARKER_LENGTH &&
            memcmp(source.bytes + at, marker, MARKER_LENGTH) == 0)
            return at;
    return source.length;
}

/* The first line that can be a marker; the count of lines when there is none. */
static size_t first_candidate(const keur_document *document)
{
    struct keur_text source = keur_source(document);
    size_t ours = find_marker(source, "<<<<<<<");
    size_t theirs = find_marker((struct keur_text){source.bytes, ours}, ">>>>>>>");
    return theirs == source.length ? keur_line_count(document) : keur_line_at(document, theirs);
}

static void report_conflict(keur_run *run, const keur_document *document,
                            const struct conflict *conflict)
{
    struct keur_related related[] = {
        {.span = keur_line(document, conflict->middle),
         .message = keur_format(run, "the other side begins here")},
        {.span = keur_line(document, conflict->theirs),
         .message = keur_format(run, "the conflict ends here")},
    };
    struct keur_details details = {.size = sizeof(details),
                                   .related = related,
                                   .related_count = sizeof(related) / sizeof(related[0])};
    keur_report_details(run, keur_line(document, conflict->ours), &details,
                        "merge conflict up to line %zu; keep what holds of both sides and "
                        "remove the marker lines",
                        conflict->theirs + 1);
}

/* What git writes behind a marker: a branch, a commit with its subject in brackets, or one of two
 * names that `git stash` gives. */
static bool is_side(struct keur_text name)
{
    static const struct keur_text of_stash[] = {{"Updated upstream", 16}, {"Stashed changes", 15}};
    size_t end = skip_to(name, 0, ' ');
    bool is_alone = end == name.length;
    bool has_subject = name.length - end > 1 && name.bytes[end + 1] == '(';
    return (end > 0 && (is_alone || has_subject)) || keur_text_equals(name, of_stash[0]) ||
           keur_text_equals(name, of_stash[1]);
}

/* A marker that was forgotten when the conflict was resolved. */
static bool is_left_over(const keur_document *document, size_t line)
{
    struct keur_text text = keur_slice(document, keur_line(document, line));
    enum marker marker = marker_of(text);
    if ((marker != MARKER_OURS && marker != MARKER_THEIRS) || text.length == MARKER_LENGTH)
        return false;
    struct keur_text name = {text.bytes + MARKER_LENGTH + 1, text.length - MARKER_LENGTH - 1};
    return is_side(name) && !are_shown_as_code(document, line, line);
}

static void report_left_over(keur_run *run, const keur_document *document, size_t line)
{
    struct keur_span span = keur_line(document, line);
    bool is_last = line + 1 == keur_line_count(document);
    size_t end = is_last ? span.end : keur_line(document, line + 1).begin;
    struct keur_edit edit = {.span = {span.begin, end}, .safety = KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    keur_report_details(run, span, &details,
                        "this line is left over from a merge; remove it, and what it kept apart "
                        "when that stands here twice");
}

static void merge_conflict_run(keur_run *run, const keur_document *document)
{
    size_t count = keur_line_count(document), findings = 0;
    for (size_t line = first_candidate(document); line < count && findings < FINDINGS_MOST;) {
        struct conflict conflict = {.ours = count, .theirs = count};
        bool is_whole = next_conflict(document, line, &conflict);
        for (; line < conflict.ours && findings < FINDINGS_MOST; line++)
            if (is_left_over(document, line)) {
                report_left_over(run, document, line);
                findings++;
            }
        if (is_whole && !are_shown_as_code(document, conflict.ours, conflict.theirs)) {
            report_conflict(run, document, &conflict);
            findings++;
        }
        line = conflict.theirs + 1;
    }
}

const struct keur_check merge_conflict_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/merge-conflict",
    .summary = "No merge conflict is left in the text.",
    .run = merge_conflict_run,
    .needs_only_bytes = true,
};
