/* encoding/typographic-syntax: quotes and dashes of a word processor where syntax wants those of
 * ASCII.  The titles of boxes and tabs are looked at by mkdocs/container-marker. */
#include <string.h>

#include "encoding.h"

static bool is_quote(uint32_t character)
{
    return 0x2018 <= character && character <= 0x201F;
}

static bool is_dash(uint32_t character)
{
    return character == 0x2010 || character == 0x2011 || character == 0x2013 ||
           character == 0x2014 || character == 0x2022 || character == 0x2212;
}

enum { QUOTE_LENGTH = 3, EDITS_MOST = 8 };

/* A line, and what is to be changed in it. */
struct change {
    struct keur_text text; /* the document up to the line's end, so that offsets are the file's */
    size_t begin;          /* of the line */
    struct keur_edit edits[EDITS_MOST];
    size_t count;
};

static void replace(struct change *change, size_t at, size_t length, const char *by)
{
    if (change->count < EDITS_MOST)
        change->edits[change->count++] = (struct keur_edit){
            .span = {at, at + length}, .replacement = {by, strlen(by)}, .safety = KEUR_SAFE};
}

static size_t skip_blanks(struct keur_text text, size_t at)
{
    while (at < text.length && (text.bytes[at] == ' ' || text.bytes[at] == '\t'))
        at++;
    return at;
}

static bool starts_with(struct keur_text text, size_t at, const char *wanted)
{
    size_t length = strlen(wanted);
    return text.length - at >= length && memcmp(text.bytes + at, wanted, length) == 0;
}

/* The first quote at or behind `at`, the text's end when there is none. */
static size_t next_quote(struct keur_text text, size_t at)
{
    while ((at = skip_to(text, at, 0xE2)) < text.length && !is_quote(character_at(text, at)))
        at++;
    return at;
}

/* `[text](target “title”)`: the quotes of the title. */
static bool is_link_title(struct change *change)
{
    struct keur_text text = change->text;
    for (size_t at = change->begin; (at = skip_to(text, at, ']')) + 1 < text.length; at++) {
        size_t target = at + 2, end = target;
        if (text.bytes[at + 1] != '(')
            continue;
        while (end < text.length && strchr(" ()", text.bytes[end]) == NULL)
            end++;
        size_t first = skip_blanks(text, end);
        size_t close = next_quote(text, first + QUOTE_LENGTH);
        if (end == target || first == end || first >= text.length ||
            !is_quote(character_at(text, first)) || close >= text.length ||
            !starts_with(text, close + QUOTE_LENGTH, ")"))
            continue;
        replace(change, first, QUOTE_LENGTH, "\"");
        replace(change, close, QUOTE_LENGTH, "\"");
    }
    return change->count > 0;
}

/* `[text](“target”)`: the quotes of the target. */
static bool is_link_target(struct change *change)
{
    struct keur_text text = change->text;
    for (size_t at = change->begin; (at = skip_to(text, at, ']')) + 2 < text.length; at++) {
        size_t first = at + 2;
        if (text.bytes[at + 1] != '(' || !is_quote(character_at(text, first)))
            continue;
        size_t close = next_quote(text, first + QUOTE_LENGTH);
        if (close >= text.length || !starts_with(text, close + QUOTE_LENGTH, ")"))
            continue;
        replace(change, first, QUOTE_LENGTH, "");
        replace(change, close, QUOTE_LENGTH, "");
    }
    return change->count > 0;
}

/* Is the offset within a tag, `<name ...`, that begins in this line? */
static bool is_in_tag(const struct change *change, size_t at)
{
    size_t open = at;
    while (open > change->begin && change->text.bytes[open - 1] != '<' &&
           change->text.bytes[open - 1] != '>')
        open--;
    return open > change->begin && change->text.bytes[open - 1] == '<' &&
           is_letter(character_at(change->text, open));
}

/* `<a href=”address”>`: the quotes of an attribute's value. */
static bool is_attribute(struct change *change)
{
    struct keur_text text = change->text;
    for (size_t at = change->begin; (at = next_quote(text, at)) < text.length; at += QUOTE_LENGTH) {
        if (at == change->begin || text.bytes[at - 1] != '=' || !is_in_tag(change, at))
            continue;
        size_t close = next_quote(text, at + QUOTE_LENGTH);
        size_t tag_end = skip_to(text, at, '>');
        if (close >= text.length || close > tag_end)
            continue;
        replace(change, at, QUOTE_LENGTH, "\"");
        replace(change, close, QUOTE_LENGTH, "\"");
        at = close;
    }
    return change->count > 0;
}

/* Does a list of attributes begin behind an element, or stand alone: `{: x=...}`, `![](a){x=...}`?
 */
static bool opens_attributes(const struct change *change, size_t at)
{
    struct keur_text text = change->text;
    while (at > change->begin && text.bytes[at - 1] != '{' && text.bytes[at - 1] != '}')
        at--;
    if (at == change->begin || text.bytes[at - 1] != '{')
        return false;
    size_t open = at - 1;
    bool is_alone = skip_blanks(text, change->begin) == open || text.bytes[change->begin] == '#';
    return is_alone ? text.bytes[at] == ':' || text.bytes[change->begin] == '#'
                    : strchr(")]*_`", text.bytes[open - 1]) != NULL;
}

/* `{ width=“10” }`: the quotes of a value in a list of attributes. */
static bool is_attribute_list(struct change *change)
{
    struct keur_text text = change->text;
    for (size_t at = change->begin; (at = next_quote(text, at)) < text.length; at += QUOTE_LENGTH) {
        if (at == change->begin || text.bytes[at - 1] != '=' || !opens_attributes(change, at))
            continue;
        size_t close = next_quote(text, at + QUOTE_LENGTH), end = skip_to(text, at, '}');
        if (close >= text.length || end >= text.length || close > end)
            continue;
        replace(change, at, QUOTE_LENGTH, "\"");
        replace(change, close, QUOTE_LENGTH, "\"");
        at = close;
    }
    return change->count > 0;
}

/* `– item` in front matter, below a key or another item. */
static bool is_list_item(struct change *change)
{
    struct keur_text text = change->text;
    size_t at = skip_blanks(text, change->begin);
    uint32_t character;
    size_t length = keur_decode(text, at, &character);
    if (length < 2 || !is_dash(character) || !starts_with(text, at + length, " "))
        return false;
    replace(change, at, length, "-");
    return true;
}

static struct keur_span span_of(const struct change *change)
{
    return (struct keur_span){change->edits[0].span.begin,
                              change->edits[change->count - 1].span.end};
}

static struct keur_details details_of(const struct change *change)
{
    return (struct keur_details){
        .size = sizeof(struct keur_details), .edits = change->edits, .edit_count = change->count};
}

static void look_at_text(keur_run *run, const struct change *change)
{
    static const struct {
        bool (*finds)(struct change *);
        const char *message;
    } forms[] = {
        {is_link_title, "typographic quotes around the title of a link, so that it is none; use "
                        "straight ones"},
        {is_link_target, "typographic quotes around the target of a link, which become part of it; "
                         "leave them out"},
        {is_attribute_list, "typographic quotes in a list of attributes, which become part of the "
                            "value; use straight ones"},
        {is_attribute, "typographic quotes around an attribute, which become part of its value; "
                       "use straight ones"}};
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        struct change found = *change;
        if (!forms[i].finds(&found))
            continue;
        struct keur_details details = details_of(&found);
        keur_report_details(run, span_of(&found), &details, "%s", forms[i].message);
    }
}

static void look_at(keur_run *run, const keur_document *document, struct change *change)
{
    const struct keur_front_matter *front = keur_front_matter(document);
    bool is_front = front->content.begin <= change->begin && change->begin < front->content.end;
    if (is_front && is_list_item(change)) {
        struct keur_details details = details_of(change);
        keur_report_details(run, span_of(change), &details,
                            "a dash or bullet begins no item in YAML; use a hyphen");
    } else if (!is_front) {
        look_at_text(run, change);
    }
}

/* Most lines with such a sign are text. */
static bool may_matter(const keur_document *document, struct keur_span line)
{
    struct keur_text text = keur_slice(document, line);
    return line.begin < keur_front_matter(document)->span.end ||
           skip_to(text, 0, ']') < text.length || skip_to(text, 0, '<') < text.length ||
           skip_to(text, 0, '{') < text.length;
}

/* A line of dashes, with hyphens among them or not; `---` itself is none. */
static bool is_line_of_dashes(struct keur_text text, struct keur_span line)
{
    bool has_dash = false;
    uint32_t character;
    size_t at = line.begin;
    while (at < line.end && text.bytes[at] != ' ' && text.bytes[at] != '\r') {
        size_t length = keur_decode(text, at, &character);
        if (character != '-' && character != 0x2013 && character != 0x2014)
            return false;
        has_dash |= character != '-';
        at += length;
    }
    return has_dash && skip_blanks(text, at) + 1 >= line.end;
}

/* `title: ...`, or what may stand below it: an item, a continuation, a comment. */
static bool is_yaml(struct keur_text text, struct keur_span line)
{
    size_t at = line.begin;
    if (at < line.end && strchr(" -#\r", text.bytes[at]) != NULL)
        return true;
    while (at < line.end && (is_letter((unsigned char)text.bytes[at]) || text.bytes[at] == '_'))
        at++;
    return line.begin == line.end || (at > line.begin && at < line.end && text.bytes[at] == ':');
}

/* The line that closes front matter whose first line has dashes; 0 when there is none. */
static size_t closing_line(const keur_document *document)
{
    enum { LINES_MOST = 100 };
    struct keur_text source = keur_source(document);
    size_t count = keur_line_count(document);
    if (count < 3 || !is_line_of_dashes(source, keur_line(document, 0)))
        return 0;
    for (size_t number = 1; number < count && number < LINES_MOST; number++) {
        struct keur_span line = keur_line(document, number);
        if (number > 1 && (is_line_of_dashes(source, line) ||
                           keur_text_equals(keur_text_trim(keur_slice(document, line)),
                                            (struct keur_text){"---", 3})))
            return number;
        if (!is_yaml(source, line))
            return 0;
    }
    return 0;
}

/* A word processor made dashes of the lines around front matter, which so is none. */
static void look_at_fences(keur_run *run, const keur_document *document)
{
    struct keur_text source = keur_source(document);
    struct change change = {.text = source};
    size_t numbers[] = {0, closing_line(document)};
    if (numbers[1] == 0)
        return;
    for (size_t i = 0; i < 2; i++) {
        struct keur_span line = keur_line(document, numbers[i]);
        if (is_line_of_dashes(source, line))
            replace(&change, line.begin, keur_text_trim(keur_slice(document, line)).length, "---");
    }
    struct keur_details details = details_of(&change);
    keur_report_details(run, change.edits[0].span, &details,
                        "dashes around front matter, which the site so shows as text; use three "
                        "hyphens, \"---\"");
}

static void typographic_syntax_run(keur_run *run, const keur_document *document)
{
    const struct survey *survey = survey_of(run, document);
    struct keur_text source = keur_source(document);
    struct code_cursor code = code_begin(document);
    if (survey->is_utf16 || (survey->leads & lead_bit(0xE2)) == 0)
        return;
    struct keur_span line;
    look_at_fences(run, document);
    for (size_t at = 0; (at = skip_to(source, at, 0xE2)) < source.length; at = line.end + 1) {
        line = keur_line(document, keur_line_at(document, at));
        if (!may_matter(document, line) || code_holds(&code, at))
            continue;
        struct change change = {.text = {source.bytes, line.end}, .begin = line.begin};
        look_at(run, document, &change);
    }
}

const struct keur_check typographic_syntax_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/typographic-syntax",
    .summary = "Syntax has the quotes and hyphens of ASCII.",
    .run = typographic_syntax_run,
    .needs_only_bytes = true,
};
