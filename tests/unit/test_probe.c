/* The probe plugin asks the host for everything: what it is told, through all stages. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "collect/collect.h"
#include "load/load.h"
#include "stand.h"
#include "unit/unit.h"

static struct keur_text plugin_dirs[1]; /* absolute: the tests change the working folder */

static void write_file(const char *path, const char *text)
{
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    fputs(text, stream);
    fclose(stream);
}

/* Findings on docs/a.md, in the text format. */
static void check_findings(const char *config, const char *source, const char *expected)
{
    char folder[] = "/tmp/keur-probe-XXXXXX";
    struct stand stand = {.arena = arena_new()};
    struct errors errors = {0};
    struct project *project = NULL;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkdir("docs", 0777), 0);
    write_file(".keur.yaml", config);
    write_file("docs/a.md", source);
    struct load_request request = {
        .program_folder = text_of(folder),
        .plugin_dirs = {.items = plugin_dirs, .count = 1},
    };
    if (!load_project(&request, path_real(stand.arena, folder), stand.arena, &project, &errors))
        fail_msg("%s", errors.items[0]);
    struct lint lint = lint_new(COLUMN_CODE_POINT);
    struct targets asked = {0};
    assert_true(discover_documents(project, project->root, stand.arena, &asked, &errors));
    lint_project(&lint, project, &asked, true);
    collect_sort(&lint.findings);
    assert_string_equal(stand_text(&stand, &lint.findings).bytes, expected);
    lint_free(&lint);
    ARRAY_FREE(&asked);
    arena_free(stand.arena);
    remove("docs/a.md");
    remove("docs");
    remove(".keur.yaml");
    assert_int_equal(chdir("/"), 0);
    remove(folder);
}

static void test_options_reach_the_check(void **state)
{
    (void)state;
    check_findings("extends: []\n"
                   "rules:\n"
                   "  probe/options:\n"
                   "    severity: info\n"
                   "    options:\n"
                   "      flag: true\n"
                   "      texts: [a, b]\n"
                   "      pairs: { x: y }\n"
                   "      pattern: 'T[A-Z]+'\n"
                   "      place: { street: Kade, number: 3 }\n"
                   "      places: [{ street: Gracht }]\n"
                   "      tree: { pattern: 'is$' }\n",
                   "Dit is TBD en dat is\n",
                   "docs/a.md:1:1: info: flag 1, number 42, text 'no: text' [probe/options]\n"
                   "docs/a.md:1:1: info: pairs 0: 'x' is 'y' [probe/options]\n"
                   "docs/a.md:1:1: info: place: 'Kade' 3 [probe/options]\n"
                   "docs/a.md:1:1: info: places 0: 'Gracht' 1 [probe/options]\n"
                   "docs/a.md:1:1: info: texts 0: 'a' [probe/options]\n"
                   "docs/a.md:1:1: info: texts 1: 'b' [probe/options]\n"
                   "docs/a.md:1:8: info: pattern [probe/options]\n"
                   "docs/a.md:1:19: info: late pattern [probe/options]\n");
}

static void test_services_answer(void **state)
{
    (void)state;
    check_findings("extends: []\n"
                   "documents: { eis: { files: docs/*.md, probe: { street: Plein } } }\n"
                   "rules: { probe/document: error }\n",
                   "# See teh end\n",
                   "docs/a.md:1:1: error: decoded 2 bytes, 00C9, Lu [probe/document]\n"
                   "docs/a.md:1:1: error: exists 1, folder 2, absent 0 [probe/document]\n"
                   "docs/a.md:1:1: error: first entry 'a.md' [probe/document]\n"
                   "docs/a.md:1:1: error: memory 0, dialect 2, parsed 1, type 'eis' "
                   "[probe/document]\n"
                   "docs/a.md:1:1: error: nearest 0, folded 'strasse' [probe/document]\n"
                   "docs/a.md:1:1: error: setting 0: 'Plein' [probe/document]\n"
                   "docs/a.md:1:7: error: 'teh' is 'the' [probe/document]\n");
}

static void test_the_index_has_the_document(void **state)
{
    (void)state;
    check_findings("extends: []\nrules: { probe/project: warning }\n", "---\ntitle: x\n---\n# A\n",
                   "docs/a.md:1:1: warning: docs/a.md, type '', has 2 entries [probe/project]\n");
}

static void test_plugins_of_other_versions_run(void **state)
{
    (void)state;
    check_findings("extends: []\nrules: { older_minor/runs: info, newer_minor/runs: info }\n",
                   "x\n",
                   "docs/a.md:1:1: info: the newer check runs [newer_minor/runs]\n"
                   "docs/a.md:1:1: info: the older check runs [older_minor/runs]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options_reach_the_check),
        cmocka_unit_test(test_services_answer),
        cmocka_unit_test(test_the_index_has_the_document),
        cmocka_unit_test(test_plugins_of_other_versions_run),
    };
    struct arena *arena = arena_new();
    plugin_dirs[0] = path_real(arena, KEUR_FIXTURES);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    return failed;
}
