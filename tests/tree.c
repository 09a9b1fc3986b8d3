#include "tree.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

/* A test without its files tells nothing. */
static void need(bool is_done, const char *what, const char *path)
{
    if (is_done)
        return;
    fprintf(stderr, "cannot %s ", what);
    perror(path);
    abort();
}

struct tree tree_new(void)
{
    struct arena *arena = arena_new();
    const char *folder = getenv("TMPDIR");
    if (folder == NULL)
        folder = "/tmp";
    char *name = arena_string(arena, arena_format(arena, "%s/keur-test-XXXXXX", folder));
    need(mkdtemp(name) != NULL, "make", name);
    return (struct tree){arena, path_real(arena, name)};
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

void tree_free(struct tree *tree)
{
    need(nftw(tree->root.bytes, remove_entry, 16, FTW_DEPTH | FTW_PHYS) == 0, "remove",
         tree->root.bytes);
    arena_free(tree->arena);
}

struct keur_text tree_path(const struct tree *tree, const char *path)
{
    return path_join(tree->arena, tree->root, text_of(path));
}

static void make_folders(const struct tree *tree, struct keur_text path)
{
    for (size_t end = tree->root.length + 1; end < path.length; end++) {
        end = text_find(path, '/', end);
        const char *folder = arena_string(tree->arena, text_slice(path, 0, end));
        if (file_type(folder) != FILE_FOLDER)
            need(mkdir(folder, 0777) == 0, "make", folder);
    }
}

void tree_file(const struct tree *tree, const char *path, const char *content)
{
    struct keur_text absolute = tree_path(tree, path);
    make_folders(tree, path_folder(absolute));
    FILE *stream = fopen(absolute.bytes, "wb");
    need(stream != NULL && fputs(content, stream) >= 0 && fclose(stream) == 0, "write",
         absolute.bytes);
}

void tree_folder(const struct tree *tree, const char *path)
{
    make_folders(tree, tree_path(tree, path));
}

void tree_link(const struct tree *tree, const char *path, const char *target)
{
    struct keur_text absolute = tree_path(tree, path);
    make_folders(tree, path_folder(absolute));
    need(symlink(target, absolute.bytes) == 0, "link", absolute.bytes);
}
