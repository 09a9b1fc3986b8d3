#include "format.h"

#include "format_host.h"
#include "format_time.h"
#include "format_uri.h"
#include "value.h"

static const struct format formats[] = {
    {"date", format_date, "a date such as 2026-01-31"},
    {"time", format_time, "a time such as 14:30:00Z"},
    {"date-time", format_date_time, "a date with a time such as 2026-01-31T14:30:00Z"},
    {"duration", format_duration, "a duration such as P3D or PT2H"},
    {"email", format_email, "a mail address such as name@example.org"},
    {"idn-email", format_idn_email, "a mail address such as name@example.org"},
    {"hostname", format_hostname, "the name of a host such as www.example.org"},
    {"idn-hostname", format_idn_hostname, "the name of a host such as www.example.org"},
    {"ipv4", format_ipv4, "an address such as 192.0.2.1"},
    {"ipv6", format_ipv6, "an address such as 2001:db8::1"},
    {"uri", format_uri, "an address such as https://example.org/page"},
    {"uri-reference", format_uri_reference, "an address, or a path such as folder/page"},
    {"iri", format_iri, "an address such as https://example.org/page"},
    {"iri-reference", format_iri_reference, "an address, or a path such as folder/page"},
    {"uri-template", format_uri_template, "an address with gaps such as https://example.org/{id}"},
    {"uuid", format_uuid, "a UUID such as 2eb8aa08-aa98-11ea-b4aa-73b441d16380"},
    {"json-pointer", format_json_pointer, "a JSON pointer such as /key/0"},
    {"relative-json-pointer", format_relative_json_pointer,
     "a relative JSON pointer such as 1/key"},
    {"regex", NULL, "a regular expression such as ^[a-z]+$"},
};

const struct format *format_find(struct keur_text name)
{
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
        if (text_equals_word(name, formats[i].name))
            return &formats[i];
    }
    return NULL;
}

bool format_takes(keur_run *run, const struct format *format, struct keur_text text)
{
    return format->is_valid != NULL ? format->is_valid(text) : keur_is_ecma_pattern(run, text);
}
