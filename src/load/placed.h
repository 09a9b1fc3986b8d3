/* Values of configuration files that know who said them, and how they merge. */
#ifndef LOAD_PLACED_H
#define LOAD_PLACED_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/error.h"

/* What the values of one configuration share, so that it is made once. */
struct shared {
    struct arena *arena; /* of all of it */
    struct read_file *files;
    struct shared_pattern *patterns;
};

/* A file that was read. */
struct source {
    struct keur_text path;  /* absolute and real; empty for a text of a plugin */
    struct keur_text shown; /* as messages name it */
    struct keur_text text;
    struct keur_text bound; /* absolute and real: files that it names lie in this folder */
    struct keur_text pack;  /* the pack's name; of other files as shown */
    bool is_pack;
    bool is_json;          /* read as JSON, not as YAML */
    struct shared *shared; /* NULL: nothing is */
};

/* All values that plugins see while they are set up are of this kind. */
struct placed {
    struct keur_value is; /* first: a `const struct keur_value *` of ours is a `struct placed *` */
    const struct source *source;
    const struct placed *replaced; /* what stood here before another file replaced it */
};

const struct placed *placed_of(const struct keur_value *value);
/* Of a tree that the caller may change. */
struct placed *placed_first(const struct placed *parent);
struct placed *placed_next(const struct placed *child);

/* Reads a YAML or JSON file; the source lives in the arena.  A key that stands twice in one map is
 * a mistake.  NULL after one. */
struct placed *placed_read(const struct source *source, struct arena *arena, struct errors *errors);
/* A part of a YAML file by itself. */
struct placed *placed_read_part(const struct source *source, struct keur_span part,
                                struct arena *arena, struct errors *errors);

/* Maps merge by key, all else is replaced by `from`, whose values move over. */
void placed_merge(struct placed *into, struct placed *from, struct arena *arena);
struct placed *placed_find(const struct placed *map, struct keur_text key);
void placed_remove(struct placed *child);
/* Does all of it stand in packs? */
bool placed_is_of_packs(const struct placed *root);
/* Puts a map in the place of a scalar, with the scalar as the value of `key`. */
struct placed *placed_wrap(struct placed *scalar, struct keur_text key, struct arena *arena);

/* A mistake at the value, or at its key.  Always false.  After LIMIT_CONFIG_MISTAKES the rest is
 * not told. */
bool placed_error(struct errors *errors, const struct keur_value *value, const char *format, ...)
    KEUR_PRINTF(3, 4);
bool placed_key_error(struct errors *errors, const struct keur_value *value, const char *format,
                      ...) KEUR_PRINTF(3, 4);

/* The file that a value names: beside the file that says it, and within its bounds.  Empty after a
 * mistake. */
struct keur_text placed_path(const struct keur_value *value, struct keur_text name,
                             struct arena *arena, struct errors *errors);
/* Reads that file, which others may share; NULL after a mistake. */
struct placed *placed_read_beside(const struct keur_value *value, struct keur_text name,
                                  struct arena *arena, struct errors *errors);

#endif
