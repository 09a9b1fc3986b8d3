/* Whatever is mended, the rest is kept.  The first byte chooses the document's path, and so its
 * type and dialect, and whether all edits are applied. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "mending.h"
#include "stand.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The example documents' project, with all rules; loaded once. */
static const struct project *load(void)
{
    static struct stand stand;
    static const struct project *project;
    if (project != NULL)
        return project;
    stand.arena = arena_new();
    stand.program_folder = path_real(stand.arena, KEUR_PROGRAM_FOLDER);
    struct keur_text root = path_real(stand.arena, "docs/examples");
    struct keur_text config = path_join(stand.arena, root, TEXT(".keur.yaml"));
    project = stand_project(&stand, root, config, TEXT(""), TEXT(""));
    if (project == NULL)
        abort();
    return project;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct keur_text paths[] = {
        {"docs/vereisten/x.md", 19},   {"docs/index.md", 13},          {"README.md", 9},
        {"docs/maatregelen/x.md", 21}, {"docs/hulpmiddelen/x.md", 22}, {"docs/en/x.md", 12},
    };
    if (size == 0)
        return 0;
    struct keur_text text = {(const char *)data + 1, size - 1};
    struct keur_text path = paths[(data[0] & 0x7F) % (sizeof paths / sizeof *paths)];
    struct target target = {path, path, &text};
    struct mend_options options = {.with_unsafe = (data[0] & 0x80) != 0};
    struct buffer why = {0};
    size_t mended;
    if (!mending_holds(load(), &target, options, &why, &mended)) {
        fprintf(stderr, "%.*s\n", KEUR_ARGUMENT(buffer_text(&why)));
        abort();
    }
    buffer_free(&why);
    return 0;
}
