/*-------------------------------------------------------------------------
 *
 * fragment.c
 *	  Which pieces of a text to show for a query, and what to mark in them.
 *
 * extension/core/fragment.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/fragment.h"

#include <string.h>

/* Hits between two calls of pulse. */
#define PULSE_INTERVAL	1024

/* Windows that are compared to find the best; the others come as they do. */
#define ROUNDS_MAX	16

static int
smaller(int a, int b)
{
	return a < b ? a : b;
}

static int
larger(int a, int b)
{
	return a < b ? b : a;
}

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

		at = larger(wic_ruler_previous(ruler, at), low);
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
 * the last clause ends, if one does behind min units.  Rather end badly than
 * show nothing.
 */
static int
reach_right(const WicRuler *ruler, WicWindow window, int high, int min,
			int max, int short_word)
{
	int			at = window.end;
	int			clause = -1;
	int			end;

	for (;;)
	{
		int			next;

		if (at > window.start && wic_ruler_ends_clause(ruler, at) &&
			wic_ruler_count(ruler, window.start, at) >= min)
			clause = at;
		if (at >= high)
			return high;
		next = smaller(wic_ruler_next(ruler, at), high);
		if (wic_ruler_count(ruler, window.start, next) > max)
			break;
		at = next;
	}
	if (clause >= 0)
		at = clause;
	end = at;
	while (end > window.end && wic_ruler_is_bad_end(ruler, end, short_word))
		end = wic_ruler_previous(ruler, end);
	return end > window.start ? end : at;
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
	int			near = larger(room / 3, room - behind);
	WicWindow	window = cover;

	if (room < 0)
	{
		window.end = cut_within(ruler, cover.start, cover.end, max);
		return window;
	}

	/* What one side does not need goes to the other. */
	window.start = reach_left(ruler, cover.start, limits.start, near,
							  larger(near, room - room / 3),
							  rules->short_word);
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
	void		(*pulse) (void);
} Chooser;

static size_t
count_parts(const WicHit *hits, int nhits)
{
	int			last = -1;

	for (int i = 0; i < nhits; i++)
		last = larger(last, hits[i].part);
	return (size_t) last + 1;
}

/* One even without hits, for the beginning of the text. */
static size_t
covers_room(int nhits, const WicFragmentRules *rules)
{
	return (size_t) larger(smaller(rules->max_fragments, nhits), 1);
}

size_t
wic_windows_memory(const WicHit *hits, int nhits,
				   const WicFragmentRules *rules)
{
	uint64_t	nparts = count_parts(hits, nhits);
	uint64_t	size = 0;

	size += sizeof(WicWindow) * (uint64_t) covers_room(nhits, rules);
	size += (sizeof(int) + sizeof(bool)) * nparts;
	size += sizeof(bool) * (uint64_t) nhits;
	return size < SIZE_MAX ? (size_t) size : SIZE_MAX;
}

/* Hand out the memory, the widest types first. */
static void
lay_out(Chooser *chooser, void *memory, const WicFragmentRules *rules)
{
	size_t		nparts = count_parts(chooser->hits, chooser->nhits);

	memset(memory, 0,
		   wic_windows_memory(chooser->hits, chooser->nhits, rules));
	chooser->covers = memory;
	chooser->counts = (int *) (chooser->covers +
							   covers_room(chooser->nhits, rules));
	chooser->is_shown = (bool *) (chooser->counts + nparts);
	chooser->is_taken = chooser->is_shown + nparts;
}

static void
init_chooser(Chooser *chooser, const WicRuler *ruler, const WicHit *hits,
			 int nhits, const WicFragmentRules *rules)
{
	memset(chooser, 0, sizeof(Chooser));
	chooser->ruler = ruler;
	chooser->hits = hits;
	chooser->nhits = nhits;
	chooser->max_covers = smaller(rules->max_fragments, nhits);
	chooser->size = rules->max;
	if (rules->is_shared && nhits > 0)
		chooser->size = larger(1, rules->max / chooser->max_covers);
}

static void
beat(const Chooser *chooser)
{
	if (chooser->pulse != NULL)
		chooser->pulse();
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
static int64_t
worth(const Chooser *chooser, int first)
{
	bool		is_tight = chooser->distinct > 1 &&
	chooser->counts[chooser->hits[first].part] == 1;

	return (int64_t) chooser->fresh << 32 |
		(int64_t) chooser->distinct << 1 | is_tight;
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
	int64_t		most = 0;
	int			behind = 0;

	for (int i = 0; i < chooser->nhits; i++)
	{
		if (i % PULSE_INTERVAL == 0)
			beat(chooser);
		if (chooser->is_taken[i])
			continue;

		/* A hit that is taken ends the window, so it is empty behind one. */
		behind = larger(behind, i);
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
		end = larger(end, chooser->hits[i].end);

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

/*
 * By start, and those that begin together in the order they were taken.  Only
 * the first ROUNDS_MAX are out of order, so no cover moves farther than that.
 */
static void
sort_covers(Chooser *chooser)
{
	for (int i = 1; i < chooser->ncovers; i++)
	{
		WicWindow	cover = chooser->covers[i];
		int			at = i;

		for (; at > 0 && chooser->covers[at - 1].start > cover.start; at--)
			chooser->covers[at] = chooser->covers[at - 1];
		chooser->covers[at] = cover;
	}
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
	sort_covers(chooser);
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

		beat(chooser);
		if (i + 1 < chooser->ncovers)
			limits.end = larger(chooser->covers[i + 1].start, cover.end);
		cover.start = larger(cover.start, low);
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
				   const WicFragmentRules *rules, void *memory,
				   int *nwindows, void (*pulse) (void))
{
	WicWindow	whole = {0, ruler->length};
	WicWindow	nowhere = {0, 0};
	Chooser		chooser;

	init_chooser(&chooser, ruler, hits, nhits, rules);
	lay_out(&chooser, memory, rules);
	chooser.pulse = pulse;
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
		int			end = smaller(hit->end, marks->window.end);

		if (hit->start >= marks->window.end ||
			(stretch->start >= 0 && hit->start > stretch->end))
			break;
		if (hit->end > end && marks->has_whole)
			continue;
		if (stretch->start < 0)
			stretch->start = hit->start;
		end = wic_ruler_skip_marks(marks->ruler, end, marks->window.end);
		stretch->end = larger(stretch->end, end);
	}
	return stretch->start >= 0;
}
