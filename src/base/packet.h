/* Plain data to bytes and back.  One function describes a struct for both ways, so that what is
 * written is what is read:
 *
 *     packet_bytes(packet, thing, sizeof *thing);   numbers, and pointers that mean nothing
 *     packet_text(packet, &thing->name);            then each text puts its pointer right
 *
 * Reader and writer are one program on one machine.  Still nothing that is read is trusted: past
 * the end all is empty and zero, and `is_broken` is set. */
#ifndef BASE_PACKET_H
#define BASE_PACKET_H

#include <stdbool.h>
#include <stddef.h>

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/text.h"

struct packet {
    struct buffer *written; /* NULL while reading */
    struct keur_text source;
    size_t at;
    struct arena *arena; /* of the arrays that are read; texts stay where they are in `source` */
    bool is_broken;
};

struct packet packet_writer(struct buffer *written);
/* `source` is aligned as malloc does, and outlives what is read. */
struct packet packet_reader(struct keur_text source, struct arena *arena);

void packet_bytes(struct packet *packet, void *bytes, size_t size);
void packet_text(struct packet *packet, struct keur_text *text);
/* An array of plain structs of this size, without pointers in them; read, it lies in `source`. */
const void *packet_plain(struct packet *packet, const void *items, size_t *count, size_t size);
/* For an array whose items the caller describes one by one: zeroed room for them while reading,
 * NULL while writing. */
void *packet_items(struct packet *packet, size_t *count, size_t size);

#endif
