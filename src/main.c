/* keur: the command line leads to a command. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/memory.h"
#include "command/arguments.h"
#include "command/ask.h"
#include "command/check.h"
#include "command/completions.h"
#include "command/fix.h"
#include "work/guard.h"

static int run(const struct arguments *arguments)
{
    if (arguments->version) {
        puts("keur " KEUR_VERSION);
        return 0;
    }
    if (arguments->help || arguments->command == COMMAND_HELP) {
        arguments_help(stdout);
        return 0;
    }
    if (arguments->command == COMMAND_FIX ||
        (arguments->command == COMMAND_CHECK && arguments->diff))
        return command_fix(arguments);
    if (arguments->command == COMMAND_COMPLETIONS)
        return command_completions(arguments);
    if (arguments->command == COMMAND_CONFIG)
        return command_config(arguments);
    if (arguments->command == COMMAND_INIT)
        return command_init(arguments);
    if (arguments->command == COMMAND_TRACE)
        return command_trace(arguments);
    if (arguments->command == COMMAND_SCHEMA)
        return command_schema(arguments);
    if (arguments->command == COMMAND_BASELINE)
        return command_baseline(arguments);
    if (arguments->command == COMMAND_SUPPRESSIONS)
        return command_suppressions(arguments);
    return arguments->command == COMMAND_CHECK ? command_check(arguments)
                                               : command_rules(arguments);
}

/* All is written and closed.  To take a dozen libraries down again would take longer than to read a
 * document. */
_Noreturn static void leave(int code)
{
    if (MEMORY_IS_WATCHED)
        exit(code);
    _exit(code);
}

/* Or the first files that are opened would stand in for those that are closed.  To read from what
 * was standard input fails, and so does writing to the others. */
static void hold_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0)
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* Ends the process.  A full disk must not pass for success. */
_Noreturn static void work(void *context)
{
    struct arguments *arguments = context;
    int code = run(arguments);
    arguments_free(arguments);
    bool is_written = fflush(stdout) == 0 && !ferror(stdout);
    if (!is_written && code != EXIT_TROUBLE)
        fputs("keur: cannot write to standard output\n", stderr);
    leave(is_written ? code : EXIT_TROUBLE);
}

/* Does it show documents to plugins? */
static bool looks_at_documents(const struct arguments *arguments)
{
    return !arguments->help && !arguments->version &&
           (arguments->command == COMMAND_CHECK || arguments->command == COMMAND_FIX ||
            arguments->command == COMMAND_BASELINE || arguments->command == COMMAND_SUPPRESSIONS);
}

int main(int argc, char **argv)
{
    struct arguments arguments;
    struct errors errors = {0};
    hold_standard_streams();
    signal(SIGCHLD, SIG_DFL); /* where it is ignored nobody can be waited for */
    memory_settle();
    struct arena *arena = arena_new();
    bool is_understood = arguments_parse(argc, argv, &arguments, &errors);
    bool is_guarded = is_understood && looks_at_documents(&arguments);
    if (!is_understood || (is_guarded && !ask_read(&arguments, arena, &errors))) {
        command_print_errors(&errors);
        arguments_free(&arguments);
        leave(EXIT_TROUBLE);
    }
    if (is_guarded)
        guard_run(work, &arguments, argv, arguments.input);
    work(&arguments);
}
