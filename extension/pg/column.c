/*-------------------------------------------------------------------------
 *
 * column.c
 *	  Which column of a table is searched.
 *
 * extension/pg/column.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/relation.h"
#include "catalog/index.h"
#include "catalog/pg_type.h"
#include "nodes/nodeFuncs.h"
#include "pg/column.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"

/* What an index says about the column; later is better. */
typedef enum Evidence
{
	EVIDENCE_NONE,
	EVIDENCE_TEXT_COLUMN,		/* to_tsvector with another configuration */
	EVIDENCE_VECTOR_COLUMN,
	EVIDENCE_EXPRESSION			/* to_tsvector(config, column) */
} Evidence;

typedef struct Search
{
	Relation	table;
	Oid			config;
	Evidence	evidence;
	WicSearchColumn *found;
} Search;

static char *
column_name(Relation table, AttrNumber attribute)
{
	Form_pg_attribute att = TupleDescAttr(RelationGetDescr(table),
										  attribute - 1);

	return unconstify(char *, quote_identifier(NameStr(att->attname)));
}

/* to_tsvector(config, column) as SQL; the configuration by its OID. */
static char *
vector_of_text(const Search *search, AttrNumber attribute)
{
	return psprintf("pg_catalog.to_tsvector(%u::pg_catalog.regconfig, "
					"%s::pg_catalog.text)",
					search->config, column_name(search->table, attribute));
}

/* The tsvector expression of an index's first key, or NULL. */
static FuncExpr *
key_expression(Relation index)
{
	List	   *expressions = RelationGetIndexExpressions(index);
	Node	   *key;

	if (index->rd_index->indkey.values[0] != 0 || expressions == NIL)
		return NULL;
	key = linitial(expressions);
	if (!IsA(key, FuncExpr) ||
		((FuncExpr *) key)->funcid != F_TO_TSVECTOR_REGCONFIG_TEXT)
		return NULL;
	return (FuncExpr *) key;
}

static void
note_column(Search *search, Relation index, AttrNumber attribute)
{
	if (TupleDescAttr(RelationGetDescr(search->table),
					  attribute - 1)->atttypid != TSVECTOROID ||
		search->evidence >= EVIDENCE_VECTOR_COLUMN)
		return;
	search->evidence = EVIDENCE_VECTOR_COLUMN;
	search->found->vector = column_name(search->table, attribute);
	search->found->has_index = true;
	search->found->stats_relation = RelationGetRelid(search->table);
	search->found->stats_attribute = attribute;
}

static void
note_expression(Search *search, Relation index, FuncExpr *expression)
{
	Node	   *config = linitial(expression->args);
	Node	   *column = strip_implicit_coercions(lsecond(expression->args));

	if (IsA(config, Const) &&
		DatumGetObjectId(((Const *) config)->constvalue) == search->config)
	{
		Datum		definition;

		definition = DirectFunctionCall3(pg_get_indexdef_ext,
										 ObjectIdGetDatum(RelationGetRelid(index)),
										 Int32GetDatum(1),
										 BoolGetDatum(false));
		search->evidence = EVIDENCE_EXPRESSION;
		search->found->vector = text_to_cstring(DatumGetTextPP(definition));
		search->found->has_index = true;
		search->found->stats_relation = RelationGetRelid(index);
		search->found->stats_attribute = 1;
	}
	else if (IsA(column, Var) && search->evidence < EVIDENCE_TEXT_COLUMN)
	{
		search->evidence = EVIDENCE_TEXT_COLUMN;
		search->found->vector = vector_of_text(search,
											   ((Var *) column)->varattno);
	}
}

static void
note_index(Search *search, Oid indexid)
{
	Relation	index = relation_open(indexid, AccessShareLock);
	AttrNumber	key = index->rd_index->indkey.values[0];
	FuncExpr   *expression = key_expression(index);

	/* A partial index does not count what is not in it. */
	if (index->rd_index->indisvalid &&
		RelationGetIndexPredicate(index) == NIL)
	{
		if (key > 0)
			note_column(search, index, key);
		else if (expression != NULL && search->evidence < EVIDENCE_EXPRESSION)
			note_expression(search, index, expression);
	}
	relation_close(index, AccessShareLock);
}

/* The only column of a type; 0 if there is none, or several. */
static AttrNumber
only_column(Relation table, Oid type)
{
	TupleDesc	desc = RelationGetDescr(table);
	AttrNumber	found = 0;

	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(desc, i);

		if (att->attisdropped || att->atttypid != type)
			continue;
		if (found != 0)
			return 0;
		found = att->attnum;
	}
	return found;
}

/* Without an index that tells, the types of the columns must. */
static void
note_columns(Search *search, bool is_index)
{
	AttrNumber	vector = only_column(search->table, TSVECTOROID);
	AttrNumber	plain = only_column(search->table, TEXTOID);

	/* An index that was named must tell by itself. */
	if (is_index)
		vector = plain = 0;
	if (vector != 0)
	{
		search->found->vector = column_name(search->table, vector);
		search->found->stats_relation = RelationGetRelid(search->table);
		search->found->stats_attribute = vector;
	}
	else if (search->evidence == EVIDENCE_NONE && plain != 0)
		search->found->vector = vector_of_text(search, plain);

	if (search->found->vector == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_AMBIGUOUS_COLUMN),
				 errmsg("cannot tell which column of \"%s\" is searched",
						RelationGetRelationName(search->table)),
				 errhint("Create an index on it: CREATE INDEX ON %s USING gin (to_tsvector('wicsearch', ...)).",
						 search->found->table_name)));
}

static char *
qualified_name(Relation rel)
{
	char	   *schema = get_namespace_name(RelationGetNamespace(rel));

	return quote_qualified_identifier(schema, RelationGetRelationName(rel));
}

static bool
is_table(char relkind)
{
	return relkind == RELKIND_RELATION || relkind == RELKIND_MATVIEW ||
		relkind == RELKIND_PARTITIONED_TABLE;
}

static void
check_relation(Relation rel)
{
	char		relkind = rel->rd_rel->relkind;

	if (!is_table(relkind) && relkind != RELKIND_VIEW &&
		relkind != RELKIND_FOREIGN_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table, a view or an index",
						RelationGetRelationName(rel))));
}

WicSearchColumn
wic_find_search_column(Oid rel, Oid config)
{
	WicSearchColumn found = {0};
	Search		search = {0};
	char		relkind = get_rel_relkind(rel);
	bool		is_index = relkind == RELKIND_INDEX ||
	relkind == RELKIND_PARTITIONED_INDEX;
	List	   *indexes;
	ListCell   *cell;

	search.config = config;
	search.found = &found;
	found.table = is_index ? IndexGetRelation(rel, false) : rel;
	search.table = relation_open(found.table, AccessShareLock);
	check_relation(search.table);
	found.can_sample = is_table(search.table->rd_rel->relkind);
	found.table_name = qualified_name(search.table);

	indexes = is_index ? list_make1_oid(rel) :
		RelationGetIndexList(search.table);
	foreach(cell, indexes)
		note_index(&search, lfirst_oid(cell));
	if (search.evidence < EVIDENCE_VECTOR_COLUMN)
		note_columns(&search, is_index);

	relation_close(search.table, AccessShareLock);
	return found;
}
