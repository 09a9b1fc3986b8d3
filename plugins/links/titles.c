/* Titles and ids of documents, and links that lead to documents. */
#include <string.h>

#include "links.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_ascii_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* ---- Ids ---- */

size_t id_length(struct keur_text text, size_t *ret_begin)
{
    enum { MOST_LETTERS = 12 };
    size_t begin = 0, letters, end;

    if (text.length > 2 && is_digit(text.bytes[0]) && text.bytes[1] == '-')
        begin = 2;
    for (letters = begin; letters < text.length && is_ascii_letter(text.bytes[letters]);)
        letters++;
    if (letters == begin || letters - begin > MOST_LETTERS || letters >= text.length ||
        text.bytes[letters] != '-')
        return 0;
    for (end = letters + 1; end < text.length && is_digit(text.bytes[end]);)
        end++;
    if (end == letters + 1 || (end < text.length && byte_is_letter(text.bytes[end])))
        return 0;
    *ret_begin = begin;
    return end - begin;
}

/* "aia-5" is "aia-05". */
bool ids_are_same(struct keur_text id, struct keur_text other)
{
    size_t i = 0, j = 0;

    while (i < id.length && j < other.length) {
        bool is_number = i > 0 && id.bytes[i - 1] == '-' && j > 0 && other.bytes[j - 1] == '-';

        while (is_number && i + 1 < id.length && id.bytes[i] == '0')
            i++;
        while (is_number && j + 1 < other.length && other.bytes[j] == '0')
            j++;
        if (!text_begins((struct keur_text){id.bytes + i, 1},
                         (struct keur_text){other.bytes + j, 1}))
            return false;
        i++;
        j++;
    }
    return i == id.length && j == other.length;
}

static struct keur_text last_part(struct keur_text text)
{
    size_t begin = text.length;

    while (begin > 0 && text.bytes[begin - 1] != ':' && text.bytes[begin - 1] != '/')
        begin--;
    return (struct keur_text){text.bytes + begin, text.length - begin};
}

/* ---- Titles ---- */

/* The value of a key of the front matter, or an empty text. */
static struct keur_text value_of(const keur_index *index, size_t document, struct keur_text key)
{
    struct keur_entry entry = {.text = {"", 0}};

    for (size_t i = 0; keur_index_named(index, document, 1U << KEUR_ENTRY_VALUE, key, &i, &entry);)
        continue;
    return entry.text;
}

struct titles titles_of(const keur_index *index, size_t document, struct keur_text id_key)
{
    static const struct keur_text title_key = {"title", 5};
    struct titles titles = {{"", 0}, {"", 0}, {"", 0}, {"", 0}};
    struct keur_text name = path_name_of(keur_index_path(index, document));
    struct keur_entry entry;
    size_t begin = 0, i = 0;

    titles.prefix.length = id_length(name, &begin);
    titles.prefix.bytes = name.bytes + begin;
    if (keur_index_next(index, document, 1U << KEUR_ENTRY_HEADING, &i, &entry) && entry.level == 1)
        titles.heading = entry.text;
    titles.title = value_of(index, document, title_key);
    if (!keur_text_equals(id_key, title_key))
        titles.id = last_part(value_of(index, document, id_key));
    return titles;
}

/* The next word from *at on, in the text folded; a sign that stands alone is none. */
static struct keur_text next_word(struct keur_text text, size_t *at)
{
    size_t begin = *at, end;

    while (begin < text.length) {
        bool is_sign = !byte_is_letter(text.bytes[begin]) && !is_digit(text.bytes[begin]);

        /* U+2000 to U+206F: dashes and quotation marks. */
        if (begin + 2 < text.length && memcmp(text.bytes + begin, "\xE2\x80", 2) == 0)
            begin += 3;
        else if (is_sign)
            begin++;
        else
            break;
    }
    for (end = begin; end < text.length; end++) {
        bool is_quote = end + 2 < text.length && memcmp(text.bytes + end, "\xE2\x80", 2) == 0;

        if (is_quote || (!byte_is_letter(text.bytes[end]) && !is_digit(text.bytes[end])))
            break;
    }
    *at = end;
    return (struct keur_text){text.bytes + begin, end - begin};
}

static bool begins_alike(struct keur_text title, struct keur_text text)
{
    size_t i = 0, j = 0, count = 0;

    for (;; count++) {
        struct keur_text word = next_word(title, &i), other = next_word(text, &j);

        if (word.length == 0 || other.length == 0)
            return count > 0;
        if (word.length != other.length || !text_begins(word, other))
            return false;
    }
}

bool title_begins_alike(keur_run *run, struct keur_text title, struct keur_text text)
{
    return begins_alike(title, text) || begins_alike(keur_fold(run, title), keur_fold(run, text));
}

/* ---- Links to documents ---- */

/* The first byte of the note says whether the place holds it as it is read. */
void note_link(keur_run *run, const struct keur_link *link, struct keur_span span,
               struct keur_text written)
{
    bool is_verbatim = link->definition == NULL &&
                       keur_text_equals(keur_slice(keur_run_document(run), span), written);

    char *note = keur_allocate(run, link->target.length + 1);

    note[0] = is_verbatim ? '=' : '~';
    memcpy(note + 1, link->target.bytes, link->target.length);
    keur_note(run, (struct keur_text){note, link->target.length + 1}, link->text, span);
}

bool noted_link(keur_run *run, const keur_index *index, size_t document, size_t i,
                struct noted_link *ret_link)
{
    struct keur_entry note;

    if (!keur_index_note(run, document, i, &note) || note.name.length == 0)
        return false;
    *ret_link = (struct noted_link){
        .document = document,
        .from = keur_index_path(index, document),
        .target = {note.name.bytes + 1, note.name.length - 1},
        .text = note.text,
        .span = note.span,
        .is_verbatim = note.name.bytes[0] == '=',
    };
    return true;
}

size_t noted_link_page(keur_run *run, const keur_index *index, const struct noted_link *link)
{
    struct keur_destination destination =
        keur_resolve(run, link->from, link->target, KEUR_FROM_FILE);

    if (destination.kind != KEUR_DESTINATION_FILE)
        return keur_index_size(index);
    return keur_index_find(index, destination.real_path);
}
