/* What the checks of this plugin share: characters, words and code. */
#ifndef ENCODING_H
#define ENCODING_H

#include "code_page.h"
#include "keur_plugin.h"

extern const struct keur_check invalid_utf8_check;
extern const struct keur_check utf16_check;
extern const struct keur_check nul_byte_check;
extern const struct keur_check byte_order_mark_check;
extern const struct keur_check replacement_character_check;
extern const struct keur_check mojibake_check;
extern const struct keur_check invisible_character_check;
extern const struct keur_check marker_space_check;
extern const struct keur_check bidi_control_check;
extern const struct keur_check mixed_line_endings_check;
extern const struct keur_check merge_conflict_check;
extern const struct keur_check mixed_script_check;
extern const struct keur_check decomposed_check;
extern const struct keur_check typographic_syntax_check;

/* ---- characters.c ------------------------------------------------------ */

#define REPLACEMENT_CHARACTER UINT32_C(0xFFFD)
#define BYTE_ORDER_MARK       UINT32_C(0xFEFF)
#define NO_BREAK_SPACE        UINT32_C(0xA0)

enum { UTF8_MOST = 4 };
/* Of one check in one document.  The host shows fewer; more would only cost time. */
enum { FINDINGS_MOST = 1000 };

/* The first byte at or behind `at` that is not ASCII; the length when there is none. */
size_t skip_ascii(struct keur_text text, size_t at);
/* The first such byte at or behind `at`; the length when there is none. */
size_t skip_to(struct keur_text text, size_t at, unsigned char byte);
/* The character that begins at `at`, or ends there; 0 where the line ends or
 * begins, UINT32_MAX for an invalid byte. */
uint32_t character_at(struct keur_text text, size_t at);
uint32_t character_before(struct keur_text text, size_t at);
/* Where the character begins that ends at `at`; `at` must not be 0. */
size_t step_back(struct keur_text text, size_t at);
/* Writes UTF-8 and returns its length, at most UTF8_MOST. */
size_t character_write(uint32_t character, char *bytes);

bool is_letter(uint32_t character);
bool is_lower(uint32_t character);
bool is_upper(uint32_t character);
bool is_digit(uint32_t character);
/* Written from right to left: Hebrew, Arabic and their relatives. */
bool is_right_to_left(uint32_t character);

/* Grows a span over the letters, digits, hyphens and apostrophes around it. */
struct keur_span word_around(struct keur_text text, struct keur_span span);
/* Are there only such characters (perhaps none) in the span? */
bool is_word(struct keur_text text, struct keur_span span);

/* ---- question_mark.c ------------------------------------------------------ */

/* Words with "?" for a letter, of which it is certain which one it was. */
void question_marks_report(keur_run *run, const keur_document *document, bool takes_code);

/* ---- survey.c ------------------------------------------------------------- */

/* What bytes the document has at all.  Made once for all checks. */
enum { TOLD_MOST = 1000 };
struct survey {
    struct keur_span *told;
    size_t told_count;
    uint64_t
        leads; /* lead_bit() of the bytes beyond ASCII that begin a character, or are invalid */
    bool has_beyond_ascii, has_invalid;
    bool may_be_garbled; /* but for entities: characters beyond ASCII that touch, or garble alone */
    size_t behind;       /* the last of these characters, while they are noted */
    bool has_control;    /* C0 or DEL, but none that ends lines, tab, or form feed, or NUL */
    bool has_nul, has_carriage_return;
    bool has_unseen; /* C1 controls, and characters beyond them that cannot be seen */
    bool is_utf16;   /* the other checks on bytes keep silent about such a file */
};
/* 0 for a byte that cannot begin one. */
static inline uint64_t lead_bit(unsigned char byte)
{
    return byte < 0xC0 ? 0 : UINT64_C(1) << (byte - 0xC0);
}
/* Â Ã Ä Å, and Ă and Ĺ of Windows-1250: they begin most letters.  Between small letters one says
 * that what followed is lost. */
static inline bool is_lead_capital(const unsigned char *bytes)
{
    return (bytes[0] == 0xC3 && 0x82 <= bytes[1] && bytes[1] <= 0x85) ||
           (bytes[0] == 0xC4 && (bytes[1] == 0x82 || bytes[1] == 0xB9));
}
const struct survey *survey_of(keur_run *run, const keur_document *document);
/* encoding/mojibake tells what a U+FFFD was, and then encoding/replacement-character need not say
 * that it cannot be known.  Spans in the order of the file. */
void survey_tell(keur_run *run, const keur_document *document, struct keur_span span);
bool survey_is_told(keur_run *run, const keur_document *document, size_t offset);

/* ---- code.c: where the document shows code ------------------------------ */

/* Offsets must not go back between two questions to the same cursor. */
struct code_cursor {
    const struct keur_node *node;
};
struct code_cursor code_begin(const keur_document *document);
bool code_holds(struct code_cursor *cursor, size_t offset);

/* For checks that can leave code alone. */
struct code_options {
    bool code;
};
extern const struct keur_option code_options_table[];

/* ---- windows_1252.c ------------------------------------------------------ */

/* 0 for a byte that Windows-1252 does not use. */
uint32_t windows_1252_character(uint8_t byte);
/* Is this byte, read as Windows-1252, what one expects between these characters? */
bool windows_1252_fits(uint8_t byte, uint32_t before, uint32_t after);
/* Is the character at `at` a further byte of UTF-8 that was read as Windows-1252 or Latin-1? */
bool windows_1252_continues(struct keur_text text, size_t at);

/* ---- entities.c ------------------------------------------------------------ */

/* Length of the HTML entity at `at` for a character beyond ASCII; 0 when there is none. */
size_t entity_at(struct keur_text text, size_t at, uint32_t *ret_character);

/* ---- utf16.c ------------------------------------------------------------------ */

/* The other checks on bytes keep silent about a file that is not UTF-8 at all. */
bool is_utf16(struct keur_text source);

#endif
