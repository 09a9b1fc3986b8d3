#include "exceptions.h"

bool exceptions_hold(struct exceptions *exceptions, struct keur_text text, struct keur_span part)
{
    if (exceptions->pattern == NULL)
        return false;
    while (!exceptions->is_over && exceptions->match.end <= part.begin) {
        size_t from = exceptions->match.end;
        if (!keur_match(exceptions->pattern, text, from, &exceptions->match) ||
            exceptions->match.end == from)
            exceptions->is_over = true;
    }
    return !exceptions->is_over && exceptions->match.begin < part.end;
}
