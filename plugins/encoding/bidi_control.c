/* encoding/bidi-control: characters that turn the direction of the text around them. */
#include "encoding.h"

struct control {
    uint32_t character;
    const char *name;
    bool has_effect; /* on text that runs from left to right anyway */
};

static const struct control controls[] = {
    {0x200E, "LEFT-TO-RIGHT MARK", false},         {0x200F, "RIGHT-TO-LEFT MARK", false},
    {0x202A, "LEFT-TO-RIGHT EMBEDDING", false},    {0x202B, "RIGHT-TO-LEFT EMBEDDING", true},
    {0x202C, "POP DIRECTIONAL FORMATTING", false}, {0x202D, "LEFT-TO-RIGHT OVERRIDE", false},
    {0x202E, "RIGHT-TO-LEFT OVERRIDE", true},      {0x2066, "LEFT-TO-RIGHT ISOLATE", false},
    {0x2067, "RIGHT-TO-LEFT ISOLATE", true},       {0x2068, "FIRST STRONG ISOLATE", false},
    {0x2069, "POP DIRECTIONAL ISOLATE", false},
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

static bool has_right_to_left(struct keur_text text, struct keur_span line)
{
    uint32_t character;
    for (size_t at = skip_ascii(text, line.begin); at < line.end;
         at = skip_ascii(text, at + keur_decode(text, at, &character)))
        if (is_right_to_left(character_at(text, at)))
            return true;
    return false;
}

static void report(keur_run *run, struct keur_span span, const struct control *control)
{
    struct keur_edit edit = {.span = span, .safety = control->has_effect ? KEUR_UNSAFE : KEUR_SAFE};
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
    if (is_utf16(source))
        return;
    bool is_foreign = false; /* text from right to left in the line, which needs controls */
    size_t findings = 0, line_end = 0, length;
    for (size_t at = 0; findings < FINDINGS_MOST && (at = skip_ascii(source, at)) < source.length;
         at += length) {
        uint32_t character;
        length = keur_decode(source, at, &character);
        const struct control *control = control_of(character);
        if (control == NULL)
            continue;
        if (at >= line_end) {
            struct keur_span line = keur_line(document, keur_line_at(document, at));
            is_foreign = has_right_to_left(source, line);
            line_end = line.end;
        }
        if (is_foreign && !is_override(character))
            continue;
        report(run, (struct keur_span){at, at + length}, control);
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
