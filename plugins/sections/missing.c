/* A section that a document of its type should have. */
#include <string.h>

#include "sections.h"

/* Headings that are no declared section: one of them may be a misspelt one. */
struct strays {
    struct keur_text *texts;
    const struct keur_heading **headings;
    size_t count;
};

static struct strays collect_strays(keur_run *run, const keur_document *document,
                                    const struct form *form)
{
    struct strays strays = {.count = 0};

    strays.texts = keur_allocate(run, (form->heading_count + 1) * sizeof *strays.texts);
    strays.headings =
        keur_allocate(run, (form->heading_count + 1) * sizeof(const struct keur_heading *));
    for (size_t i = 0; i < form->heading_count; i++) {
        if (form->meanings[i].section != NULL)
            continue;
        strays.headings[strays.count] = keur_heading(document, i);
        strays.texts[strays.count] = strays.headings[strays.count]->text;
        strays.count++;
    }
    return strays;
}

static void report_stray(keur_run *run, const keur_document *document, struct keur_text name,
                         const struct keur_heading *heading)
{
    /* The heading's anchor changes with it. */
    struct keur_edit edit = {heading->node->content, name, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};

    details.edit_count =
        keur_text_equals(keur_slice(document, heading->node->content), heading->text);
    keur_report_details(run, heading->node->span, &details,
                        "section \"%.*s\" is missing: did you mean it with \"%.*s\"?",
                        KEUR_ARGUMENT(name), KEUR_ARGUMENT(heading->text));
}

/* A heading that was meant as the section is taken from the strays. */
static bool report_misspelt(keur_run *run, const keur_document *document,
                            const struct section *section, struct strays *strays)
{
    for (size_t i = 0; i < section->headings.count; i++) {
        struct keur_text name = section->headings.items[i];
        ptrdiff_t nearest = keur_nearest(name, strays->texts, strays->count);

        if (nearest < 0 || keur_text_equals(strays->texts[nearest], name))
            continue;
        report_stray(run, document, name, strays->headings[nearest]);
        strays->count--;
        strays->headings[nearest] = strays->headings[strays->count];
        strays->texts[nearest] = strays->texts[strays->count];
        return true;
    }
    return false;
}

/* Without emphasis around it, and a colon behind it. */
static struct keur_text bare(struct keur_text text)
{
    while (text.length > 0 && strchr("*_:#\\ ", text.bytes[text.length - 1]) != NULL)
        text.length--;
    while (text.length > 0 && strchr("*_#\\ ", *text.bytes) != NULL)
        text = (struct keur_text){text.bytes + 1, text.length - 1};
    return text;
}

static bool is_heading_of(keur_run *run, const struct section *section, struct keur_text text)
{
    for (size_t i = 0; i < section->headings.count; i++) {
        if (keur_text_equals(plain_text(run, section->headings.items[i]), plain_text(run, text)))
            return true;
    }
    return false;
}

/* "**Name**", "Name:" or "\## Name" alone in a paragraph; or NULL. */
static const struct keur_node *find_paragraph(keur_run *run, const keur_document *document,
                                              const struct section *section)
{
    enum { LONGEST = 200 }; /* bytes of a heading */
    const struct keur_node *node = keur_root(document);

    for (node = node->first_child; node != NULL; node = node->next) {
        if (node->kind == KEUR_NODE_PARAGRAPH && node->span.end - node->span.begin < LONGEST &&
            is_heading_of(run, section, bare(keur_text_trim(keur_slice(document, node->span)))))
            return node;
    }
    return NULL;
}

static bool report_paragraph(keur_run *run, const keur_document *document,
                             const struct section *section)
{
    static const char marks[] = "######";
    const struct keur_node *paragraph = find_paragraph(run, document, section);
    struct keur_text name = section_name(section, document);
    int level = section->level > 0 ? (int)section->level : 2;

    if (paragraph == NULL)
        return false;
    struct keur_edit edit = {paragraph->span,
                             keur_format(run, "%.*s %.*s", level, marks, KEUR_ARGUMENT(name)),
                             KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(run, paragraph->span, &details,
                        "section \"%.*s\" is missing: this is no heading; write \"%.*s\"",
                        KEUR_ARGUMENT(name), KEUR_ARGUMENT(edit.replacement));
    return true;
}

/* ---- Where it belongs ---- */

/* The nearest sections around it that the document has, and where its heading would begin. */
struct spot {
    const struct keur_heading *before, *behind; /* it stands before one and behind the other */
    struct keur_span span;                      /* for the finding */
    size_t at;
    bool is_at_end; /* of what stands there, not before a heading */
};

static const struct keur_heading *neighbour(const keur_document *document,
                                            const struct group *group, size_t index, int step)
{
    for (size_t i = index + (size_t)step; i < group->count; i += (size_t)step) {
        if (group->found[i] != NOT_FOUND && !group->sections[i].stands_anywhere)
            return keur_heading(document, (size_t)group->found[i]);
    }
    return NULL;
}

/* Is another section missing between the same neighbours? */
static bool has_missing_beside(const keur_document *document, const struct group *group,
                               size_t index)
{
    for (int step = -1; step <= 1; step += 2) {
        for (size_t i = index + (size_t)step; i < group->count && group->found[i] == NOT_FOUND;
             i += (size_t)step) {
            if (section_is_needed(&group->sections[i], document))
                return true;
        }
    }
    return false;
}

/* Behind the last line before `end` that says something. */
static size_t text_end(const keur_document *document, size_t end)
{
    struct keur_text source = keur_slice(document, (struct keur_span){0, end});
    struct keur_text text = keur_text_trim(source);

    return text.length == 0 ? 0 : (size_t)(text.bytes - source.bytes) + text.length;
}

static struct spot find_spot(const keur_document *document, const struct group *group, size_t index)
{
    struct spot spot = {
        .before = neighbour(document, group, index, 1),
        .behind = neighbour(document, group, index, -1),
    };
    bool is_in_order =
        spot.before != NULL &&
        (spot.behind == NULL || spot.behind->node->span.begin < spot.before->node->span.begin);
    size_t end = keur_source(document).length;

    if (is_in_order) {
        spot.span = spot.before->node->span;
        spot.at = spot.span.begin;
        return spot;
    }
    if (spot.behind != NULL)
        end = spot.behind->section.end;
    else if (group->parent != NOT_FOUND)
        end = keur_heading(document, (size_t)group->parent)->section.end;
    spot.at = text_end(document, end);
    spot.span = (struct keur_span){spot.at, spot.at};
    spot.is_at_end = true;
    return spot;
}

/* ---- The edit ---- */

static int level_of(const keur_document *document, const struct group *group,
                    const struct section *section, const struct spot *spot)
{
    if (section->level > 0)
        return (int)section->level;
    if (spot->behind != NULL || spot->before != NULL)
        return (spot->behind != NULL ? spot->behind : spot->before)->level;
    if (group->parent != NOT_FOUND && keur_heading(document, (size_t)group->parent)->level < 6)
        return keur_heading(document, (size_t)group->parent)->level + 1;
    return 2;
}

const char *line_ending(const keur_document *document)
{
    struct keur_span first = keur_line(document, 0);
    struct keur_text ending = keur_slice(document, (struct keur_span){first.end, first.end + 2});

    return ending.length == 2 && memcmp(ending.bytes, "\r\n", 2) == 0 ? "\r\n" : "\n";
}

/* What the section has to hold, where that is one comment. */
static struct keur_text only_content(keur_run *run, const keur_document *document,
                                     const struct section *section)
{
    const struct demands *demands = section->demands.items;

    if (section->demands.count == 0 || demands->directives.count != 1)
        return (struct keur_text){"", 0};
    return keur_format(run, "<!-- %.*s -->",
                       KEUR_ARGUMENT(directive_of(run, document, demands->directives.items[0])));
}

static struct keur_edit make_edit(keur_run *run, const keur_document *document,
                                  const struct group *group, const struct section *section,
                                  const struct spot *spot)
{
    struct keur_text name = section_name(section, document),
                     content = only_content(run, document, section);
    const char *end = line_ending(document);
    const char *middle = content.length > 0 ? end : "";
    int level = level_of(document, group, section, spot);
    bool is_whole = section->may_be_empty || content.length > 0;
    struct keur_text block =
        keur_format(run, "%.*s %.*s%s%s%.*s", level, "######", KEUR_ARGUMENT(name), middle, middle,
                    KEUR_ARGUMENT(content));

    return (struct keur_edit){
        .span = {spot->at, spot->at},
        .replacement = spot->is_at_end
                           ? keur_format(run, "%s%s%.*s", end, end, KEUR_ARGUMENT(block))
                           : keur_format(run, "%.*s%s%s", KEUR_ARGUMENT(block), end, end),
        .safety = is_whole ? KEUR_SAFE : KEUR_UNSAFE,
    };
}

/* Not within a container, and not where the heading is only known by a pattern. */
static bool can_insert(const keur_document *document, const struct section *section,
                       const struct spot *spot)
{
    size_t line = keur_line(document, keur_line_at(document, spot->at)).begin;
    bool has_name = section->headings.count > 0 || value_at(document, section->key) != NULL;

    return has_name && (spot->is_at_end || spot->at == line);
}

/* ---- The check ---- */

static void report_missing(keur_run *run, const keur_document *document, const struct group *group,
                           size_t index)
{
    const struct section *section = &group->sections[index];
    struct keur_text name = section_name(section, document);
    struct spot spot = find_spot(document, group, index);
    struct keur_edit edit = make_edit(run, document, group, section, &spot);
    struct keur_details details = {.size = sizeof details, .edits = &edit};

    /* Of several at one place the first goes first. */
    if (has_missing_beside(document, group, index))
        edit.safety = KEUR_UNSAFE;
    details.edit_count = can_insert(document, section, &spot);
    if (spot.before != NULL && spot.behind != NULL)
        keur_report_details(run, spot.span, &details,
                            "section \"%.*s\" is missing: it belongs between \"%.*s\" and \"%.*s\"",
                            KEUR_ARGUMENT(name), KEUR_ARGUMENT(spot.behind->text),
                            KEUR_ARGUMENT(spot.before->text));
    else if (spot.before != NULL)
        keur_report_details(run, spot.span, &details,
                            "section \"%.*s\" is missing: it belongs before \"%.*s\"",
                            KEUR_ARGUMENT(name), KEUR_ARGUMENT(spot.before->text));
    else if (spot.behind != NULL)
        keur_report_details(run, spot.span, &details,
                            "section \"%.*s\" is missing: it belongs behind \"%.*s\"",
                            KEUR_ARGUMENT(name), KEUR_ARGUMENT(spot.behind->text));
    else if (group->parent != NOT_FOUND)
        keur_report_details(run, spot.span, &details,
                            "section \"%.*s\" is missing: it belongs below \"%.*s\"",
                            KEUR_ARGUMENT(name),
                            KEUR_ARGUMENT(keur_heading(document, (size_t)group->parent)->text));
    else
        keur_report_details(run, spot.span, &details, "section \"%.*s\" is missing",
                            KEUR_ARGUMENT(name));
}

/* One finding for a document that is of another form altogether. */
static void report_all_missing(keur_run *run, const keur_document *document,
                               const struct group *group)
{
    struct keur_text names = {"", 0};
    size_t end = text_end(document, keur_source(document).length);

    for (size_t i = 0; i < group->count; i++) {
        if (section_is_needed(&group->sections[i], document))
            names = keur_format(run, "%.*s%s\"%.*s\"", KEUR_ARGUMENT(names),
                                names.length > 0 ? ", " : "",
                                KEUR_ARGUMENT(section_name(&group->sections[i], document)));
    }
    if (names.length > 0)
        keur_report(run, (struct keur_span){end, end}, "the sections are missing: %.*s",
                    KEUR_ARGUMENT(names));
}

static bool is_of_other_form(const struct group *group)
{
    for (size_t i = 0; i < group->count; i++) {
        if (group->found[i] != NOT_FOUND)
            return false;
    }
    return group->parent == NOT_FOUND && group->count > 1;
}

static void check_group(keur_run *run, const keur_document *document, const struct group *group,
                        struct strays *strays)
{
    bool is_other = is_of_other_form(group), is_misspelt = false;

    for (size_t i = 0; i < group->count; i++) {
        const struct section *section = &group->sections[i];

        if (group->found[i] != NOT_FOUND)
            continue;
        if (report_misspelt(run, document, section, strays))
            is_misspelt = true;
        else if (!is_other && section_is_needed(section, document) &&
                 !report_paragraph(run, document, section))
            report_missing(run, document, group, i);
    }
    if (is_other && !is_misspelt)
        report_all_missing(run, document, group);
}

static void check_missing(keur_run *run, const keur_document *document)
{
    const struct form *form = form_read(run, document);
    struct strays strays;

    if (form == NULL)
        return;
    strays = collect_strays(run, document, form);
    for (const struct group *group = form->groups; group != NULL; group = group->next)
        check_group(run, document, group, &strays);
}

const struct keur_check sections_missing = {
    .size = sizeof(struct keur_check),
    .id = "sections/missing",
    .summary = "A document has the sections that its type requires.",
    .run = check_missing,
};
