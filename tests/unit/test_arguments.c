#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "command/arguments.h"
#include "unit/unit.h"

enum { MOST_WORDS = 32 };

struct parsed {
    struct arguments arguments;
    struct errors errors;
    char *line; /* what texts point into */
    bool is_fine;
};

/* Words are parted by blanks; "''" is an empty one. */
static struct parsed parse(const char *line)
{
    struct parsed parsed = {.line = malloc(strlen(line) + sizeof "keur ")};
    assert_non_null(parsed.line);
    strcat(strcpy(parsed.line, "keur "), line);
    char *words[MOST_WORDS] = {0};
    int count = 0;
    for (char *at = NULL, *word = strtok_r(parsed.line, " ", &at);
         word != NULL && count < MOST_WORDS; word = strtok_r(NULL, " ", &at))
        words[count++] = strcmp(word, "''") == 0 ? word + 2 : word;
    parsed.is_fine = arguments_parse(count, words, &parsed.arguments, &parsed.errors);
    return parsed;
}

static void parsed_free(struct parsed *parsed)
{
    arguments_free(&parsed->arguments);
    errors_free(&parsed->errors);
    free(parsed->line);
}

static void assert_list(const struct text_list *list, const char *expected)
{
    struct buffer words = {0};
    for (size_t i = 0; i < list->count; i++) {
        buffer_add(&words, list->items[i]);
        buffer_add_byte(&words, ' ');
    }
    buffer_add_byte(&words, '\0');
    assert_string_equal(words.bytes, expected);
    buffer_free(&words);
}

/* "FORMAT>FILE " for each. */
static void assert_outputs(const struct arguments *arguments, const char *expected)
{
    struct buffer outputs = {0};
    for (size_t i = 0; i < arguments->outputs.count; i++)
        buffer_printf(&outputs, "%.*s>%.*s ", KEUR_ARGUMENT(arguments->outputs.items[i].format),
                      KEUR_ARGUMENT(arguments->outputs.items[i].path));
    buffer_add_byte(&outputs, '\0');
    assert_string_equal(outputs.bytes, expected);
    buffer_free(&outputs);
}

static void assert_paths(const char *line, enum command command, const char *paths)
{
    struct parsed parsed = parse(line);
    assert_true(parsed.is_fine);
    assert_int_equal(parsed.arguments.command, command);
    assert_list(&parsed.arguments.paths, paths);
    parsed_free(&parsed);
}

static void test_commands_and_paths(void **state)
{
    (void)state;
    assert_paths("", COMMAND_CHECK, "");
    assert_paths("a.md b.md", COMMAND_CHECK, "a.md b.md ");
    assert_paths("check rules", COMMAND_CHECK, "rules ");
    assert_paths("rules", COMMAND_RULES, "");
    assert_paths("./rules", COMMAND_CHECK, "./rules ");
    assert_paths("a.md rules", COMMAND_CHECK, "a.md rules ");
    assert_paths("--quiet rules", COMMAND_CHECK, "rules ");
    assert_paths("explain links/scheme", COMMAND_EXPLAIN, "links/scheme ");
    assert_paths("help", COMMAND_HELP, "");
    assert_paths("-", COMMAND_CHECK, "- ");
    assert_paths("-- -q --x --", COMMAND_CHECK, "-q --x -- ");
}

static void test_options(void **state)
{
    (void)state;
    struct parsed parsed = parse(
        "check --config a.yaml --extends x,y --plugin-dir=p,q --plugin-dir r --only a/b,c --only d "
        "--skip e --format=json --output o.json --fail-on error --stdin-filename s.md -");
    assert_true(parsed.is_fine);
    const struct arguments *arguments = &parsed.arguments;
    assert_true(text_is(arguments->config, "a.yaml"));
    assert_list(&arguments->extends, "x y ");
    assert_list(&arguments->plugin_dirs, "p,q r ");
    assert_list(&arguments->only, "a/b c d ");
    assert_list(&arguments->skip, "e ");
    assert_outputs(arguments, "json>o.json ");
    assert_int_equal(arguments->fail_on, SEVERITY_ERROR);
    assert_true(text_is(arguments->stdin_filename, "s.md"));
    assert_false(arguments->quiet);
    parsed_free(&parsed);
    parsed = parse("-qfjson -o x --column-unit=utf16 --color never --no-config --no-project");
    assert_true(parsed.is_fine);
    assert_true(parsed.arguments.quiet && parsed.arguments.no_config);
    assert_true(parsed.arguments.no_project);
    assert_outputs(&parsed.arguments, "json>x ");
    assert_int_equal(parsed.arguments.unit, COLUMN_UTF16);
    assert_int_equal(parsed.arguments.color, COLOR_NEVER);
    parsed_free(&parsed);
    parsed = parse("-hV");
    assert_true(parsed.arguments.help && parsed.arguments.version);
    parsed_free(&parsed);
}

static void test_defaults(void **state)
{
    (void)state;
    struct parsed parsed = parse("");
    assert_int_equal(parsed.arguments.fail_on, SEVERITY_WARNING);
    assert_int_equal(parsed.arguments.unit, COLUMN_CODE_POINT);
    assert_int_equal(parsed.arguments.color, COLOR_AUTO);
    assert_int_equal(parsed.arguments.outputs.count, 0);
    parsed_free(&parsed);
}

static void assert_refused(const char *line, const char *part)
{
    struct parsed parsed = parse(line);
    assert_false(parsed.is_fine);
    assert_true(parsed.errors.count > 0);
    if (strstr(parsed.errors.items[0], part) == NULL)
        fail_msg("'%s' is not in: %s", part, parsed.errors.items[0]);
    parsed_free(&parsed);
}

static void test_outputs(void **state)
{
    static const char *const lines[][2] = {
        {"-f text", "text> "},
        {"-o a", ">a "},
        {"-o a -f json", "json>a "},
        {"-f text -f sarif -o a", "text> sarif>a "},
        {"-f sarif -o a -f text", "sarif>a text> "},
        {"-f sarif -o a --format=junit --output=b", "sarif>a junit>b "},
        {"-o a -f sarif -f junit -o b", "sarif>a junit>b "},
        {"--statistics -f json -o a", "json>a "},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct parsed parsed = parse(lines[i][0]);
        assert_true(parsed.is_fine);
        assert_outputs(&parsed.arguments, lines[i][1]);
        parsed_free(&parsed);
    }
    assert_refused("-f text -f json", "give '--format json' a file of its own");
    assert_refused("-f text -o a -o b", "'--output b' has no '--format' of its own");
    assert_refused("-f text -o a -f json -o a", "two formats would be written to 'a'");
    assert_refused("--statistics -f json", "'--statistics' writes to standard output");
}

static void test_mistakes(void **state)
{
    (void)state;
    assert_refused("--stdin-filename s.md", "goes with '-'");
    assert_refused("a.md -", "stands alone");
    assert_refused("''", "a path is empty");
    assert_refused("rules docs", "takes no path");
    assert_refused("--formt json", "did you mean '--format'?");
    assert_refused("--zzzzzz", "there is no option '--zzzzzz'");
    assert_refused("--fail-on erorr", "did you mean 'error'?");
    assert_refused("--fail-on=x", "error, warning, info, never");
    assert_refused("--fail-on", "'--fail-on' needs a value: --fail-on LEVEL");
    assert_refused("--config=", "'--config' needs a value");
    assert_refused("--config ''", "'--config' needs a value");
    assert_refused("--quiet=yes", "'--quiet' takes no value");
    assert_refused("-x", "there is no option '-x'");
    assert_refused("-f", "'--format' needs a value");
    assert_refused("explain", "explain takes one rule");
    assert_refused("completions", "completions takes one shell");
    assert_refused("--config x --no-config", "exclude each other");
    assert_string_equal(arguments_nearest_command(TEXT("chekc")), "check");
    assert_null(arguments_nearest_command(TEXT("docs/vereisten")));
}

static void test_help_fits_a_terminal(void **state)
{
    (void)state;
    char *bytes;
    size_t length;
    FILE *stream = open_memstream(&bytes, &length);
    assert_non_null(stream);
    arguments_help(stream);
    fclose(stream);
    struct keur_text help = {bytes, length};
    for (size_t at = 0, end; at < length; at = end + 1) {
        end = text_find(help, '\n', at);
        assert_true(end - at <= 80);
    }
    assert_non_null(strstr(bytes, "--stdin-filename PATH"));
    assert_non_null(strstr(bytes, "explain"));
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commands_and_paths), cmocka_unit_test(test_options),
        cmocka_unit_test(test_defaults),           cmocka_unit_test(test_outputs),
        cmocka_unit_test(test_mistakes),           cmocka_unit_test(test_help_fits_a_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
