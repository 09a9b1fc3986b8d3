#include "reading.h"

#include "sequence.h"

/* The best reading that ends behind a glyph, in one of two ways. */
struct node {
    struct context context;
    struct glyph glyph; /* that the reading ends with */
    int surprise;
    const struct node *from;
    bool is_reached;
};
enum way { AS_IT_WAS, PUT_TOGETHER, WAYS };

struct reader {
    const struct code_page_index *index;
    const struct alphabets *alphabets;
    size_t steps;
    struct node nodes[GLYPHS_MOST + 1][WAYS];
    struct reading best, second, spare;
    bool has_second;
    struct reading now[READINGS_MOST], next[READINGS_MOST];
    size_t now_count, next_count;
    struct page_surprises pages;
    bool is_damaged_line; /* where losses are expected too */
    int reward; /* for each character put together; what is left may be mended in a later round */
};

/* Surprise at the damage itself. */
enum { ROUND_SURPRISE = 1, PAGE_SURPRISE = 3, FAVOURED_SURPRISE = 0, UNFAVOURED_SURPRISE = 12 };
int page_rarity(enum code_page_id page)
{
    static const uint8_t rarities[CODE_PAGE_COUNT] = {0, 1, 2, 2, 1, 2, 1, 3, 2, 2, 2, 2};
    return rarities[page];
}

struct reader *reader_new(keur_run *run, const struct code_page_index *index,
                          const struct alphabets *alphabets)
{
    struct reader *reader = keur_allocate(run, sizeof(*reader));
    reader->index = index;
    reader->alphabets = alphabets;
    return reader;
}

size_t reader_steps(const struct reader *reader)
{
    return reader->steps;
}

/* Of the text, of what was lost on the way, and of the way. */
static int surprise_of(const struct reading *reading, const struct surroundings *surroundings)
{
    struct context context = surroundings->before;
    int surprise = reading->cause;
    for (size_t i = 0; i < reading->count; i++)
        surprise += reading->glyphs[i].loss + context_step(&context, &reading->glyphs[i].trait);
    surprise += context_step(&context, &surroundings->after);
    return surprise + context_step(&context, &surroundings->second_after);
}

/* Goes from one node to a later one with a glyph. */
static void reach(const struct node *from, struct node *to, const struct glyph *glyph, int surprise)
{
    if (!from->is_reached)
        return;
    struct context context = from->context;
    surprise += from->surprise + context_step(&context, &glyph->trait);
    if (to->is_reached && to->surprise <= surprise)
        return;
    *to = (struct node){.context = context,
                        .glyph = *glyph,
                        .surprise = surprise,
                        .from = from,
                        .is_reached = true};
}

static bool has_choice(const struct choices *choices)
{
    return choices->is_unknown || (choices->values & (choices->values - 1)) != 0;
}

/* Where there is damage for certain. */
static uint8_t loss_expected(uint8_t loss)
{
    enum { MOST = 6 };
    uint8_t half = (uint8_t)((loss + 1) / 2);
    return half < MOST ? half : MOST;
}

/* All characters that may be put together of the glyphs from `at` on. */
static void reach_sequences(struct reader *reader, const struct reading *reading, size_t at,
                            enum code_page_id page)
{
    struct sequence sequences[SEQUENCES_MOST];
    size_t count = sequences_at(reader->index, page, reading, at, sequences);
    reader->steps += count + 1;
    for (size_t i = 0; i < count; i++) {
        const struct sequence *sequence = &sequences[i];
        size_t end = at + sequence->count;
        struct glyph glyph = {
            .trait = trait_of(reader->alphabets, sequence->target),
            .begin = reading->glyphs[at].begin,
            .end = reading->glyphs[end - 1].end,
            .is_changed = true,
            .choices = sequence->choices,
            .loss = reader->is_damaged_line ? loss_expected(sequence->loss) : sequence->loss,
        };
        for (size_t k = at; k < end; k++) {
            glyph.loss = (uint8_t)(glyph.loss + reading->glyphs[k].loss);
            glyph.choices.is_unknown |= has_choice(&reading->glyphs[k].choices);
        }
        for (int way = 0; way < WAYS; way++)
            reach(&reader->nodes[at][way], &reader->nodes[end][PUT_TOGETHER], &glyph,
                  sequence->loss > 0 ? glyph.loss : -reader->reward);
    }
}

static int surprise_at_end(const struct node *node, const struct surroundings *surroundings)
{
    struct context context = node->context;
    int surprise = context_step(&context, &surroundings->after);
    return node->surprise + surprise + context_step(&context, &surroundings->second_after);
}

static void trace_back(const struct node *last, struct reading *ret_reading)
{
    size_t count = 0;
    for (const struct node *node = last; node->from != NULL; node = node->from)
        count++;
    ret_reading->count = count;
    for (const struct node *node = last; node->from != NULL; node = node->from)
        ret_reading->glyphs[--count] = node->glyph;
}

static const struct node *best_end(struct node ends[WAYS], const struct surroundings *surroundings)
{
    const struct node *best = NULL;
    for (int way = 0; way < WAYS; way++) {
        if (!ends[way].is_reached)
            continue;
        ends[way].surprise = surprise_at_end(&ends[way], surroundings);
        if (best == NULL || ends[way].surprise < best->surprise)
            best = &ends[way];
    }
    return best;
}

static int page_surprise(enum code_page_id page, const struct surroundings *surroundings)
{
    if (surroundings->favoured == 0)
        return PAGE_SURPRISE + page_rarity(page);
    return (surroundings->favoured >> page & 1) != 0 ? FAVOURED_SURPRISE : UNFAVOURED_SURPRISE;
}

/* The best reading in one code page. */
static void read_in_page(struct reader *reader, const struct reading *reading,
                         enum code_page_id page, const struct surroundings *surroundings,
                         struct reading *ret_reading)
{
    for (size_t i = 0; i <= reading->count; i++)
        for (int way = 0; way < WAYS; way++)
            reader->nodes[i][way].is_reached = false;
    reader->nodes[0][AS_IT_WAS] =
        (struct node){.context = surroundings->before, .is_reached = true};
    for (size_t at = 0; at < reading->count; at++) {
        for (int way = 0; way < WAYS; way++)
            reach(&reader->nodes[at][way], &reader->nodes[at + 1][AS_IT_WAS], &reading->glyphs[at],
                  0);
        reach_sequences(reader, reading, at, page);
    }
    const struct node *end = best_end(reader->nodes[reading->count], surroundings);
    trace_back(end, ret_reading);
    ret_reading->rounds = (uint8_t)(reading->rounds + 1);
    ret_reading->pages =
        (uint16_t)((reading->alone >> page & 1) != 0 ? 1u << page : reading->pages | 1u << page);
    ret_reading->alone = (uint16_t)(reading->alone & 1u << page);
    ret_reading->cause = reading->cause + ROUND_SURPRISE;
    if (ret_reading->alone != 0)
        ret_reading->cause =
            ret_reading->rounds * ROUND_SURPRISE + page_surprise(page, surroundings);
    else if ((reading->pages >> page & 1) == 0)
        ret_reading->cause += page_surprise(page, surroundings);
    ret_reading->surprise = surprise_of(ret_reading, surroundings);
}

static bool is_same_text(const struct reading *a, const struct reading *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->glyphs[i].trait.character != b->glyphs[i].trait.character)
            return false;
    return true;
}

void reading_copy(struct reading *to, const struct reading *from)
{
    memcpy(to->glyphs, from->glyphs, from->count * sizeof(from->glyphs[0]));
    to->count = from->count;
    to->surprise = from->surprise;
    to->cause = from->cause;
    to->rounds = from->rounds;
    to->pages = from->pages;
    to->alone = from->alone;
}

/* Keeps a reading for the next round when it is among the best ones. */
static void keep(struct reader *reader, const struct reading *reading)
{
    size_t worst = 0;
    for (size_t i = 0; i < reader->next_count; i++) {
        if (is_same_text(&reader->next[i], reading)) {
            uint16_t alone = reader->next[i].alone | reading->alone;
            if (reading->surprise < reader->next[i].surprise)
                reading_copy(&reader->next[i], reading);
            reader->next[i].alone = alone;
            return;
        }
        if (reader->next[i].surprise > reader->next[worst].surprise)
            worst = i;
    }
    if (reader->next_count < READINGS_MOST)
        reading_copy(&reader->next[reader->next_count++], reading);
    else if (reading->surprise < reader->next[worst].surprise)
        reading_copy(&reader->next[worst], reading);
}

/* The code pages in which two glyphs side by side may belong together. */
static unsigned pages_of(const struct reader *reader, const struct reading *reading)
{
    unsigned pages = 0;
    for (size_t i = 0; i < reading->count; i++) {
        uint32_t character = reading->glyphs[i].trait.character;
        if (character >= 0x80)
            pages |= code_page_record(reader->index, character)->leads;
    }
    return pages;
}

/* The best reading, and the best one that has another text. */
static void rank(struct reader *reader)
{
    const struct reading *spare = &reader->spare;
    bool is_best = is_same_text(&reader->best, spare);
    if (spare->surprise < reader->best.surprise) {
        if (!is_best && reader->best.rounds > 0) {
            reading_copy(&reader->second, &reader->best);
            reader->has_second = true;
        }
        reading_copy(&reader->best, spare);
    } else if (!is_best && (!reader->has_second || spare->surprise < reader->second.surprise)) {
        reading_copy(&reader->second, spare);
        reader->has_second = true;
    }
}

static void read_round(struct reader *reader, const struct reading *reading,
                       const struct surroundings *surroundings)
{
    enum { EAGER = 200 };
    unsigned pages = pages_of(reader, reading);
    for (int page = 0; page < CODE_PAGE_COUNT; page++)
        for (reader->reward = 0; (pages >> page & 1) != 0 && reader->reward <= EAGER;
             reader->reward += EAGER) {
            read_in_page(reader, reading, (enum code_page_id)page, surroundings, &reader->spare);
            if (is_same_text(&reader->spare, reading))
                continue;
            keep(reader, &reader->spare);
            rank(reader);
            int surprise =
                reader->spare.surprise - page_surprise((enum code_page_id)page, surroundings);
            if (reader->spare.alone != 0 && surprise < reader->pages.of[page])
                reader->pages.of[page] = surprise;
        }
}

const struct reading *reader_find(struct reader *reader, struct reading *original,
                                  const struct surroundings *surroundings)
{
    reader->is_damaged_line = surroundings->favoured != 0;
    original->cause = 0;
    original->surprise = surprise_of(original, surroundings);
    original->rounds = 0;
    original->pages = 0;
    original->alone = (1u << CODE_PAGE_COUNT) - 1;
    reading_copy(&reader->best, original);
    reader->has_second = false;
    for (int page = 0; page < CODE_PAGE_COUNT; page++)
        reader->pages.of[page] = original->surprise;
    reader->next_count = 0;
    read_round(reader, original, surroundings);
    for (int round = 1; round < ROUNDS_MOST && reader->next_count > 0; round++) {
        reader->now_count = reader->next_count;
        for (size_t i = 0; i < reader->now_count; i++)
            reading_copy(&reader->now[i], &reader->next[i]);
        reader->next_count = 0;
        for (size_t i = 0; i < reader->now_count; i++)
            read_round(reader, &reader->now[i], surroundings);
    }
    return &reader->best;
}

const struct reading *reader_second(const struct reader *reader)
{
    return reader->has_second ? &reader->second : NULL;
}

const struct page_surprises *reader_pages(const struct reader *reader)
{
    return &reader->pages;
}
