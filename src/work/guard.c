#define _DEFAULT_SOURCE /* anonymous memory */
#include "work/guard.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "work/confine.h"

/* Shared by both processes; NULL where nobody waits. */
static volatile bool *is_armed;

/* Ends this process as the other one ended, unless that came to harm. */
static void follow(pid_t working)
{
    int status = 0;
    while (waitpid(working, &status, 0) < 0)
        if (errno != EINTR)
            return;
    if (*is_armed)
        return;
    if (WIFSIGNALED(status))
        raise(WTERMSIG(status));
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE);
}

bool guard_split(void)
{
    pid_t waiting = getpid();
    void *shared =
        mmap(NULL, sizeof *is_armed, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return false;
    is_armed = shared;
    pid_t working = fork();
    if (working == 0) {
        const struct rlimit no_core = {0, 0};
        confine_to_life_of(waiting);
        setrlimit(RLIMIT_CORE, &no_core);
        return true;
    }
    if (working > 0)
        follow(working);
    munmap(shared, sizeof *is_armed);
    is_armed = NULL;
    return false;
}

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
#ifdef __SANITIZE_ADDRESS__
    (void)readable;
#else /* it looks for leaks in the end, as a debugger does */
    confine_process(readable, STDIN_FILENO, STDOUT_FILENO);
#endif
}
