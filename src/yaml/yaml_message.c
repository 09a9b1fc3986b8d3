#include "yaml/yaml_message.h"

#include <string.h>

#include "base/text.h"
#include "yaml/yaml_scene.h"

/* ---- One mistake each ------------------------------------------------------ */

static struct yaml_trouble line_without_colon(const struct scene *scene)
{
    struct keur_text line = yaml_shorten(scene_text(scene, scene->line));
    size_t colon = text_find(line, ':', 0);
    if (colon + 1 < line.length && line.bytes[colon + 1] != '/') {
        struct keur_text key = text_slice(line, 0, colon);
        struct keur_text value = text_slice(line, colon + 1, line.length);
        return scene_trouble(scene, scene->line.begin,
                             arena_format(scene->arena,
                                          "a space is missing behind the colon: %.*s: %.*s",
                                          KEUR_ARGUMENT(key), KEUR_ARGUMENT(value)));
    }
    return scene_trouble(
        scene, scene->line.begin,
        arena_format(scene->arena,
                     "\"%.*s\" is no key with a value; put \":\" behind the key, or "
                     "indent the line when it continues the value above",
                     KEUR_ARGUMENT(line)));
}

static struct yaml_trouble explain_missing_colon(struct scene *scene)
{
    scene_enter_line(scene, scene->failure->context_at);
    return line_without_colon(scene);
}

static struct yaml_trouble explain_second_colon(struct scene *scene)
{
    size_t at = scene->failure->at;
    if (scene->key.end > scene->key.begin && at > scene->key.end) {
        struct keur_text line = scene_quoted_line(scene);
        return scene_trouble(
            scene, at,
            arena_format(scene->arena, "a second \": \" in one line; put the value in quotes: %.*s",
                         KEUR_ARGUMENT(line)));
    }
    struct scene above = *scene;
    if (scene_enter_line_above(&above) && scene_indentation(&above) == scene_indentation(scene) &&
        above.key.begin == above.key.end)
        return line_without_colon(&above);
    struct keur_text line = yaml_shorten(scene_text(scene, scene->line));
    return scene_trouble(
        scene, scene->line.begin,
        arena_format(scene->arena,
                     "\"%.*s\" is indented as if it belonged to the value above it; "
                     "begin it in the same column as the key above",
                     KEUR_ARGUMENT(line)));
}

static struct yaml_trouble explain_tab(struct scene *scene)
{
    size_t tab = scene_line_begin(scene, scene->failure->at);
    while (scene_byte(scene, tab) == ' ')
        tab++;
    if (scene_byte(scene, tab) == '\t')
        return scene_trouble(
            scene, tab,
            TEXT("a tab indents this line, and YAML takes only spaces; use two spaces"));
    return scene_trouble(scene, scene->failure->at, TEXT("a tab stands here; use a space"));
}

static struct yaml_trouble strange_start(struct scene *scene, size_t at)
{
    char first = scene_byte(scene, at);
    if (first == '\t' || first == '\0')
        return explain_tab(scene);
    scene->value =
        scene_trim(scene, (struct keur_span){.begin = at, .end = scene_line_end(scene, at)});
    struct keur_text line = scene_quoted_line(scene);
    return scene_trouble(scene, at,
                         arena_format(scene->arena,
                                      "a value cannot begin with \"%c\"; put it in quotes: %.*s",
                                      first, KEUR_ARGUMENT(line)));
}

static struct yaml_trouble explain_strange_start(struct scene *scene)
{
    return strange_start(scene, scene->failure->at);
}

/* "*bold*", "&amp;", "!important!": what follows is no name of an anchor or tag. */
static struct yaml_trouble explain_reference(struct scene *scene)
{
    scene_enter_line(scene, scene->failure->context_at);
    return strange_start(scene, scene->failure->context_at);
}

static struct yaml_trouble explain_directive(struct scene *scene)
{
    struct keur_text line = yaml_shorten(scene_text(scene, scene->line));
    struct keur_text quoted = yaml_quoted(scene->arena, line);
    return scene_trouble(
        scene, scene->line.begin,
        arena_format(scene->arena, "a line cannot begin with \"%%\" here; put it in quotes: %.*s",
                     KEUR_ARGUMENT(quoted)));
}

static struct yaml_trouble explain_unclosed_quote(struct scene *scene)
{
    size_t at = scene->failure->context_at;
    char quote = scene_byte(scene, at);
    return scene_trouble(
        scene, at,
        arena_format(scene->arena,
                     "this quote is never closed; put %c at the end of the value, or "
                     "write %s for a quote within it",
                     quote, quote == '"' ? "\\\"" : "''"));
}

static struct yaml_trouble explain_escape(struct scene *scene)
{
    return scene_trouble(
        scene, scene->failure->at,
        TEXT("a backslash within double quotes begins an escape, and this is none; "
             "use single quotes, or write \\\\"));
}

static struct yaml_trouble explain_list_in_line(struct scene *scene)
{
    return scene_trouble(
        scene, scene->failure->at,
        TEXT("a list cannot begin in the line of its key; begin it on the next line, "
             "or put the value in quotes"));
}

static struct yaml_trouble explain_key_in_line(struct scene *scene)
{
    struct keur_text line = scene_quoted_line(scene);
    return scene_trouble(scene, scene->failure->at,
                         arena_format(scene->arena,
                                      "\"? \" begins a key here; put the value in quotes: %.*s",
                                      KEUR_ARGUMENT(line)));
}

static struct yaml_trouble explain_block_header(struct scene *scene)
{
    return scene_trouble(
        scene, scene->failure->at,
        TEXT("the text of a value that begins with \"|\" or \">\" stands on the next "
             "lines, indented; move it there, or put the value in quotes"));
}

/* A quote that was closed lines below shows where it ends: more text follows. */
static bool explain_open_quote(const struct scene *scene, struct yaml_trouble *ret_trouble)
{
    struct keur_span quoted = scene->failure->quoted;
    if (quoted.end == quoted.begin || scene_line_end(scene, quoted.begin) >= quoted.end ||
        scene_line_end(scene, quoted.end) < scene->failure->at)
        return false;
    *ret_trouble =
        scene_trouble(scene, quoted.begin,
                      arena_format(scene->arena,
                                   "this quote is not closed in its line; put %c at the end "
                                   "of the value",
                                   scene->text.bytes[quoted.begin]));
    return true;
}

static struct yaml_trouble explain_wrong_end(struct scene *scene)
{
    size_t at = scene->failure->at;
    struct yaml_trouble trouble;
    if (explain_open_quote(scene, &trouble))
        return trouble;
    if (at > scene->value.begin && scene->value.begin < scene->value.end &&
        strchr("\"'[{*", scene->text.bytes[scene->value.begin]) != NULL) {
        struct keur_text line = scene_quoted_line(scene);
        return scene_trouble(
            scene, at,
            arena_format(scene->arena,
                         "the value has ended before this; put all of it in quotes: %.*s",
                         KEUR_ARGUMENT(line)));
    }
    if (at < scene->span.end && strchr("]},", scene->text.bytes[at]) != NULL)
        return scene_trouble(
            scene, at,
            arena_format(scene->arena,
                         "\"%c\" closes nothing; remove it, or put the value in quotes",
                         scene->text.bytes[at]));
    return scene_trouble(
        scene, at,
        TEXT("the indentation of this line fits no line above; begin it in the same "
             "column as the keys or items that it belongs to"));
}

static struct yaml_trouble explain_wrong_item(struct scene *scene)
{
    size_t at = scene->failure->at;
    struct yaml_trouble trouble;
    if (at > scene->line.begin && scene->text.bytes[at] != '-')
        return explain_wrong_end(scene);
    if (explain_open_quote(scene, &trouble))
        return trouble;
    return scene_trouble(
        scene, at,
        TEXT("this line is no item of the list above it; begin it with \"- \" in the "
             "column of the other items, or in the column of a key"));
}

/* Of the last bracket in front of this offset that nothing closes, or of the first one at all,
 * where what seems to close it is in a comment. */
static size_t find_open_bracket(const struct scene *scene, size_t behind)
{
    size_t closed = 0, first = behind;
    for (size_t at = behind; at > scene->span.begin; at--) {
        char byte = scene_byte(scene, at - 1);
        if (byte == ']' || byte == '}')
            closed++;
        if (byte != '[' && byte != '{')
            continue;
        first = at - 1;
        if (closed-- == 0)
            return first;
    }
    return first;
}

static struct yaml_trouble explain_bracket(struct scene *scene)
{
    size_t open = scene->failure->context_at, at = scene->failure->at;
    if (scene_byte(scene, open) != '[' && scene_byte(scene, open) != '{') /* of an item in it */
        open = find_open_bracket(scene, open < scene->span.end ? open : scene->span.end);
    struct yaml_trouble trouble;
    if (explain_open_quote(scene, &trouble))
        return trouble;
    char bracket = scene_byte(scene, open);
    const char *closing = bracket == '{' ? "}" : "]";
    if (scene_line_end(scene, open) < at || at >= scene->span.end) {
        scene_enter_line(scene, open);
        struct keur_text line = scene_quoted_line(scene);
        return scene_trouble(
            scene, open,
            arena_format(scene->arena,
                         "\"%c\" is never closed; put \"%s\" behind the last item, or "
                         "put the value in quotes: %.*s",
                         bracket, closing, KEUR_ARGUMENT(line)));
    }
    return scene_trouble(
        scene, at,
        arena_format(scene->arena,
                     "a \",\" or \"%s\" is missing before this; put items that hold "
                     "punctuation in quotes",
                     closing));
}

static struct yaml_trouble explain_bracket_colon(struct scene *scene)
{
    return scene_trouble(
        scene, scene->failure->at,
        TEXT("a \":\" within brackets needs a space behind it; put the text in quotes "
             "when it is no key"));
}

static struct yaml_trouble explain_collection_key(struct scene *scene)
{
    struct keur_text line = scene_quoted_line(scene);
    return scene_trouble(
        scene, scene->value.begin,
        arena_format(scene->arena,
                     "a list or map cannot be a key; put the value in quotes when it "
                     "is meant as text: %.*s",
                     KEUR_ARGUMENT(line)));
}

static struct yaml_trouble explain_missing_value(struct scene *scene)
{
    if (scene->failure->at >= scene->span.end)
        return explain_bracket(scene);
    if (scene->failure->at == scene->value.begin)
        return explain_strange_start(scene);
    return scene_trouble(
        scene, scene->failure->at,
        TEXT("a value is missing before this; write one, or put the text in quotes"));
}

static struct yaml_trouble explain_root_end(struct scene *scene)
{
    struct yaml_trouble trouble;
    size_t at = scene->failure->at;
    if (explain_open_quote(scene, &trouble))
        return trouble;
    if (at > scene->line.begin)
        return explain_wrong_end(scene);
    return scene_trouble(
        scene, at,
        TEXT("this line does not belong to what stands above it; begin all keys in "
             "the same column"));
}

static struct yaml_trouble explain_bytes(struct scene *scene)
{
    return scene_trouble(scene, scene->failure->at,
                         TEXT("these bytes are not valid UTF-8; save the file as UTF-8"));
}

static struct yaml_trouble explain_control(struct scene *scene)
{
    return scene_trouble(
        scene, scene->failure->at,
        TEXT("a control character that YAML does not take stands here; remove it"));
}

static struct yaml_trouble explain_tag(struct scene *scene)
{
    return scene_trouble(scene, scene->failure->at,
                         TEXT("\"!\" begins a tag, and this one is not known; put the value in "
                              "quotes"));
}

/* ---- From libyaml's words to ours --------------------------------------------- */

static const struct explanation {
    const char *problem; /* how libyaml's sentence begins */
    struct yaml_trouble (*explain)(struct scene *scene);
} explanations[] = {
    {"mapping values are not allowed", explain_second_colon},
    {"block sequence entries are not allowed", explain_list_in_line},
    {"mapping keys are not allowed", explain_key_in_line},
    {"found character that cannot start any token", explain_strange_start},
    {"found a tab character", explain_tab},
    {"did not find expected alphabetic or numeric character", explain_reference},
    {"found unexpected end of stream", explain_unclosed_quote},
    {"found unexpected document indicator", explain_unclosed_quote},
    {"found unknown escape character", explain_escape},
    {"did not find expected hexdecimal number", explain_escape},
    {"found invalid Unicode character escape code", explain_escape},
    {"could not find expected ':'", explain_missing_colon},
    {"did not find expected comment or line break", explain_block_header},
    {"found an indentation indicator equal to 0", explain_block_header},
    {"did not find expected key", explain_wrong_end},
    {"did not find expected '-' indicator", explain_wrong_item},
    {"did not find expected ',' or", explain_bracket},
    {YAML_COLLECTION_AS_KEY, explain_collection_key},
    {"did not find expected node content", explain_missing_value},
    {"did not find expected <document start>", explain_root_end},
    {"found undefined tag handle", explain_tag},
    {"did not find expected '!'", explain_tag},
    {"did not find the expected '>'", explain_tag},
    {"found an incorrect", explain_tag},
    {"found unexpected ':'", explain_bracket_colon},
    {"did not find expected whitespace or line break", explain_reference},
    {"did not find URI escaped octet", explain_reference},
    {"did not find expected tag URI", explain_reference},
    {"could not find expected directive name", explain_directive},
    {"found unexpected non-alphabetical character", explain_directive},
    {"found unknown directive name", explain_directive},
    {"found incompatible YAML document", explain_directive},
    {"found duplicate %", explain_directive},
    {"did not find expected whitespace", explain_directive},
    {"did not find expected version number", explain_directive},
    {"did not find expected digit", explain_directive},
    {"found extremely long version number", explain_directive},
    {"control characters are not allowed", explain_control},
    {"invalid leading UTF-8 octet", explain_bytes},
    {"invalid trailing UTF-8 octet", explain_bytes},
    {"incomplete UTF-8 octet sequence", explain_bytes},
    {"invalid length of a UTF-8 sequence", explain_bytes},
    {"invalid Unicode character", explain_bytes},
};

void yaml_explain(struct keur_text text, struct keur_span span, const struct yaml_failure *failure,
                  struct arena *arena, struct yaml_trouble *ret_trouble)
{
    struct scene scene = {.text = text, .span = span, .arena = arena, .failure = failure};
    scene_enter_line(&scene, failure->at);
    for (size_t i = 0; i < sizeof(explanations) / sizeof(*explanations); i++) {
        const char *problem = explanations[i].problem;
        if (strncmp(failure->problem, problem, strlen(problem)) != 0)
            continue;
        *ret_trouble = explanations[i].explain(&scene);
        return;
    }
    *ret_trouble =
        scene_trouble(&scene, failure->at,
                      arena_format(arena,
                                   "this is no YAML that can be read: %s; put the value in "
                                   "quotes",
                                   failure->problem));
}
