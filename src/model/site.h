/* The site that MkDocs makes of a project, as far as links depend on it. */
#ifndef MODEL_SITE_H
#define MODEL_SITE_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/ignore_lines.h"

/* How the toc extension makes an id of a heading's text. */
enum slug_style {
    SLUG_ASCII = 0, /* Python-Markdown's own */
    SLUG_UNICODE,   /* its slugify_unicode */
    SLUG_PYMDOWNX,  /* pymdownx.slugs.slugify and its kin */
    SLUG_UNKNOWN,   /* a function of the project */
};
enum slug_case { SLUG_CASE_KEEP = 0, SLUG_CASE_LOWER, SLUG_CASE_LOWER_ASCII, SLUG_CASE_FOLD };
struct slug_form {
    enum slug_style style;
    enum slug_case letter_case; /* of SLUG_PYMDOWNX */
    bool is_percent_encoded;    /* of SLUG_PYMDOWNX */
    struct keur_text separator; /* empty: "-" */
};

/* Everything lives in the run's arena. */
struct site {
    struct keur_site is;     /* first: what plugins see */
    struct keur_text host;   /* of site_url; empty without one */
    struct keur_text prefix; /* the path of site_url, "/" at both ends */
    /* Root-absolute targets count from docs_dir: validation.links.absolute_links. */
    bool is_rooted_in_docs;
    bool has_unknown_pages;  /* a plugin that resolves links or adds pages in its own way */
    bool has_versions;       /* mike: addresses have a version in front */
    struct keur_texts moved; /* addresses that the redirects plugin keeps, as files: "old.md" */
    struct ignore_lines excluded,
        drafts;                     /* exclude_docs, behind what MkDocs leaves out; draft_docs */
    struct ignore_lines unlisted;   /* not_in_nav */
    struct keur_text branch;        /* that edit_uri names; empty when it names none */
    struct keur_texts repositories; /* "github.com/OWNER/NAME", the project's own */
    bool is_repository_root;        /* the project root is that of the repository */
};

/* mkdocs.yml, what it inherits from, or a .pages file. */
static inline bool site_has_file(const struct site *site, struct keur_text path)
{
    bool has_file = keur_text_equals(site->is.path, path);
    for (size_t i = 0; !has_file && i < site->is.base_count; i++)
        has_file = keur_text_equals(site->is.bases[i].path, path);
    for (size_t i = 0; !has_file && i < site->is.page_file_count; i++)
        has_file = keur_text_equals(site->is.pages[i].path, path);
    return has_file;
}

#endif
