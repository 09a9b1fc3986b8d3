#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/file.h"
#include "base/replace.h"
#include "base/text.h"
#include "tree.h"
#include "unit/unit.h"

/* Replaces "old" by "new" in a.md of the tree, and gives the message, or "". */
static struct keur_text replace(const struct tree *tree)
{
    struct errors errors = {0};
    const struct file_change change = {.path = tree_path(tree, "a.md"),
                                       .shown = TEXT("a.md"),
                                       .before = TEXT("old"),
                                       .after = TEXT("new")};
    bool is_done = file_replace(&change, &errors);
    assert_int_equal(is_done, errors.count == 0);
    struct keur_text message = arena_copy(tree->arena, text_of(is_done ? NULL : errors.items[0]));
    errors_free(&errors);
    return message;
}

static void assert_content(const struct tree *tree, const char *expected)
{
    struct errors errors = {0};
    struct keur_text text;
    assert_true(file_read(tree_path(tree, "a.md").bytes, 100, tree->arena, &text, &errors));
    assert_string_equal(text.bytes, expected);
}

static void assert_refused(const struct tree *tree, const char *reason, const char *content)
{
    struct keur_text message = replace(tree);
    assert_non_null(strstr(message.bytes, "keur: 'a.md' is not changed: "));
    assert_non_null(strstr(message.bytes, reason));
    assert_content(tree, content);
    assert_int_equal(file_remove_leftovers(tree->root.bytes), 0);
}

static struct tree tree_with(const char *content)
{
    struct tree tree = tree_new();
    tree_file(&tree, "a.md", content);
    return tree;
}

static void test_a_file_is_replaced(void **state)
{
    (void)state;
    struct tree tree = tree_with("old");
    const char *path = tree_path(&tree, "a.md").bytes;
    struct stat before, after;
    assert_int_equal(chmod(path, 0604), 0);
    assert_int_equal(stat(path, &before), 0);
    bool has_attributes = setxattr(path, "user.author", "me", 2, 0) == 0;
    assert_string_equal(replace(&tree).bytes, "");
    assert_content(&tree, "new");
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(after.st_mode, before.st_mode);
    assert_int_equal(after.st_uid, before.st_uid);
    assert_int_equal(after.st_gid, before.st_gid);
    assert_true(after.st_ino != before.st_ino);
    char value[8];
    assert_int_equal(getxattr(path, "user.author", value, sizeof value), has_attributes ? 2 : -1);
    tree_free(&tree);
}

/* The superuser can give files away: what is replaced keeps its owner. */
static void test_the_owner_stays(void **state)
{
    (void)state;
    struct tree tree = tree_with("old");
    const char *path = tree_path(&tree, "a.md").bytes;
    struct stat status;
    if (chown(path, 12345, 23456) != 0) {
        tree_free(&tree);
        skip();
    }
    assert_string_equal(replace(&tree).bytes, "");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_uid, 12345);
    assert_int_equal(status.st_gid, 23456);
    tree_free(&tree);
}

static void test_a_file_that_changed_meanwhile(void **state)
{
    (void)state;
    struct tree tree = tree_with("oldest");
    assert_refused(&tree, "it was changed meanwhile", "oldest");
    tree_file(&tree, "a.md", "odd");
    assert_refused(&tree, "it was changed meanwhile", "odd");
    tree_free(&tree);
}

static void test_a_file_that_is_read_only(void **state)
{
    (void)state;
    struct tree tree = tree_with("old");
    assert_int_equal(chmod(tree_path(&tree, "a.md").bytes, 0444), 0);
    assert_refused(&tree, "it is read-only", "old");
    tree_free(&tree);
}

static void test_a_file_with_two_names(void **state)
{
    (void)state;
    struct tree tree = tree_with("old");
    assert_int_equal(link(tree_path(&tree, "a.md").bytes, tree_path(&tree, "b.md").bytes), 0);
    assert_refused(&tree, "another name", "old");
    tree_free(&tree);
}

/* It was a file when it was read. */
static void test_a_file_that_became_a_link(void **state)
{
    (void)state;
    struct tree tree = tree_new();
    tree_file(&tree, "b.md", "old");
    tree_link(&tree, "a.md", "b.md");
    assert_refused(&tree, "cannot open it", "old");
    tree_free(&tree);
}

static void test_a_file_that_is_gone(void **state)
{
    (void)state;
    struct tree tree = tree_new();
    assert_non_null(strstr(replace(&tree).bytes, "cannot open it: No such file"));
    tree_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_is_replaced),
        cmocka_unit_test(test_the_owner_stays),
        cmocka_unit_test(test_a_file_that_changed_meanwhile),
        cmocka_unit_test(test_a_file_that_is_read_only),
        cmocka_unit_test(test_a_file_with_two_names),
        cmocka_unit_test(test_a_file_that_became_a_link),
        cmocka_unit_test(test_a_file_that_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
