/* terms/unknown-id: an id of a document, named in the text, is the id of one. */
#include <string.h>

#include "exceptions.h"
#include "ids.h"
#include "scope.h"
#include "terms.h"

/* More families than these are not compared one by one; no id is longer. */
enum { FAMILIES = 64, ID_BYTES = 80 };

struct options {
    struct keur_text key;
    struct keur_texts documents;
    struct scope_options where;
};

static const struct keur_option options[] = {
    {.name = "key",
     .type = KEUR_OPTION_TEXT,
     .offset = offsetof(struct options, key),
     .fallback = "id",
     .summary = "key of the front matter with the id; that of an inner key is written "
                "'outer.inner'"},
    {.name = "documents",
     .type = KEUR_OPTION_TEXTS,
     .offset = offsetof(struct options, documents),
     .summary = "names of the document types that have ids; none: all documents"},
    SCOPE_OPTIONS(struct options, where),
    {0},
};

struct prepared {
    unsigned scopes;
};

static const void *prepare(keur_setup *setup, const void *filled)
{
    const struct options *given = filled;
    struct prepared *prepared = keur_setup_allocate(setup, sizeof(*prepared));

    prepared->scopes = scope_read(setup, given->where.scope);
    return prepared;
}

/* ---- What may be an id ---- */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* What an id, an address or the name of a file is made of. */
static bool is_of_token(char byte)
{
    return is_digit(byte) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || (byte & 0x80) != 0 ||
           (byte != '\0' && strchr("-_:./@#%=&?~+\\$", byte) != NULL);
}

typedef unsigned char lanes __attribute__((vector_size(16)));

/* All ones where there is a digit. */
static inline lanes digits_at(const char *bytes)
{
    lanes all;

    memcpy(&all, bytes, sizeof(all));
    return (lanes)((lanes)(all - '0') < 10);
}

static inline lanes digits_of_two(const char *bytes)
{
    return digits_at(bytes) | digits_at(bytes + sizeof(lanes));
}

static inline bool has_any(lanes all)
{
    uint64_t halves[2];

    memcpy(halves, &all, sizeof(halves));
    return (halves[0] | halves[1]) != 0;
}

/* In blocks: most text has no digits. */
static size_t next_digit(struct keur_text text, size_t at)
{
    enum { SMALL = sizeof(lanes), LARGE = 4 * SMALL };
    const char *bytes = text.bytes;

    while (at + LARGE <= text.length &&
           !has_any(digits_of_two(bytes + at) | digits_of_two(bytes + at + LARGE / 2)))
        at += LARGE;
    while (at + SMALL <= text.length && !has_any(digits_at(bytes + at)))
        at += SMALL;
    while (at < text.length && !is_digit(bytes[at]))
        at++;
    return at;
}

/* The word around a digit, without the signs that end a sentence. */
static struct keur_span token_at(struct keur_text text, size_t at)
{
    struct keur_span token = {at, at};

    while (token.begin > 0 && is_of_token(text.bytes[token.begin - 1]))
        token.begin--;
    while (token.end < text.length && is_of_token(text.bytes[token.end]))
        token.end++;
    while (strchr(".:-_?", text.bytes[token.end - 1]) != NULL)
        token.end--;
    while (strchr(".:-_", text.bytes[token.begin]) != NULL)
        token.begin++;
    return token;
}

/* Not an address, and not a name of something else. */
static bool may_be_id(struct keur_text token)
{
    bool has_sign = false;

    if (token.length > ID_BYTES || is_digit(token.bytes[0]))
        return false;
    for (size_t i = 0; i < token.length; i++) {
        if (strchr("/@#%=&?~+\\$", token.bytes[i]) != NULL)
            return false;
        has_sign |= strchr("-_:.", token.bytes[i]) != NULL;
    }
    return has_sign;
}

/* Prose has no colons with a word between them: they could be an icon.  In "urn:nl:ak:ver:aia-01"
 * they are part of an id. */
static void note_token(keur_run *run, const keur_document *document, struct keur_text token,
                       struct keur_span span)
{
    const char *source = keur_source(document).bytes;

    if (span.begin > 0 && source[span.begin - 1] == ':') {
        while (span.begin > 0 && span.end - span.begin <= ID_BYTES &&
               is_of_token(source[span.begin - 1]))
            span.begin--;
        token = keur_slice(document, span);
        if (!may_be_id(token))
            return;
    }
    keur_note(run, token, (struct keur_text){"", 0}, span);
}

/* What a note says of an id that is the document's own. */
static const struct keur_text own = {"own", 3};

/* Front matter that is no YAML gives no values; its id is there all the same, on a line of its own.
 */
static void note_own(keur_run *run, const keur_document *document, struct keur_text key)
{
    const struct keur_front_matter *front = keur_front_matter(document);
    size_t line = keur_line_at(document, front->content.begin);

    if (front->state != KEUR_FRONT_MATTER_INVALID)
        return;
    for (; line < keur_line_count(document); line++) {
        struct keur_span span = keur_line(document, line);
        struct keur_text text = keur_slice(document, span);
        if (span.begin >= front->content.end)
            return;
        if (text.length <= key.length || text.bytes[key.length] != ':' ||
            memcmp(text.bytes, key.bytes, key.length) != 0)
            continue;
        struct keur_text value = {text.bytes + key.length + 1, text.length - key.length - 1};
        keur_note(run, keur_text_trim(value), own, span);
    }
}

static void note_piece(keur_run *run, const keur_document *document, const struct piece *piece)
{
    const struct options *given = keur_options(run);
    struct exceptions exceptions = {.pattern = given->where.except};
    struct keur_text text = piece->text;

    for (size_t at = next_digit(text, 0); at < text.length; at = next_digit(text, at)) {
        struct keur_span token = token_at(text, at);
        struct keur_text found = {text.bytes + token.begin, token.end - token.begin};
        if (may_be_id(found) && !exceptions_hold(&exceptions, text, token))
            note_token(run, document, found, piece_span(document, piece, token));
        at = token.end > at ? token.end : at + 1;
    }
}

static void gather(keur_run *run, const keur_document *document)
{
    const struct options *given = keur_options(run);
    const struct prepared *prepared = keur_prepared(run);
    struct pieces pieces = {.scopes = prepared->scopes, .keys = given->where.keys};
    struct keur_text prose = keur_all_prose(document)->text;
    struct piece piece;

    note_own(run, document, given->key);
    for (size_t at = 0; (at = next_digit(prose, at)) < prose.length;) {
        if (piece_at(&pieces, document, at, &piece, &at))
            note_piece(run, document, &piece);
    }
    pieces_skip_prose(&pieces);
    while (pieces_next(&pieces, document, &piece))
        note_piece(run, document, &piece);
}

/* ---- Judging ---- */

struct judging {
    keur_run *run;
    const keur_index *index;
    struct ids ids;
    struct keur_texts broken; /* ids of documents whose front matter is no YAML */
    struct keur_text key;
};

/* One letter differs, or two beside each other are swapped. */
static bool is_slip(struct keur_text a, struct keur_text b)
{
    size_t at = 0;

    if (a.length != b.length || a.length < 3)
        return false;
    while (at < a.length && a.bytes[at] == b.bytes[at])
        at++;
    size_t behind = at + 1;
    if (at + 1 < a.length && a.bytes[at] == b.bytes[at + 1] && a.bytes[at + 1] == b.bytes[at])
        behind = at + 2;
    return at < a.length && memcmp(a.bytes + behind, b.bytes + behind, a.length - behind) == 0;
}

/* The id of a family that has another head, but the same number; empty when there is none, or more
 * than one. */
static struct keur_text id_with_other_head(const struct judging *judging, const struct id *id)
{
    struct keur_text found = {"", 0};

    for (size_t i = 0; i < judging->ids.family_count && i < FAMILIES; i++) {
        const struct id *family = &judging->ids.families[i];
        if (!is_slip(family->head, id->head) || family->digits.length != id->digits.length ||
            !keur_text_equals(family->tail, id->tail))
            continue;
        struct keur_text other =
            keur_format(judging->run, "%.*s%.*s%.*s", KEUR_ARGUMENT(family->head),
                        KEUR_ARGUMENT(id->digits), KEUR_ARGUMENT(id->tail));
        if (!ids_have(&judging->ids, other))
            continue;
        if (found.length > 0)
            return (struct keur_text){"", 0};
        found = other;
    }
    return found;
}

/* "aia-1" for "aia-01": the same number with the digits of the family; empty when there is none. */
static struct keur_text id_with_other_digits(const struct judging *judging, const struct id *id)
{
    static const char all_zeros[] = "0000000000000000";
    const struct id *family = ids_relative(&judging->ids, id);
    struct keur_text digits = id->digits;

    if (family == NULL || digits.length == 0 || family->digits.length >= sizeof(all_zeros))
        return (struct keur_text){"", 0};
    while (digits.length > 1 && digits.bytes[0] == '0')
        digits = (struct keur_text){digits.bytes + 1, digits.length - 1};
    int zeros = (int)family->digits.length - (int)digits.length;
    if (zeros < 0)
        return (struct keur_text){"", 0};
    struct keur_text other =
        keur_format(judging->run, "%.*s%.*s%.*s%.*s", KEUR_ARGUMENT(id->head), zeros, all_zeros,
                    KEUR_ARGUMENT(digits), KEUR_ARGUMENT(id->tail));
    return ids_have(&judging->ids, other) ? other : (struct keur_text){"", 0};
}

/* A whole id, of a family that is not there perhaps: "urn:nl:ak:ver:xyz-01". */
static bool is_whole(const struct ids *ids, const struct id *id)
{
    size_t colons = 0;

    if (ids->root.length < 2 || ids->root_colon_count == 0 || id->digits.length == 0 ||
        id->tail.length > 0 || id->text.length <= ids->root.length ||
        memcmp(id->text.bytes, ids->root.bytes, ids->root.length) != 0)
        return false;
    for (size_t i = 0; i < id->text.length; i++)
        colons += id->text.bytes[i] == ':';
    return colons == ids->root_colon_count;
}

static void report_meant(const struct judging *judging, size_t document,
                         const struct keur_entry *note, struct keur_text meant)
{
    struct keur_edit edit = {.span = note->span, .replacement = meant, .safety = KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit};

    /* Where markup stands between the letters, mending takes a hand. */
    details.edit_count = note->span.end - note->span.begin == note->name.length;
    keur_report_on(judging->run, document, note->span, &details,
                   "no document has the %.*s \"%.*s\"; did you mean \"%.*s\"?",
                   KEUR_ARGUMENT(judging->key), KEUR_ARGUMENT(note->name), KEUR_ARGUMENT(meant));
}

static bool is_own(const struct keur_entry *note)
{
    return keur_text_equals(note->text, own);
}

static struct keur_text without_quotes(struct keur_text text)
{
    while (text.length > 0 && strchr("\"'", text.bytes[text.length - 1]) != NULL)
        text.length--;
    return text;
}

/* Counts the ids of documents whose front matter is no YAML, and keeps them when there is room. */
static size_t collect_broken(const keur_run *run, const keur_index *index, struct keur_text *items)
{
    size_t size = keur_index_size(index), count = 0;
    struct keur_entry note;

    for (size_t document = 0; document < size; document++)
        for (size_t i = 0; keur_index_note(run, document, i, &note) && is_own(&note); i++) {
            if (items != NULL)
                items[count] = without_quotes(note.name);
            count++;
        }
    return count;
}

static struct keur_texts broken_of(keur_run *run, const keur_index *index)
{
    size_t count = collect_broken(run, index, NULL);
    struct keur_text *items = keur_allocate(run, count * sizeof(*items));

    collect_broken(run, index, items);
    return (struct keur_texts){items, count};
}

/* Is it one of those, or the end of one? */
static bool is_of_broken(const struct judging *judging, struct keur_text id)
{
    for (size_t i = 0; i < judging->broken.count; i++) {
        struct keur_text text = judging->broken.items[i];
        size_t before = text.length < id.length ? 0 : text.length - id.length;
        if (text.length >= id.length && memcmp(text.bytes + before, id.bytes, id.length) == 0 &&
            (before == 0 || strchr(":/\"'", text.bytes[before - 1]) != NULL))
            return true;
    }
    return false;
}

static void judge(const struct judging *judging, size_t document, const struct keur_entry *note)
{
    struct id id = id_split(note->name);

    if (is_own(note) || ids_have(&judging->ids, note->name) || is_of_broken(judging, note->name))
        return;
    const struct id *family = ids_family(&judging->ids, &id);
    struct keur_text meant =
        family != NULL ? (struct keur_text){"", 0} : id_with_other_digits(judging, &id);
    if (family == NULL && meant.length == 0)
        meant = id_with_other_head(judging, &id);
    if (meant.length > 0)
        report_meant(judging, document, note, meant);
    else if (family != NULL)
        keur_report_on(judging->run, document, note->span, NULL,
                       "no document has the %.*s \"%.*s\"; the last of its kind is \"%.*s\"",
                       KEUR_ARGUMENT(judging->key), KEUR_ARGUMENT(note->name),
                       KEUR_ARGUMENT(family->text));
    else if (is_whole(&judging->ids, &id))
        keur_report_on(judging->run, document, note->span, NULL,
                       "no document has the %.*s \"%.*s\"; write that of the document that is "
                       "meant",
                       KEUR_ARGUMENT(judging->key), KEUR_ARGUMENT(note->name));
}

static void check(keur_run *run, const keur_index *index)
{
    const struct options *given = keur_options(run);
    struct judging judging = {.run = run,
                              .index = index,
                              .ids = ids_of(run, index, given->key, given->documents),
                              .broken = broken_of(run, index),
                              .key = given->key};
    size_t size = keur_index_size(index);

    if (judging.ids.count == 0) /* a part of a project: what it names is elsewhere */
        return;
    for (size_t document = 0; document < size; document++) {
        struct keur_entry note;
        for (size_t i = 0; keur_index_note(run, document, i, &note); i++)
            judge(&judging, document, &note);
    }
}

const struct keur_check check_unknown_id = {
    .size = sizeof(struct keur_check),
    .id = "terms/unknown-id",
    .summary = "An id of a document, named in the text, is the id of one.",
    .options = options,
    .options_size = sizeof(struct options),
    .prepare = prepare,
    .run_project = check,
    .reads_prose = true,
    .gather = gather,
};
