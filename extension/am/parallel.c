/*-------------------------------------------------------------------------
 *
 * parallel.c
 *	  CREATE INDEX by several processes.
 *
 * They scan the table together.  Each turns its rows into sorted runs, in its
 * part of maintenance_work_mem; then the one that was asked merges the runs of
 * all into a segment.  Rows are in order within a share only.
 *
 * extension/am/parallel.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/parallel.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "am/build.h"
#include "catalog/index.h"
#include "commands/progress.h"
#include "executor/instrument.h"
#include "miscadmin.h"
#include "optimizer/optimizer.h"
#include "pgstat.h"
#include "storage/sharedfileset.h"
#include "tcop/tcopprot.h"
#include "utils/snapmgr.h"

/* What the shared memory has. */
#define KEY_COMMON			UINT64CONST(0x5749430000000001)
#define KEY_SCAN			UINT64CONST(0x5749430000000002)
#define KEY_BUFFER_USAGE	UINT64CONST(0x5749430000000003)
#define KEY_WAL_USAGE		UINT64CONST(0x5749430000000004)
#define KEY_STATEMENT		UINT64CONST(0x5749430000000005)

/* What a participant has done; nobody else looks at it before its end. */
typedef struct Part
{
	WicShare	share;
	double		heap_tuples;
	bool		has_broken_chain;	/* see IndexInfo */
} Part;

typedef struct Common
{
	Oid			heap;
	Oid			index;
	bool		is_concurrent;
	Size		memory;			/* of each participant */
	pg_atomic_uint64 nrows;
	SharedFileSet files;
	Part		parts[FLEXIBLE_ARRAY_MEMBER];	/* of the leader, and of each
												 * worker */
} Common;

struct WicParallelBuild
{
	ParallelContext *context;
	Snapshot	snapshot;
	Size		scan_size;
	Common	   *common;
	ParallelTableScanDesc scan;
	BufferUsage *buffer_usage;	/* of each worker */
	WalUsage   *wal_usage;
};

PGDLLEXPORT void wic_parallel_worker(dsm_segment * segment, shm_toc * toc);

/* ---- what all participants do ---- */

/* An IndexBuildCallback. */
static void
add_row(Relation index, ItemPointer row, Datum *values, bool *isnull,
		bool is_alive, void *state)
{
	if (!isnull[0])
		wic_build_row(state, row, values[0]);
}

/* Read rows as long as there are any. */
static void
take_part(Common *common, ParallelTableScanDesc scan, WicBuild *build,
		  int number)
{
	Part	   *part = &common->parts[number];

	build->inverter = wic_inverter_create_share(&common->files.fs, number,
												common->memory);
	build->counter = &common->nrows;
	part->heap_tuples =
		table_index_build_scan(build->heap, build->index, build->info, true,
							   build->reports, add_row, build,
							   table_beginscan_parallel(build->heap, scan));
	part->has_broken_chain = build->info->ii_BrokenHotChain;
	part->share = wic_inverter_finish_share(build->inverter);
}

/* ---- a worker ---- */

/* The locks are those that the leader holds. */
static void
work(Common *common, ParallelTableScanDesc scan)
{
	LOCKMODE	heap_lock = common->is_concurrent ?
	ShareUpdateExclusiveLock : ShareLock;
	LOCKMODE	index_lock = common->is_concurrent ?
	RowExclusiveLock : AccessExclusiveLock;
	Relation	heap = table_open(common->heap, heap_lock);
	Relation	index = index_open(common->index, index_lock);
	IndexInfo  *info = BuildIndexInfo(index);
	WicBuild	build;

	info->ii_Concurrent = common->is_concurrent;
	wic_build_begin(&build, heap, index, info);
	take_part(common, scan, &build, ParallelWorkerNumber + 1);
	index_close(index, index_lock);
	table_close(heap, heap_lock);
}

void
wic_parallel_worker(dsm_segment * segment, shm_toc * toc)
{
	Common	   *common = shm_toc_lookup(toc, KEY_COMMON, false);
	BufferUsage *buffer_usage = shm_toc_lookup(toc, KEY_BUFFER_USAGE, false);
	WalUsage   *wal_usage = shm_toc_lookup(toc, KEY_WAL_USAGE, false);

	debug_query_string = shm_toc_lookup(toc, KEY_STATEMENT, true);
	pgstat_report_activity(STATE_RUNNING, debug_query_string);

	SharedFileSetAttach(&common->files, segment);
	InstrStartParallelQuery();
	work(common, shm_toc_lookup(toc, KEY_SCAN, false));
	InstrEndParallelQuery(&buffer_usage[ParallelWorkerNumber],
						  &wal_usage[ParallelWorkerNumber]);
}

/* ---- the leader ---- */

/* As the functions of the extension name it. */
#define LIBRARY		"$libdir/wicsearch"

/*
 * The planner counts them.  Before version 17 it is asked for B-trees only,
 * and for tables as well that TRUNCATE has just emptied.
 */
static int
count_workers(Relation heap, Relation index, const IndexInfo *info)
{
#if PG_VERSION_NUM >= 170000
	return info->ii_ParallelWorkers;
#else
	if (!IsNormalProcessingMode() || RelationGetNumberOfBlocks(heap) == 0)
		return 0;
	return plan_create_index_workers(RelationGetRelid(heap),
									 RelationGetRelid(index));
#endif
}

static void
estimate_chunk(ParallelContext *context, Size size)
{
	shm_toc_estimate_chunk(&context->estimator, size);
	shm_toc_estimate_keys(&context->estimator, 1);
}

static Size
common_size(int nworkers)
{
	return offsetof(Common, parts) + sizeof(Part) * (nworkers + 1);
}

static void
estimate(WicParallelBuild *parallel, Relation heap)
{
	ParallelContext *context = parallel->context;

	parallel->scan_size = table_parallelscan_estimate(heap,
													  parallel->snapshot);
	estimate_chunk(context, common_size(context->nworkers));
	estimate_chunk(context, parallel->scan_size);
	estimate_chunk(context, sizeof(BufferUsage) * context->nworkers);
	estimate_chunk(context, sizeof(WalUsage) * context->nworkers);
	if (debug_query_string != NULL)
		estimate_chunk(context, strlen(debug_query_string) + 1);
}

static void *
share_chunk(ParallelContext *context, uint64 key, Size size)
{
	void	   *chunk = shm_toc_allocate(context->toc, size);

	memset(chunk, 0, size);
	shm_toc_insert(context->toc, key, chunk);
	return chunk;
}

static void
share(WicParallelBuild *parallel, Relation heap, Relation index,
	  bool is_concurrent)
{
	ParallelContext *context = parallel->context;
	int			nworkers = context->nworkers;
	Common	   *common = share_chunk(context, KEY_COMMON,
									 common_size(nworkers));

	common->heap = RelationGetRelid(heap);
	common->index = RelationGetRelid(index);
	common->is_concurrent = is_concurrent;
	common->memory = (Size) maintenance_work_mem * 1024 / (nworkers + 1);
	pg_atomic_init_u64(&common->nrows, 0);
	SharedFileSetInit(&common->files, context->seg);
	parallel->common = common;

	parallel->scan = share_chunk(context, KEY_SCAN, parallel->scan_size);
	table_parallelscan_initialize(heap, parallel->scan, parallel->snapshot);
	parallel->buffer_usage = share_chunk(context, KEY_BUFFER_USAGE,
										 sizeof(BufferUsage) * nworkers);
	parallel->wal_usage = share_chunk(context, KEY_WAL_USAGE,
									  sizeof(WalUsage) * nworkers);
	if (debug_query_string != NULL)
		strcpy(share_chunk(context, KEY_STATEMENT,
						   strlen(debug_query_string) + 1),
			   debug_query_string);
}

void
wic_parallel_end(WicParallelBuild *parallel)
{
	DestroyParallelContext(parallel->context);
	if (IsMVCCSnapshot(parallel->snapshot))
		UnregisterSnapshot(parallel->snapshot);
	ExitParallelMode();
}

/* Launch workers; NULL if there are none. */
static WicParallelBuild *
launch(Relation heap, Relation index, IndexInfo *info, int nworkers)
{
	WicParallelBuild *parallel = palloc0(sizeof(WicParallelBuild));

	EnterParallelMode();
	parallel->context = CreateParallelContext(LIBRARY,
											  "wic_parallel_worker",
											  nworkers);
	parallel->snapshot = info->ii_Concurrent ?
		RegisterSnapshot(GetTransactionSnapshot()) : SnapshotAny;
	estimate(parallel, heap);
	InitializeParallelDSM(parallel->context);

	/* Without shared memory there are no workers. */
	if (parallel->context->seg != NULL)
	{
		share(parallel, heap, index, info->ii_Concurrent);
		LaunchParallelWorkers(parallel->context);
	}
	if (parallel->context->nworkers_launched > 0)
		return parallel;
	wic_parallel_end(parallel);
	return NULL;
}

/* Wait until all workers are done, and add up what they have done. */
static void
collect(WicParallelBuild *parallel, IndexInfo *info, IndexBuildResult *result)
{
	int			nworkers = parallel->context->nworkers_launched;

	WaitForParallelWorkersToAttach(parallel->context);
	WaitForParallelWorkersToFinish(parallel->context);
	for (int i = 0; i < nworkers; i++)
		InstrAccumParallelQuery(&parallel->buffer_usage[i],
								&parallel->wal_usage[i]);
	for (int i = 0; i <= nworkers; i++)
	{
		const Part *part = &parallel->common->parts[i];

		result->heap_tuples += part->heap_tuples;
		result->index_tuples += part->share.ndocs;
		if (part->has_broken_chain)
			info->ii_BrokenHotChain = true;
	}
}

WicParallelBuild *
wic_parallel_scan(Relation heap, Relation index, IndexInfo *info,
				  IndexBuildResult *result)
{
	int			nworkers = count_workers(heap, index, info);
	WicParallelBuild *parallel;
	WicBuild	build;

	if (nworkers == 0)
		return NULL;
	parallel = launch(heap, index, info, nworkers);
	if (parallel == NULL)
		return NULL;
	wic_build_begin(&build, heap, index, info);
	build.reports = true;
	take_part(parallel->common, parallel->scan, &build, 0);
	collect(parallel, info, result);
	pgstat_progress_update_param(PROGRESS_CREATEIDX_TUPLES_DONE,
								 (int64) result->index_tuples);
	return parallel;
}

void
wic_parallel_merge(WicParallelBuild *parallel, WicSegmentWriter *writer)
{
	Common	   *common = parallel->common;
	int			nshares = parallel->context->nworkers_launched + 1;
	WicShare   *shares = palloc(sizeof(WicShare) * nshares);

	for (int i = 0; i < nshares; i++)
		shares[i] = common->parts[i].share;
	wic_share_merge(&common->files.fs, shares, nshares, writer,
					(Size) maintenance_work_mem * 1024);
}
