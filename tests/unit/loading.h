/* A project with a program's folder beside it, in a folder of its own, for tests of loading. */
#ifndef UNIT_LOADING_H
#define UNIT_LOADING_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "load/load.h"
#include "unit/unit.h"
#include "yaml/yaml_tree.h"

/* A folder with program/rules/ and project/, where the working folder is. */
struct stand {
    struct arena *arena;
    char folder[32];
    struct load_request request;
    struct project *project; /* NULL after mistakes */
    struct errors errors;
};

static struct keur_text plugin_dirs[1]; /* absolute: the tests change the working folder */

static inline struct keur_text path_in(const struct stand *site, const char *name)
{
    return arena_format(site->arena, "%s/%s", site->folder, name);
}

static inline void write_file(const struct stand *site, const char *name, const char *text)
{
    struct keur_text path = path_in(site, name);
    char *bytes = arena_string(site->arena, path);
    for (char *slash = strchr(bytes + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(bytes, 0777);
        *slash = '/';
    }
    FILE *stream = fopen(bytes, "wb");
    assert_non_null(stream);
    fputs(text, stream);
    fclose(stream);
}

static inline struct stand site_new(void)
{
    struct stand site = {.arena = arena_new(), .folder = "/tmp/keur-load-XXXXXX"};
    assert_non_null(mkdtemp(site.folder));
    site.request.program_folder = path_in(&site, "program");
    site.request.plugin_dirs = (struct keur_texts){.items = plugin_dirs, .count = 1};
    write_file(&site, "program/rules/general/pack.yaml", "rules: {}\n");
    write_file(&site, "project/docs/a.md", "# A\n");
    return site;
}

static inline void site_load(struct stand *site)
{
    struct keur_text root = path_real(site->arena, path_in(site, "project").bytes);
    if (chdir(root.bytes) != 0 ||
        !load_project(&site->request, root, site->arena, &site->project, &site->errors))
        site->project = NULL;
}

static inline struct stand load(const char *config)
{
    struct stand site = site_new();
    write_file(&site, "project/.keur.yaml", config);
    site_load(&site);
    return site;
}

static inline void site_free(struct stand *site)
{
    char command[64];
    snprintf(command, sizeof(command), "rm -r %s", site->folder);
    if (chdir("/") != 0 || system(command) != 0)
        fail();
    errors_free(&site->errors);
    arena_free(site->arena);
}

static inline const struct rule *rule_of(const struct stand *site, const char *id)
{
    for (size_t i = 0; i < site->errors.count; i++)
        print_error("%s\n", site->errors.items[i]);
    assert_non_null(site->project);
    for (size_t i = 0; i < site->project->rule_count; i++)
        if (text_is(site->project->rules[i].id, id))
            return &site->project->rules[i];
    fail_msg("no rule '%s'", id); /* does not return */
    abort();
}

static inline void check_mistake(struct stand *site, const char *message)
{
    if (site->errors.count != 1)
        for (size_t i = 0; i < site->errors.count; i++)
            print_error("%s\n", site->errors.items[i]);
    assert_int_equal(site->errors.count, 1);
    assert_null(site->project);
    if (strstr(site->errors.items[0], message) == NULL)
        fail_msg("'%s' is not in: %s", message, site->errors.items[0]);
    site_free(site);
}

struct mistake {
    const char *config, *message;
};

static inline void check_mistakes(const struct mistake *mistakes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct stand site = load(mistakes[i].config);
        check_mistake(&site, mistakes[i].message);
    }
}
#define CHECK_MISTAKES(mistakes) check_mistakes(mistakes, sizeof(mistakes) / sizeof(*(mistakes)))

#endif
