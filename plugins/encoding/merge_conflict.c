/* encoding/merge-conflict: both sides of a merge that nobody resolved. */
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

/* Documentation about merging shows a whole conflict in one code block. */
static bool is_shown_as_code(const keur_document *document, const struct conflict *conflict)
{
    struct keur_span ours = keur_line(document, conflict->ours);
    struct keur_span theirs = keur_line(document, conflict->theirs);
    const struct keur_node *node = keur_node_at(document, ours.begin);
    return node != NULL && node->kind == KEUR_NODE_CODE_BLOCK && node->span.begin < ours.begin &&
           node->span.end >= theirs.end;
}

/* The first line that can begin a conflict; the count of lines when there is none. */
static size_t first_candidate(const keur_document *document)
{
    struct keur_text source = keur_source(document);
    for (size_t at = 0; (at = skip_to(source, at, '<')) < source.length; at++)
        if (source.length - at >= MARKER_LENGTH &&
            memcmp(source.bytes + at, "<<<<<<<", MARKER_LENGTH) == 0)
            return keur_line_at(document, at);
    return keur_line_count(document);
}

static void merge_conflict_run(keur_run *run, const keur_document *document)
{
    struct conflict conflict;
    size_t findings = 0;
    for (size_t line = first_candidate(document);
         findings < FINDINGS_MOST && next_conflict(document, line, &conflict);
         line = conflict.theirs + 1) {
        if (is_shown_as_code(document, &conflict))
            continue;
        findings++;
        struct keur_related related[] = {
            {.span = keur_line(document, conflict.middle),
             .message = keur_format(run, "the other side begins here")},
            {.span = keur_line(document, conflict.theirs),
             .message = keur_format(run, "the conflict ends here")},
        };
        struct keur_details details = {.size = sizeof(details),
                                       .related = related,
                                       .related_count = sizeof(related) / sizeof(related[0])};
        keur_report_details(run, keur_line(document, conflict.ours), &details,
                            "merge conflict up to line %zu; keep what holds of both sides and "
                            "remove the marker lines",
                            conflict.theirs + 1);
    }
}

const struct keur_check merge_conflict_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/merge-conflict",
    .summary = "No merge conflict is left in the text.",
    .run = merge_conflict_run,
    .needs_only_bytes = true,
};
