/* The line that a mistake in YAML is in, and its parts. */
#ifndef YAML_YAML_SCENE_H
#define YAML_YAML_SCENE_H

#include "yaml/yaml_message.h"

struct scene {
    struct keur_text text;
    struct keur_span span;
    struct arena *arena;
    const struct yaml_failure *failure;
    struct keur_span line;  /* without indentation and trailing blanks */
    struct keur_span key;   /* up to the first ": "; empty when there is none */
    struct keur_span value; /* behind it, or behind "- "; else the whole line */
};

/* Goes to the line that holds `at`, and takes "- " and "key: " from its front. */
void scene_enter_line(struct scene *scene, size_t at);
/* Goes to the line above that is not empty; false when there is none. */
bool scene_enter_line_above(struct scene *scene);
size_t scene_indentation(const struct scene *scene);

size_t scene_line_begin(const struct scene *scene, size_t at);
size_t scene_line_end(const struct scene *scene, size_t at);
struct keur_span scene_trim(const struct scene *scene, struct keur_span span);
struct keur_text scene_text(const struct scene *scene, struct keur_span span);
/* NUL at the end. */
char scene_byte(const struct scene *scene, size_t at);

/* The line as it would be with its value in quotes. */
struct keur_text scene_quoted_line(const struct scene *scene);
/* Cut to a length that a message can bear. */
struct keur_text yaml_shorten(struct keur_text text);
/* From `at` to the end of the line. */
struct yaml_trouble scene_trouble(const struct scene *scene, size_t at, struct keur_text message);

#endif
