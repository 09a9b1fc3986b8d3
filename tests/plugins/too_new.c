/* A plugin of a major version that is far ahead.  All but the version is poison.
 *
 *     cc -shared -fPIC -Isrc/api tests/plugins/too_new.c -o too_new.so
 */
#include "keur_plugin.h"

struct new_plugin {
    uint32_t api_version;
    uint32_t poison[31];
};

extern KEUR_EXPORT const struct new_plugin keur_plugin_too_new;
const struct new_plugin keur_plugin_too_new = {
    .api_version = (uint32_t)(KEUR_API_MAJOR + 7) << 16,
    .poison = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
};
