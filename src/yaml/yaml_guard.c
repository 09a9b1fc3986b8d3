#include "yaml/yaml_guard.h"

#include "base/limits.h"
#include "base/text.h"
#include "yaml/yaml_message.h"

static bool has_few_bytes(struct keur_text text, struct keur_span span, struct arena *arena,
                          struct yaml_trouble *ret_trouble)
{
    bool is_whole = span.end == text.length && span.begin <= 3;
    size_t limit = is_whole ? LIMIT_CONFIG_BYTES : LIMIT_YAML_BYTES;
    if (span.end - span.begin <= limit)
        return true;
    *ret_trouble = yaml_trouble_at(text, span, span.begin,
                                   arena_format(arena,
                                                "this YAML is larger than %zu bytes; move text to "
                                                "the body, or split it up",
                                                limit));
    return false;
}

/* Where one bracket more is open than may be; the end of the span where none is. */
static size_t one_too_many(struct keur_text text, struct keur_span span)
{
    ptrdiff_t open = 0;
    for (size_t at = span.begin; at < span.end; at++) {
        char byte = text.bytes[at];
        if (byte == '[' || byte == '{')
            open++;
        else if ((byte == ']' || byte == '}') && open > 0)
            open--;
        if (open > LIMIT_OPEN_BRACKETS)
            return at;
    }
    return span.end;
}

/* Are there more than may be open at once?  Mostly there are a few. */
static bool has_many(struct keur_text text, struct keur_span span, char bracket)
{
    size_t count = 0;
    for (size_t at = span.begin; at < span.end && count <= LIMIT_OPEN_BRACKETS; at++) {
        at = text_find(text, bracket, at);
        count += at < span.end;
    }
    return count > LIMIT_OPEN_BRACKETS / 2;
}

bool yaml_guard(struct keur_text text, struct keur_span span, struct arena *arena,
                struct yaml_trouble *ret_trouble)
{
    if (!has_few_bytes(text, span, arena, ret_trouble))
        return false;
    if (!has_many(text, span, '[') && !has_many(text, span, '{'))
        return true;
    size_t at = one_too_many(text, span);
    if (at == span.end)
        return true;
    *ret_trouble = yaml_trouble_at(text, span, at,
                                   arena_format(arena,
                                                "more than %d brackets are open here; close them, "
                                                "or put the text in quotes",
                                                LIMIT_OPEN_BRACKETS));
    return false;
}
