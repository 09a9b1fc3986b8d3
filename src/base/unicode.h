/* Unicode.  The one file that includes <utf8proc.h>; keur_decode(),
 * keur_category() and keur_nearest() of the plugin header are here or in nearest.c. */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"

/* keur_decode(), without a call for what most text is. */
static inline size_t unicode_decode(struct keur_text text, size_t at, uint32_t *ret_code_point)
{
    if (at >= text.length || (unsigned char)text.bytes[at] >= 0x80)
        return keur_decode(text, at, ret_code_point);
    *ret_code_point = (unsigned char)text.bytes[at];
    return 1;
}
/* Case folding and NFC.  Invalid bytes stay as they are. */
struct keur_text unicode_fold(struct arena *arena, struct keur_text text);
/* NFC.  Invalid text stays as it is. */
struct keur_text unicode_compose(struct arena *arena, struct keur_text text);
struct keur_text unicode_lower(struct arena *arena, struct keur_text text);
/* Behind bytes of ASCII that stand at `at`: eight, or as often as that. */
size_t unicode_skip_ascii(struct keur_text text, size_t at);
/* NFKD, then only what is ASCII: as Python's normalize("NFKD").encode("ascii", "ignore"). */
struct keur_text unicode_to_ascii(struct arena *arena, struct keur_text text);
/* Bytes that are valid UTF-8 from the start of the text. */
size_t unicode_valid_prefix(struct keur_text text);
/* Columns on a terminal: 0, 1 or 2. */
int unicode_width(uint32_t code_point);
bool unicode_is_word(uint32_t code_point); /* letter, digit, mark or connector */

#endif
