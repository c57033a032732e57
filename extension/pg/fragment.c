/*-------------------------------------------------------------------------
 *
 * fragment.c
 *	  Which pieces of a text to show for a query, and what to mark in them.
 *
 * extension/pg/fragment.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "pg/fragment.h"
#include "pg/wicsearch.h"

#define INTERRUPT_INTERVAL	1024

/* Windows that are compared to find the best; the others come as they do. */
#define ROUNDS_MAX	16

/*-------------------------------------------------------------------------
 * How far a window reaches
 *-------------------------------------------------------------------------
 */

/*
 * Go back, but not beyond low: to the first clause that begins within near
 * units, or else the last that begins within far, or else near units.
 */
static int
reach_left(const WicRuler *ruler, int start, int low, int near, int far,
		   int short_word)
{
	int			at = start;
	int			limit = start;
	int			clause = wic_ruler_begins_clause(ruler, start) ? start : -1;

	while (at > low)
	{
		int			count;

		at = Max(wic_ruler_previous(ruler, at), low);
		count = wic_ruler_count(ruler, at, start);
		if (count > far || (count > near && clause >= 0))
			break;
		if (wic_ruler_begins_clause(ruler, at))
			clause = at;
		if (count <= near)
			limit = at;
	}
	if (limit == low)
		return low;
	if (clause >= 0)
		return clause;
	while (limit < start && wic_ruler_is_bad_start(ruler, limit, short_word))
		limit = wic_ruler_next(ruler, limit);
	return limit;
}

/*
 * Go on from end, but not beyond high, up to max units behind start; to where
 * the last clause ends, if one does behind min units.
 */
static int
reach_right(const WicRuler *ruler, WicWindow window, int high, int min,
			int max, int short_word)
{
	int			at = window.end;
	int			clause = -1;

	for (;;)
	{
		int			next;

		if (at > window.start && wic_ruler_ends_clause(ruler, at) &&
			wic_ruler_count(ruler, window.start, at) >= min)
			clause = at;
		if (at >= high)
			return high;
		next = Min(wic_ruler_next(ruler, at), high);
		if (wic_ruler_count(ruler, window.start, next) > max)
			break;
		at = next;
	}
	if (clause >= 0)
		at = clause;
	while (at > window.end && wic_ruler_is_bad_end(ruler, at, short_word))
		at = wic_ruler_previous(ruler, at);
	return at;
}

/* The last cut up to end that is no more than room units behind start. */
static int
cut_within(const WicRuler *ruler, int start, int end, int room)
{
	int			at = start;

	while (at < end)
	{
		int			next = wic_ruler_next(ruler, at);

		if (next > end || wic_ruler_count(ruler, start, next) > room)
			break;
		at = next;
	}
	return at;
}

/* Surround a cover with what it stands in, within the limits. */
static WicWindow
grow(const WicRuler *ruler, WicWindow cover, WicWindow limits,
	 const WicFragmentRules *rules, int max)
{
	int			min = rules->is_shared ? max - max / 3 : rules->min;
	int			room = max - wic_ruler_count(ruler, cover.start, cover.end);
	int			behind = wic_ruler_count(ruler, cover.end, limits.end);
	int			near = Max(room / 3, room - behind);
	WicWindow	window = cover;

	if (room < 0)
	{
		window.end = cut_within(ruler, cover.start, cover.end, max);
		return window;
	}

	/* What one side does not need goes to the other. */
	window.start = reach_left(ruler, cover.start, limits.start, near,
							  Max(near, room - room / 3), rules->short_word);
	window.end = reach_right(ruler, window, limits.end, min, max,
							 rules->short_word);
	return window;
}

/*-------------------------------------------------------------------------
 * Which hits to show
 *-------------------------------------------------------------------------
 */

typedef struct Chooser
{
	const WicRuler *ruler;
	const WicHit *hits;
	int			nhits;
	int			size;			/* units of a cover */
	bool	   *is_taken;		/* of each hit: it is in a cover */
	bool	   *is_shown;		/* of each part: some cover shows it */
	int		   *counts;			/* hits of each part in the sliding window */
	int			distinct;		/* parts that have any */
	int			fresh;			/* such parts that no cover shows */
	WicWindow  *covers;
	int			ncovers;
	int			max_covers;
} Chooser;

static void
init_chooser(Chooser *chooser, const WicRuler *ruler, const WicHit *hits,
			 int nhits, const WicFragmentRules *rules)
{
	int			nparts = 0;
	int			flags = MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO;

	memset(chooser, 0, sizeof(Chooser));
	chooser->ruler = ruler;
	chooser->hits = hits;
	chooser->nhits = nhits;
	chooser->max_covers = Min(rules->max_fragments, nhits);
	chooser->size = rules->max;
	if (rules->is_shared && nhits > 0)
		chooser->size = Max(1, rules->max / chooser->max_covers);

	for (int i = 0; i < nhits; i++)
		nparts = Max(nparts, hits[i].part + 1);
	chooser->is_taken = palloc_extended(nhits + 1, flags);
	chooser->is_shown = palloc_extended(nparts + 1, flags);
	chooser->counts = palloc_extended(sizeof(int) * (nparts + 1), flags);
	chooser->covers = palloc_extended(sizeof(WicWindow) *
									  (chooser->max_covers + 1), flags);
}

static void
enter(Chooser *chooser, int part)
{
	if (chooser->counts[part]++ > 0)
		return;
	chooser->distinct++;
	chooser->fresh += !chooser->is_shown[part];
}

static void
leave(Chooser *chooser, int part)
{
	if (--chooser->counts[part] > 0)
		return;
	chooser->distinct--;
	chooser->fresh -= !chooser->is_shown[part];
}

/* Does hit number last fit into a cover that begins with hit first? */
static bool
fits(const Chooser *chooser, int first, int last)
{
	return first == last ||
		(!chooser->is_taken[last] &&
		 wic_ruler_count(chooser->ruler, chooser->hits[first].start,
						 chooser->hits[last].end) <= chooser->size);
}

/* How much the window that begins with a hit shows; more is better. */
static int64
worth(const Chooser *chooser, int first)
{
	bool		is_tight = chooser->distinct > 1 &&
	chooser->counts[chooser->hits[first].part] == 1;

	return (int64) chooser->fresh << 32 | chooser->distinct << 1 | is_tight;
}

/*
 * The hit to begin a cover with: most parts that are not yet shown, then
 * most parts, then no part that comes again, then the first in the text.  -1
 * if all hits are taken.
 */
static int
best_hit(Chooser *chooser)
{
	int			best = -1;
	int64		most = 0;
	int			behind = 0;

	for (int i = 0; i < chooser->nhits; i++)
	{
		if (i % INTERRUPT_INTERVAL == 0)
			CHECK_FOR_INTERRUPTS();
		if (chooser->is_taken[i])
			continue;

		/* A hit that is taken ends the window, so it is empty behind one. */
		behind = Max(behind, i);
		while (behind < chooser->nhits && fits(chooser, i, behind))
			enter(chooser, chooser->hits[behind++].part);
		if (worth(chooser, i) > most)
		{
			best = i;
			most = worth(chooser, i);
		}
		leave(chooser, chooser->hits[i].part);
	}
	return best;
}

/* Make the cover that begins with that hit. */
static void
take_cover(Chooser *chooser, int first)
{
	const WicRuler *ruler = chooser->ruler;
	int			end = chooser->hits[first].end;
	WicWindow	cover;
	int			i;

	for (i = first; i < chooser->nhits && fits(chooser, first, i); i++)
		end = Max(end, chooser->hits[i].end);

	/* A hit that begins in it ends in it, or is cut. */
	cover.start = wic_ruler_cut_until(ruler, chooser->hits[first].start);
	cover.end = wic_ruler_cut_from(ruler, end);
	for (i = first; i < chooser->nhits && chooser->hits[i].start < end; i++)
	{
		chooser->is_taken[i] = true;
		if (chooser->hits[i].end <= end)
			chooser->is_shown[chooser->hits[i].part] = true;
	}
	chooser->covers[chooser->ncovers++] = cover;
}

static int
compare_windows(const void *a, const void *b)
{
	const WicWindow *left = a;
	const WicWindow *right = b;

	return (left->start > right->start) - (left->start < right->start);
}

static void
choose_covers(Chooser *chooser)
{
	for (int round = 0; round < ROUNDS_MAX &&
		 chooser->ncovers < chooser->max_covers; round++)
	{
		int			best = best_hit(chooser);

		if (best < 0)
			break;
		take_cover(chooser, best);
	}
	for (int i = 0; i < chooser->nhits &&
		 chooser->ncovers < chooser->max_covers; i++)
		if (!chooser->is_taken[i])
			take_cover(chooser, i);
	if (chooser->ncovers > 0)
		qsort(chooser->covers, chooser->ncovers, sizeof(WicWindow),
			  compare_windows);
}

/*
 * Grow the covers into windows, each up to where the next cover begins.  What
 * the share of one leaves over goes to those behind it.
 */
static int
grow_covers(Chooser *chooser, const WicFragmentRules *rules)
{
	WicWindow  *windows = chooser->covers;
	int			total = rules->max;
	int			low = 0;
	int			n = 0;

	for (int i = 0; i < chooser->ncovers; i++)
	{
		WicWindow	cover = chooser->covers[i];
		WicWindow	limits = {low, chooser->ruler->length};
		int			max = rules->max;

		CHECK_FOR_INTERRUPTS();
		if (i + 1 < chooser->ncovers)
			limits.end = Max(chooser->covers[i + 1].start, cover.end);
		cover.start = Max(cover.start, low);
		if (cover.start >= cover.end)
			continue;
		if (rules->is_shared)
			max = total / (chooser->ncovers - i);
		if (max < 1)
			continue;
		cover = grow(chooser->ruler, cover, limits, rules, max);
		total -= wic_ruler_count(chooser->ruler, cover.start, cover.end);
		low = cover.end;
		windows[n++] = cover;
	}
	return n;
}

WicWindow  *
wic_choose_windows(const WicRuler *ruler, const WicHit *hits, int nhits,
				   const WicFragmentRules *rules, int *nwindows)
{
	WicWindow	whole = {0, ruler->length};
	WicWindow	nowhere = {0, 0};
	Chooser		chooser;

	init_chooser(&chooser, ruler, hits, nhits, rules);
	*nwindows = 1;
	if (wic_ruler_count(ruler, 0, ruler->length) <= rules->max)
		chooser.covers[0] = whole;
	else if (nhits == 0)
		chooser.covers[0] = grow(ruler, nowhere, whole, rules, rules->max);
	else
	{
		choose_covers(&chooser);
		*nwindows = grow_covers(&chooser, rules);
	}
	pfree(chooser.is_taken);
	pfree(chooser.is_shown);
	pfree(chooser.counts);
	return chooser.covers;
}

/*-------------------------------------------------------------------------
 * What to mark
 *-------------------------------------------------------------------------
 */

/* The first hit that begins at that place or behind it. */
static int
first_hit_from(const WicHit *hits, int nhits, int at)
{
	int			low = 0;
	int			high = nhits;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (hits[middle].start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
wic_marks_begin(WicMarks *marks, const WicRuler *ruler,
				const WicHit *hits, int nhits, WicWindow window)
{
	marks->ruler = ruler;
	marks->hits = hits;
	marks->nhits = nhits;
	marks->next = first_hit_from(hits, nhits, window.start);
	marks->window = window;
	marks->has_whole = false;
	for (int i = marks->next; i < nhits && hits[i].start < window.end &&
		 !marks->has_whole; i++)
		marks->has_whole = hits[i].end <= window.end;
}

bool
wic_marks_next(WicMarks *marks, WicStretch *stretch)
{
	stretch->start = -1;
	stretch->end = -1;
	for (; marks->next < marks->nhits; marks->next++)
	{
		const WicHit *hit = &marks->hits[marks->next];

		if (hit->start >= marks->window.end ||
			(stretch->start >= 0 && hit->start > stretch->end))
			break;
		if (hit->end > marks->window.end && marks->has_whole)
			continue;
		if (stretch->start < 0)
			stretch->start = hit->start;
		stretch->end = Max(stretch->end,
						   wic_ruler_skip_marks(marks->ruler,
												Min(hit->end, marks->window.end),
												marks->window.end));
	}
	return stretch->start >= 0;
}
