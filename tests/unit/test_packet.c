#include <string.h>

#include "base/packet.h"
#include "base/text.h"
#include "unit.h"

struct pair {
    uint32_t a, b;
};
struct thing {
    int number;
    struct keur_text name;
    const struct pair *pairs;
    size_t pair_count;
    struct keur_text *words;
    size_t word_count;
};

static void transfer(struct packet *packet, struct thing *thing)
{
    packet_bytes(packet, thing, sizeof *thing);
    packet_text(packet, &thing->name);
    thing->pairs = packet_plain(packet, thing->pairs, &thing->pair_count, sizeof *thing->pairs);
    struct keur_text *read = packet_items(packet, &thing->word_count, sizeof *read);
    for (size_t i = 0; i < thing->word_count; i++)
        packet_text(packet, read == NULL ? &thing->words[i] : &read[i]);
    if (read != NULL)
        thing->words = read;
}

static const struct pair pairs[] = {{1, 2}, {3, 4}};

static struct buffer write_thing(void)
{
    struct keur_text words[] = {{"een", 3}, {"", 0}, {"twee", 4}};
    struct thing thing = {-7, TEXT("naam"), pairs, 2, words, 3};
    struct buffer bytes = {0};
    struct packet writer = packet_writer(&bytes);
    transfer(&writer, &thing);
    transfer(&writer, &thing);
    return bytes;
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    struct buffer bytes = write_thing();
    struct arena *arena = arena_new();
    struct packet reader = packet_reader(buffer_text(&bytes), arena);
    for (int i = 0; i < 2; i++) {
        struct thing thing;
        transfer(&reader, &thing);
        assert_int_equal(thing.number, -7);
        assert_true(text_is(thing.name, "naam"));
        assert_int_equal(thing.pair_count, 2);
        assert_int_equal((uintptr_t)thing.pairs % 8, 0);
        assert_memory_equal(thing.pairs, pairs, sizeof pairs);
        assert_int_equal(thing.word_count, 3);
        assert_true(text_is(thing.words[0], "een"));
        assert_true(text_is(thing.words[1], ""));
        assert_true(text_is(thing.words[2], "twee"));
    }
    assert_false(reader.is_broken);
    assert_int_equal(reader.at, bytes.length);
    buffer_free(&bytes);
    arena_free(arena);
}

/* Cut anywhere, and with any length that is written too large, nothing is read past the end. */
static void broken_packets_are_told(void **state)
{
    (void)state;
    struct buffer bytes = write_thing();
    struct arena *arena = arena_new();
    for (size_t length = 0; length < bytes.length; length++) {
        char *copy = arena_string(arena, text_slice(buffer_text(&bytes), 0, length));
        struct packet reader = packet_reader((struct keur_text){copy, length}, arena);
        struct thing thing;
        transfer(&reader, &thing);
        transfer(&reader, &thing);
        assert_true(reader.is_broken);
    }
    for (size_t at = 0; at + 8 < bytes.length; at++) {
        char *copy = arena_string(arena, buffer_text(&bytes));
        memset(copy + at, 0xFF, 8);
        struct packet reader = packet_reader((struct keur_text){copy, bytes.length}, arena);
        struct thing thing;
        transfer(&reader, &thing);
        transfer(&reader, &thing);
        assert_true(reader.at <= bytes.length);
    }
    buffer_free(&bytes);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(broken_packets_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
