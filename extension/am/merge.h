/*-------------------------------------------------------------------------
 *
 * merge.h
 *	  Pending documents become a segment; segments become fewer.
 *
 * extension/am/merge.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_MERGE_H
#define WIC_MERGE_H

#include "am/segment.h"

/*
 * Make a segment of what is pending.  With wait, waits for whoever flushes
 * already; without, leaves it to them.  True if nothing of what was pending
 * at the call is pending any more.
 */
extern bool wic_flush(Relation index, bool wait);

/*
 * Merge while there are eight or more segments of about the same size.  The
 * caller holds WIC_LOCK_MAINTAIN.  Returns how many segments went.
 */
extern int	wic_merge_tiers(Relation index);

/* Merge the smallest until there are at most max, and drop empty ones. */
extern int	wic_merge_to(Relation index, int max);

/*
 * What an inserter does when very many segments are live: merges a few of
 * the smallest, unless somebody is at it.
 */
extern void wic_merge_small(Relation index);

/* Segments that an inserter does not let become more. */
#define WIC_SEGMENTS_SOFT	40

#endif							/* WIC_MERGE_H */
