/* Any bytes through all rules of the shipped packs, or those of the plugin that KEUR_FUZZ_PLUGIN
 * names: no check crashes, hangs, or points outside of its document.  The first byte chooses the
 * document's place in the project, and so its type. */
#include <assert.h>
#include <stdlib.h>

#include "base/file.h"
#include "mutate.h"
#include "stand.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct project *load(void)
{
    static struct stand stand;
    stand.arena = arena_new();
    stand.program_folder = path_real(stand.arena, KEUR_PROGRAM_FOLDER);
    return stand_project(&stand, TEXT("/nonexistent"), TEXT(""), TEXT("algoritmekader"),
                         text_of(getenv("KEUR_FUZZ_PLUGIN")));
}

static void check_edits(const struct finding *finding, size_t size)
{
    for (size_t i = 0; i < finding->edit_count; i++) {
        struct keur_span span = finding->edits[i].edit.span;
        assert(span.begin <= span.end && span.end <= size);
        assert(finding->edits[i].start.line >= 1 && finding->edits[i].start.column >= 1);
    }
}

static void check_findings(const struct findings *findings, size_t size)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        assert(finding->message.length > 0);
        assert(finding->span.begin <= finding->span.end && finding->span.end <= size);
        assert(finding->start.line >= 1 && finding->start.column >= 1);
        check_edits(finding, size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"docs/voldoen-aan-wetten-en-regels/vereisten/aia-01-x.md",
                                        "docs/voldoen-aan-wetten-en-regels/maatregelen/a.md",
                                        "docs/voldoen-aan-wetten-en-regels/hulpmiddelen/a.md",
                                        "README.md"};
    static const struct project *project;
    if (project == NULL)
        project = load();
    if (project == NULL)
        abort();
    if (size == 0)
        return 0;
    struct keur_text source = {(const char *)data + 1, size - 1};
    struct lint lint = stand_lint(project, text_of(paths[data[0] & 3]), source);
    check_findings(&lint.findings, source.length);
    lint_free(&lint);
    return 0;
}
