#include "infer/schema_write.h"

#include "base/limits.h"
#include "base/text.h"
#include "yaml/yaml_kind.h"

static const char *const kind_names[] = {
    [KEUR_NULL] = "\"null\"",  [KEUR_BOOLEAN] = "boolean", [KEUR_INTEGER] = "integer",
    [KEUR_FLOAT] = "number",   [KEUR_STRING] = "string",   [KEUR_SEQUENCE] = "array",
    [KEUR_MAPPING] = "object",
};

static void indent(FILE *stream, size_t columns)
{
    fprintf(stream, "%*s", (int)columns, "");
}

/* Letters, digits and hyphens, and no word that YAML reads as something else. */
static bool is_plain(struct keur_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        bool is_inner = (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
        if (!is_letter && (i == 0 || !is_inner))
            return false;
    }
    return yaml_kind_core(text) == KEUR_STRING && yaml_kind_11(text) == KEUR_STRING;
}

static void write_scalar(FILE *stream, struct keur_text text)
{
    if (is_plain(text)) {
        fprintf(stream, "%.*s", KEUR_ARGUMENT(text));
        return;
    }
    putc('"', stream);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte < 0x20 || byte == 0x7F)
            fprintf(stream, "\\x%02X", byte);
        else if (byte == '"' || byte == '\\')
            fprintf(stream, "\\%c", byte);
        else
            putc(byte, stream);
    }
    putc('"', stream);
}

/* Whole numbers are numbers too. */
static bool is_named(const struct shape *shape, int kind)
{
    return shape->kinds[kind] > 0 && (kind != KEUR_INTEGER || shape->kinds[KEUR_FLOAT] == 0);
}

static void write_type(FILE *stream, const struct shape *shape, size_t columns)
{
    size_t count = 0;

    for (int kind = KEUR_NULL; kind <= KEUR_MAPPING; kind++)
        count += is_named(shape, kind);
    indent(stream, columns);
    fputs(count == 1 ? "type: " : "type: [", stream);
    for (int kind = KEUR_NULL, written = 0; kind <= KEUR_MAPPING; kind++)
        if (is_named(shape, kind))
            fprintf(stream, "%s%s", written++ == 0 ? "" : ", ", kind_names[kind]);
    fputs(count == 1 ? "\n" : "]\n", stream);
}

/* Few texts that each come back are a list to choose from. */
static bool is_choice(const struct shape *shape)
{
    return shape->kinds[KEUR_STRING] == shape->count && !shape->has_many_scalars &&
           shape->count >= shape->scalar_count * LIMIT_CHOICE_REPEATED;
}

static void write_choice(FILE *stream, const struct shape *shape, size_t columns)
{
    indent(stream, columns);
    fputs("enum:\n", stream);
    for (size_t i = 0; i < shape->scalar_count; i++) {
        indent(stream, columns + 2);
        fputs("- ", stream);
        write_scalar(stream, shape->scalars[i].text);
        fprintf(stream, " # %zu\n", shape->scalars[i].count);
    }
}

static bool is_required(const struct shape *child)
{
    return !child->is_items && child->count == child->parent->kinds[KEUR_MAPPING];
}

static void write_required(FILE *stream, const struct shape *shape, size_t columns)
{
    bool is_begun = false;

    for (const struct shape *child = shape->first_child; child != NULL; child = child->next) {
        if (!is_required(child))
            continue;
        if (!is_begun) {
            indent(stream, columns);
            fputs("required:\n", stream);
        }
        is_begun = true;
        indent(stream, columns + 2);
        fputs("- ", stream);
        write_scalar(stream, child->key);
        putc('\n', stream);
    }
}

static void write_keywords(FILE *stream, const struct shape *shape, size_t columns)
{
    if (is_choice(shape)) {
        write_choice(stream, shape, columns);
        return;
    }
    write_type(stream, shape, columns);
    if (shape->kinds[KEUR_MAPPING] > 0) {
        indent(stream, columns);
        fputs("additionalProperties: false\n", stream);
        write_required(stream, shape, columns);
    }
}

/* Where the keywords of a shape begin. */
static size_t columns_of(const struct shape *shape)
{
    size_t columns = 0;

    for (; shape->parent != NULL; shape = shape->parent)
        columns += shape->is_items ? 2 : 4;
    return columns;
}

/* The line above its keywords, and above the first key of a mapping one more. */
static void write_head(FILE *stream, const struct shape *shape)
{
    size_t columns = columns_of(shape);
    const struct shape *first = shape->parent->first_child;

    if (shape->is_items) {
        indent(stream, columns - 2);
        fprintf(stream, "items: # %zu\n", shape->count);
        return;
    }
    while (first->is_items)
        first = first->next;
    if (first == shape) {
        indent(stream, columns - 4);
        fputs("properties:\n", stream);
    }
    indent(stream, columns - 2);
    write_scalar(stream, shape->key);
    fprintf(stream, ": # %zu of %zu\n", shape->count, shape->parent->kinds[KEUR_MAPPING]);
}

void schema_write(FILE *stream, const struct shape *root)
{
    fputs("$schema: https://json-schema.org/draft/2020-12/schema\n", stream);
    for (const struct shape *shape = root; shape != NULL; shape = shape_following(shape)) {
        if (shape != root)
            write_head(stream, shape);
        write_keywords(stream, shape, columns_of(shape));
    }
}
