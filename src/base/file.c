#define _GNU_SOURCE /* memrchr() */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

/* Reads on after short reads and interrupts; -1 with errno set on failure. */
static ssize_t read_fully(int descriptor, char *bytes, size_t size)
{
    size_t length = 0;
    while (length < size) {
        ssize_t more = read(descriptor, bytes + length, size - length);
        if (more == 0)
            break;
        if (more > 0)
            length += (size_t)more;
        else if (errno != EINTR)
            return -1;
    }
    return (ssize_t)length;
}

static bool read_open(int descriptor, const char *path, size_t limit, struct arena *arena,
                      struct keur_text *ret_text, struct errors *errors)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return errors_add(errors, "keur: cannot read '%s': %s", path, strerror(errno));
    if (S_ISDIR(status.st_mode))
        return errors_add(errors, "keur: '%s' is a folder, not a file", path);
    if (!S_ISREG(status.st_mode))
        return errors_add(errors, "keur: '%s' is not a regular file", path);
    if ((uintmax_t)status.st_size > limit)
        return errors_add(errors, "keur: '%s' has %jd bytes, more than the %zu that keur reads",
                          path, (intmax_t)status.st_size, limit);
    char *bytes = arena_take(arena, (size_t)status.st_size + 1);
    ssize_t length = read_fully(descriptor, bytes, (size_t)status.st_size);
    if (length < 0)
        return errors_add(errors, "keur: cannot read '%s': %s", path, strerror(errno));
    bytes[length] = '\0';
    *ret_text = (struct keur_text){bytes, (size_t)length};
    return true;
}

bool file_read(const char *path, size_t limit, struct arena *arena, struct keur_text *ret_text,
               struct errors *errors)
{
    /* O_NONBLOCK: a named pipe must not hang the run. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return errors_add(errors, "keur: cannot read '%s': %s", path, strerror(errno));
    bool read = read_open(descriptor, path, limit, arena, ret_text, errors);
    close(descriptor);
    return read;
}

bool file_read_stream(FILE *stream, const char *name, size_t limit, struct arena *arena,
                      struct keur_text *ret_text, struct errors *errors)
{
    struct buffer text = {0};
    char piece[1 << 14];
    size_t length;
    while (text.length <= limit && (length = fread(piece, 1, sizeof piece, stream)) > 0)
        buffer_add(&text, (struct keur_text){piece, length});
    bool read = !ferror(stream) && text.length <= limit;
    if (read)
        *ret_text = arena_copy(arena, buffer_text(&text));
    else if (ferror(stream))
        errors_add(errors, "keur: cannot read %s: %s", name, strerror(errno));
    else
        errors_add(errors, "keur: %s has more than the %zu bytes that keur reads", name, limit);
    buffer_free(&text);
    return read;
}

enum file_type file_type(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return FILE_ABSENT;
    return S_ISREG(status.st_mode)   ? FILE_REGULAR
           : S_ISDIR(status.st_mode) ? FILE_FOLDER
                                     : FILE_OTHER;
}

/* Behind it; 0 without one. */
static size_t last_slash(struct keur_text path)
{
    const char *slash = path.length == 0 ? NULL : memrchr(path.bytes, '/', path.length);
    return slash == NULL ? 0 : (size_t)(slash - path.bytes) + 1;
}

struct keur_text path_folder(struct keur_text path)
{
    size_t slash = last_slash(path);
    if (slash == 0)
        return TEXT(".");
    return text_slice(path, 0, slash == 1 ? 1 : slash - 1);
}

struct keur_text path_name(struct keur_text path)
{
    return text_slice(path, last_slash(path), path.length);
}

struct keur_text path_join(struct arena *arena, struct keur_text folder, struct keur_text name)
{
    if (folder.length == 0 || text_is(folder, ".") || text_starts_with(name, "/"))
        return arena_copy(arena, name);
    if (name.length == 0 || text_is(name, "."))
        return arena_copy(arena, folder);
    size_t length = folder.length - (text_ends_with(folder, "/") ? 1 : 0);
    char *bytes = arena_allocate(arena, length + 1 + name.length + 1);
    memcpy(bytes, folder.bytes, length);
    bytes[length++] = '/';
    memcpy(bytes + length, name.bytes, name.length);
    return (struct keur_text){bytes, length + name.length};
}

/* Takes the last part off again, unless it is a ".." that has nothing to take off. */
static bool drop_last(struct keur_text *path, size_t root)
{
    struct keur_text rest = text_slice(*path, root, path->length);
    if (rest.length == 0 || text_is(path_name(rest), ".."))
        return false;
    size_t slash = last_slash(rest);
    path->length = root + (slash == 0 ? 0 : slash - 1);
    return true;
}

/* Behind the parts from `at` on that stay as they are: none is empty or begins with a dot. */
static size_t plain_end(struct keur_text path, size_t at)
{
    size_t end = at;
    while (end < path.length && path.bytes[end] != '/' && path.bytes[end] != '.')
        end = text_find(path, '/', end) + 1;
    return end > at ? end - 1 : at;
}

struct keur_text path_normalize(struct arena *arena, struct keur_text path)
{
    char *bytes = arena_take(arena, path.length + 2);
    size_t root = text_starts_with(path, "/") ? 1 : 0;
    struct keur_text result = {bytes, root};
    bytes[0] = '/';
    for (size_t at = 0, end; at < path.length; at = end + 1) {
        end = plain_end(path, at);
        if (end == at)
            end = text_find(path, '/', at);
        struct keur_text part = text_slice(path, at, end);
        if (part.length == 0 || text_is(part, "."))
            continue;
        if (text_is(part, "..") && (drop_last(&result, root) || root == 1))
            continue;
        if (result.length > root)
            bytes[result.length++] = '/';
        memcpy(bytes + result.length, part.bytes, part.length);
        result.length += part.length;
    }
    if (result.length == 0)
        bytes[result.length++] = '.';
    bytes[result.length] = '\0';
    return result;
}

struct keur_text path_real(struct arena *arena, const char *path)
{
    char *real = realpath(path, NULL);
    struct keur_text text = arena_copy(arena, text_of(real));
    free(real);
    return text;
}

/* Is no part of the path, from `begin` on, a link, and all are there? */
static bool has_no_link(struct arena *arena, struct keur_text path, size_t begin)
{
    char *part = arena_string(arena, path), target[1];
    for (size_t end = begin; end < path.length; end++) {
        end = text_find(path, '/', end);
        struct keur_text name = path_name(text_slice(path, 0, end));
        if (name.length == 0 || text_is(name, ".") || text_is(name, ".."))
            return false;
        part[end] = '\0';
        if (readlink(part, target, sizeof target) >= 0 || errno != EINVAL)
            return false;
        part[end] = path.bytes[end];
    }
    return path.length > begin && !text_ends_with(path, "/");
}

struct keur_text path_real_in(struct arena *arena, struct keur_text folder, struct keur_text name)
{
    while (text_starts_with(name, "./") || text_starts_with(name, "../")) {
        folder = name.bytes[1] == '.' ? path_folder(folder) : folder;
        name = text_slice(name, text_find(name, '/', 0) + 1, name.length);
    }
    struct keur_text path = path_join(arena, folder, name);
    return has_no_link(arena, path, path.length - name.length) ? path
                                                               : path_real(arena, path.bytes);
}

struct keur_text path_relative(struct arena *arena, struct keur_text folder,
                               struct keur_text target)
{
    size_t common = 0; /* both begin with target[0, common), whole parts */
    for (size_t i = 0; i <= folder.length; i++) {
        bool part_ends = (i == folder.length || folder.bytes[i] == '/') &&
                         (i >= target.length || target.bytes[i] == '/');
        if (part_ends)
            common = i;
        if (i == folder.length || i >= target.length || folder.bytes[i] != target.bytes[i])
            break;
    }
    struct buffer path = {0};
    struct keur_text up = text_slice(folder, common, folder.length);
    for (size_t at = 0; at < up.length; at++)
        if (up.bytes[at] != '/' && (at == 0 || up.bytes[at - 1] == '/'))
            buffer_add(&path, path.length == 0 ? TEXT("..") : TEXT("/.."));
    struct keur_text down = text_slice(target, common, target.length);
    while (text_starts_with(down, "/"))
        down = text_slice(down, 1, down.length);
    if (path.length > 0 && down.length > 0)
        buffer_add_byte(&path, '/');
    buffer_add(&path, down);
    if (path.length == 0)
        buffer_add_byte(&path, '.');
    struct keur_text result = arena_copy(arena, buffer_text(&path));
    buffer_free(&path);
    return result;
}

bool path_below(struct keur_text folder, struct keur_text path, struct keur_text *ret_below)
{
    size_t length = text_is(folder, "/") ? 0 : folder.length;
    if (path.length < length || memcmp(path.bytes, folder.bytes, length) != 0)
        return false;
    if (path.length > length && path.bytes[length] != '/')
        return false;
    *ret_below = text_slice(path, length + 1, path.length);
    return true;
}

struct keur_text path_of_program(struct arena *arena)
{
    return path_folder(path_real(arena, "/proc/self/exe"));
}
