/* Finds the containers of a passage in one scan over its lines.  A guess where lists, quotes,
 * fences and comments are is enough: a container that libcmark does not see as a block turns into
 * text again. */
#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"
#include "parse/passage.h"
#include "parse/tree.h"

enum { INDENTATION = 4, FENCE_LENGTH = 3, MAX_SCOPES = 16 };

struct scan {
    struct passage *passage;
    const struct line_numbers *plain;
    size_t plain_next;
    size_t line;          /* of the file, at work */
    struct scopes scopes; /* quotes and list items */
    size_t opened_scopes; /* that were there before this line */
    char fence;           /* its byte; 0 outside fenced code */
    size_t fence_length;
    bool is_in_comment, is_in_paragraph;
    bool has_open; /* the last cut goes on */
    bool is_in_options;
    size_t body_columns;
    size_t slashes[LIMIT_TAB_DEPTH + 1]; /* of the blocks within each other */
    size_t block_count;
};

static struct cut *last_cut(const struct scan *scan)
{
    return &scan->passage->cuts.items[scan->passage->cuts.count - 1];
}

static void feed(struct scan *scan, size_t number, bool is_cut)
{
    struct passage *passage = scan->passage;

    passage->lines[passage->line_count++] = (struct fed_line){(uint32_t)number, is_cut};
}

/* ---- The container that is open ---- */

/* Blank lines at its end belong to what is around it. */
static void container_close(struct scan *scan)
{
    if (!scan->has_open)
        return;
    scan->has_open = false;
    struct cut *cut = last_cut(scan);
    if (cut->body_end_line < cut->body_line)
        cut->body_end_line = cut->body_line;
    for (size_t line = cut->end_line; line < scan->line; line++)
        feed(scan, line, false);
}

static void container_take(struct scan *scan, struct cursor cursor)
{
    struct cut *cut = last_cut(scan);

    scan->passage->reader->inner[scan->line] = (uint32_t)cursor.at;
    cut->end_line = cut->body_end_line = scan->line + 1;
}

/* ---- Fences and comments ---- */

static size_t count_signs(struct cursor *cursor, char sign)
{
    size_t begin = cursor->at;

    while (cursor_byte(cursor) == sign)
        cursor->at++;
    return cursor->at - begin;
}

static bool fence_open(struct scan *scan, struct cursor cursor)
{
    char sign = cursor_byte(&cursor);

    if (sign != '`' && sign != '~')
        return false;
    size_t length = count_signs(&cursor, sign);
    if (length < FENCE_LENGTH)
        return false;
    for (; sign == '`' && cursor.at < cursor.end; cursor.at++)
        if (cursor.bytes[cursor.at] == '`')
            return false;
    scan->fence = sign;
    scan->fence_length = length;
    return true;
}

static void fence_close(struct scan *scan, struct cursor cursor)
{
    size_t indent = cursor_indent(&cursor);

    cursor_skip_blanks(&cursor);
    if (indent < INDENTATION && count_signs(&cursor, scan->fence) >= scan->fence_length &&
        cursor_is_blank(&cursor))
        scan->fence = 0;
}

static void comment_close(struct scan *scan, struct cursor cursor)
{
    struct keur_text line = {cursor.bytes, cursor.end};
    size_t at = cursor.at + strlen("--");

    while ((at = text_find(line, '>', at)) < line.length && scan->is_in_comment) {
        scan->is_in_comment = memcmp(line.bytes + at - 2, "--", 2) != 0;
        at++;
    }
}

static bool comment_open(struct scan *scan, struct cursor cursor)
{
    struct keur_text line = {cursor.bytes, cursor.end};

    if (!text_starts_with(text_slice(line, cursor.at, cursor.end), "<!--"))
        return false;
    scan->is_in_comment = true;
    comment_close(scan, cursor);
    return true;
}

/* ---- Headers ---- */

static bool is_plain(struct scan *scan)
{
    const struct line_numbers *plain = scan->plain;

    while (scan->plain_next < plain->count && plain->items[scan->plain_next] < scan->line)
        scan->plain_next++;
    return scan->plain_next < plain->count && plain->items[scan->plain_next] == scan->line;
}

static bool has_item(const struct scan *scan)
{
    return scan->scopes.count > 0 && scan->scopes.items[scan->scopes.count - 1].columns > 0;
}

/* How every header begins; an asterisk may also be a list's. */
static bool may_be_header(const struct cursor *cursor)
{
    const char *bytes = cursor->bytes + cursor->at;

    if (cursor->end - cursor->at < FENCE_LENGTH)
        return false;
    switch (bytes[0]) {
    case '[':
        return bytes[1] == '^';
    case '*':
        return bytes[1] == '[';
    case '=':
    case '!':
    case '?':
    case '/':
        return bytes[1] == bytes[0] && bytes[2] == bytes[0];
    default:
        return false;
    }
}

static enum keur_node_kind header_at(const struct scan *scan, struct cursor cursor,
                                     struct cut *ret_cut)
{
    size_t margin = cursor.column;

    cursor_skip_blanks(&cursor);
    if (!may_be_header(&cursor))
        return KEUR_NODE_DOCUMENT;
    size_t indent = cursor.column - margin;
    enum keur_node_kind kind = container_header(scan->passage->reader->document, cursor, ret_cut);
    /* At the margin, except in list items, whose own indentation is a matter of taste. */
    bool is_strict = kind == KEUR_NODE_CONTAINER && ret_cut->kind != KEUR_CONTAINER_BLOCK;
    if (indent >= INDENTATION || (indent > 0 && is_strict && !has_item(scan)))
        return KEUR_NODE_DOCUMENT;
    return kind;
}

/* What stands before the header on its line, or blanks and quote signs that lead to the same
 * place. */
static char *header_prefix(const struct scan *scan, const struct cut *cut)
{
    struct keur_document *document = scan->passage->reader->document;
    struct buffer prefix = {NULL, 0, 0};

    if (scan->scopes.count > scan->opened_scopes)
        buffer_add(&prefix, text_slice(document->source, cut->line_begin, cut->header.begin));
    else
        for (size_t i = 0; i < scan->scopes.count; i++)
            if (scan->scopes.items[i].columns == 0)
                buffer_add(&prefix, TEXT("> "));
            else
                buffer_printf(&prefix, "%*s", (int)scan->scopes.items[i].columns, "");
    char *string = arena_string(document->arena, buffer_text(&prefix));
    buffer_free(&prefix);
    return string;
}

/* `base` is the column that the scopes lead to. */
static bool container_open(struct scan *scan, struct cursor cursor, size_t base)
{
    struct passage *passage = scan->passage;
    struct cut cut;
    enum keur_node_kind kind = header_at(scan, cursor, &cut);

    if (kind == KEUR_NODE_DOCUMENT || is_plain(scan) ||
        passage->reader->cut_count + passage->cuts.count > LIMIT_TABS)
        return false;
    cursor_skip_blanks(&cursor);
    cut.node = node_new(passage->reader->document, kind, cut.header);
    cut.line = scan->line;
    cut.end_line = cut.body_line = cut.body_end_line = scan->line + 1;
    cut.line_begin = passage->reader->begins[scan->line];
    cut.is_found = false;
    cut.prefix = header_prefix(scan, &cut);
    passage->lines[passage->line_count - 1] =
        (struct fed_line){(uint32_t)passage->cuts.count, true};
    *ARRAY_PUSH(&passage->cuts) = cut;
    scan->has_open = kind != KEUR_NODE_ABBREVIATION;
    scan->is_in_paragraph = false;
    scan->body_columns =
        cursor.column + INDENTATION > base ? cursor.column + INDENTATION - base : 0;
    if (kind == KEUR_NODE_FOOTNOTE) {
        last_cut(scan)->body_line = scan->line;
        passage->reader->inner[scan->line] = (uint32_t)cut.body;
    } else if (kind == KEUR_NODE_CONTAINER && cut.kind == KEUR_CONTAINER_BLOCK) {
        scan->slashes[0] = count_signs(&cursor, '/');
        scan->block_count = 1;
        scan->is_in_options = true;
    }
    return true;
}

/* ---- A line within the open container ---- */

static bool is_open_block(const struct scan *scan)
{
    const struct cut *cut = last_cut(scan);

    return cut->node->is.kind == KEUR_NODE_CONTAINER && cut->kind == KEUR_CONTAINER_BLOCK;
}

/* Counts the blocks within a block; true for the line that closes the outermost. */
static bool block_ends(struct scan *scan, struct cursor cursor)
{
    struct cut ignored;
    size_t slashes = container_block_end(cursor);
    size_t i = scan->block_count;

    if (slashes == 0 && scan->block_count <= LIMIT_TAB_DEPTH &&
        header_at(scan, cursor, &ignored) == KEUR_NODE_CONTAINER &&
        ignored.kind == KEUR_CONTAINER_BLOCK) {
        cursor_skip_blanks(&cursor);
        scan->slashes[scan->block_count++] = count_signs(&cursor, '/');
    }
    if (slashes == 0)
        return false;
    while (i > 0 && scan->slashes[i - 1] != slashes)
        i--;
    if (i > 0)
        scan->block_count = i - 1;
    return scan->block_count == 0;
}

static void block_line(struct scan *scan, struct cursor cursor)
{
    struct cut *cut = last_cut(scan);
    size_t indent = cursor_indent(&cursor);

    /* Options are indented, directly below the header. */
    scan->is_in_options =
        scan->is_in_options && indent >= INDENTATION && cut->end_line == scan->line;
    if (scan->is_in_options) {
        cut->end_line = cut->body_line = cut->body_end_line = scan->line + 1;
    } else if (scan->fence != 0) {
        fence_close(scan, cursor);
        container_take(scan, cursor);
    } else if (block_ends(scan, cursor)) {
        cut->end_line = scan->line + 1;
        scan->has_open = false;
    } else {
        struct cursor text = cursor;
        cursor_skip_blanks(&text);
        if (indent < INDENTATION)
            fence_open(scan, text);
        container_take(scan, cursor);
    }
}

/* A line that begins a block does not continue a paragraph. */
static bool begins_block(const struct scan *scan, struct cursor cursor)
{
    struct cut ignored;
    size_t columns;
    struct cursor text = cursor;

    cursor_skip_blanks(&text);
    char byte = cursor_byte(&text);
    if (byte == '#' || byte == '>' || cursor_take_marker(&text, &columns) ||
        cursor_is_break(cursor))
        return true;
    bool is_fence = (byte == '`' || byte == '~') && count_signs(&text, byte) >= FENCE_LENGTH;
    return is_fence || header_at(scan, cursor, &ignored) != KEUR_NODE_DOCUMENT;
}

/* False when the container ends in front of this line. */
static bool container_line(struct scan *scan, struct cursor cursor)
{
    const struct cut *cut = last_cut(scan);
    bool is_blank = cursor_is_blank(&cursor);

    if (is_blank || (!is_open_block(scan) && cursor_indent(&cursor) >= scan->body_columns)) {
        cursor_skip(&cursor, scan->body_columns);
        scan->passage->reader->inner[scan->line] = (uint32_t)cursor.at;
        if (!is_blank)
            container_take(scan, cursor);
    } else if (is_open_block(scan)) {
        block_line(scan, cursor);
    } else if (cut->node->is.kind == KEUR_NODE_FOOTNOTE && cut->end_line == scan->line &&
               !begins_block(scan, cursor)) {
        cursor_skip_blanks(&cursor);
        container_take(scan, cursor);
    } else {
        return false;
    }
    return true;
}

/* ---- Lines of the passage ---- */

/* Nobody looks for containers deeper than this. */
static bool scope_push(struct scan *scan, size_t columns)
{
    if (scan->scopes.count == MAX_SCOPES)
        return false;
    *ARRAY_PUSH(&scan->scopes) = (struct scope){.columns = columns, .line = SIZE_MAX};
    scan->is_in_paragraph = false;
    return true;
}

/* Nothing begins with a letter but text. */
static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* What the rest of a line opens: quotes and list items, then one thing within them. */
static void line_open(struct scan *scan, struct cursor cursor, size_t base)
{
    size_t columns;

    while (is_letter(cursor_byte(&cursor)) || !container_open(scan, cursor, base)) {
        struct cursor text = cursor;
        if (is_letter(cursor_byte(&cursor))) {
            scan->is_in_paragraph = true;
            return;
        }
        cursor_skip_blanks(&text);
        if (cursor_indent(&cursor) >= INDENTATION || cursor_is_blank(&cursor))
            return;
        if (fence_open(scan, text) || comment_open(scan, text) || cursor_byte(&text) == '#' ||
            cursor_is_break(cursor)) {
            scan->is_in_paragraph = false;
            return;
        }
        bool is_quote = cursor_take_quote(&cursor);
        if (!is_quote && !cursor_take_marker(&cursor, &columns)) {
            scan->is_in_paragraph = true;
            return;
        }
        if (!scope_push(scan, is_quote ? 0 : columns))
            return;
        base = cursor.column;
    }
}

/* Python-Markdown wants 4 columns in a list item, even behind a wide marker. */
static bool is_header_in_item(const struct scan *scan, size_t matched, struct cursor cursor)
{
    struct cut ignored;
    const struct scope *item = &scan->scopes.items[matched];

    if (matched + 1 < scan->scopes.count || item->columns <= INDENTATION ||
        cursor_indent(&cursor) < INDENTATION)
        return false;
    cursor_skip(&cursor, INDENTATION);
    return header_at(scan, cursor, &ignored) == KEUR_NODE_CONTAINER;
}

/* Ends the scopes that a line does not continue. */
static void scopes_close(struct scan *scan, size_t matched)
{
    container_close(scan);
    scan->scopes.count = matched;
    scan->fence = 0;
    scan->is_in_comment = false;
    scan->is_in_paragraph = false;
}

static void scan_line(struct scan *scan, struct cursor cursor)
{
    size_t matched = scan->scopes.count > 0 ? scopes_match(&scan->scopes, SIZE_MAX, &cursor) : 0;
    size_t base = cursor.column;

    if (matched < scan->scopes.count && is_header_in_item(scan, matched, cursor)) {
        base += scan->scopes.items[matched].columns;
        cursor_skip(&cursor, INDENTATION);
        container_close(scan);
    } else if (matched < scan->scopes.count) {
        if (!scan->has_open && scan->is_in_paragraph && !cursor_is_blank(&cursor) &&
            !begins_block(scan, cursor)) {
            feed(scan, scan->line, false);
            return;
        }
        scopes_close(scan, matched);
    }
    if (scan->has_open) {
        if (container_line(scan, cursor))
            return;
        container_close(scan);
    }
    feed(scan, scan->line, false);
    scan->opened_scopes = scan->scopes.count;
    if (cursor_is_blank(&cursor))
        scan->is_in_paragraph = false;
    else if (scan->fence != 0)
        fence_close(scan, cursor);
    else if (scan->is_in_comment)
        comment_close(scan, cursor);
    else
        line_open(scan, cursor, base);
}

/* Most lines: text at the margin, where nothing is open. */
static bool is_mere_text(const struct scan *scan, const struct cursor *line)
{
    return scan->scopes.count == 0 && !scan->has_open && scan->fence == 0 && !scan->is_in_comment &&
           line->at < scan->passage->reader->document->source.length &&
           is_letter(line->bytes[line->at]);
}

/* ---- A look at the passage ---- */

/* A byte of what may stand in front of a header. */
static bool is_prefix(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '>' || byte == '-' || byte == '+' ||
           byte == '*' || byte == '.' || byte == ')' || (byte >= '0' && byte <= '9');
}

/* How wide the widest prefix is, and whether there may be containers. */
static bool survey(struct passage *passage)
{
    const struct keur_document *document = passage->reader->document;
    bool has_headers = false;

    passage->width = 0;
    for (size_t line = passage->first; line < passage->last; line++) {
        struct cursor cursor = {document->source.bytes, passage->reader->begins[line],
                                document->source.length, 0};
        if (is_letter(cursor_byte(&cursor)))
            continue;
        for (; cursor.at < cursor.end && is_prefix(cursor.bytes[cursor.at]); cursor.at++)
            cursor.column += cursor.bytes[cursor.at] == '\t' ? INDENTATION : 1;
        if (cursor.column > passage->width)
            passage->width = cursor.column;
        bool is_behind_asterisk = cursor.column > 0 && cursor.bytes[cursor.at - 1] == '*';
        has_headers = has_headers || may_be_header(&cursor) ||
                      (is_behind_asterisk && cursor_byte(&cursor) == '[');
    }
    return has_headers && document->reading.dialect != KEUR_DIALECT_COMMONMARK;
}

void containers_find(struct passage *passage, const struct line_numbers *plain)
{
    struct keur_document *document = passage->reader->document;
    struct scan scan = {.passage = passage, .plain = plain};
    bool may_have_containers = survey(passage) && plain != NULL;

    passage->cuts.count = passage->line_count = 0;
    for (scan.line = passage->first; scan.line < passage->last; scan.line++) {
        struct cursor cursor = {document->source.bytes, passage->reader->begins[scan.line], 0, 0};
        if (may_have_containers && is_mere_text(&scan, &cursor)) {
            feed(&scan, scan.line, false);
            scan.is_in_paragraph = true;
        } else if (may_have_containers) {
            cursor.end = lines_span(&document->lines, scan.line).end;
            scan_line(&scan, cursor);
        } else {
            feed(&scan, scan.line, false);
        }
    }
    container_close(&scan);
    ARRAY_FREE(&scan.scopes);
}
