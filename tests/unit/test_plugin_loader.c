/* Every way in which loading a plugin can fail has a message of its own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "load/plugin.h"
#include "unit/unit.h"

static const struct keur_text fixtures[] = {{KEUR_FIXTURES, sizeof(KEUR_FIXTURES) - 1}};

struct loader {
    struct arena *arena;
    struct plugins *plugins;
};

static struct loader loader_with(struct keur_texts folders, struct plugin_window window)
{
    struct loader loader = {.arena = arena_new()};
    loader.plugins = plugins_new(loader.arena, folders, window);
    return loader;
}

static struct loader loader_new(struct plugin_window window)
{
    return loader_with((struct keur_texts){.items = fixtures, .count = 1}, window);
}

static void check_loads(const char *name)
{
    struct loader loader = loader_new(PLUGIN_WINDOW);
    struct keur_text reason = TEXT("");
    const struct keur_plugin *plugin = plugins_get(loader.plugins, text_of(name), &reason);
    if (plugin == NULL) {
        fail_msg("%.*s", KEUR_ARGUMENT(reason));
        return;
    }
    assert_string_equal(plugin->name, name);
    assert_ptr_equal(plugins_get(loader.plugins, text_of(name), &reason), plugin);
    assert_ptr_equal(plugins_loaded(loader.plugins, 0), plugin);
    assert_null(plugins_loaded(loader.plugins, 1));
    arena_free(loader.arena);
}

/* The message has all the parts, which are separated by '*'. */
static void check_has(struct keur_text message, const char *parts)
{
    struct keur_text list = text_of(parts);
    for (size_t at = 0, end; at <= list.length; at = end + 1) {
        char part[200];
        end = text_find(list, '*', at);
        snprintf(part, sizeof(part), "%.*s", (int)(end - at), parts + at);
        if (strstr(message.bytes, part) == NULL)
            fail_msg("'%s' is not in: %s", part, message.bytes);
    }
}

static void check_fails(const char *name, struct plugin_window window, const char *parts)
{
    struct loader loader = loader_new(window);
    struct keur_text reason = TEXT("");
    assert_null(plugins_get(loader.plugins, text_of(name), &reason));
    check_has(reason, parts);
    struct keur_text again = TEXT("");
    assert_null(plugins_get(loader.plugins, text_of(name), &again));
    assert_true(keur_text_equals(reason, again));
    arena_free(loader.arena);
}

static void test_minor_versions_load(void **state)
{
    (void)state;
    check_loads("older_minor");
    check_loads("newer_minor");
    check_loads("probe");
}

static void test_members_that_a_plugin_does_not_know_are_zero(void **state)
{
    (void)state;
    struct loader loader = loader_new(PLUGIN_WINDOW);
    struct keur_text reason;
    const struct keur_plugin *plugin = plugins_get(loader.plugins, TEXT("older_minor"), &reason);
    assert_non_null(plugin);
    const struct keur_check *check = plugin_check(plugin, TEXT("older_minor/runs"));
    assert_non_null(check);
    assert_non_null(check->run);
    assert_null(check->run_project);
    assert_false(check->needs_only_bytes);
    assert_null(plugin_setting(plugin, TEXT("x")));
    assert_null(plugin_check(plugin, TEXT("older_minor/none")));
    arena_free(loader.arena);
}

static void test_broken_plugins_say_why(void **state)
{
    (void)state;
    check_fails("no_symbol", PLUGIN_WINDOW,
                "/no_symbol.so is not a plugin: it has no symbol 'keur_plugin_no_symbol'");
    check_fails("wrong_name", PLUGIN_WINDOW,
                "/wrong_name.so calls itself 'right_name'; it has to be 'wrong_name'");
    check_fails("duplicate_check", PLUGIN_WINDOW,
                "plugin 'duplicate_check' offers the check 'duplicate_check/same' twice");
    check_fails("foreign_check", PLUGIN_WINDOW,
                "offers the check 'links/missing-target'*begins with its plugin: 'foreign_check/");
    check_fails("undefined_symbol", PLUGIN_WINDOW,
                "needs 'keur_from_the_future', which this keur does not have");
    check_fails("too_old", (struct plugin_window){.oldest = 0, .newest = 0},
                "plugin 'too_old' is damaged: its struct has 4 bytes, and *set .size");
    check_fails("absent", PLUGIN_WINDOW,
                "plugin 'absent' is not found: there is no absent.so in " KEUR_FIXTURES
                "*--plugin-dir");
    check_fails("../probe", PLUGIN_WINDOW, "'../probe' cannot be the name of a plugin");
    check_fails("", PLUGIN_WINDOW, "'' cannot be the name of a plugin");
    check_fails("Probe", PLUGIN_WINDOW, "'Probe' cannot be the name of a plugin");
}

static void test_the_window_of_versions(void **state)
{
    (void)state;
    struct plugin_window later = {.oldest = KEUR_API_MAJOR + 1, .newest = KEUR_API_MAJOR + 3};
    check_fails("too_new", PLUGIN_WINDOW,
                "plugin 'too_new' is too new: it has interface *newer keur");
    check_fails("too_new", later, "plugin 'too_new' is too new");
    check_fails("too_old", later, "plugin 'too_old' is too old: it has interface 0*build it again");
    check_fails("probe", later, "plugin 'probe' is too old");
    struct loader wide = loader_new((struct plugin_window){.oldest = 0, .newest = 100});
    struct keur_text reason;
    assert_non_null(plugins_get(wide.plugins, TEXT("probe"), &reason));
    arena_free(wide.arena);
}

static void copy_file(const char *from, const char *to)
{
    struct arena *arena = arena_new();
    struct errors errors = {0};
    struct keur_text bytes;
    assert_true(file_read(from, SIZE_MAX, arena, &bytes, &errors));
    FILE *stream = fopen(to, "wb");
    assert_non_null(stream);
    assert_int_equal(fwrite(bytes.bytes, 1, bytes.length, stream), bytes.length);
    fclose(stream);
    errors_free(&errors);
    arena_free(arena);
}

static void test_a_plugin_in_two_folders(void **state)
{
    (void)state;
    char folder[] = "/tmp/keur-plugins-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/probe.so", folder);
    copy_file(KEUR_FIXTURES "/probe.so", path);
    struct keur_text folders[] = {fixtures[0], TEXT("/nonexistent"), text_of(folder)};
    struct loader loader =
        loader_with((struct keur_texts){.items = folders, .count = 3}, PLUGIN_WINDOW);
    struct keur_text reason = TEXT("");
    assert_null(plugins_get(loader.plugins, TEXT("probe"), &reason));
    check_has(reason, "plugin 'probe' is in two folders*/probe.so and /tmp/keur-plugins-");
    arena_free(loader.arena);

    folders[2] = fixtures[0];
    loader = loader_with((struct keur_texts){.items = folders, .count = 3}, PLUGIN_WINDOW);
    assert_non_null(plugins_get(loader.plugins, TEXT("probe"), &reason));
    arena_free(loader.arena);
    remove(path);
    rmdir(folder);
}

static void test_a_file_that_is_no_shared_object(void **state)
{
    (void)state;
    char folder[] = "/tmp/keur-plugins-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/text.so", folder);
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    fputs("no shared object\n", stream);
    fclose(stream);
    struct keur_text folders[] = {text_of(folder)};
    struct loader loader =
        loader_with((struct keur_texts){.items = folders, .count = 1}, PLUGIN_WINDOW);
    struct keur_text reason = TEXT("");
    assert_null(plugins_get(loader.plugins, TEXT("text"), &reason));
    check_has(reason, "plugin 'text' cannot be loaded: *text.so");
    assert_int_equal(plugins_names(loader.plugins).count, 1);
    arena_free(loader.arena);
    remove(path);
    rmdir(folder);
}

static void test_names_of_all_there_are(void **state)
{
    (void)state;
    struct loader loader = loader_new(PLUGIN_WINDOW);
    struct keur_texts names = plugins_names(loader.plugins);
    assert_true(names.count >= 10);
    for (size_t i = 1; i < names.count; i++)
        assert_true(keur_text_compare(names.items[i - 1], names.items[i]) < 0);
    assert_null(plugins_loaded(loader.plugins, 0));
    arena_free(loader.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_minor_versions_load),
        cmocka_unit_test(test_members_that_a_plugin_does_not_know_are_zero),
        cmocka_unit_test(test_broken_plugins_say_why),
        cmocka_unit_test(test_the_window_of_versions),
        cmocka_unit_test(test_a_plugin_in_two_folders),
        cmocka_unit_test(test_a_file_that_is_no_shared_object),
        cmocka_unit_test(test_names_of_all_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
