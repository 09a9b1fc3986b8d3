/* What the files of `parse` share while a document is made.  Nobody else includes it. */
#ifndef PARSE_INTERNAL_H
#define PARSE_INTERNAL_H

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/lines.h"
#include "parse/document.h"

/* Where the parts of a link stand; made by inlines.c, which has to find them to know the end. */
struct link_parts {
    enum keur_link_kind kind;
    struct keur_span text;        /* between the brackets */
    struct keur_span target;      /* without <>; of a reference the label it uses */
    struct keur_text target_text; /* decoded, as libcmark gives it */
    struct keur_text title;
    struct keur_span attributes; /* { ... } directly behind, or empty */
};

/* A node while the tree is built.  tree_seal() copies the links to the public part. */
struct node {
    struct keur_node
        is; /* first member: a `const struct keur_node *` of ours is a `struct node *` */
    struct node *parent, *first_child, *next;
    union {
        struct node *last_child;     /* while the tree is built */
        struct node *following_rare; /* once it is sealed: the next one of a rare kind */
    };
    struct node *following;      /* in reading order, once the tree is sealed */
    union {                      /* by kind; NULL for others */
        struct link_parts *link; /* links and images */
        const struct keur_definition *definition;
        const struct keur_container *container;
    };
    const struct keur_span *lines; /* leaf blocks: each line without container prefix and ending */
    size_t line_count;
};

/* The private view of a public node. */
static inline const struct node *node_of(const struct keur_node *node)
{
    return (const struct node *)node;
}

/* Pointers in reading order, ended by nothing: count says how many. */
struct pointers {
    const void **items;
    size_t count, capacity;
};

struct keur_document {
    struct keur_text path, type, source;
    struct arena *arena;
    struct lines lines;
    struct reading reading;
    bool is_decodable; /* neither UTF-16 nor with NUL bytes */
    bool is_parsed;
    size_t body_begin; /* offset behind front matter, or behind the BOM */
    struct keur_front_matter front_matter;
    struct keur_limit *limit; /* passed, or NULL */
    struct node *root;        /* NULL when not parsed */
    uint32_t kinds;           /* of nodes that there are */
    struct pointers headings, links, definitions, containers, tables, marks;
    const struct prose *prose; /* prose.c */
    size_t prose_count;
    struct keur_all_prose all_prose;
};

/* Appends to a list of the document, in its arena. */
void document_list_add(struct keur_document *document, struct pointers *list, const void *item);
/* Records the first limit that is passed; later ones are not told. */
void document_limit(struct keur_document *document, struct keur_span span, const char *format, ...)
    KEUR_PRINTF(3, 4);

/* The stages of document_parse(), in order. */
void front_matter_find(struct keur_document *document); /* by document_open() */
bool guard_check(struct keur_document *document);       /* false: a limit was passed */
bool blocks_parse(struct keur_document *
                      document); /* containers, libcmark, inlines, tables: the whole tree, sealed */
void marks_collect(struct keur_document *document);
void headings_collect(struct keur_document *document); /* needs the ids among the marks */
void links_collect(struct keur_document *document);    /* Markdown and raw HTML; definitions used */

/* marks.c and snippets.c, for marks_collect() */
void mark_add(struct keur_document *document, enum keur_mark_kind kind, struct keur_span span,
              struct keur_span name, struct keur_text text);
void snippets_collect(struct keur_document *document);
bool footnotes_are_read(const struct keur_document *document);

/* html.c: the attributes in a piece of raw HTML (a KEUR_NODE_HTML or KEUR_NODE_HTML_BLOCK span).
 * Steps to the next attribute with a value at or behind *at; false at the end.  Comments are
 * skipped.  Start with *at = html.begin and give the same attribute again: it knows the tag. */
struct html_attribute {
    struct keur_text tag, name; /* as written */
    struct keur_span value;     /* without quotes, offsets in `source` */
};
bool html_next_attribute(struct keur_text source, struct keur_span html, size_t *at,
                         struct html_attribute *ret_attribute);

bool html_next_comment(struct keur_text source, struct keur_span html, size_t *at,
                       struct keur_span *ret_comment);
/* The tag that begins at `at`, where there is a '<'; false when there is none or it has no end. */
struct html_tag {
    struct keur_text name;
    struct keur_span span;
    bool closes;
    bool is_empty;             /* <name/> */
    struct keur_text markdown; /* the attribute's value, "1" when it has none; empty without */
};
bool html_tag_at(struct keur_text source, size_t at, struct html_tag *ret_tag);
bool html_name_is(struct keur_text name, const char *expected); /* case does not matter */
/* With the common entities decoded. */
struct keur_text html_decode(struct arena *arena, struct keur_text text);

/* mermaid.c: the links in a code block of Mermaid. */
void mermaid_links(struct keur_document *document, const struct keur_node *node);

/* text.c: what a reader sees of a node's inlines: no markup, no attribute lists, entities decoded.
 */
struct keur_text node_plain_text(const struct keur_document *document,
                                 const struct keur_node *node);

/* The same of a heading, and as the site generator sees it when it makes an anchor: no images, no
 * icons. */
void node_heading_texts(const struct keur_document *document, const struct keur_node *node,
                        struct keur_text *ret_plain, struct keur_text *ret_anchor);

bool html_is_line_break(struct keur_text html); /* <br> */

/* text.c: text nodes side by side are a run, in which icons, footnotes' uses and attribute lists
 * are looked for.  `previous` was visited before the node. */
enum run_place { RUN_GOES_ON = 1, RUN_BEGINS, RUN_BEHIND_ELEMENT };
enum run_place run_place_of(const struct node *node, const struct node *previous);
/* Overwrites what is not for the reader: icons by the code point for an object, the rest by blanks.
 */
#define OBJECT_REPLACEMENT "\xEF\xBF\xBC"
void run_blank(const struct keur_document *document, char *bytes, size_t length,
               bool is_behind_element);

/* prose.c */
void prose_collect(struct keur_document *document);

/* attributes.c: an attribute list "{ #id .class key=value }" (also "{:") that begins at `at`; empty
 * when there is none. */
struct keur_span attributes_at(struct keur_text source, size_t at, size_t end);
/* The one that ends a heading or a table cell, with a blank in front; empty when there is none. */
struct keur_span attributes_trailing(struct keur_text source, struct keur_span text);
/* Whether the dialect of the document knows them. */
bool attributes_are_read(const struct keur_document *document);
/* The #id in it; empty when there is none. */
struct keur_span attributes_id(struct keur_text source, struct keur_span attributes);

#endif
