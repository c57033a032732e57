/*-------------------------------------------------------------------------
 *
 * reuse.c
 *	  Find the stretches that two texts have in common, with small edits.
 *
 * extension/core/reuse.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/reuse.h"

#include <string.h>

#define GRAM	WIC_WINNOW_GRAM
#define BAND	WIC_REUSE_BAND
#define DEAD	(INT32_MIN / 2)

/* Two texts, in an order that depends on their contents alone. */
typedef struct Finder
{
	const WicReuseText *a;
	const WicReuseText *b;
	WicReuse   *found;
	uint32_t	nfound;
} Finder;

double
wic_reuse_identity(const WicReuse *reuse)
{
	uint32_t	a = reuse->a_end - reuse->a_start;
	uint32_t	b = reuse->b_end - reuse->b_start;

	return (double) reuse->matched / (a > b ? a : b);
}

/*-------------------------------------------------------- extension -----*/

/* A way to lay the beginnings of two sides upon each other. */
typedef struct Cell
{
	int32_t		score;			/* DEAD: none that is worth it */
	uint32_t	matched;
	uint32_t	run;			/* units that agree at its end */
	uint32_t	longest;
	uint32_t	head;			/* units that agree from the seed on */
} Cell;

typedef struct Extension
{
	uint32_t	a;				/* units of either side */
	uint32_t	b;
	Cell		best;
} Extension;

/* The units on one side of a seed, from it outwards. */
typedef struct Side
{
	const WicKeyUnit *units;
	uint32_t	n;
	bool		is_left;		/* units is behind the last one */
} Side;

static uint32_t
id_at(const Side *side, uint32_t i)
{
	return side->is_left ? side->units[-(ptrdiff_t) i - 1].id :
		side->units[i].id;
}

static Cell
paired(const Cell *before, bool agree)
{
	Cell		cell = *before;

	if (cell.score == DEAD)
		return cell;
	if (!agree)
	{
		cell.score -= WIC_REUSE_EDIT;
		cell.run = 0;
		return cell;
	}
	if (cell.score == (int32_t) cell.matched * WIC_REUSE_MATCH)
		cell.head++;
	cell.score += WIC_REUSE_MATCH;
	cell.matched++;
	cell.run++;
	if (cell.run > cell.longest)
		cell.longest = cell.run;
	return cell;
}

static void
take_better(Cell *cell, const Cell *before)
{
	Cell		other = paired(before, false);

	if (before->score != DEAD && other.score > cell->score)
		*cell = other;
}

/*
 * A row holds the ways that use so many units of a.  Cell d of it stands for
 * d - BAND - 1 more units of b; those from first to last are alive, and the
 * cells beside them are dead.
 */
typedef struct Row
{
	Cell		cells[2 * BAND + 5];
	uint32_t	first;
	uint32_t	last;			/* before first: none is alive */
} Row;

/* Fill a cell of the row that uses i + 1 units of a. */
static void
fill_cell(Row *row, const Row *above, const Side *a, const Side *b,
		  uint32_t i, uint32_t d, Extension *extension)
{
	Cell	   *cell = &row->cells[d];
	uint32_t	j = i + d;		/* BAND more than the units of b */

	cell->score = DEAD;
	if (j < BAND || j > b->n + BAND || d < 1 || d > 2 * BAND + 1)
		return;
	if (j > BAND && above->cells[d].score != DEAD)
		*cell = paired(&above->cells[d],
					   id_at(a, i) == id_at(b, j - BAND - 1));
	take_better(cell, &above->cells[d + 1]);
	take_better(cell, &row->cells[d - 1]);
	if (cell->score < extension->best.score - WIC_REUSE_DROP)
	{
		cell->score = DEAD;
		return;
	}
	if (row->last < row->first)
		row->first = d;
	row->last = d;
	if (cell->score > extension->best.score)
	{
		extension->a = i + 1;
		extension->b = j - BAND;
		extension->best = *cell;
	}
}

/* Returns false if nothing is left that is worth it. */
static bool
fill_row(Row *row, const Row *above, const Side *a, const Side *b,
		 uint32_t i, Extension *extension)
{
	uint32_t	d = above->first > 1 ? above->first - 1 : 1;

	row->first = 1;
	row->last = 0;
	row->cells[d - 1].score = DEAD;
	for (; d <= above->last || row->cells[d - 1].score != DEAD; d++)
		fill_cell(row, above, a, b, i, d, extension);
	row->cells[d].score = DEAD;
	row->cells[d + 1].score = DEAD;
	return row->first <= row->last;
}

/* The ways that use no more of a than the first run. */
static void
fill_first_row(Row *row, const Side *b, const Extension *extension)
{
	uint32_t	d = BAND + 1;

	row->first = d;
	row->cells[d - 1].score = DEAD;
	row->cells[d] = extension->best;
	while (d - BAND <= b->n - extension->b && d < 2 * BAND + 1)
	{
		row->cells[d + 1] = paired(&row->cells[d], false);
		if (row->cells[d + 1].score <
			extension->best.score - WIC_REUSE_DROP)
			break;
		d++;
	}
	row->last = d;
	row->cells[d + 1].score = DEAD;
	row->cells[d + 2].score = DEAD;
}

/* What agrees from the seed on is taken as it is. */
static Extension
extend(const Side *a, const Side *b)
{
	Row			rows[2];
	Extension	extension = {0};
	uint32_t	run = 0;

	while (run < a->n && run < b->n && id_at(a, run) == id_at(b, run))
		run++;
	extension.a = extension.b = run;
	extension.best.score = (int32_t) run * WIC_REUSE_MATCH;
	extension.best.matched = extension.best.run = run;
	extension.best.longest = extension.best.head = run;
	fill_first_row(&rows[run % 2], b, &extension);
	for (uint32_t i = run; i < a->n; i++)
		if (!fill_row(&rows[(i + 1) % 2], &rows[i % 2], a, b, i, &extension))
			break;
	return extension;
}

/* What becomes of a seed at i and j. */
static WicReuse
stretch_of(const Finder *finder, uint32_t i, uint32_t j)
{
	Side		a_left = {finder->a->key + i, i, true};
	Side		b_left = {finder->b->key + j, j, true};
	Side		a_right = {finder->a->key + i + GRAM,
	finder->a->n - i - GRAM, false};
	Side		b_right = {finder->b->key + j + GRAM,
	finder->b->n - j - GRAM, false};
	Extension	left = extend(&a_left, &b_left);
	Extension	right = extend(&a_right, &b_right);
	WicReuse	reuse;

	reuse.a_start = i - left.a;
	reuse.a_end = i + GRAM + right.a;
	reuse.b_start = j - left.b;
	reuse.b_end = j + GRAM + right.b;
	reuse.matched = left.best.matched + GRAM + right.best.matched;
	reuse.longest = left.best.head + GRAM + right.best.head;
	if (left.best.longest > reuse.longest)
		reuse.longest = left.best.longest;
	if (right.best.longest > reuse.longest)
		reuse.longest = right.best.longest;
	return reuse;
}

/*------------------------------------------------------------ seeds -----*/

static bool
is_seed(const Finder *finder, uint32_t i, uint32_t j)
{
	for (uint32_t k = 0; k < GRAM; k++)
		if (finder->a->key[i + k].id != finder->b->key[j + k].id)
			return false;
	return true;
}

static bool
is_covered(const Finder *finder, uint32_t i, uint32_t j)
{
	for (uint32_t k = finder->nfound; k-- > 0;)
	{
		const WicReuse *reuse = &finder->found[k];

		if (i >= reuse->a_start && i < reuse->a_end &&
			j >= reuse->b_start && j < reuse->b_end)
			return true;
	}
	return false;
}

/* Returns false if there is no room for more. */
static bool
try_seed(Finder *finder, uint32_t i, uint32_t j)
{
	if (!is_seed(finder, i, j) || is_covered(finder, i, j))
		return true;
	if (finder->nfound == WIC_REUSE_MAX)
		return false;
	finder->found[finder->nfound++] = stretch_of(finder, i, j);
	return true;
}

/* How many fingerprints from the first on are the same; the limit at most. */
static uint32_t
count_same(const WicPrint *prints, uint32_t n)
{
	uint32_t	same = 1;

	while (same < n && prints[same].hash == prints[0].hash)
		same++;
	return same;
}

/* Try the first places of a fingerprint that both have. */
static bool
try_places(Finder *finder, const WicPrint *a, uint32_t n, const WicPrint *b,
		   uint32_t m)
{
	for (uint32_t i = 0; i < n && i < WIC_REUSE_PLACES; i++)
		for (uint32_t j = 0; j < m && j < WIC_REUSE_PLACES; j++)
			if (!try_seed(finder, a[i].at, b[j].at))
				return false;
	return true;
}

static void
find_stretches(Finder *finder)
{
	const WicPrint *a = finder->a->prints;
	const WicPrint *a_end = a + finder->a->nprints;
	const WicPrint *b = finder->b->prints;
	const WicPrint *b_end = b + finder->b->nprints;

	while (a < a_end && b < b_end)
	{
		uint32_t	n;
		uint32_t	m;

		if (a->hash != b->hash)
		{
			if (a->hash < b->hash)
				a++;
			else
				b++;
			continue;
		}
		n = count_same(a, (uint32_t) (a_end - a));
		m = count_same(b, (uint32_t) (b_end - b));
		if (!try_places(finder, a, n, b, m))
			return;
		a += n;
		b += m;
	}
}

/*
 * Beside a stretch there may be others that have no fingerprint.  Try the
 * grams that both sides have in a gap's reach before it, then behind it.
 */
static void
try_before(Finder *finder, uint32_t a, uint32_t b)
{
	for (uint32_t i = GRAM; i <= a && i <= WIC_REUSE_GAP + GRAM; i++)
		for (uint32_t j = GRAM; j <= b && j <= WIC_REUSE_GAP + GRAM; j++)
			if (is_seed(finder, a - i, b - j))
			{
				try_seed(finder, a - i, b - j);
				return;
			}
}

static void
try_behind(Finder *finder, uint32_t a, uint32_t b)
{
	for (uint32_t i = 0; i <= WIC_REUSE_GAP &&
		 a + i + GRAM <= finder->a->n; i++)
		for (uint32_t j = 0; j <= WIC_REUSE_GAP &&
			 b + j + GRAM <= finder->b->n; j++)
			if (is_seed(finder, a + i, b + j))
			{
				try_seed(finder, a + i, b + j);
				return;
			}
}

static void
find_neighbours(Finder *finder)
{
	for (uint32_t k = 0; k < finder->nfound; k++)
	{
		WicReuse	reuse = finder->found[k];

		try_before(finder, reuse.a_start, reuse.b_start);
		try_behind(finder, reuse.a_end, reuse.b_end);
	}
}

/*--------------------------------------------------------- chaining -----*/

static bool
is_alike(const WicReuse *reuse)
{
	uint32_t	a = reuse->a_end - reuse->a_start;
	uint32_t	b = reuse->b_end - reuse->b_start;

	return (uint64_t) reuse->matched * 100 >=
		(uint64_t) WIC_REUSE_IDENTITY * (a > b ? a : b);
}

static bool
is_before(const WicReuse *a, const WicReuse *b)
{
	if (a->a_start != b->a_start)
		return a->a_start < b->a_start;
	if (a->b_start != b->b_start)
		return a->b_start < b->b_start;
	if (a->a_end != b->a_end)
		return a->a_end < b->a_end;
	return a->b_end < b->b_end;
}

/* There are few: insertion sort. */
static void
sort_stretches(WicReuse *found, uint32_t n)
{
	for (uint32_t i = 1; i < n; i++)
	{
		WicReuse	reuse = found[i];
		uint32_t	j = i;

		for (; j > 0 && is_before(&reuse, &found[j - 1]); j--)
			found[j] = found[j - 1];
		found[j] = reuse;
	}
}

/* Units that agree, in order, in two pieces no longer than a gap. */
static uint32_t
common_units(const WicKeyUnit *a, uint32_t n, const WicKeyUnit *b, uint32_t m)
{
	uint32_t	common[WIC_REUSE_GAP + 1] = {0};

	for (uint32_t i = 0; i < n; i++)
	{
		uint32_t	diagonal = 0;

		for (uint32_t j = 0; j < m; j++)
		{
			uint32_t	above = common[j + 1];

			if (a[i].id == b[j].id)
				common[j + 1] = diagonal + 1;
			else if (common[j] > above)
				common[j + 1] = common[j];
			diagonal = above;
		}
	}
	return common[m];
}

/* Make one of two stretches, the second behind the first, if it is alike. */
static bool
join(const Finder *finder, WicReuse *first, const WicReuse *second)
{
	WicReuse	both = *first;

	if (second->a_start < first->a_end || second->b_start < first->b_end ||
		second->a_start - first->a_end > WIC_REUSE_GAP ||
		second->b_start - first->b_end > WIC_REUSE_GAP)
		return false;
	both.a_end = second->a_end;
	both.b_end = second->b_end;
	both.matched += second->matched +
		common_units(finder->a->key + first->a_end,
					 second->a_start - first->a_end,
					 finder->b->key + first->b_end,
					 second->b_start - first->b_end);
	if (second->longest > both.longest)
		both.longest = second->longest;
	if (!is_alike(&both))
		return false;
	*first = both;
	return true;
}

static void
remove_at(Finder *finder, uint32_t i)
{
	finder->nfound--;
	memmove(&finder->found[i], &finder->found[i + 1],
			sizeof(WicReuse) * (finder->nfound - i));
}

static void
chain_stretches(Finder *finder)
{
	sort_stretches(finder->found, finder->nfound);
	for (uint32_t i = 0; i < finder->nfound; i++)
		for (uint32_t j = i + 1; j < finder->nfound;)
		{
			if (join(finder, &finder->found[i], &finder->found[j]))
				remove_at(finder, j);
			else
				j++;
		}
}

static bool
contains(const WicReuse *outer, const WicReuse *inner)
{
	return outer->a_start <= inner->a_start && outer->a_end >= inner->a_end &&
		outer->b_start <= inner->b_start && outer->b_end >= inner->b_end;
}

static bool
is_worth_it(const Finder *finder, uint32_t i)
{
	const WicReuse *reuse = &finder->found[i];

	if (reuse->matched < WIC_REUSE_MATCHED || !is_alike(reuse))
		return false;
	for (uint32_t k = 0; k < finder->nfound; k++)
		if (k != i && contains(&finder->found[k], reuse) &&
			(k < i || !contains(reuse, &finder->found[k])))
			return false;
	return true;
}

static void
select_stretches(Finder *finder)
{
	for (uint32_t i = finder->nfound; i-- > 0;)
		if (!is_worth_it(finder, i))
			remove_at(finder, i);
}

/*---------------------------------------------------------- calling -----*/

static bool
comes_first(const WicReuseText *a, const WicReuseText *b)
{
	if (a->n != b->n)
		return a->n < b->n;
	for (uint32_t i = 0; i < a->n; i++)
		if (a->key[i].id != b->key[i].id)
			return a->key[i].id < b->key[i].id;
	return true;
}

static void
exchange_sides(WicReuse *found, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
	{
		WicReuse	reuse = found[i];

		found[i].a_start = reuse.b_start;
		found[i].a_end = reuse.b_end;
		found[i].b_start = reuse.a_start;
		found[i].b_end = reuse.a_end;
	}
	sort_stretches(found, n);
}

uint32_t
wic_reuse_find(WicReuse *found, const WicReuseText *a, const WicReuseText *b)
{
	bool		in_order = comes_first(a, b);
	Finder		finder = {in_order ? a : b, in_order ? b : a, found, 0};

	find_stretches(&finder);
	find_neighbours(&finder);
	chain_stretches(&finder);
	select_stretches(&finder);
	if (!in_order)
		exchange_sides(found, finder.nfound);
	return finder.nfound;
}

static bool
print_is_before(const WicPrint *a, const WicPrint *b)
{
	return a->hash != b->hash ? a->hash < b->hash : a->at < b->at;
}

/* Move prints[i] of a heap of n down to where it belongs. */
static void
sift(WicPrint *prints, uint32_t n, uint32_t i)
{
	WicPrint	moved = prints[i];

	while (2 * (uint64_t) i + 1 < n)
	{
		uint32_t	child = 2 * i + 1;

		if (child + 1 < n && print_is_before(&prints[child],
											 &prints[child + 1]))
			child++;
		if (!print_is_before(&moved, &prints[child]))
			break;
		prints[i] = prints[child];
		i = child;
	}
	prints[i] = moved;
}

/* Heapsort: in place, and never slow. */
void
wic_prints_sort(WicPrint *prints, uint32_t n)
{
	for (uint32_t i = n / 2; i-- > 0;)
		sift(prints, n, i);
	for (uint32_t end = n; end-- > 1;)
	{
		WicPrint	last = prints[end];

		prints[end] = prints[0];
		prints[0] = last;
		sift(prints, end, 0);
	}
}
