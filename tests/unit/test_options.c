/* Tables of options: what is filled, and what is refused. */
#include <string.h>

#include "base/pattern.h"
#include "base/text.h"
#include "load/options.h"
#include "load/placed.h"
#include "unit/unit.h"

struct address {
    struct keur_text street;
    int64_t number;
};

struct everything {
    bool flag;
    int64_t number;
    struct keur_text text;
    struct keur_texts texts;
    struct keur_pairs pairs;
    const keur_pattern *pattern;
    struct address home;
    struct keur_records others;
    const struct keur_value *tree;
};

static const struct keur_option address_fields[] = {
    {.name = "street",
     .type = KEUR_OPTION_TEXT,
     .offset = offsetof(struct address, street),
     .summary = "name of the street",
     .is_required = true},
    {.name = "number",
     .type = KEUR_OPTION_INTEGER,
     .offset = offsetof(struct address, number),
     .fallback = "7"},
    {0},
};

static const struct keur_option fields[] = {
    {.name = "flag",
     .type = KEUR_OPTION_BOOLEAN,
     .offset = offsetof(struct everything, flag),
     .fallback = "true"},
    {.name = "number",
     .type = KEUR_OPTION_INTEGER,
     .offset = offsetof(struct everything, number),
     .fallback = "42"},
    {.name = "text",
     .type = KEUR_OPTION_TEXT,
     .offset = offsetof(struct everything, text),
     .fallback = "\"a: b\""},
    {.name = "texts",
     .type = KEUR_OPTION_TEXTS,
     .offset = offsetof(struct everything, texts),
     .fallback = "[a, b]"},
    {.name = "pairs",
     .type = KEUR_OPTION_PAIRS,
     .offset = offsetof(struct everything, pairs),
     .fallback = "{a: b}"},
    {.name = "pattern",
     .type = KEUR_OPTION_PATTERN,
     .offset = offsetof(struct everything, pattern)},
    {.name = "home",
     .type = KEUR_OPTION_RECORD,
     .offset = offsetof(struct everything, home),
     .fields = address_fields,
     .fields_size = sizeof(struct address)},
    {.name = "others",
     .type = KEUR_OPTION_RECORDS,
     .offset = offsetof(struct everything, others),
     .fields = address_fields,
     .fields_size = sizeof(struct address)},
    {.name = "tree", .type = KEUR_OPTION_TREE, .offset = offsetof(struct everything, tree)},
    {0},
};

struct filling {
    struct arena *arena;
    struct errors errors;
    struct everything filled;
    bool is_fine;
};

static struct filling fill(const char *yaml)
{
    struct filling filling = {.arena = arena_new()};
    struct source *source = arena_allocate(filling.arena, sizeof(*source));
    source->shown = TEXT("x.yaml");
    source->text = text_of(yaml);
    const struct placed *root = placed_read(source, filling.arena, &filling.errors);
    struct keur_setup setup = {.arena = filling.arena, .errors = &filling.errors};
    if (root != NULL) {
        setup.place = &root->is;
        filling.is_fine =
            options_fill(&setup, fields, &root->is, OPTIONS_REFUSE_UNKNOWN, &filling.filled);
    }
    return filling;
}

static void filling_free(struct filling *filling)
{
    errors_free(&filling->errors);
    arena_free(filling->arena);
}

static void test_defaults(void **state)
{
    (void)state;
    static const char *const silent[] = {"", "{}", "number:\ntext: ~\n"};
    for (size_t i = 0; i < sizeof(silent) / sizeof(*silent); i++) {
        struct filling filling = fill(silent[i]);
        assert_true(filling.is_fine);
        assert_true(filling.filled.flag);
        assert_int_equal(filling.filled.number, 42);
        assert_string_equal(filling.filled.text.bytes, "a: b");
        assert_int_equal(filling.filled.texts.count, 2);
        assert_string_equal(filling.filled.pairs.items[0].value.bytes, "b");
        assert_null(filling.filled.pattern);
        assert_null(filling.filled.tree);
        assert_int_equal(filling.filled.others.count, 0);
        filling_free(&filling);
    }
}

static void test_all_types(void **state)
{
    (void)state;
    struct filling filling = fill("flag: false\nnumber: -0x10\ntext: 1.10\ntexts: one\n"
                                  "pairs: {x: 1, y: no}\npattern: '^a+$'\n"
                                  "home: {street: Kade}\n"
                                  "others: [{street: a, number: 0o17}, {street: b}]\n"
                                  "tree: {a: [1, 2]}\n");
    /* Of the numbers in YAML 1.2, only decimal ones have a sign. */
    assert_false(filling.is_fine);
    filling_free(&filling);

    filling = fill("flag: false\nnumber: -16\ntext: 1.10\ntexts: one\npairs: {x: 1, y: no}\n"
                   "pattern: '^a+$'\nhome: {street: Kade}\n"
                   "others: [{street: a, number: 0o17}, {street: b}]\ntree: {a: [1, 2]}\n");
    assert_true(filling.is_fine);
    assert_false(filling.filled.flag);
    assert_int_equal(filling.filled.number, -16);
    assert_string_equal(filling.filled.text.bytes, "1.10");
    assert_int_equal(filling.filled.texts.count, 1);
    assert_string_equal(filling.filled.texts.items[0].bytes, "one");
    assert_int_equal(filling.filled.pairs.count, 2);
    assert_string_equal(filling.filled.pairs.items[1].value.bytes, "no");
    struct keur_span match;
    assert_true(keur_match(filling.filled.pattern, TEXT("b\naaa\n"), 0, &match));
    assert_int_equal(match.begin, 2);
    assert_string_equal(filling.filled.home.street.bytes, "Kade");
    assert_int_equal(filling.filled.home.number, 7);
    const struct address *others = filling.filled.others.items;
    assert_int_equal(filling.filled.others.count, 2);
    assert_int_equal(others[0].number, 15);
    assert_string_equal(others[1].street.bytes, "b");
    assert_int_equal(keur_value_find(filling.filled.tree, "a")->child_count, 2);
    filling_free(&filling);

    filling = fill("others: {street: alone}\n");
    assert_int_equal(filling.filled.others.count, 1);
    filling_free(&filling);
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *message;
    } mistakes[] = {
        {"flag: yes\n", "x.yaml:1:7: error: 'flag' takes true or false"},
        {"flag: [true]\n", "x.yaml:1:7: error: 'flag' takes true or false"},
        {"number: 1.5\n", "x.yaml:1:9: error: 'number' takes a whole number"},
        {"number: 9223372036854775808\n", "x.yaml:1:9: error: 'number' takes a smaller number"},
        {"text: [a]\n", "x.yaml:1:7: error: 'text' takes one text"},
        {"texts: {a: b}\n", "x.yaml:1:8: error: 'texts' takes a list of texts"},
        {"texts: [a, [b]]\n", "x.yaml:1:12: error: one text is expected here"},
        {"texts:\n- a\n-\n", "x.yaml:3:2: error: one text is expected here"},
        {"pairs: [a]\n", "x.yaml:1:8: error: 'pairs' takes a map of texts"},
        {"pairs: {a: {b: c}}\n", "x.yaml:1:12: error: 'a' takes one text"},
        {"pattern: '(a'\n",
         "x.yaml:1:10: error: this pattern does not compile: missing closing parenthesis, behind "
         "'(a'"},
        {"pattern: [a]\n", "x.yaml:1:10: error: 'pattern' takes a pattern, one text"},
        {"home: x\n", "x.yaml:1:7: error: 'home' takes a map of keys and values"},
        {"home: {number: 3}\n",
         "x.yaml:1:7: error: the key 'street' is missing here: name of the street"},
        {"home: {street: a, nummer: 3}\n",
         "x.yaml:1:19: error: unknown key 'nummer'; did you mean 'number'?"},
        {"others: x\n", "x.yaml:1:9: error: 'others' takes a list of maps"},
        {"others: [{street: a}, b]\n", "x.yaml:1:23: error: a map of keys and values is expected "
                                       "here"},
        {"zzzzzzzz: 1\n", "x.yaml:1:1: error: unknown key 'zzzzzzzz'; there is: flag, number, "
                          "text, texts, pairs, pattern, home, others, tree"},
        {"nubmer: 1\n", "x.yaml:1:1: error: unknown key 'nubmer'; did you mean 'number'?"},
        {"[a]\n", "x.yaml:1:1: error: a map of keys and values is expected here"},
        {"text: a\ntext: b\n", "x.yaml:2:1: error: 'text' stands here twice; merge the two"},
    };
    for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++) {
        struct filling filling = fill(mistakes[i].yaml);
        if (filling.is_fine || filling.errors.count != 1)
            fail_msg("%zu mistakes in: %s", filling.errors.count, mistakes[i].yaml);
        assert_string_equal(filling.errors.items[0], mistakes[i].message);
        filling_free(&filling);
    }
}

static void test_all_mistakes_are_told(void **state)
{
    (void)state;
    struct filling filling = fill("flag: 1\nnumber: a\nothers: [{street: [a]}, {x: y}]\n");
    assert_int_equal(filling.errors.count, 5);
    filling_free(&filling);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_all_types),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_all_mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
