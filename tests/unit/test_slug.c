#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "parse/slug.h"
#include "unit.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void assert_next(struct slugs *slugs, const char *text, const char *expected)
{
    struct keur_text anchor = slugs_next(slugs, text_of(text));
    assert_string_equal(arena_string(arena, anchor), expected);
}

static void python_slugs_are_ascii_with_single_hyphens(void **state)
{
    (void)state;
    struct slugs slugs = slugs_new(KEUR_DIALECT_PYTHON_MARKDOWN, arena);

    assert_next(&slugs, "Wanneer van toepassing?", "wanneer-van-toepassing");
    assert_next(&slugs, "Toepassing \xc3\xa9n \xe2\x80\x93 beheer", "toepassing-en-beheer");
    assert_next(&slugs, "Risico's & kansen", "risicos-kansen");
    assert_next(&slugs, "A -- B", "a-b");
    assert_next(&slugs, "- begin en einde -", "-begin-en-einde-");
    assert_next(&slugs, "snake_case en CAPS", "snake_case-en-caps");
    assert_next(&slugs, "1.2 Doel", "12-doel");
    assert_next(&slugs, "  ! Let op !  ", "let-op");
}

/* What the functions themselves give, of Python-Markdown 3.4 and pymdown-extensions 9.5. */
static void python_slugs_by_the_functions_of_the_site(void **state)
{
    (void)state;
    static const struct {
        struct slug_form form;
        const char *text, *expected;
    } cases[] = {
        {{.separator = {"_", 1}}, "\xc3\x89\xc3\xa9n re\xc3\xable kop", "een_reele_kop"},
        {{.separator = {"_", 1}}, "A -- B_c", "a_--_b_c"},
        {{.style = SLUG_UNICODE},
         "\xc3\x89\xc3\xa9n re\xc3\xable kop",
         "\xc3\xa9\xc3\xa9n-re\xc3\xable-kop"},
        {{.style = SLUG_UNICODE}, "A -- B_c", "a-b_c"},
        {{.style = SLUG_PYMDOWNX, .letter_case = SLUG_CASE_LOWER}, "A -- B_c", "a----b_c"},
        {{.style = SLUG_PYMDOWNX},
         "Stra\xc3\x9f"
         "e 1.2",
         "Stra\xc3\x9f"
         "e-12"},
        {{.style = SLUG_PYMDOWNX, .letter_case = SLUG_CASE_LOWER_ASCII, .is_percent_encoded = true},
         "\xc3\x89n Kop",
         "%C3%89n-kop"},
        {{.style = SLUG_PYMDOWNX, .letter_case = SLUG_CASE_FOLD, .separator = {"_", 1}},
         "Stra\xc3\x9f"
         "e 1.2",
         "strasse_12"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slugs slugs = slugs_new(KEUR_DIALECT_PYTHON_MARKDOWN, arena);
        slugs.form = cases[i].form;
        assert_next(&slugs, cases[i].text, cases[i].expected);
    }
}

static void python_counts_skip_ids_in_use(void **state)
{
    (void)state;
    struct slugs slugs = slugs_new(KEUR_DIALECT_PYTHON_MARKDOWN, arena);

    slugs_reserve(&slugs, TEXT("doel_1"));
    assert_next(&slugs, "Doel", "doel");
    assert_next(&slugs, "Doel", "doel_2");
    assert_next(&slugs, "Doel", "doel_3");
    assert_next(&slugs, "Doel_2", "doel_4");
    assert_next(&slugs, "Doel_9", "doel_9");
    assert_next(&slugs, "Doel_9", "doel_10");
    assert_next(&slugs, "Doel_007", "doel_007");
    assert_next(&slugs, "Doel_007", "doel_8");
}

static void python_never_leaves_an_anchor_empty(void **state)
{
    (void)state;
    struct slugs slugs = slugs_new(KEUR_DIALECT_PYTHON_MARKDOWN, arena);

    assert_next(&slugs, "", "_1");
    assert_next(&slugs, "?!", "_2");
    assert_next(&slugs, "\xe6\xbc\xa2", "_3");
}

static void github_keeps_letters_of_all_scripts(void **state)
{
    (void)state;
    struct slugs slugs = slugs_new(KEUR_DIALECT_GFM, arena);

    assert_next(&slugs, "Toepassing \xc3\x89n \xe2\x80\x93 beheer", "toepassing-\xc3\xa9n--beheer");
    assert_next(&slugs, "A - B_c", "a---b_c");
    assert_next(&slugs, "\xe6\xbc\xa2\xe5\xad\x97!", "\xe6\xbc\xa2\xe5\xad\x97");
    assert_next(&slugs, "slecht \xff byte", "slecht--byte");
}

static void github_counts_from_one_for_each_text(void **state)
{
    (void)state;
    struct slugs slugs = slugs_new(KEUR_DIALECT_GFM, arena);

    assert_next(&slugs, "Doel", "doel");
    assert_next(&slugs, "Doel-1", "doel-1");
    assert_next(&slugs, "Doel", "doel-2");
    assert_next(&slugs, "Doel-1", "doel-1-1");
}

/* A search that begins from the first number each time would take hours here. */
static void many_equal_headings_take_linear_time(void **state)
{
    (void)state;
    enum { COUNT = 100000 };
    struct slugs python = slugs_new(KEUR_DIALECT_PYTHON_MARKDOWN, arena);
    struct slugs github = slugs_new(KEUR_DIALECT_GFM, arena);
    char text[32];

    for (int i = 0; i < COUNT; i++) {
        slugs_next(&python, TEXT("Doel"));
        slugs_next(&github, TEXT("Doel"));
    }
    assert_next(&python, "Doel", "doel_100000");
    assert_next(&github, "Doel", "doel-100000");
    /* Each of these begins its search at another place of the same row. */
    for (int i = 0; i < COUNT; i++) {
        snprintf(text, sizeof text, "doel_%d", i + 1);
        slugs_next(&python, text_of(text));
    }
    assert_next(&python, "Doel", "doel_200001");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(python_slugs_are_ascii_with_single_hyphens, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(python_slugs_by_the_functions_of_the_site, setup, teardown),
        cmocka_unit_test_setup_teardown(python_counts_skip_ids_in_use, setup, teardown),
        cmocka_unit_test_setup_teardown(python_never_leaves_an_anchor_empty, setup, teardown),
        cmocka_unit_test_setup_teardown(github_keeps_letters_of_all_scripts, setup, teardown),
        cmocka_unit_test_setup_teardown(github_counts_from_one_for_each_text, setup, teardown),
        cmocka_unit_test_setup_teardown(many_equal_headings_take_linear_time, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
