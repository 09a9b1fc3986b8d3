/* The formats, and what they share. */
#ifndef RENDER_FORMATS_H
#define RENDER_FORMATS_H

#include <stdio.h>

#include "base/text.h"
#include "model/finding.h"
#include "render/render.h"

void text_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                struct render_style style);
void full_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                struct render_style style);
void json_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                struct render_style style);
void jsonl_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                 struct render_style style);
void sarif_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                 struct render_style style);
void github_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                  struct render_style style);
void gitlab_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                  struct render_style style);
void checkstyle_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                      struct render_style style);
void junit_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                 struct render_style style);
void rdjson_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                  struct render_style style);
void rdjsonl_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                   struct render_style style);

/* The one line of the text format, with its end. */
void line_write(FILE *stream, const struct finding *finding, struct render_style style);

enum color { COLOR_BOLD = 0, COLOR_RED, COLOR_YELLOW, COLOR_BLUE, COLOR_GREEN, COLOR_DIM };
/* What begins and ends a color; "" without colors. */
const char *color_begin(struct render_style style, enum color color);
const char *color_end(struct render_style style);

/* The code point at `at` in its harmless form; gives its bytes in the text. */
size_t escape_next(struct buffer *buffer, struct keur_text text, size_t at);
/* The same without a look for commands of CI runners. */
size_t escape_harmful(struct buffer *buffer, struct keur_text text, size_t at);
/* The code point at `at`, U+FFFD for an invalid byte; gives its bytes in the text. */
size_t valid_next(struct keur_text text, size_t at, uint32_t *ret_code_point);
/* Harmless in elements and in attributes. */
void xml_write(FILE *stream, struct keur_text text);

/* Behind the findings that have the path of the one at `begin`. */
size_t findings_same_path(const struct findings *findings, size_t begin);
/* Whether a format that is Unicode can hold what the edits write. */
bool edits_are_unicode(const struct finding *finding);

#endif
