/* The way from a character back to its bytes, in all code pages at once. */
#include "code_page.h"

/* Mac Roman's characters beyond the lookup table: the apple, and two ligatures.  They share the
 * slots of characters that no page has. */
static uint32_t slot_of(uint32_t character)
{
    enum { APPLE = 0xF8FF, LIGATURE_FI = 0xFB01, LIGATURE_FL = 0xFB02, UNUSED = 0x300 };
    if (character < CODE_PAGE_LOOKUP)
        return character;
    if (character == APPLE)
        return UNUSED;
    return character == LIGATURE_FI || character == LIGATURE_FL
               ? character - LIGATURE_FI + UNUSED + 1
               : UINT32_MAX;
}

uint32_t code_page_character(enum code_page_id page, uint8_t byte)
{
    return byte < 0x80 ? byte : code_pages[page].characters[byte - 0x80];
}

bool code_page_has_controls(enum code_page_id page)
{
    return page < MAC_ROMAN;
}

static void add(struct code_page_index *index, uint32_t character, int page, uint8_t byte)
{
    uint16_t *slot = &index->lookup[slot_of(character)];
    if (*slot == 0)
        *slot = ++index->count;
    struct code_page_record *record = &index->records[*slot];
    uint16_t bit = (uint16_t)(1u << page);
    record->bytes[page] = byte;
    if (byte >= 0xC2 && byte <= 0xF4)
        record->leads |= bit;
    if (byte < 0xC0)
        record->continuations |= bit;
}

void code_page_index_fill(struct code_page_index *index)
{
    for (int page = 0; page < CODE_PAGE_COUNT; page++)
        for (unsigned byte = 0x80; byte <= 0xFF; byte++) {
            uint16_t character = code_pages[page].characters[byte - 0x80];
            if (character != 0)
                add(index, character, page, (uint8_t)byte);
            /* The ISO pages have controls there; programs that know a Windows page pass the bytes
             * that it does not use in the same way. */
            if (character == 0 && code_page_has_controls((enum code_page_id)page))
                add(index, byte, page, (uint8_t)byte);
        }
}

const struct code_page_record *code_page_record(const struct code_page_index *index,
                                                uint32_t character)
{
    uint32_t slot = slot_of(character);
    /* Slots that two characters share hold the one beyond the table. */
    bool is_other = slot == UINT32_MAX || (character >= 0x300 && character <= 0x302);
    return &index->records[is_other ? 0 : index->lookup[slot]];
}
