/* Code pages as Unicode's mapping files have them, and the way back: which byte
 * a character is in each of them. */
#ifndef CODE_PAGE_H
#define CODE_PAGE_H

#include "keur_plugin.h"

/* The order of code_pages.py.  In this order they are tried: common ones first. */
enum code_page_id {
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1251,
    WINDOWS_1253,
    WINDOWS_1254,
    WINDOWS_1257,
    ISO_8859_1,
    ISO_8859_15,
    ISO_8859_2,
    MAC_ROMAN,
    CP437,
    CP850,
    CODE_PAGE_COUNT,
};

/* What the bytes 0x80 to 0xFF mean; 0 for a byte that is not used. */
struct code_page {
    const char *name;
    uint16_t characters[128];
};
extern const struct code_page code_pages[CODE_PAGE_COUNT];

/* 0 for a byte that the page does not use. */
uint32_t code_page_character(enum code_page_id page, uint8_t byte);
/* Pages that leave the bytes 0x80 to 0x9F, or some of them, to control characters, and have the
 * no-break space at 0xA0: those of Windows and ISO. */
bool code_page_has_controls(enum code_page_id page);

/* A character in all pages.  Bits are 1 << page. */
struct code_page_record {
    uint16_t leads;                 /* where its byte begins UTF-8 of several bytes */
    uint16_t continuations;         /* where its byte is a further one of such */
    uint8_t bytes[CODE_PAGE_COUNT]; /* 0: not in this page */
};

enum { CODE_PAGE_LOOKUP = 0x2600, CODE_PAGE_RECORDS = 512 };
struct code_page_index {
    uint16_t lookup[CODE_PAGE_LOOKUP]; /* number of the record; record 0 is empty */
    uint16_t count;
    struct code_page_record records[CODE_PAGE_RECORDS];
};
/* Fills a zeroed index. */
void code_page_index_fill(struct code_page_index *index);
const struct code_page_record *code_page_record(const struct code_page_index *index,
                                                uint32_t character);

#endif
