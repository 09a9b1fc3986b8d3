/* Results in the Test Anything Protocol, which tests/run.sh counts. */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <stdbool.h>

#include "api/keur_plugin.h"

/* One line "ok N - name" or "not ok N - name"; gives back what it was given. */
bool tap_result(bool is_ok, const char *format, ...) KEUR_PRINTF(2, 3);
/* Shown behind a failed result, each line commented. */
void tap_show(const char *title, struct keur_text text);
/* The plan line; the exit code of the program. */
int tap_end(void);

#endif
