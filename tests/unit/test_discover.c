#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/array.h"
#include "base/text.h"
#include "discover/discover.h"
#include "tree.h"
#include "unit/unit.h"

struct stage {
    struct tree tree;
    struct project project; /* the folder "project" in the tree */
    struct targets targets;
    struct errors errors;
};

static struct stage stage_new(void)
{
    struct stage stage = {.tree = tree_new()};
    tree_folder(&stage.tree, "project");
    stage.project.root = tree_path(&stage.tree, "project");
    stage.project.folders = folders_new(stage.tree.arena, stage.project.root);
    return stage;
}

static void stage_free(struct stage *stage)
{
    ARRAY_FREE(&stage->targets);
    errors_free(&stage->errors);
    tree_free(&stage->tree);
}

static bool discover(struct stage *stage, const char *path)
{
    bool is_fine = discover_documents(&stage->project, tree_path(&stage->tree, path),
                                      stage->tree.arena, &stage->targets, &stage->errors);
    discover_sort(&stage->targets);
    return is_fine;
}

/* `expected` has all paths that were found, with a blank behind each. */
static void assert_found(struct stage *stage, const char *expected)
{
    struct buffer found = {0};
    for (size_t i = 0; i < stage->targets.count; i++) {
        buffer_add(&found, stage->targets.items[i].path);
        buffer_add_byte(&found, ' ');
    }
    buffer_add_byte(&found, '\0');
    assert_string_equal(found.bytes, expected);
    buffer_free(&found);
    stage->targets.count = 0;
}

static void assert_error(struct stage *stage, const char *part)
{
    assert_int_equal(stage->errors.count, 1);
    if (strstr(stage->errors.items[0], part) == NULL)
        fail_msg("'%s' is not in: %s", part, stage->errors.items[0]);
    errors_free(&stage->errors);
}

static void test_what_is_a_document(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    static const char *const files[] = {
        "b.md",
        "a.markdown",
        "c.MD",
        "d.txt",
        "md",
        ".md",
        ".e.md",
        ".github/f.md",
        "docs/g.md",
        "docs/site/h.md",
        "site/i.md",
        "node_modules/j.md",
        "x/node_modules/k.md",
        "handboek/mkdocs.yml",
        "handboek/site/l.md",
        "a b/\xC3\xA9.md",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct keur_text path = arena_format(stage.tree.arena, "project/%s", files[i]);
        tree_file(&stage.tree, path.bytes, "");
    }
    assert_true(discover(&stage, "project"));
    assert_found(&stage, "a b/\xC3\xA9.md a.markdown b.md c.MD docs/g.md docs/site/h.md ");
    assert_true(discover(&stage, "project/docs"));
    assert_true(discover(&stage, "project/docs/g.md"));
    assert_true(discover(&stage, "project/d.txt"));
    assert_true(discover(&stage, "project/.github"));
    assert_found(&stage, ".github/f.md d.txt docs/g.md docs/site/h.md ");
    stage_free(&stage);
}

static void test_shown_paths(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    tree_file(&stage.tree, "project/docs/a.md", "");
    static const char *const cases[][2] = {
        {"project", "docs/a.md"},          {"project/docs", "a.md"},
        {"project/docs/x", "../a.md"},     {"project/x", "../docs/a.md"},
        {"other", "../project/docs/a.md"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stage.project.working_folder = tree_path(&stage.tree, cases[i][0]);
        assert_true(discover(&stage, "project/docs/../docs//a.md"));
        assert_true(text_is(stage.targets.items[0].shown, cases[i][1]));
        assert_found(&stage, "docs/a.md ");
    }
    stage_free(&stage);
}

static void test_ignore_of_the_project(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    struct keur_text globs[] = {TEXT("archief"), TEXT("!archief/blijft.md"), TEXT("oud/"),
                                TEXT("**/kladje-*.md")};
    tree_file(&stage.tree, "project/archief/a.md", "");
    tree_file(&stage.tree, "project/archief/blijft.md", "");
    tree_file(&stage.tree, "project/oud/b.md", "");
    tree_file(&stage.tree, "project/docs/oud", "");
    tree_file(&stage.tree, "project/docs/kladje-1.md", "");
    tree_file(&stage.tree, "project/docs/c.md", "");
    stage.project.ignore = (struct keur_texts){globs, 4};
    assert_true(discover(&stage, "project"));
    assert_found(&stage, "archief/blijft.md docs/c.md ");
    stage.project.ignore.count = 1;
    assert_true(discover(&stage, "project"));
    assert_found(&stage, "docs/c.md docs/kladje-1.md oud/b.md ");
    assert_true(discover(&stage, "project/archief/a.md"));
    assert_found(&stage, "");
    stage_free(&stage);
}

static void test_gitignore_of_every_level(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    tree_file(&stage.tree, ".git/info/exclude", "excluded.md\n");
    tree_file(&stage.tree, ".gitignore", "*.tmp.md\n/project/top.md\n");
    tree_file(&stage.tree, "project/.gitignore", "!keep.tmp.md\nbuild/\ndocs/*.md\n!docs/b.md\n");
    tree_file(&stage.tree, "project/docs/.gitignore", "!excluded.md\n");
    static const char *const files[] = {
        "a.tmp.md",   "keep.tmp.md",  "top.md",   "excluded.md", "docs/a.md",       "docs/b.md",
        "build/a.md", "x/build/a.md", "x/top.md", "docs/x/a.md", "docs/excluded.md"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct keur_text path = arena_format(stage.tree.arena, "project/%s", files[i]);
        tree_file(&stage.tree, path.bytes, "");
    }
    assert_true(discover(&stage, "project"));
    assert_found(&stage, "docs/b.md docs/excluded.md docs/x/a.md keep.tmp.md x/top.md ");
    assert_true(discover(&stage, "project/build"));
    assert_true(discover(&stage, "project/a.tmp.md"));
    assert_found(&stage, "a.tmp.md build/a.md ");
    stage_free(&stage);
}

static void test_symbolic_links(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    tree_file(&stage.tree, "project/docs/a.md", "");
    tree_file(&stage.tree, "project/gedeeld/b.md", "");
    tree_file(&stage.tree, "project/los/c.md", "");
    tree_file(&stage.tree, "project/.kladblok/d.md", "");
    tree_file(&stage.tree, "buiten/e.md", "");
    tree_link(&stage.tree, "project/docs/zelf.md", "a.md");
    tree_link(&stage.tree, "project/docs/los.md", "../los/c.md");
    tree_link(&stage.tree, "project/docs/gedeeld", "../gedeeld");
    tree_link(&stage.tree, "project/gedeeld/terug", "../docs");
    tree_link(&stage.tree, "project/docs/klad", "../.kladblok");
    tree_link(&stage.tree, "project/docs/buiten", "../../buiten");
    tree_link(&stage.tree, "project/docs/buiten.md", "../../buiten/e.md");
    tree_link(&stage.tree, "project/docs/nergens.md", "nergens");
    tree_link(&stage.tree, "project/docs/kring.md", "kring.md");
    assert_true(discover(&stage, "project/docs"));
    assert_found(&stage, "docs/a.md gedeeld/b.md los/c.md ");
    assert_true(discover(&stage, "project"));
    assert_found(&stage, "docs/a.md gedeeld/b.md los/c.md ");
    assert_true(discover(&stage, "project/docs/zelf.md"));
    assert_found(&stage, "docs/a.md ");
    assert_false(discover(&stage, "project/docs/buiten.md"));
    assert_error(&stage, "'docs/buiten.md' leads out of its project");
    assert_false(discover(&stage, "project/docs/nergens.md"));
    assert_error(&stage, "cannot read 'docs/nergens.md'");
    stage_free(&stage);
}

/* The caller finds the project of what a path leads to: that may be another one. */
static void test_links_to_another_project(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    tree_file(&stage.tree, "project/.keur.yaml", "");
    tree_file(&stage.tree, "project/a.md", "");
    tree_file(&stage.tree, "other/.keur.yaml", "");
    tree_link(&stage.tree, "other/a.md", "../project/a.md");
    tree_link(&stage.tree, "same", "project");
    assert_false(discover(&stage, "other/a.md"));
    assert_error(&stage, "leads out of its project");
    assert_true(discover(&stage, "same/a.md"));
    assert_true(discover(&stage, "same"));
    assert_found(&stage, "a.md ");
    stage_free(&stage);
}

static void test_projects_within_the_project(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    tree_file(&stage.tree, "project/a.md", "");
    tree_file(&stage.tree, "project/sub/.keur.yaml", "");
    tree_file(&stage.tree, "project/sub/x/b.md", "");
    assert_true(discover(&stage, "project"));
    assert_found(&stage, "a.md ");
    assert_non_null(stage.targets.nested);
    struct keur_text sub = tree_path(&stage.tree, "project/sub");
    assert_true(keur_text_equals(stage.targets.nested->root, sub));
    assert_null(stage.targets.nested->next);
    stage_free(&stage);
}

static void test_folders_without_end(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    struct buffer path = {0};
    buffer_add(&path, TEXT("project"));
    for (int i = 0; i < 70; i++)
        buffer_add(&path, TEXT("/d"));
    buffer_add(&path, TEXT("/a.md"));
    buffer_add_byte(&path, '\0');
    tree_file(&stage.tree, path.bytes, "");
    tree_file(&stage.tree, "project/b.md", "");
    assert_false(discover(&stage, "project"));
    assert_error(&stage, "more than 64 folders deep");
    assert_found(&stage, "b.md ");
    buffer_free(&path);
    stage_free(&stage);
}

static void test_many_files_in_one_folder(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    tree_file(&stage.tree, "project/.gitignore", "*.log\n/out\ntmp-*\n");
    char name[64];
    for (int i = 0; i < 20000; i++) {
        snprintf(name, sizeof name, "project/f%05d.md", i);
        tree_file(&stage.tree, name, "");
    }
    clock_t begin = clock();
    assert_true(discover(&stage, "project"));
    assert_true(clock() - begin < 2 * CLOCKS_PER_SEC);
    assert_int_equal(stage.targets.count, 20000);
    stage_free(&stage);
}

struct root_case {
    const char *path, *root;
};

static void test_texts_stand_for_files(void **state)
{
    (void)state;
    static const struct keur_text text = {"new", 3};
    struct target items[] = {
        {TEXT("b.md"), TEXT("b.md"), NULL},
        {TEXT("a.md"), TEXT("a.md"), NULL},
        {TEXT("b.md"), TEXT("b.md"), &text},
    };
    struct targets targets = {.items = items, .count = 3, .capacity = 3};

    discover_sort(&targets);
    assert_int_equal(targets.count, 2);
    assert_ptr_equal(discover_find(&targets, TEXT("b.md"))->text, &text);
    assert_null(discover_find(&targets, TEXT("a.md"))->text);
    assert_null(discover_find(&targets, TEXT("c.md")));
}

static void test_roots(void **state)
{
    (void)state;
    struct tree tree = tree_new();
    static const char *const files[] = {
        "git/.git/HEAD",        "git/mkdocs/mkdocs.yml",
        "git/mkdocs/a.md",      "git/keur/.keur.yaml",
        "git/keur/x/a.md",      "git/keur/module/.git",
        "git/keur/module/a.md", "site/mkdocs.yml",
        "site/docs/a.md",       "none/docs/a.md",
        ".keur.yaml",           "git/keur/module/y/mkdocs.yml",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        tree_file(&tree, files[i], "");
    static const struct root_case cases[] = {
        {"git/mkdocs/a.md", "git"},
        {"git/mkdocs", "git"},
        {"git/keur/x/a.md", "git/keur"},
        {"git/keur", "git/keur"},
        {"git/keur/module/a.md", "git/keur/module"},
        {"git/keur/module/y/new.md", "git/keur/module"},
        {"site/docs/a.md", "."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct keur_text root =
            discover_root(tree.arena, tree_path(&tree, cases[i].path), tree.root);
        if (!keur_text_equals(root, tree_path(&tree, cases[i].root)))
            fail_msg("root of %s is %s", cases[i].path, root.bytes);
    }
    remove(tree_path(&tree, ".keur.yaml").bytes);
    struct keur_text root =
        discover_root(tree.arena, tree_path(&tree, "site/docs/a.md"), tree.root);
    assert_true(keur_text_equals(root, tree_path(&tree, "site")));
    root = discover_root(tree.arena, tree_path(&tree, "none/docs/a.md"), tree.root);
    assert_true(keur_text_equals(root, tree.root));
    root = discover_root(tree.arena, tree_path(&tree, "none/docs/a.md"),
                         tree_path(&tree, "none/docs/x"));
    assert_true(keur_text_equals(root, tree_path(&tree, "none/docs")));
    tree_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_a_document),
        cmocka_unit_test(test_shown_paths),
        cmocka_unit_test(test_ignore_of_the_project),
        cmocka_unit_test(test_gitignore_of_every_level),
        cmocka_unit_test(test_symbolic_links),
        cmocka_unit_test(test_links_to_another_project),
        cmocka_unit_test(test_projects_within_the_project),
        cmocka_unit_test(test_folders_without_end),
        cmocka_unit_test(test_many_files_in_one_folder),
        cmocka_unit_test(test_texts_stand_for_files),
        cmocka_unit_test(test_roots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
