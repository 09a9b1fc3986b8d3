/* Everything that is read before the first document: configuration, packs, plugins. */
#ifndef LOAD_LOAD_H
#define LOAD_LOAD_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/folders.h"
#include "model/project.h"

struct load_request {
    struct keur_text program_folder; /* plugins and packs are found from here */
    struct keur_text config; /* --config, absolute; or empty: ROOT/.keur.yaml if it is there */
    bool no_config;
    bool with_explanations;        /* why packs have their rules, and examples: no run needs them */
    bool with_settings;            /* of all document types of packs, whether met or not */
    struct keur_texts extends;     /* --extends, instead of the configuration's */
    struct keur_texts plugin_dirs; /* --plugin-dir, then KEUR_PLUGIN_PATH */
    struct keur_texts only, skip;  /* rule ids or plugin names */
    struct keur_texts fix_only;    /* so, whose edits may be applied; none: all */
    const struct folders_known *known; /* the only files there are; NULL: those on the disk */
    const struct past *past;           /* files that are not as on the disk; or NULL */
};

/* The project at an absolute root.  On false, `errors` has every mistake that was found; plugins
 * stay loaded until the program ends. */
bool load_project(const struct load_request *request, struct keur_text root, struct arena *arena,
                  struct project **ret_project, struct errors *errors);

/* Names of the packs that come with the program in this folder. */
struct keur_texts load_packs(struct keur_text program_folder, struct arena *arena);

/* The type of a document by path and front matter, with its settings; NULL for none.  False, with a
 * message that names both globs, when two types match. */
bool load_document_type(const struct project *project, struct keur_text path,
                        const struct keur_value *front_matter,
                        const struct document_type **ret_type, struct errors *errors);
/* The settings of a type, by its name, of which this process has met no document. */
void load_type_settings(const struct project *project, struct keur_text name,
                        struct errors *errors);
/* keur_made_of_file() for the document at path `from`; the mistake lives in the arena. */
const void *load_named_file(const struct project *project, struct keur_text from,
                            struct keur_text name, keur_maker *make, struct arena *arena,
                            struct keur_text *ret_mistake);
/* How a document of this path and type (or NULL) is read. */
struct reading load_reading(const struct project *project, struct keur_text path,
                            const struct document_type *type);

/* What says so: a glob of `dialects`, or a few words. */
struct keur_text load_dialect_reason(const struct project *project, struct keur_text path,
                                     const struct document_type *type);

/* Where a configuration says this: "file:line:column", or which pack does. */
struct keur_text load_place(const struct keur_value *said, struct arena *arena);
/* What another file had said before; NULL when this is the first to say it. */
const struct keur_value *load_replaced(const struct keur_value *said);

#endif
