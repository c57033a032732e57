/*-------------------------------------------------------------------------
 *
 * cursor.c
 *	  The documents of a segment that have a lexeme, or any with a prefix.
 *
 * extension/am/cursor.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/cursor.h"

static bool
open_list(WicCursor *cursor)
{
	if (!wic_postings_open(&cursor->list, cursor->segment, cursor->key.lexeme,
						   cursor->key.length))
		return false;
	cursor->doc = cursor->list.doc;
	cursor->df = cursor->list.df;
	return true;
}

WicCursor  *
wic_cursor_open(WicSegment *segment, const WicKey *key, bool with_positions)
{
	WicCursor  *cursor = palloc0(sizeof(WicCursor));

	cursor->segment = segment;
	cursor->key = *key;
	cursor->context = CurrentMemoryContext;
	if (key->is_prefix ?
		wic_prefix_open(cursor, with_positions) : open_list(cursor))
		return cursor;
	pfree(cursor);
	return NULL;
}

void
wic_cursor_close(WicCursor *cursor)
{
	if (cursor->key.is_prefix)
		wic_prefix_close(cursor);
	else
		wic_postings_close(&cursor->list);
}

/* Double the step until target is passed, then bisect. */
static void
gallop(WicCursor *cursor, uint32 target)
{
	uint32		low = cursor->at + 1;
	uint32		step = 1;
	uint32		high;

	while (low + step < cursor->df && cursor->docs[low + step] < target)
	{
		low += step;
		step *= 2;
	}
	high = Min(low + step, cursor->df);
	while (low < high)
	{
		uint32		mid = low + (high - low) / 2;

		if (cursor->docs[mid] < target)
			low = mid + 1;
		else
			high = mid;
	}
	cursor->at = low;
	cursor->doc = low < cursor->df ? cursor->docs[low] : WIC_NO_DOCUMENT;
}

void
wic_cursor_advance(WicCursor *cursor, uint32 target)
{
	if (cursor->key.is_prefix)
		gallop(cursor, target);
	else
	{
		wic_postings_seek(&cursor->list, target);
		cursor->doc = cursor->list.doc;
	}
}

void
wic_cursor_reserve(WicCursor *cursor, Size used, Size n)
{
	Size		bytes;

	if (used + n <= cursor->size)
		return;
	cursor->size = Max(2 * cursor->size, used + n + 16);
	bytes = cursor->size * sizeof(uint32);
	cursor->positions = cursor->positions == NULL ?
		MemoryContextAllocHuge(cursor->context, bytes) :
		repalloc_huge(cursor->positions, bytes);
}

uint32	   *
wic_cursor_positions(WicCursor *cursor, Size *n)
{
	MemoryContext old = MemoryContextSwitchTo(cursor->context);
	uint32	   *positions;

	/* Lists keep what they read, so that has to live as long. */
	if (cursor->key.is_prefix)
		positions = wic_prefix_positions(cursor, n);
	else
	{
		*n = wic_postings_tf(&cursor->list);
		wic_cursor_reserve(cursor, 0, *n);
		wic_postings_positions(&cursor->list, cursor->positions);
		positions = cursor->positions;
	}
	MemoryContextSwitchTo(old);
	return positions;
}
