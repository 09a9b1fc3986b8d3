/* What `load` makes of a configuration, and `check` works with. */
#ifndef MODEL_PROJECT_H
#define MODEL_PROJECT_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/folders.h"
#include "base/glob.h"
#include "model/finding.h"
#include "model/site.h"

struct rule_override;
struct named_files;
struct loading;

/* A rule: a check, how badly, with which options, and why. */
struct rule {
    struct keur_text id;
    struct keur_text check_id;
    enum severity severity;
    /* NULL while the rule is off; whole, and zero where an older plugin has no such member */
    const struct keur_check *check;
    const struct keur_plugin *plugin; /* NULL while the rule is off */
    bool is_foreign;                  /* the plugin is not of the installation */
    const void *options;              /* filled struct, or NULL */
    const void *prepared;             /* what the check's prepare made of it */
    struct keur_texts documents;      /* names of document types; none: all documents */
    struct globs files;               /* none: all */
    struct keur_texts dialects;       /* none: all */
    struct keur_text message;         /* replaces the check's; or empty */
    struct keur_text why, good, bad;
    struct keur_text good_file, bad_file; /* path of the example's document, or empty */
    struct keur_texts aliases;            /* former ids */
    struct keur_text
        pack; /* where it was declared last: name of the pack or the file; empty: the core */
    const struct keur_value *said;         /* its map in the configuration; NULL: the core */
    const struct rule_override *overrides; /* the last one first */
    bool may_fix;                          /* its edits may be applied to documents */
};

/* Another severity of a rule, for some documents. */
struct rule_override {
    struct globs files;          /* none: any */
    struct keur_texts documents; /* names of document types; none: any */
    enum severity severity;
    const struct rule *rule;       /* the same rule, with that severity */
    const struct keur_value *said; /* the severity, in the configuration */
    const struct rule_override *next;
};

/* For some documents at least; only then it has a check, a plugin and options. */
static inline bool rule_is_on(const struct rule *rule)
{
    const struct rule_override *override = rule->overrides;
    while (override != NULL && override->severity == SEVERITY_OFF)
        override = override->next;
    return rule->severity != SEVERITY_OFF || override != NULL;
}

/* The rule of the core itself: on in every project, and no configuration changes it. */
#define RULE_LIMIT "keur/limit"

/* What a document type sets for the plugins: key, owner, and what prepare made. */
struct type_setting {
    const struct keur_plugin *plugin;
    struct keur_text key;
    const void *prepared;
};

/* A named set of files. */
struct document_type {
    struct keur_text name;
    struct globs files;
    struct keur_texts has_key;   /* at least one of these front matter keys, when given */
    struct keur_texts lacks_key; /* none of these */
    enum keur_dialect dialect;   /* 0: as for any document */
    const struct type_setting *settings;
    size_t setting_count;
    bool is_bound; /* settings are read, which a type of a pack need not be before it is met */
    const struct keur_value *said; /* its map in the configuration */
};

/* Extensions of Python-Markdown that a site switches on; bits. */
enum extension {
    EXTENSION_TABS = 1 << 0, /* pymdownx.tabbed */
    EXTENSION_ADMONITION = 1 << 1,
    EXTENSION_DETAILS = 1 << 2,    /* pymdownx.details */
    EXTENSION_BLOCKS = 1 << 3,     /* pymdownx.blocks.* */
    EXTENSION_ATTRIBUTES = 1 << 4, /* attr_list */
    EXTENSION_FOOTNOTES = 1 << 5,
    EXTENSION_ABBREVIATIONS = 1 << 6,
    EXTENSION_SNIPPETS = 1 << 7,
    EXTENSION_TABLES = 1 << 8,
    EXTENSION_MARKDOWN_IN_HTML = 1 << 9, /* md_in_html */
    EXTENSION_ALL = (1 << 10) - 1,
};

/* How a document is read. */
struct reading {
    enum keur_dialect dialect;
    unsigned extensions;    /* bits of enum extension; containers and the like need them */
    struct slug_form slugs; /* of Python-Markdown */
    bool has_prose;         /* keur_prose() is asked for */
};

struct dialect_glob {
    struct keur_text glob;
    enum keur_dialect dialect;
};

/* What plugins may take, before they are stopped. */
struct project_limits {
    unsigned seconds; /* of CPU time, for one plugin and document */
    size_t memory;    /* bytes that a worker may add to its own */
};

/* One project root with its configuration.  Everything lives in the run's arena. */
struct project {
    struct keur_text root; /* absolute */
    struct keur_texts
        readable; /* folders, absolute: the root, and what the configuration lies in */
    struct keur_text working_folder; /* absolute; shown paths begin there. Empty: at the root */
    struct folders *folders;
    struct refs *refs;         /* of the clone, when the root is one */
    struct keur_texts ignore;  /* globs */
    struct keur_text baseline; /* relative to the root; empty: the default */
    const struct rule *rules;  /* all, those that are off too, in order of their ids */
    size_t rule_count;
    struct project_limits limits;
    bool has_foreign; /* rules that are on */
    const struct document_type *types;
    size_t type_count;
    const struct dialect_glob *dialects;
    size_t dialect_count;
    struct keur_text docs_dir;         /* of mkdocs.yml, relative to the root; empty without one */
    bool has_site;                     /* there is a mkdocs.yml */
    unsigned extensions;               /* that mkdocs.yml lists, with the defaults of MkDocs */
    struct keur_texts auto_append;     /* snippets files, relative to the root */
    struct slug_form slugs;            /* of the toc extension */
    const struct site *site;           /* NULL without a mkdocs.yml */
    bool reads_prose;                  /* a rule that is on does */
    bool gathers_prose;                /* one does so for the index */
    const struct keur_value *schemas;  /* addresses, and files or schemas for them; or NULL */
    struct named_files *named;         /* what was made of files that documents name */
    struct loading *loading;           /* what settings of types are read with */
    const struct keur_rename *renames; /* that git knows of, where it was asked */
    size_t rename_count;
};

#endif
