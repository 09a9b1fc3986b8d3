/* What a section has to hold: a list, a table, links, a directive, or no directive. */
#include <string.h>

#include "sections.h"

/* A section at work: its demands, and what of the document stands in it. */
struct look {
    keur_run *run;
    const keur_document *document;
    const struct keur_heading *heading;
    const struct demands *demands;
    const struct keur_texts *known; /* directives */
    /* The first of each that does not stand before the section.  Sections are looked at in the
     * order in which they begin. */
    size_t table, link, mark;
};

static bool is_within(struct keur_span span, struct keur_span area)
{
    return span.begin >= area.begin && span.end <= area.end;
}

/* ---- Lists and tables ---- */

static bool has_list(const struct look *look)
{
    for (const struct keur_node *node = look->heading->node;
         node != NULL && node->span.begin < look->heading->section.end;
         node = keur_following(node)) {
        if (node->kind == KEUR_NODE_LIST)
            return true;
    }
    return false;
}

static bool has_column(const struct look *look, const struct keur_row *header,
                       struct keur_text title)
{
    title = plain_text(look->run, title);
    for (size_t i = 0; i < header->cell_count; i++) {
        if (keur_text_equals(plain_text(look->run, header->cells[i]->text), title))
            return true;
    }
    return false;
}

static bool has_columns(const struct look *look, const struct keur_table *table)
{
    for (size_t i = 0; i < look->demands->columns.count; i++) {
        if (!has_column(look, table->header, look->demands->columns.items[i]))
            return false;
    }
    return true;
}

static bool has_table(const struct look *look)
{
    const struct keur_table *table;

    for (size_t i = look->table; (table = keur_table(look->document, i)) != NULL &&
                                 table->node->span.begin < look->heading->section.end;
         i++) {
        if (is_within(table->node->span, look->heading->section) && has_columns(look, table))
            return true;
    }
    return false;
}

static struct keur_text quoted(keur_run *run, const struct keur_texts *texts)
{
    struct keur_text all = {"", 0};

    for (size_t i = 0; i < texts->count; i++)
        all = keur_format(run, "%.*s%s\"%.*s\"", KEUR_ARGUMENT(all), i > 0 ? ", " : "",
                          KEUR_ARGUMENT(texts->items[i]));
    return all;
}

/* ---- Links ---- */

/* An image leads nowhere. */
static int64_t count_links(const struct look *look)
{
    const struct keur_link *link;
    int64_t count = 0;

    for (size_t i = look->link; (link = keur_link(look->document, i)) != NULL &&
                                link->span.begin < look->heading->section.end;
         i++) {
        bool is_link = !link->is_image && link->kind != KEUR_LINK_HTML_SRC;

        count += is_link && is_within(link->span, look->heading->section);
    }
    return count;
}

static void check_links(const struct look *look)
{
    int64_t count = look->demands->links > 0 ? count_links(look) : 0;

    if (count >= look->demands->links)
        return;
    if (look->demands->links == 1)
        keur_report(look->run, look->heading->node->span, "section \"%.*s\" has no link",
                    KEUR_ARGUMENT(look->heading->text));
    else
        keur_report(look->run, look->heading->node->span,
                    "section \"%.*s\" has %lld of at least %lld links",
                    KEUR_ARGUMENT(look->heading->text), (long long)count,
                    (long long)look->demands->links);
}

/* ---- Directives ---- */

/* The next directive in the section, from the mark with this index on. */
static const struct keur_mark *directive_next(const struct look *look, size_t *index)
{
    const struct keur_mark *mark;

    while ((mark = keur_mark(look->document, *index)) != NULL &&
           mark->span.begin < look->heading->section.end) {
        ++*index;
        if (mark->kind == KEUR_MARK_DIRECTIVE && is_within(mark->span, look->heading->section))
            return mark;
    }
    return NULL;
}

static struct keur_text word_next(struct keur_text text, size_t *at)
{
    size_t begin = *at, end;

    while (begin < text.length && is_blank(text.bytes[begin]))
        begin++;
    for (end = begin; end < text.length && !is_blank(text.bytes[end]); end++)
        ;
    *at = end;
    return (struct keur_text){text.bytes + begin, end - begin};
}

static bool has_word(struct keur_text text, struct keur_text wanted)
{
    struct keur_text word;

    for (size_t at = 0; (word = word_next(text, &at)).length > 0;) {
        if (keur_text_equals(word, wanted))
            return true;
    }
    return false;
}

/* Does it say all words of the directive, in any order behind the first? */
static bool says_all(const struct keur_mark *mark, struct keur_text directive)
{
    struct keur_text word;
    size_t at = 0;

    if (!keur_text_equals(mark->name, word_next(directive, &at)))
        return false;
    while ((word = word_next(directive, &at)).length > 0) {
        if (!has_word(mark->text, word))
            return false;
    }
    return true;
}

static bool has_name(const struct keur_mark *mark, struct keur_text directive)
{
    size_t at = 0;

    return keur_text_equals(mark->name, word_next(directive, &at));
}

/* Told by sections/directive. */
static bool is_near(const struct keur_mark *mark, struct keur_text directive)
{
    size_t at = 0;
    struct keur_text name = word_next(directive, &at);

    return keur_nearest(mark->name, &name, 1) == 0;
}

/* Of "key/value" the part before the "/", with it; empty for other words. */
static struct keur_text key_of(struct keur_text word)
{
    const char *slash = memchr(word.bytes, '/', word.length);

    return (struct keur_text){word.bytes, slash == NULL ? 0 : (size_t)(slash - word.bytes) + 1};
}

/* Is `word` a part of the value of "key/a-b-c"?  Then a blank took the place of a hyphen. */
static bool is_part_of_value(struct keur_text criterion, struct keur_text word)
{
    size_t begin = key_of(criterion).length;

    for (size_t i = begin; i <= criterion.length; i++) {
        if (i < criterion.length && criterion.bytes[i] != '-' && criterion.bytes[i] != '_')
            continue;
        if (keur_text_equals((struct keur_text){criterion.bytes + begin, i - begin}, word))
            return true;
        begin = i + 1;
    }
    return false;
}

/* The argument with the key of a demanded one, and what a blank has cut off it.  `arguments` lies
 * in the source. */
static struct keur_text argument_like(struct keur_text arguments, struct keur_text wanted)
{
    struct keur_text key = key_of(wanted), word, found = {"", 0};

    for (size_t at = 0; key.length > 0 && (word = word_next(arguments, &at)).length > 0;) {
        if (found.length == 0 && keur_text_equals(key_of(word), key))
            found = word;
        else if (found.length > 0 && is_part_of_value(wanted, word))
            found.length = (size_t)(word.bytes + word.length - found.bytes);
        else if (found.length > 0)
            break;
    }
    return found;
}

/* A comment of that name whose arguments differ. */
static void report_arguments(const struct look *look, const struct keur_mark *mark,
                             struct keur_text wanted)
{
    struct keur_text word, found = {"", 0};
    size_t at = 0, begin;

    word_next(wanted, &at);
    while (found.length == 0 && (word = word_next(wanted, &at)).length > 0) {
        if (!has_word(mark->text, word))
            found = argument_like(mark->text, word);
    }
    if (found.length == 0) {
        keur_report(look->run, mark->span,
                    "this comment says \"%.*s %.*s\", expected \"%.*s\" in the section \"%.*s\"",
                    KEUR_ARGUMENT(mark->name), KEUR_ARGUMENT(mark->text), KEUR_ARGUMENT(wanted),
                    KEUR_ARGUMENT(look->heading->text));
        return;
    }
    begin = (size_t)(found.bytes - keur_source(look->document).bytes);
    struct keur_edit edit = {{begin, begin + found.length}, word, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(look->run, edit.span, &details,
                        "this comment lists \"%.*s\", expected \"%.*s\" in the section \"%.*s\"",
                        KEUR_ARGUMENT(found), KEUR_ARGUMENT(word),
                        KEUR_ARGUMENT(look->heading->text));
}

/* Below a heading, where that is all that the section lacks. */
static void report_no_directive(const struct look *look, struct keur_text wanted)
{
    const char *end = line_ending(look->document);
    size_t behind =
        keur_line(look->document, keur_line_at(look->document, look->heading->node->span.begin))
            .end;
    struct keur_edit edit = {{behind, behind},
                             keur_format(look->run, "%s<!-- %.*s -->", end, KEUR_ARGUMENT(wanted)),
                             KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};

    details.edit_count = section_is_empty(look->document, look->heading, look->known);
    keur_report_details(look->run, look->heading->node->span, &details,
                        "section \"%.*s\" has no comment <!-- %.*s -->, which the site replaces by "
                        "content",
                        KEUR_ARGUMENT(look->heading->text), KEUR_ARGUMENT(wanted));
}

/* Any of the directives will do; one that differs in its arguments only is told at its place. */
static void check_directive(const struct look *look)
{
    const struct keur_texts *wanted = &look->demands->directives;
    const struct keur_mark *mark, *same = NULL;
    struct keur_text first = directive_of(look->run, look->document, wanted->items[0]);
    bool is_misspelt = false;

    for (size_t i = look->mark; (mark = directive_next(look, &i)) != NULL;) {
        for (size_t j = 0; j < wanted->count; j++) {
            if (says_all(mark, directive_of(look->run, look->document, wanted->items[j])))
                return;
        }
        if (same == NULL && has_name(mark, first))
            same = mark;
        else if (same == NULL)
            is_misspelt |= is_near(mark, first);
    }
    if (same != NULL)
        report_arguments(look, same, first);
    else if (!is_misspelt)
        report_no_directive(look, first);
}

static void check_no_directive(const struct look *look)
{
    const struct keur_mark *mark;

    for (size_t i = look->mark; (mark = directive_next(look, &i)) != NULL;) {
        if (!comment_is_directive(keur_slice(look->document, mark->span), look->known))
            continue;
        keur_report(look->run, mark->span,
                    "section \"%.*s\" has a comment that the site replaces: take it out",
                    KEUR_ARGUMENT(look->heading->text));
    }
}

/* ---- Directives of the document ---- */

static void report_document_lacks(const struct look *look, struct keur_text wanted)
{
    const struct keur_node *first = keur_root(look->document)->first_child;
    const char *end = line_ending(look->document);
    size_t at = keur_source(look->document).length;

    if (first != NULL)
        at = keur_line(look->document, keur_line_at(look->document, first->span.begin)).begin;
    struct keur_edit edit = {
        {at, at},
        keur_format(look->run, "<!-- %.*s -->%s%s", KEUR_ARGUMENT(wanted), end, end),
        KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};

    details.edit_count = first != NULL;
    keur_report_details(look->run, edit.span, &details,
                        "the comment <!-- %.*s --> is missing, which the site replaces by content; "
                        "it belongs above the text",
                        KEUR_ARGUMENT(wanted));
}

static void check_document(const struct look *look)
{
    const struct keur_texts *wanted = keur_setting(look->run, sections_document_directives.key);
    const struct keur_mark *mark;

    for (size_t i = 0; wanted != NULL && i < wanted->count; i++) {
        struct keur_text directive = directive_of(look->run, look->document, wanted->items[i]);
        bool is_there = false;

        for (size_t k = 0; !is_there && (mark = keur_mark(look->document, k)) != NULL; k++)
            is_there = mark->kind == KEUR_MARK_DIRECTIVE &&
                       (says_all(mark, directive) || is_near(mark, directive));
        if (!is_there)
            report_document_lacks(look, directive);
    }
}

/* ---- The check ---- */

static void move_to(struct look *look, const struct keur_heading *heading)
{
    size_t begin = heading->section.begin;
    const struct keur_table *table;
    const struct keur_link *link;
    const struct keur_mark *mark;

    look->heading = heading;
    while ((table = keur_table(look->document, look->table)) != NULL &&
           table->node->span.begin < begin)
        look->table++;
    while ((link = keur_link(look->document, look->link)) != NULL && link->span.begin < begin)
        look->link++;
    while ((mark = keur_mark(look->document, look->mark)) != NULL && mark->span.begin < begin)
        look->mark++;
}

static void check_section(const struct look *look)
{
    const struct demands *demands = look->demands;

    if (demands->list && !has_list(look))
        keur_report(look->run, look->heading->node->span, "section \"%.*s\" has no list",
                    KEUR_ARGUMENT(look->heading->text));
    if (demands->columns.count > 0 && !has_table(look))
        keur_report(look->run, look->heading->node->span,
                    "section \"%.*s\" has no table with the columns %.*s",
                    KEUR_ARGUMENT(look->heading->text),
                    KEUR_ARGUMENT(quoted(look->run, &demands->columns)));
    check_links(look);
    if (demands->directives.count > 0)
        check_directive(look);
    if (demands->no_directive)
        check_no_directive(look);
}

/* What is empty is told by sections/empty. */
static bool is_told(const struct look *look, const struct section *section)
{
    return !section->may_be_empty && section_is_empty(look->document, look->heading, look->known);
}

/* One that may stand only once is told by sections/repeated. */
static bool is_again(const struct form *form, size_t index)
{
    const struct meaning *meaning = &form->meanings[index];

    return !meaning->section->may_repeat &&
           meaning->group->found[meaning->section - meaning->group->sections] != (ptrdiff_t)index;
}

static void check_content(keur_run *run, const keur_document *document)
{
    const struct sections_directives *options = keur_options(run);
    const struct form *form = form_read(run, document);

    struct look look = {.run = run, .document = document, .known = &options->known};

    if (form != NULL)
        check_document(&look);
    for (size_t i = 0; form != NULL && i < form->heading_count; i++) {
        const struct section *section = form->meanings[i].section;

        if (section == NULL || section->demands.count == 0 || is_again(form, i))
            continue;
        move_to(&look, keur_heading(document, i));
        for (size_t j = 0; j < section->demands.count; j++) {
            look.demands = (const struct demands *)section->demands.items + j;
            if (conditions_hold(document, &look.demands->conditions) && !is_told(&look, section))
                check_section(&look);
        }
    }
}

const struct keur_check sections_content = {
    .size = sizeof(struct keur_check),
    .id = "sections/content",
    .summary = "A section holds what its type asks for.",
    .options = sections_directives_options,
    .options_size = sizeof(struct sections_directives),
    .run = check_content,
};
