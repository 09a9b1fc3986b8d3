/* What the XML formats share. */
#include "render/formats.h"

/* Text and attributes; line ends and tabs are references, which attributes keep, and "##" is
 * written so that no CI runner finds a command.  What XML cannot hold becomes U+FFFD. */
static void character_add(struct buffer *xml, uint32_t code_point, bool is_doubled)
{
    static const char special[] = "&<>\"'\t\n\r";
    for (const char *at = special; *at != '\0'; at++)
        if (code_point == (uint32_t)*at) {
            buffer_printf(xml, "&#%u;", (unsigned)code_point);
            return;
        }
    if (code_point == '#' && is_doubled)
        buffer_add(xml, TEXT("&#35;"));
    else if (code_point < 0x20 || code_point == 0xFFFE || code_point == 0xFFFF)
        buffer_add_code_point(xml, 0xFFFD);
    else
        buffer_add_code_point(xml, code_point);
}

void xml_write(FILE *stream, struct keur_text text)
{
    struct buffer xml = {0};
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point;
        at += valid_next(text, at, &code_point);
        character_add(&xml, code_point, at < text.length && text.bytes[at] == '#');
    }
    if (xml.length > 0)
        fwrite(xml.bytes, 1, xml.length, stream);
    buffer_free(&xml);
}
