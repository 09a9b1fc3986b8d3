/* frontmatter/unclosed: front matter ends with a line `---`. */
#include "unclosed.h"

#include <string.h>

#include "block.h"
#include "frontmatter.h"

/* The line ending that the document uses on its first line. */
static struct keur_text line_ending(const keur_document *document)
{
    size_t begin = keur_line(document, 0).end;
    size_t end = keur_line_count(document) > 1 ? keur_line(document, 1).begin : begin;

    return end > begin ? keur_slice(document, (struct keur_span){begin, end})
                       : (struct keur_text){"\n", 1};
}

static bool is_skipped(struct keur_text line)
{
    return line.length == 0 || block_is_html_comment(line);
}

/* `# text` is a comment of YAML too, but what it explains stands directly below. */
static bool is_heading(const keur_document *document, size_t index)
{
    struct keur_text line = block_line(document, index);

    if (line.length < 3 || line.bytes[0] != '#')
        return false;
    return line.bytes[1] == '#' ||
           (line.bytes[1] == ' ' && (index + 1 == keur_line_count(document) ||
                                     block_line(document, index + 1).length == 0));
}

/* Is the next line nothing that YAML would hold?  Comments of HTML are written in both. */
static bool is_markdown(const keur_document *document, size_t index)
{
    size_t count = keur_line_count(document);

    while (index < count && is_skipped(block_line(document, index)))
        index++;
    if (index == count)
        return false;
    struct keur_text line = block_line(document, index);
    return strchr("<|=", line.bytes[0]) != NULL || is_heading(document, index);
}

/* Nothing lacks where the keys end with a fence, whatever else is wrong with them. */
static bool ends_open(const keur_document *document)
{
    size_t end = block_end(document);
    return end > 0 &&
           (end == keur_line_count(document) || !block_is_fence(block_line(document, end)));
}

bool unclosed_is(const keur_document *document)
{
    const struct keur_front_matter *front_matter = keur_front_matter(document);

    if (front_matter->state == KEUR_FRONT_MATTER_VALID || block_html_comment(document) > 0)
        return false;
    /* Behind a comment the host does not look for keys, and finds no front matter. */
    if (front_matter->state == KEUR_FRONT_MATTER_NONE)
        return keur_line_count(document) > 0 && block_is_fence(block_line(document, 0)) &&
               block_end(document) > 0;
    if (front_matter->state == KEUR_FRONT_MATTER_UNCLOSED)
        return ends_open(document);
    if (front_matter->state != KEUR_FRONT_MATTER_INVALID)
        return false;
    /* A thematic break further down was taken for the closing fence: YAML ends before the
     * place where it stops making sense. */
    size_t end = block_end(document);
    return end > 0 && end < keur_line_count(document) &&
           keur_line(document, end).end < front_matter->closing.begin &&
           keur_line(document, end).begin <= front_matter->error_span.begin &&
           is_markdown(document, end);
}

static void report(keur_run *run, const keur_document *document, size_t end)
{
    bool has_line = end < keur_line_count(document);
    size_t size = keur_source(document).length;
    size_t at = has_line ? keur_line(document, end).begin : size;
    struct keur_span place = has_line ? keur_line(document, end) : (struct keur_span){size, size};
    struct keur_text ending = line_ending(document);
    struct keur_edit edit = {.span = {at, at}, .safety = KEUR_SAFE};
    struct keur_related related = {.span = keur_line(document, 0),
                                   .message = {"it opens here", 13}};
    struct keur_details details = {.size = sizeof(details),
                                   .edits = &edit,
                                   .edit_count = 1,
                                   .related = &related,
                                   .related_count = 1};

    if (has_line && block_is_near_fence(block_line(document, end))) {
        edit.span = place;
        edit.replacement = (struct keur_text){"---", 3};
        keur_report_details(run, place, &details,
                            "front matter is not closed: it ends with a line of three hyphens, "
                            "\"---\", not with \"%.*s\"",
                            KEUR_ARGUMENT(keur_slice(document, place)));
        return;
    }
    bool needs_break = !has_line && keur_line(document, end - 1).end == size;
    edit.replacement = keur_format(run, "%.*s---%.*s", needs_break ? (int)ending.length : 0,
                                   ending.bytes, KEUR_ARGUMENT(ending));
    if (has_line)
        keur_report_details(run, place, &details,
                            "front matter is not closed: a line \"---\" belongs above this one");
    else
        keur_report_details(run, place, &details,
                            "front matter is not closed: a line \"---\" belongs below this one");
}

/* MkDocs (its meta.py) looks for the line ending behind the closing fence. */
static void report_no_line_ending(keur_run *run, const keur_document *document)
{
    struct keur_span place = keur_front_matter(document)->closing;
    struct keur_edit edit = {
        .span = {place.end, place.end}, .replacement = line_ending(document), .safety = KEUR_SAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};

    keur_report_details(run, place, &details,
                        "MkDocs takes no front matter without a line ending behind its last line, "
                        "and shows it as text: end this line");
}

static void check(keur_run *run, const keur_document *document)
{
    const struct keur_front_matter *front_matter = keur_front_matter(document);

    if (unclosed_is(document))
        report(run, document, block_end(document));
    else if (front_matter->state == KEUR_FRONT_MATTER_VALID &&
             front_matter->closing.end == keur_source(document).length &&
             keur_dialect(document) == KEUR_DIALECT_PYTHON_MARKDOWN)
        report_no_line_ending(run, document);
}

const struct keur_check check_unclosed = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/unclosed",
    .summary = "Front matter is closed by a line of three hyphens.",
    .run = check,
};
