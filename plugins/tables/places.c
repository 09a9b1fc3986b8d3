/* Where a page states a value of its front matter: behind a label, or in a badge. */
#include <string.h>

#include "statement.h"

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* ---- What is said, piece by piece ---- */

/* Without emphasis, code marks, and what follows a link's text. */
static struct keur_text plain(struct keur_text text)
{
    text = keur_text_trim(text);
    while (text.length > 0 && strchr("*_`[. ", text.bytes[0]) != NULL) {
        text.bytes++;
        text.length--;
    }
    const char *end = text.length > 0 ? memchr(text.bytes, ']', text.length) : NULL;
    if (end != NULL)
        text.length = (size_t)(end - text.bytes);
    while (text.length > 0 && strchr("*_`. ", text.bytes[text.length - 1]) != NULL)
        text.length--;
    return text;
}

/* Bytes of what parts one value from the next at `at`; 0 when nothing does. */
static size_t part_length(struct keur_text text, size_t at)
{
    static const char *const parts[] = {", ", ",", ";", " en ", " and ", " & "};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t length = strlen(parts[i]);
        if (length <= text.length - at && memcmp(text.bytes + at, parts[i], length) == 0)
            return length;
    }
    return 0;
}

static void add(const keur_document *document, struct place *place, struct keur_span span)
{
    struct keur_text text = plain(keur_slice(document, span));
    if (text.length > 0)
        place->items[place->count++] = (struct said){span, text};
}

static void split(keur_run *run, const keur_document *document, struct place *place)
{
    struct keur_text text = keur_slice(document, place->span);
    size_t begin = 0;
    place->items = keur_allocate(run, (text.length + 1) * sizeof *place->items);
    for (size_t at = 0; at < text.length;) {
        size_t length = part_length(text, at);
        if (length == 0) {
            at++;
            continue;
        }
        add(document, place, (struct keur_span){place->span.begin + begin, place->span.begin + at});
        at += length;
        begin = at;
    }
    add(document, place, (struct keur_span){place->span.begin + begin, place->span.end});
}

/* ---- Labels ---- */

static size_t skip(struct keur_text text, size_t at, const char *bytes)
{
    while (at < text.length && strchr(bytes, text.bytes[at]) != NULL)
        at++;
    return at;
}

/* Behind the marker of a list item at `at`, or `at`. */
static size_t marker_end(struct keur_text line, size_t at)
{
    bool is_marker = at + 1 < line.length && strchr("-*+", line.bytes[at]) != NULL &&
                     is_blank(line.bytes[at + 1]);
    return is_marker ? skip(line, at + 1, " \t") : at;
}

/* Where what is said begins in a line with the label; 0 when the line does not have it. */
static size_t label_end(keur_run *run, struct keur_text line, struct keur_text label)
{
    size_t begin = skip(line, marker_end(line, skip(line, 0, " \t>")), "*_");
    size_t end = begin + label.length;
    if (end >= line.length ||
        !text_reads_same(run, label, (struct keur_text){line.bytes + begin, label.length}))
        return 0;
    size_t behind = skip(line, end, "*_ \t");
    if (behind >= line.length || line.bytes[behind] != ':')
        return 0;
    return skip(line, behind + 1, "*_ \t");
}

static bool is_opaque(const struct keur_node *node)
{
    return node->kind == KEUR_NODE_CODE_BLOCK || node->kind == KEUR_NODE_HTML_BLOCK ||
           node->kind == KEUR_NODE_TABLE;
}

struct page page_make(keur_run *run, const keur_document *document)
{
    struct page page = {.run = run, .document = document};
    size_t count = 0;
    for (const struct keur_node *node = keur_root(document); node != NULL;
         node = keur_following(node))
        count += is_opaque(node);
    page.opaque = keur_allocate(run, (count + 1) * sizeof *page.opaque);
    for (const struct keur_node *node = keur_root(document); node != NULL;
         node = keur_following(node)) {
        if (is_opaque(node))
            page.opaque[page.opaque_count++] = node->span;
    }
    return page;
}

/* By halves: the last of them that begins at or before the offset must end before it. */
static bool is_text(const struct page *page, size_t offset)
{
    size_t low = 0, high = page->opaque_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (page->opaque[middle].begin <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 || page->opaque[low - 1].end <= offset;
}

static size_t indent_of(struct keur_text line)
{
    return skip(line, 0, " \t");
}

/* The items of the list below a label that says nothing in its line. */
static void read_items(keur_run *run, const keur_document *document, size_t index,
                       struct place *place)
{
    size_t own = indent_of(keur_slice(document, keur_line(document, index)));
    size_t count = keur_line_count(document), last = index + 1;
    while (last < count) {
        struct keur_text line = keur_slice(document, keur_line(document, last));
        size_t indent = indent_of(line);
        if (indent <= own || marker_end(line, indent) == indent)
            break;
        last++;
    }
    place->is_list = last > index + 1;
    place->items = keur_allocate(run, (last - index) * sizeof *place->items);
    for (size_t i = index + 1; i < last; i++) {
        struct keur_span line = keur_line(document, i);
        struct keur_text text = keur_slice(document, line);
        line.begin += marker_end(text, indent_of(text));
        add(document, place, line);
    }
}

static bool label_next(const struct page *page, const struct statement *statement, size_t *at,
                       struct place *ret_place)
{
    keur_run *run = page->run;
    const keur_document *document = page->document;
    size_t count = keur_line_count(document);
    for (size_t i = keur_line_at(document, *at); i < count; i++) {
        struct keur_span line = keur_line(document, i);
        struct keur_text text = keur_slice(document, line);
        size_t begin = line.begin >= *at ? label_end(run, text, statement->label) : 0;
        if (begin == 0 || !is_text(page, line.begin + begin - 1))
            continue;
        struct keur_text rest =
            keur_text_trim((struct keur_text){text.bytes + begin, text.length - begin});
        *ret_place = (struct place){
            .span = {line.begin + begin, line.begin + begin + rest.length},
            .whole = line,
        };
        if (rest.length > 0)
            split(run, document, ret_place);
        else
            read_items(run, document, i, ret_place);
        if (rest.length == 0)
            ret_place->span = line;
        *at = line.end + 1;
        return true;
    }
    return false;
}

/* ---- Badges ---- */

/* In the address of a badge "_" and "%20" are blanks, and "--" is "-". */
static struct keur_text badge_text(keur_run *run, struct keur_text text)
{
    char *bytes = keur_allocate(run, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        bool is_blank_code = text.length - i > 2 && memcmp(text.bytes + i, "%20", 3) == 0;
        bool is_double = i + 1 < text.length && text.bytes[i] == text.bytes[i + 1] &&
                         (text.bytes[i] == '-' || text.bytes[i] == '_');
        bytes[length++] =
            is_blank_code || (text.bytes[i] == '_' && !is_double) ? ' ' : text.bytes[i];
        i += is_blank_code ? 2 : is_double;
    }
    return (struct keur_text){bytes, length};
}

static bool badge_next(const struct page *page, const struct statement *statement, size_t *at,
                       struct place *ret_place)
{
    keur_run *run = page->run;
    const keur_document *document = page->document;
    struct keur_span groups[2];
    while (keur_match_groups(statement->pattern, keur_source(document), *at, groups, 2) ==
           KEUR_MATCH) {
        *at = groups[0].end > *at ? groups[0].end : *at + 1;
        if (groups[1].end <= groups[1].begin ||
            groups[0].begin < keur_front_matter(document)->span.end)
            continue;
        *ret_place = (struct place){
            .span = groups[1],
            .whole = groups[0],
            .items = keur_allocate(run, sizeof(struct said)),
            .count = 1,
        };
        ret_place->items[0] =
            (struct said){groups[1], badge_text(run, keur_slice(document, groups[1]))};
        return true;
    }
    return false;
}

bool statement_next(const struct page *page, const struct statement *statement, size_t *at,
                    struct place *ret_place)
{
    return statement->pattern != NULL ? badge_next(page, statement, at, ret_place)
                                      : label_next(page, statement, at, ret_place);
}
