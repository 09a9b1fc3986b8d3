/* terms/preferred: agreed terms are written as was agreed.
 *
 * All terms of a rule are one pattern.  It matches the agreed form too, so that a wrong form that
 * is part of an agreed one is passed over; each wrong form has a group of its own, which tells
 * which one it was. */
#include <stdlib.h>
#include <string.h>

#include "exceptions.h"
#include "grams.h"
#include "scope.h"
#include "starts.h"
#include "terms.h"

struct term {
    struct keur_text write;
    struct keur_texts instead_of;
};

struct options {
    struct keur_records terms;
    struct scope_options where;
    bool is_exact, is_safe;
};

static const struct keur_option term_fields[] = {
    {.name = "write",
     .type = KEUR_OPTION_TEXT,
     .offset = offsetof(struct term, write),
     .summary = "the agreed form",
     .is_required = true},
    {.name = "instead-of",
     .type = KEUR_OPTION_TEXTS,
     .offset = offsetof(struct term, instead_of),
     .summary = "whole words, in any case; a blank stands for any white space, * for the rest of a "
                "word",
     .is_required = true},
    {0},
};

static const struct keur_option options[] = {
    {.name = "terms",
     .type = KEUR_OPTION_RECORDS,
     .offset = offsetof(struct options, terms),
     .summary = "the agreed terms",
     .is_required = true,
     .fields = term_fields,
     .fields_size = sizeof(struct term)},
    SCOPE_OPTIONS(struct options, where),
    {.name = "exact-case",
     .type = KEUR_OPTION_BOOLEAN,
     .offset = offsetof(struct options, is_exact),
     .summary = "only forms whose capitals are as in instead-of"},
    {.name = "safe",
     .type = KEUR_OPTION_BOOLEAN,
     .offset = offsetof(struct options, is_safe),
     .summary = "`keur fix` may write them without being asked for unsafe edits"},
    {0},
};

/* One way to write a term. */
struct form {
    struct keur_text text;
    struct keur_text write; /* instead; empty: it is the agreed form */
    size_t position;
};

struct prepared {
    unsigned scopes;
    const keur_pattern *pattern;
    struct form *forms; /* in the order of the pattern's groups, agreed ones not among them */
    size_t count;
    bool is_exact;
    struct starts starts;
};

/* ---- The pattern ---- */

/* Long ones first, so that no form hides a longer one; agreed ones before others. */
static int form_compare(const void *left, const void *right)
{
    const struct form *a = left;
    const struct form *b = right;

    if (a->text.length != b->text.length)
        return a->text.length > b->text.length ? -1 : 1;
    if ((a->write.length == 0) != (b->write.length == 0))
        return a->write.length == 0 ? -1 : 1;
    return a->position < b->position ? -1 : a->position > b->position;
}

/* The pattern while it is written; without bytes it is only measured. */
struct source {
    char *bytes;
    size_t length;
};

static void add_bytes(struct source *source, const char *bytes, size_t length)
{
    if (source->bytes != NULL)
        memcpy(source->bytes + source->length, bytes, length);
    source->length += length;
}

static void add(struct source *source, const char *text)
{
    add_bytes(source, text, strlen(text));
}

/* Text as a pattern that matches it. */
static void add_quoted(struct source *source, struct keur_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        bool is_plain = is_letter || (byte >= '0' && byte <= '9') || (byte & 0x80) != 0;
        if (byte == ' ') {
            add(source, "[\\s\\x{A0}]+");
            continue;
        }
        if (!is_plain)
            add(source, "\\");
        add_bytes(source, &byte, 1);
    }
}

/* With a capital where it begins a sentence, else as it is. */
static void add_exact(struct source *source, struct keur_text text)
{
    char first = text.bytes[0];

    if (first >= 'a' && first <= 'z') {
        const char either[] = {'[', first, (char)(first & ~0x20), ']', '\0'};
        add(source, either);
        text = (struct keur_text){text.bytes + 1, text.length - 1};
    }
    add_quoted(source, text);
}

static void add_form(struct source *source, const struct form *form, bool is_exact)
{
    struct keur_text text = form->text;
    bool is_open = text.bytes[text.length - 1] == '*';

    if (form->write.length == 0) {
        add_exact(source, text);
        return;
    }
    text.length -= is_open;
    add(source, is_exact ? "(" : "((?i)");
    if (is_exact)
        add_exact(source, text);
    else
        add_quoted(source, text);
    add(source, is_open ? ")[\\p{L}\\p{N}]*" : ")");
}

static void add_forms(struct source *source, const struct form *forms, size_t count, bool is_exact)
{
    add(source, "(?<![\\p{L}\\p{N}])(?:");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            add(source, "|");
        add_form(source, &forms[i], is_exact);
    }
    add(source, ")(?![\\p{L}\\p{N}])");
}

static const keur_pattern *compile(keur_setup *setup, const struct form *forms, size_t count,
                                   bool is_exact)
{
    struct source source = {0};

    add_forms(&source, forms, count, is_exact);
    source.bytes = keur_setup_allocate(setup, source.length);
    source.length = 0;
    add_forms(&source, forms, count, is_exact);
    struct keur_value value = {.kind = KEUR_STRING, .text = {source.bytes, source.length}};
    return keur_setup_pattern(setup, &value);
}

/* ---- Setting up ---- */

static size_t form_count(const struct term *terms, size_t count)
{
    size_t forms = count;

    for (size_t i = 0; i < count; i++)
        forms += terms[i].instead_of.count;
    return forms;
}

/* The forms that are there; empty ones are a mistake. */
static size_t collect_forms(keur_setup *setup, const struct term *terms, size_t count,
                            struct form *forms)
{
    size_t made = 0;

    for (size_t i = 0; i < count; i++) {
        struct keur_text write = keur_text_trim(terms[i].write);
        for (size_t k = 0; k <= terms[i].instead_of.count; k++) {
            bool is_agreed = k == terms[i].instead_of.count;
            struct keur_text text =
                is_agreed ? write : keur_text_trim(terms[i].instead_of.items[k]);
            if (grams_of_term(text).length == 0) {
                keur_setup_error(setup, NULL, "a term needs a letter or digit: \"%.*s\"",
                                 KEUR_ARGUMENT(text));
                return 0;
            }
            forms[made] = (struct form){.text = text,
                                        .write = is_agreed ? (struct keur_text){"", 0} : write,
                                        .position = made};
            made++;
        }
    }
    return made;
}

static const void *prepare(keur_setup *setup, const void *filled)
{
    const struct options *given = filled;
    const struct term *terms = given->terms.items;
    struct prepared *prepared = keur_setup_allocate(setup, sizeof(*prepared));
    size_t count = form_count(terms, given->terms.count);
    struct form *forms = keur_setup_allocate(setup, (count + 1) * sizeof(*forms));

    prepared->scopes = scope_read(setup, given->where.scope);
    prepared->is_exact = given->is_exact;
    count = collect_forms(setup, terms, given->terms.count, forms);
    qsort(forms, count, sizeof(*forms), form_compare);
    if (count > 0)
        prepared->pattern = compile(setup, forms, count, given->is_exact);
    prepared->forms = forms;
    for (size_t i = 0; i < count; i++) {
        if (forms[i].write.length > 0)
            forms[prepared->count++] = forms[i];
    }
    struct keur_text *texts = keur_setup_allocate(setup, (prepared->count + 1) * sizeof(*texts));
    for (size_t i = 0; i < prepared->count; i++)
        texts[i] = forms[i].text;
    starts_fill(&prepared->starts, texts, prepared->count, given->is_exact);
    return prepared;
}

/* ---- At work ---- */

/* At the beginning of a sentence an agreed form is written with a capital. */
static struct keur_text with_capital(keur_run *run, struct keur_text write, char first)
{
    bool is_capital = first >= 'A' && first <= 'Z';

    if (!is_capital || write.bytes[0] < 'a' || write.bytes[0] > 'z')
        return write;
    return keur_format(run, "%c%.*s", write.bytes[0] & ~0x20, (int)(write.length - 1),
                       write.bytes + 1);
}

static struct keur_text on_one_line(keur_run *run, struct keur_text text)
{
    char *bytes = keur_allocate(run, text.length + 1);

    for (size_t i = 0; i < text.length; i++)
        bytes[i] = text.bytes[i] == '\n' ? ' ' : text.bytes[i];
    return (struct keur_text){bytes, text.length};
}

static void report(keur_run *run, const keur_document *document, const struct piece *piece,
                   const struct form *form, struct keur_span match)
{
    const struct options *given = keur_options(run);
    struct keur_text text = {piece->text.bytes + match.begin, match.end - match.begin};
    struct keur_span place = piece_span(document, piece, match);
    struct keur_edit edit = {
        .span = place,
        .replacement = with_capital(run, form->write, text.bytes[0]),
        .safety = given->is_safe ? KEUR_SAFE : KEUR_UNSAFE,
    };
    struct keur_details details = {.size = sizeof(details), .edits = &edit};

    /* Where markup stands between the letters, mending takes a hand. */
    details.edit_count = keur_text_equals(keur_slice(document, place), text);
    keur_report_details(run, place, &details, "write \"%.*s\" instead of \"%.*s\"",
                        KEUR_ARGUMENT(edit.replacement), KEUR_ARGUMENT(on_one_line(run, text)));
}

static void check_piece(keur_run *run, const keur_document *document, const struct piece *piece,
                        struct keur_span *groups)
{
    const struct options *given = keur_options(run);
    const struct prepared *prepared = keur_prepared(run);
    struct exceptions exceptions = {.pattern = given->where.except};

    for (size_t from = 0; keur_match_groups(prepared->pattern, piece->text, from, groups,
                                            prepared->count + 1) == KEUR_MATCH;
         from = groups[0].end) {
        for (size_t i = 1; i <= prepared->count; i++) {
            if (groups[i].end > groups[i].begin &&
                !exceptions_hold(&exceptions, piece->text, groups[i]))
                report(run, document, piece, &prepared->forms[i - 1], groups[i]);
        }
    }
}

/* Only the prose in which a form may stand. */
static void check_prose(keur_run *run, const keur_document *document, struct pieces *pieces,
                        struct keur_span *groups)
{
    const struct prepared *prepared = keur_prepared(run);
    const struct keur_all_prose *all = keur_all_prose(document);
    struct piece piece;
    size_t word = 0, behind;

    while ((word = starts_next(&prepared->starts, all, word)) < all->word_count) {
        if (piece_at(pieces, document, all->words[word], &piece, &behind))
            check_piece(run, document, &piece, groups);
        while (word < all->word_count && all->words[word] < behind)
            word++;
    }
    pieces_skip_prose(pieces);
}

static void check(keur_run *run, const keur_document *document)
{
    const struct options *given = keur_options(run);
    const struct prepared *prepared = keur_prepared(run);
    struct pieces pieces = {.scopes = prepared->scopes, .keys = given->where.keys};
    struct piece piece;

    struct keur_span *groups = keur_allocate(run, (prepared->count + 1) * sizeof(*groups));
    if (prepared->starts.are_words)
        check_prose(run, document, &pieces, groups);
    while (pieces_next(&pieces, document, &piece))
        check_piece(run, document, &piece, groups);
}

const struct keur_check check_preferred = {
    .size = sizeof(struct keur_check),
    .id = "terms/preferred",
    .summary = "Agreed terms are written as was agreed.",
    .options = options,
    .options_size = sizeof(struct options),
    .prepare = prepare,
    .run = check,
    .reads_prose = true,
};
