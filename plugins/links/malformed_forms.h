/* Forms of what was meant as a link and is text, each in the letters of one block.  `open` and
 * `close` are the places of `[` and `]` among them.  False, with *found as it was: not this form.
 */
#ifndef MALFORMED_FORMS_H
#define MALFORMED_FORMS_H

#include "links.h"

/* A text that a reader would take for the name of something, unlike "1" or "...". */
bool form_is_name(const struct letters *letters, size_t begin, size_t end);
/* Of `[`, or of the `!` in front of it. */
size_t form_begin(const struct letters *letters, size_t open);
/* Where the text of a link without `[` begins, and whether that is beyond doubt. */
size_t form_text_begin(const struct letters *letters, size_t low, size_t close, bool *ret_is_sure);
/* The replacement is constant. */
void malformed_add_edit(struct malformed *found, struct keur_span span, const char *replacement,
                        enum keur_safety safety);

/* cut_text.c: "![text", what begins a new block, "text](target)".  Of the second half, which is in
 * `block`, *found has span, text and target.  Shown: the site goes on with the text. */
enum cut { CUT_NONE, CUT_SHOWN, CUT_FOUND };
enum cut form_cut(const keur_document *document, const struct keur_node *above,
                  const struct keur_node *block, struct malformed *found);

/* "[text](target", always. */
bool form_unclosed(const struct letters *letters, size_t open, size_t close,
                   const struct target *target, struct malformed *found);
/* "[text](tar", "get)" on the next line, always. */
bool form_broken_target(const struct letters *letters, size_t open, size_t close,
                        const struct target *target, struct malformed *found);
/* "[text] (target)", the blanks may have a line break among them. */
bool form_gap(const struct letters *letters, size_t open, size_t close, struct malformed *found);
/* "[text][name]" */
bool form_undefined_reference(const struct letters *letters, size_t open, size_t close,
                              struct malformed *found);
/* "[text])address)" */
bool form_mixed(const struct letters *letters, size_t open, size_t close, struct malformed *found);
/* "[text]{address}" */
bool form_braces(const struct letters *letters, size_t open, size_t close, struct malformed *found);
/* wiki_link.c: "[[page]]" */
bool form_wiki(const struct letters *letters, size_t open, size_t close, struct malformed *found);
/* "(text)[address]", whose `(` is at `text`. */
bool form_reversed(const struct letters *letters, size_t text, size_t open, size_t close,
                   struct malformed *found);

#endif
