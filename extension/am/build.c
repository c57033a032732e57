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
#include "am/build.h"
#include "am/handler.h"
#include "am/meta.h"
#include "catalog/index.h"
#include "commands/progress.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "utils/memutils.h"

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

void
wic_build_begin(WicBuild *build, Relation heap, Relation index,
				IndexInfo *info)
{
	memset(build, 0, sizeof(WicBuild));
	build->heap = heap;
	build->index = index;
	build->info = info;
	wic_document_reader(&build->reader, index, wic_index_level(index));
	build->scratch = AllocSetContextCreate(CurrentMemoryContext,
										   "wicsearch build",
										   ALLOCSET_DEFAULT_SIZES);
}

/* How many rows were read, by this process or by all of them. */
static void
report_rows(WicBuild *build)
{
	uint64		nrows = build->nrows;

	if (build->counter != NULL)
		nrows = pg_atomic_add_fetch_u64(build->counter, WIC_BUILD_STRIDE);
	if (build->reports)
		pgstat_progress_update_param(PROGRESS_CREATEIDX_TUPLES_DONE, nrows);
}

void
wic_build_row(WicBuild *build, ItemPointer row, Datum document)
{
	MemoryContext old = MemoryContextSwitchTo(build->scratch);

	wic_inverter_add(build->inverter, row, &build->reader, document);
	MemoryContextSwitchTo(old);
	MemoryContextReset(build->scratch);
	if (++build->nrows % WIC_BUILD_STRIDE == 0)
		report_rows(build);
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
finish_segment(Relation index, WicSegmentWriter *writer)
{
	WicSegmentEntry entry;

	wic_segment_finish(writer, &entry);
	publish(index, &entry);
	wic_space_end(index);
}

static void
set_phase(int phase)
{
	pgstat_progress_update_param(PROGRESS_CREATEIDX_SUBPHASE, phase);
}

/* ---- by one process ---- */

typedef struct SerialBuild
{
	WicBuild	build;
	WicSegmentWriter *writer;
} SerialBuild;

/* An IndexBuildCallback. */
static void
add_row(Relation index, ItemPointer row, Datum *values, bool *isnull,
		bool is_alive, void *state)
{
	SerialBuild *serial = state;

	if (isnull[0])
		return;
	if (serial->build.inverter == NULL)
	{
		wic_space_begin(index);
		serial->writer = wic_segment_create(index);
		serial->build.inverter =
			wic_inverter_create(serial->writer,
								(Size) maintenance_work_mem * 1024);
	}
	wic_build_row(&serial->build, row, values[0]);
}

static void
build_alone(Relation heap, Relation index, IndexInfo *info,
			IndexBuildResult *result)
{
	SerialBuild serial;

	wic_build_begin(&serial.build, heap, index, info);
	serial.build.reports = true;
	result->heap_tuples = table_index_build_scan(heap, index, info,
												 true, true, add_row,
												 &serial, NULL);
	result->index_tuples = serial.build.nrows;
	set_phase(PHASE_MERGE);
	if (serial.build.inverter == NULL)
		return;
	wic_inverter_finish(serial.build.inverter);
	finish_segment(index, serial.writer);
}

/* ---- by several ---- */

static void
build_together(WicParallelBuild *parallel, Relation index,
			   const IndexBuildResult *result)
{
	WicSegmentWriter *writer;

	set_phase(PHASE_MERGE);
	if (result->index_tuples > 0)
	{
		wic_space_begin(index);
		writer = wic_segment_create(index);
		wic_parallel_merge(parallel, writer);
		finish_segment(index, writer);
	}
	wic_parallel_end(parallel);
}

IndexBuildResult *
wic_build(Relation heap, Relation index, IndexInfo *info)
{
	IndexBuildResult *result = palloc0(sizeof(IndexBuildResult));
	WicParallelBuild *parallel;

	if (RelationGetNumberOfBlocks(index) != 0)
		elog(ERROR, "index \"%s\" already contains data",
			 RelationGetRelationName(index));

	create_meta(index);
	set_phase(PHASE_SCAN);
	parallel = wic_parallel_scan(heap, index, info, result);
	if (parallel != NULL)
		build_together(parallel, index, result);
	else
		build_alone(heap, index, info, result);
	return result;
}
