/* Golden cases: tests/cases/PLUGIN/CHECK/NAME.md is linted with the rules of PLUGIN; the findings
 * are those of NAME.expect, and mended by `keur fix` the text is that of NAME.fixed, which lints
 * without findings that have safe edits.
 *
 *     golden [--accept] PROGRAM-FOLDER CASES-FOLDER
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "fix/repair.h"
#include "mending.h"
#include "stand.h"
#include "tap.h"

struct names {
    struct keur_text *items;
    size_t count, capacity;
};

struct golden {
    struct stand stand;
    struct keur_text cases; /* absolute */
    bool accepts;
};

static int compare_names(const void *a, const void *b)
{
    return keur_text_compare(*(const struct keur_text *)a, *(const struct keur_text *)b);
}

static struct names list_folder(struct arena *arena, struct keur_text folder)
{
    struct names names = {0};
    DIR *stream = opendir(folder.bytes);
    for (struct dirent *entry; stream != NULL && (entry = readdir(stream)) != NULL;)
        if (entry->d_name[0] != '.')
            *ARRAY_PUSH(&names) = arena_copy(arena, text_of(entry->d_name));
    if (stream != NULL)
        closedir(stream);
    if (names.count > 0)
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    return names;
}

static bool read_text(const struct golden *golden, struct keur_text path,
                      struct keur_text *ret_text)
{
    struct errors errors = {0};
    bool is_there =
        file_read(path.bytes, LIMIT_DOCUMENT_BYTES, golden->stand.arena, ret_text, &errors);
    errors_free(&errors);
    return is_there;
}

static void write_text(struct keur_text path, struct keur_text text)
{
    FILE *stream = fopen(path.bytes, "wb");
    if (stream == NULL || fwrite(text.bytes, 1, text.length, stream) != text.length ||
        fclose(stream) != 0)
        tap_result(false, "cannot write %s", path.bytes);
}

/* PATH.md -> PATH.suffix */
static struct keur_text beside(const struct golden *golden, struct keur_text path,
                               const char *suffix)
{
    return arena_format(golden->stand.arena, "%.*s.%s", (int)path.length - 3, path.bytes, suffix);
}

static void compare(const struct golden *golden, struct keur_text path, const char *suffix,
                    struct keur_text actual)
{
    struct keur_text file = beside(golden, path, suffix), expected;
    if (golden->accepts) {
        write_text(file, actual);
        return;
    }
    const char *name = path.bytes + golden->cases.length + 1;
    if (!read_text(golden, file, &expected)) {
        tap_result(false, "%s: there is no .%s (make accept writes it)", name, suffix);
        return;
    }
    if (!tap_result(keur_text_equals(expected, actual), "%s: .%s", name, suffix)) {
        tap_show("expected", expected);
        tap_show("actual", actual);
    }
}

/* What was mended must be gone: no finding that is certain of its repair is left, but those whose
 * repair was refused. */
static void check_fixed(const struct golden *golden, const struct project *project,
                        struct keur_text path, struct keur_text fixed, size_t refused)
{
    struct lint lint = stand_lint(project, path_name(path), fixed);
    size_t left = 0;
    for (size_t i = 0; i < lint.findings.count; i++)
        left += repair_is_safe(&lint.findings.items[i]);
    if (!tap_result(left == refused, "%s: mended text is clean",
                    path.bytes + golden->cases.length + 1))
        tap_show("left", stand_text(&golden->stand, &lint.findings));
    lint_free(&lint);
}

/* The text with CR LF at the ends of its lines; without the last one when it is cut. */
static struct keur_text variant(const struct golden *golden, struct keur_text source, bool is_crlf,
                                bool is_cut)
{
    struct buffer buffer = {0};
    size_t length = source.length - (is_cut && text_ends_with(source, "\n"));
    for (size_t i = 0; i < length; i++) {
        bool is_pair = i > 0 && source.bytes[i - 1] == '\r';
        if (is_crlf && source.bytes[i] == '\n' && !is_pair)
            buffer_add_byte(&buffer, '\r');
        buffer_add_byte(&buffer, source.bytes[i]);
    }
    struct keur_text text = arena_copy(golden->stand.arena, buffer_text(&buffer));
    buffer_free(&buffer);
    return text;
}

/* With safe edits, and with all of them; as the case is, and with other line endings. */
static void check_properties(const struct golden *golden, const struct project *project,
                             struct keur_text path, struct keur_text source)
{
    struct buffer why = {0};
    for (int i = 0; i < 8; i++) {
        struct keur_text text = variant(golden, source, (i & 1) != 0, (i & 2) != 0);
        struct target target = {path_name(path), path_name(path), &text};
        size_t mended;
        if (!mending_holds(project, &target, (struct mend_options){.with_unsafe = (i & 4) != 0},
                           &why, &mended))
            buffer_printf(&why, "with %s edits,%s line endings,%s last one\n",
                          (i & 4) != 0 ? "all" : "safe", (i & 1) != 0 ? " CR LF" : " its",
                          (i & 2) != 0 ? " without the" : " with the");
    }
    if (!tap_result(why.length == 0, "%s: mending keeps the rest",
                    path.bytes + golden->cases.length + 1))
        tap_show("why", buffer_text(&why));
    buffer_free(&why);
}

static void run_case(const struct golden *golden, const struct project *project,
                     struct keur_text path)
{
    struct keur_text source;
    if (!read_text(golden, path, &source)) {
        tap_result(false, "cannot read %s", path.bytes);
        return;
    }
    struct lint lint = stand_lint(project, path_name(path), source);
    compare(golden, path, "expect", stand_text(&golden->stand, &lint.findings));
    struct target target = {path_name(path), path_name(path), &source};
    size_t refused;
    struct keur_text fixed = stand_fix(&golden->stand, project, &target, &refused);
    if (!keur_text_equals(fixed, source)) {
        compare(golden, path, "fixed", fixed);
        check_fixed(golden, project, path, fixed, refused);
    }
    check_properties(golden, project, path, source);
    lint_free(&lint);
}

/* keur.yaml of the case's folder or of the nearest one above it; else none. */
static struct keur_text find_config(const struct golden *golden, struct keur_text folder)
{
    for (; folder.length >= golden->cases.length; folder = path_folder(folder)) {
        struct keur_text config =
            arena_format(golden->stand.arena, "%.*s/keur.yaml", KEUR_ARGUMENT(folder));
        if (file_type(config.bytes) == FILE_REGULAR)
            return config;
    }
    return TEXT("");
}

/* What suppresses findings is judged by the findings of the other plugins. */
static struct keur_text only_of(struct keur_text plugin)
{
    return text_is(plugin, "keur") ? TEXT("") : plugin;
}

static void run_folder(const struct golden *golden, struct keur_text plugin,
                       struct keur_text folder)
{
    struct names names = list_folder(golden->stand.arena, folder);
    const struct project *project = NULL;
    for (size_t i = 0; i < names.count; i++) {
        if (!text_ends_with(names.items[i], ".md"))
            continue;
        if (project == NULL)
            project = stand_project(&golden->stand, folder, find_config(golden, folder), TEXT(""),
                                    only_of(plugin));
        if (project == NULL) {
            tap_result(false, "%s: the configuration does not load", folder.bytes);
            break;
        }
        run_case(golden, project, path_join(golden->stand.arena, folder, names.items[i]));
    }
    ARRAY_FREE(&names);
}

static void run_plugin(const struct golden *golden, struct keur_text plugin)
{
    struct arena *arena = golden->stand.arena;
    struct keur_text folder = path_join(arena, golden->cases, plugin);
    struct names checks = list_folder(arena, folder);
    for (size_t i = 0; i < checks.count; i++) {
        struct keur_text check = path_join(arena, folder, checks.items[i]);
        if (file_type(check.bytes) == FILE_FOLDER)
            run_folder(golden, plugin, check);
    }
    ARRAY_FREE(&checks);
}

int main(int argc, char **argv)
{
    struct golden golden = {.stand = {.arena = arena_new()}};
    golden.accepts = argc > 1 && strcmp(argv[1], "--accept") == 0;
    if (argc - golden.accepts != 3) {
        fputs("usage: golden [--accept] PROGRAM-FOLDER CASES-FOLDER\n", stderr);
        return 2;
    }
    golden.stand.program_folder = path_real(golden.stand.arena, argv[argc - 2]);
    golden.cases = path_real(golden.stand.arena, argv[argc - 1]);
    struct names plugins = list_folder(golden.stand.arena, golden.cases);
    for (size_t i = 0; i < plugins.count; i++)
        run_plugin(&golden, plugins.items[i]);
    ARRAY_FREE(&plugins);
    arena_free(golden.stand.arena);
    return tap_end();
}
