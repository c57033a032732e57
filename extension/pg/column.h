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

#include "postgres.h"

typedef struct WicSearchColumn
{
	Oid			table;
	char	   *table_name;		/* qualified and quoted */
	char	   *vector;			/* SQL expression of type tsvector */
	bool		has_index;		/* an index serves vector @@ tsquery */
	bool		can_sample;		/* TABLESAMPLE works on the table */
	Oid			stats_relation; /* where ANALYZE keeps its statistics ... */
	AttrNumber	stats_attribute;	/* ... or InvalidOid if nowhere */
} WicSearchColumn;

/*
 * Find the column of a table, or of an index on it, that is searched with a
 * configuration.  In this order: an index whose first key is
 * to_tsvector(config, column); an index on a column of type tsvector; the
 * only column of type tsvector; the column of to_tsvector(other
 * configuration, column); the only column of type text.  ERROR if none.
 */
extern WicSearchColumn wic_find_search_column(Oid rel, Oid config);

#endif							/* WIC_COLUMN_H */
