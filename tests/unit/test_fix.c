#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"
#include "fix/apply.h"
#include "fix/brought.h"
#include "fix/diff.h"
#include "fix/search.h"
#include "unit/unit.h"

enum { MOST_FINDINGS = 64, MOST_EDITS = 4 };

/* Findings with edits, made one after the other. */
struct stage {
    struct finding findings[MOST_FINDINGS];
    struct finding_edit edits[MOST_FINDINGS][MOST_EDITS];
    struct repairs repairs;
};

static struct finding *add_finding(struct stage *stage, const char *rule, const char *message)
{
    size_t i = stage->repairs.count;
    struct finding *finding = &stage->findings[i];
    finding->rule = text_of(rule);
    finding->message = text_of(message);
    finding->edits = stage->edits[i];
    *ARRAY_PUSH(&stage->repairs) = (struct repair){.finding = finding};
    return finding;
}

static void add_edit(struct stage *stage, size_t begin, size_t end, const char *replacement)
{
    size_t i = stage->repairs.count - 1;
    struct finding *finding = &stage->findings[i];
    stage->edits[i][finding->edit_count++].edit =
        (struct keur_edit){{begin, end}, text_of(replacement), KEUR_SAFE};
    finding->span = (struct keur_span){begin, end};
}

static void add(struct stage *stage, size_t begin, size_t end, const char *replacement)
{
    add_finding(stage, "x/y", "message");
    add_edit(stage, begin, end, replacement);
}

static void stage_free(struct stage *stage)
{
    ARRAY_FREE(&stage->repairs);
}

static void set_all(struct stage *stage, enum repair_state state)
{
    for (size_t i = 0; i < stage->repairs.count; i++)
        stage->repairs.items[i].state = state;
}

static void assert_applied(struct stage *stage, const char *source, const char *expected)
{
    struct buffer fixed = {0};
    struct changes changes = {0};
    set_all(stage, REPAIR_TAKEN);
    apply_repairs(text_of(source), &stage->repairs, &fixed, &changes);
    buffer_add_byte(&fixed, '\0');
    assert_string_equal(fixed.bytes, expected);
    buffer_free(&fixed);
    ARRAY_FREE(&changes);
}

/* ---- Repairs ---- */

static void test_edits_in_any_order(void **state)
{
    (void)state;
    struct stage stage = {0};
    add(&stage, 8, 9, "I");
    add(&stage, 0, 1, "");
    add_edit(&stage, 4, 4, "+");
    assert_applied(&stage, "abcdefghij", "bcd+efghIj");
    stage_free(&stage);
}

static void test_edits_that_clash_wait(void **state)
{
    (void)state;
    struct stage stage = {0};
    add(&stage, 2, 5, "x");
    add(&stage, 4, 6, "y"); /* overlaps */
    add(&stage, 5, 5, "z"); /* touches */
    add(&stage, 7, 8, "w");
    repairs_choose(&stage.repairs);
    assert_int_equal(stage.repairs.count, 2);
    assert_applied(&stage, "abcdefghij", "abxfgwij");
    stage_free(&stage);
}

/* Their edits are between each other's: neither a whole one is lost, nor half of one applied. */
static void test_edits_that_interlock(void **state)
{
    (void)state;
    struct stage stage = {0};
    add(&stage, 0, 1, "A");
    add_edit(&stage, 6, 8, "G");
    add(&stage, 3, 4, "D");
    add_edit(&stage, 7, 9, "H");
    repairs_choose(&stage.repairs);
    assert_int_equal(stage.repairs.count, 1);
    assert_applied(&stage, "abcdefghij", "AbcdefGij");
    stage_free(&stage);
}

static void test_edits_of_one_finding_may_touch(void **state)
{
    (void)state;
    struct stage stage = {0};
    add(&stage, 1, 2, "");
    add_edit(&stage, 2, 3, "");
    repairs_choose(&stage.repairs);
    assert_int_equal(stage.repairs.items[0].state, REPAIR_OPEN);
    assert_applied(&stage, "abcd", "ad");
    stage_free(&stage);
}

static void test_a_finding_that_overlaps_itself_is_refused(void **state)
{
    (void)state;
    struct stage stage = {0};
    add(&stage, 1, 3, "");
    add_edit(&stage, 2, 4, "");
    repairs_choose(&stage.repairs);
    assert_int_equal(stage.repairs.count, 1);
    assert_int_equal(stage.repairs.items[0].state, REPAIR_REFUSED);
    stage_free(&stage);
}

static void test_line_endings_of_the_document(void **state)
{
    (void)state;
    struct stage stage = {0};
    add(&stage, 3, 3, "x\ny\r\n\n");
    assert_applied(&stage, "a\r\nb\r\n", "a\r\nx\r\ny\r\n\r\nb\r\n");
    assert_applied(&stage, "a\r\nb\n", "a\r\nx\ny\r\n\nb\n");
    stage_free(&stage);
}

/* ---- Changes ---- */

/* Numbers that are the same in every run. */
static size_t next_random(uint64_t *seed, size_t limit)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(*seed >> 33) % limit;
}

/* Edits that leave room between them. */
static void add_random(struct stage *stage, size_t length, uint64_t *seed)
{
    static const char *const replacements[] = {"", "x", "\n", "yy\nzz", "\nw\n"};
    size_t at = next_random(seed, 6);
    while (at < length && stage->repairs.count < MOST_FINDINGS) {
        size_t end = at + next_random(seed, 9);
        if (end > length)
            end = length;
        add(stage, at, end, replacements[next_random(seed, 5)]);
        at = end + 1 + next_random(seed, 30);
    }
    set_all(stage, REPAIR_TAKEN);
}

static void change_randomly(struct keur_text source, struct buffer *fixed, struct changes *changes,
                            uint64_t *seed)
{
    struct stage stage = {0};
    add_random(&stage, source.length, seed);
    apply_repairs(source, &stage.repairs, fixed, changes);
    stage_free(&stage);
}

/* All that lies between changes is the same before and after. */
static void assert_same_outside(struct keur_text before, struct keur_text after,
                                const struct changes *changes)
{
    struct keur_span gap = {0, 0};
    for (size_t i = 0; i <= changes->count; i++) {
        bool is_last = i == changes->count;
        size_t end = is_last ? before.length : changes->items[i].before.begin;
        size_t after_end = is_last ? after.length : changes->items[i].after.begin;
        assert_true(end >= gap.begin && after_end >= gap.end);
        struct keur_text old = text_slice(before, gap.begin, end);
        assert_true(keur_text_equals(old, text_slice(after, gap.end, after_end)));
        if (!is_last)
            gap = (struct keur_span){changes->items[i].before.end, changes->items[i].after.end};
    }
}

static struct keur_text random_text(struct buffer *text, uint64_t *seed)
{
    text->length = 0;
    for (size_t i = next_random(seed, 200); i > 0; i--)
        buffer_add_byte(text, "abcdefg\n"[next_random(seed, 8)]);
    return buffer_text(text);
}

static void test_changes_of_many_rounds(void **state)
{
    (void)state;
    struct buffer source = {0};
    uint64_t seed = 1;
    for (int run = 0; run < 2000; run++) {
        struct keur_text before = random_text(&source, &seed);
        struct buffer now = {0};
        struct changes all = {0};
        buffer_add(&now, before);
        for (size_t rounds = next_random(&seed, 5); rounds > 0; rounds--) {
            struct buffer next = {0};
            struct changes changes = {0};
            change_randomly(buffer_text(&now), &next, &changes, &seed);
            changes_append(&all, &changes);
            assert_same_outside(before, buffer_text(&next), &all);
            buffer_free(&now);
            now = next;
            ARRAY_FREE(&changes);
        }
        buffer_free(&now);
        ARRAY_FREE(&all);
    }
    buffer_free(&source);
}

static void assert_mapped(const struct changes *changes, struct keur_span span, size_t begin,
                          size_t end)
{
    struct keur_span mapped = changes_map(changes, span);
    assert_int_equal(mapped.begin, begin);
    assert_int_equal(mapped.end, end);
}

static void test_places_after_changes(void **state)
{
    (void)state;
    struct change items[] = {
        {.before = {2, 4}, .after = {2, 7}},
        {.before = {6, 6}, .after = {9, 11}},
        {.before = {8, 9}, .after = {13, 13}},
    };
    struct changes changes = {.items = items, .count = 3};
    assert_mapped(&changes, (struct keur_span){0, 2}, 0, 2);
    assert_mapped(&changes, (struct keur_span){1, 3}, 1, 7);
    assert_mapped(&changes, (struct keur_span){3, 5}, 2, 8);
    assert_mapped(&changes, (struct keur_span){4, 6}, 7, 9);
    assert_mapped(&changes, (struct keur_span){6, 7}, 11, 12);
    assert_mapped(&changes, (struct keur_span){6, 6}, 9, 11);
    assert_mapped(&changes, (struct keur_span){8, 9}, 13, 13);
    assert_mapped(&changes, (struct keur_span){9, 12}, 13, 16);
}

/* ---- What a change has brought ---- */

static struct finding finding_at(size_t begin, const char *rule, const char *message)
{
    return (struct finding){.rule = text_of(rule),
                            .message = text_of(message),
                            .severity = SEVERITY_ERROR,
                            .span = {begin, begin + 2}};
}

static void test_new_findings(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct change items[] = {{.before = {10, 12}, .after = {10, 15}}};
    struct changes changes = {.items = items, .count = 1};
    struct finding before[] = {
        finding_at(10, "a/a", "mended"),     finding_at(20, "a/a", "stays"),
        finding_at(10, "a/b", "says more"),  finding_at(30, "a/c", "moves away"),
        finding_at(10, "a/d", "not mended"),
    };
    struct finding after[] = {
        finding_at(23, "a/a", "stays"),      finding_at(12, "a/b", "says less"),
        finding_at(50, "a/c", "moves away"), finding_at(50, "a/a", "new there"),
        finding_at(10, "a/d", "not mended"), finding_at(60, "a/c", "moves away"),
        finding_at(10, "a/e", "new here"),
    };
    static const bool still_there[] = {false, true, false, false, true};
    static const bool new[] = {false, false, false, true, false, true, true};
    struct brought brought = brought_by((struct findings_view){before, 5},
                                        (struct findings_view){after, 7}, &changes, arena);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(brought.is_still_there[i], still_there[i]);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(brought.is_new[i], new[i]);
    arena_free(arena);
}

/* More of a rule that had stopped counting are not new. */
static void test_rules_that_were_cut_off(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct findings before = {0};
    for (size_t i = 0; i <= LIMIT_FINDINGS; i++)
        *ARRAY_PUSH(&before) = finding_at(i * 10, "a/a", "x");
    struct finding after = finding_at(1000000, "a/a", "y");
    struct changes none = {0};
    struct brought brought = brought_by((struct findings_view){before.items, before.count},
                                        (struct findings_view){&after, 1}, &none, arena);
    assert_false(brought.is_new[0]);
    brought = brought_by((struct findings_view){before.items, before.count - 1},
                         (struct findings_view){&after, 1}, &none, arena);
    assert_true(brought.is_new[0]);
    ARRAY_FREE(&before);
    arena_free(arena);
}

/* ---- Search ---- */

/* Which of many do harm, alone or with another. */
struct harm {
    struct repair repairs[1000];
    struct repair *pointers[1000];
    bool is_guilty[1000];
    bool blames; /* the guilty ones are known */
    size_t trials;
};

static bool is_harmless(struct harm *harm)
{
    bool is_fine = true;
    for (size_t i = 0; i < 1000; i++) {
        bool is_in =
            harm->repairs[i].state == REPAIR_TRIED || harm->repairs[i].state == REPAIR_TAKEN;
        if (!is_in || !harm->is_guilty[i])
            continue;
        is_fine = false;
        if (harm->blames)
            harm->repairs[i].blame = BLAME_ALONE;
    }
    return is_fine;
}

static void run_search(struct harm *harm)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < 1000; i++)
        harm->pointers[i] = &harm->repairs[i];
    struct search search = search_new(harm->pointers, 1000, LIMIT_FIX_TRIALS, arena);
    for (; search_next(&search); harm->trials++)
        if (is_harmless(harm))
            search_pass(&search);
        else
            search_fail(&search, TEXT("harm"));
    search_free(&search);
    arena_free(arena);
}

static void assert_only_guilty_refused(const struct harm *harm)
{
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(harm->repairs[i].state,
                         harm->is_guilty[i] ? REPAIR_REFUSED : REPAIR_TAKEN);
}

static void test_all_at_once(void **state)
{
    (void)state;
    struct harm *harm = calloc(1, sizeof *harm);
    run_search(harm);
    assert_only_guilty_refused(harm);
    assert_int_equal(harm->trials, 1);
    free(harm);
}

static void test_guilty_ones_are_found_by_halving(void **state)
{
    (void)state;
    struct harm *harm = calloc(1, sizeof *harm);
    harm->is_guilty[3] = harm->is_guilty[700] = true;
    run_search(harm);
    assert_only_guilty_refused(harm);
    assert_true(harm->trials <= 40);
    assert_string_equal(harm->repairs[3].reason.bytes, "harm");
    free(harm);
}

static void test_many_guilty_ones_are_blamed(void **state)
{
    (void)state;
    struct harm *harm = calloc(1, sizeof *harm);
    harm->blames = true;
    for (size_t i = 0; i < 1000; i += 3)
        harm->is_guilty[i] = true;
    run_search(harm);
    assert_only_guilty_refused(harm);
    assert_int_equal(harm->trials, 2);
    free(harm);
}

/* However many there are: the number of trials has a bound, and nothing stays open. */
static void test_a_search_ends(void **state)
{
    (void)state;
    struct harm *harm = calloc(1, sizeof *harm);
    for (size_t i = 0; i < 1000; i += 2)
        harm->is_guilty[i] = true;
    run_search(harm);
    assert_int_equal(harm->trials, LIMIT_FIX_TRIALS);
    for (size_t i = 0; i < 1000; i++) {
        assert_true(harm->repairs[i].state == REPAIR_TAKEN ||
                    harm->repairs[i].state == REPAIR_REFUSED);
        assert_false(harm->repairs[i].state == REPAIR_TAKEN && harm->is_guilty[i]);
    }
    free(harm);
}

/* ---- Diff ---- */

/* Applies a unified diff by the book: every line that stays or goes must be there. */
static void patch(struct keur_text before, struct keur_text diff, struct buffer *after)
{
    size_t at = 0, source = 0;
    for (size_t end; at < diff.length; at = end + 1) {
        end = text_find(diff, '\n', at);
        struct keur_text line = text_slice(diff, at, end);
        char sign = line.bytes[0];
        if (text_starts_with(line, "--- ") || text_starts_with(line, "+++ "))
            continue;
        if (sign == '@') {
            char *rest;
            size_t first = strtoul(line.bytes + 4, &rest, 10);
            size_t skipped = *rest == ',' && strtoul(rest + 1, NULL, 10) == 0 ? first : first - 1;
            size_t line_number = 0, offset = 0;
            for (; line_number < skipped; line_number++)
                offset = text_find(before, '\n', offset) + 1;
            assert_true(offset >= source);
            buffer_add(after, text_slice(before, source, offset));
            source = offset;
            continue;
        }
        if (sign == '\\')
            continue;
        bool has_ending = end + 1 >= diff.length || diff.bytes[end + 1] != '\\';
        struct keur_text content = text_slice(diff, at + 1, end + has_ending);
        assert_true(sign == ' ' || sign == '-' || sign == '+');
        if (sign != '+') {
            struct keur_text old = text_slice(before, source, source + content.length);
            assert_true(keur_text_equals(old, content));
            source += content.length;
        }
        if (sign != '-')
            buffer_add(after, content);
    }
    buffer_add(after, text_slice(before, source, before.length));
}

static void test_diffs_can_be_applied(void **state)
{
    (void)state;
    struct buffer source = {0};
    uint64_t seed = 7;
    for (int run = 0; run < 3000; run++) {
        struct keur_text before = random_text(&source, &seed);
        struct buffer after = {0}, text = {0}, patched = {0};
        struct changes changes = {0};
        change_randomly(before, &after, &changes, &seed);
        struct diff diff = {before, buffer_text(&after), &changes};
        diff_add(&text, TEXT("a.md"), &diff);
        patch(before, buffer_text(&text), &patched);
        assert_true(keur_text_equals(buffer_text(&patched), buffer_text(&after)));
        buffer_free(&after);
        buffer_free(&text);
        buffer_free(&patched);
        ARRAY_FREE(&changes);
    }
    buffer_free(&source);
}

static void test_a_diff(void **state)
{
    (void)state;
    struct stage stage = {0};
    struct buffer after = {0}, text = {0};
    struct changes changes = {0};
    const char *source = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12";
    add(&stage, 0, 1, "one");
    add(&stage, 24, 26, "twelve");
    set_all(&stage, REPAIR_TAKEN);
    apply_repairs(text_of(source), &stage.repairs, &after, &changes);
    struct diff diff = {text_of(source), buffer_text(&after), &changes};
    diff_add(&text, TEXT("a b\".md"), &diff);
    buffer_add_byte(&text, '\0');
    assert_string_equal(text.bytes, "--- \"a/a b\\\".md\"\t\n+++ \"b/a b\\\".md\"\t\n"
                                    "@@ -1,4 +1,4 @@\n-1\n+one\n 2\n 3\n 4\n"
                                    "@@ -9,4 +9,4 @@\n 9\n 10\n 11\n-12\n"
                                    "\\ No newline at end of file\n+twelve\n"
                                    "\\ No newline at end of file\n");
    buffer_free(&after);
    buffer_free(&text);
    ARRAY_FREE(&changes);
    stage_free(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edits_in_any_order),
        cmocka_unit_test(test_edits_that_clash_wait),
        cmocka_unit_test(test_edits_that_interlock),
        cmocka_unit_test(test_edits_of_one_finding_may_touch),
        cmocka_unit_test(test_a_finding_that_overlaps_itself_is_refused),
        cmocka_unit_test(test_line_endings_of_the_document),
        cmocka_unit_test(test_changes_of_many_rounds),
        cmocka_unit_test(test_places_after_changes),
        cmocka_unit_test(test_new_findings),
        cmocka_unit_test(test_rules_that_were_cut_off),
        cmocka_unit_test(test_all_at_once),
        cmocka_unit_test(test_guilty_ones_are_found_by_halving),
        cmocka_unit_test(test_many_guilty_ones_are_blamed),
        cmocka_unit_test(test_a_search_ends),
        cmocka_unit_test(test_diffs_can_be_applied),
        cmocka_unit_test(test_a_diff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
