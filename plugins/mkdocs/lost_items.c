/* Lines among the items of a list whose marker the site does not know: "•" of word processors, or a
 * marker without a blank behind it.  They become text of the item above. */
#include "mkdocs.h"
#include "survey.h"

/* Where a line seems to begin an item. */
struct lost_item {
    size_t begin; /* of the sign */
    size_t sign;  /* its length */
    size_t text;  /* where what it marks begins; behind the sign when there is no blank */
};

static bool begins_text(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '[' ||
           (byte & 0x80) != 0;
}

/* "-text" in a list with "-", and "3.text" behind two items with numbers.  "*text" may be the
 * beginning of emphasis. */
static size_t glued_length(struct keur_text line, struct marker marker, size_t number)
{
    size_t at = 0, own = 0;
    if (marker.sign == '-')
        at = line.length > 0 && line.bytes[0] == '-';
    else if (marker.sign == '.') {
        for (; at < line.length && at < 9 && line.bytes[at] >= '0' && line.bytes[at] <= '9'; at++)
            own = own * 10 + (size_t)(line.bytes[at] - '0');
        at = at < line.length && line.bytes[at] == '.' && own == number ? at + 1 : 0;
    }
    return at > 0 && at < line.length && begins_text(line.bytes[at]) ? at : 0;
}

static bool find_lost(const keur_document *document, size_t line, struct marker marker,
                      size_t number, struct lost_item *ret)
{
    size_t begin = text_begin(document, line);
    struct keur_text text =
        keur_slice(document, (struct keur_span){begin, keur_line(document, line).end});
    size_t bullet = bullet_length(text), glued = glued_length(text, marker, number);
    size_t sign = bullet;
    while (sign > 0 && (text.bytes[sign - 1] == ' ' || text.bytes[sign - 1] == '\t'))
        sign--;
    *ret =
        (struct lost_item){begin, sign > 0 ? sign : glued, begin + (bullet > 0 ? bullet : glued)};
    return bullet > 0 || glued > 0;
}

static void report(keur_run *run, const keur_document *document, const struct lost_item *lost,
                   struct marker marker)
{
    struct keur_span sign = {lost->begin, lost->begin + lost->sign};
    struct keur_text written = keur_slice(document, sign), right = written;
    bool is_bullet = lost->begin + lost->sign < lost->text;
    bool is_beside = column_of(document, lost->begin) == column_of(document, marker.span.begin);
    if (is_bullet)
        right =
            marker.sign == '.' ? (struct keur_text){"-", 1} : (struct keur_text){&marker.sign, 1};
    struct keur_edit edit = {
        .span = {lost->begin, lost->text},
        .replacement = keur_format(run, "%.*s ", KEUR_ARGUMENT(right)),
        .safety = KEUR_SAFE,
    };
    struct keur_details details = {.size = sizeof details,
                                   .edits = &edit,
                                   .edit_count = is_beside && (!is_bullet || marker.sign != '.')};
    keur_report_details(
        run, sign, &details,
        "the site takes \"%.*s\"%s for text, and shows this line in the item above; write \"%.*s\"",
        KEUR_ARGUMENT(written), is_bullet ? "" : " without a blank behind it",
        KEUR_ARGUMENT(edit.replacement));
}

/* Lines that a break keeps apart are meant so. */
void report_lost_items(keur_run *run, const keur_document *document,
                       const struct keur_node *paragraph)
{
    const struct keur_node *item = paragraph->parent;
    struct marker marker = list_marker(document, item);
    size_t column = column_of(document, item->span.begin), number = marker.number;
    size_t last = last_line_of(document, paragraph);
    struct lost_item lost;
    for (size_t line = line_of(document, paragraph) + 1; line <= last; line++) {
        if (!find_lost(document, line, marker, number + 1, &lost) ||
            line_ends_in_break(document, line - 1))
            continue;
        bool is_bullet = lost.begin + lost.sign < lost.text;
        if (!is_bullet && column_of(document, lost.begin) != column)
            continue;
        number++;
        report(run, document, &lost, marker);
    }
}

static bool begins_upper(const keur_document *document, size_t offset)
{
    struct keur_text text = keur_slice(document, (struct keur_span){offset, offset + 1});
    return text.length > 0 && text.bytes[0] >= 'A' && text.bytes[0] <= 'Z';
}

/* "-Text" on several lines, or above a list of "-": a word may begin so, but not twice. */
void report_glued_lines(keur_run *run, const keur_document *document,
                        const struct keur_node *paragraph)
{
    const struct marker marker = {.sign = '-'};
    size_t begin = line_of(document, paragraph), last = last_line_of(document, paragraph);
    const struct keur_node *next = paragraph->next;
    bool is_in_list = next != NULL && next->kind == KEUR_NODE_LIST &&
                      list_marker(document, next).sign == marker.sign;
    if (begin == last && keur_source(document).bytes[paragraph->span.begin] != marker.sign)
        return;
    struct keur_edit *edits = NULL;
    struct keur_span first = {0, 0};
    size_t count = 0, upper = 0;
    struct lost_item lost;
    for (size_t line = begin; line <= last; line++) {
        if (!find_lost(document, line, marker, 0, &lost) || lost.begin + lost.sign < lost.text)
            continue;
        if (line > begin && line_ends_in_break(document, line - 1))
            return;
        if (edits == NULL) {
            edits = keur_allocate(run, (last - line + 2) * sizeof *edits);
            first = (struct keur_span){lost.begin, lost.text};
            if (line > begin)
                edits[count++] = blank_line_above(run, document, line);
        }
        upper += begins_upper(document, lost.text);
        edits[count++] = (struct keur_edit){{lost.text, lost.text}, {" ", 1}, KEUR_SAFE};
    }
    if (upper < 2 && (count == 0 || !is_in_list))
        return;
    struct keur_details details = {.size = sizeof details, .edits = edits, .edit_count = count};
    keur_report_details(
        run, first, &details,
        "the site takes \"-\" without a blank behind it for text, and shows no list; "
        "write \"- \"");
}
