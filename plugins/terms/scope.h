/* The parts of a document that a rule about words looks at. */
#ifndef SCOPE_H
#define SCOPE_H

#include "keur_plugin.h"

enum scope {
    SCOPE_PROSE = 1 << 0, /* paragraphs, list items */
    SCOPE_HEADINGS = 1 << 1,
    SCOPE_TABLE_CELLS = 1 << 2,
    SCOPE_ALT_TEXT = 1 << 3, /* of images */
    SCOPE_LINK_TEXT = 1 << 4,
    SCOPE_FRONT_MATTER = 1 << 5,
    SCOPE_COMMENTS = 1 << 6,
    SCOPE_CODE = 1 << 7,
    SCOPE_RAW = 1 << 8, /* all bytes of the file */
};

/* Bits for the names, such as "table-cells"; 0 after a mistake, which is reported. */
unsigned scope_read(keur_setup *setup, struct keur_texts names);

/* Where a rule about words looks; every check that takes it lists SCOPE_OPTIONS. */
struct scope_options {
    struct keur_texts scope, keys;
    const keur_pattern *except;
};
#define SCOPE_OPTIONS(type_, member_)                                                             \
    {.name = "scope",                                                                             \
     .type = KEUR_OPTION_TEXTS,                                                                   \
     .offset = offsetof(type_, member_.scope),                                                    \
     .fallback = "[prose, headings, table-cells]",                                                \
     .summary = "where: prose, headings, table-cells, alt-text, link-text, front-matter, "        \
                "comments, code, raw"},                                                           \
        {.name = "keys",                                                                          \
         .type = KEUR_OPTION_TEXTS,                                                               \
         .offset = offsetof(type_, member_.keys),                                                 \
         .summary = "in front matter only the values of these keys"},                             \
    {                                                                                             \
        .name = "except", .type = KEUR_OPTION_PATTERN, .offset = offsetof(type_, member_.except), \
        .summary = "text that is fine as it is, such as the name of a law"                        \
    }

/* A text in which words are looked for; what stands in it stands in the source too. */
struct piece {
    enum scope scope;
    struct keur_text text;
    const struct keur_prose *prose; /* or NULL: the text is that of the source at `begin` */
    struct keur_span whole;         /* where the text is not as in the source: all of it */
    bool is_exact;
};

/* Steps through the pieces of the scopes; zeroed but for `scopes` and `keys` to begin with. */
struct pieces {
    unsigned scopes;
    struct keur_texts keys; /* of the front matter; none: all */
    size_t prose, link;
    const struct keur_value *value;
    const struct keur_node *node;
    bool is_walking; /* over the nodes */
    size_t comment;  /* where the next one is looked for */
    bool is_raw_done;
    size_t step;
};
bool pieces_next(struct pieces *pieces, const keur_document *document, struct piece *ret_piece);
/* For those who look at all prose themselves: no piece of prose comes any more. */
void pieces_skip_prose(struct pieces *pieces);
/* The prose in which the byte at `offset` of all prose stands; false when it is of no scope that is
 * looked at.  *ret_behind: where the next one begins. */
bool piece_at(const struct pieces *pieces, const keur_document *document, size_t offset,
              struct piece *ret_piece, size_t *ret_behind);

/* The place of a part of a piece's text in the source. */
struct keur_span piece_span(const keur_document *document, const struct piece *piece,
                            struct keur_span part);

#endif
