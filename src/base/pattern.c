#include "base/pattern.h"

#include <stdlib.h>

#include "base/ecma.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct keur_pattern {
    struct keur_text source;
    pcre2_code *code;
    pcre2_match_data *match;
    pcre2_match_context *context;
};

struct dialect {
    uint32_t flags, extra;
};
static const struct dialect multiline = {PCRE2_MULTILINE, 0};
static const struct dialect ecma = {PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_BSUX |
                                        PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF,
                                    PCRE2_EXTRA_ALT_BSUX};

/* Not from an arena: most of what a pattern takes is given back as soon as it is compiled. */
static void *take(size_t size, void *unused)
{
    (void)unused;
    return memory_allocate(size);
}

static void give_back(void *memory, void *unused)
{
    (void)unused;
    free(memory);
}

static void tell_mistake(struct keur_text source, int error, size_t offset, struct arena *arena,
                         struct pattern_mistake *ret_mistake)
{
    PCRE2_UCHAR message[256];
    pcre2_get_error_message(error, message, sizeof message);
    ret_mistake->message = arena_copy(arena, text_of((const char *)message));
    ret_mistake->before = text_slice(source, 0, offset);
}

/* NULL after a mistake. */
static pcre2_code *code_of(struct keur_text source, struct dialect dialect,
                           pcre2_general_context *memory, struct arena *arena,
                           struct pattern_mistake *ret_mistake)
{
    /* With MATCH_INVALID_UTF the compiled matcher minds what is not UTF-8 where it meets it.
     * Without, each match first looks at all that is left of the text: a loop over it would be
     * quadratic. */
    uint32_t flags = dialect.flags | PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;
    int error;
    PCRE2_SIZE offset;
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    pcre2_set_compile_extra_options(context, dialect.extra);
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)source.bytes, source.length, flags, &error, &offset, context);
    pcre2_compile_context_free(context);
    if (code == NULL)
        tell_mistake(source, error, offset, arena, ret_mistake);
    return code;
}

static void release(void *pattern)
{
    keur_pattern *released = pattern;
    pcre2_match_context_free(released->context);
    pcre2_match_data_free(released->match);
    pcre2_code_free(released->code);
}

static keur_pattern *compile(struct keur_text source, struct dialect dialect, struct arena *arena,
                             struct pattern_mistake *ret_mistake)
{
    keur_pattern *pattern = NULL;
    pcre2_general_context *memory = pcre2_general_context_create(take, give_back, NULL);
    pcre2_code *code = code_of(source, dialect, memory, arena, ret_mistake);
    if (code != NULL) {
        /* Without JIT it is slower, not wrong. */
        (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
        pattern = arena_allocate(arena, sizeof *pattern);
        pattern->source = arena_copy(arena, source);
        pattern->code = code;
        pattern->match = pcre2_match_data_create_from_pattern(code, memory);
        pattern->context = pcre2_match_context_create(memory);
        pcre2_set_match_limit(pattern->context, LIMIT_MATCH_STEPS);
        pcre2_set_heap_limit(pattern->context, LIMIT_MATCH_HEAP_KIB);
        arena_at_end(arena, release, pattern);
    }
    pcre2_general_context_free(memory);
    return pattern;
}

keur_pattern *pattern_compile(struct keur_text source, struct arena *arena,
                              struct pattern_mistake *ret_mistake)
{
    return compile(source, multiline, arena, ret_mistake);
}

keur_pattern *pattern_compile_ecma(struct keur_text source, struct arena *arena,
                                   struct pattern_mistake *ret_mistake)
{
    return compile(ecma_rewrite(source, arena), ecma, arena, ret_mistake);
}

bool pattern_is_ecma(struct keur_text source, struct arena *scratch)
{
    struct pattern_mistake mistake;
    pcre2_general_context *memory = pcre2_general_context_create(take, give_back, NULL);
    pcre2_code *code = code_of(ecma_rewrite(source, scratch), ecma, memory, scratch, &mistake);
    pcre2_code_free(code);
    pcre2_general_context_free(memory);
    return code != NULL;
}

struct keur_text keur_pattern_source(const keur_pattern *pattern)
{
    return pattern->source;
}

/* pcre2_match() would look at more before it does the same: MATCH_INVALID_UTF makes that needless.
 */
static int match(const keur_pattern *pattern, struct keur_text subject, size_t from)
{
    PCRE2_SPTR bytes = (PCRE2_SPTR)(subject.length == 0 ? "" : subject.bytes);
    int found = pcre2_jit_match(pattern->code, bytes, subject.length, from, 0, pattern->match,
                                pattern->context);
    if (found == PCRE2_ERROR_JIT_BADOPTION) /* it has no JIT code */
        found = pcre2_match(pattern->code, bytes, subject.length, from, 0, pattern->match,
                            pattern->context);
    return found;
}

enum keur_match_state keur_match_groups(const keur_pattern *pattern, struct keur_text subject,
                                        size_t from, struct keur_span *ret_groups, size_t count)
{
    if (from > subject.length)
        return KEUR_NO_MATCH;
    int found = match(pattern, subject, from);
    if (found < 0)
        return found == PCRE2_ERROR_NOMATCH ? KEUR_NO_MATCH : KEUR_MATCH_LIMIT;
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(pattern->match);
    for (size_t i = 0; i < count; i++) {
        bool is_set = i < (size_t)found && offsets[2 * i] != PCRE2_UNSET;
        ret_groups[i] = is_set ? (struct keur_span){offsets[2 * i], offsets[2 * i + 1]}
                               : (struct keur_span){0, 0};
    }
    return KEUR_MATCH;
}

bool keur_match(const keur_pattern *pattern, struct keur_text subject, size_t from,
                struct keur_span *ret_match)
{
    return keur_match_groups(pattern, subject, from, ret_match, 1) == KEUR_MATCH;
}
