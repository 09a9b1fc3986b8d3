/* Why YAML cannot be read, in the words of the person who wrote it. */
#ifndef YAML_YAML_MESSAGE_H
#define YAML_YAML_MESSAGE_H

#include "yaml/yaml_tree.h"

/* The one problem that libyaml has no words for. */
#define YAML_COLLECTION_AS_KEY "a list or map is a key"

/* What libyaml says; places are bytes in the text. */
struct yaml_failure {
    const char *problem;
    size_t at;
    size_t context_at; /* where that began which the problem ends: a quote, a bracket, a key */
    struct keur_span quoted; /* the last quoted scalar before the problem, or empty */
};

void yaml_explain(struct keur_text text, struct keur_span span, const struct yaml_failure *failure,
                  struct arena *arena, struct yaml_trouble *ret_trouble);
/* A trouble that reaches from `at` to the end of the line. */
struct yaml_trouble yaml_trouble_at(struct keur_text text, struct keur_span span, size_t at,
                                    struct keur_text message);
/* The text as a YAML string in quotes, cut when it is long. */
struct keur_text yaml_quoted(struct arena *arena, struct keur_text text);

#endif
