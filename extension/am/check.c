/*-------------------------------------------------------------------------
 *
 * check.c
 *	  Is an index what it should be?  The function, its report, the blocks.
 *
 * What is checked does not change meanwhile, as whoever merges or cleans up
 * waits.  Documents go on to be inserted, and what is pending to be flushed;
 * but of the chains that were read of first, nobody takes anything away.
 *
 * extension/am/check.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "am/check.h"
#include "am/open.h"
#include "catalog/index.h"
#include "catalog/pg_operator_d.h"
#include "catalog/pg_type_d.h"
#include "common/pg_prng.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

/* So many findings are told of each thing. */
#define MAX_FINDINGS	20

/* ---- the report ---- */

void
wic_check_begin(WicChecker *check)
{
	check->nfindings = 0;
}

static void
put_row(WicChecker *check, WicSeverity severity, const char *detail)
{
	Datum		values[2];
	bool		nulls[2] = {false};

	values[0] = CStringGetTextDatum(severity == WIC_FINDING_ERROR ?
									"error" : "warning");
	values[1] = CStringGetTextDatum(detail);
	tuplestore_putvalues(check->result->setResult, check->result->setDesc,
						 values, nulls);
}

void
wic_check_report(WicChecker *check, WicSeverity severity,
				 const char *format,...)
{
	StringInfoData detail;

	if (check->nfindings++ >= MAX_FINDINGS)
	{
		if (check->nfindings == MAX_FINDINGS + 1)
			put_row(check, severity, "there is more like this");
		return;
	}
	initStringInfo(&detail);
	for (;;)
	{
		va_list		args;
		int			needed;

		va_start(args, format);
		needed = appendStringInfoVA(&detail, format, args);
		va_end(args);
		if (needed == 0)
			break;
		enlargeStringInfo(&detail, needed);
	}
	put_row(check, severity, detail.data);
	pfree(detail.data);
}

/* ---- parts ---- */

/*
 * A block beyond the end of the file may be in a file that is not there.  On a
 * standby a page that was used again looks damaged.  A conflict with
 * recovery, which has the same code, does not come here: it ends the session
 * if it meets a subtransaction.
 */
static bool
is_damage(const WicChecker *check, int code)
{
	return code == ERRCODE_INDEX_CORRUPTED ||
		code == ERRCODE_DATA_CORRUPTED || code == ERRCODE_UNDEFINED_FILE ||
		(check->in_recovery && code == ERRCODE_T_R_SERIALIZATION_FAILURE);
}

static void
report_failure(WicChecker *check, const char *where, const ErrorData *error)
{
	if (error->sqlerrcode == ERRCODE_T_R_SERIALIZATION_FAILURE)
		wic_check_report(check, WIC_FINDING_WARNING,
						 "%s: %s", where, error->detail != NULL ?
						 error->detail : error->message);
	else
		wic_check_report(check, WIC_FINDING_ERROR, "%s: %s",
						 where, error->message);
	check->is_incomplete = true;
}

bool
wic_check_part(WicChecker *check, const char *where, WicCheckPart part,
			   void *arg)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext context = AllocSetContextCreate(caller, "wicsearch check",
												  ALLOCSET_DEFAULT_SIZES);
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile error = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		part(check, arg);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(caller);
	CurrentResourceOwner = owner;

	if (error != NULL && !is_damage(check, error->sqlerrcode))
		ReThrowError(error);
	if (error != NULL)
		report_failure(check, where, error);
	MemoryContextDelete(context);
	return error == NULL;
}

/* ---- rows ---- */

/* What the sort keeps outlives the part that adds to it. */
void
wic_check_add_row(WicChecker *check, ItemPointer row)
{
	ResourceOwner owner = CurrentResourceOwner;

	CurrentResourceOwner = check->owner;
	tuplesort_putdatum(check->rows, Int64GetDatum(itemptr_encode(row)),
					   false);
	CurrentResourceOwner = owner;
}

static void
check_rows(WicChecker *check)
{
	Datum		value;
	bool		isnull;
	int64		last = -1;

	wic_check_begin(check);
	tuplesort_performsort(check->rows);
	while (tuplesort_getdatum(check->rows, true, &value, &isnull, NULL))
	{
		ItemPointerData row;

		CHECK_FOR_INTERRUPTS();
		itemptr_decode(&row, DatumGetInt64(value));
		if (DatumGetInt64(value) == last)
			wic_check_report(check, WIC_FINDING_ERROR,
							 "row (%u,%u) is there more than once",
							 ItemPointerGetBlockNumberNoCheck(&row),
							 ItemPointerGetOffsetNumberNoCheck(&row));
		last = DatumGetInt64(value);
	}
	tuplesort_end(check->rows);
}

/* ---- blocks ---- */

static void
report_block(void *arg, BlockNumber block, const char *what)
{
	wic_check_report(arg, WIC_FINDING_ERROR, "block %u: %s", block, what);
}

/* On a standby, what somebody writes just now looks the same. */
static void
report_unnamed(WicChecker *check, const uint8 *map)
{
	for (BlockNumber block = 0; block < check->nblocks; block++)
	{
		BlockNumber first = block;

		CHECK_FOR_INTERRUPTS();
		while (block < check->nblocks && map[block] == WIC_BLOCK_UNNAMED)
			block++;
		if (block > first)
			wic_check_report(check, WIC_FINDING_WARNING,
							 "nothing uses %u blocks from block %u on",
							 block - first, first);
	}
}

static void
check_blocks(WicChecker *check, void *arg)
{
	uint8	   *map;

	check->nblocks = RelationGetNumberOfBlocks(check->index);
	map = wic_space_map(check->index, &check->meta, check->nblocks,
						report_block, check);
	if (!check->in_recovery && check->nfindings == 0)
		report_unnamed(check, map);
}

/* The pages of a chain, by their links: as many as the metapage says? */
static void
check_chain(WicChecker *check, void *arg)
{
	const WicChain *chain = arg;
	BlockNumber block = chain->head;
	BlockNumber last = InvalidBlockNumber;
	uint32		npages = 0;

	while (block != InvalidBlockNumber && npages <= chain->npages)
	{
		Buffer		buffer;

		CHECK_FOR_INTERRUPTS();
		buffer = wic_page_read(check->index, block, BUFFER_LOCK_SHARE,
							   WIC_PAGE_PENDING, chain->id, npages);
		npages++;
		last = block;
		block = wic_page_stamp(BufferGetPage(buffer))->next;
		UnlockReleaseBuffer(buffer);
	}
	if (npages > 0 && (npages != chain->npages || last != chain->tail))
		wic_check_report(check, WIC_FINDING_ERROR,
						 "the pending pages do not end where they should");
}

void
wic_check_space(WicChecker *check)
{
	wic_check_begin(check);
	wic_check_part(check, "blocks", check_blocks, NULL);
	wic_check_begin(check);
	wic_check_part(check, "pending pages", check_chain, &check->meta.pending);
	wic_check_part(check, "pages being flushed", check_chain,
				   &check->meta.flushing);
}

/* ---- the metapage ---- */

static void
check_meta(WicChecker *check, void *arg)
{
	const WicMeta *meta = &check->meta;
	Relation	index = check->index;
	bool	   *is_known = arg;

	wic_meta_read(index, &check->meta);
	if (((meta->flags & WIC_INDEX_VECTOR) != 0) != wic_index_is_vector(index)
		|| meta->level != wic_index_level(index))
		wic_check_report(check, WIC_FINDING_ERROR,
						 "the index was built with other options");
	else if (meta->fingerprint != wic_index_fingerprint(index, meta->level))
		wic_check_report(check, WIC_FINDING_ERROR,
						 "the index was built by other tables or dictionaries; REINDEX is needed");
	else
		*is_known = true;
}

/*
 * Read the metapage, and see what each block is used for, while nobody takes
 * or gives any.  is_known tells that documents would be read now as the
 * index has read them.
 */
static bool
check_outline(WicChecker *check, bool *is_known)
{
	bool		is_readable;

	if (!check->in_recovery)
	{
		LockPage(check->index, WIC_LOCK_FLUSH, ExclusiveLock);
		LockPage(check->index, WIC_LOCK_ALLOCATE, ExclusiveLock);
	}
	*is_known = false;
	wic_check_begin(check);
	is_readable = wic_check_part(check, "metapage", check_meta, is_known);
	if (is_readable)
		wic_check_space(check);
	if (!check->in_recovery)
	{
		UnlockPage(check->index, WIC_LOCK_ALLOCATE, ExclusiveLock);
		UnlockPage(check->index, WIC_LOCK_FLUSH, ExclusiveLock);
	}
	return is_readable;
}

/* ---- all of it ---- */

/* As many as the manifest says, and as may be pending. */
static void
expect_documents(WicChecker *check)
{
	const WicMeta *meta = &check->meta;
	int64		ndocs = (int64) check->nblocks * MaxHeapTuplesPerPage;
	int64		nlive = 0;

	for (uint32 i = 0; i < meta->nsegments; i++)
		nlive += meta->segments[i].ndocs;
	check->documents = bloom_create(Max(Min(nlive, ndocs), 1),
									maintenance_work_mem,
									pg_prng_uint64(&pg_global_prng_state));
}

static void
check_contents(WicChecker *check, bool is_compared)
{
	const WicMeta *meta = &check->meta;

	check->rows = tuplesort_begin_datum(INT8OID, Int8LessOperator, InvalidOid,
										false, maintenance_work_mem, NULL,
										TUPLESORT_NONE);
	if (is_compared)
		expect_documents(check);
	for (uint32 i = 0; i < meta->nsegments; i++)
		wic_check_segment(check, &meta->segments[i]);
	wic_check_pending(check, &meta->pending, "pending documents");
	wic_check_pending(check, &meta->flushing, "documents being flushed");
	check_rows(check);
}

/*
 * With the table, the snapshot is taken first: whatever it sees was inserted
 * before, and must be found.
 */
static void
check_index(WicChecker *check, bool with_table)
{
	Snapshot	snapshot = NULL;
	bool		is_known;

	if (!check->in_recovery)
		LockPage(check->index, WIC_LOCK_MAINTAIN, ExclusiveLock);
	if (with_table)
		snapshot = RegisterSnapshot(GetTransactionSnapshot());
	if (check_outline(check, &is_known))
		check_contents(check, with_table && is_known);
	if (check->documents != NULL)
		wic_check_table(check, snapshot);
	if (with_table)
		UnregisterSnapshot(snapshot);
	if (!check->in_recovery)
		UnlockPage(check->index, WIC_LOCK_MAINTAIN, ExclusiveLock);
}

/* ---- the function ---- */

static void
require_checkable(Relation index)
{
	const char *name = RelationGetRelationName(index);

	if (!index->rd_index->indisvalid)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("index \"%s\" is not valid", name),
				 errhint("Make it again with REINDEX, or drop it.")));
	if (RecoveryInProgress() && !RelationIsPermanent(index))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("index \"%s\" is not logged, and empty on a standby",
						name)));
}

/* wic_check(index regclass, heapallindexed boolean): severity, detail */
PG_FUNCTION_INFO_V1(wic_check);
Datum
wic_check(PG_FUNCTION_ARGS)
{
	WicOpenIndex open = wic_open_index(PG_GETARG_OID(0), AccessShareLock);
	WicChecker *check = palloc0(sizeof(WicChecker));

	wic_open_require_select(&open);
	require_checkable(open.index);
	InitMaterializedSRF(fcinfo, 0);
	check->result = (ReturnSetInfo *) fcinfo->resultinfo;
	check->in_recovery = RecoveryInProgress();
	check->owner = CurrentResourceOwner;
	check->table = open.table;
	check->index = open.index;
	check_index(check, PG_GETARG_BOOL(1));
	wic_close_index(open);
	return (Datum) 0;
}
