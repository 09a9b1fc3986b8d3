/* The one file that includes <jansson.h>. */
#include "render/json_value.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "render/formats.h"

struct json_t *value_new(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    json_t *value = json_vpack_ex(NULL, 0, format, values);
    va_end(values);
    return value;
}

struct json_t *value_text(struct keur_text text)
{
    if (unicode_valid_prefix(text) == text.length)
        return json_stringn_nocheck(text.bytes, text.length);
    struct buffer valid = {0};
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point;
        at += valid_next(text, at, &code_point);
        buffer_add_code_point(&valid, code_point);
    }
    json_t *value = json_stringn_nocheck(valid.bytes, valid.length);
    buffer_free(&valid);
    return value;
}

struct json_t *value_number(size_t number)
{
    return json_integer((json_int_t)number);
}

struct json_t *value_hexadecimal(uint64_t number)
{
    char digits[17];
    snprintf(digits, sizeof digits, "%016jx", (uintmax_t)number);
    return json_string(digits);
}

struct json_t *value_list(void)
{
    return json_array();
}

void value_add(struct json_t *list, struct json_t *value)
{
    if (value != NULL)
        json_array_append_new(list, value);
}

void value_set(struct json_t *object, const char *key, struct json_t *value)
{
    if (value != NULL)
        json_object_set_new_nocheck(object, key, value);
}

struct json_t *value_member(struct json_t *object, const char *key)
{
    return json_object_get(object, key);
}

void value_write_lines(FILE *stream, struct json_t *value)
{
    if (json_dumpf(value, stream, JSON_INDENT(2)) == 0)
        putc('\n', stream);
    json_decref(value);
}

/* "##" is written so that no CI runner finds a command in a line; it can stand in strings only,
 * where the escape reads the same. */
void value_write(FILE *stream, struct json_t *value)
{
    char *line = json_dumps(value, JSON_COMPACT);
    json_decref(value);
    if (line == NULL)
        memory_give_up();
    for (const char *at = line; at != NULL && *at != '\0'; at++) {
        if (at[0] == '#' && at[1] == '#')
            fputs("\\u0023", stream);
        else
            putc(*at, stream);
    }
    free(line);
}
