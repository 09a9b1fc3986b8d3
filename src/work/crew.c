#define _DEFAULT_SOURCE /* anonymous memory */
/* The keeper: gives tasks to workers, brings their answers into order, replaces those that die. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "work/failure.h"
#include "work/worker.h"

struct answer {
    struct keur_text bytes;
    bool is_done, is_given_up;
};

struct crew {
    const struct work *work;
    struct worker *workers;
    size_t count;
    struct work_post *posts; /* shared with the workers */
    struct answer *answers;
    size_t next_task;   /* not yet ordered */
    size_t next_answer; /* not yet taken */
};

static double now_seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---- Orders ---- */

static bool is_empty(struct range range)
{
    return range.begin >= range.end;
}

/* Long enough that a pipe is seldom read, short enough that all workers end at the same time. */
static uint32_t range_length(const struct crew *crew)
{
    size_t share = (crew->work->task_count - crew->next_task) / (crew->count * 4);
    return (uint32_t)(share < 1 ? 1 : share > LIMIT_TASKS_AHEAD ? LIMIT_TASKS_AHEAD : share);
}

static void order(struct crew *crew, struct worker *worker)
{
    for (size_t i = 0; i < RANGES_AHEAD; i++) {
        if (!is_empty(worker->ranges[i]) || crew->next_task == crew->work->task_count)
            continue;
        uint32_t begin = (uint32_t)crew->next_task;
        worker->ranges[i] = (struct range){begin, begin + range_length(crew)};
        crew->next_task = worker->ranges[i].end;
        worker_order(worker, worker->ranges[i]);
    }
}

/* ---- Answers ---- */

static void deliver(struct crew *crew)
{
    const struct work *work = crew->work;
    for (; crew->next_answer < work->task_count; crew->next_answer++) {
        const struct answer *answer = &crew->answers[crew->next_answer];
        if (!answer->is_done)
            return;
        if (!answer->is_given_up)
            work->take(work->context, crew->next_answer, answer->bytes);
    }
}

/* The first task that is ordered and not answered is no longer. */
static void advance(struct worker *worker)
{
    worker->ranges[0].begin++;
    worker->restarts = 0;
    if (!is_empty(worker->ranges[0]))
        return;
    memmove(&worker->ranges[0], &worker->ranges[1], (RANGES_AHEAD - 1) * sizeof *worker->ranges);
    worker->ranges[RANGES_AHEAD - 1] = (struct range){0, 0};
}

static void give_up(struct crew *crew, struct worker *worker)
{
    crew->answers[worker->ranges[0].begin] = (struct answer){.is_done = true, .is_given_up = true};
    advance(worker);
}

/* The answers that are whole; false when they are none. */
static bool take_answers(struct crew *crew, struct worker *worker)
{
    struct received *received = &worker->received;
    struct answer_header header;
    while (received->end - received->begin >= sizeof header) {
        memcpy(&header, received->bytes + received->begin, sizeof header);
        if (is_empty(worker->ranges[0]) || header.task != worker->ranges[0].begin)
            return false;
        size_t rest = received->end - received->begin - sizeof header;
        size_t padding = (size_t)(-header.length & 7);
        if (header.length > rest || header.length + padding > rest)
            break;
        crew->answers[header.task].bytes = (struct keur_text){
            received->bytes + received->begin + sizeof header, (size_t)header.length};
        crew->answers[header.task].is_done = true;
        advance(worker);
        received->begin += sizeof header + (size_t)header.length + padding;
    }
    return true;
}

/* Room for as much as the pipe holds, or for the rest of an answer that is larger.  What was taken
 * stays where it is. */
static void make_room(struct received *received, struct arena *arena)
{
    enum { BLOCK_BYTES = 64 << 10, LEAST_BYTES = 8 << 10 };
    size_t kept = received->end - received->begin, capacity = BLOCK_BYTES;
    if (received->capacity - received->end >= LEAST_BYTES)
        return;
    while (capacity < 2 * kept)
        capacity *= 2;
    char *bytes = arena_take(arena, capacity);
    if (kept > 0)
        memcpy(bytes, received->bytes + received->begin, kept);
    *received = (struct received){.bytes = bytes, .end = kept, .capacity = capacity};
}

enum reception { RECEIVED = 1, ENDED, BROKEN };

static enum reception receive(struct crew *crew, struct worker *worker)
{
    struct received *received = &worker->received;
    make_room(received, crew->work->arena);
    ssize_t length =
        read(worker->answers, received->bytes + received->end, received->capacity - received->end);
    if (length < 0)
        return errno == EINTR ? RECEIVED : ENDED;
    received->end += (size_t)length;
    if (!take_answers(crew, worker))
        return BROKEN;
    return length > 0 ? RECEIVED : ENDED;
}

/* ---- Faults ---- */

static bool is_ordered(const struct worker *worker, size_t task)
{
    for (size_t i = 0; i < RANGES_AHEAD; i++)
        if (task >= worker->ranges[i].begin && task < worker->ranges[i].end)
            return true;
    return false;
}

/* Without processes what is left is done here, without protection. */
static void perform_here(struct crew *crew, struct worker *worker)
{
    const struct work *work = crew->work;
    while (!is_empty(worker->ranges[0])) {
        struct buffer answer = {0};
        uint32_t task = worker->ranges[0].begin;
        work->perform(work->context, task, NULL, &answer);
        crew->answers[task] = (struct answer){
            .bytes = arena_copy(work->arena, buffer_text(&answer)), .is_done = true};
        buffer_free(&answer);
        advance(worker);
    }
}

static void restart(struct crew *crew, struct worker *worker)
{
    if (is_empty(worker->ranges[0]))
        return;
    if (!worker_start(worker, crew->work, crew->workers, crew->count)) {
        perform_here(crew, worker);
        return;
    }
    for (size_t i = 0; i < RANGES_AHEAD; i++)
        if (!is_empty(worker->ranges[i]))
            worker_order(worker, worker->ranges[i]);
}

/* Whoever broke the pipes may have done so several tasks ago: the next worker looks for it. */
static void replace(struct crew *crew, struct worker *worker, enum work_fault_kind known)
{
    struct work_fault fault;
    worker_bury(worker, known, &fault); /* only then its post is the last word */
    if (is_empty(worker->ranges[0]))
        return;
    bool is_known = fault.step != WORK_NO_STEP && is_ordered(worker, fault.task);
    if (!is_known) {
        fault.task = worker->ranges[0].begin;
        fault.step = WORK_NO_STEP;
    }
    if (is_known || worker->is_careful)
        crew->work->tell(crew->work->context, &fault, failure_text(crew->work, &fault));
    worker->is_careful = worker->is_careful || !is_known;
    if (++worker->restarts > LIMIT_WORKER_RESTARTS)
        give_up(crew, worker);
    restart(crew, worker);
}

/* A step that stands still takes CPU time; one that sleeps takes none, however busy the machine. */
static bool is_overdue(const struct crew *crew, struct worker *worker)
{
    double cpu = worker_cpu_seconds(worker), wall = now_seconds(), limit = crew->work->seconds;
    if (worker->cpu_seconds >= 0 && worker->post->turns == worker->turns) {
        double spent = cpu - worker->cpu_seconds, passed = wall - worker->wall_seconds;
        return spent > limit || (passed > limit * LIMIT_WAITING_FACTOR && spent < passed / 100);
    }
    worker->turns = worker->post->turns;
    worker->cpu_seconds = cpu;
    worker->wall_seconds = wall;
    return false;
}

/* ---- The loop ---- */

enum { TICK_MILLISECONDS = 100 };

static void look_at_clocks(struct crew *crew)
{
    for (size_t i = 0; i < crew->count; i++) {
        struct worker *worker = &crew->workers[i];
        if (worker->pid != 0 && !is_empty(worker->ranges[0]) && is_overdue(crew, worker))
            replace(crew, worker, WORK_LOOPED);
    }
}

static void listen(struct crew *crew, struct pollfd *polled)
{
    for (size_t i = 0; i < crew->count; i++)
        polled[i] = (struct pollfd){.fd = crew->workers[i].pid == 0 ? -1 : crew->workers[i].answers,
                                    .events = POLLIN};
    if (poll(polled, crew->count, TICK_MILLISECONDS) <= 0)
        return;
    for (size_t i = 0; i < crew->count; i++) {
        struct worker *worker = &crew->workers[i];
        if (polled[i].revents == 0)
            continue;
        enum reception reception = receive(crew, worker);
        if (reception != RECEIVED)
            replace(crew, worker, reception == BROKEN ? WORK_CLOSED : 0);
        if (worker->pid != 0)
            order(crew, worker);
    }
}

static void keep(struct crew *crew)
{
    struct pollfd *polled = arena_allocate(crew->work->arena, crew->count * sizeof *polled);
    double last_look = now_seconds();
    while (crew->next_answer < crew->work->task_count) {
        listen(crew, polled);
        deliver(crew);
        if (now_seconds() - last_look < TICK_MILLISECONDS / 1e3)
            continue;
        look_at_clocks(crew);
        last_look = now_seconds();
    }
}

/* Gives the number of workers that could be had. */
static size_t start_all(struct crew *crew)
{
    size_t wanted = crew->count;
    for (crew->count = 0; crew->count < wanted; crew->count++) {
        struct worker *worker = &crew->workers[crew->count];
        worker->post = &crew->posts[crew->count];
        if (!worker_start(worker, crew->work, crew->workers, crew->count))
            break;
    }
    return crew->count;
}

/* They wait for orders. */
static void dismiss_all(struct crew *crew)
{
    struct work_fault ignored;
    for (size_t i = 0; i < crew->count; i++)
        if (crew->workers[i].pid != 0)
            kill(crew->workers[i].pid, SIGKILL);
    for (size_t i = 0; i < crew->count; i++)
        if (crew->workers[i].pid != 0)
            worker_bury(&crew->workers[i], WORK_EXITED, &ignored);
}

static void keep_or_perform(struct crew *crew)
{
    if (start_all(crew) > 0) {
        for (size_t i = 0; i < crew->count; i++)
            order(crew, &crew->workers[i]);
        keep(crew);
    } else {
        crew->workers[0].ranges[0] = (struct range){0, (uint32_t)crew->work->task_count};
        perform_here(crew, &crew->workers[0]);
        deliver(crew);
    }
    dismiss_all(crew);
}

void work_run(const struct work *work)
{
    struct arena *arena = work->arena;
    struct crew crew = {.work = work, .count = work->worker_count};
    size_t posts_size = crew.count * sizeof *crew.posts;
    if (work->task_count == 0)
        return;
    crew.workers = arena_allocate(arena, crew.count * sizeof *crew.workers);
    crew.answers = arena_allocate(arena, work->task_count * sizeof *crew.answers);
    crew.posts = mmap(NULL, posts_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (crew.posts == MAP_FAILED)
        crew.count = 0;
    /* A worker that died must not take its keeper along. */
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGPIPE, &ignore, &before);
    fflush(stdout); /* or a worker might write it a second time */
    keep_or_perform(&crew);
    sigaction(SIGPIPE, &before, NULL);
    if (crew.posts != MAP_FAILED)
        munmap(crew.posts, posts_size);
}
