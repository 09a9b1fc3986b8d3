#include "stand.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "collect/collect.h"
#include "load/load.h"
#include "render/render.h"
#include "tap.h"

struct project *stand_project(const struct stand *stand, struct keur_text root,
                              struct keur_text config, struct keur_text pack, struct keur_text only)
{
    struct load_request request = {
        .program_folder = stand->program_folder,
        .config = config,
        .no_config = config.length == 0,
        .extends = {&pack, pack.length > 0},
        .only = {&only, only.length > 0},
    };
    struct errors errors = {0};
    struct project *project;
    if (load_project(&request, root, stand->arena, &project, &errors))
        return project;
    for (size_t i = 0; i < errors.count; i++)
        tap_show("configuration", text_of(errors.items[i]));
    errors_free(&errors);
    return NULL;
}

struct lint stand_lint(const struct project *project, struct keur_text path,
                       struct keur_text source)
{
    struct lint lint = lint_new(COLUMN_CODE_POINT);
    struct target target = {path, path, &source};
    struct targets asked = {.items = &target, .count = 1, .capacity = 1};
    lint_project(&lint, project, &asked, false);
    for (size_t i = 0; i < lint.errors.count; i++)
        tap_show("error", text_of(lint.errors.items[i]));
    collect_sort(&lint.findings);
    return lint;
}

struct keur_text stand_text(const struct stand *stand, struct findings *findings)
{
    char *bytes;
    size_t length;
    FILE *stream = open_memstream(&bytes, &length);
    if (stream == NULL)
        abort();
    struct summary summary = collect_count(findings);
    render_find("text")->write(stream, findings, &summary, (struct render_style){0});
    fclose(stream);
    struct keur_text text = arena_copy(stand->arena, (struct keur_text){bytes, length});
    free(bytes);
    return text;
}

struct edits {
    const struct keur_edit **items;
    size_t count, capacity;
};

static int compare_edits(const void *a, const void *b)
{
    const struct keur_edit *first = *(const struct keur_edit *const *)a;
    const struct keur_edit *second = *(const struct keur_edit *const *)b;
    if (first->span.begin != second->span.begin)
        return first->span.begin < second->span.begin ? -1 : 1;
    return (first->span.end > second->span.end) - (first->span.end < second->span.end);
}

static bool is_safe(const struct finding *finding)
{
    for (size_t i = 0; i < finding->edit_count; i++)
        if (finding->edits[i].edit.safety != KEUR_SAFE)
            return false;
    return finding->edit_count > 0;
}

struct keur_text stand_fix(const struct stand *stand, const struct findings *findings,
                           struct keur_text source)
{
    struct edits edits = {0};
    for (size_t i = 0; i < findings->count; i++)
        if (is_safe(&findings->items[i]))
            for (size_t j = 0; j < findings->items[i].edit_count; j++)
                *ARRAY_PUSH(&edits) = &findings->items[i].edits[j].edit;
    if (edits.count > 0)
        qsort(edits.items, edits.count, sizeof *edits.items, compare_edits);
    struct buffer fixed = {0};
    size_t at = 0;
    for (size_t i = 0; i < edits.count; i++) {
        const struct keur_edit *edit = edits.items[i];
        if (edit->span.begin < at)
            continue;
        buffer_add(&fixed, text_slice(source, at, edit->span.begin));
        buffer_add(&fixed, edit->replacement);
        at = edit->span.end;
    }
    buffer_add(&fixed, text_slice(source, at, source.length));
    struct keur_text text = arena_copy(stand->arena, buffer_text(&fixed));
    buffer_free(&fixed);
    ARRAY_FREE(&edits);
    return text;
}
