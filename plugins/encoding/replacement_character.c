/* encoding/replacement-character: U+FFFD, which says that a letter is lost; and "?" in its place.
 */
#include <string.h>

#include "encoding.h"

enum { DEPTH_MOST = 2, SIGN_MOST = 24, SIGNS_MOST = 1 + DEPTH_MOST * CODE_PAGE_COUNT };

/* U+FFFD, and what becomes of it when its UTF-8 is read in a code page, once and twice. */
struct signs {
    struct sign {
        char bytes[SIGN_MOST];
        size_t length;
        uint64_t leads; /* as a survey has them */
    } of[SIGNS_MOST];
    size_t count;
    uint8_t pairs[1 << 13]; /* a bit for the first two bytes of each */
};

static unsigned pair_at(const char *bytes)
{
    return (unsigned)(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1];
}

/* UTF-8 read in a code page; false when it becomes too long, or cannot be. */
static bool misread(const struct sign *sign, enum code_page_id page, struct sign *ret_sign)
{
    *ret_sign = (struct sign){.length = 0};
    for (size_t i = 0; i < sign->length; i++) {
        uint8_t byte = (uint8_t)sign->bytes[i];
        uint32_t character = code_page_character(page, byte);
        if (ret_sign->length + UTF8_MOST > SIGN_MOST)
            return false;
        ret_sign->length +=
            character_write(character != 0 ? character : byte, ret_sign->bytes + ret_sign->length);
    }
    return true;
}

static void fill_signs(struct signs *signs)
{
    signs->of[0] = (struct sign){.bytes = "\xEF\xBF\xBD", .length = 3};
    signs->count = 1;
    for (int page = 0; page < CODE_PAGE_COUNT; page++) {
        const struct sign *sign = &signs->of[0];
        for (int depth = 0; depth < DEPTH_MOST; depth++) {
            if (!misread(sign, (enum code_page_id)page, &signs->of[signs->count]))
                break;
            sign = &signs->of[signs->count++];
        }
    }
    for (size_t i = 0; i < signs->count; i++) {
        struct sign *sign = &signs->of[i];
        unsigned pair = pair_at(sign->bytes);
        signs->pairs[pair >> 3] |= (uint8_t)(1u << (pair & 7));
        for (size_t k = 0; k < sign->length; k++)
            sign->leads |= lead_bit((unsigned char)sign->bytes[k]);
    }
}

/* Bytes of the sign at `at`; 0 when there is none. */
static size_t sign_at(const struct signs *signs, struct keur_text text, size_t at)
{
    unsigned pair = text.length - at > 1 ? pair_at(text.bytes + at) : 0;
    if ((signs->pairs[pair >> 3] >> (pair & 7) & 1) == 0)
        return 0;
    for (size_t i = 0; i < signs->count; i++) {
        const struct sign *sign = &signs->of[i];
        if (text.length - at >= sign->length &&
            memcmp(text.bytes + at, sign->bytes, sign->length) == 0)
            return sign->length;
    }
    return 0;
}

/* The last byte of a quote is lost in `â€` with U+FFFD behind: mojibake, which knows the quote. */
static bool is_lost_quote(struct keur_text text, size_t at)
{
    static const char quote[] = "\xC3\xA2\xE2\x82\xAC";
    size_t length = strlen(quote);
    return at >= length && memcmp(text.bytes + at - length, quote, length) == 0;
}

static size_t next_sign(const struct signs *signs, struct keur_text text, size_t at)
{
    while ((at = skip_ascii(text, at)) < text.length) {
        if (sign_at(signs, text, at) > 0 && !is_lost_quote(text, at))
            return at;
        uint32_t character;
        at += keur_decode(text, at, &character);
    }
    return at;
}

/* All signs of one word: their span, and the end of the word. */
static struct keur_span signs_of_word(const struct signs *signs, struct keur_text text,
                                      size_t first, size_t *ret_count, size_t *ret_end)
{
    enum { WORD_MOST = 200 };
    struct keur_span span = {first, first};
    size_t at = first, count = 0;
    while (at < text.length && at - first < WORD_MOST) {
        uint32_t character;
        size_t sign = sign_at(signs, text, at);
        size_t length = sign > 0 ? sign : keur_decode(text, at, &character);
        if (sign > 0) {
            span.end = at + sign;
            count++;
        } else if (!is_word(text, (struct keur_span){at, at + length})) {
            break;
        }
        at += length;
    }
    *ret_count = count;
    *ret_end = at;
    return span;
}

/* Text about U+FFFD shows it on purpose. */
static bool is_named(struct keur_text text, struct keur_span sign)
{
    enum { REACH = 40 };
    static const char name[] = "U+FFFD";
    size_t begin = sign.begin > REACH ? sign.begin - REACH : 0;
    size_t end = text.length - sign.end > REACH ? sign.end + REACH : text.length;
    for (size_t at = begin; at + strlen(name) <= end; at++) {
        if (memcmp(text.bytes + at, name, strlen(name)) == 0)
            return true;
    }
    return false;
}

/* Does the document have all the letters of a sign, as far as their first bytes tell? */
static bool may_have_sign(const struct signs *signs, const struct survey *survey)
{
    for (size_t i = 0; i < signs->count; i++) {
        if ((signs->of[i].leads & ~survey->leads) == 0)
            return true;
    }
    return false;
}

static const void *replacement_character_prepare(keur_setup *setup, const void *options)
{
    (void)options;
    struct signs *signs = keur_setup_allocate(setup, sizeof(*signs));
    fill_signs(signs);
    return signs;
}

static void replacement_character_run(keur_run *run, const keur_document *document)
{
    const struct code_options *options = keur_options(run);
    struct keur_text source = keur_source(document);
    struct code_cursor code = code_begin(document);
    const struct survey *survey = survey_of(run, document);
    const struct signs *signs = keur_prepared(run);
    if (survey->is_utf16)
        return;
    question_marks_report(run, document, options->code);
    if (!may_have_sign(signs, survey))
        return;
    size_t findings = 0, count, word_end;
    struct keur_span span;
    for (size_t at = 0;
         findings < FINDINGS_MOST && (at = next_sign(signs, source, at)) < source.length;
         at = span.end) {
        span = signs_of_word(signs, source, at, &count, &word_end);
        if (!options->code && code_holds(&code, at))
            continue;
        if (is_named(source, span) || survey_is_told(run, document, span.begin))
            continue;
        findings++;
        struct keur_span word_span = {word_around(source, span).begin, word_end};
        struct keur_text word = keur_slice(document, word_span);
        if (word.length == span.end - span.begin)
            keur_report(run, span, "a character is lost here (U+FFFD); type it again");
        else if (count == 1)
            keur_report(run, word_span,
                        "a letter of \"%.*s\" is lost (U+FFFD); type the word again",
                        KEUR_ARGUMENT(word));
        else
            keur_report(run, span, "%zu letters of \"%.*s\" are lost (U+FFFD); type the word again",
                        count, KEUR_ARGUMENT(word));
    }
}

const struct keur_check replacement_character_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/replacement-character",
    .summary = "No letter was lost and replaced by U+FFFD, or by a question mark in a word.",
    .options = code_options_table,
    .options_size = sizeof(struct code_options),
    .prepare = replacement_character_prepare,
    .run = replacement_character_run,
    .needs_only_bytes = true,
};
