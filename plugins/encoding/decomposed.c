/* encoding/decomposed: a letter and its accent as two characters, where one would do. */
#include "encoding.h"

/* Combining accents; those of other scripts belong there. */
static bool is_accent(uint32_t character)
{
    return 0x300 <= character && character <= 0x345;
}

static bool is_european(uint32_t letter)
{
    return letter < 0x530 || (0x1E00 <= letter && letter < 0x2000);
}

/* The letter before an accent with all accents behind it. */
static struct keur_span cluster_at(struct keur_text text, size_t accent)
{
    struct keur_span span = {step_back(text, accent), accent};
    uint32_t character;
    size_t length;
    while ((length = keur_decode(text, span.end, &character)) > 0 && is_accent(character))
        span.end += length;
    return span;
}

/* One finding for each word; its clusters that compose become edits. */
static size_t report_word(keur_run *run, const keur_document *document, size_t accent)
{
    enum { CLUSTERS_MOST = 16 };
    struct keur_text text = keur_source(document);
    struct keur_edit *edits = keur_allocate(run, CLUSTERS_MOST * sizeof(*edits));
    struct keur_span cluster = cluster_at(text, accent);
    struct keur_span word = word_around(text, cluster);
    size_t count = 0, at = accent;
    uint32_t character;
    while (at < word.end && count < CLUSTERS_MOST) {
        size_t length = keur_decode(text, at, &character);
        if (is_accent(character)) {
            cluster = cluster_at(text, at);
            struct keur_text composed = keur_compose(run, keur_slice(document, cluster));
            if (composed.length < cluster.end - cluster.begin)
                edits[count++] = (struct keur_edit){
                    .span = cluster, .replacement = composed, .safety = KEUR_SAFE};
            length = cluster.end - at;
        }
        at += length;
    }
    if (count == 0)
        return cluster.end;
    struct keur_details details = {.size = sizeof(details), .edits = edits, .edit_count = count};
    struct keur_text shown = keur_compose(run, keur_slice(document, word));
    keur_report_details(run, (struct keur_span){edits[0].span.begin, edits[count - 1].span.end},
                        &details,
                        "letter and accent are two characters in \"%.*s\", which searching and "
                        "links do not find; write it composed",
                        KEUR_ARGUMENT(shown));
    return word.end > cluster.end ? word.end : cluster.end;
}

static void decomposed_run(keur_run *run, const keur_document *document)
{
    const struct code_options *options = keur_options(run);
    const struct survey *survey = survey_of(run, document);
    struct keur_text source = keur_source(document);
    struct code_cursor code = code_begin(document);
    if (survey->is_utf16 || (survey->leads & (lead_bit(0xCC) | lead_bit(0xCD))) == 0)
        return;
    size_t findings = 0, length;
    for (size_t at = 0; findings < FINDINGS_MOST && (at = skip_ascii(source, at)) < source.length;
         at += length) {
        uint32_t character, before = character_before(source, at);
        length = keur_decode(source, at, &character);
        if (!is_accent(character) || !is_letter(before) || !is_european(before))
            continue;
        if (!options->code && code_holds(&code, at))
            continue;
        length = report_word(run, document, at) - at;
        findings++;
    }
}

const struct keur_check decomposed_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/decomposed",
    .summary = "Letters with accents are one character where there is one.",
    .options = code_options_table,
    .options_size = sizeof(struct code_options),
    .run = decomposed_run,
    .needs_only_bytes = true,
};
