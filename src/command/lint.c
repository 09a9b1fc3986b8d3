#include "command/lint.h"

#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "check/check.h"
#include "collect/collect.h"
#include "load/load.h"
#include "parse/document.h"

struct lint lint_new(enum column_unit unit)
{
    return (struct lint){.arena = arena_new(), .scratch = arena_new(), .unit = unit};
}

void lint_free(struct lint *lint)
{
    ARRAY_FREE(&lint->findings);
    ARRAY_FREE(&lint->read_again);
    errors_free(&lint->errors);
    arena_free(lint->scratch);
    arena_free(lint->arena);
}

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

/* Lines of a document of the project that is not at hand; none when it cannot be read (any more).
 * Many findings may point to one: each is read once. */
static struct lines lines_of(struct lint *lint, const struct project *project,
                             struct keur_text path)
{
    struct keur_text absolute = path_join(lint->scratch, project->root, path);
    for (size_t i = lint->read_again.count; i-- > 0;)
        if (keur_text_equals(lint->read_again.items[i].path, absolute))
            return lint->read_again.items[i].lines;
    struct errors unread = {0};
    struct keur_text source = TEXT("");
    file_read(absolute.bytes, LIMIT_DOCUMENT_BYTES, lint->arena, &source, &unread);
    errors_free(&unread);
    struct lint_lines *lines = ARRAY_PUSH(&lint->read_again);
    *lines =
        (struct lint_lines){arena_copy(lint->arena, absolute), lines_index(source, lint->arena)};
    return lines->lines;
}

static const struct finding_related *place_related(struct lint *lint, const struct project *project,
                                                   const struct raw_finding *raw)
{
    struct finding_related *places =
        arena_allocate(lint->arena, raw->related_count * sizeof *places);
    for (size_t i = 0; i < raw->related_count; i++) {
        const struct keur_related *related = &raw->related[i];
        places[i].span = related->span;
        places[i].message = related->message;
        if (!is_elsewhere(raw, related))
            continue; /* collect_place() knows the lines */
        struct lines lines = lines_of(lint, project, related->path);
        places[i].path = discover_shown(project, related->path, lint->arena);
        places[i].start = lines_position(&lines, related->span.begin, COLUMN_CODE_POINT);
        places[i].end = lines_position(&lines, related->span.end, COLUMN_CODE_POINT);
    }
    return places;
}

static void keep_finding(struct lint *lint, const struct project *project,
                         const struct raw_finding *raw, struct keur_text shown,
                         const struct lines *lines)
{
    struct finding *finding = ARRAY_PUSH(&lint->findings);
    finding->path = shown;
    finding->project_path = raw->path;
    finding->rule = raw->rule->id;
    finding->severity = raw->rule->severity;
    finding->message = raw->message;
    finding->span = raw->span;
    finding->edits = place_edits(lint->arena, raw);
    finding->edit_count = raw->edit_count;
    finding->related = place_related(lint, project, raw);
    finding->related_count = raw->related_count;
    collect_place(finding, lines, lint->unit, lint->arena);
}

void lint_document(struct lint *lint, const struct project *project, const struct target *target,
                   struct keur_text source, unsigned purpose, keur_index *index)
{
    keur_document *document = document_open(target->path, source, lint->scratch);
    const struct document_type *type = NULL;
    if (!load_document_type(project, target->path, keur_front_matter(document)->root, &type,
                            &lint->errors))
        return;
    document_parse(document, type == NULL ? TEXT("") : type->name,
                   load_reading(project, target->path, type));
    if (purpose & LINT_INDEX)
        index_add(index, document);
    if (!(purpose & LINT_CHECK))
        return;
    lint->documents++;
    struct raw_findings raw = {0};
    check_document(project, type, document, lint->scratch, lint->arena, &raw);
    if (raw.count > 0) {
        struct keur_text shown = arena_copy(lint->arena, target->shown);
        for (size_t i = 0; i < raw.count; i++)
            keep_finding(lint, project, &raw.items[i], shown, document_lines(document));
    }
    ARRAY_FREE(&raw);
}

static void lint_file(struct lint *lint, const struct project *project, const struct target *target,
                      unsigned purpose, keur_index *index, const struct lint_given *given)
{
    struct keur_text source;
    if (given != NULL && keur_text_equals(given->target.path, target->path)) {
        lint_document(lint, project, target, given->source, purpose, index);
    } else {
        struct keur_text path = path_join(lint->scratch, project->root, target->path);
        if (file_read(path.bytes, LIMIT_DOCUMENT_BYTES, lint->scratch, &source, &lint->errors))
            lint_document(lint, project, target, source, purpose, index);
    }
    arena_reset(lint->scratch);
}

/* The asked document with this path, or NULL; `asked` is sorted. */
static const struct target *find_asked(const struct targets *asked, struct keur_text path)
{
    size_t low = 0, high = asked->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = text_compare(asked->items[middle].path, path);
        if (order == 0)
            return &asked->items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void report_project(struct lint *lint, const struct project *project,
                           const struct targets *asked, const keur_index *index,
                           const struct lint_given *given)
{
    struct raw_findings raw = {0};
    check_project(project, index, lint->scratch, lint->arena, &raw);
    for (size_t i = 0; i < raw.count; i++) {
        const struct target *target = find_asked(asked, raw.items[i].path);
        if (target == NULL)
            continue;
        struct lines lines = given != NULL && keur_text_equals(given->target.path, target->path)
                                 ? lines_index(given->source, lint->arena)
                                 : lines_of(lint, project, target->path);
        raw.items[i].path = arena_copy(lint->arena, raw.items[i].path);
        keep_finding(lint, project, &raw.items[i], target->shown, &lines);
    }
    ARRAY_FREE(&raw);
    arena_reset(lint->scratch);
}

/* Asked documents, and all others of the project, in one sorted list. */
static void gather_all(struct lint *lint, const struct project *project,
                       const struct targets *asked, struct targets *all)
{
    for (size_t i = 0; i < asked->count; i++)
        *ARRAY_PUSH(all) = asked->items[i];
    discover_documents(project, project->root, lint->arena, all, &lint->errors);
    discover_sort(all);
}

void lint_project(struct lint *lint, const struct project *project, const struct targets *asked,
                  bool with_index, const struct lint_given *given)
{
    if (!with_index || !check_needs_index(project)) {
        for (size_t i = 0; i < asked->count; i++)
            lint_file(lint, project, &asked->items[i], LINT_CHECK, NULL, given);
        return;
    }
    keur_index *index = index_new();
    struct targets all = {0};
    gather_all(lint, project, asked, &all);
    for (size_t i = 0; i < all.count; i++) {
        bool is_asked = find_asked(asked, all.items[i].path) != NULL;
        lint_file(lint, project, &all.items[i], is_asked ? LINT_CHECK | LINT_INDEX : LINT_INDEX,
                  index, given);
    }
    report_project(lint, project, asked, index, given);
    ARRAY_FREE(&all);
    index_free(index);
}
