#include "base/text.h"
#include "parse/internal.h"
#include "unit.h"

static size_t length_at_start(const char *text)
{
    struct keur_span found = attributes_at(text_of(text), 0, text_of(text).length);
    return found.end - found.begin;
}

static void lists_of_attributes_are_seen(void **state)
{
    (void)state;
    static const char *const lists[] = {
        "{#id}",           "{ #id .class }",          "{: .x }",
        "{:.x}",           "{ key=value }",           "{ key=\"va } lue\" }",
        "{style='a: b' }", "{ data-search-exclude }", "{.a .b data-x=\"\"}",
        "{: een twee }",   "{ .a hidden }",           "{align=\"right\"; width=\"50%\"}",
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        assert_int_equal(length_at_start(lists[i]), text_of(lists[i]).length);
}

static void prose_and_macros_in_braces_are_none(void **state)
{
    (void)state;
    static const char *const others[] = {
        "{{ macro }}", "{}",        "{ }",        "{:}",       "{ dit is tekst }",
        "{ a, b }",    "{ a=\"b }", "{#id",       "{#}",       "{ #id\n }",
        "{ = }",       "{a=}",      "{a=\"b\"c}", "{%- if %}", "{$x}",
        "#id",         "",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(length_at_start(others[i]), 0);
}

static void assert_id(const char *list, const char *expected)
{
    struct keur_text source = text_of(list);
    struct keur_span id = attributes_id(source, (struct keur_span){0, source.length});
    struct keur_text found = text_slice(source, id.begin, id.end);

    assert_int_equal(found.length, text_of(expected).length);
    assert_memory_equal(found.bytes, expected, found.length);
}

static void the_last_id_counts(void **state)
{
    (void)state;
    assert_id("{ #doel }", "doel");
    assert_id("{: .x #doel-1.a title=\"#b\" }", "doel-1.a");
    assert_id("{#a #b}", "b");
    assert_id("{ id=\"c\" }", "c");
    assert_id("{ .x }", "");
    assert_id("", "");
}

static void assert_trailing(const char *text, size_t expected_begin)
{
    struct keur_text source = text_of(text);
    struct keur_span found = attributes_trailing(source, (struct keur_span){0, source.length});

    assert_int_equal(found.begin, expected_begin);
    assert_true(found.end <= source.length);
}

static void a_trailing_list_ends_the_text(void **state)
{
    (void)state;
    assert_trailing("Doel { #doel }", 5);
    assert_trailing("Doel {#doel}  ", 5);
    assert_trailing("Doel {x} en {#doel}", 12);
    assert_trailing("Doel { title=\"{a\" }", 5);
    assert_trailing("Doel{#doel}", 11); /* without a blank in front it is text */
    assert_trailing("{#doel}", 7);
    assert_trailing("Doel {#doel} x", 14);
    assert_trailing("een\ntwee {.x}", 9);
    assert_trailing("", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_of_attributes_are_seen),
        cmocka_unit_test(prose_and_macros_in_braces_are_none),
        cmocka_unit_test(the_last_id_counts),
        cmocka_unit_test(a_trailing_list_ends_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
