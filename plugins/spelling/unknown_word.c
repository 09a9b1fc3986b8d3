/* spelling/unknown-word: every word stands in a dictionary, or in the word list of the project. */
#include <stdlib.h>
#include <string.h>

#include "compounds.h"
#include "dictionary.h"
#include "spelling.h"
#include "words.h"

enum { SUGGESTION_COUNT = 40 };

struct options {
    struct keur_texts languages, keys;
    const struct keur_value *words;
    struct keur_text glossary;
    bool is_every, checks_names;
};

static const struct keur_option options[] = {
    {.name = "languages",
     .type = KEUR_OPTION_TEXTS,
     .offset = offsetof(struct options, languages),
     .fallback = "[nl, en_US]",
     .summary = "dictionaries of hunspell; a word that one of them knows is right, and the first "
                "one suggests"},
    {.name = "words",
     .type = KEUR_OPTION_TREE,
     .offset = offsetof(struct options, words),
     .summary = "words of the project: a list, or a .yaml file that holds one"},
    {.name = "glossary",
     .type = KEUR_OPTION_TEXT,
     .offset = offsetof(struct options, glossary),
     .summary =
         "path of a file with abbreviations, \"*[term]: explanation\", whose terms are words "
         "of the project"},
    {.name = "keys",
     .type = KEUR_OPTION_TEXTS,
     .offset = offsetof(struct options, keys),
     .fallback = "[title, toelichting, summary, description]",
     .summary = "front matter keys whose text is looked at"},
    {.name = "names",
     .type = KEUR_OPTION_BOOLEAN,
     .offset = offsetof(struct options, checks_names),
     .summary = "words with a capital within a sentence too"},
    {.name = "every",
     .type = KEUR_OPTION_BOOLEAN,
     .offset = offsetof(struct options, is_every),
     .summary = "each place of a word, not only the first in a document"},
    {0},
};

static void add_words(struct dictionary *dictionary, struct keur_text text)
{
    for (size_t at = 0; at < text.length;) {
        size_t end = at;
        while (end < text.length && strchr(" \t\n", text.bytes[end]) == NULL)
            end++;
        dictionary_add(dictionary, (struct keur_text){text.bytes + at, end - at});
        at = end + 1;
    }
}

/* A file of another kind than those that are read would be taken for a word. */
static bool is_other_file(const struct keur_value *words)
{
    struct keur_text text = words->text;
    return words->kind == KEUR_STRING && text.length > 4 &&
           memchr(text.bytes, '\n', text.length) == NULL &&
           (memchr(text.bytes, '/', text.length) != NULL ||
            memcmp(text.bytes + text.length - 4, ".txt", 4) == 0 ||
            memcmp(text.bytes + text.length - 4, ".dic", 4) == 0);
}

/* A glossary may write all terms with a capital. */
static void add_word(struct dictionary *dictionary, struct keur_text text, struct keur_span word)
{
    char lower[WORD_BYTES];
    struct keur_text bytes = {text.bytes + word.begin, word.end - word.begin};

    dictionary_add(dictionary, bytes);
    if (bytes.bytes[0] < 'A' || bytes.bytes[0] > 'Z' || bytes.length >= sizeof(lower))
        return;
    memcpy(lower, bytes.bytes, bytes.length);
    lower[0] = (char)(lower[0] | 0x20);
    dictionary_add(dictionary, (struct keur_text){lower, bytes.length});
}

/* The words of a term, and of what it stands for, if that is a name and no explanation. */
static void add_term(struct dictionary *dictionary, struct keur_text line)
{
    enum { NAME_WORDS = 6 };
    struct keur_span found[NAME_WORDS], word;
    size_t end = 2, count = 0;

    while (end < line.length && line.bytes[end] != ']')
        end++;
    struct keur_text term = {line.bytes + 2, end - 2};
    struct keur_text rest = {line.bytes + end, line.length - end};
    for (size_t at = 0; words_next(term, &at, &word);)
        add_word(dictionary, term, word);
    for (size_t at = 0; words_next(rest, &at, &word); count++) {
        if (count == NAME_WORDS)
            return;
        found[count] = word;
    }
    while (count-- > 0)
        add_word(dictionary, rest, found[count]);
}

static void add_glossary(keur_setup *setup, struct dictionary *dictionary, struct keur_text path)
{
    struct keur_text text = keur_setup_project_text(setup, keur_setup_place(setup), path);

    for (size_t at = 0; at < text.length;) {
        const char *ending = memchr(text.bytes + at, '\n', text.length - at);
        size_t end = ending == NULL ? text.length : (size_t)(ending - text.bytes);
        struct keur_text line = {text.bytes + at, end - at};
        if (line.length > 2 && memcmp(line.bytes, "*[", 2) == 0)
            add_term(dictionary, line);
        at = end + 1;
    }
}

static const void *prepare(keur_setup *setup, const void *filled)
{
    const struct options *given = filled;
    struct dictionary *dictionary = dictionary_open(setup, given->languages);

    if (dictionary != NULL && given->glossary.length > 0)
        add_glossary(setup, dictionary, given->glossary);
    if (dictionary == NULL || given->words == NULL)
        return dictionary;
    if (is_other_file(given->words)) {
        keur_setup_error(setup, given->words,
                         "\"%.*s\" is no word; a file of words is named .yaml, and may hold one on "
                         "each line",
                         KEUR_ARGUMENT(given->words->text));
        return dictionary;
    }
    if (given->words->kind == KEUR_STRING)
        add_words(dictionary, given->words->text);
    for (const struct keur_value *word = given->words->first_child; word != NULL; word = word->next)
        add_words(dictionary, word->text);
    return dictionary;
}

/* ---- One document ---- */

/* Hashes of the words that were told, in a table with open addressing that is never full. */
struct told {
    uint64_t *items;
    size_t capacity, count;
};

struct work {
    keur_run *run;
    const keur_document *document;
    struct told told;
    size_t suggestions; /* they cost more than all else */
};

static uint64_t hash_of(struct keur_text word)
{
    uint64_t hash = 14695981039346656037U; /* FNV-1a */

    for (size_t i = 0; i < word.length; i++)
        hash = (hash ^ (unsigned char)word.bytes[i]) * 1099511628211U;
    return hash | 1;
}

static bool told_add(struct work *work, struct keur_text word)
{
    struct told *told = &work->told;
    uint64_t hash = hash_of(word);

    if (told->count * 2 >= told->capacity) {
        struct told larger = {.capacity = told->capacity == 0 ? 64 : told->capacity * 2};
        larger.items = keur_allocate(work->run, larger.capacity * sizeof(*larger.items));
        for (size_t i = 0; i < told->capacity; i++) {
            size_t at = told->items[i] % larger.capacity;
            while (told->items[i] != 0 && larger.items[at] != 0)
                at = (at + 1) % larger.capacity;
            if (told->items[i] != 0)
                larger.items[at] = told->items[i];
        }
        larger.count = told->count;
        *told = larger;
    }
    size_t at = hash % told->capacity;
    while (told->items[at] != 0 && told->items[at] != hash)
        at = (at + 1) % told->capacity;
    bool is_new = told->items[at] == 0;
    told->items[at] = hash;
    told->count += is_new;
    return is_new;
}

/* Ends in NUL; typewriter apostrophes, as dictionaries have them, and no soft hyphens. */
static bool as_in_dictionary(struct keur_text word, char *buffer)
{
    size_t length = 0;

    if (word.length >= WORD_BYTES)
        return false;
    for (size_t i = 0; i < word.length; i++) {
        if (word.length - i >= 3 && memcmp(word.bytes + i, "\u2019", 3) == 0) {
            buffer[length++] = '\'';
            i += 2;
        } else if (word.length - i >= 2 && memcmp(word.bytes + i, "\u00AD", 2) == 0) {
            i += 1;
        } else {
            buffer[length++] = word.bytes[i];
        }
    }
    buffer[length] = '\0';
    return true;
}

/* Dutch stresses a word by acute accents: "n\u00EDet". */
static bool knows_unstressed(const struct dictionary *dictionary, const char *word)
{
    static const char *const stressed[] = {"\u00E1", "\u00E9", "\u00ED", "\u00F3", "\u00FA"};
    char made[WORD_BYTES];
    size_t length = 0;

    while (*word != '\0') {
        size_t i = 0;
        while (i < 5 && strncmp(word, stressed[i], 2) != 0)
            i++;
        made[length++] = i < 5 ? "aeiou"[i] : *word;
        word += i < 5 ? 2 : 1;
    }
    made[length] = '\0';
    return dictionary_knows(dictionary, made);
}

/* A dictionary of American English has "license", "authorized" and "standardization". */
static bool knows_american(const struct dictionary *dictionary, const char *word)
{
    static const struct {
        const char *british, *american;
    } spellings[] = {{"ence", "ense"}, {"isa", "iza"}, {"ise", "ize"}, {"isi", "izi"}};
    char made[WORD_BYTES];

    for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
        const char *found = strstr(word, spellings[i].british);
        if (found == NULL)
            continue;
        size_t length = strlen(word), at = (size_t)(found - word);
        memcpy(made, word, length + 1);
        memcpy(made + at, spellings[i].american, strlen(spellings[i].american));
        if (dictionary_knows(dictionary, made))
            return true;
    }
    return false;
}

static bool is_known(const struct dictionary *dictionary, const char *word)
{
    return dictionary_knows(dictionary, word) || compound_parts_are_known(dictionary, word) ||
           knows_unstressed(dictionary, word) || knows_american(dictionary, word);
}

/* A word that is in no dictionary. */
struct unknown {
    char word[WORD_BYTES];      /* as it was looked up */
    char suggested[WORD_BYTES]; /* empty when nothing is near */
};

static void report(struct work *work, struct keur_span place, struct keur_text word,
                   const struct unknown *unknown)
{
    struct keur_edit edit = {.span = place, .safety = KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit};

    if (unknown->suggested[0] == '\0') {
        keur_report(work->run, place,
                    "\"%.*s\" is in no dictionary: correct it, or add it to the words of the "
                    "project",
                    KEUR_ARGUMENT(word));
        return;
    }
    edit.replacement = keur_format(work->run, "%s", unknown->suggested);
    details.edit_count = keur_text_equals(keur_slice(work->document, place), word);
    keur_report_details(work->run, place, &details,
                        "\"%.*s\" is in no dictionary; did you mean \"%s\"?", KEUR_ARGUMENT(word),
                        unknown->suggested);
}

/* Suggestions cost more than all else, so there is an end to them; without one a compound of two
 * words is taken for right. */
static bool is_unknown(struct work *work, struct unknown *unknown)
{
    const struct dictionary *dictionary = keur_prepared(work->run);
    size_t seam = compound_seam(dictionary, unknown->word);
    bool has_suggestion =
        work->suggestions++ < SUGGESTION_COUNT &&
        dictionary_suggest(dictionary, unknown->word, seam, unknown->suggested) &&
        (seam == 0 || dictionary_suggest(dictionary, unknown->word, 0, unknown->suggested));

    if (!has_suggestion)
        unknown->suggested[0] = '\0';
    return has_suggestion || seam == 0;
}

/* "bijv.": a few letters and a full stop. */
static bool is_abbreviation(struct keur_text text, struct keur_span word)
{
    return word.end - word.begin <= 4 && word.end < text.length && text.bytes[word.end] == '.';
}

static bool is_known_at(const struct dictionary *dictionary, struct keur_text text, size_t at)
{
    char looked_up[WORD_BYTES];
    struct keur_span word;
    size_t next = at;

    return !words_next(text, &next, &word) || word.begin != at ||
           !as_in_dictionary((struct keur_text){text.bytes + word.begin, word.end - word.begin},
                             looked_up) ||
           is_known(dictionary, looked_up);
}

/* "Dwork, C.", "C. Dwork", "Kaiyang Zhou": names where a sentence may begin. */
static bool is_person(const struct dictionary *dictionary, struct keur_text text,
                      struct keur_span word)
{
    size_t at = word.end + (word.end < text.length && text.bytes[word.end] == ',');

    if (!words_is_capital(text, word.begin))
        return false;
    if (words_cite(text, word))
        return true;
    if (at + 2 >= text.length || text.bytes[at] != ' ' || !words_is_capital(text, at + 1))
        return false;
    return text.bytes[at + 2] == '.' || !is_known_at(dictionary, text, at + 1);
}

static bool is_wrong(struct work *work, struct keur_text text, struct keur_span word,
                     struct unknown *unknown)
{
    const struct options *given = keur_options(work->run);
    const struct dictionary *dictionary = keur_prepared(work->run);
    struct keur_text bytes = {text.bytes + word.begin, word.end - word.begin};

    if (is_abbreviation(text, word) || !as_in_dictionary(bytes, unknown->word) ||
        (!given->checks_names && words_is_name(text, word)) ||
        is_known(dictionary, unknown->word) ||
        (!given->checks_names && is_person(dictionary, text, word)))
        return false;
    return (given->is_every || told_add(work, bytes)) && is_unknown(work, unknown);
}

static void check_prose(struct work *work, const struct keur_prose *prose)
{
    struct unknown unknown;
    struct keur_span word;

    for (size_t at = 0; words_next(prose->text, &at, &word);) {
        struct keur_text bytes = {prose->text.bytes + word.begin, word.end - word.begin};
        if (is_wrong(work, prose->text, word, &unknown))
            report(work, keur_prose_span(work->document, prose, word), bytes, &unknown);
    }
}

/* Bytes of the source: Mermaid, and values of front matter that stand there as they read. */
static void check_source(struct work *work, struct keur_span span)
{
    struct keur_text text = keur_slice(work->document, span);
    struct unknown unknown;
    struct keur_span word;

    for (size_t at = 0; words_next(text, &at, &word);) {
        struct keur_text bytes = {text.bytes + word.begin, word.end - word.begin};
        struct keur_span place = {span.begin + word.begin, span.begin + word.end};
        if (is_wrong(work, text, word, &unknown))
            report(work, place, bytes, &unknown);
    }
}

static void check_front_matter(struct work *work)
{
    const struct options *given = keur_options(work->run);
    const struct keur_value *root = keur_front_matter(work->document)->root;
    const struct keur_value *value = root == NULL ? NULL : root->first_child;

    for (; value != NULL; value = value->next) {
        for (size_t i = 0; i < given->keys.count && value->kind == KEUR_STRING; i++) {
            if (keur_text_equals(given->keys.items[i], value->key))
                check_source(work, value->span);
        }
    }
}

/* Labels of a diagram stand between quotes. */
static void check_mermaid(struct work *work, const struct keur_node *node)
{
    struct keur_text text = keur_slice(work->document, node->content);
    size_t open = text.length;

    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\n') {
            open = text.length;
        } else if (text.bytes[i] == '"' && open < text.length) {
            check_source(
                work, (struct keur_span){node->content.begin + open + 1, node->content.begin + i});
            open = text.length;
        } else if (text.bytes[i] == '"') {
            open = i;
        }
    }
}

static void check_nodes(struct work *work)
{
    static const struct keur_text mermaid = {"mermaid", 7};

    for (const struct keur_node *node = keur_root(work->document); node != NULL;
         node = keur_following(node)) {
        if (node->kind == KEUR_NODE_CODE_BLOCK &&
            keur_text_equals(keur_text_trim(node->text), mermaid))
            check_mermaid(work, node);
    }
}

/* The words of a name such as 2-owp-01-ontwerp.md, between hyphens. */
static void check_file_name(struct work *work)
{
    struct keur_text path = keur_path(work->document);
    size_t begin = path.length, end = path.length;
    char looked_up[WORD_BYTES];

    while (begin > 0 && path.bytes[begin - 1] != '/')
        begin--;
    while (end > begin && path.bytes[end - 1] != '.')
        end--;
    for (size_t at = begin; at < end; at++) {
        size_t stop = at;
        while (stop < end && strchr("-_ .", path.bytes[stop]) == NULL)
            stop++;
        struct keur_text part = {path.bytes + at, stop - at};
        struct keur_span word;
        size_t from = 0;
        if (part.length > 3 && words_next(part, &from, &word) && word.end == part.length &&
            word.begin == 0 && as_in_dictionary(part, looked_up) &&
            !dictionary_knows(keur_prepared(work->run), looked_up) &&
            compound_seam(keur_prepared(work->run), looked_up) == 0 && told_add(work, part))
            keur_report(work->run, (struct keur_span){0, 0},
                        "\"%.*s\" in the name of the file is in no dictionary",
                        KEUR_ARGUMENT(part));
        at = stop;
    }
}

static void check(keur_run *run, const keur_document *document)
{
    struct work work = {.run = run, .document = document};
    const struct keur_prose *prose;

    check_front_matter(&work);
    for (size_t i = 0; (prose = keur_prose(document, i)) != NULL; i++)
        check_prose(&work, prose);
    check_nodes(&work);
    check_file_name(&work);
}

const struct keur_check check_unknown_word = {
    .size = sizeof(struct keur_check),
    .id = "spelling/unknown-word",
    .summary = "Every word stands in a dictionary, or in the word list of the project.",
    .options = options,
    .options_size = sizeof(struct options),
    .prepare = prepare,
    .run = check,
    .reads_prose = true,
};
