/* "1)", a number for CommonMark, and "•" of word processors: text for Python-Markdown. */
#include "mkdocs.h"
#include "survey.h"

/* ---- Numbers ---- */

static size_t count_items(const struct keur_node *list)
{
    size_t count = 0;
    for (const struct keur_node *item = list->first_child; item != NULL; item = item->next)
        count++;
    return count;
}

static void report(keur_run *run, const keur_document *document, const struct list *unknown)
{
    const struct keur_node *list = unknown->node;
    struct keur_edit *edits = keur_allocate(run, (count_items(list) + 1) * sizeof *edits);
    size_t count = 0;
    if (unknown->is_swallowed)
        edits[count++] = blank_line_above(run, document, line_of(document, list));
    for (const struct keur_node *item = list->first_child; item != NULL; item = item->next) {
        size_t end = list_marker(document, item).span.end;
        edits[count++] = (struct keur_edit){{end - 1, end}, {".", 1}, KEUR_SAFE};
    }
    struct keur_details details = {.size = sizeof details, .edits = edits, .edit_count = count};
    struct marker marker = list_marker(document, list);
    keur_report_details(run, marker.span, &details,
                        "the site takes \"%zu)\" for text and shows no list; write \"%zu.\"",
                        marker.number, marker.number);
}

/* ---- Bullets of word processors ---- */

size_t bullet_length(struct keur_text text)
{
    static const char *const bullets[] = {
        "\u2022", "\u00b7", "\u25aa", "\u25e6", "\u2023", "\u25cf", "\u25cb", "\u25a0", "\uf0b7",
    };
    static const char no_break[] = "\u00a0";
    if (text.length == 0 || ((unsigned char)*text.bytes & 0x80) == 0)
        return 0;
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        size_t begin = strlen(bullets[i]), end = begin;
        if (!text_starts_with(text, bullets[i]))
            continue;
        for (;;) {
            struct keur_text rest = {text.bytes + end, text.length - end};
            if (text_starts_with(rest, no_break))
                end += strlen(no_break);
            else if (rest.length > 0 && (*rest.bytes == ' ' || *rest.bytes == '\t'))
                end++;
            else
                break;
        }
        return end > begin && end < text.length ? end : 0;
    }
    return 0;
}

static struct keur_text line_text(const keur_document *document, size_t line)
{
    return keur_slice(
        document, (struct keur_span){text_begin(document, line), keur_line(document, line).end});
}

bool line_ends_in_break(const keur_document *document, size_t index)
{
    static const char tag[] = "<br>";
    size_t length = strlen(tag);
    struct keur_text line = line_text(document, index);
    if (line.length >= 2 && memcmp(line.bytes + line.length - 2, "  ", 2) == 0)
        return true;
    line = keur_text_trim(line);
    return line.length >= length && memcmp(line.bytes + line.length - length, tag, length) == 0;
}

static void report_bullets(keur_run *run, const keur_document *document,
                           const struct keur_node *paragraph, size_t first)
{
    size_t last = last_line_of(document, paragraph), count = 0;
    struct keur_edit *edits = keur_allocate(run, (last - first + 2) * sizeof *edits);
    size_t begin = text_begin(document, first);
    size_t sign = bullet_length(line_text(document, first));
    if (first > line_of(document, paragraph))
        edits[count++] = blank_line_above(run, document, first);
    for (size_t line = first; line <= last; line++) {
        size_t at = text_begin(document, line), length = bullet_length(line_text(document, line));
        if (length > 0)
            edits[count++] = (struct keur_edit){{at, at + length}, {"- ", 2}, KEUR_SAFE};
    }
    struct keur_details details = {.size = sizeof details, .edits = edits, .edit_count = count};
    struct keur_text bullet =
        keur_text_trim(keur_slice(document, (struct keur_span){begin, begin + sign}));
    keur_report_details(
        run, (struct keur_span){begin, begin + bullet.length}, &details,
        "the site takes \"%.*s\" for text, and shows these lines as one; write \"-\"",
        KEUR_ARGUMENT(bullet));
}

/* One line of its own with a bullet looks like what it is. */
static void check_bullets(keur_run *run, const keur_document *document,
                          const struct keur_node *paragraph)
{
    size_t begin = line_of(document, paragraph), last = last_line_of(document, paragraph);
    size_t first = last + 1;
    if (begin == last)
        return;
    for (size_t line = begin; line <= last; line++) {
        bool is_bullet = bullet_length(line_text(document, line)) > 0;
        if (is_bullet && first > last)
            first = line;
        else if (is_bullet && line > begin && line_ends_in_break(document, line - 1))
            return;
    }
    bool is_broken = first > begin && first <= last && line_ends_in_break(document, first - 1);
    if (first <= last && !is_broken)
        report_bullets(run, document, paragraph, first);
}

/* ---- The check ---- */

static void check_list_marker(keur_run *run, const keur_document *document)
{
    const struct survey *survey = survey_of(run, document);
    for (size_t i = 0; i < survey->text_count; i++) {
        enum keur_node_kind around = survey->texts[i]->parent->kind;
        if (survey->texts[i]->kind != KEUR_NODE_PARAGRAPH)
            continue;
        if (around == KEUR_NODE_DOCUMENT || around == KEUR_NODE_CONTAINER) {
            check_bullets(run, document, survey->texts[i]);
            report_glued_lines(run, document, survey->texts[i]);
        } else if (around == KEUR_NODE_ITEM)
            report_lost_items(run, document, survey->texts[i]);
    }
    for (size_t i = 0; i < survey->list_count; i++)
        if (survey->lists[i].is_unknown)
            report(run, document, &survey->lists[i]);
}

const struct keur_check mkdocs_list_marker = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/list-marker",
    .summary = "Items of a list begin with a sign that the site knows.",
    .run = check_list_marker,
};
