/* The code page that bytes which are no UTF-8 were most likely written in. */
#ifndef LEGACY_H
#define LEGACY_H

#include "plausibility.h"

struct legacy {
    enum code_page_id page;
    int surprise; /* at the text, read so (plausibility.h) */
    int gain;     /* over Windows-1252, the most common one */
};
/* Looks at the beginning of long texts. */
struct legacy legacy_of(const struct alphabets *alphabets, struct keur_text text);

#endif
