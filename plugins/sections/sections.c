/* Which heading of a document is which of the declared sections. */
#include "sections.h"

#include <string.h>

/* For comparison: case folded, each white space one blank, none at the ends. */
static struct keur_text plain(keur_run *run, struct keur_text text)
{
    char *bytes;
    size_t length = 0;

    text = keur_text_trim(text);
    bytes = keur_allocate(run, text.length + 1);
    for (size_t i = 0; i < text.length; i++) {
        bool is_blank = strchr(" \t\r\n", text.bytes[i]) != NULL;

        if (!is_blank)
            bytes[length++] = text.bytes[i];
        else if (length > 0 && bytes[length - 1] != ' ')
            bytes[length++] = ' ';
    }
    return keur_fold(run, (struct keur_text){bytes, length});
}

/* A heading that a declared section may have. */
struct name {
    struct keur_text plain;
    size_t section;
};
struct names {
    struct name *items;
    size_t count;
};

static struct names collect_names(keur_run *run, const struct keur_records *records)
{
    const struct section *declared = records->items;
    struct names names = {NULL, 0};

    for (size_t i = 0; i < records->count; i++)
        names.count += declared[i].headings.count;
    names.items = keur_allocate(run, (names.count + 1) * sizeof *names.items);
    names.count = 0;
    for (size_t i = 0; i < records->count; i++) {
        for (size_t j = 0; j < declared[i].headings.count; j++) {
            struct keur_text heading = declared[i].headings.items[j];
            names.items[names.count++] = (struct name){plain(run, heading), i};
        }
    }
    return names;
}

static const struct name *find_name(keur_run *run, const struct names *names,
                                    struct keur_text heading)
{
    heading = plain(run, heading);
    for (size_t i = 0; i < names->count; i++) {
        if (keur_text_equals(heading, names->items[i].plain))
            return &names->items[i];
    }
    return NULL;
}

const struct sections *sections_find(keur_run *run, const keur_document *document)
{
    const struct keur_records *records = keur_setting(run, "sections");
    enum keur_front_matter_state state = keur_front_matter(document)->state;
    struct sections *sections;
    struct names names;

    if (records == NULL || (state != KEUR_FRONT_MATTER_VALID && state != KEUR_FRONT_MATTER_INVALID))
        return NULL;
    sections = keur_allocate(run, sizeof *sections);
    sections->declared = records->items;
    sections->count = records->count;
    while (keur_heading(document, sections->heading_count) != NULL)
        sections->heading_count++;
    sections->found =
        keur_allocate(run, (sections->count + 1) * sizeof(const struct keur_heading *));
    sections->meant =
        keur_allocate(run, (sections->heading_count + 1) * sizeof(const struct section *));
    names = collect_names(run, records);
    for (size_t i = 0; i < sections->heading_count; i++) {
        const struct keur_heading *heading = keur_heading(document, i);
        const struct name *name = find_name(run, &names, heading->text);

        if (name == NULL)
            continue;
        sections->meant[i] = &sections->declared[name->section];
        if (sections->found[name->section] == NULL)
            sections->found[name->section] = heading;
    }
    return sections;
}
