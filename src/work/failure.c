#define _DEFAULT_SOURCE /* anonymous memory */
#include "work/failure.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"
#include "work/confine.h"
#include "work/guard.h"

static struct work_post *own_post;

/* Memory that ran out makes malloc() return NULL, which a plugin may not look at.  What it asked
 * for may have been more than is left. */
static bool is_exhausted(void)
{
    enum { PROBE_BYTES = 4 << 20 };
    void *probe = mmap(NULL, PROBE_BYTES, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (probe == MAP_FAILED)
        return true;
    munmap(probe, PROBE_BYTES);
    return false;
}

static void tell(int signal_number, siginfo_t *info, void *context)
{
    (void)context;
    bool is_forbidden = signal_number == SIGSEGV && info->si_code == SEGV_ACCERR &&
                        !guard_is_past_stack(info->si_addr);
    if (own_post->fault == 0 && is_exhausted())
        own_post->fault = WORK_EXHAUSTED;
    else if (own_post->fault == 0 && is_forbidden)
        own_post->fault = WORK_WROTE;
    else if (own_post->fault == 0 && signal_number == SIGSYS)
        own_post->fault = WORK_CLOSED;
    if (signal_number == SIGSYS)
        _exit(EXIT_FAILURE);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void tell_exhaustion(void)
{
    own_post->fault = WORK_EXHAUSTED;
    _exit(EXIT_FAILURE);
}

void failure_tell(struct work_post *post)
{
    static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};
    static char stack[1 << 15]; /* a stack that overflowed is of no use to a handler */
    const stack_t own_stack = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_sigaction = tell, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    own_post = post;
    memory_on_exhaustion(tell_exhaustion);
    confine_core();
    sigaltstack(&own_stack, NULL);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
}

static const char *signal_name(int number)
{
    static const struct {
        int number;
        const char *name;
    } names[] = {
        {SIGSEGV, "SIGSEGV"}, {SIGBUS, "SIGBUS"},   {SIGFPE, "SIGFPE"},   {SIGILL, "SIGILL"},
        {SIGABRT, "SIGABRT"}, {SIGTRAP, "SIGTRAP"}, {SIGKILL, "SIGKILL"}, {SIGTERM, "SIGTERM"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].number == number)
            return names[i].name;
    return "a signal";
}

struct keur_text failure_text(const struct work *work, const struct work_fault *fault)
{
    switch (fault->kind) {
    case WORK_CRASHED:
        return arena_format(work->arena, "crashed (%s)", signal_name(fault->signal));
    case WORK_LOOPED:
        return arena_format(work->arena, "took more than %u s (limits.seconds)", work->seconds);
    case WORK_EXHAUSTED:
        return arena_format(work->arena, "took more than %zu MiB of memory (limits.memory)",
                            work->bytes >> 20);
    case WORK_WROTE:
        return TEXT("wrote to memory that is read-only");
    case WORK_EXITED:
        return TEXT("ended the program");
    case WORK_CLOSED:
        return TEXT("closed files that are not its own");
    }
    return TEXT("failed");
}
