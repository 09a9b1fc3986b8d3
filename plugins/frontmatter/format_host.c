#include "format_host.h"

#include <string.h>

#include "scan.h"

static struct keur_text slice(struct keur_text text, size_t begin, size_t end)
{
    return (struct keur_text){text.bytes + begin, end - begin};
}

static size_t find_byte(struct keur_text text, size_t from, char byte)
{
    while (from < text.length && text.bytes[from] != byte)
        from++;
    return from;
}

/* ---- Addresses ---- */

static bool take_octet(struct scan *scan)
{
    size_t begin = scan->at;
    size_t length = scan_take_all(scan, scan_digit_set);
    int octet = 0;

    if (length == 0 || length > 3 || (length > 1 && scan->text.bytes[begin] == '0'))
        return false;
    for (size_t i = begin; i < scan->at; i++)
        octet = octet * 10 + (scan->text.bytes[i] - '0');
    return octet < 256;
}

static bool take_ipv4(struct scan *scan)
{
    for (int i = 0; i < 4; i++) {
        if ((i > 0 && !scan_take(scan, ".")) || !take_octet(scan))
            return false;
    }
    return true;
}

bool format_ipv4(struct keur_text text)
{
    struct scan scan = {text, 0};

    return take_ipv4(&scan) && scan_at_end(&scan);
}

/* Groups between single colons; an address of version 4 stands for the last two. */
static int take_groups(struct scan *scan)
{
    int groups = 0;

    while (!scan_at_end(scan)) {
        struct scan dotted = *scan;
        if (take_ipv4(&dotted) && scan_at_end(&dotted)) {
            *scan = dotted;
            return groups + 2;
        }
        size_t length = scan_take_all(scan, scan_hexadecimal_set);
        if (length == 0 || length > 4)
            return -1;
        groups++;
        if (scan_peek(scan) != ':' || scan->at + 1 >= scan->text.length ||
            scan->text.bytes[scan->at + 1] == ':')
            break;
        scan->at++;
    }
    return groups;
}

bool format_ipv6(struct keur_text text)
{
    struct scan scan = {text, 0};
    int before = 0;
    int behind = 0;
    bool is_short = false;

    if (scan_peek(&scan) != ':')
        before = take_groups(&scan);
    if (text.length - scan.at >= 2 && memcmp(text.bytes + scan.at, "::", 2) == 0) {
        is_short = true;
        scan.at += 2;
        behind = take_groups(&scan);
    }
    if (before < 0 || behind < 0 || !scan_at_end(&scan))
        return false;
    return is_short ? before + behind < 8 : before == 8;
}

/* ---- Names ---- */

static bool is_ascii_label(struct keur_text label)
{
    struct scan scan = {label, 0};

    while (scan_take(&scan, scan_letter_set) || scan_take(&scan, scan_digit_set) ||
           scan_take(&scan, "-"))
        continue;
    return scan_at_end(&scan);
}

/* Of RFC 5892, 2.6: characters that are let in, or left out, whatever their category. */
static bool is_let_in(uint32_t code_point)
{
    return code_point == '-' || code_point == 0xB7 || code_point == 0x200C ||
           code_point == 0x200D || code_point == 0x30FB || code_point == 0x375 ||
           code_point == 0x6FD || code_point == 0x6FE || code_point == 0xF0B ||
           code_point == 0x3007;
}

static bool is_left_out(uint32_t code_point)
{
    return code_point == 0x640 || code_point == 0x7FA || code_point == 0x302E ||
           code_point == 0x302F || (code_point >= 0x3031 && code_point <= 0x3035) ||
           code_point == 0x303B;
}

/* Letters, marks and digits of any script. */
static bool is_unicode_label(struct keur_text label)
{
    uint32_t code_point;

    /* The first must not be a mark: it would join what stands before. */
    keur_decode(label, 0, &code_point);
    if (code_point == UINT32_MAX || keur_category(code_point)[0] == 'M')
        return false;
    for (size_t at = 0; at < label.length;) {
        at += keur_decode(label, at, &code_point);
        if (code_point == UINT32_MAX)
            return false;
        const char *category = keur_category(code_point);
        bool is_word = category[0] == 'L' || category[0] == 'M' || strcmp(category, "Nd") == 0;
        if ((!is_word && !is_let_in(code_point)) || is_left_out(code_point))
            return false;
    }
    return true;
}

static bool is_host(struct keur_text text, bool (*is_label)(struct keur_text label))
{
    size_t begin = 0;

    if (text.length == 0 || text.length > 253)
        return false;
    while (begin <= text.length) {
        size_t end = find_byte(text, begin, '.');
        struct keur_text label = slice(text, begin, end);
        bool is_bare =
            label.length > 0 && label.bytes[0] != '-' && label.bytes[label.length - 1] != '-';
        /* "xn--" opens a name in Punycode; other labels have no hyphens there. */
        bool has_hyphens = label.length > 3 && label.bytes[2] == '-' && label.bytes[3] == '-' &&
                           memcmp(label.bytes, "xn", 2) != 0;
        if (!is_bare || has_hyphens || label.length > 63 || !is_label(label))
            return false;
        begin = end + 1;
    }
    return true;
}

bool format_hostname(struct keur_text text)
{
    return is_host(text, is_ascii_label);
}

bool format_idn_hostname(struct keur_text text)
{
    return is_host(text, is_unicode_label);
}

/* ---- Mail ---- */

static bool is_quoted_local(struct keur_text local)
{
    for (size_t i = 1; i + 1 < local.length; i++) {
        if (local.bytes[i] == '"')
            return false;
        i += local.bytes[i] == '\\';
    }
    return local.length > 2 && local.bytes[local.length - 1] == '"';
}

static bool is_local(struct keur_text local, bool takes_unicode)
{
    static const char other[] = "!#$%&'*+-/=?^_`{|}~";
    struct scan scan = {local, 0};
    bool is_behind_point = true;

    if (local.length > 64)
        return false;
    if (scan_peek(&scan) == '"')
        return is_quoted_local(local);
    while (!scan_at_end(&scan)) {
        bool is_unicode = takes_unicode && (unsigned char)scan_peek(&scan) >= 0x80;
        if (is_behind_point && scan_peek(&scan) == '.')
            return false;
        is_behind_point = scan_peek(&scan) == '.';
        if (is_unicode)
            scan.at++;
        else if (!scan_take(&scan, scan_letter_set) && !scan_take(&scan, scan_digit_set) &&
                 !scan_take(&scan, other) && !scan_take(&scan, "."))
            return false;
    }
    return !is_behind_point;
}

static bool is_literal(struct keur_text domain)
{
    if (domain.length < 3 || domain.bytes[0] != '[' || domain.bytes[domain.length - 1] != ']')
        return false;
    domain = slice(domain, 1, domain.length - 1);
    if (domain.length > 5 && memcmp(domain.bytes, "IPv6:", 5) == 0)
        return format_ipv6(slice(domain, 5, domain.length));
    return format_ipv4(domain);
}

static bool is_mailbox(struct keur_text text, bool takes_unicode)
{
    size_t at = text.length;

    while (at > 0 && text.bytes[at - 1] != '@')
        at--;
    if (at < 2)
        return false;
    struct keur_text domain = slice(text, at, text.length);
    return is_local(slice(text, 0, at - 1), takes_unicode) &&
           (is_literal(domain) ||
            (takes_unicode ? format_idn_hostname(domain) : format_hostname(domain)));
}

bool format_email(struct keur_text text)
{
    return is_mailbox(text, false);
}

bool format_idn_email(struct keur_text text)
{
    return is_mailbox(text, true);
}
