/*-------------------------------------------------------------------------
 *
 * unit_node.c
 *	  Tests of pages of a dictionary, against a sorted array of keys.
 *
 * test/unit/unit_node.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/node.h"

#include <stdlib.h>

#include "tap.h"

#define SIZE		8152
#define NKEYS_MAX	3000

typedef struct Key
{
	uint8_t		bytes[20];
	size_t		len;
} Key;

static Key	keys[NKEYS_MAX];
static int	nkeys;

/* A node in memory of exactly its size, for the address sanitizer. */
static uint8_t *node;

static void
start(WicNodeWriter *writer, size_t size)
{
	free(node);
	node = malloc(size);
	memset(node, 0xEE, size);
	wic_node_begin(writer, node, size);
}

/* The value of key i: its number, or nothing. */
static size_t
make_value(uint8_t *value, int i)
{
	value[0] = (uint8_t) i;
	value[1] = (uint8_t) (i >> 8);
	return (size_t) (i % 4 == 3 ? 0 : 2);
}

/* Every step-th number of four digits, and each with a byte behind it. */
static void
make_keys(const char *prefix, int step)
{
	nkeys = 0;
	for (int i = 0; i < 10000 && nkeys + 2 <= NKEYS_MAX; i += step)
	{
		char		text[20];

		snprintf(text, sizeof(text), "%s%04d", prefix, i);
		for (int with_letter = 0; with_letter <= 1; with_letter++)
		{
			Key		   *key = &keys[nkeys++];

			key->len = strlen(text);
			memcpy(key->bytes, text, key->len);
			if (with_letter)
				key->bytes[key->len++] = 0xE4;
		}
	}
}

/* Add as many keys as fit. */
static void
fill(void)
{
	WicNodeWriter writer;
	int			n = 0;

	start(&writer, SIZE);
	for (; n < nkeys; n++)
	{
		uint8_t		value[2];
		size_t		value_len = make_value(value, n);

		if (!wic_node_add(&writer, keys[n].bytes, keys[n].len,
						  value, value_len))
			break;
	}
	wic_node_end(&writer);
	nkeys = n;
}

static bool
is_at(const WicNodeCursor *cursor, int i)
{
	uint8_t		value[2];
	size_t		value_len = make_value(value, i);

	return cursor->key_len == keys[i].len &&
		memcmp(cursor->key, keys[i].bytes, keys[i].len) == 0 &&
		cursor->value_len == value_len &&
		memcmp(cursor->value, value, value_len) == 0;
}

static bool
all_are_read(void)
{
	WicNodeCursor cursor;

	if (!wic_node_open(&cursor, node, SIZE))
		return false;
	for (int i = 0; i < nkeys; i++)
		if (wic_node_next(&cursor) != WIC_NODE_ENTRY || !is_at(&cursor, i))
			return false;
	return wic_node_next(&cursor) == WIC_NODE_END &&
		wic_node_next(&cursor) == WIC_NODE_END;
}

/* Does a seek for something before key i, and not before the last, find it? */
static bool
seek_finds(const uint8_t *bytes, size_t len, int i)
{
	WicNodeCursor cursor;
	WicNodeStep step;

	wic_node_open(&cursor, node, SIZE);
	step = wic_node_seek(&cursor, bytes, len);
	if (i == nkeys)
		return step == WIC_NODE_END;
	if (step != WIC_NODE_ENTRY || !is_at(&cursor, i))
		return false;
	step = wic_node_next(&cursor);
	return i + 1 == nkeys ? step == WIC_NODE_END :
		step == WIC_NODE_ENTRY && is_at(&cursor, i + 1);
}

static bool
descent_finds(const uint8_t *bytes, size_t len, int i)
{
	WicNodeCursor cursor;
	WicNodeStep step;

	wic_node_open(&cursor, node, SIZE);
	step = wic_node_descend(&cursor, bytes, len);
	if (step != WIC_NODE_ENTRY || !is_at(&cursor, i))
		return false;
	step = wic_node_next(&cursor);
	return i + 1 == nkeys ? step == WIC_NODE_END :
		step == WIC_NODE_ENTRY && is_at(&cursor, i + 1);
}

/* Each key, what comes right after it, and what comes before it. */
static bool
all_are_found(void)
{
	for (int i = 0; i < nkeys; i++)
	{
		Key			after = keys[i];
		Key			before = keys[i];

		after.bytes[after.len++] = 0;
		before.bytes[before.len - 1]--;
		before.bytes[before.len++] = 0xFF;
		if (!seek_finds(keys[i].bytes, keys[i].len, i) ||
			!descent_finds(keys[i].bytes, keys[i].len, i) ||
			!seek_finds(after.bytes, after.len, i + 1) ||
			!descent_finds(after.bytes, after.len, i) ||
			!seek_finds(before.bytes, before.len, i) ||
			!descent_finds(before.bytes, before.len, i > 0 ? i - 1 : 0))
			return false;
	}
	return true;
}

/* Is all right with n keys? */
static bool
so_many_are_found(int n)
{
	make_keys("a", 7);
	nkeys = n;
	fill();
	return nkeys == n && all_are_read() && all_are_found();
}

static void
test_compare(void)
{
	const uint8_t *a = (const uint8_t *) "abc";
	const uint8_t *b = (const uint8_t *) "abd\xFF";

	ok(wic_key_compare(a, 3, b, 3) < 0 && wic_key_compare(b, 3, a, 3) > 0 &&
	   wic_key_compare(a, 2, b, 2) == 0, "bytes");
	ok(wic_key_compare(a, 2, a, 3) < 0 && wic_key_compare(b, 4, b, 3) > 0 &&
	   wic_key_compare(a, 0, a, 0) == 0, "the shorter first");
	ok(wic_key_compare(b + 3, 1, a, 1) > 0, "bytes have no sign");
	ok(wic_key_shared(a, 3, b, 4) == 2 && wic_key_shared(a, 2, a, 3) == 2 &&
	   wic_key_shared(a, 0, b, 4) == 0, "what two share");
}

static void
test_layout(void)
{
	WicNodeWriter writer;
	const uint8_t *text = (const uint8_t *)
	"\xE7\xA4\xBE\xE6\x9C\x83\xE5\x8D\x80";

	start(&writer, WIC_NODE_SIZE_MIN);
	ok(wic_node_add(&writer, text, 3, text, 1) &&
	   wic_node_add(&writer, text, 6, text, 0), "two entries");
	wic_node_end(&writer);
	ok(memcmp(node, "\x01\x03\x01\xE7\xA4\xBE\xE7\x04\x03\x00\xE6\x9C\x83\0",
			  14) == 0, "stand at the beginning");
	ok(node[WIC_NODE_SIZE_MIN - 5] == 0 &&
	   memcmp(node + WIC_NODE_SIZE_MIN - 4, "\0\0\1\0", 4) == 0,
	   "the restart stands at the end");
}

static void
test_empty(void)
{
	WicNodeWriter writer;
	WicNodeCursor cursor;
	const uint8_t *key = (const uint8_t *) "a";

	start(&writer, SIZE);
	wic_node_end(&writer);
	ok(wic_node_open(&cursor, node, SIZE) &&
	   wic_node_next(&cursor) == WIC_NODE_END &&
	   wic_node_seek(&cursor, key, 1) == WIC_NODE_END &&
	   wic_node_descend(&cursor, key, 1) == WIC_NODE_END, "an empty node");

	start(&writer, SIZE);
	ok(wic_node_add(&writer, key, 0, key, 0) &&
	   wic_node_add(&writer, key, 1, key, 0), "an empty key");
	wic_node_end(&writer);
	wic_node_open(&cursor, node, SIZE);
	ok(wic_node_next(&cursor) == WIC_NODE_ENTRY && cursor.key_len == 0 &&
	   cursor.value_len == 0 && wic_node_next(&cursor) == WIC_NODE_ENTRY &&
	   cursor.key_len == 1 && wic_node_next(&cursor) == WIC_NODE_END,
	   "is read");
	ok(wic_node_descend(&cursor, key, 0) == WIC_NODE_ENTRY &&
	   cursor.key_len == 0, "and found");
}

static void
test_full(void)
{
	WicNodeWriter writer;
	WicNodeCursor cursor;
	static uint8_t longest[WIC_NODE_KEY_MAX + 1];

	memset(longest, 'a', sizeof(longest));
	start(&writer, WIC_NODE_SIZE_MIN);
	ok(wic_node_add(&writer, longest, WIC_NODE_KEY_MAX, longest,
					WIC_NODE_VALUE_MAX), "the longest key and value");
	longest[0] = 'b';
	ok(wic_node_add(&writer, longest, WIC_NODE_KEY_MAX, longest,
					WIC_NODE_VALUE_MAX), "and another");
	longest[0] = 'c';
	ok(!wic_node_add(&writer, longest, WIC_NODE_KEY_MAX, longest, 0),
	   "there is no room for a third");
	ok(wic_node_add(&writer, longest, 1, longest, 0), "but for a short one");
	wic_node_end(&writer);
	wic_node_open(&cursor, node, WIC_NODE_SIZE_MIN);
	ok(wic_node_descend(&cursor, longest, WIC_NODE_KEY_MAX) ==
	   WIC_NODE_ENTRY && cursor.key_len == 1, "it is found");
	ok(wic_node_descend(&cursor, longest + 1, sizeof(longest) - 1) ==
	   WIC_NODE_ENTRY && cursor.key_len == WIC_NODE_KEY_MAX &&
	   cursor.key[0] == 'a' && cursor.value_len == WIC_NODE_VALUE_MAX,
	   "and so is the first");
	start(&writer, SIZE);
	ok(!wic_node_add(&writer, longest, sizeof(longest), longest, 0) &&
	   !wic_node_add(&writer, longest, 1, longest, WIC_NODE_VALUE_MAX + 1),
	   "what is too long does not fit");
}

static void
test_keys(void)
{
	bool		found = true;

	make_keys("", 1);
	fill();
	ok(nkeys > 1000 && nkeys < NKEYS_MAX, "a full node");
	ok(all_are_read(), "all of it is read");
	ok(all_are_found(), "each key is found, and what follows it");
	make_keys("\xE7\xA4\xBE", 97);
	fill();
	ok(nkeys < 300 && all_are_read() && all_are_found(), "fewer keys");
	for (int n = 1; n <= 40; n++)
		found &= so_many_are_found(n);
	ok(found, "any number of keys from 1 to 40");
}

/* Is the node damaged after one of its bytes is replaced? */
static bool
is_damaged_by(size_t at, uint8_t byte)
{
	uint8_t		old = node[at];
	WicNodeCursor cursor;
	WicNodeStep step = WIC_NODE_DAMAGED;

	node[at] = byte;
	if (wic_node_open(&cursor, node, SIZE))
		while ((step = wic_node_next(&cursor)) == WIC_NODE_ENTRY)
			;
	node[at] = old;
	return step == WIC_NODE_DAMAGED;
}

static bool
seek_is_damaged_by(size_t at, uint8_t byte)
{
	uint8_t		old = node[at];
	WicNodeCursor cursor;
	bool		is_damaged;

	node[at] = byte;
	is_damaged = !wic_node_open(&cursor, node, SIZE) ||
		wic_node_seek(&cursor, keys[1].bytes, keys[1].len) ==
		WIC_NODE_DAMAGED;
	node[at] = old;
	return is_damaged;
}

static void
test_damaged(void)
{
	WicNodeCursor cursor;

	make_keys("a", 50);
	fill();
	/* {1 5 2 a 0 0 0 0 value} {6 1 2 E4 value} {4 2 2 5 0 value} */
	ok(!wic_node_open(&cursor, node, WIC_NODE_SIZE_MIN - 1) &&
	   !wic_node_open(&cursor, node, 65536), "sizes that cannot be");
	ok(is_damaged_by(0, 2), "the first key shares something");
	ok(is_damaged_by(0, 0x80), "a number that is too great");
	ok(is_damaged_by(10, 7), "a key shares more than there is");
	ok(is_damaged_by(19, '/'), "keys do not ascend");
	ok(is_damaged_by(11, 0), "keys are equal");
	ok(is_damaged_by(SIZE - 1, 0xFF), "more restarts than there can be");
	ok(is_damaged_by(SIZE - 4, 1), "the first restart is not the first entry");
	/* 400 keys have 25 restarts; the middle one is looked at first. */
	ok(nkeys == 400 && seek_is_damaged_by(SIZE - 2 - 2 * 13, 9),
	   "a restart that is none");
	ok(seek_is_damaged_by(SIZE - 1 - 2 * 13, 0xFF), "one beyond the entries");
}

int
main(void)
{
	test_compare();
	test_layout();
	test_empty();
	test_full();
	test_keys();
	test_damaged();
	free(node);
	return done();
}
