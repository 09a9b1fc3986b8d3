#include "yaml/yaml_kind.h"

#include <string.h>

#include "base/text.h"

/* How far a scalar has been read. */
struct reader {
    struct keur_text text;
    size_t at;
};

static bool reader_at_end(const struct reader *reader)
{
    return reader->at == reader->text.length;
}

static bool reader_take(struct reader *reader, const char *set)
{
    if (reader_at_end(reader) || reader->text.bytes[reader->at] == '\0' ||
        strchr(set, reader->text.bytes[reader->at]) == NULL)
        return false;
    reader->at++;
    return true;
}

static size_t reader_take_all(struct reader *reader, const char *set)
{
    size_t begin = reader->at;
    while (reader_take(reader, set))
        continue;
    return reader->at - begin;
}

struct words {
    const struct keur_text *items;
    size_t count;
};
#define WORD(letters)                \
    {                                \
        letters, sizeof(letters) - 1 \
    }
#define WORDS(array) ((struct words){array, sizeof(array) / sizeof *(array)})

static bool is_one_of(struct keur_text text, struct words words)
{
    for (size_t i = 0; i < words.count; i++)
        if (keur_text_equals(text, words.items[i]))
            return true;
    return false;
}

static const char digits[] = "0123456789";
static const char digits_11[] = "0123456789_";

static const struct keur_text nulls[] = {WORD(""), WORD("~"), WORD("null"), WORD("Null"),
                                         WORD("NULL")};
static const struct keur_text booleans[] = {WORD("true"),  WORD("True"),  WORD("TRUE"),
                                            WORD("false"), WORD("False"), WORD("FALSE")};
static const struct keur_text booleans_11[] = {WORD("yes"), WORD("Yes"), WORD("YES"), WORD("no"),
                                               WORD("No"),  WORD("NO"),  WORD("on"),  WORD("On"),
                                               WORD("ON"),  WORD("off"), WORD("Off"), WORD("OFF")};
static const struct keur_text infinities[] = {WORD(".inf"), WORD(".Inf"), WORD(".INF")};
static const struct keur_text no_numbers[] = {WORD(".nan"), WORD(".NaN"), WORD(".NAN")};

static bool is_special_float(struct keur_text text)
{
    struct reader reader = {.text = text};
    if (is_one_of(text, WORDS(no_numbers)))
        return true;
    reader_take(&reader, "+-");
    return is_one_of(text_slice(text, reader.at, text.length), WORDS(infinities));
}

static bool is_core_integer(struct keur_text text)
{
    struct reader reader = {.text = text};
    if (text_starts_with(text, "0o") || text_starts_with(text, "0x")) {
        reader.at = 2;
        return reader_take_all(&reader,
                               text.bytes[1] == 'o' ? "01234567" : "0123456789abcdefABCDEF") > 0 &&
               reader_at_end(&reader);
    }
    reader_take(&reader, "+-");
    return reader_take_all(&reader, digits) > 0 && reader_at_end(&reader);
}

static bool is_core_float(struct keur_text text)
{
    struct reader reader = {.text = text};
    reader_take(&reader, "+-");
    size_t whole = reader_take_all(&reader, digits);
    size_t fraction = reader_take(&reader, ".") ? reader_take_all(&reader, digits) : 0;
    if (whole + fraction == 0)
        return false;
    if (reader_take(&reader, "eE")) {
        reader_take(&reader, "+-");
        if (reader_take_all(&reader, digits) == 0)
            return false;
    }
    return reader_at_end(&reader);
}

/* Nearly all scalars are words that need no closer look. */
static bool is_surely_string(struct keur_text scalar)
{
    if (scalar.length == 0)
        return false;
    static const char firsts[] = {'n', 'N', 't', 'T', 'f', 'F', 'y', 'Y', 'o', 'O'};
    char first = scalar.bytes[0];
    if ((first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.' ||
        first == '~')
        return false;
    return scalar.length > sizeof("false") - 1 || memchr(firsts, first, sizeof firsts) == NULL;
}

enum keur_value_kind yaml_kind_core(struct keur_text scalar)
{
    if (is_surely_string(scalar))
        return KEUR_STRING;
    if (is_one_of(scalar, WORDS(nulls)))
        return KEUR_NULL;
    if (is_one_of(scalar, WORDS(booleans)))
        return KEUR_BOOLEAN;
    if (is_core_integer(scalar))
        return KEUR_INTEGER;
    if (is_core_float(scalar) || is_special_float(scalar))
        return KEUR_FLOAT;
    return KEUR_STRING;
}

/* Groups of ":59" behind a number: YAML 1.1 counts in sixties. */
static size_t take_sixties(struct reader *reader)
{
    size_t groups = 0;
    struct reader ahead = *reader;
    while (reader_take(&ahead, ":")) {
        size_t begin = ahead.at;
        size_t length = reader_take_all(&ahead, digits);
        if (length == 0 || length > 2 || (length == 2 && ahead.text.bytes[begin] > '5'))
            break;
        *reader = ahead;
        groups++;
    }
    return groups;
}

static bool is_integer_11(struct keur_text text)
{
    struct reader reader = {.text = text};
    reader_take(&reader, "+-");
    if (reader_take(&reader, "0")) {
        if (reader_at_end(&reader))
            return true;
        const char *set = "01234567_";
        if (reader_take(&reader, "b"))
            set = "01_";
        else if (reader_take(&reader, "x"))
            set = "0123456789abcdefABCDEF_";
        return reader_take_all(&reader, set) > 0 && reader_at_end(&reader);
    }
    if (!reader_take(&reader, digits))
        return false;
    reader_take_all(&reader, digits_11);
    take_sixties(&reader);
    return reader_at_end(&reader);
}

static bool is_float_11(struct keur_text text)
{
    struct reader reader = {.text = text};
    bool has_sign = reader_take(&reader, "+-");
    bool has_whole = reader_take(&reader, digits);
    reader_take_all(&reader, has_whole ? digits_11 : "");
    bool has_sixties = has_whole && take_sixties(&reader) > 0;
    if (!reader_take(&reader, "."))
        return false;
    if (!has_whole && (has_sign || !reader_take(&reader, digits)))
        return false;
    reader_take_all(&reader, digits_11);
    if (has_sixties || !reader_take(&reader, "eE"))
        return reader_at_end(&reader);
    return reader_take(&reader, "+-") && reader_take_all(&reader, digits) > 0 &&
           reader_at_end(&reader);
}

enum keur_value_kind yaml_kind_11(struct keur_text scalar)
{
    if (is_surely_string(scalar))
        return KEUR_STRING;
    if (is_one_of(scalar, WORDS(nulls)))
        return KEUR_NULL;
    if (is_one_of(scalar, WORDS(booleans)) || is_one_of(scalar, WORDS(booleans_11)))
        return KEUR_BOOLEAN;
    if (is_integer_11(scalar))
        return KEUR_INTEGER;
    if (is_float_11(scalar) || is_special_float(scalar))
        return KEUR_FLOAT;
    return KEUR_STRING;
}
