/* seccomp: the process computes, reads files and writes what it has to say; any other system call
 * fails with EPERM. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "work/confine.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__)) && \
    __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>

#ifdef __x86_64__
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/* Whatever their arguments are.  Files are confined by their own rules (confine_files.c). */
static const int allowed[] = {
    /* files that are open, and their names */
    SYS_read,
    SYS_pread64,
    SYS_readv,
    SYS_lseek,
    SYS_fstat,
    SYS_newfstatat,
    SYS_statx,
    SYS_getdents64,
    SYS_readlinkat,
    SYS_faccessat,
    SYS_getcwd,
#ifdef __x86_64__
    SYS_stat,
    SYS_lstat,
    SYS_access,
    SYS_readlink,
#endif
    /* memory */
    SYS_mmap,
    SYS_munmap,
    SYS_mremap,
    SYS_mprotect,
    SYS_madvise,
    SYS_brk,
    /* time, signals, the process itself */
    SYS_clock_gettime,
    SYS_clock_nanosleep,
    SYS_nanosleep,
    SYS_gettimeofday,
    SYS_times,
    SYS_setitimer,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_restart_syscall,
    SYS_futex,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_getrandom,
    SYS_getpid,
    SYS_gettid,
    SYS_getppid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_getrusage,
    SYS_uname,
    SYS_sysinfo,
    SYS_exit,
    SYS_exit_group,
};

enum { MOST_STEPS = 256 };
struct program {
    struct sock_filter steps[MOST_STEPS];
    unsigned short count;
};

static void add(struct program *program, struct sock_filter step)
{
    if (program->count < MOST_STEPS)
        program->steps[program->count++] = step;
}

static void add_load(struct program *program, size_t offset)
{
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void add_return(struct program *program, uint32_t action)
{
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

/* If what was loaded is `value`, the verdict is `action`. */
static void add_case(struct program *program, uint32_t value, uint32_t action)
{
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
    add_return(program, action);
}

static size_t argument(size_t i)
{
    return offsetof(struct seccomp_data, args) + i * sizeof(uint64_t); /* its lower half */
}

/* Jumps over what judges another call; `length` counts the load of the argument too. */
static void add_call(struct program *program, int call, unsigned char length)
{
    add(program,
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, length));
}

#define DENY (SECCOMP_RET_ERRNO | (EPERM & SECCOMP_RET_DATA))

/* The first verdict is on the call with one of two descriptors, the second on all others. */
static void add_descriptors(struct program *program, int call, const int descriptors[2],
                            const uint32_t verdicts[2])
{
    enum { LENGTH = 6 };
    add_call(program, call, LENGTH);
    add_load(program, argument(0));
    add_case(program, (uint32_t)descriptors[0], verdicts[0]);
    add_case(program, (uint32_t)descriptors[1], verdicts[0]);
    add_return(program, verdicts[1]);
}

/* Opening for reading only. */
static void add_opening(struct program *program, int call, size_t flags)
{
    enum { LENGTH = 4, WRITING = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND };
    add_call(program, call, LENGTH);
    add_load(program, argument(flags));
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, WRITING, 1, 0));
    add_return(program, SECCOMP_RET_ALLOW);
    add_return(program, DENY);
}

/* Asking whether something is a terminal, and nothing else of it. */
static void add_terminal(struct program *program)
{
    enum { LENGTH = 4 };
    add_call(program, SYS_ioctl, LENGTH);
    add_load(program, argument(1));
    add_case(program, TCGETS, SECCOMP_RET_ALLOW);
    add_return(program, DENY);
}

/* Signals to this process only: abort() sends one. */
static void add_signal(struct program *program, int call)
{
    enum { LENGTH = 4 };
    add_call(program, call, LENGTH);
    add_load(program, argument(0));
    add_case(program, (uint32_t)getpid(), SECCOMP_RET_ALLOW);
    add_return(program, DENY);
}

static void add_calls(struct program *program, int input, int output)
{
    const int own[2] = {input, output}, writable[2] = {output, STDERR_FILENO};
    const uint32_t keep[2] = {SECCOMP_RET_TRAP, SECCOMP_RET_ALLOW};
    const uint32_t only[2] = {SECCOMP_RET_ALLOW, DENY};
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        add_case(program, (uint32_t)allowed[i], SECCOMP_RET_ALLOW);
    add_descriptors(program, SYS_write, writable, only);
    add_descriptors(program, SYS_writev, writable, only);
    add_descriptors(program, SYS_close, own, keep);
    add_opening(program, SYS_openat, 2);
#ifdef SYS_open
    add_opening(program, SYS_open, 1);
#endif
    add_terminal(program);
    add_signal(program, SYS_tgkill);
    add_signal(program, SYS_kill);
}

void confine_calls(int input, int output)
{
    struct program program = {.count = 0};
    add_load(&program, offsetof(struct seccomp_data, arch));
    add(&program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0));
    add_return(&program, DENY);
    add_load(&program, offsetof(struct seccomp_data, nr));
    add_calls(&program, input, output);
    add_return(&program, DENY);
    const struct sock_fprog filter = {program.count, program.steps};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

#else

void confine_calls(int input, int output)
{
    (void)input;
    (void)output;
}

#endif
