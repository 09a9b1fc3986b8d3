/* encoding/replacement-character: U+FFFD, which says that a letter is lost. */
#include <string.h>

#include "encoding.h"

/* U+FFFD, and what becomes of it when its UTF-8 is read as Windows-1252, once and twice. */
static const char *const signs[] = {
    "\xEF\xBF\xBD",
    "\xC3\xAF\xC2\xBF\xC2\xBD",
    "\xC3\x83\xC2\xAF\xC3\x82\xC2\xBF\xC3\x82\xC2\xBD",
};

/* Bytes of the sign at `at`; 0 when there is none. */
static size_t sign_at(struct keur_text text, size_t at)
{
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        size_t length = strlen(signs[i]);
        if (text.length - at >= length && memcmp(text.bytes + at, signs[i], length) == 0)
            return length;
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

static size_t next_sign(struct keur_text text, size_t at)
{
    while ((at = skip_ascii(text, at)) < text.length) {
        if (sign_at(text, at) > 0 && !is_lost_quote(text, at))
            return at;
        uint32_t character;
        at += keur_decode(text, at, &character);
    }
    return at;
}

/* All signs of one word: their span, and the end of the word. */
static struct keur_span signs_of_word(struct keur_text text, size_t first, size_t *ret_count,
                                      size_t *ret_end)
{
    enum { WORD_MOST = 200 };
    struct keur_span span = {first, first};
    size_t at = first, count = 0;
    while (at < text.length && at - first < WORD_MOST) {
        uint32_t character;
        size_t sign = sign_at(text, at);
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

static void replacement_character_run(keur_run *run, const keur_document *document)
{
    const struct code_options *options = keur_options(run);
    struct keur_text source = keur_source(document);
    struct code_cursor code = code_begin(document);
    const struct survey *survey = survey_of(run, document);
    if (survey->is_utf16 || !(survey->leads[0xEF] || (survey->leads[0xC2] && survey->leads[0xC3])))
        return;
    size_t findings = 0, count, word_end;
    struct keur_span span;
    for (size_t at = 0; findings < FINDINGS_MOST && (at = next_sign(source, at)) < source.length;
         at = span.end) {
        span = signs_of_word(source, at, &count, &word_end);
        if (!options->code && code_holds(&code, at))
            continue;
        if (is_named(source, span))
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
    .summary = "No letter was lost and replaced by U+FFFD.",
    .options = code_options_table,
    .options_size = sizeof(struct code_options),
    .run = replacement_character_run,
    .needs_only_bytes = true,
};
