#include "tap.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/text.h"

/* A test program counts for as long as it runs. */
static size_t count, failures;

bool tap_result(bool is_ok, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    printf("%s %zu - ", is_ok ? "ok" : "not ok", ++count);
    vprintf(format, arguments);
    putchar('\n');
    va_end(arguments);
    failures += !is_ok;
    return is_ok;
}

void tap_show(const char *title, struct keur_text text)
{
    printf("#   %s:\n", title);
    for (size_t at = 0; at < text.length;) {
        size_t end = text_find(text, '\n', at);
        printf("#     %.*s\n", (int)(end - at), text.bytes + at);
        at = end + 1;
    }
}

int tap_end(void)
{
    printf("1..%zu\n", count);
    return failures > 0;
}
