/* Configurations of projects that are written into a folder of their own. */
#include "unit/loading.h"

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
    };
    struct arena *arena = arena_new();
    plugin_dirs[0] = path_real(arena, KEUR_FIXTURES);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    return failed;
}
