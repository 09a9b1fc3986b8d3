/* Files as a revision has them. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "git/git.h"

static int compare_files(const void *left, const void *right)
{
    return keur_text_compare(((const struct git_file *)left)->path,
                             ((const struct git_file *)right)->path);
}

const struct git_file *git_find(const struct git_revision *revision, struct keur_text path)
{
    struct git_file sought = {.path = path};
    return revision->count == 0 ? NULL
                                : bsearch(&sought, revision->items, revision->count,
                                          sizeof *revision->items, compare_files);
}

static bool ask(struct keur_text folder, const char *const *words, struct arena *arena,
                struct keur_text *ret_output, struct errors *errors)
{
    const struct git_command command = {folder, words, TEXT("")};
    return git_run(&command, arena, ret_output, errors);
}

/* Says which revision is not there; other trouble as git says it.  Always false. */
static bool fail_revision(struct keur_text name, const struct errors *told, struct errors *errors)
{
    if (told->count > 0 && strstr(told->items[0], "Needed a single revision") == NULL)
        return errors_add(errors, "%s", told->items[0]);
    return errors_add(errors,
                      "keur: there is no revision '%.*s' here: fetch it first; a shallow clone has "
                      "the last commits only",
                      KEUR_ARGUMENT(name));
}

/* The commit that a name stands for, or where the branch left it. */
static bool find_base(struct keur_text folder, struct keur_text name, struct arena *arena,
                      struct keur_text *ret_commit, struct errors *errors)
{
    struct keur_text commit = arena_format(arena, "%.*s^{commit}", KEUR_ARGUMENT(name));
    const char *const verify[] = {"rev-parse", "--verify", "--end-of-options", commit.bytes, NULL};
    struct errors told = {0};
    struct keur_text output;
    bool is_there = ask(folder, verify, arena, &output, &told);
    if (!is_there)
        fail_revision(name, &told, errors);
    errors_free(&told);
    if (!is_there)
        return false;
    *ret_commit = keur_text_trim(output);
    const char *const merge_base[] = {"merge-base", arena_string(arena, *ret_commit), "HEAD", NULL};
    if (ask(folder, merge_base, arena, &output, &told))
        *ret_commit = keur_text_trim(output);
    errors_free(&told);
    return true;
}

bool git_has_commit(struct keur_text folder, struct arena *arena)
{
    static const char *const words[] = {"rev-parse", "--verify", "HEAD^{commit}", NULL};
    struct keur_text output;
    struct errors untold = {0};
    bool has_commit = ask(folder, words, arena, &output, &untold);
    errors_free(&untold);
    return has_commit;
}

/* "100644 blob ID\tPATH" */
static void add_file(struct keur_text entry, struct git_revision *revision)
{
    size_t tab = text_find(entry, '\t', 0);
    size_t first = text_find(entry, ' ', 0), second = text_find(entry, ' ', first + 1);
    if (tab < entry.length && text_is(text_slice(entry, first + 1, second), "blob"))
        *ARRAY_PUSH(revision) = (struct git_file){.path = text_slice(entry, tab + 1, entry.length),
                                                  .was = text_slice(entry, tab + 1, entry.length),
                                                  .id = text_slice(entry, second + 1, tab),
                                                  .is_link = text_starts_with(entry, "120000")};
}

static bool read_tree(struct keur_text folder, struct keur_text commit, struct arena *arena,
                      struct git_revision *revision, struct errors *errors)
{
    const char *const words[] = {"ls-tree", "-r", "-z", arena_string(arena, commit), NULL};
    struct keur_text output;
    if (!ask(folder, words, arena, &output, errors))
        return false;
    for (size_t at = 0, end; at < output.length; at = end + 1) {
        end = text_find(output, '\0', at);
        add_file(text_slice(output, at, end), revision);
    }
    return true;
}

/* The next text that ends with NUL. */
static struct keur_text next_field(struct keur_text output, size_t *at)
{
    size_t end = text_find(output, '\0', *at);
    struct keur_text field = text_slice(output, *at, end);
    *at = end + 1;
    return field;
}

/* ":100644 100644 OLD NEW R090", old path, new path: the old content counts for the new path. */
static bool follow_renames(struct keur_text folder, struct keur_text commit, struct arena *arena,
                           struct git_revision *revision, struct errors *errors)
{
    const char *const words[] = {"diff-index",
                                 "--cached",
                                 "--raw",
                                 "--no-abbrev",
                                 "-M",
                                 "-z",
                                 "--diff-filter=R",
                                 "--relative",
                                 "--ignore-submodules=all",
                                 arena_string(arena, commit),
                                 NULL};
    enum { OLD_ID = 2 };
    struct keur_text output;
    if (!ask(folder, words, arena, &output, errors))
        return false;
    for (size_t at = 0; at < output.length;) {
        struct keur_text entry = next_field(output, &at);
        struct keur_text was = next_field(output, &at), path = next_field(output, &at);
        size_t begin = 0;
        for (int i = 0; i < OLD_ID; i++)
            begin = text_find(entry, ' ', begin) + 1;
        *ARRAY_PUSH(revision) = (struct git_file){
            .path = path,
            .was = was,
            .id = text_slice(entry, begin, text_find(entry, ' ', begin)),
            .is_link = text_starts_with(entry, ":120000"),
        };
    }
    return true;
}

bool git_open(struct keur_text folder, struct keur_text revision, struct arena *arena,
              struct git_revision *ret_revision, struct errors *errors)
{
    struct keur_text commit;
    *ret_revision = (struct git_revision){.folder = folder};
    if (!find_base(folder, revision, arena, &commit, errors) ||
        !read_tree(folder, commit, arena, ret_revision, errors) ||
        !follow_renames(folder, commit, arena, ret_revision, errors))
        return false;
    if (ret_revision->count > 1)
        qsort(ret_revision->items, ret_revision->count, sizeof *ret_revision->items, compare_files);
    return true;
}

/* "ID blob SIZE\n", the bytes, "\n" */
static bool next_content(struct keur_text output, size_t *at, struct keur_text *ret_content)
{
    size_t end = text_find(output, '\n', *at);
    struct keur_text header = text_slice(output, *at, end);
    if (!text_starts_with(text_slice(header, text_find(header, ' ', 0), header.length), " blob "))
        return false;
    size_t size = 0;
    for (size_t i = text_find(header, ' ', text_find(header, ' ', 0) + 1) + 1; i < header.length;
         i++)
        size = size * 10 + (size_t)(header.bytes[i] - '0');
    *ret_content = text_slice(output, end + 1, end + 1 + size);
    *at = end + 1 + size + 1;
    return ret_content->length == size;
}

bool git_read(const struct git_revision *revision, const struct git_files *files,
              struct arena *arena, struct keur_text *ret_texts, struct errors *errors)
{
    static const char *const words[] = {"cat-file", "--batch", NULL};
    struct buffer ids = {0};
    struct keur_text output;
    for (size_t i = 0; i < files->count; i++)
        buffer_printf(&ids, "%.*s\n", KEUR_ARGUMENT(files->items[i]->id));
    const struct git_command command = {revision->folder, words, buffer_text(&ids)};
    bool is_fine = files->count == 0 || git_run(&command, arena, &output, errors);
    buffer_free(&ids);
    for (size_t i = 0, at = 0; is_fine && i < files->count; i++)
        if (!next_content(output, &at, &ret_texts[i]))
            is_fine = errors_add(errors, "keur: git does not have '%.*s' as it was",
                                 KEUR_ARGUMENT(files->items[i]->path));
    return is_fine;
}
