/* Code blocks and code spans, asked for in the order of the file. */
#include <string.h>

#include "encoding.h"

const struct keur_option code_options_table[] = {
    {.name = "code",
     .type = KEUR_OPTION_BOOLEAN,
     .offset = offsetof(struct code_options, code),
     .fallback = "false",
     .summary = "look at code too, where documents about encodings show their examples"},
    {.name = NULL},
};

struct code_cursor code_begin(const keur_document *document)
{
    return (struct code_cursor){.node = keur_root(document)};
}

/* Readers see the labels of a diagram, not its source. */
static bool is_diagram(const struct keur_node *node)
{
    static const char name[] = "mermaid";
    return node->kind == KEUR_NODE_CODE_BLOCK && node->text.length >= strlen(name) &&
           memcmp(node->text.bytes, name, strlen(name)) == 0;
}

bool code_holds(struct code_cursor *cursor, size_t offset)
{
    while (cursor->node != NULL && cursor->node->span.begin <= offset) {
        const struct keur_node *node = cursor->node;
        bool is_past = node->span.end <= offset;
        bool is_code = node->kind == KEUR_NODE_CODE || node->kind == KEUR_NODE_CODE_BLOCK;
        if (is_code && !is_past && !is_diagram(node))
            return true;
        cursor->node = is_past ? keur_following_outside(node) : keur_following(node);
    }
    return false;
}
