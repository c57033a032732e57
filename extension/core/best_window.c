/*-------------------------------------------------------------------------
 *
 * best_window.c
 *	  Find in a long text what is most like a short one.
 *
 * A window with the likeness common / length is better than the ratio p / q
 * if q * common - p * length is above zero.  The sought text has its part of
 * the length whatever the window is; each unit of the window costs its own,
 * and each pair of units earns what they have in common.
 *
 * extension/core/best_window.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/best_window.h"

#include <string.h>

/* Cells between two beats. */
#define BEAT	(UINT32_C(1) << 21)

/* The best of what ends at a unit of the text, for a beginning of sought. */
typedef struct Cell
{
	int64_t		score;			/* never below 0: nothing has none */
	uint32_t	first;			/* unit of the text where it begins */
} Cell;

/* The ratio to exceed. */
typedef struct Ratio
{
	uint64_t	common;
	uint64_t	length;
} Ratio;

typedef struct Finder
{
	const WicAlignSide *sought;
	const WicAlignSide *document;
	uint64_t	sought_length;	/* in characters */
	Cell	   *cells;			/* cells[i] for the first i units of sought */
	uint32_t	done;			/* cells since the last beat */
	void		(*pulse) (void);
} Finder;

size_t
wic_best_window_memory(uint32_t n)
{
	return sizeof(Cell) * ((size_t) n + 1);
}

static uint64_t
characters(const WicAlignSide *side, uint32_t first, uint32_t end)
{
	uint64_t	n = 0;

	for (uint32_t i = first; i < end; i++)
		n += side->units[i].length;
	return n;
}

static void
beat(Finder *finder)
{
	finder->done += finder->sought->n;
	if (finder->done < BEAT)
		return;
	finder->done = 0;
	if (finder->pulse != NULL)
		finder->pulse();
}

static int64_t
gain(const Ratio *ratio, const WicUnit *a, const WicUnit *b)
{
	return (int64_t) (ratio->length * (uint64_t) (a->length + b->length));
}

/* Go on by one unit of the text, number at. */
static void
advance(const Finder *finder, const Ratio *ratio, uint32_t at)
{
	const WicUnit *units = finder->sought->units;
	const WicUnit *unit = &finder->document->units[at];
	int64_t		cost = (int64_t) (ratio->common * unit->length);
	Cell	   *cells = finder->cells;
	Cell		before = cells[0];	/* of the column that is overwritten */

	cells[0].first = at + 1;
	before.first = at;
	for (uint32_t i = 1; i <= finder->sought->n; i++)
	{
		Cell		cell = cells[i - 1];
		Cell		old = cells[i];

		if (old.score - cost > cell.score)
		{
			cell = old;
			cell.score -= cost;
		}
		if (units[i - 1].id == unit->id)
		{
			before.score += gain(ratio, &units[i - 1], unit) - cost;
			if (before.score > cell.score)
				cell = before;
		}
		before = old;
		cells[i] = cell;
	}
}

/* Is there a window above the ratio?  Sets the one that is most above it. */
static bool
exceed(Finder *finder, const Ratio *ratio, WicBestWindow *window)
{
	uint32_t	n = finder->sought->n;
	int64_t		best = (int64_t) (ratio->common * finder->sought_length);
	bool		found = false;

	memset(finder->cells, 0, wic_best_window_memory(n));
	for (uint32_t at = 0; at < finder->document->n; at++)
	{
		beat(finder);
		advance(finder, ratio, at);
		if (finder->cells[n].score > best)
		{
			best = finder->cells[n].score;
			window->first = finder->cells[n].first;
			window->end = at + 1;
			found = true;
		}
	}
	if (!found)
		return false;
	window->length = finder->sought_length +
		characters(finder->document, window->first, window->end);
	window->common = ((uint64_t) best + ratio->common *
					  (window->length - finder->sought_length)) /
		ratio->length;
	return true;
}

bool
wic_best_window_find(WicBestWindow *window, const WicAlignSide *sought,
					 const WicAlignSide *document, unsigned least,
					 void *memory, void (*pulse) (void))
{
	Finder		finder = {
		.sought = sought,.document = document,.cells = memory,.pulse = pulse,
	};
	Ratio		ratio = {least, 1000000};
	bool		found = false;

	finder.sought_length = characters(sought, 0, sought->n);
	while (exceed(&finder, &ratio, window))
	{
		ratio.common = window->common;
		ratio.length = window->length;
		found = true;
	}
	return found;
}
