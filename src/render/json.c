/* For programs: the formats json and jsonl.  docs/findings.schema.json describes them. */
#include "render/formats.h"
#include "render/json_value.h"

static struct json_t *place_value(size_t byte, struct position position)
{
    return value_new("{s:o, s:o, s:o}", "byte", value_number(byte), "line",
                     value_number(position.line), "column", value_number(position.column));
}

static struct json_t *edit_value(const struct finding_edit *edit)
{
    return value_new(
        "{s:o, s:o, s:o, s:s}", "start", place_value(edit->edit.span.begin, edit->start), "end",
        place_value(edit->edit.span.end, edit->end), "text", value_text(edit->edit.replacement),
        "safety", edit->edit.safety == KEUR_SAFE ? "safe" : "unsafe");
}

static struct json_t *related_value(const struct finding_related *related)
{
    return value_new("{s:o, s:o, s:o, s:o}", "path", value_text(related->path), "start",
                     place_value(related->span.begin, related->start), "end",
                     place_value(related->span.end, related->end), "message",
                     value_text(related->message));
}

static struct json_t *finding_value(const struct finding *finding)
{
    struct json_t *edits = value_list(), *related = value_list();
    size_t edit_count = edits_are_unicode(finding) ? finding->edit_count : 0;
    for (size_t i = 0; i < edit_count; i++)
        value_add(edits, edit_value(&finding->edits[i]));
    for (size_t i = 0; i < finding->related_count; i++)
        value_add(related, related_value(&finding->related[i]));
    return value_new("{s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "path",
                     value_text(finding->path), "rule", value_text(finding->rule), "severity",
                     severity_name(finding->severity), "message", value_text(finding->message),
                     "start", place_value(finding->span.begin, finding->start), "end",
                     place_value(finding->span.end, finding->end), "edits", edits, "related",
                     related, "fingerprint", value_hexadecimal(finding->fingerprint));
}

void json_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                struct render_style style)
{
    (void)style;
    /* One finding at a time: a tree of them all would take many times their memory. */
    fputs("{\"version\":\"" KEUR_VERSION "\",\"findings\":[", stream);
    for (size_t i = 0; i < findings->count; i++) {
        fputs(i == 0 ? "\n" : ",\n", stream);
        value_write(stream, finding_value(&findings->items[i]));
    }
    fputs("\n],\"summary\":", stream);
    value_write(stream,
                value_new("{s:o, s:o, s:o, s:o}", "documents", value_number(summary->documents),
                          "errors", value_number(summary->by_severity[SEVERITY_ERROR]), "warnings",
                          value_number(summary->by_severity[SEVERITY_WARNING]), "infos",
                          value_number(summary->by_severity[SEVERITY_INFO])));
    fputs("}\n", stream);
}

void jsonl_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                 struct render_style style)
{
    (void)summary;
    (void)style;
    for (size_t i = 0; i < findings->count; i++) {
        value_write(stream, finding_value(&findings->items[i]));
        putc('\n', stream);
    }
}
