#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "render/render.h"
#include "unit/unit.h"

/* Quotes, markup, a control character, an emoji, no UTF-8, a line end, commands of CI runners. */
#define NASTY "\"'<b>&%\001\xF0\x9F\x98\x80\xFF\n##[group]::a,b"

static struct finding finding_new(void)
{
    return (struct finding){
        .path = TEXT("docs/x.md"),
        .project_path = TEXT("docs/x.md"),
        .rule = TEXT("links/scheme"),
        .severity = SEVERITY_ERROR,
        .message = TEXT("wrong"),
        .span = {105, 109},
        .start = {12, 5, 6},
        .end = {12, 9, 10},
        .shown_column = 5,
        .source_line = TEXT("zi\xC3\xAB htp://x"),
        .in_line = {5, 9},
        .fingerprint = 0xABC,
    };
}

/* What a format writes for findings; for free(). */
static char *written(const char *format, struct finding *items, size_t count)
{
    const struct rule_text rules[] = {
        {TEXT("links/missing-target"), TEXT("Targets are there."), TEXT("Why."), SEVERITY_ERROR},
        {TEXT("links/scheme"), TEXT("Schemes are known."), TEXT(""), SEVERITY_INFO},
    };
    char *bytes;
    size_t length;
    FILE *stream = open_memstream(&bytes, &length);
    assert_non_null(stream);
    struct findings findings = {items, count, count};
    struct summary summary = {.documents = 3, .rules = rules, .rule_count = 2};
    for (size_t i = 0; i < count; i++)
        summary.by_severity[items[i].severity]++;
    render_find(format)->write(stream, &findings, &summary, (struct render_style){false});
    fclose(stream);
    return bytes;
}

static void assert_written(const char *format, struct finding *items, size_t count,
                           const char *expected)
{
    char *bytes = written(format, items, count);
    assert_string_equal(bytes, expected);
    free(bytes);
}

static void assert_holds(const char *format, struct finding *finding, const char *part)
{
    char *bytes = written(format, finding, 1);
    if (strstr(bytes, part) == NULL)
        print_error("%s\nlacks %s\n", bytes, part);
    assert_non_null(strstr(bytes, part));
    free(bytes);
}

static void test_empty_results(void **state)
{
    (void)state;
    assert_written("jsonl", NULL, 0, "");
    assert_written("rdjsonl", NULL, 0, "");
    assert_written("github", NULL, 0, "");
    assert_written("gitlab", NULL, 0, "[\n]\n");
    assert_written("rdjson", NULL, 0, "{\"source\":{\"name\":\"keur\"},\"diagnostics\":[\n]}\n");
    assert_written("checkstyle", NULL, 0,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<checkstyle version=\"4.3\">\n</checkstyle>\n");
    /* Jenkins fails on a report without a test. */
    assert_written("junit", NULL, 0,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<testsuites name=\"keur\" tests=\"1\" failures=\"0\" errors=\"0\">\n"
                   "  <testsuite name=\"keur\" tests=\"1\" failures=\"0\" errors=\"0\">\n"
                   "    <testcase classname=\"keur\" name=\"no findings\"/>\n"
                   "  </testsuite>\n</testsuites>\n");
}

static void test_jsonl_is_what_json_holds(void **state)
{
    (void)state;
    struct finding finding = finding_new();
    char *line = written("jsonl", &finding, 1);
    line[strlen(line) - 1] = '\0';
    assert_holds("json", &finding, line);
    free(line);
    struct finding_edit edit = {{{105, 109}, TEXT("\xFF"), KEUR_SAFE}, {12, 5, 6}, {12, 9, 10}};
    finding.edits = &edit;
    finding.edit_count = 1;
    assert_holds("jsonl", &finding, "\"edits\":[]"); /* JSON cannot hold what it writes */
}

static void test_github(void **state)
{
    (void)state;
    unsetenv("GITHUB_ACTIONS");
    unsetenv("TF_BUILD");
    struct finding findings[] = {finding_new(), finding_new(), finding_new()};
    findings[0].severity = SEVERITY_INFO;
    findings[1].end.line = 13;
    findings[2].severity = SEVERITY_WARNING;
    findings[2].path = TEXT(NASTY);
    findings[2].message = TEXT(NASTY "\r");
    assert_written(
        "github", findings, 3,
        "::error file=docs/x.md,line=12,endLine=13,title=links/scheme::wrong\n"
        "::warning file=\"'<b>&%25\\u{0001}\xF0\x9F\x98\x80\\xFF%0A\\u{0023}#[group]%3A%3Aa%2Cb,"
        "line=12,endLine=12,col=5,endColumn=9,title=links/scheme::"
        "\"'<b>&%25\\u{0001}\xF0\x9F\x98\x80\\xFF%0A\\u{0023}#[group]::a,b%0D\n"
        "::notice file=docs/x.md,line=12,endLine=12,col=5,endColumn=9,title=links/scheme::"
        "wrong\n");
}

static void test_gitlab(void **state)
{
    (void)state;
    struct finding finding = finding_new();
    finding.path = TEXT(NASTY);
    assert_written("gitlab", &finding, 1,
                   "[\n{\"description\":\"wrong\",\"check_name\":\"links/scheme\","
                   "\"fingerprint\":\"0000000000000abc\",\"severity\":\"major\","
                   "\"location\":{\"path\":\"\\\"'<b>&%\\u0001\xF0\x9F\x98\x80\xEF\xBF\xBD\\n"
                   "\\u0023#[group]::a,b\",\"lines\":{\"begin\":12,\"end\":12}}}\n]\n");
}

#define NASTY_XML \
    "&#34;&#39;&#60;b&#62;&#38;%\xEF\xBF\xBD\xF0\x9F\x98\x80\xEF\xBF\xBD&#10;&#35;#[group]::a,b"

static void test_checkstyle(void **state)
{
    (void)state;
    struct finding findings[] = {finding_new(), finding_new(), finding_new()};
    findings[1].message = TEXT(NASTY);
    findings[1].severity = SEVERITY_INFO;
    findings[2].path = TEXT(NASTY);
    assert_written("checkstyle", findings, 3,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
                   "  <file name=\"docs/x.md\">\n"
                   "    <error line=\"12\" column=\"5\" severity=\"error\" message=\"wrong\""
                   " source=\"links/scheme\"/>\n"
                   "    <error line=\"12\" column=\"5\" severity=\"info\" message=\"" NASTY_XML
                   "\" source=\"links/scheme\"/>\n"
                   "  </file>\n"
                   "  <file name=\"" NASTY_XML "\">\n"
                   "    <error line=\"12\" column=\"5\" severity=\"error\" message=\"wrong\""
                   " source=\"links/scheme\"/>\n"
                   "  </file>\n</checkstyle>\n");
}

static void test_junit(void **state)
{
    (void)state;
    struct finding findings[] = {finding_new(), finding_new()};
    findings[0].message = TEXT(NASTY);
    findings[1].severity = SEVERITY_INFO;
    assert_written("junit", findings, 2,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<testsuites name=\"keur\" tests=\"2\" failures=\"1\" errors=\"0\">\n"
                   "  <testsuite name=\"docs/x.md\" tests=\"2\" failures=\"1\" errors=\"0\">\n"
                   "    <testcase classname=\"docs.x\" name=\"links/scheme at 12:5\">\n"
                   "      <failure type=\"error\" message=\"" NASTY_XML
                   "\">docs/x.md:12:5: " NASTY_XML "</failure>\n"
                   "    </testcase>\n"
                   "    <testcase classname=\"docs.x\" name=\"links/scheme at 12:5\">\n"
                   "      <system-out>docs/x.md:12:5: wrong</system-out>\n"
                   "    </testcase>\n"
                   "  </testsuite>\n</testsuites>\n");
}

static void test_junit_classes(void **state)
{
    (void)state;
    static const struct {
        const char *path, *classname;
    } cases[] = {
        {"a/b.c.md", "classname=\"a.b.c\""},
        {"README", "classname=\"README\""},
        {"a.b/README", "classname=\"a.b.README\""},
        {"a/.md", "classname=\"a..md\""},
        {"", "classname=\"\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct finding finding = finding_new();
        finding.path = text_of(cases[i].path);
        assert_holds("junit", &finding, cases[i].classname);
    }
}

static void test_rdjson_counts_bytes(void **state)
{
    (void)state;
    struct finding finding = finding_new();
    struct finding_edit edits[] = {
        {{{105, 109}, TEXT("http:"), KEUR_SAFE}, {12, 5, 6}, {12, 9, 10}},
        {{{112, 112}, TEXT("\xC3\xAB"), KEUR_SAFE}, {12, 12, 13}, {12, 12, 13}},
    };
    finding.edits = edits;
    finding.edit_count = 2;
#define DIAGNOSTIC(suggestions)                                                   \
    "{\"message\":\"wrong\",\"location\":{\"path\":\"docs/"                       \
    "x.md\",\"range\":{\"start\":{\"line\":12,"                                   \
    "\"column\":6},\"end\":{\"line\":12,\"column\":10}}},\"severity\":\"ERROR\"," \
    "\"source\":{\"name\":\"keur\"},\"code\":{\"value\":\"links/scheme\"}" suggestions "}\n"
#define SUGGESTION(line, from, end_line, to, text)                                              \
    "{\"range\":{\"start\":{\"line\":" line ",\"column\":" from "},\"end\":{\"line\":" end_line \
    ",\"column\":" to "}},\"text\":\"" text "\"}"
    /* The two, with what stands between them, are one. */
    assert_written(
        "rdjsonl", &finding, 1,
        DIAGNOSTIC(",\"suggestions\":[" SUGGESTION("12", "6", "12", "13", "http://x\xC3\xAB") "]"));
    edits[1].edit.span = (struct keur_span){130, 130};
    edits[1].start = edits[1].end = (struct position){13, 4, 4};
    assert_written(
        "rdjsonl", &finding, 1,
        DIAGNOSTIC(",\"suggestions\":[" SUGGESTION("12", "6", "12", "10", "http:") "," SUGGESTION(
            "13", "4", "13", "4", "\xC3\xAB") "]"));
    /* JSON cannot hold this repair: none is better than another one. */
    edits[0].edit.replacement = TEXT("\xFF");
    assert_written("rdjsonl", &finding, 1, DIAGNOSTIC(""));
    assert_holds("rdjson", &finding, DIAGNOSTIC("") "]}\n");
}

static void test_sarif_result(void **state)
{
    (void)state;
    struct finding finding = finding_new();
    finding.path = TEXT("docs/a b\xC3\xAB\xFF:%.md");
    finding.message = TEXT("no [text](target)");
    struct finding_edit edits[] = {
        {{{105, 109}, TEXT("http:"), KEUR_SAFE}, {12, 5, 6}, {12, 9, 10}},
        {{{112, 112}, TEXT(""), KEUR_UNSAFE}, {12, 12, 13}, {12, 12, 13}},
    };
    struct finding_related related = {
        .path = TEXT("/y.md"), .start = {3, 1, 1}, .end = {3, 3, 3}, .message = TEXT("first")};
    finding.edits = edits;
    finding.edit_count = 2;
    finding.related = &related;
    finding.related_count = 1;
#define ARTIFACT \
    "\"artifactLocation\":{\"uri\":\"docs/a%20b%C3%AB%FF%3A%25.md\",\"uriBaseId\":\"%SRCROOT%\"}"
#define HTP "{\"startLine\":12,\"startColumn\":5,\"endLine\":12,\"endColumn\":9}"
#define END "{\"startLine\":12,\"startColumn\":12,\"endLine\":12,\"endColumn\":12}"
    assert_holds("sarif", &finding,
                 "\"results\":[\n{\"ruleId\":\"links/scheme\",\"level\":\"error\","
                 "\"message\":{\"text\":\"no [text\\\\](target)\"},");
    assert_holds("sarif", &finding,
                 ",\"locations\":[{\"physicalLocation\":{" ARTIFACT ",\"region\":" HTP "}}],"
                 "\"partialFingerprints\":{\"keur/v1\":\"0000000000000abc\"},\"ruleIndex\":1,");
    assert_holds("sarif", &finding,
                 ",\"relatedLocations\":[{\"physicalLocation\":{\"artifactLocation\":"
                 "{\"uri\":\"file:///y.md\"},\"region\":{\"startLine\":3,\"startColumn\":1,"
                 "\"endLine\":3,\"endColumn\":3}},\"message\":{\"text\":\"first\"}}],");
    assert_holds("sarif", &finding,
                 ",\"fixes\":[{\"description\":"
                 "{\"text\":\"Repair it, to be judged by a person.\"},"
                 "\"artifactChanges\":[{" ARTIFACT ",\"replacements\":[{\"deletedRegion\":" HTP
                 ",\"insertedContent\":{\"text\":\"http:\"}},{\"deletedRegion\":" END
                 ",\"insertedContent\":{\"text\":\"\"}}]}]}]}\n]}]}\n");
    edits[0].edit.replacement = TEXT("\xFF"); /* JSON cannot hold it */
    char *bytes = written("sarif", &finding, 1);
    assert_null(strstr(bytes, "fixes"));
    free(bytes);
}

static void test_sarif_rules(void **state)
{
    (void)state;
    struct finding finding = finding_new();
    finding.rule = TEXT("links/other"); /* not in the list: no index */
    finding.severity = SEVERITY_INFO;
    assert_holds("sarif", &finding,
                 "\"rules\":[\n{\"id\":\"links/missing-target\",\"shortDescription\":"
                 "{\"text\":\"Targets are "
                 "there.\"},\"fullDescription\":{\"text\":\"Why.\"},\"help\":{\"text\":\"Why.\"},"
                 "\"defaultConfiguration\":{\"level\":\"error\"}},\n"
                 "{\"id\":\"links/scheme\",\"shortDescription\":{\"text\":\"Schemes are known.\"},"
                 "\"fullDescription\":{\"text\":\"Schemes are known.\"},"
                 "\"help\":{\"text\":\"Schemes are known.\"},"
                 "\"defaultConfiguration\":{\"level\":\"note\"}}\n]}}");
    assert_holds("sarif", &finding,
                 "{\"ruleId\":\"links/other\",\"level\":\"note\",\"message\":{\"text\":\"wrong\"}");
    assert_holds("sarif", &finding, "\"0000000000000abc\"}}\n]}]}\n");
    assert_holds("sarif", &finding, "\"columnKind\":\"unicodeCodePoints\"");
    assert_holds("sarif", &finding, "\"invocations\":[{\"executionSuccessful\":true}]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_results), cmocka_unit_test(test_jsonl_is_what_json_holds),
        cmocka_unit_test(test_github),        cmocka_unit_test(test_gitlab),
        cmocka_unit_test(test_checkstyle),    cmocka_unit_test(test_junit),
        cmocka_unit_test(test_junit_classes), cmocka_unit_test(test_rdjson_counts_bytes),
        cmocka_unit_test(test_sarif_result),  cmocka_unit_test(test_sarif_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
