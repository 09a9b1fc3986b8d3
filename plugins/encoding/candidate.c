/* Where damage can be: one pass over the text, which hardly stops in clean text. */
#include <string.h>

#include "damage.h"

/* A character or an entity; its length, 0 at the end. */
size_t glyph_at(struct keur_text text, size_t at, uint32_t *ret_character)
{
    size_t length = entity_at(text, at, ret_character);
    return length > 0 ? length : keur_decode(text, at, ret_character);
}

static bool is_small(char byte)
{
    return 'a' <= byte && byte <= 'z';
}

static bool is_lead_in_word(struct keur_text text, size_t behind)
{
    return behind > 2 && is_small(text.bytes[behind - 3]) &&
           is_lead_capital((const unsigned char *)text.bytes + behind - 2);
}

/* The bytes C2, C3 and C5 in Windows-1252 and -1250: with a no-break space they are one, à and Š.
 */
static bool is_blank_lead(uint32_t lead)
{
    return lead == 0xC2 || lead == 0xC3 || lead == 0xC5 || lead == 0x102 || lead == 0x139;
}

/* May the glyphs at `at` and behind it be the first bytes of a character? */
static bool is_pair(const struct code_page_index *index, struct keur_text text, uint32_t lead,
                    size_t behind)
{
    uint32_t character = 0;
    unsigned leads = lead < 0x80 ? 0 : code_page_record(index, lead)->leads;
    if (leads == 0 || glyph_at(text, behind, &character) == 0)
        return false;
    if (character >= 0x80)
        return (code_page_record(index, character)->continuations & leads) != 0 ||
               (character == REPLACEMENT_CHARACTER && leads != 0);
    if (is_small((char)character) && is_lead_in_word(text, behind))
        return true;
    /* A no-break space that became a blank: à and its like. */
    return is_blank_lead(lead) && !is_letter(character);
}

size_t next_entity(struct keur_text text, size_t at)
{
    uint32_t character;
    while (at < text.length) {
        const char *found = memchr(text.bytes + at, '&', text.length - at);
        if (found == NULL)
            break;
        at = (size_t)(found - text.bytes);
        if (entity_at(text, at, &character) > 0)
            return at;
        at++;
    }
    return text.length;
}

size_t before_first_entity(struct keur_text text)
{
    size_t entity = next_entity(text, 0);
    return entity == text.length ? entity : entity < UTF8_MOST ? 0 : entity - UTF8_MOST;
}

/* The length of a character beyond ASCII that no other follows, and that is nothing that lost its
 * second half; else 0.  Most of them are so in most languages. */
static size_t lone_length(struct keur_text text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes + at;
    size_t length = bytes[0] < 0xC2 ? 0 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
    if (length == 0 || text.length - at <= length || bytes[length] >= 0x80 || bytes[length] == '&')
        return 0;
    if (is_lead_capital(bytes) && (bytes[length] == ' ' || bytes[1] == 0x82 || bytes[1] == 0x83))
        return 0;
    return is_lead_capital(bytes) && is_lead_in_word(text, at + length) &&
                   is_small(text.bytes[at + length])
               ? 0
               : length;
}

/* next_entity(), which is asked for at each candidate, and may be far away. */
static size_t entity_from(struct candidates *candidates, size_t at)
{
    if (candidates->entity == 0 || at < candidates->seen || at > candidates->entity) {
        candidates->seen = at;
        candidates->entity = next_entity(candidates->text, at);
    }
    return candidates->entity;
}

size_t find_candidate(struct candidates *candidates, size_t at)
{
    const struct keur_text text = candidates->text;
    size_t entity = entity_from(candidates, at);
    while ((at = skip_ascii(text, at)) < text.length || entity < text.length) {
        if (at > entity) {
            at = entity;
            entity = entity_from(candidates, at + 1);
        }
        size_t alone = lone_length(text, at);
        if (alone > 0) {
            at += alone;
            continue;
        }
        uint32_t character;
        size_t length = glyph_at(text, at, &character);
        if (length > 0 && character != UINT32_MAX &&
            is_pair(candidates->index, text, character, at + length))
            return at;
        at += length > 0 ? length : 1;
    }
    return text.length;
}
