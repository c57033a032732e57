/*-------------------------------------------------------------------------
 *
 * estimate.h
 *	  How many documents match a query, and what it takes to find them.
 *
 * extension/am/estimate.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_ESTIMATE_H
#define WIC_ESTIMATE_H

#include "am/meta.h"
#include "pg/query.h"

/* Of one query over an index. */
typedef struct WicEstimate
{
	double		share;			/* of the documents that match, 0 to 1 */
	double		nlists;			/* that are opened, in each segment */
	double		nscored;		/* of lists that score */
	double		postings;		/* that are read to find what matches */
	double		scored;			/* postings of the lists that score */
	bool		is_foreign;		/* the index reads text otherwise */
} WicEstimate;

typedef struct WicEstimator
{
	Relation	index;
	WicMeta		meta;
	double		ndocuments;
} WicEstimator;

/*
 * Begin with an index that is open; false if it is of no use now, because it
 * would have to be built again, or because no snapshot protects what would be
 * read.
 */
extern bool wic_estimate_begin(WicEstimator *estimator, Relation index);

/* Of vector @@ tsquery; allocates in the current context. */
extern WicEstimate wic_estimate_condition(WicEstimator *estimator,
										  TSQuery condition);

/* Of @@ and <=> wicquery. */
extern WicEstimate wic_estimate_query(WicEstimator *estimator,
									  const WicQuery *query);

#endif							/* WIC_ESTIMATE_H */
