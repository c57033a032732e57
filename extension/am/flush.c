/*-------------------------------------------------------------------------
 *
 * flush.c
 *	  Pending documents become a segment.
 *
 * What is pending is sealed first: from then on it is what is being flushed,
 * and new documents begin another chain.  If making the segment fails, the
 * chain stays, is read by every query, and is flushed by whoever is next.
 *
 * extension/am/flush.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/inverter.h"
#include "am/merge.h"
#include "am/pending.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/memutils.h"

static void
invert(void *arg, const WicPendingDocument *document)
{
	ItemPointerData row = document->row;

	wic_inverter_add_vector(arg, &row, document->vector, document->length,
							document->is_stripped);
}

/* The segment appears, and in the same instant the chain dies. */
static void
publish(Relation index, const WicSegmentEntry *entry)
{
	Buffer		buffer = wic_meta_lock(index);
	GenericXLogState *state = GenericXLogStart(index);
	WicMeta    *meta = wic_meta_register(state, buffer);
	WicFuneral	funeral;

	meta->segments[meta->nsegments++] = *entry;
	wic_space_kill(index, state, meta, meta->flushing.head,
				   meta->flushing.head, &funeral);
	wic_chain_clear(&meta->flushing);
	GenericXLogFinish(state);
	wic_space_end_funeral(&funeral);
	UnlockReleaseBuffer(buffer);
}

static void
flush_chain(Relation index, const WicChain *chain)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "wicsearch flush",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	WicSegmentWriter *writer;
	WicInverter *inverter;
	WicSegmentEntry entry;

	wic_space_begin(index);
	writer = wic_segment_create(index);
	inverter = wic_inverter_create(writer, (Size) maintenance_work_mem * 1024);
	wic_pending_read(index, chain, invert, inverter);
	wic_inverter_finish(inverter);
	wic_segment_finish(writer, &entry);
	publish(index, &entry);
	wic_space_end(index);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}

/*
 * First what somebody left in the middle, then what is pending.  Nothing, if
 * the manifest is full.
 */
static bool
flush_all(Relation index)
{
	WicMeta		meta;

	wic_space_bury(index);
	for (int i = 0; i < 2; i++)
	{
		wic_pending_seal(index, &meta);
		if (meta.flushing.head == InvalidBlockNumber)
			return true;
		if (meta.nsegments >= WIC_MAX_SEGMENTS)
			return false;
		flush_chain(index, &meta.flushing);
	}
	return true;
}

bool
wic_flush(Relation index, bool wait)
{
	bool		done;

	if (wait)
		LockPage(index, WIC_LOCK_FLUSH, ExclusiveLock);
	else if (!ConditionalLockPage(index, WIC_LOCK_FLUSH, ExclusiveLock))
		return false;
	done = flush_all(index);
	UnlockPage(index, WIC_LOCK_FLUSH, ExclusiveLock);
	return done;
}
