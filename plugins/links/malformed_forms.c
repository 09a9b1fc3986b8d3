#include "malformed_forms.h"

#include <string.h>

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

bool form_is_name(const struct letters *letters, size_t begin, size_t end)
{
    size_t letter_count = 0;

    if (begin < end && letters->bytes[begin] == '^')
        return false;
    for (size_t i = begin; i < end; i++) {
        char c = letters->bytes[i];

        if (c == LETTER_LINK)
            return false;
        if (c == LETTER_IMAGE)
            letter_count += 2;
        letter_count += is_word(c) && !(c >= '0' && c <= '9');
    }
    return letter_count > 1;
}

void malformed_add_edit(struct malformed *found, struct keur_span span, const char *replacement,
                        enum keur_safety safety)
{
    found->edits[found->edit_count++] = (struct keur_edit){
        .span = span,
        .replacement = {replacement, strlen(replacement)},
        .safety = safety,
    };
}

size_t form_begin(const struct letters *letters, size_t open)
{
    return open > 0 && letters->bytes[open - 1] == '!' ? open - 1 : open;
}

bool form_unclosed(const struct letters *letters, size_t open, size_t close,
                   const struct target *target, struct malformed *found)
{
    size_t end = target->end;

    while (end > target->begin && strchr(".,;:!?*_", letters->bytes[end - 1]) != NULL)
        end--;
    found->kind = MALFORMED_UNCLOSED;
    found->span = letters_span(letters, form_begin(letters, open), end);
    found->text = letters_span(letters, open + 1, close);
    found->target = letters_span(letters, target->begin, end);
    malformed_add_edit(found, (struct keur_span){found->span.end, found->span.end}, ")",
                       letter_at(letters, letters_skip_blanks(letters, end)) == '\n' ? KEUR_SAFE
                                                                                     : KEUR_UNSAFE);
    return true;
}

bool form_broken_target(const struct letters *letters, size_t open, size_t close,
                        const struct target *target, struct malformed *found)
{
    struct keur_span gap;

    gap.begin = letter_offset(letters, target->line_break);
    gap.end = letter_offset(letters, letters_skip_blanks(letters, target->line_break + 1));
    found->kind = MALFORMED_LINE_BREAK;
    found->span = letters_span(letters, form_begin(letters, open), target->after);
    found->text = letters_span(letters, open + 1, close);
    found->target = letters_span(letters, target->begin, target->end);
    malformed_add_edit(found, gap, "", KEUR_SAFE);
    return true;
}

bool form_gap(const struct letters *letters, size_t open, size_t close, struct malformed *found)
{
    size_t next = letters_skip_blanks(letters, close + 1);
    bool has_break = next < letters->count && letters->bytes[next] == '\n';
    struct target target;

    if (has_break)
        next = letters_skip_blanks(letters, next + 1);
    if (letter_at(letters, next) != '(' || !form_is_name(letters, open + 1, close))
        return false;
    target = target_read(letters, next);
    if (!target.is_closed || target.line_break > 0 || !target_is_likely(letters, &target) ||
        target.end + 1 != target.after)
        return false;
    found->kind = has_break ? MALFORMED_LINE_BREAK : MALFORMED_SPACE_BEFORE_TARGET;
    found->span = letters_span(letters, form_begin(letters, open), target.after);
    found->text = letters_span(letters, open + 1, close);
    found->target = letters_span(letters, target.begin, target.end);
    malformed_add_edit(
        found, (struct keur_span){letter_offset(letters, close) + 1, letter_offset(letters, next)},
        "", KEUR_SAFE);
    return true;
}

/* "a-z" or "A-Za-z0-9" between brackets is a part of a pattern. */
static bool is_range(const struct letters *letters, size_t begin, size_t end)
{
    return end - begin >= 3 && letters->bytes[begin + 1] == '-' &&
           (end - begin == 3 || !is_word(letters->bytes[begin + 3]) ||
            letter_at(letters, begin + 4) == '-');
}

bool form_undefined_reference(const struct letters *letters, size_t open, size_t close,
                              struct malformed *found)
{
    size_t end = close + 2;
    char before = ' ';

    if (open > 0)
        before = letters->bytes[open - 1];
    while (end < letters->count && strchr("[]\n", letters->bytes[end]) == NULL &&
           letters->bytes[end] != LETTER_LINK)
        end++;
    if (letter_at(letters, end) != ']' || letter_at(letters, close + 2) == '^' || is_word(before) ||
        strchr("])$", before) != NULL || !form_is_name(letters, open + 1, close) ||
        is_range(letters, open + 1, close) || letters->bytes[open + 1] == '[')
        return false;
    found->kind = MALFORMED_UNDEFINED_REFERENCE;
    found->span = letters_span(letters, form_begin(letters, open), end + 1);
    found->text = letters_span(letters, open + 1, close);
    found->target = end > close + 2 ? letters_span(letters, close + 2, end) : found->text;
    return true;
}

bool form_mixed(const struct letters *letters, size_t open, size_t close, struct malformed *found)
{
    struct target target = target_read(letters, close + 1);

    if (!target_is_likely(letters, &target) || target.line_break > 0 ||
        !form_is_name(letters, open + 1, close))
        return false;
    found->kind = MALFORMED_MIXED;
    found->span = letters_span(letters, form_begin(letters, open), target.end + target.is_closed);
    found->text = letters_span(letters, open + 1, close);
    found->target = letters_span(letters, target.begin, target.end);
    malformed_add_edit(found, letters_span(letters, close + 1, close + 2), "(",
                       target.is_closed ? KEUR_SAFE : KEUR_UNSAFE);
    if (!target.is_closed)
        malformed_add_edit(found, (struct keur_span){found->span.end, found->span.end}, ")",
                           KEUR_UNSAFE);
    return true;
}

bool form_braces(const struct letters *letters, size_t open, size_t close, struct malformed *found)
{
    size_t begin = close + 2, end = begin;

    while (end < letters->count && strchr("{}[]\n", letters->bytes[end]) == NULL)
        end++;
    /* "{#id}" is an attribute list. */
    if (letter_at(letters, end) != '}' || letters->bytes[begin] == '#' ||
        !address_is_likely(letters_text(letters, begin, end)) ||
        !form_is_name(letters, open + 1, close))
        return false;
    found->kind = MALFORMED_BRACES;
    found->span = letters_span(letters, form_begin(letters, open), end + 1);
    found->text = letters_span(letters, open + 1, close);
    found->target = letters_span(letters, begin, end);
    malformed_add_edit(found, letters_span(letters, begin - 1, begin), "(", KEUR_SAFE);
    malformed_add_edit(found, letters_span(letters, end, end + 1), ")", KEUR_SAFE);
    return true;
}

bool form_reversed(const struct letters *letters, size_t text, size_t open, size_t close,
                   struct malformed *found)
{
    if (!address_is_likely(letters_text(letters, open + 1, close)) ||
        !form_is_name(letters, text + 1, open - 1))
        return false;
    found->kind = MALFORMED_REVERSED;
    found->span = letters_span(letters, form_begin(letters, text), close + 1);
    found->text = letters_span(letters, text + 1, open - 1);
    found->target = letters_span(letters, open + 1, close);
    malformed_add_edit(found, letters_span(letters, text, text + 1), "[", KEUR_SAFE);
    malformed_add_edit(found, letters_span(letters, open - 1, open + 1), "](", KEUR_SAFE);
    malformed_add_edit(found, letters_span(letters, close, close + 1), ")", KEUR_SAFE);
    return true;
}

size_t form_text_begin(const struct letters *letters, size_t low, size_t close, bool *ret_is_sure)
{
    size_t begin = low;

    *ret_is_sure = low == 0 || letters->bytes[low - 1] == '\n';
    for (size_t i = low; i + 1 < close; i++) {
        if (strchr(".:;!?", letters->bytes[i]) != NULL && letter_is_blank(letters->bytes[i + 1])) {
            begin = i + 1;
            *ret_is_sure = false;
        }
    }
    while (begin < close && strchr(" \t*_,", letters->bytes[begin]) != NULL) {
        if (!letter_is_blank(letters->bytes[begin]))
            *ret_is_sure = false;
        begin++;
    }
    return begin;
}
