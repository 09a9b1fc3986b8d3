/* A plugin of major version 0, for hosts whose window begins later.  Others see that
 * its struct is too small.
 *
 *     cc -shared -fPIC -Isrc/api tests/plugins/too_old.c -o too_old.so
 */
#include "keur_plugin.h"

KEUR_PLUGIN(too_old) = {
    .api_version = 9,
    .size = sizeof(uint32_t),
    .name = "too_old",
};
