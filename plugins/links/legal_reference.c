/* References to laws whose text says another law or article than the address leads to. */
#include <string.h>

#include "laws.h"
#include "links.h"

struct legal_options {
    struct keur_texts sites;
    struct keur_pairs laws, places;
    struct law_grammar grammar;
};

/* What `prepare` makes of them. */
struct legal {
    const struct legal_options *options;
    struct laws *laws;
};

static const struct keur_option part_fields[] = {
    {
        .name = "name",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct law_part, name),
        .summary = "what messages call it: article",
        .is_required = true,
    },
    {
        .name = "words",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct law_part, words),
        .summary = "words before its number in a text; case is ignored",
        .is_required = true,
    },
    {
        .name = "before",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct law_part, before),
        .summary = "what stands before its number in an address, beginning with a sign: \"#art_\"",
    },
    {
        .name = "exclusive",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct law_part, is_exclusive),
        .fallback = "false",
        .summary = "an address that leads to it leads to no other exclusive part: an article is no "
                   "annex",
    },
    {0},
};

static const struct keur_option legal_options[] = {
    {
        .name = "sites",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct legal_options, sites),
        .summary = "hosts of the sites that publish laws; links elsewhere are not looked at",
    },
    {
        .name = "laws",
        .type = KEUR_OPTION_PAIRS,
        .offset = offsetof(struct legal_options, laws),
        .summary = "names of a law in texts, with semicolons between them, to its identifiers in "
                   "addresses, with blanks between them",
    },
    {
        .name = "places",
        .type = KEUR_OPTION_PAIRS,
        .offset = offsetof(struct legal_options, places),
        .summary = "the first name of a law to fragments of its address that do not say where they "
                   "lead: article 5 d1e2816-1-1, article 6 d1e2986-1-1",
    },
    {
        .name = "parts",
        .type = KEUR_OPTION_RECORDS,
        .offset = offsetof(struct legal_options, grammar.parts),
        .summary = "parts of a law that references name: articles, annexes",
        .fields = part_fields,
        .fields_size = sizeof(struct law_part),
    },
    {
        .name = "joins",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct legal_options, grammar.joins),
        .fallback = "[and, or]",
        .summary = "words between two numbers of one reference",
    },
    {
        .name = "ranges",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct legal_options, grammar.ranges),
        .fallback = "[to, through]",
        .summary = "words between the first and the last number of a range; dashes are known",
    },
    {
        .name = "between",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct legal_options, grammar.between),
        .fallback = "[of, the, paragraph, paragraphs, point]",
        .summary = "words between a part and its law, where one of the two is a link and the other "
                   "stands beside it",
    },
    {0},
};

static const void *prepare(keur_setup *setup, const void *filled)
{
    struct legal *legal = keur_setup_allocate(setup, sizeof *legal);

    legal->options = filled;
    legal->laws = laws_prepare(setup, &legal->options->laws, &legal->options->places);
    return legal;
}

/* ---- One reference ---- */

struct reference {
    keur_run *run;
    const struct legal *legal;
    const struct keur_link *link;
    struct keur_text text, address; /* the address percent-decoded */
    struct law_named named;         /* the first law in the text, or without law */
    size_t named_count;             /* different laws in the text; 2 stands for more, too */
    const struct law *law;          /* of the address, or NULL */
    struct keur_text place;         /* what its fragment leads to, where the law says so */
};

static struct keur_text part_of(struct keur_text text, struct keur_span span)
{
    return (struct keur_text){text.bytes + span.begin, span.end - span.begin};
}

static bool leads_to_site(const struct legal_options *options, struct keur_text target)
{
    static const char scheme[] = "://";
    const char *host = memchr(target.bytes, ':', target.length < 8 ? target.length : 8);
    struct keur_text rest;

    if (host == NULL)
        return false;
    rest = (struct keur_text){host, target.length - (size_t)(host - target.bytes)};
    if (!text_has_prefix(rest, scheme))
        return false;
    rest.bytes += strlen(scheme);
    rest.length -= strlen(scheme);
    if (text_has_prefix(rest, "www.")) {
        rest.bytes += strlen("www.");
        rest.length -= strlen("www.");
    }
    for (size_t i = 0; i < options->sites.count; i++) {
        struct keur_text site = options->sites.items[i];

        if (rest.length > site.length && rest.bytes[site.length] == '/' &&
            memcmp(rest.bytes, site.bytes, site.length) == 0)
            return true;
    }
    return false;
}

static void read_laws(struct reference *reference)
{
    struct law_named named;
    size_t at = 0;

    while (laws_next_named(reference->legal->laws, reference->text, at, &named)) {
        at = named.span.end;
        if (reference->named.law == NULL) {
            reference->named = named;
            reference->named_count = 1;
        } else if (named.law != reference->named.law) {
            reference->named_count = 2;
        }
    }
    reference->law = laws_of_address(reference->legal->laws, reference->address);
    if (reference->law != NULL)
        reference->place = law_place(reference->law, reference->address);
}

/* ---- Laws ---- */

/* Nothing but a law, or an article of it: "Article 3, Archives Act", "Archives Act (article 3)". */
static bool is_whole_reference(const struct reference *reference)
{
    const struct law_grammar *grammar = &reference->legal->options->grammar;
    struct keur_text text = reference->text;
    size_t end = law_part_end(grammar, text, 0), after = reference->named.span.end;

    if (reference->named.span.begin > 0 && end == 0)
        return false;
    while (after < text.length && strchr(" ,(", text.bytes[after]) != NULL)
        after++;
    if (after < text.length)
        end = law_part_end(grammar, text, after);
    else
        end = after;
    return end > 0 && (end == text.length || (end + 1 == text.length && text.bytes[end] == ')'));
}

static void report_unknown_id(const struct reference *reference)
{
    struct keur_text said = part_of(reference->text, reference->named.span), id, right;
    struct keur_span other, where = reference->link->target_span;

    if (!law_id_like(reference->named.law, reference->address, &right, &other) ||
        !is_whole_reference(reference))
        return;
    id = part_of(reference->address, other);

    struct keur_edit edit = {
        {where.begin + other.begin, where.begin + other.end}, right, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};
    struct keur_text written = keur_slice(keur_run_document(reference->run), edit.span);
    details.edit_count = keur_text_equals(written, id) ? 1 : 0;
    keur_report_details(reference->run, where, &details,
                        "the text says \"%.*s\", which is %.*s, and the address leads to %.*s",
                        KEUR_ARGUMENT(said), KEUR_ARGUMENT(right), KEUR_ARGUMENT(id));
}

/* Says whether it did. */
static bool check_law(const struct reference *reference)
{
    struct keur_text said = part_of(reference->text, reference->named.span);

    if (reference->named_count != 1 || reference->law == reference->named.law)
        return false;
    if (reference->law == NULL) {
        report_unknown_id(reference);
        return false;
    }
    keur_report(
        reference->run, reference->link->span,
        "the text says \"%.*s\", and the address leads to \"%.*s\": one of the two is wrong",
        KEUR_ARGUMENT(said), KEUR_ARGUMENT(reference->law->names.items[0]));
    return true;
}

/* ---- Articles ---- */

/* The number of a part that the address leads to; empty when it does not say. */
static struct keur_text number_of(const struct reference *reference, const struct law_part *part)
{
    struct keur_text number = law_part_in_address(part, reference->address);

    if (number.length > 0)
        return number;
    return law_part_number(part, reference->place);
}

static void report_part(const struct reference *reference, struct keur_span said,
                        const struct law_part *part, struct keur_text number)
{
    keur_report(
        reference->run, reference->link->span,
        "the text says \"%.*s\", and the address leads to %.*s %.*s: one of the two is wrong",
        KEUR_ARGUMENT(part_of(reference->text, said)), KEUR_ARGUMENT(part->name),
        KEUR_ARGUMENT(number));
}

/* The address leads to a part that the text does not name: does it name another that excludes it?
 */
static bool names_another(const struct reference *reference, const struct law_part *part,
                          struct keur_span *ret_said)
{
    const struct law_grammar *grammar = &reference->legal->options->grammar;
    const struct law_part *parts = grammar->parts.items;
    struct keur_text any = {"", 0};

    for (size_t i = 0; part->is_exclusive && i < grammar->parts.count; i++) {
        if (parts[i].is_exclusive && &parts[i] != part &&
            law_part_said(grammar, &parts[i], reference->text, any, ret_said) != LAW_PART_UNSAID)
            return true;
    }
    return false;
}

/* Does the address say a part?  The first that the text contradicts is told. */
static bool check_parts(const struct reference *reference)
{
    const struct law_grammar *grammar = &reference->legal->options->grammar;
    const struct law_part *parts = grammar->parts.items;

    bool is_said = false;

    if (reference->named_count > 1)
        return false;
    for (size_t i = 0; i < grammar->parts.count; i++) {
        struct keur_text number = number_of(reference, &parts[i]);
        struct keur_span said;
        enum law_part_said state;

        if (number.length == 0)
            continue;
        is_said = true;
        state = law_part_said(grammar, &parts[i], reference->text, number, &said);
        if (state == LAW_PART_OTHER ||
            (state == LAW_PART_UNSAID && names_another(reference, &parts[i], &said))) {
            report_part(reference, said, &parts[i], number);
            break;
        }
    }
    return is_said;
}

/* ---- Half in the link, half beside it ---- */

static bool names_part(const struct reference *reference)
{
    const struct law_grammar *grammar = &reference->legal->options->grammar;
    const struct law_part *parts = grammar->parts.items;
    struct keur_text any = {"", 0};
    struct keur_span said;

    for (size_t i = 0; i < grammar->parts.count; i++)
        if (law_part_said(grammar, &parts[i], reference->text, any, &said) != LAW_PART_UNSAID)
            return true;
    return false;
}

/* Does the address lead to a part that is named in this text? */
static bool leads_to_said(const struct reference *reference, struct keur_text text)
{
    const struct law_grammar *grammar = &reference->legal->options->grammar;
    const struct law_part *parts = grammar->parts.items;
    struct keur_span said;

    for (size_t i = 0; i < grammar->parts.count; i++) {
        struct keur_text number = number_of(reference, &parts[i]);
        if (number.length > 0 &&
            law_part_said(grammar, &parts[i], text, number, &said) == LAW_PART_SAID)
            return true;
    }
    return false;
}

/* "[article 5](...) of the GDPR": the law beside its article. */
static void check_law_beside(struct reference reference)
{
    const struct legal *legal = reference.legal;
    const struct law_grammar *grammar = &legal->options->grammar;
    struct law_beside beside;

    if (law_part_end(grammar, reference.text, 0) != reference.text.length)
        return;
    beside = law_beside_read(keur_run_document(reference.run), reference.link);
    if (law_beside_named(grammar, legal->laws, &beside, &reference.named, &reference.text)) {
        reference.named_count = 1;
        check_law(&reference);
    }
}

/* "article 10 of the [AI Act](...)": the article beside its law. */
static void check_part_beside(struct reference reference)
{
    const struct law_grammar *grammar = &reference.legal->options->grammar;
    struct law_beside beside;

    if (names_part(&reference))
        return;
    beside = law_beside_read(keur_run_document(reference.run), reference.link);
    reference.text = law_beside_part(grammar, &beside);
    if (reference.text.length > 0 && !leads_to_said(&reference, beside.before))
        check_parts(&reference);
}

static void check_legal_reference(keur_run *run, const keur_document *document)
{
    const struct legal *legal = keur_prepared(run);
    const struct keur_link *link;

    if (legal->options->sites.count == 0)
        return;
    for (size_t i = 0; (link = keur_link(document, i)) != NULL; i++) {
        if (link->is_image || !leads_to_site(legal->options, link->target))
            continue;

        struct reference reference = {run, legal, link, .text = keur_text_trim(link->text)};
        if (reference.text.length == 0)
            continue;
        reference.address = percent_decoded(run, link->target);
        read_laws(&reference);
        if (check_law(&reference))
            continue;
        bool has_part = check_parts(&reference);
        if (reference.law != NULL && reference.named_count == 0)
            check_law_beside(reference);
        else if (reference.law != NULL && reference.named_count == 1 && has_part)
            check_part_beside(reference);
    }
}

const struct keur_check links_legal_reference = {
    .size = sizeof(struct keur_check),
    .id = "links/legal-reference",
    .summary = "A reference to a law leads to the law and the article that it names.",
    .options = legal_options,
    .options_size = sizeof(struct legal_options),
    .prepare = prepare,
    .run = check_legal_reference,
};
