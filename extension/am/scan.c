/*-------------------------------------------------------------------------
 *
 * scan.c
 *	  Index scans.
 *
 * PostgreSQL does not say how many rows of an order it wants.  So as many as
 * wicsearch.first_rows says are looked for, and when they are used up, eight
 * times as many of those that come behind them, and so on.
 *
 * extension/am/scan.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relscan.h"
#include "am/handler.h"
#include "am/search.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/tidbitmap.h"
#include "pg/wicsearch.h"
#include "pgstat.h"
#include "utils/float.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#define K_FACTOR		8

/* Rows that are taken at a time if there is no order. */
#define BATCH			512

typedef struct WicScan
{
	MemoryContext context;		/* of all else; reset by a rescan */
	WicMeta    *meta;			/* NULL: not begun */
	WicPlan    *plan;
	WicSearch  *search;
	bool		recheck;
	int			n;				/* rows that were found ... */
	int			at;				/* ... and the next of them */
	int			k;				/* how many were asked for */
	WicFound   *found;			/* in order, */
	ItemPointerData *rows;		/* or not */
	WicFound	last;			/* of the last ones in order */
} WicScan;

IndexScanDesc
wic_begin_scan(Relation index, int nkeys, int norders)
{
	IndexScanDesc scan = RelationGetIndexScan(index, nkeys, norders);
	WicScan    *state = palloc0(sizeof(WicScan));

	state->context = AllocSetContextCreate(CurrentMemoryContext,
										   "wicsearch scan",
										   ALLOCSET_DEFAULT_SIZES);
	scan->opaque = state;
	if (norders > 0)
	{
		scan->xs_orderbyvals = palloc0(sizeof(Datum) * norders);
		scan->xs_orderbynulls = palloc(sizeof(bool) * norders);
		memset(scan->xs_orderbynulls, true, sizeof(bool) * norders);
	}
	return scan;
}

static void
forget(WicScan *state)
{
	MemoryContext context = state->context;

	if (state->search != NULL)
		wic_search_end(state->search);
	memset(state, 0, sizeof(WicScan));
	state->context = context;
	MemoryContextReset(context);
}

void
wic_rescan(IndexScanDesc scan, ScanKey keys, int nkeys,
		   ScanKey orders, int norders)
{
	forget(scan->opaque);
	if (keys != NULL && scan->numberOfKeys > 0)
		memmove(scan->keyData, keys, scan->numberOfKeys * sizeof(ScanKeyData));
	if (orders != NULL && scan->numberOfOrderBys > 0)
		memmove(scan->orderByData, orders,
				scan->numberOfOrderBys * sizeof(ScanKeyData));
}

void
wic_end_scan(IndexScanDesc scan)
{
	WicScan    *state = scan->opaque;

	forget(state);
	MemoryContextDelete(state->context);
	pfree(state);
}

/* README says why other snapshots will not do. */
static void
check_snapshot(IndexScanDesc scan)
{
	if (!IsMVCCSnapshot(scan->xs_snapshot))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("wicsearch indexes support MVCC snapshots only")));
}

static void
begin(IndexScanDesc scan)
{
	WicScan    *state = scan->opaque;
	MemoryContext old;

	check_snapshot(scan);
	old = MemoryContextSwitchTo(state->context);
	state->meta = palloc(sizeof(WicMeta));
	wic_meta_read_current(scan->indexRelation, state->meta);
	state->plan = wic_plan_make(scan->indexRelation, state->meta,
								scan->keyData, scan->numberOfKeys,
								scan->orderByData, scan->numberOfOrderBys);
	state->search = wic_search_begin(scan->indexRelation, state->meta,
									 state->plan);
	MemoryContextSwitchTo(old);
	pgstat_count_index_scan(scan->indexRelation);
}

/* ---- in order ---- */

static int
next_k(const WicScan *state)
{
	Size		max = Min(work_mem * (Size) 1024, MaxAllocSize) /
	sizeof(WicFound);

	if (state->k == 0)
		return Min((Size) wic_first_rows, max);
	return Max(state->k, Min((Size) state->k * K_FACTOR, max));
}

/* The best of those that were not found yet; false if there are none. */
static bool
find_best(WicScan *state)
{
	MemoryContext old;
	bool		is_first = state->k == 0;

	/* Fewer than were asked for: there are no more. */
	if (state->n < state->k)
		return false;
	if (!is_first)
	{
		state->last = state->found[state->n - 1];
		pfree(state->found);
	}
	old = MemoryContextSwitchTo(state->context);
	state->k = next_k(state);
	state->found = palloc(sizeof(WicFound) * state->k);
	state->n = wic_search_top(state->search, state->k,
							  is_first ? NULL : &state->last,
							  state->found, &state->recheck);
	state->at = 0;
	MemoryContextSwitchTo(old);
	return state->n > 0;
}

static bool
next_best(IndexScanDesc scan, WicScan *state)
{
	Oid			type = FLOAT8OID;
	IndexOrderByDistance distance = {0, false};

	if (state->at == state->n && !find_best(state))
		return false;
	scan->xs_heaptid = state->found[state->at].row;
	distance.value = wic_query_distance(state->found[state->at].score);
	index_store_float8_orderby_distances(scan, &type, &distance, false);
	state->at++;
	return true;
}

/* ---- in any order ---- */

static bool
find_rows(WicScan *state)
{
	MemoryContext old = MemoryContextSwitchTo(state->context);

	if (state->rows == NULL)
		state->rows = palloc(sizeof(ItemPointerData) * BATCH);
	state->n = wic_search_rows(state->search, state->rows, BATCH,
							   &state->recheck);
	state->at = 0;
	MemoryContextSwitchTo(old);
	return state->n > 0;
}

/*
 * If there is an order nevertheless, the operator has to measure each row; or
 * it is that by NULL.
 */
static bool
next_row(IndexScanDesc scan, WicScan *state)
{
	Oid			type = FLOAT8OID;
	IndexOrderByDistance least = {-get_float8_infinity(), false};

	if (state->at == state->n && !find_rows(state))
		return false;
	scan->xs_heaptid = state->rows[state->at++];
	if (scan->numberOfOrderBys > 0)
		index_store_float8_orderby_distances(scan, &type,
											 state->plan->rank == NULL ?
											 NULL : &least,
											 state->plan->rank != NULL);
	return true;
}

bool
wic_get_tuple(IndexScanDesc scan, ScanDirection direction)
{
	WicScan    *state = scan->opaque;
	bool		found;

	Assert(ScanDirectionIsForward(direction));
	if (state->meta == NULL)
		begin(scan);
	if (state->plan->rank == NULL || state->plan->is_foreign)
		found = next_row(scan, state);
	else
		found = next_best(scan, state);
	scan->xs_recheck = state->recheck;
	return found;
}

int64
wic_get_bitmap(IndexScanDesc scan, TIDBitmap *bitmap)
{
	WicScan    *state = scan->opaque;
	int64		n = 0;

	begin(scan);
	while (find_rows(state))
	{
		CHECK_FOR_INTERRUPTS();
		tbm_add_tuples(bitmap, state->rows, state->n, state->recheck);
		n += state->n;
	}
	return n;
}
