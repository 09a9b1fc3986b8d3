/* Files that are there, and are not part of the site. */
#include "links.h"

struct keur_text unpublished_message(keur_run *run, struct keur_text path,
                                     const struct keur_destination *destination)
{
    const struct keur_site *site = keur_site(run);
    struct keur_text folder;

    switch (destination->unpublished) {
    case KEUR_EXCLUDED:
        if (site_has_plugin(site, "exclude"))
            return keur_format(run,
                               "\"%.*s\" is not on the site: \"exclude_docs\", or the plugin "
                               "\"exclude\", in \"%.*s\" names it",
                               KEUR_ARGUMENT(path), KEUR_ARGUMENT(site->path));
        return keur_format(run,
                           "\"%.*s\" is not on the site: \"exclude_docs\" in \"%.*s\" names it",
                           KEUR_ARGUMENT(path), KEUR_ARGUMENT(site->path));
    case KEUR_DRAFT:
        return keur_format(run,
                           "\"%.*s\" is a draft, which \"draft_docs\" in \"%.*s\" keeps from the "
                           "site",
                           KEUR_ARGUMENT(path), KEUR_ARGUMENT(site->path));
    case KEUR_HIDDEN:
        return keur_format(run,
                           "\"%.*s\" is not on the site: MkDocs leaves out \"templates/\" and what "
                           "has a dot in front",
                           KEUR_ARGUMENT(path));
    case KEUR_SHADOWED:
        folder = path_folder_of(destination->path);
        return keur_format(run, "\"%.*s\" is not on the site, which shows \"%.*sindex.md\" instead",
                           KEUR_ARGUMENT(path), KEUR_ARGUMENT(folder));
    case KEUR_OUTSIDE_DOCS:
        break;
    }
    return keur_format(run, "\"%.*s\" lies outside \"%.*s\", so it is not on the site",
                       KEUR_ARGUMENT(path), KEUR_ARGUMENT(site->docs_dir));
}
