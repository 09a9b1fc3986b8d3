#include "base/packet.h"

#include <string.h>

enum { PLAIN_ALIGNMENT = 8 };

struct packet packet_writer(struct buffer *written)
{
    return (struct packet){.written = written};
}

struct packet packet_reader(struct keur_text source, struct arena *arena)
{
    return (struct packet){.source = source, .arena = arena};
}

static struct keur_text take(struct packet *packet, size_t size)
{
    if (size > packet->source.length - packet->at) {
        packet->is_broken = true;
        packet->at = packet->source.length;
        return TEXT("");
    }
    struct keur_text taken = {packet->source.bytes + packet->at, size};
    packet->at += size;
    return taken;
}

void packet_bytes(struct packet *packet, void *bytes, size_t size)
{
    if (packet->written != NULL) {
        buffer_add(packet->written, (struct keur_text){bytes, size});
        return;
    }
    struct keur_text taken = take(packet, size);
    if (taken.length == size)
        memcpy(bytes, taken.bytes, size);
    else
        memset(bytes, 0, size);
}

void packet_text(struct packet *packet, struct keur_text *text)
{
    packet_bytes(packet, &text->length, sizeof text->length);
    if (packet->written != NULL) {
        buffer_add(packet->written, *text);
        return;
    }
    *text = take(packet, text->length);
}

/* Items lie aligned in a packet that begins aligned. */
static void align(struct packet *packet)
{
    size_t at = packet->written != NULL ? packet->written->length : packet->at;
    uint64_t nothing = 0;
    packet_bytes(packet, &nothing, (size_t)(-at & (PLAIN_ALIGNMENT - 1)));
}

const void *packet_plain(struct packet *packet, const void *items, size_t *count, size_t size)
{
    packet_bytes(packet, count, sizeof *count);
    align(packet);
    if (packet->written != NULL) {
        buffer_add(packet->written, (struct keur_text){items, *count * size});
        return items;
    }
    bool is_possible = *count <= (packet->source.length - packet->at) / size;
    struct keur_text taken = take(packet, is_possible ? *count * size : SIZE_MAX);
    if (!is_possible)
        *count = 0;
    return taken.bytes;
}

void *packet_items(struct packet *packet, size_t *count, size_t size)
{
    packet_bytes(packet, count, sizeof *count);
    if (packet->written != NULL)
        return NULL;
    /* Each takes a byte at least. */
    if (*count > packet->source.length - packet->at) {
        packet->is_broken = true;
        *count = 0;
    }
    return arena_allocate(packet->arena, *count * size);
}
