#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "base/text.h"
#include "unit/unit.h"
#include "yaml/yaml_tree.h"

struct result {
    struct arena *arena;
    struct keur_text text;
    const struct keur_value *root; /* NULL: trouble */
    struct yaml_trouble trouble;
};

static struct result parse_part(struct keur_text text, struct keur_span span)
{
    struct result result = {.arena = arena_new(), .text = text};
    if (!yaml_tree_parse(text, span, result.arena, &result.root, &result.trouble))
        result.root = NULL;
    return result;
}

static struct result parse_text(struct keur_text text)
{
    return parse_part(text, (struct keur_span){.begin = 0, .end = text.length});
}

static struct result parse(const char *text)
{
    return parse_text(text_of(text));
}

static const char *source(const struct result *result, struct keur_span span)
{
    return arena_string(result->arena, text_slice(result->text, span.begin, span.end));
}

static const struct keur_value *find(const struct result *result, const char *key)
{
    const struct keur_value *value = keur_value_find(result->root, key);
    if (value == NULL)
        fail_msg("no key '%s'", key);
    return value;
}

/* ---- Places ---- */

static void check_place(const struct result *result, const char *key, const char *expected)
{
    const struct keur_value *value = find(result, key);
    assert_string_equal(source(result, value->key_span), key);
    assert_string_equal(source(result, value->span), expected);
}

static void test_places_are_bytes(void **state)
{
    (void)state;
    struct result result = parse("titel: \xC3\xA9 \xF0\x9F\x98\x80 x # uitleg\n"
                                 "\xC3\xA9\xC3\xA9n: 'w\xC3\xA9l'\n"
                                 "lijst:\n- \xC3\xABn\n- twee\nleeg:\n"
                                 "map: {a: [1, 2], b: \"c\"}\n"
                                 "blok: |\n  een\n  twee\n\nlaatst: x\n");
    check_place(&result, "titel", "\xC3\xA9 \xF0\x9F\x98\x80 x");
    check_place(&result, "\xC3\xA9\xC3\xA9n", "'w\xC3\xA9l'");
    check_place(&result, "lijst", "- \xC3\xABn\n- twee");
    check_place(&result, "leeg", "");
    check_place(&result, "map", "{a: [1, 2], b: \"c\"}");
    check_place(&result, "blok", "|\n  een\n  twee");
    check_place(&result, "laatst", "x");
    const struct keur_value *empty = find(&result, "leeg");
    assert_int_equal(empty->span.begin, empty->key_span.end + 1);
    assert_string_equal(find(&result, "blok")->text.bytes, "een\ntwee\n");
    arena_free(result.arena);
}

static void test_places_of_tags_and_anchors(void **state)
{
    (void)state;
    struct result result = parse("a: &x !!str 12\nb: !ENV [HOME, 'y']\nc: !python/name:x.y\nd: *x\n"
                                 "e: &m\n  f: 1\n");
    check_place(&result, "a", "12");
    assert_int_equal(find(&result, "a")->kind, KEUR_STRING);
    check_place(&result, "b", "[HOME, 'y']");
    check_place(&result, "c", "");
    assert_int_equal(find(&result, "c")->kind, KEUR_STRING);
    check_place(&result, "d", "*x");
    assert_string_equal(find(&result, "d")->text.bytes, "12");
    check_place(&result, "e", "f: 1");
    arena_free(result.arena);
}

static void test_a_part_of_a_text(void **state)
{
    (void)state;
    struct keur_text text = TEXT("---\nt\xC3\xA9: \xC3\xA9\nx: y\n---\nrest: [\n");
    struct result result = parse_part(text, (struct keur_span){.begin = 4, .end = 17});
    check_place(&result, "x", "y");
    assert_int_equal(find(&result, "x")->span.begin, 15);
    arena_free(result.arena);
}

static void test_a_byte_order_mark_is_no_text(void **state)
{
    (void)state;
    struct result result = parse("\xEF\xBB\xBFtitel: x\n");
    check_place(&result, "titel", "x");
    assert_int_equal(result.root->span.begin, 3);
    arena_free(result.arena);
}

static void test_line_endings(void **state)
{
    (void)state;
    struct result result = parse("a: 1\r\nb: \xC3\xA9\r\nc: 3\rd: 4");
    check_place(&result, "b", "\xC3\xA9");
    check_place(&result, "c", "3");
    check_place(&result, "d", "4");
    arena_free(result.arena);
}

static void test_nothing_is_null(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "\n\n", "# alleen uitleg\n", "---\n", "~"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        struct result result = parse(texts[i]);
        assert_non_null(result.root);
        assert_int_equal(result.root->kind, KEUR_NULL);
        arena_free(result.arena);
    }
}

/* ---- Kinds ---- */

static void test_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum keur_value_kind core, yaml11;
    } kinds[] = {
        {"no", KEUR_STRING, KEUR_BOOLEAN},
        {"Yes", KEUR_STRING, KEUR_BOOLEAN},
        {"off", KEUR_STRING, KEUR_BOOLEAN},
        {"y", KEUR_STRING, KEUR_STRING},
        {"Nee", KEUR_STRING, KEUR_STRING},
        {"true", KEUR_BOOLEAN, KEUR_BOOLEAN},
        {"FALSE", KEUR_BOOLEAN, KEUR_BOOLEAN},
        {"tRue", KEUR_STRING, KEUR_STRING},
        {"null", KEUR_NULL, KEUR_NULL},
        {"~", KEUR_NULL, KEUR_NULL},
        {"0", KEUR_INTEGER, KEUR_INTEGER},
        {"-12", KEUR_INTEGER, KEUR_INTEGER},
        {"010", KEUR_INTEGER, KEUR_INTEGER},
        {"08", KEUR_INTEGER, KEUR_STRING},
        {"0o10", KEUR_INTEGER, KEUR_STRING},
        {"0x1F", KEUR_INTEGER, KEUR_INTEGER},
        {"0b11", KEUR_STRING, KEUR_INTEGER},
        {"1_000", KEUR_STRING, KEUR_INTEGER},
        {"1:30", KEUR_STRING, KEUR_INTEGER},
        {"12:30:45", KEUR_STRING, KEUR_INTEGER},
        {"1:60", KEUR_STRING, KEUR_STRING},
        {"1:30.5", KEUR_STRING, KEUR_FLOAT},
        {"1.10", KEUR_FLOAT, KEUR_FLOAT},
        {"1.", KEUR_FLOAT, KEUR_FLOAT},
        {".5", KEUR_FLOAT, KEUR_FLOAT},
        {"-.5", KEUR_FLOAT, KEUR_STRING},
        {"1e3", KEUR_FLOAT, KEUR_STRING},
        {"1.0e3", KEUR_FLOAT, KEUR_STRING},
        {"1.0e+3", KEUR_FLOAT, KEUR_FLOAT},
        {".", KEUR_STRING, KEUR_STRING},
        {"-.inf", KEUR_FLOAT, KEUR_FLOAT},
        {".NaN", KEUR_FLOAT, KEUR_FLOAT},
        {"v1.0", KEUR_STRING, KEUR_STRING},
        {"1.2.3", KEUR_STRING, KEUR_STRING},
        {"2024-01-01", KEUR_STRING, KEUR_STRING},
        {"'12'", KEUR_STRING, KEUR_STRING},
        {"\"true\"", KEUR_STRING, KEUR_STRING},
        {"!!str 12", KEUR_STRING, KEUR_STRING},
        {"!!int '12'", KEUR_INTEGER, KEUR_INTEGER},
        {"!x 12", KEUR_STRING, KEUR_STRING},
        {"+", KEUR_STRING, KEUR_STRING},
        {"=", KEUR_STRING, KEUR_STRING},
    };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        struct result result = parse(kinds[i].text);
        if (result.root->kind != kinds[i].core || result.root->yaml11_kind != kinds[i].yaml11)
            fail_msg("'%s' is %d and %d", kinds[i].text, (int)result.root->kind,
                     (int)result.root->yaml11_kind);
        arena_free(result.arena);
    }
}

/* ---- The tree ---- */

static void check_links(const struct keur_value *root)
{
    for (const struct keur_value *value = root; value != NULL;) {
        size_t count = 0;
        for (const struct keur_value *child = value->first_child; child != NULL;
             child = child->next) {
            assert_ptr_equal(child->parent, value);
            count++;
        }
        assert_int_equal(count, value->child_count);
        if (value->first_child != NULL) {
            value = value->first_child;
            continue;
        }
        while (value != NULL && value->next == NULL)
            value = value->parent;
        value = value != NULL ? value->next : NULL;
    }
}

static void test_the_same_key_twice_gives_two_children(void **state)
{
    (void)state;
    struct result result = parse("a: 1\nb: 2\na: 3\n");
    assert_int_equal(result.root->child_count, 3);
    assert_string_equal(find(&result, "a")->text.bytes, "3");
    arena_free(result.arena);
}

static void test_aliases_are_copies(void **state)
{
    (void)state;
    struct result result = parse("a: &x {b: [1, {c: 2}], d: 3}\n<<: *x\ne: [*x, *x]\n");
    check_links(result.root);
    const struct keur_value *merge = find(&result, "<<");
    assert_int_equal(merge->child_count, 2);
    assert_int_equal(find(&result, "e")->first_child->child_count, 2);
    assert_string_equal(merge->first_child->next->text.bytes, "3");
    arena_free(result.arena);
}

static void test_styles(void **state)
{
    (void)state;
    struct result result = parse("a: b\nc: 'd'\ne: \"f\"\ng: |\n  h\ni: >\n  j\nk: [l]\nm:\n- n\n");
    static const enum keur_value_style styles[] = {
        KEUR_PLAIN,  KEUR_SINGLE_QUOTED, KEUR_DOUBLE_QUOTED, KEUR_LITERAL,
        KEUR_FOLDED, KEUR_FLOW,          KEUR_BLOCK};
    const struct keur_value *value = result.root->first_child;
    for (size_t i = 0; i < sizeof(styles) / sizeof(*styles); i++, value = value->next)
        assert_int_equal(value->style, styles[i]);
    assert_null(value);
    arena_free(result.arena);
}

/* ---- Mistakes in plain words ---- */

struct mistake {
    const char *text;
    size_t at;
    const char *message;
};

static void check_mistakes(const struct mistake *mistakes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct result result = parse(mistakes[i].text);
        if (result.root != NULL)
            fail_msg("'%s' is read", mistakes[i].text);
        if (result.trouble.span.begin != mistakes[i].at)
            fail_msg("'%s': at %zu, expected %zu: %s", mistakes[i].text, result.trouble.span.begin,
                     mistakes[i].at, result.trouble.message.bytes);
        assert_string_equal(result.trouble.message.bytes, mistakes[i].message);
        arena_free(result.arena);
    }
}
#define CHECK_MISTAKES(mistakes) check_mistakes(mistakes, sizeof(mistakes) / sizeof(*(mistakes)))

static void test_mistakes_in_values(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"titel: wet: artikel\n", 10,
         "a second \": \" in one line; put the value in quotes: titel: \"wet: artikel\""},
        {"titel: \"wet\": artikel\n", 12,
         "a second \": \" in one line; put the value in quotes: titel: '\"wet\": artikel'"},
        {"a: @b\n", 3, "a value cannot begin with \"@\"; put it in quotes: a: \"@b\""},
        {"a: `b`\n", 3, "a value cannot begin with \"`\"; put it in quotes: a: \"`b`\""},
        {"a: %b\n", 3, "a value cannot begin with \"%\"; put it in quotes: a: \"%b\""},
        {"- **b** c\n", 2, "a value cannot begin with \"*\"; put it in quotes: - \"**b** c\""},
        {"a: & b\n", 3, "a value cannot begin with \"&\"; put it in quotes: a: \"& b\""},
        {"a: *b\n", 3,
         "a value that begins with \"*\" refers to an anchor, and there is no \"&b\" above; put "
         "the value in quotes: \"*b\""},
        {"a: {{ b }}\n", 3,
         "a list or map cannot be a key; put the value in quotes when it is meant as text: a: "
         "\"{{ b }}\""},
        {"a: [b](https://c.nl)\n", 6,
         "the value has ended before this; put all of it in quotes: a: \"[b](https://c.nl)\""},
        {"a: \"b\" c\n", 7,
         "the value has ended before this; put all of it in quotes: a: '\"b\" c'"},
        {"a: - b\n", 3,
         "a list cannot begin in the line of its key; begin it on the next line, or put the value "
         "in quotes"},
        {"a: \"\\d\"\n", 4,
         "a backslash within double quotes begins an escape, and this is none; use single quotes, "
         "or write \\\\"},
        {"a: | b\n", 5,
         "the text of a value that begins with \"|\" or \">\" stands on the next lines, indented; "
         "move it there, or put the value in quotes"},
    };
    CHECK_MISTAKES(mistakes);
}

static void test_mistakes_over_lines(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"a:\n\tb: c\n", 3, "a tab indents this line, and YAML takes only spaces; use two spaces"},
        {"a: \"b\nc: d\n", 3,
         "this quote is never closed; put \" at the end of the value, or write \\\" for a quote "
         "within it"},
        {"a: 'b\nc: 'd'\n", 3,
         "this quote is not closed in its line; put ' at the end of the value"},
        {"a: [b\nc: d\n", 3,
         "\"[\" is never closed; put \"]\" behind the last item, or put the value in quotes: a: "
         "\"[b\""},
        {"a: b\n  c: d\n", 7,
         "\"c: d\" is indented as if it belonged to the value above it; begin it in the same "
         "column as the key above"},
        {"a:\n    b: 1\n  c: 2\n", 14,
         "the indentation of this line fits no line above; begin it in the same column as the "
         "keys or items that it belongs to"},
        {"- a\nb: c\n", 4,
         "this line is no item of the list above it; begin it with \"- \" in the column of the "
         "other items, or in the column of a key"},
        {"a: b\nc:d\ne: f\n", 5, "a space is missing behind the colon: c: d"},
        {"a: b\nc\ne: f\n", 5,
         "\"c\" is no key with a value; put \":\" behind the key, or indent the line when it "
         "continues the value above"},
        {"a\nb: c\n", 0,
         "\"a\" is no key with a value; put \":\" behind the key, or indent the line when it "
         "continues the value above"},
        {"  a: b\nc: d\n", 7,
         "this line does not belong to what stands above it; begin all keys in the same column"},
        {"a: b\n---\nc: d\n", 5,
         "a second YAML document begins here, and only one is read; remove this line, or what "
         "follows it"},
    };
    CHECK_MISTAKES(mistakes);
}

static void test_mistakes_in_bytes(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"a: \xC3\xA9\xFF\n", 5, "these bytes are not valid UTF-8; save the file as UTF-8"},
        {"a: b\x07\n", 4, "a control character that YAML does not take stands here; remove it"},
        {"\xC3\xA9: \xC3\xA9: x\n", 6,
         "a second \": \" in one line; put the value in quotes: \xC3\xA9: \"\xC3\xA9: x\""},
    };
    CHECK_MISTAKES(mistakes);
}

/* ---- Hostile input ---- */

/* `count` times the text; trouble or not, within a second and without a crash. */
static struct result parse_many(const char *text, size_t count)
{
    struct buffer buffer = {0};
    for (size_t i = 0; i < count; i++)
        buffer_add(&buffer, text_of(text));
    clock_t begin = clock();
    struct result result = parse_text(buffer_text(&buffer));
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 1.0);
    buffer_free(&buffer);
    return result;
}

static void check_refused(const char *text, size_t count, const char *message)
{
    struct result result = parse_many(text, count);
    assert_null(result.root);
    if (strstr(result.trouble.message.bytes, message) == NULL)
        fail_msg("'%s' %zu times: %s", text, count, result.trouble.message.bytes);
    arena_free(result.arena);
}

static void test_limits(void **state)
{
    (void)state;
    check_refused("[", 200000, "brackets are open here");
    check_refused("{", 200000, "brackets are open here");
    check_refused("[", 1000, "deep within each other");
    check_refused("{a: ", 1000, "deep within each other");
    check_refused("- ", 1000, "deep within each other");
    check_refused("- a\n", LIMIT_YAML_VALUES + 1, "more than 20000 values");
    check_refused("# x\n", LIMIT_CONFIG_BYTES / 4 + 1, "larger than 1048576 bytes");
    struct result fine = parse_many("- [[], {a: b}]\n", 1000);
    assert_non_null(fine.root);
    assert_int_equal(fine.root->child_count, 1000);
    arena_free(fine.arena);
}

static void test_alias_bombs(void **state)
{
    (void)state;
    struct buffer bomb = {0};
    buffer_add(&bomb, TEXT("a0: &a0 [x, x, x, x, x, x, x, x]\n"));
    for (int i = 1; i < 12; i++)
        buffer_printf(&bomb, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n", i, i, i - 1, i - 1, i - 1,
                      i - 1);
    struct result result = parse_text(buffer_text(&bomb));
    assert_null(result.root);
    assert_non_null(strstr(result.trouble.message.bytes, "aliases counted"));
    arena_free(result.arena);
    buffer_free(&bomb);

    buffer_add(&bomb, TEXT("a0: &a0 [x]\n"));
    for (int i = 1; i < 80; i++)
        buffer_printf(&bomb, "a%d: &a%d [*a%d]\n", i, i, i - 1);
    result = parse_text(buffer_text(&bomb));
    assert_null(result.root);
    assert_non_null(strstr(result.trouble.message.bytes, "deep within each other"));
    arena_free(result.arena);
    buffer_free(&bomb);

    static const struct mistake itself[] = {
        {"a: &b [*b]\n", 7,
         "this alias lies within the value that it refers to; write the value out"},
    };
    CHECK_MISTAKES(itself);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_are_bytes),
        cmocka_unit_test(test_places_of_tags_and_anchors),
        cmocka_unit_test(test_a_part_of_a_text),
        cmocka_unit_test(test_a_byte_order_mark_is_no_text),
        cmocka_unit_test(test_line_endings),
        cmocka_unit_test(test_nothing_is_null),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_the_same_key_twice_gives_two_children),
        cmocka_unit_test(test_aliases_are_copies),
        cmocka_unit_test(test_styles),
        cmocka_unit_test(test_mistakes_in_values),
        cmocka_unit_test(test_mistakes_over_lines),
        cmocka_unit_test(test_mistakes_in_bytes),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_alias_bombs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
