#include "command/session.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"
#include "base/text.h"
#include "check/check.h"
#include "git/git.h"

/* --plugin-dir, then the folders of KEUR_PLUGIN_PATH. */
static struct keur_texts plugin_folders(struct arena *arena, const struct text_list *given)
{
    struct keur_text path = text_of(getenv("KEUR_PLUGIN_PATH"));
    size_t most = given->count + 1;
    for (size_t i = 0; i < path.length; i++)
        most += path.bytes[i] == ':';
    struct keur_text *folders = arena_allocate(arena, most * sizeof *folders);
    size_t count = 0;
    for (; count < given->count; count++)
        folders[count] = given->items[count];
    for (size_t at = 0, end; at < path.length; at = end + 1) {
        end = text_find(path, ':', at);
        if (end > at)
            folders[count++] = arena_copy(arena, text_slice(path, at, end));
    }
    return (struct keur_texts){folders, count};
}

/* A slip in a flag is told; KEUR_PLUGIN_PATH may name what is not there on every machine. */
static bool check_folders(const struct text_list *folders, struct errors *errors)
{
    bool is_fine = true;
    for (size_t i = 0; i < folders->count; i++)
        if (file_type(folders->items[i].bytes) != FILE_FOLDER)
            is_fine = errors_add(errors, "keur: --plugin-dir: there is no folder '%.*s'",
                                 KEUR_ARGUMENT(folders->items[i]));
    return is_fine;
}

/* Of the formats of findings only one tells why. */
static bool shows_explanations(const struct arguments *arguments)
{
    return arguments->command == COMMAND_RULES || arguments->command == COMMAND_EXPLAIN ||
           arguments_has_format(arguments, "sarif");
}

/* Those that look at a configuration, and not at documents, tell whether all of it is right. */
static bool looks_at_configuration(const struct arguments *arguments)
{
    return arguments->command == COMMAND_CONFIG || arguments->command == COMMAND_RULES ||
           arguments->command == COMMAND_EXPLAIN || arguments->command == COMMAND_INIT ||
           arguments->command == COMMAND_SCHEMA;
}

bool session_open(struct session *session, const struct arguments *arguments, struct errors *errors)
{
    struct arena *arena = arena_new();
    *session = (struct session){.arena = arena, .working_folder = path_real(arena, ".")};
    session->request = (struct load_request){
        .program_folder = path_of_program(arena),
        .no_config = arguments->no_config,
        .with_explanations = shows_explanations(arguments),
        .with_settings = looks_at_configuration(arguments),
        .extends = {arguments->extends.items, arguments->extends.count},
        .plugin_dirs = plugin_folders(arena, &arguments->plugin_dirs),
        .only = {arguments->only.items, arguments->only.count},
        .skip = {arguments->skip.items, arguments->skip.count},
        .fix_only = {arguments->fix_only.items, arguments->fix_only.count},
    };
    session->is_tracked_asked = arguments->tracked;
    session->is_tracked = arguments->tracked ||
                          (!arguments->no_tracked && text_is(text_of(getenv("PRE_COMMIT")), "1"));
    if (session->working_folder.length == 0)
        return errors_add(errors, "keur: the working directory does not exist any more: go to one "
                                  "that does");
    if (!check_folders(&arguments->plugin_dirs, errors))
        return false;
    if (arguments->config.length == 0)
        return true;
    session->request.config = path_real(arena, arguments->config.bytes);
    if (session->request.config.length > 0)
        return true;
    return errors_add(errors, "keur: there is no configuration file '%.*s'",
                      KEUR_ARGUMENT(arguments->config));
}

void session_close(struct session *session)
{
    for (size_t i = 0; i < session->count; i++)
        ARRAY_FREE(&session->items[i].targets);
    ARRAY_FREE(session);
    ARRAY_FREE(&session->unusable);
    arena_free(session->arena);
}

/* A run that checks nothing must not say that all is well. */
static bool has_rule(const struct project *project, struct errors *errors)
{
    for (size_t i = 0; i < project->rule_count; i++)
        if (rule_is_on(&project->rules[i]))
            return true;
    return errors_add(errors,
                      "keur: no rule is on in '%.*s': extend a pack, such as `extends: [general]`, "
                      "or switch rules on",
                      KEUR_ARGUMENT(project->root));
}

/* Without git, or outside of its repositories, all files count, unless the user asked for git. */
static bool set_known(struct session *session, struct keur_text root, struct errors *errors)
{
    struct errors unasked = {0};
    struct folders_known *known = arena_allocate(session->arena, sizeof *known);
    session->request.known = NULL;
    if (!session->is_tracked)
        return true;
    bool is_fine =
        git_tracked(root, session->arena, known, session->is_tracked_asked ? errors : &unasked);
    errors_free(&unasked);
    if (is_fine)
        session->request.known = known;
    return is_fine || !session->is_tracked_asked;
}

struct session_project *session_project(struct session *session, struct keur_text path,
                                        struct errors *errors)
{
    struct keur_text root = discover_root(session->arena, path, session->working_folder);
    for (size_t i = 0; i < session->count; i++)
        if (keur_text_equals(session->items[i].project->root, root))
            return &session->items[i];
    for (size_t i = 0; i < session->unusable.count; i++)
        if (keur_text_equals(session->unusable.items[i], root))
            return NULL;
    struct project *project;
    if (!set_known(session, root, errors) ||
        !load_project(&session->request, root, session->arena, &project, errors) ||
        !has_rule(project, errors)) {
        *ARRAY_PUSH(&session->unusable) = root;
        return NULL;
    }
    struct session_project *added = ARRAY_PUSH(session);
    added->project = project;
    return added;
}

bool session_load_past(const struct session *session, struct keur_text root,
                       const struct session_past *past, struct project **ret_project,
                       struct errors *errors)
{
    struct session as_it_was = *session;
    as_it_was.arena = past->arena;
    as_it_was.request.past = past->files;
    if (past->rules.count > 0) {
        as_it_was.request.only = past->rules;
        as_it_was.request.skip = (struct keur_texts){0};
    }
    return set_known(&as_it_was, root, errors) &&
           load_project(&as_it_was.request, root, past->arena, ret_project, errors);
}

static int compare_rules(const void *left, const void *right)
{
    const struct rule_text *a = left, *b = right;
    return keur_text_compare(a->id, b->id);
}

/* Of a rule that is on for some documents only, what it is there. */
static enum severity usual_severity(const struct rule *rule)
{
    enum severity severity = rule->severity;
    for (const struct rule_override *each = rule->overrides;
         each != NULL && severity == SEVERITY_OFF; each = each->next)
        severity = each->severity;
    return severity;
}

const struct rule_text *session_rules(const struct session *session, size_t *ret_count)
{
    size_t most = 1, count = 0, kept = 0;
    for (size_t i = 0; i < session->count; i++)
        most += session->items[i].project->rule_count;
    struct rule_text *rules = arena_allocate(session->arena, most * sizeof *rules);
    rules[count++] =
        (struct rule_text){check_limit_rule.id, text_of(check_limit_rule.check->summary),
                           check_limit_rule.why, check_limit_rule.severity};
    for (size_t i = 0; i < session->count; i++) {
        const struct project *project = session->items[i].project;
        for (size_t r = 0; r < project->rule_count; r++) {
            const struct rule *rule = &project->rules[r];
            if (rule_is_on(rule))
                rules[count++] = (struct rule_text){rule->id, text_of(rule->check->summary),
                                                    rule->why, usual_severity(rule)};
        }
    }
    qsort(rules, count, sizeof *rules, compare_rules);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || !keur_text_equals(rules[kept - 1].id, rules[i].id))
            rules[kept++] = rules[i];
    *ret_count = kept;
    return rules;
}
