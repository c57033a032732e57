/*-------------------------------------------------------------------------
 *
 * stats.c
 *	  Statistics of a collection, for the weights of a query.
 *
 * Three sources, in this order: what ANALYZE keeps of the most common
 * lexemes (the others are rare, and an index counts them at little cost); a
 * sample of the rows; every row, where exact numbers are asked for.
 *
 * extension/pg/stats.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_statistic.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "pg/column.h"
#include "pg/query_build.h"
#include "pg/stats.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rls.h"
#include "utils/syscache.h"
#include "tsearch/ts_utils.h"

/* Rows of a sample, and of one fetch from a cursor. */
#define SAMPLE_ROWS		1000
#define FETCH_ROWS		100

typedef struct Collector
{
	const WicSearchColumn *column;
	const WicTermSource *terms;
	int			nterms;
	WicStats   *stats;
	double		nread;			/* rows that were read */
	double		total_length;
} Collector;

static void
count_row(Collector *collector, TSVector vector)
{
	collector->nread++;
	collector->total_length += wic_vector_length(vector);
	for (int i = 0; i < collector->nterms; i++)
	{
		const WicTermSource *term = &collector->terms[i];

		if (wic_vector_count(vector, term->lexeme, term->length,
							 (term->flags & WIC_TERM_PREFIX) != 0) > 0)
			collector->stats->df[i]++;
	}
}

/* Read the rows of a query whose only column is a tsvector. */
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
			Datum		vector = SPI_getbinval(SPI_tuptable->vals[i],
											   SPI_tuptable->tupdesc,
											   1, &isnull);

			if (!isnull)
				count_row(collector, DatumGetTSVector(vector));
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
								  collector->column->vector,
								  collector->column->table_name));
	collector->stats->ndocuments = collector->nread;
	set_average_length(collector);
}

/* A scalar of type bigint; 0 if it is NULL. */
static int64
select_bigint(const char *sql, int nargs, Oid *types, Datum *values)
{
	bool		isnull = true;
	Datum		value = 0;

	SPI_execute_with_args(sql, nargs, types, values, NULL, true, 1);
	if (SPI_processed > 0)
		value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc,
							  1, &isnull);
	return isnull ? 0 : DatumGetInt64(value);
}

/*
 * About how many rows the table and its partitions have: what VACUUM and
 * ANALYZE noted, scaled to the size of today.  -1 if nobody noted anything.
 */
static double
estimate_rows(Oid table)
{
	Oid			types[] = {REGCLASSOID};
	Datum		values[] = {ObjectIdGetDatum(table)};

	return select_bigint("SELECT CASE WHEN bool_or(c.reltuples < 0) THEN -1 "
						 "ELSE sum(c.reltuples * (pg_catalog.pg_relation_size(c.oid) / "
						 "pg_catalog.current_setting('block_size')::float8) / "
						 "greatest(c.relpages, 1)) END::bigint "
						 "FROM pg_catalog.pg_class c "
						 "WHERE c.relkind IN ('r', 'm') AND (c.oid = $1 OR c.oid IN "
						 "(SELECT p.relid FROM pg_catalog.pg_partition_tree($1) p))",
						 1, types, values);
}

/* Read about so many rows, taken block by block; all if they are few. */
static void
read_sample(Collector *collector, double nrows)
{
	double		percent = 100.0;

	if (nrows > SAMPLE_ROWS)
		percent = 100.0 * SAMPLE_ROWS / nrows;

	read_rows(collector,
			  psprintf("SELECT %s FROM %s TABLESAMPLE SYSTEM (%.6f) REPEATABLE (0)",
					   collector->column->vector,
					   collector->column->table_name, percent));
	if (percent < 100.0 && collector->nread == 0)
		read_rows(collector,
				  psprintf("SELECT %s FROM %s LIMIT %d",
						   collector->column->vector,
						   collector->column->table_name, SAMPLE_ROWS));
	set_average_length(collector);
}

static void
collect_sample(Collector *collector, double nrows)
{
	WicStats   *stats = collector->stats;

	read_sample(collector, nrows);
	stats->ndocuments = Max(nrows, collector->nread);
	if (nrows < SAMPLE_ROWS)
		stats->ndocuments = collector->nread;

	/* A term that the sample missed is taken to be in half a row of it. */
	for (int i = 0; i < collector->nterms && collector->nread > 0; i++)
	{
		double		scale = stats->ndocuments / collector->nread;

		stats->df[i] = scale > 1 ? Max(stats->df[i], 0.5) * scale :
			stats->df[i];
	}
}

/* Rows that an index finds for a term, but no more than limit. */
static double
count_by_index(const WicSearchColumn *column, const WicTermSource *term,
			   double limit)
{
	Oid			types[] = {TSQUERYOID};
	Datum		values[1];
	WicTermSource one = *term;
	WicBm25		bm25 = {.average_length = 1};
	TSQuery		none = palloc0(HDRSIZETQ);
	WicQuery   *query;

	SET_VARSIZE(none, HDRSIZETQ);
	query = wic_query_make(InvalidOid, WIC_QUERY_ANY, &bm25, &one, 1, none);
	values[0] = TSQueryGetDatum(wic_build_any(query));
	return select_bigint(psprintf("SELECT count(*) FROM (SELECT 1 FROM %s "
								  "WHERE %s OPERATOR(pg_catalog.@@) $1 LIMIT %.0f) AS found",
								  column->table_name, column->vector,
								  Max(limit, 1.0)),
						 1, types, values);
}

/* The share of rows that have the term, or -1 if it is not in the list. */
static double
common_share(const AttStatsSlot *slot, const WicTermSource *term)
{
	double		share = -1;

	for (int i = 0; i < slot->nvalues; i++)
	{
		text	   *value = DatumGetTextPP(slot->values[i]);
		int			length = VARSIZE_ANY_EXHDR(value);
		bool		is_prefix = (term->flags & WIC_TERM_PREFIX) != 0;

		if ((is_prefix ? length < term->length : length != term->length) ||
			memcmp(VARDATA_ANY(value), term->lexeme, term->length) != 0)
			continue;

		/* Lexemes with one prefix seldom occur alone: take the largest. */
		share = Max(share, slot->numbers[i]);
	}
	return share;
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

		if (share >= 0)
			stats->df[i] = share * nrows;
		else if (collector->column->has_index)
			stats->df[i] = count_by_index(collector->column,
										  &collector->terms[i],
										  ceil(2 * smallest * nrows));
		else
			stats->df[i] = smallest * nrows / 2;
	}
}

/* May the caller see statistics that ANALYZE took of all rows? */
static bool
may_see_statistics(Oid table)
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
		!may_see_statistics(column->table))
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

/* The average length alone needs no more than a few rows. */
static void
sample_length(Collector *collector, double nrows)
{
	Collector	lengths = *collector;

	lengths.nterms = 0;
	read_sample(&lengths, nrows * 5);
}

static void
collect(Collector *collector, WicStatsMode mode)
{
	double		nrows;

	if (mode == WIC_STATS_EXACT || !collector->column->can_sample)
	{
		collect_exactly(collector);
		return;
	}

	nrows = estimate_rows(collector->column->table);
	if (collect_analyzed(collector, nrows))
		sample_length(collector, nrows);
	else
		collect_sample(collector, nrows);
}

WicStats
wic_collect_stats(Oid rel, Oid config, WicStatsMode mode,
				  const WicTermSource *terms, int nterms)
{
	WicStats	stats = {.df = palloc0(sizeof(double) * (nterms + 1))};
	WicSearchColumn column = wic_find_search_column(rel, config);
	Collector	collector = {
		.column = &column,
		.terms = terms,
		.nterms = nterms,
		.stats = &stats,
	};

	SPI_connect();
	collect(&collector, mode);
	SPI_finish();
	return stats;
}
