/* Where a byte was lost, several characters may be meant: those that hardly surprise more than the
 * one that surprises least. */
#include "damage.h"

/* The surprise at the glyphs around the place, where another character stands. */
static int surprise_near(struct context context, const struct reading *reading, size_t place,
                         const struct trait *trait, const struct surroundings *surroundings)
{
    enum { REACH = 8 };
    int surprise = context_step(&context, trait);
    size_t end = place + REACH < reading->count ? place + REACH : reading->count;
    for (size_t i = place + 1; i < end; i++)
        surprise += context_step(&context, &reading->glyphs[i].trait);
    if (end < reading->count)
        return surprise;
    surprise += context_step(&context, &surroundings->after);
    return surprise + context_step(&context, &surroundings->second_after);
}

static int loss_of(const struct choices *choices, uint32_t value)
{
    return (choices->unlikely >> value & 1) != 0 ? UNLIKELY_LOSS : 0;
}

/* Weighs the other choices at a place, behind `context`. */
static void weigh_choices(const struct alphabets *alphabets, const struct context *context,
                          struct reading *reading, size_t place,
                          const struct surroundings *surroundings)
{
    struct glyph *glyph = &reading->glyphs[place];
    int best = surprise_near(*context, reading, place, &glyph->trait, surroundings);
    int least = best + CLOSE_CHOICE;
    uint32_t chosen = glyph->trait.character >> glyph->choices.shift & 0x3F;
    uint32_t others = glyph->trait.character & ~(UINT32_C(0x3F) << glyph->choices.shift);
    glyph->others = glyph->choices.is_unknown ? 1 : 0;
    for (uint32_t value = 0; value < 64; value++) {
        uint32_t character = others | value << glyph->choices.shift;
        if ((glyph->choices.values >> value & 1) == 0 || value == chosen)
            continue;
        struct trait trait = trait_of(alphabets, character);
        int surprise = surprise_near(*context, reading, place, &trait, surroundings);
        surprise += loss_of(&glyph->choices, value) - loss_of(&glyph->choices, chosen);
        if (surprise >= best + CLOSE_CHOICE)
            continue;
        glyph->others++;
        if (surprise < least) {
            least = surprise;
            glyph->second = character;
        }
    }
}

void mark_doubts(const struct alphabets *alphabets, struct reading *reading,
                 const struct surroundings *surroundings)
{
    struct context context = surroundings->before;
    for (size_t i = 0; i < reading->count; i++) {
        struct glyph *glyph = &reading->glyphs[i];
        if (glyph->choices.values != 0 || glyph->choices.is_unknown)
            weigh_choices(alphabets, &context, reading, i, surroundings);
        context_step(&context, &glyph->trait);
    }
}
