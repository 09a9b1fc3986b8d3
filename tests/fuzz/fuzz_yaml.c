/* Any bytes as YAML: the tree's places lie in the text and nest, and both ways to read agree. */
#include <assert.h>

#include "base/arena.h"
#include "unit/same_tree.h"
#include "yaml/yaml_library.h"
#include "yaml/yaml_lines.h"
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

/* What is short enough for yaml_guard() to have no say. */
static void check_both_ways(struct keur_text text, struct arena *arena)
{
    enum { FEW_BRACKETS = 16 };
    const struct tree_values values = {arena, &(struct keur_value){0}, sizeof(struct keur_value)};
    struct keur_span all = {0, text.length};
    struct keur_value *root = NULL, *lines = NULL;
    struct yaml_trouble trouble;
    size_t brackets = 0;
    for (size_t i = 0; i < text.length; i++)
        brackets += text.bytes[i] == '[' || text.bytes[i] == '{';
    if (brackets <= FEW_BRACKETS)
        lines = yaml_lines_parse(text, all, &values);
    if (lines == NULL)
        return;
    bool is_fine = yaml_library_parse(text, all, &values, &root, &trouble);
    assert(is_fine && same_tree(lines, root));
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
    check_both_ways(text, arena);
    arena_free(arena);
    return 0;
}
