#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/glob.h"
#include "base/text.h"
#include "unit/unit.h"

struct match {
    const char *pattern, *path;
    bool matches;
};

static void check_matches(const struct match *matches, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool is = glob_matches(text_of(matches[i].pattern), text_of(matches[i].path));
        if (is != matches[i].matches)
            fail_msg("'%s' on '%s' is %d", matches[i].pattern, matches[i].path, is);
    }
}
#define CHECK_MATCHES(matches) check_matches(matches, sizeof(matches) / sizeof *(matches))

static void test_bytes_and_stars(void **state)
{
    (void)state;
    static const struct match matches[] = {
        {"a.md", "a.md", true},     {"a.md", "A.md", false},
        {"a.md", "a.md.x", false},  {"a.md", "x/a.md", false},
        {"*.md", "a.md", true},     {"*.md", ".md", true},
        {"*.md", "x/a.md", false},  {"*", "a", true},
        {"*", "a/b", false},        {"a*b*c", "axbxbxc", true},
        {"a*b*c", "axbxbx", false}, {"?.md", "a.md", true},
        {"?.md", ".md", false},     {"a?b", "a/b", false},
        {"*/*.md", "x/a.md", true}, {"*/*.md", "a.md", false},
        {"\\*.md", "*.md", true},   {"\\*.md", "a.md", false},
        {"a\\", "a\\", false},      {"a\\/b", "a/b", true},
        {"x*", "x", true},          {"docs/", "docs", false},
        {"docs/", "docs/a", false}, {"a b.md", "a b.md", true},
        {"", "a", false},           {"caf\xC3\xA9.md", "caf\xC3\xA9.md", true},
    };
    CHECK_MATCHES(matches);
}

static void test_folders(void **state)
{
    (void)state;
    static const struct match matches[] = {
        {"**", "a", true},
        {"**", "a/b/c", true},
        {"**/a.md", "a.md", true},
        {"**/a.md", "x/y/a.md", true},
        {"**/a.md", "x/ba.md", false},
        {"archief/**", "archief/a.md", true},
        {"archief/**", "archief/x/a.md", true},
        {"archief/**", "archief", false},
        {"docs/**/vereisten/*.md", "docs/vereisten/a.md", true},
        {"docs/**/vereisten/*.md", "docs/x/y/vereisten/a.md", true},
        {"docs/**/vereisten/*.md", "docs/vereisten/x/a.md", false},
        {"docs/**/vereisten/*.md", "docs/vereisten/vereisten/a.md", true},
        {"**/a/**/b", "a/b", true},
        {"**/a/**/b", "x/a/x/a/x/b", true},
        {"**/a/**/b", "x/a/x/a/x/c", false},
        {"a/**/b/*/c", "a/b/x/b/y/c", true},
        {"a**b", "axxb", true},
        {"a**b", "ax/xb", false},
    };
    CHECK_MATCHES(matches);
}

static void test_sets(void **state)
{
    (void)state;
    static const struct match matches[] = {
        {"[a-c]x", "bx", true},        {"[a-c]x", "dx", false},      {"[!a-c]x", "dx", true},
        {"[^a-c]x", "bx", false},      {"[]a]x", "]x", true},        {"[!]a]x", "bx", true},
        {"[a-]x", "-x", true},         {"[\\]]x", "]x", true},       {"[a\\-c]x", "bx", false},
        {"[ab", "[ab", false},         {"[[:digit:]]x", "7x", true}, {"[[:digit:]a]x", "ax", true},
        {"[[:digit:]]x", "ax", false}, {"[[:]x", ":x", true},        {"[x/y]b", "xb", true},
        {"a[/]b", "a/b", false},       {"a[!x]b", "a/b", false},
    };
    CHECK_MATCHES(matches);
}

static void test_lists(void **state)
{
    (void)state;
    struct keur_text items[] = {TEXT("docs/**/*.md"), TEXT("!**/index.md"), TEXT("docs/index.md")};
    struct arena *arena = arena_new();
    struct globs patterns = globs_read((struct keur_texts){items, 3}, arena);
    assert_true(globs_match(&patterns, TEXT("docs/x/a.md")));
    assert_false(globs_match(&patterns, TEXT("docs/x/index.md")));
    assert_true(globs_match(&patterns, TEXT("docs/index.md")));
    assert_false(globs_match(&patterns, TEXT("a.md")));
    arena_free(arena);
}

/* `count` times `piece`; for free(). */
static char *repeat(const char *piece, size_t count)
{
    size_t length = strlen(piece);
    char *text = malloc(length * count + 1);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * length, piece, length);
    text[length * count] = '\0';
    return text;
}

static void test_hostile_patterns_end_soon(void **state)
{
    (void)state;
    static const char *const pieces[][2] = {
        {"**/a/", "a/"}, {"*a", "a"},     {"*/", "a/"},       {"[", "["},
        {"[[:", "[:"},   {"[a]*", "aaa"}, {"**/**/b/", "b/"}, {"\\", "\\"},
    };
    clock_t begin = clock();
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char *pattern = repeat(pieces[i][0], 500), *path = repeat(pieces[i][1], 2000);
        glob_matches(text_of(pattern), text_of(path));
        char *longer = repeat(pieces[i][0], 100000);
        glob_matches(text_of(longer), TEXT("a/b/c.md"));
        free(longer);
        free(pattern);
        free(path);
    }
    assert_true(clock() - begin < CLOCKS_PER_SEC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_and_stars),
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_sets),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_hostile_patterns_end_soon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
