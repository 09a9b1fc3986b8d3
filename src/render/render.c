#include "render/render.h"

#include <string.h>

#include "base/unicode.h"
#include "render/formats.h"

const struct render_format render_formats[] = {
    {"text", "one line for each finding, as compilers write them", text_write, false},
    {"full", "with the source line, related places and repairs, for reading", full_write, false},
    {"json", "one object; docs/findings.schema.json describes it", json_write, true},
    {"jsonl", "the same findings, one object on each line", jsonl_write, true},
    {"sarif", "SARIF 2.1.0, for GitHub code scanning", sarif_write, true},
    {"github", "annotations of a GitHub workflow", github_write, false},
    {"gitlab", "a code quality report of GitLab", gitlab_write, true},
    {"checkstyle", "Checkstyle's XML", checkstyle_write, false},
    {"junit", "JUnit's XML, as Jenkins reads it", junit_write, false},
    {"rdjson", "for reviewdog, one object", rdjson_write, false},
    {"rdjsonl", "for reviewdog, one object on each line", rdjsonl_write, false},
    {NULL, NULL, NULL, false},
};

const struct render_format *render_find(const char *name)
{
    for (const struct render_format *format = render_formats; format->name != NULL; format++)
        if (strcmp(format->name, name) == 0)
            return format;
    return NULL;
}

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {
        [SEVERITY_OFF] = "off",
        [SEVERITY_INFO] = "info",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_ERROR] = "error",
    };
    return names[severity];
}

size_t findings_same_path(const struct findings *findings, size_t begin)
{
    size_t end = begin + 1;
    while (end < findings->count &&
           keur_text_equals(findings->items[end].path, findings->items[begin].path))
        end++;
    return end;
}

bool edits_are_unicode(const struct finding *finding)
{
    for (size_t i = 0; i < finding->edit_count; i++) {
        struct keur_text replacement = finding->edits[i].edit.replacement;
        if (unicode_valid_prefix(replacement) != replacement.length)
            return false;
    }
    return true;
}

const char *color_begin(struct render_style style, enum color color)
{
    static const char *const codes[] = {
        [COLOR_BOLD] = "\033[1m",    [COLOR_RED] = "\033[1;31m", [COLOR_YELLOW] = "\033[1;33m",
        [COLOR_BLUE] = "\033[1;34m", [COLOR_GREEN] = "\033[32m", [COLOR_DIM] = "\033[2m",
    };
    return style.color ? codes[color] : "";
}

const char *color_end(struct render_style style)
{
    return style.color ? "\033[0m" : "";
}

void render_summary(FILE *stream, const struct summary *summary, struct render_style style)
{
    static const struct {
        enum severity severity;
        enum color color;
        const char *one, *many;
    } kinds[] = {
        {SEVERITY_ERROR, COLOR_RED, "error", "errors"},
        {SEVERITY_WARNING, COLOR_YELLOW, "warning", "warnings"},
        {SEVERITY_INFO, COLOR_BLUE, "info", "infos"},
    };
    const char *separator = "";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t count = summary->by_severity[kinds[i].severity];
        if (count == 0)
            continue;
        fprintf(stream, "%s%s%zu %s%s", separator, color_begin(style, kinds[i].color), count,
                count == 1 ? kinds[i].one : kinds[i].many, color_end(style));
        separator = ", ";
    }
    if (separator[0] == '\0')
        fprintf(stream, "%sno findings%s", color_begin(style, COLOR_GREEN), color_end(style));
    fprintf(stream, " in %zu %s\n", summary->documents,
            summary->documents == 1 ? "document" : "documents");
}
