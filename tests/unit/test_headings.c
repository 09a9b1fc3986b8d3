#include "document.h"

static void assert_heading(const struct keur_document *document, size_t index, const char *text,
                           const char *anchor)
{
    const struct keur_heading *heading = keur_heading(document, index);

    assert_non_null(heading);
    assert_text(heading->text, text);
    assert_text(heading->anchor, anchor);
}

static void text_is_what_a_reader_sees(void **state)
{
    (void)state;
    const struct keur_document *document =
        read_as(KEUR_DIALECT_PYTHON_MARKDOWN, "# Een *twee* **drie** `vier_x` &amp; <b>vijf</b> #\n"
                                              "\n"
                                              "Zes [zeven](a.md) ![acht](b.png)\n"
                                              "===\n"
                                              "\n"
                                              "## Negen[^1] :material-close:{ style=\"x\" }\n"
                                              "\n"
                                              "[^1]: noot\n");

    assert_heading(document, 0, "Een twee drie vier_x & vijf", "een-twee-drie-vier_x-vijf");
    assert_heading(document, 1, "Zes zeven acht", "zes-zeven");
    assert_heading(document, 2, "Negen :material-close:", "negen");
    assert_false(keur_heading(document, 0)->is_setext);
    assert_true(keur_heading(document, 1)->is_setext);
    assert_int_equal(keur_heading(document, 1)->level, 1);
    assert_null(keur_heading(document, 3));
}

static void attribute_lists_are_not_text(void **state)
{
    (void)state;
    const struct keur_document *document =
        read_as(KEUR_DIALECT_PYTHON_MARKDOWN, "## Doel { #waarom .x }\n"
                                              "\n"
                                              "## Doel { data-search-exclude }\n"
                                              "\n"
                                              "## Doel {{ macro }}\n"
                                              "\n"
                                              "Doel {: #onder }\n"
                                              "---\n"
                                              "\n"
                                              "## Doel { #nee } <!-- x -->\n");
    const struct keur_heading *first = keur_heading(document, 0);

    assert_heading(document, 0, "Doel", "waarom");
    assert_slice(document, first->attributes, "{ #waarom .x }");
    assert_slice(document, first->anchor_span, "waarom");
    assert_heading(document, 1, "Doel", "doel");
    assert_int_equal(keur_heading(document, 1)->anchor_span.begin,
                     keur_heading(document, 1)->anchor_span.end);
    assert_heading(document, 2, "Doel {{ macro }}", "doel-macro");
    assert_heading(document, 3, "Doel", "onder");
    /* Nor does the site generator see a list that a comment follows. */
    assert_heading(document, 4, "Doel { #nee }", "doel-nee");
}

static void anchors_avoid_ids_anywhere(void **state)
{
    (void)state;
    const struct keur_document *document =
        read_as(KEUR_DIALECT_PYTHON_MARKDOWN, "# Doel\n"
                                              "\n"
                                              "# Doel\n"
                                              "\n"
                                              "[knop](a.md){ #doel }\n"
                                              "\n"
                                              "<a id=\"doel_2\"></a>\n");

    assert_heading(document, 0, "Doel", "doel_1");
    assert_heading(document, 1, "Doel", "doel_2");
}

static void other_dialects_take_braces_as_text(void **state)
{
    (void)state;
    const struct keur_document *document =
        read_as(KEUR_DIALECT_GFM, "# Doel {#x}\n\n# A - B\n\n# A - B\n");

    assert_heading(document, 0, "Doel {#x}", "doel-x");
    assert_heading(document, 1, "A - B", "a---b");
    assert_heading(document, 2, "A - B", "a---b-1");
}

static void sections_end_at_their_level(void **state)
{
    (void)state;
    const struct keur_document *document =
        read_as(KEUR_DIALECT_PYTHON_MARKDOWN, "# Een\n\nx\n\n## Twee\n\ny\n\n## Drie\n# Vier\nz\n");

    assert_slice(document, keur_heading(document, 0)->section, "\nx\n\n## Twee\n\ny\n\n## Drie\n");
    assert_slice(document, keur_heading(document, 1)->section, "\ny\n\n");
    assert_slice(document, keur_heading(document, 2)->section, "");
    assert_slice(document, keur_heading(document, 3)->section, "z\n");
}

static void a_heading_in_a_block_stays_in_it(void **state)
{
    (void)state;
    const struct keur_document *document = read_as(KEUR_DIALECT_PYTHON_MARKDOWN, "## Buiten\n"
                                                                                 "\n"
                                                                                 "=== \"Tab\"\n"
                                                                                 "\n"
                                                                                 "    # Binnen\n"
                                                                                 "\n"
                                                                                 "    tekst\n"
                                                                                 "\n"
                                                                                 "| a |\n"
                                                                                 "|---|\n"
                                                                                 "| b |\n");
    const struct keur_table *table = keur_table(document, 0);

    assert_int_equal(keur_heading(document, 0)->section.end, keur_source(document).length);
    assert_true(keur_heading(document, 1)->section.end < keur_source(document).length);
    assert_non_null(table);
    assert_ptr_equal(table->heading, keur_heading(document, 0));
}

static void a_table_knows_the_heading_above(void **state)
{
    (void)state;
    const char *table = "\n| a | b |\n|---|---|\n| c | d |\n\n";
    struct keur_text source = arena_format(arena, "%s# Een\n%s## Twee\n%s", table, table, table);
    const struct keur_document *document = read_as(KEUR_DIALECT_PYTHON_MARKDOWN, source.bytes);

    assert_null(keur_table(document, 0)->heading);
    assert_ptr_equal(keur_table(document, 1)->heading, keur_heading(document, 0));
    assert_ptr_equal(keur_table(document, 2)->heading, keur_heading(document, 1));
    assert_null(keur_table(document, 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DOCUMENT_TEST(text_is_what_a_reader_sees),
        DOCUMENT_TEST(attribute_lists_are_not_text),
        DOCUMENT_TEST(anchors_avoid_ids_anywhere),
        DOCUMENT_TEST(other_dialects_take_braces_as_text),
        DOCUMENT_TEST(sections_end_at_their_level),
        DOCUMENT_TEST(a_heading_in_a_block_stays_in_it),
        DOCUMENT_TEST(a_table_knows_the_heading_above),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
