#include "base/replace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"

/* What is unfinished is named like this, in the folder of the file that it is for, and locked by
 * the process that writes it. */
#define UNFINISHED "/.keur-fix-"
enum { RANDOM_LETTERS = 6, MOST_TRIES = 10 };

/* A file on its way to be replaced. */
struct replacement {
    const struct file_change *change;
    const char *path;
    struct arena *arena;
    struct errors *errors;
    struct stat old;
    int old_file, new_file, folder; /* descriptors */
    char *new_path;
};

static bool fail(const struct replacement *to, const char *reason)
{
    return errors_add(to->errors, "keur: '%.*s' is not changed: %s",
                      KEUR_ARGUMENT(to->change->shown), reason);
}

static bool fail_with_errno(const struct replacement *to, const char *doing)
{
    return errors_add(to->errors, "keur: '%.*s' is not changed: cannot %s: %s",
                      KEUR_ARGUMENT(to->change->shown), doing, strerror(errno));
}

/* The superuser may write all; a file that nobody may write was made so on purpose. */
static bool is_read_only(const struct replacement *to)
{
    enum { ANY_WRITE = S_IWUSR | S_IWGRP | S_IWOTH };
    return (to->old.st_mode & ANY_WRITE) == 0 || access(to->path, W_OK) != 0;
}

static bool open_old(struct replacement *to)
{
    to->old_file = open(to->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (to->old_file < 0 || fstat(to->old_file, &to->old) != 0)
        return fail_with_errno(to, "open it");
    if (!S_ISREG(to->old.st_mode))
        return fail(to, "it is not a regular file any more");
    if (is_read_only(to))
        return fail(to, "it is read-only; make it writable, then fix it");
    if (to->old.st_nlink > 1)
        return fail(to, "it has another name (a hard link), which would keep the old text");
    return true;
}

static bool is_as_expected(const struct replacement *to, struct keur_text expected)
{
    char piece[1 << 14];
    size_t at = 0;
    if ((uintmax_t)to->old.st_size != expected.length)
        return false;
    while (at < expected.length) {
        ssize_t length = pread(to->old_file, piece, sizeof piece, (off_t)at);
        if (length < 0 && errno == EINTR)
            continue;
        if (length <= 0 || (size_t)length > expected.length - at ||
            memcmp(piece, expected.bytes + at, (size_t)length) != 0)
            return false;
        at += (size_t)length;
    }
    return true;
}

/* Locked, so that nobody takes it for a leftover.  Some file systems have no locks. */
static bool lock_new(const struct replacement *to)
{
    struct stat status;
    if (flock(to->new_file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return false;
    return fstat(to->new_file, &status) == 0 && status.st_nlink > 0;
}

static bool create_new(struct replacement *to)
{
    struct keur_text folder = path_folder(text_of(to->path));
    to->folder = open(arena_string(to->arena, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (to->folder < 0)
        return fail_with_errno(to, "open its folder");
    for (int i = 0; i < MOST_TRIES; i++) {
        char *name = arena_string(
            to->arena, arena_format(to->arena, "%.*s" UNFINISHED "XXXXXX", KEUR_ARGUMENT(folder)));
        to->new_file = mkstemp(name);
        if (to->new_file < 0)
            return fail_with_errno(to, "write in its folder");
        to->new_path = name;
        if (lock_new(to))
            return true;
        close(to->new_file);
        to->new_file = -1;
    }
    return fail(to, "its folder is being cleaned by other runs; try again");
}

static bool write_all(int file, struct keur_text text)
{
    for (size_t at = 0; at < text.length;) {
        ssize_t length = write(file, text.bytes + at, text.length - at);
        if (length >= 0)
            at += (size_t)length;
        else if (errno != EINTR)
            return false;
    }
    return true;
}

/* Access control lists and what users have attached; the system sets its own labels. */
static bool is_kept(const char *name)
{
    return strncmp(name, "user.", 5) == 0 || strcmp(name, "system.posix_acl_access") == 0;
}

static bool copy_attribute(const struct replacement *to, const char *name)
{
    ssize_t size = fgetxattr(to->old_file, name, NULL, 0);
    char *value = arena_allocate(to->arena, size > 0 ? (size_t)size : 0);
    size = size > 0 ? fgetxattr(to->old_file, name, value, (size_t)size) : size;
    return size >= 0 && fsetxattr(to->new_file, name, value, (size_t)size, 0) == 0;
}

static bool copy_attributes(const struct replacement *to)
{
    ssize_t size = flistxattr(to->old_file, NULL, 0);
    if (size <= 0)
        return size == 0 || errno == ENOTSUP;
    char *names = arena_allocate(to->arena, (size_t)size + 1);
    size = flistxattr(to->old_file, names, (size_t)size);
    for (char *name = names; size > 0 && name < names + size; name += strlen(name) + 1)
        if (is_kept(name) && !copy_attribute(to, name))
            return false;
    return size >= 0;
}

static bool copy_owner(const struct replacement *to)
{
    struct stat new;
    enum { PERMISSIONS = 07777 };
    if (fstat(to->new_file, &new) != 0)
        return false;
    if ((new.st_uid != to->old.st_uid || new.st_gid != to->old.st_gid) &&
        fchown(to->new_file, to->old.st_uid, to->old.st_gid) != 0)
        return false;
    return fchmod(to->new_file, to->old.st_mode & PERMISSIONS) == 0;
}

/* Some file systems cannot, and say so. */
static bool flush(int file)
{
    return fsync(file) == 0 || errno == EINVAL || errno == EROFS;
}

static bool write_new(const struct replacement *to, struct keur_text text)
{
    if (!write_all(to->new_file, text))
        return fail_with_errno(to, "write the new text");
    if (!copy_owner(to))
        return fail_with_errno(to, "keep its owner and permissions");
    if (!copy_attributes(to))
        return fail_with_errno(to, "keep its attributes");
    if (!flush(to->new_file))
        return fail_with_errno(to, "write the new text");
    return true;
}

static bool is_untouched(const struct replacement *to)
{
    struct stat now;
    return lstat(to->path, &now) == 0 && now.st_dev == to->old.st_dev &&
           now.st_ino == to->old.st_ino && now.st_size == to->old.st_size &&
           now.st_mtim.tv_sec == to->old.st_mtim.tv_sec &&
           now.st_mtim.tv_nsec == to->old.st_mtim.tv_nsec;
}

static bool replace(struct replacement *to)
{
    static const char changed[] = "it was changed meanwhile; fix it again";
    if (!open_old(to))
        return false;
    if (!is_as_expected(to, to->change->before))
        return fail(to, changed);
    if (!create_new(to) || !write_new(to, to->change->after))
        return false;
    if (!is_untouched(to))
        return fail(to, changed);
    if (rename(to->new_path, to->path) != 0)
        return fail_with_errno(to, "replace it");
    to->new_path = NULL;
    flush(to->folder);
    return true;
}

/* An interrupt waits until nothing is half done. */
static void hold_signals(sigset_t *ret_before)
{
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    sigprocmask(SIG_BLOCK, &held, ret_before);
}

bool file_replace(const struct file_change *change, struct errors *errors)
{
    struct arena *arena = arena_new();
    struct replacement to = {.change = change,
                             .path = arena_string(arena, change->path),
                             .arena = arena,
                             .errors = errors,
                             .old_file = -1,
                             .new_file = -1,
                             .folder = -1};
    sigset_t before;
    hold_signals(&before);
    bool is_done = replace(&to);
    if (to.new_path != NULL)
        unlink(to.new_path);
    const int files[] = {to.old_file, to.new_file, to.folder};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (files[i] >= 0)
            close(files[i]);
    sigprocmask(SIG_SETMASK, &before, NULL);
    arena_free(arena);
    return is_done;
}

static bool is_unfinished(const char *name)
{
    size_t length = strlen(UNFINISHED) - 1;
    return strncmp(name, &UNFINISHED[1], length) == 0 && strlen(name) == length + RANDOM_LETTERS;
}

/* Whose writer lives is locked. */
static bool remove_leftover(int folder, const char *name)
{
    int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat status;
    if (file < 0)
        return false;
    bool is_removed = fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
                      flock(file, LOCK_EX | LOCK_NB) == 0 && unlinkat(folder, name, 0) == 0;
    close(file);
    return is_removed;
}

size_t file_remove_leftovers(const char *folder)
{
    size_t count = 0;
    DIR *stream = opendir(folder);
    for (struct dirent *entry; stream != NULL && (entry = readdir(stream)) != NULL;)
        if (is_unfinished(entry->d_name))
            count += remove_leftover(dirfd(stream), entry->d_name);
    if (stream != NULL)
        closedir(stream);
    return count;
}
