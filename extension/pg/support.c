/*-------------------------------------------------------------------------
 *
 * support.c
 *	  Planner support: GIN serves tsvector @@ wicquery.
 *
 * GIN knows tsvector @@ tsquery.  A row satisfies a wicquery if and only if it
 * satisfies the tsquery that wic_index_condition() makes of it, so the index
 * is asked for that.
 *
 * extension/pg/support.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "parser/parse_func.h"
#include "pg/query_build.h"
#include "utils/lsyscache.h"

/* Strategy of @@ in GIN's tsvector_ops. */
#define MATCH_STRATEGY	1

/* wic_index_condition(query), or NULL if it is not where it should be. */
static Expr *
index_condition(Node *query, Oid schema)
{
	Oid			argument = exprType(query);
	List	   *name = list_make2(makeString(get_namespace_name(schema)),
								  makeString("wic_index_condition"));
	Oid			function = LookupFuncName(name, 1, &argument, true);

	if (!OidIsValid(function))
		return NULL;
	return (Expr *) makeFuncExpr(function, TSQUERYOID, list_make1(query),
								 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);
}

/* The index condition for vector @@ query, or NIL. */
static List *
convert(SupportRequestIndexCondition *request)
{
	List	   *arguments;
	Node	   *query;
	Expr	   *condition;
	Oid			operator;

	if (request->indexarg != 0 || !is_opclause(request->node))
		return NIL;
	arguments = ((OpExpr *) request->node)->args;
	query = lsecond(arguments);

	operator = get_opfamily_member(request->opfamily, TSVECTOROID, TSQUERYOID,
								   MATCH_STRATEGY);
	if (!OidIsValid(operator) ||
		!is_pseudo_constant_for_index(request->root, query, request->index))
		return NIL;

	condition = index_condition(query, get_func_namespace(request->funcid));
	if (condition == NULL)
		return NIL;
	request->lossy = false;
	return list_make1(make_opclause(operator, BOOLOID, false,
									linitial(arguments), condition,
									InvalidOid, InvalidOid));
}

PG_FUNCTION_INFO_V1(wic_match_support);
Datum
wic_match_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (!IsA(request, SupportRequestIndexCondition))
		PG_RETURN_POINTER(NULL);
	PG_RETURN_POINTER(convert((SupportRequestIndexCondition *) request));
}

/* The condition, or for match "any" the terms, one or the other. */
PG_FUNCTION_INFO_V1(wic_index_condition);
Datum
wic_index_condition(PG_FUNCTION_ARGS)
{
	WicQuery   *query = PG_GETARG_WICQUERY(0);

	if ((query->flags & WIC_QUERY_ANY) != 0)
		PG_RETURN_TSQUERY(wic_build_any(query));
	PG_RETURN_TSQUERY(wic_query_condition_copy(query));
}
