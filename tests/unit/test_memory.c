#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "document.h"

enum { EXHAUSTED = 77 };

static void leave(void)
{
    _exit(EXHAUSTED);
}

static const char source[] = "---\ntitel: x\nlijst: [a, b]\n---\n# Kop {#id}\n\n- [a](b.md)\n\n"
                             "=== \"Tab\"\n\n    | a | b |\n    |---|---|\n    | c | d |\n";

/* In a process of its own, which may die. */
static int parse_with(size_t allocations)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        memory_on_exhaustion(leave);
        memory_fail_behind(allocations);
        arena = arena_new();
        const struct keur_document *document = read_as(KEUR_DIALECT_PYTHON_MARKDOWN, source);
        _exit(keur_is_parsed(document) && keur_table(document, 0) != NULL ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* Wherever memory runs out, the program says so and ends; it never goes on with half of a document.
 */
static void exhaustion_ends_the_program(void **state)
{
    (void)state;
    size_t allocations = 0;
    int status;
    while ((status = parse_with(allocations)) == EXHAUSTED) {
        allocations++;
        assert_true(allocations < 10000);
    }
    assert_int_equal(status, 0);
    assert_true(allocations > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(exhaustion_ends_the_program)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
