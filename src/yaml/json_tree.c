#include "yaml/json_tree.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"

/* A list or map that is still open. */
struct frame {
    struct keur_value *value, *last_child;
};

struct reader {
    struct keur_text text;
    size_t at;
    const struct tree_values *values;
    struct yaml_trouble trouble;
    struct buffer decoded; /* the string being read */
    size_t value_count, depth;
    struct keur_value *root;
    struct frame frames[LIMIT_YAML_DEPTH];
};

static bool fail_at(struct reader *reader, size_t at, const char *message)
{
    size_t end = at < reader->text.length ? at + 1 : at;
    reader->trouble = (struct yaml_trouble){.span = {at, end}, .message = text_of(message)};
    return false;
}

static bool fail(struct reader *reader, const char *message)
{
    return fail_at(reader, reader->at, message);
}

static char peek(const struct reader *reader)
{
    return reader->at < reader->text.length ? reader->text.bytes[reader->at] : '\0';
}

static bool take(struct reader *reader, char byte)
{
    if (reader->at >= reader->text.length || reader->text.bytes[reader->at] != byte)
        return false;
    reader->at++;
    return true;
}

static void skip_blanks(struct reader *reader)
{
    while (reader->at < reader->text.length &&
           memchr(" \t\r\n", reader->text.bytes[reader->at], 4) != NULL)
        reader->at++;
}

/* ---- Strings ------------------------------------------------------------------ */

static int hexadecimal(char byte)
{
    static const char digits[] = "0123456789abcdef";
    char lower = byte >= 'A' && byte <= 'F' ? (char)(byte - 'A' + 'a') : byte;
    const char *digit = lower == '\0' ? NULL : strchr(digits, lower);
    return digit == NULL ? -1 : (int)(digit - digits);
}

static bool read_unit(struct reader *reader, uint32_t *ret_unit)
{
    uint32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hexadecimal(peek(reader));
        if (digit < 0)
            return fail(reader, "four hexadecimal digits belong behind \\u");
        unit = unit << 4 | (uint32_t)digit;
        reader->at++;
    }
    *ret_unit = unit;
    return true;
}

static bool read_code_point(struct reader *reader)
{
    size_t begin = reader->at;
    uint32_t unit, low;
    if (!read_unit(reader, &unit))
        return false;
    if (unit >= 0xD800 && unit < 0xDC00) {
        if (!take(reader, '\\') || !take(reader, 'u') || !read_unit(reader, &low) || low < 0xDC00 ||
            low > 0xDFFF)
            return fail_at(reader, begin, "this half of a surrogate pair lacks its other half");
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    } else if (unit >= 0xDC00 && unit < 0xE000) {
        return fail_at(reader, begin, "this half of a surrogate pair lacks its other half");
    }
    buffer_add_code_point(&reader->decoded, unit);
    return true;
}

static bool read_escape(struct reader *reader)
{
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    if (take(reader, 'u'))
        return read_code_point(reader);
    const char *letter = peek(reader) == '\0' ? NULL : strchr(letters, peek(reader));
    if (letter == NULL)
        return fail(reader, "no escape of JSON; a backslash itself is written \\\\");
    buffer_add_byte(&reader->decoded, meant[letter - letters]);
    reader->at++;
    return true;
}

/* Behind the opening quote, up to and with the closing one. */
static bool read_string(struct reader *reader, struct keur_text *ret_text)
{
    size_t begin = reader->at - 1;
    uint32_t code_point;
    reader->decoded.length = 0;
    while (!take(reader, '"')) {
        if (reader->at >= reader->text.length)
            return fail_at(reader, begin, "the quote that opens here is not closed");
        if (take(reader, '\\')) {
            if (!read_escape(reader))
                return false;
            continue;
        }
        size_t bytes = keur_decode(reader->text, reader->at, &code_point);
        if (code_point == UINT32_MAX)
            return fail(reader, "this byte is no UTF-8");
        if (code_point < 0x20)
            return fail(reader, "a line break or tab in text is written \\n or \\t");
        buffer_add(&reader->decoded, text_slice(reader->text, reader->at, reader->at + bytes));
        reader->at += bytes;
    }
    *ret_text = arena_copy(reader->values->arena, buffer_text(&reader->decoded));
    return true;
}

/* ---- Numbers and words ----------------------------------------------------------- */

static size_t take_digits(struct reader *reader)
{
    size_t begin = reader->at;
    while (peek(reader) >= '0' && peek(reader) <= '9')
        reader->at++;
    return reader->at - begin;
}

static bool read_number(struct reader *reader, struct keur_value *value)
{
    value->kind = KEUR_INTEGER;
    take(reader, '-');
    if (!take(reader, '0') && take_digits(reader) == 0)
        return fail(reader, "a value belongs here: text in quotes, a number, true, false, null, "
                            "[ or {");
    if (take(reader, '.')) {
        value->kind = KEUR_FLOAT;
        if (take_digits(reader) == 0)
            return fail(reader, "a digit belongs behind the point");
    }
    if (take(reader, 'e') || take(reader, 'E')) {
        value->kind = KEUR_FLOAT;
        if (!take(reader, '+'))
            take(reader, '-');
        if (take_digits(reader) == 0)
            return fail(reader, "a digit belongs in the exponent");
    }
    return true;
}

static bool read_word(struct reader *reader, struct keur_value *value)
{
    static const struct {
        const char *word;
        enum keur_value_kind kind;
    } words[] = {{"true", KEUR_BOOLEAN}, {"false", KEUR_BOOLEAN}, {"null", KEUR_NULL}};
    struct keur_text rest = text_slice(reader->text, reader->at, reader->text.length);
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (text_starts_with(rest, words[i].word)) {
            value->kind = words[i].kind;
            reader->at += strlen(words[i].word);
            return true;
        }
    return read_number(reader, value);
}

static bool read_scalar(struct reader *reader, struct keur_value *value)
{
    bool is_fine = true;
    if (take(reader, '"')) {
        value->kind = KEUR_STRING;
        value->style = KEUR_DOUBLE_QUOTED;
        is_fine = read_string(reader, &value->text);
    } else {
        value->style = KEUR_PLAIN;
        is_fine = read_word(reader, value);
        value->text = text_slice(reader->text, value->span.begin, reader->at);
    }
    value->yaml11_kind = value->kind;
    value->span.end = reader->at;
    return is_fine;
}

/* ---- The tree -------------------------------------------------------------------------- */

static struct frame *top(struct reader *reader)
{
    return reader->depth == 0 ? NULL : &reader->frames[reader->depth - 1];
}

static void attach(struct reader *reader, struct keur_value *value)
{
    struct frame *frame = top(reader);
    if (frame == NULL) {
        reader->root = value;
        return;
    }
    value->parent = frame->value;
    if (frame->last_child == NULL)
        frame->value->first_child = value;
    else
        frame->last_child->next = value;
    frame->last_child = value;
    frame->value->child_count++;
}

static bool read_key(struct reader *reader, struct keur_value *value)
{
    value->key_span.begin = reader->at;
    if (!take(reader, '"'))
        return fail(reader, "a key in double quotes belongs here");
    if (!read_string(reader, &value->key))
        return false;
    value->key_span.end = reader->at;
    skip_blanks(reader);
    if (!take(reader, ':'))
        return fail(reader, "a colon belongs behind the key");
    skip_blanks(reader);
    return true;
}

static bool open_collection(struct reader *reader, struct keur_value *value, char bracket)
{
    if (reader->depth == LIMIT_YAML_DEPTH)
        return fail(reader, "lists and maps lie too deep within each other; use fewer levels");
    value->kind = value->yaml11_kind = bracket == '[' ? KEUR_SEQUENCE : KEUR_MAPPING;
    value->style = KEUR_FLOW;
    reader->frames[reader->depth++] = (struct frame){.value = value};
    reader->at++;
    return true;
}

/* A key where one belongs, and a scalar or an opening bracket. */
static bool read_value(struct reader *reader)
{
    struct keur_value *value = tree_value(reader->values);
    if (++reader->value_count > LIMIT_JSON_VALUES)
        return fail(reader, "this JSON has too many values; split it up");
    if (reader->depth > 0 && top(reader)->value->kind == KEUR_MAPPING && !read_key(reader, value))
        return false;
    value->span.begin = reader->at;
    attach(reader, value);
    char byte = peek(reader);
    return byte == '[' || byte == '{' ? open_collection(reader, value, byte)
                                      : read_scalar(reader, value);
}

/* Closes what ends here; false where something else follows. */
static bool close_collection(struct reader *reader)
{
    struct keur_value *value = top(reader)->value;
    skip_blanks(reader);
    if (!take(reader, value->kind == KEUR_SEQUENCE ? ']' : '}'))
        return false;
    value->span.end = reader->at;
    reader->depth--;
    return true;
}

static bool read_all(struct reader *reader)
{
    do {
        skip_blanks(reader);
        size_t depth = reader->depth;
        if (!read_value(reader))
            return false;
        bool is_opened = reader->depth > depth;
        while (reader->depth > 0 && close_collection(reader))
            is_opened = false;
        if (reader->depth == 0)
            break;
        if (!is_opened && !take(reader, ','))
            return fail(reader, top(reader)->value->kind == KEUR_SEQUENCE
                                    ? "a comma or ] belongs here"
                                    : "a comma or } belongs here");
    } while (true);
    skip_blanks(reader);
    return reader->at == reader->text.length ||
           fail(reader, "the JSON ends before this; remove what follows");
}

bool json_tree_parse_into(struct keur_text text, const struct tree_values *values,
                          struct keur_value **ret_root, struct yaml_trouble *ret_trouble)
{
    struct reader reader = {.text = text, .values = values};
    if (text_starts_with(text, "\xEF\xBB\xBF"))
        reader.at = 3;
    bool is_fine = read_all(&reader);
    buffer_free(&reader.decoded);
    if (is_fine)
        *ret_root = reader.root;
    else
        *ret_trouble = reader.trouble;
    return is_fine;
}

bool json_tree_parse(struct keur_text text, struct arena *arena, const struct keur_value **ret_root,
                     struct yaml_trouble *ret_trouble)
{
    struct keur_value *root = NULL;
    const struct tree_values values = {arena, &(struct keur_value){0}, sizeof(*root)};
    bool is_fine = json_tree_parse_into(text, &values, &root, ret_trouble);
    *ret_root = root;
    return is_fine;
}
