/* Two trees of values, compared in all that a value has. */
#ifndef UNIT_SAME_TREE_H
#define UNIT_SAME_TREE_H

#include <stdbool.h>

#include "api/keur_plugin.h"

static inline bool same_span(struct keur_span a, struct keur_span b)
{
    return a.begin == b.begin && a.end == b.end;
}

static inline bool same_value(const struct keur_value *a, const struct keur_value *b)
{
    return a->kind == b->kind && a->yaml11_kind == b->yaml11_kind && a->style == b->style &&
           same_span(a->span, b->span) && same_span(a->key_span, b->key_span) &&
           keur_text_equals(a->key, b->key) && keur_text_equals(a->text, b->text) &&
           a->child_count == b->child_count && (a->parent == NULL) == (b->parent == NULL) &&
           (a->first_child == NULL) == (b->first_child == NULL) &&
           (a->next == NULL) == (b->next == NULL);
}

/* In reading order, without recursion. */
static inline bool same_tree(const struct keur_value *a, const struct keur_value *b)
{
    while (a != NULL && b != NULL) {
        if (!same_value(a, b))
            return false;
        if (a->first_child != NULL) {
            a = a->first_child;
            b = b->first_child;
            continue;
        }
        while (a != NULL && a->next == NULL) {
            a = a->parent;
            b = b == NULL ? NULL : b->parent;
        }
        a = a == NULL ? NULL : a->next;
        b = b == NULL ? NULL : b->next;
    }
    return a == NULL && b == NULL;
}

#endif
