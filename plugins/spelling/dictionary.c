#include "dictionary.h"

#include <hunspell/hunspell.h>
#include <string.h>
#include <unistd.h>

enum { LANGUAGE_COUNT = 8, LEAST_BYTES = 5 };

struct dictionary {
    Hunhandle *handles[LANGUAGE_COUNT];
    size_t count;
};

static void release(void *opened)
{
    struct dictionary *dictionary = opened;

    for (size_t i = 0; i < dictionary->count; i++)
        Hunspell_destroy(dictionary->handles[i]);
}

/* Letters, digits and `_` or `-`: a language must not lead to any other folder. */
static bool is_language(struct keur_text name)
{
    for (size_t i = 0; i < name.length; i++) {
        char byte = name.bytes[i];
        bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (!is_letter && (byte < '0' || byte > '9') && byte != '_' && byte != '-')
            return false;
    }
    return name.length > 0 && name.length < 40;
}

static Hunhandle *open_one(keur_setup *setup, struct keur_text language)
{
    static const char *const folders[] = {"/usr/share/hunspell", "/usr/local/share/hunspell",
                                          "/usr/share/myspell/dicts"};
    struct keur_text affix, words;

    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        affix = keur_setup_format(setup, "%s/%.*s.aff", folders[i], KEUR_ARGUMENT(language));
        words = keur_setup_format(setup, "%s/%.*s.dic", folders[i], KEUR_ARGUMENT(language));
        if (access(affix.bytes, R_OK) == 0 && access(words.bytes, R_OK) == 0)
            return Hunspell_create(affix.bytes, words.bytes);
    }
    keur_setup_error(setup, NULL,
                     "there is no dictionary of hunspell for \"%.*s\": install it (Debian has "
                     "hunspell-nl and hunspell-en-us), or name another in \"languages\"",
                     KEUR_ARGUMENT(language));
    return NULL;
}

struct dictionary *dictionary_open(keur_setup *setup, struct keur_texts languages)
{
    struct dictionary *dictionary = keur_setup_allocate(setup, sizeof(*dictionary));

    keur_setup_at_end(setup, release, dictionary);
    for (size_t i = 0; i < languages.count; i++) {
        if (!is_language(languages.items[i]) || i == LANGUAGE_COUNT) {
            keur_setup_error(setup, NULL, "\"%.*s\" is no language such as nl or en_US",
                             KEUR_ARGUMENT(languages.items[i]));
            return NULL;
        }
        Hunhandle *handle = open_one(setup, languages.items[i]);
        if (handle == NULL)
            return NULL;
        dictionary->handles[dictionary->count++] = handle;
    }
    if (dictionary->count > 0)
        return dictionary;
    keur_setup_error(setup, NULL, "\"languages\" names none");
    return NULL;
}

void dictionary_add(struct dictionary *dictionary, struct keur_text word)
{
    char bytes[WORD_BYTES];

    if (word.length == 0 || word.length >= sizeof(bytes))
        return;
    memcpy(bytes, word.bytes, word.length);
    bytes[word.length] = '\0';
    Hunspell_add(dictionary->handles[0], bytes);
}

bool dictionary_knows(const struct dictionary *dictionary, const char *word)
{
    for (size_t i = 0; i < dictionary->count; i++) {
        if (Hunspell_spell(dictionary->handles[i], word) != 0)
            return true;
    }
    return false;
}

bool dictionary_main_knows(const struct dictionary *dictionary, const char *word)
{
    return Hunspell_spell(dictionary->handles[0], word) != 0;
}

/* ---- Suggestions: words that are one slip of the pen away ----
 *
 * Hunspell's own suggestions take a tenth of a second in a language with compounds.  Letters left
 * out, doubled or in the wrong order are most of what happens (Damerau, A technique for computer
 * detection and correction of spelling errors, 1964); the likely slips are tried first. */

struct search {
    const struct dictionary *dictionary;
    const char *word;
    size_t seam; /* 0: it is no compound */
    char *made;
};

/* One part of the compound with another word in place of the other part: no better than it is. */
static bool is_compound_too(const struct search *search)
{
    size_t length = strlen(search->made), behind = strlen(search->word) - search->seam;
    char first[WORD_BYTES];

    if (strncmp(search->made, search->word, search->seam) == 0 &&
        dictionary_knows(search->dictionary, search->made + search->seam))
        return true;
    if (length <= behind ||
        strcmp(search->made + length - behind, search->word + search->seam) != 0)
        return false;
    memcpy(first, search->made, length - behind);
    first[length - behind] = '\0';
    return dictionary_knows(search->dictionary, first);
}

/* The word with `removed` bytes at `at` replaced. */
static bool try_word(const struct search *search, size_t at, size_t removed, const char *inserted)
{
    size_t length = strlen(search->word), added = strlen(inserted);
    const char *word = search->word;
    char *made = search->made;

    if (at + removed > length || length - removed + added >= WORD_BYTES)
        return false;
    memcpy(made, word, at);
    memcpy(made + at, inserted, added);
    memcpy(made + at + added, word + at + removed, length - at - removed + 1);
    if (search->seam == 0)
        return dictionary_knows(search->dictionary, made);
    return dictionary_main_knows(search->dictionary, made) && !is_compound_too(search);
}

static const char *const accented[] = {"\u00EB", "\u00E9", "\u00E8", "\u00EF",
                                       "\u00F6", "\u00FC", "\u00E7"};
static const char plain[] = "eeeiouc"; /* the letters that lack them */

static bool try_accent(const struct search *search)
{
    const char *word = search->word;

    for (size_t at = 0; word[at] != '\0'; at++) {
        for (size_t i = 0; i < strlen(plain); i++) {
            if (word[at] == plain[i] && try_word(search, at, 1, accented[i]))
                return true;
        }
    }
    return false;
}

static bool try_order(const struct search *search)
{
    const char *word = search->word;

    for (size_t at = 0; word[at] != '\0' && word[at + 1] != '\0'; at++) {
        const char swapped[] = {word[at + 1], word[at], '\0'};
        if (((word[at] | word[at + 1]) & 0x80) == 0 && word[at] != word[at + 1] &&
            try_word(search, at, 2, swapped))
            return true;
    }
    return false;
}

/* Letters put in (`removed` 0) or put in the place of one. */
static bool try_letters(const struct search *search, size_t removed)
{
    const char *word = search->word;

    for (size_t at = 1; word[at - 1] != '\0'; at++) {
        if ((word[at] & 0x80) != 0 || (removed == 1 && word[at] == '\0'))
            continue;
        for (int letter = 'a'; letter <= 'z'; letter++) {
            const char inserted[] = {(char)letter, '\0'};
            if (letter != word[at] && try_word(search, at, removed, inserted))
                return true;
        }
    }
    return false;
}

static bool try_less(const struct search *search)
{
    const char *word = search->word;

    for (size_t at = 0; word[at] != '\0'; at++) {
        if ((word[at] & 0x80) == 0 && try_word(search, at, 1, ""))
            return true;
    }
    return false;
}

bool dictionary_suggest(const struct dictionary *dictionary, const char *word, size_t seam,
                        char *made)
{
    const struct search search = {dictionary, word, seam, made};

    return strlen(word) >= LEAST_BYTES &&
           (try_accent(&search) || try_order(&search) || try_letters(&search, 0) ||
            try_less(&search) || try_letters(&search, 1));
}
