#include "yaml/yaml_tree.h"

#include "base/text.h"
#include "yaml/yaml_guard.h"
#include "yaml/yaml_library.h"
#include "yaml/yaml_lines.h"

bool yaml_tree_parse_into(struct keur_text text, struct keur_span span,
                          const struct tree_values *values, struct keur_value **ret_root,
                          struct yaml_trouble *ret_trouble)
{
    if (text_starts_with(text_slice(text, span.begin, span.end), "\xEF\xBB\xBF"))
        span.begin += 3; /* a byte order mark is no text */
    if (!yaml_guard(text, span, values->arena, ret_trouble))
        return false;
    *ret_root = yaml_lines_parse(text, span, values);
    return *ret_root != NULL || yaml_library_parse(text, span, values, ret_root, ret_trouble);
}

bool yaml_tree_parse(struct keur_text text, struct keur_span span, struct arena *arena,
                     const struct keur_value **ret_root, struct yaml_trouble *ret_trouble)
{
    struct keur_value *root = NULL;
    const struct tree_values values = {arena, &(struct keur_value){0}, sizeof(*root)};
    bool is_fine = yaml_tree_parse_into(text, span, &values, &root, ret_trouble);
    *ret_root = root;
    return is_fine;
}
