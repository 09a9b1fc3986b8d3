/* Which languages write a letter. */
#include "plausibility.h"

/* The letters beyond ASCII of languages with a Latin alphabet, and the letters of languages with a
 * Cyrillic one, as the languages' own orthographies have them; a row is a language, or a few that
 * are often mixed.  Capitals follow from the small letters. */
static const char *const alphabets[] = {
    "áàâäçéèêëíìîïñóòôöúùûü",            /* Dutch, English, and words they borrow */
    "äöüßéèêáàñôç",                      /* German */
    "àâæçéèêëîïôœùûüÿ",                  /* French */
    "áéíñóúüçàèòï",                      /* Spanish, Catalan */
    "áâãàçéêíóôõúü",                     /* Portuguese */
    "àèéìíîòóùú",                        /* Italian */
    "æøåéèêóòôäöáüð",                    /* Danish, Norwegian */
    "åäöéèàüšžáâčđŋŧ",                   /* Swedish, Finnish, Sami */
    "áðéíóúýþæöø",                       /* Icelandic, Faroese */
    "áéíóúàèìòùâêîôûŵŷẁẃẅïëöäÿ",         /* Irish, Gaelic, Welsh */
    "ąćęłńóśźżéäöü",                     /* Polish */
    "áčďéěíňóřšťúůýžöüä",                /* Czech */
    "áäčďéíĺľňóôŕšťúýžöüěř",             /* Slovak */
    "áéíóöőúüűä",                        /* Hungarian */
    "ăâîșțşţéöüáőó",                     /* Romanian */
    "čćđšžäöüé",                         /* Croatian, Slovene, Bosnian */
    "äöõüšžéå",                          /* Estonian */
    "āčēģīķļņōŗšūž",                     /* Latvian */
    "ąčęėįšųūž",                         /* Lithuanian */
    "çğıöşüâîûéə",                       /* Turkish, Azerbaijani */
    "ċġħżàèìòùçëĉĝĥĵŝŭáéíóú",            /* Maltese, Albanian, Esperanto */
    "àáâãèéêìíòóôõùúýăđĩũơư",            /* Vietnamese; U+1EA0 to U+1EF9 besides */
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", /* Russian */
    "абвгдежзийклмнопрстуфхцчшщьюяґєії", /* Ukrainian */
    "абвгдеёжзйклмнопрстуфхцчшыьэюяіў",  /* Belarusian */
    "абвгдежзийклмнопрстуфхцчшщъьюяѝ",   /* Bulgarian */
    "абвгдежзиклмнопрстуфхцчшђјљњћџ",    /* Serbian */
    "абвгдежзиклмнопрстуфхцчшѓѕјљњќџѐѝ", /* Macedonian */
};

/* Place of a letter in the table; ALPHABET_LETTERS when it has none. */
static size_t place_of(uint32_t letter)
{
    if (letter >= 0xC0 && letter < 0xC0 + ALPHABET_LATIN)
        return letter - 0xC0;
    if (letter >= 0x1E00 && letter < 0x1E00 + ALPHABET_LATIN_MORE)
        return letter - 0x1E00 + ALPHABET_LATIN;
    if (letter >= 0x400 && letter < 0x400 + ALPHABET_CYRILLIC)
        return letter - 0x400 + ALPHABET_LATIN + ALPHABET_LATIN_MORE;
    return ALPHABET_LETTERS;
}

uint32_t small_letter(uint32_t letter)
{
    bool is_odd = (letter & 1) != 0;
    if ((letter >= 0xC0 && letter <= 0xDE && letter != 0xD7) || (letter >= 0x410 && letter < 0x430))
        return letter + 0x20;
    if (letter >= 0x400 && letter < 0x410)
        return letter + 0x50;
    if (letter == 0x178)
        return 0xFF;
    if (letter == 0x1AF || (letter >= 0x139 && letter <= 0x148) ||
        (letter >= 0x179 && letter <= 0x17E))
        return is_odd ? letter + 1 : letter;
    if ((letter >= 0x100 && letter <= 0x177) || letter == 0x1A0 ||
        (letter >= 0x1CD && letter <= 0x24F) || (letter >= 0x460 && letter <= 0x52F) ||
        (letter >= 0x1E00 && letter <= 0x1EFF && letter != 0x1E9E))
        return is_odd ? letter : letter + 1;
    return letter;
}

static void add(struct alphabets *table, uint32_t letter, size_t alphabet)
{
    size_t place = place_of(letter);
    if (place < ALPHABET_LETTERS)
        table->languages[place] |= UINT32_C(1) << alphabet;
}

void alphabets_fill(struct alphabets *table)
{
    for (size_t i = 0; i < sizeof(alphabets) / sizeof(alphabets[0]); i++) {
        struct keur_text text = {alphabets[i], strlen(alphabets[i])};
        uint32_t letter;
        for (size_t at = 0, length; (length = keur_decode(text, at, &letter)) > 0; at += length)
            add(table, letter, i);
    }
    for (uint32_t letter = 0x1EA0; letter <= 0x1EF9; letter++)
        add(table, letter, ALPHABET_VIETNAMESE);
}

uint32_t alphabets_of(const struct alphabets *table, uint32_t letter)
{
    size_t place = place_of(small_letter(letter));
    return place < ALPHABET_LETTERS ? table->languages[place] : 0;
}
