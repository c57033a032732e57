/*-------------------------------------------------------------------------
 *
 * dictionary.c
 *	  A B-tree of lexemes in a stream.
 *
 * extension/am/dictionary.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/dictionary.h"
#include "core/varint.h"
#include "miscadmin.h"
#include "pg/wicsearch.h"

/* A tree this high could not be filled. */
#define MAX_HEIGHT	32

/* The first key of a page. */
typedef struct WicFirstKey
{
	uint32		page;
	int			length;
	uint8		key[FLEXIBLE_ARRAY_MEMBER];
} WicFirstKey;

/* ---- writing ---- */

void
wic_dictionary_create(WicDictionaryWriter *writer, Relation index,
					  uint64 segment, WicStreamKind kind)
{
	wic_stream_create(&writer->stream, index, segment, kind);
	writer->page = palloc(WIC_PAGE_SIZE);
	writer->nleaves = 0;
	writer->nkeys = 0;
	writer->context = CurrentMemoryContext;
	writer->first = NULL;
	writer->nfirst = writer->size = 0;
	wic_node_begin(&writer->node, (uint8 *) writer->page, WIC_PAGE_SIZE);
}

/* The page that is being filled gets a first key. */
static void
remember_first(WicDictionaryWriter *writer, const uint8 *key, int length)
{
	MemoryContext old = MemoryContextSwitchTo(writer->context);
	WicFirstKey *first = palloc(offsetof(WicFirstKey, key) + length);

	first->page = writer->stream.nbytes / WIC_PAGE_SIZE;
	first->length = length;
	memcpy(first->key, key, length);
	writer->first = wic_grow(writer->first, writer->nfirst, &writer->size,
							 sizeof(WicFirstKey *));
	writer->first[writer->nfirst++] = first;
	MemoryContextSwitchTo(old);
}

static void
write_node(WicDictionaryWriter *writer)
{
	wic_node_end(&writer->node);
	wic_stream_write(&writer->stream, writer->page, WIC_PAGE_SIZE);
	wic_node_begin(&writer->node, (uint8 *) writer->page, WIC_PAGE_SIZE);
}

static void
add(WicDictionaryWriter *writer, const uint8 *key, int key_len,
	const uint8 *value, int value_len)
{
	if (writer->node.nentries > 0)
	{
		if (wic_node_add(&writer->node, key, key_len, value, value_len))
			return;
		write_node(writer);
	}
	remember_first(writer, key, key_len);
	if (!wic_node_add(&writer->node, key, key_len, value, value_len))
		elog(ERROR, "entry of %d and %d bytes does not fit a page",
			 key_len, value_len);
}

void
wic_dictionary_add(WicDictionaryWriter *writer, const char *key, int key_len,
				   const uint8 *value, int value_len)
{
	if (writer->node.nentries > 0 &&
		wic_key_compare(writer->node.key, writer->node.key_len,
						(const uint8 *) key, key_len) >= 0)
		elog(ERROR, "lexemes are not in order");
	add(writer, (const uint8 *) key, key_len, value, value_len);
	writer->nkeys++;
}

/* Write a level above the pages whose first keys those are. */
static void
write_level(WicDictionaryWriter *writer, WicFirstKey **below, int n)
{
	writer->first = NULL;
	writer->nfirst = writer->size = 0;
	for (int i = 0; i < n; i++)
	{
		uint8		page[WIC_VARINT_MAX];
		int			length = wic_varint_put(page, below[i]->page);

		add(writer, below[i]->key, below[i]->length, page, length);
		pfree(below[i]);
	}
	write_node(writer);
	pfree(below);
}

void
wic_dictionary_finish(WicDictionaryWriter *writer)
{
	if (writer->nkeys > 0)
		write_node(writer);
	writer->nleaves = writer->stream.nbytes / WIC_PAGE_SIZE;
	while (writer->nfirst > 1)
		write_level(writer, writer->first, writer->nfirst);
	wic_stream_finish(&writer->stream);
	pfree(writer->page);
}

/* ---- reading ---- */

static void
damaged(WicDictionaryReader *reader, uint32 page)
{
	wic_page_damaged(reader->stream.index,
					 wic_stream_block(&reader->stream, page),
					 "dictionary is out of order");
}

void
wic_dictionary_open(WicDictionaryReader *reader, const WicStreamReader *model,
					uint32 nleaves)
{
	wic_stream_open(&reader->stream, model);
	reader->nleaves = nleaves;
	reader->is_open = false;
}

void
wic_dictionary_close(WicDictionaryReader *reader)
{
	wic_stream_close(&reader->stream);
}

static void
load(WicDictionaryReader *reader, uint32 page)
{
	reader->is_open = false;
	wic_stream_read(&reader->stream, (uint64) page * WIC_PAGE_SIZE,
					reader->page, WIC_PAGE_SIZE);
	if (!wic_node_open(&reader->cursor, (uint8 *) reader->page,
					   WIC_PAGE_SIZE))
		damaged(reader, page);
	reader->leaf = page;
	reader->is_open = true;
}

/* The page that the entry of an inner node leads to: always an earlier one. */
static uint32
child(WicDictionaryReader *reader)
{
	const uint8 *value = reader->cursor.value;
	uint64		page;

	if (wic_varint_get(value, value + reader->cursor.value_len, &page) == 0 ||
		page >= reader->leaf)
		damaged(reader, reader->leaf);
	return (uint32) page;
}

/* Load the leaf in which the key is, or would be. */
static void
descend(WicDictionaryReader *reader, const char *key, int key_len)
{
	uint32		page = reader->stream.nbytes / WIC_PAGE_SIZE - 1;

	for (int height = 0; height < MAX_HEIGHT; height++)
	{
		load(reader, page);
		if (page < reader->nleaves)
			return;
		if (wic_node_descend(&reader->cursor, (const uint8 *) key,
							 key_len) != WIC_NODE_ENTRY)
			break;
		page = child(reader);
	}
	damaged(reader, page);
}

static bool
is_empty(const WicDictionaryReader *reader)
{
	return reader->nleaves == 0 || reader->stream.nbytes < WIC_PAGE_SIZE;
}

/* What a step in a leaf found; the next leaf follows the last entry. */
static bool
found(WicDictionaryReader *reader, WicNodeStep step)
{
	while (step == WIC_NODE_END && reader->leaf + 1 < reader->nleaves)
	{
		CHECK_FOR_INTERRUPTS();
		load(reader, reader->leaf + 1);
		step = wic_node_next(&reader->cursor);
	}
	if (step == WIC_NODE_DAMAGED)
		damaged(reader, reader->leaf);
	return step == WIC_NODE_ENTRY;
}

bool
wic_dictionary_seek(WicDictionaryReader *reader, const char *key, int key_len)
{
	if (is_empty(reader))
		return false;
	descend(reader, key, key_len);
	return found(reader, wic_node_seek(&reader->cursor, (const uint8 *) key,
									   key_len));
}

bool
wic_dictionary_find(WicDictionaryReader *reader, const char *key, int key_len)
{
	return wic_dictionary_seek(reader, key, key_len) &&
		reader->cursor.key_len == key_len &&
		memcmp(reader->cursor.key, key, key_len) == 0;
}

bool
wic_dictionary_next(WicDictionaryReader *reader)
{
	if (is_empty(reader))
		return false;
	if (!reader->is_open)
		load(reader, 0);
	return found(reader, wic_node_next(&reader->cursor));
}
