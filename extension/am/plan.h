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

#include "access/skey.h"
#include "am/meta.h"
#include "pg/query.h"

/* One scan key: a row has to satisfy it. */
typedef struct WicFilter
{
	TSQuery		condition;		/* NULL: any of the terms */
	const WicQuery *query;		/* whose terms; NULL for a tsquery */
} WicFilter;

/*
 * A query over an index.  A key that reads text at another level than the
 * index does is no filter, and an order that does so is none; is_foreign is
 * set then: the operators decide about every candidate, and measure it.  If
 * no filter is left, every row is a candidate.
 */
typedef struct WicPlan
{
	MemoryContext context;
	bool		is_vector;		/* weights are in positions */
	bool		has_runs;		/* what runs.h says holds */
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

/*
 * The keys of a scan as a plan, in the current memory context; meta says how
 * the index reads its documents.
 */
extern WicPlan *wic_plan_make(Relation index, const WicMeta *meta,
							  ScanKey keys, int nkeys,
							  ScanKey orders, int norders);

/* What is looked for: a lexeme, or any with a prefix. */
typedef struct WicKey
{
	const char *lexeme;
	int			length;
	bool		is_prefix;
} WicKey;

/* The key of a term, and of an item of a condition that is a value. */
extern WicKey wic_plan_term_key(const WicQuery *query, uint32 term);
extern WicKey wic_plan_item_key(TSQuery condition, int item);

#endif							/* WIC_PLAN_H */
