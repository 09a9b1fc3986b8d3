#include "check/index.h"
#include "document.h"

static struct arena *kept;

/* As through a pipe: the part is read from bytes. */
static void add(keur_index *index, const char *source)
{
    struct index_note notes[] = {
        {.rule = 3, .name = TEXT("a"), .text = TEXT("b"), .span = {1, 2}},
        {.rule = 3, .name = TEXT("c")},
        {.rule = 7, .text = TEXT("d")},
    };
    const struct index_notes taken = {.items = notes, .count = sizeof notes / sizeof *notes};
    struct index_part part =
        index_part_of(read_as(KEUR_DIALECT_PYTHON_MARKDOWN, source), &taken, arena, arena);
    struct buffer bytes = {0};
    struct packet writer = packet_writer(&bytes);
    index_part_transfer(&writer, &part);
    struct packet reader = packet_reader(arena_copy(kept, buffer_text(&bytes)), kept);
    index_part_transfer(&reader, &part);
    assert_false(reader.is_broken);
    assert_int_equal(reader.at, bytes.length);
    index_add(index, &part);
    buffer_free(&bytes);
}

static keur_index *index_of(const char *first, const char *second)
{
    if (kept != NULL)
        arena_free(kept);
    kept = arena_new();
    keur_index *index = index_new(kept);
    add(index, first);
    add(index, second);
    /* The index outlives its documents. */
    arena_reset(arena);
    return index;
}

static void assert_entries(const keur_index *index, size_t document, const char *expected)
{
    struct buffer found = {NULL, 0, 0};
    struct keur_entry entry;

    for (size_t i = 0; keur_index_entry(index, document, i, &entry); i++)
        buffer_printf(&found, "%d/%d %.*s=%.*s\n", (int)entry.kind, entry.level,
                      KEUR_ARGUMENT(entry.name), KEUR_ARGUMENT(entry.text));
    assert_text(buffer_text(&found), expected);
    buffer_free(&found);
}

static void documents_keep_path_and_type(void **state)
{
    (void)state;
    keur_index *index = index_of("", "# Kop\n");

    assert_int_equal(keur_index_size(index), 2);
    assert_text(keur_index_path(index, 1), "docs/a.md");
    assert_text(keur_index_type(index, 1), "vereiste");
    assert_text(keur_index_path(index, 2), "");
    assert_text(keur_index_type(index, 2), "");
    assert_entries(index, 0, "");
    assert_entries(index, 1, "2/1 kop=Kop\n");
    assert_entries(index, 2, "");
}

static void front_matter_has_key_paths(void **state)
{
    (void)state;
    keur_index *index = index_of("---\n"
                                 "titel: Een\n"
                                 "rollen: [jurist, ontwikkelaar]\n"
                                 "a:\n"
                                 "  b:\n"
                                 "  - c: 1\n"
                                 "    d: 2\n"
                                 "  - c: 3\n"
                                 "  e: x\n"
                                 "'': leeg\n"
                                 "f:\n"
                                 "---\n",
                                 "---\n- los\n---\n");

    assert_entries(index, 0,
                   "1/0 titel=Een\n1/0 rollen=jurist\n1/0 rollen=ontwikkelaar\n1/0 a.b.c=1\n"
                   "1/0 a.b.d=2\n1/0 a.b.c=3\n1/0 a.e=x\n1/0 =leeg\n1/0 f=\n");
    assert_entries(index, 1, "1/0 =los\n");
}

static void lists_are_merged_in_reading_order(void **state)
{
    (void)state;
    keur_index *index = index_of("", "# [a](b.md) c { #d }\n"
                                     "\n"
                                     "<a id=e href='f'>g</a> [h](i)\n"
                                     "## j\n");

    assert_entries(index, 1,
                   "2/1 d=a c\n3/1 =b.md\n5/0 =a\n4/0 d=\n4/0 e=\n3/6 =f\n"
                   "5/0 =<a id=e href='f'>\n3/1 =i\n5/0 =h\n2/2 j=j\n");
}

/* Aliases that would make gigabytes of a small block. */
static void aliases_do_not_fill_the_memory(void **state)
{
    (void)state;
    struct buffer source = {NULL, 0, 0};

    buffer_printf(&source, "---\na: &a ");
    for (int i = 0; i < 20000; i++)
        buffer_add_byte(&source, 'x');
    buffer_printf(&source, "\nb:\n");
    for (int i = 0; i < 5000; i++)
        buffer_printf(&source, "- *a\n");
    buffer_printf(&source, "---\n");
    buffer_add_byte(&source, '\0');
    keur_index *index = index_of(source.bytes, "");
    struct keur_entry entry;
    size_t count = 0;
    while (keur_index_entry(index, 0, count, &entry))
        count++;
    assert_in_range(count, 50, 60);
    buffer_free(&source);
}

static void assert_notes(const keur_index *index, size_t rule, const char *expected)
{
    struct buffer found = {NULL, 0, 0};
    struct keur_entry note;

    for (size_t i = 0; index_note(index, 1, rule, i, &note); i++)
        buffer_printf(&found, "%d %.*s=%.*s %zu\n", (int)note.kind, KEUR_ARGUMENT(note.name),
                      KEUR_ARGUMENT(note.text), note.span.end);
    assert_text(buffer_text(&found), expected);
    buffer_free(&found);
}

/* And no entries. */
static void notes_are_those_of_a_rule(void **state)
{
    (void)state;
    keur_index *index = index_of("", "# Kop\n");
    struct keur_entry note;

    assert_notes(index, 3, "0 a=b 2\n0 c= 0\n");
    assert_notes(index, 7, "0 =d 0\n");
    assert_notes(index, 2, "");
    assert_notes(index, 5, "");
    assert_notes(index, 8, "");
    assert_false(index_note(index, 2, 3, 0, &note));
    assert_entries(index, 1, "2/1 kop=Kop\n");
}

static void entries_of_some_kinds_are_found(void **state)
{
    (void)state;
    keur_index *index = index_of("---\na: 1\n---\n# Een\n\n[x](y.md)\n\n## Twee\n", "");
    const unsigned kinds = 1U << KEUR_ENTRY_HEADING | 1U << KEUR_ENTRY_VALUE;
    struct buffer found = {NULL, 0, 0};
    struct keur_entry entry;
    size_t i = 0;

    while (keur_index_next(index, 0, kinds, &i, &entry))
        buffer_printf(&found, "%zu %.*s\n", i, KEUR_ARGUMENT(entry.text));
    assert_text(buffer_text(&found), "1 1\n2 Een\n5 Twee\n");
    i = 2;
    assert_true(keur_index_next(index, 0, 1U << KEUR_ENTRY_LINK, &i, &entry));
    assert_text(entry.text, "y.md");
    assert_false(keur_index_next(index, 0, 1U << KEUR_ENTRY_LINK, &i, &entry));
    i = 0;
    assert_false(keur_index_next(index, 2, kinds, &i, &entry));
    buffer_free(&found);
}

static void entries_are_found_by_name(void **state)
{
    (void)state;
    keur_index *index =
        index_of("---\na: [1, 2]\nb: {a: 3}\neen: 4\n---\n# Een\n\n<!-- a b -->\n", "");
    const unsigned values = 1U << KEUR_ENTRY_VALUE, headings = 1U << KEUR_ENTRY_HEADING;
    struct keur_entry entry;
    size_t i = 0;

    assert_true(keur_index_named(index, 0, values, TEXT("a"), &i, &entry));
    assert_text(entry.text, "1");
    assert_true(keur_index_named(index, 0, values, TEXT("a"), &i, &entry));
    assert_text(entry.text, "2");
    assert_false(keur_index_named(index, 0, values, TEXT("a"), &i, &entry));
    assert_true(keur_index_named(index, 0, values, TEXT("b.a"), &i, &entry));
    assert_text(entry.text, "3");
    i = 0;
    assert_true(keur_index_named(index, 0, values | headings, TEXT("een"), &i, &entry));
    assert_text(entry.text, "4");
    assert_true(keur_index_named(index, 0, values | headings, TEXT("een"), &i, &entry));
    assert_int_equal(entry.kind, KEUR_ENTRY_HEADING);
    i = 0;
    assert_true(keur_index_named(index, 0, 1U << KEUR_ENTRY_DIRECTIVE, TEXT("a"), &i, &entry));
    assert_text(entry.text, "b");
    i = 0;
    assert_false(keur_index_named(index, 2, values, TEXT("a"), &i, &entry));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DOCUMENT_TEST(documents_keep_path_and_type),
        DOCUMENT_TEST(front_matter_has_key_paths),
        DOCUMENT_TEST(lists_are_merged_in_reading_order),
        DOCUMENT_TEST(aliases_do_not_fill_the_memory),
        DOCUMENT_TEST(entries_of_some_kinds_are_found),
        DOCUMENT_TEST(entries_are_found_by_name),
        DOCUMENT_TEST(notes_are_those_of_a_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
