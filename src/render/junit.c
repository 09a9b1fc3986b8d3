/* JUnit's XML as Jenkins and GitLab read it: a suite for each document, a case for each finding. */
#include "render/formats.h"

/* What fails a run by default fails here. */
static bool is_failure(const struct finding *finding)
{
    return finding->severity > SEVERITY_INFO;
}

/* Jenkins takes what stands before the last dot for a package: folders are packages then, and the
 * document, without its ending, is the class. */
static void class_write(FILE *stream, struct keur_text path)
{
    size_t end = path.length;
    while (end > 0 && path.bytes[end - 1] != '.' && path.bytes[end - 1] != '/')
        end--;
    bool has_ending = end > 1 && path.bytes[end - 1] == '.' && path.bytes[end - 2] != '/';
    struct buffer name = {0};
    buffer_add(&name, has_ending ? text_slice(path, 0, end - 1) : path);
    for (size_t i = 0; i < name.length; i++)
        if (name.bytes[i] == '/')
            name.bytes[i] = '.';
    xml_write(stream, buffer_text(&name));
    buffer_free(&name);
}

/* "PATH:LINE:COLUMN: MESSAGE" */
static void detail_write(FILE *stream, const struct finding *finding)
{
    xml_write(stream, finding->path);
    fprintf(stream, ":%zu:%zu: ", finding->start.line, finding->start.column);
    xml_write(stream, finding->message);
}

static void case_write(FILE *stream, const struct finding *finding)
{
    fputs("    <testcase classname=\"", stream);
    class_write(stream, finding->path);
    fputs("\" name=\"", stream);
    xml_write(stream, finding->rule);
    fprintf(stream, " at %zu:%zu\">\n      ", finding->start.line, finding->start.column);
    if (is_failure(finding)) {
        fprintf(stream, "<failure type=\"%s\" message=\"", severity_name(finding->severity));
        xml_write(stream, finding->message);
        fputs("\">", stream);
        detail_write(stream, finding);
        fputs("</failure>", stream);
    } else {
        fputs("<system-out>", stream);
        detail_write(stream, finding);
        fputs("</system-out>", stream);
    }
    fputs("\n    </testcase>\n", stream);
}

static void suite_write(FILE *stream, const struct findings *findings, size_t begin, size_t end)
{
    size_t failures = 0;
    for (size_t i = begin; i < end; i++)
        failures += is_failure(&findings->items[i]);
    fputs("  <testsuite name=\"", stream);
    xml_write(stream, findings->items[begin].path);
    fprintf(stream, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n", end - begin, failures);
    for (size_t i = begin; i < end; i++)
        case_write(stream, &findings->items[i]);
    fputs("  </testsuite>\n", stream);
}

void junit_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                 struct render_style style)
{
    (void)style;
    /* Jenkins fails on a report without any test. */
    bool is_clean = findings->count == 0;
    fprintf(stream,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"keur\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n",
            is_clean ? 1 : findings->count,
            summary->by_severity[SEVERITY_ERROR] + summary->by_severity[SEVERITY_WARNING]);
    if (is_clean)
        fputs("  <testsuite name=\"keur\" tests=\"1\" failures=\"0\" errors=\"0\">\n"
              "    <testcase classname=\"keur\" name=\"no findings\"/>\n"
              "  </testsuite>\n",
              stream);
    for (size_t i = 0, end; i < findings->count; i = end) {
        end = findings_same_path(findings, i);
        suite_write(stream, findings, i, end);
    }
    fputs("</testsuites>\n", stream);
}
