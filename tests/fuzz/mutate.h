/* A mutator that knows the structure of requirement documents: now and then it puts a piece of
 * Markdown or front matter at the begin of a line, or repeats a line, where bytes alone would
 * hardly get. */
#ifndef FUZZ_MUTATE_H
#define FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

static const char *const mutate_pieces[] = {
    "---\nid: urn:nl:ak:ver:aia-01\ntitle: x\n---\n",
    "---\n",
    "# Kop {#id}\n",
    "Kop\n===\n",
    "=== \"Tab\"\n\n    ",
    "!!! note \"titel\"\n    ",
    "??? tip\n    ",
    "/// block\n",
    "```yaml\n",
    "| a | b |\n|---|:-:|\n| c | d |\n",
    "- [x](a.md#b \"t\")\n",
    "1. x\n",
    "> ",
    "    ",
    "\t",
    "[a]: <b> 'c'\n",
    "[^1]: voet\n",
    "*[HTML]: x\n",
    "![a][b]{ .c }\n",
    "<!-- keur-disable -->\n",
    "<a href='x'>\n",
    "<div markdown>\n",
    "--8<-- \"x.md\"\n",
    "https://a.b/c",
    ":material-close:",
    "\xC3\xAB",
    "\xC3\x83\xC2\xAB",
    "\xC2\xA0",
    "\xE2\x80\x8B",
    "**a** ",
    "\r\n",
    "## Bronnen\n",
};

static inline size_t mutate_line_begin(const uint8_t *data, size_t size, size_t from)
{
    while (from > 1 && from < size && data[from - 1] != '\n')
        from--;
    return from;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    const size_t count = sizeof mutate_pieces / sizeof *mutate_pieces;
    const char *piece = mutate_pieces[(seed >> 8) % count];
    size_t length = strlen(piece);

    /* The first byte chooses how the rest is read. */
    if (seed % 3 != 0 || size < 1 || size + length > most)
        return LLVMFuzzerMutate(data, size, most);
    size_t at = mutate_line_begin(data, size, 1 + (seed >> 16) % size);
    memmove(data + at + length, data + at, size - at);
    memcpy(data + at, piece, length);
    return size + length;
}

#endif
