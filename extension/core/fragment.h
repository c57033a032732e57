/*-------------------------------------------------------------------------
 *
 * fragment.h
 *	  Which pieces of a text to show for a query, and what to mark in them.
 *
 * wic_snippet and the headline functions of the parsers differ in what they
 * count (characters, or words) and in how they write the result, but not in
 * where they cut:
 *
 * - never inside a word, nor between a character and its marks, unless that
 *	 alone is longer than what may be shown;
 * - at the ends of clauses, where there is one near;
 * - around the hits of as many different parts of the query as possible.
 *
 * The work is linear in the length of the text and the number of hits.  All
 * of this is held by unit_fragment and fuzz_fragment.
 *
 * extension/core/fragment.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_FRAGMENT_H
#define WIC_FRAGMENT_H

#include "core/ruler.h"

/* Offsets in all of these are bytes of the text. */
typedef struct WicStretch
{
	int			start;
	int			end;
} WicStretch;

/* A stretch of the text that made a part of the query true; never empty. */
typedef struct WicHit
{
	int			start;
	int			end;
	int			part;			/* number of the part, from 0 */
} WicHit;

/* A piece of the text to show. */
typedef struct WicWindow
{
	int			start;
	int			end;
} WicWindow;

typedef struct WicFragmentRules
{
	int			max_fragments;	/* at least 1 */
	int			max;			/* units, at least 1 */
	bool		is_shared;		/* max is for all fragments together */
	int			min;			/* a fragment may end early behind so many */
	int			short_word;		/* characters of a word not to end with */
} WicFragmentRules;

/* The stretches to mark in a window, one after the other. */
typedef struct WicMarks
{
	const WicRuler *ruler;
	const WicHit *hits;
	int			nhits;
	int			next;
	WicWindow	window;
	bool		has_whole;		/* some hit lies in the window as a whole */
} WicMarks;

/* What wic_choose_windows needs for these hits. */
extern size_t wic_windows_memory(const WicHit *hits, int nhits,
								 const WicFragmentRules *rules);

/*
 * Choose the windows to show, ascending and apart from each other; without
 * hits, the beginning of the text.  Two windows may touch.
 *
 * The hits are ordered by start, and the ruler leaves nothing uncut that has
 * more than max units, or max / max_fragments if max is shared: then no window
 * is empty unless the text is, and the first of them shows a hit.  memory has
 * wic_windows_memory bytes and is aligned for any type; the result stands in
 * it.  pulse is as in wic_ruler_init.
 */
extern WicWindow *wic_choose_windows(const WicRuler *ruler,
									 const WicHit *hits, int nhits,
									 const WicFragmentRules *rules,
									 void *memory, int *nwindows,
									 void (*pulse) (void));

/*
 * Hits that overlap or touch are one stretch.  One that the window cuts is
 * marked only if there is no other: what is marked matches.
 */
extern void wic_marks_begin(WicMarks *marks, const WicRuler *ruler,
							const WicHit *hits, int nhits,
							WicWindow window);
extern bool wic_marks_next(WicMarks *marks, WicStretch *stretch);

#endif							/* WIC_FRAGMENT_H */
