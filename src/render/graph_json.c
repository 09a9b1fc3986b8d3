/* References between documents as JSON. */
#include "base/text.h"
#include "render/graph.h"
#include "render/json_value.h"

static struct json_t *documents_value(const struct graph *graph)
{
    struct json_t *list = value_list();
    for (size_t i = 0; i < graph->document_count; i++) {
        const struct graph_document *document = &graph->documents[i];
        value_add(list,
                  value_new("{s:o, s:o, s:o, s:o, s:o}", "path", value_text(document->path), "type",
                            value_text(document->type), "title", value_text(document->title),
                            "incoming", value_number(document->incoming), "outgoing",
                            value_number(document->outgoing)));
    }
    return list;
}

static struct json_t *references_value(const struct graph *graph, bool is_missing)
{
    struct json_t *list = value_list();
    for (size_t i = 0; i < graph->reference_count; i++) {
        const struct graph_reference *reference = &graph->references[i];
        if ((reference->to == GRAPH_NOWHERE) != is_missing)
            continue;
        struct json_t *value = value_new(
            "{s:o, s:o, s:o}", "from", value_text(graph->documents[reference->from].path),
            "relation", value_text(reference->relation), "target", value_text(reference->target));
        if (!is_missing)
            value_set(value, "to", value_text(graph->documents[reference->to].path));
        value_add(list, value);
    }
    return list;
}

/* Documents of a type that no other document refers to. */
static struct json_t *orphans_value(const struct graph *graph)
{
    struct json_t *list = value_list();
    for (size_t i = 0; i < graph->document_count; i++)
        if (graph->documents[i].incoming == 0 && graph->documents[i].type.length > 0)
            value_add(list, value_text(graph->documents[i].path));
    return list;
}

static struct json_t *types_value(const struct graph *graph)
{
    struct json_t *list = value_list();
    for (size_t i = 0; i < graph->document_count; i++) {
        struct keur_text type = graph->documents[i].type;
        size_t count = 0, first = graph->document_count;
        for (size_t k = 0; k < graph->document_count; k++) {
            if (!keur_text_equals(graph->documents[k].type, type))
                continue;
            first = first == graph->document_count ? k : first;
            count++;
        }
        if (first == i && type.length > 0)
            value_add(list, value_new("{s:o, s:o}", "type", value_text(type), "documents",
                                      value_number(count)));
    }
    return list;
}

static struct json_t *labels_value(const struct graph *graph)
{
    struct json_t *list = value_list();
    for (size_t i = 0; i < graph->label_count; i++) {
        const struct graph_label *label = &graph->labels[i];
        value_add(list, value_new("{s:o, s:o, s:o, s:o}", "type", value_text(label->type), "key",
                                  value_text(label->key), "value", value_text(label->value),
                                  "documents", value_number(label->count)));
    }
    return list;
}

void graph_write_json(FILE *stream, const struct graph *graph)
{
    struct json_t *value = value_new("{s:o}", "version", value_number(1));
    value_set(value, "documents", documents_value(graph));
    value_set(value, "references", references_value(graph, false));
    value_set(value, "missing", references_value(graph, true));
    value_set(value, "orphans", orphans_value(graph));
    value_set(value, "types", types_value(graph));
    value_set(value, "labels", labels_value(graph));
    value_write_lines(stream, value);
}
