/*-------------------------------------------------------------------------
 *
 * check_table.c
 *	  Does an index have what its table has?
 *
 * A document is known by a sum of numbers for its occurrences, which can be
 * taken in any order: by documents in the table and in what is pending, by
 * terms in segments.  Rows with these sums go into a Bloom filter of
 * maintenance_work_mem; by its nature it may let something pass that is not
 * there, and is seeded anew each time.
 *
 * extension/am/check_table.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "am/check.h"
#include "am/pending.h"
#include "catalog/index.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "utils/guc.h"

/* ---- fingerprints ---- */

typedef struct Fingerprint
{
	uint64		content;
	int64		row;
} Fingerprint;

uint64
wic_check_lexeme(const uint8 *lexeme, Size length)
{
	return hash_bytes_extended(lexeme, length, 0);
}

uint64
wic_check_occurrence(uint64 lexeme, uint32 position)
{
	return hash_bytes_uint32_extended(position, lexeme);
}

static Fingerprint
fingerprint_of(ItemPointer row, uint64 content)
{
	Fingerprint result;

	result.content = content;
	result.row = itemptr_encode(row);
	return result;
}

void
wic_check_add_content(WicChecker *check, ItemPointer row, uint64 content)
{
	Fingerprint fingerprint = fingerprint_of(row, content);

	bloom_add_element(check->documents, (unsigned char *) &fingerprint,
					  sizeof(fingerprint));
}

/* ---- what is pending ---- */

typedef struct Pending
{
	WicChecker *check;
	const WicChain *chain;
	const char *where;
	MemoryContext context;		/* of one document */
} Pending;

/* What is wrong with the entry that was read, or NULL. */
static const char *
read_entry(const WicVectorReader *reader, uint64 *content)
{
	uint64		lexeme = wic_check_lexeme(reader->key, reader->key_len);
	uint32	   *positions;

	if (reader->tf > reader->positions_end - reader->positions)
		return "has too few positions";
	positions = MemoryContextAllocHuge(CurrentMemoryContext,
									   reader->tf * sizeof(uint32));
	if (!wic_vector_positions(reader, positions))
		return "has positions that cannot be read";
	for (uint32 i = 0; i < reader->tf; i++)
	{
		if (i > 0 && positions[i] < positions[i - 1])
			return "has positions that descend";
		*content += wic_check_occurrence(lexeme, positions[i]);
	}
	return NULL;
}

static const char *
read_vector(const WicPendingDocument *document, uint64 *content)
{
	WicVectorReader *reader = palloc(sizeof(WicVectorReader));
	uint64		length = 0;
	WicNodeStep step;

	if (!wic_vector_open(reader, document->vector, document->length))
		return "does not begin as it should";
	while ((step = wic_vector_next(reader)) == WIC_NODE_ENTRY)
	{
		const char *what = read_entry(reader, content);

		CHECK_FOR_INTERRUPTS();
		if (what != NULL)
			return what;
		length += reader->tf;
	}
	if (step == WIC_NODE_DAMAGED)
		return "cannot be read";
	if (reader->p != reader->end)
		return "does not end where it should";
	if (length != reader->length && !document->is_stripped)
		return "has another length";
	return NULL;
}

static void
visit_document(void *arg, const WicPendingDocument *document)
{
	Pending    *pending = arg;
	WicChecker *check = pending->check;
	ItemPointerData row = document->row;
	MemoryContext old = MemoryContextSwitchTo(pending->context);
	uint64		content = 0;
	const char *what = read_vector(document, &content);

	MemoryContextSwitchTo(old);
	MemoryContextReset(pending->context);
	if (what == NULL && !ItemPointerIsValid(&row))
		what = "cannot be";
	if (what != NULL)
	{
		wic_check_report(check, WIC_FINDING_ERROR, "%s: row (%u,%u) %s",
						 pending->where,
						 ItemPointerGetBlockNumberNoCheck(&row),
						 ItemPointerGetOffsetNumberNoCheck(&row), what);
		check->is_incomplete = true;
		return;
	}
	wic_check_add_row(check, &row);
	if (check->documents != NULL)
		wic_check_add_content(check, &row, content);
}

static void
check_chain(WicChecker *check, void *arg)
{
	Pending    *pending = arg;

	pending->context = AllocSetContextCreate(CurrentMemoryContext,
											 "wicsearch document",
											 ALLOCSET_DEFAULT_SIZES);
	wic_pending_read(check->index, pending->chain, visit_document, pending);
}

void
wic_check_pending(WicChecker *check, const WicChain *chain, const char *where)
{
	Pending		pending = {check, chain, where};

	wic_check_begin(check);
	if (chain->head != InvalidBlockNumber)
		wic_check_part(check, where, check_chain, &pending);
}

/* ---- the table ---- */

typedef struct TableScan
{
	WicChecker *check;
	WicDocumentReader reader;
	MemoryContext context;		/* of one row */
	uint64		content;
} TableScan;

static void
count_occurrence(void *arg, const char *lexeme, int length, uint32 position)
{
	TableScan  *scan = arg;

	scan->content +=
		wic_check_occurrence(wic_check_lexeme((const uint8 *) lexeme, length),
							 position);
}

static void
look_up_row(Relation index, ItemPointer row, Datum *values, bool *isnull,
			bool is_alive, void *arg)
{
	TableScan  *scan = arg;
	MemoryContext old;
	Fingerprint fingerprint;
	bool		is_stripped = false;

	CHECK_FOR_INTERRUPTS();
	if (isnull[0])
		return;
	old = MemoryContextSwitchTo(scan->context);
	scan->content = 0;
	wic_document_read(&scan->reader, values[0], count_occurrence, scan,
					  &is_stripped);
	fingerprint = fingerprint_of(row, scan->content);
	if (bloom_lacks_element(scan->check->documents,
							(unsigned char *) &fingerprint,
							sizeof(fingerprint)))
		wic_check_report(scan->check, WIC_FINDING_ERROR,
						 "row (%u,%u) is not in the index as it is in the table",
						 ItemPointerGetBlockNumber(row),
						 ItemPointerGetOffsetNumber(row));
	MemoryContextSwitchTo(old);
	MemoryContextReset(scan->context);
}

/* Rows that are older than the index may be in no index at all. */
static void
require_usable_snapshot(Relation index, Snapshot snapshot)
{
	HeapTupleHeader tuple = index->rd_indextuple->t_data;

	if (IsolationUsesXactSnapshot() && index->rd_index->indcheckxmin &&
		!TransactionIdPrecedes(HeapTupleHeaderGetXmin(tuple), snapshot->xmin))
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("index \"%s\" is younger than the snapshot of the transaction",
						RelationGetRelationName(index))));
}

static void
scan_table(TableScan *state, Snapshot snapshot)
{
	WicChecker *check = state->check;
	IndexInfo  *info = BuildIndexInfo(check->index);
	TableScanDesc scan = table_beginscan_strat(check->table, snapshot, 0,
											   NULL, true, true);

	/* Only what the snapshot sees. */
	info->ii_Concurrent = true;
	info->ii_Unique = false;
	info->ii_ExclusionOps = NULL;
	info->ii_ExclusionProcs = NULL;
	info->ii_ExclusionStrats = NULL;
	table_index_build_scan(check->table, check->index, info, true, false,
						   look_up_row, state, scan);
}

/* Expressions of an index are those of the table's owner. */
static void
scan_as_owner(TableScan *state, Snapshot snapshot)
{
	Oid			user;
	int			context;
	int			level;

	GetUserIdAndSecContext(&user, &context);
	SetUserIdAndSecContext(state->check->table->rd_rel->relowner,
						   context | SECURITY_RESTRICTED_OPERATION);
	level = NewGUCNestLevel();
	scan_table(state, snapshot);
	AtEOXact_GUC(false, level);
	SetUserIdAndSecContext(user, context);
}

void
wic_check_table(WicChecker *check, Snapshot snapshot)
{
	TableScan	scan = {check};

	wic_check_begin(check);
	if (check->is_incomplete)
	{
		wic_check_report(check, WIC_FINDING_WARNING,
						 "the table was not compared, as not all documents could be read");
		return;
	}
	require_usable_snapshot(check->index, snapshot);
	wic_document_reader(&scan.reader, check->index, check->meta.level);
	scan.context = AllocSetContextCreate(CurrentMemoryContext,
										 "wicsearch document",
										 ALLOCSET_DEFAULT_SIZES);
	scan_as_owner(&scan, snapshot);
	MemoryContextDelete(scan.context);
}
