/*-------------------------------------------------------------------------
 *
 * maxscore.h
 *	  The best documents that have any of some terms.
 *
 * Source: H. Turtle and J. Flood, Query evaluation: strategies and
 * optimizations, 1995.  A document that has none but terms of little weight
 * cannot enter any more once the k best are good; so the lists of such terms
 * are read only where another term occurs.
 *
 * extension/am/maxscore.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_MAXSCORE_H
#define WIC_MAXSCORE_H

#include "am/scorer.h"
#include "am/top.h"

/* Offer the rows of the segment; reorders the scorer's terms. */
extern void wic_maxscore(WicScorer *scorer, WicTop *top);

#endif							/* WIC_MAXSCORE_H */
