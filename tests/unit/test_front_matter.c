#include "base/text.h"
#include "parse/document.h"
#include "unit.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const struct keur_front_matter *find(const char *source, enum keur_front_matter_state state)
{
    const struct keur_document *document = document_open(TEXT("a.md"), text_of(source), arena);
    const struct keur_front_matter *found = keur_front_matter(document);

    assert_int_equal(found->state, state);
    return found;
}

static void assert_span(const char *source, struct keur_span span, const char *expected)
{
    struct keur_text found = text_slice(text_of(source), span.begin, span.end);
    assert_string_equal(arena_string(arena, found), expected);
}

static void closed_blocks_are_valid(void **state)
{
    (void)state;
    const char *source = "--- \ntitle: Een\n---\t\n# Tekst\n";
    const struct keur_front_matter *found = find(source, KEUR_FRONT_MATTER_VALID);

    assert_span(source, found->span, "--- \ntitle: Een\n---\t\n");
    assert_span(source, found->content, "title: Een\n");
    assert_span(source, found->opening, "--- ");
    assert_span(source, found->closing, "---\t");
    const struct keur_value *title = keur_value_find(found->root, "title");
    assert_non_null(title);
    assert_span(source, title->span, "Een");
    assert_null(keur_value_find(found->root, "titel"));
    assert_null(keur_value_find(NULL, "title"));
}

static void every_line_ending_bom_and_dots_are_fine(void **state)
{
    (void)state;
    find("---\r\na: 1\r\n---\r\n", KEUR_FRONT_MATTER_VALID);
    find("---\ra: 1\r---\r", KEUR_FRONT_MATTER_VALID);
    find("---\na: 1\n...\ntekst\n", KEUR_FRONT_MATTER_VALID);
    /* MkDocs wants a line ending behind the closing fence; it is clear what was meant. */
    find("---\na: 1\n---", KEUR_FRONT_MATTER_VALID);
    const char *source = "\xef\xbb\xbf---\na: \xc3\xa9\nb: c\n---\n";
    const struct keur_front_matter *found = find(source, KEUR_FRONT_MATTER_VALID);
    assert_int_equal(found->span.begin, 3);
    assert_span(source, found->root->first_child->next->span, "c");
}

static void the_root_may_be_of_any_kind(void **state)
{
    (void)state;
    assert_int_equal(find("---\n\n---\n", KEUR_FRONT_MATTER_VALID)->root->kind, KEUR_NULL);
    assert_int_equal(find("---\n- a\n---\n", KEUR_FRONT_MATTER_VALID)->root->kind, KEUR_SEQUENCE);
}

static void thematic_breaks_are_no_front_matter(void **state)
{
    (void)state;
    find("", KEUR_FRONT_MATTER_NONE);
    find("---", KEUR_FRONT_MATTER_NONE);
    find("---\n", KEUR_FRONT_MATTER_NONE);
    find("---\n---\n", KEUR_FRONT_MATTER_NONE);
    find("----\na: 1\n----\n", KEUR_FRONT_MATTER_NONE);
    find("\n---\na: 1\n---\n", KEUR_FRONT_MATTER_NONE);
    find(" ---\na: 1\n---\n", KEUR_FRONT_MATTER_NONE);
    find("---\n\nEen alinea.\n", KEUR_FRONT_MATTER_NONE);
    find("---\nEen alinea.\n\n---\n\nNog een.\n", KEUR_FRONT_MATTER_NONE);
    find("---\n\na: 1\n", KEUR_FRONT_MATTER_NONE);
}

static void a_block_without_end_is_unclosed(void **state)
{
    (void)state;
    const char *source = "---\ntitle: Een\nrollen:\n- a\n  b: c\n# Kop\n\nTekst: hier.\n";
    const struct keur_front_matter *found = find(source, KEUR_FRONT_MATTER_UNCLOSED);

    assert_span(source, found->content, "title: Een\nrollen:\n- a\n  b: c\n# Kop\n");
    assert_int_equal(found->closing.begin, found->closing.end);
    find("---\ntitle: Een", KEUR_FRONT_MATTER_UNCLOSED);
    source = "---\ntitle: Een\nGewone tekst\n";
    found = find(source, KEUR_FRONT_MATTER_UNCLOSED);
    assert_span(source, found->span, "---\ntitle: Een\n");
    assert_non_null(keur_value_find(found->root, "title"));
}

static void a_thematic_break_far_below_closes_nothing(void **state)
{
    (void)state;
    const char *source = "---\ntitle: Een\n\n# Kop\n\nTekst.\n\n---\n\nMeer.\n";
    const struct keur_front_matter *found = find(source, KEUR_FRONT_MATTER_UNCLOSED);

    assert_span(source, found->content, "title: Een\n");
    /* An error among the keys is an error, though. */
    find("---\ntitle: Een\nb [c\nd: e\n---\n", KEUR_FRONT_MATTER_INVALID);
    find("---\ntitle: Een\n\nd: e: f\n---\n", KEUR_FRONT_MATTER_INVALID);
}

static void yaml_errors_are_kept(void **state)
{
    (void)state;
    const struct keur_front_matter *found =
        find("---\ntitle: foo: bar\n---\n", KEUR_FRONT_MATTER_INVALID);

    assert_null(found->root);
    assert_true(found->error_message.length > 0);
    assert_in_range(found->error_span.begin, found->content.begin, found->content.end);
}

static void what_cannot_be_decoded_has_none(void **state)
{
    (void)state;
    const char zero[] = "---\na: 1\0\n---\n";
    const struct keur_document *document =
        document_open(TEXT("a.md"), (struct keur_text){zero, sizeof zero - 1}, arena);

    assert_int_equal(keur_front_matter(document)->state, KEUR_FRONT_MATTER_NONE);
    assert_false(keur_is_parsed(document));
    assert_int_equal(keur_line_count(document), 3);
    find("\xff\xfe-", KEUR_FRONT_MATTER_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(closed_blocks_are_valid, setup, teardown),
        cmocka_unit_test_setup_teardown(every_line_ending_bom_and_dots_are_fine, setup, teardown),
        cmocka_unit_test_setup_teardown(the_root_may_be_of_any_kind, setup, teardown),
        cmocka_unit_test_setup_teardown(thematic_breaks_are_no_front_matter, setup, teardown),
        cmocka_unit_test_setup_teardown(a_block_without_end_is_unclosed, setup, teardown),
        cmocka_unit_test_setup_teardown(a_thematic_break_far_below_closes_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(yaml_errors_are_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(what_cannot_be_decoded_has_none, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
