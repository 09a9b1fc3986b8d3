/* Checkstyle's XML: findings by document. */
#include "render/formats.h"

static void error_write(FILE *stream, const struct finding *finding)
{
    fprintf(stream, "    <error line=\"%zu\" column=\"%zu\" severity=\"%s\" message=\"",
            finding->start.line, finding->start.column, severity_name(finding->severity));
    xml_write(stream, finding->message);
    fputs("\" source=\"", stream);
    xml_write(stream, finding->rule);
    fputs("\"/>\n", stream);
}

void checkstyle_write(FILE *stream, const struct findings *findings, const struct summary *summary,
                      struct render_style style)
{
    (void)summary;
    (void)style;
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n", stream);
    for (size_t i = 0; i < findings->count;) {
        size_t end = findings_same_path(findings, i);
        fputs("  <file name=\"", stream);
        xml_write(stream, findings->items[i].path);
        fputs("\">\n", stream);
        while (i < end)
            error_write(stream, &findings->items[i++]);
        fputs("  </file>\n", stream);
    }
    fputs("</checkstyle>\n", stream);
}
