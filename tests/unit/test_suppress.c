#include <stdio.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"
#include "check/comments.h"
#include "collect/suppress.h"
#include "command/result.h"
#include "parse/document.h"
#include "unit/unit.h"

static void add_finding(struct findings *findings, const char *path, size_t at, const char *rule)
{
    struct finding *finding = ARRAY_PUSH(findings);
    finding->project_path = text_of(path);
    finding->rule = text_of(rule);
    finding->span = (struct keur_span){at, at + 1};
}

static void add_suppression(struct suppressions *suppressions, const char *path, const char *rule,
                            struct keur_span cover)
{
    struct suppression *suppression = ARRAY_PUSH(suppressions);
    suppression->path = text_of(path);
    suppression->form = TEXT("keur-disable");
    suppression->rule = suppression->name = text_of(rule);
    suppression->cover = cover;
    suppression->severity = SEVERITY_WARNING;
    suppression->comment = (struct keur_span){suppressions->count, suppressions->count + 1};
}

/* A finding of another document, of another rule, outside the cover, or before `from`, stays. */
static void test_applies(void **state)
{
    (void)state;
    struct findings findings = {0};
    struct suppressions suppressions = {0};
    add_finding(&findings, "b.md", 10, "x/y"); /* of another project */
    add_finding(&findings, "a.md", 10, "x/y");
    add_finding(&findings, "b.md", 9, "x/y");
    add_finding(&findings, "b.md", 10, "x/y");
    add_finding(&findings, "b.md", 10, "x/z");
    add_finding(&findings, "b.md", 20, "x/y");
    add_finding(&findings, "c.md", 10, "x/y");
    add_suppression(&suppressions, "b.md", "x/y", (struct keur_span){10, 20});
    collect_suppress(&findings, 1, &suppressions);
    assert_int_equal(findings.count, 6);
    assert_int_equal(suppressions.items[0].used, 1);
    for (size_t i = 1; i < findings.count; i++)
        assert_false(findings.items[i].span.begin == 10 &&
                     text_is(findings.items[i].project_path, "b.md") &&
                     text_is(findings.items[i].rule, "x/y"));
    ARRAY_FREE(&findings);
    ARRAY_FREE(&suppressions);
}

static void test_narrowest_counts(void **state)
{
    (void)state;
    struct findings findings = {0};
    struct suppressions suppressions = {0};
    add_finding(&findings, "a.md", 10, "x/y");
    add_suppression(&suppressions, "a.md", "x/y", (struct keur_span){0, SIZE_MAX});
    add_suppression(&suppressions, "a.md", "x/y", (struct keur_span){8, 12});
    add_suppression(&suppressions, "a.md", "x/y", (struct keur_span){0, 100});
    collect_suppress(&findings, 0, &suppressions);
    assert_int_equal(findings.count, 0);
    assert_int_equal(suppressions.items[0].used, 0);
    assert_int_equal(suppressions.items[1].used, 1);
    assert_int_equal(suppressions.items[2].used, 0);
    ARRAY_FREE(&findings);
    ARRAY_FREE(&suppressions);
}

/* Rules that are off, and checks of the project that did not run, may find something next time. */
static void test_judges_what_ran(void **state)
{
    (void)state;
    struct suppressions suppressions = {0};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < 3; i++)
        add_suppression(&suppressions, "a.md", "x/y", (struct keur_span){0, 9});
    suppressions.items[1].is_judged = suppressions.items[1].needs_index = true;
    suppressions.items[2].is_judged = true;
    for (int has_index = 0; has_index < 2; has_index++) {
        struct finding finding;
        size_t at = 0;
        if (has_index) {
            assert_true(collect_unused(&suppressions, true, &at, &finding, arena));
            assert_int_equal(finding.span.begin, suppressions.items[1].comment.begin);
        }
        assert_true(collect_unused(&suppressions, has_index, &at, &finding, arena));
        assert_int_equal(finding.span.begin, suppressions.items[2].comment.begin);
        assert_int_equal(finding.severity, SEVERITY_WARNING);
        assert_false(collect_unused(&suppressions, has_index, &at, &finding, arena));
    }
    ARRAY_FREE(&suppressions);
    arena_free(arena);
}

static void test_goes_through_a_pipe(void **state)
{
    (void)state;
    struct result result = {0}, read = {0};
    struct buffer bytes = {0};
    add_suppression(&result.suppressions, "a.md", "x/y", (struct keur_span){8, 12});
    result.suppressions.items[0].reason = TEXT("daarom");
    struct packet writer = packet_writer(&bytes);
    result_transfer(&writer, &result);
    struct arena *arena = arena_new();
    struct packet reader = packet_reader(buffer_text(&bytes), arena);
    result_transfer(&reader, &read);
    assert_false(reader.is_broken);
    assert_int_equal(read.suppressions.count, 1);
    assert_true(text_is(read.suppressions.items[0].path, "a.md"));
    assert_true(text_is(read.suppressions.items[0].rule, "x/y"));
    assert_true(text_is(read.suppressions.items[0].reason, "daarom"));
    assert_int_equal(read.suppressions.items[0].cover.end, 12);
    result_free(&result);
    result_free(&read);
    buffer_free(&bytes);
    arena_free(arena);
}

static struct comments read_comments(struct keur_text source, struct arena *arena)
{
    keur_document *document = document_open(TEXT("a.md"), source, arena);
    document_parse(document, TEXT(""), (struct reading){.dialect = KEUR_DIALECT_GFM});
    return comments_read(document, arena);
}

/* One comment with many names, or many comments: neither may cost time without end. */
static void test_limit(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer many = {0};
    for (int i = 0; i < LIMIT_SUPPRESSIONS; i++)
        buffer_printf(&many, "<!-- keur-disable-line a/b -->\n\n");
    struct comments comments = read_comments(buffer_text(&many), arena);
    assert_int_equal(comments.count, LIMIT_SUPPRESSIONS / 2);
    assert_true(comments.left_out.end > 0);

    many.length = 0;
    buffer_printf(&many, "<!-- keur-disable-line a/b");
    for (int i = 0; i < LIMIT_SUPPRESSIONS; i++)
        buffer_printf(&many, ",a/b");
    buffer_printf(&many, " -->\n");
    comments = read_comments(buffer_text(&many), arena);
    assert_int_equal(comments.count, 0);
    assert_true(comments.left_out.end > 0);
    buffer_free(&many);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_applies),         cmocka_unit_test(test_narrowest_counts),
        cmocka_unit_test(test_judges_what_ran), cmocka_unit_test(test_goes_through_a_pipe),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
