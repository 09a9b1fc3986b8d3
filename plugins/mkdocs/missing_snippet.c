/* A snippet whose file is not there: the site leaves the line out without a word. */
#include <string.h>

#include "mkdocs.h"

static bool is_address(struct keur_text name)
{
    return text_starts_with(name, "http://") || text_starts_with(name, "https://");
}

/* Without the section or lines that are asked for: "file.md:name", "file.md:1:3". */
static struct keur_text without_section(struct keur_text name)
{
    size_t at = 0;
    while (at < name.length && name.bytes[at] != ':')
        at++;
    return (struct keur_text){name.bytes, at};
}

/* Folders that are not within the project, or made by something that keur does not run. */
static bool is_unknown_folder(const struct keur_value *folder)
{
    return folder->kind != KEUR_STRING || folder->text.length == 0 ||
           strchr("/$~", folder->text.bytes[0]) != NULL || text_starts_with(folder->text, "..");
}

static bool is_in(keur_run *run, const struct keur_value *folder, struct keur_text name)
{
    if (is_unknown_folder(folder))
        return true;
    return keur_exists(run, keur_format(run, "%.*s/%.*s", KEUR_ARGUMENT(folder->text),
                                        KEUR_ARGUMENT(name))) == KEUR_FILE;
}

static bool is_there(keur_run *run, struct keur_text name)
{
    const struct keur_value *bases =
        keur_value_find(site_options(run, "pymdownx.snippets"), "base_path");
    if (bases == NULL)
        return keur_exists(run, name) == KEUR_FILE;
    if (bases->kind != KEUR_SEQUENCE)
        return is_in(run, bases, name);
    for (const struct keur_value *base = bases->first_child; base != NULL; base = base->next)
        if (is_in(run, base, name))
            return true;
    return false;
}

static void check_missing_snippet(keur_run *run, const keur_document *document)
{
    const struct keur_mark *mark;
    for (size_t i = 0; (mark = keur_mark(document, i)) != NULL; i++) {
        if (mark->kind != KEUR_MARK_SNIPPET || is_address(mark->name))
            continue;
        struct keur_text name = without_section(mark->name);
        if (name.length > 0 && !is_there(run, name))
            keur_report(
                run, mark->name_span,
                "snippet \"%.*s\" does not exist, and the site leaves it out; write the path "
                "of a file",
                KEUR_ARGUMENT(name));
    }
}

const struct keur_check mkdocs_missing_snippet = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/missing-snippet",
    .summary = "The file of every snippet exists.",
    .run = check_missing_snippet,
};
