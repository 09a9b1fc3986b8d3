/* What the checks of this plugin share: characters, words, code pages, and
 * UTF-8 that was read in a code page. */
#ifndef ENCODING_H
#define ENCODING_H

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

/* ---- characters.c ------------------------------------------------------ */

#define REPLACEMENT_CHARACTER UINT32_C(0xFFFD)
#define BYTE_ORDER_MARK       UINT32_C(0xFEFF)
#define NO_BREAK_SPACE        UINT32_C(0xA0)

enum { UTF8_MOST = 4 };
/* Of one check in one document.  The host shows fewer; more would only cost time. */
enum { FINDINGS_MOST = 1000 };

/* The first byte at or behind `at` that is not ASCII; the length when there is none. */
size_t skip_ascii(struct keur_text text, size_t at);
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

/* ---- code_page.c --------------------------------------------------------- */

/* What the bytes 0x80 to 0xFF mean; 0 for a byte that is not used. */
struct code_page {
    const char *name;
    uint16_t characters[128];
};
extern const struct code_page windows_1252;

/* The way back, and of every control character U+0080 to U+009F the byte that
 * it was when the same bytes were read as Latin-1. */
enum { CODE_PAGE_INDEX_SIZE = 0x2200 };
struct code_page_index {
    uint8_t bytes[CODE_PAGE_INDEX_SIZE]; /* 0: not in this code page */
};
/* A `prepare` of checks; keur_prepared() then gives the index of Windows-1252. */
const void *code_page_prepare(keur_setup *setup, const void *options);

/* 0 for a byte that Windows-1252 does not use. */
uint32_t windows_1252_character(uint8_t byte);
/* Is this byte, read as Windows-1252, what one expects between these characters? */
bool windows_1252_fits(uint8_t byte, uint32_t before, uint32_t after);

/* ---- sequence.c: one character's UTF-8, read in a code page ---------------- */

struct sequence {
    size_t begin, end;
    uint32_t target;  /* what was meant */
    uint8_t count;    /* characters, and bytes of the target */
    uint8_t bytes[4]; /* what the characters are in the code page */
    bool has_control; /* one of the characters is a control: nobody wrote that */
    bool is_guess;    /* a part of it is lost */
    int8_t weight;    /* evidence, by evidence.c */
};
/* Is there one at `at`?  By strict UTF-8: no overlong forms, no surrogates. */
bool sequence_at(const struct code_page_index *index, struct keur_text text, size_t at,
                 struct sequence *ret_sequence);
/* Is the character at `at` part of one? */
bool sequence_covers(const struct code_page_index *index, struct keur_text text, size_t at);

/* ---- evidence.c: is it damage, or was it written so? ------------------------ */

enum { WEIGHT_ACCEPTED = 2, WEIGHT_CERTAIN = 4, WEIGHT_REFUSED = -9 };

/* Does the text hold ã or õ?  Then words in capitals may end in Ã, as IRMÃ does. */
bool evidence_has_tildes(struct keur_text source);
/* Fills in the weights of the sequences of one line. */
void evidence_weigh(struct keur_text text, bool has_tildes, struct sequence *sequences,
                    size_t count);
/* Nothing that a reader sees: blanks, joiners, a byte order mark. */
bool is_unseen(uint32_t character);

/* ---- utf16.c ------------------------------------------------------------------ */

/* The other checks on bytes keep silent about a file that is not UTF-8 at all. */
bool is_utf16(struct keur_text source);

#endif
