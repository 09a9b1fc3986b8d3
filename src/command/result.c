#include "command/result.h"

#include <stdlib.h>

#include "base/array.h"

void result_free(struct result *result)
{
    ARRAY_FREE(&result->findings);
    ARRAY_FREE(&result->suppressions);
    errors_free(&result->errors);
}

static void transfer_edits(struct packet *packet, struct finding *finding)
{
    struct finding_edit *read = packet_items(packet, &finding->edit_count, sizeof *read);
    for (size_t i = 0; i < finding->edit_count; i++) {
        struct finding_edit edit = read == NULL ? finding->edits[i] : read[i];
        packet_bytes(packet, &edit, sizeof edit);
        packet_text(packet, &edit.edit.replacement);
        if (read != NULL)
            read[i] = edit;
    }
    if (read != NULL)
        finding->edits = read;
}

static void transfer_related(struct packet *packet, struct finding *finding)
{
    struct finding_related *read = packet_items(packet, &finding->related_count, sizeof *read);
    for (size_t i = 0; i < finding->related_count; i++) {
        struct finding_related related = read == NULL ? finding->related[i] : read[i];
        packet_bytes(packet, &related, sizeof related);
        packet_text(packet, &related.path);
        packet_text(packet, &related.message);
        if (read != NULL)
            read[i] = related;
    }
    if (read != NULL)
        finding->related = read;
}

static void transfer_finding(struct packet *packet, struct finding *finding)
{
    packet_bytes(packet, finding, sizeof *finding);
    packet_text(packet, &finding->path);
    packet_text(packet, &finding->project_path);
    packet_text(packet, &finding->rule);
    packet_text(packet, &finding->message);
    packet_text(packet, &finding->source_line);
    transfer_edits(packet, finding);
    transfer_related(packet, finding);
}

static void transfer_findings(struct packet *packet, struct findings *findings)
{
    size_t count = findings->count;
    bool is_reading = packet->written == NULL;
    packet_bytes(packet, &count, sizeof count);
    for (size_t i = 0; i < count && !packet->is_broken; i++)
        transfer_finding(packet, is_reading ? ARRAY_PUSH(findings) : &findings->items[i]);
}

static void transfer_suppressions(struct packet *packet, struct suppressions *suppressions)
{
    size_t count = suppressions->count;
    bool is_reading = packet->written == NULL;
    packet_bytes(packet, &count, sizeof count);
    for (size_t i = 0; i < count && !packet->is_broken; i++) {
        struct suppression *each = is_reading ? ARRAY_PUSH(suppressions) : &suppressions->items[i];
        packet_bytes(packet, each, sizeof *each);
        packet_text(packet, &each->path);
        packet_text(packet, &each->shown);
        packet_text(packet, &each->form);
        packet_text(packet, &each->name);
        packet_text(packet, &each->rule);
        packet_text(packet, &each->reason);
    }
}

static void transfer_errors(struct packet *packet, struct errors *errors)
{
    size_t count = errors->count;
    packet_bytes(packet, &count, sizeof count);
    for (size_t i = 0; i < count && !packet->is_broken; i++) {
        struct keur_text message = TEXT("");
        if (packet->written != NULL)
            message = text_of(errors->items[i]);
        packet_text(packet, &message);
        if (packet->written == NULL)
            errors_add(errors, "%.*s", KEUR_ARGUMENT(message));
    }
}

void result_transfer(struct packet *packet, struct result *result)
{
    packet_bytes(packet, &result->is_checked, sizeof result->is_checked);
    packet_bytes(packet, &result->is_indexed, sizeof result->is_indexed);
    transfer_findings(packet, &result->findings);
    transfer_suppressions(packet, &result->suppressions);
    transfer_errors(packet, &result->errors);
    if (result->is_indexed)
        index_part_transfer(packet, &result->index);
}
