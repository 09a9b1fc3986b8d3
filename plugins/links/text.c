/* Texts for messages and comparison. */
#include <string.h>

#include "links.h"

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == '\0';
}

/* Each white space becomes one blank, and at the ends none.  Returns the length. */
static size_t collapse(struct keur_text text, char *bytes)
{
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];

        if ((unsigned char)byte > ' ' || !is_blank(byte))
            bytes[length++] = byte;
        else if (length > 0 && bytes[length - 1] != ' ')
            bytes[length++] = ' ';
    }
    return length;
}

static struct keur_text text_collapsed(keur_run *run, struct keur_text text)
{
    text = keur_text_trim(text);
    char *bytes = keur_allocate(run, text.length + 1);

    return (struct keur_text){bytes, collapse(text, bytes)};
}

struct keur_text text_shortened(keur_run *run, struct keur_text text)
{
    enum { MOST_CHARACTERS = 60, MOST_BYTES = 1000 };
    uint32_t code_point;
    size_t at = 0, cut = 0, count = 0;

    if (text.length > MOST_BYTES)
        text.length = MOST_BYTES;
    text = text_collapsed(run, text);
    while (at < text.length) {
        if (count++ == MOST_CHARACTERS - 3)
            cut = at;
        if (count > MOST_CHARACTERS)
            return keur_format(run, "%.*s...", (int)cut, text.bytes);
        at += keur_decode(text, at, &code_point);
    }
    return text;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

struct keur_text text_plain(keur_run *run, struct keur_text text)
{
    text = keur_text_trim(text);
    char *bytes = keur_allocate(run, text.length + 1);
    size_t length = collapse(text, bytes);
    char all = 0;

    for (size_t i = 0; i < length; i++) {
        bytes[i] = lower(bytes[i]);
        all |= bytes[i];
    }
    struct keur_text plain = {bytes, length};
    return (all & 0x80) == 0 ? plain : keur_fold(run, plain);
}

/* What text_plain() makes of other bytes may be like this one; at the end is none. */
static bool is_pliable(struct keur_text text, size_t at)
{
    return at < text.length && ((unsigned char)text.bytes[at] <= ' ' || (text.bytes[at] & 0x80));
}

bool text_is_alike(keur_run *run, struct keur_text text, struct keur_text other)
{
    size_t at = 0;

    text = keur_text_trim(text);
    other = keur_text_trim(other);
    while (at < text.length && at < other.length && lower(text.bytes[at]) == lower(other.bytes[at]))
        at++;
    if (at == text.length && at == other.length)
        return true;
    return (is_pliable(text, at) || is_pliable(other, at)) &&
           keur_text_equals(text_plain(run, text), text_plain(run, other));
}

bool text_begins(struct keur_text text, struct keur_text prefix)
{
    if (prefix.length > text.length)
        return false;
    for (size_t i = 0; i < prefix.length; i++) {
        if (lower(text.bytes[i]) != lower(prefix.bytes[i]))
            return false;
    }
    return true;
}

size_t text_word_at(const struct keur_texts *words, struct keur_text text, size_t at)
{
    struct keur_text rest = {text.bytes + at, text.length - at};
    size_t length = 0;

    for (size_t i = 0; i < words->count; i++) {
        struct keur_text word = words->items[i];

        if (word.length <= length || rest.length == 0 || lower(*rest.bytes) != lower(*word.bytes) ||
            !text_begins(rest, word))
            continue;
        bool goes_on = word.length < rest.length && byte_is_letter(rest.bytes[word.length]);
        if (!(goes_on && byte_is_letter(word.bytes[word.length - 1])))
            length = word.length;
    }
    return length;
}
