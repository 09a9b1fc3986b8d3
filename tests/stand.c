#include "stand.h"

#include <stdio.h>
#include <stdlib.h>

#include "collect/collect.h"
#include "command/mend.h"
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
        .with_explanations = true,
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

struct keur_text stand_fix(const struct stand *stand, const struct project *project,
                           const struct target *target, size_t *ret_refused)
{
    struct target copy = *target;
    struct targets asked = {.items = &copy, .count = 1, .capacity = 1};
    struct mend mend = mend_project(project, &asked, (struct mend_options){0});
    const struct mend_document *document = &mend.documents.items[0];
    struct keur_text fixed =
        arena_copy(stand->arena, document->is_read ? document->current : *target->text);
    for (size_t i = 0; i < document->refused.count; i++) {
        const struct mend_entry *refused = &document->refused.items[i];
        struct keur_text name =
            arena_format(stand->arena, "%.*s: not mended: %.*s", KEUR_ARGUMENT(target->shown),
                         KEUR_ARGUMENT(refused->message));
        tap_show(name.bytes, refused->reason);
    }
    *ret_refused = document->refused.count;
    mend_free(&mend);
    return fixed;
}
