#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "command/terminal.h"
#include "unit/unit.h"

static const char *const variables[] = {"INSIDE_EMACS",   "VIM",      "PRE_COMMIT",    "CI",
                                        "GITHUB_ACTIONS", "NO_COLOR", "CLICOLOR_FORCE"};
enum { VARIABLE_COUNT = sizeof variables / sizeof *variables, PROGRAM_COUNT = 5 };

struct stage {
    FILE *file, *terminal;
    int controller;
};

static struct stage stage_new(void)
{
    for (size_t i = 0; i < VARIABLE_COUNT; i++)
        unsetenv(variables[i]);
    setenv("TERM", "xterm", 1);
    struct stage stage = {.file = tmpfile(), .controller = posix_openpt(O_RDWR | O_NOCTTY)};
    assert_non_null(stage.file);
    if (stage.controller < 0) {
        print_message("# skipped: there are no pseudo terminals here\n");
        fclose(stage.file);
        skip();
    }
    assert_int_equal(grantpt(stage.controller), 0);
    assert_int_equal(unlockpt(stage.controller), 0);
    int terminal = open(ptsname(stage.controller), O_RDWR | O_NOCTTY);
    assert_true(terminal >= 0);
    stage.terminal = fdopen(terminal, "w");
    assert_non_null(stage.terminal);
    return stage;
}

static void stage_free(struct stage *stage)
{
    fclose(stage->file);
    fclose(stage->terminal);
    close(stage->controller);
}

static void test_full_only_for_a_person(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    assert_true(terminal_is_for_reading(stage.terminal));
    assert_false(terminal_is_for_reading(stage.file));
    for (size_t i = 0; i < PROGRAM_COUNT; i++) {
        setenv(variables[i], "1", 1);
        assert_false(terminal_is_for_reading(stage.terminal));
        unsetenv(variables[i]);
    }
    setenv("TERM", "dumb", 1);
    assert_false(terminal_is_for_reading(stage.terminal));
    stage_free(&stage);
}

static void test_colors(void **state)
{
    (void)state;
    struct stage stage = stage_new();
    assert_true(terminal_has_color(stage.terminal, COLOR_AUTO));
    assert_false(terminal_has_color(stage.file, COLOR_AUTO));
    setenv("CLICOLOR_FORCE", "0", 1);
    assert_false(terminal_has_color(stage.file, COLOR_AUTO));
    setenv("CLICOLOR_FORCE", "1", 1);
    assert_true(terminal_has_color(stage.file, COLOR_AUTO));
    setenv("NO_COLOR", "1", 1);
    assert_false(terminal_has_color(stage.file, COLOR_AUTO));
    assert_false(terminal_has_color(stage.terminal, COLOR_AUTO));
    assert_true(terminal_has_color(stage.file, COLOR_ALWAYS));
    unsetenv("NO_COLOR");
    assert_false(terminal_has_color(stage.terminal, COLOR_NEVER));
    stage_free(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_only_for_a_person),
        cmocka_unit_test(test_colors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
