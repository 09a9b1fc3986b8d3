#include "value.h"

#include <string.h>

#include "decimal.h"

const struct keur_value *value_following(const struct keur_value *value)
{
    if (value->first_child != NULL)
        return value->first_child;
    while (value != NULL && value->next == NULL)
        value = value->parent;
    return value == NULL ? NULL : value->next;
}

const struct keur_value *value_child(const struct keur_value *map, struct keur_text key)
{
    const struct keur_value *found = NULL;

    for (const struct keur_value *child = map->first_child; child != NULL; child = child->next) {
        if (child->key.length == key.length &&
            (key.length == 0 || memcmp(child->key.bytes, key.bytes, key.length) == 0))
            found = child;
    }
    return found;
}

bool value_is_elsewhere(const struct keur_value *value)
{
    return value->parent != NULL && value_place(value).begin < value->parent->span.begin;
}

long long value_length(const struct keur_value *value)
{
    long long length = 0;
    uint32_t code_point;

    for (size_t at = 0; at < value->text.length; length++)
        at += keur_decode(value->text, at, &code_point);
    return length;
}

/* In ASCII. */
static bool is_visible(unsigned char byte)
{
    return byte > ' ' && byte < 0x7F;
}

static bool is_letter_or_digit(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

/* Notes the character beyond ASCII at `at`, and returns the place behind it. */
static size_t note_character(struct keur_text text, size_t at, bool *is_in_word, size_t *words)
{
    uint32_t code_point;
    size_t length = keur_decode(text, at, &code_point);
    const char *category = code_point == UINT32_MAX ? "Cn" : keur_category(code_point);

    if (category[0] == 'Z' || category[0] == 'C') {
        *is_in_word = false;
    } else if (!*is_in_word && (category[0] == 'L' || category[0] == 'N')) {
        *is_in_word = true;
        ++*words;
    }
    return at + length;
}

size_t value_words(const struct keur_value *value)
{
    struct keur_text text = value->text;
    size_t words = 0;
    bool is_in_word = false;

    for (size_t at = 0; at < text.length;) {
        unsigned char byte = (unsigned char)text.bytes[at];
        if (byte >= 0x80) {
            at = note_character(text, at, &is_in_word, &words);
            continue;
        }
        at++; /* as its category says, which costs a call */
        if (!is_visible(byte)) {
            is_in_word = false;
            continue;
        }
        if (!is_in_word && is_letter_or_digit(byte)) {
            is_in_word = true;
            words++;
        }
        while (is_in_word && at < text.length && is_visible((unsigned char)text.bytes[at]))
            at++;
    }
    return words;
}

bool value_ends_in_period(const struct keur_value *value)
{
    static const char *const abbreviations[] = {"enz", "etc", "incl", "excl", "jl", "nr", "art"};
    struct keur_text text = keur_text_trim(value->text);
    size_t begin;

    if (text.length < 2 || text.bytes[text.length - 1] != '.')
        return false;
    text.length--;
    for (begin = text.length; begin > 0 && text.bytes[begin - 1] != ' '; begin--) {
        if (text.bytes[begin - 1] == '.') /* "B.V.", "e.a.", "..." */
            return false;
    }
    struct keur_text word = {text.bytes + begin, text.length - begin};
    for (size_t i = 0; i < sizeof(abbreviations) / sizeof(abbreviations[0]); i++) {
        if (text_equals_word(word, abbreviations[i]))
            return false;
    }
    return true;
}

bool value_is_true(const struct keur_value *value)
{
    return value->text.length > 0 && (value->text.bytes[0] == 't' || value->text.bytes[0] == 'T');
}

bool text_equals_word(struct keur_text text, const char *word)
{
    return text.length == strlen(word) && memcmp(text.bytes, word, text.length) == 0;
}

static uint64_t digest_bytes(uint64_t digest, const void *data, size_t length)
{
    const unsigned char *bytes = data;

    for (size_t i = 0; i < length; i++)
        digest = (digest ^ bytes[i]) * UINT64_C(0x100000001b3);
    return digest;
}

/* Spreads what FNV leaves in the low bits, so that sums of digests stay distinct. */
static uint64_t digest_mix(uint64_t digest)
{
    digest = (digest ^ digest >> 32) * UINT64_C(0xd6e8feb86659fd93);
    digest = (digest ^ digest >> 32) * UINT64_C(0xd6e8feb86659fd93);
    return digest ^ digest >> 32;
}

static uint64_t digest_scalar(const struct keur_value *value)
{
    uint64_t digest = UINT64_C(0xcbf29ce484222325) + (uint64_t)value->kind;
    struct decimal number;

    decimal_read(value, &number);
    if (number.is_number)
        return UINT64_C(0xcbf29ce484222325) + KEUR_INTEGER + decimal_digest(&number);
    if (value->kind == KEUR_NULL)
        return digest;
    if (value->kind == KEUR_BOOLEAN) /* True is true */
        return digest * 2 + value_is_true(value);
    return digest_bytes(digest, value->text.bytes, value->text.length);
}

/* YAML in keur nests no deeper (base/limits.h), and so does this recursion, whatever it is given.
 */
enum { DIGEST_DEPTH = 64 };

static uint64_t digest_below(const struct keur_value *value, int depth)
{
    uint64_t digest = digest_mix(digest_scalar(value));

    if (depth == 0)
        return digest;
    for (const struct keur_value *child = value->first_child; child != NULL; child = child->next) {
        uint64_t inner = digest_below(child, depth - 1);
        if (value->kind == KEUR_SEQUENCE)
            digest = digest_mix(digest * 31 + inner);
        else /* a sum, for the order of keys does not matter */
            digest += digest_mix(digest_bytes(inner, child->key.bytes, child->key.length));
    }
    return digest;
}

uint64_t value_digest(const struct keur_value *value)
{
    return digest_below(value, DIGEST_DEPTH);
}

bool value_equals(const struct keur_value *a, const struct keur_value *b)
{
    if (a->kind == KEUR_STRING && b->kind == KEUR_STRING)
        return keur_text_equals(a->text, b->text);
    return value_digest(a) == value_digest(b);
}

struct keur_text value_name(const struct keur_value *value)
{
    while (value->key.length == 0 && value->parent != NULL)
        value = value->parent;
    return value->key;
}

struct keur_span value_place(const struct keur_value *value)
{
    return value->key_span.end > value->key_span.begin ? value->key_span : value->span;
}

struct keur_text value_shorten(keur_run *run, struct keur_text text)
{
    enum { SHOWN_BYTES = 60 };
    size_t length = SHOWN_BYTES;

    if (text.length <= SHOWN_BYTES)
        return text;
    while (length > 0 && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
        length--;
    return keur_format(run, "%.*s...", (int)length, text.bytes);
}

static size_t append(char *to, size_t at, struct keur_text text)
{
    if (text.length > 0)
        memcpy(to + at, text.bytes, text.length);
    return at + text.length;
}

struct keur_text value_join(keur_run *run, const struct keur_text *texts, size_t count)
{
    const struct keur_text separator = {", ", 2};
    size_t length = 0;

    for (size_t i = 0; i < count; i++)
        length += texts[i].length + separator.length;
    char *joined = keur_allocate(run, length + 1);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            at = append(joined, at, separator);
        at = append(joined, at, texts[i]);
    }
    return (struct keur_text){joined, at};
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t smaller = a < b ? a : b;
    return smaller < c ? smaller : c;
}

/* Edit distance of two words, or anything over `most`; words over a limit are far from everything.
 */
static size_t word_distance(struct keur_text a, struct keur_text b, size_t most)
{
    enum { WORD_BYTES = 64 };
    size_t row[WORD_BYTES + 1];

    if (a.length > WORD_BYTES || b.length > WORD_BYTES)
        return WORD_BYTES;
    for (size_t j = 0; j <= b.length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t diagonal = row[0], least = i;
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t replaced = diagonal + (a.bytes[i - 1] != b.bytes[j - 1]);
            diagonal = row[j];
            row[j] = smallest(row[j] + 1, row[j - 1] + 1, replaced);
            least = row[j] < least ? row[j] : least;
        }
        if (least > most) /* no row is better than the one before */
            return least;
    }
    return row[b.length];
}

bool word_is_slip(struct keur_text written, struct keur_text meant)
{
    size_t longer = written.length > meant.length ? written.length : meant.length;
    size_t shorter = written.length + meant.length - longer;

    /* One slip in three letters, two in five: less is another word. */
    if (longer - shorter > 2 || shorter < 3)
        return false;
    size_t distance = word_distance(written, meant, 2);
    return distance == 1 || (distance == 2 && shorter >= 5);
}

/* Do both have the same digits in the same order? */
static bool has_same_digits(struct keur_text a, struct keur_text b)
{
    for (size_t i = 0, j = 0;; i++, j++) {
        while (i < a.length && (a.bytes[i] < '0' || a.bytes[i] > '9'))
            i++;
        while (j < b.length && (b.bytes[j] < '0' || b.bytes[j] > '9'))
            j++;
        if (i == a.length || j == b.length)
            return i == a.length && j == b.length;
        if (a.bytes[i] != b.bytes[j])
            return false;
    }
}

bool word_is_sure_slip(struct keur_text written, struct keur_text meant,
                       const struct keur_text *candidates, size_t count)
{
    size_t near = 0;

    if (!has_same_digits(written, meant) || !word_is_slip(written, meant))
        return false;
    for (size_t i = 0; i < count && near < 2; i++)
        near += word_is_slip(written, candidates[i]);
    return near == 1;
}
