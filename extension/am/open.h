/*-------------------------------------------------------------------------
 *
 * open.h
 *	  Open an index that a function is asked about.
 *
 * extension/am/open.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_OPEN_H
#define WIC_OPEN_H

#include "utils/rel.h"

/* An index, and its table, whose lock protects both. */
typedef struct WicOpenIndex
{
	Relation	table;
	Relation	index;
} WicOpenIndex;

/* ERROR unless it is an index of ours that has pages of its own. */
extern WicOpenIndex wic_open_index(Oid relid, LOCKMODE lockmode);

/* ERROR unless the caller may read every row of the table. */
extern void wic_open_require_select(const WicOpenIndex *open);

/* Locks are kept to the end of the transaction. */
extern void wic_close_index(WicOpenIndex open);

#endif							/* WIC_OPEN_H */
