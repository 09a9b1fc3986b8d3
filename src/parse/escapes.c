/* Backslash escapes and entities: what bytes stand for which text. */
#include <stdlib.h>

#include "base/text.h"
#include "parse/content.h"

static bool is_alphanumeric(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

static int digit_value(char byte, int base)
{
    int value = 99;

    if (byte >= '0' && byte <= '9')
        value = byte - '0';
    else if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f')
        value = (byte | 0x20) - 'a' + 10;
    return value < base ? value : -1;
}

static size_t utf8_length(uint32_t code_point)
{
    return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

/* Length of "&#123;" or "&#x7b;" at `at`, and how many bytes it stands for; 0 when it is none. */
static size_t numeric_entity(struct keur_text source, size_t at, size_t *ret_bytes)
{
    enum { MAX_DECIMALS = 7, MAX_HEXADECIMALS = 6 };
    bool is_hexadecimal = at + 2 < source.length && (source.bytes[at + 2] | 0x20) == 'x';
    int base = is_hexadecimal ? 16 : 10;
    size_t begin = at + 2 + is_hexadecimal, end = begin;
    uint32_t code_point = 0;

    for (; end < source.length && digit_value(source.bytes[end], base) >= 0; end++)
        if (code_point < 0x110000)
            code_point =
                code_point * (uint32_t)base + (uint32_t)digit_value(source.bytes[end], base);
    size_t digits = end - begin;
    if (digits == 0 || digits > (is_hexadecimal ? MAX_HEXADECIMALS : MAX_DECIMALS) ||
        end >= source.length || source.bytes[end] != ';')
        return 0;
    bool is_valid =
        code_point != 0 && code_point < 0x110000 && (code_point < 0xD800 || code_point > 0xDFFF);
    *ret_bytes = utf8_length(is_valid ? code_point : 0xFFFD);
    return end + 1 - at;
}

/* Length of "&name;" at `at`; 0 when there is nothing of this form. */
static size_t named_entity(struct keur_text source, size_t at)
{
    enum { MAX_NAME = 31 };
    size_t end = at + 1;

    while (end < source.length && end - at <= MAX_NAME && is_alphanumeric(source.bytes[end]))
        end++;
    bool is_named = end > at + 1 && end < source.length && source.bytes[end] == ';';
    return is_named ? end + 1 - at : 0;
}

/* The names that stand for two code points, in order; all others stand for one. */
static const char *const pairs[] = {
    "NotEqualTilde",
    "NotGreaterFullEqual",
    "NotGreaterGreater",
    "NotGreaterSlantEqual",
    "NotHumpDownHump",
    "NotHumpEqual",
    "NotLeftTriangleBar",
    "NotLessLess",
    "NotLessSlantEqual",
    "NotNestedGreaterGreater",
    "NotNestedLessLess",
    "NotPrecedesEqual",
    "NotRightTriangleBar",
    "NotSquareSubset",
    "NotSquareSuperset",
    "NotSubset",
    "NotSucceedsEqual",
    "NotSucceedsTilde",
    "NotSuperset",
    "ThickSpace",
    "acE",
    "bne",
    "bnequiv",
    "caps",
    "cups",
    "fjlig",
    "gesl",
    "gvertneqq",
    "gvnE",
    "lates",
    "lesg",
    "lvertneqq",
    "lvnE",
    "nGg",
    "nGt",
    "nGtv",
    "nLl",
    "nLt",
    "nLtv",
    "nang",
    "napE",
    "napid",
    "nbump",
    "nbumpe",
    "ncongdot",
    "nedot",
    "nesim",
    "ngE",
    "ngeqq",
    "ngeqslant",
    "nges",
    "nlE",
    "nleqq",
    "nleqslant",
    "nles",
    "notinE",
    "notindot",
    "nparsl",
    "npart",
    "npre",
    "npreceq",
    "nrarrc",
    "nrarrw",
    "nsce",
    "nsubE",
    "nsubset",
    "nsubseteqq",
    "nsucceq",
    "nsupE",
    "nsupset",
    "nsupseteqq",
    "nvap",
    "nvge",
    "nvgt",
    "nvle",
    "nvlt",
    "nvltrie",
    "nvrtrie",
    "nvsim",
    "race",
    "smtes",
    "sqcaps",
    "sqcups",
    "varsubsetneq",
    "varsubsetneqq",
    "varsupsetneq",
    "varsupsetneqq",
    "vnsub",
    "vnsup",
    "vsubnE",
    "vsubne",
    "vsupnE",
    "vsupne",
};

static int compare_name(const void *name, const void *entry)
{
    const struct keur_text *text = name;
    const char *const *pair = entry;

    return keur_text_compare(*text, text_of(*pair));
}

/* How many bytes of the text a named entity made.  Only libcmark has the list of all names. */
static size_t named_entity_bytes(struct keur_text name, struct keur_text text, size_t text_at)
{
    struct keur_text bare = text_slice(name, 1, name.length - 1);
    uint32_t code_point;
    size_t bytes = keur_decode(text, text_at, &code_point);

    if (bsearch(&bare, pairs, sizeof pairs / sizeof *pairs, sizeof *pairs, compare_name) != NULL)
        bytes += keur_decode(text, text_at + bytes, &code_point);
    return bytes;
}

static bool entity_step(struct keur_text source, size_t *at, struct keur_text text, size_t *text_at)
{
    size_t bytes = 0, length = 0;

    if (*at + 1 < source.length && source.bytes[*at + 1] == '#') {
        length = numeric_entity(source, *at, &bytes);
    } else {
        length = named_entity(source, *at);
        struct keur_text name = text_slice(source, *at, *at + length);
        if (text.bytes[*text_at] != '&')
            bytes = named_entity_bytes(name, text, *text_at);
        else if (text_is(name, "&amp;") || text_is(name, "&AMP;"))
            bytes = 1;
        else
            length = 0;
    }
    if (length == 0) {
        if (text.bytes[*text_at] != '&')
            return false;
        length = bytes = 1;
    }
    *at += length;
    *text_at += bytes;
    return *text_at <= text.length;
}

bool text_step(struct keur_text source, size_t *at, struct keur_text text, size_t *text_at)
{
    if (*at >= source.length)
        return false;
    if (source.bytes[*at] == '&')
        return entity_step(source, at, text, text_at);
    if (source.bytes[*at] == '\\' && *at + 1 < source.length &&
        is_punctuation(source.bytes[*at + 1]))
        ++*at;
    if (source.bytes[*at] != text.bytes[*text_at])
        return false;
    ++*at;
    ++*text_at;
    return true;
}
