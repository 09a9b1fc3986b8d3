/* Writes requirement documents that are like real ones: front matter, links to each other, a table
 * in a tab, sources.  The same number gives the same documents.
 *
 *     generate FOLDER COUNT
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { PER_FOLDER = 100 };

static unsigned long state = 1;

/* Knuth's MMIX generator: the same everywhere. */
static unsigned random_below(unsigned most)
{
    state = state * 6364136223846793005UL + 1442695040888963407UL;
    return (unsigned)(state >> 33) % most;
}

static void write_words(FILE *file, unsigned count)
{
    static const char *const words[] = {
        "de",          "organisatie",
        "beschrijft",  "het",
        "algoritme",   "en",
        "legt",        "vast",
        "wie",         "verantwoordelijk",
        "is",          "voor",
        "gegevens",    "van",
        "betrokkenen", "transparantie",
        "risico's",    "beoordeling",
        "coördinatie", "een",
        "hoog-risico", "AI-systeem",
        "toezicht",    "maatregel",
    };
    const unsigned most = sizeof words / sizeof *words;
    unsigned word = random_below(most);
    for (unsigned i = 0; i < count; i++) {
        fprintf(file, "%s%s", words[word], i + 1 < count ? (i % 14 == 13 ? "\n" : " ") : ".\n");
        word = (word + 1 + random_below(most - 1)) % most; /* never the same twice */
    }
}

static void write_front_matter(FILE *file, unsigned number)
{
    fprintf(file,
            "---\nid: urn:nl:ak:ver:req-%06u\ntoelichting: Beschrijving van vereiste %u.\n"
            "vereiste:\n- aia-%02u\n- avg-%02u\nlevenscyclus:\n- ontwerp\n- monitoring-en-beheer\n"
            "rollen:\n- projectleider\n- jurist\n---\n\n",
            number, number, random_below(60), random_below(60));
}

static void write_section(FILE *file, unsigned number, unsigned count)
{
    fprintf(file, "\n## Onderdeel %u\n\n", number);
    write_words(file, 40 + random_below(80));
    unsigned most = count < PER_FOLDER ? count : PER_FOLDER;
    unsigned target = number - number % PER_FOLDER + random_below(most);
    fprintf(file, "\n- zie [document %u](req-%06u.md) en [de bron](https://example.org/%u)\n",
            target, target, random_below(1000));
    fputs("- **let op**: ", file);
    write_words(file, 12);
}

static void write_table(FILE *file)
{
    fputs("\n=== \"Machine learning\"\n\n    | Risicogroep | Van toepassing |\n    |---|---|\n",
          file);
    for (unsigned i = 0; i < 4; i++)
        fprintf(file, "    | groep %u | %s |\n", i, random_below(2) == 0 ? "Ja" : "Nee");
}

static void write_document(const char *folder, unsigned number, unsigned count)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/docs/%04u", folder, number / PER_FOLDER);
    if (number % PER_FOLDER == 0)
        mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/docs/%04u/req-%06u.md", folder, number / PER_FOLDER, number);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    write_front_matter(file, number);
    fprintf(file, "# Vereiste %u\n\n", number);
    write_words(file, 60);
    for (unsigned i = 0; i < 3 + random_below(5); i++)
        write_section(file, number, count);
    write_table(file);
    fputs("\n## Bronnen\n\n- [Verordening](https://example.org/verordening)\n", file);
    fclose(file);
}

int main(int argc, char **argv)
{
    char path[4096];
    if (argc != 3)
        return 2;
    unsigned count = (unsigned)strtoul(argv[2], NULL, 10);
    mkdir(argv[1], 0777);
    snprintf(path, sizeof path, "%s/docs", argv[1]);
    mkdir(path, 0777);
    for (unsigned i = 0; i < count; i++)
        write_document(argv[1], i, count);
    return 0;
}
