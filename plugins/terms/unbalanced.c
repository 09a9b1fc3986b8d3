/* terms/unbalanced: brackets and quotation marks close within their paragraph. */
#include <string.h>

#include "terms.h"

enum { DEPTH = 64, LABEL_BYTES = 6 };

static bool stands_at(struct keur_text text, size_t at, const char *sign)
{
    size_t length = strlen(sign);

    return at <= text.length && text.length - at >= length &&
           memcmp(text.bytes + at, sign, length) == 0;
}

static size_t next_byte(struct keur_text text, size_t at, char byte)
{
    const char *found = at < text.length ? memchr(text.bytes + at, byte, text.length - at) : NULL;
    return found == NULL ? text.length : (size_t)(found - text.bytes);
}

/* Looks for two bytes at once. */
struct either {
    struct keur_text text;
    char bytes[2];
    size_t next[2]; /* place of each, at or behind what was asked for last */
};

static struct either either_begin(struct keur_text text, char first, char second)
{
    return (struct either){
        text, {first, second}, {next_byte(text, 0, first), next_byte(text, 0, second)}};
}

/* The place of the first of the two at or behind `at`; the text's length when there is none. */
static size_t either_next(struct either *either, size_t at)
{
    for (int i = 0; i < 2; i++)
        if (either->next[i] < at)
            either->next[i] = next_byte(either->text, at, either->bytes[i]);
    return either->next[0] < either->next[1] ? either->next[0] : either->next[1];
}

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80) != 0;
}

static bool is_blank(struct keur_text text, size_t at)
{
    char byte = text.bytes[at];

    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\0';
}

/* A sign without its other half, which may still come in a paragraph beside this one: a quotation
 * of several paragraphs, a list between brackets. */
struct half {
    const struct keur_prose *prose;
    struct keur_span sign; /* in the prose; empty: there is none */
    bool is_opening;
    bool may_close_later; /* nothing is kept, but a list goes on between brackets */
    const char *advice;
};

static void report(keur_run *run, const keur_document *document, struct half *half)
{
    size_t length = half->sign.end - half->sign.begin;

    if (length > 0)
        keur_report(run, keur_prose_span(document, half->prose, half->sign), "%.*s %s", (int)length,
                    half->prose->text.bytes + half->sign.begin, half->advice);
    half->sign = (struct keur_span){0, 0};
}

static void keep(keur_run *run, const keur_document *document, struct half *kept,
                 const struct half *half)
{
    bool is_closed = kept->sign.end > kept->sign.begin && kept->is_opening && !half->is_opening &&
                     kept->prose->node->parent == half->prose->node->parent;

    if (is_closed || (kept->may_close_later && !half->is_opening)) {
        kept->sign = (struct keur_span){0, 0};
        kept->may_close_later = false;
        return;
    }
    report(run, document, kept);
    *kept = *half;
}

/* ---- Brackets ---- */

/* `a)`, `12)`, `1.c)`, `iv)` count, `:)` and `;-)` smile, `[0, 1)` is an interval. */
static bool closes_nothing(struct keur_text text, size_t at)
{
    size_t begin = at, letters = 0, numerals = 0;

    while (begin > 0 && at - begin <= LABEL_BYTES && !is_blank(text, begin - 1) &&
           text.bytes[begin - 1] != '(')
        begin--;
    if (at == begin || at - begin > LABEL_BYTES)
        return false;
    if (strchr(":;-=", text.bytes[at - 1]) != NULL)
        return true;
    for (size_t i = begin; i < at; i++) {
        char byte = text.bytes[i];
        bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        letters += is_letter;
        numerals += is_letter && strchr("ivxIVX", byte) != NULL;
        if (!is_letter && (byte < '0' || byte > '9') && strchr(".[,", byte) == NULL)
            return false;
    }
    return letters <= 1 || letters == numerals;
}

/* `[3.17](target))`: what is in front of it in the text is no label of it. */
static bool is_behind_link(const keur_document *document, const struct keur_prose *prose, size_t at)
{
    size_t begin = keur_prose_span(document, prose, (struct keur_span){at, at + 1}).begin;

    return begin > 0 && keur_source(document).bytes[begin - 1] == ')' && at > 0 &&
           prose->text.bytes[at - 1] != ')';
}

/* `(0, 1]` is an interval. */
static bool opens_interval(struct keur_text text, size_t at)
{
    size_t end = at + 1;

    while (end < text.length && (strchr("0123456789,.;-+ ", text.bytes[end]) != NULL))
        end++;
    return end > at + 1 && end < text.length && text.bytes[end] == ']';
}

/* `:(` is sad. */
static bool opens_nothing(struct keur_text text, size_t at)
{
    bool is_face = at > 0 && strchr(":;", text.bytes[at - 1]) != NULL &&
                   (at + 1 == text.length || is_blank(text, at + 1));

    return is_face || opens_interval(text, at);
}

/* The text speaks of the sign itself: ")". */
static bool is_quoted(struct keur_text text, size_t at)
{
    return at > 0 && at + 1 < text.length && strchr("\"'`", text.bytes[at - 1]) != NULL &&
           text.bytes[at - 1] == text.bytes[at + 1];
}

/* A link that lacks a bracket is the business of others, and so are formulas. */
static bool is_of_others(struct keur_text text)
{
    static const char *const signs[] = {"](", "] (", "])", ")[", "].", "]/", "$", "\\(", "://"};

    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\0' || strchr("])$\\:", text.bytes[i]) == NULL)
            continue;
        for (size_t k = 0; k < sizeof(signs) / sizeof(signs[0]); k++) {
            if (stands_at(text, i, signs[k]))
                return true;
        }
    }
    return false;
}

/* What it opens may close behind the list that it introduces. */
static bool introduces(struct keur_text text)
{
    struct keur_text trimmed = keur_text_trim(text);

    return trimmed.length > 0 && strchr(":(", trimmed.bytes[trimmed.length - 1]) != NULL;
}

static void check_brackets(keur_run *run, const keur_document *document,
                           const struct keur_prose *prose, struct half *kept)
{
    struct keur_text text = prose->text;
    size_t open[DEPTH];
    size_t depth = 0, closing = text.length;
    size_t labels = 0; /* whose place in the source was looked up, which may take long */
    struct either brackets = either_begin(text, '(', ')');

    for (size_t i = 0; (i = either_next(&brackets, i)) < text.length && depth < DEPTH; i++) {
        if (is_quoted(text, i))
            continue;
        if (text.bytes[i] == '(' && !opens_nothing(text, i))
            open[depth++] = i;
        else if (text.bytes[i] == ')' && depth > 0)
            depth--;
        else if (text.bytes[i] == ')' && closing == text.length &&
                 (!closes_nothing(text, i) ||
                  (labels++ < DEPTH && is_behind_link(document, prose, i))))
            closing = i;
    }
    if ((depth == 0 && closing == text.length) || depth == DEPTH || is_of_others(text))
        return;
    struct half half = {.prose = prose};
    if (closing < text.length) {
        half.sign = (struct keur_span){closing, closing + 1};
        half.advice = "closes what nothing opens: write \"(\" where it begins, or remove it";
        keep(run, document, kept, &half);
    }
    if (depth > 0 && introduces(text)) {
        kept->may_close_later = true;
    } else if (depth > 0) {
        half.sign = (struct keur_span){open[depth - 1], open[depth - 1] + 1};
        half.is_opening = true;
        half.advice = "is not closed in this paragraph: write \")\" where it ends";
        keep(run, document, kept, &half);
    }
}

/* ---- Quotation marks ---- */

/* Languages open and close with different ones of these: “a”, „a”, „a“, ”a”, »a«. */
struct marks {
    const char *signs[4]; /* fewer end with NULL */
    char first_bytes[2];  /* of the signs; both may be the same */
};
static const struct marks doubles = {{"\"", "\u201C", "\u201D", "\u201E"}, {'"', '\xE2'}};
static const struct marks guillemets = {{"\u00AB", "\u00BB"}, {'\xC2', '\xC2'}};

static size_t sign_at(struct keur_text text, size_t at, const struct marks *marks)
{
    enum { MOST_SIGNS = sizeof(marks->signs) / sizeof(marks->signs[0]) };

    for (size_t i = 0; i < MOST_SIGNS && marks->signs[i] != NULL; i++) {
        if (stands_at(text, at, marks->signs[i]))
            return strlen(marks->signs[i]);
    }
    return 0;
}

/* The text speaks of the sign itself: ("). */
static bool is_in_brackets(struct keur_text text, struct keur_span sign)
{
    return sign.begin > 0 && text.bytes[sign.begin - 1] == '(' && sign.end < text.length &&
           text.bytes[sign.end] == ')';
}

/* 5" are inches. */
static bool is_measure(struct keur_text text, size_t at)
{
    return text.bytes[at] == '"' && at > 0 && text.bytes[at - 1] >= '0' &&
           text.bytes[at - 1] <= '9';
}

/* Within a word, or behind what UTF-8 looks like in another encoding ("Ã«", "â€œ"): such a sign is
 * a letter that was garbled, and no quotation mark. */
static bool is_garbled(struct keur_text text, size_t at, size_t length)
{
    static const char *const traces[] = {"\u00C3", "\u00C2", "\u00E2", "\u20AC", "\u00C5"};

    if (length == 1) /* ASCII is never garbled */
        return false;
    for (size_t i = 0; i < sizeof(traces) / sizeof(traces[0]); i++) {
        size_t size = strlen(traces[i]);
        if (at >= size && stands_at(text, at - size, traces[i]))
            return true;
    }
    return at > 0 && is_word_byte(text.bytes[at - 1]) && at + length < text.length &&
           is_word_byte(text.bytes[at + length]);
}

/* The mark that has no other: the last one that opens something, else the last one.  False, too,
 * where a mark behind a figure was taken for the end of a quotation, and may be inches after all.
 */
static bool find_odd(struct keur_text text, const struct marks *marks, struct half *half)
{
    struct keur_span last = {0, 0}, opening = {0, 0};
    size_t count = 0, since = 0, doubtful = 0;
    struct either first = either_begin(text, marks->first_bytes[0], marks->first_bytes[1]);

    for (size_t i = 0; (i = either_next(&first, i)) < text.length;) {
        size_t length = sign_at(text, i, marks);
        bool closes = count % 2 == 1;
        if (length > 0 && (closes || !is_measure(text, i)) && !is_garbled(text, i, length) &&
            !is_in_brackets(text, (struct keur_span){i, i + length})) {
            doubtful += is_measure(text, i);
            last = (struct keur_span){i, i + length};
            bool is_opening = i == 0 || is_blank(text, i - 1) || text.bytes[i - 1] == '(';
            if (is_opening) {
                opening = last;
                since = count;
            }
            count++;
        }
        i += length > 0 ? length : 1;
    }
    half->is_opening = opening.end > 0 && since + 1 == count;
    half->sign = half->is_opening ? opening : last;
    return count % 2 == 1 && doubtful == 0;
}

static bool begins_with_quote(const struct keur_prose *prose)
{
    return sign_at(prose->text, 0, &doubles) > 0 || sign_at(prose->text, 0, &guillemets) > 0;
}

/* `=== "Title`: what opens a container is the business of others. */
static bool is_marker(struct keur_text text)
{
    return stands_at(text, 0, "===") || stands_at(text, 0, "!!!") || stands_at(text, 0, "???");
}

/* `{>> he said "so <<}`: a remark of an editor, where anything goes. */
static bool has_remark(struct keur_text text)
{
    size_t at = 0;

    while ((at = next_byte(text, at, '{')) < text.length && !stands_at(text, at, "{>>"))
        at++;
    return at < text.length;
}

static void check_quotes(keur_run *run, const keur_document *document,
                         const struct keur_prose *prose, const struct marks *marks,
                         struct half *kept)
{
    struct half half = {
        .prose = prose,
        .advice = "stands alone in this paragraph: write the other quotation mark, or remove it"};

    if (find_odd(prose->text, marks, &half) && !is_marker(prose->text) &&
        !introduces(prose->text) && !has_remark(prose->text))
        keep(run, document, kept, &half);
}

/* ---- The document ---- */

/* Of what a paragraph may hold. */
enum { BRACKET = 1, DOUBLE = 2, GUILLEMET = 4 };
static const struct {
    char byte;
    unsigned char signs; /* that begin with it */
} bytes[] = {
    {'(', BRACKET}, {')', BRACKET}, {'"', DOUBLE}, {'\xE2', DOUBLE}, {'\xC2', GUILLEMET},
};
enum { BYTE_COUNT = sizeof(bytes) / sizeof(bytes[0]) };

struct look {
    keur_run *run;
    const keur_document *document;
    struct keur_text all;    /* prose */
    size_t next[BYTE_COUNT]; /* place of each byte in it, at or behind the prose at hand */
    size_t nearest;          /* the first of these places */
    struct half brackets, doubles, guillemets; /* that wait for their other half */
};

/* Which signs may be in this part of it?  Most have none. */
static unsigned signs_in(struct look *look, struct keur_text text)
{
    size_t begin = (size_t)(text.bytes - look->all.bytes), end = begin + text.length;
    unsigned signs = 0;

    if (look->nearest >= end)
        return 0;
    look->nearest = SIZE_MAX;
    for (size_t i = 0; i < BYTE_COUNT; i++) {
        if (look->next[i] < begin)
            look->next[i] = next_byte(look->all, begin, bytes[i].byte);
        if (look->next[i] < look->nearest)
            look->nearest = look->next[i];
        signs |= look->next[i] < end ? bytes[i].signs : 0;
    }
    return signs;
}

static void report_waiting(struct look *look)
{
    report(look->run, look->document, &look->brackets);
    report(look->run, look->document, &look->doubles);
    report(look->run, look->document, &look->guillemets);
}

static void check_prose(struct look *look, const struct keur_prose *prose,
                        const struct keur_prose *next)
{
    unsigned signs = signs_in(look, prose->text);

    if ((signs & BRACKET) != 0)
        check_brackets(look->run, look->document, prose, &look->brackets);
    /* A quotation of several paragraphs opens each of them and closes the last one. */
    if ((signs & (DOUBLE | GUILLEMET)) == 0 ||
        (next != NULL && begins_with_quote(prose) && begins_with_quote(next)))
        return;
    if ((signs & DOUBLE) != 0)
        check_quotes(look->run, look->document, prose, &doubles, &look->doubles);
    if ((signs & GUILLEMET) != 0)
        check_quotes(look->run, look->document, prose, &guillemets, &look->guillemets);
}

static void check(keur_run *run, const keur_document *document)
{
    struct look look = {.run = run, .document = document, .all = keur_all_prose(document)->text};
    const struct keur_prose *prose = keur_prose(document, 0), *next;

    for (size_t i = 1; prose != NULL; i++, prose = next) {
        next = keur_prose(document, i);
        if (prose->kind == KEUR_PROSE_HEADING)
            report_waiting(&look);
        if (prose->kind != KEUR_PROSE_ALTERNATIVE)
            check_prose(&look, prose, next);
    }
    report_waiting(&look);
}

const struct keur_check check_unbalanced = {
    .size = sizeof(struct keur_check),
    .id = "terms/unbalanced",
    .summary = "Brackets and quotation marks close within their paragraph.",
    .run = check,
    .reads_prose = true,
};
