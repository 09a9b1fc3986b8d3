/* Comments that the site replaces by content. */
#include <string.h>

#include "sections.h"

const struct keur_option sections_directives_options[] = {
    {
        .name = "directives",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct sections_directives, known),
        .summary = "first words of the comments that the site replaces by content; when not "
                   "given, a name such as list_items or tags-all, or a single lower case word",
    },
    {.name = NULL},
};

static bool is_name(struct keur_text word, bool *ret_is_compound)
{
    *ret_is_compound = false;
    for (size_t i = 0; i < word.length; i++) {
        char c = word.bytes[i];

        if (i > 0 && (c == '_' || c == '-'))
            *ret_is_compound = true;
        else if (!(c >= 'a' && c <= 'z') && !(i > 0 && c >= '0' && c <= '9'))
            return false;
    }
    return word.length > 0;
}

/* The words for whoever writes the page are no content; what a hook of the site replaces is.  A
 * misspelt one is told by sections/directive only. */
static bool is_directive(const struct keur_texts *directives, struct keur_text comment)
{
    struct keur_text word = keur_text_trim(comment);
    size_t length = 0;
    bool is_compound;

    while (length < word.length && !is_blank(word.bytes[length]))
        length++;
    bool is_single = length == word.length;
    word.length = length;
    if (length >= strlen("keur-") && memcmp(word.bytes, "keur-", strlen("keur-")) == 0)
        return false; /* to keur, about findings */
    for (size_t i = 0; i < directives->count; i++) {
        if (keur_text_equals(word, directives->items[i]))
            return true;
    }
    if (directives->count > 0)
        return is_name(word, &is_compound) && (is_compound || is_single) &&
               keur_nearest(word, directives->items, directives->count) >= 0;
    return is_name(word, &is_compound) && (is_compound || is_single);
}

static size_t find_end(struct keur_text text, const char *end)
{
    size_t length = strlen(end), at = 0;
    const char *found;

    while (at + length <= text.length &&
           (found = memchr(text.bytes + at, *end, text.length - length + 1 - at)) != NULL) {
        at = (size_t)(found - text.bytes);
        if (memcmp(found, end, length) == 0)
            return at;
        at++;
    }
    return text.length;
}

bool text_says_something(const struct keur_texts *directives, struct keur_text text)
{
    static const char open[] = "<!--", close[] = "-->";

    for (;;) {
        size_t end;

        text = keur_text_trim(text);
        if (text.length == 0)
            return false;
        if (text.length < strlen(open) || memcmp(text.bytes, open, strlen(open)) != 0)
            return true;
        text = (struct keur_text){text.bytes + strlen(open), text.length - strlen(open)};
        end = find_end(text, close);
        if (is_directive(directives, (struct keur_text){text.bytes, end}))
            return true;
        if (end == text.length)
            return false;
        end += strlen(close);
        text = (struct keur_text){text.bytes + end, text.length - end};
    }
}

static const char open_mark[] = "<!--", close_mark[] = "-->";

static struct keur_text inside(struct keur_text comment)
{
    size_t marks = strlen(open_mark) + strlen(close_mark);

    if (comment.length < marks)
        return (struct keur_text){"", 0};
    return (struct keur_text){comment.bytes + strlen(open_mark), comment.length - marks};
}

bool comment_is_directive(struct keur_text comment, const struct keur_texts *directives)
{
    return is_directive(directives, inside(comment));
}

struct keur_text directive_of(keur_run *run, const keur_document *document,
                              struct keur_text demanded)
{
    static const char name[] = "{stem}";
    struct keur_text stem = keur_path(document);
    size_t at = find_end(demanded, name);

    if (at == demanded.length)
        return demanded;
    for (size_t i = stem.length; i > 0; i--) {
        if (stem.bytes[i - 1] != '/')
            continue;
        stem = (struct keur_text){stem.bytes + i, stem.length - i};
        break;
    }
    for (size_t i = stem.length; i > 0; i--) {
        if (stem.bytes[i - 1] != '.')
            continue;
        stem.length = i - 1;
        break;
    }
    return keur_format(run, "%.*s%.*s%.*s", (int)at, demanded.bytes, KEUR_ARGUMENT(stem),
                       (int)(demanded.length - at - strlen(name)),
                       demanded.bytes + at + strlen(name));
}

/* ---- Misspelt ones ---- */

/* What the site looks for: one blank between the marks and the words. */
static struct keur_text right_form(keur_run *run, struct keur_text name, struct keur_text rest)
{
    if (rest.length == 0)
        return keur_format(run, "<!-- %.*s -->", KEUR_ARGUMENT(name));
    return keur_format(run, "<!-- %.*s %.*s -->", KEUR_ARGUMENT(name), KEUR_ARGUMENT(rest));
}

static void report(keur_run *run, const struct keur_mark *mark, struct keur_text right,
                   enum keur_safety safety)
{
    struct keur_edit edit = {mark->span, right, safety};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};

    if (safety == KEUR_SAFE)
        keur_report_details(run, mark->span, &details,
                            "the site does not see this comment, expected \"%.*s\"",
                            KEUR_ARGUMENT(right));
    else
        keur_report_details(run, mark->span, &details,
                            "the site does not know \"%.*s\": did you mean \"%.*s\"?",
                            KEUR_ARGUMENT(mark->name), KEUR_ARGUMENT(right));
}

/* A name, alone or with arguments such as "key/value", is no sentence for authors. */
static bool looks_like_directive(const struct keur_mark *mark)
{
    bool is_compound = false, is_lower = is_name(mark->name, &is_compound);

    if (memchr(mark->text.bytes, '\n', mark->text.length) != NULL)
        return false;
    return is_compound || mark->text.length == 0 ||
           (is_lower && memchr(mark->text.bytes, '/', mark->text.length) != NULL);
}

/* Of more blanks than one, those behind an argument do not hurt. */
static bool is_seen(struct keur_text comment, const struct keur_mark *mark)
{
    static const char begin[] = "<!-- ", end[] = " -->";
    size_t head = strlen(begin) + mark->name.length;

    if (comment.length < head + strlen(end) || memcmp(comment.bytes, begin, strlen(begin)) != 0 ||
        memcmp(comment.bytes + strlen(begin), mark->name.bytes, mark->name.length) != 0 ||
        memcmp(comment.bytes + comment.length - strlen(end), end, strlen(end)) != 0)
        return false;
    return mark->text.length == 0 ? comment.length == head + strlen(end)
                                  : comment.bytes[head] == ' ';
}

static void check_mark(keur_run *run, const keur_document *document, const struct keur_mark *mark,
                       const struct keur_texts *known)
{
    struct keur_text source = keur_slice(document, mark->span);
    ptrdiff_t nearest;

    for (size_t i = 0; i < known->count; i++) {
        if (!keur_text_equals(mark->name, known->items[i]))
            continue;
        if (!is_seen(source, mark))
            report(run, mark, right_form(run, mark->name, mark->text), KEUR_SAFE);
        return;
    }
    nearest =
        looks_like_directive(mark) ? keur_nearest(mark->name, known->items, known->count) : -1;
    if (nearest >= 0)
        report(run, mark, right_form(run, known->items[nearest], mark->text), KEUR_UNSAFE);
}

static void check_directive(keur_run *run, const keur_document *document)
{
    const struct sections_directives *options = keur_options(run);
    const struct keur_mark *mark;

    for (size_t i = 0; (mark = keur_mark(document, i)) != NULL; i++) {
        if (mark->kind == KEUR_MARK_DIRECTIVE && options->known.count > 0)
            check_mark(run, document, mark, &options->known);
    }
}

const struct keur_check sections_directive = {
    .size = sizeof(struct keur_check),
    .id = "sections/directive",
    .summary = "A comment that the site shall replace is written as the site looks for it.",
    .options = sections_directives_options,
    .options_size = sizeof(struct sections_directives),
    .run = check_directive,
};
