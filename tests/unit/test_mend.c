/* Rounds of mending, with a plugin whose edits do harm when they are told to. */
#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "command/mend.h"
#include "load/load.h"
#include "tree.h"
#include "unit/unit.h"

/* A project with the files that a test writes, mended in memory. */
struct stage {
    struct tree tree;
    struct project *project;
    struct targets asked;
    struct mend mend;
};

static struct stage stage_new(const char *rules)
{
    struct stage stage = {.tree = tree_new()};
    struct arena *arena = stage.tree.arena;
    tree_file(&stage.tree, ".keur.yaml",
              arena_format(arena, "extends: []\nrules:\n%s", rules).bytes);
    return stage;
}

/* Behind the last file: folders are read once. */
static void stage_load(struct stage *stage)
{
    struct arena *arena = stage->tree.arena;
    struct keur_text fixtures = path_real(arena, KEUR_FIXTURES);
    struct load_request request = {.program_folder = stage->tree.root,
                                   .plugin_dirs = {.items = &fixtures, .count = 1}};
    struct errors errors = {0};
    if (!load_project(&request, stage->tree.root, arena, &stage->project, &errors))
        fail_msg("%s", errors.items[0]);
}

static void mend(struct stage *stage, struct mend_options options)
{
    struct errors errors = {0};
    stage_load(stage);
    ARRAY_FREE(&stage->asked);
    assert_true(discover_documents(stage->project, stage->project->root, stage->tree.arena,
                                   &stage->asked, &errors));
    discover_sort(&stage->asked);
    stage->mend = mend_project(stage->project, &stage->asked, options);
    assert_int_equal(stage->mend.errors.count, 0);
}

static void stage_free(struct stage *stage)
{
    ARRAY_FREE(&stage->asked);
    mend_free(&stage->mend);
    tree_free(&stage->tree);
}

static const struct mend_document *document(const struct stage *stage, const char *path)
{
    for (size_t i = 0; i < stage->mend.documents.count; i++)
        if (text_is(stage->mend.documents.items[i].target.path, path))
            return &stage->mend.documents.items[i];
    fail_msg("no document %s", path);
    return NULL;
}

static void assert_text(const struct stage *stage, const char *path, const char *expected)
{
    const struct mend_document *found = document(stage, path);
    assert_true(found->is_read);
    assert_string_equal(arena_copy(stage->tree.arena, found->current).bytes, expected);
}

/* One document a.md, with safe edits and without others. */
static struct stage mended(const char *rules, const char *source)
{
    struct stage stage = stage_new(rules);
    tree_file(&stage.tree, "a.md", source);
    mend(&stage, (struct mend_options){0});
    return stage;
}

#define RULE(name, severity, words)                                                              \
    "  test/" name ": { check: mender/replace, severity: " severity ", options: { words: " words \
    " } }\n"

static void test_what_overlaps_is_mended_in_rounds(void **state)
{
    (void)state;
    struct stage stage = mended(RULE("a", "warning", "{ ab: x, bc: y, xy: z }"), "abc xyab\n");
    assert_text(&stage, "a.md", "xc zx\n");
    assert_int_equal(document(&stage, "a.md")->mended.count, 3);
    assert_int_equal(document(&stage, "a.md")->refused.count, 0);
    stage_free(&stage);
}

static void test_a_new_finding_refuses_the_edit(void **state)
{
    (void)state;
    struct stage stage = mended(RULE("bad", "warning", "{ bad: worse, good: fine }")
                                    RULE("worse", "error", "{ worse: '-' }"),
                                "good bad good\n");
    assert_text(&stage, "a.md", "fine bad fine\n");
    const struct mend_document *found = document(&stage, "a.md");
    assert_int_equal(found->mended.count, 2);
    assert_int_equal(found->refused.count, 1);
    assert_string_equal(found->refused.items[0].reason.bytes,
                        "it would bring: found \"worse\" [test/worse]");
    assert_int_equal(found->refused.items[0].span.begin, 5);
    stage_free(&stage);
}

static void test_a_new_finding_of_the_same_severity_too(void **state)
{
    (void)state;
    struct stage stage =
        mended(RULE("a", "warning", "{ one: two }") RULE("b", "warning", "{ two: '-' }"), "one\n");
    assert_text(&stage, "a.md", "one\n");
    assert_int_equal(document(&stage, "a.md")->refused.count, 1);
    stage_free(&stage);
}

static void test_a_lower_severity_does_not(void **state)
{
    (void)state;
    struct stage stage =
        mended(RULE("a", "error", "{ one: two }") RULE("b", "warning", "{ two: '-' }"), "one\n");
    assert_text(&stage, "a.md", "two\n");
    stage_free(&stage);
}

/* A finding that was there before is not new, wherever it has moved. */
static void test_old_findings_stay(void **state)
{
    (void)state;
    struct stage stage =
        mended(RULE("a", "warning", "{ one: three }") RULE("b", "error", "{ two: '-' }"),
               "one two one\none two\n");
    assert_text(&stage, "a.md", "three two three\nthree two\n");
    stage_free(&stage);
}

static void test_an_edit_that_does_not_mend(void **state)
{
    (void)state;
    struct stage stage = mended(RULE("a", "warning", "{ one: onetwo }"), "one\n");
    assert_text(&stage, "a.md", "one\n");
    assert_string_equal(document(&stage, "a.md")->refused.items[0].reason.bytes,
                        "it would be found again");
    stage_free(&stage);
}

/* The same rule, at the same place, in other words: to and fro, or more and more. */
static void test_edits_without_end(void **state)
{
    (void)state;
    struct stage stage = mended(RULE("a", "warning", "{ one: two, two: one }"), "one\n");
    assert_text(&stage, "a.md", "one\n");
    assert_true(document(&stage, "a.md")->is_given_up);
    assert_int_equal(document(&stage, "a.md")->mended.count, 0);
    stage_free(&stage);
}

static void test_thousands_of_edits(void **state)
{
    (void)state;
    struct buffer source = {0}, expected = {0};
    for (int i = 0; i < 3000; i++) {
        buffer_add(&source, i % 100 == 0 ? TEXT("bad\n") : TEXT("old\n"));
        buffer_add(&expected, i % 100 == 0 ? TEXT("bad\n") : TEXT("new\n"));
    }
    buffer_add_byte(&source, '\0');
    buffer_add_byte(&expected, '\0');
    struct stage stage = mended(RULE("a", "warning", "{ old: new, bad: worse }")
                                    RULE("b", "warning", "{ worse: '-' }"),
                                source.bytes);
    assert_text(&stage, "a.md", expected.bytes);
    assert_true(document(&stage, "a.md")->rounds <= 3000 / LIMIT_FINDINGS + 1);
    buffer_free(&source);
    buffer_free(&expected);
    stage_free(&stage);
}

static void test_unsafe_edits_only_when_asked(void **state)
{
    (void)state;
    struct stage stage = stage_new("  test/a: { check: mender/replace, severity: error, "
                                   "options: { words: { one: two }, unsafe: true } }\n");
    tree_file(&stage.tree, "a.md", "one\n");
    mend(&stage, (struct mend_options){0});
    assert_false(document(&stage, "a.md")->is_read);
    mend_free(&stage.mend);
    mend(&stage, (struct mend_options){.with_unsafe = true});
    assert_text(&stage, "a.md", "two\n");
    stage_free(&stage);
}

#define NEEDS "  mender/needs: error\n"

/* An edit of one document that brings a finding in another, which was not asked for. */
static void test_other_documents_judge(void **state)
{
    (void)state;
    struct stage stage = stage_new(RULE("a", "warning", "{ '# one': '# two', x: y }") NEEDS);
    tree_file(&stage.tree, "a.md", "# one\n\nx\n");
    tree_file(&stage.tree, "b.md", "---\nneeds: one\n---\n");
    mend(&stage, (struct mend_options){.with_index = true});
    assert_text(&stage, "a.md", "# one\n\ny\n");
    mend_free(&stage.mend);
    mend(&stage, (struct mend_options){0});
    assert_text(&stage, "a.md", "# two\n\ny\n");
    stage_free(&stage);
}

static void test_edits_of_project_checks(void **state)
{
    (void)state;
    struct stage stage = stage_new(NEEDS);
    tree_file(&stage.tree, "a.md", "# Now\n");
    tree_file(&stage.tree, "b.md", "---\nneeds: soon\n---\n");
    tree_file(&stage.tree, "c.md", "---\nneeds: never\n---\n");
    mend(&stage, (struct mend_options){.with_index = true});
    assert_text(&stage, "b.md", "---\nneeds: Now\n---\n");
    assert_false(document(&stage, "c.md")->is_read);
    stage_free(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_overlaps_is_mended_in_rounds),
        cmocka_unit_test(test_a_new_finding_refuses_the_edit),
        cmocka_unit_test(test_a_new_finding_of_the_same_severity_too),
        cmocka_unit_test(test_a_lower_severity_does_not),
        cmocka_unit_test(test_old_findings_stay),
        cmocka_unit_test(test_an_edit_that_does_not_mend),
        cmocka_unit_test(test_edits_without_end),
        cmocka_unit_test(test_thousands_of_edits),
        cmocka_unit_test(test_unsafe_edits_only_when_asked),
        cmocka_unit_test(test_other_documents_judge),
        cmocka_unit_test(test_edits_of_project_checks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
