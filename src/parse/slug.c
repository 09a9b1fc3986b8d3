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

static char separator_of(const struct slug_form *form)
{
    return form->separator.length == 0 ? '-' : form->separator.bytes[0];
}

/* The slugify() of Python-Markdown's toc extension: what is no word, white space or hyphen goes,
 * runs of white space and separators become one separator. */
static struct keur_text ascii_slug(const struct slug_form *form, struct arena *arena,
                                   struct keur_text text)
{
    struct keur_text ascii = unicode_to_ascii(arena, text);
    char *slug = arena_take(arena, ascii.length + 1), separator = separator_of(form);
    size_t length = 0;
    size_t end = 0; /* behind the last byte that is not white space */

    for (size_t i = 0; i < ascii.length; i++) {
        char c = ascii.bytes[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        if (is_ascii_word(c) && c != separator) { /* nearly all are */
            slug[length++] = c;
            end = length;
            continue;
        }
        bool is_space = is_python_space(c);
        /* White space in front is dropped, hyphens are not. */
        if ((is_space && length == 0) || (!is_space && c != '-' && !is_ascii_word(c)))
            continue;
        if (!is_space && c != separator)
            slug[length++] = c;
        else if (length == 0 || slug[length - 1] != separator)
            slug[length++] = separator;
        if (!is_space)
            end = length;
    }
    return (struct keur_text){slug, end};
}

/* `\w` of Python for text. */
static bool is_python_word(uint32_t code_point)
{
    const char *category = keur_category(code_point);
    return code_point == '_' || category[0] == 'L' || category[0] == 'N';
}

static bool is_unicode_space(uint32_t code_point)
{
    return (code_point < 0x80 && is_python_space((char)code_point)) || code_point == 0x85 ||
           keur_category(code_point)[0] == 'Z';
}

/* slugify_unicode() of the same extension: letters of all scripts stay. */
static struct keur_text unicode_slug(const struct slug_form *form, struct arena *arena,
                                     struct keur_text text)
{
    struct keur_text lower = unicode_lower(arena, text);
    char *slug = arena_take(arena, lower.length + 1), separator = separator_of(form);
    size_t length = 0, end = 0, size;
    uint32_t code_point = 0;

    for (size_t i = 0; (size = keur_decode(lower, i, &code_point)) != 0; i += size) {
        bool is_space = code_point != UINT32_MAX && is_unicode_space(code_point);
        bool is_kept =
            code_point == '-' || (code_point != UINT32_MAX && is_python_word(code_point));
        if ((is_space && end == 0) || (!is_space && !is_kept))
            continue;
        if (!is_space && code_point != (unsigned char)separator) {
            for (size_t k = 0; k < size; k++)
                slug[length++] = lower.bytes[i + k];
        } else if (length == 0 || slug[length - 1] != separator) {
            slug[length++] = separator;
        }
        if (!is_space)
            end = length;
    }
    return (struct keur_text){slug, end};
}

static struct keur_text with_case(enum slug_case letter_case, struct arena *arena,
                                  struct keur_text text)
{
    char *bytes;

    switch (letter_case) {
    case SLUG_CASE_LOWER:
        return unicode_lower(arena, text);
    case SLUG_CASE_FOLD:
        return unicode_fold(arena, text);
    case SLUG_CASE_LOWER_ASCII:
        bytes = arena_take(arena, text.length + 1);
        for (size_t i = 0; i < text.length; i++)
            bytes[i] = text.bytes[i] >= 'A' && text.bytes[i] <= 'Z' ? (char)(text.bytes[i] + 32)
                                                                    : text.bytes[i];
        return (struct keur_text){bytes, text.length};
    case SLUG_CASE_KEEP:
        break;
    }
    return text;
}

static struct keur_text percent_encoded(struct arena *arena, struct keur_text text)
{
    struct buffer encoded = {NULL, 0, 0};

    for (size_t i = 0; i < text.length; i++) {
        if ((unsigned char)text.bytes[i] < 0x80)
            buffer_add_byte(&encoded, text.bytes[i]);
        else
            buffer_printf(&encoded, "%%%02X", (unsigned)(unsigned char)text.bytes[i]);
    }
    struct keur_text result = arena_copy(arena, buffer_text(&encoded));
    buffer_free(&encoded);
    return result;
}

/* pymdownx.slugs.slugify(): each blank becomes a separator of its own. */
static struct keur_text pymdownx_slug(const struct slug_form *form, struct arena *arena,
                                      struct keur_text text)
{
    struct keur_text cased = with_case(form->letter_case, arena, keur_text_trim(text));
    char *slug = arena_take(arena, cased.length + 1);
    size_t length = 0, size;
    uint32_t code_point = 0;

    for (size_t i = 0; (size = keur_decode(cased, i, &code_point)) != 0; i += size) {
        if (code_point == ' ')
            slug[length++] = separator_of(form);
        else if (code_point == '-' || (code_point != UINT32_MAX && is_python_word(code_point)))
            for (size_t k = 0; k < size; k++)
                slug[length++] = cased.bytes[i + k];
    }
    struct keur_text result = {slug, length};
    return form->is_percent_encoded ? percent_encoded(arena, result) : result;
}

static struct keur_text python_slug(const struct slug_form *form, struct arena *arena,
                                    struct keur_text text)
{
    switch (form->style) {
    case SLUG_UNICODE:
        return unicode_slug(form, arena, text);
    case SLUG_PYMDOWNX:
        return pymdownx_slug(form, arena, text);
    case SLUG_ASCII:
    case SLUG_UNKNOWN:
        break;
    }
    return ascii_slug(form, arena, text);
}

static struct keur_text github_slug(struct arena *arena, struct keur_text text)
{
    struct keur_text lower = unicode_lower(arena, text);
    char *slug = arena_take(arena, lower.length + 1);
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
    struct name_slot *slot, *previous = NULL;

    split_number(id, &stem, &number);
    while ((slot = names_place(&slugs->used, candidate))->is_taken) {
        if (previous != NULL)
            previous->value = slot->value;
        previous = slot;
        number = slot->value;
        candidate = arena_format(slugs->used.arena, "%.*s_%zu", KEUR_ARGUMENT(stem), number);
    }
    if (previous != NULL)
        previous->value = number + 1;
    names_fill(&slugs->used, slot, candidate, number + 1);
    return candidate;
}

/* As GitHub: each text has its own count; a count that is in use is skipped. */
static struct keur_text github_unique(struct slugs *slugs, struct keur_text id)
{
    struct keur_text candidate = id;
    struct name_slot *first = names_place(&slugs->used, id), *slot = first;

    for (; slot->is_taken; slot = names_place(&slugs->used, candidate)) {
        first->value++;
        candidate = arena_format(slugs->used.arena, "%.*s-%zu", KEUR_ARGUMENT(id), first->value);
    }
    names_fill(&slugs->used, slot, candidate, 0);
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

    struct name_slot *slot = names_place(&slugs->used, id);

    if (slot->is_taken)
        return;
    split_number(id, &stem, &number);
    names_fill(&slugs->used, slot, id, number + 1);
}

struct keur_text slugs_next(struct slugs *slugs, struct keur_text text)
{
    struct arena *arena = slugs->used.arena;

    if (slugs->dialect == KEUR_DIALECT_PYTHON_MARKDOWN)
        return python_unique(slugs, python_slug(&slugs->form, arena, text));
    return github_unique(slugs, github_slug(arena, text));
}
