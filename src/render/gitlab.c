/* GitLab Code Quality: a list of issues.  GitLab keeps one for each fingerprint. */
#include "render/formats.h"
#include "render/json_value.h"

static const char *gitlab_severity(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "major";
    case SEVERITY_WARNING:
        return "minor";
    case SEVERITY_INFO:
    case SEVERITY_OFF:
    case SEVERITY_COUNT:
        break;
    }
    return "info";
}

static struct json_t *issue_value(const struct finding *finding)
{
    return value_new("{s:o, s:o, s:o, s:s, s:{s:o, s:{s:o, s:o}}}", "description",
                     value_text(finding->message), "check_name", value_text(finding->rule),
                     "fingerprint", value_hexadecimal(finding->fingerprint), "severity",
                     gitlab_severity(finding->severity), "location", "path",
                     value_text(finding->path), "lines", "begin", value_number(finding->start.line),
                     "end", value_number(finding->end.line));
}

void gitlab_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                  struct render_style style)
{
    (void)summary;
    (void)style;
    putc('[', stream);
    for (size_t i = 0; i < findings->count; i++) {
        fputs(i == 0 ? "\n" : ",\n", stream);
        value_write(stream, issue_value(&findings->items[i]));
    }
    fputs("\n]\n", stream);
}
