#include "command/completions.h"

#include <string.h>

#include "base/text.h"
#include "command/check.h"
#include "render/render.h"

/* What a value is, by the word that stands for it in the help. */
enum value_kind { VALUE_ANY = 0, VALUE_FILE, VALUE_FOLDER, VALUE_RULE, VALUE_WORDS };

static enum value_kind kind_of(const char *argument)
{
    static const struct {
        const char *argument;
        enum value_kind kind;
    } kinds[] = {
        {"FILE", VALUE_FILE},  {"PATH", VALUE_FILE},   {"DIR", VALUE_FOLDER},
        {"RULE", VALUE_RULE},  {"NAME", VALUE_WORDS},  {"UNIT", VALUE_WORDS},
        {"WHEN", VALUE_WORDS}, {"LEVEL", VALUE_WORDS}, {"SHELL", VALUE_WORDS},
    };
    const char *last = argument == NULL ? NULL : strrchr(argument, ' ');
    argument = last == NULL ? argument : last + 1;
    for (size_t i = 0; argument != NULL && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(argument, kinds[i].argument) == 0)
            return kinds[i].kind;
    return VALUE_ANY;
}

static const char *const shells[] = {"bash", "zsh", "fish"};
enum { SHELL_COUNT = sizeof shells / sizeof *shells };

/* All words that the option takes, with blanks between them. */
static void write_words(FILE *stream, const struct choice *choices, const char *argument)
{
    const char *blank = "";
    for (; choices != NULL && choices->name != NULL; choices++, blank = " ")
        fprintf(stream, "%s%s", blank, choices->name);
    for (const struct render_format *format = render_formats;
         strcmp(argument, "NAME") == 0 && format->name != NULL; format++, blank = " ")
        fprintf(stream, "%s%s", blank, format->name);
    for (size_t i = 0; strcmp(argument, "SHELL") == 0 && i < SHELL_COUNT; i++, blank = " ")
        fprintf(stream, "%s%s", blank, shells[i]);
}

/* Within single quotes of a shell; `escaped` are characters that take a backslash. */
static void write_quoted(FILE *stream, const char *text, const char *quote, const char *escaped)
{
    for (; *text != '\0'; text++)
        if (*text == '\'')
            fputs(quote, stream);
        else
            fprintf(stream, "%s%c", strchr(escaped, *text) != NULL ? "\\" : "", *text);
}

/* ---- bash ---- */

static void bash_values(FILE *stream, const char *argument, const struct choice *choices)
{
    switch (kind_of(argument)) {
    case VALUE_FILE:
        fputs("mapfile -t COMPREPLY < <(compgen -f -- \"$word\")", stream);
        break;
    case VALUE_FOLDER:
        fputs("mapfile -t COMPREPLY < <(compgen -d -- \"$word\")", stream);
        break;
    case VALUE_RULE:
        fputs("mapfile -t COMPREPLY < <(compgen -W \"$(_keur_rules)\" -- \"$word\")", stream);
        break;
    case VALUE_WORDS:
        fputs("mapfile -t COMPREPLY < <(compgen -W '", stream);
        write_words(stream, choices, argument);
        fputs("' -- \"$word\")", stream);
        break;
    case VALUE_ANY:
        fputs("COMPREPLY=()", stream);
        break;
    }
}

static void bash_options(FILE *stream)
{
    const struct option *option;
    for (size_t i = 0; (option = arguments_option(i)) != NULL; i++) {
        if (option->argument == NULL)
            continue;
        fprintf(stream, "    --%s", option->name);
        if (option->letter != NULL)
            fprintf(stream, " | -%s", option->letter);
        fputs(") ", stream);
        bash_values(stream, option->argument, option->choices);
        fputs("; return ;;\n", stream);
    }
}

static void bash_write(FILE *stream)
{
    const struct option *option;
    struct command_text command;
    fputs("# shellcheck shell=bash\n"
          "# Made by `keur completions bash`.\n"
          "_keur_rules() { keur rules 2>/dev/null | cut -d ' ' -f 1; }\n"
          "_keur() {\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
          "    # bash takes the '=' of --option=value for a word.\n"
          "    if [ \"$word\" = '=' ]; then\n"
          "        word=\n"
          "    elif [ \"$before\" = '=' ]; then\n"
          "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
          "    fi\n"
          "    case $before in\n",
          stream);
    bash_options(stream);
    fputs("    esac\n"
          "    if [[ $word == -* ]]; then\n"
          "        mapfile -t COMPREPLY < <(compgen -W '",
          stream);
    for (size_t i = 0; (option = arguments_option(i)) != NULL; i++)
        fprintf(stream, "%s--%s", i == 0 ? "" : " ", option->name);
    fputs("' -- \"$word\")\n        return\n    fi\n    case $COMP_CWORD,${COMP_WORDS[1]} in\n"
          "    1,*) mapfile -t COMPREPLY < <(compgen -W '",
          stream);
    for (size_t i = 0; (command = arguments_command(i)).name != NULL; i++)
        fprintf(stream, "%s%s", i == 0 ? "" : " ", command.name);
    fputs("' -- \"$word\"; compgen -f -- \"$word\") ;;\n", stream);
    for (size_t i = 0; (command = arguments_command(i)).name != NULL; i++) {
        if (i == 0)
            continue; /* the default */
        fprintf(stream, "    *,%s) ", command.name);
        bash_values(stream, command.argument, NULL);
        fputs(" ;;\n", stream);
    }
    fputs("    *) ", stream);
    bash_values(stream, arguments_command(0).argument, NULL);
    fputs(" ;;\n    esac\n}\ncomplete -o filenames -F _keur keur\n", stream);
}

/* ---- zsh ---- */

static void zsh_values(FILE *stream, const char *argument, const struct choice *choices)
{
    switch (kind_of(argument)) {
    case VALUE_FILE:
        fputs("_files", stream);
        break;
    case VALUE_FOLDER:
        fputs("_files -/", stream);
        break;
    case VALUE_RULE:
        fputs("_keur_rules", stream);
        break;
    case VALUE_WORDS:
        putc('(', stream);
        write_words(stream, choices, argument);
        putc(')', stream);
        break;
    case VALUE_ANY:
        putc(' ', stream);
        break;
    }
}

static void zsh_option(FILE *stream, const struct option *option)
{
    bool repeats = option->kind == OPTION_LIST || option->kind == OPTION_NAMES ||
                   option->kind == OPTION_FORMAT || option->kind == OPTION_OUTPUT;
    fputs(" \\\n    ", stream);
    if (repeats)
        fputs("'*'", stream);
    if (option->letter != NULL && !repeats)
        fprintf(stream, "'(-%s --%s)'", option->letter, option->name);
    if (option->letter != NULL)
        fprintf(stream, "{-%s%s,--%s%s}'[", option->letter, option->argument == NULL ? "" : "+",
                option->name, option->argument == NULL ? "" : "=");
    else
        fprintf(stream, "--%s%s'[", option->name, option->argument == NULL ? "" : "=");
    write_quoted(stream, option->summary, "'\\''", "[]:\\");
    putc(']', stream);
    if (option->argument != NULL) {
        fprintf(stream, ":%s:", option->argument);
        zsh_values(stream, option->argument, option->choices);
    }
    putc('\'', stream);
}

static void zsh_write(FILE *stream)
{
    const struct option *option;
    struct command_text command;
    fputs("#compdef keur\n"
          "# Made by `keur completions zsh`.\n"
          "_keur_rules() {\n"
          "    local -a rules\n"
          "    rules=(${(f)\"$(keur rules 2>/dev/null | cut -d ' ' -f 1)\"})\n"
          "    _describe rule rules\n"
          "}\n"
          "_keur_first() {\n"
          "    local -a commands\n"
          "    commands=(",
          stream);
    for (size_t i = 0; (command = arguments_command(i)).name != NULL; i++) {
        fprintf(stream, "\n        '%s:", command.name);
        write_quoted(stream, command.summary, "'\\''", ":\\");
        putc('\'', stream);
    }
    fputs(
        ")\n    _describe command commands\n    _files\n}\n_keur_rest() {\n    case $words[2] in\n",
        stream);
    for (size_t i = 1; (command = arguments_command(i)).name != NULL; i++) {
        fprintf(stream, "    %s) ", command.name);
        enum value_kind kind = kind_of(command.argument);
        fputs(kind == VALUE_WORDS ? "compadd " : kind == VALUE_ANY ? ":" : "", stream);
        if (kind == VALUE_WORDS)
            write_words(stream, NULL, command.argument);
        else
            zsh_values(stream, command.argument, NULL);
        fputs(" ;;\n", stream);
    }
    fputs("    *) _files ;;\n    esac\n}\n_arguments -s", stream);
    for (size_t i = 0; (option = arguments_option(i)) != NULL; i++)
        zsh_option(stream, option);
    fputs(" \\\n    '1:command or path:_keur_first' '*:argument:_keur_rest'\n", stream);
}

/* ---- fish ---- */

static void fish_values(FILE *stream, const char *argument, const struct choice *choices)
{
    switch (kind_of(argument)) {
    case VALUE_FILE:
        fputs(" -r -F", stream);
        break;
    case VALUE_FOLDER:
        fputs(" -x -a '(__fish_complete_directories)'", stream);
        break;
    case VALUE_RULE:
        fputs(" -x -a '(__keur_rules)'", stream);
        break;
    case VALUE_WORDS:
        fputs(" -x -a '", stream);
        write_words(stream, choices, argument);
        putc('\'', stream);
        break;
    case VALUE_ANY:
        fputs(" -x", stream);
        break;
    }
}

static void fish_write(FILE *stream)
{
    const struct option *option;
    struct command_text command;
    fputs("# Made by `keur completions fish`.\n"
          "function __keur_rules\n"
          "    keur rules 2>/dev/null | string replace -r ' +' \\t\n"
          "end\n"
          "function __keur_is\n"
          "    set -l words (commandline -opc)\n"
          "    test (count $words) -gt 1; and test \"$words[2]\" = $argv[1]\n"
          "end\n",
          stream);
    for (size_t i = 0; (option = arguments_option(i)) != NULL; i++) {
        fprintf(stream, "complete -c keur -l %s", option->name);
        if (option->letter != NULL)
            fprintf(stream, " -s %s", option->letter);
        if (option->argument != NULL)
            fish_values(stream, option->argument, option->choices);
        fputs(" -d '", stream);
        write_quoted(stream, option->summary, "\\'", "\\");
        fputs("'\n", stream);
    }
    for (size_t i = 0; (command = arguments_command(i)).name != NULL; i++) {
        fprintf(stream, "complete -c keur -n 'test (count (commandline -opc)) -eq 1' -a %s -d '",
                command.name);
        write_quoted(stream, command.summary, "\\'", "\\");
        fputs("'\n", stream);
        if (i == 0 || kind_of(command.argument) == VALUE_FILE)
            continue; /* as without a command: files */
        fprintf(stream, "complete -c keur -n '__keur_is %s' -f\n", command.name);
        if (command.argument == NULL)
            continue;
        fprintf(stream, "complete -c keur -n '__keur_is %s'", command.name);
        fish_values(stream, command.argument, NULL);
        putc('\n', stream);
    }
}

int command_completions(const struct arguments *arguments)
{
    static void (*const writers[SHELL_COUNT])(FILE * stream) = {bash_write, zsh_write, fish_write};
    struct keur_text names[SHELL_COUNT], shell = arguments->paths.items[0];
    for (size_t i = 0; i < SHELL_COUNT; i++) {
        names[i] = text_of(shells[i]);
        if (keur_text_equals(names[i], shell)) {
            writers[i](stdout);
            return 0;
        }
    }
    struct errors errors = {0};
    ptrdiff_t nearest = keur_nearest(shell, names, SHELL_COUNT);
    errors_add(&errors, "keur: there are no completions for '%.*s'; %s%s", KEUR_ARGUMENT(shell),
               nearest < 0 ? "there are for bash, zsh and fish" : "did you mean ",
               nearest < 0 ? "" : shells[nearest]);
    command_print_errors(&errors);
    return 2;
}
