#include "git/git.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "git/process.h"

extern char **environ;

struct words {
    const char **items;
    size_t count, capacity;
};
struct variables {
    char **items;
    size_t count, capacity;
};

/* ---- What git is told, whatever the repository's configuration says ---- */

static const char *const settings[] = {
    "core.fsmonitor=false",                   /* a program that tells what has changed */
    "core.hooksPath=/dev/null",               /* where hooks are */
    "core.pager=cat", "protocol.allow=never", /* what is not here is not fetched */
};

/* `replaced` is what a variable of the user is dropped for; where we are is found from the folder
 * that is asked about, and a hook's GIT_DIR may be that of another repository. */
static const char *const replaced[] = {
    "GIT_DIR=",
    "GIT_WORK_TREE=",
    "GIT_COMMON_DIR=",
    "GIT_PREFIX=",
    "GIT_NAMESPACE=",
    "GIT_EXTERNAL_DIFF=",
    "GIT_PAGER=",
    "GIT_INDEX_FILE=",
    "GIT_OPTIONAL_LOCKS=",
    "GIT_TERMINAL_PROMPT=",
    "GIT_ALLOW_PROTOCOL=",
    "GIT_NO_LAZY_FETCH=",
    "LC_ALL=",
};
static const char *const added[] = {
    "GIT_PAGER=cat",
    "GIT_OPTIONAL_LOCKS=0", /* the index is not written, so no hook runs for that */
    "GIT_TERMINAL_PROMPT=0",
    "GIT_ALLOW_PROTOCOL=none", /* over what any configuration allows */
    "GIT_NO_LAZY_FETCH=1",
    "LC_ALL=C",
};

static bool is_replaced(const char *variable)
{
    for (size_t i = 0; i < sizeof replaced / sizeof *replaced; i++)
        if (strncmp(variable, replaced[i], strlen(replaced[i])) == 0)
            return true;
    return false;
}

/* `index` is "GIT_INDEX_FILE=...", or NULL. */
static struct variables make_environment(struct arena *arena, const char *index)
{
    struct variables variables = {0};
    for (char **each = environ; *each != NULL; each++)
        if (!is_replaced(*each))
            *ARRAY_PUSH(&variables) = *each;
    for (size_t i = 0; i < sizeof added / sizeof *added; i++)
        *ARRAY_PUSH(&variables) = arena_string(arena, text_of(added[i]));
    if (index != NULL)
        *ARRAY_PUSH(&variables) = arena_string(arena, text_of(index));
    *ARRAY_PUSH(&variables) = NULL;
    return variables;
}

static struct words make_words(struct arena *arena, const struct git_command *command)
{
    struct words words = {0};
    *ARRAY_PUSH(&words) = "git";
    *ARRAY_PUSH(&words) = "--no-pager";
    *ARRAY_PUSH(&words) = "-C";
    *ARRAY_PUSH(&words) = arena_string(arena, command->folder);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        *ARRAY_PUSH(&words) = "-c";
        *ARRAY_PUSH(&words) = settings[i];
    }
    for (const char *const *word = command->words; *word != NULL; word++)
        *ARRAY_PUSH(&words) = *word;
    *ARRAY_PUSH(&words) = NULL;
    return words;
}

static bool fail(const struct process_result *result, struct errors *errors)
{
    struct keur_text said = buffer_text(&result->errors);
    said = text_slice(said, 0, text_find(said, '\n', 0));
    if (text_starts_with(said, "fatal: "))
        said = text_slice(said, strlen("fatal: "), said.length);
    if (said.length == 0)
        said = TEXT("it failed and did not say why");
    return errors_add(errors, "keur: git: %.*s", KEUR_ARGUMENT(said));
}

static bool run(const struct git_command *command, const char *index, struct arena *arena,
                struct keur_text *ret_output, struct errors *errors)
{
    struct words words = make_words(arena, command);
    struct variables environment = make_environment(arena, index);
    struct process_result result;
    bool is_fine =
        process_run(words.items, environment.items, command->input, LIMIT_GIT_BYTES, &result);
    if (!is_fine)
        errors_add(errors, "keur: cannot run git: %s", strerror(errno));
    else if (result.status != 0)
        is_fine = fail(&result, errors);
    *ret_output = is_fine ? arena_copy(arena, buffer_text(&result.output)) : TEXT("");
    buffer_free(&result.output);
    buffer_free(&result.errors);
    ARRAY_FREE(&environment);
    ARRAY_FREE(&words);
    return is_fine;
}

/* ---- The index of a hook ---- */

/* `git commit FILE` and `git commit -a` make an index for the commit and tell their hooks. It
 * counts where it lies in the repository that is asked about. */
static const char *index_of_hook(struct keur_text folder, struct arena *arena)
{
    static const char *const words[] = {"rev-parse", "--absolute-git-dir", NULL};
    const struct git_command command = {folder, words, TEXT("")};
    struct keur_text given = text_of(getenv("GIT_INDEX_FILE"));
    struct keur_text git_folder, below;
    struct errors ignored = {0};
    if (given.length == 0)
        return NULL;
    struct keur_text path = path_real(arena, path_join(arena, path_real(arena, "."), given).bytes);
    bool is_ours =
        path.length > 0 && run(&command, NULL, arena, &git_folder, &ignored) &&
        path_below(path_real(arena, arena_string(arena, keur_text_trim(git_folder))), path, &below);
    errors_free(&ignored);
    return is_ours ? arena_format(arena, "GIT_INDEX_FILE=%.*s", KEUR_ARGUMENT(path)).bytes : NULL;
}

bool git_run(const struct git_command *command, struct arena *arena, struct keur_text *ret_output,
             struct errors *errors)
{
    return run(command, index_of_hook(command->folder, arena), arena, ret_output, errors);
}
