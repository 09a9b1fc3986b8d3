/* One line per finding, as compilers write them. */
#include "render/formats.h"

static enum color severity_color(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return COLOR_RED;
    case SEVERITY_WARNING:
        return COLOR_YELLOW;
    case SEVERITY_INFO:
    case SEVERITY_OFF:
    case SEVERITY_COUNT:
        break;
    }
    return COLOR_BLUE;
}

void line_write(FILE *stream, const struct finding *finding, struct render_style style)
{
    const char *end = color_end(style);
    fputs(color_begin(style, COLOR_BOLD), stream);
    render_escaped(stream, finding->path);
    fprintf(stream, ":%zu:%zu:%s %s%s:%s ", finding->start.line, finding->shown_column, end,
            color_begin(style, severity_color(finding->severity)), severity_name(finding->severity),
            end);
    render_escaped(stream, finding->message);
    putc(' ', stream);
    fputs(color_begin(style, COLOR_DIM), stream);
    putc('[', stream);
    render_escaped(stream, finding->rule);
    putc(']', stream);
    fputs(end, stream);
    putc('\n', stream);
}

void text_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                struct render_style style)
{
    (void)summary;
    for (size_t i = 0; i < findings->count; i++)
        line_write(stream, &findings->items[i], style);
}
