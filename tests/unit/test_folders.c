#include <stdio.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/folders.h"
#include "base/text.h"
#include "tree.h"
#include "unit/unit.h"

struct stage {
    struct tree tree;
    struct folders *folders; /* of the folder "project" in the tree */
};

static struct stage stage_new(void)
{
    struct tree tree = tree_new();
    tree_folder(&tree, "project");
    return (struct stage){tree, folders_new(tree.arena, tree_path(&tree, "project"))};
}

static void assert_entry(const struct folder *folder, size_t i, const char *name,
                         enum folder_entry_type type)
{
    assert_true(i < folder->count);
    assert_true(text_is(folder->entries[i].name, name));
    assert_int_equal(folder->entries[i].type, type);
}

static void test_listing_is_sorted(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    tree_file(&stage.tree, "project/b.md", "");
    tree_file(&stage.tree, "project/B.md", "");
    tree_file(&stage.tree, "project/.hidden", "");
    tree_folder(&stage.tree, "project/a");
    assert_int_equal(mkfifo(tree_path(&stage.tree, "project/pipe").bytes, 0666), 0);
    const struct folder *folder = folders_read(stage.folders, TEXT(""));
    assert_non_null(folder);
    assert_int_equal(folder->count, 5);
    assert_entry(folder, 0, ".hidden", ENTRY_FILE);
    assert_entry(folder, 1, "B.md", ENTRY_FILE);
    assert_entry(folder, 2, "a", ENTRY_FOLDER);
    assert_entry(folder, 3, "b.md", ENTRY_FILE);
    assert_entry(folder, 4, "pipe", ENTRY_OTHER);
    assert_ptr_equal(folders_read(stage.folders, TEXT(".")), folder);
    assert_int_equal(folders_read(stage.folders, TEXT("a"))->count, 0);
    assert_null(folders_read(stage.folders, TEXT("b.md")));
    assert_null(folders_read(stage.folders, TEXT("c")));
    tree_free(&stage.tree);
}

static void test_find_wants_the_exact_case(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    tree_file(&stage.tree, "project/docs/Vereisten/a.md", "");
    tree_file(&stage.tree, "outside.md", "");
    struct folders *folders = stage.folders;
    assert_int_equal(folders_find(folders, TEXT("docs/Vereisten/a.md")), KEUR_FILE);
    assert_int_equal(folders_find(folders, TEXT("docs/Vereisten")), KEUR_FOLDER);
    assert_int_equal(folders_find(folders, TEXT("docs/Vereisten/")), KEUR_FOLDER);
    assert_int_equal(folders_find(folders, TEXT("")), KEUR_FOLDER);
    assert_int_equal(folders_find(folders, TEXT("docs/vereisten/a.md")), KEUR_ABSENT);
    assert_int_equal(folders_find(folders, TEXT("docs/Vereisten/A.md")), KEUR_ABSENT);
    assert_int_equal(folders_find(folders, TEXT("docs/Vereisten/a.md/b")), KEUR_ABSENT);
    assert_int_equal(folders_find(folders, TEXT("../outside.md")), KEUR_ABSENT);
    assert_int_equal(folders_find(folders, TEXT("/etc/passwd")), KEUR_ABSENT);
    tree_free(&stage.tree);
}

static void test_links_stay_within_the_root(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    tree_file(&stage.tree, "project/docs/a.md", "");
    tree_file(&stage.tree, "project-2/b.md", "");
    tree_link(&stage.tree, "project/file", "docs/a.md");
    tree_link(&stage.tree, "project/folder", "docs");
    tree_link(&stage.tree, "project/docs/again", "../folder");
    tree_link(&stage.tree, "project/out", "../project-2");
    tree_link(&stage.tree, "project/out.md", "../project-2/b.md");
    tree_link(&stage.tree, "project/gone", "nowhere");
    tree_link(&stage.tree, "project/self", "self");
    struct folders *folders = stage.folders;
    const struct folder *root = folders_read(folders, TEXT(""));
    assert_entry(root, 1, "file", ENTRY_LINK_FILE);
    assert_entry(root, 2, "folder", ENTRY_LINK_FOLDER);
    assert_entry(root, 3, "gone", ENTRY_OTHER);
    assert_entry(root, 4, "out", ENTRY_OTHER);
    assert_entry(root, 5, "out.md", ENTRY_OTHER);
    assert_entry(root, 6, "self", ENTRY_OTHER);
    assert_int_equal(folders_find(folders, TEXT("file")), KEUR_FILE);
    assert_int_equal(folders_find(folders, TEXT("folder/a.md")), KEUR_FILE);
    assert_int_equal(folders_find(folders, TEXT("folder/again/again/a.md")), KEUR_FILE);
    assert_int_equal(folders_find(folders, TEXT("out/b.md")), KEUR_ABSENT);
    assert_int_equal(folders_find(folders, TEXT("out.md")), KEUR_ABSENT);
    assert_int_equal(folders_find(folders, TEXT("self")), KEUR_ABSENT);
    assert_ptr_equal(folders_read(folders, TEXT("folder")), folders_read(folders, TEXT("docs")));
    tree_free(&stage.tree);
}

static void test_many_folders(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    char name[64];
    for (int i = 0; i < 300; i++) {
        snprintf(name, sizeof name, "project/f%03d/a.md", i);
        tree_file(&stage.tree, name, "");
    }
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 300; i++) {
            snprintf(name, sizeof name, "f%03d/a.md", i);
            assert_int_equal(folders_find(stage.folders, text_of(name)), KEUR_FILE);
        }
    assert_int_equal(folders_read(stage.folders, TEXT(""))->count, 300);
    tree_free(&stage.tree);
}

/* What is on the disk and not known is not there; what is known is, even when it is gone. */
static void test_only_what_is_known(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    tree_file(&stage.tree, "project/a.md", "");
    tree_file(&stage.tree, "project/a/deep/b.md", "");
    tree_file(&stage.tree, "project/a/deep/unknown.md", "");
    tree_file(&stage.tree, "project/unknown/c.md", "");
    tree_file(&stage.tree, "project/module/d.md", "");
    tree_file(&stage.tree, "project/now-a-folder/e.md", "");
    const struct known_path known[] = {
        {TEXT("a.md"), false},        {TEXT("a/deep/b.md"), false}, {TEXT("a/gone.md"), false},
        {TEXT("gone/too.md"), false}, {TEXT("module"), true},       {TEXT("now-a-folder"), false},
    };
    folders_read(stage.folders, TEXT("")); /* what was read before does not count any more */
    folders_limit(stage.folders, (struct folders_known){known, sizeof known / sizeof *known});
    const struct folder *root = folders_read(stage.folders, TEXT(""));
    assert_int_equal(root->count, 5);
    assert_entry(root, 0, "a", ENTRY_FOLDER);
    assert_entry(root, 1, "a.md", ENTRY_FILE);
    assert_entry(root, 2, "gone", ENTRY_FOLDER);
    assert_entry(root, 3, "module", ENTRY_FOLDER);
    assert_entry(root, 4, "now-a-folder", ENTRY_MISSING);
    assert_int_equal(folders_find(stage.folders, TEXT("a/deep/b.md")), KEUR_FILE);
    assert_int_equal(folders_find(stage.folders, TEXT("a/deep/unknown.md")), KEUR_ABSENT);
    assert_int_equal(folders_find(stage.folders, TEXT("unknown")), KEUR_ABSENT);
    assert_int_equal(folders_find(stage.folders, TEXT("unknown/c.md")), KEUR_ABSENT);
    assert_int_equal(folders_find(stage.folders, TEXT("gone/too.md")), KEUR_FILE);
    assert_int_equal(folders_find(stage.folders, TEXT("module/d.md")), KEUR_FILE);
    assert_int_equal(folders_files(stage.folders).count, 6);
    tree_free(&stage.tree);
}

static struct keur_text real_in(const struct tree *tree, const char *name)
{
    struct keur_text below;
    struct keur_text real = path_real_in(tree->arena, tree_path(tree, "project"), text_of(name));
    return path_below(tree->root, real, &below) ? below : real;
}

static void test_real_paths_from_a_folder(void **state)
{
    (void)state;
    struct tree tree = tree_new();
    tree_file(&tree, "project/docs/a.md", "");
    tree_file(&tree, "outside/b.md", "");
    tree_link(&tree, "project/docs/link", tree_path(&tree, "outside").bytes);
    static const char *const real[][2] = {
        {"docs/a.md", "project/docs/a.md"},
        {"./docs/a.md", "project/docs/a.md"},
        {"docs/", "project/docs"},
        {"docs//a.md", "project/docs/a.md"},
        {".", "project"},
        {"../outside/b.md", "outside/b.md"},
        {"docs/link/b.md", "outside/b.md"},
        {"docs/link/../project/docs", "project/docs"},
        {"docs/link", "outside"},
        {"docs/c.md", ""},
        {"docs/a.md/d", ""},
        {"docs/a.md/", ""},
        {"/", "/"},
    };
    for (size_t i = 0; i < sizeof real / sizeof *real; i++)
        assert_true(text_is(real_in(&tree, real[i][0]), real[i][1]));
    tree_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_listing_is_sorted),
        cmocka_unit_test(test_find_wants_the_exact_case),
        cmocka_unit_test(test_links_stay_within_the_root),
        cmocka_unit_test(test_many_folders),
        cmocka_unit_test(test_only_what_is_known),
        cmocka_unit_test(test_real_paths_from_a_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
