/*-------------------------------------------------------------------------
 *
 * method.h
 *	  What the access method tells the layer below it.
 *
 * Nothing in pg/ may call am/ by name, but an index knows better than any
 * sample what is in a table.
 *
 * extension/pg/method.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_METHOD_H
#define WIC_METHOD_H

#include "pg/column.h"
#include "pg/stats.h"
#include "utils/rel.h"

typedef struct WicIndexMethod
{
	/* Is it an index of the access method wicsearch? */
	bool		(*is_index) (Relation index);

	/* The configuration by which such an index on text reads. */
	Oid			(*config) (Relation index);

	/*
	 * Statistics of all rows out of the indexes on a column, those of its
	 * partitions included; false, and nothing is said, if they do not hold
	 * every row, or read text otherwise than the configuration does.  The
	 * caller has checked that the user may know.  stats->df is there.
	 */
	bool		(*collect) (const WicSearchColumn *column, Oid config,
							const WicTermSource *terms, int nterms,
							WicStats *stats);
} WicIndexMethod;

/* Set by the access method when the library is loaded. */
extern const WicIndexMethod *wic_index_method;

#endif							/* WIC_METHOD_H */
