#define _GNU_SOURCE /* clone(), memfd_create(), environ */
#include "work/guard.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/memory.h"
#include "work/confine.h"

/* What the process that waits knows, and what the one that works begins with. */
struct guard {
    pid_t waiting;
    void (*work)(void *context);
    void *context;
    char **argv, **environment; /* of the program that begins again */
    const struct keur_text *input;
};

/* Of the process that works, where it shares memory; else NULL.  Its lowest bytes are forbidden. */
static char *stack;
enum { FORBIDDEN_BYTES = 64 << 10 };

/* Written by the one process and read by the other; NULL where nobody waits. */
static volatile bool *is_armed;

/* ---- The process that works ---- */

static int start(void *argument)
{
    const struct guard *guard = argument;
    confine_to_life_of(guard->waiting);
    confine_core();
    guard->work(guard->context);
    return EXIT_FAILURE;
}

/* For memory is shared.  NULL when there is none. */
static char *make_stack(void)
{
    int protection = PROT_READ | PROT_WRITE;
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK;
    char *bytes = mmap(NULL, LIMIT_STACK_BYTES, protection, flags, -1, 0);
    if (bytes == MAP_FAILED || mprotect(bytes, FORBIDDEN_BYTES, PROT_NONE) != 0)
        return NULL;
    return bytes;
}

/* A copy of this process would have to copy each page that one of the two writes to, which takes as
 * long as a dozen documents.  What waits needs no memory of its own: it writes to its stack alone.
 * Debuggers and sanitizers know copies only. */
static pid_t start_process(struct guard *guard)
{
    if (!MEMORY_IS_WATCHED && !confine_is_off())
        stack = make_stack();
    if (stack != NULL)
        return clone(start, stack + LIMIT_STACK_BYTES, CLONE_VM | SIGCHLD, guard);
    pid_t working = fork();
    if (working == 0)
        _exit(start(guard));
    return working;
}

bool guard_is_past_stack(const void *address)
{
    const char *at = address;
    return stack != NULL && at >= stack && at < stack + FORBIDDEN_BYTES;
}

/* ---- The process that waits ---- */

/* What was read from standard input can be read again. */
static bool give_input(const struct keur_text *input)
{
    int file = memfd_create("keur", MFD_CLOEXEC);
    size_t written = 0;
    while (file >= 0 && written < input->length) {
        ssize_t length = write(file, input->bytes + written, input->length - written);
        if (length <= 0)
            break;
        written += (size_t)length;
    }
    return file >= 0 && written == input->length && lseek(file, 0, SEEK_SET) == 0 &&
           dup2(file, STDIN_FILENO) == STDIN_FILENO;
}

/* What lies in memory may be what did the harm: only a new program is sound. */
static void begin_again(const struct guard *guard)
{
    static const char message[] = "keur: came to harm, and cannot begin again\n";
    if (guard->input == NULL || give_input(guard->input))
        execve("/proc/self/exe", guard->argv, guard->environment);
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written; /* there is nobody else to tell */
    _exit(EXIT_TROUBLE);
}

/* Ends this process as the other one ended, unless that came to harm. */
static void follow(pid_t working, const struct guard *guard)
{
    int status = 0;
    while (waitpid(working, &status, 0) < 0)
        if (errno != EINTR)
            _exit(EXIT_TROUBLE);
    if (*is_armed)
        begin_again(guard);
    if (WIFSIGNALED(status))
        raise(WTERMSIG(status));
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_TROUBLE);
}

/* Made before anything can come to harm, and malloc() with it. */
static char **environment_without_guard(void)
{
    static char mark[] = "KEUR_UNGUARDED=1";
    size_t count = 0;
    while (environ[count] != NULL)
        count++;
    char **environment = memory_allocate((count + 2) * sizeof *environment);
    memcpy(environment, environ, count * sizeof *environment);
    environment[count] = mark;
    environment[count + 1] = NULL;
    return environment;
}

void guard_run(void (*work)(void *context), void *context, char **argv,
               const struct keur_text *input)
{
    struct guard guard = {getpid(), work, context, argv, NULL, input};
    if (getenv("KEUR_UNGUARDED") != NULL)
        return;
    void *shared =
        mmap(NULL, sizeof *is_armed, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return;
    is_armed = shared;
    guard.environment = environment_without_guard();
    pid_t working = start_process(&guard);
    if (working > 0)
        follow(working, &guard);
    free(guard.environment);
    munmap(shared, sizeof *is_armed);
    is_armed = NULL;
}

/* ---- What it guards ---- */

bool guard_is_there(void)
{
    return is_armed != NULL;
}

static void limit_time(unsigned seconds)
{
    const struct itimerval limit = {.it_value.tv_sec = (time_t)seconds};
    setitimer(ITIMER_PROF, &limit, NULL);
}

static void end(void)
{
    _exit(EXIT_FAILURE);
}

void guard_arm(unsigned seconds)
{
    if (!guard_is_there())
        return;
    *is_armed = true;
    memory_on_exhaustion(end);
    limit_time(seconds);
}

void guard_disarm(void)
{
    if (!guard_is_there())
        return;
    limit_time(0);
    memory_on_exhaustion(NULL);
    *is_armed = false;
}

void guard_confine(struct keur_texts readable, size_t bytes)
{
    static bool is_confined;
    if (!guard_is_there() || is_confined)
        return;
    is_confined = true;
    confine_memory(bytes);
    if (!MEMORY_IS_WATCHED) /* it looks for leaks in the end, as a debugger does */
        confine_process(readable, STDIN_FILENO, STDOUT_FILENO);
}
