#include "collect/suppress.h"

#include "base/text.h"

/* ---- Applying ---- */

/* The first with this path; the count when there is none. */
static size_t first_of(const struct suppressions *suppressions, struct keur_text path)
{
    size_t low = 0, high = suppressions->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keur_text_compare(suppressions->items[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool covers(const struct suppression *suppression, const struct finding *finding)
{
    return suppression->cover.begin <= finding->span.begin &&
           finding->span.begin < suppression->cover.end &&
           keur_text_equals(suppression->rule, finding->rule);
}

static size_t length_of(struct keur_span span)
{
    return span.end - span.begin;
}

static struct suppression *find_cover(struct suppressions *suppressions,
                                      const struct finding *finding)
{
    struct suppression *best = NULL;
    for (size_t i = first_of(suppressions, finding->project_path); i < suppressions->count; i++) {
        struct suppression *each = &suppressions->items[i];
        if (!keur_text_equals(each->path, finding->project_path))
            break;
        if (covers(each, finding) &&
            (best == NULL || length_of(each->cover) < length_of(best->cover)))
            best = each;
    }
    return best;
}

void collect_suppress(struct findings *findings, size_t from, struct suppressions *suppressions)
{
    size_t kept = from;
    for (size_t i = from; suppressions->count > 0 && i < findings->count; i++) {
        struct suppression *cover = find_cover(suppressions, &findings->items[i]);
        if (cover == NULL)
            findings->items[kept++] = findings->items[i];
        else
            cover->used++;
    }
    if (suppressions->count > 0)
        findings->count = kept;
}

/* ---- Those that suppressed nothing ---- */

static bool is_unused(const struct suppression *suppression, bool has_index)
{
    return suppression->used == 0 && suppression->is_judged &&
           (has_index || !suppression->needs_index);
}

static size_t group_end(const struct suppressions *suppressions, size_t begin)
{
    const struct suppression *first = &suppressions->items[begin];
    size_t end = begin + 1;
    while (end < suppressions->count &&
           suppressions->items[end].comment.begin == first->comment.begin &&
           keur_text_equals(suppressions->items[end].path, first->path))
        end++;
    return end;
}

/* Names that stay or that go, with commas between them. */
static struct keur_text join_names(const struct suppression *items, const bool *is_chosen,
                                   size_t count, struct arena *arena)
{
    struct buffer buffer = {0};
    for (size_t i = 0; i < count; i++)
        if (is_chosen[i])
            buffer_printf(&buffer, "%s%.*s", buffer.length > 0 ? ", " : "",
                          KEUR_ARGUMENT(items[i].name));
    struct keur_text joined = arena_copy(arena, buffer_text(&buffer));
    buffer_free(&buffer);
    return joined;
}

static struct keur_text describe(const struct suppression *first, struct keur_text names,
                                 size_t count, struct arena *arena)
{
    const char *verb = count == 1 ? "finds" : "find";
    if (text_is(first->form, "keur-disable-line"))
        return arena_format(arena, "%.*s %s nothing on this line, so nothing is suppressed%s",
                            KEUR_ARGUMENT(names), verb,
                            first->is_alone ? "; for the block below it is keur-disable-next" : "");
    const char *where = text_is(first->form, "keur-disable-next")   ? "in what follows"
                        : text_is(first->form, "keur-disable-file") ? "in this document"
                                                                    : "from here on";
    return arena_format(arena, "%.*s %s nothing %s, so nothing is suppressed", KEUR_ARGUMENT(names),
                        verb, where);
}

static struct finding unused_finding(const struct suppression *items, const bool *is_unused_name,
                                     size_t count, struct arena *arena)
{
    bool *is_kept = arena_allocate(arena, count);
    size_t unused = 0;
    for (size_t i = 0; i < count; i++) {
        is_kept[i] = !is_unused_name[i];
        unused += is_unused_name[i];
    }
    struct finding_edit *edit = arena_allocate(arena, sizeof *edit);
    if (unused == count)
        edit->edit = (struct keur_edit){items->removal, TEXT(""), items->removal_safety};
    else
        edit->edit =
            (struct keur_edit){items->names, join_names(items, is_kept, count, arena), KEUR_SAFE};
    struct keur_text names = join_names(items, is_unused_name, count, arena);
    return (struct finding){
        .path = items->shown,
        .project_path = items->path,
        .rule = TEXT(SUPPRESSIONS_UNUSED),
        .severity = items->severity,
        .message = describe(items, names, unused, arena),
        .span = items->comment,
        .edits = edit,
        .edit_count = 1,
    };
}

bool collect_unused(const struct suppressions *suppressions, bool has_index, size_t *at,
                    struct finding *ret_finding, struct arena *arena)
{
    while (*at < suppressions->count) {
        size_t begin = *at, end = group_end(suppressions, begin);
        bool *is_unused_name = arena_allocate(arena, end - begin);
        bool has_unused = false;
        for (size_t i = begin; i < end; i++) {
            is_unused_name[i - begin] = is_unused(&suppressions->items[i], has_index);
            has_unused = has_unused || is_unused_name[i - begin];
        }
        *at = end;
        if (!has_unused || suppressions->items[begin].severity == SEVERITY_OFF)
            continue;
        *ret_finding =
            unused_finding(&suppressions->items[begin], is_unused_name, end - begin, arena);
        return true;
    }
    return false;
}
