/* Defects as writers make them, put into a text at random. */
#ifndef TESTS_DEFECTS_H
#define TESTS_DEFECTS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

/* A copy with so many defects; the same seed gives the same ones. */
struct keur_text defects_plant(struct keur_text text, size_t count, uint64_t *seed,
                               struct arena *arena);

#endif
