/* What the files of `load` share while a project is loaded.  Nobody else includes it. */
#ifndef LOAD_LOADING_H
#define LOAD_LOADING_H

#include "load/load.h"
#include "load/placed.h"
#include "load/plugin.h"

struct loading {
    const struct load_request *request;
    struct arena *arena;
    struct errors *errors;
    bool trusts_packs;     /* what they say of a type is not looked at before the type is met */
    struct placed *config; /* merged */
    struct plugins *plugins;
    struct project *project;     /* filled bit by bit */
    struct rule *rules;          /* the project's */
    struct document_type *types; /* likewise */
};

/* In this order, each false after mistakes. */
bool types_read(struct loading *loading);     /* names, globs and keys */
bool rules_read(struct loading *loading);     /* all but check, options and prepared */
bool overrides_read(struct loading *loading); /* severities for some documents */
bool rules_select(struct loading *loading);   /* --only, --skip and --fix-only */
bool rules_bind(struct loading *loading);     /* loads plugins, fills options */
bool types_bind(struct loading *loading);     /* fills the settings, of types of packs later */
void site_read(struct loading *loading);      /* mkdocs.yml */

/* A dialect by its name; 0 after a mistake. */
enum keur_dialect dialect_read(const struct loading *loading, const struct keur_value *name);
/* Warning for an empty word.  False after a mistake, told at `place`. */
bool severity_read(const struct loading *loading, const struct keur_value *place,
                   struct keur_text word, enum severity *ret_severity);
/* Are these names of document types?  False after mistakes, told at `place`. */
bool types_know(const struct loading *loading, const struct keur_value *place,
                struct keur_texts names);
/* A path that is of this type by its globs, and of no other; empty when none can be made up. */
struct keur_text type_example_path(const struct project *project, struct keur_text type,
                                   struct arena *arena);
/* The value in the configuration that a rule was read from. */
const struct placed *rule_place(const struct loading *loading, const struct rule *rule);

#endif
