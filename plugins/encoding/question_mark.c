/* A "?" within a word, "co?rdinatie": a conversion to an encoding that did not have the letter put
 * it there.  Told only where the rest of the word says which letter it was, or where the document
 * has the word with that letter. */
#include <string.h>

#include "encoding.h"

enum { WORD_MOST = 60, LETTER_BYTES = 2, SEARCHES_MOST = 50 };

/* A word around "?". */
struct torn {
    struct keur_text left, right;
    struct keur_span span;
};

static bool is_small(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static bool is_word_byte(char byte)
{
    return is_small((char)(byte | 0x20)) || (byte & 0x80) != 0;
}

/* What may stand beside a word of a text, and not in an address or a pattern. */
static bool is_border(char byte)
{
    return strchr(" \t\r\n()\"'*_-,.;:!<>", byte) != NULL;
}

/* "?" at `at`, small letters around it, as a word of a text has them. */
static bool read_torn(struct keur_text text, size_t at, struct torn *torn)
{
    size_t begin = at, end = at + 1;

    while (begin > 0 && at - begin < WORD_MOST && is_word_byte(text.bytes[begin - 1]))
        begin--;
    while (end < text.length && end - at < WORD_MOST && is_small(text.bytes[end]))
        end++;
    bool is_apart = (begin == 0 || is_border(text.bytes[begin - 1])) &&
                    (end == text.length || is_border(text.bytes[end]) || text.bytes[end] == '?');
    /* "example.org/a?b", "naam.php?x": a dot is a border behind a word only. */
    if (!is_apart || begin == at || end == at + 1 || (begin > 0 && text.bytes[begin - 1] == '.') ||
        (end + 1 < text.length && text.bytes[end] != ' ' && strchr("=&", text.bytes[end + 1])))
        return false;
    torn->left = (struct keur_text){text.bytes + begin, at - begin};
    torn->right = (struct keur_text){text.bytes + at + 1, end - at - 1};
    torn->span = (struct keur_span){begin, end};
    return true;
}

/* ---- What Dutch has ---- */

/* `left` and `right` as a whole, where "*" stands for more letters. */
static const struct form {
    const char *left, *right, *letter;
} forms[] = {
    {"co", "rdin*", "ö"},     {"co", "pera*", "ö"},    {"ge", "nteres*", "ï"},
    {"ge", "nform*", "ï"},    {"ge", "ntegr*", "ï"},   {"ge", "nspir*", "ï"},
    {"ge", "nvest*", "ï"},    {"ge", "nstall*", "ï"},  {"ge", "nitieer*", "ï"},
    {"ge", "dentif*", "ï"},   {"ge", "soleer*", "ï"},  {"ge", "mplement*", "ï"},
    {"ge", "llustr*", "ï"},   {"ge", "rrite*", "ï"},   {"ge", "valueer*", "ë"},
    {"ge", "xporteer*", "ë"}, {"ge", "scaleer*", "ë"}, {"ge", "pload*", "ü"},
    {"ge", "pdate*", "ü"},    {"be", "nvloed*", "ï"},  {"be", "indig*", "ë"},
    {"be", "digd*", "ë"},     {"re", "le", "ë"},       {"re", "el", "ë"},
    {"na", "ef", "ï"},        {"na", "eve", "ï"},      {"hi", "rarchi*", "ë"},
    {"ego", "sme", "ï"},      {"ego", "st*", "ï"},     {"*cre", "ren", "ë"},
    {"*cre", "erd*", "ë"},    {"*cre", "ert", "ë"},    {"*rie", "n", "ë"},
    {"*gie", "n", "ë"},       {"*nie", "n", "ë"},      {"*mie", "n", "ë"},
    {"*pie", "n", "ë"},       {"*fie", "n", "ë"},      {"*tie", "n", "ë"},
    {"*ee", "n", "ë"},        {"*ci", "le", "ë"},      {"*ti", "le", "ë"},
    {"*ri", "le", "ë"},       {"*ci", "nt*", "ë"},     {"*pati", "nt*", "ë"},
    {"*cli", "nt*", "ë"},     {"*ori", "nt*", "ë"},    {"*vari", "ren*", "ë"},
    {"*premi", "re", "è"},    {"*carri", "re*", "è"},
};

static char small(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool fits(const char *form, struct keur_text text)
{
    size_t length = strlen(form);
    bool is_end = form[0] == '*', is_begin = form[length - 1] == '*';

    form += is_end;
    length -= (size_t)is_end + is_begin;
    if (text.length < length || (text.length > length && !is_end && !is_begin))
        return false;
    size_t from = is_end ? text.length - length : 0;
    for (size_t i = 0; i < length; i++)
        if (small(text.bytes[from + i]) != form[i])
            return false;
    return true;
}

static struct keur_text letter_of_form(const struct torn *torn)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (fits(forms[i].left, torn->left) && fits(forms[i].right, torn->right))
            return (struct keur_text){forms[i].letter, strlen(forms[i].letter)};
    return (struct keur_text){"", 0};
}

/* ---- What the document has ---- */

/* The letter with an accent that stands in the same word elsewhere. */
static struct keur_text letter_of_document(struct keur_text text, const struct torn *torn)
{
    size_t length = torn->left.length + LETTER_BYTES + torn->right.length;

    for (size_t at = 0; (at = skip_ascii(text, at)) < text.length; at++) {
        size_t begin = at - torn->left.length, end = begin + length;
        if (at < torn->left.length || end > text.length || (unsigned char)text.bytes[at] != 0xC3 ||
            memcmp(text.bytes + begin, torn->left.bytes, torn->left.length) != 0 ||
            memcmp(text.bytes + at + LETTER_BYTES, torn->right.bytes, torn->right.length) != 0 ||
            (begin > 0 && is_word_byte(text.bytes[begin - 1])) ||
            (end < text.length && is_word_byte(text.bytes[end])))
            continue;
        return (struct keur_text){text.bytes + at, LETTER_BYTES};
    }
    return (struct keur_text){"", 0};
}

/* ---- Reporting ---- */

static void report(keur_run *run, struct keur_text text, const struct torn *torn,
                   struct keur_text letter)
{
    struct keur_span mark = {torn->span.begin + torn->left.length,
                             torn->span.begin + torn->left.length + 1};
    struct keur_edit edit = {mark, letter, KEUR_SAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    struct keur_text word = {text.bytes + torn->span.begin, torn->span.end - torn->span.begin};

    keur_report_details(run, torn->span, &details,
                        "a letter is lost in \"%.*s\", meant \"%.*s%.*s%.*s\"", KEUR_ARGUMENT(word),
                        KEUR_ARGUMENT(torn->left), KEUR_ARGUMENT(letter),
                        KEUR_ARGUMENT(torn->right));
}

void question_marks_report(keur_run *run, const keur_document *document, bool takes_code)
{
    struct keur_text text = keur_source(document);
    struct code_cursor code = code_begin(document);
    struct torn torn;
    size_t findings = 0, searches = 0;

    for (size_t at = 0; findings < FINDINGS_MOST && (at = skip_to(text, at, '?')) < text.length;
         at++) {
        bool is_within = at > 0 && is_word_byte(text.bytes[at - 1]) && at + 1 < text.length &&
                         is_small(text.bytes[at + 1]);
        if (!is_within || !read_torn(text, at, &torn))
            continue;
        struct keur_text letter = letter_of_form(&torn);
        if (letter.length == 0 && searches++ < SEARCHES_MOST)
            letter = letter_of_document(text, &torn);
        if (letter.length == 0 || (!takes_code && code_holds(&code, at)))
            continue;
        report(run, text, &torn, letter);
        findings++;
    }
}
