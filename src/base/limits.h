/* Every limit on size, depth and effort, in one place.  Counted, not timed, so
 * that a verdict repeats; generous, so that only hostile input meets them. */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

enum {
    /* Files */
    LIMIT_DOCUMENT_BYTES = 8 << 20, /* read at all */
    LIMIT_CONFIG_BYTES = 1 << 20,   /* .keur.yaml, pack.yaml, schemas, mkdocs.yml */
    LIMIT_CONFIG_MISTAKES = 50,     /* told of one configuration */
    LIMIT_BASELINE_BYTES = 32 << 20,
    LIMIT_NAMED_FILES = 32,      /* that documents name: kept at once, and named by one document */
    LIMIT_EXTENDS_DEPTH = 16,    /* configuration files that extend each other in a row */
    LIMIT_INHERIT_DEPTH = 8,     /* files that mkdocs.yml inherits from, one from the other */
    LIMIT_REFS_BYTES = 16 << 20, /* of a file below .git */
    LIMIT_REFS = 50000,          /* branches and tags; of more nothing is known */
    LIMIT_GIT_BYTES = 1 << 30,   /* of what git prints */
    LIMIT_CHANGED_LINES = 1500,  /* that are told apart one by one in one document */
    LIMIT_FOLDER_DEPTH = 64,
    LIMIT_SITE_FOLDERS = 100000, /* that are looked through for .pages files */

    /* YAML */
    LIMIT_YAML_BYTES = 64 << 10, /* front matter */
    LIMIT_YAML_DEPTH = 64,       /* libyaml is quadratic in nested flow collections */
    LIMIT_YAML_VALUES = 20000,   /* aliases expanded */
    LIMIT_JSON_VALUES = 200000,  /* as many as LIMIT_CONFIG_BYTES may hold */
    LIMIT_INDEX_BYTES = 1 << 20, /* front matter of one document in the index */

    /* Markdown, before libcmark sees it */
    LIMIT_CONTAINER_DEPTH = 100,      /* quotes and lists within each other */
    LIMIT_TAB_DEPTH = 20,             /* tabs, admonitions and the like within each other */
    LIMIT_TABS = 50000,               /* of these, abbreviations and footnotes in one document */
    LIMIT_HTML_ROUNDS = 4,            /* in which ends of raw HTML are found */
    LIMIT_TABLE_PIPES = 300000,       /* in one document */
    LIMIT_OPEN_BLOCK_LINES = 1 << 20, /* sum over blank lines of the lists open there */
    LIMIT_OPEN_BRACKETS = 2000,       /* `[` without `]` in one flow collection */
    LIMIT_BRACKET_STEPS = 1 << 26,    /* sum over blocks of images times closing brackets */
    LIMIT_PARSE_BYTES = 96 << 20,     /* what libcmark may allocate for one document */
    LIMIT_TREE_BYTES = 112 << 20,     /* the document itself, bytes and nodes */

    /* PCRE2 */
    LIMIT_MATCH_STEPS = 100000,
    LIMIT_MATCH_HEAP_KIB = 4096,

    /* Values that `keur schema infer` takes for a list to choose from */
    LIMIT_CHOICES = 24,
    LIMIT_CHOICE_BYTES = 60,
    LIMIT_CHOICE_REPEATED = 3, /* how often each is there, on average */

    /* Workers.  The clock is the last resort: the verdict on a plugin that is near its limit of
     * time does not repeat. */
    LIMIT_JOBS = 256,                  /* worker processes */
    LIMIT_TASKS_PER_WORKER = 16,       /* or another one costs more than it gains */
    LIMIT_DOCUMENTS_PER_WORKER = 256,  /* unless the user asks for so many workers */
    LIMIT_INDEX_WITHOUT_WORKER = 1000, /* documents in it, of which few are checked */
    LIMIT_TASKS_AHEAD = 16,            /* that a worker is given at once */
    LIMIT_WORKER_RESTARTS = 3,         /* for one task, when nobody knows why */
    LIMIT_WAITING_FACTOR = 2,    /* a plugin that sleeps is waited for so many times as long */
    LIMIT_PLUGIN_SECONDS = 5,    /* of CPU time on one document; `limits` in the configuration */
    LIMIT_WORKER_MIB = 512,      /* that checks may add to a worker's memory; there too */
    LIMIT_MOST_SECONDS = 3600,   /* that the configuration may ask for */
    LIMIT_MOST_MIB = 1 << 20,    /* likewise */
    LIMIT_STACK_BYTES = 8 << 20, /* of a process that has a guard */
    LIMIT_PLUGIN_FAULTS = 5,     /* of one plugin in one run: then it is left out */

    /* Findings of one rule in one document; one more says how many were left out. */
    LIMIT_FINDINGS = 500,
    LIMIT_MESSAGE_BYTES = 1000,

    LIMIT_SUPPRESSIONS = 1000, /* comments to keur in one document, and the rules that they name */

    /* Fixing */
    LIMIT_FIX_ROUNDS = 100, /* in which one document changes; past them it stays as it was */
    LIMIT_FIX_TRIALS = 64,  /* to find the edits that bring new findings, in one round */
};

#endif
