#define _DEFAULT_SOURCE /* syscall() */
#include "work/confine.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

void confine_to_life_of(pid_t parent)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent)
        _exit(1);
}

bool confine_is_off(void)
{
    return getenv("KEUR_UNCONFINED") != NULL;
}

void confine_core(void)
{
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    if (!confine_is_off())
        prctl(PR_SET_DUMPABLE, 0);
#endif
}

void confine_process(struct keur_texts readable, int input, int output)
{
    if (confine_is_off())
        return;
#ifdef __linux__
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); /* what is taken away stays so */
#endif
    confine_files(readable);
    confine_calls(input, output);
}

/* Address space of this process; 0 when the system does not tell. */
static size_t memory_size(void)
{
    char digits[32] = "";
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    ssize_t length = read(file, digits, sizeof digits - 1);
    close(file);
    return length <= 0 ? 0 : strtoul(digits, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

void confine_memory(size_t more)
{
    size_t now = memory_size();
    const struct rlimit limit = {now + more, now + more};
    if (now > 0 && now < SIZE_MAX - more)
        setrlimit(RLIMIT_AS, &limit);
}
