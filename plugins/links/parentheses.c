/* What follows a "(": the address in it, and where it ends. */
#include "links.h"

/* Nobody writes a longer one by hand. */
enum { ADDRESS_BYTES = 2048 };

/* To stay linear this never passes the next place where a target could begin, nor more than may be
 * an address. */
struct target target_read(const struct letters *letters, size_t parenthesis)
{
    size_t i = letters_skip_blanks(letters, parenthesis + 1), depth = 0;
    struct target target = {.begin = i};
    bool has_blank = false;

    for (; i < letters->count; i++) {
        char c = letters->bytes[i];

        if (letter_is_blank(c) && !has_blank) {
            has_blank = true;
            target.end = i;
        }
        if (c == '\n' && !has_blank && target.line_break == 0) {
            size_t next = letters_skip_blanks(letters, i + 1);

            target.line_break = target.end = i;
            i = next - 1;
            continue;
        }
        if (c == '\n' || c == LETTER_LINK || c == LETTER_IMAGE ||
            (!has_blank && i - target.begin > ADDRESS_BYTES) ||
            (c == ']' && (has_blank || letter_at(letters, i + 1) == '(')) ||
            (c == '[' && has_blank))
            break;
        if (c == ')' && depth == 0) {
            target.is_closed = true;
            break;
        }
        depth += c == '(';
        depth -= c == ')';
    }
    if (!has_blank && (target.is_closed || target.line_break == 0))
        target.end = i;
    if (target.line_break > 0 && (has_blank || !target.is_closed)) {
        /* The next line is prose: the address ended with the first. */
        target.end = i = target.line_break;
        target.line_break = 0;
        target.is_closed = false;
    }
    target.after = target.is_closed ? i + 1 : i;
    return target;
}

bool target_is_likely(const struct letters *letters, const struct target *target)
{
    size_t first = target->line_break > 0 ? target->line_break : target->end;

    return address_is_likely(letters_text(letters, target->begin, first));
}
