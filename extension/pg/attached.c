/*-------------------------------------------------------------------------
 *
 * attached.c
 *	  wic_column_is_void(): does a view give nothing but NULL for a column?
 *
 * wic_attach() makes such columns of what it was not told.
 *
 * extension/pg/attached.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/pg_class.h"
#include "fmgr.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "rewrite/rewriteHandler.h"
#include "utils/builtins.h"
#include "utils/rel.h"

static bool
is_null_constant(Node *expression)
{
	Node	   *stripped = strip_implicit_coercions(expression);

	return IsA(stripped, Const) && ((Const *) stripped)->constisnull;
}

static bool
is_void(const Query * query, const char *column)
{
	ListCell   *cell;

	foreach(cell, query->targetList)
	{
		TargetEntry *entry = lfirst_node(TargetEntry, cell);

		if (!entry->resjunk && strcmp(entry->resname, column) == 0)
			return is_null_constant((Node *) entry->expr);
	}
	return false;
}

/* wic_column_is_void(relation regclass, column_name text) */
PG_FUNCTION_INFO_V1(wic_column_is_void);
Datum
wic_column_is_void(PG_FUNCTION_ARGS)
{
	Relation	relation = relation_open(PG_GETARG_OID(0), AccessShareLock);
	char	   *column = text_to_cstring(PG_GETARG_TEXT_PP(1));
	bool		result = relation->rd_rel->relkind == RELKIND_VIEW &&
	is_void(get_view_query(relation), column);

	relation_close(relation, AccessShareLock);
	PG_RETURN_BOOL(result);
}
