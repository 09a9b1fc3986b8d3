/* The command line: `keur COMMAND [OPTION]... [PATH]...` as plain data. */
#ifndef COMMAND_ARGUMENTS_H
#define COMMAND_ARGUMENTS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/lines.h"
#include "model/finding.h"

enum command {
    COMMAND_CHECK = 0,
    COMMAND_FIX,
    COMMAND_RULES,
    COMMAND_EXPLAIN,
    COMMAND_CONFIG,
    COMMAND_INIT,
    COMMAND_SUPPRESSIONS,
    COMMAND_BASELINE,
    COMMAND_SCHEMA,
    COMMAND_TRACE,
    COMMAND_COMPLETIONS,
    COMMAND_HELP
};
enum color_choice { COLOR_AUTO = 0, COLOR_ALWAYS, COLOR_NEVER };

struct text_list {
    struct keur_text *items;
    size_t count, capacity;
};

/* --format and the --output behind it; empty where not given. */
struct output {
    struct keur_text format, path;
};
struct output_list {
    struct output *items;
    size_t count, capacity;
};

struct arguments {
    enum command command;
    struct text_list paths; /* what is no option; a rule for `explain` */
    struct keur_text config;
    bool no_config;
    struct text_list extends, plugin_dirs, only, skip, fix_only;
    struct output_list outputs; /* none: the default */
    int fail_on;                /* enum severity; SEVERITY_OFF: never */
    struct keur_text stdin_filename;
    const struct keur_text *input; /* what '-' stands for, once it was read (ask_read()) */
    size_t jobs;                   /* 0: not given */
    int unit;                      /* enum column_unit */
    int color;                     /* enum color_choice */
    bool no_baseline, prune;       /* of `check`; of `baseline` */
    bool fix, diff, unsafe_fixes;
    bool tracked, no_tracked;
    struct keur_text since; /* a revision of git; or empty */
    bool affected;
    bool statistics, quiet, no_project, help, version;
};

/* False with messages for what cannot be understood.  Texts point into argv. */
bool arguments_parse(int argc, char **argv, struct arguments *ret_arguments, struct errors *errors);
/* For arguments_parse(): what is asked for must not be passed over in silence. */
bool arguments_check(const struct arguments *arguments, struct errors *errors);
void arguments_free(struct arguments *arguments);
/* The first --format; empty when there is none. */
struct keur_text arguments_format(const struct arguments *arguments);
/* Is it one of them? */
bool arguments_has_format(const struct arguments *arguments, const char *name);
/* Says that an option does not take this word, and which one was meant.  Always false. */
bool arguments_refuse(const char *option, struct keur_text word, const struct keur_text *names,
                      size_t count, struct errors *errors);
/* The command that a word most likely meant, or NULL. */
const char *arguments_nearest_command(struct keur_text word);
/* A word that an option takes, and what it stands for; tables end with a NULL name. */
struct choice {
    const char *name;
    int value;
};

enum option_kind {
    OPTION_FLAG = 1,
    OPTION_TEXT,
    OPTION_LIST,   /* may be repeated */
    OPTION_NAMES,  /* that too, or several at once with commas */
    OPTION_NUMBER, /* from 1 on */
    OPTION_CHOICE,
    OPTION_FORMAT, /* begins an output */
    OPTION_OUTPUT, /* where the output that was begun last goes */
};

struct option {
    const char *name;
    const char *letter;   /* or NULL */
    const char *argument; /* as shown; NULL for flags */
    enum option_kind kind;
    size_t offset;
    const struct choice *choices;
    const char *summary;
    const char *group; /* at the first option of each, else NULL */
};

/* The tables that the parser uses, for help and completions.  NULL past the last one. */
const struct option *arguments_option(size_t i);
struct command_text {
    const char *name, *summary;
    const char *argument; /* what follows it; or NULL */
};
/* The i-th command; its name is NULL past the last one. */
struct command_text arguments_command(size_t i);
/* Commands and options, made from the tables that the parser uses. */
void arguments_help(FILE *stream);

#endif
