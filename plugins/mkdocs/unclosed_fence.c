/* Fenced code ends at a fence that is just like the one that opens it: as many signs, as far to the
 * right.  CommonMark allows more, and takes the rest of the document where there is none. */
#include <string.h>

#include "mkdocs.h"
#include "survey.h"

enum { LEAST_SIGNS = 3 };

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

/* ---- One or two backticks, on lines of their own ---- */

static bool is_info(struct keur_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        bool is_word =
            (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
        if (!is_word && strchr("+#-._", byte) == NULL)
            return false;
    }
    return true;
}

/* Code in a text that begins and ends as a block does: a line with nothing but backticks and the
 * name of a language, and one with as many backticks. */
static bool is_meant_as_block(const keur_document *document, const struct keur_node *code,
                              size_t *ret_length)
{
    size_t first = line_of(document, code), last = last_line_of(document, code);
    struct keur_span opening = {text_begin(document, first), keur_line(document, first).end};
    struct keur_span closing = {text_begin(document, last), keur_line(document, last).end};
    struct fence open = fence_at(document, opening.begin, opening.end);
    struct fence close = fence_at(document, closing.begin, closing.end);
    opening.begin += open.length;
    closing.begin += close.length;
    *ret_length = open.length;
    return open.begin == code->span.begin && last > first &&
           close.begin + close.length == code->span.end && open.length < LEAST_SIGNS &&
           open.sign == '`' && close.sign == '`' && close.length == open.length &&
           close.column == open.column && is_info(keur_text_trim(keur_slice(document, opening))) &&
           keur_text_trim(keur_slice(document, closing)).length == 0;
}

static void report_short(keur_run *run, size_t open, size_t close, size_t length,
                         const char *consequence)
{
    static const char missing[] = "``";
    struct keur_text more = {missing, LEAST_SIGNS - length};
    struct keur_edit edits[] = {{{open, open}, more, KEUR_SAFE}, {{close, close}, more, KEUR_SAFE}};
    struct keur_details details = {.size = sizeof details, .edits = edits, .edit_count = 2};
    keur_report_details(run, (struct keur_span){open, open + length}, &details,
                        "a fence has three backticks, not %zu: the site shows %s; write \"```\" "
                        "above and below",
                        length, consequence);
}

static void check_short_fences(keur_run *run, const keur_document *document)
{
    const uint32_t code = KEUR_KIND(KEUR_NODE_CODE);
    struct keur_text source = keur_source(document);
    size_t length;
    for (const struct keur_node *node = NULL;
         (node = keur_next_of(document, node, code)) != NULL;) {
        size_t begin = node->span.begin;
        if ((begin > 0 && strchr("\n\r \t", source.bytes[begin - 1]) == NULL) ||
            text_find(keur_slice(document, node->span), '\n', 0) == node->span.end - begin ||
            !is_meant_as_block(document, node, &length))
            continue;
        report_short(run, begin, node->span.end, length,
                     "these lines as one, in the text around them");
    }
}

/* ---- Two backticks, with an empty line between them, which then are text ---- */

static struct keur_text behind_fence(const keur_document *document, const struct fence *fence,
                                     size_t line)
{
    struct keur_span rest = {fence->begin + fence->length, keur_line(document, line).end};
    return keur_text_trim(keur_slice(document, rest));
}

/* A line with nothing but "``", below the one that opens it; 0 when another fence comes first. */
static size_t find_torn_end(const keur_document *document, const struct fence *open, size_t line)
{
    enum { MOST_LINES = 200 };
    size_t last = line + MOST_LINES, count = keur_line_count(document);
    for (line++; line < count && line < last; line++) {
        struct fence fence =
            fence_at(document, text_begin(document, line), keur_line(document, line).end);
        if ((fence.sign != '`' && fence.sign != '~') || fence.length < open->length)
            continue;
        const struct keur_node *node = keur_node_at(document, fence.begin);
        bool is_end = fence.sign == '`' && fence.length == open->length &&
                      fence.column == open->column &&
                      behind_fence(document, &fence, line).length == 0 && node != NULL &&
                      node->kind == KEUR_NODE_TEXT;
        return is_end ? fence.begin : 0;
    }
    return 0;
}

static void check_torn_fences(keur_run *run, const keur_document *document)
{
    const struct survey *survey = survey_of(run, document);
    struct keur_text source = keur_source(document);
    for (size_t i = 0; i < survey->text_count; i++) {
        const struct keur_node *text = survey->texts[i];
        if (source.bytes[text->span.begin] != '`' || text->kind != KEUR_NODE_PARAGRAPH ||
            text->first_child == NULL || text->first_child->kind != KEUR_NODE_TEXT)
            continue;
        size_t line = line_of(document, text);
        struct fence open = fence_at(document, text->span.begin, keur_line(document, line).end);
        struct keur_text info = behind_fence(document, &open, line);
        size_t close = open.length == LEAST_SIGNS - 1 && info.length > 0 && is_info(info)
                           ? find_torn_end(document, &open, line)
                           : 0;
        if (close > 0)
            report_short(run, open.begin, close + open.length, open.length,
                         "these lines as text, and the backticks with them");
    }
}

static void check_unclosed_fence(keur_run *run, const keur_document *document)
{
    const uint32_t code = KEUR_KIND(KEUR_NODE_CODE_BLOCK);
    for (const struct keur_node *node = NULL; (node = keur_next_of(document, node, code)) != NULL;)
        if (is_fenced(document, node))
            check_block(run, document, node);
    check_short_fences(run, document);
    check_torn_fences(run, document);
}

const struct keur_check mkdocs_unclosed_fence = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/unclosed-fence",
    .summary = "Fenced code ends at a fence like the one that opens it.",
    .run = check_unclosed_fence,
};
