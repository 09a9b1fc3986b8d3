/* The official test suite of JSON Schema: draft 2020-12 beside the project's shared data, and the
 * earlier drafts of Debian's package json-schema-test-suite as far as they still hold. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "check/run.h"
#include "evaluate.h"
#include "load/placed.h"
#include "load/setup.h"
#include "schema_compiler.h"
#include "unit/unit.h"

struct suite {
    struct arena *arena;
    struct keur_text tests;   /* folder */
    struct placed references; /* URI to schema, as the configuration would have it */
    size_t count, failures;
    bool judges_formats;
    bool is_quiet;
};

/* ---- Files ------------------------------------------------------------------ */

static const struct placed *read_json(struct suite *suite, struct keur_text path)
{
    struct errors errors = {0};
    struct source *source = arena_allocate(suite->arena, sizeof(*source));
    source->shown = source->path = path;
    source->is_json = true;
    const struct placed *root = NULL;
    if (file_read(path.bytes, LIMIT_CONFIG_BYTES, suite->arena, &source->text, &errors))
        root = placed_read(source, suite->arena, &errors);
    for (size_t i = 0; i < errors.count; i++)
        print_error("%s\n", errors.items[i]);
    errors_free(&errors);
    return root;
}

/* Calls `take` with every JSON file below a folder; `name` is its path from there. */
static void
each_file(struct suite *suite, struct keur_text folder, struct keur_text name, bool is_deep,
          void (*take)(struct suite *suite, struct keur_text path, struct keur_text name))
{
    DIR *listing = opendir(folder.bytes);
    if (listing == NULL)
        return;
    for (const struct dirent *entry; (entry = readdir(listing)) != NULL;) {
        struct keur_text below = text_of(entry->d_name);
        struct keur_text path = path_join(suite->arena, folder, below);
        struct keur_text inner = name.length == 0 ? arena_copy(suite->arena, below)
                                                  : path_join(suite->arena, name, below);
        if (entry->d_name[0] == '.')
            continue;
        if (text_ends_with(below, ".json"))
            take(suite, path, inner);
        else if (is_deep)
            each_file(suite, path, inner, is_deep, take);
    }
    closedir(listing);
}

static void add_remote(struct suite *suite, struct keur_text path, struct keur_text name)
{
    const struct placed *root = read_json(suite, path);
    struct placed *copy = arena_allocate(suite->arena, sizeof(*copy));
    struct keur_value *references = &suite->references.is;
    if (root == NULL)
        return;
    *copy = *root;
    copy->is.key = arena_format(suite->arena, "http://localhost:1234/%.*s", KEUR_ARGUMENT(name));
    copy->is.next = references->first_child;
    references->first_child = &copy->is;
    references->child_count++;
}

/* ---- Cases ---------------------------------------------------------------------- */

static bool is_true(const struct keur_value *value)
{
    return text_is(value->text, "true");
}

static void judge_test(struct suite *suite, keur_run *run, const struct schema *schema,
                       const struct keur_value *test, struct keur_text title)
{
    bool is_valid = is_true(keur_value_find(test, "valid"));
    const struct keur_value *data = keur_value_find(test, "data");
    struct faults faults = {NULL, 0, 0};
    suite->count++;
    bool fits = schema != NULL && evaluate(run, schema, data);
    /* Who does not fit is told why; who fits is told nothing. */
    bool is_told = schema != NULL && !evaluate_faults(run, schema, data, &faults);
    if (fits == is_valid && is_told == !fits && (faults.count > 0) == !fits)
        return;
    suite->failures++;
    struct keur_text what = keur_value_find(test, "description")->text;
    if (!suite->is_quiet)
        print_error("%.*s: %.*s: %s, and %zu faults told\n", KEUR_ARGUMENT(title),
                    KEUR_ARGUMENT(what), fits ? "taken" : "refused", faults.count);
}

static void run_case(struct suite *suite, const struct keur_value *each, struct keur_text name)
{
    struct errors errors = {0};
    struct keur_setup setup = {
        .arena = suite->arena, .errors = &errors, .place = keur_value_find(each, "schema")};
    struct schema_compiler *compiler = arena_allocate(suite->arena, sizeof(*compiler));
    compiler->setup = &setup;
    compiler->references = &suite->references.is;
    compiler->judges_formats = suite->judges_formats;
    const struct schema *schema = schema_compile(compiler, setup.place);
    struct keur_text title =
        arena_format(suite->arena, "%.*s: %.*s", KEUR_ARGUMENT(name),
                     KEUR_ARGUMENT(keur_value_find(each, "description")->text));
    for (size_t i = 0; i < errors.count && !suite->is_quiet; i++)
        print_error("%.*s: %s\n", KEUR_ARGUMENT(title), errors.items[i]);
    struct kept *kept = NULL;
    keur_run run = {.scratch = suite->arena, .kept = &kept};
    const struct keur_value *test = keur_value_find(each, "tests")->first_child;
    for (; test != NULL; test = test->next)
        judge_test(suite, &run, errors.count == 0 ? schema : NULL, test, title);
    errors_free(&errors);
}

static void run_file(struct suite *suite, struct keur_text path, struct keur_text name)
{
    const struct placed *root = read_json(suite, path);
    assert_non_null(root);
    for (const struct keur_value *each = root->is.first_child; each != NULL; each = each->next)
        run_case(suite, each, name);
}

/* ---- Where the suite is -------------------------------------------------------------- */

static const char debian[] = "/usr/share/json-schema-test-suite";

static bool open_suite(struct suite *suite, struct keur_text folder, const char *draft)
{
    suite->tests =
        path_join(suite->arena, path_join(suite->arena, folder, TEXT("tests")), text_of(draft));
    if (file_type(suite->tests.bytes) != FILE_FOLDER)
        return false;
    suite->references.is.kind = KEUR_MAPPING;
    each_file(suite, path_join(suite->arena, folder, TEXT("remotes")), TEXT(""), true, add_remote);
    return true;
}

static void close_suite(struct suite *suite, const char *name)
{
    print_message("%s: %zu of %zu tests pass\n", name, suite->count - suite->failures,
                  suite->count);
    arena_free(suite->arena);
}

static void test_required(void **state)
{
    (void)state;
    struct suite suite = {.arena = arena_new()};
    const char *given = getenv("KEUR_SHARED");
    struct keur_text shared = path_join(suite.arena, text_of(given != NULL ? given : KEUR_SHARED),
                                        TEXT("jsonschema-suite"));
    if (!open_suite(&suite, shared, "draft2020-12")) {
        print_message("skipped: no JSON Schema test suite at %s\n", shared.bytes);
        arena_free(suite.arena);
        skip();
    }
    each_file(&suite, suite.tests, TEXT(""), false, run_file);
    close_suite(&suite, "JSON Schema 2020-12, required");
    assert_true(suite.count > 1000);
    assert_int_equal(suite.failures, 0);
}

/* Debian's package has drafts up to 7; what a later draft changed is left out. */
static void run_unchanged_file(struct suite *suite, struct keur_text path, struct keur_text name)
{
    static const char *const changed[] = {
        "additionalItems.json", "definitions.json", "dependencies.json", "items.json", "ref.json",
        "refRemote.json",       "uniqueItems.json"};
    for (size_t i = 0; i < sizeof(changed) / sizeof(*changed); i++)
        if (text_is(name, changed[i]))
            return;
    run_file(suite, path, name);
}

static void run_debian(const char *folder, bool judges_formats, size_t known_failures)
{
    struct suite suite = {.arena = arena_new(), .judges_formats = judges_formats};
    if (!open_suite(&suite, text_of(debian), folder)) {
        print_message("skipped: Debian's package json-schema-test-suite is not installed\n");
        arena_free(suite.arena);
        skip();
    }
    suite.is_quiet = known_failures > 0 && getenv("KEUR_VERBOSE") == NULL;
    each_file(&suite, suite.tests, TEXT(""), false, run_unchanged_file);
    close_suite(&suite, folder);
    assert_true(suite.count > 100);
    assert_true(suite.failures <= known_failures);
}

static void test_former_draft(void **state)
{
    (void)state;
    run_debian("draft7", false, 0);
}

static void test_formats(void **state)
{
    (void)state;
    run_debian("draft7/optional/format", true, 0);
}

/* ---- Mistakes in a schema --------------------------------------------------------------- */

struct mistake {
    const char *schema, *message;
};

static void test_mistakes(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"{\"type\": \"strng\"}",
         "s.json:1:10: error: no type of JSON Schema: 'strng'; did you mean 'string'?"},
        {"{\"minimun\": 1}",
         "s.json:1:13: error: 'minimun' is no keyword of JSON Schema; did you mean 'minimum'?"},
        {"{\"minLength\": -1}",
         "s.json:1:15: error: 'minLength' must be a whole number, 0 or more"},
        {"{\"multipleOf\": 0}", "s.json:1:16: error: 'multipleOf' must be greater than 0"},
        {"{\"items\": [true]}",
         "s.json:1:11: error: a schema must be a mapping of keywords, or true or false"},
        {"{\"$ref\": \"#/$defs/a\"}", "s.json:1:10: error: there is no schema at '#/$defs/a'"},
        {"{\"$ref\": \"https://example.org/a\"}",
         "s.json:1:10: error: there is no schema 'https://example.org/a' here, and none is "
         "fetched; name a file for it in 'schemas' of the configuration"},
        {"{\"$ref\": \"#\"}", "s.json:1:1: error: this schema refers to itself without going to "
                              "a key or item: it would be judged without end"},
        {"{\"pattern\": \"(\"}",
         "s.json:1:13: error: this pattern does not compile: missing closing parenthesis, behind "
         "'('"},
        {"{\"required\": \"a\"}", "s.json:1:14: error: 'required' must be a list of names of keys"},
        {"{\"dependencies\": {}}", "s.json:1:18: error: 'dependencies' is of a former draft of "
                                   "JSON Schema; write dependentRequired or dependentSchemas"},
        {"{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}",
         "s.json:1:13: error: keur judges by JSON Schema 2020-12: write '$schema: "
         "https://json-schema.org/draft/2020-12/schema', and see whether the schema uses keywords "
         "of a former draft"},
        {"{\"$id\": \"a#b\"}",
         "s.json:1:9: error: '$id' has no fragment; name a place in a schema with '$anchor'"},
    };
    for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++) {
        struct arena *arena = arena_new();
        struct errors errors = {0};
        struct source source = {
            .shown = TEXT("s.json"), .text = text_of(mistakes[i].schema), .is_json = true};
        const struct placed *root = placed_read(&source, arena, &errors);
        assert_non_null(root);
        struct keur_setup setup = {.arena = arena, .errors = &errors, .place = &root->is};
        struct schema_compiler *compiler = arena_allocate(arena, sizeof(*compiler));
        compiler->setup = &setup;
        schema_compile(compiler, &root->is);
        assert_int_equal(errors.count, 1);
        assert_string_equal(errors.items[0], mistakes[i].message);
        errors_free(&errors);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_required),
        cmocka_unit_test(test_former_draft),
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_mistakes),
    };
    return cmocka_run_group_tests_name("test_json_schema", tests, NULL, NULL);
}
