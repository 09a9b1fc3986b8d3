/* Any bytes are a document, and every document keeps the invariants.  The first byte chooses the
 * dialect, and which extensions are on. */
#include <stdint.h>
#include <stdlib.h>

#include "invariants.h"
#include "parse/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    static const enum keur_dialect dialects[] = {
        KEUR_DIALECT_COMMONMARK,
        KEUR_DIALECT_GFM,
        KEUR_DIALECT_PYTHON_MARKDOWN,
        KEUR_DIALECT_PYTHON_MARKDOWN,
    };
    struct reading reading = {
        .dialect = dialects[data[0] & 3], .extensions = EXTENSION_ALL, .has_prose = true};
    if ((data[0] & 0x80) != 0)
        reading.extensions = data[0] >> 2;
    struct arena *arena = arena_new();
    struct keur_text source = {(const char *)data + 1, size - 1};
    struct keur_document *document = document_open((struct keur_text){"fuzz.md", 7}, source, arena);

    document_parse(document, (struct keur_text){"", 0}, reading);
    if (!invariants_hold(document))
        abort();
    if (reading.dialect == KEUR_DIALECT_COMMONMARK && !invariants_match_libcmark(document))
        abort();
    arena_free(arena);
    return 0;
}
