/* CPU time of the encoding plugin on clean text, as a ratio to a plain UTF-8 validation pass of the
 * same text in the same run.  What the program does besides is measured without rules and taken
 * off; a NUL byte at the end keeps the text from being parsed as Markdown.
 *
 *     encoding PROGRAM-FOLDER
 */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/unicode.h"
#include "stand.h"

enum { TEXT_BYTES = 4 << 20, ROUNDS = 15 };

static const struct sample {
    const char *name, *line;
    double most;
} samples[] = {
    {"ASCII", "The authority explains to citizens how the decision was made, once in a year.\n", 8},
    {"Dutch",
     "De overheid legt uit hoe een besluit tot stand komt \xE2\x80\x93 \xC3\xA9\xC3\xA9n keer per "
     "jaar \xE2\x80\x93; de evaluatie van risico\xE2\x80\x99s volgt later, en de burger kan "
     "bezwaar maken "
     "bij de gemeente of de provincie, zoals in de wet is bepaald.\n",
     8},
    {"Cyrillic",
     "\xD0\x9E\xD1\x80\xD0\xB3\xD0\xB0\xD0\xBD \xD0\xB2\xD0\xBB\xD0\xB0\xD1\x81\xD1\x82\xD0\xB8 "
     "\xD0\xBE\xD0\xB1\xD1\x8A\xD1\x8F\xD1\x81\xD0\xBD\xD1\x8F\xD0\xB5\xD1\x82 "
     "\xD0\xB3\xD1\x80\xD0\xB0\xD0\xB6\xD0\xB4\xD0\xB0\xD0\xBD\xD0\xB0\xD0\xBC, "
     "\xD0\xBA\xD0\xB0\xD0\xBA \xD0\xBF\xD1\x80\xD0\xB8\xD0\xBD\xD1\x8F\xD1\x82\xD0\xBE "
     "\xD1\x80\xD0\xB5\xD1\x88\xD0\xB5\xD0\xBD\xD0\xB8\xD0\xB5.\n",
     25},
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

static double median(double *values)
{
    qsort(values, ROUNDS, sizeof *values, compare);
    return values[ROUNDS / 2];
}

static double time_lint(const struct project *project, struct keur_text text)
{
    double begin = now();
    struct lint lint = stand_lint(project, TEXT("bench.md"), text);
    double spent = now() - begin;
    lint_free(&lint);
    return spent;
}

static double time_validation(struct keur_text text)
{
    double begin = now();
    if (unicode_valid_prefix(text) != text.length)
        abort();
    return now() - begin;
}

static struct keur_text fill(const char *line)
{
    size_t length = strlen(line), count = (TEXT_BYTES - 1) / length;
    char *bytes = malloc(TEXT_BYTES);
    if (bytes == NULL)
        exit(2);
    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * length, line, length);
    bytes[count * length] = '\0';
    return (struct keur_text){bytes, count * length + 1};
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    struct stand stand = {.arena = arena_new()};
    stand.program_folder = text_of(argv[1]);
    const struct project *with =
        stand_project(&stand, TEXT("/"), TEXT(""), TEXT("general"), TEXT("encoding"));
    const struct project *without =
        stand_project(&stand, TEXT("/"), TEXT(""), TEXT("general"), TEXT("tables/row-length"));
    bool is_slow = false;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0] && with != NULL && without != NULL;
         i++) {
        double ours[ROUNDS], plain[ROUNDS], ratios[ROUNDS];
        struct keur_text text = fill(samples[i].line);
        for (int round = 0; round < ROUNDS; round++) {
            double rest = time_lint(without, text);
            ours[round] = time_lint(with, text) - rest;
            plain[round] = time_validation(text);
            ratios[round] = ours[round] / plain[round];
        }
        double ratio = median(ratios), cpu = median(ours);
        is_slow |= ratio > samples[i].most;
        printf("encoding on clean %-16s %8.2f ms CPU %8.0f MB/s   UTF-8 validation %6.2f ms CPU   "
               "ratio %5.2f, at most %.0f\n",
               samples[i].name, cpu, TEXT_BYTES / 1e3 / cpu, median(plain), ratio, samples[i].most);
        free((char *)(uintptr_t)text.bytes);
    }
    arena_free(stand.arena);
    return is_slow ? 1 : 0;
}
