/* The text of a leaf block as libcmark reads it: its lines without what stands before them, joined
 * by '\n'.  Private to the files that build the tree. */
#ifndef PARSE_CONTENT_H
#define PARSE_CONTENT_H

#include "parse/passage.h"

struct content {
    const char *bytes;
    size_t length;
    size_t untrimmed;              /* length with the white space at the end */
    const struct keur_span *lines; /* in the file */
    size_t line_count;
    size_t *begins; /* of the lines in `bytes`; NULL when these are the file's own bytes */
    size_t line;    /* where the last question was */
};

/* Without white space at the end.  Valid until the next one is made. */
struct content content_make(struct reader *reader, const struct keur_span *lines,
                            size_t line_count);
/* The place in the file of a byte of the content. */
size_t content_place_joined(struct content *content, size_t at);
static inline size_t content_place(struct content *content, size_t at)
{
    return content->begins == NULL ? content->lines[0].begin + at
                                   : content_place_joined(content, at);
}
/* An end stays on the line of the byte in front of it. */
static inline struct keur_span content_span(struct content *content, size_t begin, size_t end)
{
    size_t place = content_place(content, begin);

    return (struct keur_span){place, end > begin ? content_place(content, end - 1) + 1 : place};
}
/* The bytes as they are in the file when they are on one line or side by side there; else a copy.
 */
struct keur_text content_text(struct content *content, struct keur_document *document, size_t begin,
                              size_t end);

/* Parts of links in a content, from `at` on.  Each returns where the part ends, or SIZE_MAX when it
 * is not there; spans are within the content. */
size_t scan_blanks(const struct content *content, size_t at); /* line ends too */
size_t scan_label(const struct content *content, size_t at, struct keur_span *ret_label);
size_t scan_target(const struct content *content, size_t at, struct keur_span *ret_target);
size_t scan_title(const struct content *content, size_t at, struct keur_span *ret_title);
/* (target "title") */
struct scanned_link {
    struct keur_span target, title;
    bool has_title;
};
size_t scan_inline_link(const struct content *content, size_t at, struct scanned_link *ret_link);

bool is_punctuation(char byte);

/* inlines.c: measures the inlines of a leaf block, whose text begins at `at`.  False when they do
 * not fit the text. */
bool inlines_measure(struct reader *reader, struct node *leaf, struct content *content, size_t at);
/* Then nothing is lost, but it is only text. */
void inlines_take_as_text(struct reader *reader, struct node *leaf);
/* escapes.c: one step through a text and what libcmark made of it: an escape, an entity or a byte.
 * *text_at and *at move behind it; false when they differ. */
bool text_step(struct keur_text source, size_t *at, struct keur_text text, size_t *text_at);

/* definitions.c: where the link reference definitions at the head of the content end. */
size_t definitions_end(const struct content *content);
/* They become nodes behind `previous` in `parent`; the last of them, or `previous`. */
struct node *definitions_take(struct passage *passage, struct content *content, struct node *parent,
                              struct node *previous);

/* spaced_links.c: links that Python-Markdown sees and CommonMark does not. */
void spaced_links_find(struct reader *reader, struct node *leaf);
/* tables.c: the paragraph behind `previous` may be a table, or end in one. */
struct node *tables_find(struct reader *reader, struct node *paragraph, struct node *previous);

#endif
