#include "grams.h"

#include <string.h>

enum { GRAM_BITS = 16 };

struct grams {
    uint64_t bits[(1 << GRAM_BITS) / 64];
};

static uint32_t lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint32_t)(byte | 0x20) : (unsigned char)byte;
}

/* Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4). */
static uint32_t gram_hash(uint32_t gram)
{
    return (gram * 2654435769U) >> (32 - GRAM_BITS);
}

static struct grams *make(keur_run *run, struct keur_text source)
{
    struct grams *grams = keur_allocate(run, sizeof(*grams));
    uint32_t gram = 0;

    for (size_t i = 0; i < source.length; i++) {
        gram = (gram << 8 | lower(source.bytes[i])) & 0xFFFFFF;
        uint32_t hash = gram_hash(gram);
        grams->bits[hash / 64] |= (uint64_t)1 << hash % 64;
    }
    return grams;
}

bool grams_may_hold(keur_run *run, const keur_document *document, struct keur_text text)
{
    void **kept = keur_keep(run);
    uint32_t gram = 0;

    if (text.length < 3)
        return true;
    if (*kept == NULL)
        *kept = make(run, keur_source(document));
    const struct grams *grams = *kept;
    for (size_t i = 0; i < text.length; i++) {
        gram = (gram << 8 | lower(text.bytes[i])) & 0xFFFFFF;
        uint32_t hash = gram_hash(gram);
        if (i >= 2 && (grams->bits[hash / 64] >> hash % 64 & 1) == 0)
            return false;
    }
    return true;
}

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

struct keur_text grams_of_term(struct keur_text term)
{
    struct keur_text longest = {term.bytes, 0};

    for (size_t i = 0, begin = 0; i <= term.length; i++) {
        if (i < term.length && is_word_byte(term.bytes[i]))
            continue;
        if (i - begin > longest.length)
            longest = (struct keur_text){term.bytes + begin, i - begin};
        begin = i + 1;
    }
    return longest;
}

/* ---- Patterns ---- */

static bool is_optional(struct keur_text pattern, size_t at)
{
    if (at >= pattern.length)
        return false;
    return pattern.bytes[at] == '?' || pattern.bytes[at] == '*' || pattern.bytes[at] == '{';
}

/* Behind a character class that begins at `at`. */
static size_t class_end(struct keur_text pattern, size_t at)
{
    size_t i = at + 1;

    i += i < pattern.length && pattern.bytes[i] == '^';
    i += i < pattern.length && pattern.bytes[i] == ']';
    for (; i < pattern.length && pattern.bytes[i] != ']'; i++)
        i += pattern.bytes[i] == '\\';
    return i + 1;
}

/* Behind an escape that begins at `at`; escapes with an argument in braces too. */
static size_t escape_end(struct keur_text pattern, size_t at)
{
    if (at + 2 < pattern.length && pattern.bytes[at + 2] == '{') {
        const char *brace = memchr(pattern.bytes + at, '}', pattern.length - at);
        return brace == NULL ? pattern.length : (size_t)(brace - pattern.bytes) + 1;
    }
    bool has_argument =
        at + 1 < pattern.length && (pattern.bytes[at + 1] == 'p' || pattern.bytes[at + 1] == 'P');
    return at + 2 + has_argument;
}

/* Behind the number of times, "{2,3}", that begins at `at`. */
static size_t times_end(struct keur_text pattern, size_t at)
{
    size_t i = at + 1;

    while (i < pattern.length && strchr("0123456789,", pattern.bytes[i]) != NULL)
        i++;
    return i < pattern.length && pattern.bytes[i] == '}' ? i + 1 : at + 1;
}

/* Behind what is no letter or digit, and begins at `at`. */
static size_t other_end(struct keur_text pattern, size_t at)
{
    switch (pattern.bytes[at]) {
    case '[':
        return class_end(pattern, at);
    case '\\':
        return escape_end(pattern, at);
    case '{':
        return times_end(pattern, at);
    default:
        return at + 1;
    }
}

/* Alternatives, quoted parts, numbers of characters and groups, flags and comments make it hard to
 * see what every match holds. */
static bool is_hard(struct keur_text pattern)
{
    for (size_t i = 0; i + 1 < pattern.length; i++) {
        char next = pattern.bytes[i + 1];
        if (pattern.bytes[i] == '\\' && strchr("QExoNgkc0123456789", next) != NULL)
            return true;
        if (pattern.bytes[i] == '(' && next == '*')
            return true;
        if (pattern.bytes[i] == '(' && next == '?' &&
            (i + 2 == pattern.length || strchr(":=!<>", pattern.bytes[i + 2]) == NULL))
            return true;
    }
    return false;
}

struct keur_text grams_of_pattern(struct keur_text pattern, bool *ret_has_any_case)
{
    struct keur_text longest = {pattern.bytes, 0};
    size_t begin = 0, depth = 0;

    *ret_has_any_case = pattern.length > 4 && memcmp(pattern.bytes, "(?i)", 4) == 0;
    if (*ret_has_any_case)
        pattern = (struct keur_text){pattern.bytes + 4, pattern.length - 4};
    if (is_hard(pattern))
        return longest;
    for (size_t i = 0; i <= pattern.length;) {
        char byte = i < pattern.length ? pattern.bytes[i] : '\0';
        if (depth == 0 && is_word_byte(byte) && !is_optional(pattern, i + 1)) {
            i++;
            continue;
        }
        if (depth == 0 && byte == '|')
            return (struct keur_text){pattern.bytes, 0};
        if (depth == 0 && i > begin && i - begin > longest.length)
            longest = (struct keur_text){pattern.bytes + begin, i - begin};
        depth += byte == '(';
        depth -= byte == ')' && depth > 0;
        i = i < pattern.length ? other_end(pattern, i) : i + 1;
        begin = i;
    }
    return longest;
}
