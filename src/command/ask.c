#include "command/ask.h"

#include <errno.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"

static void tell_missing(struct keur_text path, struct errors *errors)
{
    const char *reason = strerror(errno);
    const char *command = arguments_nearest_command(path);
    if (command == NULL)
        errors_add(errors, "keur: cannot find '%.*s': %s", KEUR_ARGUMENT(path), reason);
    else
        errors_add(errors, "keur: cannot find '%.*s': %s; the command '%s' would be the first word",
                   KEUR_ARGUMENT(path), reason, command);
}

/* Adds the documents at a path to the project around it. */
static void ask_for(struct session *session, struct keur_text path, struct errors *errors)
{
    struct keur_text absolute = path_join(session->arena, session->working_folder, path);
    struct keur_text real = path_real(session->arena, absolute.bytes);
    if (real.length == 0) {
        tell_missing(path, errors);
        return;
    }
    struct session_project *found = session_project(session, real, errors);
    if (found == NULL)
        return;
    size_t before = found->targets.count;
    discover_documents(found->project, absolute, session->arena, &found->targets, errors);
    /* As compilers do: who names an absolute path reads absolute paths. */
    for (size_t i = before; i < found->targets.count && text_starts_with(path, "/"); i++)
        found->targets.items[i].shown =
            path_join(session->arena, found->project->root, found->targets.items[i].path);
}

/* Projects within those that are searched, each with its own configuration. */
static void ask_for_nested(struct session *session, struct errors *errors)
{
    size_t i = 0;
    while (i < session->count) {
        struct nested_project *nested = session->items[i].targets.nested;
        if (nested == NULL) {
            i++;
            continue;
        }
        session->items[i].targets.nested = nested->next;
        struct session_project *found = session_project(session, nested->root, errors);
        if (found == NULL)
            continue;
        discover_documents(found->project, found->project->root, session->arena, &found->targets,
                           errors);
        i = 0; /* it may have added some to a project before this one */
    }
}

void ask_for_documents(struct session *session, const struct text_list *paths,
                       struct errors *errors)
{
    for (size_t i = 0; i < paths->count; i++)
        ask_for(session, paths->items[i], errors);
    if (paths->count == 0) {
        struct session_project *project = session_project(session, session->working_folder, errors);
        if (project != NULL)
            discover_documents(project->project, project->project->root, session->arena,
                               &project->targets, errors);
    }
    ask_for_nested(session, errors);
}

/* Standard input stands for the file of this name, which need not exist. */
static void ask_for_stdin(struct session *session, struct keur_text name,
                          const struct keur_text *text, struct errors *errors)
{
    struct arena *arena = session->arena;
    struct keur_text shown = name.length > 0 ? name : TEXT("stdin.md");
    struct keur_text path = path_normalize(arena, path_join(arena, session->working_folder, shown));
    /* The folder's real path: the root is found, and compared, with links resolved. */
    struct keur_text folder = path_real(arena, arena_string(arena, path_folder(path)));
    if (folder.length == 0)
        errors_add(errors, "keur: the folder of '%.*s' does not exist", KEUR_ARGUMENT(shown));
    struct session_project *found =
        folder.length == 0 ? NULL : session_project(session, folder, errors);
    if (found == NULL)
        return;
    path = path_relative(arena, found->project->root, path_join(arena, folder, path_name(path)));
    *ARRAY_PUSH(&found->targets) = (struct target){path, shown, text};
}

bool ask_is_stdin(const struct arguments *arguments)
{
    return arguments->paths.count == 1 && text_is(arguments->paths.items[0], "-");
}

bool ask_read(struct arguments *arguments, struct arena *arena, struct errors *errors)
{
    if (!ask_is_stdin(arguments))
        return true;
    struct keur_text *input = arena_allocate(arena, sizeof *input);
    arguments->input = input;
    return file_read_stream(stdin, "standard input", LIMIT_DOCUMENT_BYTES, arena, input, errors);
}

void ask(struct session *session, const struct arguments *arguments, struct errors *errors)
{
    if (arguments->input != NULL)
        ask_for_stdin(session, arguments->stdin_filename, arguments->input, errors);
    else
        ask_for_documents(session, &arguments->paths, errors);
    for (size_t i = 0; i < session->count; i++)
        discover_sort(&session->items[i].targets);
}
