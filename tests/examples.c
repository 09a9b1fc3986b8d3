/* Every rule of a shipped pack states why, and a good and a bad example that tell it apart.
 *
 *     examples PROGRAM-FOLDER PACK...
 */
#include <stdio.h>

#include "base/file.h"
#include "stand.h"
#include "tap.h"

/* The name under which an example is linted: in the folder of its type, when it names one. */
static struct keur_text example_path(struct keur_text path)
{
    return path.length > 0 ? path : TEXT("example.md");
}

static size_t count_rule(const struct lint *lint, struct keur_text rule, size_t *ret_others)
{
    size_t count = 0;
    for (size_t i = 0; i < lint->findings.count; i++)
        count += keur_text_equals(lint->findings.items[i].rule, rule);
    *ret_others = lint->findings.count - count;
    return count;
}

/* What suppresses findings is judged by the findings of the other rules. */
static struct keur_text only_of(const struct rule *rule)
{
    return text_starts_with(rule->id, "keur/") ? TEXT("") : rule->id;
}

static void check_example(const struct stand *stand, const struct rule *rule, struct keur_text pack,
                          bool is_bad)
{
    struct project *project =
        stand_project(stand, TEXT("/nonexistent"), TEXT(""), pack, only_of(rule));
    if (project == NULL) {
        tap_result(false, "%.*s: loads alone", KEUR_ARGUMENT(rule->id));
        return;
    }
    struct keur_text path = example_path(is_bad ? rule->bad_file : rule->good_file);
    struct lint lint = stand_lint(project, path, is_bad ? rule->bad : rule->good);
    size_t others, own = count_rule(&lint, rule->id, &others);
    bool is_right = others == 0 && (is_bad ? own > 0 : own == 0);
    if (!tap_result(is_right, "%.*s: its %s example", KEUR_ARGUMENT(rule->id),
                    is_bad ? "bad" : "good"))
        tap_show("findings", stand_text(stand, &lint.findings));
    lint_free(&lint);
}

static void check_pack(const struct stand *stand, struct keur_text pack)
{
    struct project *project = stand_project(stand, TEXT("/nonexistent"), TEXT(""), pack, TEXT(""));
    if (!tap_result(project != NULL, "pack %.*s loads", KEUR_ARGUMENT(pack)))
        return;
    for (size_t i = 0; i < project->rule_count; i++) {
        const struct rule *rule = &project->rules[i];
        bool is_complete = rule->why.length > 0 && rule->bad.length > 0 && rule->good.length > 0;
        tap_result(is_complete, "%.*s: has why, good and bad", KEUR_ARGUMENT(rule->id));
        if (rule->check == NULL || rule->check->run == NULL)
            continue; /* off, or about more than one document */
        check_example(stand, rule, pack, true);
        check_example(stand, rule, pack, false);
    }
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: examples PROGRAM-FOLDER PACK...\n", stderr);
        return 2;
    }
    struct stand stand = {.arena = arena_new()};
    stand.program_folder = path_real(stand.arena, argv[1]);
    for (int i = 2; i < argc; i++)
        check_pack(&stand, text_of(argv[i]));
    arena_free(stand.arena);
    return tap_end();
}
