/* Keywords about a value by itself: type, enum, pattern, sizes. */
#include "evaluation.h"
#include "extension.h"
#include "format.h"
#include "value.h"

bool is_allowed_value(const struct schema *schema, const struct keur_value *value)
{
    if (schema->constant != NULL && !value_equals(schema->constant, value))
        return false;
    if (schema->allowed == NULL)
        return true;
    const struct keur_value *allowed = schema->allowed->first_child;
    while (allowed != NULL && !value_equals(allowed, value))
        allowed = allowed->next;
    return allowed != NULL;
}

/* Nothing written, or nothing but blanks. */
static bool is_blank(const struct keur_value *value)
{
    return (value->kind == KEUR_NULL && value->text.length == 0) ||
           (value->kind == KEUR_STRING && keur_text_trim(value->text).length == 0);
}

/* `\S` is how schemas ask for a text that is not blank; nearly all begin with a sign of ASCII. */
static bool matches_pattern(const struct schema *schema, struct keur_text text)
{
    struct keur_span match;
    bool begins_plainly = text.length > 0 && text.bytes[0] > ' ' && text.bytes[0] < 0x7F;

    return (begins_plainly && text_equals_word(schema->pattern_source, "\\S")) ||
           keur_match(schema->pattern, text, 0, &match);
}

static enum fault_kind fault_of_text(keur_run *run, const struct schema *schema,
                                     const struct keur_value *value)
{
    bool is_measured = schema->min_length > 0 || schema->max_length >= 0;
    int64_t length = is_measured ? value_length(value) : 0;

    if (length < schema->min_length)
        return FAULT_TOO_SHORT;
    if (schema->max_length >= 0 && length > schema->max_length)
        return FAULT_TOO_LONG;
    if (schema->pattern != NULL && !matches_pattern(schema, value->text))
        return FAULT_PATTERN;
    if (schema->format != NULL && !format_takes(run, schema->format, value->text))
        return FAULT_FORMAT;
    return FAULT_NONE;
}

static enum fault_kind fault_of_number(const struct schema *schema, const struct keur_value *value)
{
    struct decimal number;

    decimal_read(value, &number);
    if (!number.is_number)
        return FAULT_NONE;
    if ((schema->minimum != NULL && decimal_compare(&number, schema->minimum) < 0) ||
        (schema->exclusive_minimum != NULL &&
         decimal_compare(&number, schema->exclusive_minimum) <= 0))
        return FAULT_TOO_SMALL;
    if ((schema->maximum != NULL && decimal_compare(&number, schema->maximum) > 0) ||
        (schema->exclusive_maximum != NULL &&
         decimal_compare(&number, schema->exclusive_maximum) >= 0))
        return FAULT_TOO_LARGE;
    if (schema->multiple_of != NULL && !decimal_is_multiple(&number, schema->multiple_of))
        return FAULT_NO_MULTIPLE;
    return FAULT_NONE;
}

static enum fault_kind fault_of_size(const struct schema *schema, const struct keur_value *value)
{
    int64_t count = (int64_t)value->child_count;
    bool is_list = value->kind == KEUR_SEQUENCE;
    int64_t least = is_list ? schema->min_items : schema->min_properties;
    int64_t most = is_list ? schema->max_items : schema->max_properties;

    if (count < least)
        return count == 0 ? FAULT_EMPTY : is_list ? FAULT_TOO_FEW : FAULT_FEW_KEYS;
    if (most >= 0 && count > most)
        return is_list ? FAULT_TOO_MANY : FAULT_MANY_KEYS;
    return FAULT_NONE;
}

/* The last part of the path of the document without its ending. */
static struct keur_text file_stem(struct keur_text path)
{
    size_t begin = path.length;
    size_t end = path.length;

    while (begin > 0 && path.bytes[begin - 1] != '/')
        begin--;
    for (size_t i = begin + 1; i < path.length; i++) {
        if (path.bytes[i] == '.')
            end = i;
    }
    return (struct keur_text){path.bytes + begin, end - begin};
}

/* Does the name of the file begin with the value's part, and end or go on with a hyphen there? */
static bool agrees_with_file(const struct schema_extension *extension,
                             const struct keur_value *value, struct keur_text path)
{
    struct keur_text stem = file_stem(path);
    struct keur_span match;
    struct keur_text part;

    if (!keur_match(extension->name_part, value->text, 0, &match))
        return true; /* its form is the business of other keywords */
    part = (struct keur_text){value->text.bytes + match.begin, match.end - match.begin};
    if (extension->name_skip != NULL && keur_match(extension->name_skip, stem, 0, &match) &&
        match.begin == 0) {
        stem.bytes += match.end;
        stem.length -= match.end;
    }
    if (stem.length > part.length && stem.bytes[part.length] == '-')
        stem.length = part.length;
    return keur_text_equals(stem, part);
}

/* A word takes two bytes with what ends it: most texts need not be counted. */
static bool has_more_words(const struct keur_value *value, int64_t most)
{
    return (int64_t)value->text.length >= 2 * most && (int64_t)value_words(value) > most;
}

static enum fault_kind fault_of_extension(const struct application *application)
{
    const struct schema_extension *extension = application->schema->extension;
    const struct keur_value *value = application->value;
    keur_run *run = application->evaluation->run;
    const keur_document *document = keur_run_document(run);
    struct keur_text path = document == NULL ? (struct keur_text){"", 0} : keur_path(document);
    struct keur_span match;

    if (extension->path != NULL && !keur_match(extension->path, path, 0, &match))
        return FAULT_PATH;
    if (value->kind >= KEUR_SEQUENCE || value->kind == KEUR_NULL)
        return FAULT_NONE;
    if (extension->values != NULL && !extension_has_value(run, extension->values, value->text))
        return FAULT_NOT_ALLOWED;
    if (extension->name_part != NULL && path.length > 0 &&
        !agrees_with_file(extension, value, path))
        return FAULT_FILE_NAME;
    if (extension->max_words >= 0 && has_more_words(value, extension->max_words))
        return FAULT_WORDS;
    if (extension->has_no_period && value_ends_in_period(value))
        return FAULT_PERIOD;
    return FAULT_NONE;
}

static enum fault_kind fault_of(keur_run *run, const struct schema *schema,
                                const struct keur_value *value)
{
    if (!schema_takes_kind(schema, value))
        return FAULT_TYPE;
    if (!is_allowed_value(schema, value))
        return FAULT_NOT_ALLOWED;
    if (value->kind == KEUR_STRING)
        return fault_of_text(run, schema, value);
    if (value->kind == KEUR_INTEGER || value->kind == KEUR_FLOAT)
        return fault_of_number(schema, value);
    if (value->kind == KEUR_SEQUENCE || value->kind == KEUR_MAPPING)
        return fault_of_size(schema, value);
    return FAULT_NONE;
}

bool evaluate_scalar(const struct application *application)
{
    enum fault_kind kind =
        fault_of(application->evaluation->run, application->schema, application->value);

    if (kind == FAULT_NONE && application->schema->extension != NULL)
        kind = fault_of_extension(application);
    if (kind == FAULT_NONE)
        return true;
    if (is_blank(application->value))
        kind = FAULT_EMPTY;
    return application_fail(application, &(struct fault){.kind = kind});
}
