/* HTML entities of characters beyond ASCII, as far as they can be bytes of a code page. */
#include <string.h>

#include "encoding.h"

/* HTML 4's names of U+00A0 to U+00FF. */
static const char *const latin_1[] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};

/* And of what Windows-1252 has besides. */
static const struct {
    const char *name;
    uint16_t character;
} others[] = {
    {"euro", 0x20AC},   {"sbquo", 0x201A},  {"fnof", 0x192},    {"bdquo", 0x201E},
    {"hellip", 0x2026}, {"dagger", 0x2020}, {"Dagger", 0x2021}, {"circ", 0x2C6},
    {"permil", 0x2030}, {"Scaron", 0x160},  {"lsaquo", 0x2039}, {"OElig", 0x152},
    {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"ldquo", 0x201C},  {"rdquo", 0x201D},
    {"bull", 0x2022},   {"ndash", 0x2013},  {"mdash", 0x2014},  {"tilde", 0x2DC},
    {"trade", 0x2122},  {"scaron", 0x161},  {"rsaquo", 0x203A}, {"oelig", 0x153},
    {"Yuml", 0x178},
};

static uint32_t named(struct keur_text name)
{
    for (size_t i = 0; i < sizeof(latin_1) / sizeof(latin_1[0]); i++)
        if (strlen(latin_1[i]) == name.length && memcmp(latin_1[i], name.bytes, name.length) == 0)
            return 0xA0 + (uint32_t)i;
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        if (strlen(others[i].name) == name.length &&
            memcmp(others[i].name, name.bytes, name.length) == 0)
            return others[i].character;
    return 0;
}

static int digit_of(char byte, int base)
{
    if ('0' <= byte && byte <= '9')
        return byte - '0';
    char small = (char)(byte | 0x20);
    return base == 16 && 'a' <= small && small <= 'f' ? small - 'a' + 10 : -1;
}

/* HTML reads &#128; to &#159; as Windows-1252; so do we later, by the byte. */
static uint32_t numbered(struct keur_text digits)
{
    bool is_hex = digits.length > 0 && (digits.bytes[0] | 0x20) == 'x';
    int base = is_hex ? 16 : 10;
    uint32_t number = 0;
    for (size_t i = is_hex ? 1 : 0; i < digits.length; i++) {
        int digit = digit_of(digits.bytes[i], base);
        if (digit < 0)
            return 0;
        number = number * (uint32_t)base + (uint32_t)digit;
    }
    return number < 0xFFFD ? number : 0;
}

size_t entity_at(struct keur_text text, size_t at, uint32_t *ret_character)
{
    enum { NAME_MOST = 6 };
    if (at >= text.length || text.bytes[at] != '&')
        return 0;
    size_t end = at + 1;
    while (end < text.length && end - at <= NAME_MOST + 1 && text.bytes[end] != ';')
        end++;
    if (end >= text.length || text.bytes[end] != ';' || end == at + 1)
        return 0;
    struct keur_text name = {text.bytes + at + 1, end - at - 1};
    bool is_number = name.bytes[0] == '#';
    uint32_t character =
        is_number ? numbered((struct keur_text){name.bytes + 1, name.length - 1}) : named(name);
    if (character < 0x80)
        return 0;
    *ret_character = character;
    return end + 1 - at;
}
