#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/array.h"
#include "base/text.h"
#include "collect/collect.h"
#include "unit/unit.h"

struct stage {
    struct arena *arena;
    struct lines lines;
    struct findings findings;
};

static struct stage stage_new(const char *source)
{
    struct stage stage = {.arena = arena_new()};
    stage.lines = lines_index(text_of(source), stage.arena);
    return stage;
}

static void stage_free(struct stage *stage)
{
    ARRAY_FREE(&stage->findings);
    arena_free(stage->arena);
}

static struct finding *add(struct stage *stage, size_t begin, size_t end, const char *message)
{
    struct finding *finding = ARRAY_PUSH(&stage->findings);
    finding->path = TEXT("../docs/a.md");
    finding->project_path = TEXT("docs/a.md");
    finding->rule = TEXT("x/y");
    finding->severity = SEVERITY_ERROR;
    finding->message = text_of(message);
    finding->span = (struct keur_span){begin, end};
    collect_place(finding, &stage->lines, COLUMN_CODE_POINT, stage->arena);
    return finding;
}

static void assert_position(struct position position, size_t line, size_t column)
{
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static void test_places(void **state)
{
    (void)state;
    struct stage stage = stage_new("een\r\n\tt\xC3\xA9 \xF0\x9F\x98\x80 fout\nrest\n");
    struct finding *finding = add(&stage, 15, 19, "m"); /* "fout" */
    assert_position(finding->start, 2, 7);
    assert_position(finding->end, 2, 11);
    assert_int_equal(finding->shown_column, 7);
    assert_true(text_is(finding->source_line, "\tt\xC3\xA9 \xF0\x9F\x98\x80 fout"));
    assert_int_equal(finding->in_line.begin, 10);
    assert_int_equal(finding->in_line.end, 14);
    static const size_t columns[] = {[COLUMN_BYTE] = 11, [COLUMN_UTF16] = 8, [COLUMN_DISPLAY] = 15};
    for (enum column_unit unit = COLUMN_BYTE; unit <= COLUMN_DISPLAY; unit++) {
        collect_place(finding, &stage.lines, unit, stage.arena);
        assert_int_equal(finding->shown_column, columns[unit]);
        assert_position(finding->start, 2, 7);
    }
    finding = add(&stage, 15, 22, "m"); /* into the next line */
    assert_position(finding->end, 3, 3);
    assert_int_equal(finding->in_line.end, 14);
    stage_free(&stage);
}

static void test_spans_outside_are_cut(void **state)
{
    (void)state;
    struct stage stage = stage_new("abc\n");
    struct finding *finding = add(&stage, 9, 3, "m");
    assert_position(finding->start, 1, 4);
    assert_int_equal(finding->in_line.begin, 3);
    finding = add(&stage, 2, 100, "m");
    assert_int_equal(finding->span.end, 4);
    stage_free(&stage);
    stage = stage_new("");
    finding = add(&stage, 0, 1, "m");
    assert_position(finding->start, 1, 1);
    assert_position(finding->end, 1, 1);
    assert_int_equal(finding->source_line.length, 0);
    stage_free(&stage);
}

static void test_byte_order_mark_has_no_width(void **state)
{
    (void)state;
    struct stage stage = stage_new("\xEF\xBB\xBF"
                                   "abc");
    struct finding *finding = add(&stage, 0, 3, "m");
    assert_position(finding->start, 1, 1);
    assert_position(finding->end, 1, 1);
    finding = add(&stage, 3, 6, "m");
    assert_position(finding->start, 1, 1);
    assert_position(finding->end, 1, 4);
    stage_free(&stage);
}

static void test_edits_and_related_places(void **state)
{
    (void)state;
    struct stage stage = stage_new("abc\ndef\n");
    struct finding_edit edit = {.edit = {{4, 6}, TEXT("x"), KEUR_SAFE}};
    struct finding_related related[] = {
        {.span = {5, 7}, .message = TEXT("here")},
        {.path = TEXT("../b.md"), .span = {90, 99}, .start = {7, 8, 8}, .end = {7, 9, 9}},
    };
    struct finding *finding = ARRAY_PUSH(&stage.findings);
    *finding = (struct finding){.path = TEXT("../a.md"),
                                .edits = &edit,
                                .edit_count = 1,
                                .related = related,
                                .related_count = 2};
    collect_place(finding, &stage.lines, COLUMN_CODE_POINT, stage.arena);
    assert_position(finding->edits[0].start, 2, 1);
    assert_position(finding->edits[0].end, 2, 3);
    assert_true(text_is(finding->related[0].path, "../a.md"));
    assert_position(finding->related[0].start, 2, 2);
    assert_position(finding->related[0].end, 2, 4);
    assert_position(finding->related[1].start, 7, 8);
    assert_int_equal(finding->related[1].span.begin, 90);
    stage_free(&stage);
}

static void test_order_without_duplicates(void **state)
{
    (void)state;
    struct stage stage = stage_new("abc\nabc\nabc\n");
    add(&stage, 8, 9, "c");
    add(&stage, 4, 5, "b");
    add(&stage, 4, 5, "b");
    add(&stage, 4, 6, "b");
    add(&stage, 4, 5, "a");
    add(&stage, 0, 1, "z")->path = TEXT("../docs/b.md");
    collect_sort(&stage.findings);
    assert_int_equal(stage.findings.count, 5);
    struct buffer order = {0};
    for (size_t i = 0; i < stage.findings.count; i++)
        buffer_add(&order, stage.findings.items[i].message);
    assert_true(text_is(buffer_text(&order), "abbcz"));
    buffer_free(&order);
    struct summary summary = collect_count(&stage.findings);
    assert_int_equal(summary.by_severity[SEVERITY_ERROR], 5);
    assert_int_equal(summary.by_severity[SEVERITY_WARNING], 0);
    stage_free(&stage);
}

static void test_fingerprints_survive_moved_lines(void **state)
{
    (void)state;
    struct stage old = stage_new("a b\na b\n");
    add(&old, 0, 1, "m");
    add(&old, 4, 5, "m");
    struct stage new = stage_new("new\n\n  a  b\na b\nx\n");
    add(&new, 7, 8, "m");
    add(&new, 12, 13, "m");
    add(&new, 16, 17, "m");
    collect_sort(&old.findings);
    collect_fingerprints(&old.findings);
    collect_sort(&new.findings);
    collect_fingerprints(&new.findings);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(old.findings.items[i].fingerprint, new.findings.items[i].fingerprint);
    assert_int_not_equal(old.findings.items[0].fingerprint, old.findings.items[1].fingerprint);
    assert_int_not_equal(new.findings.items[2].fingerprint, new.findings.items[0].fingerprint);
    assert_int_equal(old.findings.items[0].likeness, old.findings.items[1].likeness);
    uint64_t before = old.findings.items[1].fingerprint;
    collect_sort(&old.findings);
    collect_fingerprints(&old.findings);
    assert_int_equal(old.findings.items[1].fingerprint, before);
    stage_free(&old);
    stage_free(&new);
}

/* Another place, digits and advice change nothing; another fault does. */
static void test_likeness(void **state)
{
    (void)state;
    struct stage stage = stage_new("a b\n");
    add(&stage, 0, 1, "line 7: no \"x\"; did you mean \"y\"?");
    add(&stage, 1, 2, "line 12: no \"x\"");
    add(&stage, 2, 3, "line 7: no \"z\"")->project_path = TEXT("elsewhere.md");
    add(&stage, 3, 3, "line 7: no \"x\"")->project_path = TEXT("elsewhere.md");
    collect_sort(&stage.findings);
    collect_fingerprints(&stage.findings);
    uint64_t first = stage.findings.items[0].likeness;
    assert_int_equal(stage.findings.items[1].likeness, first);
    assert_int_not_equal(stage.findings.items[2].likeness, first);
    assert_int_equal(stage.findings.items[3].likeness, first);
    stage_free(&stage);
}

static void test_many_findings_on_a_long_line(void **state)
{
    (void)state;
    enum { LENGTH = 1 << 20, COUNT = 500 };
    char *source = malloc(LENGTH + 1);
    for (size_t i = 0; i < LENGTH; i += 2)
        memcpy(source + i, "\xC3\xA9", 2);
    source[LENGTH] = '\0';
    struct stage stage = stage_new(source);
    clock_t begin = clock();
    for (size_t i = 0; i < COUNT; i++)
        add(&stage, LENGTH - 2 * i - 2, LENGTH, "m");
    collect_sort(&stage.findings);
    assert_true(clock() - begin < CLOCKS_PER_SEC);
    assert_true(arena_size(stage.arena) < 4 * LENGTH);
    assert_position(stage.findings.items[COUNT - 1].start, 1, LENGTH / 2);
    assert_true(stage.findings.items[0].source_line.length <= 2048);
    stage_free(&stage);
    free(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_spans_outside_are_cut),
        cmocka_unit_test(test_byte_order_mark_has_no_width),
        cmocka_unit_test(test_edits_and_related_places),
        cmocka_unit_test(test_order_without_duplicates),
        cmocka_unit_test(test_fingerprints_survive_moved_lines),
        cmocka_unit_test(test_likeness),
        cmocka_unit_test(test_many_findings_on_a_long_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
