/* Folders made for a test. */
#ifndef TESTS_TREE_H
#define TESTS_TREE_H

#include "base/arena.h"

struct tree {
    struct arena *arena;
    struct keur_text root; /* absolute and real */
};

struct tree tree_new(void);
/* Removes the folder from the disk. */
void tree_free(struct tree *tree);
/* Absolute path of something in the tree. */
struct keur_text tree_path(const struct tree *tree, const char *path);
/* The folders that a path needs are made. */
void tree_file(const struct tree *tree, const char *path, const char *content);
void tree_folder(const struct tree *tree, const char *path);
void tree_link(const struct tree *tree, const char *path, const char *target);

#endif
