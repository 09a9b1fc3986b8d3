/* What `keur suppressions` shows. */
#include "render/formats.h"
#include "render/json_value.h"

static void write_text(FILE *stream, const struct suppression *suppression)
{
    render_escaped(stream, suppression->shown);
    fprintf(stream, ":%zu:%zu: ", suppression->start.line, suppression->start.column);
    render_escaped(stream, suppression->form);
    putc(' ', stream);
    render_escaped(stream, suppression->name.length > 0 ? suppression->name : TEXT("(no rule)"));
    if (suppression->reason.length > 0) {
        fputs(": ", stream);
        render_escaped(stream, suppression->reason);
    }
    if (suppression->used == 0)
        fputs(" (no finding)\n", stream);
    else
        fprintf(stream, " (%zu %s)\n", suppression->used,
                suppression->used == 1 ? "finding" : "findings");
}

void render_suppressions(FILE *stream, const struct suppressions *suppressions)
{
    for (size_t i = 0; i < suppressions->count; i++)
        write_text(stream, &suppressions->items[i]);
}

static struct json_t *suppression_value(const struct suppression *suppression)
{
    return value_new("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:{s:o, s:o}, s:o}", "path",
                     value_text(suppression->shown), "line", value_number(suppression->start.line),
                     "column", value_number(suppression->start.column), "comment",
                     value_text(suppression->form), "name", value_text(suppression->name), "rule",
                     value_text(suppression->rule), "reason", value_text(suppression->reason),
                     "covers", "first_line", value_number(suppression->first_line), "last_line",
                     value_number(suppression->last_line), "findings",
                     value_number(suppression->used));
}

void render_suppressions_json(FILE *stream, const struct suppressions *suppressions)
{
    fputs("{\"version\":\"" KEUR_VERSION "\",\"suppressions\":[", stream);
    for (size_t i = 0; i < suppressions->count; i++) {
        fputs(i == 0 ? "\n" : ",\n", stream);
        value_write(stream, suppression_value(&suppressions->items[i]));
    }
    fputs("\n]}\n", stream);
}
