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
#include "access/transam.h"
#include "catalog/index.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "pg/method.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"

/* pg_catalog.@@ (tsvector, tsquery); its OID is part of the catalog. */
#define VECTOR_MATCH_OPERATOR 3636

/* What an index says about the column; later is better. */
typedef enum Evidence
{
	EVIDENCE_NONE,
	EVIDENCE_OTHER_CONFIG,		/* to_tsvector(other configuration, text) */
	EVIDENCE_VECTOR_COLUMN,
	EVIDENCE_EXPRESSION,		/* to_tsvector(config, text) */
	EVIDENCE_SEARCH_VECTOR,		/* a wicsearch index on a tsvector */
	EVIDENCE_SEARCH_OTHER,		/* on text, read by another configuration */
	EVIDENCE_SEARCH_TEXT
} Evidence;

typedef struct Search
{
	Relation	table;
	Oid			config;
	Evidence	evidence;
	bool		is_ambiguous;	/* two columns on the same evidence */
	WicSearchColumn *found;
} Search;

static char *
column_name(Relation table, AttrNumber attribute)
{
	TupleDesc	desc = RelationGetDescr(table);
	Form_pg_attribute att = TupleDescAttr(desc, attribute - 1);

	return pstrdup(quote_identifier(NameStr(att->attname)));
}

/* Take what an index says if it is better than what is known. */
static bool
is_news(Search *search, Evidence evidence, const char *document)
{
	if (search->evidence > evidence)
		return false;
	if (search->evidence == evidence)
	{
		search->is_ambiguous |= strcmp(search->found->document, document) != 0;
		return search->found->vector == NULL;
	}
	search->evidence = evidence;
	search->is_ambiguous = false;
	return true;
}

static bool
is_users_function(Oid function, void *context)
{
	return function >= FirstNormalObjectId;
}

static bool
calls_users_function(Node *node, void *context)
{
	if (node == NULL)
		return false;
	return check_functions_in_node(node, is_users_function, context) ||
		expression_tree_walker(node, calls_users_function, context);
}

/* The first key of an index, if that is an expression. */
static Node *
key_expression(Relation index)
{
	List	   *expressions = RelationGetIndexExpressions(index);

	if (index->rd_index->indkey.values[0] != 0 || expressions == NIL)
		return NULL;
	return linitial(expressions);
}

bool
wic_index_calls_users_function(Relation index)
{
	return calls_users_function(key_expression(index), NULL);
}

Node	   *
wic_without_cast(Node *expression)
{
	while (expression != NULL && IsA(expression, RelabelType))
		expression = (Node *) ((RelabelType *) expression)->arg;
	return expression;
}

/* An expression, if it is to_tsvector(config, text). */
static FuncExpr *
as_to_tsvector(Node *expression)
{
	FuncExpr   *call = (FuncExpr *) expression;

	if (expression == NULL || !IsA(expression, FuncExpr) ||
		call->funcid != F_TO_TSVECTOR_REGCONFIG_TEXT ||
		!IsA(linitial(call->args), Const))
		return NULL;
	return call;
}

/* The text that it reads; a cast to text changes nothing. */
static Node *
text_of(const FuncExpr *to_tsvector)
{
	return wic_without_cast(lsecond(to_tsvector->args));
}

static Oid
config_of(const FuncExpr *to_tsvector)
{
	Const	   *config = linitial(to_tsvector->args);

	return DatumGetObjectId(config->constvalue);
}

char	   *
wic_key_sql(Relation table, Node *expression)
{
	List	   *context = deparse_context_for(RelationGetRelationName(table),
											  RelationGetRelid(table));

	return deparse_expression(expression, context, false, false);
}

bool
wic_index_serves_vector(Relation index)
{
	return index->rd_opfamily != NULL &&
		get_op_opfamily_strategy(VECTOR_MATCH_OPERATOR,
								 index->rd_opfamily[0]) != 0;
}

static void
note_column(Search *search, Relation index, AttrNumber attribute)
{
	TupleDesc	desc = RelationGetDescr(search->table);
	WicSearchColumn *found = search->found;
	char	   *name;

	if (TupleDescAttr(desc, attribute - 1)->atttypid != TSVECTOROID)
		return;
	name = column_name(search->table, attribute);
	if (!is_news(search, EVIDENCE_VECTOR_COLUMN, name))
		return;
	found->is_vector = true;
	found->document = name;
	found->vector = wic_index_serves_vector(index) ? name : NULL;
	found->stats_relation = RelationGetRelid(search->table);
	found->stats_attribute = attribute;
}

static void
note_expression(Search *search, Relation index, FuncExpr *expression)
{
	char	   *document = wic_key_sql(search->table, text_of(expression));
	bool		is_ours = config_of(expression) == search->config;
	WicSearchColumn *found = search->found;

	if (!is_news(search,
				 is_ours ? EVIDENCE_EXPRESSION : EVIDENCE_OTHER_CONFIG,
				 document))
		return;
	found->is_vector = false;
	found->document = document;
	found->vector = NULL;
	found->stats_relation = InvalidOid;
	if (!is_ours)
		return;
	if (wic_index_serves_vector(index))
		found->vector = wic_key_sql(search->table, (Node *) expression);
	found->stats_relation = RelationGetRelid(index);
	found->stats_attribute = 1;
}

/* SQL of the first key of an index. */
static char *
key_document(Relation table, Relation index)
{
	AttrNumber	key = index->rd_index->indkey.values[0];
	Node	   *expression = key_expression(index);

	if (key > 0)
		return column_name(table, key);
	return expression != NULL ?
		wic_key_sql(table, wic_without_cast(expression)) : NULL;
}

static bool
is_search_index(Relation index)
{
	return wic_index_method != NULL && wic_index_method->is_index(index);
}

static bool
is_on_vector(Relation index)
{
	return index->rd_opcintype[0] == TSVECTOROID;
}

/* An index of the access method wicsearch, which is there for nothing else. */
static void
note_search_index(Search *search, Relation index)
{
	AttrNumber	key = index->rd_index->indkey.values[0];
	bool		is_vector = is_on_vector(index);
	WicSearchColumn *found = search->found;
	Evidence	evidence = EVIDENCE_SEARCH_VECTOR;
	char	   *document = key_document(search->table, index);

	if (!is_vector)
		evidence = wic_index_method->config(index) == search->config ?
			EVIDENCE_SEARCH_TEXT : EVIDENCE_SEARCH_OTHER;
	if (document == NULL || !is_news(search, evidence, document))
		return;
	found->is_vector = is_vector;
	found->document = document;
	found->vector = is_vector ? document : NULL;
	found->stats_relation = InvalidOid;
	if (!is_vector)
		return;
	found->stats_relation = RelationGetRelid(key > 0 ? search->table : index);
	found->stats_attribute = key > 0 ? key : 1;
}

/* A partial index does not count what is not in it. */
static bool
is_complete(Relation index)
{
	return index->rd_index->indisvalid &&
		RelationGetIndexPredicate(index) == NIL;
}

char	   *
wic_index_document(Relation table, Relation index)
{
	if (!is_search_index(index) || is_on_vector(index) ||
		!is_complete(index) || wic_index_calls_users_function(index))
		return NULL;
	return key_document(table, index);
}

static void
note_index(Search *search, Oid indexid)
{
	Relation	index = relation_open(indexid, AccessShareLock);
	AttrNumber	key = index->rd_index->indkey.values[0];
	FuncExpr   *expression = as_to_tsvector(key_expression(index));

	if (is_complete(index) && !wic_index_calls_users_function(index))
	{
		if (key == 0 && expression != NULL)
			note_expression(search, index, expression);
		else if (is_search_index(index))
			note_search_index(search, index);
		else if (key > 0)
			note_column(search, index, key);
	}
	relation_close(index, NoLock);
}

/* A text that an index keeps as a tsvector. */
static bool
holds_text_of(Relation table, Relation index, const WicSearchColumn *column,
			  Oid config)
{
	FuncExpr   *expression = as_to_tsvector(key_expression(index));

	return expression != NULL && config_of(expression) == config &&
		strcmp(wic_key_sql(table, text_of(expression)),
			   column->document) == 0;
}

bool
wic_index_holds(Relation table, Relation index,
				const WicSearchColumn *column, Oid config)
{
	char	   *document;

	if (!is_complete(index))
		return false;
	if (is_on_vector(index) && !column->is_vector)
		return holds_text_of(table, index, column, config);
	document = key_document(table, index);
	return is_on_vector(index) == column->is_vector && document != NULL &&
		strcmp(document, column->document) == 0;
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

/* Without an index that tells, the types of the columns may. */
static void
note_columns(Search *search)
{
	AttrNumber	vector = only_column(search->table, TSVECTOROID);
	AttrNumber	plain = only_column(search->table, TEXTOID);
	WicSearchColumn *found = search->found;

	if (vector != 0)
	{
		search->is_ambiguous = false;
		found->is_vector = true;
		found->document = column_name(search->table, vector);
		found->vector = NULL;
		found->stats_relation = RelationGetRelid(search->table);
		found->stats_attribute = vector;
	}
	else if (search->evidence == EVIDENCE_NONE && plain != 0)
		found->document = column_name(search->table, plain);
}

static void
check_found(const Search *search)
{
	const char *name = RelationGetRelationName(search->table);

	if (search->is_ambiguous)
		ereport(ERROR,
				(errcode(ERRCODE_AMBIGUOUS_COLUMN),
				 errmsg("several columns of \"%s\" are indexed for search",
						name),
				 errhint("Name one of the indexes instead of the table.")));
	if (search->found->document == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_AMBIGUOUS_COLUMN),
				 errmsg("cannot tell which column of \"%s\" is searched",
						name),
				 errhint("Create an index on it: CREATE INDEX ON %s USING wicsearch (...).",
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

static bool
is_index_kind(char relkind)
{
	return relkind == RELKIND_INDEX || relkind == RELKIND_PARTITIONED_INDEX;
}

/* It must be something with rows, of which the caller may read some. */
static void
check_relation(Relation rel)
{
	char		relkind = rel->rd_rel->relkind;
	Oid			relid = RelationGetRelid(rel);

	if (!is_table(relkind) && relkind != RELKIND_VIEW &&
		relkind != RELKIND_FOREIGN_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table, a view or an index",
						RelationGetRelationName(rel))));

	if (pg_class_aclcheck(relid, GetUserId(), ACL_SELECT) != ACLCHECK_OK &&
		pg_attribute_aclcheck_all(relid, GetUserId(), ACL_SELECT,
								  ACLMASK_ANY) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, get_relkind_objtype(relkind),
					   RelationGetRelationName(rel));
}

WicSearchColumn
wic_find_search_column(Oid rel, Oid config)
{
	WicSearchColumn found = {0};
	Search		search = {0};
	bool		is_index = is_index_kind(get_rel_relkind(rel));
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
	if (!is_index && search.evidence < EVIDENCE_VECTOR_COLUMN)
		note_columns(&search);
	check_found(&search);

	relation_close(search.table, NoLock);
	return found;
}
