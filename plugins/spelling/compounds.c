#include "compounds.h"

#include <string.h>

/* Of a first part of three letters the second is longer: "log" and "informatie". */
enum { LEAST_FIRST = 3, LEAST_SECOND = 4, LEAST_BEHIND_SHORT = 6 };

static bool is_boundary(const char *word, size_t at)
{
    return ((unsigned char)word[at] & 0xC0) != 0x80;
}

/* Stands before any word. */
static bool is_prefix(const char *part)
{
    static const char *const prefixes[] = {"anti",  "auto",  "bio",   "inter", "macro", "meta",
                                           "micro", "multi", "neuro", "non",   "pre",   "pro",
                                           "semi",  "socio", "sub",   "super", "trans"};

    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
        if (strcmp(part, prefixes[i]) == 0)
            return true;
    }
    return false;
}

/* As it is, or with an "s" that joins: "trainings" in "trainingsdata". */
static bool is_first(const struct dictionary *dictionary, const char *word, size_t length)
{
    char part[WORD_BYTES];

    memcpy(part, word, length);
    part[length] = '\0';
    if (is_prefix(part) || dictionary_main_knows(dictionary, part) ||
        (length > LEAST_FIRST && dictionary_knows(dictionary, part)))
        return true;
    if (length <= LEAST_SECOND || part[length - 1] != 's')
        return false;
    part[length - 1] = '\0';
    return dictionary_main_knows(dictionary, part);
}

/* A word; or what makes a word of one, as in "uitlegbaarheid". */
static bool is_second(const struct dictionary *dictionary, const char *word, size_t first_length)
{
    static const char ending[] = "baarheid";

    if (strncmp(word, ending, strlen(ending)) == 0) {
        word += strlen(ending);
        return *word == '\0' || (*word == 's' && dictionary_main_knows(dictionary, word + 1));
    }
    if (strlen(word) < (first_length > LEAST_FIRST ? LEAST_SECOND : LEAST_BEHIND_SHORT))
        return false;
    return first_length > LEAST_FIRST ? dictionary_knows(dictionary, word)
                                      : dictionary_main_knows(dictionary, word);
}

size_t compound_seam(const struct dictionary *dictionary, const char *word)
{
    size_t length = strlen(word);

    if (length >= WORD_BYTES)
        return 0;
    for (size_t at = LEAST_FIRST; at + LEAST_SECOND <= length; at++) {
        if (is_boundary(word, at) && is_second(dictionary, word + at, at) &&
            is_first(dictionary, word, at))
            return at;
    }
    return 0;
}

static bool is_abbreviation(const char *part)
{
    size_t capitals = strspn(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return part[capitals] == '\0';
}

bool compound_parts_are_known(const struct dictionary *dictionary, const char *word)
{
    char part[WORD_BYTES];

    if (strchr(word, '-') == NULL)
        return false;
    while (*word != '\0') {
        size_t length = strcspn(word, "-");
        if (length >= WORD_BYTES)
            return false;
        memcpy(part, word, length);
        part[length] = '\0';
        if (length >= 3 && !is_abbreviation(part) && !is_prefix(part) &&
            !dictionary_knows(dictionary, part) && compound_seam(dictionary, part) == 0)
            return false;
        word += length + (word[length] == '-');
    }
    return true;
}
