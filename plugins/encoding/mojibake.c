/* encoding/mojibake: UTF-8 that was read in a code page, once or more often, and written again.
 *
 * One pass over the bytes looks for two characters side by side of which the first, in some code
 * page, is a byte that begins UTF-8 and the second one that continues it; clean text hardly ever
 * has them.  Around such a place the stretch of text between two blanks is read anew (reading.h),
 * and the surprise at what stands there (plausibility.h) is weighed against the surprise at the
 * best reading.  The stretches of one line support each other. */
#include <string.h>

#include "damage.h"

struct tables {
    struct code_page_index index;
    struct alphabets alphabets;
    struct word_index words;
};

enum { STRETCHES_MOST = 512, SETS_MOST = 16 };
/* A document that is garbled throughout, beyond what happens to texts, is not told word by word to
 * its end: 80 KB of Russian take 4 million steps. */
enum { WORK_MOST = 6 << 20, PART_MOST = 8 << 10 };

struct search {
    keur_run *run;
    const keur_document *document;
    const struct tables *tables;
    struct keur_text text;
    struct keur_span line;
    struct code_cursor code;
    bool with_code;
    size_t findings;
    struct reader *reader;
    struct reading *original, *mended;
    /* Of the line at hand. */
    struct keur_span *stretches;
    size_t stretch_count;
    struct damage *damages;
    size_t damage_count;
    struct ambience ambience;
    uint16_t favoured;
    uint32_t spoken;            /* in the document */
    struct surroundings around; /* of the stretch at hand */
    struct context walk;        /* at `walked` */
    size_t walked;
};

/* How much better the other reading has to be; more when all of it is a guess. */
enum { GAIN_ALONE = 9, GAIN_BESIDE = 2, GUESS = 5 };

static const struct code_page_record *record_of(const struct search *search, uint32_t character)
{
    return code_page_record(&search->tables->index, character);
}

static bool is_blank(uint32_t character)
{
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

/* Where the stretch begins that holds `at`: behind a blank. */
static size_t stretch_begin(const struct search *search, size_t at, size_t least)
{
    enum { STEPS_MOST = 48 };
    for (int steps = 0; at > least && steps < STEPS_MOST; steps++) {
        if (is_blank((unsigned char)search->text.bytes[at - 1]))
            break;
        at = step_back(search->text, at);
    }
    return at;
}

/* A blank that may have been a no-break space does not end a stretch. */
static bool may_be_lost_blank(const struct search *search, const struct reading *reading)
{
    if (reading->count == 0)
        return false;
    const struct glyph *glyph = &reading->glyphs[reading->count - 1];
    /* The blank behind it then stands second. */
    if (glyph->trait.character == ' ' && reading->count > 1)
        glyph--;
    const struct trait *last = &glyph->trait;
    if (last->is_ascii || last->kind == KIND_LOWER)
        return false;
    const struct code_page_record *record = record_of(search, last->character);
    return record->leads != 0 || record->continuations != 0;
}

/* Fills the original reading from `at` on; returns where it ends. */
static size_t collect(const struct search *search, size_t at)
{
    struct reading *reading = search->original;
    reading->count = 0;
    while (at < search->line.end && reading->count < GLYPHS_MOST) {
        uint32_t character;
        size_t length = glyph_at(search->text, at, &character);
        bool is_end =
            is_blank(character) && (character != ' ' || !may_be_lost_blank(search, reading));
        if (length == 0 || is_end)
            break;
        reading->glyphs[reading->count++] = (struct glyph){
            .trait = trait_of(&search->tables->alphabets, character),
            .begin = at,
            .end = at + length,
        };
        at += length;
    }
    return at;
}

/* Reads on from the last stretch, or from the beginning of the line. */
static struct surroundings surroundings_of(struct search *search, struct keur_span stretch)
{
    const struct alphabets *alphabets = &search->tables->alphabets;
    uint32_t character = 0;
    if (search->walked <= search->line.begin || search->walked > stretch.begin) {
        search->walk = context_begin(search->ambience);
        search->walked = search->line.begin;
    }
    while (search->walked < stretch.begin) {
        size_t length = keur_decode(search->text, search->walked, &character);
        struct trait trait = trait_of(alphabets, character);
        context_step(&search->walk, &trait);
        search->walked += length;
    }
    struct surroundings around = {.before = search->walk, .favoured = search->favoured};
    around.after = trait_of(alphabets, character_at(search->text, stretch.end));
    size_t behind = stretch.end;
    behind += stretch.end < search->line.end ? keur_decode(search->text, behind, &character) : 0;
    around.second_after =
        trait_of(alphabets, behind < search->line.end ? character_at(search->text, behind) : 0);
    return around;
}

/* Scripts and languages of a part of the line, added to what is known. */
static void add_ambience(const struct search *search, struct keur_span part,
                         struct ambience *ambience, size_t letters[SCRIPT_OTHER + 1])
{
    uint32_t character;
    for (size_t at = part.begin; at < part.end; at += keur_decode(search->text, at, &character)) {
        struct trait trait = trait_of(&search->tables->alphabets, character_at(search->text, at));
        letters[trait.script < SCRIPT_OTHER ? trait.script : SCRIPT_OTHER]++;
        bool is_known = trait.script == SCRIPT_LATIN || trait.script == SCRIPT_CYRILLIC;
        if (is_known && !trait.is_ascii && (ambience->languages & trait.languages) != 0)
            ambience->languages &= trait.languages;
        uint32_t common = trait.is_ascii ? 0 : languages_where_common(&trait);
        if ((ambience->common & common) != 0)
            ambience->common &= common;
    }
}

/* Words tell better than letters, and those better than the rest of the document. */
static void narrow_spoken(const struct search *search, struct ambience *ambience)
{
    const uint32_t latin = (UINT32_C(1) << LATIN_ALPHABETS) - 1;
    uint32_t by_letters = ambience->languages & latin;
    if ((by_letters & ambience->common) != 0)
        by_letters &= ambience->common;
    bool is_told = by_letters != 0 && by_letters != latin;
    if (is_told && ambience->spoken == 0)
        ambience->spoken = by_letters;
    else if (is_told && (ambience->spoken & by_letters) != 0)
        ambience->spoken &= by_letters;
    else if (ambience->spoken == 0)
        ambience->spoken = search->spoken;
    else if (is_told)
        ambience->spoken |= by_letters;
}

/* Of what stands between the stretches. */
static void find_ambience(struct search *search)
{
    enum { LETTERS_LEAST = 8, WORDS_LEAST = 2, REACH = 1000 };
    struct ambience ambience = {.languages = UINT32_MAX, .common = UINT32_MAX};
    struct ballot ballot = {.votes = {0}};
    size_t letters[SCRIPT_OTHER + 1] = {0}, at = search->line.begin, total = 0;
    for (size_t i = 0; i <= search->stretch_count; i++) {
        bool is_last = i == search->stretch_count;
        size_t end = is_last ? at + REACH : search->stretches[i].begin;
        end = end < search->line.end ? end : search->line.end;
        add_ambience(search, (struct keur_span){at, end}, &ambience, letters);
        ballot_add(&ballot, &search->tables->words, search->text, (struct keur_span){at, end});
        at = is_last ? end : search->stretches[i].end;
    }
    for (int script = SCRIPT_LATIN; script <= SCRIPT_OTHER; script++)
        total += letters[script];
    for (int script = SCRIPT_LATIN; script <= SCRIPT_OTHER && total >= LETTERS_LEAST; script++)
        if (letters[script] > 0)
            ambience.scripts |= UINT32_C(1) << script;
    ambience.spoken = ballot_winners(&ballot, WORDS_LEAST);
    narrow_spoken(search, &ambience);
    search->ambience = ambience;
}

static const struct reading *read_stretch(struct search *search, struct keur_span stretch)
{
    search->around = surroundings_of(search, stretch);
    collect(search, stretch.begin);
    return reader_find(search->reader, search->original, &search->around);
}

/* What the readings of the line have gained, by pages. */
struct tally {
    int alone[CODE_PAGE_COUNT]; /* with one page everywhere */
    int sets[SETS_MOST];        /* with the pages of the best readings */
    uint16_t pages[SETS_MOST];
    size_t set_count;
    int total, most;
};

static void tally_set(struct tally *tally, uint16_t pages, int gain)
{
    size_t i = 0;
    while (i < tally->set_count && tally->pages[i] != pages)
        i++;
    if (i == SETS_MOST)
        return;
    if (i == tally->set_count)
        tally->pages[tally->set_count++] = pages;
    tally->sets[i] += gain;
    tally->total += gain;
    tally->most = gain > tally->most ? gain : tally->most;
}

/* Languages that write the most letters of what the readings put together. */
static void expect_languages(struct search *search)
{
    enum { LANGUAGES = 32, LETTERS_LEAST = 2 };
    unsigned votes[LANGUAGES] = {0}, most = 0;
    for (size_t i = 0; i < search->stretch_count; i++) {
        const struct reading *reading = read_stretch(search, search->stretches[i]);
        for (size_t k = 0; k < reading->count; k++)
            for (int language = 0; language < LANGUAGES && reading->glyphs[k].is_changed;
                 language++)
                votes[language] += reading->glyphs[k].trait.languages >> language & 1;
    }
    uint32_t languages = 0;
    for (int language = 0; language < LANGUAGES; language++)
        most = votes[language] > most ? votes[language] : most;
    for (int language = 0; language < LANGUAGES; language++)
        if (votes[language] == most)
            languages |= UINT32_C(1) << language;
    if (most < LETTERS_LEAST || (search->ambience.languages & languages) == 0)
        return;
    search->ambience.languages &= languages;
    narrow_spoken(search, &search->ambience);
}

/* The pages that explain the line best; 0 when nothing is certain. */
static uint16_t favourites(struct search *search)
{
    struct tally tally = {.set_count = 0};
    for (size_t i = 0; i < search->stretch_count; i++) {
        const struct reading *reading = read_stretch(search, search->stretches[i]);
        int surprise = search->original->surprise;
        tally_set(&tally, reading->pages, surprise - reading->surprise);
        for (int page = 0; page < CODE_PAGE_COUNT; page++)
            tally.alone[page] += surprise - reader_pages(search->reader)->of[page];
    }
    enum { NEARLY = 3 };
    if (tally.most < GAIN_ALONE)
        return 0;
    size_t set = 0;
    int best = 0;
    for (size_t i = 1; i < tally.set_count; i++)
        set = tally.sets[i] > tally.sets[set] ? i : set;
    for (int page = 0; page < CODE_PAGE_COUNT; page++) {
        tally.alone[page] -= 2 * page_rarity((enum code_page_id)page);
        best = tally.alone[page] > tally.alone[best] ? page : best;
    }
    if (tally.alone[best] * 10 < tally.total * 9)
        return tally.pages[set];
    uint16_t pages = 0;
    for (int page = 0; page < CODE_PAGE_COUNT; page++)
        if (tally.alone[page] + NEARLY >= tally.alone[best])
            pages |= (uint16_t)(1u << page);
    return pages;
}

/* A no-break space is all that was lost, and two blanks show it. */
static bool was_wide_gap(const struct reading *reading, size_t place)
{
    return reading->glyphs[place].choices.values == 0 && place + 1 < reading->count &&
           reading->glyphs[place + 1].trait.character == ' ';
}

static bool is_guessed(const struct reading *reading)
{
    bool is_guess = true;
    for (size_t i = 0; i < reading->count; i++)
        is_guess &= !reading->glyphs[i].is_changed ||
                    (reading->glyphs[i].loss > 0 && !was_wide_gap(reading, i));
    return is_guess;
}

/* One for each word of the stretch that is repaired. */
static void note_damages(struct search *search, int gain)
{
    const struct readings readings = {search->mended, reader_second(search->reader)};
    size_t from = 0;
    mark_doubts(&search->tables->alphabets, search->mended, &search->around);
    while (search->damage_count < STRETCHES_MOST) {
        struct damage *damage = &search->damages[search->damage_count];
        *damage = (struct damage){.gain = gain};
        from = damage_describe(search->run, &search->tables->alphabets, &readings, from, damage);
        if (from == 0)
            break;
        search->damage_count++;
    }
}

static void read_line(struct search *search)
{
    search->favoured = 0;
    search->damage_count = 0;
    find_ambience(search);
    search->walked = 0;
    if (search->stretch_count > 1 && search->stretch_count < STRETCHES_MOST) {
        expect_languages(search);
        search->walked = 0;
        search->favoured = favourites(search);
    }
    search->ambience.is_damaged = search->favoured != 0;
    search->walked = 0;
    for (size_t i = 0; i < search->stretch_count; i++) {
        const struct reading *best = read_stretch(search, search->stretches[i]);
        int gain = search->original->surprise - best->surprise - (is_guessed(best) ? GUESS : 0);
        if (gain < GAIN_BESIDE)
            continue;
        reading_copy(search->mended, best);
        note_damages(search, gain);
    }
}

/* The languages of the beginning of the document: of all that a line without words has. */
static uint32_t spoken_in(const struct search *search)
{
    enum { PART = 16 << 10, WORDS_LEAST = 4 };
    struct ballot ballot = {.votes = {0}};
    size_t end = search->text.length < PART ? search->text.length : PART;
    ballot_add(&ballot, &search->tables->words, search->text, (struct keur_span){0, end});
    return ballot_winners(&ballot, WORDS_LEAST);
}

/* Notes the stretch around `at`; returns where it ends. */
static size_t note_stretch(struct search *search, size_t at, size_t least)
{
    if (search->reader == NULL) {
        search->spoken = spoken_in(search);
        search->reader =
            reader_new(search->run, &search->tables->index, &search->tables->alphabets);
        search->original = keur_allocate(search->run, sizeof(*search->original));
        search->mended = keur_allocate(search->run, sizeof(*search->mended));
        search->damages = keur_allocate(search->run, STRETCHES_MOST * sizeof(*search->damages));
        search->stretches = keur_allocate(search->run, STRETCHES_MOST * sizeof(*search->stretches));
    }
    struct keur_span stretch = {.begin = stretch_begin(search, at, least)};
    stretch.end = collect(search, stretch.begin);
    search->stretches[search->stretch_count++] = stretch;
    return stretch.end;
}

static void report_line(struct search *search)
{
    int most = 0;
    for (size_t i = 0; i < search->damage_count; i++) {
        struct damage *damage = &search->damages[i];
        if (damage_is_explained(search->document, search->line, damage))
            damage->gain = 0;
        most = damage->gain > most ? damage->gain : most;
    }
    for (size_t i = 0; i < search->damage_count && search->findings < FINDINGS_MOST; i++)
        if (most >= GAIN_ALONE && search->damages[i].gain > 0) {
            damage_report(search->run, &search->damages[i]);
            survey_tell(search->run, search->document, search->damages[i].span);
            search->findings++;
        }
}

/* Of a long line only a part is read at once: what is weighed within one costs more than its
 * length. */
static size_t part_end(struct keur_text text, struct keur_span line)
{
    if (line.end - line.begin <= PART_MOST)
        return line.end;
    size_t end = line.begin + PART_MOST;
    while (end > line.begin && ((unsigned char)text.bytes[end] & 0xC0) == 0x80)
        end--;
    return end;
}

/* Of the name itself, as the reading has it. */
static struct keur_text renamed(const struct search *search, struct keur_span stretch,
                                const struct reading *reading)
{
    struct keur_text name = search->text;
    char *bytes = keur_allocate(search->run, name.length + reading->count * UTF8_MOST + 1);
    size_t length = stretch.begin;
    memcpy(bytes, name.bytes, length);
    for (size_t i = 0; i < reading->count; i++)
        length += character_write(reading->glyphs[i].trait.character, bytes + length);
    memcpy(bytes + length, name.bytes + stretch.end, name.length - stretch.end);
    return (struct keur_text){bytes, length + name.length - stretch.end};
}

/* The name of the file is in its address, and in the titles that are made of it. */
static void look_at_name(struct search *search)
{
    struct keur_text path = keur_path(search->document), name = path;
    for (size_t at = 0; (at = skip_to(path, at, '/')) < path.length; at++)
        name = (struct keur_text){path.bytes + at + 1, path.length - at - 1};
    search->text = name;
    search->line = (struct keur_span){0, name.length};
    search->stretch_count = 0;
    struct candidates candidates = {.index = &search->tables->index, .text = name};
    size_t at = find_candidate(&candidates, 0);
    if (at == name.length)
        return;
    note_stretch(search, at, 0);
    find_ambience(search);
    search->walked = 0;
    const struct reading *best = read_stretch(search, search->stretches[0]);
    if (search->original->surprise - best->surprise < GAIN_ALONE || is_guessed(best))
        return;
    struct keur_text meant = renamed(search, search->stretches[0], best);
    keur_report(
        search->run, (struct keur_span){0, 0},
        "the name of the file, \"%.*s\", is mojibake, and so is its address on the site; meant "
        "\"%.*s\"",
        KEUR_ARGUMENT(name), KEUR_ARGUMENT(meant));
}

static bool is_tired(const struct search *search)
{
    return search->reader != NULL && reader_steps(search->reader) >= WORK_MOST;
}

static void mojibake_run(keur_run *run, const keur_document *document)
{
    const struct code_options *options = keur_options(run);
    struct search search = {
        .run = run,
        .document = document,
        .tables = keur_prepared(run),
        .text = keur_source(document),
        .with_code = options->code,
        .code = code_begin(document),
    };
    struct candidates candidates = {.index = &search.tables->index, .text = search.text};
    const struct survey *survey = survey_of(run, document);
    size_t at = survey->may_be_garbled ? 0 : before_first_entity(search.text);
    size_t done = 0;
    if (survey->is_utf16)
        return;
    while (search.findings < FINDINGS_MOST && !is_tired(&search) &&
           (at = find_candidate(&candidates, at)) < search.text.length) {
        search.line = keur_line(document, keur_line_at(document, at));
        /* A long line is taken in parts. */
        search.line.begin = search.line.begin < done ? done : search.line.begin;
        search.line.end = part_end(search.text, search.line);
        search.stretch_count = 0;
        size_t least = search.line.begin;
        while (at < search.line.end && search.stretch_count < STRETCHES_MOST) {
            if (search.with_code || !code_holds(&search.code, at))
                at = least = note_stretch(&search, at, least);
            else
                at++;
            at = find_candidate(&candidates, at);
        }
        read_line(&search);
        report_line(&search);
        done = at < search.line.end ? least : search.line.end;
    }
    if (is_tired(&search) && search.findings > 0 && at < search.text.length)
        keur_report(
            run, (struct keur_span){at, at},
            "more is garbled from here on: find out in which encoding the file was written, "
            "and save it as UTF-8");
    look_at_name(&search);
}

static const void *mojibake_prepare(keur_setup *setup, const void *options)
{
    (void)options;
    struct tables *tables = keur_setup_allocate(setup, sizeof(*tables));
    code_page_index_fill(&tables->index);
    alphabets_fill(&tables->alphabets);
    word_index_fill(&tables->words);
    return tables;
}

const struct keur_check mojibake_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/mojibake",
    .summary = "No text holds UTF-8 that was read in another encoding.",
    .options = code_options_table,
    .options_size = sizeof(struct code_options),
    .prepare = mojibake_prepare,
    .run = mojibake_run,
    .needs_only_bytes = true,
};
