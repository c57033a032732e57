/*-------------------------------------------------------------------------
 *
 * vacuum.c
 *	  Forget rows that are gone, and keep the index in order.
 *
 * extension/am/vacuum.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/handler.h"
#include "am/merge.h"
#include "commands/vacuum.h"
#include "miscadmin.h"
#include "pg/wicsearch.h"
#include "storage/lmgr.h"
#include "utils/memutils.h"

typedef struct Deleter
{
	IndexBulkDeleteCallback callback;
	void	   *state;
	IndexBulkDeleteResult *stats;
	uint32	   *docs;			/* of a segment, to be deleted */
	int			n;
	int			size;
} Deleter;

/*
 * Ask for every row once: CREATE INDEX CONCURRENTLY collects them through
 * the callback.
 */
static void
find_dead(Deleter *deleter, WicSegment *segment)
{
	deleter->n = 0;
	for (uint32 doc = 0; doc < segment->entry.ndocs; doc++)
	{
		if (doc % 1024 == 0)
			vacuum_delay_point();
		if (wic_segment_is_deleted(segment, doc))
			continue;
		if (!deleter->callback(wic_segment_row(segment, doc),
							   deleter->state))
			continue;
		deleter->docs = wic_grow(deleter->docs, deleter->n, &deleter->size,
								 sizeof(uint32));
		deleter->docs[deleter->n++] = doc;
	}
}

static void
delete_from(Relation index, const WicSegmentEntry *entry, Deleter *deleter)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "wicsearch vacuum",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	WicSegment *segment = wic_segment_open(index, entry);

	deleter->docs = NULL;
	deleter->size = 0;
	find_dead(deleter, segment);
	deleter->stats->tuples_removed +=
		wic_segment_delete(segment, deleter->docs, deleter->n);
	wic_segment_close(segment);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}

/* The waiting flush can be of use to nobody before the rows are asked for. */
static void
flush_pending(Relation index)
{
	while (!wic_flush(index, true))
		if (wic_merge_to(index, WIC_SEGMENTS_SOFT) <= 0)
			elog(ERROR, "manifest of index \"%s\" stays full",
				 RelationGetRelationName(index));
}

IndexBulkDeleteResult *
wic_bulk_delete(IndexVacuumInfo *info, IndexBulkDeleteResult *stats,
				IndexBulkDeleteCallback callback, void *state)
{
	Relation	index = info->index;
	Deleter		deleter = {.callback = callback,.state = state};
	WicMeta		meta;

	if (stats == NULL)
		stats = palloc0(sizeof(IndexBulkDeleteResult));
	deleter.stats = stats;

	LockPage(index, WIC_LOCK_MAINTAIN, ExclusiveLock);
	flush_pending(index);
	wic_meta_read(index, &meta);
	for (uint32 i = 0; i < meta.nsegments; i++)
		delete_from(index, &meta.segments[i], &deleter);
	UnlockPage(index, WIC_LOCK_MAINTAIN, ExclusiveLock);
	return stats;
}

/*
 * What is merged needs room, which is found only where free extents have been
 * joined; and it leaves room for what is merged next.
 */
static void
tidy(Relation index)
{
	LockPage(index, WIC_LOCK_FLUSH, ExclusiveLock);
	(void) wic_space_bury(index);
	(void) wic_space_recover(index);
	UnlockPage(index, WIC_LOCK_FLUSH, ExclusiveLock);
}

static void
fill_stats(Relation index, IndexBulkDeleteResult *stats)
{
	WicMeta		meta;
	uint64		ndocs = 0;
	uint64		nblocks = 1;

	wic_meta_read(index, &meta);
	for (uint32 i = 0; i < meta.nsegments; i++)
	{
		ndocs += meta.segments[i].ndocs - meta.segments[i].ndeleted;
		nblocks += meta.segments[i].nblocks;
	}
	nblocks += meta.pending.npages + meta.pending.noverflow;
	stats->num_pages = RelationGetNumberOfBlocks(index);
	stats->pages_free = stats->num_pages - Min(nblocks, stats->num_pages);
	stats->num_index_tuples = ndocs;
	stats->estimated_count = meta.pending.npages > 0;
}

IndexBulkDeleteResult *
wic_vacuum_cleanup(IndexVacuumInfo *info, IndexBulkDeleteResult *stats)
{
	Relation	index = info->index;

	if (info->analyze_only)
		return stats;
	if (stats == NULL)
		stats = palloc0(sizeof(IndexBulkDeleteResult));

	LockPage(index, WIC_LOCK_MAINTAIN, ExclusiveLock);
	flush_pending(index);
	tidy(index);
	while (wic_merge_tier(index))
		tidy(index);
	UnlockPage(index, WIC_LOCK_MAINTAIN, ExclusiveLock);
	fill_stats(index, stats);
	return stats;
}
