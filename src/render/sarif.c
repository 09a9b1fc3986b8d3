/* SARIF 2.1.0, which GitHub code scanning and many viewers read. */
#include <stdlib.h>
#include <string.h>

#include "render/formats.h"
#include "render/json_value.h"

static const char *level_name(enum severity severity)
{
    return severity == SEVERITY_INFO ? "note" : severity_name(severity);
}

/* Bytes as they are on disk, so that every name comes through, those that are no UTF-8 too. */
static void add_encoded(struct buffer *uri, struct keur_text path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "-._~/";
    for (size_t i = 0; i < path.length; i++) {
        if (memchr(plain, path.bytes[i], sizeof plain - 1) != NULL)
            buffer_add_byte(uri, path.bytes[i]);
        else
            buffer_printf(uri, "%%%02X", (unsigned)(unsigned char)path.bytes[i]);
    }
}

static struct json_t *artifact_value(struct keur_text path)
{
    struct buffer uri = {0};
    bool is_absolute = text_starts_with(path, "/");
    if (is_absolute)
        buffer_add(&uri, TEXT("file://"));
    add_encoded(&uri, path);
    struct json_t *artifact = value_new("{s:o}", "uri", value_text(buffer_text(&uri)));
    if (!is_absolute)
        value_set(artifact, "uriBaseId", value_text(TEXT("%SRCROOT%")));
    buffer_free(&uri);
    return artifact;
}

static struct json_t *region_value(struct position start, struct position end)
{
    return value_new("{s:o, s:o, s:o, s:o}", "startLine", value_number(start.line), "startColumn",
                     value_number(start.column), "endLine", value_number(end.line), "endColumn",
                     value_number(end.column));
}

/* "[text](target)" would be a link in the viewer; a message is text. */
static struct json_t *message_value(struct keur_text message)
{
    struct buffer plain = {0};
    for (size_t i = 0; i < message.length; i++) {
        if (text_starts_with(text_slice(message, i, message.length), "]("))
            buffer_add_byte(&plain, '\\');
        buffer_add_byte(&plain, message.bytes[i]);
    }
    struct json_t *value = value_new("{s:o}", "text", value_text(buffer_text(&plain)));
    buffer_free(&plain);
    return value;
}

static struct json_t *related_value(const struct finding_related *related)
{
    return value_new("{s:{s:o, s:o}, s:o}", "physicalLocation", "artifactLocation",
                     artifact_value(related->path), "region",
                     region_value(related->start, related->end), "message",
                     message_value(related->message));
}

/* Code points cannot name every place: a byte order mark has no column. */
static bool edits_have_places(const struct finding *finding)
{
    for (size_t i = 0; i < finding->edit_count; i++) {
        const struct finding_edit *edit = &finding->edits[i];
        bool is_empty =
            edit->start.line == edit->end.line && edit->start.column == edit->end.column;
        if (is_empty && edit->edit.span.begin < edit->edit.span.end)
            return false;
    }
    return true;
}

/* One fix, as the edits repair together; none when JSON cannot hold what they write. */
static struct json_t *fix_value(const struct finding *finding)
{
    if (!edits_are_unicode(finding) || !edits_have_places(finding))
        return NULL;
    bool is_safe = true;
    struct json_t *replacements = value_list();
    for (size_t i = 0; i < finding->edit_count; i++) {
        const struct finding_edit *edit = &finding->edits[i];
        is_safe = is_safe && edit->edit.safety == KEUR_SAFE;
        value_add(replacements,
                  value_new("{s:o, s:{s:o}}", "deletedRegion", region_value(edit->start, edit->end),
                            "insertedContent", "text", value_text(edit->edit.replacement)));
    }
    return value_new("{s:{s:s}, s:[{s:o, s:o}]}", "description", "text",
                     is_safe ? "Repair it." : "Repair it, to be judged by a person.",
                     "artifactChanges", "artifactLocation", artifact_value(finding->path),
                     "replacements", replacements);
}

static int compare_id(const void *id, const void *rule)
{
    return keur_text_compare(*(const struct keur_text *)id, ((const struct rule_text *)rule)->id);
}

/* The rule's place in the list of them all. */
static struct json_t *rule_index(struct keur_text id, const struct summary *summary)
{
    if (summary->rule_count == 0)
        return NULL;
    const struct rule_text *rule =
        bsearch(&id, summary->rules, summary->rule_count, sizeof *summary->rules, compare_id);
    return rule == NULL ? NULL : value_number((size_t)(rule - summary->rules));
}

static struct json_t *result_value(const struct finding *finding, const struct summary *summary)
{
    struct json_t *result = value_new(
        "{s:o, s:s, s:o, s:[{s:{s:o, s:o}}], s:{s:o}}", "ruleId", value_text(finding->rule),
        "level", level_name(finding->severity), "message", message_value(finding->message),
        "locations", "physicalLocation", "artifactLocation", artifact_value(finding->path),
        "region", region_value(finding->start, finding->end), "partialFingerprints", "keur/v1",
        value_hexadecimal(finding->fingerprint));
    value_set(result, "ruleIndex", rule_index(finding->rule, summary));
    if (finding->related_count > 0) {
        struct json_t *related = value_list();
        for (size_t i = 0; i < finding->related_count; i++)
            value_add(related, related_value(&finding->related[i]));
        value_set(result, "relatedLocations", related);
    }
    struct json_t *fix = finding->edit_count == 0 ? NULL : fix_value(finding);
    if (fix != NULL)
        value_set(result, "fixes", value_new("[o]", fix));
    return result;
}

static struct json_t *rule_value(const struct rule_text *rule)
{
    /* GitHub asks for all three. */
    struct keur_text why = rule->why.length > 0 ? rule->why : rule->summary;
    return value_new("{s:o, s:{s:o}, s:{s:o}, s:{s:o}, s:{s:s}}", "id", value_text(rule->id),
                     "shortDescription", "text", value_text(rule->summary), "fullDescription",
                     "text", value_text(why), "help", "text", value_text(why),
                     "defaultConfiguration", "level", level_name(rule->severity));
}

/* Whether all was done that was asked for; findings are no failure. */
static struct json_t *invocation_value(const struct summary *summary)
{
    struct json_t *invocation =
        value_new("{s:b}", "executionSuccessful", summary->trouble_count == 0);
    if (summary->trouble_count == 0)
        return invocation;
    struct json_t *notifications = value_list();
    for (size_t i = 0; i < summary->trouble_count; i++)
        value_add(notifications, value_new("{s:s, s:o}", "level", "error", "message",
                                           message_value(text_of(summary->troubles[i]))));
    value_set(invocation, "toolExecutionNotifications", notifications);
    return invocation;
}

void sarif_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                 struct render_style style)
{
    (void)style;
    fputs("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
          "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"keur\",\"semanticVersion\":\"" KEUR_VERSION
          "\",\"rules\":[",
          stream);
    for (size_t i = 0; i < summary->rule_count; i++) {
        fputs(i == 0 ? "\n" : ",\n", stream);
        value_write(stream, rule_value(&summary->rules[i]));
    }
    fputs("\n]}},\"invocations\":[", stream);
    value_write(stream, invocation_value(summary));
    fputs("],\"automationDetails\":{\"id\":\"keur/\"},"
          "\"columnKind\":\"unicodeCodePoints\",\"results\":[",
          stream);
    for (size_t i = 0; i < findings->count; i++) {
        fputs(i == 0 ? "\n" : ",\n", stream);
        value_write(stream, result_value(&findings->items[i], summary));
    }
    fputs("\n]}]}\n", stream);
}
