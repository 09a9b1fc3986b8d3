#include "survey.h"

#include <string.h>

#include "mkdocs.h"

enum { FIRST_ROOM = 16 }; /* it doubles */

static inline bool is_full(size_t count)
{
    return count == 0 || (count >= FIRST_ROOM && (count & (count - 1)) == 0);
}

static void *with_room(keur_run *run, void *items, size_t count, size_t size)
{
    void *more = keur_allocate(run, (count == 0 ? FIRST_ROOM : 2 * count) * size);
    if (count > 0)
        memcpy(more, items, count * size);
    return more;
}

static void add_text(keur_run *run, struct survey *survey, const struct keur_node *node)
{
    if (is_full(survey->text_count))
        survey->texts = with_room(run, survey->texts, survey->text_count, sizeof *survey->texts);
    survey->texts[survey->text_count++] = node;
}

static void add_list(keur_run *run, struct survey *survey, const struct walk *walk)
{
    const keur_document *document = keur_run_document(run);
    if (is_full(survey->list_count))
        survey->lists = with_room(run, survey->lists, survey->list_count, sizeof *survey->lists);
    survey->lists[survey->list_count++] = (struct list){
        .node = walk->node,
        .before = walk->before,
        .is_unknown = list_is_unknown(run, document, walk->node),
        .is_swallowed = list_is_swallowed(document, walk->node, walk->before),
    };
}

struct survey *survey_of(keur_run *run, const keur_document *document)
{
    const uint32_t texts = KEUR_KIND(KEUR_NODE_PARAGRAPH) | KEUR_KIND(KEUR_NODE_HEADING) |
                           KEUR_KIND(KEUR_NODE_TABLE_CELL);
    void **kept = keur_keep(run);
    if (*kept != NULL)
        return *kept;
    struct survey *survey = keur_allocate(run, sizeof *survey);
    *kept = survey;
    for (struct walk walk = walk_begin(document); walk.node != NULL; walk_next_block(&walk)) {
        if ((KEUR_KIND(walk.node->kind) & texts) != 0)
            add_text(run, survey, walk.node);
        else if (walk.node->kind == KEUR_NODE_LIST)
            add_list(run, survey, &walk);
    }
    return survey;
}

size_t survey_behind_list(const struct survey *survey, size_t i)
{
    size_t end = survey->lists[i].node->span.end;
    for (i++; i < survey->list_count && survey->lists[i].node->span.begin < end;)
        i++;
    return i;
}

struct text_search text_search_begin(keur_run *run, const keur_document *document)
{
    return (struct text_search){
        .source = keur_source(document), .survey = survey_of(run, document), .next = 0};
}

const struct keur_node *text_search_next(struct text_search *search, char byte)
{
    const struct survey *survey = search->survey;
    while (search->next < survey->text_count) {
        size_t begin = survey->texts[search->next]->span.begin;
        size_t found = text_find(search->source, byte, begin);
        while (search->next < survey->text_count && survey->texts[search->next]->span.end <= found)
            search->next++;
        if (search->next < survey->text_count && survey->texts[search->next]->span.begin <= found)
            return survey->texts[search->next++];
    }
    return NULL;
}
