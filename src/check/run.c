/* The functions of keur_plugin.h that a check calls while it runs. */
#include "check/run.h"

#include <stdarg.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/folders.h"
#include "base/limits.h"
#include "base/pattern.h"
#include "base/text.h"
#include "base/unicode.h"
#include "check/scope.h"
#include "site/address.h"
#include "site/target.h"

const void *keur_options(const keur_run *run)
{
    return run->rule->options;
}

const void *keur_prepared(const keur_run *run)
{
    return run->rule->prepared;
}

static const void *setting_of(const keur_run *run, const struct document_type *type,
                              const char *key)
{
    if (type == NULL)
        return NULL;
    for (size_t i = 0; i < type->setting_count; i++) {
        const struct type_setting *setting = &type->settings[i];
        if (setting->plugin == run->rule->plugin && text_is(setting->key, key))
            return setting->prepared;
    }
    return NULL;
}

const void *keur_setting(const keur_run *run, const char *key)
{
    return setting_of(run, run->type, key);
}

const void *keur_index_setting(const keur_run *run, size_t document, const char *key)
{
    struct keur_text name = keur_index_type(run->index, document);
    for (size_t i = 0; i < run->project->type_count && name.length > 0; i++)
        if (keur_text_equals(run->project->types[i].name, name))
            return setting_of(run, &run->project->types[i], key);
    return NULL;
}

const keur_document *keur_run_document(const keur_run *run)
{
    return run->document;
}

bool keur_is_on(const keur_run *run, const char *check)
{
    const struct keur_text path = keur_path(run->document), type = keur_type(run->document);
    for (size_t i = 0; i < run->project->rule_count; i++) {
        const struct rule *rule = &run->project->rules[i];
        if (rule->check == NULL || !text_is(rule->check_id, check))
            continue;
        rule = scope_rule(rule, path, type);
        if (rule != NULL && scope_reads(rule, keur_dialect(run->document)))
            return true;
    }
    return false;
}

void *keur_allocate(keur_run *run, size_t size)
{
    return arena_allocate(run->scratch, size);
}

void **keur_keep(keur_run *run)
{
    struct kept *kept = *run->kept;
    while (kept != NULL && kept->plugin != run->rule->plugin)
        kept = kept->next;
    if (kept == NULL) {
        kept = arena_allocate(run->scratch, sizeof *kept);
        *kept = (struct kept){.plugin = run->rule->plugin, .next = *run->kept};
        *run->kept = kept;
    }
    return &kept->made;
}

struct keur_text keur_format(keur_run *run, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct keur_text text = arena_vformat(run->scratch, format, arguments);
    va_end(arguments);
    return text;
}

struct keur_text keur_fold(keur_run *run, struct keur_text text)
{
    return unicode_fold(run->scratch, text);
}

struct keur_text keur_compose(keur_run *run, struct keur_text text)
{
    return unicode_compose(run->scratch, text);
}

bool keur_is_ecma_pattern(keur_run *run, struct keur_text source)
{
    return pattern_is_ecma(source, run->scratch);
}

enum keur_entry_type keur_exists(const keur_run *run, struct keur_text path)
{
    return folders_find(run->project->folders, path_normalize(run->scratch, path));
}

struct keur_text keur_folder_entry(const keur_run *run, struct keur_text folder, size_t i)
{
    const struct folder *listing =
        folders_read(run->project->folders, path_normalize(run->scratch, folder));
    if (listing == NULL || i >= listing->count)
        return TEXT("");
    const struct folder_entry *entry = &listing->entries[i];
    if (entry->type != ENTRY_FOLDER && entry->type != ENTRY_LINK_FOLDER)
        return entry->name;
    return arena_format(run->scratch, "%.*s/", KEUR_ARGUMENT(entry->name));
}

const void *keur_made_of_file(keur_run *run, struct keur_text name, keur_maker *make,
                              struct keur_text *ret_mistake)
{
    struct keur_text from = run->document == NULL ? TEXT("") : keur_path(run->document);
    *ret_mistake = TEXT("");
    return run->made_of_file(run->project, from, name, make, run->scratch, ret_mistake);
}

/* A check may not point outside its document. */
static struct keur_span within(const keur_document *document, struct keur_span span)
{
    size_t length = keur_source(document).length;
    if (span.end > length)
        span.end = length;
    if (span.begin > span.end)
        span.begin = span.end;
    return span;
}

/* ---- What project checks take down ---- */

static size_t rule_number(const keur_run *run)
{
    return (size_t)(run->rule - run->project->rules);
}

void keur_note(keur_run *run, struct keur_text name, struct keur_text text, struct keur_span span)
{
    if (run->notes == NULL)
        return;
    *ARRAY_PUSH(run->notes) =
        (struct index_note){rule_number(run), name, text, within(run->document, span)};
}

bool keur_index_note(const keur_run *run, size_t document, size_t i, struct keur_entry *ret_entry)
{
    return index_note(run->index, document, rule_number(run), i, ret_entry);
}

/* ---- The site ---- */

const struct keur_site *keur_site(const keur_run *run)
{
    return run->project->site == NULL ? NULL : &run->project->site->is;
}

bool keur_page_address(keur_run *run, struct keur_text path, struct keur_text *ret_address)
{
    return run->project->site != NULL &&
           address_of(run->project->site, path, run->scratch, ret_address);
}

bool keur_is_excluded(keur_run *run, struct keur_text path)
{
    struct keur_text below;
    return run->project->site != NULL && address_below_docs(run->project->site, path, &below) &&
           address_left_out(run->project, below, run->scratch) != 0;
}

bool keur_is_unlisted(keur_run *run, struct keur_text path)
{
    struct keur_text below;
    return run->project->site != NULL && address_below_docs(run->project->site, path, &below) &&
           ignore_lines_leave_out(&run->project->site->unlisted, below);
}

struct keur_destination keur_resolve(keur_run *run, struct keur_text from, struct keur_text target,
                                     enum keur_target_base base)
{
    return target_resolve(run->project, run->scratch, from, target, base);
}

struct keur_text keur_relative_target(keur_run *run, struct keur_text from, struct keur_text to)
{
    return target_relative(run->project, run->scratch, from, to);
}

struct keur_text keur_file(const keur_run *run, size_t i)
{
    struct keur_texts files = folders_files(run->project->folders);
    return i < files.count ? files.items[i] : TEXT("");
}

bool keur_renamed(const keur_run *run, size_t i, struct keur_rename *ret_rename)
{
    if (i >= run->project->rename_count)
        return false;
    *ret_rename = run->project->renames[i];
    return true;
}

/* ---- Reporting ---- */

/* Message, edits and places outlive the document: all is copied. */
static const struct keur_edit *copy_edits(struct arena *arena, const struct keur_details *details)
{
    struct keur_edit *edits = arena_allocate(arena, details->edit_count * sizeof *edits);
    for (size_t i = 0; i < details->edit_count; i++) {
        /* Each by itself: a worker sends the structs as they are, and unset bytes between stay. */
        edits[i].span = details->edits[i].span;
        edits[i].replacement = arena_copy(arena, details->edits[i].replacement);
        edits[i].safety = details->edits[i].safety;
    }
    return edits;
}

static const struct keur_related *copy_related(struct arena *arena,
                                               const struct keur_details *details)
{
    struct keur_related *related = arena_allocate(arena, details->related_count * sizeof *related);
    for (size_t i = 0; i < details->related_count; i++) {
        related[i] = details->related[i];
        related[i].path = arena_copy(arena, related[i].path);
        related[i].message = arena_copy(arena, related[i].message);
    }
    return related;
}

/* Cut at a code point, so that a message stays valid UTF-8. */
static struct keur_text shorten(struct arena *arena, struct keur_text message)
{
    if (message.length <= LIMIT_MESSAGE_BYTES)
        return message;
    size_t end = LIMIT_MESSAGE_BYTES;
    while (end > 0 && ((unsigned char)message.bytes[end] & 0xC0) == 0x80)
        end--;
    return arena_format(arena, "%.*s ...", (int)end, message.bytes);
}

/* Past the limit nothing is formatted or kept any more. */
static bool is_full(keur_run *run)
{
    return run->count++ > LIMIT_FINDINGS;
}

KEUR_PRINTF(2, 0)
static struct keur_text message_of(keur_run *run, const char *format, va_list arguments)
{
    if (run->count > LIMIT_FINDINGS)
        return arena_format(run->arena, "and more of the same: only the first %d are shown",
                            (int)LIMIT_FINDINGS);
    if (run->rule->message.length > 0)
        return run->rule->message;
    return shorten(run->arena, arena_vformat(run->arena, format, arguments));
}

static void report(keur_run *run, const struct rule *rule, struct keur_text path,
                   struct keur_span where, const struct keur_details *details,
                   struct keur_text message)
{
    struct raw_finding *finding = ARRAY_PUSH(run->findings);
    finding->rule = rule;
    finding->path = path;
    finding->span = where;
    finding->message = message;
    if (details == NULL || run->count > LIMIT_FINDINGS)
        return;
    finding->edits = copy_edits(run->arena, details);
    finding->edit_count = details->edit_count;
    finding->related = copy_related(run->arena, details);
    finding->related_count = details->related_count;
}

void keur_report(keur_run *run, struct keur_span where, const char *format, ...)
{
    if (is_full(run))
        return;
    va_list arguments;
    va_start(arguments, format);
    report(run, run->rule, keur_path(run->document), within(run->document, where), NULL,
           message_of(run, format, arguments));
    va_end(arguments);
}

void keur_report_details(keur_run *run, struct keur_span where, const struct keur_details *details,
                         const char *format, ...)
{
    if (is_full(run))
        return;
    va_list arguments;
    va_start(arguments, format);
    report(run, run->rule, keur_path(run->document), within(run->document, where), details,
           message_of(run, format, arguments));
    va_end(arguments);
}

void keur_report_at(keur_run *run, struct keur_text path, struct keur_span where,
                    const struct keur_details *details, const char *format, ...)
{
    const struct rule *rule = scope_rule(run->rule, path, TEXT(""));
    if (rule == NULL || is_full(run))
        return;
    va_list arguments;
    va_start(arguments, format);
    report(run, rule, path, where, details, message_of(run, format, arguments));
    va_end(arguments);
}

void keur_report_on(keur_run *run, size_t document, struct keur_span where,
                    const struct keur_details *details, const char *format, ...)
{
    struct keur_text path = keur_index_path(run->index, document);
    const struct rule *rule = scope_rule(run->rule, path, keur_index_type(run->index, document));
    if (rule == NULL || is_full(run))
        return;
    va_list arguments;
    va_start(arguments, format);
    report(run, rule, path, where, details, message_of(run, format, arguments));
    va_end(arguments);
}
