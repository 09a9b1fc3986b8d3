/* "#:~:text=...": addresses that search for words in the page. */
#include <string.h>

#include "links.h"

/* Where ":~:" begins, with the '#' before it when nothing stands between; `target.length`: nowhere.
 */
static size_t find_directive(struct keur_text target)
{
    const char *hash = memchr(target.bytes, '#', target.length);

    for (size_t i = hash == NULL ? target.length : (size_t)(hash - target.bytes);
         i + 3 <= target.length; i++) {
        if (memcmp(target.bytes + i, ":~:", 3) == 0)
            return target.bytes[i - 1] == '#' ? i - 1 : i;
    }
    return target.length;
}

/* `where` is the target in the source. */
static void check_target(keur_run *run, const keur_document *document, struct keur_text target,
                         struct keur_span where)
{
    size_t begin = find_directive(target);

    if (begin == target.length)
        return;
    begin = find_directive(keur_slice(document, where));

    struct keur_edit edit = {{where.begin + begin, where.end}, {"", 0}, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};
    details.edit_count = begin < where.end - where.begin ? 1 : 0;
    keur_report_details(
        run, edit.span, &details,
        "the address searches for words of the page, which no longer works when they "
        "change, and not in every browser: end it before \":~:\"");
}

static void check_text_fragment(keur_run *run, const keur_document *document)
{
    const struct keur_link *link;
    const struct keur_definition *definition;

    for (size_t i = 0; (link = keur_link(document, i)) != NULL; i++) {
        bool is_html = link->kind == KEUR_LINK_HTML_HREF;

        if (link->definition == NULL && link->kind != KEUR_LINK_HTML_SRC)
            check_target(run, document, link->target, is_html ? link->span : link->target_span);
    }
    for (size_t i = 0; (definition = keur_definition(document, i)) != NULL; i++)
        check_target(run, document, definition->target, definition->target_span);
}

const struct keur_check links_text_fragment = {
    .size = sizeof(struct keur_check),
    .id = "links/text-fragment",
    .summary = "An address names a place of a page, no words to search for in it.",
    .run = check_text_fragment,
};
