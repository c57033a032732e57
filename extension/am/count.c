/*-------------------------------------------------------------------------
 *
 * count.c
 *	  SQL function wic_count: how many rows of an index match a query.
 *
 * The index alone answers.  It knows of rows of transactions that are still
 * running, and of rows that died since the last VACUUM; count(*) looks at
 * each row in the table to leave these out.
 *
 * extension/am/count.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/open.h"
#include "am/search.h"
#include "pg/wicsearch.h"
#include "utils/builtins.h"

static WicPlan *
plan_for(Relation index, const WicMeta *meta, Datum query)
{
	ScanKeyData key = {
		.sk_strategy = WIC_STRATEGY_QUERY,
		.sk_argument = query,
	};
	WicPlan    *plan = wic_plan_make(index, meta, &key, 1, NULL, 0);

	if (plan->is_foreign)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("index \"%s\" reads text at level %s, the query at another",
						RelationGetRelationName(index),
						wic_level_name(meta->level)),
				 errhint("Use count(*), or an index WITH (level = ...) like the query's.")));
	return plan;
}

/* wic_count(index regclass, query wicquery) */
PG_FUNCTION_INFO_V1(wic_count);
Datum
wic_count(PG_FUNCTION_ARGS)
{
	WicOpenIndex open = wic_open_index(PG_GETARG_OID(0), AccessShareLock);
	WicMeta		meta;
	WicSearch  *search;
	uint64		count;

	wic_open_require_select(&open);
	wic_meta_read_current(open.index, &meta);
	search = wic_search_begin(open.index, &meta,
							  plan_for(open.index, &meta,
									   PG_GETARG_DATUM(1)));
	count = wic_search_count(search);
	wic_search_end(search);
	wic_close_index(open);
	PG_RETURN_INT64((int64) count);
}
