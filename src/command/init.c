/* `keur init`: a first .keur.yaml, with the pack that fits the documents there are. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "command/ask.h"
#include "command/check.h"
#include "parse/document.h"

/* Fewer documents may have the form of a pack by chance. */
enum { LEAST_TYPED = 3 };

/* A pack, and how many documents of the project it knows. */
struct fit {
    struct keur_text pack;
    size_t typed, documents;
    struct keur_text root; /* absolute */
    struct keur_text docs_dir;
    bool has_site;
};

static bool has_type(const struct project *project, const struct target *target,
                     struct arena *scratch)
{
    struct keur_text source, path = path_join(scratch, project->root, target->path);
    const struct document_type *type = NULL;
    struct errors untold = {0}; /* the first run tells them */
    if (file_read(path.bytes, LIMIT_DOCUMENT_BYTES, scratch, &source, &untold)) {
        keur_document *document = document_open(target->path, source, scratch);
        load_document_type(project, target->path, keur_front_matter(document)->root, &type,
                           &untold);
    }
    errors_free(&untold);
    return type != NULL;
}

/* The project around the working folder, as it would be with this pack. */
static bool measure(const struct arguments *arguments, struct keur_text pack, struct arena *arena,
                    struct fit *ret_fit, struct errors *errors)
{
    struct arguments with_pack = *arguments;
    struct session session;
    struct text_list all = {0};
    with_pack.no_config = true;
    with_pack.extends = (struct text_list){.items = &pack, .count = 1, .capacity = 1};
    *ret_fit = (struct fit){.pack = pack};
    if (session_open(&session, &with_pack, errors))
        ask_for_documents(&session, &all, errors);
    if (errors->count == 0) {
        const struct session_project *found = &session.items[0];
        struct arena *scratch = arena_new();
        for (size_t i = 0; i < found->targets.count; i++) {
            ret_fit->typed += has_type(found->project, &found->targets.items[i], scratch);
            arena_reset(scratch);
        }
        arena_free(scratch);
        ret_fit->documents = found->targets.count;
        ret_fit->root = arena_copy(arena, found->project->root);
        ret_fit->docs_dir = arena_copy(arena, found->project->docs_dir);
        ret_fit->has_site = found->project->has_site;
    }
    session_close(&session);
    return errors->count == 0;
}

static bool find_best(const struct arguments *arguments, struct arena *arena, struct fit *ret_best,
                      struct errors *errors)
{
    struct keur_texts packs = load_packs(path_of_program(arena), arena);
    if (!measure(arguments, TEXT("general"), arena, ret_best, errors))
        return false;
    for (size_t i = 0; i < packs.count; i++) {
        struct fit fit;
        if (text_is(packs.items[i], "general"))
            continue;
        if (!measure(arguments, packs.items[i], arena, &fit, errors))
            return false;
        if (fit.typed >= LEAST_TYPED && fit.typed > ret_best->typed)
            *ret_best = fit;
    }
    return true;
}

static bool write_config(const struct fit *fit, struct keur_text path, struct errors *errors)
{
    FILE *stream = fopen(path.bytes, "wx");
    if (stream == NULL && errno == EEXIST)
        return errors_add(errors, "keur: '%.*s' is there already; `keur config` shows what it says",
                          KEUR_ARGUMENT(path));
    if (stream != NULL) {
        fprintf(stream,
                "# What keur inspects here; `keur config FILE` shows which settings a file has.\n"
                "extends: [%.*s]\n"
                "# ignore: [\"archive/**\"]\n"
                "# rules:\n"
                "#   links/missing-target: warning   # or error, info, off\n",
                KEUR_ARGUMENT(fit->pack));
        bool is_written = !ferror(stream);
        if (fclose(stream) == 0 && is_written)
            return true;
    }
    return errors_add(errors, "keur: cannot write '%.*s': %s", KEUR_ARGUMENT(path),
                      strerror(errno));
}

int command_init(const struct arguments *arguments)
{
    struct arena *arena = arena_new();
    struct errors errors = {0};
    struct fit fit;
    if (find_best(arguments, arena, &fit, &errors)) {
        struct keur_text path = path_relative(arena, path_real(arena, "."),
                                              path_join(arena, fit.root, TEXT(".keur.yaml")));
        path = text_of(arena_string(arena, path));
        if (write_config(&fit, path, &errors)) {
            printf("wrote %.*s: pack %.*s, for %zu %s", KEUR_ARGUMENT(path),
                   KEUR_ARGUMENT(fit.pack), fit.documents,
                   fit.documents == 1 ? "document" : "documents");
            if (fit.typed > 0)
                printf(", %zu of which have a type there", fit.typed);
            if (fit.has_site)
                printf("\nMkDocs: what is below %.*s is read as mkdocs.yml says",
                       KEUR_ARGUMENT(fit.docs_dir));
            puts("\nnext: keur");
        }
    }
    int code = errors.count > 0 ? EXIT_TROUBLE : 0;
    command_print_errors(&errors);
    arena_free(arena);
    return code;
}
