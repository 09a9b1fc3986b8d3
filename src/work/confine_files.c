/* Landlock: the process reads files below some folders, and nothing else.  Kernels since 5.13 have
 * it.
 */
#define _DEFAULT_SOURCE /* syscall(), O_PATH */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "work/confine.h"

/* The header is as old as the number of the call. */
#ifdef SYS_landlock_create_ruleset
#include <linux/landlock.h>

/* All that the first version knows: executing, reading, writing, making and removing. */
enum { ALL_ACCESS = (1 << 13) - 1 };

static void allow_reading(int ruleset, const char *folder)
{
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = open(folder, O_PATH | O_CLOEXEC),
    };
    if (beneath.parent_fd < 0)
        return;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    close(beneath.parent_fd);
}

void confine_files(struct keur_texts readable)
{
    const struct landlock_ruleset_attr attributes = {.handled_access_fs = ALL_ACCESS};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes,
                               sizeof attributes.handled_access_fs, 0);
    if (ruleset < 0)
        return;
    for (size_t i = 0; i < readable.count; i++)
        allow_reading(ruleset, readable.items[i].bytes);
    syscall(SYS_landlock_restrict_self, ruleset, 0);
    close(ruleset);
}

#else

void confine_files(struct keur_texts readable)
{
    (void)readable;
}

#endif
