/* Articles, annexes and the like, as a text names them: "Articles 3, 4(1) and 9 to 12". */
#include <string.h>

#include "laws.h"
#include "links.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char byte_at(struct keur_text text, size_t at)
{
    return at < text.length ? text.bytes[at] : '\0';
}

/* White space, also one that does not break. */
static size_t skip_blanks(struct keur_text text, size_t at)
{
    while (at < text.length) {
        if (strchr(" \t\r\n", text.bytes[at]) != NULL)
            at++;
        else if (at + 1 < text.length && memcmp(text.bytes + at, "\xC2\xA0", 2) == 0)
            at += 2;
        else
            break;
    }
    return at;
}

/* ---- Numbers ---- */

/* "5", "15n", "3:46", "1.10", "IV": where it ends; `at` when there is none. */
static size_t number_end(struct keur_text text, size_t at)
{
    size_t end = at;

    if (is_digit(byte_at(text, at))) {
        while (is_digit(byte_at(text, end)) || byte_is_letter(byte_at(text, end)) ||
               (end + 1 < text.length && strchr(".:", text.bytes[end]) != NULL &&
                is_digit(text.bytes[end + 1])))
            end++;
        return end;
    }
    while (byte_at(text, end) != '\0' && strchr("IVXLCDM", text.bytes[end]) != NULL)
        end++;
    return byte_is_letter(byte_at(text, end)) || is_digit(byte_at(text, end)) ? at : end;
}

/* "1c" may be point c of article 1, "10.5" paragraph 5 of article 10; a text may say less than the
 * address, too.  Numbers of two kinds are not compared. */
static bool numbers_agree(struct keur_text said, struct keur_text number)
{
    if (number.length == 0 || is_digit(said.bytes[0]) != is_digit(number.bytes[0]))
        return true;
    if (text_begins(said, number))
        return said.length == number.length ||
               (is_digit(number.bytes[0]) && !is_digit(said.bytes[number.length]));
    return text_begins(number, said) && strchr(".:", number.bytes[said.length]) != NULL;
}

/* 0 for what is no plain number. */
static unsigned long value_of(struct keur_text number)
{
    enum { MOST_DIGITS = 6 };
    unsigned long value = 0;

    for (size_t i = 0; i < number.length; i++) {
        if (!is_digit(number.bytes[i]) || i == MOST_DIGITS)
            return 0;
        value = value * 10 + (unsigned long)(number.bytes[i] - '0');
    }
    return value;
}

static bool lies_between(struct keur_text first, struct keur_text last, struct keur_text number)
{
    unsigned long value = value_of(number);

    return value > 0 && value_of(first) <= value && value <= value_of(last);
}

/* ---- What stands between numbers ---- */

/* "(1)(c)" names a paragraph, no article. */
static size_t skip_parentheses(struct keur_text text, size_t at)
{
    for (;;) {
        size_t begin = skip_blanks(text, at), end;
        const char *close;

        if (byte_at(text, begin) != '(')
            return at;
        close = memchr(text.bytes + begin, ')', text.length - begin);
        if (close == NULL)
            return at;
        end = (size_t)(close - text.bytes) + 1;
        at = end;
    }
}

static size_t dash_length(struct keur_text text, size_t at)
{
    if (byte_at(text, at) == '-')
        return 1;
    /* U+2010 to U+2015. */
    if (at + 2 < text.length && memcmp(text.bytes + at, "\xE2\x80", 2) == 0 &&
        (unsigned char)text.bytes[at + 2] >= 0x90 && (unsigned char)text.bytes[at + 2] <= 0x95)
        return 3;
    return 0;
}

/* Where the next number of a list begins; 0 when the list ends at `at`. */
static size_t next_number(const struct law_grammar *grammar, struct keur_text text, size_t at,
                          bool *ret_is_range)
{
    size_t length;

    *ret_is_range = false;
    at = skip_blanks(text, skip_parentheses(text, at));
    if (strchr(",;/&", byte_at(text, at)) != NULL && at < text.length)
        at = skip_blanks(text, at + 1);
    if ((length = dash_length(text, at)) > 0 ||
        (length = text_word_at(&grammar->ranges, text, at)) > 0)
        *ret_is_range = true;
    else
        length = text_word_at(&grammar->joins, text, at);
    at = skip_blanks(text, at + length);
    return number_end(text, at) > at ? at : 0;
}

/* ---- References ---- */

/* The numbers from `begin` on: do they hold this one?  Returns where they end. */
static size_t read_numbers(const struct law_grammar *grammar, struct keur_text text, size_t begin,
                           struct keur_text number, bool *ret_holds)
{
    struct keur_text before = {"", 0};
    size_t at = begin, end = begin;
    bool is_range = false;

    *ret_holds = false;
    do {
        struct keur_text said;

        end = number_end(text, at);
        said = (struct keur_text){text.bytes + at, end - at};
        if (numbers_agree(said, number) || (is_range && lies_between(before, said, number)))
            *ret_holds = true;
        before = said;
    } while ((at = next_number(grammar, text, end, &is_range)) > 0);
    return skip_parentheses(text, end);
}

/* Where a word of the part ends that stands at `at`, with the blanks behind it; 0: none does. */
static size_t word_end(const struct law_part *part, struct keur_text text, size_t at)
{
    size_t length, end;

    if (at > 0 && (byte_is_letter(text.bytes[at - 1]) || is_digit(text.bytes[at - 1])))
        return 0;
    length = text_word_at(&part->words, text, at);
    end = skip_blanks(text, at + length);
    return length > 0 && end > at + length ? end : 0;
}

enum law_part_said law_part_said(const struct law_grammar *grammar, const struct law_part *part,
                                 struct keur_text text, struct keur_text number,
                                 struct keur_span *ret_first)
{
    enum law_part_said said = LAW_PART_UNSAID;

    for (size_t at = 0; at < text.length; at++) {
        size_t begin = word_end(part, text, at), end;
        bool holds;

        if (begin == 0 || (end = number_end(text, begin)) == begin)
            continue;
        if (said == LAW_PART_UNSAID)
            *ret_first = (struct keur_span){at, end};
        read_numbers(grammar, text, begin, number, &holds);
        if (holds)
            return LAW_PART_SAID;
        said = LAW_PART_OTHER;
    }
    return said;
}

size_t law_part_end(const struct law_grammar *grammar, struct keur_text text, size_t at)
{
    const struct law_part *parts = grammar->parts.items;
    struct keur_text any = {"", 0};

    for (size_t i = 0; i < grammar->parts.count; i++) {
        size_t begin = word_end(&parts[i], text, at);
        bool holds;

        if (begin > 0 && number_end(text, begin) > begin)
            return read_numbers(grammar, text, begin, any, &holds);
    }
    return 0;
}

/* The first number behind this beginning in an address; empty when none is. */
static struct keur_text number_behind(struct keur_text address, struct keur_text before)
{
    const char *end = address.bytes + address.length, *sign = address.bytes;

    while (before.length > 0 && sign < end &&
           (sign = memchr(sign, before.bytes[0], (size_t)(end - sign))) != NULL) {
        struct keur_text rest = {sign, (size_t)(end - sign)};
        size_t number;

        sign++;
        if (!text_begins(rest, before))
            continue;
        number = number_end(rest, before.length);
        if (number > before.length)
            return (struct keur_text){rest.bytes + before.length, number - before.length};
    }
    return (struct keur_text){"", 0};
}

struct keur_text law_part_in_address(const struct law_part *part, struct keur_text address)
{
    struct keur_text number = {"", 0};

    for (size_t i = 0; i < part->before.count && number.length == 0; i++)
        number = number_behind(address, part->before.items[i]);
    return number;
}

struct keur_text law_part_number(const struct law_part *part, struct keur_text text)
{
    size_t begin = word_end(part, text, 0);

    if (begin == 0)
        return (struct keur_text){"", 0};
    return (struct keur_text){text.bytes + begin, text.length - begin};
}
