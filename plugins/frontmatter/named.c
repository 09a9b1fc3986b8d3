#include "named.h"

#include <string.h>

#include "value.h"

bool named_is_key(const struct keur_value *value)
{
    return value->parent != NULL && value->parent->parent == NULL &&
           text_equals_word(value->key, "$schema");
}

/* What stands behind `word` in the text, in bytes from its beginning; 0 when it is not there. */
static size_t behind(struct keur_text text, const char *word)
{
    size_t length = strlen(word);
    const char *end = text.bytes + text.length;

    for (const char *at = text.bytes; text.length > 0; at++) {
        at = memchr(at, word[0], (size_t)(end - at));
        if (at == NULL || (size_t)(end - at) < length)
            return 0;
        if (memcmp(at, word, length) == 0)
            return (size_t)(at - text.bytes) + length;
    }
    return 0;
}

/* The name in a line `# yaml-language-server: $schema=NAME`; empty in another. */
static struct keur_span name_in_comment(const keur_document *document, struct keur_span line)
{
    struct keur_text text = keur_slice(document, line);
    struct keur_text blanks = keur_text_trim(text);

    if (blanks.length == 0 || blanks.bytes[0] != '#' || behind(text, "yaml-language-server:") == 0)
        return (struct keur_span){0, 0};
    size_t begin = behind(text, "$schema=");
    size_t end = begin;
    while (begin > 0 && end < text.length && strchr(" \t\r", text.bytes[end]) == NULL)
        end++;
    return (struct keur_span){line.begin + begin, line.begin + end};
}

static struct keur_span name_in_comments(const keur_document *document)
{
    struct keur_span content = keur_front_matter(document)->content;
    struct keur_span name = {0, 0};

    if (behind(keur_slice(document, content), "yaml-language-server:") == 0)
        return name;
    size_t last = keur_line_at(document, content.end);
    for (size_t i = keur_line_at(document, content.begin); i < last && name.begin == name.end; i++)
        name = name_in_comment(document, keur_line(document, i));
    return name;
}

size_t named_schemas(keur_run *run, const keur_document *document,
                     struct named_schema ret_named[NAMED_MOST])
{
    const struct keur_value *key = keur_value_find(keur_front_matter(document)->root, "$schema");
    struct keur_span comment = name_in_comments(document);
    size_t count = 0;

    if (comment.end > comment.begin)
        ret_named[count++] =
            (struct named_schema){.span = comment, .name = keur_slice(document, comment)};
    if (key != NULL)
        ret_named[count++] = (struct named_schema){.span = value_place(key), .name = key->text};
    if (key != NULL && key->kind == KEUR_STRING)
        ret_named[count - 1].span = key->span;
    for (size_t i = 0; i < count; i++)
        if (ret_named[i].name.length > 0)
            ret_named[i].schema =
                keur_made_of_file(run, ret_named[i].name, schema_of_file, &ret_named[i].mistake);
    return count;
}
