#include "git/changed_lines.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"

/* Lines as numbers, less what both texts have in common at both ends. */
struct sides {
    const uint64_t *before, *now;
    size_t before_count, now_count;
};

static const uint64_t *hash_lines(const struct lines *lines, struct arena *arena)
{
    uint64_t *hashes = arena_allocate(arena, lines->count * sizeof *hashes);
    for (size_t i = 0; i < lines->count; i++) {
        struct keur_span span = lines_span(lines, i);
        hashes[i] = text_hash(text_slice(lines->text, span.begin, span.end));
    }
    return hashes;
}

static size_t common_begin(const struct sides *sides)
{
    size_t count = 0;
    while (count < sides->before_count && count < sides->now_count &&
           sides->before[count] == sides->now[count])
        count++;
    return count;
}

static size_t common_end(const struct sides *sides)
{
    size_t count = 0;
    while (count < sides->before_count && count < sides->now_count &&
           sides->before[sides->before_count - 1 - count] ==
               sides->now[sides->now_count - 1 - count])
        count++;
    return count;
}

/* How far each diagonal got with `steps` differences: x is in the older text, y = x - diagonal in
 * the newer one.  Diagonals go from -steps to steps by twos. */
struct reach {
    size_t *x; /* [diagonal + steps] */
};

/* By a line of the older text that went, or by one of the newer that came. */
static bool comes_by_line_that_went(const struct reach *last, long steps, long diagonal)
{
    if (diagonal == -steps)
        return false;
    if (diagonal == steps)
        return true;
    return last->x[diagonal - 1 + steps - 1] >= last->x[diagonal + 1 + steps - 1];
}

static size_t step_to(const struct reach *last, long steps, long diagonal)
{
    if (steps == 0)
        return 0;
    return comes_by_line_that_went(last, steps, diagonal) ? last->x[diagonal - 1 + steps - 1] + 1
                                                          : last->x[diagonal + 1 + steps - 1];
}

/* True when the end of both is reached; *ret_diagonal is then where. */
static bool extend(const struct sides *sides, struct reach *reaches, long steps)
{
    struct reach *reach = &reaches[steps];
    const struct reach *last = steps > 0 ? &reaches[steps - 1] : NULL;
    for (long diagonal = -steps; diagonal <= steps; diagonal += 2) {
        size_t x = step_to(last, steps, diagonal), y = x - (size_t)diagonal;
        while (x < sides->before_count && y < sides->now_count &&
               sides->before[x] == sides->now[y]) {
            x++;
            y++;
        }
        reach->x[diagonal + steps] = x;
        if (x >= sides->before_count && y >= sides->now_count)
            return true;
    }
    return false;
}

/* From the end back to the begin: marks the lines that came. */
static void trace(const struct sides *sides, const struct reach *reaches, long steps, bool *changed)
{
    long diagonal = (long)sides->before_count - (long)sides->now_count;
    for (; steps > 0; steps--) {
        const struct reach *last = &reaches[steps - 1];
        if (comes_by_line_that_went(last, steps, diagonal)) {
            diagonal--;
            continue;
        }
        diagonal++;
        size_t y = last->x[diagonal + steps - 1] - (size_t)diagonal;
        if (y < sides->now_count)
            changed[y] = true;
    }
}

static void compare(const struct sides *sides, bool *changed, struct arena *arena)
{
    struct reach *reaches = arena_allocate(arena, (LIMIT_CHANGED_LINES + 1) * sizeof *reaches);
    for (long steps = 0; steps <= LIMIT_CHANGED_LINES; steps++) {
        reaches[steps].x = arena_allocate(arena, (2 * (size_t)steps + 1) * sizeof(size_t));
        if (!extend(sides, reaches, steps))
            continue;
        trace(sides, reaches, steps, changed);
        return;
    }
    memset(changed, true, sides->now_count * sizeof *changed);
}

const bool *changed_lines(const struct lines *before, const struct lines *now, struct arena *arena)
{
    bool *changed = arena_allocate(arena, now->count * sizeof *changed);
    struct sides sides = {hash_lines(before, arena), hash_lines(now, arena), before->count,
                          now->count};
    size_t begin = common_begin(&sides);
    sides.before += begin;
    sides.now += begin;
    sides.before_count -= begin;
    sides.now_count -= begin;
    size_t end = common_end(&sides);
    sides.before_count -= end;
    sides.now_count -= end;
    if (sides.now_count > 0)
        compare(&sides, changed + begin, arena);
    return changed;
}
