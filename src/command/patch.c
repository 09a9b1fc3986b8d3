#include "command/patch.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fix/diff.h"
#include "render/render.h"

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0';
}

/* Runners obey these anywhere in a line, and take a carriage return for the end of one. */
static bool has_command(struct keur_text line)
{
    if (!is_set("GITHUB_ACTIONS") && !is_set("TF_BUILD"))
        return false;
    for (size_t at = 0; at < line.length; at++) {
        struct keur_text rest = text_slice(line, at, line.length);
        if (rest.bytes[0] == '\r' || text_starts_with(rest, "##[") ||
            text_starts_with(rest, "##vso["))
            return true;
    }
    return false;
}

static const char *color_of(struct keur_text line)
{
    if (text_starts_with(line, "--- ") || text_starts_with(line, "+++ "))
        return "\x1b[1m";
    switch (line.length > 0 ? line.bytes[0] : ' ') {
    case '-':
        return "\x1b[31m";
    case '+':
        return "\x1b[32m";
    case '@':
        return "\x1b[36m";
    default:
        return "";
    }
}

/* Without its ending. */
static void print_line(FILE *stream, struct keur_text line, bool is_terminal)
{
    bool has_return = text_ends_with(line, "\r");
    struct keur_text shown = text_slice(line, 0, line.length - has_return);
    if (!is_terminal && !has_command(shown)) {
        fwrite(line.bytes, 1, line.length, stream);
        return;
    }
    /* Tabs are harmless, and part of how a line looks. */
    for (size_t at = 0, end; at <= shown.length; at = end + 1) {
        end = text_find(shown, '\t', at);
        render_escaped(stream, text_slice(shown, at, end));
        if (end < shown.length)
            putc('\t', stream);
    }
    if (has_return && !is_terminal)
        putc('\r', stream);
}

void patch_print(FILE *stream, const struct mend_document *document, bool has_color)
{
    struct buffer patch = {0};
    struct diff diff = {document->source, document->current, &document->changes};
    diff_add(&patch, document->target.shown, &diff);
    struct keur_text text = buffer_text(&patch);
    bool is_terminal = isatty(fileno(stream)) != 0;
    for (size_t at = 0, end; at < text.length; at = end + 1) {
        end = text_find(text, '\n', at);
        struct keur_text line = text_slice(text, at, end);
        const char *color = has_color ? color_of(line) : "";
        fputs(color, stream);
        print_line(stream, line, is_terminal);
        fputs(color[0] != '\0' ? "\x1b[0m\n" : "\n", stream);
    }
    buffer_free(&patch);
}
