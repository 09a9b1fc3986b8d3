/* A plugin that asks the host for everything and reports the answers: document and project checks,
 * edits, related places, all types of options, a setting, all services.
 *
 *     cc -shared -fPIC -Isrc/api tests/plugins/probe.c -o probe.so
 */
#include <string.h>

#include "keur_plugin.h"

static const struct keur_span start = {0, 0};

/* ---- probe/options: what the table was filled with --------------------------------- */

struct place {
    struct keur_text street;
    int64_t number;
};

struct probe_options {
    bool flag;
    int64_t number;
    struct keur_text text;
    struct keur_texts texts;
    struct keur_pairs pairs;
    const keur_pattern *pattern;
    struct place place;
    struct keur_records places;
    const struct keur_value *tree;
};

static const struct keur_option place_fields[] = {
    {.name = "street",
     .type = KEUR_OPTION_TEXT,
     .offset = offsetof(struct place, street),
     .summary = "name of the street",
     .is_required = true},
    {.name = "number",
     .type = KEUR_OPTION_INTEGER,
     .offset = offsetof(struct place, number),
     .fallback = "1"},
    {0},
};

static const struct keur_option probe_fields[] = {
    {.name = "flag", .type = KEUR_OPTION_BOOLEAN, .offset = offsetof(struct probe_options, flag)},
    {.name = "number",
     .type = KEUR_OPTION_INTEGER,
     .offset = offsetof(struct probe_options, number),
     .fallback = "42"},
    {.name = "text",
     .type = KEUR_OPTION_TEXT,
     .offset = offsetof(struct probe_options, text),
     .fallback = "'no: text'"},
    {.name = "texts",
     .type = KEUR_OPTION_TEXTS,
     .offset = offsetof(struct probe_options, texts),
     .fallback = "[een, twee]"},
    {.name = "pairs", .type = KEUR_OPTION_PAIRS, .offset = offsetof(struct probe_options, pairs)},
    {.name = "pattern",
     .type = KEUR_OPTION_PATTERN,
     .offset = offsetof(struct probe_options, pattern)},
    {.name = "place",
     .type = KEUR_OPTION_RECORD,
     .offset = offsetof(struct probe_options, place),
     .fields = place_fields,
     .fields_size = sizeof(struct place)},
    {.name = "places",
     .type = KEUR_OPTION_RECORDS,
     .offset = offsetof(struct probe_options, places),
     .fields = place_fields,
     .fields_size = sizeof(struct place)},
    {.name = "tree", .type = KEUR_OPTION_TREE, .offset = offsetof(struct probe_options, tree)},
    {0},
};

static const void *prepare_options(keur_setup *setup, const void *given)
{
    const struct probe_options *options = given;
    const struct keur_value *refused = keur_value_find(options->tree, "refused");
    if (refused != NULL)
        keur_setup_error(setup, refused, "the probe refuses '%.*s'", KEUR_ARGUMENT(refused->text));
    if (options->number < 0)
        keur_setup_error(setup, NULL, "the probe takes no negative number");
    const struct keur_value *late = keur_value_find(options->tree, "pattern");
    const keur_pattern **prepared = keur_setup_allocate(setup, sizeof(*prepared));
    *prepared = late != NULL ? keur_setup_pattern(setup, late) : NULL;
    return prepared;
}

static void run_options(keur_run *run, const keur_document *document)
{
    const struct probe_options *options = keur_options(run);
    const keur_pattern *const *late = keur_prepared(run);
    struct keur_span match = start;
    keur_report(run, start, "flag %d, number %lld, text '%.*s'", options->flag,
                (long long)options->number, KEUR_ARGUMENT(options->text));
    for (size_t i = 0; i < options->texts.count; i++)
        keur_report(run, start, "texts %zu: '%.*s'", i, KEUR_ARGUMENT(options->texts.items[i]));
    for (size_t i = 0; i < options->pairs.count; i++)
        keur_report(run, start, "pairs %zu: '%.*s' is '%.*s'", i,
                    KEUR_ARGUMENT(options->pairs.items[i].key),
                    KEUR_ARGUMENT(options->pairs.items[i].value));
    keur_report(run, start, "place: '%.*s' %lld", KEUR_ARGUMENT(options->place.street),
                (long long)options->place.number);
    const struct place *places = options->places.items;
    for (size_t i = 0; i < options->places.count; i++)
        keur_report(run, start, "places %zu: '%.*s' %lld", i, KEUR_ARGUMENT(places[i].street),
                    (long long)places[i].number);
    if (options->pattern != NULL && keur_match(options->pattern, keur_source(document), 0, &match))
        keur_report(run, match, "pattern");
    if (*late != NULL && keur_match(*late, keur_source(document), 0, &match))
        keur_report(run, match, "late pattern");
}

static const struct keur_check options_check = {
    .size = sizeof(struct keur_check),
    .id = "probe/options",
    .summary = "Options are what the configuration says.",
    .options = probe_fields,
    .options_size = sizeof(struct probe_options),
    .prepare = prepare_options,
    .run = run_options,
};

/* ---- probe/document: edits, related places, services ---------------------------------- */

static void report_edit(keur_run *run, const keur_document *document)
{
    const char *bytes = keur_source(document).bytes;
    const char *found = strstr(bytes, "teh");
    if (found == NULL)
        return;
    struct keur_span span = {.begin = (size_t)(found - bytes), .end = (size_t)(found - bytes) + 3};
    struct keur_edit edit = {
        .span = span, .replacement = {.bytes = "the", .length = 3}, .safety = KEUR_SAFE};
    struct keur_related related = {.span = {0, 1},
                                   .message = keur_format(run, "line %zu is about it", (size_t)1)};
    struct keur_details details = {
        .size = sizeof(details),
        .edits = &edit,
        .edit_count = 1,
        .related = &related,
        .related_count = 1,
    };
    keur_report_details(run, span, &details, "'%s' is '%s'", "teh", "the");
}

static void report_services(keur_run *run, const keur_document *document)
{
    static const struct keur_text words[] = {{"bronnen", 7}, {"risico", 6}};
    static const struct keur_text slip = {"Bronen", 6}, upper = {" STRASSE ", 9};
    struct keur_text folder = {.bytes = "docs", .length = 4};
    struct keur_text path = keur_path(document);
    struct keur_text folded = keur_fold(run, keur_text_trim(upper));
    uint32_t letter = 0;
    keur_report(run, start, "exists %d, folder %d, absent %d", (int)keur_exists(run, path),
                (int)keur_exists(run, folder),
                (int)keur_exists(run, (struct keur_text){.bytes = "docs/none", .length = 9}));
    keur_report(run, start, "first entry '%.*s'", KEUR_ARGUMENT(keur_folder_entry(run, folder, 0)));
    keur_report(run, start, "nearest %d, folded '%.*s'", (int)keur_nearest(slip, words, 2),
                KEUR_ARGUMENT(folded));
    size_t bytes = keur_decode((struct keur_text){.bytes = "\xC3\x89", .length = 2}, 0, &letter);
    keur_report(run, start, "decoded %zu bytes, %04X, %s", bytes, (unsigned)letter,
                keur_category(letter));
    char *memory = keur_allocate(run, 8);
    keur_report(run, start, "memory %d, dialect %d, parsed %d, type '%.*s'", memory[7],
                (int)keur_dialect(document), keur_is_parsed(document),
                KEUR_ARGUMENT(keur_type(document)));
}

static void run_document(keur_run *run, const keur_document *document)
{
    const struct keur_records *places = keur_setting(run, "probe");
    for (size_t i = 0; places != NULL && i < places->count; i++)
        keur_report(run, start, "setting %zu: '%.*s'", i,
                    KEUR_ARGUMENT(((const struct place *)places->items)[i].street));
    report_edit(run, document);
    report_services(run, document);
}

static const struct keur_check document_check = {
    .size = sizeof(struct keur_check),
    .id = "probe/document",
    .summary = "Services answer.",
    .run = run_document,
    .needs_only_bytes = true,
};

/* ---- probe/project: the index ------------------------------------------------------------ */

static void run_project(keur_run *run, const keur_index *index)
{
    struct keur_entry entry;
    for (size_t document = 0; document < keur_index_size(index); document++) {
        size_t count = 0;
        while (keur_index_entry(index, document, count, &entry))
            count++;
        keur_report_on(run, document, start, NULL, "%.*s, type '%.*s', has %zu entries",
                       KEUR_ARGUMENT(keur_index_path(index, document)),
                       KEUR_ARGUMENT(keur_index_type(index, document)), count);
    }
}

static const struct keur_check project_check = {
    .size = sizeof(struct keur_check),
    .id = "probe/project",
    .summary = "The index has every document.",
    .run_project = run_project,
};

/* ---- The setting and the plugin ------------------------------------------------------------- */

static const struct keur_setting setting = {
    .size = sizeof(struct keur_setting),
    .key = "probe",
    .summary = "places",
    .shape = {.type = KEUR_OPTION_RECORDS,
              .fields = place_fields,
              .fields_size = sizeof(struct place)},
};

static const struct keur_check *const checks[] = {&options_check, &document_check, &project_check,
                                                  NULL};
static const struct keur_setting *const settings[] = {&setting, NULL};

KEUR_PLUGIN(probe) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "probe",
    .summary = "Asks the host for everything.",
    .checks = checks,
    .settings = settings,
};
