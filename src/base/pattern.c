#include "base/pattern.h"

#include "base/limits.h"
#include "base/text.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct keur_pattern {
    pcre2_code *code;
    pcre2_match_data *match;
    pcre2_match_context *context;
};

keur_pattern *pattern_compile(struct keur_text source, struct arena *arena,
                              struct keur_text *ret_message, size_t *ret_offset)
{
    int error;
    PCRE2_SIZE offset;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)source.bytes, source.length,
                      PCRE2_UTF | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C, &error, &offset, NULL);
    if (code == NULL) {
        PCRE2_UCHAR message[256];
        pcre2_get_error_message(error, message, sizeof message);
        *ret_message = arena_copy(arena, text_of((const char *)message));
        *ret_offset = offset;
        return NULL;
    }
    /* Without JIT it is slower, not wrong. */
    (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    keur_pattern *pattern = arena_allocate(arena, sizeof *pattern);
    pattern->code = code;
    pattern->match = pcre2_match_data_create(1, NULL);
    pattern->context = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(pattern->context, LIMIT_MATCH_STEPS);
    pcre2_set_heap_limit(pattern->context, LIMIT_MATCH_HEAP_KIB);
    return pattern;
}

void pattern_free(keur_pattern *pattern)
{
    if (pattern == NULL)
        return;
    pcre2_match_context_free(pattern->context);
    pcre2_match_data_free(pattern->match);
    pcre2_code_free(pattern->code);
}

bool keur_match(const keur_pattern *pattern, struct keur_text subject, size_t from,
                struct keur_span *ret_match)
{
    if (from > subject.length)
        return false;
    /* PCRE2_MATCH_INVALID_UTF is not needed: text that is not UTF-8 gives no match. */
    int count = pcre2_match(pattern->code, (PCRE2_SPTR)subject.bytes, subject.length, from, 0,
                            pattern->match, pattern->context);
    if (count < 0)
        return false;
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(pattern->match);
    *ret_match = (struct keur_span){offsets[0], offsets[1]};
    return true;
}
