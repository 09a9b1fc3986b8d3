#include "base/ignore_lines.h"

#include "base/array.h"
#include "base/file.h"
#include "base/text.h"

struct lines {
    struct ignore_line *items;
    size_t count, capacity;
};

/* Without blanks at the end, unless a backslash stands before one. */
static struct keur_text without_trailing_blanks(struct keur_text line)
{
    size_t end = 0; /* behind the last byte that stays */
    for (size_t at = 0; at < line.length; at++) {
        if (line.bytes[at] == ' ')
            continue;
        if (line.bytes[at] == '\\' && at + 1 < line.length)
            at++;
        end = at + 1;
    }
    return text_slice(line, 0, end);
}

static void add_line(struct lines *lines, struct keur_text line)
{
    if (text_ends_with(line, "\r"))
        line.length--;
    line = without_trailing_blanks(line);
    if (line.length == 0 || text_starts_with(line, "#"))
        return;
    struct ignore_line *added = ARRAY_PUSH(lines);
    added->takes_out = text_starts_with(line, "!");
    line = text_slice(line, added->takes_out ? 1 : 0, line.length);
    added->is_folder_only = text_ends_with(line, "/");
    if (added->is_folder_only)
        line.length--;
    added->is_name = text_find(line, '/', 0) == line.length;
    added->glob = glob_read(text_slice(line, text_starts_with(line, "/") ? 1 : 0, line.length));
}

struct ignore_lines ignore_lines_read(struct keur_text text, struct arena *arena)
{
    struct lines lines = {0};
    size_t at = text_starts_with(text, "\xEF\xBB\xBF") ? 3 : 0;
    for (size_t end; at < text.length; at = end + 1) {
        end = text_find(text, '\n', at);
        add_line(&lines, text_slice(text, at, end));
    }
    struct ignore_line *kept = arena_allocate(arena, lines.count * sizeof *kept);
    for (size_t i = 0; i < lines.count; i++)
        kept[i] = lines.items[i];
    struct ignore_lines read = {kept, lines.count};
    ARRAY_FREE(&lines);
    return read;
}

/* `name` is the last part of the path. */
static const struct ignore_line *find(const struct ignore_lines *lines, struct keur_text path,
                                      struct keur_text name, bool is_folder)
{
    for (size_t i = lines->count; i-- > 0;) {
        const struct ignore_line *line = &lines->items[i];
        if ((is_folder || !line->is_folder_only) &&
            glob_holds(&line->glob, line->is_name ? name : path))
            return line;
    }
    return NULL;
}

const struct ignore_line *ignore_lines_find(const struct ignore_lines *lines, struct keur_text path,
                                            bool is_folder)
{
    return find(lines, path, path_name(path), is_folder);
}

bool ignore_lines_leave_out(const struct ignore_lines *lines, struct keur_text path)
{
    const struct ignore_line *last = NULL;
    for (size_t begin = 0, end; lines->count > 0 && begin < path.length; begin = end + 1) {
        end = text_find(path, '/', begin);
        const struct ignore_line *found =
            find(lines, text_slice(path, 0, end), text_slice(path, begin, end), end < path.length);
        if (found != NULL && (last == NULL || found > last))
            last = found;
    }
    return last != NULL && !last->takes_out;
}
