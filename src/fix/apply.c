#include "fix/apply.h"

#include "base/array.h"

/* At least one line ends with CR LF, and none otherwise. */
static bool has_only_crlf(struct keur_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        bool is_pair = text.bytes[i] == '\r' && i + 1 < text.length && text.bytes[i + 1] == '\n';
        if (!is_pair && (text.bytes[i] == '\r' || text.bytes[i] == '\n'))
            return false;
        i += is_pair;
        count += is_pair;
    }
    return count > 0;
}

static void add_with_crlf(struct buffer *buffer, struct keur_text replacement)
{
    for (size_t i = 0; i < replacement.length; i++) {
        bool follows_cr = buffer->length > 0 && buffer->bytes[buffer->length - 1] == '\r';
        if (replacement.bytes[i] == '\n' && !follows_cr)
            buffer_add_byte(buffer, '\r');
        buffer_add_byte(buffer, replacement.bytes[i]);
    }
}

void apply_repairs(struct keur_text text, struct repairs *repairs, struct buffer *fixed,
                   struct changes *changes)
{
    struct edit_uses uses = repairs_edits(repairs, false);
    bool is_crlf = has_only_crlf(text);
    size_t at = 0;
    for (size_t i = 0; i < uses.count; i++) {
        const struct keur_edit *edit = uses.items[i].edit;
        struct change *change = ARRAY_PUSH(changes);
        buffer_add(fixed, text_slice(text, at, edit->span.begin));
        change->before = edit->span;
        change->by = uses.items[i].repair;
        change->after.begin = fixed->length;
        if (is_crlf)
            add_with_crlf(fixed, edit->replacement);
        else
            buffer_add(fixed, edit->replacement);
        change->after.end = fixed->length;
        at = edit->span.end;
    }
    buffer_add(fixed, text_slice(text, at, text.length));
    ARRAY_FREE(&uses);
}
