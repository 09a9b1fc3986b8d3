#include "discover/walk.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "discover/ignore.h"
#include "discover/places.h"

/* What is known of a folder. */
struct node {
    struct keur_text path; /* relative to the root, without links */
    uint64_t hash;
    size_t depth;
    const struct ignore *ignore; /* for what lies in it */
    bool is_left_out;            /* it, or a folder above it */
    bool is_project;             /* another one, with its own root */
    bool is_walked;
    struct node *next;         /* in its bucket */
    struct node *next_pending; /* to be walked */
};

struct walk {
    const struct project *project;
    struct arena *arena;
    struct targets *targets;
    struct errors *errors;
    struct node **buckets;
    size_t bucket_count; /* a power of two */
    size_t node_count;
    struct node *pending; /* to be walked */
    bool is_complete;
};

static struct keur_text absolute(const struct walk *walk, struct keur_text path)
{
    return path_join(walk->arena, walk->project->root, path);
}

static bool git_ignores(const struct walk *walk, const struct node *folder, struct keur_text path,
                        bool is_folder)
{
    return folder->ignore != NULL && ignore_names(folder->ignore, absolute(walk, path), is_folder);
}

/* ---- Folders ------------------------------------------------------------ */

static void buckets_grow(struct walk *walk)
{
    size_t count = walk->bucket_count * 2;
    struct node **buckets = arena_allocate(walk->arena, count * sizeof(struct node *));
    for (size_t i = 0; i < walk->bucket_count; i++)
        for (struct node *node = walk->buckets[i], *next; node != NULL; node = next) {
            next = node->next;
            node->next = buckets[node->hash & (count - 1)];
            buckets[node->hash & (count - 1)] = node;
        }
    walk->buckets = buckets;
    walk->bucket_count = count;
}

static struct node *node_find(const struct walk *walk, struct keur_text path, uint64_t hash)
{
    struct node *node = walk->buckets[hash & (walk->bucket_count - 1)];
    while (node != NULL && !keur_text_equals(node->path, path))
        node = node->next;
    return node;
}

static struct node *node_add(struct walk *walk, struct keur_text path, uint64_t hash)
{
    if (walk->node_count++ == walk->bucket_count)
        buckets_grow(walk);
    struct node *node = arena_allocate(walk->arena, sizeof *node);
    struct node **bucket = &walk->buckets[hash & (walk->bucket_count - 1)];
    *node = (struct node){.path = path, .hash = hash, .next = *bucket};
    *bucket = node;
    return node;
}

static bool holds(const struct walk *walk, struct keur_text folder, struct keur_text name)
{
    struct keur_text path = path_join(walk->arena, folder, name);
    return folders_find(walk->project->folders, path) != KEUR_ABSENT;
}

static bool is_left_out_by_name(const struct walk *walk, const struct node *above,
                                struct keur_text name)
{
    if (text_starts_with(name, ".") || text_is(name, "node_modules"))
        return true;
    /* What MkDocs builds; elsewhere a folder may well be called so. */
    return text_is(name, "site") &&
           (above->path.length == 0 || holds(walk, above->path, TEXT("mkdocs.yml")));
}

static bool is_left_out(const struct walk *walk, const struct node *above, struct keur_text path)
{
    return is_left_out_by_name(walk, above, path_name(path)) ||
           git_ignores(walk, above, path, true) || places_ignores_folder(walk->project, path);
}

static struct node *node_root(struct walk *walk)
{
    struct node *root = node_add(walk, TEXT(""), text_hash(TEXT("")));
    const struct ignore *above = ignore_above(walk->project->root, walk->arena, walk->errors);
    root->ignore = ignore_enter(above, walk->project->root, walk->arena, walk->errors);
    return root;
}

/* `path` is that of a folder in `above`. */
static struct node *node_below(struct walk *walk, const struct node *above, struct keur_text path)
{
    uint64_t hash = text_hash(path);
    struct node *node = node_find(walk, path, hash);
    if (node != NULL)
        return node;
    node = node_add(walk, path, hash);
    node->depth = above->depth + 1;
    node->is_left_out = above->is_left_out || is_left_out(walk, above, path);
    node->is_project = above->is_project || holds(walk, path, TEXT(".keur.yaml")) ||
                       holds(walk, path, TEXT(".git"));
    node->ignore = above->ignore;
    if (holds(walk, path, TEXT(".gitignore")))
        node->ignore = ignore_enter(above->ignore, absolute(walk, path), walk->arena, walk->errors);
    return node;
}

/* Any folder of the project. */
static struct node *node_at(struct walk *walk, struct keur_text path)
{
    struct node *node = node_find(walk, TEXT(""), text_hash(TEXT("")));
    if (text_is(path, ".")) /* the folder of a path without slash */
        return node;
    for (size_t end = 0; end < path.length; end++) {
        end = text_find(path, '/', end);
        node = node_below(walk, node, arena_copy(walk->arena, text_slice(path, 0, end)));
    }
    return node;
}

/* ---- Entries ------------------------------------------------------------- */

static void walk_later(struct walk *walk, struct node *node)
{
    if (node->is_walked || node->is_left_out)
        return;
    node->is_walked = true;
    if (node->is_project) {
        places_add_nested(walk->targets, absolute(walk, node->path), walk->arena);
    } else if (node->depth <= LIMIT_FOLDER_DEPTH) {
        node->next_pending = walk->pending;
        walk->pending = node;
    } else {
        struct keur_text shown = discover_shown(walk->project, node->path, walk->arena);
        walk->is_complete = errors_add(
            walk->errors, "keur: '%.*s' is not searched: it lies more than %d folders deep",
            KEUR_ARGUMENT(shown), LIMIT_FOLDER_DEPTH);
    }
}

static bool is_document_name(struct keur_text name)
{
    static const struct keur_text endings[] = {{".md", 3}, {".markdown", 9}};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct keur_text ending = endings[i];
        if (name.length <= ending.length)
            continue;
        size_t same = 0;
        const char *end = name.bytes + name.length - ending.length;
        while (same < ending.length && (end[same] | 0x20) == (ending.bytes[same] | 0x20))
            same++;
        if (same == ending.length)
            return true;
    }
    return false;
}

static void visit_file(struct walk *walk, const struct node *folder, struct keur_text path)
{
    struct keur_text name = path_name(path);
    if (text_starts_with(name, ".") || !is_document_name(name) || folder->is_project ||
        git_ignores(walk, folder, path, false) || places_ignores_file(walk->project, path))
        return;
    places_add(walk->targets, walk->project, path, walk->arena);
}

/* A link counts as what it leads to, with the rules for that place. */
static void visit_link(struct walk *walk, struct keur_text path, bool is_folder)
{
    struct keur_text target;
    struct keur_text real = path_real(walk->arena, absolute(walk, path).bytes);
    if (!path_below(walk->project->root, real, &target))
        return;
    if (is_folder) {
        walk_later(walk, node_at(walk, target));
        return;
    }
    const struct node *folder = node_at(walk, path_folder(target));
    if (!folder->is_left_out)
        visit_file(walk, folder, target);
}

static void visit_entry(struct walk *walk, const struct node *folder,
                        const struct folder_entry *entry)
{
    struct keur_text path = path_join(walk->arena, folder->path, entry->name);
    switch (entry->type) {
    case ENTRY_FILE:
        visit_file(walk, folder, path);
        break;
    case ENTRY_FOLDER:
        if (!is_left_out_by_name(walk, folder, entry->name))
            walk_later(walk, node_below(walk, folder, path));
        break;
    case ENTRY_LINK_FILE:
    case ENTRY_LINK_FOLDER:
        if (!text_starts_with(entry->name, "."))
            visit_link(walk, path, entry->type == ENTRY_LINK_FOLDER);
        break;
    case ENTRY_OTHER:
    case ENTRY_MISSING:
        break;
    }
}

static void visit_folder(struct walk *walk, const struct node *node)
{
    const struct folder *folder = folders_read(walk->project->folders, node->path);
    if (folder == NULL) {
        struct keur_text shown = discover_shown(walk->project, node->path, walk->arena);
        walk->is_complete =
            errors_add(walk->errors, "keur: cannot read the folder '%.*s'", KEUR_ARGUMENT(shown));
        return;
    }
    for (size_t i = 0; i < folder->count; i++)
        visit_entry(walk, node, &folder->entries[i]);
}

bool walk_folder(const struct project *project, struct keur_text folder, struct arena *arena,
                 struct targets *targets, struct errors *errors)
{
    struct walk walk = {.project = project,
                        .arena = arena,
                        .targets = targets,
                        .errors = errors,
                        .bucket_count = 64,
                        .is_complete = true};
    walk.buckets = arena_allocate(arena, walk.bucket_count * sizeof(struct node *));
    node_root(&walk);
    /* Who names a folder wants it searched, whatever the rules for folders say. */
    struct node *start = node_at(&walk, folder);
    start->is_left_out = start->is_project = false;
    size_t errors_before = errors->count;
    walk_later(&walk, start);
    while (walk.pending != NULL) {
        const struct node *node = walk.pending;
        walk.pending = node->next_pending;
        visit_folder(&walk, node);
    }
    return walk.is_complete && errors->count == errors_before;
}
