/*-------------------------------------------------------------------------
 *
 * selectivity.c
 *	  How many rows a query will find, asked of the index.
 *
 * extension/am/selectivity.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "am/cost.h"
#include "am/handler.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/plannodes.h"
#include "optimizer/optimizer.h"
#include "optimizer/paths.h"
#include "parser/parsetree.h"
#include "utils/acl.h"
#include "utils/fmgroids.h"
#include "utils/fmgrprotos.h"
#include "utils/selfuncs.h"

/* The only expression of a plan that reads no table, or NULL. */
static Node *
lonely_expression(Plan *plan)
{
	TargetEntry *entry;

	if (!IsA(plan, Result) || plan->lefttree != NULL ||
		((Result *) plan)->resconstantqual != NULL ||
		list_length(plan->targetlist) != 1)
		return NULL;
	entry = linitial(plan->targetlist);
	return (Node *) entry->expr;
}

/* What (SELECT expression) is about to evaluate, if param stands for one. */
static Node *
expression_of_param(PlannerInfo *root, const Param *param)
{
	for (PlannerInfo *level = root; level != NULL; level = level->parent_root)
	{
		ListCell   *cell;

		foreach(cell, level->init_plans)
		{
			SubPlan    *subplan = lfirst(cell);

			if (subplan->subLinkType == EXPR_SUBLINK &&
				list_member_int(subplan->setParam, param->paramid))
				return lonely_expression(list_nth(root->glob->subplans,
												  subplan->plan_id - 1));
		}
	}
	return NULL;
}

Const	   *
wic_operand_value(PlannerInfo *root, Node *operand)
{
	Node	   *value = estimate_expression_value(root, operand);

	if (IsA(value, Param) && ((Param *) value)->paramkind == PARAM_EXEC)
		value = expression_of_param(root, (Param *) value);
	if (value != NULL && !IsA(value, Const))
		value = estimate_expression_value(root, value);
	return value != NULL && IsA(value, Const) ? (Const *) value : NULL;
}

static Oid
reading_user(const RelOptInfo *rel, const RangeTblEntry *rte)
{
#if PG_VERSION_NUM >= 160000
	Oid			user = rel->userid;
#else
	Oid			user = rte->checkAsUser;
#endif

	return OidIsValid(user) ? user : GetUserId();
}

/*
 * As for ANALYZE's statistics, one must be allowed to read the table that was
 * named, without row-level security; partitions are read through it.
 */
static bool
may_know(PlannerInfo *root, const RelOptInfo *rel)
{
	Index		relid = rel->relid;
	RangeTblEntry *rte;

	while (root->append_rel_array != NULL &&
		   root->append_rel_array[relid] != NULL &&
		   planner_rt_fetch(root->append_rel_array[relid]->parent_relid,
							root)->rtekind == RTE_RELATION)
		relid = root->append_rel_array[relid]->parent_relid;
	rte = planner_rt_fetch(relid, root);
	return rte->securityQuals == NIL &&
		pg_class_aclcheck(rte->relid,
						  reading_user(root->simple_rel_array[relid], rte),
						  ACL_SELECT) == ACLCHECK_OK;
}

Relation
wic_estimate_open(PlannerInfo *root, IndexOptInfo *info,
				  WicEstimator *estimator)
{
	Relation	index;

	if (info->hypothetical || !may_know(root, info->rel))
		return NULL;
	index = index_open(info->indexoid, NoLock);
	if (wic_estimate_begin(estimator, index))
		return index;
	index_close(index, NoLock);
	return NULL;
}

WicEstimate
wic_estimate_value(WicEstimator *estimator, const Const *value)
{
	WicEstimate nothing = {0};

	if (value->constisnull)
		return nothing;
	if (value->consttype == TSQUERYOID)
		return wic_estimate_condition(estimator,
									  DatumGetTSQuery(value->constvalue));
	return wic_estimate_query(estimator,
							  wic_query_from_datum(value->constvalue));
}

/* An index of ours on all values of the variable, or NULL. */
static IndexOptInfo *
index_on(const VariableStatData *variable)
{
	ListCell   *cell;

	if (variable->rel == NULL)
		return NULL;
	foreach(cell, variable->rel->indexlist)
	{
		IndexOptInfo *info = lfirst(cell);

		if ((void *) info->amcostestimate == (void *) wic_cost_estimate &&
			info->indpred == NIL &&
			match_index_to_operand(variable->var, 0, info))
			return info;
	}
	return NULL;
}

/* The share of rows that match, or -1 if nobody knows. */
static double
share_by_index(PlannerInfo *root, const VariableStatData *variable,
			   Node *operand)
{
	IndexOptInfo *info = index_on(variable);
	Const	   *value;
	WicEstimator estimator;
	WicEstimate estimate;
	Relation	index;

	if (info == NULL || (value = wic_operand_value(root, operand)) == NULL)
		return -1;
	index = wic_estimate_open(root, info, &estimator);
	if (index == NULL)
		return -1;
	estimate = wic_estimate_value(&estimator, value);
	index_close(index, NoLock);
	return estimate.is_foreign ? -1 : estimate.share;
}

/* wic_match_selectivity(internal, oid, internal, integer), of @@ wicquery */
PG_FUNCTION_INFO_V1(wic_match_selectivity);
Datum
wic_match_selectivity(PG_FUNCTION_ARGS)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	VariableStatData variable;
	Node	   *operand;
	bool		is_left;
	double		share = -1;

	if (get_restriction_variable(root, (List *) PG_GETARG_POINTER(2),
								 PG_GETARG_INT32(3), &variable, &operand,
								 &is_left))
	{
		if (is_left)
			share = share_by_index(root, &variable, operand);
		ReleaseVariableStats(variable);
	}
	if (share < 0)
		return contsel(fcinfo);
	CLAMP_PROBABILITY(share);
	PG_RETURN_FLOAT8(share);
}
