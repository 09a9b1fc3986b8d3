/* frontmatter/site-reading: the site reads a value as it was written, and as other tools read it.
 */
#include <string.h>

#include "frontmatter.h"
#include "reading.h"
#include "value.h"

/* Only plain scalars are read as anything but text; nearly all words are seen to be text at once.
 */
static bool may_be_read_otherwise(const struct keur_value *value)
{
    if (value->kind > KEUR_STRING || value->style != KEUR_PLAIN || value->text.length == 0)
        return false;
    return value->kind != KEUR_STRING || value->yaml11_kind != KEUR_STRING ||
           strchr("0123456789=<", value->text.bytes[0]) != NULL;
}

static struct keur_edit quote(keur_run *run, const keur_document *document, struct keur_span span,
                              enum keur_safety safety)
{
    struct keur_text source = keur_slice(document, span);

    return (struct keur_edit){
        .span = span,
        .replacement = keur_format(run, "\"%.*s\"", KEUR_ARGUMENT(source)),
        .safety = safety,
    };
}

/* MkDocs gets the reading `site`, whoever follows YAML 1.2 the reading `core`. */
static void report_two_readings(keur_run *run, const keur_document *document,
                                const struct keur_value *value, struct reading site,
                                struct reading core)
{
    struct keur_edit edit = quote(run, document, value->span, KEUR_UNSAFE);
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};

    if (site.kind == READING_BOOLEAN)
        keur_report_details(run, value->span, &details,
                            "the site reads %.*s as %.*s, YAML 1.2 as text: write %.*s, or put it "
                            "in quotes",
                            KEUR_ARGUMENT(value->text), KEUR_ARGUMENT(site.shown),
                            KEUR_ARGUMENT(site.shown));
    else
        keur_report_details(run, value->span, &details,
                            "the site reads %.*s as %.*s, YAML 1.2 as %.*s: put it in quotes if it "
                            "is text, or write the number in full",
                            KEUR_ARGUMENT(value->text), KEUR_ARGUMENT(reading_name(run, site)),
                            KEUR_ARGUMENT(reading_name(run, core)));
}

static void report_failure(keur_run *run, const keur_document *document,
                           const struct keur_value *value)
{
    struct keur_edit edit = quote(run, document, value->span, KEUR_SAFE);
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};

    keur_report_details(run, value->span, &details,
                        "the site cannot read %.*s as a value, and MkDocs drops all front matter "
                        "then, without a word: put it in quotes",
                        KEUR_ARGUMENT(value->text));
}

static void check_value(keur_run *run, const keur_document *document,
                        const struct keur_value *value)
{
    struct reading site = reading_site(run, value);
    struct reading core = reading_core(run, value);

    if (site.kind == READING_FAILURE)
        report_failure(run, document, value);
    else if (site.kind != READING_DATE && !reading_equals(site, core))
        report_two_readings(run, document, value, site, core);
}

static void check(keur_run *run, const keur_document *document)
{
    const struct keur_front_matter *front_matter = keur_front_matter(document);
    const struct keur_value *value = front_matter->root;

    if (front_matter->state != KEUR_FRONT_MATTER_VALID)
        return;
    for (; value != NULL; value = value_following(value)) {
        if (may_be_read_otherwise(value) && !value_is_elsewhere(value))
            check_value(run, document, value);
    }
}

const struct keur_check check_site_reading = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/site-reading",
    .summary = "The site reads values as they were written, and as other tools read them.",
    .run = check,
};
