/*-------------------------------------------------------------------------
 *
 * plan.h
 *	  What is asked of the index, in a form that is the same for all segments.
 *
 * extension/am/plan.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_PLAN_H
#define WIC_PLAN_H

#include "pg/query.h"

/* One scan key: a row has to satisfy it. */
typedef struct WicFilter
{
	TSQuery		condition;		/* NULL: any of the terms */
	const WicQuery *query;		/* whose terms; NULL for a tsquery */
} WicFilter;

/*
 * A query over an index.  If the query reads text at another level than the
 * index does, is_foreign is set: every row is then a candidate, and the
 * operators decide (for an order, they also measure).
 */
typedef struct WicPlan
{
	MemoryContext context;
	bool		is_vector;		/* weights are in positions */
	bool		is_foreign;
	bool		never;			/* a NULL was asked for: nothing matches */
	int			nfilters;
	WicFilter  *filters;
	const WicQuery *rank;		/* NULL: in no order */
} WicPlan;

/* Strategies of the operator classes. */
#define WIC_STRATEGY_QUERY		1	/* @@ wicquery */
#define WIC_STRATEGY_DISTANCE	2	/* <=> wicquery */
#define WIC_STRATEGY_TSQUERY	3	/* @@ tsquery, of tsvector only */

#endif							/* WIC_PLAN_H */
