/*-------------------------------------------------------------------------
 *
 * statistics.h
 *	  How many documents there are, and in how many of them a lexeme is.
 *
 * extension/am/statistics.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_STATISTICS_H
#define WIC_STATISTICS_H

#include "am/meta.h"
#include "pg/column.h"
#include "pg/stats.h"

/*
 * Documents that VACUUM found dead are left out of the first two numbers, in
 * the proportion of the segment also where it is not known which they are.
 */
typedef struct WicCounts
{
	double		ndocuments;
	double		total_length;	/* in lexemes */
	double	   *df;				/* documents with each term */
} WicCounts;

/* Is it an index of this access method? */
extern bool wic_is_index(Relation rel);

/* The configuration by which an index on text reads, by its options. */
extern Oid	wic_index_own_config(Relation index);

/* Add what the segments of a copy of the metapage hold. */
extern void wic_count_segments(Relation index, const WicMeta *meta,
							   const WicTermSource *terms, int nterms,
							   WicCounts *counts);

/* Add what is pending, which is read for it. */
extern void wic_count_pending(Relation index, const WicMeta *meta,
							  const WicTermSource *terms, int nterms,
							  WicCounts *counts);

/* What pg/method.h says. */
extern bool wic_statistics_collect(const WicSearchColumn *column, Oid config,
								   const WicTermSource *terms, int nterms,
								   WicStats *stats);

#endif							/* WIC_STATISTICS_H */
