/* keur_plugin.h - what a lint plugin sees of keur.  The only public header.
 *
 * A plugin is a shared object NAME.so that exports one constant, made with
 * KEUR_PLUGIN(NAME).  It offers checks; the host calls a check once for each
 * document and rule, and the check tells what it found with keur_report().
 * docs/PLUGINS.md builds one step by step.
 *
 * Promises.  Everything a plugin is given is constant and complete, belongs to
 * the host, and lives as long as the call it was given to (what `prepare` made
 * lives as long as the program).  Functions that answer with a pointer say
 * NULL for "there is none".  Offsets are bytes from 0 in the file as it is on
 * disk; the host turns them into lines and columns.
 *
 * A plugin keeps no writable static data, opens no file, prints nothing, never
 * exits, and copes with any document: fields are there or NULL, spans may be
 * empty, trees may be deep (use keur_following(), do not recurse).
 */
#ifndef KEUR_PLUGIN_H
#define KEUR_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The major number changes when something existing changes its layout or its
 * meaning; the host loads a window of majors.  The minor number grows when
 * something is appended: any minor loads, and the `size` fields tell the host
 * what a plugin knows of.  Major 0 is before the first release: anything may
 * still change. */
#define KEUR_API_MAJOR   0
#define KEUR_API_MINOR   6
#define KEUR_API_VERSION ((uint32_t)KEUR_API_MAJOR << 16 | (uint32_t)KEUR_API_MINOR)

#if defined(__GNUC__)
#define KEUR_PRINTF(text, first) __attribute__((format(printf, text, first)))
#define KEUR_EXPORT              __attribute__((visibility("default")))
#else
#define KEUR_PRINTF(text, first)
#define KEUR_EXPORT
#endif

/* Both sides are built with hidden visibility; what is declared here is what they share. */
#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* ---- Bytes and places ------------------------------------------------- */

/* Frozen.  A view of bytes that somebody else owns; not ended by NUL. */
struct keur_text {
    const char *bytes;
    size_t length;
};

/* Frozen.  Bytes of the file from `begin` up to, but without, `end`. */
struct keur_span {
    size_t begin;
    size_t end;
};

/* ---- The document: bytes and lines ------------------------------------ */

typedef struct keur_document keur_document;

enum keur_dialect {
    KEUR_DIALECT_COMMONMARK = 1,
    KEUR_DIALECT_GFM,
    KEUR_DIALECT_PYTHON_MARKDOWN,
};

/* Relative to the project root, with forward slashes. */
struct keur_text keur_path(const keur_document *document);
/* Name of the document type in the configuration; empty when it has none. */
struct keur_text keur_type(const keur_document *document);
enum keur_dialect keur_dialect(const keur_document *document);
/* The whole file, BOM included. */
struct keur_text keur_source(const keur_document *document);
/* The bytes of a span, cut to the file's size. */
struct keur_text keur_slice(const keur_document *document, struct keur_span span);

/* Lines count from 0; LF, CR LF and CR end a line, and what follows the last
 * one is a line only when it is not empty.  The span is without its ending. */
size_t keur_line_count(const keur_document *document);
struct keur_span keur_line(const keur_document *document, size_t index);
size_t keur_line_at(const keur_document *document, size_t offset);

/* False for UTF-16, NUL bytes and documents past a limit: then there are only
 * bytes and lines; front matter, nodes and lists are empty. */
bool keur_is_parsed(const keur_document *document);

/* The limit that a document has passed, or NULL. */
struct keur_limit {
    struct keur_span span;    /* where it was passed */
    struct keur_text message; /* which limit, and how large it is */
};
const struct keur_limit *keur_limit_passed(const keur_document *document);

/* ---- Front matter and other YAML -------------------------------------- */

enum keur_value_kind {
    KEUR_NULL = 1,
    KEUR_BOOLEAN,
    KEUR_INTEGER,
    KEUR_FLOAT,
    KEUR_STRING,
    KEUR_SEQUENCE,
    KEUR_MAPPING,
};

enum keur_value_style {
    KEUR_PLAIN = 1,
    KEUR_SINGLE_QUOTED,
    KEUR_DOUBLE_QUOTED,
    KEUR_LITERAL,
    KEUR_FOLDED,
    KEUR_BLOCK, /* sequences and mappings */
    KEUR_FLOW,
};

/* A YAML value with its places.  Aliases are expanded up to a limit; the same
 * key twice gives two children. */
struct keur_value {
    enum keur_value_kind kind;        /* by the YAML 1.2 core schema */
    enum keur_value_kind yaml11_kind; /* as PyYAML, and so MkDocs, reads it */
    enum keur_value_style style;
    struct keur_span span;     /* quotes included; empty, behind the key, when nothing is there */
    struct keur_span key_span; /* empty for items and for the root */
    struct keur_text key;      /* decoded */
    struct keur_text text;     /* decoded scalar; empty for sequences and mappings */
    const struct keur_value *parent, *first_child, *next;
    size_t child_count;
};

enum keur_front_matter_state {
    KEUR_FRONT_MATTER_NONE = 1,
    KEUR_FRONT_MATTER_UNCLOSED,
    KEUR_FRONT_MATTER_INVALID, /* YAML that does not parse: root is NULL */
    KEUR_FRONT_MATTER_VALID,   /* root may be any kind of value */
};

struct keur_front_matter {
    enum keur_front_matter_state state;
    struct keur_span span;    /* both fences, with the last line's ending */
    struct keur_span content; /* between the fences */
    struct keur_span opening; /* the fence lines, without their endings */
    struct keur_span closing; /* empty when unclosed */
    const struct keur_value *root;
    struct keur_span error_span;    /* when invalid */
    struct keur_text error_message; /* in plain words */
};
/* Never NULL. */
const struct keur_front_matter *keur_front_matter(const keur_document *document);

/* The last child with this key, as YAML readers take it; NULL also for a NULL map. */
const struct keur_value *keur_value_find(const struct keur_value *map, const char *key);

/* ---- Nodes ------------------------------------------------------------- */

enum keur_node_kind {
    KEUR_NODE_DOCUMENT = 1,
    /* blocks */
    KEUR_NODE_PARAGRAPH,
    KEUR_NODE_HEADING,
    KEUR_NODE_BLOCK_QUOTE,
    KEUR_NODE_LIST,
    KEUR_NODE_ITEM,
    KEUR_NODE_CODE_BLOCK,
    KEUR_NODE_HTML_BLOCK,
    KEUR_NODE_THEMATIC_BREAK,
    KEUR_NODE_CONTAINER, /* tab, admonition, details, block: keur_container() tells which */
    KEUR_NODE_TABLE,
    KEUR_NODE_TABLE_ROW,
    KEUR_NODE_TABLE_CELL,
    KEUR_NODE_DEFINITION,   /* [label]: target, keur_definition() */
    KEUR_NODE_ABBREVIATION, /* *[HTML]: Hypertext ... */
    KEUR_NODE_FOOTNOTE,     /* [^label]: text */
    /* inlines */
    KEUR_NODE_TEXT,
    KEUR_NODE_SOFT_BREAK,
    KEUR_NODE_LINE_BREAK,
    KEUR_NODE_CODE,
    KEUR_NODE_HTML,
    KEUR_NODE_EMPHASIS,
    KEUR_NODE_STRONG,
    KEUR_NODE_LINK,
    KEUR_NODE_IMAGE,
};

/* Children lie within their parent, siblings follow each other without
 * overlap, and a span begins and ends with the node's delimiters. */
struct keur_node {
    enum keur_node_kind kind;
    int level;                /* heading 1 to 6; ordered list 1, bullet list 0 */
    struct keur_span span;    /* with delimiters */
    struct keur_span content; /* without: a heading's text, a link's text, a cell's text */
    struct keur_text text;    /* decoded: text, code, HTML, the info string of a code block */
    const struct keur_node *parent, *first_child, *next;
};

/* The KEUR_NODE_DOCUMENT node; NULL when the document is not parsed. */
const struct keur_node *keur_root(const keur_document *document);
/* The next node in reading order, children first; NULL after the last one. */
const struct keur_node *keur_following(const struct keur_node *node);
/* The next node in reading order that is not inside `node`. */
const struct keur_node *keur_following_outside(const struct keur_node *node);
/* The next node behind `node` in reading order, or from the root on when that is NULL, of one of
 * these kinds: KEUR_KIND(KEUR_NODE_LIST) | KEUR_KIND(KEUR_NODE_TABLE).  Quicker than a walk, most
 * of all where there is none. */
#define KEUR_KIND(kind) ((uint32_t)1 << (kind))
const struct keur_node *keur_next_of(const keur_document *document, const struct keur_node *node,
                                     uint32_t kinds);
/* The innermost node that holds the byte at `offset`; NULL when not parsed. */
const struct keur_node *keur_node_at(const keur_document *document, size_t offset);

/* ---- Lists of what a document holds, in reading order; NULL past the last --- */

struct keur_heading {
    const struct keur_node *node;
    int level;
    bool is_setext;
    struct keur_text text;        /* as read: no markup, no attribute list */
    struct keur_text anchor;      /* the dialect's, without '#' */
    struct keur_span anchor_span; /* of an explicit { #id }; empty when generated */
    struct keur_span attributes;  /* the attribute list with its braces, or empty */
    struct keur_span section;     /* from behind the heading to the next of its level or above */
};
const struct keur_heading *keur_heading(const keur_document *document, size_t index);

enum keur_link_kind {
    KEUR_LINK_INLINE = 1, /* [text](target) */
    KEUR_LINK_FULL,       /* [text][label] */
    KEUR_LINK_COLLAPSED,  /* [label][] */
    KEUR_LINK_SHORTCUT,   /* [label] */
    KEUR_LINK_AUTOLINK,   /* <https://...> */
    KEUR_LINK_HTML_HREF,  /* <a href="..."> */
    KEUR_LINK_HTML_SRC,   /* <img src="...">, <script src>, ... */
    KEUR_LINK_MERMAID,    /* click node href "..." in a code block of Mermaid */
};

struct keur_definition;
struct keur_link {
    enum keur_link_kind kind;
    bool is_image;
    const struct keur_node *node; /* the link, image, HTML or HTML block node */
    struct keur_span span;        /* all of it; for HTML the attribute's value */
    struct keur_span text_span;   /* between the brackets; empty for HTML */
    struct keur_text text;        /* as read */
    struct keur_span
        target_span;         /* the target in the source, without <>; of references: the label */
    struct keur_text target; /* decoded: no escapes, no entities */
    struct keur_text title;
    const struct keur_definition *definition; /* of a reference; else NULL */
    struct keur_span attributes;              /* the attribute list with its braces, or empty */
    struct keur_span element;                 /* of HTML: the opening tag; else empty */
};
const struct keur_link *keur_link(const keur_document *document, size_t index);

struct keur_definition {
    struct keur_span span;
    struct keur_span label_span;
    struct keur_text label; /* as written */
    struct keur_span target_span;
    struct keur_text target; /* decoded */
    struct keur_text title;
    bool is_used;
};
const struct keur_definition *keur_definition(const keur_document *document, size_t index);

enum keur_container_kind {
    KEUR_CONTAINER_TAB = 1,    /* === "title" */
    KEUR_CONTAINER_ADMONITION, /* !!! type "title" */
    KEUR_CONTAINER_DETAILS,    /* ??? type "title" */
    KEUR_CONTAINER_BLOCK,      /* /// type | argument */
};
struct keur_container {
    enum keur_container_kind kind;
    const struct keur_node *node;
    struct keur_text type;  /* of a block: its name; of a tab: empty */
    struct keur_text title; /* without quotes */
    struct keur_span title_span;
    struct keur_span header; /* the line that opens it, without its ending */
};
const struct keur_container *keur_container(const keur_document *document, size_t index);

enum keur_alignment { KEUR_ALIGN_NONE = 1, KEUR_ALIGN_LEFT, KEUR_ALIGN_CENTER, KEUR_ALIGN_RIGHT };

struct keur_cell {
    const struct keur_node *node; /* span: between the pipes; content: without outer blanks */
    struct keur_text text;        /* as read: no markup, no attribute list */
};
struct keur_row {
    const struct keur_node *node; /* the line, without its ending and container prefix */
    const struct keur_cell *const *cells;
    size_t cell_count;
    bool has_leading_pipe, has_trailing_pipe;
};
struct keur_table {
    const struct keur_node *node;
    const struct keur_row *header;
    struct keur_span delimiter_row;
    const enum keur_alignment *alignments;
    size_t column_count;                /* cells of the delimiter row */
    const struct keur_row *const *rows; /* without header and delimiter row */
    size_t row_count;
    const struct keur_container *container; /* innermost, or NULL */
    const struct keur_heading *heading;     /* the heading above it, or NULL */
};
const struct keur_table *keur_table(const keur_document *document, size_t index);

enum keur_mark_kind {
    KEUR_MARK_ID = 1,       /* explicit id: attribute list, or id="" and name="" in HTML: name */
    KEUR_MARK_DIRECTIVE,    /* <!-- name arguments -->: name, text */
    KEUR_MARK_ABBREVIATION, /* *[name]: text */
    KEUR_MARK_FOOTNOTE,     /* [^name]: text */
    KEUR_MARK_FOOTNOTE_USE, /* [^name] */
    KEUR_MARK_SNIPPET,      /* --8<-- "name" */
};
struct keur_mark {
    enum keur_mark_kind kind;
    struct keur_span span; /* all of it */
    struct keur_span name_span;
    struct keur_text name;
    struct keur_text text;
};
const struct keur_mark *keur_mark(const keur_document *document, size_t index);

/* Text as a reader sees it, without markup: what words, terms and punctuation are looked for in.
 * Only made for documents that are looked at by a check with `reads_prose`. */
enum keur_prose_kind {
    KEUR_PROSE_PARAGRAPH = 1,
    KEUR_PROSE_HEADING,
    KEUR_PROSE_CELL,
    KEUR_PROSE_ALTERNATIVE, /* of an image */
};
struct keur_prose {
    enum keur_prose_kind kind;
    const struct keur_node *node; /* the paragraph, heading, cell or image */
    /* Decoded; a line ends in "\n", U+FFFC stands for code, an image or an icon, and blanks for
     * what is not to be read, such as an attribute list. */
    struct keur_text text;
};
const struct keur_prose *keur_prose(const keur_document *document, size_t index);
/* All prose of a document as one text: a look at it tells quickly what is nowhere in it. */
struct keur_all_prose {
    struct keur_text text; /* the texts in order, which are parts of it, and "\0" around each */
    /* Where words may begin, in bytes of the text: each run of ASCII letters and digits, and each
     * code point that is not ASCII. */
    const uint32_t *words;
    /* The first two bytes of each, the first one low, | 0x2020: ASCII letters without their case.
     * Zeros follow the last one. */
    const uint16_t *begins;
    size_t word_count;
};
enum { KEUR_WORDS_BEHIND = 8 }; /* how many zeros */
const struct keur_all_prose *keur_all_prose(const keur_document *document);
/* The index of the prose in which a byte of that text stands. */
size_t keur_prose_at(const keur_document *document, size_t offset);
/* Where a part of that text, in bytes, stands in the source. */
struct keur_span keur_prose_span(const keur_document *document, const struct keur_prose *prose,
                                 struct keur_span part);

/* ---- Configuration of a check ------------------------------------------ */

enum keur_option_type {
    KEUR_OPTION_BOOLEAN = 1, /* bool */
    KEUR_OPTION_INTEGER,     /* int64_t */
    KEUR_OPTION_TEXT,        /* struct keur_text */
    KEUR_OPTION_TEXTS,       /* struct keur_texts: a list, or one scalar */
    KEUR_OPTION_PAIRS,       /* struct keur_pairs: a map of scalars */
    KEUR_OPTION_PATTERN,     /* const keur_pattern *: PCRE2, compiled; NULL when not given */
    KEUR_OPTION_RECORD,      /* the struct that `fields` describes, in place */
    KEUR_OPTION_RECORDS,     /* struct keur_records of such structs */
    KEUR_OPTION_TREE,        /* const struct keur_value *: any YAML; a path names a file beside */
};

typedef struct keur_pattern keur_pattern;

/* Frozen. */
struct keur_texts {
    const struct keur_text *items;
    size_t count;
};
/* Frozen. */
struct keur_pair {
    struct keur_text key, value;
};
/* Frozen. */
struct keur_pairs {
    const struct keur_pair *items;
    size_t count;
};
/* Frozen. */
struct keur_records {
    const void *items; /* `count` structs of the option's `fields_size`, one after another */
    size_t count;
};

/* Frozen.  Tables of options end with an entry whose name is NULL. */
struct keur_option {
    const char *name; /* as in YAML: kebab-case */
    enum keur_option_type type;
    size_t offset;        /* of the member that the host fills */
    const char *fallback; /* the default as YAML; NULL: zero, empty, absent */
    const char *summary;
    bool is_required;
    const struct keur_option *fields; /* of a record */
    size_t fields_size;
};

/* ---- At work: one rule on one document ---------------------------------- */

typedef struct keur_run keur_run;
typedef struct keur_index keur_index;
typedef struct keur_setup keur_setup;

/* The options of the rule, as the check's table describes them; NULL without table. */
const void *keur_options(const keur_run *run);
/* What the check's `prepare` returned. */
const void *keur_prepared(const keur_run *run);
/* A plugin's setting for the type of this document (what its `prepare`
 * returned, or the filled struct when it has none); NULL when the type does
 * not have it. */
const void *keur_setting(const keur_run *run, const char *key);
/* The document at hand; NULL in a project check. */
const keur_document *keur_run_document(const keur_run *run);
/* Zeroed memory that lives until this document is done; never NULL. */
void *keur_allocate(keur_run *run, size_t size);
/* Is a rule of this check ("plugin/check") on for the document at hand?  Where two checks would
 * speak of one place, one leaves it to the other. */
bool keur_is_on(const keur_run *run, const char *check);
/* Where a plugin's checks leave for each other what they made of this document, with
 * keur_allocate(); NULL before the first one does.  For project checks: of the project. */
void **keur_keep(keur_run *run);

enum keur_safety {
    KEUR_SAFE = 1, /* the repair is certain, and changes nothing else a reader sees */
    KEUR_UNSAFE,
};
/* Frozen.  Replace the bytes of `span` by `replacement`. */
struct keur_edit {
    struct keur_span span;
    struct keur_text replacement;
    enum keur_safety safety;
};
/* Frozen.  Another place that explains the finding; in this document when path is empty. */
struct keur_related {
    struct keur_text path;
    struct keur_span span;
    struct keur_text message;
};
struct keur_details {
    size_t size; /* sizeof(struct keur_details) */
    const struct keur_edit *edits;
    size_t edit_count;
    const struct keur_related *related;
    size_t related_count;
};

/* Say what is wrong at `where`, and what would be right.  Everything is
 * copied.  Formats are whole sentences without a full stop at the end; print a
 * keur_text with "%.*s" and KEUR_ARGUMENT(text). */
void keur_report(keur_run *run, struct keur_span where, const char *format, ...) KEUR_PRINTF(3, 4);
void keur_report_details(keur_run *run, struct keur_span where, const struct keur_details *details,
                         const char *format, ...) KEUR_PRINTF(4, 5);
#define KEUR_ARGUMENT(text) (int)(text).length, (text).bytes

/* A text made with a format, living until this document is done. */
struct keur_text keur_format(keur_run *run, const char *format, ...) KEUR_PRINTF(2, 3);

/* ---- The project: for checks that need more than one document ----------- */

enum keur_entry_kind {
    KEUR_ENTRY_VALUE = 1, /* a front matter scalar: name is its key path ("a.b"), text its value */
    KEUR_ENTRY_HEADING,   /* name is the anchor, text the heading, level its level */
    KEUR_ENTRY_LINK,      /* name is empty, text the decoded target, level its keur_link_kind */
    KEUR_ENTRY_ID,        /* name is the id */
    /* Behind its link: text as read, level 1 for an image, span all of it; of HTML the opening tag.
     */
    KEUR_ENTRY_LINK_TEXT,
    KEUR_ENTRY_FOOTNOTE,  /* name is the label */
    KEUR_ENTRY_DIRECTIVE, /* <!-- name text --> */
    KEUR_ENTRY_SNIPPET,   /* name is the file, as written */
    KEUR_ENTRY_TAB,       /* text is the title */
    /* Something that puts text here when the site is built: name is "{{", "{%", "{!", ":::", or
     * "<h" for a heading in raw HTML that gets an id.  The first of each. */
    KEUR_ENTRY_INSERTION,
};
/* Frozen. */
struct keur_entry {
    enum keur_entry_kind kind;
    int level;
    struct keur_text name, text;
    struct keur_span span;
};
/* Documents of the project, in path order, count from 0. */
size_t keur_index_size(const keur_index *index);
struct keur_text keur_index_path(const keur_index *index, size_t document);
struct keur_text keur_index_type(const keur_index *index, size_t document);
/* keur_setting() for the type of a document in the index. */
const void *keur_index_setting(const keur_run *run, size_t document, const char *key);
enum keur_dialect keur_index_dialect(const keur_index *index, size_t document);
/* The document with this path; the size of the index when there is none. */
size_t keur_index_find(const keur_index *index, struct keur_text path);
/* The i-th entry of a document, in reading order; false past the last one. */
bool keur_index_entry(const keur_index *index, size_t document, size_t i,
                      struct keur_entry *ret_entry);
/* The first entry from *i on whose kind is one of these, bits 1U << KEUR_ENTRY_...; *i is behind it
 * then.  False when there is none. */
bool keur_index_next(const keur_index *index, size_t document, unsigned kinds, size_t *i,
                     struct keur_entry *ret_entry);
/* The same for those with this name: of values of the front matter the key path. */
bool keur_index_named(const keur_index *index, size_t document, unsigned kinds,
                      struct keur_text name, size_t *i, struct keur_entry *ret_entry);
/* keur_report_details() for a project check; details may be NULL. */
void keur_report_on(keur_run *run, size_t document, struct keur_span where,
                    const struct keur_details *details, const char *format, ...) KEUR_PRINTF(5, 6);

/* The same for a file that is no document, such as mkdocs.yml: `path` is relative to the project
 * root.  Shown when the whole project, or that file, was asked for. */
void keur_report_at(keur_run *run, struct keur_text path, struct keur_span where,
                    const struct keur_details *details, const char *format, ...) KEUR_PRINTF(5, 6);

/* For a check's `gather`: take down something of the document at hand that the index does not have,
 * for the same rule's `run_project`.  Texts are copied.  Past a limit of bytes for each document
 * nothing more is taken down. */
void keur_note(keur_run *run, struct keur_text name, struct keur_text text, struct keur_span span);
/* The i-th note of this rule on a document, in the order in which they were taken; false past the
 * last one.  Their kind and level are 0. */
bool keur_index_note(const keur_run *run, size_t document, size_t i, struct keur_entry *ret_entry);

/* ---- The site: what MkDocs makes of the project -------------------------- */

/* A YAML file that says something of the site. */
struct keur_site_file {
    struct keur_text path;         /* relative to the project root */
    const struct keur_value *root; /* with places in it; NULL when it is no map */
};
struct keur_site {
    size_t size;                     /* sizeof(struct keur_site) */
    struct keur_text path;           /* of mkdocs.yml, relative to the project root */
    const struct keur_value *root;   /* what it says, with places in it; NULL when it is no map */
    struct keur_text docs_dir;       /* relative to the project root; "." is the root itself */
    struct keur_text url;            /* site_url with a '/' at its end; empty without one */
    struct keur_text custom_dir;     /* of the theme, relative to the project root, or empty */
    bool uses_directory_urls;        /* "a.md" is shown as "a/", not as "a.html" */
    bool has_more_files;             /* plugins make files that are not in the project */
    bool has_templates;              /* plugins or hooks may replace "{{ ... }}" in documents */
    bool has_unknown_anchors;        /* a function of the project makes the ids of headings */
    struct keur_texts auto_append;   /* snippets that every page ends with, relative to the root */
    struct keur_text inherited_path; /* of the file that INHERIT names; empty without one */
    const struct keur_value *inherited; /* what it says; NULL when it is no map */
    const struct keur_site_file *pages; /* .pages files, which the plugin awesome-pages
                                           reads, or .nav.yml files of awesome-nav */
    size_t page_file_count;
    /* Files that INHERIT names, one from the other; the first is the one above. */
    const struct keur_site_file *bases;
    size_t base_count;
    /* What keeps mkdocs.yml, or a base, from being read; empty when nothing does. */
    struct keur_text error_path, error_message;
    struct keur_span error_span;
};
/* NULL when the project has no mkdocs.yml. */
const struct keur_site *keur_site(const keur_run *run);
/* Where the site shows a page, relative to its root: "a/b/" for "docs/a/b.md", "" for the home
 * page.  False for what is no file of the site. */
bool keur_page_address(keur_run *run, struct keur_text path, struct keur_text *ret_address);

/* Is a file of docs_dir left out of the site; or, by not_in_nav, out of the navigation on purpose?
 */
bool keur_is_excluded(keur_run *run, struct keur_text path);
bool keur_is_unlisted(keur_run *run, struct keur_text path);

/* What a target counts from. */
enum keur_target_base {
    KEUR_FROM_FILE = 1, /* Markdown: the file; what names no file counts from the page */
    KEUR_FROM_PAGE,     /* raw HTML, Mermaid: the page's address on the site */
};
enum keur_destination_kind {
    KEUR_DESTINATION_UNKNOWN = 1, /* another site, another scheme, or not known offline */
    KEUR_DESTINATION_FILE,        /* a file of the project */
    KEUR_DESTINATION_FOLDER,      /* a folder of it, for documents that are not of the site */
    KEUR_DESTINATION_MISSING,
    KEUR_DESTINATION_UNPUBLISHED, /* a file that is there, but is not part of the site */
    KEUR_DESTINATION_MISPLACED,   /* leads out of the site, where path is what was meant */
};
/* How a target says where it leads. */
enum keur_target_form {
    KEUR_TARGET_FILE = 1,   /* by the file: "../a/b.md" */
    KEUR_TARGET_PAGE,       /* by the page's address: "../b/" */
    KEUR_TARGET_ROOTED,     /* by the address without the host: "/a/b/" */
    KEUR_TARGET_SITE,       /* by the whole address: "https://example.org/a/b/" */
    KEUR_TARGET_REPOSITORY, /* by its address in the repository: ".../blob/main/docs/a/b.md" */
};
/* Why a file is not published. */
enum keur_unpublished {
    KEUR_OUTSIDE_DOCS = 1, /* it lies outside docs_dir */
    KEUR_EXCLUDED,         /* by exclude_docs */
    KEUR_DRAFT,            /* by draft_docs */
    KEUR_HIDDEN,           /* templates/, and names that begin with a dot: MkDocs leaves them out */
    KEUR_SHADOWED,         /* README.md, where index.md stands beside it */
};
struct keur_destination {
    enum keur_destination_kind kind;
    enum keur_target_form form;
    struct keur_text path;     /* relative to the project root; where it was looked for, or empty */
    struct keur_text fragment; /* behind '#', decoded, without ":~:text="; empty without one */
    struct keur_text real_path; /* of a file, symbolic links followed: as the index knows it */
    enum keur_unpublished unpublished; /* of KEUR_DESTINATION_UNPUBLISHED */
    /* Of KEUR_DESTINATION_MISSING: the branch or tag that the repository does not have, and one
     * that it has with a name like it; else empty. */
    struct keur_text branch, near_branch;
};
/* Where `target`, decoded of Markdown and HTML, leads from the document at path `from`. */
struct keur_destination keur_resolve(keur_run *run, struct keur_text from, struct keur_text target,
                                     enum keur_target_base base);
/* From one file to another, as a target in Markdown: "../a/b%20c.md".  Paths as keur_exists(). */
struct keur_text keur_relative_target(keur_run *run, struct keur_text from, struct keur_text to);
/* The i-th file of the project, in byte order of their paths, hidden folders left out; empty past
 * the last. */
struct keur_text keur_file(const keur_run *run, size_t i);

/* The i-th file that has another name since the revision of git that the run is compared with;
 * false past the last, and where nobody asked git.  Paths are relative to the project root. */
struct keur_rename {
    struct keur_text from, to;
};
bool keur_renamed(const keur_run *run, size_t i, struct keur_rename *ret_rename);

/* ---- Services ----------------------------------------------------------- */

/* Is there a file or folder of this exact case?  The path is relative to the
 * project root, with forward slashes; "." and ".." are resolved, and what lies
 * outside the project is not there. */
enum keur_entry_type { KEUR_ABSENT = 0, KEUR_FILE, KEUR_FOLDER };
enum keur_entry_type keur_exists(const keur_run *run, struct keur_text path);
/* The i-th name in a folder, in byte order, folders with a '/' behind; empty past the last. */
struct keur_text keur_folder_entry(const keur_run *run, struct keur_text folder, size_t i);

/* The candidate nearest to a word (optimal string alignment over code points,
 * case ignored), or -1 when none is near enough to be what was meant. */
ptrdiff_t keur_nearest(struct keur_text word, const struct keur_text *candidates, size_t count);

/* The first match at or behind byte `from`; a match limit ends a runaway pattern.  Bytes that are
 * not UTF-8 match nothing. */
bool keur_match(const keur_pattern *pattern, struct keur_text subject, size_t from,
                struct keur_span *ret_match);
/* The same with what its groups match; group 0 is all of it.  Of `count` groups, those that took no
 * part are empty at 0.  Says too when the match limit has ended the search. */
enum keur_match_state { KEUR_NO_MATCH = 0, KEUR_MATCH, KEUR_MATCH_LIMIT };
enum keur_match_state keur_match_groups(const keur_pattern *pattern, struct keur_text subject,
                                        size_t from, struct keur_span *ret_groups, size_t count);
/* Does it compile, as an expression of ECMA-262 (keur_setup_ecma_pattern)? */
bool keur_is_ecma_pattern(keur_run *run, struct keur_text source);
/* As it was written. */
struct keur_text keur_pattern_source(const keur_pattern *pattern);

bool keur_text_equals(struct keur_text a, struct keur_text b);
/* Like memcmp() over the common length, then by length: below, at or above 0. */
int keur_text_compare(struct keur_text a, struct keur_text b);
/* Without ASCII white space at both ends. */
struct keur_text keur_text_trim(struct keur_text text);
/* Unicode case folding and NFC: equal texts read the same. */
struct keur_text keur_fold(keur_run *run, struct keur_text text);
/* Normal form C: a letter and its accents are one character where there is one. */
struct keur_text keur_compose(keur_run *run, struct keur_text text);
/* Decodes one code point (UTF-8, strict) and returns its bytes; 0 at the end,
 * and for an invalid byte 1 with *ret_code_point set to UINT32_MAX. */
size_t keur_decode(struct keur_text text, size_t at, uint32_t *ret_code_point);
/* Unicode's general category, two letters such as "Lu"; "Cn" for what is none. */
const char *keur_category(uint32_t code_point);

/* What `make` makes of a YAML or JSON file that a document names: at the first call, then kept (in
 * each worker).  `name` counts from the folder of the document at hand, with a leading '/' from the
 * project root, unless `schemas` of the configuration gives a file for it; nothing outside the
 * project is read, and nothing fetched.  NULL without such a file and after a mistake in it:
 * *ret_mistake says which.  All lives until this document is done. */
typedef const void *keur_maker(keur_setup *setup, const struct keur_value *root);
const void *keur_made_of_file(keur_run *run, struct keur_text name, keur_maker *make,
                              struct keur_text *ret_mistake);

/* ---- Before the first document ------------------------------------------- */

/* A mistake in the configuration at this value: the program ends with exit code 2. */
void keur_setup_error(keur_setup *setup, const struct keur_value *place, const char *format, ...)
    KEUR_PRINTF(3, 4);
/* Compiles a scalar; NULL after a mistake, which is reported. */
const keur_pattern *keur_setup_pattern(keur_setup *setup, const struct keur_value *source);
/* Zeroed memory that lives as long as the program; never NULL. */
void *keur_setup_allocate(keur_setup *setup, size_t size);
/* A text made with a format, ended by a NUL that is not counted, living as long as the program. */
struct keur_text keur_setup_format(keur_setup *setup, const char *format, ...) KEUR_PRINTF(2, 3);
/* What a library of the plugin's own has made is let go at the end of the program. */
void keur_setup_at_end(keur_setup *setup, void (*release)(void *), void *what);

/* The same for an expression of ECMA-262, as JSON Schema has them: Unicode, `^` and `$` at the ends
 * of the text only.  Mistakes are reported at `place`. */
const keur_pattern *keur_setup_ecma_pattern(keur_setup *setup, const struct keur_value *place,
                                            struct keur_text source);
/* The setting or options that are being set up, as they stand in the configuration; their parents
 * and siblings can be seen. */
const struct keur_value *keur_setup_place(const keur_setup *setup);
/* The YAML or JSON file (by its ending) of this name, beside the file that `saying` stands in and
 * within its pack or project; NULL after a mistake, which is reported at `saying`. */
const struct keur_value *keur_setup_file(keur_setup *setup, const struct keur_value *saying,
                                         struct keur_text name);
/* A file of the project, by its path from the project root.  Empty when it cannot be read: a
 * mistake at `saying`, but in a pack, which is for projects of several shapes. */
struct keur_text keur_setup_project_text(keur_setup *setup, const struct keur_value *saying,
                                         struct keur_text path);
/* The same for a YAML or JSON file, as a tree; NULL when it is not there. */
const struct keur_value *keur_setup_project_tree(keur_setup *setup, const struct keur_value *saying,
                                                 struct keur_text path);
/* Is this a folder of the project?  When it is not, as above. */
bool keur_setup_project_folder(keur_setup *setup, const struct keur_value *saying,
                               struct keur_text path);
/* What `schemas` of the configuration gives for an address: a file's root, or the schema that
 * stands there itself.  NULL when it gives nothing, or after a mistake. */
const struct keur_value *keur_setup_schema(keur_setup *setup, struct keur_text address);
/* JSON that the plugin brings along, as a tree. */
const struct keur_value *keur_setup_json(keur_setup *setup, struct keur_text text);
/* The file in which a value of the configuration stands: its absolute path, also for a place that a
 * finding is related to; empty for what a plugin brings along. */
struct keur_text keur_setup_path(const struct keur_value *place);

/* A key of a document type that a plugin reads: documents.TYPE.KEY. */
struct keur_setting {
    size_t size; /* sizeof(struct keur_setting) */
    const char *key;
    const char *summary;
    /* One option: its type says what the value is; name and offset are not
     * used.  A record's fields are filled into a struct of fields_size. */
    struct keur_option shape;
    /* Optional: check and translate what was filled in.  `filled` points to
     * the member that the shape's type names (struct keur_records, const
     * struct keur_value *, the record itself ...).  Called before the first
     * document, or, where only a pack has the type, before the first of it. */
    const void *(*prepare)(keur_setup *setup, const void *filled);
    /* Optional: does what was prepared ask for the project checks that are `by_setting`? */
    bool (*asks_project)(const void *prepared);
};

struct keur_check {
    size_t size;                       /* sizeof(struct keur_check) */
    const char *id;                    /* plugin/check */
    const char *summary;               /* a sentence that says what holds when nothing is found */
    const struct keur_option *options; /* or NULL */
    size_t options_size;
    /* Optional, once for each rule: check and translate the options. */
    const void *(*prepare)(keur_setup *setup, const void *options);
    /* One of the two: for each document, or once for a project. */
    void (*run)(keur_run *run, const keur_document *document);
    void (*run_project)(keur_run *run, const keur_index *index);
    /* Run even when keur_is_parsed() says no: for checks on bytes and lines. */
    bool needs_only_bytes;
    /* Asks for keur_prose(). */
    bool reads_prose;
    /* A project check that has nothing to do unless the setting with this key of some document type
     * asks for it; NULL: it always has. */
    const char *by_setting;
    /* Optional, of a project check: called with each document of the project, before `run_project`,
     * whatever documents the rule is for; what it takes down with keur_note() is there then. */
    void (*gather)(keur_run *run, const keur_document *document);
};

struct keur_plugin {
    uint32_t api_version; /* KEUR_API_VERSION; the first field for ever */
    size_t size;          /* sizeof(struct keur_plugin) */
    const char *name;     /* the file's name without .so */
    const char *summary;
    const struct keur_check *const *checks;     /* ends with NULL */
    const struct keur_setting *const *settings; /* ends with NULL; or NULL */
};

#define KEUR_PLUGIN(name_)                                           \
    extern KEUR_EXPORT const struct keur_plugin keur_plugin_##name_; \
    const struct keur_plugin keur_plugin_##name_

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
