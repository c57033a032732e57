/*-------------------------------------------------------------------------
 *
 * statistics.c
 *	  How many documents there are, and in how many of them a lexeme is.
 *
 * extension/am/statistics.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "am/handler.h"
#include "am/pending.h"
#include "am/postings.h"
#include "am/statistics.h"
#include "catalog/pg_inherits.h"
#include "core/charclass.h"
#include "core/utf8.h"
#include "core/varint.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* What a reader of pending documents needs. */
typedef struct PendingCount
{
	Relation	index;
	BlockNumber head;			/* of the chain */
	const WicTermSource *terms;
	int			nterms;
	int		   *order;			/* of the terms, by their lexemes */
	WicCounts  *counts;
} PendingCount;

bool
wic_is_index(Relation rel)
{
	return rel->rd_indam != NULL &&
		rel->rd_indam->amcostestimate == wic_cost_estimate;
}

Oid
wic_index_own_config(Relation index)
{
	return wic_index_config(index, wic_index_level(index));
}

static bool
is_prefix(const WicTermSource *term)
{
	return (term->flags & WIC_TERM_PREFIX) != 0;
}

/* ---- segments ---- */

/* The number of documents of the key that the segment's terms stand at. */
static uint64
df_here(WicSegment *segment)
{
	WicDictionaryReader *terms = &segment->terms;
	const uint8 *value = terms->cursor.value;
	uint64		df;

	wic_page_claim(segment->index,
				   wic_stream_block(&terms->stream, terms->leaf),
				   wic_varint_get_upto(value,
									   value + terms->cursor.value_len,
									   segment->entry.ndocs, &df) > 0,
				   "impossible number of documents");
	return df;
}

static bool
has_prefix(const uint8 *key, size_t key_len, const WicTermSource *term)
{
	return key_len >= term->length &&
		memcmp(key, term->lexeme, term->length) == 0;
}

/*
 * A document that has several of the lexemes counts several times, but no
 * more than there are.
 */
static uint64
prefix_df(WicSegment *segment, const WicTermSource *term)
{
	const WicNodeCursor *cursor = &segment->terms.cursor;
	uint64		max = segment->entry.ndocs;
	uint64		df = 0;
	bool		found = wic_dictionary_seek(&segment->terms, term->lexeme,
											term->length);

	while (found && df < max && has_prefix(cursor->key, cursor->key_len, term))
	{
		CHECK_FOR_INTERRUPTS();
		df += df_here(segment);
		found = wic_dictionary_next(&segment->terms);
	}
	return Min(df, max);
}

static uint64
term_df(WicSegment *segment, const WicTermSource *term)
{
	if (!is_prefix(term))
		return wic_postings_df(segment, term->lexeme, term->length);
	if (wic_is_one_cjk_character((const uint8_t *) term->lexeme,
								 term->length))
		return wic_segment_character_df(segment, term->lexeme, term->length);
	return prefix_df(segment, term);
}

static void
count_segment(Relation index, const WicSegmentEntry *entry,
			  const WicTermSource *terms, int nterms, WicCounts *counts)
{
	double		live = (double) entry->ndocs - Min(entry->ndeleted,
												   entry->ndocs);
	double		share;
	WicSegment *segment;

	if (live == 0)
		return;
	share = live / entry->ndocs;
	counts->ndocuments += live;
	counts->total_length += entry->total_length * share;

	segment = wic_segment_open(index, entry);
	for (int i = 0; i < nterms; i++)
	{
		CHECK_FOR_INTERRUPTS();
		counts->df[i] += term_df(segment, &terms[i]) * share;
	}
	wic_segment_close(segment);
}

void
wic_count_segments(Relation index, const WicMeta *meta,
				   const WicTermSource *terms, int nterms, WicCounts *counts)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "wicsearch statistics",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);

	for (uint32 i = 0; i < meta->nsegments; i++)
	{
		count_segment(index, &meta->segments[i], terms, nterms, counts);
		MemoryContextReset(context);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}

/* ---- pending documents ---- */

static int
compare_terms(const void *a, const void *b, void *arg)
{
	const WicTermSource *terms = arg;
	const WicTermSource *left = &terms[*(const int *) a];
	const WicTermSource *right = &terms[*(const int *) b];

	return wic_key_compare((const uint8 *) left->lexeme, left->length,
						   (const uint8 *) right->lexeme, right->length);
}

static WicNodeStep
next_entry(const PendingCount *count, WicVectorReader *reader)
{
	WicNodeStep step = wic_vector_next(reader);

	wic_page_claim(count->index, count->head, step != WIC_NODE_DAMAGED,
				   "damaged pending document");
	return step;
}

/*
 * Lexemes and terms are both in order.  The first lexeme that is not less than
 * a prefix begins with it, or none does.
 */
static void
count_terms(PendingCount *count, WicVectorReader *reader)
{
	WicNodeStep step = next_entry(count, reader);

	for (int i = 0; i < count->nterms; i++)
	{
		int			number = count->order[i];
		const WicTermSource *term = &count->terms[number];

		while (step == WIC_NODE_ENTRY &&
			   wic_key_compare(reader->key, reader->key_len,
							   (const uint8 *) term->lexeme,
							   term->length) < 0)
			step = next_entry(count, reader);
		if (step == WIC_NODE_END)
			return;
		if (has_prefix(reader->key, reader->key_len, term) &&
			(is_prefix(term) || reader->key_len == term->length))
			count->counts->df[number]++;
	}
}

static void
count_document(void *arg, const WicPendingDocument *document)
{
	PendingCount *count = arg;
	WicVectorReader reader;

	CHECK_FOR_INTERRUPTS();
	wic_page_claim(count->index, count->head,
				   wic_vector_open(&reader, document->vector,
								   document->length),
				   "damaged pending document");
	count->counts->ndocuments++;
	count->counts->total_length += reader.length;
	if (count->nterms > 0)
		count_terms(count, &reader);
}

static void
count_chain(PendingCount *count, const WicChain *chain)
{
	if (chain->head == InvalidBlockNumber)
		return;
	count->head = chain->head;
	wic_pending_read(count->index, chain, count_document, count);
}

void
wic_count_pending(Relation index, const WicMeta *meta,
				  const WicTermSource *terms, int nterms, WicCounts *counts)
{
	PendingCount count = {
		.index = index,
		.terms = terms,
		.nterms = nterms,
		.order = palloc(sizeof(int) * (nterms + 1)),
		.counts = counts,
	};

	for (int i = 0; i < nterms; i++)
		count.order[i] = i;
	qsort_arg(count.order, nterms, sizeof(int), compare_terms,
			  unconstify(WicTermSource *, terms));
	count_chain(&count, &meta->flushing);
	count_chain(&count, &meta->pending);
	pfree(count.order);
}

/* ---- a table ---- */

typedef struct Collection
{
	const WicSearchColumn *column;
	Oid			config;
	const WicTermSource *terms;
	int			nterms;
	WicCounts	counts;
	bool		found;			/* there was an index */
} Collection;

/* Can the index speak for the column? */
static bool
serves(const Collection *collection, Relation table, Relation index,
	   WicMeta *meta)
{
	if (!wic_is_index(index) ||
		!wic_index_holds(table, index, collection->column,
						 collection->config))
		return false;
	wic_meta_read(index, meta);
	if (!wic_index_is_vector(index) &&
		wic_index_config(index, meta->level) != collection->config)
		return false;
	return meta->fingerprint == wic_index_fingerprint(index, meta->level);
}

static bool
count_by_indexes(Collection *collection, Relation table)
{
	ListCell   *cell;

	foreach(cell, RelationGetIndexList(table))
	{
		Relation	index = index_open(lfirst_oid(cell), AccessShareLock);
		WicMeta		meta;
		bool		good = serves(collection, table, index, &meta);

		if (good)
		{
			wic_count_segments(index, &meta, collection->terms,
							   collection->nterms, &collection->counts);
			wic_count_pending(index, &meta, collection->terms,
							  collection->nterms, &collection->counts);
		}
		index_close(index, NoLock);
		if (good)
			return true;
	}
	return false;
}

/* False if there are rows of which no index knows. */
static bool
count_table(Collection *collection, Relation table)
{
	char		relkind = table->rd_rel->relkind;

	if (relkind == RELKIND_PARTITIONED_TABLE || RELATION_IS_OTHER_TEMP(table))
		return true;
	if (relkind != RELKIND_RELATION && relkind != RELKIND_MATVIEW)
		return false;
	if (!count_by_indexes(collection, table))
		return RelationGetNumberOfBlocks(table) == 0;
	collection->found = true;
	return true;
}

bool
wic_statistics_collect(const WicSearchColumn *column, Oid config,
					   const WicTermSource *terms, int nterms,
					   WicStats *stats)
{
	Collection	collection = {
		.column = column,
		.config = config,
		.terms = terms,
		.nterms = nterms,
		.counts.df = palloc0(sizeof(double) * (nterms + 1)),
	};
	WicCounts  *counts = &collection.counts;
	ListCell   *cell;

	foreach(cell, find_all_inheritors(column->table, AccessShareLock, NULL))
	{
		Relation	table = relation_open(lfirst_oid(cell), NoLock);
		bool		good = count_table(&collection, table);

		relation_close(table, NoLock);
		if (!good)
			return false;
	}
	if (!collection.found)
		return false;

	stats->ndocuments = counts->ndocuments;
	stats->average_length = counts->ndocuments > 0 ?
		counts->total_length / counts->ndocuments : 1;
	for (int i = 0; i < nterms; i++)
		stats->df[i] = Min(counts->df[i], counts->ndocuments);
	return true;
}
