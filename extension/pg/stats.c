/*-------------------------------------------------------------------------
 *
 * stats.c
 *	  Statistics of a collection, for the weights of a query.
 *
 * Four sources, in this order: an index of the access method wicsearch; what
 * ANALYZE keeps of the most common lexemes (the others are rare, and an index
 * counts them at little cost); a sample of the rows; every row, where exact
 * numbers are asked for.
 *
 * extension/pg/stats.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "access/relation.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "pg/match.h"
#include "pg/method.h"
#include "pg/query_build.h"
#include "storage/bufmgr.h"
#include "tsearch/ts_utils.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/syscache.h"

/* About so many rows make a sample, or so many blocks of unknown content. */
#define SAMPLE_ROWS		1000
#define SAMPLE_BLOCKS	100

/* So many rows of a sample say how many there are in all. */
#define RELIABLE_COUNT	5

#define FETCH_ROWS		100

/* How large a table is; rows is -1 if nobody has counted. */
typedef struct TableSize
{
	double		rows;
	double		blocks;
} TableSize;

typedef struct Collector
{
	const WicSearchColumn *column;
	const WicTermSource *terms;
	int			nterms;
	WicStatsMode mode;
	WicMatcher *matcher;		/* finds the terms in a text */
	WicStats   *stats;
	double		nread;			/* rows that were read */
	double		total_length;
} Collector;

const WicIndexMethod *wic_index_method;

static void
count_vector(Collector *collector, TSVector vector)
{
	collector->total_length += wic_vector_length(vector);
	for (int i = 0; i < collector->nterms; i++)
	{
		const WicTermSource *term = &collector->terms[i];

		if (wic_vector_count(vector, term->lexeme, term->length,
							 (term->flags & WIC_TERM_PREFIX) != 0) > 0)
			collector->stats->df[i]++;
	}
}

/* The matcher's query has the terms in the same order. */
static void
count_text(Collector *collector, text *document)
{
	WicMatcher *matcher = collector->matcher;

	wic_matcher_read(matcher, VARDATA_ANY(document),
					 VARSIZE_ANY_EXHDR(document));
	collector->total_length += matcher->length;
	for (int i = 0; i < collector->nterms; i++)
		if (wic_matcher_term(matcher, i)->noccurrences > 0)
			collector->stats->df[i]++;
}

static void
count_row(Collector *collector, Datum document)
{
	collector->nread++;
	if (collector->column->is_vector)
		count_vector(collector, DatumGetTSVector(document));
	else
		count_text(collector, DatumGetTextPP(document));
}

/* Read the rows of a query whose only column is the document. */
static void
read_rows(Collector *collector, const char *sql)
{
	Portal		portal;
	MemoryContext row = AllocSetContextCreate(CurrentMemoryContext,
											  "wicsearch statistics",
											  ALLOCSET_DEFAULT_SIZES);

	portal = SPI_cursor_open_with_args(NULL, sql, 0, NULL, NULL, NULL,
									   true, CURSOR_OPT_NO_SCROLL);
	for (;;)
	{
		SPI_cursor_fetch(portal, true, FETCH_ROWS);
		if (SPI_processed == 0)
			break;
		for (uint64 i = 0; i < SPI_processed; i++)
		{
			MemoryContext old = MemoryContextSwitchTo(row);
			bool		isnull;
			Datum		document = SPI_getbinval(SPI_tuptable->vals[i],
												 SPI_tuptable->tupdesc,
												 1, &isnull);

			if (!isnull)
				count_row(collector, document);
			MemoryContextSwitchTo(old);
			MemoryContextReset(row);
		}
		SPI_freetuptable(SPI_tuptable);
	}
	SPI_cursor_close(portal);
	MemoryContextDelete(row);
}

static void
set_average_length(Collector *collector)
{
	collector->stats->average_length = collector->nread > 0 ?
		collector->total_length / collector->nread : 1;
}

static void
collect_exactly(Collector *collector)
{
	read_rows(collector, psprintf("SELECT %s FROM %s",
								  collector->column->document,
								  collector->column->table_name));
	collector->stats->ndocuments = collector->nread;
	set_average_length(collector);
}

/* Add a table; its rows are what ANALYZE counted, scaled to its size now. */
static void
add_table(TableSize *size, Relation table)
{
	double		blocks;

	if (!RELKIND_HAS_STORAGE(table->rd_rel->relkind))
		return;
	blocks = RelationGetNumberOfBlocks(table);
	size->blocks += blocks;
	if (table->rd_rel->reltuples < 0 ||
		(table->rd_rel->relpages == 0 && blocks > 0))
		size->rows = -1;
	else if (size->rows >= 0 && table->rd_rel->relpages > 0)
		size->rows += table->rd_rel->reltuples / table->rd_rel->relpages *
			blocks;
}

/* The size of a table with all that inherits from it. */
static TableSize
measure_table(Oid table)
{
	TableSize	size = {0};
	ListCell   *cell;

	foreach(cell, find_all_inheritors(table, AccessShareLock, NULL))
	{
		Relation	rel = relation_open(lfirst_oid(cell), NoLock);

		add_table(&size, rel);
		relation_close(rel, NoLock);
	}
	return size;
}

/* The share of a table, in percent, that makes a sample. */
static double
sample_percent(const TableSize *size)
{
	double		share = size->rows >= 0 ? SAMPLE_ROWS / Max(size->rows, 1.0) :
	SAMPLE_BLOCKS / Max(size->blocks, 1.0);

	return Min(share, 1.0) * 100.0;
}

/* Read a share of the table, block by block; some rows in any case. */
static void
read_sample(Collector *collector, double percent)
{
	const WicSearchColumn *column = collector->column;

	read_rows(collector,
			  psprintf("SELECT %s FROM %s TABLESAMPLE pg_catalog.system (%.6f) REPEATABLE (0)",
					   column->document, column->table_name, percent));
	if (percent < 100.0 && collector->nread == 0)
		read_rows(collector,
				  psprintf("SELECT %s FROM %s LIMIT %d",
						   column->document, column->table_name,
						   SAMPLE_ROWS));
	set_average_length(collector);
}

static void
collect_sample(Collector *collector, const TableSize *size)
{
	WicStats   *stats = collector->stats;
	double		percent = sample_percent(size);
	double		scale;

	read_sample(collector, percent);
	stats->ndocuments = collector->nread;
	if (percent >= 100.0 || collector->nread == 0)
		return;

	stats->ndocuments = Max(collector->nread,
							size->rows >= 0 ? size->rows :
							collector->nread * 100.0 / percent);
	scale = stats->ndocuments / collector->nread;

	/* A term that the sample missed is taken to be in half a row of it. */
	for (int i = 0; i < collector->nterms; i++)
		stats->df[i] = Max(stats->df[i], 0.5) * scale;
}

/* A scalar of type bigint; 0 if it is NULL. */
static int64
select_bigint(const char *sql, Oid type, Datum value)
{
	bool		isnull = true;
	Datum		result = 0;

	SPI_execute_with_args(sql, 1, &type, &value, NULL, true, 1);
	if (SPI_processed > 0)
		result = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc,
							   1, &isnull);
	return isnull ? 0 : DatumGetInt64(result);
}

/* A query that is true for any text with one of the terms. */
static WicQuery *
query_for_any(const WicTermSource *terms, int nterms)
{
	WicBm25		bm25 = {.average_length = 1};

	return wic_query_make(WIC_LEVEL_SCRIPT, WIC_QUERY_ANY, &bm25,
						  terms, nterms, wic_empty_condition());
}

/* Rows that an index finds for a term, but no more than limit. */
static double
count_by_index(const WicSearchColumn *column, const WicTermSource *term,
			   double limit)
{
	TSQuery		condition = wic_build_any(query_for_any(term, 1));

	return select_bigint(psprintf("SELECT count(*) FROM (SELECT 1 FROM %s "
								  "WHERE %s @@ $1 LIMIT %.0f) AS found",
								  column->table_name, column->vector,
								  Max(limit, 1.0)),
						 TSQUERYOID, TSQueryGetDatum(condition));
}

/* The share of rows that have the lexeme, or -1 if it is not in the list. */
static double
common_share(const AttStatsSlot *slot, const WicTermSource *term)
{
	for (int i = 0; i < slot->nvalues; i++)
	{
		text	   *lexeme = DatumGetTextPP(slot->values[i]);

		if (VARSIZE_ANY_EXHDR(lexeme) == term->length &&
			memcmp(VARDATA_ANY(lexeme), term->lexeme, term->length) == 0)
			return slot->numbers[i];
	}
	return -1;
}

/*
 * From ANALYZE's list of common lexemes.  The two numbers behind the list
 * are the smallest and the largest share in it.
 */
static void
use_common_lexemes(Collector *collector, const AttStatsSlot *slot,
				   double nrows)
{
	WicStats   *stats = collector->stats;
	double		smallest = slot->numbers[slot->nvalues];

	stats->ndocuments = nrows;
	for (int i = 0; i < collector->nterms; i++)
	{
		double		share = common_share(slot, &collector->terms[i]);

		if ((collector->terms[i].flags & WIC_TERM_PREFIX) != 0)
			continue;
		if (share >= 0)
			stats->df[i] = share * nrows;
		else if (collector->column->vector != NULL &&
				 collector->mode != WIC_STATS_ROUGH)
			stats->df[i] = count_by_index(collector->column,
										  &collector->terms[i],
										  ceil(2 * smallest * nrows));
		else
			stats->df[i] = smallest * nrows / 2;
	}
}

bool
wic_may_see_statistics(Oid table)
{
	return pg_class_aclcheck(table, GetUserId(), ACL_SELECT) == ACLCHECK_OK &&
		check_enable_rls(table, InvalidOid, true) != RLS_ENABLED;
}

static bool
collect_analyzed(Collector *collector, double nrows)
{
	const WicSearchColumn *column = collector->column;
	AttStatsSlot slot;
	HeapTuple	tuple;
	bool		found = false;

	if (nrows <= SAMPLE_ROWS || !OidIsValid(column->stats_relation) ||
		!wic_may_see_statistics(column->table))
		return false;

	tuple = SearchSysCache3(STATRELATTINH,
							ObjectIdGetDatum(column->stats_relation),
							Int16GetDatum(column->stats_attribute),
							BoolGetDatum(false));
	if (!HeapTupleIsValid(tuple))
		return false;

	if (get_attstatsslot(&slot, tuple, STATISTIC_KIND_MCELEM, InvalidOid,
						 ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS))
	{
		found = slot.nvalues > 0 && slot.nnumbers >= slot.nvalues + 2;
		if (found)
			use_common_lexemes(collector, &slot, nrows);
		free_attstatsslot(&slot);
	}
	ReleaseSysCache(tuple);
	return found;
}

/*
 * The list has no prefixes, nor does it say how long the texts are: a sample
 * of half the size tells.  What is rare in it is counted by the index.
 */
static void
complete_from_sample(Collector *collector, const TableSize *size)
{
	WicStats	sampled = {.df = palloc0(sizeof(double) *
										 (collector->nterms + 1))};
	WicStats   *stats = collector->stats;
	Collector	sample = *collector;
	double		scale;

	sample.stats = &sampled;
	read_sample(&sample, sample_percent(size) / 2);
	stats->average_length = sampled.average_length;
	if (sample.nread == 0)
		return;

	scale = Max(stats->ndocuments / sample.nread, 1);
	for (int i = 0; i < collector->nterms; i++)
	{
		const WicTermSource *term = &collector->terms[i];

		if ((term->flags & WIC_TERM_PREFIX) == 0)
			continue;
		if (sampled.df[i] >= RELIABLE_COUNT ||
			collector->column->vector == NULL)
			stats->df[i] = Max(sampled.df[i], 0.5) * scale;
		else
			stats->df[i] = count_by_index(collector->column, term,
										  2 * RELIABLE_COUNT * scale);
	}
}

static bool
collect_from_indexes(Collector *collector, Oid config)
{
	const WicSearchColumn *column = collector->column;

	return collector->mode != WIC_STATS_EXACT && wic_index_method != NULL &&
		wic_may_see_statistics(column->table) &&
		wic_index_method->collect(column, config, collector->terms,
								  collector->nterms, collector->stats);
}

/* From the table, and from what ANALYZE noted of it. */
static void
collect_from_table(Collector *collector)
{
	TableSize	size;

	if (collector->mode == WIC_STATS_EXACT || !collector->column->can_sample)
	{
		collect_exactly(collector);
		return;
	}

	size = measure_table(collector->column->table);
	if (!collect_analyzed(collector, size.rows))
		collect_sample(collector, &size);
	else if (collector->mode != WIC_STATS_ROUGH)
		complete_from_sample(collector, &size);
}

WicStats
wic_collect_stats(Oid rel, Oid config, WicStatsMode mode,
				  const WicTermSource *terms, int nterms)
{
	WicStats	stats = {.df = palloc0(sizeof(double) * (nterms + 1))};
	int			save_nestlevel = NewGUCNestLevel();
	Collector	collector = {0};
	WicSearchColumn column;

	wic_pin_search_path();
	column = wic_find_search_column(rel, config);
	collector.column = &column;
	collector.terms = terms;
	collector.nterms = nterms;
	collector.mode = mode;
	collector.stats = &stats;
	if (!collect_from_indexes(&collector, config))
	{
		collector.matcher = wic_matcher_create(query_for_any(terms, nterms),
											   config, true);
		SPI_connect();
		collect_from_table(&collector);
		SPI_finish();
		MemoryContextDelete(collector.matcher->context);
	}
	AtEOXact_GUC(true, save_nestlevel);
	return stats;
}

double
wic_stats_idf(const WicStats *stats, int term)
{
	double		df = Min(stats->df[term], stats->ndocuments);

	return log1p((stats->ndocuments - df + 0.5) / (df + 0.5));
}
