/* The file of a baseline. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "collect/baseline.h"

#define FIRST_LINE "# keur baseline "
enum { VERSION = 1, HASH_DIGITS = 16 };

/* ---- Writing ---- */

static bool is_control(char byte)
{
    return (unsigned char)byte < 0x20 || byte == 0x7F;
}

/* A path is a line of its own: what would end it, or look like another kind of line, is escaped. */
static void write_path(struct buffer *buffer, struct keur_text path)
{
    for (size_t i = 0; i < path.length; i++) {
        char byte = path.bytes[i];
        bool is_special = i == 0 && strchr(" #<=>", byte) != NULL;
        if (is_special || is_control(byte) || byte == '\\')
            buffer_printf(buffer, "\\x%02x", (unsigned)(unsigned char)byte);
        else
            buffer_add_byte(buffer, byte);
    }
    buffer_add_byte(buffer, '\n');
}

static void write_known(struct buffer *buffer, const struct known *known)
{
    buffer_printf(buffer, "  %.*s %016jx %zu", KEUR_ARGUMENT(known->rule),
                  (uintmax_t)known->likeness, known->count);
    if (known->message.length > 0)
        buffer_add_byte(buffer, ' ');
    for (size_t i = 0; i < known->message.length; i++)
        buffer_add_byte(buffer,
                        is_control(known->message.bytes[i]) ? ' ' : known->message.bytes[i]);
    buffer_add_byte(buffer, '\n');
}

void baseline_write(const struct baseline *baseline, struct buffer *buffer)
{
    buffer_printf(buffer,
                  FIRST_LINE "%d: findings that are known, and not reported again. "
                             "`keur baseline` writes this file.\n",
                  VERSION);
    for (size_t i = 0; i < baseline->count; i++) {
        const struct known *known = &baseline->items[i];
        if (i == 0 || !keur_text_equals(known[-1].path, known->path))
            write_path(buffer, known->path);
        write_known(buffer, known);
    }
}

/* ---- Reading ---- */

struct reading_state {
    struct keur_text text, shown; /* the file */
    struct keur_text path;        /* of the document whose lines follow */
    struct arena *arena;
    struct errors *errors;
};

static bool fail(const struct reading_state *state, struct keur_text line, const char *problem)
{
    return errors_add_at(state->errors, state->shown, state->text,
                         (size_t)(line.bytes - state->text.bytes),
                         "%s; `keur baseline` writes the file anew", problem);
}

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static struct keur_text read_path(struct arena *arena, struct keur_text line)
{
    char *bytes = arena_allocate(arena, line.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < line.length; i++) {
        bool is_escape = line.bytes[i] == '\\' && i + 3 < line.length && line.bytes[i + 1] == 'x' &&
                         hex_digit(line.bytes[i + 2]) >= 0 && hex_digit(line.bytes[i + 3]) >= 0;
        bytes[length++] =
            is_escape ? (char)(hex_digit(line.bytes[i + 2]) * 16 + hex_digit(line.bytes[i + 3]))
                      : line.bytes[i];
        i += is_escape ? 3 : 0;
    }
    return (struct keur_text){bytes, length};
}

/* The next word, without the blanks around it. */
static struct keur_text next_word(struct keur_text *rest)
{
    *rest = keur_text_trim(*rest);
    struct keur_text word = text_slice(*rest, 0, text_find(*rest, ' ', 0));
    *rest = text_slice(*rest, word.length, rest->length);
    return word;
}

static bool read_hash(struct keur_text word, uint64_t *ret_hash)
{
    *ret_hash = 0;
    for (size_t i = 0; i < word.length; i++) {
        if (hex_digit(word.bytes[i]) < 0)
            return false;
        *ret_hash = *ret_hash << 4 | (uint64_t)hex_digit(word.bytes[i]);
    }
    return word.length == HASH_DIGITS;
}

static bool read_count(struct keur_text word, size_t *ret_count)
{
    enum { MOST_DIGITS = 9 };
    *ret_count = 0;
    for (size_t i = 0; i < word.length && i < MOST_DIGITS; i++) {
        if (word.bytes[i] < '0' || word.bytes[i] > '9')
            return false;
        *ret_count = *ret_count * 10 + (size_t)(word.bytes[i] - '0');
    }
    return word.length <= MOST_DIGITS && *ret_count > 0;
}

static bool read_known(const struct reading_state *state, struct keur_text line,
                       struct baseline *baseline)
{
    struct keur_text rest = line;
    struct known known = {.path = state->path, .rule = next_word(&rest)};
    if (state->path.length == 0)
        return fail(state, line, "the path of the document is missing above this line");
    if (!read_hash(next_word(&rest), &known.likeness) ||
        !read_count(next_word(&rest), &known.count))
        return fail(state, line,
                    "this is no known finding: a rule, 16 hexadecimal digits and a count");
    known.message = keur_text_trim(rest);
    *ARRAY_PUSH(baseline) = known;
    return true;
}

static bool is_conflict(struct keur_text line)
{
    return text_starts_with(line, "<<<<<<<") || text_starts_with(line, "=======") ||
           text_starts_with(line, ">>>>>>>") || text_starts_with(line, "|||||||");
}

static bool read_line(struct reading_state *state, struct keur_text line, struct baseline *baseline)
{
    if (line.length > 0 && line.bytes[line.length - 1] == '\r')
        line.length--;
    if (line.length == 0 || line.bytes[0] == '#')
        return true;
    if (is_conflict(line))
        return fail(state, line, "two versions of this file were not merged");
    if (line.bytes[0] == ' ')
        return read_known(state, line, baseline);
    state->path = read_path(state->arena, line);
    return true;
}

static bool check_version(const struct reading_state *state)
{
    struct keur_text version = text_slice(state->text, strlen(FIRST_LINE), state->text.length);
    if (!text_starts_with(state->text, FIRST_LINE))
        return fail(state, state->text,
                    "this is no baseline: its first line is not '" FIRST_LINE "1'");
    if (!text_starts_with(version, "1:") && !text_starts_with(version, "1\n"))
        return fail(state, state->text, "this baseline was written by a newer keur");
    return true;
}

bool baseline_read(struct keur_text text, struct keur_text shown, struct arena *arena,
                   struct baseline *ret_baseline, struct errors *errors)
{
    struct reading_state state = {.text = text, .shown = shown, .arena = arena, .errors = errors};
    if (!check_version(&state))
        return false;
    for (size_t at = 0, end; at < text.length; at = end + 1) {
        end = text_find(text, '\n', at);
        if (!read_line(&state, text_slice(text, at, end), ret_baseline))
            return false;
    }
    baseline_sort(ret_baseline);
    return true;
}
