#include "base/ecma.h"

#include "base/text.h"

/* Aliases of general categories, from Unicode's PropertyValueAliases.txt. */
static const struct {
    const char *name, *category;
} categories[] = {
    {"Letter", "L"},
    {"Cased_Letter", "L&"},
    {"Uppercase_Letter", "Lu"},
    {"Lowercase_Letter", "Ll"},
    {"Titlecase_Letter", "Lt"},
    {"Modifier_Letter", "Lm"},
    {"Other_Letter", "Lo"},
    {"Mark", "M"},
    {"Combining_Mark", "M"},
    {"Nonspacing_Mark", "Mn"},
    {"Spacing_Mark", "Mc"},
    {"Enclosing_Mark", "Me"},
    {"Number", "N"},
    {"Decimal_Number", "Nd"},
    {"digit", "Nd"},
    {"Letter_Number", "Nl"},
    {"Other_Number", "No"},
    {"Punctuation", "P"},
    {"punct", "P"},
    {"Connector_Punctuation", "Pc"},
    {"Dash_Punctuation", "Pd"},
    {"Open_Punctuation", "Ps"},
    {"Close_Punctuation", "Pe"},
    {"Initial_Punctuation", "Pi"},
    {"Final_Punctuation", "Pf"},
    {"Other_Punctuation", "Po"},
    {"Symbol", "S"},
    {"Math_Symbol", "Sm"},
    {"Currency_Symbol", "Sc"},
    {"Modifier_Symbol", "Sk"},
    {"Other_Symbol", "So"},
    {"Separator", "Z"},
    {"Space_Separator", "Zs"},
    {"Line_Separator", "Zl"},
    {"Paragraph_Separator", "Zp"},
    {"Other", "C"},
    {"Control", "Cc"},
    {"cntrl", "Cc"},
    {"Format", "Cf"},
    {"Surrogate", "Cs"},
    {"Private_Use", "Co"},
    {"Unassigned", "Cn"},
};

struct rewriting {
    struct keur_text source;
    size_t at;
    bool is_in_class;
    bool is_split, is_negated; /* the class is, because of \S in it */
    struct buffer out;
};

static bool ahead(const struct rewriting *rewriting, const char *prefix)
{
    return text_starts_with(text_slice(rewriting->source, rewriting->at, rewriting->source.length),
                            prefix);
}

static struct keur_text category_of(struct keur_text name)
{
    static const char *const prefixes[] = {"General_Category=", "gc="};
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
        if (text_starts_with(name, prefixes[i]))
            name = text_slice(name, text_of(prefixes[i]).length, name.length);
    for (size_t i = 0; i < sizeof(categories) / sizeof(*categories); i++)
        if (text_is(name, categories[i].name))
            return text_of(categories[i].category);
    return name;
}

/* \p{Letter}: at the name. */
static void rewrite_property(struct rewriting *rewriting)
{
    size_t end = text_find(rewriting->source, '}', rewriting->at);
    buffer_add(&rewriting->out, text_slice(rewriting->source, rewriting->at - 3, rewriting->at));
    buffer_add(&rewriting->out, category_of(text_slice(rewriting->source, rewriting->at, end)));
    rewriting->at = end;
}

static const char spaces[] = "\\s\\p{Zs}\\u{2028}\\u{2029}\\u{FEFF}";

static void rewrite_space(struct rewriting *rewriting, bool is_negated)
{
    if (rewriting->is_in_class && is_negated)
        return; /* leave_class() says it */
    if (!rewriting->is_in_class)
        buffer_add(&rewriting->out, is_negated ? TEXT("[^") : TEXT("["));
    buffer_add(&rewriting->out, text_of(spaces));
    if (!rewriting->is_in_class)
        buffer_add_byte(&rewriting->out, ']');
}

/* Behind the `[`: is there a \S before the `]`? */
static bool has_no_space(const struct rewriting *rewriting)
{
    const struct keur_text source = rewriting->source;
    for (size_t at = rewriting->at + 1; at < source.length && source.bytes[at] != ']'; at++) {
        if (source.bytes[at] != '\\')
            continue;
        at++;
        if (at < source.length && source.bytes[at] == 'S')
            return true;
    }
    return false;
}

/* No class within a class can say all that is no space: [a\S] is (?:[a]|[^spaces]), and [^a\S] is
 * (?:(?![a])[spaces]). */
static void enter_class(struct rewriting *rewriting)
{
    rewriting->is_in_class = true;
    rewriting->is_split = has_no_space(rewriting);
    rewriting->at++;
    rewriting->is_negated = rewriting->is_split && ahead(rewriting, "^");
    rewriting->at += rewriting->is_negated;
    buffer_add(&rewriting->out, !rewriting->is_split    ? TEXT("[")
                                : rewriting->is_negated ? TEXT("(?:(?![")
                                                        : TEXT("(?:["));
}

static void leave_class(struct rewriting *rewriting)
{
    if (!rewriting->is_split)
        buffer_add_byte(&rewriting->out, ']');
    else
        buffer_printf(&rewriting->out, rewriting->is_negated ? "])[%s])" : "]|[^%s])", spaces);
    rewriting->is_in_class = rewriting->is_split = false;
    rewriting->at++;
}

static bool read_unit(struct keur_text source, size_t at, uint32_t *ret_unit)
{
    uint32_t unit = 0;
    if (!text_starts_with(text_slice(source, at, source.length), "\\u") || at + 6 > source.length)
        return false;
    for (size_t i = at + 2; i < at + 6; i++) {
        char byte = source.bytes[i];
        char lower = byte >= 'A' && byte <= 'F' ? (char)(byte - 'A' + 'a') : byte;
        if (!((lower >= '0' && lower <= '9') || (lower >= 'a' && lower <= 'f')))
            return false;
        unit = unit << 4 | (uint32_t)(lower <= '9' ? lower - '0' : lower - 'a' + 10);
    }
    *ret_unit = unit;
    return true;
}

static bool rewrite_pair(struct rewriting *rewriting)
{
    uint32_t high, low;
    if (!read_unit(rewriting->source, rewriting->at, &high) || high < 0xD800 || high > 0xDBFF ||
        !read_unit(rewriting->source, rewriting->at + 6, &low) || low < 0xDC00 || low > 0xDFFF)
        return false;
    buffer_printf(&rewriting->out, "\\u{%X}", 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
    rewriting->at += 12;
    return true;
}

static void rewrite_escape(struct rewriting *rewriting)
{
    if (rewrite_pair(rewriting))
        return;
    if (ahead(rewriting, "\\s") || ahead(rewriting, "\\S")) {
        rewrite_space(rewriting, ahead(rewriting, "\\S"));
        rewriting->at += 2;
    } else if (ahead(rewriting, "\\p{") || ahead(rewriting, "\\P{")) {
        rewriting->at += 3;
        rewrite_property(rewriting);
    } else {
        buffer_add(&rewriting->out,
                   text_slice(rewriting->source, rewriting->at, rewriting->at + 2));
        rewriting->at += 2;
    }
}

struct keur_text ecma_rewrite(struct keur_text source, struct arena *arena)
{
    struct rewriting rewriting = {.source = source};
    while (rewriting.at < source.length) {
        char byte = source.bytes[rewriting.at];
        if (byte == '\\') {
            rewrite_escape(&rewriting);
            continue;
        }
        if (byte == '[' && !rewriting.is_in_class) {
            enter_class(&rewriting);
            continue;
        }
        if (byte == ']' && rewriting.is_in_class) {
            leave_class(&rewriting);
            continue;
        }
        if (byte == '[') /* PCRE2 takes "[:" in a class for more than it is */
            buffer_add_byte(&rewriting.out, '\\');
        buffer_add_byte(&rewriting.out, byte);
        rewriting.at++;
    }
    struct keur_text copy = arena_copy(arena, buffer_text(&rewriting.out));
    buffer_free(&rewriting.out);
    return copy;
}
