/* Formats for dates and times. */
#ifndef FORMAT_TIME_H
#define FORMAT_TIME_H

#include "keur_plugin.h"

bool format_date(struct keur_text text);      /* RFC 3339, full-date */
bool format_time(struct keur_text text);      /* RFC 3339, full-time */
bool format_date_time(struct keur_text text); /* RFC 3339, date-time */
bool format_duration(struct keur_text text);  /* RFC 3339, appendix A */

#endif
