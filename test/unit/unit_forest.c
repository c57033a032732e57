/*-------------------------------------------------------------------------
 *
 * unit_forest.c
 *	  Tests of groups, against groups that are named anew for each pair.
 *
 * test/unit/unit_forest.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/forest.h"

#include <stdbool.h>

#include "tap.h"

#define THINGS	200

static void
test_pairs(void)
{
	uint32_t	parents[5];

	wic_forest_init(parents, 5);
	ok(wic_forest_first(parents, 3) == 3, "a thing is a group of its own");
	wic_forest_join(parents, 3, 4);
	wic_forest_join(parents, 4, 1);
	wic_forest_join(parents, 0, 1);
	wic_forest_join(parents, 4, 3);
	ok(wic_forest_first(parents, 4) == 0 && wic_forest_first(parents, 3) == 0,
	   "a group is known by its first thing");
	ok(wic_forest_first(parents, 2) == 2, "what no pair names stays alone");
}

/* Give all things of the group of b the name of that of a, if it is less. */
static void
rename_group(uint32_t *names, uint32_t a, uint32_t b)
{
	uint32_t	first = names[a] < names[b] ? names[a] : names[b];
	uint32_t	one = names[a];
	uint32_t	other = names[b];

	for (uint32_t i = 0; i < THINGS; i++)
		if (names[i] == one || names[i] == other)
			names[i] = first;
}

static void
test_random(void)
{
	uint32_t	parents[THINGS];
	uint32_t	names[THINGS];
	unsigned	seed = 1;
	bool		holds = true;

	wic_forest_init(parents, THINGS);
	wic_forest_init(names, THINGS);
	for (int i = 0; i < 150; i++)
	{
		uint32_t	a = (seed = seed * 1103515245 + 12345) / 65536 % THINGS;
		uint32_t	b = (seed = seed * 1103515245 + 12345) / 65536 % THINGS;

		wic_forest_join(parents, a, b);
		rename_group(names, a, b);
		for (uint32_t t = 0; t < THINGS; t++)
			holds &= wic_forest_first(parents, t) == names[t];
	}
	ok(holds, "150 pairs of 200 things");
}

int
main(void)
{
	test_pairs();
	test_random();
	return done();
}
