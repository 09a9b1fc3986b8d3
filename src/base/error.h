/* Why something that the user asked for cannot be done.  Findings about
 * documents and bugs of ours have other channels. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#include "api/keur_plugin.h"

/* Messages in the order they came, each complete: with file, line and column
 * where there is one, and the way out. */
struct errors {
    char **items;
    size_t count, capacity;
};

/* How the program ends when there was any, or it cannot be known what would have been found. */
enum { EXIT_TROUBLE = 2 };

/* Always false, so that a caller can say `return errors_add(...)`. */
bool errors_add(struct errors *errors, const char *format, ...) KEUR_PRINTF(2, 3);
/* At a byte offset of a file's text: "path:line:column: error: message". */
bool errors_add_at(struct errors *errors, struct keur_text path, struct keur_text source,
                   size_t offset, const char *format, ...) KEUR_PRINTF(5, 6);
void errors_free(struct errors *errors);

#endif
