#include "collect/collect.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/text.h"
#include "base/unicode.h"

/* Of a long line this much stays on each side of a finding: enough to show and to recognise it,
 * and many findings on one line of a megabyte cost little. */
enum { LINE_CONTEXT = 1024 };

static struct keur_span cut_span(struct keur_span span, size_t length)
{
    size_t end = span.end > length ? length : span.end;
    return (struct keur_span){span.begin > end ? end : span.begin, end};
}

/* Counts on from the start where it can: measuring a long line again for each end is slow. */
static struct position end_position(const struct lines *lines, struct keur_span span,
                                    struct position start)
{
    enum { BOM_BYTES = 3 };
    if (lines->count == 0 || span.begin < BOM_BYTES ||
        span.end > lines_span(lines, start.line - 1).end)
        return lines_position(lines, span.end, COLUMN_CODE_POINT);
    uint32_t code_point;
    struct position end = start;
    size_t at = unicode_skip_ascii(text_slice(lines->text, 0, span.end), span.begin);
    end.column += at - span.begin;
    for (; at < span.end; end.column++)
        at += unicode_decode(lines->text, at, &code_point);
    end.byte_column += span.end - span.begin;
    return end;
}

static void place_line(struct finding *finding, const struct lines *lines, struct arena *arena)
{
    struct keur_span line = lines_span(lines, finding->start.line - 1);
    struct keur_span span = cut_span(finding->span, line.end);
    size_t begin = line.begin, end = line.end;
    if (span.begin - begin > LINE_CONTEXT)
        begin = span.begin - LINE_CONTEXT;
    if (end - span.begin > LINE_CONTEXT)
        end = span.begin + LINE_CONTEXT;
    /* Not through a code point. */
    while (begin < span.begin && ((unsigned char)lines->text.bytes[begin] & 0xC0) == 0x80)
        begin++;
    while (end > span.begin && end < line.end &&
           ((unsigned char)lines->text.bytes[end] & 0xC0) == 0x80)
        end--;
    finding->source_line = arena_copy(arena, text_slice(lines->text, begin, end));
    finding->in_line = cut_span((struct keur_span){span.begin - begin, span.end - begin},
                                finding->source_line.length);
}

static void place_edits(struct finding *finding, const struct lines *lines, struct arena *arena)
{
    struct finding_edit *edits = arena_allocate(arena, finding->edit_count * sizeof *edits);
    for (size_t i = 0; i < finding->edit_count; i++) {
        struct keur_edit edit = finding->edits[i].edit;
        edit.span = cut_span(edit.span, lines->text.length);
        edits[i].edit = edit;
        edits[i].start = lines_position(lines, edit.span.begin, COLUMN_CODE_POINT);
        edits[i].end = end_position(lines, edit.span, edits[i].start);
    }
    finding->edits = edits;
}

static void place_related(struct finding *finding, const struct lines *lines, struct arena *arena)
{
    struct finding_related *places = arena_allocate(arena, finding->related_count * sizeof *places);
    for (size_t i = 0; i < finding->related_count; i++) {
        places[i] = finding->related[i];
        if (places[i].path.length > 0)
            continue; /* another document's: its own lines */
        places[i].path = finding->path;
        places[i].span = cut_span(places[i].span, lines->text.length);
        places[i].start = lines_position(lines, places[i].span.begin, COLUMN_CODE_POINT);
        places[i].end = end_position(lines, places[i].span, places[i].start);
    }
    finding->related = places;
}

void collect_place(struct finding *finding, const struct lines *lines, enum column_unit unit,
                   struct arena *arena)
{
    finding->span = cut_span(finding->span, lines->text.length);
    finding->start = lines_position(lines, finding->span.begin, COLUMN_CODE_POINT);
    finding->end = end_position(lines, finding->span, finding->start);
    finding->shown_column = unit == COLUMN_CODE_POINT
                                ? finding->start.column
                                : lines_position(lines, finding->span.begin, unit).column;
    place_line(finding, lines, arena);
    place_edits(finding, lines, arena);
    place_related(finding, lines, arena);
}

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;
    int order = keur_text_compare(a->path, b->path);
    if (order == 0)
        order = compare_sizes(a->start.line, b->start.line);
    if (order == 0)
        order = compare_sizes(a->start.column, b->start.column);
    if (order == 0)
        order = keur_text_compare(a->rule, b->rule);
    if (order == 0)
        order = keur_text_compare(a->message, b->message);
    if (order == 0)
        order = compare_sizes(a->span.begin, b->span.begin);
    return order != 0 ? order : compare_sizes(a->span.end, b->span.end);
}

static void drop_duplicates(struct findings *findings)
{
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++)
        if (kept == 0 || compare_findings(&findings->items[kept - 1], &findings->items[i]) != 0)
            findings->items[kept++] = findings->items[i];
    findings->count = kept;
}

/* A finding without its place. */
struct likeness {
    uint64_t hash;
    size_t index;
};

static int compare_likenesses(const void *left, const void *right)
{
    const struct likeness *a = left, *b = right;
    int order = (a->hash > b->hash) - (a->hash < b->hash);
    return order != 0 ? order : compare_sizes(a->index, b->index);
}

/* Runs of white space are one blank, so that a line that is only indented anew stays the same. */
static void add_collapsed(struct buffer *buffer, struct keur_text line)
{
    line = keur_text_trim(line);
    buffer_reserve(buffer, line.length);
    for (size_t i = 0; i < line.length; i++) {
        bool is_blank = line.bytes[i] == ' ' || line.bytes[i] == '\t';
        if (!is_blank)
            buffer->bytes[buffer->length++] = line.bytes[i];
        else if (line.bytes[i - 1] != ' ' && line.bytes[i - 1] != '\t')
            buffer->bytes[buffer->length++] = ' ';
    }
}

/* Messages name lines, offsets and counts, which other parts of the document change; and behind a
 * semicolon what would be right, which other documents may change. */
static void add_what_is_wrong(struct buffer *buffer, struct keur_text message)
{
    buffer_reserve(buffer, message.length);
    for (size_t i = 0; i < message.length; i++) {
        char byte = message.bytes[i];
        if (byte == ';' && i + 1 < message.length && message.bytes[i + 1] == ' ')
            break;
        if (byte < '0' || byte > '9')
            buffer->bytes[buffer->length++] = byte;
    }
}

/* Sets the likeness, and gives it together with the path. */
static uint64_t hash_likeness(struct finding *finding, struct buffer *scratch)
{
    scratch->length = 0;
    buffer_add(scratch, finding->project_path);
    buffer_add_byte(scratch, '\0');
    size_t begin = scratch->length;
    buffer_add(scratch, finding->rule);
    buffer_add_byte(scratch, '\0');
    add_what_is_wrong(scratch, finding->message);
    buffer_add_byte(scratch, '\0');
    add_collapsed(scratch, finding->source_line);
    finding->likeness = text_hash(text_slice(buffer_text(scratch), begin, scratch->length));
    return text_hash(buffer_text(scratch));
}

/* Findings that are alike are told apart by counting them in their order. */
void collect_fingerprints(struct findings *findings)
{
    struct {
        struct likeness *items;
        size_t count, capacity;
    } all = {0};
    struct buffer scratch = {0};
    for (size_t i = 0; i < findings->count; i++)
        *ARRAY_PUSH(&all) = (struct likeness){hash_likeness(&findings->items[i], &scratch), i};
    if (all.count > 0)
        qsort(all.items, all.count, sizeof *all.items, compare_likenesses);
    size_t ordinal = 0;
    for (size_t i = 0; i < all.count; i++) {
        ordinal = i > 0 && all.items[i].hash == all.items[i - 1].hash ? ordinal + 1 : 0;
        scratch.length = 0;
        buffer_printf(&scratch, "%016jx %zu", (uintmax_t)all.items[i].hash, ordinal);
        findings->items[all.items[i].index].fingerprint = text_hash(buffer_text(&scratch));
    }
    buffer_free(&scratch);
    ARRAY_FREE(&all);
}

void collect_sort(struct findings *findings)
{
    if (findings->count == 0)
        return;
    qsort(findings->items, findings->count, sizeof *findings->items, compare_findings);
    drop_duplicates(findings);
}

struct summary collect_count(const struct findings *findings)
{
    struct summary summary = {0};
    for (size_t i = 0; i < findings->count; i++)
        summary.by_severity[findings->items[i].severity]++;
    return summary;
}
