/*-------------------------------------------------------------------------
 *
 * inspect.c
 *	  SQL functions that look at an index, and wic_merge().
 *
 * extension/am/inspect.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xlog.h"
#include "am/merge.h"
#include "am/open.h"
#include "am/pending.h"
#include "am/statistics.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "pg/wicsearch.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

static void
check_is_owner(const WicOpenIndex *open)
{
	Oid			relid = RelationGetRelid(open->index);

#if PG_VERSION_NUM >= 160000
	if (!object_ownercheck(RelationRelationId, relid, GetUserId()))
#else
	if (!pg_class_ownercheck(relid, GetUserId()))
#endif
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_INDEX,
					   RelationGetRelationName(open->index));
}

/* ---- wic_index_stats ---- */

/* What belongs to nothing that is live is counted, not complained about. */
static void
ignore_report(void *arg, BlockNumber block, const char *what)
{
}

/*
 * Keep blocks from changing their use; false if that would take long, as a
 * merge has taken blocks, or on a standby.
 */
static bool
hold_blocks(Relation index)
{
	if (RecoveryInProgress())
		return false;
	LockPage(index, WIC_LOCK_FLUSH, ExclusiveLock);
	if (ConditionalLockPage(index, WIC_LOCK_ALLOCATE, ExclusiveLock))
		return true;
	UnlockPage(index, WIC_LOCK_FLUSH, ExclusiveLock);
	return false;
}

static void
release_blocks(Relation index)
{
	UnlockPage(index, WIC_LOCK_ALLOCATE, ExclusiveLock);
	UnlockPage(index, WIC_LOCK_FLUSH, ExclusiveLock);
}

/* How many blocks have each use; false if it cannot be said just now. */
static bool
count_uses(Relation index, int64 *uses)
{
	BlockNumber nblocks;
	WicMeta		meta;
	uint8	   *map;

	memset(uses, 0, sizeof(int64) * (WIC_BLOCK_DYING + 1));
	if (!hold_blocks(index))
		return false;
	nblocks = RelationGetNumberOfBlocks(index);
	wic_meta_read(index, &meta);
	map = wic_space_map(index, &meta, nblocks, ignore_report, NULL);
	release_blocks(index);
	for (BlockNumber i = 0; i < nblocks; i++)
		if (map[i] <= WIC_BLOCK_DYING)
			uses[map[i]]++;
	pfree(map);
	return true;
}

typedef struct SegmentSum
{
	int64		ndocs;			/* deleted ones included */
	int64		ndeleted;
	int64		nlexemes;
	int64		nblocks;
} SegmentSum;

static SegmentSum
sum_up(const WicMeta *meta)
{
	SegmentSum	sum = {0};

	for (uint32 i = 0; i < meta->nsegments; i++)
	{
		sum.ndocs += meta->segments[i].ndocs;
		sum.ndeleted += meta->segments[i].ndeleted;
		sum.nlexemes += meta->segments[i].nlexemes;
		sum.nblocks += meta->segments[i].nblocks;
	}
	return sum;
}

static Datum
level_name(Relation index, const WicMeta *meta, bool *isnull)
{
	*isnull = wic_index_is_vector(index);
	return *isnull ? (Datum) 0 :
		CStringGetTextDatum(wic_level_name(meta->level));
}

static void
fill_stats(Relation index, Datum *values, bool *nulls)
{
	WicMeta		meta;
	WicCounts	counts = {0};
	WicCounts	pending = {0};
	SegmentSum	sum;
	int64		uses[WIC_BLOCK_DYING + 1];
	int64		nblocks = RelationGetNumberOfBlocks(index);

	wic_meta_read(index, &meta);
	wic_count_segments(index, &meta, NULL, 0, &counts);
	wic_count_pending(index, &meta, NULL, 0, &pending);
	nulls[10] = nulls[11] = nulls[12] = !count_uses(index, uses);
	sum = sum_up(&meta);

	values[0] = level_name(index, &meta, &nulls[0]);
	values[1] = Int64GetDatum(sum.ndocs - sum.ndeleted);
	values[2] = Int64GetDatum(sum.ndeleted);
	values[3] = Int64GetDatum((int64) pending.ndocuments);
	values[4] = Int32GetDatum(meta.nsegments);
	values[5] = Int64GetDatum(sum.nlexemes);
	counts.ndocuments += pending.ndocuments;
	counts.total_length += pending.total_length;
	nulls[6] = counts.ndocuments == 0;
	if (!nulls[6])
		values[6] = Float8GetDatum(counts.total_length / counts.ndocuments);
	values[7] = Int64GetDatum(nblocks * BLCKSZ);
	values[8] = Int64GetDatum(sum.nblocks);
	values[9] = Int64GetDatum((int64) meta.pending.npages +
							  meta.pending.noverflow + meta.flushing.npages +
							  meta.flushing.noverflow);
	values[10] = Int64GetDatum(uses[WIC_BLOCK_DYING]);
	values[11] = Int64GetDatum(uses[WIC_BLOCK_FREE]);
	values[12] = Int64GetDatum(uses[WIC_BLOCK_UNNAMED]);
}

/* wic_index_stats(index regclass) */
PG_FUNCTION_INFO_V1(wic_index_stats);
Datum
wic_index_stats(PG_FUNCTION_ARGS)
{
	WicOpenIndex open = wic_open_index(PG_GETARG_OID(0), AccessShareLock);
	TupleDesc	desc;
	Datum		values[13];
	bool		nulls[13] = {false};

	wic_open_require_select(&open);
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE ||
		desc->natts != lengthof(values))
		elog(ERROR, "wic_index_stats does not return what its declaration says");
	fill_stats(open.index, values, nulls);
	wic_close_index(open);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(desc, values, nulls)));
}

/* ---- wic_index_segments ---- */

static void
put_segment(ReturnSetInfo *result, const WicSegmentEntry *entry)
{
	Datum		values[6];
	bool		nulls[6] = {false};

	values[0] = Int64GetDatum((int64) entry->id);
	values[1] = Int64GetDatum((int64) entry->ndocs - entry->ndeleted);
	values[2] = Int64GetDatum(entry->ndeleted);
	values[3] = Int64GetDatum((int64) entry->nlexemes);
	values[4] = Float8GetDatum((double) entry->total_length /
							   Max(entry->ndocs, 1));
	values[5] = Int64GetDatum((int64) entry->nblocks * BLCKSZ);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* wic_index_segments(index regclass) */
PG_FUNCTION_INFO_V1(wic_index_segments);
Datum
wic_index_segments(PG_FUNCTION_ARGS)
{
	WicOpenIndex open = wic_open_index(PG_GETARG_OID(0), AccessShareLock);
	WicMeta		meta;

	wic_open_require_select(&open);
	InitMaterializedSRF(fcinfo, 0);
	wic_meta_read(open.index, &meta);
	for (uint32 i = 0; i < meta.nsegments; i++)
		put_segment((ReturnSetInfo *) fcinfo->resultinfo, &meta.segments[i]);
	wic_close_index(open);
	return (Datum) 0;
}

/* ---- wic_merge ---- */

static void
check_merge_arguments(int max)
{
	if (max < 1 || max > WIC_MAX_SEGMENTS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("max_segments is %d", max),
				 errdetail("An index has from 1 to %d segments.",
						   WIC_MAX_SEGMENTS)));
	if (RecoveryInProgress())
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("recovery is in progress"),
				 errhint("wic_merge() can only be run on the primary server.")));
}

/* One that is being built is written to without any lock of a page. */
static void
check_is_valid(Relation index)
{
	if (index->rd_index->indisvalid)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("index \"%s\" is not valid",
					RelationGetRelationName(index)),
			 errhint("Build it again with REINDEX, or drop it.")));
}

/* A flush fails while the manifest is full, that is, until a merge is done. */
static void
merge(Relation index, int max)
{
	bool		flushed;

	LockPage(index, WIC_LOCK_MAINTAIN, ExclusiveLock);
	flushed = wic_flush(index, true);
	wic_merge_to(index, max);
	if (!flushed && wic_flush(index, true))
		wic_merge_to(index, max);
	LockPage(index, WIC_LOCK_FLUSH, ExclusiveLock);
	wic_space_bury(index);
	UnlockPage(index, WIC_LOCK_FLUSH, ExclusiveLock);
	UnlockPage(index, WIC_LOCK_MAINTAIN, ExclusiveLock);
}

/*
 * wic_merge(index regclass, max_segments integer)
 *
 * Whoever merges has a lock of a page, too.  A stronger lock of the table
 * would make a deadlock with REINDEX CONCURRENTLY, which holds that and waits
 * for all statements that have begun.
 */
PG_FUNCTION_INFO_V1(wic_merge);
Datum
wic_merge(PG_FUNCTION_ARGS)
{
	int			max = PG_GETARG_INT32(1);
	WicOpenIndex open;
	WicMeta		meta;

	check_merge_arguments(max);
	open = wic_open_index(PG_GETARG_OID(0), RowExclusiveLock);
	check_is_owner(&open);
	check_is_valid(open.index);
	wic_meta_read_current(open.index, &meta);

	merge(open.index, max);

	wic_meta_read(open.index, &meta);
	wic_close_index(open);
	PG_RETURN_INT32(meta.nsegments);
}

/* ---- wic_index_state ---- */

typedef struct State
{
	const char *name;
	const char *detail;
} State;

static State
state_is(const char *name, const char *detail)
{
	State		state = {.name = name,.detail = detail};

	return state;
}

static State
state_of_page(Page page)
{
	const WicMeta *meta = wic_meta_of(page);

	if (!wic_page_is(page, WIC_PAGE_META, 0, WIC_META_BLOCK))
		return state_is("damaged", "its first page is not a metapage");
	if (meta->version > WIC_INDEX_VERSION)
		return state_is("unreadable version",
						psprintf("it has format version %u, and %u is known",
								 meta->version, WIC_INDEX_VERSION));
	return state_is("ok", NULL);
}

/* Look at the metapage without failing. */
static State
state_of_meta(Relation index)
{
	Buffer		buffer;
	State		state;

	if (RelationGetNumberOfBlocks(index) == 0)
		return state_is("damaged", "it has no metapage");
	buffer = ReadBuffer(index, WIC_META_BLOCK);
	LockBuffer(buffer, BUFFER_LOCK_SHARE);
	state = state_of_page(BufferGetPage(buffer));
	UnlockReleaseBuffer(buffer);
	return state;
}

static State
state_of(Relation index)
{
	State		state;
	WicMeta		meta;

	if (!index->rd_index->indisvalid || !index->rd_index->indisready)
		return state_is("invalid",
						"it is being built, or its building was interrupted");
	state = state_of_meta(index);
	if (strcmp(state.name, "ok") != 0)
		return state;
	wic_meta_read(index, &meta);
	if (meta.fingerprint != wic_index_fingerprint(index, meta.level))
		return state_is("stale",
						"it was built with other folding tables or dictionaries");
	return state;
}

/* wic_index_state(index regclass, OUT state text, OUT detail text) */
PG_FUNCTION_INFO_V1(wic_index_state);
Datum
wic_index_state(PG_FUNCTION_ARGS)
{
	WicOpenIndex open = wic_open_index(PG_GETARG_OID(0), AccessShareLock);
	State		state = state_of(open.index);
	TupleDesc	desc;
	Datum		values[2] = {0};
	bool		nulls[2] = {false};

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE ||
		desc->natts != lengthof(values))
		elog(ERROR, "wic_index_state does not return what its declaration says");
	values[0] = CStringGetTextDatum(state.name);
	nulls[1] = state.detail == NULL;
	if (!nulls[1])
		values[1] = CStringGetTextDatum(state.detail);
	wic_close_index(open);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(desc, values, nulls)));
}
