/* Files of the project that documents name, and what plugins made of them. */
#ifndef LOAD_NAMED_H
#define LOAD_NAMED_H

#include "base/arena.h"

struct named_files;

/* Lives, with all that it keeps, as long as the arena. */
struct named_files *named_new(struct arena *arena);

#endif
