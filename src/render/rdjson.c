/* reviewdog's formats rdjson and rdjsonl.  Columns count bytes. */
#include "base/unicode.h"
#include "render/formats.h"
#include "render/json_value.h"

static const char *rdjson_severity(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "ERROR";
    case SEVERITY_WARNING:
        return "WARNING";
    case SEVERITY_INFO:
    case SEVERITY_OFF:
    case SEVERITY_COUNT:
        break;
    }
    return "INFO";
}

static struct json_t *position_value(struct position position)
{
    return value_new("{s:o, s:o}", "line", value_number(position.line), "column",
                     value_number(position.byte_column));
}

static struct json_t *range_value(struct position start, struct position end)
{
    return value_new("{s:o, s:o}", "start", position_value(start), "end", position_value(end));
}

static struct json_t *location_value(struct keur_text path, struct position start,
                                     struct position end)
{
    return value_new("{s:o, s:o}", "path", value_text(path), "range", range_value(start, end));
}

/* Reviewers take suggestions one by one, so edits that repair together are one where the text
 * between them is at hand: in the finding's line, in their order. */
static bool join_edits(const struct finding *finding, struct buffer *joined)
{
    size_t line_begin = finding->span.begin - finding->in_line.begin;
    size_t at = finding->edits[0].edit.span.begin;
    if (at < line_begin)
        return false;
    for (size_t i = 0; i < finding->edit_count; i++) {
        const struct keur_edit *edit = &finding->edits[i].edit;
        if (edit->span.begin < at || edit->span.end > line_begin + finding->source_line.length)
            return false;
        buffer_add(joined, text_slice(finding->source_line, at - line_begin,
                                      edit->span.begin - line_begin));
        buffer_add(joined, edit->replacement);
        at = edit->span.end;
    }
    return unicode_valid_prefix(buffer_text(joined)) == joined->length;
}

static struct json_t *suggestion_value(struct position start, struct position end,
                                       struct keur_text text)
{
    return value_new("{s:o, s:o}", "range", range_value(start, end), "text", value_text(text));
}

static struct json_t *suggestions_value(const struct finding *finding)
{
    if (finding->edit_count == 0 || !edits_are_unicode(finding))
        return NULL;
    const struct finding_edit *edits = finding->edits;
    struct json_t *suggestions = value_list();
    struct buffer joined = {0};
    if (join_edits(finding, &joined)) {
        value_add(suggestions, suggestion_value(edits[0].start, edits[finding->edit_count - 1].end,
                                                buffer_text(&joined)));
    } else {
        for (size_t i = 0; i < finding->edit_count; i++)
            value_add(suggestions,
                      suggestion_value(edits[i].start, edits[i].end, edits[i].edit.replacement));
    }
    buffer_free(&joined);
    return suggestions;
}

static struct json_t *related_value(const struct finding *finding)
{
    if (finding->related_count == 0)
        return NULL;
    struct json_t *list = value_list();
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct finding_related *related = &finding->related[i];
        value_add(list, value_new("{s:o, s:o}", "message", value_text(related->message), "location",
                                  location_value(related->path, related->start, related->end)));
    }
    return list;
}

static struct json_t *diagnostic_value(const struct finding *finding)
{
    struct json_t *diagnostic =
        value_new("{s:o, s:o, s:s, s:{s:s}, s:{s:o}}", "message", value_text(finding->message),
                  "location", location_value(finding->path, finding->start, finding->end),
                  "severity", rdjson_severity(finding->severity), "source", "name", "keur", "code",
                  "value", value_text(finding->rule));
    value_set(diagnostic, "suggestions", suggestions_value(finding));
    value_set(diagnostic, "related_locations", related_value(finding));
    return diagnostic;
}

void rdjson_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                  struct render_style style)
{
    (void)summary;
    (void)style;
    fputs("{\"source\":{\"name\":\"keur\"},\"diagnostics\":[", stream);
    for (size_t i = 0; i < findings->count; i++) {
        fputs(i == 0 ? "\n" : ",\n", stream);
        value_write(stream, diagnostic_value(&findings->items[i]));
    }
    fputs("\n]}\n", stream);
}

void rdjsonl_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                   struct render_style style)
{
    (void)summary;
    (void)style;
    for (size_t i = 0; i < findings->count; i++) {
        value_write(stream, diagnostic_value(&findings->items[i]));
        putc('\n', stream);
    }
}
