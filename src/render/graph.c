#include "render/graph.h"

#include "base/text.h"

/* ---- CSV (RFC 4180), a line for each reference ---- */

/* A field that a spreadsheet would take for a formula gets a "'" in front: documents are written by
 * strangers. */
static void write_field(FILE *stream, struct keur_text text, const char *end)
{
    bool is_formula = text.length > 0 && (text.bytes[0] == '=' || text.bytes[0] == '+' ||
                                          text.bytes[0] == '-' || text.bytes[0] == '@');
    fputc('"', stream);
    if (is_formula)
        fputc('\'', stream);
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '"')
            fputc('"', stream);
        fputc(text.bytes[i] == '\n' || text.bytes[i] == '\r' ? ' ' : text.bytes[i], stream);
    }
    fprintf(stream, "\"%s", end);
}

static void write_csv(FILE *stream, const struct graph *graph)
{
    fputs("from,from_type,from_title,relation,target,to,to_type,to_title\r\n", stream);
    for (size_t i = 0; i < graph->reference_count; i++) {
        const struct graph_reference *reference = &graph->references[i];
        const struct graph_document *from = &graph->documents[reference->from];
        const struct graph_document nowhere = {0};
        const struct graph_document *to =
            reference->to == GRAPH_NOWHERE ? &nowhere : &graph->documents[reference->to];
        write_field(stream, from->path, ",");
        write_field(stream, from->type, ",");
        write_field(stream, from->title, ",");
        write_field(stream, reference->relation, ",");
        write_field(stream, reference->target, ",");
        write_field(stream, to->path, ",");
        write_field(stream, to->type, ",");
        write_field(stream, to->title, "\r\n");
    }
}

/* ---- Graphs: front matter only, links of the text would make a tangle of them ---- */

static bool is_drawn(const struct graph_reference *reference)
{
    return !text_is(reference->relation, "link");
}

/* The name of the file without its folder and ending. */
static struct keur_text short_name(struct keur_text path)
{
    size_t begin = path.length, end = path.length;
    while (begin > 0 && path.bytes[begin - 1] != '/')
        begin--;
    if (text_ends_with(path, ".md"))
        end -= 3;
    return text_slice(path, begin, end);
}

/* Within double quotes, where both languages take neither these nor a backslash. */
static void write_label(FILE *stream, struct keur_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        fputc(byte == '"' || byte == '\\' || byte < 0x20 ? ' ' : byte, stream);
    }
}

static void write_mermaid(FILE *stream, const struct graph *graph)
{
    fputs("graph LR\n", stream);
    for (size_t i = 0; i < graph->document_count; i++) {
        if (graph->documents[i].type.length == 0)
            continue;
        fprintf(stream, "    d%zu[\"", i);
        write_label(stream, short_name(graph->documents[i].path));
        fputs("\"]\n", stream);
    }
    for (size_t i = 0; i < graph->reference_count; i++) {
        const struct graph_reference *reference = &graph->references[i];
        if (!is_drawn(reference))
            continue;
        if (reference->to == GRAPH_NOWHERE) {
            fprintf(stream, "    d%zu -. missing .-> m%zu[\"", reference->from, i);
            write_label(stream, reference->target);
            fputs("\"]\n", stream);
        } else {
            fprintf(stream, "    d%zu --> d%td\n", reference->from, reference->to);
        }
    }
}

static void write_dot(FILE *stream, const struct graph *graph)
{
    fputs("digraph documents {\n    rankdir=LR;\n    node [shape=box];\n", stream);
    for (size_t i = 0; i < graph->document_count; i++) {
        if (graph->documents[i].type.length == 0)
            continue;
        fprintf(stream, "    d%zu [label=\"", i);
        write_label(stream, short_name(graph->documents[i].path));
        fputs("\"];\n", stream);
    }
    for (size_t i = 0; i < graph->reference_count; i++) {
        const struct graph_reference *reference = &graph->references[i];
        if (!is_drawn(reference))
            continue;
        if (reference->to == GRAPH_NOWHERE) {
            fprintf(stream, "    m%zu [style=dashed, label=\"", i);
            write_label(stream, reference->target);
            fprintf(stream, "\"];\n    d%zu -> m%zu [style=dashed];\n", reference->from, i);
        } else {
            fprintf(stream, "    d%zu -> d%td;\n", reference->from, reference->to);
        }
    }
    fputs("}\n", stream);
}

const struct graph_format graph_formats[] = {
    {"csv", "a line for each reference", write_csv},
    {"json", "documents, references, orphans, counts", graph_write_json},
    {"mermaid", "a diagram for a Markdown page", write_mermaid},
    {"dot", "a diagram for Graphviz", write_dot},
    {NULL, NULL, NULL},
};
