/* frontmatter/site-reading: the site reads a value as it was written, as other tools read it, and
 * as the schema counts on. */
#include "frontmatter.h"
#include "judge.h"
#include "value.h"

/* A finding about one value, with the edit that goes with it. */
struct told {
    keur_run *run;
    const struct site_value *site;
    struct keur_edit edit;
    struct keur_details details;
};

static struct told told_of(keur_run *run, const struct site_value *site)
{
    struct told told = {.run = run, .site = site};

    told.details = (struct keur_details){.size = sizeof(told.details)};
    if (site->fault != NULL)
        told.details = fault_details(run, site->fault);
    return told;
}

static void replace(struct told *told, struct keur_text text, enum keur_safety safety)
{
    told->edit =
        (struct keur_edit){.span = told->site->value->span, .replacement = text, .safety = safety};
    told->details.edits = &told->edit;
    told->details.edit_count = 1;
}

static void quote(struct told *told, enum keur_safety safety)
{
    replace(told, keur_format(told->run, "\"%.*s\"", KEUR_ARGUMENT(told->site->value->text)),
            safety);
}

static void report_failure(struct told *told)
{
    quote(told, KEUR_SAFE);
    keur_report_details(told->run, told->edit.span, &told->details,
                        "the site cannot read %.*s as a value, and MkDocs drops all front matter "
                        "then, without a word: put it in quotes",
                        KEUR_ARGUMENT(told->site->value->text));
}

static void report_lost_text(struct told *told)
{
    const struct keur_value *value = told->site->value;

    quote(told, KEUR_SAFE);
    keur_report_details(told->run, value->span, &told->details,
                        "the site reads %.*s as %.*s, and \"%.*s\" must be text: write %.*s",
                        KEUR_ARGUMENT(value->text),
                        KEUR_ARGUMENT(reading_name(told->run, told->site->site)),
                        KEUR_ARGUMENT(value_name(value)), KEUR_ARGUMENT(told->edit.replacement));
}

static void report_kept_text(struct told *told)
{
    const struct keur_value *value = told->site->value;

    quote(told, KEUR_SAFE);
    keur_report_details(told->run, value->span, &told->details,
                        "the site reads %.*s as text, which \"%.*s\" must be, YAML 1.2 as %.*s: "
                        "write %.*s",
                        KEUR_ARGUMENT(value->text), KEUR_ARGUMENT(value_name(value)),
                        KEUR_ARGUMENT(reading_name(told->run, told->site->core)),
                        KEUR_ARGUMENT(told->edit.replacement));
}

/* Written so that both read the same. */
static void report_asked(struct told *told)
{
    const struct keur_value *value = told->site->value;
    struct keur_text shown = told->site->site.shown;

    replace(told, shown, KEUR_SAFE);
    if (value->yaml11_kind == KEUR_FLOAT)
        told->details.edit_count = 0;
    keur_report_details(
        told->run, value->span, &told->details,
        "the site reads %.*s as %.*s, YAML 1.2 as %.*s: write %.*s", KEUR_ARGUMENT(value->text),
        KEUR_ARGUMENT(reading_name(told->run, told->site->site)),
        KEUR_ARGUMENT(reading_name(told->run, told->site->core)), KEUR_ARGUMENT(shown));
}

/* MkDocs gets the reading `site`, whoever follows YAML 1.2 the reading `core`. */
static void report_two_readings(struct told *told)
{
    const struct keur_value *value = told->site->value;
    struct reading site = told->site->site;
    struct reading core = told->site->core;

    quote(told, KEUR_UNSAFE);
    if (site.kind == READING_BOOLEAN)
        keur_report_details(told->run, value->span, &told->details,
                            "the site reads %.*s as %.*s, YAML 1.2 as text: write %.*s, or put it "
                            "in quotes",
                            KEUR_ARGUMENT(value->text), KEUR_ARGUMENT(site.shown),
                            KEUR_ARGUMENT(site.shown));
    else
        keur_report_details(told->run, value->span, &told->details,
                            "the site reads %.*s as %.*s, YAML 1.2 as %.*s: put it in quotes if it "
                            "is text, or write the number in full",
                            KEUR_ARGUMENT(value->text),
                            KEUR_ARGUMENT(reading_name(told->run, site)),
                            KEUR_ARGUMENT(reading_name(told->run, core)));
}

static void report_two_numbers(struct told *told)
{
    const struct keur_value *value = told->site->value;

    keur_report_details(told->run, value->span, &told->details,
                        "the site reads %.*s as %.*s, YAML 1.2 as %.*s: write the number in full",
                        KEUR_ARGUMENT(value->text),
                        KEUR_ARGUMENT(reading_name(told->run, told->site->site)),
                        KEUR_ARGUMENT(reading_name(told->run, told->site->core)));
}

static void report(keur_run *run, const struct site_value *site)
{
    static void (*const reports[])(struct told * told) = {
        [SITE_FAILS] = report_failure,
        [SITE_LOSES_TEXT] = report_lost_text,
        [SITE_KEEPS_TEXT] = report_kept_text,
        [SITE_READS_AS_ASKED] = report_asked,
        [SITE_TWO_READINGS] = report_two_readings,
        [SITE_TWO_NUMBERS] = report_two_numbers,
    };
    struct told told = told_of(run, site);

    reports[site->trouble](&told);
}

/* ---- Keys ---------------------------------------------------------------------------- */

/* `on:` is no word for the site. */
static void check_key(keur_run *run, const keur_document *document, const struct keur_value *value)
{
    struct keur_text source = keur_slice(document, value->key_span);
    struct keur_text read = reading_key(value->key);

    if (read.length == 0 || !keur_text_equals(source, value->key))
        return;
    struct keur_edit edit = {
        .span = value->key_span,
        .replacement = keur_format(run, "\"%.*s\"", KEUR_ARGUMENT(source)),
        .safety = KEUR_UNSAFE,
    };
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    keur_report_details(run, value->key_span, &details,
                        "the site reads the key %.*s as %.*s, which is no text, so that nothing "
                        "finds it by its name: write \"%.*s\"",
                        KEUR_ARGUMENT(source), KEUR_ARGUMENT(read), KEUR_ARGUMENT(source));
}

static void check(keur_run *run, const keur_document *document)
{
    const struct keur_front_matter *front_matter = keur_front_matter(document);
    const struct site_values *site = &judgement_of(run, document)->site;

    if (front_matter->state != KEUR_FRONT_MATTER_VALID)
        return;
    for (const struct keur_value *value = front_matter->root; value != NULL;
         value = value_following(value)) {
        if (value->key.length > 0 && value->key.length <= 5 && !value_is_elsewhere(value))
            check_key(run, document, value);
    }
    for (size_t i = 0; i < site->count; i++)
        report(run, &site->items[i]);
}

const struct keur_check check_site_reading = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/site-reading",
    .summary = "The site reads values as they were written, and as other tools read them.",
    .run = check,
};
