/* The command line: `keur COMMAND [OPTION]... [PATH]...` as plain data. */
#ifndef COMMAND_ARGUMENTS_H
#define COMMAND_ARGUMENTS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/lines.h"
#include "model/finding.h"

enum command { COMMAND_CHECK = 0, COMMAND_RULES, COMMAND_EXPLAIN, COMMAND_HELP };
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
    struct text_list extends, plugin_dirs, only, skip;
    struct output_list outputs; /* none: the default */
    int fail_on;                /* enum severity; SEVERITY_OFF: never */
    struct keur_text stdin_filename;
    int unit;  /* enum column_unit */
    int color; /* enum color_choice */
    bool statistics, quiet, no_project, help, version;
};

/* False with messages for what cannot be understood.  Texts point into argv. */
bool arguments_parse(int argc, char **argv, struct arguments *ret_arguments, struct errors *errors);
void arguments_free(struct arguments *arguments);
/* The first --format; empty when there is none. */
struct keur_text arguments_format(const struct arguments *arguments);
/* Says that an option does not take this word, and which one was meant.  Always false. */
bool arguments_refuse(const char *option, struct keur_text word, const struct keur_text *names,
                      size_t count, struct errors *errors);
/* The command that a word most likely meant, or NULL. */
const char *arguments_nearest_command(struct keur_text word);
/* Commands and options, made from the tables that the parser uses. */
void arguments_help(FILE *stream);

#endif
