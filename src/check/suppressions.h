/* What the comments of a document suppress. */
#ifndef CHECK_SUPPRESSIONS_H
#define CHECK_SUPPRESSIONS_H

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "check/comments.h"
#include "model/project.h"
#include "model/suppression.h"

/* Appends those of one document; `shown` and `start` are left to whoever
 * knows them.  Texts are copied to
 * `arena`, which outlives the document. */
void check_suppressions(const struct project *project, const keur_document *document,
                        struct arena *scratch, struct arena *arena,
                        struct suppressions *suppressions);

/* The rule with this id or former id; NULL when there is none. */
const struct rule *suppressions_rule(const struct project *project, struct keur_text name);

/* The block node that a comment is in, or is; NULL in front matter. */
const struct keur_node *comment_block(const keur_document *document, const struct comment *comment);
/* Its sibling before it; NULL for a first child. */
const struct keur_node *node_before(const struct keur_node *node);
/* What goes when the comment goes: its whole lines when nothing else is on them, else the comment
 * with the blanks before it. */
struct removal {
    struct keur_span span;
    enum keur_safety safety;
};
struct removal comment_removal(const keur_document *document, const struct comment *comment);
/* Nothing else is on its lines. */
bool comment_is_alone(const keur_document *document, const struct comment *comment);
/* The keur-enable that ends what a keur-disable says of a rule; NULL for the end of the document.
 */
const struct comment *comment_end(const struct comments *comments, const struct comment *disable,
                                  struct keur_text name);

#endif
