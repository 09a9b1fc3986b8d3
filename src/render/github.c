/* Workflow commands that GitHub shows as annotations: path and message must not end the command,
 * nor be another one. */
#include <string.h>

#include "render/formats.h"

static const char *command_name(enum severity severity)
{
    return severity == SEVERITY_INFO ? "notice" : severity_name(severity);
}

/* `special` and line ends are escaped as the runner reads it; other control characters and what
 * Azure or GitHub would find within a line, as in text. */
static void text_add(struct buffer *command, struct keur_text text, const char *special)
{
    for (size_t at = 0; at < text.length;) {
        char byte = text.bytes[at];
        struct keur_text rest = text_slice(text, at, text.length);
        if (byte == '\n' || byte == '\r' || (byte != '\0' && strchr(special, byte) != NULL))
            buffer_printf(command, "%%%02X", (unsigned)byte);
        else if (text_starts_with(rest, "##[") || text_starts_with(rest, "##vso["))
            buffer_add(command, TEXT("\\u{0023}"));
        else {
            at += escape_harmful(command, text, at);
            continue;
        }
        at++;
    }
}

/* Columns of different lines would make the runner drop the place. */
static void place_add(struct buffer *command, const struct finding *finding)
{
    buffer_printf(command, ",line=%zu,endLine=%zu", finding->start.line, finding->end.line);
    if (finding->start.line == finding->end.line)
        buffer_printf(command, ",col=%zu,endColumn=%zu", finding->start.column,
                      finding->end.column);
}

static void annotation_write(FILE *stream, const struct finding *finding)
{
    struct buffer command = {0};
    buffer_printf(&command, "::%s file=", command_name(finding->severity));
    text_add(&command, finding->path, "%:,");
    place_add(&command, finding);
    buffer_add(&command, TEXT(",title="));
    text_add(&command, finding->rule, "%:,");
    buffer_add(&command, TEXT("::"));
    text_add(&command, finding->message, "%");
    fprintf(stream, "%.*s\n", KEUR_ARGUMENT(buffer_text(&command)));
    buffer_free(&command);
}

/* GitHub shows the first ten of each kind: errors first. */
void github_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                  struct render_style style)
{
    (void)summary;
    (void)style;
    for (int severity = SEVERITY_ERROR; severity > SEVERITY_OFF; severity--)
        for (size_t i = 0; i < findings->count; i++)
            if ((int)findings->items[i].severity == severity)
                annotation_write(stream, &findings->items[i]);
}
