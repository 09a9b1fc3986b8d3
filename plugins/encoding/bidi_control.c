/* encoding/bidi-control: characters that turn the direction of the text around them. */
#include "encoding.h"

struct control {
    const char *name;
    uint32_t character;
    bool has_effect; /* on text that runs from left to right anyway */
};

static const struct control controls[] = {
    {"LEFT-TO-RIGHT MARK", 0x200E, false},         {"RIGHT-TO-LEFT MARK", 0x200F, false},
    {"LEFT-TO-RIGHT EMBEDDING", 0x202A, false},    {"RIGHT-TO-LEFT EMBEDDING", 0x202B, true},
    {"POP DIRECTIONAL FORMATTING", 0x202C, false}, {"LEFT-TO-RIGHT OVERRIDE", 0x202D, false},
    {"RIGHT-TO-LEFT OVERRIDE", 0x202E, true},      {"LEFT-TO-RIGHT ISOLATE", 0x2066, false},
    {"RIGHT-TO-LEFT ISOLATE", 0x2067, true},       {"FIRST STRONG ISOLATE", 0x2068, false},
    {"POP DIRECTIONAL ISOLATE", 0x2069, false},
};

static const struct control *control_of(uint32_t character)
{
    if (character < 0x200E || character > 0x2069)
        return NULL;
    for (size_t i = 0; i < sizeof(controls) / sizeof(controls[0]); i++)
        if (controls[i].character == character)
            return &controls[i];
    return NULL;
}

static bool is_override(uint32_t character)
{
    return character == 0x202D || character == 0x202E;
}

struct line_content {
    bool has_foreign; /* text from right to left, which needs controls */
    bool has_effect;  /* a control that turns text; the one that ends it must stay as long */
};

static struct line_content content_of(struct keur_text text, struct keur_span line)
{
    struct line_content content = {false, false};
    uint32_t character;
    for (size_t at = skip_ascii(text, line.begin); at < line.end;
         at = skip_ascii(text, at + keur_decode(text, at, &character))) {
        uint32_t found = character_at(text, at);
        const struct control *control = control_of(found);
        content.has_foreign |= control == NULL && is_right_to_left(found);
        content.has_effect |= control != NULL && control->has_effect;
    }
    return content;
}

static void report(keur_run *run, struct keur_span span, const struct control *control,
                   bool is_safe)
{
    struct keur_edit edit = {.span = span, .safety = is_safe ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    if (control->has_effect)
        keur_report_details(run, span, &details,
                            "U+%04X %s shows the text behind it in another order than it has; "
                            "remove it",
                            (unsigned)control->character, control->name);
    else
        keur_report_details(run, span, &details,
                            "U+%04X %s cannot be seen and is not needed here; remove it",
                            (unsigned)control->character, control->name);
}

static void bidi_control_run(keur_run *run, const keur_document *document)
{
    struct keur_text source = keur_source(document);
    const struct survey *survey = survey_of(run, document);
    if (survey->is_utf16 || !survey->has_unseen)
        return;
    struct line_content content = {false, false};
    size_t findings = 0, line_end = 0, length;
    for (size_t at = 0;
         findings < FINDINGS_MOST && (at = skip_to(source, at, 0xE2)) < source.length;
         at += length) {
        uint32_t character;
        length = keur_decode(source, at, &character);
        const struct control *control = control_of(character);
        if (control == NULL)
            continue;
        if (at >= line_end) {
            struct keur_span line = keur_line(document, keur_line_at(document, at));
            content = content_of(source, line);
            line_end = line.end;
        }
        if (content.has_foreign && !is_override(character))
            continue;
        report(run, (struct keur_span){at, at + length}, control,
               !content.has_effect && !content.has_foreign);
        findings++;
    }
}

const struct keur_check bidi_control_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/bidi-control",
    .summary = "No control character turns the direction of text that does not need it.",
    .run = bidi_control_run,
    .needs_only_bytes = true,
};
