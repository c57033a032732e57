/*-------------------------------------------------------------------------
 *
 * expression.c
 *	  wic_check_expression(): is a text one SQL expression, and no more?
 *
 * wic_attach() takes expressions, such as published_at::date, and makes views
 * of them.  Nothing else of SQL may come in that way.
 *
 * extension/pg/expression.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "nodes/parsenodes.h"
#include "parser/parser.h"
#include "utils/builtins.h"

/* Does the grammar read it as the output of a SELECT that has nothing else? */
static bool
is_single_expression(const char *source)
{
	List	   *statements = raw_parser(source, RAW_PARSE_PLPGSQL_EXPR);
	SelectStmt *select;
	ResTarget  *target;

	if (list_length(statements) != 1)
		return false;
	select = (SelectStmt *) linitial_node(RawStmt, statements)->stmt;
	if (!IsA(select, SelectStmt) || list_length(select->targetList) != 1 ||
		select->distinctClause != NIL || select->fromClause != NIL ||
		select->whereClause != NULL || select->groupClause != NIL ||
		select->havingClause != NULL || select->windowClause != NIL ||
		select->sortClause != NIL || select->limitOffset != NULL ||
		select->limitCount != NULL || select->lockingClause != NIL ||
		select->withClause != NULL || select->op != SETOP_NONE)
		return false;
	target = linitial_node(ResTarget, select->targetList);
	return target->name == NULL && target->indirection == NIL;
}

/* Let a syntax error point into the expression, not the calling statement. */
static void
point_into(void *source)
{
	int			position = geterrposition();

	if (position > 0)
	{
		errposition(0);
		internalerrposition(position);
		internalerrquery(source);
	}
}

/* wic_check_expression(expression text) */
PG_FUNCTION_INFO_V1(wic_check_expression);
Datum
wic_check_expression(PG_FUNCTION_ARGS)
{
	char	   *source = text_to_cstring(PG_GETARG_TEXT_PP(0));
	ErrorContextCallback context = {error_context_stack, point_into, source};
	bool		is_single;

	error_context_stack = &context;
	is_single = is_single_expression(source);
	error_context_stack = context.previous;

	if (!is_single)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("\"%s\" is not an expression", source),
				 errhint("Name a column of the table, or write one expression "
						 "over its columns, such as published_at::date.")));
	PG_RETURN_VOID();
}
