/* Addresses: what looks like one, and what its beginning should have been. */
#include <string.h>

#include "links.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_letter_or_digit(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static bool begins_with(struct keur_text text, const char *prefix)
{
    size_t length = strlen(prefix);

    if (text.length < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (lower(text.bytes[i]) != prefix[i])
            return false;
    }
    return true;
}

static struct keur_text tail(struct keur_text text, size_t from)
{
    return (struct keur_text){text.bytes + from, text.length - from};
}

static struct keur_text literal(const char *string)
{
    return (struct keur_text){string, strlen(string)};
}

bool address_has_scheme(struct keur_text address)
{
    size_t length = 0;

    while (length < address.length &&
           (is_letter_or_digit(address.bytes[length]) ||
            (length > 0 && (address.bytes[length] == '+' || address.bytes[length] == '.' ||
                            address.bytes[length] == '-'))))
        length++;
    return length > 1 && is_letter(address.bytes[0]) && length < address.length &&
           address.bytes[length] == ':';
}

/* ---- Misspelt beginnings ---- */

/* "http" or "https" as it was meant by a word of only their letters, such as "htp" or "hhtps";
 * no scheme in use is made of these letters alone. */
static const char *meant_scheme(struct keur_text word)
{
    bool has_t = false, has_p = false, has_s = false;

    if (word.length < 3 || word.length > 7)
        return NULL;
    for (size_t i = 0; i < word.length; i++) {
        int c = lower(word.bytes[i]);

        if (c != 'h' && c != 't' && c != 'p' && c != 's')
            return NULL;
        has_t |= c == 't';
        has_p |= c == 'p';
        has_s |= c == 's';
    }
    if (!has_t || !has_p)
        return NULL;
    return has_s ? "https://" : "http://";
}

/* Nearly all are. */
static bool is_right_beginning(struct keur_text address, const char *meant)
{
    size_t length = strlen(meant);

    return address.length > length && memcmp(address.bytes, meant, length) == 0 &&
           is_letter_or_digit(address.bytes[length]);
}

/* The beginning of a web address, right or nearly: "https://", "htp:/", "http//".  Returns its
 * length, or 0; *ret_meant is what it should have been. */
static size_t web_beginning(struct keur_text address, const char **ret_meant)
{
    size_t word = 0, end;

    *ret_meant = "https://";
    if (is_right_beginning(address, *ret_meant))
        return strlen(*ret_meant);
    while (word < address.length && is_letter(address.bytes[word]))
        word++;
    *ret_meant = meant_scheme((struct keur_text){address.bytes, word});
    if (*ret_meant == NULL)
        return 0;
    for (end = word; end < address.length; end++) {
        bool is_gap =
            address.bytes[end] == ' ' && end + 1 < address.length && address.bytes[end + 1] == '/';

        if (!is_gap && strchr(":;/\\", address.bytes[end]) == NULL)
            break;
    }

    struct keur_text signs = {address.bytes + word, end - word};
    if (begins_with(signs, ":") || begins_with(signs, ";") || begins_with(signs, "//"))
        return end;
    return 0;
}

static bool is_as_meant(struct keur_text address, size_t length, const char *meant)
{
    return length == strlen(meant) && begins_with(address, meant);
}

static bool is_mail_address(struct keur_text address)
{
    const char *at = memchr(address.bytes, '@', address.length);
    size_t name, domain;

    if (at == NULL || at == address.bytes)
        return false;
    name = (size_t)(at - address.bytes);
    for (size_t i = 0; i < name; i++) {
        if (!is_letter_or_digit(address.bytes[i]) && strchr("._+-", address.bytes[i]) == NULL)
            return false;
    }
    struct keur_text host = tail(address, name + 1);
    for (domain = 0; domain < host.length; domain++) {
        if (!is_letter_or_digit(host.bytes[domain]) && strchr(".-", host.bytes[domain]) == NULL)
            return false;
    }
    return memchr(host.bytes, '.', host.length) != NULL && is_letter(host.bytes[host.length - 1]);
}

/* "mailto: name@host", "tel: 123", "https:// host": programs take the blank for part of it. */
static bool has_blank_behind_scheme(struct keur_text address, struct address_repair *ret_repair)
{
    static const char *const schemes[] = {"mailto:", "tel:", "https://", "http://"};

    if (memchr(address.bytes, ' ', address.length) == NULL)
        return false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t length = strlen(schemes[i]), end = length;

        if (length >= address.length || address.bytes[length] != ' ')
            continue;
        while (end < address.length && address.bytes[end] == ' ')
            end++;
        if (begins_with(address, schemes[i]) && end < address.length) {
            *ret_repair = (struct address_repair){end, literal(schemes[i])};
            return true;
        }
    }
    return false;
}

/* "mailto::name@host", "mailto://name@host", "mailto:mailto:name@host". */
static bool has_signs_behind_mailto(struct keur_text address, struct address_repair *ret_repair)
{
    static const char scheme[] = "mailto:";
    const size_t length = strlen(scheme);
    size_t begin = length, end;

    if (!begins_with(address, scheme))
        return false;
    while (begin < address.length) {
        if (address.bytes[begin] == ':' || address.bytes[begin] == '/')
            begin++;
        else if (begins_with(tail(address, begin), scheme))
            begin += length;
        else
            break;
    }
    for (end = begin; end < address.length && address.bytes[end] != '?';)
        end++;
    if (begin == length || !is_mail_address((struct keur_text){address.bytes + begin, end - begin}))
        return false;
    *ret_repair = (struct address_repair){begin, literal(scheme)};
    return true;
}

bool address_repair(struct keur_text address, struct address_repair *ret_repair)
{
    const char *meant, *inner;
    size_t length = web_beginning(address, &meant);

    if (has_blank_behind_scheme(address, ret_repair) ||
        has_signs_behind_mailto(address, ret_repair))
        return true;
    if (length > 0) {
        size_t more;
        bool is_right = is_as_meant(address, length, meant);

        /* "https://https://": the innermost is the one that was pasted. */
        while ((more = web_beginning(tail(address, length), &inner)) > 0) {
            length += more;
            meant = inner;
            is_right = false;
        }
        if (is_right || length == address.length)
            return false;
        *ret_repair = (struct address_repair){length, literal(meant)};
        return true;
    }
    if (begins_with(address, "www.") && address.length > 4 &&
        is_letter_or_digit(address.bytes[4])) {
        *ret_repair = (struct address_repair){0, literal("https://")};
        return true;
    }
    if (is_mail_address(address)) {
        *ret_repair = (struct address_repair){0, literal("mailto:")};
        return true;
    }
    return false;
}

struct keur_text address_enclosed(struct keur_text target)
{
    struct keur_text inner = {target.bytes, 0};

    if (target.length > 2 && target.bytes[0] == '(' && target.bytes[target.length - 1] == ')')
        inner = (struct keur_text){target.bytes + 1, target.length - 2};
    if (begins_with(inner, "https://") || begins_with(inner, "http://") ||
        begins_with(inner, "mailto:"))
        return inner;
    return (struct keur_text){target.bytes, 0};
}

static bool is_top_level(struct keur_text word)
{
    static const char *const domains[] = {"nl", "com", "org", "eu", "net"};

    for (size_t i = 0; word.length <= 3 && i < sizeof domains / sizeof *domains; i++) {
        if (word.length == strlen(domains[i]) && begins_with(word, domains[i]))
            return true;
    }
    return false;
}

bool address_is_of_host(struct keur_text address)
{
    static const char *const files[] = {"index.", "readme."}; /* in Dutch: "index.nl" */
    size_t end = 0, dot = 0;

    if (address.length == 0 || strchr("./?#", address.bytes[0]) != NULL)
        return false;
    for (; end < address.length; end++) {
        char c = address.bytes[end];

        if (c == '/' || c == '?' || c == '#')
            break;
        if (c == '.')
            dot = end;
        else if (!is_letter_or_digit(c) && c != '-')
            return false;
    }
    if (dot == 0 || !is_top_level((struct keur_text){address.bytes + dot + 1, end - dot - 1}))
        return false;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (begins_with(address, files[i]))
            return false;
    }
    return true;
}

/* ---- What looks like an address ---- */

bool address_equals(struct keur_text address, struct keur_text other)
{
    if (address.length != other.length)
        return false;
    for (size_t i = 0; i < address.length; i++) {
        if (lower(address.bytes[i]) != lower(other.bytes[i]))
            return false;
    }
    return true;
}

bool address_is_placeholder(struct keur_text address)
{
    static const char *const placeholders[] = {
        "#",   "url", "link", "adres", "address", "todo",     "tbd",        "tba",
        "xxx", "...", "…",    "<url>", "http://", "https://", "http://...", "https://...",
    };

    if (address.length > strlen("https://..."))
        return false;
    for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++) {
        if (address_equals(address, literal(placeholders[i])))
            return true;
    }
    return false;
}

static bool has_file_ending(struct keur_text address)
{
    static const char *const endings[] = {
        ".md",   ".html", ".htm",  ".pdf", ".doc",  ".docx", ".odt", ".xls",
        ".xlsx", ".ods",  ".csv",  ".ppt", ".pptx", ".json", ".yml", ".yaml",
        ".png",  ".jpg",  ".jpeg", ".svg", ".gif",  ".zip",
    };
    size_t end = 0;

    while (end < address.length && address.bytes[end] != '#' && address.bytes[end] != '?')
        end++;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i]);

        if (end > length &&
            begins_with((struct keur_text){address.bytes + end - length, length}, endings[i]))
            return true;
    }
    return false;
}

bool address_is_likely(struct keur_text address)
{
    struct address_repair repair;

    for (size_t i = 0; i < address.length; i++) {
        if ((unsigned char)address.bytes[i] <= ' ')
            return false;
    }
    if (address_repair(address, &repair) || begins_with(address, "./") ||
        begins_with(address, "../") || begins_with(address, "mailto:") ||
        begins_with(address, "tel:") || has_file_ending(address))
        return true;
    if (address.length > 2 && (address.bytes[0] == '#' || address.bytes[0] == '/') &&
        is_letter_or_digit(address.bytes[1]))
        return true;
    for (size_t i = 1; i + 3 < address.length && is_letter(address.bytes[i - 1]); i++) {
        if (begins_with(tail(address, i), "://"))
            return true;
    }
    return false;
}

size_t address_length(struct keur_text text, size_t at)
{
    struct keur_text rest = tail(text, at);
    size_t end = 0, open = 0, close = 0;

    if (!begins_with(rest, "http://") && !begins_with(rest, "https://") &&
        !begins_with(rest, "www."))
        return 0;
    if (at > 0 && is_letter_or_digit(text.bytes[at - 1]))
        return 0;
    while (end < rest.length && (unsigned char)rest.bytes[end] > ' ' &&
           strchr("<>|\"", rest.bytes[end]) == NULL) {
        open += rest.bytes[end] == '(';
        close += rest.bytes[end] == ')';
        end++;
    }
    while (end > 0 && strchr(".,;:!?'*_)]", rest.bytes[end - 1]) != NULL) {
        if (rest.bytes[end - 1] == ')') {
            if (close <= open)
                break;
            close--;
        }
        end--;
    }
    return end > strlen("https://") ? end : 0;
}

/* ---- The same address, written otherwise ---- */

struct keur_text address_plain(struct keur_text address)
{
    const char *fragment = memchr(address.bytes, '#', address.length);

    if (begins_with(address, "https://"))
        address = tail(address, strlen("https://"));
    else if (begins_with(address, "http://"))
        address = tail(address, strlen("http://"));
    else
        return literal("");
    if (fragment != NULL)
        address.length = (size_t)(fragment - address.bytes);
    if (begins_with(address, "www."))
        address = tail(address, strlen("www."));
    while (address.length > 0 && address.bytes[address.length - 1] == '/')
        address.length--;
    return address;
}

int address_order(struct keur_text plain, struct keur_text other)
{
    bool is_host = true;

    for (size_t i = 0; i < plain.length && i < other.length; i++) {
        int own = is_host ? lower(plain.bytes[i]) : plain.bytes[i];
        int theirs = is_host ? lower(other.bytes[i]) : other.bytes[i];

        if (own != theirs)
            return own < theirs ? -1 : 1;
        is_host = is_host && own != '/';
    }
    if (plain.length == other.length)
        return 0;
    return plain.length < other.length ? -1 : 1;
}
