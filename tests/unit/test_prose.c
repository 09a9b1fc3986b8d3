/* Text as a reader sees it, and where it stands. */
#include "document.h"

static const struct keur_prose *first_prose(const keur_document *document, const char *expected)
{
    const struct keur_prose *prose = keur_prose(document, 0);

    assert_non_null(prose);
    assert_text(prose->text, expected);
    return prose;
}

/* The part of the prose that reads `part` stands in the source as `expected`. */
static void assert_place(const keur_document *document, const struct keur_prose *prose,
                         const char *part, const char *expected)
{
    struct keur_text text = prose->text, wanted = text_of(part);
    size_t at = 0;

    while (!text_starts_with(text_slice(text, at, text.length), part)) {
        at++;
        assert_true(at < text.length);
    }
    struct keur_span span = {at, at + wanted.length};
    assert_slice(document, keur_prose_span(document, prose, span), expected);
}

static void test_markup_is_left_out(void **state)
{
    (void)state;
    const keur_document *document =
        read_as(KEUR_DIALECT_GFM,
                "De **hoge** [ri*si*co's](a.md \"titel\")\nen `code` ![plaatje](b.png).\n");
    const struct keur_prose *prose =
        first_prose(document, "De hoge risico's\nen \xEF\xBF\xBC \xEF\xBF\xBC.");

    assert_place(document, prose, "hoge", "hoge");
    assert_place(document, prose, "risico's", "ri*si*co's");
    assert_place(document, prose, "\n", "\n");
    assert_place(document, prose, "\xEF\xBF\xBC.", "![plaatje](b.png).");
    assert_int_equal(keur_prose(document, 1)->kind, KEUR_PROSE_ALTERNATIVE);
    assert_text(keur_prose(document, 1)->text, "plaatje");
    assert_null(keur_prose(document, 2));
}

static void test_escapes_and_entities_keep_their_places(void **state)
{
    (void)state;
    const keur_document *document =
        read_as(KEUR_DIALECT_GFM, "> a &amp; \\*b\\* &eacute;&eacute;n &#8364; twee\n> drie\n");
    const struct keur_prose *prose =
        first_prose(document, "a & *b* \xC3\xA9\xC3\xA9n \xE2\x82\xAC twee\ndrie");

    assert_place(document, prose, "&", "&amp;");
    assert_place(document, prose, "*b*", "\\*b\\*");
    assert_place(document, prose, "\xC3\xA9\xC3\xA9n", "&eacute;&eacute;n");
    assert_place(document, prose, "twee\ndrie", "twee\n> drie");
}

static void test_what_is_not_to_be_read_is_blank(void **state)
{
    (void)state;
    const keur_document *document = read_as(
        KEUR_DIALECT_PYTHON_MARKDOWN,
        "## Kop { #kop .x }\n\nEen [knop](a.md){ .b } en :material-close:{ .c } noot[^1].\n");
    assert_int_equal(keur_prose(document, 0)->kind, KEUR_PROSE_HEADING);
    assert_text(keur_text_trim(keur_prose(document, 0)->text), "Kop");
    assert_text(keur_prose(document, 1)->text,
                "Een knop       en \xEF\xBF\xBC                    noot    .");
}

static void test_cells_and_lines_of_html(void **state)
{
    (void)state;
    const keur_document *document =
        read_as(KEUR_DIALECT_GFM, "| a<br>b | *c* |\n| --- | --- |\n|  | d \\| e |\n");
    const struct keur_prose *prose = first_prose(document, "a\nb");

    assert_int_equal(prose->kind, KEUR_PROSE_CELL);
    assert_text(keur_prose(document, 1)->text, "c");
    assert_text(keur_prose(document, 2)->text, "d | e");
    assert_null(keur_prose(document, 3));
}

static void assert_words(const keur_document *document, const uint32_t *words,
                         const uint16_t *begins, size_t count)
{
    const struct keur_all_prose *all = keur_all_prose(document);

    assert_int_equal(all->word_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(all->words[i], words[i]);
        assert_int_equal(all->begins[i], begins[i]);
    }
    for (size_t i = 0; i < KEUR_WORDS_BEHIND; i++)
        assert_int_equal(all->begins[count + i], 0);
}

static void test_words_begin_where_letters_do(void **state)
{
    (void)state;
    /* Longer than the bytes that are looked at together; a word lies across two such. */
    const keur_document *document =
        read_as(KEUR_DIALECT_GFM, "(De AI-systemen,2x beschreven)\n\nna\xC3\xAF"
                                  "ef \xE2\x82\xAC"
                                  "5 @z[`{\n\n...\n");
    enum { SECOND = 31 };
    const uint32_t words[] = {1,          4,          7,          16,          19,         SECOND,
                              SECOND + 2, SECOND + 4, SECOND + 7, SECOND + 10, SECOND + 13};
    const uint16_t begins[] = {0x6564, 0x6961, 0x7973, 0x7832, 0x6562,
                               0x616E, 0xAFE3, 0x6665, 0xA2E2, 0x2035 | 0x20 << 8,
                               0x7B7A};

    assert_words(document, words, begins, 11);
}

static void test_all_prose_is_one_text(void **state)
{
    (void)state;
    const keur_document *document = read_as(KEUR_DIALECT_GFM, "# Kop\n\nEen *twee*.\n\n- drie\n");
    struct keur_text text = keur_all_prose(document)->text;
    const struct keur_prose *prose;

    assert_int_equal(text.length, 4 + 10 + 5);
    assert_memory_equal(text.bytes - 1, "\0Kop\0Een twee.\0drie\0", 21);
    for (size_t i = 0, at = 0; (prose = keur_prose(document, i)) != NULL; i++, at++) {
        assert_ptr_equal(prose->text.bytes, text.bytes + at);
        for (size_t end = at + prose->text.length; at < end; at++)
            assert_int_equal(keur_prose_at(document, at), i);
    }
}

static void test_only_where_it_is_asked_for(void **state)
{
    (void)state;
    struct keur_document *document = document_open(TEXT("a.md"), TEXT("Tekst.\n"), arena);

    document_parse(document, TEXT(""), (struct reading){.dialect = KEUR_DIALECT_GFM});
    assert_null(keur_prose(document, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DOCUMENT_TEST(test_markup_is_left_out),
        DOCUMENT_TEST(test_escapes_and_entities_keep_their_places),
        DOCUMENT_TEST(test_what_is_not_to_be_read_is_blank),
        DOCUMENT_TEST(test_cells_and_lines_of_html),
        DOCUMENT_TEST(test_words_begin_where_letters_do),
        DOCUMENT_TEST(test_all_prose_is_one_text),
        DOCUMENT_TEST(test_only_where_it_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
