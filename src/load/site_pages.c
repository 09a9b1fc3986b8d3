/* The files of the plugin awesome-pages: what each folder of docs_dir says of its navigation. */
#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "load/loading_site.h"

struct site_files {
    struct keur_site_file *items;
    size_t count, capacity;
};
struct waiting {
    struct keur_text *items;
    size_t count, capacity;
};

static void read_folder(const struct loading *loading, struct keur_text folder,
                        struct keur_text name, struct site_files *files, struct waiting *waiting)
{
    struct yaml_trouble ignored;
    const struct folder *listing = folders_read(loading->project->folders, folder);
    for (size_t i = 0; listing != NULL && i < listing->count; i++) {
        const struct folder_entry *entry = &listing->entries[i];
        struct keur_text path = path_join(loading->arena, folder, entry->name), text;
        if (entry->type == ENTRY_FOLDER && !text_starts_with(entry->name, "."))
            *ARRAY_PUSH(waiting) = path;
        else if (keur_text_equals(entry->name, name))
            *ARRAY_PUSH(files) = (struct keur_site_file){
                .path = path, .root = site_map(site_yaml(loading, path, &text, &ignored))};
    }
}

void site_pages_read(const struct loading *loading, struct keur_text name, struct site *site)
{
    struct site_files files = {0};
    struct waiting waiting = {0};
    *ARRAY_PUSH(&waiting) = site->is.docs_dir;
    for (size_t i = 0; i < waiting.count && i < LIMIT_SITE_FOLDERS; i++)
        read_folder(loading, waiting.items[i], name, &files, &waiting);
    struct keur_site_file *kept = arena_allocate(loading->arena, files.count * sizeof *kept);
    for (size_t i = 0; i < files.count; i++)
        kept[i] = files.items[i];
    site->is.pages = kept;
    site->is.page_file_count = files.count;
    ARRAY_FREE(&files);
    ARRAY_FREE(&waiting);
}
