/* The floor: what any linter of this kind has to do.  Reads every .md file below the folders given,
 * indexes newlines, validates UTF-8, runs libyaml's events over the front matter, parses the body
 * with libcmark (source positions on) and walks the tree.  Memory behind libcmark is a bump arena
 * that is reset for each file.  keur's CPU time is told as a ratio to this program's. */
#include <cmark.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

static struct {
    char *bytes;
    size_t used, size;
} arena;

static void *arena_calloc(size_t count, size_t size)
{
    size_t bytes = (count * size + 31) & ~(size_t)15;
    if (arena.size - arena.used < bytes) {
        fputs("floor: a document is larger than the arena\n", stderr);
        exit(1);
    }
    char *given = arena.bytes + arena.used;
    arena.used += bytes;
    memset(given, 0, bytes);
    *(size_t *)(void *)given = count * size;
    return given + 16;
}

static void *arena_realloc(void *old, size_t size)
{
    char *fresh = arena_calloc(1, size);
    if (old != NULL) {
        size_t before = *(size_t *)(void *)((char *)old - 16);
        memcpy(fresh, old, before < size ? before : size);
    }
    return fresh;
}

static void arena_free(void *bytes)
{
    (void)bytes;
}

static cmark_mem memory = {arena_calloc, arena_realloc, arena_free};
static size_t documents, lines, invalid, events, nodes;

static void count_lines(const char *text, size_t length)
{
    for (const char *at = text; (at = memchr(at, '\n', (size_t)(text + length - at))) != NULL; at++)
        lines++;
}

static void validate_utf8(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        uint64_t word;
        if (length - at >= 8 && (memcpy(&word, text + at, 8), (word & 0x8080808080808080u) == 0)) {
            at += 8;
            continue;
        }
        unsigned char byte = (unsigned char)text[at];
        size_t size = byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        invalid += size == 0;
        at += size == 0 ? 1 : size;
    }
}

/* Gives the length of the front matter, 0 for none. */
static size_t read_front_matter(const char *text, size_t length)
{
    if (length < 4 || memcmp(text, "---\n", 4) != 0)
        return 0;
    const char *end = strstr(text + 3, "\n---");
    if (end == NULL)
        return 0;
    yaml_parser_t parser;
    yaml_event_t event;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text + 4,
                                 (size_t)(end - text - 3));
    for (int done = 0; !done && yaml_parser_parse(&parser, &event); events++) {
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return (size_t)(end + 4 - text);
}

static void parse_body(const char *text, size_t length)
{
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_SOURCEPOS, &memory);
    cmark_parser_feed(parser, text, length);
    cmark_iter *iter = cmark_iter_new(cmark_parser_finish(parser));
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE)
        nodes += (size_t)(cmark_node_get_start_line(cmark_iter_get_node(iter)) >= 0);
}

static int visit(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    size_t name = strlen(path);
    (void)place;
    if (kind != FTW_F || name < 3 || strcmp(path + name - 3, ".md") != 0)
        return 0;
    int file = open(path, O_RDONLY);
    static char text[8 << 20];
    ssize_t length =
        file < 0 || status->st_size >= (off_t)sizeof text ? -1 : read(file, text, sizeof text - 1);
    if (length < 0)
        return 0;
    close(file);
    text[length] = '\0';
    documents++;
    count_lines(text, (size_t)length);
    validate_utf8(text, (size_t)length);
    size_t body = read_front_matter(text, (size_t)length);
    parse_body(text + body, (size_t)length - body);
    arena.used = 0;
    return 0;
}

int main(int argc, char **argv)
{
    arena.size = (size_t)256 << 20;
    arena.bytes = malloc(arena.size);
    for (int i = 1; i < argc && arena.bytes != NULL; i++)
        nftw(argv[i], visit, 16, FTW_PHYS);
    printf("%zu documents, %zu lines, %zu events, %zu nodes, %zu invalid\n", documents, lines,
           events, nodes, invalid);
    return 0;
}
