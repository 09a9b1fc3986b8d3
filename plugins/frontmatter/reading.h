/* What a plain scalar becomes when it is read: by PyYAML, and so MkDocs (YAML 1.1), and by tools
 * that judge front matter by a schema (the core schema of YAML 1.2). */
#ifndef READING_H
#define READING_H

#include "keur_plugin.h"

enum reading_kind {
    READING_TEXT = 1,
    READING_NOTHING,
    READING_BOOLEAN,
    READING_NUMBER,
    READING_DATE,
    READING_FAILURE, /* PyYAML stops here, and MkDocs drops all front matter */
};

struct reading {
    enum reading_kind kind;
    struct keur_text shown; /* the text, `true`, the number in decimal digits; lives as the run */
};

/* By the resolver of PyYAML's loaders: integers with `_`, in base 2, 8, 16 and 60, floats, words
 * such as `no`, and timestamps of https://yaml.org/type/timestamp.html. */
struct reading reading_site(keur_run *run, const struct keur_value *value);
/* By section 10.3.2 of YAML 1.2.2. */
struct reading reading_core(keur_run *run, const struct keur_value *value);

/* What PyYAML makes of a plain key that is no text for it: "true", "false" or "null"; else empty.
 * Numbers are let be: years and the like are found as numbers. */
struct keur_text reading_key(struct keur_text key);

bool reading_equals(struct reading a, struct reading b);
/* "the number 8", "false", "text": how a message calls it. */
struct keur_text reading_name(keur_run *run, struct reading reading);

#endif
