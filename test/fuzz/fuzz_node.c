/*-------------------------------------------------------------------------
 *
 * fuzz_node.c
 *	  Any bytes are read as a node without harm; what is written is found.
 *
 * The bytes stand at the beginning and the end of a node, and are sought in
 * it.  The keys that are read ascend; a seek and a descent find what is on
 * its side of the key.  Then a node is made of keys out of the bytes, and each
 * is read, and found, and so is what is between them.
 *
 * test/fuzz/fuzz_node.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/node.h"

#include <stdlib.h>
#include <string.h>

#define SIZE		WIC_NODE_SIZE_MIN

/* Longer keys than this are made only now and then. */
#define KEYS_MAX	2000

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

/* ---- any bytes ---- */

/* Read on to the end; the keys ascend. */
static void
read_on(WicNodeCursor *cursor)
{
	static uint8_t last[WIC_NODE_KEY_MAX];
	size_t		last_len;
	int			n = 0;

	for (;;)
	{
		memcpy(last, cursor->key, cursor->key_len);
		last_len = cursor->key_len;
		if (wic_node_next(cursor) != WIC_NODE_ENTRY)
			return;
		require(n++ < SIZE / 3);
		require(n == 1 || wic_key_compare(last, last_len, cursor->key,
										  cursor->key_len) < 0);
		require(cursor->value >= cursor->node &&
				cursor->value + cursor->value_len <= cursor->node + SIZE);
	}
}

static void
seek(const uint8_t *node, const uint8_t *key, size_t key_len)
{
	static WicNodeCursor cursor;

	require(wic_node_open(&cursor, node, SIZE));
	if (wic_node_seek(&cursor, key, key_len) == WIC_NODE_ENTRY)
	{
		require(wic_key_compare(cursor.key, cursor.key_len,
								key, key_len) >= 0);
		read_on(&cursor);
	}
	if (wic_node_descend(&cursor, key, key_len) == WIC_NODE_ENTRY)
		read_on(&cursor);
}

static void
read_any(const uint8_t *data, size_t size)
{
	uint8_t    *node = calloc(SIZE, 1);
	size_t		head = size / 4 * 3;
	size_t		tail = size - head;
	static WicNodeCursor cursor;

	if (head > SIZE / 2)
		head = SIZE / 2;
	if (tail > SIZE / 2)
		tail = SIZE / 2;
	memcpy(node, data, head);
	memcpy(node + SIZE - tail, data + size - tail, tail);
	if (wic_node_open(&cursor, node, SIZE))
	{
		read_on(&cursor);
		for (size_t at = 0; at < size && at < 50; at += 7)
			seek(node, data + at, size - at < 5 ? size - at : 5);
	}
	free(node);
}

/* ---- what is made of them ---- */

typedef struct Key
{
	const uint8_t *bytes;
	size_t		len;
} Key;

static int
compare_keys(const void *a, const void *b)
{
	const Key  *x = a;
	const Key  *y = b;

	return wic_key_compare(x->bytes, x->len, y->bytes, y->len);
}

/*
 * Keys that are pieces of the bytes: each byte says how long the one that
 * begins behind it is, which may reach over others.
 */
static int
make_keys(Key *keys, const uint8_t *data, size_t size)
{
	size_t		at = 0;
	int			n = 0;
	int			unique = 0;

	while (n < KEYS_MAX && at < size)
	{
		size_t		len = data[at++];

		if (len > 250)
			len = (len - 250) * 500;
		else
			len %= 20;
		if (len > size - at)
			len = size - at;
		if (len > WIC_NODE_KEY_MAX)
			len = WIC_NODE_KEY_MAX;
		keys[n++] = (Key) {data + at, len};
		at += len > 3 ? 3 : len;
	}
	qsort(keys, (size_t) n, sizeof(*keys), compare_keys);
	for (int i = 0; i < n; i++)
		if (unique == 0 || compare_keys(&keys[i], &keys[unique - 1]) != 0)
			keys[unique++] = keys[i];
	return unique;
}

/* The value of a key begins where it does, and is as long, if it may be. */
static size_t
value_len(const Key *key)
{
	return key->len > WIC_NODE_VALUE_MAX ? 0 : key->len;
}

static bool
is_at(const WicNodeCursor *cursor, const Key *key)
{
	return cursor->key_len == key->len &&
		memcmp(cursor->key, key->bytes, key->len) == 0 &&
		cursor->value_len == value_len(key) &&
		memcmp(cursor->value, key->bytes, cursor->value_len) == 0;
}

/* Seek something, and descend to it, in a node of n keys. */
static void
require_found(const uint8_t *node, const Key *keys, int n, const Key *key)
{
	static WicNodeCursor cursor;
	int			at = 0;
	bool		is_there;

	while (at < n && compare_keys(&keys[at], key) < 0)
		at++;
	is_there = at < n && compare_keys(&keys[at], key) == 0;

	require(wic_node_open(&cursor, node, SIZE));
	require(wic_node_seek(&cursor, key->bytes, key->len) ==
			(at < n ? WIC_NODE_ENTRY : WIC_NODE_END));
	require(at == n || is_at(&cursor, &keys[at]));
	if (at < n)
		require(wic_node_next(&cursor) ==
				(at + 1 < n ? WIC_NODE_ENTRY : WIC_NODE_END));

	at -= !is_there && at > 0;
	require(wic_node_descend(&cursor, key->bytes, key->len) ==
			(n > 0 ? WIC_NODE_ENTRY : WIC_NODE_END));
	require(n == 0 || is_at(&cursor, &keys[at]));
}

static void
require_node(const Key *keys, int nkeys)
{
	uint8_t    *node = malloc(SIZE);
	static WicNodeWriter writer;
	static WicNodeCursor cursor;
	int			n = 0;

	memset(node, 0xEE, SIZE);
	wic_node_begin(&writer, node, SIZE);
	while (n < nkeys && wic_node_add(&writer, keys[n].bytes, keys[n].len,
									 keys[n].bytes, value_len(&keys[n])))
		n++;
	require(n >= 2 || n == nkeys);
	wic_node_end(&writer);

	require(wic_node_open(&cursor, node, SIZE));
	for (int i = 0; i < n; i++)
		require(wic_node_next(&cursor) == WIC_NODE_ENTRY &&
				is_at(&cursor, &keys[i]));
	require(wic_node_next(&cursor) == WIC_NODE_END);

	/* All if they are few, else some; also what begins with some byte. */
	for (int i = 0; i < nkeys; i += 1 + nkeys / 50)
	{
		Key			part = keys[i];

		require_found(node, keys, n, &keys[i]);
		part.len /= 2;
		require_found(node, keys, n, &part);
		part.bytes += part.len;
		require_found(node, keys, n, &part);
	}
	free(node);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static Key	keys[KEYS_MAX];

	if (size == 0)
		return 0;
	read_any(data, size);
	require_node(keys, make_keys(keys, data, size));
	return 0;
}
