/* Is what the command line asks for possible, all of it? */
#include <string.h>

#include "base/text.h"
#include "command/arguments.h"

static bool has_path(const struct arguments *arguments, const char *path)
{
    for (size_t i = 0; i < arguments->paths.count; i++)
        if (text_is(arguments->paths.items[i], path))
            return true;
    return false;
}

static bool check_paths(const struct arguments *arguments, struct errors *errors)
{
    bool has_stdin = has_path(arguments, "-");
    if (has_path(arguments, "")) /* of an unset variable: it does not stand for all */
        return errors_add(errors, "keur: a path is empty: name a file or folder, '.' for this one");
    if (has_stdin && arguments->paths.count > 1)
        return errors_add(errors, "keur: '-' stands alone: check other paths in a run of their "
                                  "own, or name a file '-' as './-'");
    if (!has_stdin && arguments->stdin_filename.length > 0)
        return errors_add(errors, "keur: '--stdin-filename' goes with '-', standard input: keur "
                                  "--stdin-filename docs/x.md -");
    return true;
}

/* Two on standard output, or in one file, would be neither. */
static bool check_outputs(const struct arguments *arguments, struct errors *errors)
{
    const struct output_list *outputs = &arguments->outputs;
    bool is_taken = arguments->statistics;
    for (size_t i = 0; i < outputs->count; i++) {
        struct keur_text path = outputs->items[i].path;
        if (path.length == 0 && is_taken)
            return errors_add(errors,
                              arguments->statistics
                                  ? "keur: '--statistics' writes to standard output; give "
                                    "'--format %.*s' a file of its own with '--output FILE'"
                                  : "keur: two formats would mix on standard output; give "
                                    "'--format %.*s' a file of its own with '--output FILE'",
                              KEUR_ARGUMENT(outputs->items[i].format));
        is_taken = is_taken || path.length == 0;
        for (size_t j = 0; j < i && path.length > 0; j++)
            if (keur_text_equals(outputs->items[j].path, path))
                return errors_add(errors, "keur: two formats would be written to '%.*s'",
                                  KEUR_ARGUMENT(path));
    }
    return true;
}

static bool check_fixing(const struct arguments *arguments, struct errors *errors)
{
    bool is_check = arguments->command == COMMAND_CHECK;
    bool is_fixing = arguments->command == COMMAND_FIX || (is_check && arguments->fix) ||
                     (is_check && arguments->diff);
    bool has_option = arguments->fix || arguments->diff || arguments->unsafe_fixes ||
                      arguments->fix_only.count > 0;
    if (has_option && !is_fixing)
        return errors_add(errors, "keur: '--%s' goes with mending: keur fix, or keur check --fix",
                          arguments->fix            ? "fix"
                          : arguments->diff         ? "diff"
                          : arguments->unsafe_fixes ? "unsafe-fixes"
                                                    : "fix-only");
    if (!is_fixing)
        return true;
    bool reports = is_check && !arguments->diff;
    if (!reports && (arguments->outputs.count > 0 || arguments->statistics))
        return errors_add(errors, "keur: findings are written by `keur check`, or by `keur check "
                                  "--fix` after mending: leave out '--format', '--output' and "
                                  "'--statistics' here");
    if (reports && has_path(arguments, "-"))
        return errors_add(errors, "keur: '--fix' writes files; for standard input: keur fix -");
    return true;
}

/* Files and statistics are of findings; some commands have formats of their own. */
static bool check_writing(const struct arguments *arguments, struct errors *errors)
{
    bool has_format = arguments->command == COMMAND_RULES || arguments->command == COMMAND_CONFIG ||
                      arguments->command == COMMAND_SUPPRESSIONS ||
                      arguments->command == COMMAND_TRACE;
    if (arguments->command == COMMAND_CHECK || arguments->command == COMMAND_FIX)
        return true;
    if (arguments->statistics)
        return errors_add(errors, "keur: '--statistics' goes with check");
    for (size_t i = 0; i < arguments->outputs.count; i++) {
        if (arguments->outputs.items[i].path.length > 0)
            return errors_add(errors, "keur: '--output' goes with check; other commands write to "
                                      "standard output");
        if (!has_format || i > 0)
            return errors_add(errors, has_format ? "keur: this command writes one format: leave "
                                                   "out all but one '--format'"
                                                 : "keur: this command has no formats: leave out "
                                                   "'--format'");
    }
    return true;
}

/* What a command takes besides options. */
static bool check_words(const struct arguments *arguments, struct errors *errors)
{
    size_t count = arguments->paths.count;
    if (arguments->command == COMMAND_EXPLAIN && count != 1)
        return errors_add(errors,
                          "keur: explain takes one rule: keur explain links/missing-target");
    if (arguments->command == COMMAND_COMPLETIONS && count != 1)
        return errors_add(errors, "keur: completions takes one shell: keur completions bash");
    if (arguments->command == COMMAND_INIT && count > 0)
        return errors_add(errors, "keur: init takes no path: go to the folder, then keur init");
    if (arguments->command == COMMAND_RULES && count > 0)
        return errors_add(errors, "keur: rules takes no path: go to the folder, then keur rules");
    if (arguments->command == COMMAND_BASELINE && has_path(arguments, "-"))
        return errors_add(errors, "keur: baseline takes files and folders, not standard input");
    bool takes_paths = arguments->command == COMMAND_CHECK || arguments->command == COMMAND_FIX ||
                       arguments->command == COMMAND_SUPPRESSIONS ||
                       arguments->command == COMMAND_BASELINE;
    return !takes_paths || (check_paths(arguments, errors) && check_outputs(arguments, errors));
}

/* Options that git is asked for. */
static bool check_git(const struct arguments *arguments, struct errors *errors)
{
    if (arguments->since.length > 0 && arguments->command != COMMAND_CHECK)
        return errors_add(errors, "keur: '--since' goes with check");
    if (arguments->affected && arguments->command != COMMAND_CHECK)
        return errors_add(errors, "keur: '--affected' goes with check");
    if (arguments->affected && (arguments->fix || arguments->diff))
        return errors_add(errors,
                          "keur: '--affected' does not go with '%s', which looks at what "
                          "was asked for only",
                          arguments->fix ? "--fix" : "--diff");
    if (arguments->since.length > 0 && arguments->fix)
        return errors_add(errors, "keur: '--since' does not go with '--fix', which mends whole "
                                  "documents");
    if (arguments->tracked && arguments->no_tracked)
        return errors_add(errors, "keur: '--tracked' and '--no-tracked' exclude each other");
    return true;
}

/* What is asked for must not be passed over in silence. */
bool arguments_check(const struct arguments *arguments, struct errors *errors)
{
    if (arguments->help || arguments->version)
        return true;
    if (!check_git(arguments, errors) || !check_fixing(arguments, errors) ||
        !check_writing(arguments, errors) || !check_words(arguments, errors))
        return false;
    if (arguments->prune && arguments->command != COMMAND_BASELINE)
        return errors_add(errors, "keur: '--prune' goes with baseline: keur baseline --prune");
    if (arguments->no_config && arguments->config.length > 0)
        return errors_add(errors, "keur: '--config' and '--no-config' exclude each other");
    return true;
}
