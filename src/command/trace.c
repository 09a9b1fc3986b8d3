/* `keur trace`: the references between the documents of a project. */
#include "trace/trace.h"

#include "base/array.h"
#include "base/text.h"
#include "command/ask.h"
#include "command/check.h"
#include "command/inspect.h"
#include "render/graph.h"

static const struct graph_format *find_format(const struct arguments *arguments,
                                              struct errors *errors)
{
    struct keur_text name = arguments_format(arguments);
    struct keur_text names[8];
    size_t count = 0;
    for (const struct graph_format *format = graph_formats; format->name != NULL; format++) {
        if (name.length == 0 || text_is(name, format->name))
            return format;
        names[count++] = text_of(format->name);
    }
    arguments_refuse("format", name, names, count, errors);
    return NULL;
}

/* All documents of the project, whichever were asked for: half a graph is wrong. */
static keur_index *make_index(const struct project *project, struct arena *arena,
                              struct errors *errors)
{
    keur_index *index = index_new(arena);
    struct targets all = {0};
    discover_documents(project, project->root, arena, &all, errors);
    discover_sort(&all);
    struct inspection inspection = inspection_new(project, COLUMN_CODE_POINT, &all, arena);
    for (size_t i = 0; i < all.count; i++) {
        struct result result = {0};
        inspect_document(&inspection, &all.items[i], INSPECT_INDEX, &result);
        for (size_t k = 0; k < result.errors.count; k++)
            errors_add(errors, "%s", result.errors.items[k]);
        if (result.is_indexed)
            index_add(index, &result.index);
        result_free(&result);
    }
    inspection_free(&inspection);
    ARRAY_FREE(&all);
    return index;
}

int command_trace(const struct arguments *arguments)
{
    struct session session;
    struct errors errors = {0};
    const struct graph_format *format = find_format(arguments, &errors);
    bool is_usable = session_open(&session, arguments, &errors) && format != NULL;
    if (is_usable)
        ask_for_documents(&session, &arguments->paths, &errors);
    for (size_t i = 0; is_usable && i < session.count; i++) {
        const struct project *project = session.items[i].project;
        keur_index *index = make_index(project, session.arena, &errors);
        struct graph graph = trace_make(project, index, session.arena);
        format->write(stdout, &graph);
    }
    int code = errors.count > 0 ? EXIT_TROUBLE : 0;
    command_print_errors(&errors);
    session_close(&session);
    return code;
}
