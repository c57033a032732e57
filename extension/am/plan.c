/*-------------------------------------------------------------------------
 *
 * plan.c
 *	  What is asked of the index, in a form that is the same for all segments.
 *
 * extension/am/plan.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/meta.h"
#include "am/plan.h"
#include "am/runs.h"

/* Does the query read text by another configuration than the index does? */
static bool
is_foreign(const WicMeta *meta, const WicQuery *query)
{
	return (meta->flags & WIC_INDEX_VECTOR) == 0 &&
		(query->level == WIC_LEVEL_EXACT) != (meta->level == WIC_LEVEL_EXACT);
}

static void
add_query(WicPlan *plan, const WicMeta *meta, Datum argument)
{
	WicQuery   *query = wic_query_from_datum(argument);
	WicFilter  *filter;

	if (is_foreign(meta, query))
	{
		plan->is_foreign = true;
		return;
	}
	filter = &plan->filters[plan->nfilters++];
	filter->query = query;
	if ((query->flags & WIC_QUERY_ANY) == 0)
	{
		filter->condition = wic_query_condition(query);
		if (plan->has_runs)
			filter->condition = wic_runs_simplify(filter->condition);
	}
}

static void
add_key(WicPlan *plan, const WicMeta *meta, ScanKey key)
{
	if ((key->sk_flags & SK_ISNULL) != 0)
		plan->never = true;
	else if (key->sk_strategy == WIC_STRATEGY_QUERY)
		add_query(plan, meta, key->sk_argument);
	else if (key->sk_strategy == WIC_STRATEGY_TSQUERY)
		plan->filters[plan->nfilters++].condition =
			DatumGetTSQuery(key->sk_argument);
	else
		elog(ERROR, "unrecognized strategy: %d", key->sk_strategy);
}

/* NULL <=> NULL: the order is any, and the distance NULL. */
static void
add_order(WicPlan *plan, const WicMeta *meta, ScanKey key)
{
	if ((key->sk_flags & SK_ISNULL) != 0)
		return;
	plan->rank = wic_query_from_datum(key->sk_argument);
	plan->is_foreign |= is_foreign(meta, plan->rank);
}

WicPlan    *
wic_plan_make(Relation index, const WicMeta *meta,
			  ScanKey keys, int nkeys, ScanKey orders, int norders)
{
	WicPlan    *plan = palloc0(sizeof(WicPlan));

	plan->context = CurrentMemoryContext;
	plan->is_vector = (meta->flags & WIC_INDEX_VECTOR) != 0;
	plan->has_runs = !plan->is_vector &&
		wic_index_has_runs(index, meta->level);
	plan->filters = palloc0(sizeof(WicFilter) * (nkeys + 1));
	for (int i = 0; i < nkeys; i++)
		add_key(plan, meta, &keys[i]);

	if (norders > 1)
		elog(ERROR, "wicsearch index scan in more than one order");
	if (norders == 1)
		add_order(plan, meta, &orders[0]);
	return plan;
}

WicKey
wic_plan_term_key(const WicQuery *query, uint32 term)
{
	WicKey		key;

	key.lexeme = wic_query_lexeme(query, &query->terms[term]);
	key.length = query->terms[term].length;
	key.is_prefix = wic_term_is_prefix(&query->terms[term]);
	return key;
}

WicKey
wic_plan_item_key(TSQuery condition, int item)
{
	const QueryOperand *operand = &GETQUERY(condition)[item].qoperand;
	WicKey		key;

	key.lexeme = GETOPERAND(condition) + operand->distance;
	key.length = operand->length;
	key.is_prefix = operand->prefix;
	return key;
}
