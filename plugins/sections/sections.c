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
        else if (bytes[length - 1] != ' ')
            bytes[length++] = ' ';
    }
    return keur_fold(run, (struct keur_text){bytes, length});
}

/* The index of the section that a heading is, or -1. */
static ptrdiff_t section_index(keur_run *run, const struct sections *sections,
                               struct keur_text heading)
{
    heading = plain(run, heading);
    for (size_t i = 0; i < sections->count; i++) {
        const struct keur_texts *names = &sections->declared[i].headings;

        for (size_t j = 0; j < names->count; j++) {
            if (keur_text_equals(heading, plain(run, names->items[j])))
                return (ptrdiff_t)i;
        }
    }
    return -1;
}

const struct sections *sections_find(keur_run *run, const keur_document *document)
{
    const struct keur_records *records = keur_setting(run, "sections");
    enum keur_front_matter_state state = keur_front_matter(document)->state;
    struct sections *sections;

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
    for (size_t i = 0; i < sections->heading_count; i++) {
        const struct keur_heading *heading = keur_heading(document, i);
        ptrdiff_t index = section_index(run, sections, heading->text);

        if (index < 0)
            continue;
        sections->meant[i] = &sections->declared[index];
        if (sections->found[index] == NULL)
            sections->found[index] = heading;
    }
    return sections;
}
