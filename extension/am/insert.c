/*-------------------------------------------------------------------------
 *
 * insert.c
 *	  Insert a row.
 *
 * extension/am/insert.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/handler.h"
#include "am/merge.h"
#include "am/options.h"
#include "am/pending.h"
#include "nodes/execnodes.h"
#include "utils/memutils.h"

/* With so many times the limit pending, whoever inserts waits for a flush. */
#define PATIENCE	4

/* What a statement keeps between rows. */
typedef struct InsertState
{
	WicDocumentReader reader;
	MemoryContext row;
} InsertState;

static InsertState *
insert_state(Relation index, IndexInfo *info)
{
	InsertState *state = info->ii_AmCache;
	MemoryContext old;
	WicMeta		meta;

	if (state != NULL)
		return state;
	wic_meta_read_current(index, &meta);
	old = MemoryContextSwitchTo(info->ii_Context);
	state = palloc(sizeof(InsertState));
	wic_document_reader(&state->reader, index, meta.level);
	state->row = AllocSetContextCreate(info->ii_Context, "wicsearch insert",
									   ALLOCSET_DEFAULT_SIZES);
	MemoryContextSwitchTo(old);
	info->ii_AmCache = state;
	return state;
}

static void
keep_pending_short(Relation index, uint32 npages)
{
	uint64		kilobytes = wic_index_options(index)->pending_limit;
	uint64		limit = kilobytes * 1024;
	uint64		size = (uint64) npages * BLCKSZ;

	if (size <= limit)
		return;
	wic_merge_small(index);
	(void) wic_flush(index, size > limit * PATIENCE);
}

bool
wic_insert(Relation index, Datum *values, bool *isnull, ItemPointer row,
		   Relation heap, IndexUniqueCheck check, bool unchanged,
		   IndexInfo *info)
{
	InsertState *state;
	MemoryContext old;
	WicDocument document;

	if (isnull[0])
		return false;
	state = insert_state(index, info);
	old = MemoryContextSwitchTo(state->row);
	wic_document_make(&state->reader, values[0], &document);
	keep_pending_short(index, wic_pending_append(index, row, &document));
	MemoryContextSwitchTo(old);
	MemoryContextReset(state->row);
	return false;
}
