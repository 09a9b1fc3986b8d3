#include <string.h>

#include "base/text.h"
#include "unit/same_tree.h"
#include "unit/unit.h"
#include "yaml/yaml_library.h"
#include "yaml/yaml_lines.h"

static const struct keur_value blank;

static struct keur_value *parse_lines(struct keur_text text, struct arena *arena)
{
    const struct tree_values values = {arena, &blank, sizeof(blank)};
    return yaml_lines_parse(text, (struct keur_span){0, text.length}, &values);
}

static struct keur_value *parse_all(struct keur_text text, struct arena *arena)
{
    const struct tree_values values = {arena, &blank, sizeof(blank)};
    struct keur_value *root = NULL;
    struct yaml_trouble trouble;
    bool is_fine =
        yaml_library_parse(text, (struct keur_span){0, text.length}, &values, &root, &trouble);
    return is_fine ? root : NULL;
}

/* ---- What most YAML is ---- */

static void test_common_texts_are_read(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "title: Een titel\nid: urn:nl:ak:ver:aia-01\n",
        "a: 1\r\nb:\r\n- x\r\n- y\r\n",
        "# uitleg\n\na: b # meer\n  # nog meer\nc:   d   \n",
        "a:\n- b\n- c\nd:\n  - e\n  -\n  - f\ng:\n",
        "a:\n  b:\n    c: x\n  d: y\ne: z",
        "- a: b\n  c: d\n- - e\n  - f\n-   g: h\n    i:\n    - j\n-\n  k: l\n",
        "'a b': 'c: d # e'\n\"f\" : \"g, 'h'\"\ni: ''\n",
        "a: http://x.nl/y#z\nb: -1\nc: a:b\nd: x - y\ne: a, b [c] {d}\n",
        "titel: \u00e9\u00e9n \u201Cw\u00f6\u00f6rd\u201D\n\u00eb: \U0001F600\n",
        "a: no\nb: ~\nc: 0x1F\nd: 1.5e3\ne: 'no'\n",
        "alleen een woord\n",
        "[a, b]\n",
        "a: [b, 'c, d', \"e\", [f, {g: h}], []]\nb: { c: d, e: [f], g: {}, }\n",
        "  a: b\n  c: d\n",
        "a: x\na: y\n",
        "a: &x\n  b: c\nd: *x\n",
        "a: &x\n- b\n- [c]\nd: { e: *x, f: [*x] } # g\nh:\n  - i: *x\n",
        "a: &x # eerst\n\n  b\nc: *x # dan\nd: &x\n  - e\nf: *x\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena *arena = arena_new();
        struct keur_text text = text_of(texts[i]);
        const struct keur_value *root = parse_lines(text, arena);
        if (root == NULL || !same_tree(root, parse_all(text, arena)))
            fail_msg("%s: %s", root == NULL ? "not read" : "not the same", texts[i]);
        arena_free(arena);
    }
}

static void test_places_lie_in_the_whole_text(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct tree_values values = {arena, &blank, sizeof(blank)};
    struct keur_text text = TEXT("---\na: b\nc: d\n---\n");
    const struct keur_value *root = yaml_lines_parse(text, (struct keur_span){4, 14}, &values);
    assert_non_null(root);
    assert_int_equal(root->child_count, 2);
    assert_int_equal(root->span.begin, 4);
    assert_int_equal(root->span.end, 13);
    arena_free(arena);
}

static void test_the_rest_is_left_to_libyaml(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "# niets\n",
        "a: [b]]\n",
        "a: [b: c]\n",
        "a: {b}\n",
        "a: b\n  c\n",
        "a: b\n\n  c\n",
        "a: b\n  c: d\n",
        "a: b\n  c # d\n",
        "a: 'b\n  c'\n",
        "a: |\n  b\n",
        "a: &x b\nc: *x\n",
        "a: &x\nb: *x\n",
        "a: &x\n",
        "a: *x\n",
        "a: &x\n  b: *x\n",
        "a: &x\n  b\n*x : c\n",
        "- &x\n  a: b\n",
        "a: !ENV b\n",
        "? a\n: b\n",
        "a:\tb\n",
        "a: b: c\n",
        "a: b\n- c\n",
        "a:\n  b: c\n d: e\n",
        "a: [b,\n  c]\n",
        "a: 'it''s'\n",
        "a: \"b\\n\"\n",
        "a: 'b' c\n",
        "a: 'b'#c\n",
        "a: - b\n",
        "a: @b\n",
        "--- \na: b\n",
        "a: b\n...\n",
        "%YAML 1.1\n",
        "a: b\302\205c: d\n",
        "a: b\rc: d\n",
        "a: \xFF\n",
        "a: b\x01\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena *arena = arena_new();
        if (parse_lines(text_of(texts[i]), arena) != NULL)
            fail_msg("read: %s", texts[i]);
        arena_free(arena);
    }
}

/* ---- Whatever is read, libyaml reads the same ---- */

static size_t next_random(uint32_t *state, size_t count)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % count;
}

static struct keur_text random_text(uint32_t *state, struct arena *arena)
{
    static const char *const pieces[] = {
        "a",        "b c",          "-",        "- ",    "- ",      ":",        ": ",
        ": ",       ":\n",          " ",        "  ",    "\n",      "\n",       "\n  ",
        "\n    ",   "\n- ",         "\n  -",    "\na: ", "\n  b: ", "#",        " # x",
        "'",        "'x'",          "\"",       "\"y\"", "[",       "]",        "{",
        "}",        "[a, b]",       "{a: b}",   ",",     ", ",      "?",        "\xC3\xA9",
        "\r\n",     "---",          "...",      "|",     ">",       "&x ",      ": &x\n",
        ": *x\n",   "- *x\n",       "[*x , a]", ": |\n", ": >-\n",  "\n   x\n", "- |\n  x\n",
        "  \n",     "&x",           "*x",       "!t",    "1",       "~",        "no",
        "%",        "\t",           "\\",       "''",    "[]",      "- a: ",    "a:b",
        "http://x", "\xE2\x80\xA8", "\xFF",
    };
    struct buffer buffer = {0};
    for (size_t rest = 1 + next_random(state, 12); rest > 0; rest--)
        buffer_add(&buffer, text_of(pieces[next_random(state, sizeof pieces / sizeof *pieces)]));
    struct keur_text text = arena_copy(arena, buffer_text(&buffer));
    buffer_free(&buffer);
    return text;
}

static void test_libyaml_reads_the_same(void **state)
{
    (void)state;
    enum { TEXTS = 40000 };
    uint32_t random = 1;
    size_t count = 0;
    for (size_t i = 0; i < TEXTS; i++) {
        struct arena *arena = arena_new();
        struct keur_text text = random_text(&random, arena);
        const struct keur_value *root = parse_lines(text, arena);
        count += root != NULL;
        if (root != NULL && !same_tree(root, parse_all(text, arena)))
            fail_msg("not the same: %s", text.bytes);
        arena_free(arena);
    }
    assert_true(count > TEXTS / 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_common_texts_are_read),
        cmocka_unit_test(test_places_lie_in_the_whole_text),
        cmocka_unit_test(test_the_rest_is_left_to_libyaml),
        cmocka_unit_test(test_libyaml_reads_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
