/* Documents of others are mended, as they are and with defects put in, and the rest is kept.
 *
 *     corpora PROGRAM-FOLDER ROUNDS [PACK FOLDER]...
 *
 * Each round plants other defects.  Nothing is written.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "defects.h"
#include "mending.h"
#include "stand.h"
#include "tap.h"

enum { MOST_DEFECTS = 8 };

struct corpus {
    struct stand stand;
    const struct project *project;
    size_t mended, failures;
};

static void mend_text(struct corpus *corpus, struct keur_text path, struct keur_text text,
                      uint64_t seed)
{
    for (int i = 0; i < 2; i++) {
        struct target target = {path, path, &text};
        struct mend_options options = {.with_unsafe = i == 1};
        struct buffer why = {0};
        size_t mended;
        if (!mending_holds(corpus->project, &target, options, &why, &mended)) {
            corpus->failures++;
            buffer_printf(&why, "with %s edits, seed %ju\n", i == 1 ? "all" : "safe",
                          (uintmax_t)seed);
            tap_show(arena_string(corpus->stand.arena, path), buffer_text(&why));
        }
        corpus->mended += mended;
        buffer_free(&why);
    }
}

static void mend_document(struct corpus *corpus, struct keur_text path, size_t rounds)
{
    struct arena *arena = arena_new();
    struct keur_text absolute = path_join(arena, corpus->project->root, path), text;
    struct errors errors = {0};
    if (file_read(absolute.bytes, LIMIT_DOCUMENT_BYTES, arena, &text, &errors)) {
        mend_text(corpus, path, text, 0);
        uint64_t seed = text_hash(path);
        for (size_t i = 0; i < rounds; i++) {
            uint64_t first = seed;
            size_t count = 1 + (size_t)(seed % MOST_DEFECTS);
            mend_text(corpus, path, defects_plant(text, count, &seed, arena), first);
        }
    }
    errors_free(&errors);
    arena_free(arena);
}

static void mend_corpus(struct corpus *corpus, const char *pack, const char *folder, size_t rounds)
{
    struct arena *arena = corpus->stand.arena;
    struct keur_text root = path_real(arena, folder);
    struct targets targets = {0};
    struct errors errors = {0};
    if (root.length == 0) {
        printf("ok - mending %s # skip there is no such folder: set KEUR_SHARED\n", folder);
        return;
    }
    corpus->project = stand_project(&corpus->stand, root, TEXT(""), text_of(pack), TEXT(""));
    if (!tap_result(corpus->project != NULL, "%s: the pack %s loads", folder, pack))
        return;
    discover_documents(corpus->project, root, arena, &targets, &errors);
    discover_sort(&targets);
    for (size_t i = 0; i < targets.count; i++)
        mend_document(corpus, targets.items[i].path, rounds);
    tap_result(corpus->failures == 0, "%s: %zu findings mended in %zu documents with defects",
               folder, corpus->mended, targets.count);
    errors_free(&errors);
    ARRAY_FREE(&targets);
}

int main(int argc, char **argv)
{
    if (argc < 5 || argc % 2 == 0) {
        fputs("usage: corpora PROGRAM-FOLDER ROUNDS [PACK FOLDER]...\n", stderr);
        return 2;
    }
    for (int i = 3; i < argc; i += 2) {
        struct corpus corpus = {.stand = {.arena = arena_new()}};
        corpus.stand.program_folder = path_real(corpus.stand.arena, argv[1]);
        mend_corpus(&corpus, argv[i], argv[i + 1], (size_t)strtoul(argv[2], NULL, 10));
        arena_free(corpus.stand.arena);
    }
    return tap_end();
}
