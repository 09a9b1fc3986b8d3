/* encoding/byte-order-mark: three bytes before the text that UTF-8 does not need. */
#include <string.h>

#include "encoding.h"

static void byte_order_mark_run(keur_run *run, const keur_document *document)
{
    struct keur_text source = keur_source(document);
    enum { MARK_LENGTH = 3, FENCE_LENGTH = 3 };
    if (character_at(source, 0) != BYTE_ORDER_MARK)
        return;
    struct keur_span mark = {0, MARK_LENGTH};
    struct keur_edit edit = {.span = mark, .safety = KEUR_SAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    bool has_fence = source.length >= MARK_LENGTH + FENCE_LENGTH &&
                     memcmp(source.bytes + MARK_LENGTH, "---", FENCE_LENGTH) == 0;
    if (has_fence)
        keur_report_details(run, mark, &details,
                            "byte order mark before the front matter, which some programs then "
                            "do not see; save the file as UTF-8 without BOM");
    else
        keur_report_details(run, mark, &details,
                            "byte order mark at the start of the file; save it as UTF-8 without "
                            "BOM");
}

const struct keur_check byte_order_mark_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/byte-order-mark",
    .summary = "No file begins with a byte order mark.",
    .run = byte_order_mark_run,
    .needs_only_bytes = true,
};
