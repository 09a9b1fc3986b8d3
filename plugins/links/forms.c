/* The checks on links that did not become links, one for each form. */
#include <string.h>

#include "links.h"

typedef void report_function(keur_run *run, const keur_document *document,
                             const struct malformed *found, const struct keur_details *details);

/* All of a document, in reading order. */
struct all {
    struct malformed *items;
    size_t count, capacity;
};

static void add(keur_run *run, struct all *all, const struct malformed *found)
{
    if (all->count == all->capacity) {
        size_t capacity = all->capacity == 0 ? 8 : 2 * all->capacity;
        struct malformed *items = keur_allocate(run, capacity * sizeof *items);

        if (all->count > 0)
            memcpy(items, all->items, all->count * sizeof *items);
        all->items = items;
        all->capacity = capacity;
    }
    all->items[all->count++] = *found;
}

/* Looked for once, for all checks of this file. */
static const struct all *all_of(keur_run *run, const keur_document *document)
{
    void **kept = keur_keep(run);

    if (*kept == NULL) {
        struct all *all = keur_allocate(run, sizeof *all);
        struct malformed_scan *scan =
            malformed_begin(run, document, keur_root(document), keur_source(document).length);
        struct malformed found;

        while (malformed_next(scan, &found))
            add(run, all, &found);
        *kept = all;
    }
    return *kept;
}

static void report_kinds(keur_run *run, const keur_document *document, enum malformed_kind first,
                         enum malformed_kind last, report_function *report)
{
    const struct all *all = all_of(run, document);

    for (size_t i = 0; i < all->count; i++) {
        const struct malformed *found = &all->items[i];
        struct keur_details details = {
            .size = sizeof details,
            .edits = found->edits,
            .edit_count = found->edit_count,
        };
        if (found->kind >= first && found->kind <= last)
            report(run, document, found, &details);
    }
}

static void report_missing_bracket(keur_run *run, const keur_document *document,
                                   const struct malformed *found,
                                   const struct keur_details *details)
{
    struct keur_text text = text_shortened(run, keur_slice(document, found->text));

    if (found->kind == MALFORMED_SURPLUS_BRACKET)
        keur_report_details(run, found->span, details,
                            "one \"]\" too many before \"(\", so this is no link");
    else if (found->kind == MALFORMED_MISSING_END_BRACKET)
        keur_report_details(run, found->span, details,
                            "link without its \"]\": it belongs behind \"%.*s\"",
                            KEUR_ARGUMENT(text));
    else if (found->kind == MALFORMED_MISSING_PARENTHESIS)
        keur_report_details(run, found->span, details,
                            "link without its \"(\": it belongs behind \"[%.*s]\"",
                            KEUR_ARGUMENT(text));
    else if (text.length == 0)
        keur_report_details(run, found->span, details,
                            "link without its text: write [text] before \"(\"");
    else
        keur_report_details(run, found->span, details,
                            "link without its \"[\": it belongs before \"%.*s\"",
                            KEUR_ARGUMENT(text));
}

static void check_missing_bracket(keur_run *run, const keur_document *document)
{
    report_kinds(run, document, MALFORMED_MISSING_BRACKET, MALFORMED_MISSING_PARENTHESIS,
                 report_missing_bracket);
}

const struct keur_check links_missing_bracket = {
    .size = sizeof(struct keur_check),
    .id = "links/missing-bracket",
    .summary = "A link has all its brackets, and each once: `[text](target)`.",
    .run = check_missing_bracket,
};

static void report_space_before_target(keur_run *run, const keur_document *document,
                                       const struct malformed *found,
                                       const struct keur_details *details)
{
    struct keur_text target = text_shortened(run, keur_slice(document, found->target));

    keur_report_details(run, found->span, details,
                        "white space before the target, so this is no link: write \"](%.*s)\"",
                        KEUR_ARGUMENT(target));
}

static void check_space_before_target(keur_run *run, const keur_document *document)
{
    report_kinds(run, document, MALFORMED_SPACE_BEFORE_TARGET, MALFORMED_SPACE_BEFORE_TARGET,
                 report_space_before_target);
}

const struct keur_check links_space_before_target = {
    .size = sizeof(struct keur_check),
    .id = "links/space-before-target",
    .summary = "The target of a link follows directly behind its text.",
    .run = check_space_before_target,
};

/* A `|` in the address of a link begins a new cell: tables/row-length says so. */
static bool is_cut_by_pipe(const keur_document *document, size_t end)
{
    struct keur_text source = keur_source(document);

    if (end >= source.length || source.bytes[end] != '|')
        return false;
    for (size_t i = end + 1; i < source.length && strchr(" \t\r\n[", source.bytes[i]) == NULL; i++)
        if (source.bytes[i] == ')')
            return true;
    return false;
}

static void report_unclosed(keur_run *run, const keur_document *document,
                            const struct malformed *found, const struct keur_details *details)
{
    if (is_cut_by_pipe(document, found->span.end))
        return;
    struct keur_text target = text_shortened(run, keur_slice(document, found->target));

    keur_report_details(run, found->span, details,
                        "link without its \")\": it belongs behind \"%.*s\"",
                        KEUR_ARGUMENT(target));
}

static void check_unclosed(keur_run *run, const keur_document *document)
{
    report_kinds(run, document, MALFORMED_UNCLOSED, MALFORMED_UNCLOSED, report_unclosed);
}

const struct keur_check links_unclosed = {
    .size = sizeof(struct keur_check),
    .id = "links/unclosed",
    .summary = "The target of a link ends with \")\".",
    .run = check_unclosed,
};

static void report_reversed(keur_run *run, const keur_document *document,
                            const struct malformed *found, const struct keur_details *details)
{
    struct keur_text text = text_shortened(run, keur_slice(document, found->text));
    struct keur_text target = text_shortened(run, keur_slice(document, found->target));

    const char *wrong = found->kind == MALFORMED_MIXED    ? "\")\" where \"(\" belongs"
                        : found->kind == MALFORMED_BRACES ? "braces where \"(\" and \")\" belong"
                                                          : "brackets of the link are reversed";

    keur_report_details(run, found->span, details, "%s: write [%.*s](%.*s)", wrong,
                        KEUR_ARGUMENT(text), KEUR_ARGUMENT(target));
}

static void check_reversed(keur_run *run, const keur_document *document)
{
    report_kinds(run, document, MALFORMED_REVERSED, MALFORMED_BRACES, report_reversed);
}

const struct keur_check links_reversed = {
    .size = sizeof(struct keur_check),
    .id = "links/reversed",
    .summary = "The text of a link stands in square brackets, its target in round ones.",
    .run = check_reversed,
};

static void report_line_break(keur_run *run, const keur_document *document,
                              const struct malformed *found, const struct keur_details *details)
{
    struct keur_text text = text_shortened(run, keur_slice(document, found->text));

    if (found->kind == MALFORMED_BLANK_LINE)
        keur_report_details(run, found->span, details,
                            "a blank line cuts \"%.*s\", so this is no link and no image: write "
                            "its text without one",
                            KEUR_ARGUMENT(text));
    else if (found->kind == MALFORMED_SIGN)
        keur_report_details(run, found->span, details,
                            "\"%.*s\" at the beginning of a line cuts \"%.*s\", so this is no "
                            "link and no image: write its text on one line",
                            KEUR_ARGUMENT(found->sign), KEUR_ARGUMENT(text));
    else
        keur_report_details(
            run, found->span, details,
            "link \"%.*s\" is cut by a line break: write text and target on one line",
            KEUR_ARGUMENT(text));
}

static void check_line_break(keur_run *run, const keur_document *document)
{
    report_kinds(run, document, MALFORMED_LINE_BREAK, MALFORMED_SIGN, report_line_break);
}

const struct keur_check links_line_break = {
    .size = sizeof(struct keur_check),
    .id = "links/line-break",
    .summary = "No line break stands before or in the target of a link, no blank line in its text.",
    .run = check_line_break,
};

/* ---- References ---- */

/* The labels that there are, or nothing where they are too many to compare with each. */
static struct keur_texts labels_of(keur_run *run, const keur_document *document)
{
    enum { MOST_LABELS = 200 };
    const struct keur_definition *definition;
    struct keur_text *labels = keur_allocate(run, MOST_LABELS * sizeof *labels);
    size_t count = 0;

    while ((definition = keur_definition(document, count)) != NULL) {
        if (count == MOST_LABELS)
            return (struct keur_texts){NULL, 0};
        labels[count++] = definition->label;
    }
    return (struct keur_texts){labels, count};
}

/* "[text][https://...]": not a label, but the address itself in the wrong brackets. */
static void report_address_as_label(keur_run *run, const struct malformed *found,
                                    struct keur_text address)
{
    struct keur_text shown = text_shortened(run, address);
    struct keur_span label = {found->target.begin - 1, found->target.end + 1};
    struct keur_edit edit = {label, keur_format(run, "(%.*s)", KEUR_ARGUMENT(address)), KEUR_SAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};

    keur_report_details(run, found->span, &details,
                        "address in square brackets, so this is no link: write (%.*s)",
                        KEUR_ARGUMENT(shown));
}

static void report_undefined_reference(keur_run *run, const keur_document *document,
                                       const struct malformed *found, struct keur_texts labels)
{
    struct keur_text label = keur_slice(document, found->target);
    struct keur_text shown = text_shortened(run, label);
    ptrdiff_t nearest = keur_nearest(label, labels.items, labels.count);

    if (address_has_scheme(label)) {
        report_address_as_label(run, found, label);
        return;
    }
    if (nearest < 0) {
        keur_report(run, found->span,
                    "reference \"%.*s\" is not defined: no line \"[%.*s]: target\"",
                    KEUR_ARGUMENT(shown), KEUR_ARGUMENT(shown));
        return;
    }
    struct keur_edit edit = {found->target, labels.items[nearest], KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(run, found->span, &details,
                        "reference \"%.*s\" is not defined; did you mean \"%.*s\"?",
                        KEUR_ARGUMENT(shown), KEUR_ARGUMENT(labels.items[nearest]));
}

static bool has_snippet(const keur_document *document)
{
    const struct keur_mark *mark;

    for (size_t i = 0; (mark = keur_mark(document, i)) != NULL; i++) {
        if (mark->kind == KEUR_MARK_SNIPPET)
            return true;
    }
    return false;
}

static void check_wiki_links(keur_run *run, const keur_document *document, const struct all *all)
{
    bool is_known = false, are_text = false;

    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].kind != MALFORMED_WIKI)
            continue;
        are_text = is_known ? are_text : wiki_links_are_text(run, document);
        is_known = true;
        if (are_text)
            wiki_link_report(run, document, &all->items[i]);
    }
}

static void check_undefined_reference(keur_run *run, const keur_document *document)
{
    const struct all *all = all_of(run, document);

    check_wiki_links(run, document, all);

    /* A snippet may bring the definition. */
    if (all->count == 0 || has_snippet(document))
        return;
    struct keur_texts labels = labels_of(run, document);
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].kind == MALFORMED_UNDEFINED_REFERENCE)
            report_undefined_reference(run, document, &all->items[i], labels);
    }
}

const struct keur_check links_undefined_reference = {
    .size = sizeof(struct keur_check),
    .id = "links/undefined-reference",
    .summary = "The label of a reference is defined in the document.",
    .run = check_undefined_reference,
};
