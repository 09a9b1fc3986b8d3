#include "command/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0';
}

static bool is_terminal(FILE *stream)
{
    const char *term = getenv("TERM");
    return isatty(fileno(stream)) && (term == NULL || strcmp(term, "dumb") != 0);
}

bool terminal_is_for_reading(FILE *stream)
{
    static const char *const programs[] = {"INSIDE_EMACS", "VIM", "PRE_COMMIT", "CI",
                                           "GITHUB_ACTIONS"};
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        if (is_set(programs[i]))
            return false;
    return is_terminal(stream);
}

bool terminal_has_color(FILE *stream, enum color_choice choice)
{
    if (choice != COLOR_AUTO)
        return choice == COLOR_ALWAYS;
    if (is_set("NO_COLOR"))
        return false;
    const char *force = getenv("CLICOLOR_FORCE");
    bool is_forced = force != NULL && force[0] != '\0' && strcmp(force, "0") != 0;
    return is_forced || is_terminal(stream);
}
