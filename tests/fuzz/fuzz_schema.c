/* Any bytes as a schema, and as front matter that it judges: a mistake in the schema is told, or
 * the front matter is judged, once with workers' limits and with places within the document.  A
 * line of three equals signs stands between the two. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "stand.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* More than are kept at once, so that each is compiled anew. */
enum { FILES = 2 * LIMIT_NAMED_FILES };
static char folder[] = "/tmp/keur-fuzz-schema-XXXXXX";

static const char *file_path(size_t i)
{
    static char path[sizeof folder + 16];
    snprintf(path, sizeof path, "%s/%zu.yaml", folder, i);
    return path;
}

static void remove_files(void)
{
    for (size_t i = 0; i < FILES; i++)
        unlink(file_path(i));
    rmdir(folder);
}

static void write_schema(size_t i, struct keur_text schema)
{
    FILE *file = fopen(file_path(i), "wb");
    if (file == NULL || fwrite(schema.bytes, 1, schema.length, file) != schema.length ||
        fclose(file) != 0)
        abort();
}

/* All files are there before the project looks at its folder. */
static const struct project *load(void)
{
    static struct stand stand;
    if (mkdtemp(folder) == NULL || atexit(remove_files) != 0)
        abort();
    for (size_t i = 0; i < FILES; i++)
        write_schema(i, TEXT("true"));
    stand.arena = arena_new();
    stand.program_folder = path_real(stand.arena, KEUR_PROGRAM_FOLDER);
    return stand_project(&stand, path_real(stand.arena, folder), TEXT(""), TEXT("general"),
                         TEXT("frontmatter"));
}

static void check_findings(const struct findings *findings, size_t size)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        assert(finding->message.length > 0);
        assert(finding->span.begin <= finding->span.end && finding->span.end <= size);
        for (size_t j = 0; j < finding->edit_count; j++) {
            struct keur_span span = finding->edits[j].edit.span;
            assert(span.begin <= span.end && span.end <= size);
        }
    }
}

static size_t find_separator(struct keur_text text)
{
    static const char separator[] = "\n===\n";
    size_t at = 0;
    while (at < text.length && !text_starts_with(text_slice(text, at, text.length), separator))
        at++;
    return at;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct project *project;
    static size_t turn;
    struct keur_text text = {(const char *)data, size};
    size_t end = find_separator(text);
    size_t begin = end == size ? size : end + sizeof "\n===\n" - 1;
    if (project == NULL)
        project = load();
    if (project == NULL)
        abort();
    size_t file = turn++ % FILES;
    struct arena *arena = arena_new();
    write_schema(file, text_slice(text, 0, end));
    struct keur_text front_matter = text_slice(text, begin, size);
    struct keur_text source = arena_format(arena, "---\n$schema: /%zu.yaml\n%.*s\n---\n\nText.\n",
                                           file, KEUR_ARGUMENT(front_matter));
    struct lint lint = stand_lint(project, arena_format(arena, "%zu.md", file), source);
    check_findings(&lint.findings, source.length);
    lint_free(&lint);
    arena_free(arena);
    return 0;
}
