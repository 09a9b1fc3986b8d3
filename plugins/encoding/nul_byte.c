/* encoding/nul-byte: bytes that end the text for many programs. */
#include <string.h>

#include "encoding.h"

/* The first run of NUL bytes at or behind `at`; empty at the end when there is none. */
static struct keur_span next_run(struct keur_text source, size_t at)
{
    const char *found =
        at < source.length ? memchr(source.bytes + at, 0, source.length - at) : NULL;
    if (found == NULL)
        return (struct keur_span){source.length, source.length};
    struct keur_span span = {(size_t)(found - source.bytes), (size_t)(found - source.bytes)};
    while (span.end < source.length && source.bytes[span.end] == 0)
        span.end++;
    return span;
}

static void nul_byte_run(keur_run *run, const keur_document *document)
{
    struct keur_text source = keur_source(document);
    const struct survey *survey = survey_of(run, document);
    if (!survey->has_nul || survey->is_utf16)
        return;
    struct keur_span first = next_run(source, 0);
    size_t count = 0, runs = 0;
    struct keur_span span;
    for (size_t at = 0; (span = next_run(source, at)).begin < source.length; at = span.end) {
        count += span.end - span.begin;
        runs++;
    }
    if (runs == 1 && count == 1) {
        /* What stood there may be lost, so that removing it is the writer's decision. */
        struct keur_edit edit = {.span = first, .safety = KEUR_UNSAFE};
        struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
        keur_report_details(run, first, &details,
                            "NUL byte at offset %zu; many programs stop reading here: remove it",
                            first.begin);
        return;
    }
    keur_report(run, first,
                "%zu NUL bytes, the first at offset %zu; many programs stop reading there: "
                "remove them, or restore the file from a copy",
                count, first.begin);
}

const struct keur_check nul_byte_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/nul-byte",
    .summary = "No text holds NUL bytes.",
    .run = nul_byte_run,
    .needs_only_bytes = true,
};
