/* Lines of a document as they look to somebody who expects front matter. */
#ifndef BLOCK_H
#define BLOCK_H

#include "keur_plugin.h"

/* The line without blanks behind it. */
struct keur_text block_line(const keur_document *document, size_t index);
/* `---`, the fence. */
bool block_is_fence(struct keur_text line);
/* What a hand or a word processor makes of a fence: `--`, `----`, a long dash. */
bool block_is_near_fence(struct keur_text line);
/* `key: value`, the key without blanks: the key, else empty. */
struct keur_text block_key(struct keur_text line);

/* `title:text`, which is no key: the place behind the colon where a blank belongs; else 0. */
size_t block_tight_colon(struct keur_text line);

/* Front matter opens on line 0, and its closing fence is lost: the line before which that
 * belongs; 0 when what follows does not read like front matter. */
size_t block_end(const keur_document *document);

/* Keys, and nothing else, stand below this fence: the line of the fence behind them; else 0. */
size_t block_closing(const keur_document *document, size_t opening);

/* A comment of HTML, which is none of YAML, begins on this line. */
bool block_is_html_comment(struct keur_text line);
/* The first of them that has keys between itself and a closing fence; 0 for none. */
size_t block_html_comment(const keur_document *document);

#endif
