/* Front matter as MkDocs sees it, and what was clearly meant to be one. */
#include "base/text.h"
#include "parse/internal.h"
#include "yaml/yaml_tree.h"

/* Line numbers: the fences, the closing one being the number of lines when there is none. */
struct fences {
    size_t opening, closing;
};

static struct keur_text line_text(const struct keur_document *document, size_t line)
{
    struct keur_span span = lines_span(&document->lines, line);

    /* The BOM, if any, is on the first line. */
    if (line == 0)
        span.begin = document->body_begin;
    return text_slice(document->source, span.begin, span.end);
}

static bool is_blank(struct keur_text line)
{
    return keur_text_trim(line).length == 0;
}

/* Three of them, and nothing else. */
static bool is_fence(struct keur_text line, char sign)
{
    const char *bytes = line.bytes;

    return line.length >= 3 && bytes[0] == sign && bytes[1] == sign && bytes[2] == sign &&
           is_blank(text_slice(line, 3, line.length));
}

static bool is_key_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == '$' || (unsigned char)c >= 0x80;
}

/* "key:" or "key: value"; keys with spaces are too much like prose. */
static bool is_key_line(struct keur_text line)
{
    size_t i = 0;

    if (line.length > 0 && (line.bytes[0] == '"' || line.bytes[0] == '\'')) {
        i = text_find(line, line.bytes[0], 1) + 1;
    } else {
        while (i < line.length && is_key_byte(line.bytes[i]))
            i++;
    }
    return i > 0 && i < line.length && line.bytes[i] == ':' &&
           (i + 1 == line.length || line.bytes[i + 1] == ' ' || line.bytes[i + 1] == '\t');
}

static bool is_item_line(struct keur_text line)
{
    return text_is(line, "-") || text_starts_with(line, "- ");
}

static bool is_comment_line(struct keur_text line)
{
    return text_starts_with(line, "#");
}

static bool is_yaml_line(struct keur_text line)
{
    return is_key_line(line) || is_item_line(line) || is_comment_line(line) ||
           text_starts_with(line, " ") || text_starts_with(line, "\t");
}

/* Whether the lines between two fences are YAML, and not prose between two thematic breaks. */
static bool is_like_yaml(const struct keur_document *document, struct fences fences)
{
    bool has_prose = false;

    for (size_t i = fences.opening + 1; i < fences.closing; i++) {
        struct keur_text line = line_text(document, i);
        if (is_blank(line) || is_comment_line(line))
            continue;
        if (is_key_line(keur_text_trim(line)))
            return true;
        if (!has_prose && (is_item_line(line) || line.bytes[0] == '{' || line.bytes[0] == '['))
            return true;
        has_prose = true;
    }
    return !has_prose;
}

static struct fences fences_find(const struct keur_document *document)
{
    struct fences fences = {0, document->lines.count};

    /* MkDocs wants a line between the fences: a closing one directly below is content. */
    for (size_t i = 2; i < document->lines.count; i++) {
        struct keur_text line = line_text(document, i);
        if (is_fence(line, '-') || is_fence(line, '.')) {
            fences.closing = i;
            break;
        }
    }
    return fences;
}

/* The first line, behind an opening fence, that cannot belong to a block that was not closed. */
static size_t unclosed_end(const struct keur_document *document, size_t limit)
{
    size_t i = 1;

    while (i < limit && !is_blank(line_text(document, i)) && is_yaml_line(line_text(document, i)))
        i++;
    return i;
}

static void set_places(struct keur_document *document, struct fences fences)
{
    struct keur_front_matter *found = &document->front_matter;
    const struct lines *lines = &document->lines;
    bool is_closed = fences.closing < lines->count;
    size_t end = is_closed ? lines_span(lines, fences.closing).begin : document->source.length;

    found->opening =
        (struct keur_span){document->body_begin, lines_span(lines, fences.opening).end};
    found->content = (struct keur_span){lines_span(lines, fences.opening + 1).begin, end};
    found->closing = is_closed ? lines_span(lines, fences.closing) : (struct keur_span){end, end};
    found->span = (struct keur_span){found->opening.begin,
                                     is_closed ? lines_full_span(lines, fences.closing).end : end};
}

/* Parses the content; what is wrong with it is kept beside. */
static bool parse_content(struct keur_document *document)
{
    struct keur_front_matter *found = &document->front_matter;
    struct yaml_trouble trouble = {.span = found->content, .message = TEXT("")};

    found->root = NULL;
    if (yaml_tree_parse(document->source, found->content, document->arena, &found->root, &trouble))
        return true;
    found->root = NULL;
    found->error_span = trouble.span;
    found->error_message = trouble.message;
    return false;
}

static void set_unclosed(struct keur_document *document, size_t end_line)
{
    struct keur_front_matter *found = &document->front_matter;

    set_places(document, (struct fences){0, document->lines.count});
    if (end_line < document->lines.count) {
        size_t end = lines_span(&document->lines, end_line).begin;
        found->content.end = found->span.end = end;
        found->closing = (struct keur_span){end, end};
    }
    found->state = KEUR_FRONT_MATTER_UNCLOSED;
    parse_content(document);
    found->error_span = (struct keur_span){0, 0};
    found->error_message = TEXT("");
}

/* What a comment of YAML explains stands directly below it; a heading stands apart. */
static bool is_heading_line(const struct keur_document *document, size_t line)
{
    return is_comment_line(line_text(document, line)) &&
           (text_starts_with(line_text(document, line), "##") ||
            line + 1 == document->lines.count || is_blank(line_text(document, line + 1)));
}

/* Is the closing fence of a block that does not parse a thematic break far below?  So it is when
 * good YAML ends at an empty line, and Markdown goes on behind it. */
static bool is_closed_by_accident(const struct keur_document *document, size_t end_line,
                                  size_t closing)
{
    size_t next = end_line;

    while (next < closing && is_blank(line_text(document, next)))
        next++;
    if (next == end_line || next >= closing)
        return false;
    return is_heading_line(document, next) || !is_yaml_line(line_text(document, next));
}

static void set_closed(struct keur_document *document, struct fences fences)
{
    struct keur_front_matter *found = &document->front_matter;

    set_places(document, fences);
    if (parse_content(document)) {
        found->state = KEUR_FRONT_MATTER_VALID;
        return;
    }
    found->state = KEUR_FRONT_MATTER_INVALID;
    size_t end_line = unclosed_end(document, fences.closing);
    if (!is_closed_by_accident(document, end_line, fences.closing))
        return;
    struct keur_front_matter closed = *found;
    set_unclosed(document, end_line);
    if (found->root == NULL || found->root->kind != KEUR_MAPPING)
        *found = closed;
}

void front_matter_find(struct keur_document *document)
{
    struct keur_front_matter *found = &document->front_matter;

    if (document->lines.count < 2 || !is_fence(line_text(document, 0), '-'))
        return;
    struct fences fences = fences_find(document);
    if (fences.closing < document->lines.count && is_like_yaml(document, fences))
        set_closed(document, fences);
    else if (fences.closing == document->lines.count && is_key_line(line_text(document, 1)))
        set_unclosed(document, unclosed_end(document, fences.closing));
    else
        return;
    document->body_begin = found->span.end;
}
