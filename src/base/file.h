/* Reading files, and the paths that lead to them.  Paths have forward slashes. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/error.h"

/* The whole file, ended by a NUL that is not counted.  Refuses folders, devices and
 * files above `limit` bytes; the message names the path and the reason. */
bool file_read(const char *path, size_t limit, struct arena *arena, struct keur_text *ret_text,
               struct errors *errors);
/* All of a stream such as standard input; `name` is for the message. */
bool file_read_stream(FILE *stream, const char *name, size_t limit, struct arena *arena,
                      struct keur_text *ret_text, struct errors *errors);

enum file_type { FILE_ABSENT = 0, FILE_REGULAR, FILE_FOLDER, FILE_OTHER };
enum file_type file_type(const char *path); /* follows symbolic links */

/* Folder part of a path, "." when there is none. */
struct keur_text path_folder(struct keur_text path);
struct keur_text path_name(struct keur_text path);
/* "a/b" + "c" is "a/b/c"; an absolute second part stands alone; "." adds nothing. */
struct keur_text path_join(struct arena *arena, struct keur_text folder, struct keur_text name);
/* Resolves "." and ".." and doubled slashes without the disk; a path that
 * climbs above its start keeps its leading "..". */
struct keur_text path_normalize(struct arena *arena, struct keur_text path);
/* With symbolic links resolved; an empty text when it does not exist. */
struct keur_text path_real(struct arena *arena, const char *path);
/* The same for a path from a folder whose own path is real already. */
struct keur_text path_real_in(struct arena *arena, struct keur_text folder, struct keur_text name);
/* From folder to target, both absolute and normalized: "../x/y". */
struct keur_text path_relative(struct arena *arena, struct keur_text folder,
                               struct keur_text target);
/* The part of a path behind the folder, "" for the folder itself; false when it lies outside.
 * Both absolute and normalized. */
bool path_below(struct keur_text folder, struct keur_text path, struct keur_text *ret_below);
/* The absolute folder that the running program lies in. */
struct keur_text path_of_program(struct arena *arena);

#endif
