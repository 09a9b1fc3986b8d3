/* What stands behind the name of a comment that the site replaces: criteria such as "roles/lawyer",
 * and options.  A criterion is a front matter key of the documents that are listed, and one of its
 * values there. */
#include <string.h>

#include "listed.h"
#include "sections.h"

/* A comment that lists documents. */
struct listing {
    struct keur_text name;
    struct keur_texts types; /* of the documents that it lists */
};

struct arguments_options {
    struct keur_records listings;
    struct keur_texts options;
};

static const struct keur_option listing_fields[] = {
    {
        .name = "name",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct listing, name),
        .summary = "first word of the comment",
        .is_required = true,
    },
    {
        .name = "types",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct listing, types),
        .summary = "document types that it lists; none: all",
    },
    {0},
};

static const struct keur_option arguments_options[] = {
    {
        .name = "directives",
        .type = KEUR_OPTION_RECORDS,
        .offset = offsetof(struct arguments_options, listings),
        .summary = "comments that list documents by criteria such as \"roles/lawyer\": a front "
                   "matter key and a value",
        .fields = listing_fields,
        .fields_size = sizeof(struct listing),
    },
    {
        .name = "options",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct arguments_options, options),
        .summary = "words without \"/\" that may stand behind the criteria; none: any",
    },
    {0},
};

/* ---- One argument ---- */

/* A comment, and where its argument stands. */
struct examined {
    keur_run *run;
    const keur_index *index;
    size_t document;
    const struct keur_entry *directive;
    struct keur_text argument;
    struct keur_span span;
    bool is_exact; /* the span is that of the argument */
};

static void report(const struct examined *examined, struct keur_span part, struct keur_text near,
                   struct keur_text message)
{
    struct keur_edit edit = {
        {examined->span.begin + part.begin, examined->span.begin + part.end}, near, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};

    details.edit_count = examined->is_exact && near.length > 0 ? 1 : 0;
    if (near.length > 0)
        message = keur_format(examined->run, "%.*s; did you mean \"%.*s\"?", KEUR_ARGUMENT(message),
                              KEUR_ARGUMENT(near));
    keur_report_on(examined->run, examined->document, examined->span, &details, "%.*s",
                   KEUR_ARGUMENT(message));
}

static struct keur_text nearest(struct keur_text word, const struct keur_text *candidates,
                                size_t count)
{
    ptrdiff_t near = keur_nearest(word, candidates, count);

    return near < 0 ? (struct keur_text){"", 0} : candidates[near];
}

/* "no-x" beside a known "no-y": the list may lack what the site has learnt since. */
static bool is_alike(struct keur_text word, const struct keur_texts *options)
{
    const char *hyphen = memchr(word.bytes, '-', word.length);
    size_t length = hyphen == NULL ? 0 : (size_t)(hyphen - word.bytes) + 1;

    for (size_t i = 0; i < options->count && length > 0; i++) {
        if (options->items[i].length >= length &&
            memcmp(options->items[i].bytes, word.bytes, length) == 0)
            return true;
    }
    return false;
}

static void check_option(const struct examined *examined, const struct keur_texts *options)
{
    struct keur_text word = examined->argument, near;

    if (texts_include(options, word))
        return;
    near = nearest(word, options->items, options->count);
    if (near.length == 0 && is_alike(word, options))
        return;
    report(examined, (struct keur_span){0, word.length}, near,
           keur_format(examined->run, "\"%.*s\" does not know the option \"%.*s\"",
                       KEUR_ARGUMENT(examined->directive->name), KEUR_ARGUMENT(word)));
}

static void report_key(const struct examined *examined, const struct listed *listed,
                       struct keur_text key)
{
    struct keur_text *keys = keur_allocate(examined->run, (listed->count + 1) * sizeof *keys);
    size_t count = 0;

    for (size_t i = 0; i < listed->count; i++) {
        if (count == 0 || !keur_text_equals(keys[count - 1], listed->sorted[i].key))
            keys[count++] = listed->sorted[i].key;
    }
    report(examined, (struct keur_span){0, key.length}, nearest(key, keys, count),
           keur_format(examined->run, "no document that \"%.*s\" lists has the key \"%.*s\"",
                       KEUR_ARGUMENT(examined->directive->name), KEUR_ARGUMENT(key)));
}

/* The name of a file, or of the folder whose page it is. */
static struct keur_text name_of(struct keur_text path)
{
    static const char index[] = "/index.md";
    size_t length = strlen(index);

    if (path.length > length && memcmp(path.bytes + path.length - length, index, length) == 0)
        path.length -= length;
    return directive_stem(path);
}

/* "requirement/stem", or "theme/folder": of a page that no listed document names yet.  The name may
 * end in a blank. */
static bool names_document(const struct examined *examined, struct keur_text value,
                           struct keur_text *ret_path)
{
    for (size_t i = 0; i < keur_index_size(examined->index); i++) {
        *ret_path = keur_index_path(examined->index, i);
        if (keur_text_equals(keur_text_trim(name_of(*ret_path)), value))
            return true;
    }
    return false;
}

/* The site takes what stands behind the blank for something else.  Once for each document. */
static void report_blank(const struct examined *examined, struct listed *listed,
                         struct keur_text path)
{
    struct keur_text name = name_of(path);

    if (memchr(name.bytes, ' ', name.length) == NULL || listed->told == examined->document + 1)
        return;
    listed->told = examined->document + 1;
    report(examined, (struct keur_span){0, examined->argument.length}, (struct keur_text){"", 0},
           keur_format(examined->run,
                       "a blank ends a value, so that \"%.*s\" does not list \"%.*s\": rename the "
                       "file, without blanks",
                       KEUR_ARGUMENT(examined->directive->name), KEUR_ARGUMENT(path)));
}

static void report_value(const struct examined *examined, const struct listed_pair *pairs,
                         size_t count, struct keur_text value)
{
    struct keur_text *values = keur_allocate(examined->run, (count + 1) * sizeof *values), near;
    struct keur_text key = pairs[0].key, type, own;
    size_t begin = key.length + 1;

    type = keur_index_type(examined->index, examined->document);
    own = directive_stem(keur_index_path(examined->index, examined->document));
    for (size_t i = 0; i < count; i++)
        values[i] = pairs[i].value;
    near = nearest(value, values, count);
    /* On the page of what it names, it names the page. */
    if (type.length >= key.length && memcmp(type.bytes, key.bytes, key.length) == 0 &&
        memchr(own.bytes, ' ', own.length) == NULL)
        near = own;
    report(examined, (struct keur_span){begin, begin + value.length}, near,
           keur_format(examined->run, "no document that \"%.*s\" lists has \"%.*s\" for \"%.*s\"",
                       KEUR_ARGUMENT(examined->directive->name), KEUR_ARGUMENT(value),
                       KEUR_ARGUMENT(key)));
}

static void check_criterion(const struct examined *examined, struct listed *listed, size_t slash)
{
    struct keur_text key = {examined->argument.bytes, slash}, path;
    struct keur_text value = {examined->argument.bytes + slash + 1,
                              examined->argument.length - slash - 1};
    bool has_blank = memchr(value.bytes, ' ', value.length) != NULL;
    size_t begin, end;

    if (!has_blank && listed_has(listed, key, value))
        return;
    if (listed_has_key(listed, key) && names_document(examined, value, &path)) {
        report_blank(examined, listed, path);
        return;
    }
    listed_sort(examined->run, listed);
    begin = end = listed_first(listed, key);
    while (end < listed->count && keur_text_equals(listed->sorted[end].key, key))
        end++;
    if (begin == end)
        report_key(examined, listed, key);
    else
        report_value(examined, listed->sorted + begin, end - begin, value);
}

/* ---- Words ---- */

/* Behind the words that are no options: what a blank may have cut off a value. */
static size_t words_end(struct keur_text text, size_t end, const struct keur_texts *options)
{
    for (size_t at = end + 1, next; options->count > 0 && at < text.length; at = next + 1) {
        struct keur_text word;

        next = directive_word_end(text, at);
        word = (struct keur_text){text.bytes + at, next - at};
        if (word.length == 0)
            continue;
        if (texts_include(options, word) || is_alike(word, options) ||
            memchr(word.bytes, '/', word.length) != NULL)
            break;
        end = next;
    }
    return end;
}

/* Where "key/a b" ends of which "a b", "a-b" or "a_b" is a value or a document. */
static size_t criterion_end(const struct examined *examined, const struct listed *listed, size_t at,
                            size_t end)
{
    const struct arguments_options *options = keur_options(examined->run);
    struct keur_text text = examined->directive->text, path;
    size_t longer = words_end(text, end, &options->options);
    size_t slash = (size_t)((const char *)memchr(text.bytes + at, '/', end - at) - text.bytes);
    struct keur_text key = {text.bytes + at, slash - at};

    for (const char *sign = " -_"; longer > end && *sign != '\0'; sign++) {
        char *bytes = keur_allocate(examined->run, longer - slash);
        struct keur_text value = {bytes, longer - slash - 1};

        for (size_t i = 0; i < value.length; i++)
            bytes[i] = text.bytes[slash + 1 + i] == ' ' ? *sign : text.bytes[slash + 1 + i];
        if (listed_has(listed, key, value) || names_document(examined, value, &path))
            return longer;
    }
    return end;
}

/* ---- One comment ---- */

static bool begins_with(struct keur_text text, struct keur_text head)
{
    return head.length > 0 && text.length >= head.length &&
           memcmp(text.bytes, head.bytes, head.length) == 0;
}

/* The place of the i-th byte of the arguments, where the comment is written as the site expects. */
static bool place_of(const struct keur_entry *directive, size_t at, size_t length,
                     struct keur_span *ret_span)
{
    size_t head = strlen("<!-- ") + directive->name.length + 1;
    size_t whole = head + directive->text.length + strlen(" -->");

    *ret_span = directive->span;
    if (directive->span.end - directive->span.begin != whole)
        return false;
    *ret_span = (struct keur_span){directive->span.begin + head + at,
                                   directive->span.begin + head + at + length};
    return true;
}

static void check_directive(struct examined *examined, struct listed *listed)
{
    const struct arguments_options *options = keur_options(examined->run);
    struct keur_text text = examined->directive->text, told;

    if (!listed->is_read)
        listed_read(examined->run, examined->index, listed);
    /* A part of a project: what is listed is elsewhere. */
    if (listed->document_count == 0)
        return;
    told = key_told_by_content(examined->run, examined->index, examined->document,
                               examined->directive);
    for (size_t at = 0, end; at < text.length; at = end + 1) {
        const char *slash;

        end = directive_word_end(text, at);
        if (end == at)
            continue;
        if (memchr(text.bytes + at, '/', end - at) != NULL)
            end = criterion_end(examined, listed, at, end);
        examined->argument = (struct keur_text){text.bytes + at, end - at};
        examined->is_exact = place_of(examined->directive, at, end - at, &examined->span);
        slash = memchr(examined->argument.bytes, '/', examined->argument.length);
        if (begins_with(examined->argument, told))
            continue;
        if (slash == NULL)
            check_option(examined, &options->options);
        else
            check_criterion(examined, listed, (size_t)(slash - examined->argument.bytes));
    }
}

static const struct listing *listing_of(const struct arguments_options *options,
                                        struct keur_text name)
{
    const struct listing *listings = options->listings.items;

    for (size_t i = 0; i < options->listings.count; i++) {
        if (keur_text_equals(listings[i].name, name))
            return &listings[i];
    }
    return NULL;
}

static void gather(keur_run *run, const keur_document *document)
{
    const struct arguments_options *options = keur_options(run);
    const struct keur_mark *mark;

    for (size_t i = 0; options->listings.count > 0 && (mark = keur_mark(document, i)) != NULL;
         i++) {
        if (mark->kind == KEUR_MARK_DIRECTIVE && listing_of(options, mark->name) != NULL)
            keur_note(run, mark->name, mark->text, mark->span);
    }
}

static void check_directive_arguments(keur_run *run, const keur_index *index)
{
    const struct arguments_options *options = keur_options(run);
    const struct listing *listings = options->listings.items;
    struct listed *listed = keur_allocate(run, (options->listings.count + 1) * sizeof *listed);
    struct keur_entry note;

    for (size_t i = 0; i < options->listings.count; i++)
        listed[i].types = listings[i].types;
    for (size_t i = 0; i < keur_index_size(index) && options->listings.count > 0; i++) {
        for (size_t k = 0; keur_index_note(run, i, k, &note); k++) {
            struct examined examined = {
                .run = run, .index = index, .document = i, .directive = &note};

            check_directive(&examined, &listed[listing_of(options, note.name) - listings]);
        }
    }
}

const struct keur_check sections_directive_arguments = {
    .size = sizeof(struct keur_check),
    .id = "sections/directive-arguments",
    .summary = "A comment that lists documents names keys and values that documents have.",
    .options = arguments_options,
    .options_size = sizeof(struct arguments_options),
    .run_project = check_directive_arguments,
    .gather = gather,
};
