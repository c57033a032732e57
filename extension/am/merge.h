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
 * Merge once, if there are eight or more segments of about the same size, or
 * one of which much is deleted; false if there are not.  The caller holds
 * WIC_LOCK_MAINTAIN.
 */
extern bool wic_merge_tier(Relation index);

/* Merge the smallest until there are at most max, and drop empty ones. */
extern int	wic_merge_to(Relation index, int max);

/* With so many segments an inserter merges, and with so many it waits. */
#define WIC_SEGMENTS_SOFT	24
#define WIC_SEGMENTS_HARD	56

/*
 * What an inserter does before it flushes: if there are many segments, merges
 * a few of the smallest, unless somebody is at it; if there are very many, it
 * waits for its turn.  The caller holds no lock on the index.
 */
extern void wic_merge_small(Relation index);

#endif							/* WIC_MERGE_H */
