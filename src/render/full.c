/* For a person at a terminal: findings with their source lines. */
#include <string.h>

#include "base/unicode.h"
#include "render/formats.h"

enum { WINDOW_COLUMNS = 100, LEAD_COLUMNS = 30, HELP_COLUMNS = 60 };

/* A source line as it will be shown: harmless, and cut to a window around the span. */
struct view {
    struct buffer source; /* the window's text */
    struct buffer marks;  /* below it: blanks, then ^~~~ */
    size_t column;        /* in the whole line, of what comes next */
    size_t from, to;      /* columns of the window */
};

/* Tabs stay as they are, and stand in both lines, so that the marks fit wherever tabs stop. */
static size_t piece_columns(struct keur_text piece, size_t column)
{
    if (text_is(piece, "\t"))
        return 8 - column % 8;
    size_t columns = 0;
    uint32_t code_point;
    for (size_t at = 0, bytes; (bytes = keur_decode(piece, at, &code_point)) > 0; at += bytes)
        columns += (size_t)unicode_width(code_point);
    return columns;
}

static size_t next_piece(struct buffer *piece, struct keur_text line, size_t at)
{
    piece->length = 0;
    if (line.bytes[at] != '\t')
        return escape_next(piece, line, at);
    buffer_add_byte(piece, '\t');
    return 1;
}

/* Columns of line[0, end). */
static size_t measure(struct keur_text line, size_t end)
{
    struct buffer piece = {0};
    size_t column = 0;
    for (size_t at = 0; at < end;) {
        at += next_piece(&piece, line, at);
        column += piece_columns(buffer_text(&piece), column);
    }
    buffer_free(&piece);
    return column;
}

static void set_window(struct view *view, const struct finding *finding)
{
    size_t begin = measure(finding->source_line, finding->in_line.begin);
    size_t end = measure(finding->source_line, finding->in_line.end);
    size_t all = measure(finding->source_line, finding->source_line.length);
    view->to = all;
    if (all <= WINDOW_COLUMNS)
        return;
    if (end > WINDOW_COLUMNS && begin > LEAD_COLUMNS) {
        size_t last = all - WINDOW_COLUMNS; /* from where the rest of the line fits */
        view->from = begin - LEAD_COLUMNS < last ? begin - LEAD_COLUMNS : last;
    }
    view->to = view->from + WINDOW_COLUMNS;
}

static void add_repeated(struct buffer *buffer, char byte, size_t count)
{
    while (count-- > 0)
        buffer_add_byte(buffer, byte);
}

/* Marks stand below what is visible of the span; an empty one is marked where it begins. */
static void add_piece(struct view *view, const struct finding *finding, struct keur_text piece,
                      size_t at)
{
    size_t columns = piece_columns(piece, view->column);
    bool is_seen = view->column >= view->from && view->column + columns <= view->to;
    view->column += columns;
    if (!is_seen)
        return;
    buffer_add(&view->source, piece);
    if (at < finding->in_line.begin && text_is(piece, "\t"))
        buffer_add_byte(&view->marks, '\t');
    else if (at < finding->in_line.begin)
        add_repeated(&view->marks, ' ', columns);
    else if (at < finding->in_line.end)
        add_repeated(&view->marks, '~', columns);
}

static void set_caret(struct view *view)
{
    size_t caret = text_find(buffer_text(&view->marks), '~', 0);
    if (caret < view->marks.length)
        view->marks.bytes[caret] = '^';
    else
        buffer_add_byte(&view->marks, '^');
}

static void source_write(FILE *stream, const struct finding *finding, struct render_style style)
{
    if (finding->source_line.length == 0)
        return;
    struct view view = {0};
    struct buffer piece = {0};
    set_window(&view, finding);
    if (view.from > 0) {
        buffer_add(&view.source, TEXT("..."));
        add_repeated(&view.marks, ' ', 3);
    }
    for (size_t at = 0; at < finding->source_line.length;) {
        size_t length = next_piece(&piece, finding->source_line, at);
        add_piece(&view, finding, buffer_text(&piece), at);
        at += length;
    }
    if (view.column > view.to)
        buffer_add(&view.source, TEXT("..."));
    set_caret(&view);
    fprintf(stream, "%5zu | %.*s\n", finding->start.line, KEUR_ARGUMENT(buffer_text(&view.source)));
    fprintf(stream, "      | %s%.*s%s\n", color_begin(style, COLOR_GREEN),
            KEUR_ARGUMENT(buffer_text(&view.marks)), color_end(style));
    buffer_free(&piece);
    buffer_free(&view.marks);
    buffer_free(&view.source);
}

static void related_write(FILE *stream, const struct finding_related *related,
                          struct render_style style)
{
    render_escaped(stream, related->path);
    fprintf(stream, ":%zu:%zu: %snote:%s ", related->start.line, related->start.column,
            color_begin(style, COLOR_BLUE), color_end(style));
    render_escaped(stream, related->message);
    putc('\n', stream);
}

/* In quotes, cut where it gets long. */
static void quoted_write(FILE *stream, struct keur_text text)
{
    struct buffer piece = {0};
    size_t columns = 0, at = 0;
    putc('"', stream);
    while (at < text.length && columns < HELP_COLUMNS) {
        piece.length = 0;
        at += escape_next(&piece, text, at);
        columns += piece_columns(buffer_text(&piece), 0);
        fwrite(piece.bytes, 1, piece.length, stream);
    }
    fputs(at < text.length ? "...\"" : "\"", stream);
    buffer_free(&piece);
}

/* What the edit takes away, as far as it stands in the finding's line. */
static struct keur_text replaced_text(const struct finding *finding, struct keur_span span)
{
    size_t line_begin = finding->span.begin - finding->in_line.begin;
    if (span.begin < line_begin || span.end > line_begin + finding->source_line.length)
        return TEXT("");
    return text_slice(finding->source_line, span.begin - line_begin, span.end - line_begin);
}

static void edit_write(FILE *stream, const struct finding *finding,
                       const struct finding_edit *place)
{
    const struct keur_edit *edit = &place->edit;
    struct keur_text replaced = replaced_text(finding, edit->span);
    fprintf(stream, "      = help%s: ", edit->safety == KEUR_SAFE ? "" : " (to be judged)");
    if (edit->replacement.length == 0) {
        fputs("remove ", stream);
        if (replaced.length > 0)
            quoted_write(stream, replaced);
        else
            fprintf(stream, "%zu bytes", edit->span.end - edit->span.begin);
    } else if (edit->span.begin == edit->span.end) {
        fputs("insert ", stream);
        quoted_write(stream, edit->replacement);
    } else {
        fputs("write ", stream);
        quoted_write(stream, edit->replacement);
        if (replaced.length > 0) {
            fputs(" instead of ", stream);
            quoted_write(stream, replaced);
        }
    }
    fprintf(stream, " at %zu:%zu\n", place->start.line, place->start.column);
}

void full_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                struct render_style style)
{
    (void)summary;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        line_write(stream, finding, style);
        source_write(stream, finding, style);
        for (size_t r = 0; r < finding->related_count; r++)
            related_write(stream, &finding->related[r], style);
        for (size_t e = 0; e < finding->edit_count; e++)
            edit_write(stream, finding, &finding->edits[e]);
    }
}
