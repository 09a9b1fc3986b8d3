/* Findings -> bytes on a stream. */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include <stdbool.h>
#include <stdio.h>

#include "model/finding.h"
#include "model/suppression.h"

struct render_style {
    bool color;
};

struct render_format {
    const char *name, *summary;
    void (*write)(FILE *stream, const struct findings *findings, const struct summary *summary,
                  struct render_style style);
    bool has_fingerprints; /* it writes them */
};
/* Ends with an entry whose name is NULL. */
extern const struct render_format render_formats[];
const struct render_format *render_find(const char *name);

/* Control and bidirectional characters escaped as \u{XXXX} (invalid bytes as \xNN), so that a path
 * or message is one harmless line on any terminal; written to the stream. */
void render_escaped(FILE *stream, struct keur_text text);
/* As configurations and findings write it. */
const char *severity_name(enum severity severity);
/* A line for each rule that found something: how often, how badly, how many with a repair. */
void render_statistics(FILE *stream, const struct findings *findings);
/* One line for each: where it stands, what it names and why, and how many findings it suppressed.
 */
void render_suppressions(FILE *stream, const struct suppressions *suppressions);
void render_suppressions_json(FILE *stream, const struct suppressions *suppressions);
/* "3 errors, 1 warning in 25 documents" */
void render_summary(FILE *stream, const struct summary *summary, struct render_style style);

#endif
