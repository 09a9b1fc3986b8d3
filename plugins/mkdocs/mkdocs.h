/* What the files of this plugin share.  How Python-Markdown 3.4 with pymdown-extensions reads lines
 * decides each rule; tests/oracle.py renders every golden case and looks. */
#ifndef MKDOCS_H
#define MKDOCS_H

#include <string.h>

#include "keur_plugin.h"

extern const struct keur_check mkdocs_alert, mkdocs_attribute_list, mkdocs_bare_url,
    mkdocs_block_in_heading, mkdocs_container_body, mkdocs_container_marker,
    mkdocs_duplicate_abbreviation, mkdocs_duplicate_footnote, mkdocs_empty_item,
    mkdocs_indented_code, mkdocs_list_indentation, mkdocs_list_marker, mkdocs_list_numbers,
    mkdocs_list_without_blank_line, mkdocs_markdown_in_html, mkdocs_missing_snippet,
    mkdocs_tab_in_code, mkdocs_task_box, mkdocs_trailing_backslash, mkdocs_unclosed_comment,
    mkdocs_unclosed_emphasis, mkdocs_unclosed_html, mkdocs_undefined_footnote,
    mkdocs_unclosed_fence, mkdocs_underline, mkdocs_unknown_icon, mkdocs_unused_footnote;

enum { TAB_LENGTH = 4 }; /* of Python-Markdown: what belongs to something is indented by so much */

/* ---- site.c: what mkdocs.yml switches on ---- */

/* Whether the site uses an extension of Python-Markdown, by the name that mkdocs.yml has.  A
 * document that is read as Python-Markdown without a mkdocs.yml is given what MkDocs users expect:
 * all that makes Markdown of something, and nothing that changes what lists and links are. */
bool site_has(const keur_run *run, const char *extension);
/* One of these, ended by NULL. */
bool site_has_any(const keur_run *run, const char *const *extensions);
/* The options that mkdocs.yml gives an extension; NULL when there are none. */
const struct keur_value *site_options(const keur_run *run, const char *extension);
/* Plugins of MkDocs. */
bool site_has_plugin(const keur_run *run, const char *plugin);

/* ---- lines.c: lines and columns; lines count from 0, columns too, with tab stops every 4 ---- */

size_t column_of(const keur_document *document, size_t offset);
size_t line_of(const keur_document *document, const struct keur_node *node);
/* The last line that a node has bytes on. */
size_t last_line_of(const keur_document *document, const struct keur_node *node);
/* Nothing but blanks and quote signs. */
bool line_is_blank(const keur_document *document, size_t line);
/* Where the text of a line begins, behind blanks and quote signs. */
size_t text_begin(const keur_document *document, size_t line);
/* The ending of a line, so that a new one gets the same. */
struct keur_text line_ending(const keur_document *document, size_t line);
/* Inline: the length of a literal is known where it stands. */
static inline bool text_is(struct keur_text text, const char *expected)
{
    return text.length == strlen(expected) && memcmp(text.bytes, expected, text.length) == 0;
}
bool text_is_word(struct keur_text text, const char *expected); /* ASCII, in lower case */
static inline bool text_starts_with(struct keur_text text, const char *prefix)
{
    size_t length = strlen(prefix);
    return text.length >= length && memcmp(text.bytes, prefix, length) == 0;
}
/* Offset of the first `byte` at or behind `from`; the length when there is none. */
static inline size_t text_find(struct keur_text text, char byte, size_t from)
{
    const char *found =
        from < text.length ? memchr(text.bytes + from, byte, text.length - from) : NULL;
    return found == NULL ? text.length : (size_t)(found - text.bytes);
}
/* An edit that moves a line to the right.  Not for lines in quotes. */
struct keur_edit indent_line(keur_run *run, const keur_document *document, size_t line,
                             size_t columns);

/* ---- walk.c: the tree in reading order, with the sibling in front of each node ---- */

struct walk {
    const struct keur_node *node;   /* NULL at the end */
    const struct keur_node *before; /* the sibling in front of it, or NULL */
};
struct walk walk_begin(const keur_document *document);
void walk_next(struct walk *walk);         /* children first */
void walk_next_outside(struct walk *walk); /* not into the children */
void walk_next_block(struct walk *walk);   /* not into text */
/* Whether a node of this kind is around it, and how many are. */
bool node_is_in(const struct keur_node *node, enum keur_node_kind kind);
size_t node_depth(const struct keur_node *node, enum keur_node_kind kind);

/* ---- container_marker.c ---- */

/* Whether a line of a paragraph was meant to open a container, so that what is indented below it is
 * its body. */
bool is_container_line(const keur_document *document, size_t line);

/* ---- list_marker.c ---- */

/* The bullet and the blanks behind it that the text begins with; 0 when there is none. */
size_t bullet_length(struct keur_text text);
/* A break keeps a line apart from the next. */
bool line_ends_in_break(const keur_document *document, size_t line);

/* ---- lost_items.c: what mkdocs/list-marker says of the lines of a paragraph ---- */

/* In an item: lines that became part of it. */
void report_lost_items(keur_run *run, const keur_document *document,
                       const struct keur_node *paragraph);
/* In no list: lines that should be one. */
void report_glued_lines(keur_run *run, const keur_document *document,
                        const struct keur_node *paragraph);

/* ---- lists.c ---- */

/* The column that blocks in a container, lists too, are measured from: where its container's body
 * is. */
size_t block_base(const keur_document *document, const struct keur_node *block);
/* Whether the block `before` it, directly above, takes the lines of the list for its own. */
bool list_is_swallowed(const keur_document *document, const struct keur_node *list,
                       const struct keur_node *before);
/* The marker of an item, or of a list's first item. */
struct marker {
    struct keur_span span;
    char sign;     /* '-', '*', '+', '.' or ')' */
    size_t number; /* of an ordered list; CommonMark allows 9 digits */
};
struct marker list_marker(const keur_document *document, const struct keur_node *item);
/* "1)", which Python-Markdown takes for text. */
bool list_is_unknown(const keur_run *run, const keur_document *document,
                     const struct keur_node *list);
/* list_indentation.c: whether something in an outermost list is indented too little, so that items
 * are not where the document model has them. */
struct list;
bool list_is_flattened(keur_run *run, const keur_document *document, struct list *list);
/* Python-Markdown reads what is between two blank lines as one.  Steps to a line further down. */
struct chunk {
    size_t line, begin; /* start with both 0 */
};
void chunk_reach(struct chunk *chunk, const keur_document *document, size_t line);
/* Whether an item on the line that was reached is taken for what is above it, because that begins
 * so many columns further right: the text or the nested list of the item before it. */
bool chunk_swallows(const struct chunk *chunk, size_t chunk_column, size_t item_column);
/* An edit that puts a blank line above a line; in a quote with the sign of the quote. */
struct keur_edit blank_line_above(keur_run *run, const keur_document *document, size_t line);

#endif
