/* Fenced code ends at a fence that is just like the one that opens it: as many signs, as far to the
 * right.  CommonMark allows more, and takes the rest of the document where there is none. */
#include "mkdocs.h"

struct fence {
    size_t begin, length, column;
    char sign;
};

/* The signs that a line begins with. */
static struct fence fence_at(const keur_document *document, size_t begin, size_t end)
{
    struct keur_text text = keur_slice(document, (struct keur_span){begin, end});
    struct fence fence = {.begin = begin, .column = column_of(document, begin)};
    fence.sign = text.length > 0 ? text.bytes[0] : '\0';
    while (fence.length < text.length && text.bytes[fence.length] == fence.sign)
        fence.length++;
    return fence;
}

static void report_other(keur_run *run, const keur_document *document, size_t line,
                         const struct fence *open, const struct fence *close)
{
    size_t begin = keur_line(document, line).begin;
    struct keur_text signs =
        keur_slice(document, (struct keur_span){open->begin, open->begin + open->length});
    struct keur_text before = keur_slice(document, (struct keur_span){begin, close->begin});
    bool is_indented = keur_text_trim(before).length == 0;
    struct keur_edit edit = {
        .span = {is_indented ? begin : close->begin, close->begin + close->length},
        .replacement = keur_format(run, "%*s%.*s", is_indented ? (int)open->column : 0, "",
                                   KEUR_ARGUMENT(signs)),
        .safety = KEUR_SAFE,
    };
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(
        run, (struct keur_span){close->begin, close->begin + close->length}, &details,
        "the site does not see that the code ends here; the last fence must be like "
        "the first: \"%.*s\", indented by %zu",
        KEUR_ARGUMENT(signs), open->column);
}

static void check_block(keur_run *run, const keur_document *document, const struct keur_node *block)
{
    size_t first = line_of(document, block), last = last_line_of(document, block);
    struct fence open = fence_at(document, block->span.begin, keur_line(document, first).end);
    size_t begin = text_begin(document, last);
    struct fence close = fence_at(document, begin, keur_line(document, last).end);
    struct keur_span rest = {close.begin + close.length, keur_line(document, last).end};
    bool is_closed = last > first && close.sign == open.sign && close.length >= open.length &&
                     keur_text_trim(keur_slice(document, rest)).length == 0;
    if (!is_closed)
        keur_report(
            run, (struct keur_span){open.begin, open.begin + open.length},
            "the code is not closed, and the site shows the fence and takes what follows for "
            "text; write \"%.*s\" where it ends",
            KEUR_ARGUMENT(
                keur_slice(document, (struct keur_span){open.begin, open.begin + open.length})));
    else if (close.length != open.length || close.column != open.column)
        report_other(run, document, last, &open, &close);
}

static bool is_fenced(const keur_document *document, const struct keur_node *block)
{
    struct keur_text text = keur_slice(document, block->span);
    return text_starts_with(text, "```") || text_starts_with(text, "~~~");
}

static void check_unclosed_fence(keur_run *run, const keur_document *document)
{
    const uint32_t code = KEUR_KIND(KEUR_NODE_CODE_BLOCK);
    for (const struct keur_node *node = NULL; (node = keur_next_of(document, node, code)) != NULL;)
        if (is_fenced(document, node))
            check_block(run, document, node);
}

const struct keur_check mkdocs_unclosed_fence = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/unclosed-fence",
    .summary = "Fenced code ends at a fence like the one that opens it.",
    .run = check_unclosed_fence,
};
