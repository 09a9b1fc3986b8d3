#include "format_uri.h"

#include <string.h>

#include "format_host.h"
#include "scan.h"

static bool take_escape(struct scan *scan)
{
    if (!scan_take(scan, "%") || !scan_take(scan, scan_hexadecimal_set))
        return false;
    return scan_take(scan, scan_hexadecimal_set);
}

/* Letters, digits, escapes and what is in `others`; false at an escape that is none. */
static bool take_part(struct scan *scan, const char *others, bool takes_unicode)
{
    while (!scan_at_end(scan)) {
        bool is_unicode = takes_unicode && (unsigned char)scan_peek(scan) >= 0x80;
        if (is_unicode)
            scan->at++;
        else if (scan_peek(scan) == '%'
                     ? !take_escape(scan)
                     : !scan_take(scan, scan_letter_set) && !scan_take(scan, scan_digit_set) &&
                           !scan_take(scan, "-._~!$&'()*+,;=") && !scan_take(scan, others))
            return scan_peek(scan) != '%' &&
                   !(scan->at > 0 && scan->text.bytes[scan->at - 1] == '%');
    }
    return true;
}

static bool take_bracketed_host(struct scan *scan)
{
    size_t begin = scan->at + 1;

    while (!scan_at_end(scan) && scan_peek(scan) != ']')
        scan->at++;
    struct keur_text address = {scan->text.bytes + begin, scan->at - begin};
    if (!scan_take(scan, "]"))
        return false;
    struct scan future = {address, 0};
    if (scan_take(&future, "vV"))
        return scan_take_all(&future, scan_hexadecimal_set) > 0 && scan_take(&future, ".") &&
               take_part(&future, ":", false) && scan_at_end(&future);
    return format_ipv6(address);
}

/* Behind "//". */
static bool take_authority(struct scan *scan, bool takes_unicode)
{
    struct scan user = *scan;

    if (take_part(&user, ":", takes_unicode) && scan_take(&user, "@"))
        *scan = user;
    if (scan_peek(scan) == '[') {
        if (!take_bracketed_host(scan))
            return false;
    } else if (!take_part(scan, "", takes_unicode)) {
        return false;
    }
    if (scan_take(scan, ":"))
        scan_take_all(scan, scan_digit_set);
    return scan_at_end(scan) || strchr("/?#", scan_peek(scan)) != NULL;
}

static bool take_scheme(struct scan *scan)
{
    struct scan ahead = *scan;

    if (!scan_take(&ahead, scan_letter_set))
        return false;
    while (scan_take(&ahead, scan_letter_set) || scan_take(&ahead, scan_digit_set) ||
           scan_take(&ahead, "+-."))
        continue;
    if (!scan_take(&ahead, ":"))
        return false;
    *scan = ahead;
    return true;
}

static bool is_reference(struct keur_text text, bool needs_scheme, bool takes_unicode)
{
    struct scan scan = {text, 0};
    bool has_scheme = take_scheme(&scan);

    if (needs_scheme && !has_scheme)
        return false;
    if (text.length - scan.at >= 2 && memcmp(text.bytes + scan.at, "//", 2) == 0) {
        scan.at += 2;
        if (!take_authority(&scan, takes_unicode))
            return false;
    } else if (!has_scheme) { /* "a:b" would have one */
        take_part(&scan, "@", takes_unicode);
        if (scan_peek(&scan) == ':')
            return false;
    }
    if (!take_part(&scan, ":@/", takes_unicode))
        return false;
    if (scan_take(&scan, "?") && !take_part(&scan, ":@/?", takes_unicode))
        return false;
    if (scan_take(&scan, "#") && !take_part(&scan, ":@/?", takes_unicode))
        return false;
    return scan_at_end(&scan);
}

bool format_uri(struct keur_text text)
{
    return is_reference(text, true, false);
}

bool format_uri_reference(struct keur_text text)
{
    return is_reference(text, false, false);
}

bool format_iri(struct keur_text text)
{
    return is_reference(text, true, true);
}

bool format_iri_reference(struct keur_text text)
{
    return is_reference(text, false, true);
}

/* Behind "{". */
static bool take_expression(struct scan *scan)
{
    scan_take(scan, "+#./;?&=,!@|");
    do {
        size_t begin = scan->at;
        while (scan_take(scan, scan_letter_set) || scan_take(scan, scan_digit_set) ||
               scan_take(scan, "_.") || take_escape(scan))
            continue;
        if (scan->at == begin)
            return false;
        if (scan_take(scan, ":") && scan_take_all(scan, scan_digit_set) == 0)
            return false;
        scan_take(scan, "*");
    } while (scan_take(scan, ","));
    return scan_take(scan, "}");
}

bool format_uri_template(struct keur_text text)
{
    struct scan scan = {text, 0};

    while (!scan_at_end(&scan)) {
        unsigned char byte = (unsigned char)scan_peek(&scan);
        if (byte == '%' ? !take_escape(&scan) : byte <= ' ' || strchr("\"'<>\\^`|}", byte) != NULL)
            return false;
        if (byte == '%')
            continue;
        scan.at++;
        if (byte == '{' && !take_expression(&scan))
            return false;
    }
    return true;
}

bool format_uuid(struct keur_text text)
{
    static const size_t groups[] = {8, 4, 4, 4, 12};
    struct scan scan = {text, 0};

    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
        if ((i > 0 && !scan_take(&scan, "-")) ||
            scan_take_all(&scan, scan_hexadecimal_set) != groups[i])
            return false;
    }
    return scan_at_end(&scan);
}

static bool take_pointer(struct scan *scan)
{
    if (!scan_at_end(scan) && scan_peek(scan) != '/')
        return false;
    for (; !scan_at_end(scan); scan->at++) {
        if (scan_peek(scan) != '~')
            continue;
        scan->at++;
        if (scan_peek(scan) != '0' && scan_peek(scan) != '1')
            return false;
    }
    return true;
}

bool format_json_pointer(struct keur_text text)
{
    struct scan scan = {text, 0};

    return take_pointer(&scan);
}

bool format_relative_json_pointer(struct keur_text text)
{
    struct scan scan = {text, 0};

    if (!scan_take(&scan, "0") && scan_take_all(&scan, scan_digit_set) == 0)
        return false;
    if (scan_take(&scan, "#"))
        return scan_at_end(&scan);
    return take_pointer(&scan);
}
