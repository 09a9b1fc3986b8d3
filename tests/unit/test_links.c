#include "document.h"

static void assert_link(const struct keur_document *document, size_t index,
                        enum keur_link_kind kind, const char *span, const char *target)
{
    const struct keur_link *link = keur_link(document, index);

    assert_non_null(link);
    assert_int_equal(link->kind, kind);
    assert_slice(document, link->span, span);
    assert_text(link->target, target);
}

static void links_of_every_form_in_reading_order(void **state)
{
    (void)state;
    const struct keur_document *document =
        read_as(KEUR_DIALECT_PYTHON_MARKDOWN, "[a *b*](c.md \"titel\"){ .knop } ![d](e.png)\n"
                                              "<https://f.nl/>\n"
                                              "[g][Label] [label][] [LABEL]\n"
                                              "<a href='h?i&amp;j'>k</a>\n"
                                              "\n"
                                              "<div><img src=\"l.png\"></div>\n"
                                              "\n"
                                              "[label]: m.md 'n'\n");

    assert_link(document, 0, KEUR_LINK_INLINE, "[a *b*](c.md \"titel\")", "c.md");
    assert_text(keur_link(document, 0)->text, "a b");
    assert_text(keur_link(document, 0)->title, "titel");
    assert_slice(document, keur_link(document, 0)->text_span, "a *b*");
    assert_slice(document, keur_link(document, 0)->target_span, "c.md");
    assert_slice(document, keur_link(document, 0)->attributes, "{ .knop }");
    assert_link(document, 1, KEUR_LINK_INLINE, "![d](e.png)", "e.png");
    assert_true(keur_link(document, 1)->is_image);
    assert_link(document, 2, KEUR_LINK_AUTOLINK, "<https://f.nl/>", "https://f.nl/");
    assert_link(document, 3, KEUR_LINK_FULL, "[g][Label]", "m.md");
    assert_link(document, 4, KEUR_LINK_COLLAPSED, "[label][]", "m.md");
    assert_link(document, 5, KEUR_LINK_SHORTCUT, "[LABEL]", "m.md");
    assert_link(document, 6, KEUR_LINK_HTML_HREF, "h?i&amp;j", "h?i&j");
    assert_link(document, 7, KEUR_LINK_HTML_SRC, "l.png", "l.png");
    assert_true(keur_link(document, 7)->is_image);
    assert_null(keur_link(document, 8));
}

static void of_attributes_of_one_name_the_first_counts(void **state)
{
    (void)state;
    const struct keur_document *document =
        read_as(KEUR_DIALECT_GFM, "<img src='a.png' href='b.md' src='c.png' HREF='d.md'>\n"
                                  "<a href='e.md'>f</a>\n");

    assert_link(document, 0, KEUR_LINK_HTML_SRC, "a.png", "a.png");
    assert_link(document, 1, KEUR_LINK_HTML_HREF, "b.md", "b.md");
    assert_link(document, 2, KEUR_LINK_HTML_HREF, "e.md", "e.md");
    assert_null(keur_link(document, 3));
}

static void references_find_their_definition(void **state)
{
    (void)state;
    const struct keur_document *document =
        read_as(KEUR_DIALECT_COMMONMARK, "[x][een   Twee] [x][STRASSE] [geen]\n"
                                         "\n"
                                         "[een twee]: a.md\n"
                                         "[Een Twee]: b.md\n"
                                         "[stra\xc3\x9f"
                                         "e]: c.md\n"
                                         "[over]: d.md\n");

    assert_ptr_equal(keur_link(document, 0)->definition, keur_definition(document, 0));
    assert_ptr_equal(keur_link(document, 1)->definition, keur_definition(document, 2));
    assert_null(keur_link(document, 2));
    assert_true(keur_definition(document, 0)->is_used);
    assert_false(keur_definition(document, 1)->is_used);
    assert_true(keur_definition(document, 2)->is_used);
    assert_false(keur_definition(document, 3)->is_used);
    assert_null(keur_definition(document, 4));
}

static void what_is_not_shown_is_no_link(void **state)
{
    (void)state;
    const struct keur_document *document =
        read_as(KEUR_DIALECT_PYTHON_MARKDOWN, "<!-- <a href=\"a\"> [b](c) -->\n"
                                              "\n"
                                              "`[d](e)` <!-- <a href='f'> -->\n"
                                              "\n"
                                              "<script>'<a href=\"g\">'</script>\n"
                                              "\n"
                                              "```\n[h](i)\n```\n"
                                              "\n"
                                              "![een [j](k) twee](l.png)\n");

    assert_text(keur_link(document, 0)->target, "l.png");
    assert_text(keur_link(document, 0)->text, "een j twee");
    assert_null(keur_link(document, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DOCUMENT_TEST(links_of_every_form_in_reading_order),
        DOCUMENT_TEST(of_attributes_of_one_name_the_first_counts),
        DOCUMENT_TEST(references_find_their_definition),
        DOCUMENT_TEST(what_is_not_shown_is_no_link),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
