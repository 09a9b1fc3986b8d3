/* What the files of this plugin share. */
#ifndef SECTIONS_H
#define SECTIONS_H

#include "keur_plugin.h"

extern const struct keur_check sections_missing, sections_empty, sections_order, sections_repeated,
    sections_unknown, sections_level, sections_content, sections_directive, sections_level_jump,
    sections_second_title, sections_empty_heading, sections_duplicate_heading,
    sections_emphasis_as_heading, sections_template_leftover, sections_directive_arguments;
extern const struct keur_setting sections_setting, sections_others_setting,
    sections_document_directives;

/* ---- What is declared ---- */

/* Something about the front matter; what is not given does not count. */
struct condition {
    struct keur_text key; /* an inner one is "outer.inner" */
    bool exists;
    struct keur_texts values; /* any of them */
    const keur_pattern *pattern;
};

/* What a section has to hold, or may not. */
struct demands {
    bool list;
    struct keur_texts columns; /* of a table */
    int64_t links;             /* at least so many */
    struct keur_texts directives;
    bool no_directive;
    struct keur_records conditions; /* of all of this */
};

/* One of documents.TYPE.sections, in the order in which they shall stand. */
struct section {
    struct keur_texts headings; /* any of them */
    const keur_pattern *pattern;
    struct keur_text key; /* of the front matter value that may be the heading */
    bool is_required;
    bool may_be_empty;
    bool may_repeat;
    bool stands_anywhere;
    bool allows_others;
    int64_t level; /* 1 to 6; 0: any */
    struct keur_records conditions;
    struct keur_records demands; /* struct demands */
    struct keur_records sections;
};

/* ---- What a document has ---- */

enum { NOT_FOUND = -1 };

/* Declared sections that stand below one heading, or at the top of the document. */
struct group {
    const struct section *sections;
    size_t count;
    bool allows_others;
    ptrdiff_t parent;   /* index of the heading; NOT_FOUND at the top */
    ptrdiff_t *found;   /* for each section the index of its first heading, or NOT_FOUND */
    struct name *names; /* what its headings may be */
    size_t name_count;
    struct group *next;
};

/* What a heading is. */
struct meaning {
    const struct section *section; /* NULL: none that is declared */
    struct group *group;           /* that the section belongs to */
    struct group *opens;           /* of the sections below this one, or NULL */
    ptrdiff_t parent;              /* heading above it; the page's title does not count */
};

/* How the headings of a document are those that its type declares. */
struct form {
    struct group *groups; /* the top comes first */
    struct meaning *meanings;
    size_t heading_count;
};

/* NULL when nothing is declared, or the document has no front matter that would make it one of
 * its type.  Made once for each document. */
const struct form *form_read(keur_run *run, const keur_document *document);

/* How messages name a section: its first heading, the front matter value, or the pattern. */
struct keur_text section_name(const struct section *section, const keur_document *document);
/* Is it asked for in this document? */
bool section_is_needed(const struct section *section, const keur_document *document);
/* Does nothing stand below this heading but comments for authors? */
bool section_is_empty(const keur_document *document, const struct keur_heading *heading,
                      const struct keur_texts *directives);

/* The one that the document has: "\n" or "\r\n". */
const char *line_ending(const keur_document *document);

/* ---- Comments ---- */

/* Options of the checks that ask which comments the site replaces by content. */
struct sections_directives {
    struct keur_texts known; /* their first words; none: what looks like one */
};
extern const struct keur_option sections_directives_options[];

/* The comment with its marks. */
bool comment_is_directive(struct keur_text comment, const struct keur_texts *directives);
/* The directive that a demand means: "{stem}" in it is the name of the document's file. */
struct keur_text directive_of(keur_run *run, const keur_document *document,
                              struct keur_text demanded);
/* Does anything stand here but comments for authors? */
bool text_says_something(const struct keur_texts *directives, struct keur_text text);

/* ---- demanded.c: arguments of a directive ---- */

/* The name of a file without its ending: what "{stem}" means. */
struct keur_text directive_stem(struct keur_text path);
/* Where the word at `at` ends. */
size_t directive_word_end(struct keur_text text, size_t at);
/* The key, with its "/", whose value is told there, at this comment: the type demands the name of
 * the document's file, and no comment of this name says it. */
struct keur_text key_told_by_content(keur_run *run, const keur_index *index, size_t document,
                                     const struct keur_entry *directive);

/* ---- Texts ---- */

static inline bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static inline char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

/* Without what a comparison of texts does not look at: case, and how blank the blanks are. */
struct keur_text plain_text(keur_run *run, struct keur_text text);
/* Are these texts, which are trimmed, the same so? */
bool reads_like(keur_run *run, struct keur_text a, struct keur_text b);

/* ---- Front matter ---- */

/* The value at a key path such as "outer.inner", or NULL. */
const struct keur_value *value_at(const keur_document *document, struct keur_text path);
bool conditions_hold(const keur_document *document, const struct keur_records *conditions);

#endif
