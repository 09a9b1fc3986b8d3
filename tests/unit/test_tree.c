/* The node tree: its invariants on every document there is, and what it makes of single ones. */
#include <ftw.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "document.h"
#include "invariants.h"

static const enum keur_dialect dialects[] = {
    KEUR_DIALECT_COMMONMARK,
    KEUR_DIALECT_GFM,
    KEUR_DIALECT_PYTHON_MARKDOWN,
};

/* ---- Invariants ---- */

static size_t documents_seen, documents_broken;

/* In an arena of its own, so that a corpus does not pile up. */
static void check_as(enum keur_dialect dialect, struct keur_text path, struct keur_text source)
{
    struct arena *own = arena_new();
    struct reading reading = {dialect, EXTENSION_ALL};
    struct keur_document *document = document_open(path, source, own);

    document_parse(document, TEXT(""), reading);
    documents_seen++;
    bool is_good = invariants_hold(document);
    if (dialect == KEUR_DIALECT_COMMONMARK)
        is_good = is_good && invariants_match_libcmark(document);
    if (!is_good) {
        fprintf(stderr, "# %.*s in dialect %d\n", KEUR_ARGUMENT(path), (int)dialect);
        documents_broken++;
    }
    arena_free(own);
}

static void check_text(struct keur_text path, struct keur_text source)
{
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
        check_as(dialects[i], path, source);
}

static int check_file(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    struct arena *own = arena_new();
    struct errors errors = {NULL, 0, 0};
    struct keur_text source;

    (void)status;
    (void)walk;
    if (kind == FTW_F && text_ends_with(text_of(path), ".md") &&
        file_read(path, LIMIT_DOCUMENT_BYTES, own, &source, &errors))
        check_text(text_of(path), source);
    errors_free(&errors);
    arena_free(own);
    return 0;
}

static void check_folder(const char *folder)
{
    documents_seen = documents_broken = 0;
    if (nftw(folder, check_file, 16, FTW_PHYS) != 0 || documents_seen == 0) {
        print_message("# skipped: there is no document in %s\n", folder);
        skip();
    }
    assert_int_equal(documents_broken, 0);
}

static void test_cases_hold(void **state)
{
    (void)state;
    check_folder("tests/cases");
}

static void test_examples_hold(void **state)
{
    (void)state;
    check_folder("docs");
}

static void test_corpora_hold(void **state)
{
    (void)state;
    check_folder(KEUR_SHARED "/corpus");
}

static void test_commonmark_examples_hold(void **state)
{
    static const char path[] = "/usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json";
    json_t *examples = json_load_file(path, 0, NULL);
    json_t *example;
    size_t i;

    (void)state;
    if (examples == NULL) {
        print_message("# skipped: golang-github-yuin-goldmark-dev is not installed\n");
        skip();
    }
    documents_broken = 0;
    json_array_foreach(examples, i, example)
    {
        char name[64];
        snprintf(name, sizeof name, "example %d",
                 (int)json_integer_value(json_object_get(example, "example")));
        const char *markdown = json_string_value(json_object_get(example, "markdown"));
        check_text(text_of(name), text_of(markdown));
    }
    json_decref(examples);
    assert_int_equal(documents_broken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases_hold),
        cmocka_unit_test(test_examples_hold),
        cmocka_unit_test(test_corpora_hold),
        cmocka_unit_test(test_commonmark_examples_hold),
    };

    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
