/* Document types, overrides, and how documents are read. */
#include "unit/loading.h"

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
         EXTENSION_TABLES | EXTENSION_ABBREVIATIONS | EXTENSION_ATTRIBUTES | EXTENSION_FOOTNOTES |
             EXTENSION_MARKDOWN_IN_HTML},
        {"markdown_extensions: { pymdownx.extra: {}, admonition: ~, pymdownx.details: {} }\n",
         EXTENSION_TABLES | EXTENSION_ABBREVIATIONS | EXTENSION_ATTRIBUTES | EXTENSION_FOOTNOTES |
             EXTENSION_MARKDOWN_IN_HTML | EXTENSION_ADMONITION | EXTENSION_DETAILS},
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
