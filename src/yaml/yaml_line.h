/* A line of YAML, and the scalars that begin in it: those that are so plain that nothing else can
 * be meant.  What is not found here, only libyaml can tell. */
#ifndef YAML_YAML_LINE_H
#define YAML_YAML_LINE_H

#include <stdbool.h>

#include "api/keur_plugin.h"

struct yaml_line {
    struct keur_text text; /* ends where the YAML does */
    size_t begin, end;     /* without the line's ending */
    size_t at, next;
};

struct yaml_scalar {
    enum keur_value_style style;
    struct keur_span span;
    struct keur_text text; /* lies in the YAML */
};

/* Are there but characters that YAML allows, and no other endings than "\n" and "\r\n"? */
bool yaml_text_is_common(struct keur_text text, size_t at);

/* False behind the last one. */
bool yaml_line_next(struct yaml_line *line);

static inline char yaml_line_byte(const struct yaml_line *line, size_t at)
{
    return at < line->end ? line->text.bytes[at] : '\n';
}

static inline bool yaml_line_is_blank(const struct yaml_line *line, size_t at)
{
    return at >= line->end || line->text.bytes[at] == ' ';
}

static inline ptrdiff_t yaml_line_column(const struct yaml_line *line, size_t at)
{
    return (ptrdiff_t)(at - line->begin);
}

/* False at the end of what the line says. */
bool yaml_line_skip_blanks(struct yaml_line *line);

/* Plain or in quotes, within the line; in brackets a comma or bracket ends it.  line->at moves
 * behind it. */
bool yaml_line_scalar(struct yaml_line *line, bool is_in_brackets, struct yaml_scalar *ret_scalar);
/* The name behind the sign of an anchor or alias, likewise. */
bool yaml_line_name(struct yaml_line *line, bool is_in_brackets, struct keur_text *ret_name);
/* The colon that makes it a key, behind the scalar; line->end where none does. */
size_t yaml_line_colon(const struct yaml_line *line, const struct yaml_scalar *key);

#endif
