#include "document.h"

static const struct keur_document *read_bytes(const char *bytes, size_t length)
{
    struct reading reading = {
        .dialect = KEUR_DIALECT_PYTHON_MARKDOWN, .extensions = EXTENSION_ALL, .has_prose = true};
    struct keur_document *document =
        document_open(TEXT("a.md"), (struct keur_text){bytes, length}, arena);

    document_parse(document, TEXT(""), reading);
    return document;
}

static void a_document_tells_what_it_was_made_of(void **state)
{
    (void)state;
    const struct keur_document *document = read_as(KEUR_DIALECT_GFM, "een\r\ntwee\n");

    assert_text(keur_path(document), "docs/a.md");
    assert_text(keur_type(document), "vereiste");
    assert_int_equal(keur_dialect(document), KEUR_DIALECT_GFM);
    assert_text(keur_source(document), "een\r\ntwee\n");
    assert_int_equal(keur_line_count(document), 2);
    assert_slice(document, keur_line(document, 0), "een");
    assert_slice(document, keur_line(document, 1), "twee");
    assert_slice(document, keur_line(document, 2), "");
    assert_int_equal(keur_line_at(document, 6), 1);
    assert_slice(document, (struct keur_span){5, SIZE_MAX}, "twee\n");
    assert_slice(document, (struct keur_span){SIZE_MAX, 3}, "");
    assert_true(keur_is_parsed(document));
    assert_null(keur_limit_passed(document));
}

static void nodes_are_walked_in_reading_order(void **state)
{
    (void)state;
    const struct keur_document *document =
        read_as(KEUR_DIALECT_COMMONMARK, "- een\n- *twee*\n\ndrie\n");
    static const enum keur_node_kind kinds[] = {
        KEUR_NODE_DOCUMENT, KEUR_NODE_LIST,      KEUR_NODE_ITEM,      KEUR_NODE_PARAGRAPH,
        KEUR_NODE_TEXT,     KEUR_NODE_ITEM,      KEUR_NODE_PARAGRAPH, KEUR_NODE_EMPHASIS,
        KEUR_NODE_TEXT,     KEUR_NODE_PARAGRAPH, KEUR_NODE_TEXT,
    };
    const struct keur_node *node = keur_root(document);

    assert_int_equal(keur_following_outside(node->first_child)->kind, KEUR_NODE_PARAGRAPH);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++, node = keur_following(node))
        assert_int_equal(node->kind, kinds[i]);
    assert_null(node);
}

static void the_innermost_node_holds_an_offset(void **state)
{
    (void)state;
    const struct keur_document *document =
        read_as(KEUR_DIALECT_COMMONMARK, "een *twee*\n\n[x](y)\n");

    assert_int_equal(keur_node_at(document, 0)->kind, KEUR_NODE_TEXT);
    assert_int_equal(keur_node_at(document, 4)->kind, KEUR_NODE_EMPHASIS);
    assert_int_equal(keur_node_at(document, 5)->kind, KEUR_NODE_TEXT);
    assert_int_equal(keur_node_at(document, 11)->kind, KEUR_NODE_DOCUMENT);
    assert_int_equal(keur_node_at(document, 15)->kind, KEUR_NODE_LINK);
    assert_ptr_equal(keur_node_at(document, SIZE_MAX), keur_root(document));
}

static void assert_only_bytes(const struct keur_document *document)
{
    assert_false(keur_is_parsed(document));
    assert_null(keur_root(document));
    assert_null(keur_node_at(document, 0));
    assert_null(keur_heading(document, 0));
    assert_null(keur_link(document, 0));
    assert_null(keur_definition(document, 0));
    assert_null(keur_container(document, 0));
    assert_null(keur_table(document, 0));
    assert_null(keur_mark(document, 0));
    assert_int_equal(keur_front_matter(document)->state, KEUR_FRONT_MATTER_NONE);
}

static void what_cannot_be_decoded_is_not_parsed(void **state)
{
    (void)state;
    static const char nul[] = "# Kop\n\0\n[a](b)\n";
    static const char little[] = "\xff\xfe#\0 \0a\0\n";
    static const char big[] = "\xfe\xff\0#\0 \0a";

    assert_only_bytes(read_bytes(nul, sizeof nul - 1));
    assert_int_equal(keur_line_count(read_bytes(nul, sizeof nul - 1)), 3);
    assert_only_bytes(read_bytes(little, sizeof little - 1));
    assert_only_bytes(read_bytes(big, sizeof big - 1));
    /* Invalid UTF-8 is read as well as it goes. */
    assert_true(keur_is_parsed(read_bytes("# Kop \xff\n", 8)));
}

static void past_a_limit_only_bytes_are_left(void **state)
{
    (void)state;
    struct buffer source = {NULL, 0, 0};

    buffer_printf(&source, "---\na: 1\n---\n[a](b)\n\n");
    for (int i = 0; i < 1000; i++)
        buffer_add_byte(&source, '>');
    buffer_printf(&source, " # Kop\n");
    const struct keur_document *document = read_bytes(source.bytes, source.length);
    const struct keur_limit *limit = keur_limit_passed(document);
    assert_only_bytes(document);
    assert_non_null(limit);
    assert_true(limit->message.length > 0);
    assert_in_range(limit->span.begin, 0, source.length);
    assert_int_equal(keur_line_count(document), 6);
    buffer_free(&source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DOCUMENT_TEST(a_document_tells_what_it_was_made_of),
        DOCUMENT_TEST(nodes_are_walked_in_reading_order),
        DOCUMENT_TEST(the_innermost_node_holds_an_offset),
        DOCUMENT_TEST(what_cannot_be_decoded_is_not_parsed),
        DOCUMENT_TEST(past_a_limit_only_bytes_are_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
