/* Laws by their names in a text and by their identifiers in an address. */
#include "laws.h"

#include <string.h>

static bool is_alphanumeric(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9');
}

/* Letters of other alphabets count, byte by byte. */
static bool is_word(char c)
{
    return is_alphanumeric(c) || (unsigned char)c >= 0x80;
}

/* ASCII without case, each white space a blank. */
static char plain(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == '\t' || c == '\r' || c == '\n' ? ' ' : c;
}

static inline bool is_same(char a, char b)
{
    return a == b || plain(a) == plain(b);
}

/* From the end on, where those that begin alike differ. */
static inline bool has_plain_prefix(struct keur_text text, size_t at, struct keur_text prefix)
{
    size_t left = prefix.length;

    if (left > text.length - at)
        return false;
    while (left > 0 && is_same(text.bytes[at + left - 1], prefix.bytes[left - 1]))
        left--;
    return left == 0;
}

/* The letters and digits at `at`. */
static size_t alphanumeric_run(struct keur_text text, size_t at)
{
    size_t end = at;

    while (end < text.length && is_alphanumeric(text.bytes[end]))
        end++;
    return end - at;
}

/* ---- Names ---- */

static void add_words(struct law_words *words, const struct keur_texts *texts,
                      const struct law *law)
{
    for (size_t i = 0; i < texts->count; i++) {
        size_t *first = &words->first[(unsigned char)plain(texts->items[i].bytes[0])];

        words->items[words->count] =
            (struct law_word){texts->items[i], law, *first, alphanumeric_run(texts->items[i], 0)};
        *first = ++words->count;
    }
}

static size_t count_of(struct keur_text list, char separator)
{
    size_t count = 1;

    for (size_t i = 0; i < list.length; i++)
        count += list.bytes[i] == separator;
    return count;
}

/* What stands between separators, without blanks around it and without what is empty. */
static struct keur_texts split(keur_setup *setup, struct keur_text list, char separator)
{
    struct keur_text *items = keur_setup_allocate(setup, count_of(list, separator) * sizeof *items);
    size_t count = 0, begin = 0;

    for (size_t i = 0; i <= list.length; i++) {
        if (i < list.length && list.bytes[i] != separator)
            continue;
        items[count] = keur_text_trim((struct keur_text){list.bytes + begin, i - begin});
        count += items[count].length > 0;
        begin = i + 1;
    }
    return (struct keur_texts){items, count};
}

static struct keur_text places_of(const struct keur_pairs *places, const struct keur_texts *names)
{
    for (size_t i = 0; i < places->count; i++) {
        if (names->count > 0 && keur_text_equals(places->items[i].key, names->items[0]))
            return places->items[i].value;
    }
    return (struct keur_text){"", 0};
}

struct laws *laws_prepare(keur_setup *setup, const struct keur_pairs *pairs,
                          const struct keur_pairs *places)
{
    struct laws *laws = keur_setup_allocate(setup, sizeof *laws);
    size_t names = 0, ids = 0;

    laws->count = pairs->count;
    laws->items = keur_setup_allocate(setup, (pairs->count + 1) * sizeof *laws->items);
    for (size_t i = 0; i < pairs->count; i++) {
        names += count_of(pairs->items[i].key, ';');
        ids += count_of(pairs->items[i].value, ' ');
    }
    laws->names.items = keur_setup_allocate(setup, (names + 1) * sizeof *laws->names.items);
    laws->ids.items = keur_setup_allocate(setup, (ids + 1) * sizeof *laws->ids.items);
    for (size_t i = 0; i < laws->count; i++) {
        struct law *law = &laws->items[i];

        law->names = split(setup, pairs->items[i].key, ';');
        law->ids = split(setup, pairs->items[i].value, ' ');
        law->places = places_of(places, &law->names);
        add_words(&laws->names, &law->names, law);
        add_words(&laws->ids, &law->ids, law);
    }
    return laws;
}

/* "AVG-boete" and "UAVG" do not name the AVG. */
static bool begins_word(struct keur_text text, size_t at)
{
    if (at == 0)
        return true;
    if (is_word(text.bytes[at - 1]))
        return false;
    return text.bytes[at - 1] != '-' || at < 2 || !is_word(text.bytes[at - 2]);
}

static bool ends_word(struct keur_text text, size_t at)
{
    if (at >= text.length)
        return true;
    if (is_word(text.bytes[at]))
        /* U+2000 to U+206F: dashes, quotation marks, and blanks of other widths. */
        return at + 1 < text.length && memcmp(text.bytes + at, "\xE2\x80", 2) == 0;
    return text.bytes[at] != '-' || at + 1 >= text.length || !is_word(text.bytes[at + 1]);
}

bool laws_next_named(const struct laws *laws, struct keur_text text, size_t from,
                     struct law_named *ret_named)
{
    for (size_t at = from; at < text.length; at++) {
        size_t next = laws->names.first[(unsigned char)plain(text.bytes[at])];

        if (next == 0 || !begins_word(text, at))
            continue;
        ret_named->law = NULL;
        ret_named->span = (struct keur_span){at, at};
        for (; next > 0; next = laws->names.items[next - 1].next) {
            const struct law_word *name = &laws->names.items[next - 1];
            size_t end = at + name->text.length;

            if (end <= ret_named->span.end || !has_plain_prefix(text, at, name->text) ||
                !ends_word(text, end))
                continue;
            ret_named->law = name->law;
            ret_named->span.end = end;
        }
        if (ret_named->law != NULL)
            return true;
    }
    return false;
}

/* ---- Identifiers ---- */

const struct law *laws_of_address(const struct laws *laws, struct keur_text address)
{
    for (size_t at = 0, run; at < address.length; at += run + 1) {
        size_t next = laws->ids.first[(unsigned char)plain(address.bytes[at])];

        run = alphanumeric_run(address, at);
        for (; next > 0; next = laws->ids.items[next - 1].next) {
            const struct law_word *id = &laws->ids.items[next - 1];
            size_t end = at + id->text.length;

            if (id->run == run && has_plain_prefix(address, at, id->text) &&
                (end == address.length || !is_alphanumeric(address.bytes[end])))
                return id->law;
        }
    }
    return NULL;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How far two identifiers are alike: the same bytes before the first digit, then digits where there
 * are digits, and letters where there are letters. */
static size_t alike_length(struct keur_text id, struct keur_text address, size_t at)
{
    bool is_number = false;
    size_t i = 0;

    for (; i < id.length && at + i < address.length; i++) {
        char own = id.bytes[i], other = address.bytes[at + i];

        is_number = is_number || is_digit(own);
        if (is_number
                ? is_digit(own) != is_digit(other) || is_alphanumeric(own) != is_alphanumeric(other)
                : plain(own) != plain(other))
            break;
    }
    return i;
}

bool law_id_like(const struct law *law, struct keur_text address, struct keur_text *ret_id,
                 struct keur_span *ret_other)
{
    for (size_t i = 0; i < law->ids.count; i++) {
        struct keur_text id = law->ids.items[i];

        for (size_t at = 0; at + id.length <= address.length; at++) {
            size_t end = at + id.length;

            /* "CELEX:32016R0679R(02)" corrects a law: it is a text of its own. */
            if (alike_length(id, address, at) < id.length ||
                (end < address.length &&
                 (is_alphanumeric(address.bytes[end]) || address.bytes[end] == '(')))
                continue;
            *ret_id = id;
            *ret_other = (struct keur_span){at, end};
            return true;
        }
    }
    return false;
}

struct keur_text law_place(const struct law *law, struct keur_text address)
{
    const char *hash = memchr(address.bytes, '#', address.length), *comma;
    struct keur_text rest = law->places, place = {"", 0};
    size_t length = hash == NULL ? 0 : address.length - (size_t)(hash + 1 - address.bytes);

    while (length > 0 && rest.length > 0) {
        comma = memchr(rest.bytes, ',', rest.length);
        place = rest;
        if (comma != NULL)
            place.length = (size_t)(comma - rest.bytes);
        rest.bytes += place.length + (comma != NULL);
        rest.length -= place.length + (comma != NULL);
        if (place.length > length && place.bytes[place.length - length - 1] == ' ' &&
            memcmp(place.bytes + place.length - length, hash + 1, length) == 0)
            return keur_text_trim((struct keur_text){place.bytes, place.length - length});
    }
    return (struct keur_text){"", 0};
}
