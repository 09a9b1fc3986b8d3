#include "command/inspect.h"

#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "check/suppressions.h"
#include "collect/collect.h"
#include "collect/suppress.h"
#include "load/load.h"
#include "parse/document.h"

struct inspection inspection_new(const struct project *project, enum column_unit unit,
                                 const struct targets *asked, struct arena *kept)
{
    return (struct inspection){.project = project,
                               .unit = unit,
                               .asked = asked,
                               .kept = kept,
                               .document = arena_new(),
                               .scratch = arena_new(),
                               .lasting = arena_new()};
}

void inspection_free(struct inspection *inspection)
{
    ARRAY_FREE(&inspection->read_again);
    check_plan_free(&inspection->plan);
    ARRAY_FREE(&inspection->notes);
    arena_free(inspection->document);
    arena_free(inspection->scratch);
    arena_free(inspection->lasting);
}

/* The text of a document that is not saved, or NULL. */
static const struct keur_text *given_source(const struct inspection *inspection,
                                            struct keur_text path)
{
    const struct target *target = discover_find(inspection->asked, path);
    return target == NULL ? NULL : target->text;
}

static bool read_source(const struct inspection *inspection, struct keur_text path,
                        struct arena *arena, struct keur_text *ret_source, struct errors *errors)
{
    return folders_read_file(inspection->project->folders, path, LIMIT_DOCUMENT_BYTES, arena,
                             ret_source, errors);
}

/* ---- Places ---- */

static const struct finding_edit *place_edits(struct arena *arena, const struct raw_finding *raw)
{
    struct finding_edit *edits = arena_allocate(arena, raw->edit_count * sizeof *edits);
    for (size_t i = 0; i < raw->edit_count; i++)
        edits[i].edit = raw->edits[i];
    return edits;
}

static bool is_elsewhere(const struct raw_finding *raw, const struct keur_related *related)
{
    return related->path.length > 0 && !keur_text_equals(related->path, raw->path);
}

enum { LASTING_BYTES = 128 << 10, SOON_READ_BYTES = 32 << 10 };

/* Documents that were read again are kept, for many findings may point to one.  Many small ones are
 * not: memory that nobody has used yet takes longer to come than a file. */
static void forget_lines(struct inspection *inspection)
{
    size_t size = arena_size(inspection->lasting);
    if (size < LASTING_BYTES || size / SOON_READ_BYTES >= inspection->read_again.count)
        return;
    inspection->read_again.count = 0;
    arena_reset(inspection->lasting);
}

/* Lines of a document of the project that is not at hand; none when it cannot be read (any more).
 */
static struct lines lines_of(struct inspection *inspection, struct keur_text path)
{
    struct arena *arena = inspection->lasting;
    struct keur_text absolute = path_join(inspection->scratch, inspection->project->root, path);
    for (size_t i = inspection->read_again.count; i-- > 0;)
        if (keur_text_equals(inspection->read_again.items[i].path, absolute))
            return inspection->read_again.items[i].lines;
    const struct keur_text *given = given_source(inspection, path);
    struct errors unread = {0};
    struct keur_text source = given == NULL ? TEXT("") : *given;
    if (given == NULL)
        read_source(inspection, path, arena, &source, &unread);
    errors_free(&unread);
    struct inspection_lines *lines = ARRAY_PUSH(&inspection->read_again);
    *lines = (struct inspection_lines){arena_copy(arena, absolute), lines_index(source, arena)};
    return lines->lines;
}

static const struct finding_related *place_related(struct inspection *inspection,
                                                   const struct raw_finding *raw)
{
    struct finding_related *places =
        arena_allocate(inspection->kept, raw->related_count * sizeof *places);
    for (size_t i = 0; i < raw->related_count; i++) {
        const struct keur_related *related = &raw->related[i];
        places[i].span = related->span;
        places[i].message = related->message;
        if (!is_elsewhere(raw, related))
            continue; /* collect_place() knows the lines */
        struct lines lines = lines_of(inspection, related->path);
        places[i].path = discover_shown(inspection->project, related->path, inspection->kept);
        places[i].start = lines_position(&lines, related->span.begin, COLUMN_CODE_POINT);
        places[i].end = lines_position(&lines, related->span.end, COLUMN_CODE_POINT);
    }
    return places;
}

static void add_finding(struct inspection *inspection, const struct raw_finding *raw,
                        struct keur_text shown, const struct lines *lines, struct result *result)
{
    struct finding *finding = ARRAY_PUSH(&result->findings);
    finding->path = shown;
    finding->project_path = raw->path;
    finding->rule = raw->rule->id;
    finding->severity = raw->rule->severity;
    finding->message = raw->message;
    finding->span = raw->span;
    finding->edits = place_edits(inspection->kept, raw);
    finding->edit_count = raw->edit_count;
    finding->related = place_related(inspection, raw);
    finding->related_count = raw->related_count;
    collect_place(finding, lines, inspection->unit, inspection->kept);
}

static struct checking checking_of(const struct inspection *inspection, struct arena *guarded)
{
    return (struct checking){.project = inspection->project,
                             .guarded = guarded,
                             .scratch = inspection->scratch,
                             .arena = inspection->kept,
                             .watch = inspection->watch,
                             .left_out = inspection->left_out,
                             .made_of_file = load_named_file};
}

/* ---- Documents ---- */

static void add_suppressions(struct inspection *inspection, const struct target *target,
                             const keur_document *document, struct result *result)
{
    struct suppressions *suppressions = &result->suppressions;
    check_suppressions(inspection->project, document, inspection->scratch, inspection->kept,
                       suppressions);
    if (suppressions->count == 0)
        return;
    struct keur_text shown = arena_copy(inspection->kept, target->shown);
    for (size_t i = 0; i < suppressions->count; i++) {
        suppressions->items[i].shown = shown;
        suppressions->items[i].start = lines_position(
            document_lines(document), suppressions->items[i].comment.begin, COLUMN_CODE_POINT);
    }
}

static void check(struct inspection *inspection, const struct target *target,
                  const struct document_type *type, const keur_document *document,
                  struct result *result)
{
    result->is_checked = true;
    struct raw_findings raw = {0};
    struct checking checking = checking_of(inspection, inspection->document);
    checking.plan = &inspection->plan;
    check_document(&checking, type, document, &raw);
    if (raw.count > 0) {
        struct keur_text shown = arena_copy(inspection->kept, target->shown);
        for (size_t i = 0; i < raw.count; i++)
            add_finding(inspection, &raw.items[i], shown, document_lines(document), result);
    }
    ARRAY_FREE(&raw);
    add_suppressions(inspection, target, document, result);
}

static void index_document(struct inspection *inspection, const struct document_type *type,
                           const keur_document *document, struct result *result)
{
    struct checking checking = checking_of(inspection, inspection->document);
    checking.plan = &inspection->plan;
    inspection->notes.count = 0;
    check_gather(&checking, type, document, &inspection->notes);
    result->index =
        index_part_of(document, &inspection->notes, inspection->scratch, inspection->kept);
    result->is_indexed = true;
}

static void inspect_source(struct inspection *inspection, const struct target *target,
                           struct keur_text source, unsigned purpose, struct result *result)
{
    const struct project *project = inspection->project;
    keur_document *document = document_open(target->path, source, inspection->document);
    const struct document_type *type = NULL;
    if (!load_document_type(project, target->path, keur_front_matter(document)->root, &type,
                            &result->errors))
        return;
    struct reading reading = load_reading(project, target->path, type);
    if (!(purpose & INSPECT_CHECK))
        reading.has_prose = project->gathers_prose;
    document_parse(document, type == NULL ? TEXT("") : type->name, reading);
    if (purpose & INSPECT_INDEX)
        index_document(inspection, type, document, result);
    if (purpose & INSPECT_CHECK)
        check(inspection, target, type, document, result);
}

/* mkdocs.yml and the like are no documents; project checks tell of them. */
static bool is_site_file(const struct inspection *inspection, struct keur_text path)
{
    return inspection->project->site != NULL && site_has_file(inspection->project->site, path);
}

void inspect_document(struct inspection *inspection, const struct target *target, unsigned purpose,
                      struct result *result)
{
    struct arena *arena = inspection->document;
    if (is_site_file(inspection, target->path))
        return;
    struct keur_text source = target->text == NULL ? TEXT("") : *target->text;
    if (target->text != NULL ||
        read_source(inspection, target->path, arena, &source, &result->errors))
        inspect_source(inspection, target, source, purpose, result);
    arena_reset(arena);
    arena_reset(inspection->scratch);
}

/* ---- The project ---- */

/* How the file of a finding is shown; empty when it was not asked for. */
static struct keur_text shown_if_asked(const struct inspection *inspection, struct keur_text path)
{
    const struct target *target = discover_find(inspection->asked, path);
    if (target != NULL)
        return target->shown;
    if (inspection->asked->is_whole && is_site_file(inspection, path))
        return discover_shown(inspection->project, path, inspection->kept);
    return TEXT("");
}

void inspect_project(struct inspection *inspection, const struct rule *rule,
                     const struct inspection_scene *scene, struct result *result)
{
    struct raw_findings raw = {0};
    struct checking checking = checking_of(inspection, scene->guarded);
    check_project(&checking, rule, scene->index, &raw);
    for (size_t i = 0; i < raw.count; i++) {
        struct keur_text shown = shown_if_asked(inspection, raw.items[i].path);
        if (shown.length == 0)
            continue;
        forget_lines(inspection);
        struct lines lines = lines_of(inspection, raw.items[i].path);
        raw.items[i].path = arena_copy(inspection->kept, raw.items[i].path);
        add_finding(inspection, &raw.items[i], shown, &lines, result);
    }
    ARRAY_FREE(&raw);
    arena_reset(inspection->scratch);
}

/* ---- Suppressions ---- */

void inspect_suppressions(struct inspection *inspection, const struct suppressions *suppressions,
                          bool has_index, struct result *result)
{
    size_t at = 0;
    struct finding finding;
    while (collect_unused(suppressions, has_index, &at, &finding, inspection->kept)) {
        forget_lines(inspection);
        struct lines lines = lines_of(inspection, finding.project_path);
        collect_place(&finding, &lines, inspection->unit, inspection->kept);
        *ARRAY_PUSH(&result->findings) = finding;
    }
    arena_reset(inspection->scratch);
}
