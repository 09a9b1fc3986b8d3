#include "base/text.h"
#include "parse/internal.h"
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

/* All attributes of the HTML as "tag.name=value " one after another. */
static void assert_attributes(const char *html, const char *expected)
{
    struct keur_text source = text_of(html);
    struct keur_span all = {0, source.length};
    struct html_attribute attribute = {.tag = {"", 0}};
    struct buffer found = {NULL, 0, 0};
    size_t at = 0;

    while (html_next_attribute(source, all, &at, &attribute)) {
        struct keur_text value = text_slice(source, attribute.value.begin, attribute.value.end);
        buffer_printf(&found, "%.*s.%.*s=%.*s ", KEUR_ARGUMENT(attribute.tag),
                      KEUR_ARGUMENT(attribute.name), KEUR_ARGUMENT(value));
    }
    assert_string_equal(arena_string(arena, buffer_text(&found)), expected);
    buffer_free(&found);
}

static void attributes_of_every_form_are_found(void **state)
{
    (void)state;
    assert_attributes("<a href=\"x\" class='y z' id=w>t</a>", "a.href=x a.class=y z a.id=w ");
    assert_attributes("<A HREF = 'x'><img src=a.png/>", "A.HREF=x img.src=a.png/ ");
    assert_attributes("<input disabled value=1 checked>", "input.value=1 ");
    assert_attributes("<a\n  href=\"x\"\n>", "a.href=x ");
    assert_attributes("<br/><img src=\"a\"/><p>3 < 4 <b>", "img.src=a ");
    assert_attributes("<a title=\"a > b\" href='q'>", "a.title=a > b a.href=q ");
}

static void comments_and_scripts_hold_no_attributes(void **state)
{
    (void)state;
    assert_attributes("<!-- <a href=\"x\"> --><a href=y>", "a.href=y ");
    assert_attributes("<script src=a>'<a href=b>'</scripts></SCRIPT><a href=c>",
                      "script.src=a a.href=c ");
    assert_attributes("<style>a<b href=x></style>", "");
    assert_attributes("</a href=x>", "");
}

static void broken_html_ends_the_search(void **state)
{
    (void)state;
    assert_attributes("<a href=\"x", "");
    assert_attributes("<a href=", "");
    assert_attributes("<a = href=x", "a.href=x ");
    assert_attributes("<", "");
    assert_attributes("<!-- <a href=x>", "");
    assert_attributes("<a href=\"x\" <a href='y'", "a.href=x a.href=y ");
}

static void assert_comments(const char *html, const char *expected)
{
    struct keur_text source = text_of(html);
    struct keur_span all = {0, source.length};
    struct keur_span comment;
    struct buffer found = {NULL, 0, 0};
    size_t at = 0;

    while (html_next_comment(source, all, &at, &comment))
        buffer_printf(&found, "%.*s|",
                      KEUR_ARGUMENT(text_slice(source, comment.begin, comment.end)));
    assert_string_equal(arena_string(arena, buffer_text(&found)), expected);
    buffer_free(&found);
}

static void comments_are_found_where_they_are(void **state)
{
    (void)state;
    assert_comments("<!-- a --><p><!--b-->", "<!-- a -->|<!--b-->|");
    assert_comments("<!--><a title='<!-- no -->'><!---->", "<!-->|<!---->|");
    assert_comments("<script><!-- no --></script><!-- c", "");
}

static void assert_decoded(const char *text, const char *expected)
{
    assert_string_equal(arena_string(arena, html_decode(arena, text_of(text))), expected);
}

static void entities_are_decoded(void **state)
{
    (void)state;
    assert_decoded("a?b=1&amp;c=2", "a?b=1&c=2");
    assert_decoded("&#109;&#x41;&lt;", "mA<");
    assert_decoded("a&b;&c &amp", "a&b;&c &amp");
    assert_decoded("&#0;&#xD800;&#99999999999;&#x;", "&#0;&#xD800;&#99999999999;&#x;");
    assert_decoded("&#233;", "\xc3\xa9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(attributes_of_every_form_are_found, setup, teardown),
        cmocka_unit_test_setup_teardown(comments_and_scripts_hold_no_attributes, setup, teardown),
        cmocka_unit_test_setup_teardown(broken_html_ends_the_search, setup, teardown),
        cmocka_unit_test_setup_teardown(comments_are_found_where_they_are, setup, teardown),
        cmocka_unit_test_setup_teardown(entities_are_decoded, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
