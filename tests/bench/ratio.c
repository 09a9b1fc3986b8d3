/* CPU time of two commands, run in turn, and their ratio: machines differ, ratios hardly do.
 * A command is words between blanks; one with other signs of the shell is the shell's.
 *
 *     ratio ROUNDS NAME COMMAND FLOOR-COMMAND
 *     ratio COMMAND        once: exit status, CPU milliseconds, peak KiB
 */
#define _DEFAULT_SOURCE /* wait4() tells the memory of this child */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_ROUNDS = 101 };

struct cost {
    double cpu, wall; /* milliseconds */
    long kib;
    int status;
};

static double milliseconds(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

/* Does not return.  The shell would cost more than a small document does. */
static void execute(const char *command)
{
    enum { MOST_WORDS = 256 };
    static char copy[1 << 14];
    char *words[MOST_WORDS] = {NULL};
    size_t count = 0;
    bool is_plain =
        strpbrk(command, "\"'`$&;|<>*?(){}[]~#\\") == NULL && strlen(command) < sizeof copy;
    if (is_plain)
        strcpy(copy, command);
    for (char *word = strtok(copy, " "); word != NULL && count + 1 < MOST_WORDS;
         word = strtok(NULL, " "))
        words[count++] = word;
    if (is_plain && count > 0)
        execvp(words[0], words);
    else
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

static struct cost run(const char *command)
{
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        execute(command);
    }
    int status;
    struct rusage usage;
    wait4(child, &status, 0, &usage);
    clock_gettime(CLOCK_MONOTONIC, &end);
    return (struct cost){milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
                         (double)(end.tv_sec - start.tv_sec) * 1e3 +
                             (double)(end.tv_nsec - start.tv_nsec) / 1e6,
                         usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128};
}

static int compare(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, compare);
    return values[count / 2];
}

static int tell_once(const char *command)
{
    struct cost cost = run(command);
    printf("%d %.0f %ld\n", cost.status, cost.cpu, cost.kib);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 2)
        return tell_once(argv[1]);
    if (argc != 5)
        return 2;
    int rounds = atoi(argv[1]);
    if (rounds < 1 || rounds > MOST_ROUNDS)
        return 2;
    double ours[MOST_ROUNDS], floors[MOST_ROUNDS], ratios[MOST_ROUNDS], walls[MOST_ROUNDS];
    long kib = 0;
    for (int i = 0; i < rounds; i++) {
        struct cost our = run(argv[3]), floor = run(argv[4]);
        if (our.status > 1 || floor.status > 1) {
            fprintf(stderr, "ratio: %s failed\n", our.status > 1 ? argv[3] : argv[4]);
            return 1;
        }
        ours[i] = our.cpu;
        walls[i] = our.wall;
        floors[i] = floor.cpu;
        ratios[i] = our.cpu / floor.cpu;
        kib = our.kib > kib ? our.kib : kib;
    }
    printf("%-34s %8.1f ms CPU %8.1f ms wall %6.1f MiB   floor %6.1f ms CPU   ratio %5.2f\n",
           argv[2], median(ours, rounds), median(walls, rounds), (double)kib / 1024,
           median(floors, rounds), median(ratios, rounds));
    return 0;
}
