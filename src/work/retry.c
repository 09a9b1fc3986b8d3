#define _GNU_SOURCE /* memfd_create() */
#include "work/retry.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#define NAME "KEUR_WORKERS"

static const int harms[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGPROF};
enum { HARM_COUNT = sizeof harms / sizeof *harms };

static struct {
    char **words;
    struct keur_text input;
    bool has_input;
    _Alignas(max_align_t) char stack[1 << 16]; /* for the handler: the other one may be full */
} retry;

static void give_input_back(void)
{
    int file = memfd_create("input", 0);
    for (size_t done = 0; done < retry.input.length;) {
        ssize_t written = write(file, retry.input.bytes + done, retry.input.length - done);
        if (written <= 0)
            _exit(2);
        done += (size_t)written;
    }
    if (lseek(file, 0, SEEK_SET) != 0 || dup2(file, STDIN_FILENO) < 0)
        _exit(2);
}

/* Calls only what a handler of signals may call. */
static void start_over(int signal)
{
    static const char message[] = "keur: cannot start over\n";
    sigset_t none;
    (void)signal;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (retry.has_input)
        give_input_back();
    execve("/proc/self/exe", retry.words, environ);
    if (write(STDERR_FILENO, message, sizeof message - 1) < 0)
        _exit(2);
    _exit(2);
}

void retry_prepare(char **words)
{
    retry.words = words;
}

bool retry_is(void)
{
    return getenv(NAME) != NULL;
}

static void handle_harms(void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler,
                               .sa_flags = SA_ONSTACK | (int)SA_RESETHAND | SA_NODEFER};
    for (size_t i = 0; i < HARM_COUNT; i++)
        sigaction(harms[i], &action, NULL);
}

void retry_keep_input(struct keur_text input)
{
    retry.has_input = true;
    retry.input = input;
}

void retry_arm(unsigned seconds)
{
    const stack_t stack = {.ss_sp = retry.stack, .ss_size = sizeof retry.stack};
    const struct itimerval limit = {.it_value.tv_sec = (time_t)seconds};
    if (retry.words == NULL || retry_is() || setenv(NAME, "1", 1) != 0)
        return;
    sigaltstack(&stack, NULL);
    handle_harms(start_over);
    setitimer(ITIMER_PROF, &limit, NULL);
}

void retry_disarm(void)
{
    const struct itimerval none = {{0, 0}, {0, 0}};
    const stack_t no_stack = {.ss_flags = SS_DISABLE};
    if (retry.words == NULL)
        return;
    setitimer(ITIMER_PROF, &none, NULL);
    handle_harms(SIG_DFL);
    sigaltstack(&no_stack, NULL);
    unsetenv(NAME);
}
