#include "git/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ERROR_BYTES = 4096, SIGNALED = 128 };

/* Ends of the pipes that are ours, -1 when closed. */
struct ends {
    int input, output, errors;
};

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

static bool make_pipe(int ends[2])
{
    if (pipe(ends) != 0) {
        ends[0] = ends[1] = -1;
        return false;
    }
    return fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0;
}

/* What we ignore must not be ignored by the program. */
static bool set_signals(posix_spawnattr_t *attributes)
{
    sigset_t pipe_signal;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    return posix_spawnattr_setsigdefault(attributes, &pipe_signal) == 0 &&
           posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF) == 0;
}

static int spawn(const char *const *words, char *const *environment, const int theirs[3],
                 pid_t *ret_pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return ENOMEM;
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return ENOMEM;
    }
    bool is_set = set_signals(&attributes);
    for (int i = 0; i < 3; i++)
        is_set = is_set && posix_spawn_file_actions_adddup2(&actions, theirs[i], i) == 0;
    /* POSIX promises that the words are not changed. */
    union {
        const char *const *given;
        char *const *wanted;
    } plain = {words};
    int error =
        is_set ? posix_spawnp(ret_pid, words[0], &actions, &attributes, plain.wanted, environment)
               : ENOMEM;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* False at its end, or when there is more than the limit. */
static bool read_some(int end, size_t limit, struct buffer *buffer, bool *ret_is_cut)
{
    char bytes[16384];
    ssize_t count = read(end, bytes, sizeof bytes);
    if (count < 0)
        return errno == EINTR || errno == EAGAIN;
    if (buffer->length + (size_t)count > limit) {
        *ret_is_cut = true;
        return false;
    }
    buffer_add(buffer, (struct keur_text){bytes, (size_t)count});
    return count > 0;
}

/* False when all is written, or nobody reads it any more. */
static bool write_some(int end, struct keur_text *input)
{
    ssize_t count = write(end, input->bytes, input->length);
    if (count < 0)
        return errno == EINTR || errno == EAGAIN;
    *input = text_slice(*input, (size_t)count, input->length);
    return input->length > 0;
}

/* All three at once: a full pipe must not stop the others.  Gives whether all was read. */
static bool talk(struct ends *ends, struct keur_text input, size_t limit,
                 struct process_result *result)
{
    bool is_cut = false, is_error_cut = false;
    fcntl(ends->input, F_SETFL, O_NONBLOCK);
    if (input.length == 0)
        close_end(&ends->input);
    while (ends->output >= 0 || ends->errors >= 0) {
        struct pollfd polled[] = {{.fd = ends->input, .events = POLLOUT},
                                  {.fd = ends->output, .events = POLLIN},
                                  {.fd = ends->errors, .events = POLLIN}};
        if (poll(polled, 3, -1) < 0 && errno != EINTR)
            return false;
        if (polled[0].revents != 0 && !write_some(ends->input, &input))
            close_end(&ends->input);
        if (polled[1].revents != 0 && !read_some(ends->output, limit, &result->output, &is_cut))
            close_end(&ends->output);
        if (polled[2].revents != 0 &&
            !read_some(ends->errors, ERROR_BYTES, &result->errors, &is_error_cut))
            close_end(&ends->errors);
    }
    return !is_cut;
}

static int wait_for(pid_t pid)
{
    int status;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return SIGNALED;
    return WIFEXITED(status) ? WEXITSTATUS(status) : SIGNALED + WTERMSIG(status);
}

bool process_run(const char *const *words, char *const *environment, struct keur_text input,
                 size_t limit, struct process_result *ret_result)
{
    int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
    *ret_result = (struct process_result){0};
    bool has_pipes = make_pipe(pipes[0]) && make_pipe(pipes[1]) && make_pipe(pipes[2]);
    int error = has_pipes ? 0 : errno;
    const int theirs[] = {pipes[0][0], pipes[1][1], pipes[2][1]};
    struct ends ends = {pipes[0][1], pipes[1][0], pipes[2][0]};
    pid_t pid = -1;
    if (error == 0)
        error = spawn(words, environment, theirs, &pid);
    for (int i = 0; i < 3; i++)
        if (theirs[i] >= 0)
            close(theirs[i]);
    if (error == 0) {
        struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
        sigaction(SIGPIPE, &ignore, &before);
        bool is_whole = talk(&ends, input, limit, ret_result);
        sigaction(SIGPIPE, &before, NULL);
        ret_result->status = wait_for(pid);
        if (!is_whole && ret_result->status == 0)
            ret_result->status = SIGNALED;
    }
    close_end(&ends.input);
    close_end(&ends.output);
    close_end(&ends.errors);
    errno = error;
    return error == 0;
}
