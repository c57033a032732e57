/*-------------------------------------------------------------------------
 *
 * bound.h
 *	  How much a term can add to the score of any document of a list.
 *
 * For each class of numbers of occurrences (1; 2; 3 or 4; 5 and more) the
 * least norm there is, which is what scores most; and the greatest number.
 * That is independent of the parameters of BM25.
 *
 * extension/core/bound.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_BOUND_H
#define WIC_BOUND_H

#include "core/score.h"

#define WIC_BOUND_CLASSES	4

/* Stored, as six bytes; all of them zero if there is no document. */
typedef struct WicBound
{
	uint8_t		least_norm[WIC_BOUND_CLASSES];
	uint8_t		classes;		/* bit i: there are documents of class i */
	uint8_t		max_tf;			/* at most WIC_TF_MAX */
} WicBound;

/* Take a document into account. */
extern void wic_bound_add(WicBound *bound, uint32_t tf, uint8_t norm);

/* Take another list into account. */
extern void wic_bound_join(WicBound *bound, const WicBound *other);

/* The greatest number of occurrences in a class; 0 if it is empty. */
extern uint32_t wic_bound_tf(const WicBound *bound, int class);

/* No document of the list scores more than this. */
extern uint64_t wic_bound_score(const WicBound *bound, const WicBm25 *bm25,
								uint32_t weight);

#endif							/* WIC_BOUND_H */
