/*-------------------------------------------------------------------------
 *
 * search.h
 *	  Run a query over pending documents and all segments.
 *
 * extension/am/search.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SEARCH_H
#define WIC_SEARCH_H

#include "am/meta.h"
#include "am/plan.h"
#include "storage/itemptr.h"

/* A row that was found. */
typedef struct WicFound
{
	uint64		score;			/* in WIC_SCORE_UNITs; 0 without an order */
	ItemPointerData row;
} WicFound;

/* The better score is first, then the lesser row. */
extern int	wic_found_compare(const WicFound *a, const WicFound *b);

typedef struct WicSearch WicSearch;

/*
 * Begin; meta is the copy that the whole scan uses.  Segments are opened when
 * they are first needed.  Memory is taken from the current context.
 */
extern WicSearch *wic_search_begin(Relation index, const WicMeta *meta,
								   const WicPlan *plan);

/*
 * The best k rows that satisfy the filters and come behind `after` (NULL:
 * from the first on), in order; returns how many there are.  k is at least 1.
 * The plan must have an order, and not be foreign.  recheck is set if the
 * operators have to be asked again.
 */
extern int	wic_search_top(WicSearch *search, int k, const WicFound *after,
						   WicFound *found, bool *recheck);

/*
 * The next rows that satisfy the filters, in any order; returns how many, up
 * to max, and 0 at the end.  recheck as above.
 */
extern int	wic_search_rows(WicSearch *search, ItemPointerData *rows, int max,
							bool *recheck);

/* All of them; not after wic_search_rows(). */
typedef void (*WicRowVisitor) (void *arg, ItemPointer row, bool recheck);
extern void wic_search_all(WicSearch *search, WicRowVisitor visit, void *arg);

/* How many there are, deleted rows that VACUUM has not yet seen included. */
extern uint64 wic_search_count(WicSearch *search);

extern void wic_search_end(WicSearch *search);

#endif							/* WIC_SEARCH_H */
