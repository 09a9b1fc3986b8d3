/* The comments of a document that speak to keur: <!-- keur-disable-line rule, rule: reason -->, and
 * in front matter # keur-disable-line rule: reason.  What stands in code is text. */
#ifndef CHECK_COMMENTS_H
#define CHECK_COMMENTS_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"

enum comment_form {
    COMMENT_UNKNOWN = 0,
    COMMENT_LINE,    /* keur-disable-line */
    COMMENT_NEXT,    /* keur-disable-next */
    COMMENT_DISABLE, /* keur-disable */
    COMMENT_ENABLE,  /* keur-enable */
    COMMENT_FILE,    /* keur-disable-file */
};

struct comment_name {
    struct keur_text text; /* as written; may hold blanks, which no rule has */
    struct keur_span span;
};

struct comment {
    enum comment_form form;
    struct keur_span span; /* with <!-- and -->, or from # to the end of the line */
    struct keur_span word; /* keur-... */
    const struct comment_name *names;
    size_t name_count;
    struct keur_text reason;
    bool is_yaml;
};

struct comments {
    struct comment *items;
    size_t count, capacity;
    size_t name_count;
    struct keur_span left_out; /* the first past LIMIT_SUPPRESSIONS; empty when there is none */
};

/* In reading order; they and their names live in the arena, texts in the document. */
struct comments comments_read(const keur_document *document, struct arena *arena);

/* The form that a word was most likely meant to be, or NULL. */
const char *comment_nearest_form(struct keur_text word);

/* The next value of a YAML tree in reading order; NULL behind the last. */
const struct keur_value *comment_value_following(const struct keur_value *value);

#endif
