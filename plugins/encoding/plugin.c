/* The bytes of a document: is it UTF-8, and is it the text that was meant? */
#include "encoding.h"

static const struct keur_check *const checks[] = {
    &invalid_utf8_check,
    &utf16_check,
    &nul_byte_check,
    &byte_order_mark_check,
    &replacement_character_check,
    &mojibake_check,
    &invisible_character_check,
    &marker_space_check,
    &bidi_control_check,
    &mixed_line_endings_check,
    &merge_conflict_check,
    &mixed_script_check,
    &decomposed_check,
    &typographic_syntax_check,
    NULL,
};

KEUR_PLUGIN(encoding) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "encoding",
    .summary = "Bytes: damaged letters, other encodings, characters that cannot be seen",
    .checks = checks,
};
