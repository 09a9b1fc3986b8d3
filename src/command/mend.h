/* Documents of a project are mended: linted, changed and judged in rounds.  Nothing is written. */
#ifndef COMMAND_MEND_H
#define COMMAND_MEND_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "command/lint.h"
#include "discover/discover.h"
#include "fix/brought.h"
#include "fix/changes.h"
#include "fix/repair.h"
#include "model/project.h"

struct mend_options {
    bool with_unsafe;
    bool with_index; /* judged by the checks that see the whole project, too */
};

/* A finding that was mended, or whose edits were not applied. */
struct mend_entry {
    struct keur_text rule, message;
    struct keur_text reason; /* why not; empty when it was mended */
    struct keur_span span;   /* in the text as it is now */
};
struct mend_entries {
    struct mend_entry *items;
    size_t count, capacity;
};

struct mend_document {
    struct target target;
    bool is_asked;           /* else it is only watched for new findings */
    bool is_read;            /* it has something to mend, and all below is set */
    bool is_given_up;        /* there was no end to it: it stays as it was */
    size_t rounds;           /* in which it changed */
    struct keur_text source; /* as it was read */
    struct keur_text current;
    struct buffer text;     /* holds `current` once it has changed */
    struct changes changes; /* from the source to the current text */
    struct mend_entries mended, refused;
    /* Of the round that goes on. */
    struct findings_view findings;
    struct repairs repairs;
    struct buffer trial;
    struct changes trial_changes;
};
struct mend_documents {
    struct mend_document *items;
    size_t count, capacity;
};

struct mend {
    const struct project *project;
    struct mend_options options;
    struct arena *arena;
    struct mend_documents documents; /* in path order */
    struct lint lint;                /* of the texts as they are now */
    struct errors errors;            /* of documents that cannot be read */
    bool has_all;                    /* `documents` are all of the project */
};

/* Mends what was asked for, sorted; a target with a text of its own is mended there.  What is not
 * read has not changed. */
struct mend mend_project(const struct project *project, const struct targets *asked,
                         struct mend_options options);
void mend_free(struct mend *mend);

bool mend_has_changed(const struct mend_document *document);

#endif
