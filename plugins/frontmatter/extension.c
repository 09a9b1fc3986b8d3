#include "extension.h"

#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "csv.h"
#include "uri.h"
#include "value.h"

static struct schema_extension *extension_of(struct schema_compiler *compiler,
                                             struct schema *schema)
{
    if (schema->extension == NULL) {
        schema->extension = keur_setup_allocate(compiler->setup, sizeof(*schema->extension));
        schema->extension->max_words = -1;
    }
    return schema->extension;
}

/* A text, or a list of texts. */
static bool fill_texts(struct schema_compiler *compiler, const struct keur_value *value,
                       struct keur_texts *texts)
{
    bool is_list = value->kind == KEUR_SEQUENCE;
    const struct keur_value *item = is_list ? value->first_child : value;
    size_t count = is_list ? value->child_count : 1;
    struct keur_text *items = keur_setup_allocate(compiler->setup, (count + 1) * sizeof(*items));

    for (size_t i = 0; i < count; i++, item = item->next) {
        if (item->kind != KEUR_STRING) {
            keur_setup_error(compiler->setup, item, "a text, or a list of texts, belongs here");
            return false;
        }
        items[i] = item->text;
    }
    *texts = (struct keur_texts){items, count};
    return true;
}

/* The map of a keyword has no other keys than these. */
static bool is_map_of(struct schema_compiler *compiler, const struct keur_value *value,
                      const struct keur_text *known, size_t count)
{
    if (value->kind != KEUR_MAPPING) {
        keur_setup_error(compiler->setup, value, "'%.*s' must be a map", KEUR_ARGUMENT(value->key));
        return false;
    }
    for (const struct keur_value *child = value->first_child; child != NULL; child = child->next) {
        size_t i = 0;
        while (i < count && !keur_text_equals(known[i], child->key))
            i++;
        if (i < count)
            continue;
        ptrdiff_t near = keur_nearest(child->key, known, count);
        keur_setup_error(compiler->setup, child, "'%.*s' has no key '%.*s'; did you mean '%.*s'?",
                         KEUR_ARGUMENT(value->key), KEUR_ARGUMENT(child->key),
                         KEUR_ARGUMENT(known[near < 0 ? 0 : near]));
        return false;
    }
    return true;
}

/* ---- keur-values ------------------------------------------------------------------ */

static int compare_texts(const void *left, const void *right)
{
    return keur_text_compare(*(const struct keur_text *)left, *(const struct keur_text *)right);
}

static void sort_listed(struct value_source *source, struct keur_text *items, size_t count)
{
    qsort(items, count, sizeof(*items), compare_texts);
    source->listed = (struct keur_texts){items, count};
    source->is_listed = true;
}

static void fill_folders(struct schema_compiler *compiler, const struct keur_value *folder,
                         struct value_source *source)
{
    struct keur_texts folders = {NULL, 0};

    if (!fill_texts(compiler, folder, &folders))
        return;
    struct keur_text *there = keur_setup_allocate(compiler->setup, folders.count * sizeof(*there));
    for (size_t i = 0; i < folders.count; i++) {
        if (keur_setup_project_folder(compiler->setup, folder, folders.items[i]))
            there[source->folders.count++] = folders.items[i];
    }
    source->folders.items = there;
}

static void fill_csv(struct schema_compiler *compiler, const struct keur_value *map,
                     const struct keur_value *file, struct value_source *source)
{
    const struct keur_value *column = keur_value_find(map, "column");
    struct keur_text text = keur_setup_project_text(compiler->setup, file, file->text);
    struct keur_text *items;
    size_t count;

    if (column == NULL || column->kind != KEUR_STRING) {
        keur_setup_error(compiler->setup, map, "'csv' needs a 'column': its name in the first row");
        return;
    }
    if (text.length == 0)
        return;
    if (!csv_column(compiler->setup, text, column->text, &items, &count)) {
        keur_setup_error(compiler->setup, column, "the first row of '%.*s' has no column '%.*s'",
                         KEUR_ARGUMENT(file->text), KEUR_ARGUMENT(column->text));
        return;
    }
    sort_listed(source, items, count);
}

static void pass(void *context, const struct keur_value *value)
{
    (void)context;
    (void)value;
}

static void fill_keys(struct schema_compiler *compiler, const struct keur_value *map,
                      const struct keur_value *file, struct value_source *source)
{
    const struct keur_value *at = keur_value_find(map, "at");
    const struct keur_value *tree = keur_setup_project_tree(compiler->setup, file, file->text);

    if (tree != NULL && at != NULL)
        tree = uri_follow_pointer(compiler->setup, tree, at->text, pass, NULL);
    else if (tree == NULL)
        return;
    if (tree == NULL || tree->kind != KEUR_MAPPING) {
        keur_setup_error(compiler->setup, at != NULL ? at : file,
                         "there is no map with keys in '%.*s'; 'at' is a JSON pointer to one, such "
                         "as /extra/labels",
                         KEUR_ARGUMENT(file->text));
        return;
    }
    struct keur_text *items =
        keur_setup_allocate(compiler->setup, tree->child_count * sizeof(*items));
    size_t count = 0;
    for (const struct keur_value *child = tree->first_child; child != NULL; child = child->next)
        items[count++] = child->key;
    sort_listed(source, items, count);
}

static void compile_values(struct schema_compiler *compiler, struct schema_extension *extension,
                           const struct keur_value *value)
{
    static const struct keur_text known[] = {{"folder", 6}, {"ending", 6}, {"except", 6},
                                             {"csv", 3},    {"column", 6}, {"keys", 4},
                                             {"at", 2}};
    struct value_source *source = keur_setup_allocate(compiler->setup, sizeof(*source));

    if (!is_map_of(compiler, value, known, sizeof(known) / sizeof(known[0])))
        return;
    const struct keur_value *folder = keur_value_find(value, "folder");
    const struct keur_value *csv = keur_value_find(value, "csv");
    const struct keur_value *keys = keur_value_find(value, "keys");
    const struct keur_value *ending = keur_value_find(value, "ending");
    const struct keur_value *except = keur_value_find(value, "except");
    source->ending = ending != NULL ? ending->text : (struct keur_text){".md", 3};
    if ((folder != NULL) + (csv != NULL) + (keys != NULL) != 1) {
        keur_setup_error(compiler->setup, value,
                         "'keur-values' takes one of 'folder', 'csv' and 'keys'");
        return;
    }
    if (except != NULL && !fill_texts(compiler, except, &source->except))
        return;
    if (folder != NULL)
        fill_folders(compiler, folder, source);
    else if (csv != NULL)
        fill_csv(compiler, value, csv, source);
    else
        fill_keys(compiler, value, keys, source);
    extension->values = source;
}

/* ---- The others ---------------------------------------------------------------------- */

static void compile_max_words(struct schema_compiler *compiler, struct schema_extension *extension,
                              const struct keur_value *value)
{
    struct decimal number;

    decimal_read(value, &number);
    if (!decimal_is_integer(&number) || number.is_negative)
        keur_setup_error(compiler->setup, value, "'keur-max-words' must be a whole number");
    else
        extension->max_words = decimal_as_count(&number);
}

static void compile_final_period(struct schema_compiler *compiler,
                                 struct schema_extension *extension, const struct keur_value *value)
{
    if (value->kind != KEUR_BOOLEAN || value_is_true(value))
        keur_setup_error(compiler->setup, value, "'keur-final-period' can only be false");
    else
        extension->has_no_period = true;
}

static const keur_pattern *compile_pattern(struct schema_compiler *compiler,
                                           const struct keur_value *value)
{
    if (value->kind == KEUR_STRING)
        return keur_setup_ecma_pattern(compiler->setup, value, value->text);
    keur_setup_error(compiler->setup, value, "a regular expression belongs here");
    return NULL;
}

static void compile_path(struct schema_compiler *compiler, struct schema_extension *extension,
                         const struct keur_value *value)
{
    extension->path = compile_pattern(compiler, value);
}

static void compile_file_name(struct schema_compiler *compiler, struct schema_extension *extension,
                              const struct keur_value *value)
{
    static const struct keur_text known[] = {{"part", 4}, {"skip", 4}};

    if (!is_map_of(compiler, value, known, 2))
        return;
    const struct keur_value *part = keur_value_find(value, "part");
    const struct keur_value *skip = keur_value_find(value, "skip");
    if (part == NULL) {
        keur_setup_error(compiler->setup, value,
                         "'keur-file-name' needs a 'part': the pattern of what file names begin "
                         "with");
        return;
    }
    extension->name_part = compile_pattern(compiler, part);
    if (skip != NULL)
        extension->name_skip = compile_pattern(compiler, skip);
}

static void compile_document(struct schema_compiler *compiler, struct schema_extension *extension,
                             const struct keur_value *value)
{
    static const struct keur_text known[] = {{"types", 5}, {"back", 4}};
    struct reference_rule *rule = keur_setup_allocate(compiler->setup, sizeof(*rule));
    const struct keur_value *types = value;

    if (value->kind == KEUR_MAPPING) {
        if (!is_map_of(compiler, value, known, 2))
            return;
        const struct keur_value *back = keur_value_find(value, "back");
        types = keur_value_find(value, "types");
        if (back != NULL && !fill_texts(compiler, back, &rule->back_keys))
            return;
    }
    if (types == NULL) {
        keur_setup_error(compiler->setup, value, "'keur-document' needs 'types': document types");
        return;
    }
    if (fill_texts(compiler, types, &rule->types))
        extension->reference = rule;
}

static void compile_unique(struct schema_compiler *compiler, struct schema_extension *extension,
                           const struct keur_value *value)
{
    extension->is_unique = value->kind != KEUR_BOOLEAN || value_is_true(value);
    if (value->kind != KEUR_BOOLEAN)
        fill_texts(compiler, value, &extension->unique_types);
}

/* ---- keur-template ------------------------------------------------------------------------ */

static struct keur_text next_line(struct keur_text text, size_t *at)
{
    size_t begin = *at;

    while (*at < text.length && text.bytes[*at] != '\n')
        (*at)++;
    size_t end = *at;
    *at += *at < text.length;
    return keur_text_trim((struct keur_text){text.bytes + begin, end - begin});
}

/* Does a line of the front matter that the text begins with hold this key? */
static bool template_has_key(struct keur_text text, struct keur_text key)
{
    size_t at = 0;

    if (!block_is_fence(next_line(text, &at)))
        return false;
    while (at < text.length) {
        bool is_indented = text.bytes[at] == ' ' || text.bytes[at] == '\t';
        struct keur_text line = next_line(text, &at);
        if (block_is_fence(line))
            return false;
        if (!is_indented && keur_text_equals(block_key(line), key))
            return true;
    }
    return false;
}

/* What the template of a project has, its documents have: forms of several years are told apart by
 * what the project itself says. */
static void compile_template(struct schema_compiler *compiler, struct schema_extension *extension,
                             const struct keur_value *value)
{
    static const struct keur_text known[] = {{"file", 4}, {"keys", 4}};
    struct keur_texts keys;

    if (!is_map_of(compiler, value, known, 2))
        return;
    const struct keur_value *file = keur_value_find(value, "file");
    const struct keur_value *list = keur_value_find(value, "keys");
    if (file == NULL || list == NULL) {
        keur_setup_error(compiler->setup, value,
                         "'keur-template' needs a 'file', and 'keys' that are required when the "
                         "front matter there has them");
        return;
    }
    if (!fill_texts(compiler, list, &keys))
        return;
    struct keur_text text = keur_setup_project_text(compiler->setup, file, file->text);
    struct keur_text *required =
        keur_setup_allocate(compiler->setup, keys.count * sizeof(*required));
    extension->required.items = required;
    for (size_t i = 0; i < keys.count; i++) {
        if (template_has_key(text, keys.items[i]))
            required[extension->required.count++] = keys.items[i];
    }
}

static const struct {
    struct keur_text name;
    void (*compile)(struct schema_compiler *compiler, struct schema_extension *extension,
                    const struct keur_value *value);
} keywords[] = {
    {{"keur-values", 11}, compile_values},
    {{"keur-document", 13}, compile_document},
    {{"keur-unique", 11}, compile_unique},
    {{"keur-file-name", 14}, compile_file_name},
    {{"keur-path", 9}, compile_path},
    {{"keur-max-words", 14}, compile_max_words},
    {{"keur-final-period", 17}, compile_final_period},
    {{"keur-template", 13}, compile_template},
};
enum { KEYWORD_COUNT = sizeof(keywords) / sizeof(keywords[0]) };

bool extension_keyword(struct schema_compiler *compiler, struct schema *schema,
                       const struct keur_value *value)
{
    static const char prefix[] = "keur-";
    struct keur_text names[KEYWORD_COUNT];

    if (value->key.length < strlen(prefix) || memcmp(value->key.bytes, prefix, strlen(prefix)) != 0)
        return false;
    for (size_t i = 0; i < KEYWORD_COUNT; i++) {
        names[i] = keywords[i].name;
        if (keur_text_equals(value->key, names[i])) {
            keywords[i].compile(compiler, extension_of(compiler, schema), value);
            return true;
        }
    }
    ptrdiff_t near = keur_nearest(value->key, names, KEYWORD_COUNT);
    keur_setup_error(compiler->setup, value, "unknown keyword '%.*s'; did you mean '%.*s'?",
                     KEUR_ARGUMENT(value->key), KEUR_ARGUMENT(names[near < 0 ? 0 : near]));
    return true;
}

/* ---- Values that are kept elsewhere --------------------------------------------------------- */

static bool is_among(struct keur_texts texts, struct keur_text text)
{
    for (size_t i = 0; i < texts.count; i++) {
        if (keur_text_equals(texts.items[i], text))
            return true;
    }
    return false;
}

static struct keur_text file_of(keur_run *run, const struct value_source *source,
                                struct keur_text folder, struct keur_text text)
{
    size_t length = folder.length + 1 + text.length;
    char *bytes = keur_allocate(run, length + source->ending.length);

    memcpy(bytes, folder.bytes, folder.length);
    bytes[folder.length] = '/';
    memcpy(bytes + folder.length + 1, text.bytes, text.length);
    if (source->ending.length > 0)
        memcpy(bytes + length, source->ending.bytes, source->ending.length);
    return (struct keur_text){bytes, length + source->ending.length};
}

bool extension_has_value(keur_run *run, const struct value_source *source, struct keur_text text)
{
    if (source->is_listed)
        return bsearch(&text, source->listed.items, source->listed.count, sizeof(text),
                       compare_texts) != NULL;
    if (source->folders.count == 0) /* of a pack, for projects of another shape */
        return true;
    bool is_name = text.length > 0 && memchr(text.bytes, '/', text.length) == NULL &&
                   !is_among(source->except, text);
    for (size_t i = 0; i < source->folders.count && is_name; i++) {
        struct keur_text path = file_of(run, source, source->folders.items[i], text);
        if (keur_exists(run, path) == KEUR_FILE)
            return true;
    }
    return false;
}

/* Counts, and fills `items` when it is there. */
static size_t list_folder(keur_run *run, const struct value_source *source, struct keur_text folder,
                          struct keur_text *items)
{
    struct keur_text name;
    size_t count = 0;

    for (size_t i = 0; (name = keur_folder_entry(run, folder, i)).length > 0; i++) {
        size_t ending = source->ending.length;
        if (name.length <= ending ||
            memcmp(name.bytes + name.length - ending, source->ending.bytes, ending) != 0)
            continue;
        name.length -= ending;
        if (is_among(source->except, name))
            continue;
        if (items != NULL)
            items[count] = name;
        count++;
    }
    return count;
}

struct keur_texts extension_values(keur_run *run, const struct value_source *source)
{
    size_t count = 0;

    if (source->is_listed)
        return source->listed;
    for (size_t i = 0; i < source->folders.count; i++)
        count += list_folder(run, source, source->folders.items[i], NULL);
    struct keur_text *items = keur_allocate(run, (count + 1) * sizeof(*items));
    count = 0;
    for (size_t i = 0; i < source->folders.count; i++)
        count += list_folder(run, source, source->folders.items[i], items + count);
    return (struct keur_texts){items, count};
}
