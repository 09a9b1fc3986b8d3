/* frontmatter/reference: a value that names a document names one that is there. */
#include "across.h"
#include "frontmatter.h"
#include "rewrite.h"
#include "value.h"

/* Names of all documents that may be meant. */
static struct keur_texts candidates_of(keur_run *run, const keur_index *index,
                                       const struct across_names *names, struct keur_texts types)
{
    struct keur_text *items = keur_allocate(run, (names->count + 1) * sizeof(*items));
    size_t count = 0;

    for (size_t i = 0; i < names->count; i++) {
        if (across_has_type(index, names->items[i].document, types))
            items[count++] = names->items[i].name;
    }
    return (struct keur_texts){items, count};
}

static struct keur_text without_ending(struct keur_text text)
{
    struct keur_text ending = {text.bytes + text.length - 3, 3};

    if (text.length > 3 && text_equals_word(ending, ".md"))
        text.length -= 3;
    return text;
}

/* The next letter or digit, in lower case; 0 at the end. */
static char next_letter(struct keur_text text, size_t *at)
{
    while (*at < text.length) {
        char byte = text.bytes[(*at)++];
        if (byte >= 'A' && byte <= 'Z')
            return (char)(byte - 'A' + 'a');
        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
            (unsigned char)byte >= 0x80)
            return byte;
    }
    return '\0';
}

/* The same but for capitals, blanks and hyphens, or one with more behind it? */
enum likeness { UNLIKE = 0, BEGINS_ALIKE, ALIKE };

static enum likeness compare(struct keur_text a, struct keur_text b)
{
    size_t at_a = 0;
    size_t at_b = 0;
    size_t length = 0;
    char letter;
    char other;

    do {
        letter = next_letter(a, &at_a);
        other = next_letter(b, &at_b);
        length++;
    } while (letter == other && letter != '\0');
    if (letter == other)
        return ALIKE;
    return (letter == '\0' || other == '\0') && length > 8 ? BEGINS_ALIKE : UNLIKE;
}

/* Long names differ in more than a slip: one that was made longer or shorter. */
static ptrdiff_t find_alike(struct keur_text text, struct keur_texts candidates)
{
    ptrdiff_t found = -1;
    size_t count = 0;

    for (size_t i = 0; i < candidates.count; i++) {
        enum likeness likeness = compare(text, candidates.items[i]);
        if (likeness == ALIKE)
            return (ptrdiff_t)i;
        if (likeness == BEGINS_ALIKE) {
            found = (ptrdiff_t)i;
            count++;
        }
    }
    return count == 1 ? found : -1;
}

static void report_near(keur_run *run, const struct across_value *value, struct keur_text near,
                        struct keur_texts candidates)
{
    const struct keur_entry *entry = &value->entry;
    struct keur_edit edit = {.span = entry->span, .replacement = near, .safety = KEUR_SAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit};

    /* A plain word is as long in the source as it is. */
    details.edit_count =
        entry->span.end - entry->span.begin == entry->text.length && rewrite_is_word(near);
    if (!word_is_sure_slip(entry->text, near, candidates.items, candidates.count) &&
        !keur_text_equals(without_ending(entry->text), near))
        edit.safety = KEUR_UNSAFE;
    keur_report_on(run, value->document, entry->span, &details,
                   "there is no document \"%.*s\" for \"%.*s\"; did you mean \"%.*s\"?",
                   KEUR_ARGUMENT(value_shorten(run, entry->text)), KEUR_ARGUMENT(entry->name),
                   KEUR_ARGUMENT(near));
}

/* The candidate that git knows to have had this name. */
static ptrdiff_t find_renamed(const keur_run *run, struct keur_text text,
                              struct keur_texts candidates)
{
    struct keur_rename rename;

    for (size_t i = 0; keur_renamed(run, i, &rename); i++) {
        if (!keur_text_equals(across_name_of_path(rename.from), text))
            continue;
        struct keur_text name = across_name_of_path(rename.to);
        for (size_t c = 0; c < candidates.count; c++) {
            if (keur_text_equals(candidates.items[c], name))
                return (ptrdiff_t)c;
        }
    }
    return -1;
}

static void report(keur_run *run, const keur_index *index, const struct across_names *names,
                   const struct across_value *value)
{
    struct keur_texts types = value->extension->reference->types;
    struct keur_texts candidates = candidates_of(run, index, names, types);
    struct keur_text text = without_ending(keur_text_trim(value->entry.text));
    ptrdiff_t renamed = find_renamed(run, text, candidates);
    ptrdiff_t alike = renamed >= 0 ? renamed : find_alike(text, candidates);
    ptrdiff_t near = alike >= 0 ? alike : keur_nearest(text, candidates.items, candidates.count);
    size_t other = across_find(index, names, text, (struct keur_texts){NULL, 0});

    if (candidates.count == 0) /* a part of a project: what it names is elsewhere */
        return;
    if (near >= 0)
        report_near(run, value, candidates.items[near], candidates);
    else if (other != SIZE_MAX)
        keur_report_on(run, value->document, value->entry.span, NULL,
                       "\"%.*s\" is no document of type %.*s: it is %.*s", KEUR_ARGUMENT(text),
                       KEUR_ARGUMENT(value_join(run, types.items, types.count)),
                       KEUR_ARGUMENT(keur_index_path(index, other)));
    else
        keur_report_on(run, value->document, value->entry.span, NULL,
                       "there is no document \"%.*s\" for \"%.*s\"; write the name of its file "
                       "without \".md\", or remove it",
                       KEUR_ARGUMENT(value_shorten(run, text)), KEUR_ARGUMENT(value->entry.name));
}

static bool is_wanted(const struct schema_extension *extension)
{
    return extension->reference != NULL;
}

static void check(keur_run *run, const keur_index *index)
{
    struct across_walk walk = across_walk_new(run, index, is_wanted);
    struct across_names names = across_names_of(run, index);
    const struct across_value *value;

    while ((value = across_next(&walk)) != NULL) {
        struct keur_texts types = value->extension->reference->types;
        if (across_find(index, &names, value->entry.text, types) == SIZE_MAX)
            report(run, index, &names, value);
    }
}

const struct keur_check check_reference = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/reference",
    .summary = "A value that names a document names one that is there, of the right type.",
    .run_project = check,
    .by_setting = "schema",
};
