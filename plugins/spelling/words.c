#include "words.h"

#include <string.h>

enum { LEAST_BYTES = 3, MOST_BYTES = 60 };

static bool is_blank(char byte)
{
    return strchr(" \t\n", byte) != NULL && byte != '\0';
}

/* Without a slash, which also stands between two words. */
static bool is_technical(char byte)
{
    return byte != '\0' && strchr("@_\\=<>{}#$%&*~^|+`[]", byte) != NULL;
}

static bool is_ascii_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* "a.b", "urn:nl", "a//b", "./a": what prose does not hold between blanks. */
static bool is_identifier(struct keur_text chunk)
{
    for (size_t i = 0; i < chunk.length; i++) {
        if (is_technical(chunk.bytes[i]) || (chunk.bytes[i] >= '0' && chunk.bytes[i] <= '9'))
            return true;
        bool is_inner = i > 0 && i + 1 < chunk.length;
        if (is_inner && strchr(".:", chunk.bytes[i]) != NULL &&
            (is_ascii_letter(chunk.bytes[i + 1]) || chunk.bytes[i + 1] == '/'))
            return true;
        if (chunk.bytes[i] == '/' && (i == 0 || (is_inner && chunk.bytes[i + 1] == '/')))
            return true;
    }
    return false;
}

/* Bytes of a letter at `at`, or of an apostrophe or hyphen between letters; else 0. */
static size_t letter_at(struct keur_text text, size_t at)
{
    uint32_t code_point;
    size_t size = keur_decode(text, at, &code_point);

    if (size == 0 || code_point == UINT32_MAX)
        return 0;
    if (code_point < 0x80)
        return is_ascii_letter((char)code_point) ? 1 : 0;
    const char *category = keur_category(code_point);
    return category[0] == 'L' || category[0] == 'M' || code_point == 0xAD ? size : 0;
}

static size_t joint_at(struct keur_text text, size_t at)
{
    static const char *const joints[] = {"-", "'", "\u2019"};

    for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++) {
        size_t size = strlen(joints[i]);
        if (text.length - at >= size && memcmp(text.bytes + at, joints[i], size) == 0)
            return letter_at(text, at + size) > 0 ? size : 0;
    }
    return 0;
}

static size_t word_end(struct keur_text text, size_t at)
{
    size_t size = letter_at(text, at);

    while (size > 0) {
        at += size;
        size = at < text.length ? letter_at(text, at) : 0;
        if (size == 0 && at < text.length)
            size = joint_at(text, at);
    }
    return at;
}

static size_t chunk_end(struct keur_text text, size_t at)
{
    while (at < text.length && !is_blank(text.bytes[at]))
        at++;
    return at;
}

bool words_is_capital(struct keur_text text, size_t at)
{
    uint32_t code_point;

    keur_decode(text, at, &code_point);
    if (code_point < 0x80)
        return code_point >= 'A' && code_point <= 'Z';
    return code_point != UINT32_MAX && strcmp(keur_category(code_point), "Lu") == 0;
}

/* AVG, AI's, McDonald, iPhone: a capital behind the first letter, but for one behind a hyphen. */
static bool has_inner_capital(struct keur_text text, struct keur_span word)
{
    uint32_t code_point;
    size_t at = word.begin;

    while (at < word.end) {
        size_t size = keur_decode(text, at, &code_point);
        if (at > word.begin && text.bytes[at - 1] != '-' && words_is_capital(text, at))
            return true;
        at += size;
    }
    return false;
}

bool words_next(struct keur_text text, size_t *at, struct keur_span *ret_word)
{
    while (*at < text.length) {
        bool is_start = *at == 0 || is_blank(text.bytes[*at - 1]);
        size_t end = chunk_end(text, *at);
        struct keur_text chunk = {text.bytes + *at, end - *at};
        if (is_start && is_identifier(chunk)) {
            *at = end;
            continue;
        }
        size_t stop = word_end(text, *at);
        if (stop == *at) {
            uint32_t code_point;
            *at += keur_decode(text, *at, &code_point);
            continue;
        }
        *ret_word = (struct keur_span){*at, stop};
        *at = stop;
        size_t length = stop - ret_word->begin;
        /* "prijs-" of "prijs- en loonbeleid" is part of a word, and so is "(persoons)gegevens". */
        bool is_part =
            (stop < text.length && text.bytes[stop] == '-') ||
            (stop + 1 < text.length && text.bytes[stop] == ')' && letter_at(text, stop + 1) > 0) ||
            (ret_word->begin > 0 && text.bytes[ret_word->begin - 1] == '-');
        if (length >= LEAST_BYTES && length <= MOST_BYTES && !is_part &&
            !has_inner_capital(text, *ret_word))
            return true;
    }
    return false;
}

bool words_is_name(struct keur_text text, struct keur_span word)
{
    size_t at = word.begin;

    if (!words_is_capital(text, word.begin))
        return false;
    while (at > 0 && strchr(" \t\n\"'(", text.bytes[at - 1]) != NULL)
        at--;
    return at > 0 && strchr(".!?:", text.bytes[at - 1]) == NULL;
}

bool words_cite(struct keur_text text, struct keur_span word)
{
    enum { NAMES_BYTES = 80 };
    size_t begin = word.begin, last = word.end + NAMES_BYTES;

    if (begin >= 3 && memcmp(text.bytes + begin - 2, ". ", 2) == 0 &&
        words_is_capital(text, begin - 3) &&
        (begin == 3 || !is_ascii_letter(text.bytes[begin - 4])))
        return true;
    for (size_t at = word.end; at + 6 <= text.length && at < last; at++) {
        if (text.bytes[at] == ' ' && memcmp(text.bytes + at, " et al", 6) == 0)
            return true;
    }
    return false;
}
