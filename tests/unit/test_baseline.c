#include "base/array.h"
#include "collect/baseline.h"
#include "unit/unit.h"

static void add_finding(struct findings *findings, const char *path, const char *rule,
                        uint64_t likeness)
{
    *ARRAY_PUSH(findings) = (struct finding){
        .project_path = text_of(path),
        .rule = text_of(rule),
        .likeness = likeness,
        .message = TEXT("2 is no number"), /* looks like a count */
    };
}

static struct baseline baseline_of(const struct findings *findings)
{
    struct baseline baseline = {0};
    baseline_add(&baseline, findings);
    baseline_sort(&baseline);
    return baseline;
}

static struct baseline read_back(const struct baseline *baseline, struct arena *arena)
{
    struct buffer text = {0};
    struct errors errors = {0};
    struct baseline read = {0};
    baseline_write(baseline, &text);
    struct keur_text kept = arena_copy(arena, buffer_text(&text));
    assert_true(baseline_read(kept, TEXT("b"), arena, &read, &errors));
    buffer_free(&text);
    return read;
}

/* Paths that look like other lines, and messages that look like counts. */
static void test_what_is_written_is_read(void **state)
{
    (void)state;
    static const char *const paths[] = {"a.md",      " b.md",     "#c.md", "<<<<<<< d.md", "e\n.md",
                                        "f\\x41.md", "g\xC3\xA9", "h\r",   "=======",      "a.md"};
    enum { COUNT = sizeof paths / sizeof *paths };
    struct findings findings = {0};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < COUNT; i++)
        add_finding(&findings, paths[i], "x/y", UINT64_MAX);
    struct baseline written = baseline_of(&findings), read = read_back(&written, arena);
    assert_int_equal(read.count, COUNT - 1);
    assert_int_equal(baseline_size(&read), COUNT);
    for (size_t i = 0; i < read.count; i++) {
        assert_true(keur_text_equals(read.items[i].path, written.items[i].path));
        assert_true(text_is(read.items[i].rule, "x/y"));
        assert_int_equal(read.items[i].likeness, UINT64_MAX);
        assert_int_equal(read.items[i].count, text_is(read.items[i].path, "a.md") ? 2 : 1);
    }
    ARRAY_FREE(&findings);
    ARRAY_FREE(&written);
    ARRAY_FREE(&read);
    arena_free(arena);
}

static void test_known_ones_are_taken(void **state)
{
    (void)state;
    struct findings findings = {0}, taken = {0};
    add_finding(&findings, "a.md", "x/y", 1);
    add_finding(&findings, "a.md", "x/y", 1);
    add_finding(&findings, "b.md", "x/y", 2);
    struct baseline baseline = baseline_of(&findings);
    add_finding(&findings, "a.md", "x/y", 1); /* once more than is known */
    add_finding(&findings, "a.md", "x/z", 1);
    add_finding(&findings, "c.md", "x/y", 2); /* like one of another document */
    baseline_apply(&baseline, &findings, &taken);
    assert_int_equal(taken.count, 3);
    assert_int_equal(findings.count, 3);
    assert_int_equal(baseline_fixed(&baseline), 0);
    ARRAY_FREE(&findings);
    ARRAY_FREE(&taken);
    ARRAY_FREE(&baseline);
}

static void test_renamed_documents(void **state)
{
    (void)state;
    struct findings findings = {0}, taken = {0};
    add_finding(&findings, "old.md", "x/y", 1);
    add_finding(&findings, "old.md", "x/y", 1);
    struct baseline baseline = baseline_of(&findings);
    baseline.items[0].is_gone = true;
    findings.count = 0;
    for (int i = 0; i < 3; i++)
        add_finding(&findings, "new.md", "x/y", 1);
    baseline_apply(&baseline, &findings, &taken);
    assert_int_equal(taken.count, 2);
    assert_int_equal(findings.count, 1);
    ARRAY_FREE(&findings);
    ARRAY_FREE(&taken);
    ARRAY_FREE(&baseline);
}

/* What was not looked at is neither fixed nor lost. */
static void test_what_is_not_judged_stays(void **state)
{
    (void)state;
    struct findings findings = {0}, taken = {0};
    add_finding(&findings, "a.md", "x/y", 1);
    add_finding(&findings, "a.md", "x/y", 1);
    add_finding(&findings, "b.md", "x/y", 1);
    add_finding(&findings, "b.md", "x/y", 1);
    struct baseline baseline = baseline_of(&findings), next = {0};
    baseline.items[0].is_judged = true;
    findings.count = 1;
    baseline_apply(&baseline, &findings, &taken);
    assert_int_equal(baseline_fixed(&baseline), 1);
    baseline_add(&next, &taken);
    baseline_add_unjudged(&next, &baseline);
    baseline_sort(&next);
    assert_int_equal(next.count, 2);
    assert_int_equal(next.items[0].count, 1);
    assert_int_equal(next.items[1].count, 2);
    ARRAY_FREE(&findings);
    ARRAY_FREE(&taken);
    ARRAY_FREE(&baseline);
    ARRAY_FREE(&next);
}

static void test_broken_files_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "b:1:1: error: this is no baseline"},
        {"{}", "b:1:1: error: this is no baseline"},
        {"# keur baseline 2: new\n", "b:1:1: error: this baseline was written by a newer keur"},
        {"# keur baseline 1: x\na.md\n<<<<<<< HEAD\n", "b:3:1: error: two versions"},
        {"# keur baseline 1: x\n  x/y 0123456789abcdef\n", "b:2:1: error: the path"},
        {"# keur baseline 1: x\na.md\n  x/y 0123\n", "b:3:1: error: this is no known finding"},
        {"# keur baseline 1: x\na.md\n  x/y\n", "b:3:1: error: this is no known finding"},
        {"# keur baseline 1: x\na.md\n  x/y 0123456789abcdef 0\n", "b:3:1: error: this is no"},
        {"# keur baseline 1: x\na.md\n  x/y 0123456789abcdef word\n", "b:3:1: error: this is no"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct errors errors = {0};
        struct baseline baseline = {0};
        assert_false(baseline_read(text_of(cases[i].text), TEXT("b"), arena, &baseline, &errors));
        assert_int_equal(errors.count, 1);
        assert_true(text_starts_with(text_of(errors.items[0]), cases[i].message));
        errors_free(&errors);
        ARRAY_FREE(&baseline);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read),
        cmocka_unit_test(test_known_ones_are_taken),
        cmocka_unit_test(test_renamed_documents),
        cmocka_unit_test(test_what_is_not_judged_stays),
        cmocka_unit_test(test_broken_files_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
