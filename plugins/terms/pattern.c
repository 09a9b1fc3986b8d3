/* terms/pattern: what a pattern describes is not in the text.  Rules of one's own need no more than
 * this and a message. */
#include <string.h>

#include "exceptions.h"
#include "grams.h"
#include "scope.h"
#include "terms.h"

enum { GROUP_COUNT = 10 };

struct options {
    const keur_pattern *pattern;
    struct scope_options where;
    struct keur_text replacement;
    bool is_safe;
};

static const struct keur_option options[] = {
    {.name = "pattern",
     .type = KEUR_OPTION_PATTERN,
     .offset = offsetof(struct options, pattern),
     .summary = "what is looked for, as PCRE2 writes it",
     .is_required = true},
    SCOPE_OPTIONS(struct options, where),
    {.name = "replace",
     .type = KEUR_OPTION_TEXT,
     .offset = offsetof(struct options, replacement),
     .summary = "what to write instead; $0 is the match, $1 to $9 are its groups"},
    {.name = "safe",
     .type = KEUR_OPTION_BOOLEAN,
     .offset = offsetof(struct options, is_safe),
     .summary = "`keur fix` may write it without being asked for unsafe edits"},
    {0},
};

struct prepared {
    unsigned scopes;
    struct keur_text held; /* by every match */
    bool has_any_case;
};

static const void *prepare(keur_setup *setup, const void *filled)
{
    const struct options *given = filled;
    struct prepared *prepared = keur_setup_allocate(setup, sizeof(*prepared));

    prepared->scopes = scope_read(setup, given->where.scope);
    prepared->held = grams_of_pattern(keur_pattern_source(given->pattern), &prepared->has_any_case);
    return prepared;
}

/* The replacement with the groups of this match. */
static struct keur_text replacement_of(keur_run *run, const struct piece *piece,
                                       const struct keur_span *groups)
{
    const struct options *given = keur_options(run);
    struct keur_text rest = given->replacement;
    struct keur_text made = {"", 0};

    for (size_t i = 0; i < rest.length;) {
        bool is_group = rest.bytes[i] == '$' && i + 1 < rest.length && rest.bytes[i + 1] >= '0' &&
                        rest.bytes[i + 1] <= '9';
        const struct keur_span *group = is_group ? &groups[rest.bytes[i + 1] - '0'] : NULL;
        struct keur_text part = {rest.bytes + i, 1};
        if (is_group)
            part = (struct keur_text){piece->text.bytes + group->begin, group->end - group->begin};
        made = keur_format(run, "%.*s%.*s", KEUR_ARGUMENT(made), KEUR_ARGUMENT(part));
        i += is_group ? 2 : 1;
    }
    return made;
}

static void report_match(keur_run *run, const keur_document *document, const struct piece *piece,
                         const struct keur_span *groups)
{
    const struct options *given = keur_options(run);
    struct keur_span place = piece_span(document, piece, groups[0]);
    struct keur_text text = {piece->text.bytes + groups[0].begin, groups[0].end - groups[0].begin};
    struct keur_edit edit = {.span = place, .safety = given->is_safe ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit};

    if (given->replacement.length == 0) {
        keur_report(run, place, "\"%.*s\" is not written here", KEUR_ARGUMENT(text));
        return;
    }
    edit.replacement = replacement_of(run, piece, groups);
    /* Where markup stands between the letters, mending takes a hand. */
    details.edit_count = keur_text_equals(keur_slice(document, place), text);
    keur_report_details(run, place, &details, "write \"%.*s\" instead of \"%.*s\"",
                        KEUR_ARGUMENT(edit.replacement), KEUR_ARGUMENT(text));
}

static void report_limit(keur_run *run, const keur_document *document, const struct piece *piece)
{
    struct keur_span whole = {0, piece->text.length};

    keur_report(run, piece_span(document, piece, whole),
                "the pattern of this rule takes too many steps on this text, and was stopped: make "
                "it simpler");
}

static void check_piece(keur_run *run, const keur_document *document, const struct piece *piece)
{
    const struct options *given = keur_options(run);
    struct exceptions exceptions = {.pattern = given->where.except};
    struct keur_span groups[GROUP_COUNT];
    enum keur_match_state state;
    size_t from = 0;

    while ((state = keur_match_groups(given->pattern, piece->text, from, groups, GROUP_COUNT)) ==
           KEUR_MATCH) {
        if (groups[0].end == groups[0].begin) {
            from = groups[0].end + 1;
            continue;
        }
        if (!exceptions_hold(&exceptions, piece->text, groups[0]))
            report_match(run, document, piece, groups);
        from = groups[0].end;
    }
    if (state == KEUR_MATCH_LIMIT)
        report_limit(run, document, piece);
}

/* Where the text, at or behind `at`, holds what every match does; the text's length where it does
 * not. */
static size_t next_held(struct keur_text text, size_t at, struct keur_text held)
{
    const char *end = text.bytes + text.length, *found = text.bytes + at;

    while ((found = memchr(found, held.bytes[0], (size_t)(end - found))) != NULL) {
        if ((size_t)(end - found) >= held.length && memcmp(found, held.bytes, held.length) == 0)
            return (size_t)(found - text.bytes);
        found++;
    }
    return text.length;
}

/* Only the prose that holds it. */
static void check_prose(keur_run *run, const keur_document *document, struct pieces *pieces,
                        struct keur_text held)
{
    struct keur_text all = keur_all_prose(document)->text;
    struct piece piece;

    for (size_t at = 0; at < all.length && (at = next_held(all, at, held)) < all.length;) {
        if (piece_at(pieces, document, at, &piece, &at))
            check_piece(run, document, &piece);
    }
    pieces_skip_prose(pieces);
}

static void check(keur_run *run, const keur_document *document)
{
    const struct options *given = keur_options(run);
    const struct prepared *prepared = keur_prepared(run);
    struct pieces pieces = {.scopes = prepared->scopes, .keys = given->where.keys};
    struct piece piece;

    if (!grams_may_hold(run, document, prepared->held))
        return;
    if (prepared->held.length > 0 && !prepared->has_any_case)
        check_prose(run, document, &pieces, prepared->held);
    while (pieces_next(&pieces, document, &piece))
        check_piece(run, document, &piece);
}

const struct keur_check check_pattern = {
    .size = sizeof(struct keur_check),
    .id = "terms/pattern",
    .summary = "The text holds nothing that a pattern describes.",
    .options = options,
    .options_size = sizeof(struct options),
    .prepare = prepare,
    .run = check,
    .reads_prose = true,
};
