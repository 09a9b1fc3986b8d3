/* What the files that read mkdocs.yml share. */
#ifndef LOAD_LOADING_SITE_H
#define LOAD_LOADING_SITE_H

#include "load/loading.h"
#include "model/site.h"
#include "yaml/yaml_tree.h"

/* The texts of a list, or one text by itself. */
struct keur_texts scalars_of(const struct keur_value *value, struct arena *arena);

/* `markdown_extensions:` of a file with this text, into the project. */
void extensions_read(const struct loading *loading, const struct keur_value *list,
                     struct keur_text source);
/* `plugins:`, into the site. */
void site_plugins_read(const struct loading *loading, const struct keur_value *list,
                       struct site *site);
/* A YAML file of the project, or NULL; *ret_text is what it holds, *ret_trouble is empty unless it
 * is no YAML. */
const struct keur_value *site_yaml(const struct loading *loading, struct keur_text path,
                                   struct keur_text *ret_text, struct yaml_trouble *ret_trouble);
/* NULL for what is no map. */
const struct keur_value *site_map(const struct keur_value *root);
/* The files of this name below docs_dir, into the site. */
void site_pages_read(const struct loading *loading, struct keur_text name, struct site *site);

#endif
