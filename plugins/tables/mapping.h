/* Where a document has the table that a mapping speaks of. */
#ifndef TABLES_MAPPING_H
#define TABLES_MAPPING_H

#include "tables.h"

/* A document, and how much of what is looked for there is in it. */
struct survey {
    keur_run *run;
    const keur_document *document;
    const struct keur_records *mappings; /* of its type, or NULL */
    size_t table_count, container_count;
};
struct survey survey_make(keur_run *run, const keur_document *document);

/* What was found, from the outside in; the first that is NULL is missing. */
struct location {
    const struct keur_heading *heading;
    const struct keur_container *tab; /* NULL too when the mapping names none */
    const struct keur_table *table;
};
struct location mapping_locate(const struct survey *survey, const struct mapping *mapping);

/* All tables that a mapping speaks of. */
struct meant_tables {
    const struct keur_table **items;
    size_t count;
};
struct meant_tables mapping_tables(const struct survey *survey, const struct mapping *mapping);

/* The part of the document where the table belongs; the heading must be there. */
struct keur_span location_area(const struct location *location);
/* Rows that were meant as a table, and are shown as text: tables/delimiter-row speaks of them. */
bool location_has_broken_table(const keur_document *document, const struct location *location);

/* The tab that takes the place of the one that is missing: one that no mapping names, and that has
 * nearly its title, or is the only one while only one is missing.  NULL when there is none. */
const struct keur_container *mapping_misnamed_tab(const struct survey *survey,
                                                  const struct mapping *mapping,
                                                  const struct keur_heading *heading);

/* The last value of the front matter with the mapping's key; NULL when it is not there. */
const struct keur_value *mapping_declared(const keur_document *document,
                                          const struct mapping *mapping);
/* The last value of the front matter with this key, or NULL. */
const struct keur_value *front_matter_value(const keur_document *document, struct keur_text key);
bool text_reads_same(keur_run *run, struct keur_text a, struct keur_text b);

#endif
