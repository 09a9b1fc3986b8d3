/* A passage: lines that libcmark reads together, namely those of the document or of one container
 * without the containers in it.  Private to the files that build the tree. */
#ifndef PARSE_PASSAGE_H
#define PARSE_PASSAGE_H

#include "parse/ahead.h"
#include "parse/internal.h"
#include "parse/prefix.h"

/* A container in a passage, with its lines: they are read as a passage of their own, and one line
 * with a comment stands for them. */
struct cut {
    struct node *node;
    enum keur_container_kind kind; /* of a KEUR_NODE_CONTAINER */
    struct keur_text type;
    struct keur_span title;
    struct keur_span header; /* without indentation and ending */
    struct keur_span label;  /* of an abbreviation or footnote */
    size_t body;             /* where the text behind the label begins */
    size_t line_begin;       /* of the header's line, for the passage around it */
    size_t line, end_line;   /* all lines that it takes, up to but without the last */
    size_t body_line, body_end_line;
    bool is_found; /* libcmark has seen the comment as a block */
    char *prefix;  /* makes the comment stand in the same list items and quotes */
};
struct cuts {
    struct cut *items;
    size_t count, capacity;
};

/* A line as it is given to libcmark: the number of a line of the file, or of a cut.  Numbers behind
 * the file's lines are those of pieces. */
struct fed_line {
    uint32_t number;
    bool is_cut;
};

/* Where raw HTML ends for Python-Markdown and not for libcmark: a blank line is fed there. */
struct html_end {
    size_t line; /* of the file */
    size_t at;   /* in this line, where text begins; 0 where the end is in front of the line */
};
struct html_ends {
    struct html_end *items;
    size_t count, capacity;
};

/* A definition, as other passages may need it. */
struct shared_definition {
    struct keur_text label, raw;
    const struct passage *passage;
    const struct passage *user; /* the last passage that takes it over */
    size_t begin;               /* its place in the file */
};
struct shared_definitions {
    struct shared_definition *items;
    size_t count, capacity;
};

struct passages {
    struct passage **items;
    size_t count, capacity;
};

/* What the passages of a document share. */
struct reader {
    struct keur_document *document;
    /* Where each line begins for its innermost container, and for the one that is found next. */
    uint32_t *begins, *inner;
    struct passages passages; /* in the order they are read; the list grows while it is walked */
    size_t cut_count;         /* in all passages so far */
    struct pool *pool;        /* libcmark's memory */
    struct shared_definitions definitions;
    struct ahead backslash, ampersand, bracket, pipe; /* the closing bracket */
    bool has_loose_bracket; /* a closing one in a text of the leaf that was measured last */
    char *joined;           /* for content.c */
    size_t joined_capacity;
};

struct passage {
    struct reader *reader;
    struct node *owner;     /* the root or the container whose children are read */
    size_t first, last;     /* its lines in the file */
    size_t depth;           /* containers around it */
    struct fed_line *lines; /* as libcmark counts, from 0 */
    size_t line_count;
    size_t width; /* of the widest prefix of a line, and so of the deepest nesting */
    struct cuts cuts;
    struct pointers html; /* nodes of raw HTML, for raw_html.c */
    bool has_html_ends;   /* perhaps: one of them is more than a line with a tag at its end */
    struct html_ends html_ends;
    struct keur_span *pieces; /* of lines, and blank lines */
    struct keur_text preface; /* definitions of other passages that this one uses */
    size_t preface_lines;
};

/* The cut that a line stands for, or NULL. */
static inline struct cut *passage_cut(const struct passage *passage, size_t index)
{
    const struct fed_line *line = &passage->lines[index];

    return line->is_cut ? &passage->cuts.items[line->number] : NULL;
}

/* The line that libcmark calls `index` + 1, from where it begins for the passage. */
static inline struct cursor passage_line(const struct passage *passage, size_t index)
{
    const struct reader *reader = passage->reader;
    const struct keur_document *document = reader->document;
    const struct cut *cut = passage_cut(passage, index);
    size_t line = cut == NULL ? passage->lines[index].number : cut->line;
    size_t begin = document->body_begin, end = begin;

    if (line < document->lines.count) {
        begin = cut == NULL ? reader->begins[line] : cut->line_begin;
        end = document->lines.items[line].end;
    } else if (line != UINT32_MAX) { /* not of the preface */
        begin = passage->pieces[line - document->lines.count].begin;
        end = passage->pieces[line - document->lines.count].end;
    }
    return (struct cursor){document->source.bytes, begin, end, 0};
}

/* containers.c: finds the containers of the passage and fills `lines` and `cuts`.  Headers on the
 * lines in `plain`, which ascends, are text; so are all when it is NULL. */
struct line_numbers {
    size_t *items;
    size_t count, capacity;
};
void containers_find(struct passage *passage, const struct line_numbers *plain);
/* container_header.c: what opens a container at the cursor, if anything does. */
enum keur_node_kind container_header(const struct keur_document *document, struct cursor at,
                                     struct cut *ret_cut);
/* The number of slashes of a line that has nothing else; 0 for other lines. */
size_t container_block_end(struct cursor at);

/* raw_html.c: looks in `html` for ends of raw HTML that are not known yet; false when there are
 * none.  Then the passage is to be read again. */
bool html_ends_find(struct passage *passage);
/* Divides the lines of the passage at those that are known. */
void html_ends_feed(struct passage *passage);

/* guard.c: false where quotes and lists are nested so that libcmark would take too long. */
bool guard_nesting(const struct passage *passage);

/* blocks.c: libcmark reads the passage.  The owner gets nodes with texts in the pool; a block's
 * `span.begin` is its first line and `content.end` its last, as libcmark counts but from 0.  False
 * when LIMIT_PARSE_BYTES is passed. */
bool blocks_read(struct passage *passage);
/* Python-Markdown needs no blank behind the signs of a heading: their number where there is none,
 * else 0. */
size_t bare_heading_signs(const struct passage *passage, const struct cursor *line);
struct pool *pool_new(void);
void pool_free(struct pool *pool);
/* What libcmark makes of a link's "(target "title")", escapes and entities decoded. */
bool link_decode(struct reader *reader, struct keur_text source, struct keur_text *ret_target,
                 struct keur_text *ret_title);

/* definitions.c: passages that use definitions of others get them as their preface.  Only those
 * are to be read again. */
void definitions_share(struct reader *reader);

/* places.c: measures the nodes of a passage. */
void places_measure(struct passage *passage);

#endif
