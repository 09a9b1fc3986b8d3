/* "[[page]]", "[[page|text]]" and "![[image.png]]": links of a wiki, which MkDocs shows as they are
 * written, brackets and all. */
#include <string.h>

#include "links.h"
#include "malformed_forms.h"

bool form_wiki(const struct letters *letters, size_t open, size_t close, struct malformed *found)
{
    char next = letter_at(letters, letters_skip_blanks(letters, close + 2));

    if (open == 0 || letters->bytes[open - 1] != '[' || letter_at(letters, close + 1) != ']' ||
        next == '(' || next == '[' || next == '$' || !form_is_name(letters, open + 1, close))
        return false;
    for (size_t i = open + 1; i < close; i++)
        if (letters->bytes[i] == '\n' || letters->bytes[i] == '[')
            return false;
    found->kind = MALFORMED_WIKI;
    found->span = letters_span(letters, form_begin(letters, open - 1), close + 2);
    found->text = letters_span(letters, open + 1, close);
    found->target = found->text;
    return true;
}

/* ---- Who reads them ---- */

/* Extensions, plugins and hooks say by their names that they do. */
static bool are_read(const struct keur_site *site, const char *setting)
{
    static const char *const words[] = {"wiki",      "roam",  "ezlink", "obsidian",
                                        "publisher", "alias", "foam"};
    struct keur_text path;
    const struct keur_value *list = site_setting(site, setting, &path);

    for (const struct keur_value *value = list; value != NULL;
         value = value_following(value, list)) {
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (text_contains(value->key, words[i]) || text_contains(value->text, words[i]))
                return true;
    }
    return false;
}

/* ---- Where they lead ---- */

static char plain(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == ' ' || c == '_' ? '-' : c;
}

/* A name, or the end of a path, without regard to case, and blanks as in names of files. */
static bool ends_with_name(struct keur_text path, struct keur_text name)
{
    if (path.length < name.length)
        return false;
    size_t begin = path.length - name.length;
    for (size_t i = 0; i < name.length; i++)
        if (plain(path.bytes[begin + i]) != plain(name.bytes[i]))
            return false;
    return begin == 0 || path.bytes[begin - 1] == '/';
}

struct meant {
    struct keur_text path; /* the first, or the one beside the document */
    size_t count;
};

/* The files that the name of a page may mean. */
static struct meant find_meant(keur_run *run, const keur_document *document, struct keur_text name)
{
    struct keur_text folder = path_folder_of(keur_path(document)), path;
    struct meant meant = {{"", 0}, 0};

    if (!text_has_ending(name, ".md") && memchr(name.bytes, '.', name.length) == NULL)
        name = keur_format(run, "%.*s.md", KEUR_ARGUMENT(name));
    for (size_t i = 0; (path = keur_file(run, i)).length > 0; i++) {
        if (!ends_with_name(path, name))
            continue;
        if (keur_text_equals(path_folder_of(path), folder))
            return (struct meant){path, 1};
        meant.path = meant.count == 0 ? path : meant.path;
        meant.count++;
    }
    return meant;
}

/* Up to the first of these signs. */
static struct keur_text up_to(struct keur_text text, char sign)
{
    const char *found = memchr(text.bytes, sign, text.length);

    if (found != NULL)
        text.length = (size_t)(found - text.bytes);
    return keur_text_trim(text);
}

bool wiki_links_are_text(keur_run *run, const keur_document *document)
{
    const struct keur_site *site = keur_site(run);
    struct keur_text address;

    return site != NULL && site->root != NULL &&
           keur_dialect(document) == KEUR_DIALECT_PYTHON_MARKDOWN &&
           keur_page_address(run, keur_path(document), &address) &&
           !are_read(site, "markdown_extensions") && !are_read(site, "plugins") &&
           !are_read(site, "hooks");
}

void wiki_link_report(keur_run *run, const keur_document *document, const struct malformed *found)
{
    struct keur_text text = keur_slice(document, found->text), page = up_to(text, '|');
    struct keur_text name = up_to(page, '#'), shown = page, source = keur_source(document);
    struct meant meant = {{"", 0}, 0};

    const char *bar = memchr(text.bytes, '|', text.length);
    if (bar != NULL)
        shown = keur_text_trim(
            (struct keur_text){bar + 1, (size_t)(text.bytes + text.length - bar - 1)});
    if (name.length > 0 && shown.length > 0)
        meant = find_meant(run, document, name);
    if (meant.count == 0) /* brackets that somebody wants, as far as we know */
        return;
    bool is_image = source.bytes[found->span.begin] == '!' && !text_has_ending(meant.path, ".md");
    struct keur_text right =
        keur_format(run, "%s[%.*s](%.*s)", is_image ? "!" : "", KEUR_ARGUMENT(shown),
                    KEUR_ARGUMENT(keur_relative_target(run, keur_path(document), meant.path)));
    bool is_exact = meant.count == 1 && name.length == page.length &&
                    (is_image || source.bytes[found->span.begin] != '!');
    struct keur_edit edit = {found->span, right, is_exact ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(run, found->span, &details,
                        "no extension of this site reads links of a wiki, and it shows \"%.*s\" as "
                        "it is: write \"%.*s\"",
                        KEUR_ARGUMENT(keur_slice(document, found->span)), KEUR_ARGUMENT(right));
}
