/* Any bytes pass the encoding plugin: spans and edits lie within the text, and edits of one finding
 * do not overlap. */
#include <stdint.h>
#include <stdlib.h>

#include "stand.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct project *project_once(void)
{
    static const struct project *project;
    static struct stand stand;
    if (project == NULL) {
        stand = (struct stand){.arena = arena_new(), .program_folder = TEXT(KEUR_PROGRAM_FOLDER)};
        project = stand_project(&stand, TEXT("/"), TEXT(""), TEXT("general"), TEXT("encoding"));
    }
    if (project == NULL)
        abort();
    return project;
}

static void check(const struct finding *finding, size_t size)
{
    size_t end = 0;
    for (size_t i = 0; i < finding->edit_count; i++) {
        struct keur_span span = finding->edits[i].edit.span;
        if (span.begin < end || span.end < span.begin || span.end > size)
            abort();
        end = span.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct keur_text source = {(const char *)data, size};
    struct lint lint = stand_lint(project_once(), TEXT("fuzz.md"), source);
    for (size_t i = 0; i < lint.findings.count; i++)
        check(&lint.findings.items[i], size);
    lint_free(&lint);
    return 0;
}
