#include "yaml/yaml_scene.h"

#include "base/text.h"

enum { SHOWN_BYTES = 60 };

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

char scene_byte(const struct scene *scene, size_t at)
{
    char byte = '\0';
    if (at < scene->span.end)
        byte = scene->text.bytes[at];
    return byte;
}

size_t scene_line_begin(const struct scene *scene, size_t at)
{
    while (at > scene->span.begin && !is_line_end(scene->text.bytes[at - 1]))
        at--;
    return at;
}

size_t scene_line_end(const struct scene *scene, size_t at)
{
    while (at < scene->span.end && !is_line_end(scene->text.bytes[at]))
        at++;
    return at;
}

struct keur_span scene_trim(const struct scene *scene, struct keur_span span)
{
    while (span.begin < span.end && is_blank(scene->text.bytes[span.begin]))
        span.begin++;
    while (span.end > span.begin && is_blank(scene->text.bytes[span.end - 1]))
        span.end--;
    return span;
}

struct keur_text scene_text(const struct scene *scene, struct keur_span span)
{
    return text_slice(scene->text, span.begin, span.end);
}

void scene_enter_line(struct scene *scene, size_t at)
{
    const char *bytes = scene->text.bytes;
    struct keur_span line = {.begin = scene_line_begin(scene, at),
                             .end = scene_line_end(scene, at)};
    scene->line = scene->value = scene_trim(scene, line);
    scene->key = (struct keur_span){.begin = scene->line.begin, .end = scene->line.begin};
    while (scene->value.end - scene->value.begin > 1 && bytes[scene->value.begin] == '-' &&
           is_blank(bytes[scene->value.begin + 1])) {
        scene->value.begin++;
        scene->value = scene_trim(scene, scene->value);
    }
    for (size_t colon = scene->value.begin; colon + 1 < scene->value.end; colon++) {
        if (bytes[colon] != ':' || !is_blank(bytes[colon + 1]))
            continue;
        scene->key = (struct keur_span){.begin = scene->value.begin, .end = colon};
        scene->value =
            scene_trim(scene, (struct keur_span){.begin = colon + 1, .end = scene->value.end});
        return;
    }
}

struct keur_text yaml_shorten(struct keur_text text)
{
    if (text.length <= SHOWN_BYTES)
        return text;
    size_t end = SHOWN_BYTES;
    while (end > 0 && ((unsigned char)text.bytes[end] & 0xC0) == 0x80)
        end--;
    return text_slice(text, 0, end);
}

struct keur_text yaml_quoted(struct arena *arena, struct keur_text text)
{
    struct keur_text shown = yaml_shorten(text);
    struct buffer buffer = {0};
    bool is_double =
        text_find(text, '"', 0) == text.length && text_find(text, '\\', 0) == text.length;
    buffer_add_byte(&buffer, is_double ? '"' : '\'');
    for (size_t i = 0; i < shown.length; i++) {
        if (!is_double && shown.bytes[i] == '\'')
            buffer_add_byte(&buffer, '\'');
        buffer_add_byte(&buffer, shown.bytes[i]);
    }
    if (shown.length < text.length)
        buffer_add(&buffer, TEXT(" ..."));
    buffer_add_byte(&buffer, is_double ? '"' : '\'');
    struct keur_text quoted = arena_copy(arena, buffer_text(&buffer));
    buffer_free(&buffer);
    return quoted;
}

struct yaml_trouble yaml_trouble_at(struct keur_text text, struct keur_span span, size_t at,
                                    struct keur_text message)
{
    struct scene scene = {.text = text, .span = span};
    if (at > span.end)
        at = span.end;
    struct keur_span place = {.begin = at, .end = scene_line_end(&scene, at)};
    while (place.end > place.begin && is_blank(text.bytes[place.end - 1]))
        place.end--;
    return (struct yaml_trouble){.span = place, .message = message};
}

struct yaml_trouble scene_trouble(const struct scene *scene, size_t at, struct keur_text message)
{
    return yaml_trouble_at(scene->text, scene->span, at, message);
}

struct keur_text scene_quoted_line(const struct scene *scene)
{
    struct keur_text quoted = yaml_quoted(scene->arena, scene_text(scene, scene->value));
    struct keur_text front =
        yaml_shorten(text_slice(scene->text, scene->line.begin, scene->value.begin));
    return arena_format(scene->arena, "%.*s%.*s", KEUR_ARGUMENT(front), KEUR_ARGUMENT(quoted));
}

bool scene_enter_line_above(struct scene *scene)
{
    size_t at = scene_line_begin(scene, scene->line.begin);
    while (at > scene->span.begin) {
        scene_enter_line(scene, scene_line_begin(scene, at - 1));
        if (scene->line.end > scene->line.begin)
            return true;
        at = scene_line_begin(scene, at - 1);
    }
    return false;
}

size_t scene_indentation(const struct scene *scene)
{
    return scene->line.begin - scene_line_begin(scene, scene->line.begin);
}
