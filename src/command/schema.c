/* `keur schema infer`: a first schema for documents that are there already. */
#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "command/ask.h"
#include "command/check.h"
#include "infer/schema_write.h"
#include "parse/document.h"

struct inference {
    struct arena *arena;   /* the shape */
    struct arena *scratch; /* one document */
    struct shape *shape;
    size_t with, without; /* front matter that can be read */
};

static void add_document(struct inference *inference, const struct project *project,
                         const struct target *target, struct errors *errors)
{
    struct keur_text source;
    struct keur_text path = path_join(inference->scratch, project->root, target->path);

    if (file_read(path.bytes, LIMIT_DOCUMENT_BYTES, inference->scratch, &source, errors)) {
        const keur_document *document = document_open(target->path, source, inference->scratch);
        const struct keur_front_matter *found = keur_front_matter(document);
        bool is_mapping = found->state == KEUR_FRONT_MATTER_VALID && found->root != NULL &&
                          found->root->kind == KEUR_MAPPING;
        if (is_mapping)
            shape_add(inference->shape, found->root, inference->arena);
        *(is_mapping ? &inference->with : &inference->without) += 1;
    }
    arena_reset(inference->scratch);
}

static void add_all(struct inference *inference, struct session *session, struct errors *errors)
{
    for (size_t i = 0; i < session->count; i++) {
        struct session_project *project = &session->items[i];
        discover_sort(&project->targets);
        for (size_t k = 0; k < project->targets.count; k++)
            add_document(inference, project->project, &project->targets.items[k], errors);
    }
}

static void write_schema(const struct inference *inference)
{
    printf("# A first schema, inferred from %zu documents", inference->with);
    if (inference->without > 0)
        printf("; %zu more have no front matter that can be read", inference->without);
    puts(".\n# Behind each key and value stands how often it occurs: what is rare may be a "
         "mistake.");
    schema_write(stdout, inference->shape);
}

/* The first word says what to do with schemas. */
static bool take_verb(const struct arguments *arguments, struct text_list *ret_paths,
                      struct errors *errors)
{
    if (arguments->paths.count == 0 || !text_is(arguments->paths.items[0], "infer"))
        return errors_add(errors, "keur: write `keur schema infer PATH...`: it prints a schema for "
                                  "the front matter of these documents");
    *ret_paths = (struct text_list){.items = arguments->paths.items + 1,
                                    .count = arguments->paths.count - 1};
    return true;
}

int command_schema(const struct arguments *arguments)
{
    struct inference inference = {.arena = arena_new(), .scratch = arena_new()};
    struct session session = {0};
    struct errors errors = {0};
    struct text_list paths;

    inference.shape = shape_new(inference.arena);
    if (take_verb(arguments, &paths, &errors) && session_open(&session, arguments, &errors)) {
        ask_for_documents(&session, &paths, &errors);
        add_all(&inference, &session, &errors);
        if (inference.with > 0)
            write_schema(&inference);
        else if (errors.count == 0)
            errors_add(&errors, "keur: none of %zu documents has front matter to learn from",
                       inference.without);
    }
    int code = errors.count > 0 ? EXIT_TROUBLE : 0;
    command_print_errors(&errors);
    session_close(&session);
    arena_free(inference.scratch);
    arena_free(inference.arena);
    return code;
}
