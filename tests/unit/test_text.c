/* Text, lines and columns, Unicode, nearest word, paths, patterns. */
#include <string.h>

#include "base/file.h"
#include "base/lines.h"
#include "base/pattern.h"
#include "base/text.h"
#include "base/unicode.h"
#include "unit.h"

static void assert_text(struct keur_text actual, const char *expected)
{
    if (!text_is(actual, expected))
        print_message("got '%.*s', expected '%s'\n", KEUR_ARGUMENT(actual), expected);
    assert_true(text_is(actual, expected));
}

static void test_lines_of_every_ending(void **state)
{
    struct arena *arena = *state;
    static const char *const texts[] = {"",           "a",    "a\n",      "a\nb",
                                        "a\r\nb\r\n", "a\rb", "\n\r\n\r", "\r\r\n\n"};
    static const size_t counts[] = {0, 1, 1, 2, 2, 2, 3, 3};
    for (size_t i = 0; i < 8; i++) {
        struct lines lines = lines_index(text_of(texts[i]), arena);
        assert_int_equal(lines.count, counts[i]);
        for (size_t line = 0; line < lines.count; line++) {
            struct keur_span full = lines_full_span(&lines, line), span = lines_span(&lines, line);
            assert_int_equal(full.begin, line == 0 ? 0 : lines_full_span(&lines, line - 1).end);
            assert_true(span.end <= full.end);
            for (size_t at = full.begin; at < full.end; at++)
                assert_int_equal(lines_at(&lines, at), line);
        }
    }
}

static void test_columns_by_unit(void **state)
{
    /* A tab, a letter of two bytes, a sign of four bytes and two columns. */
    struct lines lines = lines_index(TEXT("x\n\t\xC3\xA9t \xF0\x9F\x98\x80 fout"), *state);
    size_t target = strlen("x\n\t\xC3\xA9t \xF0\x9F\x98\x80 ");
    assert_int_equal(lines_position(&lines, target, COLUMN_CODE_POINT).line, 2);
    assert_int_equal(lines_position(&lines, target, COLUMN_CODE_POINT).column, 7);
    assert_int_equal(lines_position(&lines, target, COLUMN_BYTE).column, 11);
    assert_int_equal(lines_position(&lines, target, COLUMN_UTF16).column, 8);
    assert_int_equal(lines_position(&lines, target, COLUMN_DISPLAY).column, 15);
}

static void test_byte_order_mark_has_no_width(void **state)
{
    struct lines lines = lines_index(TEXT("\xEF\xBB\xBF# kop"), *state);
    assert_int_equal(lines_position(&lines, 3, COLUMN_CODE_POINT).column, 1);
    assert_int_equal(lines_position(&lines, 0, COLUMN_CODE_POINT).column, 1);
    assert_int_equal(lines_position(&lines, 5, COLUMN_CODE_POINT).column, 3);
}

static void test_invalid_bytes_are_one_column_each(void **state)
{
    struct lines lines = lines_index(TEXT("a\xFF\xFE\xC3z"), *state);
    assert_int_equal(lines_position(&lines, 4, COLUMN_CODE_POINT).column, 5);
}

static void test_strict_utf8(void **state)
{
    (void)state;
    assert_int_equal(unicode_valid_prefix(TEXT("geldig \xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80")), 16);
    /* Overlong, surrogate, past the end of Unicode, cut off, lone continuation. */
    static const char *const invalid[] = {
        "\xC0\xAF",         "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xE2\x82",     "\x80"};
    for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++)
        assert_int_equal(unicode_valid_prefix(text_of(invalid[i])), 0);
}

static void test_code_points_are_written_as_read(void **state)
{
    (void)state;
    static const uint32_t code_points[] = {1,      0x7F,   0x80,   0x7FF,   0x800,
                                           0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof code_points / sizeof *code_points; i++) {
        struct buffer buffer = {0};
        uint32_t back;
        buffer_add_code_point(&buffer, code_points[i]);
        assert_int_equal(keur_decode(buffer_text(&buffer), 0, &back), buffer.length);
        assert_int_equal(back, code_points[i]);
        buffer_free(&buffer);
    }
}

static void test_composing(void **state)
{
    assert_text(unicode_compose(*state, TEXT("e\xCC\x81\x65n")), "\xC3\xA9\x65n");
    assert_text(unicode_compose(*state, TEXT("\xC3\xA9\x65n")), "\xC3\xA9\x65n");
    assert_text(unicode_compose(*state, TEXT("x\xCC\x81")), "x\xCC\x81");
    assert_text(unicode_compose(*state, TEXT("een")), "een");
    assert_text(unicode_compose(*state, TEXT("e\xCC")), "e\xCC");
}

static void test_folding(void **state)
{
    struct arena *arena = *state;
    assert_text(unicode_fold(arena, TEXT("BRONNEN")), "bronnen");
    assert_true(keur_text_equals(unicode_fold(arena, TEXT("\xC3\x89\xC3\xA9n")),
                                 unicode_fold(arena, TEXT("e\xCC\x81\xC3\x89N"))));
    assert_text(unicode_to_ascii(arena, TEXT("Toepassing \xC3\xA9n \xE2\x82\xAC")),
                "Toepassing en ");
    assert_text(unicode_fold(arena, TEXT("a\xFF")), "a\xFF");
}

static void test_nearest_word(void **state)
{
    (void)state;
    struct keur_text words[] = {TEXT("levenscyclus"), TEXT("rollen"), TEXT("title"), TEXT("id")};
    assert_int_equal(keur_nearest(TEXT("levencyclus"), words, 4), 0);
    assert_int_equal(keur_nearest(TEXT("Levenscylcus"), words, 4), 0);
    assert_int_equal(keur_nearest(TEXT("titel"), words, 4), 2);
    assert_int_equal(keur_nearest(TEXT("rolen"), words, 4), 1);
    assert_int_equal(keur_nearest(TEXT("sources"), words, 4), -1);
    assert_int_equal(keur_nearest(TEXT("xy"), words, 4), -1);
    assert_int_equal(keur_nearest(TEXT(""), words, 4), -1);
}

static void test_paths(void **state)
{
    struct arena *arena = *state;
    assert_text(path_normalize(arena, TEXT("a/./b//../c")), "a/c");
    assert_text(path_normalize(arena, TEXT("../../a/..")), "../..");
    assert_text(path_normalize(arena, TEXT("/../a/")), "/a");
    assert_text(path_normalize(arena, TEXT("a/..")), ".");
    assert_text(path_normalize(arena, TEXT("")), ".");
    assert_text(path_join(arena, TEXT("a/b"), TEXT("c")), "a/b/c");
    assert_text(path_join(arena, TEXT("a"), TEXT("/c")), "/c");
    assert_text(path_join(arena, TEXT(""), TEXT("c")), "c");
    assert_text(path_folder(TEXT("a/b/c")), "a/b");
    assert_text(path_folder(TEXT("c")), ".");
    assert_text(path_folder(TEXT("/c")), "/");
    assert_text(path_relative(arena, TEXT("/a/b"), TEXT("/a/b/c/d")), "c/d");
    assert_text(path_relative(arena, TEXT("/a/b"), TEXT("/a/c")), "../c");
    assert_text(path_relative(arena, TEXT("/a/b"), TEXT("/a/bc")), "../bc");
    assert_text(path_relative(arena, TEXT("/a/b"), TEXT("/a/b")), ".");
    assert_text(path_relative(arena, TEXT("/a/b"), TEXT("/")), "../..");
}

static void test_patterns(void **state)
{
    struct pattern_mistake mistake = {0};
    keur_pattern *pattern = pattern_compile(TEXT("\\bTBD\\b"), *state, &mistake);
    struct keur_span match;
    assert_non_null(pattern);
    assert_true(keur_match(pattern, TEXT("de termijn is TBD."), 0, &match));
    assert_int_equal(match.begin, 14);
    assert_int_equal(match.end, 17);
    assert_false(keur_match(pattern, TEXT("TBD"), 1, &match));
    assert_true(keur_match(pattern, TEXT("\xFF TBD\xFF"), 0, &match));
    assert_int_equal(match.begin, 2);
    pattern = pattern_compile(TEXT("^.$"), *state, &mistake);
    assert_true(keur_match(pattern, TEXT("\xC3\xAB"), 0, &match));
    assert_false(keur_match(pattern, TEXT("\xC3\xAB"), 1, &match));
    assert_false(keur_match(pattern, TEXT("\xFF"), 0, &match));
    assert_false(keur_match(pattern, TEXT("a\xFF"), 0, &match));
    assert_null(pattern_compile(TEXT("a(b"), *state, &mistake));
    assert_text(mistake.before, "a(b");
    assert_true(mistake.message.length > 0);
}

/* Each match goes on where the last one ended: the time shows when one looks at the whole text. */
static void test_many_matches(void **state)
{
    struct keur_text piece = TEXT("caf\xC3\xA9 TBD ");
    struct pattern_mistake mistake;
    size_t count = 0;
    struct buffer text = {0};
    for (size_t i = 0; i < 20000; i++)
        buffer_add(&text, piece);
    keur_pattern *pattern = pattern_compile(TEXT("\\bTBD\\b"), *state, &mistake);
    struct keur_span match = {0};
    for (; keur_match(pattern, buffer_text(&text), match.end, &match); count++)
        assert_int_equal(match.begin, count * piece.length + 6);
    assert_int_equal(count, 20000);
    buffer_free(&text);
}

static void test_runaway_pattern_ends(void **state)
{
    struct pattern_mistake mistake;
    keur_pattern *pattern = pattern_compile(TEXT("^(a+)+$"), *state, &mistake);
    struct keur_span match;
    assert_false(keur_match(
        pattern, TEXT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"), 0, &match));
}

static int make_arena(void **state)
{
    *state = arena_new();
    return 0;
}

static int free_arena(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_of_every_ending),
        cmocka_unit_test(test_columns_by_unit),
        cmocka_unit_test(test_byte_order_mark_has_no_width),
        cmocka_unit_test(test_invalid_bytes_are_one_column_each),
        cmocka_unit_test(test_strict_utf8),
        cmocka_unit_test(test_code_points_are_written_as_read),
        cmocka_unit_test(test_folding),
        cmocka_unit_test(test_composing),
        cmocka_unit_test(test_nearest_word),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_many_matches),
        cmocka_unit_test(test_runaway_pattern_ends),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
