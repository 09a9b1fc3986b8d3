/* JSON, without saying which library makes it. */
#ifndef RENDER_JSON_VALUE_H
#define RENDER_JSON_VALUE_H

#include <stdint.h>
#include <stdio.h>

#include "api/keur_plugin.h"

struct json_t;

/* Objects by a format such as "{s:o, s:s}": keys and strings in UTF-8, and values, which are taken
 * over. */
struct json_t *value_new(const char *format, ...);
/* JSON is Unicode: each invalid byte becomes U+FFFD. */
struct json_t *value_text(struct keur_text text);
struct json_t *value_number(size_t number);
struct json_t *value_hexadecimal(uint64_t number); /* a text of 16 digits */
struct json_t *value_list(void);
/* Both take over what is added; NULL is left out. */
void value_add(struct json_t *list, struct json_t *value);
void value_set(struct json_t *object, const char *key, struct json_t *value);
/* Still the object's; NULL when it has no such key. */
struct json_t *value_member(struct json_t *object, const char *key);
/* On lines of their own, for files that people read.  Takes over the value. */
void value_write_lines(FILE *stream, struct json_t *value);
/* On one line, without its end.  Takes over the value. */
void value_write(FILE *stream, struct json_t *value);

#endif
