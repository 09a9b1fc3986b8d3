/* The laws that a pack knows, and the parts of a law that a reference names. */
#ifndef LINKS_LAWS_H
#define LINKS_LAWS_H

#include "keur_plugin.h"

/* ---- laws.c ---- */

struct law {
    struct keur_texts names, ids;
    struct keur_text places; /* parts, each with the fragment that leads there, between commas */
};
struct law_word {
    struct keur_text text;
    const struct law *law;
    size_t next; /* 1 + index of the next word that begins with the same byte; 0: none */
    size_t run;  /* letters and digits that it begins with */
};
/* Names or identifiers, by their first byte in lower case. */
struct law_words {
    struct law_word *items;
    size_t count;
    size_t first[256]; /* 1 + index */
};
struct laws {
    struct law *items;
    size_t count;
    struct law_words names, ids;
};
/* Names between ";" to identifiers between blanks, and a law's first name to its places.  Lives as
 * long as the program. */
struct laws *laws_prepare(keur_setup *setup, const struct keur_pairs *pairs,
                          const struct keur_pairs *places);

struct law_named {
    const struct law *law;
    struct keur_span span; /* in the text */
};
/* The next law that a text names at or behind `from`; of names that overlap the longest. */
bool laws_next_named(const struct laws *laws, struct keur_text text, size_t from,
                     struct law_named *ret_named);
/* NULL when no law has an identifier that stands in the address. */
const struct law *laws_of_address(const struct laws *laws, struct keur_text address);
/* An identifier of the same form as one of this law's, but not it, in an address: which
 * ("BWBR0001840" for "BWBR0001841"), and where. */
bool law_id_like(const struct law *law, struct keur_text address, struct keur_text *ret_id,
                 struct keur_span *ret_other);
/* The part, such as "article 5", that the fragment of an address leads to; empty when that is not
 * known. */
struct keur_text law_place(const struct law *law, struct keur_text address);

/* ---- law_parts.c ---- */

struct law_part {
    struct keur_text name; /* as in messages */
    struct keur_texts words,
        before; /* what stands before the number in a text, and in an address */
    bool is_exclusive;
};
struct law_grammar {
    struct keur_records parts;       /* struct law_part */
    struct keur_texts joins, ranges; /* words between numbers */
    struct keur_texts between;       /* and between a part and its law */
};

enum law_part_said {
    LAW_PART_UNSAID = 1,
    LAW_PART_SAID,
    LAW_PART_OTHER, /* only with other numbers */
};
/* Does a text say a part with this number?  Without a number (empty): with any.  *ret_first is
 * the first place that names the part. */
enum law_part_said law_part_said(const struct law_grammar *grammar, const struct law_part *part,
                                 struct keur_text text, struct keur_text number,
                                 struct keur_span *ret_first);
/* What stands from `at` on is a reference to a part: where it ends; else 0. */
size_t law_part_end(const struct law_grammar *grammar, struct keur_text text, size_t at);
/* The number of the part that an address leads to; empty when it does not say. */
struct keur_text law_part_in_address(const struct law_part *part, struct keur_text address);
/* "5" for "article 5"; empty when the text is no part of this kind. */
struct keur_text law_part_number(const struct law_part *part, struct keur_text text);

/* ---- law_beside.c ---- */

/* The text around a link, up to the next link or cell of a table. */
struct law_beside {
    struct keur_text before, behind;
    bool is_end; /* with `behind` the block ends */
};
struct law_beside law_beside_read(const keur_document *document, const struct keur_link *link);
/* For a link whose text is a law: the part of it that stands directly beside it; empty when that is
 * not certain. */
struct keur_text law_beside_part(const struct law_grammar *grammar,
                                 const struct law_beside *beside);
/* For a link whose text is a part: the law that stands directly beside it, in *ret_text. */
bool law_beside_named(const struct law_grammar *grammar, const struct laws *laws,
                      const struct law_beside *beside, struct law_named *ret_named,
                      struct keur_text *ret_text);

#endif
