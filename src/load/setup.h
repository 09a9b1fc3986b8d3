/* What a plugin holds while it is set up, before the first document. */
#ifndef LOAD_SETUP_H
#define LOAD_SETUP_H

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/folders.h"

struct keur_setup {
    struct arena *arena; /* of the program */
    struct errors *errors;
    const struct keur_value *place;   /* the rule or setting; for mistakes that name no value */
    struct keur_text root;            /* of the project; empty where no plugin asks */
    const struct keur_value *schemas; /* of the configuration: addresses and their files; or NULL */
    const struct folders *folders;    /* of the project; likewise */
};

/* "unknown NOUN 'WORD'", with the nearest of what is known, or all of it. */
bool setup_unknown(const struct keur_setup *setup, const struct keur_value *place, const char *noun,
                   struct keur_text word, struct keur_texts known);
/* The same where there is no place: `from` is a flag such as "--only". */
bool setup_unknown_flag(const struct keur_setup *setup, const char *from, const char *noun,
                        struct keur_text word, struct keur_texts known);

#endif
