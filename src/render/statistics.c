/* How often each rule found something, the most frequent first. */
#include <stdlib.h>

#include "base/array.h"
#include "base/text.h"
#include "render/formats.h"

struct rule_count {
    struct keur_text rule;
    enum severity severity;
    size_t findings, repairs;
};
struct rule_counts {
    struct rule_count *items;
    size_t count, capacity;
};

static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = *(const struct finding *const *)left;
    const struct finding *b = *(const struct finding *const *)right;
    int order = keur_text_compare(a->rule, b->rule);
    return order != 0 ? order : (int)b->severity - (int)a->severity;
}

static int compare_counts(const void *left, const void *right)
{
    const struct rule_count *a = left, *b = right;
    if (a->findings != b->findings)
        return a->findings < b->findings ? 1 : -1;
    int order = keur_text_compare(a->rule, b->rule);
    return order != 0 ? order : (int)b->severity - (int)a->severity;
}

/* One for each rule, and for each severity that it has. */
static struct rule_counts count_rules(const struct finding *const *sorted, size_t count)
{
    struct rule_counts counts = {0};
    for (size_t i = 0; i < count; i++) {
        struct rule_count *last = counts.count == 0 ? NULL : &counts.items[counts.count - 1];
        if (last == NULL || !keur_text_equals(last->rule, sorted[i]->rule) ||
            last->severity != sorted[i]->severity) {
            last = ARRAY_PUSH(&counts);
            last->rule = sorted[i]->rule;
            last->severity = sorted[i]->severity;
        }
        last->findings++;
        last->repairs += sorted[i]->edit_count > 0;
    }
    return counts;
}

void render_statistics(FILE *stream, const struct findings *findings)
{
    struct {
        const struct finding **items;
        size_t count, capacity;
    } sorted = {0};
    for (size_t i = 0; i < findings->count; i++)
        *ARRAY_PUSH(&sorted) = &findings->items[i];
    if (sorted.count > 0)
        qsort(sorted.items, sorted.count, sizeof *sorted.items, compare_findings);
    struct rule_counts counts = count_rules(sorted.items, sorted.count);
    if (counts.count > 0)
        qsort(counts.items, counts.count, sizeof *counts.items, compare_counts);
    for (size_t i = 0; i < counts.count; i++) {
        const struct rule_count *each = &counts.items[i];
        fprintf(stream, "%6zu  %-7s  %.*s", each->findings, severity_name(each->severity),
                KEUR_ARGUMENT(each->rule));
        if (each->repairs > 0)
            fprintf(stream, " (%zu with a repair)", each->repairs);
        putc('\n', stream);
    }
    ARRAY_FREE(&counts);
    ARRAY_FREE(&sorted);
}
