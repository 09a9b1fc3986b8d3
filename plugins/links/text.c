/* Texts for messages and comparison. */
#include <string.h>

#include "links.h"

/* Each white space becomes one blank, and at the ends none. */
static struct keur_text text_collapsed(keur_run *run, struct keur_text text)
{
    char *bytes;
    size_t length = 0;

    text = keur_text_trim(text);
    bytes = keur_allocate(run, text.length + 1);
    for (size_t i = 0; i < text.length; i++) {
        bool is_blank = strchr(" \t\r\n", text.bytes[i]) != NULL;

        if (!is_blank)
            bytes[length++] = text.bytes[i];
        else if (length > 0 && bytes[length - 1] != ' ')
            bytes[length++] = ' ';
    }
    return (struct keur_text){bytes, length};
}

struct keur_text text_shortened(keur_run *run, struct keur_text text)
{
    enum { MOST_CHARACTERS = 60, MOST_BYTES = 1000 };
    uint32_t code_point;
    size_t at = 0, cut = 0, count = 0;

    if (text.length > MOST_BYTES)
        text.length = MOST_BYTES;
    text = text_collapsed(run, text);
    while (at < text.length) {
        if (count++ == MOST_CHARACTERS - 3)
            cut = at;
        if (count > MOST_CHARACTERS)
            return keur_format(run, "%.*s...", (int)cut, text.bytes);
        at += keur_decode(text, at, &code_point);
    }
    return text;
}

struct keur_text text_plain(keur_run *run, struct keur_text text)
{
    return keur_fold(run, text_collapsed(run, text));
}
