/* Which repairs can be applied together?  The caller makes the text with those that are tried or
 * taken, judges it, and tells the verdict, until there is nothing left to try:
 *
 *     while (search_next(&search))
 *         if (is_fine(...)) search_pass(&search); else search_fail(&search, reason);
 *
 * Guilty ones are found by what the caller blames, else by halving, in a bounded number of trials.
 */
#ifndef FIX_SEARCH_H
#define FIX_SEARCH_H

#include "base/arena.h"
#include "fix/repair.h"

struct search_group {
    struct repair **items;
    size_t count;
};
struct search {
    struct {
        struct search_group *items;
        size_t count, capacity;
    } pending;                   /* the last goes first */
    struct search_group current; /* is tried */
    size_t trials;               /* left */
    struct arena *arena;
};

/* Over open repairs; the arena lives as long as the search. */
struct search search_new(struct repair **repairs, size_t count, size_t trials, struct arena *arena);
/* False when none is open any more: each is taken or refused. */
bool search_next(struct search *search);
void search_pass(struct search *search);
/* Those blamed alone are refused; those that share the blame are tried apart from the rest. */
void search_fail(struct search *search, struct keur_text reason);
void search_free(struct search *search);

#endif
