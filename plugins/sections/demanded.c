/* The argument that a type demands of a directive: told by sections/content where it is wrong, and
 * there only. */
#include <string.h>

#include "sections.h"

struct keur_text directive_stem(struct keur_text path)
{
    size_t begin = path.length, end = path.length;

    while (begin > 0 && path.bytes[begin - 1] != '/')
        begin--;
    for (size_t i = begin + 1; i < path.length; i++) {
        if (path.bytes[i] == '.')
            end = i;
    }
    return (struct keur_text){path.bytes + begin, end - begin};
}

size_t directive_word_end(struct keur_text text, size_t at)
{
    while (at < text.length && text.bytes[at] != ' ' && text.bytes[at] != '\t' &&
           text.bytes[at] != '\n')
        at++;
    return at;
}

/* What a section of these demands behind the name of this directive: "key/{stem}"; or nothing. */
static struct keur_text demanded_in(const struct keur_records *sections, struct keur_text name)
{
    const struct section *section = sections->items;

    for (size_t i = 0; i < sections->count; i++) {
        const struct demands *demands = section[i].demands.items;

        for (size_t k = 0; k < section[i].demands.count; k++) {
            const struct keur_texts *directives = &demands[k].directives;

            for (size_t d = 0; d < directives->count; d++) {
                struct keur_text text = directives->items[d];

                if (text.length > name.length + 1 && text.bytes[name.length] == ' ' &&
                    memcmp(text.bytes, name.bytes, name.length) == 0)
                    return (struct keur_text){text.bytes + name.length + 1,
                                              text.length - name.length - 1};
            }
        }
    }
    return (struct keur_text){"", 0};
}

/* The comments of this name in the document: is this the first, and does any have the argument? */
static bool is_first_without(const keur_index *index, size_t document,
                             const struct keur_entry *directive, struct keur_text argument)
{
    struct keur_entry entry;
    bool is_first = true, is_met = false;

    for (size_t i = 0; keur_index_named(index, document, 1U << KEUR_ENTRY_DIRECTIVE,
                                        directive->name, &i, &entry);) {
        is_first = is_first && (is_met || entry.span.begin == directive->span.begin);
        is_met = true;
        for (size_t at = 0, end; at < entry.text.length; at = end + 1) {
            end = directive_word_end(entry.text, at);
            if (keur_text_equals((struct keur_text){entry.text.bytes + at, end - at}, argument))
                return false;
        }
    }
    return is_first;
}

struct keur_text key_told_by_content(keur_run *run, const keur_index *index, size_t document,
                                     const struct keur_entry *directive)
{
    static const char stem[] = "{stem}";
    const struct keur_records *sections = keur_index_setting(run, document, sections_setting.key);
    struct keur_text demanded = {"", 0}, own, wanted;

    if (sections != NULL)
        demanded = demanded_in(sections, directive->name);
    own = directive_stem(keur_index_path(index, document));
    if (demanded.length <= strlen(stem) || memchr(own.bytes, ' ', own.length) != NULL)
        return (struct keur_text){"", 0};
    demanded.length -= strlen(stem);
    if (memcmp(demanded.bytes + demanded.length, stem, strlen(stem)) != 0 ||
        demanded.bytes[demanded.length - 1] != '/')
        return (struct keur_text){"", 0};
    wanted = keur_format(run, "%.*s%.*s", KEUR_ARGUMENT(demanded), KEUR_ARGUMENT(own));
    return is_first_without(index, document, directive, wanted) ? demanded
                                                                : (struct keur_text){"", 0};
}
