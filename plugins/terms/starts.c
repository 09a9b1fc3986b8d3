#include "starts.h"

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Of the letters of ASCII these two have others that differ by case alone: the Kelvin sign and the
 * long s.  What else is not ASCII is for the pattern to tell. */
static bool has_longer_case(char byte)
{
    return lower(byte) == 'k' || lower(byte) == 's';
}

static bool may_be_same(char byte, char of_form)
{
    if ((of_form & 0x80) != 0)
        return true;
    if ((byte & 0x80) != 0)
        return has_longer_case(of_form);
    return lower(byte) == lower(of_form);
}

static size_t behind_blanks(struct keur_text text, size_t at)
{
    while (at < text.length && is_blank(text.bytes[at]))
        at++;
    return at;
}

/* Could the form stand at `at`? */
static bool may_stand_at(struct keur_text text, size_t at, struct keur_text form)
{
    for (size_t i = 0; i < form.length && form.bytes[i] != '*';) {
        if (at == text.length)
            return false;
        if (!is_blank(form.bytes[i])) {
            if (!may_be_same(text.bytes[at++], form.bytes[i++]))
                return false;
            if (((text.bytes[at - 1] | form.bytes[i - 1]) & 0x80) != 0)
                return true;
            continue;
        }
        size_t behind = behind_blanks(text, at);
        if (behind < text.length && (text.bytes[behind] & 0x80) != 0)
            return true;
        if (behind == at)
            return false;
        at = behind;
        i = behind_blanks(form, i);
    }
    return true;
}

static bool is_of_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (lower(byte) >= 'a' && lower(byte) <= 'z');
}

/* The first letter may be a capital anyway. */
static bool may_start(const struct starts *starts, char byte, char of_form, size_t at)
{
    if (is_blank(of_form))
        return is_blank(byte) || (byte & 0x80) != 0;
    return starts->is_exact && at > 0 ? byte == of_form : may_be_same(byte, of_form);
}

/* Behind this byte any may stand: blanks and other letters are longer or shorter than what is
 * written in the form. */
static bool is_of_any_length(const struct starts *starts, char of_form)
{
    return is_blank(of_form) ||
           (!starts->is_exact && ((of_form & 0x80) != 0 || has_longer_case(of_form)));
}

static void starts_add(struct starts *starts, size_t index)
{
    struct keur_text form = starts->forms[index];
    const uint64_t bit = (uint64_t)1 << index % 64;
    bool is_open = false;

    for (size_t at = 0; at < STARTS; at++) {
        is_open |= at >= form.length || form.bytes[at] == '*';
        for (int byte = 0; byte <= UCHAR_MAX; byte++) {
            if (is_open || may_start(starts, (char)byte, form.bytes[at], at))
                starts->bytes[at][byte] |= bit;
        }
        is_open |= at < form.length && is_of_any_length(starts, form.bytes[at]);
    }
}

/* As struct keur_all_prose tells it; 0 where the two bytes are not sure. */
static uint16_t begin_of(const struct starts *starts, struct keur_text form)
{
    for (size_t i = 0; i < 2; i++) {
        if (i == form.length || form.bytes[i] == '*' || is_of_any_length(starts, form.bytes[i]) ||
            (form.bytes[i] & 0x80) != 0)
            return 0;
    }
    return (uint16_t)(form.bytes[0] | form.bytes[1] << 8 | 0x2020);
}

static void note_begins(struct starts *starts)
{
    for (size_t i = 0, k; i < starts->count; i++) {
        uint16_t begin = begin_of(starts, starts->forms[i]);
        for (k = 0; k < starts->begin_count && starts->begins[k][0] != begin;)
            k++;
        if (begin == 0 || k == BEGINS) {
            starts->begin_count = 0;
            return;
        }
        starts->begins[k] = begin - (begins){0};
        starts->begin_count += k == starts->begin_count;
    }
}

void starts_fill(struct starts *starts, const struct keur_text *forms, size_t count, bool is_exact)
{
    *starts = (struct starts){.forms = forms, .count = count, .is_exact = is_exact};
    starts->are_words = true;
    for (size_t i = 0; i < count; i++) {
        char first = *forms[i].bytes;
        starts->are_words &= (first & 0x80) != 0 || is_of_word(first);
        starts_add(starts, i);
    }
    note_begins(starts);
}

/* Which forms may stand at `at`?  Behind all prose are bytes that are not counted. */
static inline uint64_t forms_at(struct keur_text text, size_t at, const struct starts *starts)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes + at;
    uint64_t forms = starts->bytes[0][bytes[0]] & starts->bytes[1][bytes[1]];

    if (forms != 0 && at + STARTS <= text.length)
        forms &= starts->bytes[2][bytes[2]] & starts->bytes[3][bytes[3]];
    return forms;
}

/* Does one of these forms? */
static bool may_hold_at(struct keur_text text, size_t at, const struct starts *starts,
                        uint64_t forms)
{
    for (size_t i = 0; i < starts->count; i++) {
        if ((forms >> i % 64 & 1) != 0 && may_stand_at(text, at, starts->forms[i]))
            return true;
    }
    return false;
}

/* Of the eight words from this one on, bits for those that begin as a form does. */
static unsigned begin_alike(const struct keur_all_prose *all, size_t word,
                            const struct starts *starts)
{
    begins eight = begins_of(all, word), same = {0};

    for (size_t i = 0; i < starts->begin_count; i++)
        same |= (begins)(eight == starts->begins[i]);
    return starts->begin_count > 0 ? begins_bits(same) : UCHAR_MAX;
}

size_t starts_next(const struct starts *starts, const struct keur_all_prose *all, size_t word)
{
    for (; word < all->word_count; word += KEUR_WORDS_BEHIND) {
        for (unsigned bits = begin_alike(all, word, starts); bits != 0; bits &= bits - 1) {
            size_t candidate = word + (size_t)__builtin_ctz(bits);
            if (candidate >= all->word_count)
                break;
            uint64_t forms = forms_at(all->text, all->words[candidate], starts);
            if (forms != 0 && may_hold_at(all->text, all->words[candidate], starts, forms))
                return candidate;
        }
    }
    return word;
}
