/*-------------------------------------------------------------------------
 *
 * build.c
 *	  CREATE INDEX: the rows of a table become one segment.
 *
 * extension/am/build.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/tableam.h"
#include "access/xloginsert.h"
#include "am/handler.h"
#include "am/inverter.h"
#include "am/meta.h"
#include "catalog/index.h"
#include "commands/progress.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "utils/memutils.h"

typedef struct Build
{
	Relation	index;
	WicDocumentReader reader;
	WicSegmentWriter *writer;	/* NULL: there was no row yet */
	WicInverter *inverter;
	MemoryContext scratch;		/* reset for each row */
	uint64		nrows;
} Build;

/* Phases after PROGRESS_CREATEIDX_SUBPHASE_INITIALIZE. */
#define PHASE_SCAN		2
#define PHASE_MERGE		3

char	   *
wic_build_phase(int64 phase)
{
	switch (phase)
	{
		case PROGRESS_CREATEIDX_SUBPHASE_INITIALIZE:
			return "initializing";
		case PHASE_SCAN:
			return "scanning table";
		case PHASE_MERGE:
			return "merging runs";
		default:
			return NULL;
	}
}

static void
init_meta(Relation index, Page page)
{
	uint32		level = wic_index_level(index);

	wic_meta_init(page, wic_index_is_vector(index) ? WIC_INDEX_VECTOR : 0,
				  level, wic_index_fingerprint(index, level));
}

/* The metapage of a new index, which is its first block. */
static void
create_meta(Relation index)
{
	Buffer		buffer = ReadBuffer(index, P_NEW);
	GenericXLogState *state;

	LockBuffer(buffer, BUFFER_LOCK_EXCLUSIVE);
	Assert(BufferGetBlockNumber(buffer) == WIC_META_BLOCK);
	state = GenericXLogStart(index);
	init_meta(index, GenericXLogRegisterBuffer(state, buffer,
											   GENERIC_XLOG_FULL_IMAGE));
	GenericXLogFinish(state);
	UnlockReleaseBuffer(buffer);
}

/* An index of an unlogged table is reset to this. */
void
wic_build_empty(Relation index)
{
	PGAlignedBlock page;
	Buffer		buffer;

	/* What may fail does so before the critical section. */
	init_meta(index, page.data);

	buffer = ReadBufferExtended(index, INIT_FORKNUM, P_NEW, RBM_NORMAL, NULL);
	LockBuffer(buffer, BUFFER_LOCK_EXCLUSIVE);
	START_CRIT_SECTION();
	memcpy(BufferGetPage(buffer), page.data, BLCKSZ);
	MarkBufferDirty(buffer);
	log_newpage_buffer(buffer, true);
	END_CRIT_SECTION();
	UnlockReleaseBuffer(buffer);
}

static void
begin_segment(Build *build)
{
	wic_space_begin(build->index);
	build->writer = wic_segment_create(build->index);
	build->inverter = wic_inverter_create(build->writer,
										  (Size) maintenance_work_mem * 1024);
}

#define PROGRESS_INTERVAL	256

/* An IndexBuildCallback. */
static void
add_row(Relation index, ItemPointer row, Datum *values, bool *isnull,
		bool is_alive, void *state)
{
	Build	   *build = state;
	MemoryContext old;

	if (isnull[0])
		return;
	if (build->writer == NULL)
		begin_segment(build);

	old = MemoryContextSwitchTo(build->scratch);
	wic_inverter_add(build->inverter, row, &build->reader, values[0]);
	MemoryContextSwitchTo(old);
	MemoryContextReset(build->scratch);

	if (++build->nrows % PROGRESS_INTERVAL == 0)
		pgstat_progress_update_param(PROGRESS_CREATEIDX_TUPLES_DONE,
									 build->nrows);
}

/* Let the metapage name the segment, which is the first. */
static void
publish(Relation index, const WicSegmentEntry *entry)
{
	Buffer		buffer = wic_meta_lock(index);
	GenericXLogState *state = GenericXLogStart(index);
	WicMeta    *meta = wic_meta_register(state, buffer);

	Assert(meta->nsegments == 0);
	meta->segments[meta->nsegments++] = *entry;
	GenericXLogFinish(state);
	UnlockReleaseBuffer(buffer);
}

static void
finish_segment(Build *build)
{
	WicSegmentEntry entry;

	wic_inverter_finish(build->inverter);
	wic_segment_finish(build->writer, &entry);
	publish(build->index, &entry);
	wic_space_end(build->index);
}

static void
set_phase(int phase)
{
	pgstat_progress_update_param(PROGRESS_CREATEIDX_SUBPHASE, phase);
}

IndexBuildResult *
wic_build(Relation heap, Relation index, IndexInfo *info)
{
	IndexBuildResult *result = palloc0(sizeof(IndexBuildResult));
	Build		build = {.index = index};

	if (RelationGetNumberOfBlocks(index) != 0)
		elog(ERROR, "index \"%s\" already contains data",
			 RelationGetRelationName(index));

	create_meta(index);
	wic_document_reader(&build.reader, index, wic_index_level(index));
	build.scratch = AllocSetContextCreate(CurrentMemoryContext,
										  "wicsearch build",
										  ALLOCSET_DEFAULT_SIZES);

	set_phase(PHASE_SCAN);
	result->heap_tuples = table_index_build_scan(heap, index, info,
												 true, true, add_row,
												 &build, NULL);
	result->index_tuples = build.nrows;
	set_phase(PHASE_MERGE);
	if (build.writer != NULL)
		finish_segment(&build);
	MemoryContextDelete(build.scratch);
	return result;
}
