/* A section that a document of its type should have. */
#include "sections.h"

/* Headings that are no declared section: one of them may be a misspelt one. */
struct strays {
    struct keur_text *texts;
    const struct keur_heading **headings;
    size_t count;
};

static struct strays collect_strays(keur_run *run, const keur_document *document,
                                    const struct sections *sections)
{
    struct strays strays = {.count = 0};

    strays.texts = keur_allocate(run, (sections->heading_count + 1) * sizeof *strays.texts);
    strays.headings =
        keur_allocate(run, (sections->heading_count + 1) * sizeof(const struct keur_heading *));
    for (size_t i = 0; i < sections->heading_count; i++) {
        if (sections->meant[i] != NULL)
            continue;
        strays.headings[strays.count] = keur_heading(document, i);
        strays.texts[strays.count] = strays.headings[strays.count]->text;
        strays.count++;
    }
    return strays;
}

/* A heading that was meant as the section is taken from the strays. */
static bool report_misspelt(keur_run *run, const keur_document *document,
                            const struct section *section, struct strays *strays)
{
    for (size_t i = 0; i < section->headings.count; i++) {
        struct keur_text name = section->headings.items[i];
        ptrdiff_t nearest = keur_nearest(name, strays->texts, strays->count);
        const struct keur_heading *heading;

        if (nearest < 0)
            continue;
        heading = strays->headings[nearest];

        /* The heading's anchor changes with it. */
        struct keur_edit edit = {heading->node->content, name, KEUR_UNSAFE};
        struct keur_details details = {.size = sizeof details, .edits = &edit};
        details.edit_count =
            keur_text_equals(keur_slice(document, heading->node->content), heading->text);
        keur_report_details(run, heading->node->span, &details,
                            "section \"%.*s\" is missing: did you mean it with \"%.*s\"?",
                            KEUR_ARGUMENT(name), KEUR_ARGUMENT(heading->text));
        strays->count--;
        strays->headings[nearest] = strays->headings[strays->count];
        strays->texts[nearest] = strays->texts[strays->count];
        return true;
    }
    return false;
}

static struct keur_span document_end(const keur_document *document)
{
    struct keur_text source = keur_text_trim(keur_source(document));
    size_t end = (size_t)(source.bytes - keur_source(document).bytes) + source.length;

    return (struct keur_span){end, end};
}

/* The section belongs before the next declared one that is there, else behind the one before. */
static void report_missing(keur_run *run, const keur_document *document,
                           const struct sections *sections, size_t index)
{
    struct keur_text name = sections->declared[index].headings.items[0];
    const struct keur_heading *neighbour;

    for (size_t i = index + 1; i < sections->count; i++) {
        neighbour = sections->found[i];
        if (neighbour == NULL)
            continue;
        keur_report(run, neighbour->node->span,
                    "section \"%.*s\" is missing: it belongs before \"%.*s\"", KEUR_ARGUMENT(name),
                    KEUR_ARGUMENT(neighbour->text));
        return;
    }
    for (size_t i = index; i > 0; i--) {
        neighbour = sections->found[i - 1];
        if (neighbour == NULL)
            continue;
        keur_report(run, document_end(document),
                    "section \"%.*s\" is missing: it belongs behind \"%.*s\"", KEUR_ARGUMENT(name),
                    KEUR_ARGUMENT(neighbour->text));
        return;
    }
}

/* One finding for a document that is of another form altogether. */
static void report_all_missing(keur_run *run, const keur_document *document,
                               const struct sections *sections)
{
    struct keur_text names = {"", 0};

    for (size_t i = 0; i < sections->count; i++) {
        const struct section *section = &sections->declared[i];

        if (section->is_required && section->headings.count > 0)
            names = keur_format(run, "%.*s%s\"%.*s\"", KEUR_ARGUMENT(names),
                                names.length > 0 ? ", " : "",
                                KEUR_ARGUMENT(section->headings.items[0]));
    }
    if (names.length > 0)
        keur_report(run, document_end(document), "the sections are missing: %.*s",
                    KEUR_ARGUMENT(names));
}

static bool has_any(const struct sections *sections)
{
    for (size_t i = 0; i < sections->count; i++) {
        if (sections->found[i] != NULL)
            return true;
    }
    return false;
}

static void check_missing(keur_run *run, const keur_document *document)
{
    const struct sections *sections = sections_find(run, document);
    struct strays strays;
    bool is_of_other_form, is_misspelt = false;

    if (sections == NULL)
        return;
    strays = collect_strays(run, document, sections);
    is_of_other_form = !has_any(sections);
    for (size_t i = 0; i < sections->count; i++) {
        const struct section *section = &sections->declared[i];

        if (!section->is_required || section->headings.count == 0 || sections->found[i] != NULL)
            continue;
        if (report_misspelt(run, document, section, &strays))
            is_misspelt = true;
        else if (!is_of_other_form)
            report_missing(run, document, sections, i);
    }
    if (is_of_other_form && !is_misspelt)
        report_all_missing(run, document, sections);
}

const struct keur_check sections_missing = {
    .size = sizeof(struct keur_check),
    .id = "sections/missing",
    .summary = "A document has the sections that its type requires.",
    .run = check_missing,
};
