/*-------------------------------------------------------------------------
 *
 * top.c
 *	  The best k rows of those that are offered.
 *
 * extension/am/top.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/top.h"

int
wic_found_compare(const WicFound *a, const WicFound *b)
{
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return ItemPointerCompare(unconstify(ItemPointerData *, &a->row),
							  unconstify(ItemPointerData *, &b->row));
}

static int
compare(const void *a, const void *b)
{
	return wic_found_compare(a, b);
}

/* Let the place go up while what is above it is better. */
static void
rise(WicTop *top, int at, WicFound row)
{
	while (at > 0)
	{
		int			above = (at - 1) / 2;

		if (wic_found_compare(&top->found[above], &row) >= 0)
			break;
		top->found[at] = top->found[above];
		at = above;
	}
	top->found[at] = row;
}

/* Put a row in place of the worst one. */
static void
replace_worst(WicTop *top, WicFound row)
{
	int			at = 0;

	for (;;)
	{
		int			below = 2 * at + 1;

		if (below + 1 < top->n &&
			wic_found_compare(&top->found[below],
							  &top->found[below + 1]) < 0)
			below++;
		if (below >= top->n ||
			wic_found_compare(&row, &top->found[below]) >= 0)
			break;
		top->found[at] = top->found[below];
		at = below;
	}
	top->found[at] = row;
}

bool
wic_top_accepts(const WicTop *top, const WicFound *found)
{
	if (top->after != NULL && wic_found_compare(found, top->after) <= 0)
		return false;
	return top->n < top->k || wic_found_compare(found, &top->found[0]) < 0;
}

void
wic_top_offer(WicTop *top, const WicFound *found)
{
	if (!wic_top_accepts(top, found))
		return;
	if (top->n < top->k)
		rise(top, top->n++, *found);
	else
		replace_worst(top, *found);
}

void
wic_top_sort(WicTop *top)
{
	qsort(top->found, top->n, sizeof(WicFound), compare);
}
