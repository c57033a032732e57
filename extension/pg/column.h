/*-------------------------------------------------------------------------
 *
 * column.h
 *	  Which column of a table is searched.
 *
 * extension/pg/column.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_COLUMN_H
#define WIC_COLUMN_H

#include "access/attnum.h"
#include "nodes/nodes.h"
#include "utils/rel.h"

/* SQL in it is qualified for a search_path of pg_catalog alone. */
typedef struct WicSearchColumn
{
	Oid			table;
	char	   *table_name;
	bool		is_vector;		/* of type tsvector; text otherwise */
	char	   *document;		/* SQL expression of that type */
	char	   *vector;			/* SQL expression of the index, or NULL */
	bool		can_sample;		/* TABLESAMPLE works on the table */
	Oid			stats_relation; /* where ANALYZE keeps its statistics ... */
	AttrNumber	stats_attribute;	/* ... or InvalidOid if nowhere */
} WicSearchColumn;

/*
 * Find the column of a table, or of an index on it, that is searched with a
 * configuration.  In this order: the text of a wicsearch index, rather of
 * one that reads it by that configuration; the tsvector of a wicsearch index;
 * the text of an index whose first key is to_tsvector(config, text); a column
 * of type tsvector that has an index; the only column of type tsvector; the
 * text of to_tsvector(other configuration, text); the only column of type
 * text.  ERROR if that gives none, or two.
 *
 * Expressions that call functions which are not the server's own are not
 * considered: they would run with the rights of whoever asks.
 *
 * The table stays locked (AccessShareLock).  Runs under a search_path of
 * pg_catalog.
 */
extern WicSearchColumn wic_find_search_column(Oid rel, Oid config);

/*
 * Does the first key of an index hold the column, in each row of the table?
 * The table is the column's, or a partition.  Runs under the same search_path.
 */
extern bool wic_index_holds(Relation table, Relation index,
							const WicSearchColumn *column, Oid config);

/*
 * SQL of the text that a wicsearch index holds of each row; NULL if it holds
 * something else, or of some rows only, or calls a function that is not the
 * server's own.  Runs under the same search_path.
 */
extern char *wic_index_document(Relation table, Relation index);

/* Does its first key call a function that is not the server's own? */
extern bool wic_index_calls_users_function(Relation index);

/* Can it answer vector @@ tsquery? */
extern bool wic_index_serves_vector(Relation index);

/* An expression without casts that change nothing but the type. */
extern Node *wic_without_cast(Node *expression);

/* SQL of an expression over a table, whose number in it is 1. */
extern char *wic_key_sql(Relation table, Node *expression);

#endif							/* WIC_COLUMN_H */
