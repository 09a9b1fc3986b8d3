#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "render/render.h"
#include "unit/unit.h"

static struct finding finding_new(const char *line, size_t begin, size_t end)
{
    return (struct finding){
        .path = TEXT("docs/x.md"),
        .project_path = TEXT("docs/x.md"),
        .rule = TEXT("links/scheme"),
        .severity = SEVERITY_ERROR,
        .message = TEXT("scheme \"htp:\", meant \"http:\""),
        .span = {100 + begin, 100 + end},
        .start = {12, begin + 1, begin + 1},
        .end = {12, end + 1, end + 1},
        .shown_column = begin + 1,
        .source_line = text_of(line),
        .in_line = {begin, end},
        .fingerprint = 0xABC,
    };
}

/* What a format writes for one finding; for free(). */
static char *written(const char *format, const struct finding *finding, bool color)
{
    char *bytes;
    size_t length;
    FILE *stream = open_memstream(&bytes, &length);
    assert_non_null(stream);
    struct finding copy = finding == NULL ? (struct finding){0} : *finding;
    struct findings findings = {&copy, finding != NULL, 1};
    struct summary summary = {.documents = 3};
    summary.by_severity[SEVERITY_ERROR] = findings.count;
    render_find(format)->write(stream, &findings, &summary, (struct render_style){color});
    fclose(stream);
    return bytes;
}

static void assert_written(const char *format, const struct finding *finding, const char *expected)
{
    char *bytes = written(format, finding, false);
    assert_string_equal(bytes, expected);
    free(bytes);
}

static void assert_escaped(const char *text, const char *expected)
{
    char *bytes;
    size_t length;
    FILE *stream = open_memstream(&bytes, &length);
    assert_non_null(stream);
    render_escaped(stream, text_of(text));
    fclose(stream);
    assert_string_equal(bytes, expected);
    free(bytes);
}

static void test_formats_by_name(void **state)
{
    (void)state;
    assert_string_equal(render_find("text")->name, "text");
    assert_null(render_find("tekst"));
    assert_null(render_find(""));
}

static void test_escapes(void **state)
{
    (void)state;
    assert_escaped("technologie\xC3\xABn \xF0\x9F\x98\x80 \\",
                   "technologie\xC3\xABn \xF0\x9F\x98\x80 \\");
    assert_escaped("a\033[31m\a\tb\n\r\x7F",
                   "a\\u{001B}[31m\\u{0007}\\u{0009}b\\u{000A}\\u{000D}\\u{007F}");
    assert_escaped("\xC2\x9B"
                   "31m",
                   "\\u{009B}31m");
    assert_escaped("\xE2\x80\xAE\xE2\x81\xA6\xE2\x80\x8F", "\\u{202E}\\u{2066}\\u{200F}");
    assert_escaped("\xE2\x80\xA8\xEF\xBB\xBF\xE2\x80\x8B", "\\u{2028}\\u{FEFF}\\u{200B}");
    assert_escaped("a\xFF\xC3", "a\\xFF\\xC3");
    assert_escaped("\xE2\x80\x8D", "\xE2\x80\x8D"); /* joins emoji */
}

static void test_runner_commands(void **state)
{
    (void)state;
    unsetenv("GITHUB_ACTIONS");
    unsetenv("TF_BUILD");
    assert_escaped("::error::x ##[group]", "::error::x ##[group]");
    setenv("GITHUB_ACTIONS", "true", 1);
    assert_escaped("::error::x", "\\u{003A}:error::x");
    assert_escaped("  ::error::x", "  \\u{003A}:error::x");
    assert_escaped("a::b: c", "a::b: c");
    assert_escaped("x ##[group] # ## [", "x \\u{0023}#[group] # ## [");
    unsetenv("GITHUB_ACTIONS");
    setenv("TF_BUILD", "True", 1);
    assert_escaped("###vso[task.x]", "#\\u{0023}#vso[task.x]");
    unsetenv("TF_BUILD");
}

static void test_text(void **state)
{
    (void)state;
    struct finding finding = finding_new("zie htp://x", 4, 8);
    assert_written("text", &finding,
                   "docs/x.md:12:5: error: scheme \"htp:\", meant \"http:\" [links/scheme]\n");
    finding.path = TEXT("a\nb.md");
    finding.message = TEXT("two\nlines");
    finding.severity = SEVERITY_INFO;
    assert_written("text", &finding,
                   "a\\u{000A}b.md:12:5: info: two\\u{000A}lines [links/scheme]\n");
    assert_written("text", NULL, "");
    char *bytes = written("text", &finding, true);
    assert_non_null(strstr(bytes, "\033[1;34minfo:\033[0m"));
    free(bytes);
}

#define HEAD "docs/x.md:12:5: error: scheme \"htp:\", meant \"http:\" [links/scheme]\n"

static void test_full(void **state)
{
    (void)state;
    struct finding finding = finding_new("zie htp://x", 4, 8);
    assert_written("full", &finding,
                   HEAD "   12 | zie htp://x\n"
                        "      |     ^~~~\n");
    /* One code point wide 1, one wide 2, a tab before the span. */
    finding = finding_new("\xC3\xA9\xE4\xB8\xAD\thtp:", 6, 10);
    finding.shown_column = 5;
    assert_written("full", &finding,
                   HEAD "   12 | \xC3\xA9\xE4\xB8\xAD\thtp:\n"
                        "      |    \t^~~~\n");
    finding = finding_new("\033[1m htp:", 5, 5);
    finding.shown_column = 5;
    assert_written("full", &finding,
                   HEAD "   12 | \\u{001B}[1m htp:\n"
                        "      |             ^\n");
    finding = finding_new("", 0, 0);
    finding.shown_column = 5;
    assert_written("full", &finding, HEAD);
}

static void test_full_cuts_long_lines(void **state)
{
    (void)state;
    char line[501];
    memset(line, 'a', 500);
    line[500] = '\0';
    memcpy(line + 300, "htp:", 4);
    struct finding finding = finding_new(line, 300, 304);
    char *bytes = written("full", &finding, false);
    char *shown = strchr(bytes, '\n') + 1;
    char *marks = strchr(shown, '\n') + 1;
    assert_int_equal(marks - shown, 8 + 3 + 100 + 3 + 1);
    assert_memory_equal(shown, "   12 | ...aaa", 14);
    assert_memory_equal(marks - 7, "aaa...\n", 7);
    assert_memory_equal(shown + (strchr(marks, '^') - marks), "htp:", 4);
    free(bytes);
    finding = finding_new(line, 0, 500); /* longer than the window */
    bytes = written("full", &finding, false);
    marks = strchr(strchr(bytes, '\n') + 1, '\n') + 1;
    assert_int_equal(strlen(marks), 8 + 100 + 1);
    free(bytes);
}

static void test_full_shows_related_places_and_repairs(void **state)
{
    (void)state;
    struct finding finding = finding_new("zie htp://x", 4, 8);
    struct finding_edit edits[] = {
        {{{104, 108}, TEXT("http:"), KEUR_SAFE}, {12, 5, 5}, {12, 9, 9}},
        {{{100, 100}, TEXT("["), KEUR_UNSAFE}, {12, 1, 1}, {12, 1, 1}},
        {{{100, 104}, TEXT(""), KEUR_SAFE}, {12, 1, 1}, {12, 5, 5}},
        {{{10, 20}, TEXT(""), KEUR_SAFE}, {2, 1, 1}, {2, 11, 11}},
    };
    struct finding_related related = {
        .path = TEXT("docs/y.md"), .start = {3, 1, 1}, .message = TEXT("the first one")};
    finding.edits = edits;
    finding.edit_count = 4;
    finding.related = &related;
    finding.related_count = 1;
    assert_written("full", &finding,
                   HEAD "   12 | zie htp://x\n"
                        "      |     ^~~~\n"
                        "docs/y.md:3:1: note: the first one\n"
                        "      = help: write \"http:\" instead of \"htp:\" at 12:5\n"
                        "      = help (to be judged): insert \"[\" at 12:1\n"
                        "      = help: remove \"zie \" at 12:1\n"
                        "      = help: remove 10 bytes at 2:1\n");
}

static void test_json(void **state)
{
    (void)state;
    struct finding finding = finding_new("zie htp://x", 4, 8);
    struct finding_edit edit = {{{104, 108}, TEXT("http:"), KEUR_SAFE}, {12, 5, 5}, {12, 9, 9}};
    struct finding_related related = {.path = TEXT("y.md"),
                                      .span = {7, 9},
                                      .start = {3, 1, 1},
                                      .end = {3, 3, 3},
                                      .message = TEXT("first")};
    finding.edits = &edit;
    finding.edit_count = 1;
    finding.related = &related;
    finding.related_count = 1;
    finding.path = TEXT("docs/\xFF.md");
    finding.message = TEXT("quotes \" and ##[group] and \xC3\xA9\xC3 \001");
    char *bytes = written("json", &finding, false);
    assert_null(strstr(bytes, "##"));
    json_error_t error;
    json_t *root = json_loads(bytes, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(root);
    const char *path, *rule, *severity, *message, *text, *safety, *fingerprint, *version, *other;
    int byte, line, column, end_byte, edit_byte, related_byte, errors, documents;
    assert_int_equal(json_unpack_ex(root, &error, 0,
                                    "{s:s, s:[{s:s, s:s, s:s, s:s, s:{s:i, s:i, s:i}, s:{s:i}, "
                                    "s:[{s:{s:i}, s:{}, s:s, s:s}],"
                                    " s:[{s:s, s:{s:i}}], s:s}], s:{s:i, s:i}}",
                                    "version", &version, "findings", "path", &path, "rule", &rule,
                                    "severity", &severity, "message", &message, "start", "byte",
                                    &byte, "line", &line, "column", &column, "end", "byte",
                                    &end_byte, "edits", "start", "byte", &edit_byte, "end", "text",
                                    &text, "safety", &safety, "related", "path", &other, "start",
                                    "byte", &related_byte, "fingerprint", &fingerprint, "summary",
                                    "errors", &errors, "documents", &documents),
                     0);
    assert_string_equal(path, "docs/\xEF\xBF\xBD.md");
    assert_string_equal(message, "quotes \" and ##[group] and \xC3\xA9\xEF\xBF\xBD \001");
    assert_string_equal(rule, "links/scheme");
    assert_string_equal(severity, "error");
    assert_string_equal(text, "http:");
    assert_string_equal(safety, "safe");
    assert_string_equal(fingerprint, "0000000000000abc");
    assert_string_equal(other, "y.md");
    const int numbers[] = {byte,      line,         column, end_byte,
                           edit_byte, related_byte, errors, documents};
    static const int expected[] = {104, 12, 5, 108, 104, 7, 1, 3};
    assert_memory_equal(numbers, expected, sizeof expected);
    json_decref(root);
    free(bytes);
    bytes = written("json", NULL, false);
    root = json_loads(bytes, 0, &error);
    assert_int_equal(json_array_size(json_object_get(root, "findings")), 0);
    json_decref(root);
    free(bytes);
}

static void assert_summary(size_t errors, size_t warnings, size_t documents, const char *expected)
{
    char *bytes;
    size_t length;
    FILE *stream = open_memstream(&bytes, &length);
    assert_non_null(stream);
    struct summary summary = {.documents = documents};
    summary.by_severity[SEVERITY_ERROR] = errors;
    summary.by_severity[SEVERITY_WARNING] = warnings;
    render_summary(stream, &summary, (struct render_style){false});
    fclose(stream);
    assert_string_equal(bytes, expected);
    free(bytes);
}

static void test_summary(void **state)
{
    (void)state;
    assert_summary(0, 0, 25, "no findings in 25 documents\n");
    assert_summary(3, 1, 25, "3 errors, 1 warning in 25 documents\n");
    assert_summary(0, 2, 1, "2 warnings in 1 document\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats_by_name),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_runner_commands),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_full_cuts_long_lines),
        cmocka_unit_test(test_full_shows_related_places_and_repairs),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_summary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
