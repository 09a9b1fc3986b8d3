#include "work/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "work/confine.h"
#include "work/failure.h"

enum { ANSWERS_BYTES = 48 << 10, ALIGNMENT = 8 };

/* ---- In the worker ---- */

/* Of the worker that this process is. */
static struct {
    const struct work *work;
    int orders, answers;
    struct stat orders_were, answers_were; /* the pipes must go on leading there */
    bool is_careful;
} own;

static bool read_order(struct range *range)
{
    char *bytes = (char *)range;
    for (size_t length = 0; length < sizeof *range;) {
        ssize_t more = read(own.orders, bytes + length, sizeof *range - length);
        if (more == 0 || (more < 0 && errno != EINTR))
            return false;
        length += more > 0 ? (size_t)more : 0;
    }
    return true;
}

/* Ends the process when nobody reads: the keeper finds out why. */
static void send_answers(struct buffer *answers)
{
    for (size_t at = 0; at < answers->length;) {
        ssize_t more = write(own.answers, answers->bytes + at, answers->length - at);
        if (more < 0 && errno != EINTR)
            _exit(EXIT_FAILURE);
        at += more > 0 ? (size_t)more : 0;
    }
    answers->length = 0;
}

static void perform(uint32_t task, struct work_post *post, struct buffer *answers)
{
    const struct answer_header placeholder = {task, 0};
    size_t begin = answers->length;
    buffer_add(answers, (struct keur_text){(const char *)&placeholder, sizeof placeholder});
    post->task = task;
    own.work->perform(own.work->context, task, post, answers);
    work_step(post, WORK_NO_STEP);
    struct answer_header header = {task, answers->length - begin - sizeof header};
    memcpy(answers->bytes + begin, &header, sizeof header);
    while (answers->length % ALIGNMENT != 0)
        buffer_add_byte(answers, '\0');
}

_Noreturn static void serve(struct work_post *post)
{
    struct buffer answers = {0};
    struct range range;
    while (read_order(&range)) {
        for (uint32_t task = range.begin; task < range.end; task++) {
            perform(task, post, &answers);
            if (own.is_careful || answers.length >= ANSWERS_BYTES)
                send_answers(&answers);
        }
        send_answers(&answers);
    }
    _exit(EXIT_SUCCESS);
}

void work_step(struct work_post *post, uint32_t step)
{
    if (post == NULL)
        return;
    post->step = step;
    post->turns = post->turns + 1;
}

static bool is_same(int descriptor, const struct stat *before)
{
    struct stat now;
    return fstat(descriptor, &now) == 0 && now.st_ino == before->st_ino &&
           now.st_dev == before->st_dev;
}

void work_look_back(struct work_post *post)
{
    if (post == NULL || !own.is_careful ||
        (is_same(own.orders, &own.orders_were) && is_same(own.answers, &own.answers_were)))
        return;
    post->fault = WORK_CLOSED;
    _exit(EXIT_FAILURE);
}

/* ---- In the keeper ---- */

static void close_all(const struct worker *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (all[i].pid != 0) {
            close(all[i].orders);
            close(all[i].answers);
        }
}

/* Plugins do not read standard input, and what they print is in nobody's format. */
static void close_standard_streams(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0)
        return;
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    close(null);
}

_Noreturn static void become_worker(const struct work *work, struct work_post *post)
{
    own.work = work;
    fstat(own.orders, &own.orders_were);
    fstat(own.answers, &own.answers_were);
    close_standard_streams();
    failure_tell(post);
    memory_begin_anew();
    confine_memory(work->bytes);
    confine_process(work->readable, own.orders, own.answers);
    serve(post);
}

bool worker_start(struct worker *worker, const struct work *work, const struct worker *all,
                  size_t count)
{
    int orders[2], answers[2];
    pid_t keeper = getpid();
    if (pipe(orders) != 0)
        return false;
    if (pipe(answers) != 0) {
        close(orders[0]);
        close(orders[1]);
        return false;
    }
    *worker->post = (struct work_post){.step = WORK_NO_STEP};
    pid_t pid = fork();
    if (pid == 0) {
        close_all(all, count);
        close(orders[1]);
        close(answers[0]);
        own.orders = orders[0];
        own.answers = answers[1];
        own.is_careful = worker->is_careful;
        confine_to_life_of(keeper);
        become_worker(work, worker->post);
    }
    close(orders[0]);
    close(answers[1]);
    if (pid < 0) {
        close(orders[1]);
        close(answers[0]);
        return false;
    }
    worker->pid = pid;
    worker->orders = orders[1];
    worker->answers = answers[0];
    worker->cpu_seconds = -1;
    /* What another one has left. */
    worker->received.end = (worker->received.end + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    worker->received.begin = worker->received.end;
    return true;
}

void worker_order(const struct worker *worker, struct range range)
{
    /* Few bytes in a pipe that is nearly empty; a worker that died is told by its answers. */
    while (write(worker->orders, &range, sizeof range) < 0 && errno == EINTR)
        ;
}

double worker_cpu_seconds(const struct worker *worker)
{
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(worker->pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
        return 0;
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Its pipe is closed before it has ended, or by a plugin that goes on. */
static bool ends_soon(pid_t pid, int *ret_status)
{
    enum { MOST_WAITS = 1000 };
    const struct timespec millisecond = {0, 1000000};
    for (int i = 0; i < MOST_WAITS; i++) {
        if (waitpid(pid, ret_status, WNOHANG) == pid)
            return true;
        nanosleep(&millisecond, NULL);
    }
    return false;
}

void worker_bury(struct worker *worker, enum work_fault_kind known, struct work_fault *ret_fault)
{
    int status = 0;
    close(worker->orders);
    close(worker->answers);
    if (known != 0 || !ends_soon(worker->pid, &status)) {
        known = known != 0 ? known : WORK_CLOSED;
        kill(worker->pid, SIGKILL);
        while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
            ;
    }
    worker->pid = 0;
    ret_fault->task = worker->post->task;
    ret_fault->step = worker->post->step;
    ret_fault->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    ret_fault->kind = WIFSIGNALED(status) ? WORK_CRASHED : WORK_EXITED;
    uint32_t told = worker->post->fault;
    if (known != 0)
        ret_fault->kind = known;
    else if (told >= WORK_CRASHED && told <= WORK_CLOSED)
        ret_fault->kind = (enum work_fault_kind)told;
}
