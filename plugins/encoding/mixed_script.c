/* encoding/mixed-script: a letter of another script that looks like the one that was meant. */
#include <string.h>

#include "encoding.h"

/* Pairs of Latin letters and what looks like them, a small part of Unicode's confusables.txt (UTS
 * #39): letters that share their shape in all common typefaces.  Greek small letters that formulas
 * use are left out. */
static const struct pair {
    char latin;
    uint16_t cyrillic, greek; /* 0: none */
} pairs[] = {
    {'A', 0x410, 0x391}, {'B', 0x412, 0x392}, {'C', 0x421, 0},     {'E', 0x415, 0x395},
    {'H', 0x41D, 0x397}, {'I', 0x406, 0x399}, {'J', 0x408, 0},     {'K', 0x41A, 0x39A},
    {'M', 0x41C, 0x39C}, {'N', 0, 0x39D},     {'O', 0x41E, 0x39F}, {'P', 0x420, 0x3A1},
    {'S', 0x405, 0},     {'T', 0x422, 0x3A4}, {'X', 0x425, 0x3A7}, {'Y', 0, 0x3A5},
    {'Z', 0, 0x396},     {'a', 0x430, 0},     {'c', 0x441, 0},     {'e', 0x435, 0},
    {'i', 0x456, 0},     {'j', 0x458, 0},     {'o', 0x43E, 0x3BF}, {'p', 0x440, 0},
    {'s', 0x455, 0},     {'x', 0x445, 0},     {'y', 0x443, 0},
};

enum script { LATIN, CYRILLIC, GREEK, MATHEMATICAL, FULL_WIDTH, OTHER, SCRIPTS };

static const char *const names[SCRIPTS] = {"Latin",        "Cyrillic",   "Greek",
                                           "mathematical", "full width", ""};

/* The ASCII letter of which a mathematical or full width one is a form; 0 when there is none. */
static uint32_t plain_of(uint32_t letter)
{
    if (0x1D400 <= letter && letter < 0x1D6A4) /* alphabets of 52 letters */
        return (letter - 0x1D400) % 52 + ((letter - 0x1D400) % 52 < 26 ? 'A' : 'a' - 26);
    bool is_full_width =
        (0xFF21 <= letter && letter <= 0xFF3A) || (0xFF41 <= letter && letter <= 0xFF5A);
    return is_full_width ? letter - 0xFF21 + 'A' : 0;
}

static enum script script_of(uint32_t letter)
{
    if (letter < 0x250 || (0x1E00 <= letter && letter < 0x1F00))
        return LATIN;
    if (0x370 <= letter && letter < 0x400)
        return GREEK;
    if (plain_of(letter) != 0)
        return letter < 0x10000 ? FULL_WIDTH : MATHEMATICAL;
    return 0x400 <= letter && letter < 0x530 ? CYRILLIC : OTHER;
}

/* The letter of a script that looks like this one; 0 when there is none.  A Latin I among Cyrillic
 * letters is the palochka of Caucasian languages. */
static uint32_t twin_of(uint32_t letter, enum script wanted)
{
    if (letter == 'I' && wanted == CYRILLIC)
        return 0;
    if (plain_of(letter) != 0)
        return wanted == LATIN ? plain_of(letter) : 0;
    if (wanted > GREEK)
        return 0;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        const uint32_t letters[] = {(unsigned char)pairs[i].latin, pairs[i].cyrillic,
                                    pairs[i].greek};
        if (letters[script_of(letter)] == letter)
            return letters[wanted];
    }
    return 0;
}

struct counts {
    size_t of[SCRIPTS];
};

static struct counts count(struct keur_text text, struct keur_span span)
{
    struct counts counts = {{0}};
    uint32_t character;
    for (size_t at = span.begin; at < span.end; at += keur_decode(text, at, &character)) {
        uint32_t letter = character_at(text, at);
        if (is_letter(letter))
            counts.of[script_of(letter)]++;
    }
    return counts;
}

static enum script most_of(const struct counts *counts)
{
    enum script most = LATIN;
    for (enum script script = CYRILLIC; script < OTHER; script++)
        if (counts->of[script] > counts->of[most])
            most = script;
    return most;
}

/* The letters around `at`, nothing else. */
static struct keur_span letters_around(struct keur_text text, size_t at)
{
    enum { LETTERS_MOST = 64 };
    struct keur_span span = {at, at};
    uint32_t character;
    for (int i = 0; i < LETTERS_MOST && is_letter(character_before(text, span.begin)); i++)
        span.begin = step_back(text, span.begin);
    for (int i = 0; i < LETTERS_MOST && is_letter(character_at(text, span.end)); i++)
        span.end += keur_decode(text, span.end, &character);
    return span;
}

/* The word with each letter of another script put right; false when one has no twin. */
static bool repair(struct keur_text text, struct keur_span word, enum script script, char *bytes,
                   size_t *ret_length)
{
    uint32_t character;
    *ret_length = 0;
    for (size_t at = word.begin; at < word.end; at += keur_decode(text, at, &character)) {
        uint32_t letter = character_at(text, at);
        if (script_of(letter) != script)
            letter = script_of(letter) == OTHER ? 0 : twin_of(letter, script);
        if (letter == 0)
            return false;
        *ret_length += character_write(letter, bytes + *ret_length);
    }
    return true;
}

/* The script that the word is meant in.  A tie goes to the line; and a word in one script within a
 * line of another takes endings of the line's, as PDFа does, which are no mistake. */
static bool find_script(struct keur_text text, struct keur_span word, struct keur_span line,
                        enum script *ret_script)
{
    struct counts in_word = count(text, word), in_line = count(text, line);
    enum script most = most_of(&in_word), around = most_of(&in_line);
    size_t total = 0;
    for (enum script script = LATIN; script < OTHER; script++)
        total += in_word.of[script];
    if (in_word.of[most] == total || in_word.of[OTHER] > 0)
        return false;
    if (in_word.of[most] * 2 == total)
        most = around;
    uint32_t last = character_before(text, word.end);
    *ret_script = most;
    return in_word.of[most] * 2 >= total && (most == around || script_of(last) == most);
}

static void report(keur_run *run, struct keur_text text, struct keur_span word, size_t first,
                   enum script script)
{
    char *bytes = keur_allocate(run, (word.end - word.begin) * 2 + 1);
    size_t length;
    uint32_t character;
    if (!repair(text, word, script, bytes, &length))
        return;
    size_t end = first + keur_decode(text, first, &character);
    struct keur_edit edit = {.span = word, .replacement = {bytes, length}, .safety = KEUR_SAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    keur_report_details(run, (struct keur_span){first, end}, &details,
                        "U+%04X in \"%.*s\" is a %s letter that only looks like the %s one; type "
                        "the word in one script",
                        (unsigned)character, (int)(word.end - word.begin), text.bytes + word.begin,
                        names[script_of(character)], names[script]);
}

/* The first letter of another script. */
static size_t first_other(struct keur_text text, struct keur_span word, enum script script)
{
    uint32_t character;
    size_t at = word.begin;
    while (at < word.end && script_of(character_at(text, at)) == script)
        at += keur_decode(text, at, &character);
    return at;
}

/* Part of a formula, or a number as in 𝑛th; or a foreign letter at the word's end beside a sign,
 * which is rather UTF-8 that was misread: encoding/mojibake tells of it. */
static bool is_excused(struct keur_text text, struct keur_span word, size_t other)
{
    enum { ORDINAL_MOST = 3 }; /* bytes */
    uint32_t before = character_before(text, word.begin), after = character_at(text, word.end);
    uint32_t character;
    size_t end = other + keur_decode(text, other, &character);
    bool is_ordinal = script_of(character) == MATHEMATICAL && other == word.begin &&
                      word.end - end <= ORDINAL_MOST;
    return is_ordinal || before == '\\' || after == '\\' || before == '$' || after == '$' ||
           (other == word.begin && before >= 0x80) || (end == word.end && after >= 0x80);
}

static bool is_ascii_letter(struct keur_text text, size_t at)
{
    unsigned char small = at < text.length ? (unsigned char)text.bytes[at] | 0x20 : 0;
    return 'a' <= small && small <= 'z';
}

/* A letter beyond ASCII that an ASCII one touches, at or behind `at`. */
static size_t next_touching(struct keur_text text, size_t at)
{
    while ((at = skip_ascii(text, at)) < text.length) {
        if (at > 0 && is_ascii_letter(text, at - 1))
            return at;
        while (at < text.length && (unsigned char)text.bytes[at] >= 0x80)
            at++;
        if (is_ascii_letter(text, at))
            return step_back(text, at);
    }
    return text.length;
}

/* Says whether there is a finding in the word. */
static bool look_at(keur_run *run, const keur_document *document, struct keur_span word, size_t at)
{
    struct keur_text source = keur_source(document);
    struct keur_span line = keur_line(document, keur_line_at(document, at));
    enum script script;
    if (!find_script(source, word, line, &script))
        return false;
    size_t other = first_other(source, word, script);
    if (is_excused(source, word, other))
        return false;
    report(run, source, word, other, script);
    return true;
}

static void mixed_script_run(keur_run *run, const keur_document *document)
{
    const struct code_options *options = keur_options(run);
    const struct survey *survey = survey_of(run, document);
    struct keur_text source = keur_source(document);
    struct code_cursor code = code_begin(document);
    uint64_t others = lead_bit(0xEF) | lead_bit(0xF0);
    for (unsigned char lead = 0xCD; lead <= 0xD3; lead++)
        others |= lead_bit(lead);
    if (survey->is_utf16 || (survey->leads & others) == 0)
        return;
    size_t findings = 0, at = 0;
    while (findings < FINDINGS_MOST && (at = next_touching(source, at)) < source.length) {
        uint32_t letter;
        size_t length = keur_decode(source, at, &letter);
        struct keur_span word = {at, at + length};
        if (is_letter(letter) && script_of(letter) != OTHER) {
            word = letters_around(source, at);
            if (options->code || !code_holds(&code, at))
                findings += look_at(run, document, word, at);
        }
        at = word.end > at ? word.end : at + length;
    }
}

const struct keur_check mixed_script_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/mixed-script",
    .summary = "No word has letters of another script that only look like its own.",
    .options = code_options_table,
    .options_size = sizeof(struct code_options),
    .run = mixed_script_run,
    .needs_only_bytes = true,
};
