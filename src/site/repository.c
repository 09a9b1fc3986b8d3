/* Links to the project's own repository: is there such a file, and such a branch? */
#include "site/repository.h"

#include "base/file.h"
#include "base/refs.h"
#include "base/text.h"
#include "base/uri.h"
#include "site/address.h"

struct resolving {
    const struct project *project;
    struct arena *arena;
    struct keur_text host, path; /* of the address, decoded */
};

static struct keur_destination destination(enum keur_destination_kind kind, struct keur_text path)
{
    return (struct keur_destination){.kind = kind, .form = KEUR_TARGET_REPOSITORY, .path = path};
}

/* Cuts "/word" off the front of a path. */
static struct keur_text take_part(struct keur_text *path)
{
    struct keur_text part = {path->bytes + path->length, 0};
    if (path->length > 0 && path->bytes[0] == '/') {
        size_t end = text_find(*path, '/', 1);
        part = text_slice(*path, 1, end);
        *path = text_slice(*path, end, path->length);
    }
    return part;
}

/* The part of an address behind "host/OWNER/NAME", when that is the project's own repository. */
static bool below_repository(const struct resolving *at, struct keur_text *ret_repository,
                             struct keur_text *ret_rest)
{
    struct keur_text host = at->host, path = at->path;
    bool is_raw = uri_host_equals(host, TEXT("raw.githubusercontent.com"));
    if (is_raw)
        host = TEXT("github.com");
    for (size_t i = 0; i < at->project->site->repositories.count; i++) {
        struct keur_text own = at->project->site->repositories.items[i];
        struct keur_text name = text_slice(own, host.length, own.length); /* "/OWNER/NAME" */
        if (path.length <= name.length || path.bytes[name.length] != '/' ||
            !uri_host_equals(text_slice(own, 0, host.length), host) ||
            !uri_host_equals(text_slice(path, 0, name.length), name))
            continue;
        *ret_repository = own;
        *ret_rest = text_slice(path, name.length, path.length);
        if (is_raw)
            *ret_rest = arena_format(at->arena, "/raw%.*s", KEUR_ARGUMENT(*ret_rest));
        return true;
    }
    return false;
}

static bool is_word_of_files(struct keur_text word)
{
    static const char *const words[] = {"blob", "tree", "edit", "raw", "blame"};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (text_is(word, words[i]))
            return true;
    return false;
}

/* Tags and commits have files of another time. */
static bool is_current_branch(const struct site *site, struct keur_text branch)
{
    return text_is(branch, "main") || text_is(branch, "master") || text_is(branch, "HEAD") ||
           (site->branch.length > 0 && keur_text_equals(branch, site->branch));
}

/* "v1.0", "2024-06", "0a1b2c3d": a tag, or a commit, which a clone need not know. */
static bool may_be_version(struct keur_text name)
{
    enum { LEAST_DIGITS = 7 };
    size_t at = text_starts_with(name, "v") || text_starts_with(name, "V"), digits = 0;
    if (at < name.length && name.bytes[at] >= '0' && name.bytes[at] <= '9')
        return true;
    while (digits < name.length && strchr("0123456789abcdefABCDEF", name.bytes[digits]) != NULL)
        digits++;
    return digits == name.length && digits >= LEAST_DIGITS;
}

/* On a branch other than the one at hand: is there such a branch? */
static struct keur_destination by_branch(const struct resolving *at, struct keur_text repository,
                                         struct keur_text rest)
{
    struct keur_destination found = destination(KEUR_DESTINATION_UNKNOWN, TEXT(""));
    struct keur_text path = text_slice(rest, 1, rest.length);
    struct keur_text branch = take_part(&rest);
    if (branch.length == 0 || may_be_version(branch) ||
        refs_find(at->project->refs, repository, path) != REFS_ABSENT)
        return found;
    found.kind = KEUR_DESTINATION_MISSING;
    found.branch = branch;
    found.near_branch = refs_nearest(at->project->refs, branch);
    return found;
}

static struct keur_destination by_repository(const struct resolving *at,
                                             struct keur_text repository, struct keur_text rest)
{
    struct keur_destination unknown = destination(KEUR_DESTINATION_UNKNOWN, TEXT(""));
    struct keur_text word = take_part(&rest);
    if (text_is(word, "-"))
        word = take_part(&rest);
    if (!is_word_of_files(word))
        return unknown;
    struct keur_text behind_branch = rest;
    if (!is_current_branch(at->project->site, take_part(&behind_branch)))
        return by_branch(at, repository, rest);
    rest = behind_branch;
    if (!at->project->site->is_repository_root || rest.length < 2)
        return unknown;
    struct keur_text path = path_normalize(at->arena, text_slice(rest, 1, rest.length));
    switch (folders_find(at->project->folders, path)) {
    case KEUR_FILE:
        return destination(KEUR_DESTINATION_FILE, path);
    case KEUR_FOLDER:
        return destination(KEUR_DESTINATION_FOLDER, path);
    case KEUR_ABSENT:
        break;
    }
    /* Without .git this may be a part of the repository, of which only the documents are sure. */
    struct keur_text below;
    bool is_checkout = folders_find(at->project->folders, TEXT(".git")) != KEUR_ABSENT;
    if (!is_checkout && !address_below_docs(at->project->site, path, &below))
        return unknown;
    return destination(KEUR_DESTINATION_MISSING, path);
}

bool repository_find(const struct project *project, struct keur_text host, struct keur_text path,
                     struct arena *arena, struct keur_destination *ret_destination)
{
    const struct resolving at = {project, arena, host, path};
    struct keur_text repository, rest;

    if (!below_repository(&at, &repository, &rest))
        return false;
    *ret_destination = by_repository(&at, repository, rest);
    return true;
}
