/* Configurations of projects that are written into a folder of their own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "load/load.h"
#include "unit/unit.h"
#include "yaml/yaml_tree.h"

/* A folder with program/rules/ and project/, where the working folder is. */
struct stand {
    struct arena *arena;
    char folder[32];
    struct load_request request;
    struct project *project; /* NULL after mistakes */
    struct errors errors;
};

static struct keur_text plugin_dirs[1]; /* absolute: the tests change the working folder */

static struct keur_text path_in(const struct stand *site, const char *name)
{
    return arena_format(site->arena, "%s/%s", site->folder, name);
}

static void write_file(const struct stand *site, const char *name, const char *text)
{
    struct keur_text path = path_in(site, name);
    char *bytes = arena_string(site->arena, path);
    for (char *slash = strchr(bytes + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(bytes, 0777);
        *slash = '/';
    }
    FILE *stream = fopen(bytes, "wb");
    assert_non_null(stream);
    fputs(text, stream);
    fclose(stream);
}

static struct stand site_new(void)
{
    struct stand site = {.arena = arena_new(), .folder = "/tmp/keur-load-XXXXXX"};
    assert_non_null(mkdtemp(site.folder));
    site.request.program_folder = path_in(&site, "program");
    site.request.plugin_dirs = (struct keur_texts){.items = plugin_dirs, .count = 1};
    write_file(&site, "program/rules/general/pack.yaml", "rules: {}\n");
    write_file(&site, "project/docs/a.md", "# A\n");
    return site;
}

static void site_load(struct stand *site)
{
    struct keur_text root = path_real(site->arena, path_in(site, "project").bytes);
    if (chdir(root.bytes) != 0 ||
        !load_project(&site->request, root, site->arena, &site->project, &site->errors))
        site->project = NULL;
}

static struct stand load(const char *config)
{
    struct stand site = site_new();
    write_file(&site, "project/.keur.yaml", config);
    site_load(&site);
    return site;
}

static void site_free(struct stand *site)
{
    char command[64];
    snprintf(command, sizeof(command), "rm -r %s", site->folder);
    if (chdir("/") != 0 || system(command) != 0)
        fail();
    errors_free(&site->errors);
    arena_free(site->arena);
}

static const struct rule *rule_of(const struct stand *site, const char *id)
{
    for (size_t i = 0; i < site->errors.count; i++)
        print_error("%s\n", site->errors.items[i]);
    assert_non_null(site->project);
    for (size_t i = 0; i < site->project->rule_count; i++)
        if (text_is(site->project->rules[i].id, id))
            return &site->project->rules[i];
    fail_msg("no rule '%s'", id);
    return NULL;
}

static void check_mistake(struct stand *site, const char *message)
{
    if (site->errors.count != 1)
        for (size_t i = 0; i < site->errors.count; i++)
            print_error("%s\n", site->errors.items[i]);
    assert_int_equal(site->errors.count, 1);
    assert_null(site->project);
    if (strstr(site->errors.items[0], message) == NULL)
        fail_msg("'%s' is not in: %s", message, site->errors.items[0]);
    site_free(site);
}

struct mistake {
    const char *config, *message;
};

static void check_mistakes(const struct mistake *mistakes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct stand site = load(mistakes[i].config);
        check_mistake(&site, mistakes[i].message);
    }
}
#define CHECK_MISTAKES(mistakes) check_mistakes(mistakes, sizeof(mistakes) / sizeof(*(mistakes)))

/* ---- extends and include ---- */

static void test_nothing_is_configured(void **state)
{
    (void)state;
    struct stand site = site_new();
    write_file(&site, "program/rules/general/pack.yaml", "rules: { probe/document: error }\n");
    site_load(&site);
    const struct rule *rule = rule_of(&site, "probe/document");
    assert_int_equal(rule->severity, SEVERITY_ERROR);
    assert_string_equal(rule->check->id, "probe/document");
    assert_string_equal(arena_string(site.arena, rule->pack), "general");
    assert_true(site.project->working_folder.length > 0);
    site_free(&site);
}

static void test_the_later_wins(void **state)
{
    (void)state;
    struct stand site = site_new();
    write_file(&site, "program/rules/general/pack.yaml",
               "rules:\n  probe/options:\n    severity: error\n    why: Because.\n"
               "    options: { number: 1, texts: [a, b], tree: { x: 1, y: 2 } }\n"
               "    examples: { good: g, bad: b }\n");
    write_file(&site, "program/rules/extra/pack.yaml",
               "extends: [general]\nrules:\n  probe/options: { options: { texts: [c] } }\n");
    write_file(&site, "project/.keur.yaml",
               "extends: [extra, general]\nignore: [x]\n"
               "rules:\n  probe/options: info\n");
    site_load(&site);
    const struct rule *rule = rule_of(&site, "probe/options");
    assert_int_equal(rule->severity, SEVERITY_INFO);
    assert_string_equal(rule->why.bytes, "Because.");
    assert_string_equal(rule->good.bytes, "g");
    const struct {
        bool flag;
        int64_t number;
        struct keur_text text;
        struct keur_texts texts;
    } *options = rule->options;
    assert_int_equal(options->number, 1);
    assert_int_equal(options->texts.count, 1);
    assert_string_equal(options->texts.items[0].bytes, "c");
    assert_int_equal(site.project->ignore.count, 1);
    site_free(&site);
}

static void test_files_extend_files(void **state)
{
    (void)state;
    struct stand site = site_new();
    write_file(&site, "project/.keur.yaml",
               "extends: [./house/base.yaml]\nrules: { probe/document: error }\n");
    write_file(&site, "project/house/base.yaml",
               "extends: ./more.yaml\nrules: { probe/document: info, probe/project: info }\n");
    write_file(&site, "project/house/more.yaml", "rules: { probe/options: warning }\n");
    site_load(&site);
    assert_int_equal(rule_of(&site, "probe/document")->severity, SEVERITY_ERROR);
    assert_int_equal(rule_of(&site, "probe/project")->severity, SEVERITY_INFO);
    assert_int_equal(rule_of(&site, "probe/options")->severity, SEVERITY_WARNING);
    site_free(&site);
}

/* Behind `---` a pack explains its rules, which only those hear who ask. */
static void test_packs_explain_rules(void **state)
{
    (void)state;
    struct stand site = site_new();
    write_file(&site, "program/rules/general/pack.yaml",
               "# A comment, and a line that ends nothing.\n---\n"
               "rules:\n  probe/document: error\n"
               "--- \r\n"
               "rules:\n  probe/document:\n    why: Because.\n"
               "    examples: { good: A, bad: B, type: shown }\n"
               "documents:\n  shown: { files: [x.md] }\n");
    site_load(&site);
    assert_int_equal(rule_of(&site, "probe/document")->why.length, 0);
    assert_int_equal(site.project->type_count, 0);
    site.request.with_explanations = true;
    site_load(&site);
    const struct rule *rule = rule_of(&site, "probe/document");
    assert_int_equal(rule->severity, SEVERITY_ERROR);
    assert_string_equal(arena_string(site.arena, rule->why), "Because.");
    assert_string_equal(arena_string(site.arena, rule->bad), "B");
    assert_string_equal(arena_string(site.arena, rule->bad_file), "x.md");
    site_free(&site);
}

static void test_explanations_say_nothing_else(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"rules: { probe/document: { severity: error } }\n",
         "pack.yaml:3:28: error: 'severity' belongs above '---'"},
        {"rules: { probe/other: { why: Because. } }\n",
         "pack.yaml:3:10: error: a rule is explained here that is not above '---'"},
        {"ignore: [a]\n", "pack.yaml:3:1: error: 'ignore' belongs above '---'"},
        {"rules: [\n", "pack.yaml:3:8: error: \"[\" is never closed"},
    };
    for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++) {
        struct stand site = site_new();
        struct keur_text pack = arena_format(
            site.arena, "rules: { probe/document: error }\n---\n%s", mistakes[i].config);
        write_file(&site, "program/rules/general/pack.yaml", pack.bytes);
        site_load(&site);
        assert_non_null(site.project);
        site.request.with_explanations = true;
        site_load(&site);
        check_mistake(&site, mistakes[i].message);
    }
}

static void test_packs_include_files(void **state)
{
    (void)state;
    struct stand site = site_new();
    write_file(&site, "program/rules/general/pack.yaml",
               "include: [one.yaml, ./two.yaml]\nrules: { probe/document: error }\n");
    write_file(&site, "program/rules/general/one.yaml", "rules: { probe/document: info }\n");
    write_file(&site, "program/rules/general/two.yaml", "rules: { probe/options: info }\n");
    site_load(&site);
    assert_int_equal(rule_of(&site, "probe/document")->severity, SEVERITY_ERROR);
    assert_int_equal(rule_of(&site, "probe/options")->severity, SEVERITY_INFO);
    site_free(&site);

    static const struct mistake mistakes[] = {
        {"include: ./x.yaml\n", ".keur.yaml:1:1: error: only a pack can 'include'"},
    };
    CHECK_MISTAKES(mistakes);
}

static void test_what_cannot_be_extended(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"extends: [generl]\n", ".keur.yaml:1:11: error: unknown pack 'generl'; did you mean "
                                "'general'?"},
        {"extends: ../general\n", ".keur.yaml:1:10: error: there is no file '../general'"},
        {"extends: general/../general\n", ".keur.yaml:1:10: error: unknown pack"},
        {"extends: base.yaml\n", ".keur.yaml:1:10: error: 'base.yaml' is no pack; write "
                                 "'./base.yaml' for a file"},
        {"extends: [./none.yaml]\n", ".keur.yaml:1:11: error: there is no file './none.yaml'"},
        {"extends: ../program/rules/general/pack.yaml\n",
         ".keur.yaml:1:10: error: '../program/rules/general/pack.yaml' lies outside the project"},
        {"extends: ./.keur.yaml\n", ".keur.yaml:1:10: error: this leads back to a file"},
        {"extends: {a: b}\n", ".keur.yaml:1:10: error: 'extends' takes a list of names"},
        {"extends: [[a]]\n", ".keur.yaml:1:11: error: a name is expected here"},
    };
    CHECK_MISTAKES(mistakes);

    struct stand site = site_new();
    write_file(&site, "project/.keur.yaml", "extends: ./a.yaml\n");
    write_file(&site, "project/a.yaml", "extends: ./b.yaml\n");
    write_file(&site, "project/b.yaml", "extends:\n- ./a.yaml\n");
    site_load(&site);
    check_mistake(&site, "b.yaml:2:3: error: this leads back to a file");
}

static void test_flags_of_the_configuration(void **state)
{
    (void)state;
    static const struct keur_text other[] = {{"other", 5}};
    struct stand site = site_new();
    write_file(&site, "program/rules/other/pack.yaml", "rules: { probe/document: info }\n");
    write_file(&site, "project/.keur.yaml", "rules: { probe/document: error }\n");
    write_file(&site, "elsewhere/x.yaml", "extends: ./y.yaml\n");
    write_file(&site, "elsewhere/y.yaml", "rules: { probe/options: error }\n");
    site.request.no_config = true;
    site_load(&site);
    assert_int_equal(site.project->rule_count, 0);
    site.request.extends = (struct keur_texts){.items = other, .count = 1};
    site_load(&site);
    assert_int_equal(rule_of(&site, "probe/document")->severity, SEVERITY_INFO);
    site.request.extends = (struct keur_texts){0};
    site.request.no_config = false;
    site.request.config = path_in(&site, "elsewhere/x.yaml");
    site_load(&site);
    assert_int_equal(site.project->rule_count, 1);
    assert_int_equal(rule_of(&site, "probe/options")->severity, SEVERITY_ERROR);
    site_free(&site);
}

static void test_a_link_that_leaves_the_project(void **state)
{
    (void)state;
    struct stand site = site_new();
    write_file(&site, "elsewhere/x.yaml", "rules: {}\n");
    assert_int_equal(symlink(path_in(&site, "elsewhere/x.yaml").bytes,
                             path_in(&site, "project/.keur.yaml").bytes),
                     0);
    site_load(&site);
    check_mistake(&site, "/.keur.yaml' is a link that leaves the project");
}

/* ---- Rules ---- */

static void test_rules_that_are_wrong(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"rulez: {}\n", ".keur.yaml:1:1: error: unknown key 'rulez'; did you mean 'rules'?"},
        {"extnds: general\n",
         ".keur.yaml:1:1: error: unknown key 'extnds'; did you mean 'extends'?"},
        {"[a]\n", ".keur.yaml:1:1: error: a configuration is a map"},
        {"rules: [a]\n", ".keur.yaml:1:8: error: 'rules' takes a map of rules"},
        {"rules:\n  probe/document: eror\n",
         ".keur.yaml:2:19: error: unknown severity 'eror'; did you mean 'error'?"},
        {"rules:\n  probe/document: no\n", ".keur.yaml:2:19: error: unknown severity 'no'"},
        {"rules:\n  probe/document: { severty: error }\n",
         ".keur.yaml:2:21: error: unknown key 'severty'; did you mean 'severity'?"},
        {"rules:\n  probe/documnt: error\n",
         ".keur.yaml:2:3: error: unknown check 'probe/documnt'; did you mean 'probe/document'?"},
        {"rules:\n  probe/documnt: off\n  probe/document: error\n",
         ".keur.yaml:2:3: error: unknown rule 'probe/documnt'; did you mean 'probe/document'?"},
        {"rules:\n  house/x: { check: probe/documnt }\n",
         ".keur.yaml:2:21: error: unknown check 'probe/documnt'"},
        {"rules:\n  house: error\n", ".keur.yaml:2:3: error: 'house' is no id of a check"},
        {"rules:\n  absent/x: error\n  absent/y: error\n",
         ".keur.yaml:2:3: error: rule 'absent/x' cannot run: plugin 'absent' is not found"},
        {"rules:\n  no_symbol/x: error\n", "rule 'no_symbol/x' cannot run: "},
        {"rules:\n  probe/document: { options: { a: b } }\n",
         ".keur.yaml:2:21: error: the check 'probe/document' has no options"},
        {"rules:\n  probe/options: { options: { nmber: 3 } }\n",
         ".keur.yaml:2:31: error: unknown key 'nmber'; did you mean 'number'?"},
        {"rules:\n  probe/document: { documents: [a] }\n",
         ".keur.yaml:2:32: error: unknown document type 'a'; there is none here"},
        {"rules:\n  probe/document: { dialects: [gmf] }\n",
         ".keur.yaml:2:32: error: unknown dialect 'gmf'; did you mean 'gfm'?"},
        {"rules:\n  probe/document: { examples: { bad-hex: 4 } }\n",
         ".keur.yaml:2:42: error: 'bad-hex' takes two digits for each byte"},
        {"rules:\n  probe/document: { examples: { bad-hex: zz } }\n",
         ".keur.yaml:2:42: error: 'bad-hex' takes bytes such as"},
        {"rules: {}\nrules: {}\n", ".keur.yaml:2:1: error: 'rules' stands here twice"},
        {"rules:\n\tprobe/document: off\n", ".keur.yaml:2:1: error: a tab indents this line"},
    };
    CHECK_MISTAKES(mistakes);
}

static void test_a_great_many_mistakes(void **state)
{
    (void)state;
    struct buffer config = {0};
    buffer_add(&config, TEXT("rules:\n"));
    for (int i = 0; i < 6000; i++)
        buffer_printf(&config, "  probe/x%d: off\n", i);
    buffer_add_byte(&config, '\0');
    clock_t begin = clock();
    struct stand site = load(config.bytes);
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 2.0);
    assert_null(site.project);
    assert_int_equal(site.errors.count, 50);
    assert_string_equal(site.errors.items[49], "keur: there are more mistakes; mend these first");
    site_free(&site);
    buffer_free(&config);
}

static void test_a_rule_that_is_off_loads_nothing(void **state)
{
    (void)state;
    struct stand site = site_new();
    write_file(&site, "program/rules/general/pack.yaml", "rules: { absent/x: error }\n");
    write_file(&site, "project/.keur.yaml", "rules: { absent/x: off }\n");
    site_load(&site);
    const struct rule *rule = rule_of(&site, "absent/x");
    assert_int_equal(rule->severity, SEVERITY_OFF);
    assert_null(rule->check);
    site_free(&site);
}

static void test_one_check_serves_many_rules(void **state)
{
    (void)state;
    struct stand site = load("rules:\n  house/a: { check: probe/options, options: { number: 1 } }\n"
                             "  house/b:\n    check: probe/options\n    message: |\n      Say so\n"
                             "    examples: { bad-hex: 'FF fe 41' }\n");
    const struct rule *first = rule_of(&site, "house/a"), *second = rule_of(&site, "house/b");
    assert_ptr_equal(first->check, second->check);
    assert_int_equal(first->severity, SEVERITY_WARNING);
    assert_ptr_not_equal(first->options, second->options);
    assert_int_equal(second->bad.length, 3);
    assert_memory_equal(second->bad.bytes, "\xFF\xFE\x41", 3);
    site_free(&site);
}

static void test_former_ids(void **state)
{
    (void)state;
    struct stand site = site_new();
    write_file(&site, "program/rules/general/pack.yaml",
               "rules: { probe/document: { severity: error, aliases: [probe/old] } }\n");
    write_file(&site, "project/.keur.yaml", "rules: { probe/old: info, probe/document: ~ }\n");
    site_load(&site);
    assert_int_equal(site.project->rule_count, 1);
    assert_int_equal(rule_of(&site, "probe/document")->severity, SEVERITY_INFO);
    site_free(&site);
}

static void select_rules(struct stand *site, const char *only, const char *skip)
{
    struct keur_text *words = arena_allocate(site->arena, 2 * sizeof(*words));
    words[0] = text_of(only);
    words[1] = text_of(skip);
    site->request.only = (struct keur_texts){.items = &words[0], .count = only != NULL};
    site->request.skip = (struct keur_texts){.items = &words[1], .count = skip != NULL};
    site_load(site);
}

static void test_only_and_skip(void **state)
{
    (void)state;
    struct stand site = site_new();
    write_file(&site, "program/rules/general/pack.yaml",
               "rules:\n  absent/x: warning\n  probe/document: error\n"
               "  probe/options: { severity: info, aliases: [probe/old] }\n");
    write_file(&site, "project/.keur.yaml", "rules: { probe/document: off }\n");
    select_rules(&site, "probe/document", NULL);
    assert_int_equal(rule_of(&site, "probe/document")->severity, SEVERITY_ERROR);
    assert_int_equal(rule_of(&site, "probe/options")->severity, SEVERITY_OFF);
    assert_int_equal(rule_of(&site, "absent/x")->severity, SEVERITY_OFF);
    select_rules(&site, "probe", NULL);
    assert_int_equal(rule_of(&site, "probe/document")->severity, SEVERITY_OFF);
    assert_int_equal(rule_of(&site, "probe/options")->severity, SEVERITY_INFO);
    select_rules(&site, "probe/old", NULL);
    assert_int_equal(rule_of(&site, "probe/options")->severity, SEVERITY_INFO);
    select_rules(&site, NULL, "absent");
    assert_int_equal(rule_of(&site, "absent/x")->severity, SEVERITY_OFF);
    assert_int_equal(rule_of(&site, "probe/options")->severity, SEVERITY_INFO);
    select_rules(&site, "probe/optoins", "absent");
    check_mistake(&site, "keur: --only: unknown rule or plugin 'probe/optoins'; did you mean "
                         "'probe/options'?");
}

/* ---- What plugins refuse ---- */

static void test_setup_errors_name_the_place(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"rules:\n  probe/options:\n    options:\n      tree: { refused: it }\n",
         ".keur.yaml:4:24: error: the probe refuses 'it'"},
        {"rules:\n  probe/options:\n    options: { number: -1 }\n",
         ".keur.yaml:3:14: error: the probe takes no negative number"},
        {"rules:\n  probe/options:\n    options: { tree: { pattern: '[a' } }\n",
         ".keur.yaml:3:33: error: this pattern does not compile"},
        {"rules:\n  probe/options:\n    options: { tree: none.yaml }\n",
         ".keur.yaml:3:22: error: there is no file 'none.yaml'"},
        {"rules:\n  probe/options:\n    options: { tree: ../program/rules/general/pack.yaml }\n",
         "lies outside the project; only files within it are read"},
    };
    CHECK_MISTAKES(mistakes);

    struct stand site = site_new();
    write_file(&site, "project/.keur.yaml",
               "rules:\n  probe/options:\n    options: { tree: lists/tree.yaml }\n");
    write_file(&site, "project/lists/tree.yaml", "a: 1\nrefused: it\n");
    site_load(&site);
    check_mistake(&site, "lists/tree.yaml:2:10: error: the probe refuses 'it'");

    site = site_new();
    write_file(&site, "project/.keur.yaml",
               "rules:\n  probe/options:\n    options: { tree: lists/tree.json }\n");
    write_file(&site, "project/lists/tree.json", "{\"a\": [1, 2}\n");
    site_load(&site);
    check_mistake(&site, "lists/tree.json:1:12: error: ");

    site = site_new();
    write_file(&site, "program/rules/general/pack.yaml",
               "rules: { probe/options: { options: { tree: t.yaml } } }\n");
    write_file(&site, "program/rules/general/t.yaml", "refused: it\n");
    write_file(&site, "project/t.yaml", "a: b\n");
    site_load(&site);
    check_mistake(&site, "t.yaml:1:10: error: the probe refuses 'it'");
}

/* ---- Document types ---- */

static const char types[] = "documents:\n"
                            "  eis:\n"
                            "    files: ['docs/**/eisen/*.md', '!**/index.md']\n"
                            "    has-key: [nieuw, ook-nieuw]\n"
                            "    dialect: gfm\n"
                            "    probe: [{ street: Kade }]\n"
                            "  oude-eis:\n"
                            "    files: 'docs/**/eisen/*.md'\n"
                            "    lacks-key: nieuw\n"
                            "  weg:\n"
                            "rules: { probe/document: { documents: eis } }\n";

static const struct document_type *type_of(struct stand *site, const char *path,
                                           const char *front_matter)
{
    const struct document_type *type = NULL;
    const struct keur_value *root = NULL;
    struct yaml_trouble trouble;
    struct keur_text text = text_of(front_matter);
    if (text.length > 0)
        assert_true(yaml_tree_parse(text, (struct keur_span){.begin = 0, .end = text.length},
                                    site->arena, &root, &trouble));
    assert_true(load_document_type(site->project, text_of(path), root, &type, &site->errors));
    return type;
}

static void test_types_by_path_and_keys(void **state)
{
    (void)state;
    struct stand site = load(types);
    assert_int_equal(rule_of(&site, "probe/document")->documents.count, 1);
    assert_int_equal(site.project->type_count, 2);
    const struct document_type *type = type_of(&site, "docs/x/eisen/a.md", "nieuw: x\n");
    assert_true(text_is(type->name, "eis"));
    assert_int_equal(type->dialect, KEUR_DIALECT_GFM);
    assert_int_equal(type->setting_count, 1);
    assert_true(text_is(type->settings[0].key, "probe"));
    assert_int_equal(((const struct keur_records *)type->settings[0].prepared)->count, 1);
    assert_true(text_is(type_of(&site, "docs/eisen/a.md", "oud: x\n")->name, "oude-eis"));
    assert_true(text_is(type_of(&site, "docs/eisen/a.md", "")->name, "oude-eis"));
    assert_null(type_of(&site, "docs/a.md", "nieuw: x\n"));
    assert_null(type_of(&site, "docs/eisen/index.md", "nieuw: x\n"));

    const struct document_type *none = NULL;
    const struct keur_value *root;
    struct yaml_trouble trouble;
    assert_true(yaml_tree_parse(TEXT("ook-nieuw: 1"), (struct keur_span){.begin = 0, .end = 12},
                                site.arena, &root, &trouble));
    assert_false(
        load_document_type(site.project, TEXT("docs/eisen/a.md"), root, &none, &site.errors));
    assert_null(none);
    assert_int_equal(site.errors.count, 1);
    assert_non_null(strstr(site.errors.items[0],
                           "docs/eisen/a.md is of two document types, 'eis' by the glob "
                           "'docs/**/eisen/*.md' and 'oude-eis' by the glob 'docs/**/eisen/*.md'"));
    site_free(&site);
}

static void test_types_that_are_wrong(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"documents: [a]\n", ".keur.yaml:1:12: error: 'documents' takes a map"},
        {"documents:\n  a: { has-key: x }\n",
         ".keur.yaml:2:6: error: the key 'files' is missing here: a list of globs"},
        {"documents:\n  a: { files: x, dialect: mkdocs }\n",
         ".keur.yaml:2:27: error: unknown dialect 'mkdocs'"},
        {"documents:\n  a: { files: x, prob: [] }\n",
         ".keur.yaml:2:18: error: unknown key of a document type 'prob'; did you mean 'probe'?"},
        {"documents:\n  a: { files: x, probe: [{ stret: y, street: z }] }\nrules: { "
         "probe/document: "
         "error }\n",
         ".keur.yaml:2:28: error: unknown key 'stret'; did you mean 'street'?"},
        {"dialects: { 'docs/**': markdown }\n", ".keur.yaml:1:24: error: unknown dialect"},
        {"dialects: [gfm]\n", ".keur.yaml:1:11: error: 'dialects' takes a map"},
        {"ignore: { a: b }\n", ".keur.yaml:1:9: error: 'ignore' takes a list of texts"},
    };
    CHECK_MISTAKES(mistakes);
}

static void test_keys_without_a_value_say_nothing(void **state)
{
    (void)state;
    struct stand site = site_new();
    write_file(&site, "project/base.yaml", "rules: { probe/document: error }\nignore: [a]\n");
    write_file(&site, "project/.keur.yaml", "extends: [./base.yaml]\nrules:\nignore:\n");
    site_load(&site);
    assert_non_null(site.project);
    assert_int_equal(rule_of(&site, "probe/document")->severity, SEVERITY_ERROR);
    assert_int_equal(site.project->ignore.count, 1);
    site_free(&site);
}

static void test_overrides(void **state)
{
    (void)state;
    struct stand site = load("documents: { eis: { files: '*.md' } }\n"
                             "rules:\n"
                             "  probe/document: { severity: off, aliases: [probe/former] }\n"
                             "overrides:\n"
                             "  - { files: a.md, rules: { probe/document: error } }\n"
                             "  - documents: [eis]\n"
                             "    rules: { probe/former: { severity: info } }\n");
    assert_non_null(site.project);
    const struct rule *rule = rule_of(&site, "probe/document");
    assert_true(rule_is_on(rule));
    assert_non_null(rule->check);
    assert_int_equal(rule->overrides->severity, SEVERITY_INFO);
    assert_int_equal(rule->overrides->rule->severity, SEVERITY_INFO);
    assert_ptr_equal(rule->overrides->rule->check, rule->check);
    assert_int_equal(rule->overrides->documents.count, 1);
    assert_int_equal(rule->overrides->next->severity, SEVERITY_ERROR);
    assert_int_equal(rule->overrides->next->files.texts.count, 1);
    assert_null(rule->overrides->next->next);
    site_free(&site);
}

static void test_overrides_that_are_wrong(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"overrides: { files: x }\n", ".keur.yaml:1:12: error: 'overrides' takes a list"},
        {"overrides: [x]\n", ".keur.yaml:1:13: error: an override is a map"},
        {"overrides: [{ files: x }]\n",
         ".keur.yaml:1:13: error: the key 'rules' is missing here: a map from rules"},
        {"overrides: [{ files: x, rules: [y] }]\n", ".keur.yaml:1:32: error: 'rules' takes a map"},
        {"overrides: [{ rules: {} }]\n", ".keur.yaml:1:13: error: 'files' or 'documents' must"},
        {"overrides: [{ file: x, rules: {} }]\n",
         ".keur.yaml:1:15: error: unknown key 'file'; did you mean 'files'?"},
        {"overrides: [{ documents: eis, rules: {} }]\n",
         ".keur.yaml:1:26: error: unknown document type 'eis'"},
        {"rules: { probe/document: off }\n"
         "overrides: [{ files: x, rules: { probe/documnt: off } }]\n",
         ".keur.yaml:2:34: error: unknown rule 'probe/documnt'; did you mean 'probe/document'?"},
        {"rules: { probe/document: off }\n"
         "overrides: [{ files: x, rules: { probe/document: eror } }]\n",
         ".keur.yaml:2:50: error: unknown severity 'eror'; did you mean 'error'?"},
        {"rules: { probe/document: off }\n"
         "overrides: [{ files: x, rules: { probe/document: [error] } }]\n",
         ".keur.yaml:2:50: error: a severity is expected here"},
        {"rules: { probe/document: off }\n"
         "overrides: [{ files: x, rules: { probe/document: { options: {}, severity: off } } }]\n",
         ".keur.yaml:2:52: error: unknown key 'options'"},
    };
    CHECK_MISTAKES(mistakes);
}

static void test_settings_of_plugins_that_are_not_needed(void **state)
{
    (void)state;
    struct stand site = load("documents:\n  a: { files: x, probe: [{ street: y }] }\n");
    assert_non_null(site.project);
    assert_int_equal(site.project->types[0].setting_count, 0);
    site_free(&site);
}

/* `street` is missing in the second type. */
static const char pack_types[] = "documents:\n"
                                 "  a: { files: docs/a.md, probe: [{ street: y }], other: 1 }\n"
                                 "  b: { files: docs/b.md, probe: [{}] }\n"
                                 "rules: { probe/document: error }\n";

static struct stand load_pack_types(const char *config, bool with_settings)
{
    struct stand site = site_new();
    write_file(&site, "program/rules/general/pack.yaml", pack_types);
    write_file(&site, "project/.keur.yaml", config);
    site.request.with_settings = with_settings;
    site_load(&site);
    return site;
}

static void test_types_of_packs_wait_for_a_document(void **state)
{
    (void)state;
    struct stand site = load_pack_types("{}", false);
    assert_non_null(site.project);
    assert_false(site.project->types[0].is_bound);
    const struct document_type *type = type_of(&site, "docs/a.md", "");
    assert_true(type->is_bound);
    assert_int_equal(type->setting_count, 1);
    assert_int_equal(((const struct keur_records *)type->settings[0].prepared)->count, 1);
    assert_false(site.project->types[1].is_bound);
    assert_int_equal(site.errors.count, 0);
    load_type_settings(site.project, TEXT("b"), &site.errors);
    assert_true(site.project->types[1].is_bound);
    assert_int_equal(site.errors.count, 1);
    assert_non_null(strstr(site.errors.items[0], "pack.yaml:3:34: error: the key 'street'"));
    type_of(&site, "docs/b.md", "");
    assert_int_equal(site.errors.count, 1); /* told once */
    site_free(&site);
}

static void test_types_that_do_not_wait(void **state)
{
    (void)state;
    struct stand site = load_pack_types("documents: { a: { probe: [{}] } }", false);
    check_mistake(&site, ".keur.yaml:1:27: error: the key 'street' is missing");
    site = load_pack_types("documents: { b: null }", true);
    check_mistake(&site, "pack.yaml:2:50: error: unknown key of a document type 'other'");
}

static void test_examples_of_a_type_have_its_path(void **state)
{
    (void)state;
    struct stand site =
        load("documents:\n  eis: { files: ['docs/**/eisen/*.md', '!**/index.md'] }\n"
             "rules: { probe/document: { examples: { type: eis } } }\n");
    assert_true(text_is(rule_of(&site, "probe/document")->bad_file, "docs/eisen/example.md"));
    site_free(&site);
    static const struct mistake mistakes[] = {
        {"rules: { probe/document: { examples: { type: eis } } }\n",
         ".keur.yaml:1:46: error: no path can be made up that is of the document type 'eis'"},
    };
    CHECK_MISTAKES(mistakes);
}

/* ---- How documents are read ---- */

static void check_dialect(const struct stand *site, const char *path, enum keur_dialect dialect)
{
    struct reading reading = load_reading(site->project, text_of(path), NULL);
    if (reading.dialect != dialect)
        fail_msg("%s is read as %d", path, (int)reading.dialect);
}

static void test_dialects_without_a_site(void **state)
{
    (void)state;
    struct stand site = load("dialects: { 'docs/**': python-markdown, 'docs/x/**': commonmark }\n"
                             "documents: { eis: { files: '*.md', dialect: python-markdown } }\n");
    assert_non_null(site.project);
    assert_false(site.project->has_site);
    check_dialect(&site, "README.md", KEUR_DIALECT_GFM);
    check_dialect(&site, "docs/a.md", KEUR_DIALECT_PYTHON_MARKDOWN);
    check_dialect(&site, "docs/x/a.md", KEUR_DIALECT_COMMONMARK);
    struct reading reading = load_reading(site.project, TEXT("README.md"), &site.project->types[0]);
    assert_int_equal(reading.dialect, KEUR_DIALECT_PYTHON_MARKDOWN);
    assert_int_equal(reading.extensions, EXTENSION_ALL);
    site_free(&site);
}

static void test_a_site(void **state)
{
    (void)state;
    struct stand site = site_new();
    write_file(&site, "project/parts/woorden.md", "x\n");
    write_file(&site, "project/mkdocs.yml",
               "docs_dir: ./docs/\nplugins: !ENV [A, b]\nmarkdown_extensions:\n"
               "  - pymdownx.tabbed: { alternate_style: true }\n"
               "  - markdown.extensions.attr_list\n  - pymdownx.blocks.html\n"
               "  - pymdownx.emoji:\n      emoji_index: !!python/name:material.x\n"
               "  - pymdownx.snippets:\n      base_path: [none, parts]\n"
               "      auto_append: [woorden.md, includes/b.md]\n");
    site_load(&site);
    assert_true(site.project->has_site);
    assert_true(text_is(site.project->docs_dir, "docs"));
    assert_int_equal(site.project->extensions, EXTENSION_TABLES | EXTENSION_TABS |
                                                   EXTENSION_ATTRIBUTES | EXTENSION_BLOCKS |
                                                   EXTENSION_SNIPPETS);
    check_dialect(&site, "docs/a.md", KEUR_DIALECT_PYTHON_MARKDOWN);
    check_dialect(&site, "docsy/a.md", KEUR_DIALECT_GFM);
    check_dialect(&site, "README.md", KEUR_DIALECT_GFM);
    check_dialect(&site, "parts/woorden.md", KEUR_DIALECT_PYTHON_MARKDOWN);
    check_dialect(&site, "includes/b.md", KEUR_DIALECT_PYTHON_MARKDOWN);
    site_free(&site);
}

static void test_sites_that_are_broken_or_bare(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned extensions;
    } sites[] = {
        {"", EXTENSION_TABLES},
        {"site_name: x\n", EXTENSION_TABLES},
        {"markdown_extensions: [extra, 3, ~, [x]]\n",
         EXTENSION_TABLES | EXTENSION_ABBREVIATIONS | EXTENSION_ATTRIBUTES | EXTENSION_FOOTNOTES},
        {"markdown_extensions: { pymdownx.extra: {}, admonition: ~, pymdownx.details: {} }\n",
         EXTENSION_TABLES | EXTENSION_ABBREVIATIONS | EXTENSION_ATTRIBUTES | EXTENSION_FOOTNOTES |
             EXTENSION_ADMONITION | EXTENSION_DETAILS},
        {"markdown_extensions: x\ndocs_dir: [a]\n", EXTENSION_TABLES},
        {"a: b: c\n", EXTENSION_ALL},
        {"\xFF", EXTENSION_ALL},
        {"[[[", EXTENSION_ALL},
    };
    for (size_t i = 0; i < sizeof(sites) / sizeof(*sites); i++) {
        struct stand site = site_new();
        write_file(&site, "project/mkdocs.yml", sites[i].text);
        site_load(&site);
        assert_non_null(site.project);
        assert_true(site.project->has_site);
        assert_int_equal(site.project->extensions, sites[i].extensions);
        check_dialect(&site, "docs/a.md", KEUR_DIALECT_PYTHON_MARKDOWN);
        site_free(&site);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_configured),
        cmocka_unit_test(test_the_later_wins),
        cmocka_unit_test(test_files_extend_files),
        cmocka_unit_test(test_packs_explain_rules),
        cmocka_unit_test(test_explanations_say_nothing_else),
        cmocka_unit_test(test_packs_include_files),
        cmocka_unit_test(test_what_cannot_be_extended),
        cmocka_unit_test(test_flags_of_the_configuration),
        cmocka_unit_test(test_a_link_that_leaves_the_project),
        cmocka_unit_test(test_rules_that_are_wrong),
        cmocka_unit_test(test_a_great_many_mistakes),
        cmocka_unit_test(test_a_rule_that_is_off_loads_nothing),
        cmocka_unit_test(test_one_check_serves_many_rules),
        cmocka_unit_test(test_former_ids),
        cmocka_unit_test(test_only_and_skip),
        cmocka_unit_test(test_setup_errors_name_the_place),
        cmocka_unit_test(test_types_by_path_and_keys),
        cmocka_unit_test(test_types_that_are_wrong),
        cmocka_unit_test(test_keys_without_a_value_say_nothing),
        cmocka_unit_test(test_overrides),
        cmocka_unit_test(test_overrides_that_are_wrong),
        cmocka_unit_test(test_settings_of_plugins_that_are_not_needed),
        cmocka_unit_test(test_types_of_packs_wait_for_a_document),
        cmocka_unit_test(test_types_that_do_not_wait),
        cmocka_unit_test(test_examples_of_a_type_have_its_path),
        cmocka_unit_test(test_dialects_without_a_site),
        cmocka_unit_test(test_a_site),
        cmocka_unit_test(test_sites_that_are_broken_or_bare),
    };
    struct arena *arena = arena_new();
    plugin_dirs[0] = path_real(arena, KEUR_FIXTURES);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    return failed;
}
