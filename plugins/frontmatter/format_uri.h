/* Formats for references and identifiers. */
#ifndef FORMAT_URI_H
#define FORMAT_URI_H

#include "keur_plugin.h"

bool format_uri(struct keur_text text);           /* RFC 3986, with a scheme */
bool format_uri_reference(struct keur_text text); /* RFC 3986 */
bool format_iri(struct keur_text text);           /* RFC 3987, with a scheme */
bool format_iri_reference(struct keur_text text); /* RFC 3987 */
bool format_uri_template(struct keur_text text);  /* RFC 6570 */
bool format_uuid(struct keur_text text);          /* RFC 4122 */
bool format_json_pointer(struct keur_text text);  /* RFC 6901 */
bool format_relative_json_pointer(struct keur_text text);

#endif
