#include "command/rules.h"

#include <stdlib.h>

#include "base/text.h"
#include "check/check.h"
#include "render/render.h"

/* A rule that is off has no check: its plugin was not loaded. */
static const char *summary_of(const struct rule *rule)
{
    return rule->check == NULL ? "(its plugin is not loaded)" : rule->check->summary;
}

static int compare_rules(const void *a, const void *b)
{
    return keur_text_compare(((const struct rule *)a)->id, ((const struct rule *)b)->id);
}

struct project rules_all(const struct project *project, struct arena *arena)
{
    struct project all = *project;
    struct rule *rules = arena_allocate(arena, (project->rule_count + 1) * sizeof *rules);
    for (size_t i = 0; i < project->rule_count; i++)
        rules[i] = project->rules[i];
    rules[all.rule_count++] = check_limit_rule;
    qsort(rules, all.rule_count, sizeof *rules, compare_rules);
    all.rules = rules;
    return all;
}

static bool is_of_core(const struct rule *rule)
{
    return rule->pack.length == 0;
}

void rules_list(FILE *stream, const struct project *project)
{
    int width = 0;
    for (size_t i = 0; i < project->rule_count; i++)
        if ((int)project->rules[i].id.length > width)
            width = (int)project->rules[i].id.length;
    for (size_t i = 0; i < project->rule_count; i++) {
        const struct rule *rule = &project->rules[i];
        fprintf(stream, "%-*.*s  %-7s  %s\n", width, KEUR_ARGUMENT(rule->id),
                severity_name(rule->severity), summary_of(rule));
    }
}

/* Each line of a text with something before it. */
static void print_lines(FILE *stream, const char *before, struct keur_text text)
{
    for (size_t at = 0, end; at < text.length; at = end + 1) {
        end = text_find(text, '\n', at);
        fprintf(stream, "%s%.*s\n", before, (int)(end - at), text.bytes + at);
    }
}

static bool is_printable(struct keur_text text)
{
    uint32_t code_point;
    for (size_t at = 0, bytes; (bytes = keur_decode(text, at, &code_point)) > 0; at += bytes) {
        bool is_blank = code_point == '\n' || code_point == '\t';
        if (code_point == UINT32_MAX || (!is_blank && keur_category(code_point)[0] == 'C'))
            return false;
    }
    return true;
}

/* Examples about bytes that no page can show are shown in hexadecimal. */
static void print_example(FILE *stream, const char *before, struct keur_text example)
{
    if (is_printable(example)) {
        print_lines(stream, before, example);
        return;
    }
    for (size_t i = 0; i < example.length; i++)
        fprintf(stream, "%s%02x%s", i % 24 == 0 ? before : " ", (unsigned char)example.bytes[i],
                i % 24 == 23 || i + 1 == example.length ? "\n" : "");
}

static void print_names(FILE *stream, const char *title, const struct keur_texts *names)
{
    for (size_t i = 0; i < names->count; i++)
        fprintf(stream, "%s%.*s", i == 0 ? title : ", ", KEUR_ARGUMENT(names->items[i]));
    if (names->count > 0)
        putc('\n', stream);
}

static void print_options(FILE *stream, const struct keur_option *options, bool as_markdown)
{
    for (; options != NULL && options->name != NULL; options++) {
        const char *quote = as_markdown ? "`" : "";
        fprintf(stream, "%s%s%s%s: %s (default: %s%s%s)\n", as_markdown ? "- " : "  ", quote,
                options->name, quote, options->summary == NULL ? "" : options->summary, quote,
                options->fallback == NULL ? "none" : options->fallback, quote);
    }
}

static void explain(FILE *stream, const struct rule *rule)
{
    fprintf(stream, "%.*s  (%s)\n", KEUR_ARGUMENT(rule->id), severity_name(rule->severity));
    fprintf(stream, "\n  %s\n", summary_of(rule));
    if (rule->why.length > 0) {
        fputs("\nWhy\n\n", stream);
        print_lines(stream, "  ", rule->why);
    }
    if (rule->bad.length > 0) {
        fputs("\nA finding\n\n", stream);
        print_example(stream, "    ", rule->bad);
        fputs("\nFine\n\n", stream);
        print_example(stream, "    ", rule->good);
    }
    if (rule->check != NULL && rule->check->options != NULL) {
        fputs("\nOptions\n\n", stream);
        print_options(stream, rule->check->options, false);
    }
    if (!keur_text_equals(rule->id, rule->check_id))
        fprintf(stream, "\nCheck: %.*s\n", KEUR_ARGUMENT(rule->check_id));
    print_names(stream, "\nDocument types: ", &rule->documents);
    print_names(stream, "\nFormer ids: ", &rule->aliases);
    if (!is_of_core(rule))
        fprintf(stream, "\nTo switch it off, in .keur.yaml:\n\n    rules:\n      %.*s: off\n",
                KEUR_ARGUMENT(rule->id));
}

static bool has_name(const struct rule *rule, struct keur_text id)
{
    for (size_t i = 0; i < rule->aliases.count; i++)
        if (keur_text_equals(rule->aliases.items[i], id))
            return true;
    return keur_text_equals(rule->id, id);
}

bool rules_explain(FILE *stream, const struct project *project, struct keur_text id,
                   struct errors *errors)
{
    struct arena *arena = arena_new();
    struct keur_text *ids = arena_allocate(arena, project->rule_count * sizeof *ids);
    bool is_known = false;
    for (size_t i = 0; i < project->rule_count && !is_known; i++) {
        ids[i] = project->rules[i].id;
        is_known = has_name(&project->rules[i], id);
        if (is_known)
            explain(stream, &project->rules[i]);
    }
    if (!is_known) {
        ptrdiff_t near = keur_nearest(id, ids, project->rule_count);
        if (near >= 0)
            errors_add(errors, "keur: there is no rule '%.*s'; did you mean '%.*s'?",
                       KEUR_ARGUMENT(id), KEUR_ARGUMENT(ids[near]));
        else
            errors_add(errors, "keur: there is no rule '%.*s'; `keur rules` lists them",
                       KEUR_ARGUMENT(id));
    }
    arena_free(arena);
    return is_known;
}

static void markdown_example(FILE *stream, const char *title, struct keur_text example)
{
    fprintf(stream, "%s:\n\n````markdown\n", title);
    print_example(stream, "", example);
    fputs("````\n\n", stream);
}

static void markdown_rule(FILE *stream, const struct rule *rule)
{
    fprintf(stream, "## %.*s\n\n", KEUR_ARGUMENT(rule->id));
    fprintf(stream, "%s *Severity: %s. ", summary_of(rule), severity_name(rule->severity));
    if (is_of_core(rule))
        fputs("In every project.*\n\n", stream);
    else
        fprintf(stream, "Pack: %.*s.*\n\n", KEUR_ARGUMENT(rule->pack));
    print_lines(stream, "", rule->why);
    putc('\n', stream);
    if (rule->bad.length > 0)
        markdown_example(stream, "A finding", rule->bad);
    if (rule->good.length > 0)
        markdown_example(stream, "Fine", rule->good);
    if (rule->check != NULL && rule->check->options != NULL) {
        fputs("Options:\n\n", stream);
        print_options(stream, rule->check->options, true);
        putc('\n', stream);
    }
}

void rules_markdown(FILE *stream, const struct project *project)
{
    fputs("# Rules\n\nMade from the files in `rules/` by `make docs`. `keur explain RULE` shows "
          "the same.\n\n"
          "| rule | severity | what holds when it finds nothing |\n| --- | --- | --- |\n",
          stream);
    for (size_t i = 0; i < project->rule_count; i++) {
        const struct rule *rule = &project->rules[i];
        fprintf(stream, "| %.*s | %s | %s |\n", KEUR_ARGUMENT(rule->id),
                severity_name(rule->severity), summary_of(rule));
    }
    putc('\n', stream);
    for (size_t i = 0; i < project->rule_count; i++)
        markdown_rule(stream, &project->rules[i]);
}
