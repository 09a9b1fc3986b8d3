/* Plain scalars of the front matter that the site reads otherwise than they are written, or than
 * the schema counts on.  One rule speaks of them, frontmatter/site-reading. */
#ifndef SITE_H
#define SITE_H

#include "fault.h"
#include "reading.h"

enum site_trouble {
    SITE_FAILS = 1,      /* PyYAML cannot read it, and MkDocs drops all front matter */
    SITE_LOSES_TEXT,     /* the schema wants text, the site makes something else of it */
    SITE_KEEPS_TEXT,     /* the schema wants text and the site gets it; YAML 1.2 reads otherwise */
    SITE_READS_AS_ASKED, /* as the schema wants it, where YAML 1.2 reads something else */
    SITE_TWO_READINGS,   /* both fit the schema, or there is none */
    SITE_TWO_NUMBERS,    /* so, and text would not fit */
};

struct site_value {
    const struct keur_value *value;
    enum site_trouble trouble;
    struct reading site, core;
    const struct fault *fault; /* what the schema says of a reading; or NULL */
};
struct site_values {
    struct site_value *items;
    size_t count;
};

/* The root of the front matter, the schemas that judge it, and what it is told of by them as YAML
 * 1.2 reads it. */
struct site_scene {
    const struct keur_value *root;
    const struct schema *schemas[3];
    size_t schema_count;
    const struct faults *faults;
};
struct site_values site_values_find(keur_run *run, const struct site_scene *scene);

#endif
