#include "yaml/yaml_library.h"

#include <string.h>
#include <yaml.h>

#include "base/limits.h"
#include "base/text.h"
#include "base/unicode.h"
#include "yaml/yaml_anchor.h"
#include "yaml/yaml_kind.h"
#include "yaml/yaml_message.h"

/* A list or map that is not complete yet, with the key that waits for its value. */
struct frame {
    struct keur_value *value, *last_child;
    bool has_key;
    struct keur_span key_span;
    struct keur_text key;
};

struct builder {
    yaml_parser_t parser;
    struct keur_text text;
    struct keur_span span;
    const struct tree_values *values;
    struct arena *arena; /* theirs */
    struct yaml_trouble trouble;
    size_t ascii;                   /* bytes that the span begins with */
    size_t mark_index, mark_offset; /* the same place in code points and in bytes */
    struct anchors anchors;
    struct keur_span last_quoted;
    size_t value_count, depth, document_count;
    struct keur_value *root;
    struct frame frames[LIMIT_YAML_DEPTH];
};

static bool fail_at(struct builder *builder, size_t at, struct keur_text message)
{
    builder->trouble = yaml_trouble_at(builder->text, builder->span, at, message);
    return false;
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* libyaml counts code points.  Marks come nearly in order, so that a cursor that
 * walks both ways takes linear time. */
static size_t builder_offset(struct builder *builder, size_t index)
{
    const char *bytes = builder->text.bytes;
    size_t offset = builder->mark_offset, at = builder->mark_index;
    if (index <= builder->ascii)
        return builder->span.begin + index;
    if (index > at) {
        size_t rest = builder->span.end - offset, most = index - at < rest ? index - at : rest;
        size_t end = unicode_skip_ascii((struct keur_text){bytes, offset + most}, offset);
        at += end - offset;
        offset = end;
    }
    for (; at < index && offset < builder->span.end; at++) {
        offset++;
        while (offset < builder->span.end && is_continuation(bytes[offset]))
            offset++;
    }
    for (; at > index && offset > builder->span.begin; at--) {
        offset--;
        while (offset > builder->span.begin && is_continuation(bytes[offset]))
            offset--;
    }
    builder->mark_index = at;
    builder->mark_offset = offset;
    return offset;
}

static struct keur_span builder_span(struct builder *builder, const yaml_event_t *event)
{
    struct keur_span span = {.begin = builder_offset(builder, event->start_mark.index)};
    span.end = builder_offset(builder, event->end_mark.index);
    return span;
}

static size_t skip_bytes(struct keur_text text, size_t at, bool are_these, const char *these)
{
    while (at < text.length && (strchr(these, text.bytes[at]) != NULL) == are_these)
        at++;
    return at;
}

/* libyaml's places begin at the anchor and tag in front of a value, with comments behind them. */
static void skip_properties(const struct builder *builder, struct keur_span *span)
{
    struct keur_text text = text_slice(builder->text, 0, span->end);
    size_t at = span->begin;
    while (at < span->end && (text.bytes[at] == '&' || text.bytes[at] == '!')) {
        at = skip_bytes(text, skip_bytes(text, at, false, " \t\r\n"), true, " \t\r\n");
        while (at < span->end && text.bytes[at] == '#')
            at = skip_bytes(text, skip_bytes(text, at, false, "\r\n"), true, " \t\r\n");
    }
    span->begin = at;
}

static void builder_add_anchor(struct builder *builder, const yaml_char_t *name,
                               const struct keur_value *value)
{
    if (name != NULL)
        anchors_add(&builder->anchors, builder->arena, text_of((const char *)name), value);
}

/* ---- Growing the tree ---------------------------------------------------- */

static struct frame *builder_top(struct builder *builder)
{
    return builder->depth == 0 ? NULL : &builder->frames[builder->depth - 1];
}

static bool awaits_key(const struct frame *frame)
{
    return frame != NULL && frame->value->kind == KEUR_MAPPING && !frame->has_key;
}

static bool fail_count(struct builder *builder, size_t at)
{
    return fail_at(builder, at,
                   arena_format(builder->arena,
                                "this YAML has more than %d values, aliases counted each time "
                                "they are used; split it up",
                                LIMIT_YAML_VALUES));
}

static bool fail_depth(struct builder *builder, size_t at)
{
    return fail_at(builder, at,
                   arena_format(builder->arena,
                                "lists and maps lie more than %d deep within each other; "
                                "close the brackets, or use fewer levels",
                                LIMIT_YAML_DEPTH));
}

static bool builder_attach(struct builder *builder, struct keur_value *value)
{
    struct frame *frame = builder_top(builder);
    if (frame == NULL) {
        builder->root = value;
    } else {
        if (frame->has_key) {
            value->key = frame->key;
            value->key_span = frame->key_span;
            frame->has_key = false;
        }
        tree_append(frame->value, &frame->last_child, value);
    }
    return ++builder->value_count <= LIMIT_YAML_VALUES || fail_count(builder, value->span.begin);
}

static void frame_set_key(struct frame *frame, struct keur_text key, struct keur_span span)
{
    frame->has_key = true;
    frame->key = key;
    frame->key_span = span;
}

/* ---- Events ---------------------------------------------------------------- */

static enum keur_value_style scalar_style(const yaml_event_t *event)
{
    static const enum keur_value_style styles[] = {
        [YAML_PLAIN_SCALAR_STYLE] = KEUR_PLAIN,
        [YAML_SINGLE_QUOTED_SCALAR_STYLE] = KEUR_SINGLE_QUOTED,
        [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = KEUR_DOUBLE_QUOTED,
        [YAML_LITERAL_SCALAR_STYLE] = KEUR_LITERAL,
        [YAML_FOLDED_SCALAR_STYLE] = KEUR_FOLDED,
    };
    return styles[event->data.scalar.style];
}

static bool has_typed_tag(const yaml_char_t *tag)
{
    static const char *const tags[] = {YAML_NULL_TAG, YAML_BOOL_TAG, YAML_INT_TAG, YAML_FLOAT_TAG};
    for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
        if (strcmp((const char *)tag, tags[i]) == 0)
            return true;
    return false;
}

static void scalar_resolve(struct keur_value *value, const yaml_char_t *tag)
{
    value->kind = value->yaml11_kind = KEUR_STRING;
    if (tag != NULL ? has_typed_tag(tag) : value->style == KEUR_PLAIN) {
        value->kind = yaml_kind_core(value->text);
        value->yaml11_kind = yaml_kind_11(value->text);
    }
}

/* libyaml's block scalars reach to the next token. */
static void trim_block_scalar(const struct builder *builder, struct keur_span *span)
{
    while (span->end > span->begin && strchr(" \t\r\n", builder->text.bytes[span->end - 1]) != NULL)
        span->end--;
}

static bool on_scalar(struct builder *builder, const yaml_event_t *event)
{
    struct frame *frame = builder_top(builder);
    struct keur_value key = {0}, *value = &key; /* most keys are no values */
    bool is_key = awaits_key(frame);
    if (!is_key || event->data.scalar.anchor != NULL)
        value = tree_value(builder->values);
    value->style = scalar_style(event);
    value->span = builder_span(builder, event);
    if (event->data.scalar.anchor != NULL || event->data.scalar.tag != NULL)
        skip_properties(builder, &value->span);
    if (value->style == KEUR_LITERAL || value->style == KEUR_FOLDED)
        trim_block_scalar(builder, &value->span);
    if (value->style == KEUR_SINGLE_QUOTED || value->style == KEUR_DOUBLE_QUOTED)
        builder->last_quoted = value->span;
    value->text = arena_copy(builder->arena,
                             (struct keur_text){.bytes = (const char *)event->data.scalar.value,
                                                .length = event->data.scalar.length});
    if (value != &key)
        scalar_resolve(value, event->data.scalar.tag);
    builder_add_anchor(builder, event->data.scalar.anchor, value);
    if (is_key) {
        frame_set_key(frame, value->text, value->span);
        return true;
    }
    return builder_attach(builder, value);
}

/* PyYAML cannot read it either.  Mostly it is a template: "{{ title }}". */
static bool fail_key(struct builder *builder, size_t at)
{
    struct yaml_failure failure = {.problem = YAML_COLLECTION_AS_KEY, .at = at, .context_at = at};
    yaml_explain(builder->text, builder->span, &failure, builder->arena, &builder->trouble);
    return false;
}

static bool on_collection(struct builder *builder, const yaml_event_t *event,
                          enum keur_value_kind kind, bool is_flow)
{
    struct keur_value *value = tree_value(builder->values);
    struct keur_span span = builder_span(builder, event);
    const yaml_char_t *anchor =
        kind == KEUR_MAPPING ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
    span.end = builder->span.end;
    skip_properties(builder, &span);
    value->kind = value->yaml11_kind = kind;
    value->style = is_flow ? KEUR_FLOW : KEUR_BLOCK;
    value->span = (struct keur_span){.begin = span.begin, .end = span.begin};
    builder_add_anchor(builder, anchor, value);

    if (awaits_key(builder_top(builder)))
        return fail_key(builder, span.begin);
    if (builder->depth == LIMIT_YAML_DEPTH)
        return fail_depth(builder, span.begin);
    if (!builder_attach(builder, value))
        return false;
    builder->frames[builder->depth++] = (struct frame){.value = value};
    return true;
}

static bool on_end(struct builder *builder, const yaml_event_t *event)
{
    struct frame *frame = &builder->frames[--builder->depth];
    struct keur_value *value = frame->value;
    struct keur_text rest = text_slice(builder->text, value->span.begin, builder->span.end);
    bool has_bracket = text_starts_with(rest, "[") || text_starts_with(rest, "{");
    if (value->style == KEUR_FLOW && has_bracket)
        value->span.end = builder_offset(builder, event->end_mark.index);
    else if (frame->last_child != NULL && frame->last_child->span.end > value->span.end)
        value->span.end = frame->last_child->span.end;
    return true;
}

/* Copies what is below `from` to below `to`. */
static bool copy_children(struct builder *builder, const struct keur_value *from,
                          struct keur_value *to, size_t at)
{
    switch (tree_copy(builder->values, from, to, builder->depth, &builder->value_count)) {
    case TREE_TOO_DEEP:
        return fail_depth(builder, at);
    case TREE_TOO_LARGE:
        return fail_count(builder, at);
    case TREE_COPIED:
        break;
    }
    return true;
}

static bool is_open(const struct builder *builder, const struct keur_value *value)
{
    for (size_t i = 0; i < builder->depth; i++)
        if (builder->frames[i].value == value)
            return true;
    return false;
}

static bool fail_alias(struct builder *builder, size_t at, struct keur_text name)
{
    struct keur_text written = arena_format(builder->arena, "*%.*s", KEUR_ARGUMENT(name));
    struct keur_text quoted = yaml_quoted(builder->arena, written);
    return fail_at(builder, at,
                   arena_format(builder->arena,
                                "a value that begins with \"*\" refers to an anchor, and there is "
                                "no \"&%.*s\" above; put the value in quotes: %.*s",
                                KEUR_ARGUMENT(name), KEUR_ARGUMENT(quoted)));
}

static bool on_alias(struct builder *builder, const yaml_event_t *event)
{
    struct keur_span span = builder_span(builder, event);
    struct keur_text name = text_of((const char *)event->data.alias.anchor);
    const struct keur_value *target = anchors_find(&builder->anchors, name);
    if (target == NULL)
        return fail_alias(builder, span.begin, name);
    if (is_open(builder, target))
        return fail_at(builder, span.begin,
                       TEXT("this alias lies within the value that it refers to; write the value "
                            "out"));

    struct frame *frame = builder_top(builder);
    if (awaits_key(frame)) {
        if (target->first_child != NULL)
            return fail_at(builder, span.begin,
                           TEXT("an alias of a list or map cannot be a key; write the key out"));
        frame_set_key(frame, target->text, span);
        return true;
    }
    struct keur_value *value = tree_alias(builder->values, target, span);
    return builder_attach(builder, value) && copy_children(builder, target, value, span.begin);
}

static bool on_document(struct builder *builder, const yaml_event_t *event)
{
    if (builder->document_count++ == 0)
        return true;
    return fail_at(builder, builder_offset(builder, event->start_mark.index),
                   TEXT("a second YAML document begins here, and only one is read; remove this "
                        "line, or what follows it"));
}

static bool builder_take(struct builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return on_document(builder, event);
    case YAML_SCALAR_EVENT:
        return on_scalar(builder, event);
    case YAML_ALIAS_EVENT:
        return on_alias(builder, event);
    case YAML_SEQUENCE_START_EVENT:
        return on_collection(builder, event, KEUR_SEQUENCE,
                             event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
    case YAML_MAPPING_START_EVENT:
        return on_collection(builder, event, KEUR_MAPPING,
                             event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return on_end(builder, event);
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
    return true;
}

/* ---- The whole --------------------------------------------------------------- */

static bool builder_fail(struct builder *builder)
{
    const yaml_parser_t *parser = &builder->parser;
    struct yaml_failure failure = {
        .problem = parser->problem != NULL ? parser->problem : "no memory is left",
        .quoted = builder->last_quoted,
    };
    if (parser->error == YAML_READER_ERROR) {
        failure.at = failure.context_at = builder->span.begin + parser->problem_offset;
    } else {
        failure.context_at = builder_offset(builder, parser->context_mark.index);
        failure.at = builder_offset(builder, parser->problem_mark.index);
    }
    if (parser->context == NULL)
        failure.context_at = failure.at;
    yaml_explain(builder->text, builder->span, &failure, builder->arena, &builder->trouble);
    return false;
}

static bool builder_run(struct builder *builder)
{
    yaml_event_type_t type = YAML_NO_EVENT;
    while (type != YAML_STREAM_END_EVENT) {
        yaml_event_t event;
        if (!yaml_parser_parse(&builder->parser, &event))
            return builder_fail(builder);
        type = event.type;
        bool is_fine = builder_take(builder, &event);
        yaml_event_delete(&event);
        if (!is_fine)
            return false;
    }
    return true;
}

static void builder_init(struct builder *builder, struct keur_text text, struct keur_span span,
                         const struct tree_values *values)
{
    builder->text = text;
    builder->span = span;
    builder->values = values;
    builder->arena = values->arena;
    builder->mark_offset = unicode_skip_ascii(text_slice(text, 0, span.end), span.begin);
    builder->ascii = builder->mark_index = builder->mark_offset - span.begin;
}

bool yaml_library_parse(struct keur_text text, struct keur_span span,
                        const struct tree_values *values, struct keur_value **ret_root,
                        struct yaml_trouble *ret_trouble)
{
    struct builder builder = {0};
    builder_init(&builder, text, span, values);
    bool is_fine = yaml_parser_initialize(&builder.parser) ||
                   fail_at(&builder, builder.span.begin, TEXT("no memory is left"));
    if (is_fine) {
        yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&builder.parser,
                                     (const yaml_char_t *)text.bytes + builder.span.begin,
                                     builder.span.end - builder.span.begin);
        is_fine = builder_run(&builder);
        yaml_parser_delete(&builder.parser);
    }
    if (!is_fine) {
        *ret_trouble = builder.trouble;
        return false;
    }
    if (builder.root == NULL) {
        builder.root = tree_value(values);
        builder.root->kind = builder.root->yaml11_kind = KEUR_NULL;
        builder.root->style = KEUR_PLAIN;
        builder.root->span.begin = builder.root->span.end = builder.span.begin;
    }
    *ret_root = builder.root;
    return true;
}
