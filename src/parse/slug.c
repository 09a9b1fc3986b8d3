#include "parse/slug.h"

#include "base/text.h"
#include "base/unicode.h"

/* White space as Python's `\s` sees it in ASCII. */
static bool is_python_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
}

static bool is_ascii_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* The slugify() of Python-Markdown's toc extension. */
static struct keur_text python_slug(struct arena *arena, struct keur_text text)
{
    struct keur_text ascii = unicode_to_ascii(arena, text);
    char *slug = arena_allocate(arena, ascii.length + 1);
    size_t length = 0;
    bool has_begun = false; /* white space in front is dropped, hyphens are not */
    size_t end = 0;         /* behind the last byte that is not white space */

    for (size_t i = 0; i < ascii.length; i++) {
        char c = ascii.bytes[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        bool is_space = is_python_space(c);
        if ((is_space && !has_begun) || (!is_space && c != '-' && !is_ascii_word(c)))
            continue;
        has_begun = true;
        if (is_ascii_word(c))
            slug[length++] = c;
        else if (length == 0 || slug[length - 1] != '-')
            slug[length++] = '-';
        if (!is_space)
            end = length;
    }
    return (struct keur_text){slug, end};
}

static struct keur_text github_slug(struct arena *arena, struct keur_text text)
{
    struct keur_text lower = unicode_lower(arena, text);
    char *slug = arena_allocate(arena, lower.length + 1);
    size_t length = 0;
    uint32_t code_point = 0;
    size_t size;

    for (size_t i = 0; (size = keur_decode(lower, i, &code_point)) != 0; i += size) {
        if (code_point == ' ') {
            slug[length++] = '-';
        } else if (code_point == '-' || (code_point != UINT32_MAX && unicode_is_word(code_point))) {
            for (size_t k = 0; k < size; k++)
                slug[length++] = lower.bytes[i + k];
        }
    }
    return (struct keur_text){slug, length};
}

/* Cuts "stem_12" in two; false, with the whole as stem, when there is no such number. */
static bool split_number(struct keur_text id, struct keur_text *ret_stem, size_t *ret_number)
{
    enum { DIGITS_MAX = 15 };
    size_t begin = id.length;
    size_t number = 0;

    while (begin > 0 && id.bytes[begin - 1] >= '0' && id.bytes[begin - 1] <= '9')
        begin--;
    *ret_stem = id;
    *ret_number = 0;
    if (begin == id.length || begin == 0 || id.bytes[begin - 1] != '_' ||
        id.length - begin > DIGITS_MAX)
        return false;
    for (size_t i = begin; i < id.length; i++)
        number = number * 10 + (size_t)(id.bytes[i] - '0');
    *ret_stem = text_slice(id, 0, begin - 1);
    *ret_number = number;
    return true;
}

/* The unique() of Python-Markdown: counts up from the number in the id until the id is free.  Each
 * used id holds the next number worth a try, and every search shortens the way of later ones. */
static struct keur_text python_unique(struct slugs *slugs, struct keur_text id)
{
    struct keur_text stem, candidate = id;
    size_t number;
    size_t *found, *previous = NULL;

    split_number(id, &stem, &number);
    while ((found = names_find(&slugs->used, candidate)) != NULL) {
        if (previous != NULL)
            *previous = *found;
        previous = found;
        number = *found;
        candidate = arena_format(slugs->used.arena, "%.*s_%zu", KEUR_ARGUMENT(stem), number);
    }
    if (previous != NULL)
        *previous = number + 1;
    names_add(&slugs->used, candidate, number + 1);
    return candidate;
}

/* As GitHub: each text has its own count; a count that is in use is skipped. */
static struct keur_text github_unique(struct slugs *slugs, struct keur_text id)
{
    struct keur_text candidate = id;
    size_t *count = names_find(&slugs->used, id);

    while (names_find(&slugs->used, candidate) != NULL) {
        *count += 1;
        candidate = arena_format(slugs->used.arena, "%.*s-%zu", KEUR_ARGUMENT(id), *count);
    }
    names_add(&slugs->used, candidate, 0);
    return candidate;
}

struct slugs slugs_new(enum keur_dialect dialect, struct arena *arena)
{
    struct slugs slugs = {.dialect = dialect, .used = {.arena = arena}};

    /* Python-Markdown never leaves an id empty. */
    if (dialect == KEUR_DIALECT_PYTHON_MARKDOWN)
        slugs_reserve(&slugs, TEXT(""));
    return slugs;
}

void slugs_reserve(struct slugs *slugs, struct keur_text id)
{
    struct keur_text stem;
    size_t number;

    if (names_find(&slugs->used, id) != NULL)
        return;
    split_number(id, &stem, &number);
    names_add(&slugs->used, id, number + 1);
}

struct keur_text slugs_next(struct slugs *slugs, struct keur_text text)
{
    struct arena *arena = slugs->used.arena;

    if (slugs->dialect == KEUR_DIALECT_PYTHON_MARKDOWN)
        return python_unique(slugs, python_slug(arena, text));
    return github_unique(slugs, github_slug(arena, text));
}
