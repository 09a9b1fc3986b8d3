/* A line that opens a tab, an admonition or details, as it was meant. */
#ifndef CONTAINER_HEADER_H
#define CONTAINER_HEADER_H

#include "keur_plugin.h"

struct sign {
    const char *text, *extension;
    bool has_type;
};
enum { SIGN_COUNT = 3 };
extern const struct sign container_signs[SIGN_COUNT];

struct header {
    const struct sign *sign;
    struct keur_text text;   /* the line from the sign on, without blanks at its end */
    struct keur_text opener; /* the sign, with "+" and the like */
    struct keur_text type, title;
    bool has_quotes, is_open_missing, is_close_missing, has_odd_quotes, has_rest;
};

/* The sign that the text begins with, or NULL. */
const struct sign *container_sign_of(struct keur_text text);
/* False for what does not look like a header at all. */
bool header_read(struct keur_text text, struct header *ret_header);
/* As the extensions read it. */
bool header_is_well_formed(const struct header *header);

/* text[begin, end), which must be there; empty when it ends before it begins. */
static inline struct keur_text slice(struct keur_text text, size_t begin, size_t end)
{
    return (struct keur_text){text.bytes + begin, end > begin ? end - begin : 0};
}

#endif
