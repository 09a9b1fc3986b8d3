/* `keur config`: which settings a document has, and what says so. */
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "check/scope.h"
#include "command/ask.h"
#include "command/check.h"
#include "load/load.h"
#include "parse/document.h"
#include "render/render.h"

/* A document, or the whole project when there is none. */
struct subject {
    const struct project *project;
    const struct target *target; /* or NULL */
    const struct document_type *type;
    struct reading reading;
    struct arena *arena;
};

static void show(struct keur_text text)
{
    render_escaped(stdout, text);
}

/* "name  value  (where)" */
static void show_setting(const char *name, struct keur_text value, struct keur_text place)
{
    printf("  %-14s ", name);
    show(value);
    if (place.length > 0) {
        fputs(value.length > 0 ? "  (" : "(", stdout);
        show(place);
        putchar(')');
    }
    putchar('\n');
}

/* A scalar as it stands there; of all else only the place is shown. */
static struct keur_text scalar(const struct keur_value *value)
{
    bool is_scalar = value->kind != KEUR_MAPPING && value->kind != KEUR_SEQUENCE;
    return is_scalar ? value->text : TEXT("");
}

static void show_children(const struct subject *subject, const struct keur_value *map)
{
    if (map == NULL || map->kind != KEUR_MAPPING)
        return;
    for (const struct keur_value *child = map->first_child; child != NULL; child = child->next) {
        printf("    ");
        show(child->key);
        fputs(scalar(child).length > 0 ? ": " : "", stdout);
        show(scalar(child));
        fputs("  (", stdout);
        show(load_place(child, subject->arena));
        puts(")");
    }
}

static void show_document(const struct subject *subject)
{
    if (subject->type == NULL)
        show_setting("document type", TEXT("none"), TEXT(""));
    else
        show_setting("document type", subject->type->name,
                     load_place(subject->type->said, subject->arena));
    if (subject->type != NULL)
        show_children(subject, subject->type->said);
    show_setting("dialect", dialect_name(subject->reading.dialect),
                 load_dialect_reason(subject->project, subject->target->path, subject->type));
}

/* ---- Rules ---- */

/* The severity where it was written, or the rule where it goes without saying. */
static const struct keur_value *severity_said(const struct rule *rule,
                                              const struct rule_override *override)
{
    if (override != NULL)
        return override->said;
    const struct keur_value *severity = keur_value_find(rule->said, "severity");
    return severity == NULL ? rule->said : severity;
}

static void show_origin(const struct subject *subject, const struct keur_value *said,
                        enum severity severity)
{
    bool is_severity = said->kind != KEUR_MAPPING;
    if (is_severity && !text_is(said->text, severity_name(severity))) {
        fputs("--only or --skip", stdout);
        return;
    }
    show(load_place(said, subject->arena));
    for (const struct keur_value *before = load_replaced(said); is_severity && before != NULL;
         before = load_replaced(before)) {
        printf("; over %.*s in ", KEUR_ARGUMENT(before->text));
        show(load_place(before, subject->arena));
    }
}

static void show_scope(const char *name, const struct keur_texts *list)
{
    for (size_t i = 0; i < list->count; i++) {
        printf("%s", i == 0 ? "; " : ", ");
        printf("%s", i == 0 ? name : "");
        show(list->items[i]);
    }
}

static void show_rule(const struct subject *subject, const struct rule *rule, int width)
{
    struct keur_text path = subject->target == NULL ? TEXT("") : subject->target->path;
    struct keur_text type = subject->type == NULL ? TEXT("") : subject->type->name;
    bool is_here = subject->target == NULL ||
                   (scope_holds(rule, path, type) && scope_reads(rule, subject->reading.dialect));
    const struct rule_override *override =
        subject->target == NULL || !is_here ? NULL : scope_override(rule, path, type);
    enum severity severity = override == NULL ? rule->severity : override->severity;
    printf("  %-9s%-*.*s  ", is_here ? severity_name(severity) : "not here", width,
           KEUR_ARGUMENT(rule->id));
    show_origin(subject, severity_said(rule, override), severity);
    if (!is_here || subject->target == NULL) {
        show_scope("only for documents: ", &rule->documents);
        show_scope("only for files: ", &rule->files.texts);
        show_scope("only for dialects: ", &rule->dialects);
    }
    putchar('\n');
    if (is_here && severity != SEVERITY_OFF)
        show_children(subject, keur_value_find(rule->said, "options"));
}

static void show_subject(const struct subject *subject)
{
    const struct project *project = subject->project;
    struct keur_text root = path_relative(subject->arena, project->working_folder, project->root);
    int width = 0;
    for (size_t i = 0; i < project->rule_count; i++)
        if ((int)project->rules[i].id.length > width)
            width = (int)project->rules[i].id.length;
    if (subject->target != NULL) {
        show(subject->target->shown);
        putchar('\n');
    }
    show_setting("project root", root, TEXT(""));
    if (subject->target != NULL)
        show_document(subject);
    for (size_t i = 0; i < project->rule_count; i++)
        show_rule(subject, &project->rules[i], width);
}

static void show_target(const struct project *project, const struct target *target,
                        struct arena *arena, struct errors *errors)
{
    struct subject subject = {.project = project, .target = target, .arena = arena};
    struct keur_text source, path = path_join(arena, project->root, target->path);
    if (!file_read(path.bytes, LIMIT_DOCUMENT_BYTES, arena, &source, errors))
        return;
    keur_document *document = document_open(target->path, source, arena);
    if (!load_document_type(project, target->path, keur_front_matter(document)->root, &subject.type,
                            errors))
        return;
    subject.reading = load_reading(project, target->path, subject.type);
    show_subject(&subject);
}

static size_t show_targets(const struct session *session, struct errors *errors)
{
    size_t count = 0;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < session->count; i++) {
        struct session_project *each = &session->items[i];
        for (size_t t = 0; t < each->targets.count; t++, count++) {
            if (count > 0)
                putchar('\n');
            show_target(each->project, &each->targets.items[t], arena, errors);
            arena_reset(arena);
        }
    }
    arena_free(arena);
    return count;
}

static bool is_schema(const struct arguments *arguments)
{
    return text_is(arguments_format(arguments), "schema");
}

static bool check_format(const struct arguments *arguments, struct errors *errors)
{
    static const struct keur_text names[] = {{"text", 4}, {"schema", 6}};
    struct keur_text format = arguments_format(arguments);
    return format.length == 0 || text_is(format, "text") || is_schema(arguments) ||
           arguments_refuse("format", format, names, sizeof names / sizeof *names, errors);
}

int command_config(const struct arguments *arguments)
{
    struct session session;
    struct errors errors = {0};
    bool is_usable = session_open(&session, arguments, &errors) && check_format(arguments, &errors);
    if (is_usable && (arguments->paths.count == 0 || is_schema(arguments))) {
        struct session_project *found = session_project(&session, session.working_folder, &errors);
        struct subject subject = {.arena = session.arena};
        subject.project = found == NULL ? NULL : found->project;
        if (found != NULL && is_schema(arguments))
            config_schema_write(stdout, found->project);
        else if (found != NULL)
            show_subject(&subject);
    } else if (is_usable) {
        ask_for_documents(&session, &arguments->paths, &errors);
        if (show_targets(&session, &errors) == 0 && errors.count == 0)
            errors_add(&errors, "keur: no documents there: keur passes over what `ignore` of the "
                                "configuration, or within a folder .gitignore, names");
    }
    int code = errors.count > 0 ? EXIT_TROUBLE : 0;
    command_print_errors(&errors);
    session_close(&session);
    return code;
}
