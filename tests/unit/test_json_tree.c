#include <string.h>

#include "base/text.h"
#include "unit/unit.h"
#include "yaml/json_tree.h"

static const struct keur_value *parse(struct arena *arena, struct keur_text text,
                                      struct yaml_trouble *ret_trouble)
{
    const struct keur_value *root = NULL;
    return json_tree_parse(text, arena, &root, ret_trouble) ? root : NULL;
}

static const struct keur_value *must_parse(struct arena *arena, struct keur_text text)
{
    struct yaml_trouble trouble;
    const struct keur_value *root = parse(arena, text, &trouble);
    if (root == NULL)
        fail_msg("%.*s", KEUR_ARGUMENT(trouble.message));
    return root;
}

static const struct keur_value *must_find(const struct keur_value *map, const char *key)
{
    const struct keur_value *value = keur_value_find(map, key);
    if (value == NULL || value->first_child == NULL)
        fail_msg("no children of '%s'", key);
    return value;
}

static void test_values_and_places(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct keur_text text =
        TEXT("\xEF\xBB\xBF{\"a\": [1, 2.50e1, true],\t\"b\":\r\n{\"c\":null}}\n");
    const struct keur_value *root = must_parse(arena, text);
    assert_int_equal(root->kind, KEUR_MAPPING);
    assert_int_equal(root->child_count, 2);
    const struct keur_value *number = must_find(root, "a")->first_child->next;
    assert_int_equal(number->kind, KEUR_FLOAT);
    assert_true(text_is(number->text, "2.50e1"));
    assert_true(text_is(text_slice(text, number->span.begin, number->span.end), "2.50e1"));
    const struct keur_value *b = must_find(root, "b");
    assert_true(text_is(text_slice(text, b->key_span.begin, b->key_span.end), "\"b\""));
    assert_true(text_is(text_slice(text, b->span.begin, b->span.end), "{\"c\":null}"));
    assert_int_equal(b->first_child->kind, KEUR_NULL);
    assert_ptr_equal(b->first_child->parent, b);
    arena_free(arena);
}

static void test_strings(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct keur_value *value =
        must_parse(arena, TEXT("\"\\ud83d\\ude00 \\u00e9\\u0000\\/\\n\""));
    assert_int_equal(value->text.length, 10);
    assert_memory_equal(value->text.bytes, "\xF0\x9F\x98\x80 \xC3\xA9\0/\n", 10);
    arena_free(arena);
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t at;
    } mistakes[] = {
        {"", 0},           {"{", 1},       {"[1,]", 3},        {"{\"a\" 1}", 5},
        {"{\"a\":1,}", 7}, {"[1 2]", 3},   {"\"\\ud83d\"", 3}, {"\"\\ude00\"", 3},
        {"\"a", 0},        {"\"\\x\"", 2}, {"\"\t\"", 1},      {"1 2", 2},
        {"01", 1},         {"1.", 2},      {"nul", 0},         {"{\"a\":1]", 6},
        {"\"\xFF\"", 1},   {"{'a':1}", 1}, {"1e", 2},          {"-", 1},
    };
    for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++) {
        struct arena *arena = arena_new();
        struct yaml_trouble trouble = {0};
        assert_null(parse(arena, text_of(mistakes[i].text), &trouble));
        if (trouble.span.begin != mistakes[i].at)
            fail_msg("%s: told at %zu", mistakes[i].text, trouble.span.begin);
        assert_true(trouble.message.length > 0);
        arena_free(arena);
    }
}

static void test_depth_is_limited(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct yaml_trouble trouble;
    char text[1000];
    memset(text, '[', sizeof text);
    assert_null(parse(arena, (struct keur_text){text, sizeof text}, &trouble));
    assert_int_equal(trouble.span.begin, 64);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_and_places),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_depth_is_limited),
    };
    return cmocka_run_group_tests_name("test_json_tree", tests, NULL, NULL);
}
