/* Any bytes as a configuration, or as a pack's file that one extends: mistakes are told, and
 * nothing else happens.  The first byte chooses. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "load/load.h"
#include "mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/keur-fuzz-XXXXXX";

static void write_file(const char *name, const uint8_t *bytes, size_t size)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        abort();
}

static void remove_files(void)
{
    char path[256];
    static const char *const names[] = {".keur.yaml", "x.yaml"};
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char extending[] = "extends: [general, ./x.yaml]\n";
    static bool is_ready;
    if (size == 0)
        return 0;
    if (!is_ready && (mkdtemp(folder) == NULL || atexit(remove_files) != 0))
        abort();
    is_ready = true;
    if ((data[0] & 1) != 0) {
        write_file("x.yaml", data + 1, size - 1);
        write_file(".keur.yaml", (const uint8_t *)extending, sizeof extending - 1);
    } else {
        write_file(".keur.yaml", data + 1, size - 1);
    }
    struct arena *arena = arena_new();
    struct load_request request = {.program_folder = path_real(arena, KEUR_PROGRAM_FOLDER)};
    struct errors errors = {0};
    struct project *project = NULL;
    bool is_loaded = load_project(&request, path_real(arena, folder), arena, &project, &errors);
    if (is_loaded == (errors.count > 0)) /* one or the other */
        abort();
    errors_free(&errors);
    arena_free(arena);
    return 0;
}
