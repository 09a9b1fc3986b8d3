#include "document.h"

/* The marks of one kind as "name=text " one after another. */
static void assert_marks(const char *source, enum keur_mark_kind kind, const char *expected)
{
    const struct keur_document *document = read_as(KEUR_DIALECT_PYTHON_MARKDOWN, source);
    struct buffer found = {NULL, 0, 0};
    const struct keur_mark *mark;
    size_t before = 0;

    for (size_t i = 0; (mark = keur_mark(document, i)) != NULL; i++) {
        assert_true(mark->span.begin >= before);
        assert_true(mark->span.begin <= mark->name_span.begin);
        assert_true(mark->name_span.end <= mark->span.end);
        before = mark->span.begin;
        if (mark->kind == kind)
            buffer_printf(&found, "%.*s=%.*s ", KEUR_ARGUMENT(mark->name),
                          KEUR_ARGUMENT(mark->text));
    }
    assert_text(buffer_text(&found), expected);
    buffer_free(&found);
}

static void ids_of_attribute_lists(void **state)
{
    (void)state;
    assert_marks("# Kop { #a }\n"
                 "\n"
                 "[l](m){ #b } *n*{ #c }**o**{: #d } `p`{#e} ![q](r){ #f } :material-s:{ #g }\n"
                 "tekst { #nee } [u]{ #nee }\n"
                 "{: #h }\n"
                 "\n"
                 "| v { #i } | w |\n"
                 "|---|---|\n"
                 "| x | y {#j} |\n"
                 "\n"
                 "``` { .c #k }\n{#nee}\n```\n"
                 "\n"
                 "    { #nee }\n",
                 KEUR_MARK_ID, "a= b= c= d= e= f= g= h= i= j= k= ");
}

static void ids_of_raw_html(void **state)
{
    (void)state;
    assert_marks("<div id=\"a\"><a name='b'><input name=nee></div>\n"
                 "\n"
                 "x <a id=c></a> <!-- <a id=nee> -->\n",
                 KEUR_MARK_ID, "a= b= c= ");
}

static void directives_are_comments_that_begin_with_a_word(void **state)
{
    (void)state;
    const char *source = "<!-- tags -->\n"
                         "## Kop\n"
                         "\n"
                         "x <!--lijst a/b  no-c--> <!-- 1 --><!-- -->\n"
                         "\n"
                         "    <!-- nee -->\n";
    assert_marks(source, KEUR_MARK_DIRECTIVE, "tags= lijst=a/b  no-c ");
    const struct keur_document *document = read_as(KEUR_DIALECT_PYTHON_MARKDOWN, source);
    assert_slice(document, keur_mark(document, 0)->span, "<!-- tags -->");
}

static void abbreviations_and_footnotes(void **state)
{
    (void)state;
    const char *source = "AI[^noot] en [^2], `[^nee]`, [x^nee], \\[^nee].\n"
                         "\n"
                         "*[AI]: Artifici\xc3\xable intelligentie\n"
                         "[^noot]: Een *noot*.\n"
                         "[^2]: Twee.\n";
    assert_marks(source, KEUR_MARK_ABBREVIATION, "AI=Artifici\xc3\xable intelligentie ");
    assert_marks(source, KEUR_MARK_FOOTNOTE, "noot=Een *noot*. 2=Twee. ");
    assert_marks(source, KEUR_MARK_FOOTNOTE_USE, "noot= 2= ");
}

static void snippets_of_both_forms(void **state)
{
    (void)state;
    assert_marks("--8<-- \"a.md\"\n"
                 "  -8<- 'b.md:1:3'\n"
                 ";--8<-- \"nee.md\"\n"
                 "--8<-- \"; nee.md\"\n"
                 "\n"
                 "--8<--\n"
                 "c.md\n"
                 "; nee.md\n"
                 "\n"
                 "d e.md\n"
                 "--8<--\n"
                 "tekst --8<-- \"nee.md\"\n",
                 KEUR_MARK_SNIPPET, "a.md= b.md:1:3= c.md= d e.md= ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DOCUMENT_TEST(ids_of_attribute_lists),
        DOCUMENT_TEST(ids_of_raw_html),
        DOCUMENT_TEST(directives_are_comments_that_begin_with_a_word),
        DOCUMENT_TEST(abbreviations_and_footnotes),
        DOCUMENT_TEST(snippets_of_both_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
