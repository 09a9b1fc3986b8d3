/* Any bytes as YAML: the tree's places lie in the text and nest. */
#include <assert.h>

#include "base/arena.h"
#include "yaml/yaml_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_value(const struct keur_value *value, size_t size)
{
    assert(value->span.begin <= value->span.end && value->span.end <= size);
    assert(value->key_span.begin <= value->key_span.end && value->key_span.end <= size);
    size_t count = 0;
    for (const struct keur_value *child = value->first_child; child != NULL; child = child->next) {
        assert(child->parent == value);
        count++;
    }
    assert(count == value->child_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct keur_text text = {(const char *)bytes, size};
    const struct keur_value *root = NULL;
    struct yaml_trouble trouble = {0};
    if (!yaml_tree_parse(text, (struct keur_span){0, size}, arena, &root, &trouble)) {
        assert(trouble.message.length > 0);
        assert(trouble.span.begin <= trouble.span.end && trouble.span.end <= size);
    }
    /* In reading order, without recursion. */
    for (const struct keur_value *value = root; value != NULL;) {
        check_value(value, size);
        if (value->first_child != NULL) {
            value = value->first_child;
            continue;
        }
        while (value != NULL && value->next == NULL)
            value = value->parent;
        value = value == NULL ? NULL : value->next;
    }
    arena_free(arena);
    return 0;
}
