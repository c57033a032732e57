/*-------------------------------------------------------------------------
 *
 * top.h
 *	  The best k rows of those that are offered.
 *
 * extension/am/top.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_TOP_H
#define WIC_TOP_H

#include "am/search.h"

/* A heap whose root is the worst row that is kept. */
typedef struct WicTop
{
	int			k;				/* at least 1 */
	int			n;
	const WicFound *after;		/* only rows behind this; or NULL */
	WicFound   *found;			/* room for k */
} WicTop;

/* Rows that score less cannot enter any more. */
static inline uint64
wic_top_threshold(const WicTop *top)
{
	return top->n < top->k ? 0 : top->found[0].score;
}

/* Could a row of that score enter? */
static inline bool
wic_top_admits(const WicTop *top, uint64 score)
{
	return score >= wic_top_threshold(top) &&
		(top->after == NULL || score <= top->after->score);
}

/* Is the row one of the best so far? */
extern bool wic_top_accepts(const WicTop *top, const WicFound *found);

/* Keep it if it is. */
extern void wic_top_offer(WicTop *top, const WicFound *found);

/* Put them in order. */
extern void wic_top_sort(WicTop *top);

#endif							/* WIC_TOP_H */
