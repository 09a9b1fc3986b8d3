/* frontmatter/format: text is the date, the address or the like that the schema asks for. */
#include "format.h"
#include "format_time.h"
#include "frontmatter.h"
#include "judge.h"
#include "scan.h"
#include "value.h"

/* 31-1-2026: a day above twelve is no month, so that it can only mean one date. */
static bool read_date(struct keur_text text, int *ret_day, int *ret_month, int *ret_year)
{
    struct scan scan = {text, 0};
    char separator;

    *ret_day = scan_digits(&scan, 2);
    separator = scan_peek(&scan);
    if (*ret_day <= 12 || *ret_day > 31 || !scan_take(&scan, "-/."))
        return false;
    size_t begin = scan.at;
    size_t digits = scan_take_all(&scan, scan_digit_set);
    struct scan month = {text, begin};
    *ret_month = digits == 1 || digits == 2 ? scan_digits(&month, (int)digits) : -1;
    if (scan_peek(&scan) != separator || !scan_take(&scan, "-/."))
        return false;
    *ret_year = scan_digits(&scan, 4);
    return *ret_month > 0 && *ret_month <= 12 && *ret_year > 0 && scan_at_end(&scan);
}

/* In quotes: YAML 1.1 makes a date of it otherwise, which is no text. */
static bool rewrite_date(keur_run *run, const struct fault *fault, struct keur_edit *ret_edit)
{
    const struct keur_value *value = fault->value;
    int day, month, year;

    if (fault->schema->format->is_valid != format_date || value->style > KEUR_DOUBLE_QUOTED ||
        !read_date(value->text, &day, &month, &year))
        return false;
    const char *quote = value->style == KEUR_SINGLE_QUOTED ? "'" : "\"";
    struct keur_text date = keur_format(run, "%04d-%02d-%02d", year, month, day);
    *ret_edit = (struct keur_edit){
        .span = value->span,
        .replacement = keur_format(run, "%s%.*s%s", quote, KEUR_ARGUMENT(date), quote),
        .safety = KEUR_SAFE};
    return format_date(date);
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct keur_value *value = fault->value;
    struct keur_edit edit;
    bool has_edit = rewrite_date(run, fault, &edit);
    struct keur_details details = fault_details_edit(run, fault, has_edit ? &edit : NULL);

    (void)document;
    keur_report_details(run, value->span, &details, "\"%.*s\" is not what \"%.*s\" asks for: %s",
                        KEUR_ARGUMENT(value_shorten(run, value->text)),
                        KEUR_ARGUMENT(value_name(value)), fault->schema->format->example);
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_FORMAT, report);
}

const struct keur_check check_format = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/format",
    .summary = "Dates, addresses and the like have their form, where the type says schema-formats.",
    .run = check,
};
