/*-------------------------------------------------------------------------
 *
 * node.c
 *	  A page of a dictionary: keys in order, each with a value.
 *
 * extension/core/node.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/node.h"

#include <string.h>

#include "core/varint.h"

/* Each so many keys one is stored in full. */
#define RESTART_EVERY	16

#define SIZE_LIMIT		65535

/* How many bytes the last of n restarts begins before the end of a node. */
static size_t
restarts_size(int n)
{
	return 2 + 2 * (size_t) n;
}

static void
put_u16(uint8_t *p, size_t value)
{
	p[0] = (uint8_t) value;
	p[1] = (uint8_t) (value >> 8);
}

static size_t
get_u16(const uint8_t *p)
{
	return (size_t) p[0] | (size_t) p[1] << 8;
}

int
wic_key_compare(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len)
{
	size_t		n = a_len < b_len ? a_len : b_len;
	int			order = n == 0 ? 0 : memcmp(a, b, n);

	return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

size_t
wic_key_shared(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len)
{
	size_t		max = a_len < b_len ? a_len : b_len;
	size_t		n = 0;

	while (n < max && a[n] == b[n])
		n++;
	return n;
}

/* ---- writing ---- */

void
wic_node_begin(WicNodeWriter *writer, uint8_t *node, size_t size)
{
	writer->node = node;
	writer->size = size;
	writer->used = 0;
	writer->nentries = 0;
	writer->nrestarts = 0;
	writer->key_len = 0;
}

bool
wic_node_add(WicNodeWriter *writer, const uint8_t *key, size_t key_len,
			 const uint8_t *value, size_t value_len)
{
	bool		is_restart = writer->nentries % RESTART_EVERY == 0;
	size_t		shared = 0;
	uint8_t		head[3 * WIC_VARINT_MAX];
	size_t		head_len;
	size_t		rest;
	uint8_t    *p = writer->node + writer->used;

	if (key_len > WIC_NODE_KEY_MAX || value_len > WIC_NODE_VALUE_MAX)
		return false;
	if (!is_restart)
		shared = wic_key_shared(writer->key, writer->key_len, key, key_len);
	rest = key_len - shared;

	/* An entry does not begin with 0, as what is free does. */
	head_len = wic_varint_put(head, shared + 1);
	head_len += wic_varint_put(head + head_len, rest);
	head_len += wic_varint_put(head + head_len, value_len);
	if (writer->used + head_len + rest + value_len +
		restarts_size(writer->nrestarts + is_restart) > writer->size)
		return false;

	memcpy(p, head, head_len);
	p += head_len;
	if (rest > 0)
		memcpy(p, key + shared, rest);
	p += rest;
	if (value_len > 0)
		memcpy(p, value, value_len);
	p += value_len;

	if (is_restart)
		put_u16(writer->node + writer->size -
				restarts_size(++writer->nrestarts), writer->used);
	writer->used = (size_t) (p - writer->node);
	writer->nentries++;
	if (rest > 0)
		memcpy(writer->key + shared, key + shared, rest);
	writer->key_len = key_len;
	return true;
}

void
wic_node_end(WicNodeWriter *writer)
{
	size_t		end = writer->size - restarts_size(writer->nrestarts);

	memset(writer->node + writer->used, 0, end - writer->used);
	put_u16(writer->node + writer->size - 2, (size_t) writer->nrestarts);
}

/* ---- reading ---- */

/* An entry as it stands in the node. */
typedef struct NodeEntry
{
	size_t		shared;
	const uint8_t *rest;
	size_t		rest_len;
	const uint8_t *value;
	size_t		value_len;
} NodeEntry;

/* As if nothing was read. */
static void
rewind_cursor(WicNodeCursor *cursor)
{
	cursor->next = 0;
	cursor->key_len = 0;
	cursor->value = NULL;
	cursor->value_len = 0;
}

bool
wic_node_open(WicNodeCursor *cursor, const uint8_t *node, size_t size)
{
	if (size < WIC_NODE_SIZE_MIN || size > SIZE_LIMIT)
		return false;

	cursor->node = node;
	cursor->size = size;
	cursor->nrestarts = (int) get_u16(node + size - 2);
	if (restarts_size(cursor->nrestarts) > size)
		return false;
	cursor->entries_end = size - restarts_size(cursor->nrestarts);
	rewind_cursor(cursor);

	/* The first entry, if there is one, is a restart. */
	if (cursor->nrestarts == 0)
		return node[0] == 0;
	return get_u16(node + size - restarts_size(1)) == 0;
}

/* What stands at an offset that is at most entries_end? */
static WicNodeStep
read_entry(const WicNodeCursor *cursor, size_t at, NodeEntry *entry)
{
	const uint8_t *p = cursor->node + at;
	const uint8_t *end = cursor->node + cursor->entries_end;
	uint64_t	numbers[3];

	if (p == end || *p == 0)
		return WIC_NODE_END;
	for (int i = 0; i < 3; i++)
	{
		size_t		size = wic_varint_get_upto(p, end, SIZE_LIMIT,
											   &numbers[i]);

		if (size == 0)
			return WIC_NODE_DAMAGED;
		p += size;
	}

	entry->shared = (size_t) numbers[0] - 1;
	entry->rest_len = (size_t) numbers[1];
	entry->value_len = (size_t) numbers[2];
	if (entry->shared + entry->rest_len > WIC_NODE_KEY_MAX ||
		entry->value_len > WIC_NODE_VALUE_MAX ||
		entry->rest_len + entry->value_len > (size_t) (end - p))
		return WIC_NODE_DAMAGED;
	entry->rest = p;
	entry->value = p + entry->rest_len;
	return WIC_NODE_ENTRY;
}

/* Compare the key of an entry with what comes at that place in another. */
static int
compare_rest(const NodeEntry *entry, const uint8_t *key, size_t key_len)
{
	return wic_key_compare(entry->rest, entry->rest_len,
						   key + entry->shared, key_len - entry->shared);
}

/* The entry that follows, which is not yet gone to. */
static WicNodeStep
peek(const WicNodeCursor *cursor, NodeEntry *entry)
{
	WicNodeStep step = read_entry(cursor, cursor->next, entry);

	if (step != WIC_NODE_ENTRY)
		return step;
	if (entry->shared > cursor->key_len)
		return WIC_NODE_DAMAGED;

	/* Keys ascend. */
	if (cursor->value != NULL &&
		compare_rest(entry, cursor->key, cursor->key_len) <= 0)
		return WIC_NODE_DAMAGED;
	return WIC_NODE_ENTRY;
}

/* Go to an entry that follows the cursor's, or does not need it. */
static void
go_to(WicNodeCursor *cursor, const NodeEntry *entry)
{
	memcpy(cursor->key + entry->shared, entry->rest, entry->rest_len);
	cursor->key_len = entry->shared + entry->rest_len;
	cursor->value = entry->value;
	cursor->value_len = entry->value_len;
	cursor->next = (size_t) (entry->value + entry->value_len - cursor->node);
}

WicNodeStep
wic_node_next(WicNodeCursor *cursor)
{
	NodeEntry	entry;
	WicNodeStep step = peek(cursor, &entry);

	if (step == WIC_NODE_ENTRY)
		go_to(cursor, &entry);
	return step;
}

/*
 * Go to the last restart that compares with a key as less than limit (0: it is
 * less; 1: it is not greater), or before the first entry.  False if damaged.
 */
static bool
go_to_restart(WicNodeCursor *cursor, const uint8_t *key, size_t key_len,
			  int limit)
{
	int			low = 0;
	int			high = cursor->nrestarts;
	NodeEntry	found;

	rewind_cursor(cursor);
	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		size_t		at = get_u16(cursor->node + cursor->size -
								 restarts_size(middle + 1));
		NodeEntry	entry;

		if (at >= cursor->entries_end ||
			read_entry(cursor, at, &entry) != WIC_NODE_ENTRY ||
			entry.shared != 0)
			return false;
		if (compare_rest(&entry, key, key_len) < limit)
		{
			found = entry;
			low = middle + 1;
		}
		else
			high = middle;
	}
	if (low > 0)
		go_to(cursor, &found);
	return true;
}

/* Compare the key of the entry that follows. */
static int
compare_next(const WicNodeCursor *cursor, const NodeEntry *entry,
			 const uint8_t *key, size_t key_len)
{
	int			order;

	if (entry->shared > key_len)
	{
		order = wic_key_compare(cursor->key, key_len, key, key_len);
		return order != 0 ? order : 1;
	}
	order = wic_key_compare(cursor->key, entry->shared, key, entry->shared);
	return order != 0 ? order : compare_rest(entry, key, key_len);
}

/*
 * Go to the last entry that compares as less than limit, or before the first.
 * Says what follows.
 */
static WicNodeStep
go_before(WicNodeCursor *cursor, const uint8_t *key, size_t key_len, int limit)
{
	NodeEntry	entry;
	WicNodeStep step;

	if (!go_to_restart(cursor, key, key_len, limit))
		return WIC_NODE_DAMAGED;
	while ((step = peek(cursor, &entry)) == WIC_NODE_ENTRY &&
		   compare_next(cursor, &entry, key, key_len) < limit)
		go_to(cursor, &entry);
	return step;
}

WicNodeStep
wic_node_seek(WicNodeCursor *cursor, const uint8_t *key, size_t key_len)
{
	WicNodeStep step = go_before(cursor, key, key_len, 0);

	return step == WIC_NODE_ENTRY ? wic_node_next(cursor) : step;
}

WicNodeStep
wic_node_descend(WicNodeCursor *cursor, const uint8_t *key, size_t key_len)
{
	WicNodeStep step = go_before(cursor, key, key_len, 1);

	if (step == WIC_NODE_DAMAGED)
		return step;
	return cursor->value == NULL ? wic_node_next(cursor) : WIC_NODE_ENTRY;
}
