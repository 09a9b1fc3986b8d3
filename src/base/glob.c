#include "base/glob.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"

/* One part of a pattern, between slashes. */
struct part {
    struct keur_text text;
    size_t next; /* where the part behind it begins; past the pattern's end behind the last */
    bool is_literal;
};

static struct keur_text rest(struct keur_text text, size_t from)
{
    return text_slice(text, from, text.length);
}

/* Bytes of a class such as `[:alpha:]` at `at`; 0 when there is none. */
static size_t class_length(struct keur_text set, size_t at)
{
    enum { NAME_LIMIT = 16 };
    if (!text_starts_with(rest(set, at), "[:"))
        return 0;
    size_t end = at + 2;
    while (end < set.length && end < at + NAME_LIMIT && islower((unsigned char)set.bytes[end]))
        end++;
    return text_starts_with(rest(set, end), ":]") ? end + 2 - at : 0;
}

/* Offset of the `]` that closes the set at `at`; the pattern's length when none does. */
static size_t set_end(struct keur_text pattern, size_t at)
{
    at++;
    if (at < pattern.length && (pattern.bytes[at] == '!' || pattern.bytes[at] == '^'))
        at++;
    size_t first = at; /* a `]` here is a member */
    while (at < pattern.length && (pattern.bytes[at] != ']' || at == first)) {
        size_t class = class_length(pattern, at);
        if (class > 0)
            at += class;
        else
            at += pattern.bytes[at] == '\\' ? 2 : 1;
    }
    return at < pattern.length ? at : pattern.length;
}

static bool is_special(char byte)
{
    return byte == '*' || byte == '?' || byte == '[' || byte == ']' || byte == '\\';
}

/* A slash in a set does not end a part. */
static struct part part_at(struct keur_text pattern, size_t begin)
{
    bool sets_close = true; /* one that does not is looked for once */
    size_t at = begin;
    while (at < pattern.length && pattern.bytes[at] != '/' && !is_special(pattern.bytes[at]))
        at++;
    if (at >= pattern.length || pattern.bytes[at] == '/')
        return (struct part){text_slice(pattern, begin, at), at + 1, true};
    while (at < pattern.length && pattern.bytes[at] != '/') {
        if (pattern.bytes[at] == '\\') {
            if (at + 1 < pattern.length && pattern.bytes[at + 1] == '/')
                return (struct part){text_slice(pattern, begin, at), at + 2, false};
            at++;
        } else if (pattern.bytes[at] == '[' && sets_close) {
            size_t end = set_end(pattern, at);
            sets_close = end < pattern.length;
            if (sets_close)
                at = end;
        }
        at++;
    }
    return (struct part){text_slice(pattern, begin, at), at + 1, false};
}

static bool part_is_folders(struct keur_text part)
{
    for (size_t i = 0; i < part.length; i++)
        if (part.bytes[i] != '*')
            return false;
    return part.length >= 2;
}

static bool class_has(struct keur_text name, unsigned char byte)
{
    static const struct {
        const char *name;
        int (*has)(int);
    } classes[] = {
        {"alnum", isalnum}, {"alpha", isalpha}, {"blank", isblank}, {"cntrl", iscntrl},
        {"digit", isdigit}, {"graph", isgraph}, {"lower", islower}, {"print", isprint},
        {"punct", ispunct}, {"space", isspace}, {"upper", isupper}, {"xdigit", isxdigit},
    };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (text_is(name, classes[i].name))
            return byte < 0x80 && classes[i].has(byte);
    return false;
}

/* One member of a set at *at: a class, a range or a byte; steps behind it. */
static bool member_has(struct keur_text set, size_t *at, unsigned char byte)
{
    size_t class = class_length(set, *at);
    if (class > 0) {
        struct keur_text name = text_slice(set, *at + 2, *at + class - 2);
        *at += class;
        return class_has(name, byte);
    }
    if (set.bytes[*at] == '\\' && *at + 1 < set.length)
        (*at)++;
    unsigned char low = (unsigned char)set.bytes[(*at)++];
    unsigned char high = low;
    if (*at + 1 < set.length && set.bytes[*at] == '-') {
        *at += set.bytes[*at + 1] == '\\' && *at + 2 < set.length ? 2 : 1;
        high = (unsigned char)set.bytes[(*at)++];
    }
    return low <= byte && byte <= high;
}

static bool set_has(struct keur_text set, unsigned char byte)
{
    size_t at = 0;
    bool is_negated = set.length > 0 && (set.bytes[0] == '!' || set.bytes[0] == '^');
    if (is_negated)
        at++;
    bool has = false;
    while (at < set.length)
        has |= member_has(set, &at, byte);
    return has != is_negated;
}

/* Does what the pattern says at *at, which is not a star, take this byte?  Steps behind it. */
static bool step_takes(struct keur_text pattern, size_t *at, unsigned char byte)
{
    size_t begin = *at;
    switch (pattern.bytes[begin]) {
    case '?':
        *at += 1;
        return true;
    case '[': {
        size_t end = set_end(pattern, begin);
        *at = end + 1;
        return end < pattern.length && set_has(text_slice(pattern, begin + 1, end), byte);
    }
    case '\\':
        *at += 2;
        return begin + 1 < pattern.length && (unsigned char)pattern.bytes[begin + 1] == byte;
    default:
        *at += 1;
        return (unsigned char)pattern.bytes[begin] == byte;
    }
}

static bool is_plain(struct keur_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (is_special(text.bytes[i]))
            return false;
    return true;
}

/* Going back to the last star alone is enough: what stands before it has matched in the shortest
 * way. */
static bool steps_match(struct keur_text pattern, struct keur_text name)
{
    size_t at = 0, taken = 0;
    size_t star = SIZE_MAX, star_taken = 0; /* behind the last star, and what it took until now */
    while (taken < name.length) {
        if (at < pattern.length && pattern.bytes[at] == '*') {
            star = ++at;
            star_taken = taken;
            if (is_plain(rest(pattern, star)))
                return name.length - taken >= pattern.length - star &&
                       keur_text_equals(rest(name, name.length - (pattern.length - star)),
                                        rest(pattern, star));
        } else if (at < pattern.length &&
                   step_takes(pattern, &at, (unsigned char)name.bytes[taken])) {
            taken++;
        } else if (star != SIZE_MAX) {
            at = star;
            taken = ++star_taken;
        } else {
            return false;
        }
    }
    while (at < pattern.length && pattern.bytes[at] == '*')
        at++;
    return at >= pattern.length;
}

static bool part_matches(const struct part *part, struct keur_text name)
{
    return part->is_literal ? keur_text_equals(part->text, name) : steps_match(part->text, name);
}

/* Bytes at the end of the pattern that stand for themselves.  A slash that follows `**` need not be
 * there. */
static size_t plain_tail(struct keur_text pattern)
{
    size_t at = pattern.length;
    while (at > 0 && !is_special(pattern.bytes[at - 1]) &&
           (pattern.bytes[at - 1] != '/' || at == 1 || !is_special(pattern.bytes[at - 2])))
        at--;
    return pattern.length - at;
}

struct glob glob_read(struct keur_text pattern)
{
    struct glob glob = {.pattern = pattern, .tail = plain_tail(pattern), .run = TEXT("")};
    for (size_t begin = 0, end; begin < pattern.length; begin = end + 1) {
        end = begin;
        while (end < pattern.length && !is_special(pattern.bytes[end]))
            end++;
        if (begin == 0)
            glob.prefix = end;
        else if (end > begin && pattern.bytes[begin] == '/')
            begin++;
        if (begin > 0 && end > begin + glob.run.length)
            glob.run = text_slice(pattern, begin, end);
        if (end < pattern.length && pattern.bytes[end] == '[') /* all behind it may be in the set */
            break;
    }
    return glob;
}

static bool has_run(struct keur_text path, struct keur_text run)
{
    size_t at = 0;
    while (at + run.length <= path.length && run.length > 0 &&
           memcmp(path.bytes + at, run.bytes, run.length) != 0)
        at = text_find(path, run.bytes[0], at + 1);
    return at + run.length <= path.length;
}

static bool begins_alike(const struct glob *glob, struct keur_text path)
{
    return path.length >= glob->prefix &&
           memcmp(path.bytes, glob->pattern.bytes, glob->prefix) == 0;
}

/* A slash at the end of a path says no more than that it is a folder. */
static bool ends_alike(const struct glob *glob, struct keur_text path)
{
    if (text_ends_with(path, "/"))
        return true;
    const char *tail = glob->pattern.bytes + glob->pattern.length - glob->tail;
    return path.length >= glob->tail &&
           memcmp(path.bytes + path.length - glob->tail, tail, glob->tail) == 0;
}

/* The same over the parts of a path, with `**` as the star. */
static bool parts_match(struct keur_text pattern, struct keur_text path)
{
    size_t at = 0, taken = 0;
    size_t star = SIZE_MAX, star_taken = 0;
    while (taken < path.length) {
        size_t end = text_find(path, '/', taken);
        struct part part = part_at(pattern, at);
        if (at < pattern.length && part_is_folders(part.text)) {
            if (part.next > pattern.length) /* at the end: all that is inside */
                return true;
            star = at = part.next;
            star_taken = taken;
        } else if (at < pattern.length && part_matches(&part, text_slice(path, taken, end))) {
            at = part.next;
            taken = end + 1;
        } else if (star != SIZE_MAX) {
            at = star;
            taken = star_taken = text_find(path, '/', star_taken) + 1;
        } else {
            return false;
        }
    }
    return at > pattern.length;
}

bool glob_holds(const struct glob *glob, struct keur_text path)
{
    /* Most paths lack something. */
    return begins_alike(glob, path) && ends_alike(glob, path) && has_run(path, glob->run) &&
           parts_match(glob->pattern, path);
}

bool glob_matches(struct keur_text pattern, struct keur_text path)
{
    struct glob glob = glob_read(pattern);
    return glob_holds(&glob, path);
}

struct globs globs_read(struct keur_texts texts, struct arena *arena)
{
    struct glob *items = arena_allocate(arena, texts.count * sizeof *items);
    for (size_t i = 0; i < texts.count; i++)
        items[i] = glob_read(rest(texts.items[i], text_starts_with(texts.items[i], "!") ? 1 : 0));
    return (struct globs){texts, items};
}

bool globs_match(const struct globs *globs, struct keur_text path)
{
    bool matches = false;
    for (size_t i = 0; i < globs->texts.count; i++) {
        bool takes_out = text_starts_with(globs->texts.items[i], "!");
        if (matches == takes_out && glob_holds(&globs->items[i], path))
            matches = !takes_out;
    }
    return matches;
}
