/* Which heading of a document is which of the declared sections. */
#include "sections.h"

/* ---- One heading and one section ---- */

struct keur_text section_name(const struct section *section, const keur_document *document)
{
    const struct keur_value *value;

    if (section->headings.count > 0)
        return section->headings.items[0];
    value = section->key.length > 0 ? value_at(document, section->key) : NULL;
    if (value != NULL && value->text.length > 0)
        return value->text;
    return section->pattern != NULL ? keur_pattern_source(section->pattern) : section->key;
}

bool section_is_needed(const struct section *section, const keur_document *document)
{
    return section->is_required && conditions_hold(document, &section->conditions);
}

/* A form at work on one document. */
struct reader {
    keur_run *run;
    const keur_document *document;
    struct form *form;
    struct group *last;
};

/* A heading that a declared section may have. */
struct name {
    struct keur_text text; /* trimmed */
    size_t section;
};

static struct keur_text declared_value(const struct reader *reader, const struct section *section)
{
    const struct keur_value *value =
        section->key.length > 0 ? value_at(reader->document, section->key) : NULL;

    return value != NULL ? value->text : (struct keur_text){"", 0};
}

static void collect_names(const struct reader *reader, struct group *group)
{
    size_t most = 0;

    for (size_t i = 0; i < group->count; i++)
        most += group->sections[i].headings.count + 1;
    group->names = keur_allocate(reader->run, (most + 1) * sizeof *group->names);
    for (size_t i = 0; i < group->count; i++) {
        const struct section *section = &group->sections[i];
        struct keur_text value = declared_value(reader, section);

        for (size_t j = 0; j < section->headings.count; j++)
            group->names[group->name_count++] =
                (struct name){keur_text_trim(section->headings.items[j]), i};
        if (value.length > 0)
            group->names[group->name_count++] = (struct name){keur_text_trim(value), i};
    }
}

/* A name counts before a pattern. */
static const struct section *find_section(keur_run *run, const struct group *group,
                                          struct keur_text heading)
{
    struct keur_text trimmed = keur_text_trim(heading);
    struct keur_span match;

    for (size_t i = 0; i < group->name_count; i++) {
        if (reads_like(run, trimmed, group->names[i].text))
            return &group->sections[group->names[i].section];
    }
    for (size_t i = 0; i < group->count; i++) {
        const keur_pattern *pattern = group->sections[i].pattern;

        if (pattern != NULL && keur_match(pattern, heading, 0, &match))
            return &group->sections[i];
    }
    return NULL;
}

/* ---- Groups ---- */

static struct group *group_open(struct reader *reader, const struct keur_records *records,
                                bool allows_others, ptrdiff_t parent)
{
    struct group *group = keur_allocate(reader->run, sizeof *group);

    *group = (struct group){
        .sections = records->items,
        .count = records->count,
        .allows_others = allows_others,
        .parent = parent,
        .found = keur_allocate(reader->run, (records->count + 1) * sizeof *group->found),
    };
    for (size_t i = 0; i < group->count; i++)
        group->found[i] = NOT_FOUND;
    collect_names(reader, group);
    if (reader->last != NULL)
        reader->last->next = group;
    else
        reader->form->groups = group;
    reader->last = group;
    return group;
}

static bool find_in_group(const struct reader *reader, struct group *group, size_t index)
{
    struct meaning *meaning = &reader->form->meanings[index];

    meaning->section =
        find_section(reader->run, group, keur_heading(reader->document, index)->text);
    meaning->group = meaning->section != NULL ? group : NULL;
    return meaning->section != NULL;
}

/* ---- Headings ---- */

/* The title of the page is above all sections, and is none of them. */
static bool is_title(const struct reader *reader, size_t index)
{
    return index == 0 && keur_heading(reader->document, 0)->level == 1 &&
           reader->form->meanings[0].section == NULL;
}

static ptrdiff_t find_parent(const struct reader *reader, size_t index)
{
    int level = keur_heading(reader->document, index)->level;
    ptrdiff_t above = (ptrdiff_t)index - 1;

    while (above >= 0 && keur_heading(reader->document, (size_t)above)->level >= level)
        above = reader->form->meanings[above].parent;
    return above == 0 && is_title(reader, 0) ? NOT_FOUND : above;
}

/* The innermost section that declares such a heading has it. */
static void read_heading(struct reader *reader, size_t index)
{
    struct meaning *meanings = reader->form->meanings, *meaning = &meanings[index];
    bool is_found = false;

    meaning->parent = find_parent(reader, index);
    for (ptrdiff_t above = meaning->parent; above >= 0 && !is_found; above = meanings[above].parent)
        is_found =
            meanings[above].opens != NULL && find_in_group(reader, meanings[above].opens, index);
    if (!is_found && !find_in_group(reader, reader->form->groups, index))
        return;
    if (meaning->section->sections.count > 0 || !meaning->section->allows_others)
        meaning->opens = group_open(reader, &meaning->section->sections,
                                    meaning->section->allows_others, (ptrdiff_t)index);
}

static bool has_its_level(const struct reader *reader, size_t index)
{
    const struct section *section = reader->form->meanings[index].section;

    return section->level == 0 || section->level == keur_heading(reader->document, index)->level;
}

/* The first heading of a section counts, and one of the right level before others. */
static void find_first(struct reader *reader, bool of_its_level)
{
    for (size_t i = 0; i < reader->form->heading_count; i++) {
        const struct meaning *meaning = &reader->form->meanings[i];

        if (meaning->section == NULL || has_its_level(reader, i) != of_its_level)
            continue;
        ptrdiff_t *found = &meaning->group->found[meaning->section - meaning->group->sections];
        if (*found == NOT_FOUND)
            *found = (ptrdiff_t)i;
    }
}

/* Of headings of another level, only the one that stands for its section is the section's. */
static void forget_others(struct reader *reader)
{
    for (size_t i = 0; i < reader->form->heading_count; i++) {
        struct meaning *meaning = &reader->form->meanings[i];

        if (meaning->section == NULL || has_its_level(reader, i) ||
            meaning->group->found[meaning->section - meaning->group->sections] == (ptrdiff_t)i)
            continue;
        meaning->section = NULL;
        if (meaning->opens != NULL)
            *meaning->opens = (struct group){.allows_others = true, .next = meaning->opens->next};
    }
}

static struct form *read_form(keur_run *run, const keur_document *document,
                              const struct keur_records *records)
{
    const bool *allows_others = keur_setting(run, sections_others_setting.key);
    struct form *form = keur_allocate(run, sizeof *form);
    struct reader reader = {run, document, form, NULL};

    while (keur_heading(document, form->heading_count) != NULL)
        form->heading_count++;
    form->meanings = keur_allocate(run, (form->heading_count + 1) * sizeof *form->meanings);
    group_open(&reader, records, allows_others == NULL || *allows_others, NOT_FOUND);
    for (size_t i = 0; i < form->heading_count; i++)
        read_heading(&reader, i);
    find_first(&reader, true);
    find_first(&reader, false);
    forget_others(&reader);
    return form;
}

const struct form *form_read(keur_run *run, const keur_document *document)
{
    enum keur_front_matter_state state = keur_front_matter(document)->state;
    const struct keur_records *records;
    void **kept;

    if (state != KEUR_FRONT_MATTER_VALID && state != KEUR_FRONT_MATTER_INVALID)
        return NULL;
    kept = keur_keep(run);
    if (*kept == NULL && (records = keur_setting(run, sections_setting.key)) != NULL)
        *kept = read_form(run, document, records);
    return *kept;
}
