/* A plugin of major version 0, for hosts whose window begins later.
 *
 *     cc -shared -fPIC -Isrc/api tests/plugins/too_old.c -o too_old.so
 */
#include "keur_plugin.h"

struct old_plugin {
    uint32_t api_version;
    uint32_t poison[31];
};

extern KEUR_EXPORT const struct old_plugin keur_plugin_too_old;
const struct old_plugin keur_plugin_too_old = {
    .api_version = 9,
    .poison = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
};
