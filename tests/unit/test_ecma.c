/* Expressions of ECMA-262, as JSON Schema has them, by PCRE2. */
#include "base/arena.h"
#include "base/pattern.h"
#include "base/text.h"
#include "unit.h"

#define NBSP "\xC2\xA0"
#define BOM  "\xEF\xBB\xBF"

struct row {
    const char *pattern, *subject;
    bool matches;
};

static void test_patterns(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"^\\s$", NBSP, true},
        {"^\\s$", BOM, true},
        {"^\\S$", NBSP, false},
        {"^\\S$", "x", true},
        {"^[\\s]$", NBSP, true},
        {"^[\\S]$", NBSP, false},
        {"^[\\S]$", "x", true},
        {"^[-\\S]+$", "a-b", true},
        {"^[-\\S]+$", "a" NBSP "b", false},
        {"^[ \\S]+$", "a b", true},
        {"^[ \\S]+$", "a\tb", false},
        {"^[^\\S]$", NBSP, true},
        {"^[^\\S]$", "x", false},
        {"^[^a\\S]+$", " " NBSP, true},
        {"^[^ \\S]$", " ", false},
        {"^[^ \\S]$", NBSP, true},
        {"^[\\s\\S]*$", "a" NBSP "\n", true},
        {"^[^\\s\\S]$", "a", false},
        {"^[\\]\\S]$", "]", true},
        {"^[[:a]+$", "[:a", true},
        {"^[[a]\\S$", "[x", true},
        {"^[]$", "a", false},
        {"^[^]$", "\n", true},
        {"^\\p{Letter}+$", "\xC3\xA9", true},
        {"^[\\p{Lu}\\S]$", NBSP, false},
        {"a\\\\[b]", "a\\b", true},
        {"^\\d$", "\xD9\xA1", false},
        {"^a$", "a\n", false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct arena *arena = arena_new();
        struct pattern_mistake mistake;
        struct keur_span match;
        keur_pattern *pattern = pattern_compile_ecma(text_of(rows[i].pattern), arena, &mistake);
        if (pattern == NULL)
            fail_msg("%s does not compile", rows[i].pattern);
        if (keur_match(pattern, text_of(rows[i].subject), 0, &match) != rows[i].matches)
            fail_msg("%s on %s: row %zu", rows[i].pattern, rows[i].subject, i);
        arena_free(arena);
    }
}

static void test_mistakes(void **state)
{
    (void)state;
    static const char *const wrong[] = {"^(abc]", "[a", "a**", "[\\S", "(?<x"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        struct arena *arena = arena_new();
        struct pattern_mistake mistake;
        assert_null(pattern_compile_ecma(text_of(wrong[i]), arena, &mistake));
        assert_true(mistake.message.length > 0);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_mistakes),
    };
    return cmocka_run_group_tests_name("test_ecma", tests, NULL, NULL);
}
