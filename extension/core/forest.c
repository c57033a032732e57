/*-------------------------------------------------------------------------
 *
 * forest.c
 *	  Put things into groups, pair by pair.
 *
 * extension/core/forest.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/forest.h"

void
wic_forest_init(uint32_t *parents, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		parents[i] = i;
}

uint32_t
wic_forest_first(uint32_t *parents, uint32_t thing)
{
	while (parents[thing] != thing)
	{
		parents[thing] = parents[parents[thing]];
		thing = parents[thing];
	}
	return thing;
}

void
wic_forest_join(uint32_t *parents, uint32_t a, uint32_t b)
{
	a = wic_forest_first(parents, a);
	b = wic_forest_first(parents, b);
	if (a < b)
		parents[b] = a;
	else
		parents[a] = b;
}
