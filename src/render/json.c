/* For programs.  The one file that includes <jansson.h>; docs/findings.schema.json describes what
 * it writes. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/unicode.h"
#include "render/formats.h"

/* JSON is Unicode: each invalid byte becomes U+FFFD. */
static json_t *text_json(struct keur_text text)
{
    if (unicode_valid_prefix(text) == text.length)
        return json_stringn_nocheck(text.bytes, text.length);
    struct buffer valid = {0};
    uint32_t code_point;
    for (size_t at = 0, bytes; (bytes = keur_decode(text, at, &code_point)) > 0; at += bytes)
        buffer_add_code_point(&valid, code_point == UINT32_MAX ? 0xFFFD : code_point);
    json_t *json = json_stringn_nocheck(valid.bytes, valid.length);
    buffer_free(&valid);
    return json;
}

static json_t *number_json(size_t number)
{
    return json_integer((json_int_t)number);
}

static json_t *place_json(size_t byte, struct position position)
{
    return json_pack("{s:o, s:o, s:o}", "byte", number_json(byte), "line",
                     number_json(position.line), "column", number_json(position.column));
}

static json_t *edit_json(const struct finding_edit *edit)
{
    return json_pack(
        "{s:o, s:o, s:o, s:s}", "start", place_json(edit->edit.span.begin, edit->start), "end",
        place_json(edit->edit.span.end, edit->end), "text", text_json(edit->edit.replacement),
        "safety", edit->edit.safety == KEUR_SAFE ? "safe" : "unsafe");
}

static json_t *related_json(const struct finding_related *related)
{
    return json_pack("{s:o, s:o, s:o, s:o}", "path", text_json(related->path), "start",
                     place_json(related->span.begin, related->start), "end",
                     place_json(related->span.end, related->end), "message",
                     text_json(related->message));
}

static json_t *finding_json(const struct finding *finding)
{
    json_t *edits = json_array(), *related = json_array();
    for (size_t i = 0; i < finding->edit_count; i++)
        json_array_append_new(edits, edit_json(&finding->edits[i]));
    for (size_t i = 0; i < finding->related_count; i++)
        json_array_append_new(related, related_json(&finding->related[i]));
    char fingerprint[17];
    snprintf(fingerprint, sizeof fingerprint, "%016jx", (uintmax_t)finding->fingerprint);
    return json_pack("{s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:s}", "path",
                     text_json(finding->path), "rule", text_json(finding->rule), "severity",
                     severity_name(finding->severity), "message", text_json(finding->message),
                     "start", place_json(finding->span.begin, finding->start), "end",
                     place_json(finding->span.end, finding->end), "edits", edits, "related",
                     related, "fingerprint", fingerprint);
}

/* Takes over the reference.  "##" is written so that no CI runner finds a command in a line; it
 * can stand in strings only, where the escape reads the same. */
static void write_json(FILE *stream, json_t *json)
{
    char *line = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    if (line == NULL) {
        fputs("keur: out of memory\n", stderr);
        abort();
    }
    for (const char *at = line; *at != '\0'; at++) {
        if (at[0] == '#' && at[1] == '#')
            fputs("\\u0023", stream);
        else
            putc(*at, stream);
    }
    free(line);
}

void json_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                struct render_style style)
{
    (void)style;
    /* One finding at a time: a tree of them all would take many times their memory. */
    fputs("{\"version\":\"" KEUR_VERSION "\",\"findings\":[", stream);
    for (size_t i = 0; i < findings->count; i++) {
        fputs(i == 0 ? "\n" : ",\n", stream);
        write_json(stream, finding_json(&findings->items[i]));
    }
    fputs("\n],\"summary\":", stream);
    write_json(stream,
               json_pack("{s:o, s:o, s:o, s:o}", "documents", number_json(summary->documents),
                         "errors", number_json(summary->by_severity[SEVERITY_ERROR]), "warnings",
                         number_json(summary->by_severity[SEVERITY_WARNING]), "infos",
                         number_json(summary->by_severity[SEVERITY_INFO])));
    fputs("}\n", stream);
}
