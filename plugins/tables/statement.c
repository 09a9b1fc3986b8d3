/* What a line or a badge says of the front matter, and what the front matter says. */
#include "statement.h"

#include <string.h>

static const struct keur_option statement_fields[] = {
    {
        .name = "agrees-with",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct statement, agrees_with),
        .summary = "front matter key with one value, or a list of them",
        .is_required = true,
    },
    {
        .name = "label",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct statement, label),
        .summary = "what stands before the colon of a line: Role, for \"- **Role:** provider\"",
    },
    {
        .name = "pattern",
        .type = KEUR_OPTION_PATTERN,
        .offset = offsetof(struct statement, pattern),
        .summary = "a pattern whose first group is the value, for badges",
    },
    {
        .name = "heading",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct statement, heading),
        .summary = "heading of the section that it stands in; without it, anywhere",
    },
    {
        .name = "values",
        .type = KEUR_OPTION_PAIRS,
        .offset = offsetof(struct statement, values),
        .summary = "texts on the page that differ from the values that they stand for",
    },
    {
        .name = "required",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct statement, is_required),
        .fallback = "true",
        .summary = "it must be there when the front matter key is",
    },
    {
        .name = "front-matter-is-right",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct statement, front_matter_is_right),
        .fallback = "false",
        .summary = "where the two differ, an edit changes the page",
    },
    {
        .name = "page-is-right",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct statement, page_is_right),
        .fallback = "false",
        .summary = "where the two differ, an edit changes the front matter",
    },
    {.name = NULL},
};

static const void *prepare_statements(keur_setup *setup, const void *filled)
{
    const struct keur_records *records = filled;
    const struct statement *statement = records->items;

    for (size_t i = 0; i < records->count; i++) {
        if ((statement[i].label.length > 0) == (statement[i].pattern != NULL))
            keur_setup_error(setup, keur_setup_place(setup),
                             "what agrees with \"%.*s\" needs a 'label' or a 'pattern', and not "
                             "both",
                             KEUR_ARGUMENT(statement[i].agrees_with));
        if (statement[i].front_matter_is_right && statement[i].page_is_right)
            keur_setup_error(setup, keur_setup_place(setup),
                             "for \"%.*s\" either the front matter is right or the page",
                             KEUR_ARGUMENT(statement[i].agrees_with));
    }
    return filled;
}

const struct keur_setting tables_statements_setting = {
    .size = sizeof(struct keur_setting),
    .key = "statements",
    .summary = "lines and badges that say the same as the front matter",
    .shape =
        {
            .type = KEUR_OPTION_RECORDS,
            .fields = statement_fields,
            .fields_size = sizeof(struct statement),
        },
    .prepare = prepare_statements,
};

/* ---- At work ---- */

struct look {
    keur_run *run;
    const keur_document *document;
    const struct page *page;
    const struct statement *statement;
    const struct keur_value *declared;
};

static struct keur_text value_of(const struct look *look, struct keur_text said)
{
    const struct keur_pairs *values = &look->statement->values;
    for (size_t i = 0; i < values->count; i++) {
        if (text_reads_same(look->run, values->items[i].key, said))
            return values->items[i].value;
    }
    return said;
}

static struct keur_text text_for(const struct look *look, struct keur_text value)
{
    const struct keur_pairs *values = &look->statement->values;
    for (size_t i = 0; i < values->count; i++) {
        if (text_reads_same(look->run, values->items[i].value, value))
            return values->items[i].key;
    }
    return value;
}

/* The values of the front matter, one after another: of a list its items. */
static const struct keur_value *first_value(const struct keur_value *declared)
{
    return declared->kind == KEUR_SEQUENCE ? declared->first_child : declared;
}

static const struct keur_value *next_value(const struct keur_value *declared,
                                           const struct keur_value *value)
{
    return declared->kind == KEUR_SEQUENCE ? value->next : NULL;
}

static bool is_declared(const struct look *look, struct keur_text said)
{
    struct keur_text value = value_of(look, said);
    for (const struct keur_value *item = first_value(look->declared); item != NULL;
         item = next_value(look->declared, item)) {
        if (text_reads_same(look->run, item->text, value))
            return true;
    }
    return false;
}

/* All of them, as the front matter says them or as the page should. */
static struct keur_text all_values(const struct look *look, bool for_page)
{
    struct keur_text all = {"", 0};
    for (const struct keur_value *item = first_value(look->declared); item != NULL;
         item = next_value(look->declared, item))
        all = keur_format(look->run, "%.*s%s%.*s", KEUR_ARGUMENT(all), all.length > 0 ? ", " : "",
                          KEUR_ARGUMENT(for_page ? text_for(look, item->text) : item->text));
    return all;
}

/* Where one line holds all, and the page has no markup in it that would be lost. */
static size_t make_edit(const struct look *look, const struct place *place, struct keur_edit *edit)
{
    struct keur_text said = keur_slice(look->document, place->span);
    bool is_plain = place->count > 0 && !place->is_list;
    for (size_t i = 0; i < said.length; i++)
        is_plain = is_plain && strchr("*_`[]<>%", said.bytes[i]) == NULL;
    if (look->statement->front_matter_is_right && is_plain) {
        *edit = (struct keur_edit){place->span, all_values(look, true), KEUR_SAFE};
        return 1;
    }
    bool is_scalar = look->declared->kind != KEUR_SEQUENCE && look->declared->style == KEUR_PLAIN;
    if (!look->statement->page_is_right || !is_scalar || place->count != 1)
        return 0;
    *edit =
        (struct keur_edit){look->declared->span, value_of(look, place->items[0].text), KEUR_UNSAFE};
    return 1;
}

static void report(const struct look *look, const struct place *place, const struct said *wrong)
{
    struct keur_edit edit;
    struct keur_related related = {{"", 0}, look->declared->key_span, {"the front matter", 16}};
    struct keur_details details = {
        .size = sizeof details,
        .edits = &edit,
        .edit_count = make_edit(look, place, &edit),
        .related = &related,
        .related_count = 1,
    };
    struct keur_text key = look->statement->agrees_with, right = all_values(look, false);
    if (wrong != NULL)
        keur_report_details(look->run, wrong->span, &details,
                            "this says \"%.*s\", front matter says \"%.*s: %.*s\"",
                            KEUR_ARGUMENT(wrong->text), KEUR_ARGUMENT(key), KEUR_ARGUMENT(right));
    else
        keur_report_details(look->run, place->whole, &details,
                            "this does not say all of \"%.*s\": front matter says \"%.*s\"",
                            KEUR_ARGUMENT(key), KEUR_ARGUMENT(right));
}

static bool is_said(const struct look *look, const struct place *place,
                    const struct keur_value *value)
{
    for (size_t i = 0; i < place->count; i++) {
        if (text_reads_same(look->run, value_of(look, place->items[i].text), value->text))
            return true;
    }
    return false;
}

/* One finding for a place: what is wrong in it comes before what it leaves out. */
static void check_place(const struct look *look, const struct place *place)
{
    struct said whole = {place->span, keur_slice(look->document, place->span)};
    if (place->count > 1 && !place->is_list && is_declared(look, whole.text))
        return; /* a value with a comma in it */
    for (size_t i = 0; i < place->count; i++) {
        if (!is_declared(look, place->items[i].text)) {
            report(look, place, &place->items[i]);
            return;
        }
    }
    if (look->statement->pattern != NULL)
        return; /* a badge for each value */
    for (const struct keur_value *value = first_value(look->declared); value != NULL;
         value = next_value(look->declared, value)) {
        if (!is_said(look, place, value)) {
            report(look, place, NULL);
            return;
        }
    }
}

/* ---- The check ---- */

static struct keur_span find_area(const struct look *look)
{
    struct keur_span all = {keur_front_matter(look->document)->span.end,
                            keur_source(look->document).length};
    const struct keur_heading *heading;
    if (look->statement->heading.length == 0)
        return all;
    for (size_t i = 0; (heading = keur_heading(look->document, i)) != NULL; i++) {
        if (text_reads_same(look->run, heading->text, look->statement->heading))
            return heading->section;
    }
    return (struct keur_span){0, 0};
}

static void report_missing(const struct look *look)
{
    const struct statement *statement = look->statement;
    if (statement->label.length > 0)
        keur_report(look->run, look->declared->key_span,
                    "the page has no line \"%.*s: %.*s\" that says the same",
                    KEUR_ARGUMENT(statement->label), KEUR_ARGUMENT(all_values(look, true)));
    else
        keur_report(look->run, look->declared->key_span, "the page has no badge that says \"%.*s\"",
                    KEUR_ARGUMENT(all_values(look, true)));
}

static void check_statement(struct look *look)
{
    struct keur_span area = find_area(look);
    struct place place;
    size_t count = 0;
    if (area.end == 0)
        return; /* sections/missing */
    look->declared = front_matter_value(look->document, look->statement->agrees_with);
    if (look->declared != NULL && look->declared->kind == KEUR_MAPPING)
        return;
    for (size_t at = area.begin;
         at < area.end && statement_next(look->page, look->statement, &at, &place) &&
         place.whole.end <= area.end;
         count++) {
        if (look->declared != NULL)
            check_place(look, &place);
        else
            keur_report(look->run, place.whole,
                        "front matter has no \"%.*s\" that says the same as this",
                        KEUR_ARGUMENT(look->statement->agrees_with));
    }
    if (count == 0 && look->declared != NULL && look->statement->is_required &&
        first_value(look->declared) != NULL)
        report_missing(look);
}

static void check_statements(keur_run *run, const keur_document *document)
{
    const struct keur_records *records = keur_setting(run, tables_statements_setting.key);
    const struct statement *statement = records != NULL ? records->items : NULL;
    if (statement == NULL || keur_front_matter(document)->state != KEUR_FRONT_MATTER_VALID)
        return;
    struct page page = page_make(run, document);
    for (size_t i = 0; i < records->count; i++) {
        struct look look = {run, document, &page, &statement[i], NULL};
        check_statement(&look);
    }
}

const struct keur_check tables_statement = {
    .size = sizeof(struct keur_check),
    .id = "tables/statement",
    .summary = "A line or badge that repeats the front matter says the same as the front matter.",
    .run = check_statements,
};
