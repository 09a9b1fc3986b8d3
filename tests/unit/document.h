/* Documents made of string literals, for tests. */
#ifndef UNIT_DOCUMENT_H
#define UNIT_DOCUMENT_H

#include "base/text.h"
#include "parse/document.h"
#include "unit.h"

static struct arena *arena;

static inline int document_setup(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static inline int document_teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static inline const struct keur_document *read_as(enum keur_dialect dialect, const char *source)
{
    struct reading reading = {.dialect = dialect, .extensions = EXTENSION_ALL, .has_prose = true};
    struct keur_document *document =
        document_open(TEXT("docs/a.md"), arena_copy(arena, text_of(source)), arena);

    document_parse(document, TEXT("vereiste"), reading);
    return document;
}

static inline void assert_text(struct keur_text text, const char *expected)
{
    assert_string_equal(arena_string(arena, text), expected);
}

static inline void assert_slice(const struct keur_document *document, struct keur_span span,
                                const char *expected)
{
    assert_text(keur_slice(document, span), expected);
}

#define DOCUMENT_TEST(test) cmocka_unit_test_setup_teardown(test, document_setup, document_teardown)

#endif
