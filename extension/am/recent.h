/*-------------------------------------------------------------------------
 *
 * recent.h
 *	  A plan over pending documents.
 *
 * Each document is read once, and it is noted what it has of all that the
 * plan asks for.
 *
 * extension/am/recent.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_RECENT_H
#define WIC_RECENT_H

#include "am/pending.h"
#include "am/scorer.h"

/* scoring is that of the plan's rank; NULL if it has none. */
typedef void (*WicRecentVisitor) (void *arg, ItemPointer row, uint64 score);

/* Visit the documents of a chain that satisfy the filters. */
extern void wic_recent_read(Relation index, const WicChain *chain,
							const WicPlan *plan, WicScoring *scoring,
							WicRecentVisitor visit, void *arg);

#endif							/* WIC_RECENT_H */
