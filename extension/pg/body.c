/*-------------------------------------------------------------------------
 *
 * body.c
 *	  Which index finds the passages of a corpus by their texts.
 *
 * The passages are a table, or a view over one table; or the rows of a table
 * that has a wicsearch index, and is no corpus.
 *
 * extension/pg/body.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "nodes/makefuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parsetree.h"
#include "pg/column.h"
#include "pg/method.h"
#include "pg/wicsearch.h"
#include "rewrite/rewriteHandler.h"
#include "rewrite/rewriteManip.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

/* How an index finds passages; later is better. */
typedef enum Way
{
	WAY_NONE,
	WAY_FOREIGN,				/* not: the query folds what it does not */
	WAY_VECTOR,					/* it is on to_tsvector(…, body) */
	WAY_FOLDED,					/* it folds what the query does not */
	WAY_ALIKE					/* it reads text as the query does */
}			Way;

static const char *const way_names[] = {
	NULL, NULL, "vector", "folded", "alike"
};

/* Columns of wic_search_source(), of wic_body_source(), wic_table_source(). */
enum
{
	SOURCE_COUNTED,
	SOURCE_WAY,
	SOURCE_NCOLUMNS,
	TABLE_BODY = SOURCE_NCOLUMNS,
	TABLE_NCOLUMNS
};

typedef struct Source
{
	Oid			table;			/* InvalidOid: not one table */
	Node	   *body;			/* of the table, whose number in it is 1 */
	char	   *document;		/* the body as SQL; NULL: there is none */
	Oid			config;			/* of the query */
	Oid			folded;			/* of an index that folds */
	Way			way;
	Oid			index;
} Source;

/* The table that a view takes its rows from; 0 if that is not one table. */
static int
only_table(const Query * view)
{
	RangeTblRef *from;

	if (list_length(view->jointree->fromlist) != 1)
		return 0;
	from = linitial(view->jointree->fromlist);
	if (!IsA(from, RangeTblRef) ||
		rt_fetch(from->rtindex, view->rtable)->rtekind != RTE_RELATION)
		return 0;
	return from->rtindex;
}

static Node *
column_of(const Query * view, const char *name)
{
	ListCell   *cell;

	foreach(cell, view->targetList)
	{
		TargetEntry *entry = lfirst(cell);

		if (!entry->resjunk && strcmp(entry->resname, name) == 0)
			return (Node *) entry->expr;
	}
	return NULL;
}

static void
look_through_view(Source *source, Relation passages)
{
	Query	   *view = get_view_query(passages);
	int			number = only_table(view);
	Node	   *body = column_of(view, "body");

	if (number == 0 || body == NULL)
		return;
	body = copyObject(body);
	ChangeVarNodes(body, number, 1, 0);
	source->table = rt_fetch(number, view->rtable)->relid;
	source->body = eval_const_expressions(NULL, body);
}

static void
find_body(Source *source, Relation passages)
{
	AttrNumber	number;

	if (passages->rd_rel->relkind == RELKIND_VIEW)
	{
		look_through_view(source, passages);
		return;
	}
	source->table = RelationGetRelid(passages);
	number = get_attnum(source->table, "body");
	if (number != InvalidAttrNumber)
		source->body = (Node *) makeVar(1, number, TEXTOID, -1,
										DEFAULT_COLLATION_OID, 0);
}

static void
note_document(Source *source)
{
	Relation	table = relation_open(source->table, AccessShareLock);

	source->document = wic_key_sql(table, wic_without_cast(source->body));
	relation_close(table, NoLock);
}

/* The index holds the texts; which are they? */
static Way
way_of(const Source *source, Relation index)
{
	Oid			config;

	if (index->rd_opcintype[0] == TSVECTOROID)
		return wic_index_serves_vector(index) ? WAY_VECTOR : WAY_NONE;
	if (!wic_index_method->is_index(index))
		return WAY_NONE;
	config = wic_index_method->config(index);
	if (config == source->config)
		return WAY_ALIKE;
	return config == source->folded ? WAY_FOLDED : WAY_FOREIGN;
}

static void
choose_index(Source *source)
{
	WicSearchColumn column = {
		.table = source->table,
		.document = source->document,
	};
	Relation	table = relation_open(source->table, AccessShareLock);
	ListCell   *cell;

	foreach(cell, RelationGetIndexList(table))
	{
		Relation	index = relation_open(lfirst_oid(cell), AccessShareLock);

		if (wic_index_holds(table, index, &column, source->folded) &&
			way_of(source, index) > source->way)
		{
			source->way = way_of(source, index);
			source->index = RelationGetRelid(index);
		}
		relation_close(index, NoLock);
	}
	relation_close(table, NoLock);
}

/* An index that counts for nobody leaves it to the table. */
static Oid
counted_relation(const Source *source)
{
	Relation	index;
	bool		counts;

	if (source->way == WAY_NONE)
		return source->table;
	index = relation_open(source->index, AccessShareLock);
	counts = !wic_index_calls_users_function(index);
	relation_close(index, NoLock);
	return counts ? source->index : source->table;
}

/* The texts that the first of the table's wicsearch indexes is about. */
static void
find_indexed_text(Source *source, Relation table)
{
	ListCell   *cell;

	source->table = RelationGetRelid(table);
	foreach(cell, RelationGetIndexList(table))
	{
		Relation	index = relation_open(lfirst_oid(cell), AccessShareLock);

		source->document = wic_index_document(table, index);
		relation_close(index, NoLock);
		if (source->document != NULL)
			return;
	}
}

static Datum
source_row(FunctionCallInfo fcinfo, const Source *source)
{
	Datum		values[TABLE_NCOLUMNS];
	bool		nulls[TABLE_NCOLUMNS] = {false};
	TupleDesc	desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[SOURCE_COUNTED] = ObjectIdGetDatum(counted_relation(source));
	nulls[SOURCE_COUNTED] = !OidIsValid(source->table);
	nulls[SOURCE_WAY] = way_names[source->way] == NULL;
	if (!nulls[SOURCE_WAY])
		values[SOURCE_WAY] = CStringGetTextDatum(way_names[source->way]);
	nulls[TABLE_BODY] = source->document == NULL;
	if (!nulls[TABLE_BODY])
		values[TABLE_BODY] = CStringGetTextDatum(source->document);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values,
											 nulls));
}

/*
 * wic_search_source(passages regclass, level text): a relation for
 * wic_query(), NULL if there is not just one, and how its index finds
 * passages, NULL if there is none.
 */
PG_FUNCTION_INFO_V1(wic_search_source);
Datum
wic_search_source(PG_FUNCTION_ARGS)
{
	Relation	passages = relation_open(PG_GETARG_OID(0), AccessShareLock);
	WicLevel	level = wic_level_from_text(PG_GETARG_TEXT_PP(1));
	int			save_nestlevel = NewGUCNestLevel();
	Source		source = {
		.config = wic_level_config(fcinfo, level),
		.folded = wic_level_config(fcinfo, WIC_LEVEL_SCRIPT),
	};

	wic_pin_search_path();
	find_body(&source, passages);
	if (source.body != NULL)
	{
		note_document(&source);
		choose_index(&source);
	}
	AtEOXact_GUC(true, save_nestlevel);
	relation_close(passages, NoLock);
	PG_RETURN_DATUM(source_row(fcinfo, &source));
}

/*
 * wic_table_source(relation regclass, level text): the same of a table, and
 * SQL of its texts, qualified for a search_path of pg_catalog.  All is NULL
 * if it has no wicsearch index on texts.
 */
PG_FUNCTION_INFO_V1(wic_table_source);
Datum
wic_table_source(PG_FUNCTION_ARGS)
{
	Relation	table = relation_open(PG_GETARG_OID(0), AccessShareLock);
	WicLevel	level = wic_level_from_text(PG_GETARG_TEXT_PP(1));
	int			save_nestlevel = NewGUCNestLevel();
	Source		source = {
		.config = wic_level_config(fcinfo, level),
		.folded = wic_level_config(fcinfo, WIC_LEVEL_SCRIPT),
	};

	wic_pin_search_path();
	find_indexed_text(&source, table);
	if (source.document != NULL)
		choose_index(&source);
	else
		source.table = InvalidOid;
	AtEOXact_GUC(true, save_nestlevel);
	relation_close(table, NoLock);
	PG_RETURN_DATUM(source_row(fcinfo, &source));
}
