/* What the files of this plugin share. */
#ifndef LINKS_H
#define LINKS_H

#include <string.h>

#include "keur_plugin.h"

extern const struct keur_check links_source_without_link, links_duplicate_source,
    links_missing_bracket, links_space_before_target, links_unclosed, links_reversed,
    links_line_break, links_undefined_reference, links_empty_target, links_empty_text,
    links_placeholder_target, links_malformed_scheme, links_missing_target, links_missing_anchor,
    links_nav_entry, links_not_in_nav, links_site_file, links_own_address, links_template_target,
    links_legal_reference, links_pdf_page, links_other_id, links_other_title, links_local_page,
    links_unreferenced, links_duplicate_title, links_source_title, links_text_fragment,
    links_part_of_word, links_same_text;

/* documents.TYPE.sources */
struct sources_setting {
    struct keur_texts headings;
};

/* ---- text.c ---- */

/* Short enough for a message. */
struct keur_text text_shortened(keur_run *run, struct keur_text text);
/* For comparison: case folded, each white space one blank, none at the ends. */
struct keur_text text_plain(keur_run *run, struct keur_text text);
/* The same so compared?  Nearly all texts differ early, and are not folded. */
bool text_is_alike(keur_run *run, struct keur_text text, struct keur_text other);
/* Of ASCII, or a byte of what is not ASCII. */
static inline bool byte_is_letter(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}
/* Equal but for the case of ASCII letters. */
bool text_begins(struct keur_text text, struct keur_text prefix);
/* Bytes of the longest of these words that stands at `at` and ends there; 0: none does. */
size_t text_word_at(const struct keur_texts *words, struct keur_text text, size_t at);

/* ---- sources.c: the entries of the sources sections ---- */

/* A list item without a list in it, a row of a table, or a paragraph or what stands between its
 * line breaks, that says something. */
struct source {
    const struct keur_node *node;
    struct keur_span words, title; /* all of it; its first cell */
    const struct keur_link *link;  /* the first in it, or NULL */
    bool is_prose;                 /* of a paragraph: it may say something else, too */
};
struct sources {
    const keur_document *document;
    const struct sources_setting *setting;
    size_t heading;               /* where the next section is looked for */
    const struct keur_node *node; /* where the next entry is looked for */
    size_t part; /* where the next part of that paragraph begins; 0: at its begin */
    size_t end;  /* of the section */
    size_t link_count;
};
/* NULL when the document's type has no setting. */
struct sources *sources_begin(keur_run *run, const keur_document *document);
bool sources_next_section(keur_run *run, struct sources *sources);
bool sources_next(struct sources *sources, struct source *ret_source);
/* Is this the heading of sources? */
bool sources_are_below(keur_run *run, const struct sources_setting *setting,
                       struct keur_text heading);

/* ---- address.c: what stands where a target belongs ---- */

/* A scheme, www., a path that says so, or the name of a file: not a word in brackets. */
bool address_is_likely(struct keur_text address);
bool address_has_scheme(struct keur_text address);
/* An address that no program can follow, because its beginning is misspelt.  The repair
 * replaces its first `length` bytes by `replacement`. */
struct address_repair {
    size_t length;
    struct keur_text replacement;
};
bool address_repair(struct keur_text address, struct address_repair *ret_repair);
/* Of "(https://example.org/a)", which no program can follow, what the parentheses enclose; empty
 * for any other target. */
struct keur_text address_enclosed(struct keur_text target);
/* "example.org/a": the name of a host where a path was expected. */
bool address_is_of_host(struct keur_text address);
/* Equal but for the case of ASCII letters. */
bool address_equals(struct keur_text address, struct keur_text other);
/* Of an http address what tells pages apart: not its scheme, "www.", fragment, and a '/' at its
 * end.  Empty for what is none. */
struct keur_text address_plain(struct keur_text address);
/* The order of two of these, as of memcmp(); case does not count in the host. */
int address_order(struct keur_text plain, struct keur_text other);
/* "#", "url", "todo", "...": written until the address is known. */
bool address_is_placeholder(struct keur_text address);
/* Bytes of the http or www address that begins at `at` in a text, without the punctuation
 * behind it; 0 when none begins there. */
size_t address_length(struct keur_text text, size_t at);

/* ---- paths.c: paths as they stand in targets ---- */

/* Up to and with the last '/'. */
struct keur_text path_folder_of(struct keur_text path);
struct keur_text path_name_of(struct keur_text path);
/* Without query and fragment. */
struct keur_text path_of_target(struct keur_text target);
/* The next part of a path, from *at on; false at its end. */
bool path_next_part(struct keur_text path, size_t *at, struct keur_text *ret_part);
struct keur_text percent_decoded(keur_run *run, struct keur_text text);
struct keur_text percent_encoded(keur_run *run, struct keur_text name);
bool text_has_ending(struct keur_text text, const char *ending);
bool text_contains(struct keur_text text, const char *part);
static inline bool text_has_prefix(struct keur_text text, const char *prefix)
{
    size_t length = strlen(prefix);

    return text.length >= length && memcmp(text.bytes, prefix, length) == 0;
}

/* ---- suggestion.c: what was meant by a target that leads nowhere ---- */

struct lost {
    keur_run *run;
    struct keur_text from; /* path of the document */
    struct keur_text path; /* of the target as written, without query and fragment */
    enum keur_target_base base;
};
struct suggestion {
    struct keur_text path; /* instead of that; empty when nothing is near */
    bool is_same_name;     /* but for case and the like */
};
struct suggestion suggestion_for(const struct lost *lost);
enum { MOST_SUGGESTIONS = 100 }; /* in one run of a check: each looks at many names */

/* ---- missing_target.c ---- */

/* Neither empty nor a placeholder, nor an address that is misspelt. */
bool target_is_meant(struct keur_text target);
/* Does it lie in a folder of one of these names, and so become part of pages elsewhere? */
bool path_is_part(struct keur_text path, const struct keur_texts *folders);
/* Counts its target from the page's address: raw HTML, Mermaid. */
bool link_kind_is_raw(int kind);

/* How a link of this base, in the document at `from`, leads to a file of the site. */
struct keur_text target_to(keur_run *run, struct keur_text from, struct keur_text path,
                           enum keur_target_base base);
/* From the address of the page of a document to another address of the site. */
struct keur_text page_relative(keur_run *run, struct keur_text from, struct keur_text address);

/* ---- unpublished.c ---- */

/* Why a target, written as `path`, leads to a file that is not on the site. */
struct keur_text unpublished_message(keur_run *run, struct keur_text path,
                                     const struct keur_destination *destination);

/* ---- site.c ---- */

/* A setting of mkdocs.yml, or of a file that it inherits from; *ret_path is where it stands. */
const struct keur_value *site_setting(const struct keur_site *site, const char *key,
                                      struct keur_text *ret_path);

/* The options of a Markdown extension in mkdocs.yml; NULL without. */
const struct keur_value *site_extension(const struct keur_site *site, const char *name);

bool site_has_plugin(const struct keur_site *site, const char *name);

/* ---- titles.c: what a document calls itself ---- */

/* Empty where it does not say. */
struct titles {
    struct keur_text title, heading; /* of its front matter; its first heading, when of level 1 */
    struct keur_text id;             /* of its front matter, the part behind the last ':' or '/' */
    struct keur_text prefix;         /* the id that its file's name begins with */
};
struct titles titles_of(const keur_index *index, size_t document, struct keur_text id_key);
/* Bytes of an id such as "aia-05" that a text begins with, a digit and a hyphen before it left out
 * (*ret_begin); 0 when none does. */
size_t id_length(struct keur_text text, size_t *ret_begin);
bool ids_are_same(struct keur_text id, struct keur_text other);
/* Does `text` say what `title` says, or the beginning of it, or more?  Words count, not signs. */
bool title_begins_alike(keur_run *run, struct keur_text title, struct keur_text text);

/* A link that a check has taken down. */
struct noted_link {
    size_t document;
    struct keur_text from; /* path of the document */
    struct keur_text target, text;
    struct keur_span span; /* of the target, or the text, in the source */
    bool is_verbatim;      /* that is written there as it is here, and may be replaced */
};
/* For `gather`: `span` is where the target, or the text, stands; `written` the one of the two. */
void note_link(keur_run *run, const struct keur_link *link, struct keur_span span,
               struct keur_text written);
/* The i-th that the rule has taken down of a document; false past the last. */
bool noted_link(keur_run *run, const keur_index *index, size_t document, size_t i,
                struct noted_link *ret_link);
/* The document that it leads to; the size of the index when it leads to none. */
size_t noted_link_page(keur_run *run, const keur_index *index, const struct noted_link *link);

/* ---- nav.c ---- */

/* The path of the home page, from which targets in mkdocs.yml count. */
struct keur_text site_home(keur_run *run);
/* The value behind this one in reading order; NULL behind the last of `root`. */
const struct keur_value *value_following(const struct keur_value *value,
                                         const struct keur_value *root);
/* The list `nav`, and the file that it stands in; NULL without one. */
const struct keur_value *nav_of(keur_run *run, struct keur_text *ret_file);
/* The list `nav` of a .pages file; or `arrange`, which leaves nothing out. */
const struct keur_value *pages_list(const struct keur_site_file *pages, bool *ret_is_arranged);
/* "..." and "... | pattern" are of awesome-pages, "*" of literate-nav, "!include" of monorepo. */
enum entry_kind { ENTRY_OTHER = 0, ENTRY_PAGE, ENTRY_GLOB };
enum entry_kind entry_kind_of(const struct keur_value *value);
/* Not what stands beside a pattern in "glob: pattern": how it is sorted, what it leaves out. */
bool nav_value_is_item(const struct keur_value *value);

/* ---- not_in_nav.c ---- */

/* What the navigation lists; NULL without a site.  Without a list it has all pages. */
struct nav_lists;
const struct nav_lists *nav_lists_read(keur_run *run);
/* False, with the file that does not list it, for a page that is left out. */
bool nav_lists_page(keur_run *run, const struct nav_lists *listed, struct keur_text path,
                    struct keur_text *ret_file);

/* `*` and `?` stay within a folder, `**` does not. */
bool nav_glob_matches(struct keur_text glob, struct keur_text path);

/* ---- awesome_nav.c ---- */

/* Do the .nav.yml files leave a page out, and not on purpose?  By which of them. */
bool awesome_nav_leaves_out(keur_run *run, struct keur_text path, struct keur_text *ret_file);

/* A target that is not there, in a file about the site. */
struct site_target {
    struct keur_text file; /* mkdocs.yml, or another that says so */
    const struct keur_value *value;
    struct keur_text from; /* what it counts from */
    const char *noun;
};
/* Says what may have been meant by the first MOST_SUGGESTIONS; adds to the number of those that are
 * missing. */
void report_site_file(keur_run *run, const struct site_target *target, size_t *missing);

/* ---- letters.c: what a reader may see of one block ---- */

enum {
    LETTER_OPAQUE = 1, /* code, raw HTML, an escaped character */
    LETTER_LINK,       /* a link that works */
    LETTER_IMAGE,
};

/* Where letters and offsets in the source do not count alike any more. */
struct letter_piece {
    size_t letter, offset;
};

/* The bytes of a paragraph, heading or cell without container prefixes.  Line breaks are '\n';
 * what is no text, however long, is one of the letters above. */
struct letters {
    char *bytes;
    size_t count;
    struct letter_piece *pieces;
    size_t piece_count;
};
/* Without letters when no text in the block has a bracket. */
struct letters letters_of(keur_run *run, const keur_document *document,
                          const struct keur_node *block);
/* Where a letter stands in the source. */
size_t letter_offset(const struct letters *letters, size_t at);
/* A line break behind the last letter. */
char letter_at(const struct letters *letters, size_t at);
bool letter_is_blank(char c);
size_t letters_skip_blanks(const struct letters *letters, size_t at);
/* letters[begin, end) in the source, and as they are. */
struct keur_span letters_span(const struct letters *letters, size_t begin, size_t end);
struct keur_text letters_text(const struct letters *letters, size_t begin, size_t end);

/* ---- parentheses.c: what follows a "(" ---- */

struct target {
    size_t begin, end; /* the address, up to the first white space */
    size_t after;      /* behind the `)`, or where the search ended */
    bool is_closed;
    size_t line_break; /* within the address; 0: none */
};
struct target target_read(const struct letters *letters, size_t parenthesis);
bool target_is_likely(const struct letters *letters, const struct target *target);

/* ---- malformed.c: links that did not become links ---- */

enum malformed_kind {
    MALFORMED_MISSING_BRACKET = 1,
    MALFORMED_SURPLUS_BRACKET,
    MALFORMED_MISSING_END_BRACKET,
    MALFORMED_MISSING_PARENTHESIS,
    MALFORMED_SPACE_BEFORE_TARGET,
    MALFORMED_UNCLOSED,
    MALFORMED_REVERSED,
    MALFORMED_MIXED,
    MALFORMED_BRACES,
    MALFORMED_LINE_BREAK,
    MALFORMED_BLANK_LINE,
    MALFORMED_SIGN,
    MALFORMED_UNDEFINED_REFERENCE,
    MALFORMED_WIKI,
};

struct malformed {
    enum malformed_kind kind;
    struct keur_span span;
    struct keur_span text;   /* between the brackets */
    struct keur_span target; /* or the label */
    struct keur_text sign;   /* that cuts the text */
    struct keur_edit edits[3];
    size_t edit_count;
};

/* ---- wiki_link.c ---- */

/* Is the document a page of a site that shows "[[page]]" as it is? */
bool wiki_links_are_text(keur_run *run, const keur_document *document);
/* Of MALFORMED_WIKI; says nothing where there is no such page. */
void wiki_link_report(keur_run *run, const keur_document *document, const struct malformed *found);

/* Steps through the blocks from `node` on that begin before byte `end`. */
struct malformed_scan;
struct malformed_scan *malformed_begin(keur_run *run, const keur_document *document,
                                       const struct keur_node *node, size_t end);
void malformed_restart(struct malformed_scan *scan, const struct keur_node *node, size_t end);
bool malformed_next(struct malformed_scan *scan, struct malformed *ret_malformed);

#endif
