#include "command/arguments.h"

#include <stddef.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"
#include "render/render.h"

enum { MOST_CHOICES = 16 };

static const struct choice severities[] = {
    {"error", SEVERITY_ERROR},
    {"warning", SEVERITY_WARNING},
    {"info", SEVERITY_INFO},
    {"never", SEVERITY_OFF},
    {NULL, 0},
};
static const struct choice units[] = {
    {"codepoint", COLUMN_CODE_POINT},
    {"byte", COLUMN_BYTE},
    {"utf16", COLUMN_UTF16},
    {"display", COLUMN_DISPLAY},
    {NULL, 0},
};
static const struct choice colors[] = {
    {"auto", COLOR_AUTO},
    {"always", COLOR_ALWAYS},
    {"never", COLOR_NEVER},
    {NULL, 0},
};
static const struct command_row {
    enum command command;
    struct command_text text;
} commands[] = {
    {COMMAND_CHECK, {"check", "lint documents (the default)", "PATH"}},
    {COMMAND_FIX, {"fix", "mend what has a certain repair", "PATH"}},
    {COMMAND_RULES, {"rules", "list the rules that apply", NULL}},
    {COMMAND_EXPLAIN, {"explain", "say why a rule is there, with examples", "RULE"}},
    {COMMAND_CONFIG, {"config", "say which settings a file has, and why", "PATH"}},
    {COMMAND_SUPPRESSIONS, {"suppressions", "list the comments that suppress findings", "PATH"}},
    {COMMAND_BASELINE, {"baseline", "write what is found to a file, as known", "PATH"}},
    {COMMAND_INIT, {"init", "write a first .keur.yaml for this project", NULL}},
    {COMMAND_SCHEMA, {"schema", "write a schema for the front matter there is", "infer PATH"}},
    {COMMAND_TRACE, {"trace", "write the references between documents", "PATH"}},
    {COMMAND_COMPLETIONS, {"completions", "write completions for bash, zsh or fish", "SHELL"}},
    {COMMAND_HELP, {"help", "show this page", NULL}},
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

#define AT(member) offsetof(struct arguments, member)
static const struct option options[] = {
    {"config", "c", "FILE", OPTION_TEXT, AT(config), NULL, "read FILE instead of .keur.yaml",
     "Which rules"},
    {"no-config", NULL, NULL, OPTION_FLAG, AT(no_config), NULL, "read no .keur.yaml", NULL},
    {"extends", NULL, "PACK", OPTION_NAMES, AT(extends), NULL,
     "extend PACK instead of what .keur.yaml says", NULL},
    {"plugin-dir", NULL, "DIR", OPTION_LIST, AT(plugin_dirs), NULL, "look for plugins in DIR too",
     NULL},
    {"only", NULL, "RULE", OPTION_NAMES, AT(only), NULL, "only RULE, or the rules of that plugin",
     NULL},
    {"skip", NULL, "RULE", OPTION_NAMES, AT(skip), NULL, "not RULE, or the rules of that plugin",
     NULL},
    {"jobs", "j", "N", OPTION_NUMBER, AT(jobs), NULL, "at most N worker processes", NULL},
    {"no-project", NULL, NULL, OPTION_FLAG, AT(no_project), NULL, "only checks of single documents",
     NULL},
    {"no-baseline", NULL, NULL, OPTION_FLAG, AT(no_baseline), NULL, "known findings too", NULL},
    {"prune", NULL, NULL, OPTION_FLAG, AT(prune), NULL, "baseline: only take out what is fixed",
     NULL},
    {"since", NULL, "REV", OPTION_TEXT, AT(since), NULL, "only lines changed since REV of git",
     NULL},
    {"affected", NULL, NULL, OPTION_FLAG, AT(affected), NULL,
     "also what changes since REV or HEAD did elsewhere", NULL},
    {"stdin-filename", NULL, "PATH", OPTION_TEXT, AT(stdin_filename), NULL,
     "where the text of '-' belongs", "Which text"},
    {"tracked", NULL, NULL, OPTION_FLAG, AT(tracked), NULL, "only files that git tracks are there",
     NULL},
    {"no-tracked", NULL, NULL, OPTION_FLAG, AT(no_tracked), NULL,
     "all files, in a hook of pre-commit too", NULL},
    {"fix", NULL, NULL, OPTION_FLAG, AT(fix), NULL, "mend documents, then check them", "Mending"},
    {"diff", NULL, NULL, OPTION_FLAG, AT(diff), NULL,
     "show what would change; exit 1 if anything would", NULL},
    {"fix-only", NULL, "RULE", OPTION_NAMES, AT(fix_only), NULL,
     "mend findings of RULE only, or of that plugin", NULL},
    {"unsafe-fixes", NULL, NULL, OPTION_FLAG, AT(unsafe_fixes), NULL,
     "also repairs that need a look", NULL},
    {"format", "f", "NAME", OPTION_FORMAT, AT(outputs), NULL, "a format below; may be repeated",
     "Which output"},
    {"output", "o", "FILE", OPTION_OUTPUT, AT(outputs), NULL, "write that format to FILE", NULL},
    {"statistics", NULL, NULL, OPTION_FLAG, AT(statistics), NULL,
     "counts by rule instead of findings", NULL},
    {"column-unit", NULL, "UNIT", OPTION_CHOICE, AT(unit), units,
     "codepoint, byte, utf16 or display", NULL},
    {"color", NULL, "WHEN", OPTION_CHOICE, AT(color), colors, "auto, always or never", NULL},
    {"quiet", "q", NULL, OPTION_FLAG, AT(quiet), NULL, "no summary", NULL},
    {"fail-on", NULL, "LEVEL", OPTION_CHOICE, AT(fail_on), severities,
     "exit 1 from error, warning or info on, or never", NULL},
    {"help", "h", NULL, OPTION_FLAG, AT(help), NULL, "show this page", "About keur"},
    {"version", "V", NULL, OPTION_FLAG, AT(version), NULL, "show the version", NULL},
};
enum { OPTION_COUNT = sizeof options / sizeof *options };

const struct option *arguments_option(size_t i)
{
    return i < OPTION_COUNT ? &options[i] : NULL;
}

struct command_text arguments_command(size_t i)
{
    return i < COMMAND_COUNT ? commands[i].text : (struct command_text){NULL, NULL, NULL};
}

static bool find_command(struct keur_text word, enum command *ret_command)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (text_is(word, commands[i].text.name)) {
            *ret_command = commands[i].command;
            return true;
        }
    return false;
}

static bool find_choice(const struct choice *choices, struct keur_text word, int *ret_value)
{
    for (; choices->name != NULL; choices++)
        if (text_is(word, choices->name)) {
            *ret_value = choices->value;
            return true;
        }
    return false;
}

bool arguments_refuse(const char *option, struct keur_text word, const struct keur_text *names,
                      size_t count, struct errors *errors)
{
    ptrdiff_t nearest = keur_nearest(word, names, count);
    if (nearest >= 0)
        return errors_add(errors, "keur: '--%s' does not take '%.*s'; did you mean '%.*s'?", option,
                          KEUR_ARGUMENT(word), KEUR_ARGUMENT(names[nearest]));
    struct buffer known = {0};
    for (size_t i = 0; i < count; i++)
        buffer_printf(&known, "%s%.*s", i == 0 ? "" : ", ", KEUR_ARGUMENT(names[i]));
    errors_add(errors, "keur: '--%s' does not take '%.*s', but one of: %.*s", option,
               KEUR_ARGUMENT(word), KEUR_ARGUMENT(buffer_text(&known)));
    buffer_free(&known);
    return false;
}

static bool wrong_choice(const struct option *option, struct keur_text word, struct errors *errors)
{
    struct keur_text names[MOST_CHOICES];
    size_t count = 0;
    for (; option->choices[count].name != NULL; count++)
        names[count] = text_of(option->choices[count].name);
    return arguments_refuse(option->name, word, names, count, errors);
}

static const struct option *find_option(struct keur_text name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (text_is(name, options[i].name))
            return &options[i];
    return NULL;
}

static bool unknown_option(struct keur_text name, struct errors *errors)
{
    struct keur_text names[OPTION_COUNT];
    for (size_t i = 0; i < OPTION_COUNT; i++)
        names[i] = text_of(options[i].name);
    ptrdiff_t nearest = keur_nearest(name, names, OPTION_COUNT);
    if (nearest < 0)
        return errors_add(errors, "keur: there is no option '--%.*s'; `keur --help` lists them",
                          KEUR_ARGUMENT(name));
    return errors_add(errors, "keur: there is no option '--%.*s'; did you mean '--%s'?",
                      KEUR_ARGUMENT(name), options[nearest].name);
}

static void add_names(struct text_list *list, struct keur_text names)
{
    for (size_t at = 0, end; at <= names.length; at = end + 1) {
        end = text_find(names, ',', at);
        if (end > at)
            *ARRAY_PUSH(list) = text_slice(names, at, end);
    }
}

static bool begin_output(struct output_list *outputs, struct keur_text format)
{
    bool is_begun = outputs->count > 0 && outputs->items[outputs->count - 1].format.length == 0;
    struct output *output = is_begun ? &outputs->items[outputs->count - 1] : ARRAY_PUSH(outputs);
    output->format = format;
    return true;
}

/* With one format, the file may stand before it. */
static bool end_output(struct output_list *outputs, struct keur_text path, struct errors *errors)
{
    if (outputs->count == 0)
        ARRAY_PUSH(outputs)->path = path;
    else if (outputs->items[outputs->count - 1].path.length == 0)
        outputs->items[outputs->count - 1].path = path;
    else
        return errors_add(errors,
                          "keur: '--output %.*s' has no '--format' of its own: each file comes "
                          "behind the format that it is for, as in --format text --format sarif "
                          "--output keur.sarif",
                          KEUR_ARGUMENT(path));
    return true;
}

static bool read_number(const struct option *option, struct keur_text word, size_t *ret_number,
                        struct errors *errors)
{
    size_t number = 0;
    for (size_t i = 0; i < word.length && number <= LIMIT_JOBS; i++)
        number = word.bytes[i] >= '0' && word.bytes[i] <= '9'
                     ? number * 10 + (size_t)(word.bytes[i] - '0')
                     : SIZE_MAX;
    if (number < 1 || number > LIMIT_JOBS)
        return errors_add(errors, "keur: '--%s' takes a number from 1 to %d, not '%.*s'",
                          option->name, LIMIT_JOBS, KEUR_ARGUMENT(word));
    *ret_number = number;
    return true;
}

static bool set_option(const struct option *option, struct keur_text value,
                       struct arguments *arguments, struct errors *errors)
{
    if (option->kind != OPTION_FLAG && value.length == 0)
        return errors_add(errors, "keur: '--%s' needs a value: --%s %s", option->name, option->name,
                          option->argument);
    void *member = (char *)arguments + option->offset;
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)member = true;
        return true;
    case OPTION_TEXT:
        *(struct keur_text *)member = value;
        return true;
    case OPTION_LIST:
        *ARRAY_PUSH((struct text_list *)member) = value;
        return true;
    case OPTION_NAMES:
        add_names(member, value);
        return true;
    case OPTION_FORMAT:
        return begin_output(member, value);
    case OPTION_OUTPUT:
        return end_output(member, value, errors);
    case OPTION_NUMBER:
        return read_number(option, value, member, errors);
    case OPTION_CHOICE:
        if (find_choice(option->choices, value, member))
            return true;
        break;
    }
    return wrong_choice(option, value, errors);
}

/* The words that are still to be read. */
struct words {
    char **items;
    int count, next;
};

/* Empty when there is none. */
static struct keur_text next_value(struct words *words)
{
    return text_of(words->next == words->count ? NULL : words->items[words->next++]);
}

/* --name, --name value, --name=value */
static bool parse_long(struct keur_text word, struct words *words, struct arguments *arguments,
                       struct errors *errors)
{
    size_t equals = text_find(word, '=', 0);
    struct keur_text name = text_slice(word, 2, equals);
    struct keur_text value = text_slice(word, equals + 1, word.length);
    const struct option *option = find_option(name);
    if (option == NULL)
        return unknown_option(name, errors);
    if (option->kind == OPTION_FLAG && equals < word.length)
        return errors_add(errors, "keur: '--%s' takes no value", option->name);
    if (option->kind != OPTION_FLAG && equals == word.length)
        value = next_value(words);
    return set_option(option, value, arguments, errors);
}

/* -q, -f json, -fjson */
static bool parse_short(struct keur_text word, struct words *words, struct arguments *arguments,
                        struct errors *errors)
{
    for (size_t at = 1; at < word.length; at++) {
        const struct option *option = NULL;
        for (size_t i = 0; i < OPTION_COUNT && option == NULL; i++)
            if (options[i].letter != NULL && *options[i].letter == word.bytes[at])
                option = &options[i];
        if (option == NULL)
            return errors_add(errors, "keur: there is no option '-%c'; `keur --help` lists them",
                              word.bytes[at]);
        struct keur_text value = text_slice(word, at + 1, word.length);
        bool takes_value = option->kind != OPTION_FLAG;
        if (takes_value && value.length == 0)
            value = next_value(words);
        if (!set_option(option, value, arguments, errors))
            return false;
        if (takes_value)
            break;
    }
    return true;
}

const char *arguments_nearest_command(struct keur_text word)
{
    struct keur_text names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = text_of(commands[i].text.name);
    ptrdiff_t nearest = keur_nearest(word, names, COMMAND_COUNT);
    return nearest < 0 ? NULL : commands[nearest].text.name;
}

struct keur_text arguments_format(const struct arguments *arguments)
{
    return arguments->outputs.count > 0 ? arguments->outputs.items[0].format : TEXT("");
}

bool arguments_has_format(const struct arguments *arguments, const char *name)
{
    for (size_t i = 0; i < arguments->outputs.count; i++)
        if (text_is(arguments->outputs.items[i].format, name))
            return true;
    return false;
}

bool arguments_parse(int argc, char **argv, struct arguments *ret_arguments, struct errors *errors)
{
    struct arguments *arguments = ret_arguments;
    *arguments = (struct arguments){.fail_on = SEVERITY_WARNING};
    struct words words = {argv, argc, argc > 0 ? 1 : 0};
    if (words.next < argc && find_command(text_of(argv[words.next]), &arguments->command))
        words.next++;
    bool is_fine = true, options_end = false;
    while (words.next < words.count) {
        struct keur_text word = text_of(words.items[words.next++]);
        if (options_end || !text_starts_with(word, "-") || word.length == 1)
            *ARRAY_PUSH(&arguments->paths) = word;
        else if (text_is(word, "--"))
            options_end = true;
        else if (text_starts_with(word, "--"))
            is_fine = parse_long(word, &words, arguments, errors) && is_fine;
        else
            is_fine = parse_short(word, &words, arguments, errors) && is_fine;
    }
    return arguments_check(arguments, errors) && is_fine;
}

void arguments_free(struct arguments *arguments)
{
    ARRAY_FREE(&arguments->paths);
    ARRAY_FREE(&arguments->outputs);
    ARRAY_FREE(&arguments->extends);
    ARRAY_FREE(&arguments->plugin_dirs);
    ARRAY_FREE(&arguments->only);
    ARRAY_FREE(&arguments->skip);
    ARRAY_FREE(&arguments->fix_only);
}

static void help_option(FILE *stream, const struct option *option)
{
    if (option->group != NULL)
        fprintf(stream, "\n%s\n", option->group);
    char name[40];
    snprintf(name, sizeof name, "--%s%s%s", option->name, option->argument == NULL ? "" : " ",
             option->argument == NULL ? "" : option->argument);
    char letter[8] = "    ";
    if (option->letter != NULL)
        snprintf(letter, sizeof letter, "-%s, ", option->letter);
    fprintf(stream, "  %s%-22s %s\n", letter, name, option->summary);
}

void arguments_help(FILE *stream)
{
    fputs("usage: keur [COMMAND] [OPTION]... [PATH]...\n\n"
          "Inspects the requirement documents of a docs repository. Without PATH: the\n"
          "project around the working directory. '-' is standard input.\n\nCommands\n",
          stream);
    struct command_text command;
    for (size_t i = 0; (command = arguments_command(i)).name != NULL; i++) {
        char words[40];
        bool is_default = i == 0 || command.argument == NULL;
        snprintf(words, sizeof words, "%s%s%s", command.name, is_default ? "" : " ",
                 is_default ? "" : command.argument);
        fprintf(stream, "  %-26s %s\n", words, command.summary);
    }
    for (size_t i = 0; i < OPTION_COUNT; i++)
        help_option(stream, &options[i]);
    fputs("\nFormats\n", stream);
    for (const struct render_format *format = render_formats; format->name != NULL; format++)
        fprintf(stream, "  %-10s %s\n", format->name, format->summary);
    fputs("\nExit status: 0 nothing found, 1 findings, 2 a wrong option, configuration,\n"
          "plugin or path. keur(1) says more.\n",
          stream);
}
