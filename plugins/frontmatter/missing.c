/* frontmatter/missing: a document of a type with a schema has front matter. */
#include "block.h"
#include "frontmatter.h"
#include "schema.h"
#include "unclosed.h"

static size_t first_written_line(const keur_document *document)
{
    size_t count = keur_line_count(document);
    size_t index = 0;

    while (index < count && block_line(document, index).length == 0)
        index++;
    return index;
}

static struct keur_span line_span(const keur_document *document, size_t index)
{
    if (index < keur_line_count(document))
        return keur_line(document, index);
    size_t end = keur_source(document).length;
    return (struct keur_span){end, end};
}

static bool is_comment(struct keur_text line)
{
    return line.length == 0 || line.bytes[0] == '#';
}

/* A fence line that is followed by a key, behind comments or at once. */
static bool is_opening(const keur_document *document, size_t index)
{
    size_t count = keur_line_count(document);
    size_t next = index + 1;

    while (next < count && is_comment(block_line(document, next)))
        next++;
    return next < count && block_key(block_line(document, next)).length > 0;
}

static bool is_closed_at_once(const keur_document *document, size_t index)
{
    return index + 1 < keur_line_count(document) && block_is_fence(block_line(document, index + 1));
}

static void report_late(keur_run *run, const keur_document *document, size_t fence)
{
    struct keur_span place = {0, keur_line(document, fence).begin};
    struct keur_edit edit = {.span = place, .replacement = {"", 0}, .safety = KEUR_SAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};

    keur_report_details(run, place, &details,
                        "front matter is only read from the first line on: remove what stands "
                        "above the line \"---\"");
}

static void report_near_fence(keur_run *run, const keur_document *document, size_t index)
{
    struct keur_edit edit = {
        .span = keur_line(document, index), .replacement = {"---", 3}, .safety = KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};

    keur_report_details(run, edit.span, &details,
                        "front matter begins with a line of three hyphens, \"---\"");
}

/* Text above the opening fence: it has to go somewhere else, which takes a hand. */
static void report_text_above(keur_run *run, const keur_document *document, size_t first,
                              size_t fence)
{
    struct keur_related related = {.span = keur_line(document, fence),
                                   .message = {"front matter was meant to begin here", 36}};
    struct keur_details details = {
        .size = sizeof(details), .related = &related, .related_count = 1};

    keur_report_details(run, keur_line(document, first), &details,
                        "front matter is only read from the first line on: move what stands above "
                        "the line \"---\" below the front matter");
}

/* A fence with keys below it and a fence behind them; the number of lines when there is none. */
static size_t late_fence(const keur_document *document, size_t first)
{
    size_t count = keur_line_count(document);

    for (size_t i = first; i < count && i < first + 20; i++) {
        if (block_is_fence(block_line(document, i)) && block_closing(document, i) > 0)
            return i;
    }
    return count;
}

/* MkDocs only takes a block with a line in it for front matter: of two fences Python-Markdown makes
 * a heading. */
static void report_empty(keur_run *run, const keur_document *document)
{
    struct keur_span first = keur_line(document, 0);
    size_t next = 2;

    while (next < keur_line_count(document) && block_line(document, next).length == 0)
        next++;
    struct keur_edit edit = {.span = {first.begin, line_span(document, next).begin},
                             .replacement = {"", 0},
                             .safety = KEUR_SAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    keur_report_details(
        run, (struct keur_span){first.begin, keur_line(document, 1).end}, &details,
        "front matter without keys is none: the site shows it as a heading \"---\"; "
        "remove both lines");
}

/* The line of the fence that ends the keys that begin on this line, none above them; else 0. */
static size_t unopened_end(const keur_document *document, size_t first)
{
    size_t closing = block_closing(document, first - 1); /* the first line is one of the keys */
    return block_key(block_line(document, first)).length > 0 && closing > first + 1 ? closing : 0;
}

static void report_unopened(keur_run *run, const keur_document *document, size_t first)
{
    struct keur_span place = line_span(document, first);
    struct keur_edit edit = {
        .span = {place.begin, place.begin}, .replacement = {"---\n", 4}, .safety = KEUR_SAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit};

    details.edit_count = first == 0 && unopened_end(document, first) > 0;
    keur_report_details(
        run, place, &details,
        "front matter is not marked off: it stands between two lines \"---\", the first "
        "of them above \"%.*s\"",
        KEUR_ARGUMENT(block_key(keur_slice(document, place))));
}

/* `title:text` below an opening fence. */
static void report_tight_colon(keur_run *run, const keur_document *document, size_t index,
                               size_t length)
{
    size_t begin = keur_line(document, index).begin;
    struct keur_span place = {begin, begin + length};
    struct keur_edit edit = {
        .span = {place.end, place.end}, .replacement = {" ", 1}, .safety = KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};

    keur_report_details(run, place, &details,
                        "\"%.*s\" is read as text, not as a key: write a blank behind the colon",
                        KEUR_ARGUMENT(keur_slice(document, place)));
}

/* `title:text` alone between two fences. */
static bool is_tight(const keur_document *document)
{
    return keur_line_count(document) > 2 && block_is_fence(block_line(document, 0)) &&
           block_tight_colon(block_line(document, 1)) > 0 &&
           block_is_fence(block_line(document, 2));
}

/* Without a type it is no matter that there is none, but a block of keys between fences that is
 * shown as text was meant to be one.  Keys below other text may be a heading. */
static void check_untyped(keur_run *run, const keur_document *document)
{
    size_t first = first_written_line(document);

    if (keur_dialect(document) != KEUR_DIALECT_PYTHON_MARKDOWN ||
        first == keur_line_count(document))
        return;
    size_t closing = block_closing(document, first);
    struct keur_text line = block_line(document, first);
    if (first > 0 && block_is_fence(line) && closing > 0)
        report_late(run, document, first);
    else if (first == 0 && block_is_fence(line) && is_closed_at_once(document, first))
        report_empty(run, document);
    else if (is_tight(document))
        report_tight_colon(run, document, 1, block_tight_colon(block_line(document, 1)));
    else if (block_is_near_fence(line) && closing > first + 1)
        report_near_fence(run, document, first);
    else if (block_is_html_comment(line) && late_fence(document, first) < keur_line_count(document))
        report_text_above(run, document, first, late_fence(document, first));
    else if (unopened_end(document, first) > 0)
        report_unopened(run, document, first);
}

static void check(keur_run *run, const keur_document *document)
{
    const struct schema *schema = keur_setting(run, "schema");
    struct keur_text type = keur_type(document);

    if (keur_front_matter(document)->state != KEUR_FRONT_MATTER_NONE || unclosed_is(document))
        return;
    if (schema == NULL) {
        check_untyped(run, document);
        return;
    }
    size_t first = first_written_line(document);
    struct keur_span place = line_span(document, first);
    struct keur_text line = keur_slice(document, place);
    struct keur_text key = block_key(line);
    bool is_fence = block_is_fence(block_line(document, first));
    size_t colon = 0;
    if (is_fence && first + 1 < keur_line_count(document))
        colon = block_tight_colon(block_line(document, first + 1));

    if (first > 0 && is_fence && is_opening(document, first))
        report_late(run, document, first);
    else if (block_is_near_fence(line) && is_opening(document, first))
        report_near_fence(run, document, first);
    else if (colon > 0)
        report_tight_colon(run, document, first + 1, colon);
    else if (schema_property_find(schema, key) != NULL)
        report_unopened(run, document, first);
    else if (late_fence(document, first) < keur_line_count(document))
        report_text_above(run, document, first, late_fence(document, first));
    else if (is_fence && is_closed_at_once(document, first))
        keur_report(run, place, "front matter is empty: a document of type \"%.*s\" needs it",
                    KEUR_ARGUMENT(type));
    else
        keur_report(
            run, place,
            "front matter is missing: a document of type \"%.*s\" begins with a line \"---\", "
            "its keys, and a line \"---\"",
            KEUR_ARGUMENT(type));
}

const struct keur_check check_missing = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/missing",
    .summary =
        "A document of a type with a schema has front matter, and what is meant as such is read.",
    .run = check,
};
