/* encoding/mixed-line-endings: LF, CR LF and CR in one file. */
#include "encoding.h"

enum ending { ENDING_LF, ENDING_CR_LF, ENDING_CR, ENDING_KINDS };

static const char *const names[ENDING_KINDS] = {"LF", "CR LF", "CR"};
static const struct keur_text bytes[ENDING_KINDS] = {{"\n", 1}, {"\r\n", 2}, {"\r", 1}};

/* Steps to the next line ending at or behind *at; false at the end of the text. */
static bool next_ending(struct keur_text text, size_t *at, enum ending *ret_ending)
{
    while (*at < text.length && text.bytes[*at] != '\n' && text.bytes[*at] != '\r')
        ++*at;
    if (*at == text.length)
        return false;
    bool is_pair = text.bytes[*at] == '\r' && *at + 1 < text.length && text.bytes[*at + 1] == '\n';
    *ret_ending = text.bytes[*at] == '\n' ? ENDING_LF : is_pair ? ENDING_CR_LF : ENDING_CR;
    return true;
}

/* The edits that give every line the ending `usual`; the first one's place is the finding's. */
static struct keur_edit *unify(keur_run *run, struct keur_text text, enum ending usual,
                               size_t count)
{
    struct keur_edit *edits = keur_allocate(run, count * sizeof(*edits));
    enum ending ending;
    size_t filled = 0;
    for (size_t at = 0; filled < count && next_ending(text, &at, &ending);
         at += bytes[ending].length)
        if (ending != usual)
            edits[filled++] = (struct keur_edit){
                .span = {at, at + bytes[ending].length},
                .replacement = bytes[usual],
                .safety = KEUR_SAFE,
            };
    return edits;
}

static void mixed_line_endings_run(keur_run *run, const keur_document *document)
{
    enum { EDITS_MOST = 20000 };
    struct keur_text source = keur_source(document);
    size_t counts[ENDING_KINDS] = {0, 0, 0}, total = 0;
    enum ending ending, usual = ENDING_LF;
    const struct survey *survey = survey_of(run, document);
    /* Nearly every file has no CR at all. */
    if (!survey->has_carriage_return || survey->is_utf16)
        return;
    for (size_t at = 0; next_ending(source, &at, &ending); at += bytes[ending].length) {
        counts[ending]++;
        total++;
    }
    for (ending = ENDING_LF; ending < ENDING_KINDS; ending++)
        if (counts[ending] > counts[usual])
            usual = ending;
    size_t others = total - counts[usual];
    if (others == 0)
        return;
    bool has_edits = others <= EDITS_MOST;
    struct keur_edit *edits = unify(run, source, usual, has_edits ? others : 1);
    struct keur_details details = {
        .size = sizeof(details), .edits = edits, .edit_count = has_edits ? others : 0};
    enum ending first = ENDING_LF, second = ENDING_CR;
    if (usual == ENDING_LF)
        first = ENDING_CR_LF;
    if (usual == ENDING_CR)
        second = ENDING_CR_LF;
    if (counts[first] > 0 && counts[second] > 0)
        keur_report_details(run, edits[0].span, &details,
                            "line endings are mixed: %zu %s, %zu %s, %zu %s; use %s everywhere",
                            counts[usual], names[usual], counts[first], names[first],
                            counts[second], names[second], names[usual]);
    else
        keur_report_details(run, edits[0].span, &details,
                            "line endings are mixed: %zu %s, %zu %s; use %s everywhere",
                            counts[usual], names[usual], others,
                            names[counts[first] > 0 ? first : second], names[usual]);
}

const struct keur_check mixed_line_endings_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/mixed-line-endings",
    .summary = "All lines of a file end in the same way.",
    .run = mixed_line_endings_run,
    .needs_only_bytes = true,
};
