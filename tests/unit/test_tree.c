/* The node tree: its invariants on every document there is, and what it makes of single ones. */
#include <ftw.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "document.h"
#include "invariants.h"
#include "parse/internal.h"

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
    struct reading reading = {.dialect = dialect, .extensions = EXTENSION_ALL, .has_prose = true};
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

/* ---- Single documents ---- */

static const char *const kind_names[] = {
    [KEUR_NODE_DOCUMENT] = "document",
    [KEUR_NODE_PARAGRAPH] = "paragraph",
    [KEUR_NODE_HEADING] = "heading",
    [KEUR_NODE_BLOCK_QUOTE] = "quote",
    [KEUR_NODE_LIST] = "list",
    [KEUR_NODE_ITEM] = "item",
    [KEUR_NODE_CODE_BLOCK] = "code-block",
    [KEUR_NODE_HTML_BLOCK] = "html-block",
    [KEUR_NODE_THEMATIC_BREAK] = "break",
    [KEUR_NODE_CONTAINER] = "container",
    [KEUR_NODE_TABLE] = "table",
    [KEUR_NODE_TABLE_ROW] = "row",
    [KEUR_NODE_TABLE_CELL] = "cell",
    [KEUR_NODE_DEFINITION] = "definition",
    [KEUR_NODE_ABBREVIATION] = "abbreviation",
    [KEUR_NODE_FOOTNOTE] = "footnote",
    [KEUR_NODE_TEXT] = "text",
    [KEUR_NODE_SOFT_BREAK] = "soft-break",
    [KEUR_NODE_LINE_BREAK] = "line-break",
    [KEUR_NODE_CODE] = "code",
    [KEUR_NODE_HTML] = "html",
    [KEUR_NODE_EMPHASIS] = "emphasis",
    [KEUR_NODE_STRONG] = "strong",
    [KEUR_NODE_LINK] = "link",
    [KEUR_NODE_IMAGE] = "image",
};

/* "kind" or "kind(children, ...)" of all nodes but texts, in reading order. */
static struct keur_text outline(const struct keur_document *document)
{
    struct buffer text = {NULL, 0, 0};
    const struct keur_node *node = keur_root(document);

    assert_non_null(node);
    while ((node = keur_following(node)) != NULL) {
        if (node->kind == KEUR_NODE_TEXT)
            continue;
        size_t depth = 0;
        for (const struct keur_node *up = node->parent; up->parent != NULL; up = up->parent)
            depth++;
        buffer_printf(&text, "%s%.*s%s", text.length > 0 ? " " : "", (int)depth, "...........",
                      kind_names[node->kind]);
    }
    struct keur_text copy = arena_copy(arena, buffer_text(&text));
    buffer_free(&text);
    return copy;
}

static void assert_outline(enum keur_dialect dialect, const char *source, const char *expected)
{
    const struct keur_document *document = read_as(dialect, source);

    assert_true(invariants_hold(document));
    assert_text(outline(document), expected);
}

static const struct keur_node *find(const struct keur_document *document, enum keur_node_kind kind,
                                    size_t index)
{
    const struct keur_node *node = keur_root(document);

    for (; node != NULL; node = keur_following(node))
        if (node->kind == kind && index-- == 0)
            return node;
    fail_msg("there are not so many nodes of kind %d", (int)kind);
    abort();
}

static void assert_span(enum keur_dialect dialect, const char *source, enum keur_node_kind kind,
                        const char *expected)
{
    const struct keur_document *document = read_as(dialect, source);

    assert_slice(document, find(document, kind, 0)->span, expected);
}

/* What libcmark 0.30.2 tells wrongly. */
static void test_places_that_libcmark_gets_wrong(void **state)
{
    static const enum keur_dialect dialect = KEUR_DIALECT_COMMONMARK;

    (void)state;
    assert_span(dialect, "[a]: b\npara *x*\n", KEUR_NODE_EMPHASIS, "*x*");
    assert_span(dialect, "[a]: b\npara *x*\n", KEUR_NODE_PARAGRAPH, "para *x*");
    assert_span(dialect, "> lazy *a*\ncont _b_\n", KEUR_NODE_PARAGRAPH, "lazy *a*\ncont _b_");
    assert_span(dialect, "x ``a` b``\n", KEUR_NODE_CODE, "``a` b``");
    assert_span(dialect, "# t #\n", KEUR_NODE_HEADING, "# t #");
    assert_span(dialect, "Setext\n===\n\nx\n", KEUR_NODE_HEADING, "Setext\n===");
    assert_span(dialect, "- a\n- b\n\n\npara\n", KEUR_NODE_LIST, "- a\n- b");
    assert_span(dialect, "\xEF\xBB\xBF# bom\n", KEUR_NODE_HEADING, "# bom");
    assert_span(dialect, "a\r\nb\r\n", KEUR_NODE_SOFT_BREAK, "\r\n");
    assert_span(dialect, "**a*\n", KEUR_NODE_EMPHASIS, "*a*");
    assert_span(dialect, "<!-- a\n\nb -->\n\nc\n", KEUR_NODE_HTML_BLOCK, "<!-- a\n\nb -->");
    assert_span(dialect, "> ```\n> a\n> ```\n", KEUR_NODE_CODE_BLOCK, "```\n> a\n> ```");
}

/* As Python-Markdown reads them, and not as CommonMark does. */
static void test_raw_html_ends_where_its_element_does(void **state)
{
    static const enum keur_dialect dialect = KEUR_DIALECT_PYTHON_MARKDOWN;

    (void)state;
    assert_outline(dialect, "<div>x</div>\n- *a*\n",
                   "html-block list .item ..paragraph ...emphasis");
    assert_outline(KEUR_DIALECT_COMMONMARK, "<div>x</div>\n- *a*\n", "html-block");
    assert_outline(dialect, "<div>x</div> *a*\n_b_\n<hr>\n# c\n",
                   "html-block paragraph .emphasis .soft-break .emphasis html-block heading");
    assert_outline(dialect, "<div>\n<div>x</div>\n*a*\n</div>\n*b*\n",
                   "html-block paragraph .emphasis");
    assert_outline(dialect, "<div>\n\n<div>x</div>\n*a*\n\n</div>\n*b*\n",
                   "html-block html-block html-block paragraph .emphasis");
    assert_outline(dialect, "<div markdown>\n*a*\n</div>\n*b*\n",
                   "html-block paragraph .emphasis html-block paragraph .emphasis");
    assert_outline(dialect, "<div>x</div>\n```\n<div>\n\n<div>x</div>\ny\n```\n",
                   "html-block code-block");
    assert_outline(dialect, "<div>x</div>\n!!! note\n    *a*\n",
                   "html-block container .paragraph ..emphasis");
    assert_outline(dialect, "> <div>x</div>\n> *a*\n", "quote .html-block .paragraph ..emphasis");
    assert_outline(dialect, "<!-- c --> *a*\n", "html-block paragraph .emphasis");
    assert_outline(dialect, "<br>\n*a*\n", "html-block paragraph .emphasis");
    assert_outline(dialect, "<center>\n*a*\n</center>\n",
                   "html-block paragraph .emphasis html-block");
    assert_outline(dialect, "<svg>\n*a*\n</svg>\n", "html-block");
    assert_span(dialect, "<div>x</div> *a*\n*b*\n", KEUR_NODE_HTML_BLOCK, "<div>x</div>");
    assert_span(dialect, "<div>x</div> *a*\n*b*\n", KEUR_NODE_PARAGRAPH, "*a*\n*b*");
}

static void test_definitions_are_nodes(void **state)
{
    const struct keur_document *document =
        read_as(KEUR_DIALECT_COMMONMARK, "- a\n\n  [x]: /y&amp;z 'T'\n- b\n\n[q]: <r s>\n\n[x]\n");
    const struct keur_definition *first = keur_definition(document, 0);

    (void)state;
    assert_text(outline(document), "list .item ..paragraph ..definition .item ..paragraph "
                                   "definition paragraph .link");
    assert_slice(document, first->span, "[x]: /y&amp;z 'T'");
    assert_slice(document, first->label_span, "x");
    assert_slice(document, first->target_span, "/y&amp;z");
    assert_text(first->target, "/y&z");
    assert_text(first->title, "T");
    assert_text(keur_definition(document, 1)->target, "r s");
    assert_null(keur_definition(document, 2));
}

static void test_definitions_reach_into_containers(void **state)
{
    (void)state;
    assert_outline(KEUR_DIALECT_PYTHON_MARKDOWN,
                   "=== \"a\"\n    [Q *r*]\n\n[q *R*]: /x\n\n!!! note\n    [b]: c\n\n[b] [none]\n",
                   "container .paragraph ..link ...emphasis definition container .definition "
                   "paragraph .link");
}

static void test_links_have_parts(void **state)
{
    const struct keur_document *document = read_as(
        KEUR_DIALECT_PYTHON_MARKDOWN, "[a\\]](</b c> 'd&amp;'){ .k } [e][f] <gg:h>\n\n[f]: i\n");
    const struct link_parts *link = node_of(find(document, KEUR_NODE_LINK, 0))->link;

    (void)state;
    assert_int_equal(link->kind, KEUR_LINK_INLINE);
    assert_slice(document, link->text, "a\\]");
    assert_slice(document, link->target, "/b c");
    assert_text(link->title, "d&");
    assert_slice(document, link->attributes, "{ .k }");
    link = node_of(find(document, KEUR_NODE_LINK, 1))->link;
    assert_int_equal(link->kind, KEUR_LINK_FULL);
    assert_slice(document, link->target, "f");
    assert_text(link->target_text, "i");
    link = node_of(find(document, KEUR_NODE_LINK, 2))->link;
    assert_int_equal(link->kind, KEUR_LINK_AUTOLINK);
    assert_slice(document, link->target, "gg:h");
}

static void test_targets_with_blanks(void **state)
{
    static const char source[] = "[*x*](een bestand v4.xlsx) en ![y](a _b c_.png \"t\")\n";
    const struct keur_document *document = read_as(KEUR_DIALECT_PYTHON_MARKDOWN, source);
    const struct link_parts *link = node_of(find(document, KEUR_NODE_LINK, 0))->link;

    (void)state;
    assert_text(outline(document), "paragraph .link ..emphasis .image");
    assert_text(link->target_text, "een bestand v4.xlsx");
    link = node_of(find(document, KEUR_NODE_IMAGE, 0))->link;
    assert_slice(document, link->target, "a _b c_.png");
    assert_text(link->title, "t");
    assert_outline(KEUR_DIALECT_GFM, source, "paragraph .emphasis .emphasis");
    assert_outline(KEUR_DIALECT_PYTHON_MARKDOWN, "[a](b c\nd) [e](f [g](h)\n",
                   "paragraph .soft-break .link");
}

static void test_headings_without_a_blank(void **state)
{
    (void)state;
    assert_outline(KEUR_DIALECT_PYTHON_MARKDOWN, "a\n##Kop\nb\n", "paragraph heading paragraph");
    assert_outline(KEUR_DIALECT_GFM, "a\n##Kop\nb\n", "paragraph .soft-break .soft-break");
    assert_span(KEUR_DIALECT_PYTHON_MARKDOWN, "##Kop ##\n", KEUR_NODE_HEADING, "##Kop ##");
}

static void test_tabs(void **state)
{
    static const char source[] = "=== \"Een\"\n\t- a\n\n\t```\n\t=== \"nee\"\n\t```\n=== \"Twee\"\n"
                                 "    !!! note inline \"N\"\n        tekst\n\nna\n";
    const struct keur_document *document = read_as(KEUR_DIALECT_PYTHON_MARKDOWN, source);

    (void)state;
    assert_true(invariants_hold(document));
    assert_text(outline(document), "container .list ..item ...paragraph .code-block container "
                                   ".container ..paragraph paragraph");
    assert_int_equal(keur_container(document, 0)->kind, KEUR_CONTAINER_TAB);
    assert_text(keur_container(document, 0)->title, "Een");
    assert_slice(document, keur_container(document, 1)->header, "=== \"Twee\"");
    assert_text(keur_container(document, 2)->type, "note inline");
    assert_slice(document, keur_container(document, 2)->title_span, "N");
    assert_outline(KEUR_DIALECT_GFM, "=== \"Een\"\n\n    a\n", "paragraph code-block");
}

static void test_containers_in_lists_and_quotes(void **state)
{
    static const enum keur_dialect dialect = KEUR_DIALECT_PYTHON_MARKDOWN;

    (void)state;
    assert_outline(dialect, "1.   a\n\n    === \"T\"\n\n        b\n\n2. c\n",
                   "list .item ..paragraph ..container ...paragraph .item ..paragraph");
    assert_outline(
        dialect, "- a\n  - b\n\n    ??? tip\n        c\n",
        "list .item ..paragraph ..list ...item ....paragraph ....container .....paragraph");
    assert_outline(dialect, "> !!! note\n>     a\n>\n> b\n",
                   "quote .container ..paragraph .paragraph");
}

static void test_no_containers_in_code_and_html(void **state)
{
    static const enum keur_dialect dialect = KEUR_DIALECT_PYTHON_MARKDOWN;

    (void)state;
    assert_outline(dialect, "```\n=== \"T\"\n    a\n```\n", "code-block");
    assert_outline(dialect, "<!--\n=== \"T\"\n    a\n-->\n", "html-block");
    assert_outline(dialect, "<pre>\n\n=== \"T\"\n\n    a\n</pre>\n", "html-block");
    assert_outline(dialect, "    === \"T\"\n", "code-block");
    assert_outline(dialect, "=== T\n", "paragraph");
    assert_outline(dialect, "!!!\n", "paragraph");
}

static void test_blocks_end_at_their_fence(void **state)
{
    const struct keur_document *document =
        read_as(KEUR_DIALECT_PYTHON_MARKDOWN,
                "/// html | div[class=\"a\"]\n    opt: 1\n\n# a\n\n//// note\nb\n////\n///\nc\n");

    (void)state;
    assert_true(invariants_hold(document));
    assert_text(outline(document), "container .heading .container ..paragraph paragraph");
    assert_text(keur_container(document, 0)->type, "html");
    assert_text(keur_container(document, 0)->title, "div[class=\"a\"]");
    assert_slice(document, keur_container(document, 1)->node->span, "//// note\nb\n////");
}

static void test_abbreviations_and_footnotes(void **state)
{
    static const char source[] =
        "*[AI]: Artificial *Intelligence*\n[^1]: een\n    twee\n\n    drie\n"
        "\nAI[^1]\n";
    const struct keur_document *document = read_as(KEUR_DIALECT_PYTHON_MARKDOWN, source);

    (void)state;
    assert_text(outline(document),
                "abbreviation footnote .paragraph ..soft-break .paragraph paragraph");
    assert_text(find(document, KEUR_NODE_ABBREVIATION, 0)->text, "AI");
    assert_slice(document, find(document, KEUR_NODE_ABBREVIATION, 0)->content,
                 "Artificial *Intelligence*");
    assert_slice(document, find(document, KEUR_NODE_FOOTNOTE, 0)->span,
                 "[^1]: een\n    twee\n\n    drie");
    assert_outline(KEUR_DIALECT_COMMONMARK, "[^1]: een\n", "definition");
}

static void assert_cells(const struct keur_row *row, size_t count, const char *const *expected)
{
    assert_int_equal(row->cell_count, count);
    for (size_t i = 0; i < count; i++)
        assert_text(row->cells[i]->text, expected[i]);
}

static void test_tables(void **state)
{
    const struct keur_document *document =
        read_as(KEUR_DIALECT_PYTHON_MARKDOWN,
                "=== \"T\"\n\n\t| a `x|y` | b\\|c &amp; d |\n\t|:--|:-:|\n\t*e | f* | [g](h) |\n");
    const struct keur_table *table = keur_table(document, 0);

    (void)state;
    assert_non_null(table);
    assert_cells(table->header, 2, (const char *[]){"a x|y", "b|c & d"});
    assert_int_equal(table->row_count, 1);
    assert_cells(table->rows[0], 3, (const char *[]){"*e", "f*", "g"});
    assert_false(table->rows[0]->has_leading_pipe);
    assert_true(table->rows[0]->has_trailing_pipe);
    assert_slice(document, table->delimiter_row, "|:--|:-:|");
    assert_int_equal(table->column_count, 2);
    assert_int_equal(table->alignments[1], KEUR_ALIGN_CENTER);
    assert_ptr_equal(table->container, keur_container(document, 0));
    assert_slice(document, table->rows[0]->cells[2]->node->span, " [g](h) ");
}

static void test_table_dialects(void **state)
{
    static const char late[] = "tekst\n| a |\n|---|\n| `b|c` |\n";

    (void)state;
    assert_outline(KEUR_DIALECT_GFM, late, "paragraph table .row ..cell .row ..cell ..cell");
    assert_outline(KEUR_DIALECT_PYTHON_MARKDOWN, late,
                   "paragraph .soft-break .soft-break .soft-break .code");
    assert_outline(KEUR_DIALECT_COMMONMARK, "| a |\n|---|\n", "paragraph .soft-break");
    assert_outline(KEUR_DIALECT_GFM, "| a |\n| b |\n", "paragraph .soft-break");
    assert_outline(KEUR_DIALECT_GFM, "| a |\n|---|---|\n", "table .row ..cell");
    assert_outline(KEUR_DIALECT_GFM, "a\n---|---\n", "paragraph .soft-break");
}

static void assert_limit(const char *source, const char *part_of_message)
{
    const struct keur_document *document = read_as(KEUR_DIALECT_PYTHON_MARKDOWN, source);
    const struct keur_limit *limit = keur_limit_passed(document);

    assert_false(keur_is_parsed(document));
    assert_null(keur_root(document));
    assert_non_null(limit);
    assert_true(limit->span.end <= keur_source(document).length);
    assert_non_null(strstr(arena_string(arena, limit->message), part_of_message));
}

static char *repeat(const char *text, size_t count)
{
    size_t length = strlen(text);
    char *all = arena_allocate(arena, length * count + 1);

    for (size_t i = 0; i < count; i++)
        memcpy(all + i * length, text, length);
    return all;
}

static void test_limits_are_told(void **state)
{
    struct buffer lists = {NULL, 0, 0};

    (void)state;
    assert_limit(repeat(">", 1000), "nested more than 100 deep");
    assert_limit(repeat("![[]()", 20000), "images and brackets");
    assert_limit(repeat("[", 1000000), "MiB");
    assert_limit(repeat("/// a\n", 50), "nested more than 20 deep");
    for (int i = 0; i < 60; i++)
        buffer_printf(&lists, "> %*s- a\n", 2 * i, "");
    buffer_add(&lists, text_of(repeat(">\n", 30000)));
    assert_limit(arena_string(arena, buffer_text(&lists)), "blank lines in nested lists");
    buffer_free(&lists);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases_hold),
        cmocka_unit_test(test_examples_hold),
        cmocka_unit_test(test_corpora_hold),
        cmocka_unit_test(test_commonmark_examples_hold),
        cmocka_unit_test(test_places_that_libcmark_gets_wrong),
        cmocka_unit_test(test_raw_html_ends_where_its_element_does),
        cmocka_unit_test(test_definitions_are_nodes),
        cmocka_unit_test(test_definitions_reach_into_containers),
        cmocka_unit_test(test_links_have_parts),
        cmocka_unit_test(test_targets_with_blanks),
        cmocka_unit_test(test_headings_without_a_blank),
        cmocka_unit_test(test_tabs),
        cmocka_unit_test(test_containers_in_lists_and_quotes),
        cmocka_unit_test(test_no_containers_in_code_and_html),
        cmocka_unit_test(test_blocks_end_at_their_fence),
        cmocka_unit_test(test_abbreviations_and_footnotes),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_table_dialects),
        cmocka_unit_test(test_limits_are_told),
    };

    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
