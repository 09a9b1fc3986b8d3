#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "base/text.h"
#include "git/changed_lines.h"
#include "unit/unit.h"

static struct lines lines_of(const char *text, struct arena *arena)
{
    return lines_index(text_of(text), arena);
}

/* "x" for a line that is new, "." for one that was there. */
static void assert_changed(const char *before, const char *now, const char *expected)
{
    struct arena *arena = arena_new();
    struct lines old = lines_of(before, arena), new = lines_of(now, arena);
    const bool *changed = changed_lines(&old, &new, arena);
    assert_int_equal(new.count, strlen(expected));
    for (size_t i = 0; i < new.count; i++)
        assert_int_equal(changed[i] ? 'x' : '.', expected[i]);
    arena_free(arena);
}

static void test_lines(void **state)
{
    (void)state;
    assert_changed("", "", "");
    assert_changed("", "a\nb\n", "xx");
    assert_changed("a\nb\n", "", "");
    assert_changed("a\nb\nc\n", "a\nb\nc\n", "...");
    assert_changed("a\nb\nc\n", "a\nX\nc\n", ".x.");
    assert_changed("a\nb\nc\n", "a\nc\n", "..");
    assert_changed("a\nc\n", "a\nb\nc\n", ".x.");
    assert_changed("a\n\nb\n\nc\n", "a\n\nnew\n\nb\n\nc\n", "..xx...");
    assert_changed("a\nb\nc\nd\n", "X\nb\nY\nd\nZ\n", "x.x.x");
    assert_changed("a\r\nb\r\n", "a\nb", "..");
}

/* The longest common subsequence, by the book. */
static size_t longest_common(const char *a, const char *b)
{
    enum { MOST = 16 };
    size_t table[MOST + 1][MOST + 1] = {{0}};
    size_t n = strlen(a), m = strlen(b);
    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++)
            if (a[i - 1] == b[j - 1])
                table[i][j] = table[i - 1][j - 1] + 1;
            else
                table[i][j] = table[i - 1][j] > table[i][j - 1] ? table[i - 1][j] : table[i][j - 1];
    return table[n][m];
}

static struct keur_text letters_as_lines(const char *letters, struct arena *arena)
{
    struct buffer buffer = {0};
    for (; *letters != '\0'; letters++)
        buffer_printf(&buffer, "%c\n", *letters);
    struct keur_text text = arena_copy(arena, buffer_text(&buffer));
    buffer_free(&buffer);
    return text;
}

/* What is not marked is a subsequence of the older text, and no longer one is there. */
static void assert_fewest(const char *before, const char *now)
{
    struct arena *arena = arena_new();
    struct lines old = lines_index(letters_as_lines(before, arena), arena);
    struct lines new = lines_index(letters_as_lines(now, arena), arena);
    const bool *changed = changed_lines(&old, &new, arena);
    size_t kept = 0;
    const char *at = before;
    for (size_t i = 0; i < new.count; i++)
        if (!changed[i]) {
            kept++;
            at = strchr(at, now[i]);
            assert_non_null(at);
            at++;
        }
    assert_int_equal(kept, longest_common(before, now));
    arena_free(arena);
}

static void random_letters(char *letters)
{
    size_t length = (size_t)rand() % 15;
    for (size_t i = 0; i < length; i++)
        letters[i] = (char)('a' + rand() % 4);
    letters[length] = '\0';
}

static void test_fewest(void **state)
{
    (void)state;
    srand(1);
    for (int i = 0; i < 20000; i++) {
        char before[16], now[16];
        random_letters(before);
        random_letters(now);
        assert_fewest(before, now);
    }
}

/* Nothing in common: all are marked, in bounded time. */
static void test_limit(void **state)
{
    (void)state;
    enum { COUNT = 200000 };
    struct arena *arena = arena_new();
    struct buffer before = {0}, now = {0};
    for (int i = 0; i < COUNT; i++) {
        buffer_printf(&before, "old %d\n", i);
        buffer_printf(&now, "new %d\n", i);
    }
    struct lines old = lines_index(buffer_text(&before), arena);
    struct lines new = lines_index(buffer_text(&now), arena);
    clock_t begin = clock();
    const bool *changed = changed_lines(&old, &new, arena);
    assert_true(clock() - begin < CLOCKS_PER_SEC);
    for (size_t i = 0; i < COUNT; i++)
        assert_true(changed[i]);
    buffer_free(&before);
    buffer_free(&now);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_fewest),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
