/*-------------------------------------------------------------------------
 *
 * stats.h
 *	  Statistics of a collection, for the weights of a query.
 *
 * extension/pg/stats.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_STATS_H
#define WIC_STATS_H

#include "pg/query.h"

/* Where statistics come from. */
typedef enum WicStatsMode
{
	WIC_STATS_AUTO,				/* a wicsearch index's, or ANALYZE's, or else
								 * a sample */
	WIC_STATS_ROUGH,			/* the same, but nothing is read for what
								 * ANALYZE does not know: lexemes that are not
								 * common are taken to be equally rare, and
								 * average_length may be 0; no prefixes */
	WIC_STATS_EXACT				/* every row is read */
} WicStatsMode;

typedef struct WicStats
{
	double		ndocuments;
	double		average_length; /* in lexemes */
	double	   *df;				/* documents with each term */
} WicStats;

/*
 * Statistics of the table (or of the table of the index) rel for the terms.
 * Reads with the rights of the caller, under row-level security.
 *
 * The column is what wic_find_search_column() finds, or says it cannot.
 */
extern WicStats wic_collect_stats(Oid rel, Oid config, WicStatsMode mode,
								  const WicTermSource *terms, int nterms);

/* May the caller see statistics that were taken of all rows of a table? */
extern bool wic_may_see_statistics(Oid table);

/* ln(1 + (N - df + 0.5) / (df + 0.5)), which is above zero, of a term. */
extern double wic_stats_idf(const WicStats *stats, int term);

/* How often a term occurs in a tsvector; rank.c. */
extern uint32 wic_vector_count(TSVector vector, const char *lexeme,
							   int length, bool is_prefix);

/* The number of lexemes of a tsvector, repetitions included; rank.c. */
extern uint32 wic_vector_length(TSVector vector);

#endif							/* WIC_STATS_H */
