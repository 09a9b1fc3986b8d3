#include "agreement.h"

#include <stdlib.h>
#include <string.h>

/* ---- Front matter ---- */

static bool is_scalar(const struct keur_value *value)
{
    return value->kind != KEUR_SEQUENCE && value->kind != KEUR_MAPPING;
}

static void add_entries(struct agreement *agreement, const struct keur_value *map)
{
    if (map->kind != KEUR_MAPPING)
        return;
    for (const struct keur_value *value = map->first_child; value != NULL; value = value->next) {
        if (!is_scalar(value))
            continue;
        agreement->entries[agreement->entry_count++] = (struct entry){
            .value = value,
            .folded = keur_fold(agreement->run, keur_text_trim(value->key)),
        };
    }
}

static size_t count_values(const struct keur_value *declared)
{
    size_t count = declared->child_count;
    for (const struct keur_value *item = declared->first_child; item != NULL; item = item->next)
        count += item->child_count;
    return count;
}

/* Of equal keys the first comes first. */
static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = *(struct entry *const *)left, *b = *(struct entry *const *)right;
    int order = keur_text_compare(a->folded, b->folded);
    return order != 0 ? order : (a > b) - (a < b);
}

bool agreement_read_entries(struct agreement *agreement)
{
    size_t most = count_values(agreement->declared);
    agreement->entries = keur_allocate(agreement->run, most * sizeof *agreement->entries);
    agreement->by_name = keur_allocate(agreement->run, most * sizeof(struct entry *));
    agreement->entry_count = 0;
    add_entries(agreement, agreement->declared);
    if (agreement->declared->kind == KEUR_SEQUENCE) {
        for (const struct keur_value *item = agreement->declared->first_child; item != NULL;
             item = item->next)
            add_entries(agreement, item);
    }
    for (size_t i = 0; i < agreement->entry_count; i++)
        agreement->by_name[i] = &agreement->entries[i];
    qsort(agreement->by_name, agreement->entry_count, sizeof(struct entry *), compare_entries);
    return agreement->entry_count > 0;
}

/* ---- Columns ---- */

/* The first entry with this key that no column shows yet. */
static struct entry *take_entry(struct agreement *agreement, struct keur_text folded)
{
    size_t low = 0, high = agreement->entry_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keur_text_compare(agreement->by_name[middle]->folded, folded) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == agreement->entry_count || agreement->by_name[low]->is_shown ||
        !keur_text_equals(agreement->by_name[low]->folded, folded))
        return NULL;
    struct entry *taken = agreement->by_name[low];
    while (low < agreement->entry_count &&
           keur_text_equals(agreement->by_name[low]->folded, folded))
        agreement->by_name[low++]->is_shown = true;
    return taken;
}

static struct keur_text key_of_column(const struct agreement *agreement, struct keur_text title)
{
    const struct keur_pairs *columns = &agreement->mapping->columns;
    for (size_t i = 0; i < columns->count; i++) {
        if (text_reads_same(agreement->run, columns->items[i].key, title))
            return columns->items[i].value;
    }
    return title;
}

struct entry **agreement_match(struct agreement *agreement)
{
    const struct keur_row *header = agreement->location.table->header;
    struct entry **matched =
        keur_allocate(agreement->run, header->cell_count * sizeof(struct entry *));
    for (size_t i = 0; i < header->cell_count; i++) {
        struct keur_text key = key_of_column(agreement, header->cells[i]->text);
        matched[i] = take_entry(agreement, keur_fold(agreement->run, keur_text_trim(key)));
    }
    return matched;
}

struct keur_text agreement_title(const struct agreement *agreement, const struct entry *entry)
{
    const struct keur_pairs *columns = &agreement->mapping->columns;
    for (size_t i = 0; i < columns->count; i++) {
        if (text_reads_same(agreement->run, columns->items[i].value, entry->value->key))
            return columns->items[i].key;
    }
    return entry->value->key;
}

/* ---- Cells ---- */

/* Whether a word stands in a text, between blanks. */
static bool has_word(struct keur_text text, struct keur_text word)
{
    if (word.length == 0)
        return false;
    for (size_t at = 0; at + word.length <= text.length; at++) {
        bool begins = at == 0 || text.bytes[at - 1] == ' ';
        size_t end = at + word.length;
        if (begins && (end == text.length || text.bytes[end] == ' ') &&
            memcmp(text.bytes + at, word.bytes, word.length) == 0)
            return true;
    }
    return false;
}

/* An icon with words beside it means the icon, unless there are icons that contradict. */
static const struct keur_pair *translation(const struct agreement *agreement, struct keur_text text)
{
    const struct keur_pairs *cells = &agreement->mapping->cells;
    const struct keur_pair *found = NULL;
    for (size_t i = 0; i < cells->count; i++) {
        const struct keur_pair *pair = &cells->items[i];
        if (text_reads_same(agreement->run, pair->key, text))
            return pair;
        if (!has_word(text, pair->key))
            continue;
        if (found != NULL && !text_reads_same(agreement->run, found->value, pair->value))
            return NULL;
        found = pair;
    }
    return found;
}

enum cell_meaning agreement_read_cell(const struct agreement *agreement,
                                      const struct keur_cell *cell, struct keur_text *ret_said)
{
    const struct keur_pairs *cells = &agreement->mapping->cells;
    struct keur_text text = keur_text_trim(cell->text);
    const struct keur_pair *pair = translation(agreement, text);
    *ret_said = pair != NULL ? pair->value : text;
    if (pair != NULL)
        return CELL_TRANSLATED;
    for (size_t i = 0; i < cells->count; i++) {
        if (text_reads_same(agreement->run, cells->items[i].value, text))
            return CELL_VALUE;
    }
    return cells->count > 0 ? CELL_UNKNOWN : CELL_VALUE;
}

struct keur_text agreement_allowed(const struct agreement *agreement)
{
    const struct keur_pairs *cells = &agreement->mapping->cells;
    struct keur_text list = {"", 0};
    for (size_t i = 0; i < cells->count; i++)
        list = keur_format(agreement->run, i == 0 ? "%.*s%.*s" : "%.*s, %.*s", KEUR_ARGUMENT(list),
                           KEUR_ARGUMENT(cells->items[i].key));
    return list;
}

/* From the key to the end of its line: "impactvol: Ja". */
struct keur_related agreement_related(const struct agreement *agreement,
                                      const struct keur_value *value)
{
    const keur_document *document = agreement->document;
    struct keur_span line = keur_line(document, keur_line_at(document, value->key_span.begin));
    struct keur_span place = {value->key_span.begin, value->span.end};
    if (place.end > line.end)
        place.end = line.end;
    return (struct keur_related){
        .span = place,
        .message = keur_format(agreement->run, "front matter: %.*s",
                               KEUR_ARGUMENT(keur_slice(document, place))),
    };
}
