/* From a reading to a finding: edits, and a message. */
#include "damage.h"

static struct keur_text excerpt(keur_run *run, struct keur_text text)
{
    enum { EXCERPT_MOST = 160 };
    if (text.length <= EXCERPT_MOST)
        return text;
    size_t length = EXCERPT_MOST;
    while (length > 0 && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
        length--;
    return keur_format(run, "%.*s…", (int)length, text.bytes);
}

static struct keur_text text_of(keur_run *run, const struct glyph *glyphs, size_t count)
{
    char *bytes = keur_allocate(run, count * UTF8_MOST + 1);
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += character_write(glyphs[i].trait.character, bytes + length);
    return (struct keur_text){bytes, length};
}

/* A run of glyphs that changed. */
struct stride {
    size_t end;
    bool is_repair; /* U+FFFD is none; encoding/replacement-character tells of it */
    bool is_guess, is_doubtful;
};

/* The run that begins at `first`; one glyph when that did not change. */
static struct stride stride_at(const struct reading *reading, size_t first)
{
    struct stride stride = {.end = first, .is_repair = true};
    for (; stride.end < reading->count && reading->glyphs[stride.end].is_changed; stride.end++) {
        const struct glyph *glyph = &reading->glyphs[stride.end];
        stride.is_repair &= glyph->trait.character != REPLACEMENT_CHARACTER;
        stride.is_guess |= glyph->loss > 0;
        stride.is_doubtful |= glyph->others > 0;
    }
    stride.is_repair &= stride.end > first;
    stride.end = stride.end > first ? stride.end : first + 1;
    return stride;
}

/* The next run of glyphs from `at` on that is a repair; none when it begins at the end. */
static size_t next_repair(const struct reading *reading, size_t at)
{
    while (at < reading->count) {
        struct stride stride = stride_at(reading, at);
        if (stride.is_repair)
            break;
        at = stride.end;
    }
    return at;
}

/* The edits for the word around the repair at `first`, and what they span; returns the glyph behind
 * them. */
static size_t add_edits(keur_run *run, const struct reading *reading, size_t first,
                        struct damage *damage)
{
    struct keur_text source = keur_source(keur_run_document(run));
    size_t i = first, end = first;
    damage->edits = keur_allocate(run, (reading->count - first + 1) / 2 * sizeof(*damage->edits));
    for (; i < reading->count; i = next_repair(reading, end)) {
        struct stride stride = stride_at(reading, i);
        struct keur_span span = {reading->glyphs[i].begin, reading->glyphs[stride.end - 1].end};
        if (i == first)
            damage->span = span;
        else if (!is_word(source, (struct keur_span){damage->span.end, span.begin}))
            break;
        damage->span.end = span.end;
        end = stride.end;
        if (!stride.is_doubtful)
            damage->edits[damage->edit_count++] = (struct keur_edit){
                .span = span,
                .replacement = text_of(run, reading->glyphs + i, stride.end - i),
                .safety = stride.is_guess ? KEUR_UNSAFE : KEUR_SAFE,
            };
    }
    return end;
}

/* The word as the reading has it. */
static struct keur_text repaired(keur_run *run, struct keur_span word,
                                 const struct reading *reading)
{
    struct keur_text text = keur_source(keur_run_document(run));
    char *bytes = keur_allocate(run, word.end - word.begin + 1);
    size_t length = 0, at = word.begin;
    struct stride stride;
    for (size_t i = 0; i < reading->count; i = stride.end) {
        stride = stride_at(reading, i);
        size_t begin = reading->glyphs[i].begin, end = reading->glyphs[stride.end - 1].end;
        if (!stride.is_repair || begin < at || end > word.end)
            continue;
        memcpy(bytes + length, text.bytes + at, begin - at);
        length += begin - at;
        for (size_t k = i; k < stride.end; k++)
            length += character_write(reading->glyphs[k].trait.character, bytes + length);
        at = end;
    }
    memcpy(bytes + length, text.bytes + at, word.end - at);
    return (struct keur_text){bytes, length + word.end - at};
}

static bool is_same(struct keur_text a, struct keur_text b)
{
    return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

/* Two readings that are as good: neither is certain. */
static void add_second(keur_run *run, struct keur_span word, const struct reading *second,
                       struct damage *damage)
{
    struct keur_text other = repaired(run, word, second);
    if (is_same(other, damage->meant))
        return;
    damage->other = other;
    for (size_t i = 0; i < damage->edit_count; i++)
        damage->edits[i].safety = KEUR_UNSAFE;
}

/* The first glyph in doubt; the end when there is none. */
static size_t first_doubt(const struct reading *reading, size_t at, size_t end)
{
    while (at < end && reading->glyphs[at].others == 0)
        at++;
    return at;
}

static void add_other_choice(keur_run *run, const struct alphabets *alphabets,
                             struct reading *reading, size_t place, struct damage *damage)
{
    struct keur_span word = word_around(keur_source(keur_run_document(run)), damage->span);
    struct glyph *glyph = &reading->glyphs[place];
    struct trait trait = glyph->trait;
    damage->is_lost = true;
    damage->has_more = glyph->others > 1;
    if (glyph->second == 0)
        return;
    glyph->trait = trait_of(alphabets, glyph->second);
    damage->other = repaired(run, word, reading);
    glyph->trait = trait;
}

size_t damage_describe(keur_run *run, const struct alphabets *alphabets,
                       const struct readings *readings, size_t from, struct damage *damage)
{
    const keur_document *document = keur_run_document(run);
    struct reading *best = readings->best;
    size_t first = next_repair(best, from);
    if (first == best->count)
        return 0;
    size_t end = add_edits(run, best, first, damage);
    struct keur_span word = word_around(keur_source(document), damage->span);
    damage->word = keur_slice(document, word);
    damage->before = keur_slice(document, damage->span);
    damage->meant = repaired(run, word, best);
    size_t doubt = first_doubt(best, first, end);
    if (doubt < end)
        add_other_choice(run, alphabets, best, doubt, damage);
    else if (readings->second != NULL &&
             readings->second->surprise < best->surprise + CLOSE_READING)
        add_second(run, word, readings->second, damage);
    return end;
}

/* What cannot be seen is named; NULL for what can. */
static const char *unseen_name(struct keur_text text)
{
    uint32_t character;
    if (keur_decode(text, 0, &character) != text.length)
        return NULL;
    switch (character) {
    case NO_BREAK_SPACE:
        return "a no-break space";
    case 0xAD:
        return "a soft hyphen";
    case 0x200B:
        return "a zero width space";
    case 0x202F:
        return "a narrow no-break space";
    case BYTE_ORDER_MARK:
        return "a byte order mark, which UTF-8 does not need";
    default:
        return keur_category(character)[0] == 'C' && keur_category(character)[1] == 'f'
                   ? "a character without width"
                   : NULL;
    }
}

static void report_unseen(keur_run *run, const struct damage *damage,
                          const struct keur_details *details, const char *name)
{
    if (character_at(damage->edits[0].replacement, 0) == BYTE_ORDER_MARK)
        damage->edits[0].replacement.length = 0;
    keur_report_details(run, damage->span, details, "mojibake \"%.*s\", meant %s",
                        KEUR_ARGUMENT(damage->before), name);
}

static void report_lost(keur_run *run, const struct damage *damage,
                        const struct keur_details *details)
{
    struct keur_text word = excerpt(run, damage->word), meant = excerpt(run, damage->meant);
    struct keur_text other = excerpt(run, damage->other);
    if (other.length == 0)
        keur_report_details(run, damage->span, details,
                            "mojibake \"%.*s\": a byte of it is lost, so what was meant cannot be "
                            "known; type it again",
                            KEUR_ARGUMENT(word));
    else
        keur_report_details(run, damage->span, details,
                            "mojibake \"%.*s\": a byte of it is lost; meant \"%.*s\"%s \"%.*s\"%s",
                            KEUR_ARGUMENT(word), KEUR_ARGUMENT(meant),
                            damage->has_more ? "," : " or", KEUR_ARGUMENT(other),
                            damage->has_more ? " or the like" : "");
}

void damage_report(keur_run *run, const struct damage *damage)
{
    struct keur_details details = {
        .size = sizeof(details), .edits = damage->edits, .edit_count = damage->edit_count};
    const char *name = damage->edit_count == 1 ? unseen_name(damage->edits[0].replacement) : NULL;
    struct keur_text word = excerpt(run, damage->word), meant = excerpt(run, damage->meant);
    if (damage->is_lost)
        report_lost(run, damage, &details);
    else if (name != NULL)
        report_unseen(run, damage, &details, name);
    else if (damage->other.length > 0)
        keur_report_details(
            run, damage->span, &details, "mojibake \"%.*s\", meant \"%.*s\", or perhaps \"%.*s\"",
            KEUR_ARGUMENT(word), KEUR_ARGUMENT(meant), KEUR_ARGUMENT(excerpt(run, damage->other)));
    else
        keur_report_details(run, damage->span, &details, "mojibake \"%.*s\", meant \"%.*s\"",
                            KEUR_ARGUMENT(word), KEUR_ARGUMENT(meant));
}
