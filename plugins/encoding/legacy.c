/* In which encoding were bytes written that are not UTF-8? */
#include "legacy.h"

enum { SAMPLE = 1 << 16, UNUSED_BYTE = 24 };

/* Pages that are alike for a text are not told apart: the first one wins. */
static const enum code_page_id candidates[] = {
    WINDOWS_1252, WINDOWS_1250, WINDOWS_1251, WINDOWS_1253, WINDOWS_1254,
    WINDOWS_1257, ISO_8859_2,   MAC_ROMAN,    CP850,        CP437};
enum { CANDIDATES = sizeof(candidates) / sizeof(candidates[0]) };

/* The surprise at the text when its invalid bytes are those of a code page. */
static int surprise_of(const struct alphabets *alphabets, struct keur_text text,
                       enum code_page_id page)
{
    struct ambience nothing = {.languages = UINT32_MAX};
    struct context context = context_begin(nothing);
    size_t end = text.length < SAMPLE ? text.length : SAMPLE, length;
    int surprise = 0;
    for (size_t at = 0; at < end; at += length) {
        uint32_t character;
        length = keur_decode(text, at, &character);
        if (character == UINT32_MAX) {
            character = code_page_character(page, (uint8_t)text.bytes[at]);
            surprise += character == 0 ? UNUSED_BYTE : 0;
        }
        struct trait trait = trait_of(alphabets, character);
        surprise += context_step(&context, &trait);
    }
    return surprise;
}

struct legacy legacy_of(const struct alphabets *alphabets, struct keur_text text)
{
    struct legacy best = {.page = WINDOWS_1252,
                          .surprise = surprise_of(alphabets, text, WINDOWS_1252)};
    int windows_1252 = best.surprise;
    for (size_t i = 1; i < CANDIDATES; i++) {
        int surprise = surprise_of(alphabets, text, candidates[i]);
        if (surprise >= best.surprise)
            continue;
        best.page = candidates[i];
        best.surprise = surprise;
    }
    best.gain = windows_1252 - best.surprise;
    return best;
}
