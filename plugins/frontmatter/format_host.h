/* Formats for hosts and mail addresses. */
#ifndef FORMAT_HOST_H
#define FORMAT_HOST_H

#include "keur_plugin.h"

bool format_ipv4(struct keur_text text);         /* RFC 2673, dotted quad */
bool format_ipv6(struct keur_text text);         /* RFC 4291 */
bool format_hostname(struct keur_text text);     /* RFC 1123 */
bool format_idn_hostname(struct keur_text text); /* RFC 5890: labels of letters, marks, digits */
bool format_email(struct keur_text text);        /* RFC 5321, Mailbox */
bool format_idn_email(struct keur_text text);    /* RFC 6531 */

#endif
