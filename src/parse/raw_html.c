/* Where raw HTML ends.  For CommonMark a block of it goes on to the next blank line;
 * Python-Markdown counts tags (markdown/htmlparser.py and extensions/md_in_html.py, 3.4): what is
 * behind the tag that closes the outermost element is Markdown, and so is the text of an element
 * that says "markdown". */
#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"
#include "parse/passage.h"

enum { MAX_INDENT = 3, FENCE_LENGTH = 3, MAX_OPEN = 64 };

/* How the text of an open element is read. */
enum state { STATE_RAW, STATE_OFF, STATE_SPAN, STATE_BLOCK };

struct open {
    struct keur_text name;
    enum state state;
};

struct scan {
    struct passage *passage;
    struct keur_text source; /* up to the end of the block */
    size_t at;
    struct open open[MAX_OPEN]; /* raw ones are the last */
    size_t count;
    bool is_outermost; /* not in lists, quotes, boxes: there all tags are part of the text */
    bool may_divide;   /* lines: not in lists and quotes, where each begins with something */
    size_t margin;     /* of the block's first line, where it is not the outermost */
    bool is_tail;      /* behind an element, on the line where it ends */
    bool is_apart;     /* an element has ended or begun: text that follows is a block of its own */
    bool has_found;
};

/* ---- Names, as in markdown/core.py and md_in_html.py ---- */

static bool is_one_of(struct keur_text name, const char *const *names)
{
    while (*names != NULL && !html_name_is(name, *names))
        names++;
    return *names != NULL;
}

static bool is_span_name(struct keur_text name)
{
    static const char *const names[] = {"address", "dd", "dt", "h1",     "h2", "h3",
                                        "h4",      "h5", "h6", "legend", "li", "p",
                                        "summary", "td", "th", NULL};
    return is_one_of(name, names);
}

static bool is_raw_name(struct keur_text name)
{
    static const char *const names[] = {"canvas", "math",  "option",   "pre",
                                        "script", "style", "textarea", NULL};
    return is_one_of(name, names);
}

static bool is_block_name(struct keur_text name)
{
    static const char *const names[] = {
        "article",  "aside",    "blockquote", "details",    "div",      "dl",
        "fieldset", "figure",   "form",       "figcaption", "footer",   "header",
        "hgroup",   "hr",       "main",       "menu",       "nav",      "ol",
        "section",  "table",    "ul",         "body",       "colgroup", "group",
        "iframe",   "noscript", "map",        "output",     "object",   "progress",
        "tbody",    "tfoot",    "thead",      "tr",         "video",    NULL};
    return is_one_of(name, names) || is_span_name(name) || is_raw_name(name);
}

/* ---- Elements ---- */

static enum state state_of(const struct scan *scan)
{
    return scan->count == 0 ? STATE_BLOCK : scan->open[scan->count - 1].state;
}

/* HTMLExtractorExtra.get_state() */
static enum state state_within(const struct scan *scan, const struct html_tag *tag)
{
    const unsigned extensions = scan->passage->reader->document->reading.extensions;
    enum state around = state_of(scan);
    bool is_span = is_span_name(tag->name);
    struct keur_text markdown = tag->markdown;

    if ((extensions & EXTENSION_MARKDOWN_IN_HTML) == 0 || is_raw_name(tag->name) ||
        markdown.length == 0 || text_is(markdown, "0") || around == STATE_OFF)
        return STATE_OFF;
    if (around == STATE_SPAN || text_is(markdown, "span"))
        return STATE_SPAN;
    if (text_is(markdown, "1") || text_is(markdown, "markdown"))
        return is_span ? STATE_SPAN : STATE_BLOCK;
    return text_is(markdown, "block") ? STATE_BLOCK : STATE_OFF;
}

static void push(struct scan *scan, struct keur_text name, enum state state)
{
    if (scan->count < MAX_OPEN)
        scan->open[scan->count++] = (struct open){name, state};
}

static bool same_name(struct keur_text a, struct keur_text b)
{
    char name[16];

    if (a.length != b.length || a.length >= sizeof name)
        return false;
    memcpy(name, a.bytes, a.length);
    name[a.length] = '\0';
    return html_name_is(b, name);
}

/* Takes the innermost element of that name, and what is open in it, from those at or above `first`.
 */
static bool pop(struct scan *scan, struct keur_text name, size_t first)
{
    size_t i = scan->count;

    while (i > first && !same_name(scan->open[i - 1].name, name))
        i--;
    if (i == first)
        return false;
    scan->count = i - 1;
    return true;
}

/* The first raw element among those that are open. */
static size_t raw_begin(const struct scan *scan)
{
    size_t i = scan->count;

    while (i > 0 && scan->open[i - 1].state == STATE_RAW)
        i--;
    return i;
}

static void element_begins(struct scan *scan, const struct html_tag *tag, bool is_first)
{
    bool is_hr = html_name_is(tag->name, "hr");

    if (state_of(scan) == STATE_RAW) {
        if (!is_hr && !tag->is_empty)
            push(scan, tag->name, STATE_RAW);
        return;
    }
    if (!is_first || !is_block_name(tag->name))
        return;
    if (is_hr || tag->is_empty) {
        scan->is_tail = scan->is_apart = true;
        return;
    }
    enum state state = state_within(scan, tag);
    if (state == STATE_OFF && scan->count == 0)
        state = STATE_RAW;
    else
        pop(scan, TEXT("p"), 0);
    push(scan, tag->name, state);
    scan->is_apart = state == STATE_BLOCK;
}

static void element_ends(struct scan *scan, const struct html_tag *tag)
{
    size_t first = raw_begin(scan);

    if (first < scan->count)
        pop(scan, tag->name, first);
    else if (!is_block_name(tag->name) || !pop(scan, tag->name, 0))
        return;
    if (state_of(scan) != STATE_RAW)
        scan->is_tail = scan->is_apart = true;
}

/* ---- Ends ---- */

static void add_end(struct scan *scan, size_t line, size_t at)
{
    struct html_ends *ends = &scan->passage->html_ends;
    size_t i = ends->count;

    while (i > 0 && (ends->items[i - 1].line > line ||
                     (ends->items[i - 1].line == line && ends->items[i - 1].at > at)))
        i--;
    if (i > 0 && ends->items[i - 1].line == line && ends->items[i - 1].at == at)
        return;
    (void)ARRAY_PUSH(ends);
    memmove(ends->items + i + 1, ends->items + i, (ends->count - 1 - i) * sizeof *ends->items);
    ends->items[i] = (struct html_end){line, at};
    scan->has_found = true;
}

static size_t line_end(const struct scan *scan, size_t at)
{
    return text_find(scan->source, '\n', at);
}

/* Whether HTML begins here that libcmark takes for the next block by itself. */
static bool begins_html(const struct scan *scan, size_t at)
{
    struct html_tag tag;
    struct keur_text rest = text_slice(scan->source, at, scan->source.length);

    if (text_starts_with(rest, "<!--"))
        return true;
    if (!text_starts_with(rest, "<") || !html_tag_at(scan->source, at, &tag))
        return false;
    /* A tag that is alone on its line is HTML for CommonMark. */
    rest = text_slice(scan->source, tag.span.end, line_end(scan, tag.span.end));
    return is_block_name(tag.name) || (!scan->is_outermost && keur_text_trim(rest).length == 0);
}

/* From where lines begin for the passage. */
static size_t column_of(const struct scan *scan, size_t at)
{
    const struct reader *reader = scan->passage->reader;

    return at - reader->begins[lines_at(&reader->document->lines, at)];
}

/* In boxes, items and quotes the text goes on in the paragraph of the tags: no block of another
 * kind begins there. */
static bool begins_text(const struct scan *scan, size_t at)
{
    const char *bytes = scan->source.bytes;
    size_t end = scan->source.length, first = at;

    if (scan->is_outermost)
        return true;
    if (column_of(scan, at) > scan->margin + MAX_INDENT)
        return false;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9')
        at++;
    if (at > first)
        return at == end || (bytes[at] != '.' && bytes[at] != ')');
    char next = at + 1 < end ? bytes[at + 1] : '\n';
    if (strchr("-+*", bytes[at]) != NULL)
        return !is_blank(next) && next != '\n';
    return (bytes[at] == '!' && next == '[') || strchr("#>=|~:/?`!", bytes[at]) == NULL;
}

/* ---- Lines ---- */

static size_t skip_prefix(const struct scan *scan, size_t at)
{
    const char *bytes = scan->source.bytes;

    while (at < scan->source.length &&
           (is_blank(bytes[at]) || (bytes[at] == '>' && !scan->is_outermost)))
        at++;
    return at;
}

/* Behind the fenced code that begins here; the same place when none does, the end of the source
 * when it has no end. */
static size_t fence_end(const struct scan *scan, size_t at)
{
    struct keur_text source = scan->source;
    char sign = at < source.length ? source.bytes[at] : '\0';
    size_t length = 0, begin = at;

    if (sign != '`' && sign != '~')
        return begin;
    while (at + length < source.length && source.bytes[at + length] == sign)
        length++;
    if (length < FENCE_LENGTH)
        return begin;
    while ((at = line_end(scan, at)) < source.length) {
        size_t text = skip_prefix(scan, at + 1), count = 0;
        while (text + count < source.length && source.bytes[text + count] == sign)
            count++;
        at++;
        if (count >= length &&
            keur_text_trim(text_slice(source, text + count, line_end(scan, text))).length == 0)
            return line_end(scan, text);
    }
    return source.length;
}

/* A line begins: does text of its own begin with it?  Moves to its first tag. */
static void line_begins(struct scan *scan, size_t begin, bool is_first)
{
    size_t at = skip_prefix(scan, begin), end = line_end(scan, at);

    scan->is_tail = false;
    scan->at = fence_end(scan, at);
    bool is_fence = scan->at > at;
    if (is_first || at == end || state_of(scan) != STATE_BLOCK ||
        (!is_fence && begins_html(scan, at))) {
        scan->is_apart = scan->is_apart || !scan->is_outermost;
        return;
    }
    if (scan->is_apart && begins_text(scan, at))
        add_end(scan, lines_at(&scan->passage->reader->document->lines, at), 0);
    scan->is_apart = false;
}

/* Behind a tag: does text follow on its line? */
static void tag_ends(struct scan *scan)
{
    size_t at = scan->at, end = line_end(scan, at);

    while (at < end && is_blank(scan->source.bytes[at]))
        at++;
    if (!scan->may_divide || !scan->is_apart || at >= end || state_of(scan) != STATE_BLOCK ||
        scan->source.bytes[at] == '<' || scan->source.bytes[at] == '\r')
        return;
    add_end(scan, lines_at(&scan->passage->reader->document->lines, at), at);
    scan->is_apart = false;
}

/* A '<'.  False where nothing behind it can be known. */
static bool take_tag(struct scan *scan, bool is_first)
{
    struct html_tag tag;
    struct keur_text source = scan->source;

    if (text_starts_with(text_slice(source, scan->at, source.length), "<!--")) {
        size_t at = scan->at + strlen("<!--");
        while ((at = text_find(source, '>', at)) < source.length &&
               memcmp(source.bytes + at - 2, "--", 2) != 0)
            at++;
        scan->at = at + 1;
        if ((is_first || scan->is_tail) && state_of(scan) == STATE_BLOCK)
            scan->is_tail = scan->is_apart = true;
        tag_ends(scan);
        return at < source.length;
    }
    if (!html_tag_at(source, scan->at, &tag)) {
        bool is_unclosed = tag.name.length > 0; /* and so are all that follow */
        scan->at++;
        return !is_unclosed;
    }
    bool is_raw = state_of(scan) == STATE_RAW && scan->count > 0 &&
                  (same_name(scan->open[scan->count - 1].name, TEXT("script")) ||
                   same_name(scan->open[scan->count - 1].name, TEXT("style")));
    if (is_raw && !(tag.closes && same_name(tag.name, scan->open[scan->count - 1].name))) {
        scan->at++;
        return true;
    }
    if (!scan->is_outermost)
        ; /* a part of the text that says nothing of what follows */
    else if (tag.closes)
        element_ends(scan, &tag);
    else
        element_begins(scan, &tag, is_first || scan->is_tail);
    scan->at = tag.span.end;
    tag_ends(scan);
    return true;
}

/* A block of raw HTML from `begin` on.  False where it cannot be followed. */
static bool scan_block(struct scan *scan, size_t begin)
{
    bool is_first_line = true;

    for (size_t line = begin; line < scan->source.length;) {
        line_begins(scan, line, is_first_line);
        size_t text = skip_prefix(scan, line);
        if (scan->at >= scan->source.length)
            return scan->at == text;
        for (;;) {
            size_t end = line_end(scan, scan->at);
            size_t tag = text_find(text_slice(scan->source, 0, end), '<', scan->at);
            if (tag >= end) {
                line = end + 1;
                break;
            }
            scan->at = tag;
            if (!take_tag(scan, tag == text))
                return false;
        }
        is_first_line = false;
    }
    return true;
}

/* ---- The passage ---- */

/* Where tags are part of the text: in a box, a quote or an item, or of an element that is none of a
 * block's.  But a script and a picture are no text. */
static void scan_within(struct scan *outermost, const struct node *node, size_t at)
{
    struct scan scan = {
        .passage = outermost->passage,
        .source = outermost->source,
        .may_divide = node->parent == outermost->passage->owner,
        .is_apart = true,
    };
    struct html_tag tag;

    scan.margin = column_of(&scan, at);
    if (state_of(outermost) != STATE_BLOCK ||
        (html_tag_at(scan.source, at, &tag) &&
         (is_raw_name(tag.name) || html_name_is(tag.name, "svg"))))
        return;
    scan_block(&scan, at);
    outermost->has_found = outermost->has_found || scan.has_found;
}

static bool scan_node(struct scan *scan, const struct node *node)
{
    struct passage *passage = scan->passage;
    struct keur_text source = passage->reader->document->source;
    size_t first = node->is.span.begin;

    if (node->is.kind == KEUR_NODE_HTML) {
        struct html_tag tag;
        if (html_tag_at(node->is.text, 0, &tag))
            element_ends(scan, &tag);
        return true;
    }
    if (passage_cut(passage, first) != NULL || node->line_count == 0)
        return true;
    size_t at = text_find(source, '<', passage_line(passage, first).at);
    scan->source = text_slice(source, 0, passage_line(passage, first + node->line_count - 1).end);
    scan->is_apart = false;
    struct html_tag tag;
    bool is_text = state_of(scan) == STATE_BLOCK && html_tag_at(scan->source, at, &tag) &&
                   !tag.closes && !is_block_name(tag.name);
    if (passage->depth == 0 && node->parent == passage->owner && !is_text)
        return scan_block(scan, at);
    scan_within(scan, node, at);
    return true;
}

bool html_ends_find(struct passage *passage)
{
    struct scan scan = {.passage = passage, .is_outermost = true, .may_divide = true};
    bool is_known = passage->has_html_ends;

    for (size_t i = 0; i < passage->html.count && is_known; i++)
        is_known = scan_node(&scan, passage->html.items[i]);
    return scan.has_found;
}

/* ---- Feeding ---- */

struct feeding {
    struct passage *passage;
    struct fed_line *lines;
    size_t count, piece_count;
};

static void feed_piece(struct feeding *feeding, size_t begin, size_t end)
{
    feeding->passage->pieces[feeding->piece_count] = (struct keur_span){begin, end};
    size_t number = feeding->passage->reader->document->lines.count + feeding->piece_count++;
    feeding->lines[feeding->count++] = (struct fed_line){(uint32_t)number, false};
}

/* A blank line, in the quotes of the line behind it. */
static void feed_blank(struct feeding *feeding, struct cursor behind)
{
    size_t at = behind.at;
    bool is_quote = false;

    for (; at < behind.end && (is_blank(behind.bytes[at]) || behind.bytes[at] == '>'); at++)
        is_quote = is_quote || behind.bytes[at] == '>';
    feed_piece(feeding, behind.at, is_quote ? at : behind.at);
}

void html_ends_feed(struct passage *passage)
{
    const struct html_ends *ends = &passage->html_ends;
    struct arena *arena = passage->reader->document->arena;
    size_t next = 0, capacity = passage->line_count + 3 * ends->count;

    if (ends->count == 0)
        return;
    struct feeding feeding = {.passage = passage};
    feeding.lines = arena_take(arena, capacity * sizeof *feeding.lines);
    passage->pieces = arena_take(arena, 3 * ends->count * sizeof *passage->pieces);
    for (size_t i = 0; i < passage->line_count; i++) {
        struct fed_line fed = passage->lines[i];
        size_t line = fed.is_cut ? passage->cuts.items[fed.number].line : fed.number;
        struct cursor cursor = passage_line(passage, i);
        while (next < ends->count && ends->items[next].line < line)
            next++;
        for (; next < ends->count && ends->items[next].line == line; next++) {
            size_t at = ends->items[next].at;
            if (at == 0) {
                feed_blank(&feeding, cursor);
            } else if (!fed.is_cut) {
                feed_piece(&feeding, cursor.at, at);
                feed_piece(&feeding, at, at);
                cursor.at = at;
            }
        }
        if (fed.is_cut || cursor.at == passage_line(passage, i).at)
            feeding.lines[feeding.count++] = fed;
        else
            feed_piece(&feeding, cursor.at, cursor.end);
    }
    passage->lines = feeding.lines;
    passage->line_count = feeding.count;
}
