/*-------------------------------------------------------------------------
 *
 * forest.h
 *	  Put things into groups, pair by pair.
 *
 *	  (0, 1), (3, 4), (4, 1) of 5		=>	{0, 1, 3, 4}, {2}
 *
 * Each thing has another one of its group as its parent, up to the first
 * thing of the group, which is its own.
 *
 * Source: R. Tarjan, Efficiency of a good but not linear set union algorithm,
 * 1975, with paths halved.
 *
 * extension/core/forest.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_FOREST_H
#define WIC_FOREST_H

#include <stdint.h>

/* Make each of n things a group of its own. */
extern void wic_forest_init(uint32_t *parents, uint32_t n);

/* The first thing of the group. */
extern uint32_t wic_forest_first(uint32_t *parents, uint32_t thing);

/* Make one group of those of two things. */
extern void wic_forest_join(uint32_t *parents, uint32_t a, uint32_t b);

#endif							/* WIC_FOREST_H */
