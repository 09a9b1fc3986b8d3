/* A plugin that tries to get out of its worker: it reports what it could do. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "keur_plugin.h"

static void tell(keur_run *run, const char *what, int result)
{
    keur_report(run, (struct keur_span){0, 0}, "%s: %s", what, result >= 0 ? "done" : "refused");
}

static int open_path(const char *path, int flags)
{
    return open(path, flags, 0600);
}

static void run(keur_run *run, const keur_document *document)
{
    (void)document;
    char name[] = "true";
    char *const arguments[] = {name, NULL};
    tell(run, "a socket", socket(AF_INET, SOCK_STREAM, 0));
    tell(run, "a datagram", socket(AF_INET6, SOCK_DGRAM, 0));
    tell(run, "a local socket", socket(AF_UNIX, SOCK_STREAM, 0));
    tell(run, "a new file", open_path("escaped.txt", O_WRONLY | O_CREAT));
    tell(run, "writing to a document", open_path("a.md", O_RDWR));
    tell(run, "a new folder", mkdir("escaped", 0700));
    tell(run, "another name", rename("a.md", "b.md"));
    tell(run, "a deleted file", unlink("a.md"));
    tell(run, "other permissions", chmod("a.md", 0777));
    tell(run, "another program", execv("/bin/true", arguments));
    tell(run, "another process", fork());
    tell(run, "a signal to the keeper", kill(getppid(), 0));
    tell(run, "reading outside of the project", open_path("/etc/passwd", O_RDONLY));
    tell(run, "reading in the project", open_path("a.md", O_RDONLY));
}

static const struct keur_check check = {
    .size = sizeof(struct keur_check),
    .id = "escaper/fault",
    .summary = "Cannot do what it should not do.",
    .run = run,
};
static const struct keur_check *const checks[] = {&check, NULL};

KEUR_PLUGIN(escaper) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "escaper",
    .summary = "Tries to get out.",
    .checks = checks,
};
