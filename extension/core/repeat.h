/*-------------------------------------------------------------------------
 *
 * repeat.h
 *	  Everything that is said more than once.
 *
 *	  abcxabcyab => ab (3 places), abc (2 places); not bc, which is always in
 *					abc, nor a, which is always in ab
 *
 * A repeat is maximal where one more symbol at either end would lose some of
 * its places.  Maximal repeats are the nodes of the tree of suffixes whose
 * places differ in the symbol before them, and there are fewer of them than
 * symbols.  The tree is walked with a stack over the shared prefixes of
 * sorted suffixes (Abouelhoda, Kurtz, Ohlebusch, J. Discrete Algorithms 2004,
 * "lcp-intervals"), and in how many documents a node occurs is its places
 * less one for each two places in the same document that follow each other
 * within it (Hui, Color set size problem, CPM 1992).
 *
 * Documents are in two parts, so that the two can be compared; whoever has
 * one only leaves the second one empty.
 *
 * extension/core/repeat.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_REPEAT_H
#define WIC_REPEAT_H

#include "core/suffix.h"

/* Longest repeat that can be asked for. */
#define WIC_REPEAT_MAX	1000

/* A maximal repeat: the suffixes of ranks first to first + hits - 1. */
typedef struct WicRepeat
{
	uint32_t	first;
	uint32_t	length;			/* in symbols */
	uint32_t	hits[2];		/* places in each part */
	uint32_t	documents[2];
} WicRepeat;

static inline uint32_t
wic_repeat_hits(const WicRepeat *repeat)
{
	return repeat->hits[0] + repeat->hits[1];
}

/* A sequence with its suffixes; the caller owns the arrays. */
typedef struct WicRepeatText
{
	const uint32_t *symbols;
	const uint32_t *sorted;
	const uint32_t *shared;
	const uint32_t *documents;	/* of each symbol, from 0 */
	uint32_t	n;
	uint32_t	ndocuments;
	uint32_t	split;			/* first document of the second part */
	const uint32_t *inner;		/* a bit per symbol: whether a word, which
								 * stands for another one, goes on with it;
								 * NULL: nowhere */
} WicRepeatText;

static inline bool
wic_repeat_is_inner(const WicRepeatText *text, uint32_t place)
{
	const uint32_t *inner = text->inner;

	return inner != NULL && (inner[place / 32] >> (place % 32) & 1) != 0;
}

/*
 * Do the symbols of a place stand in the text?  Not if they begin or end
 * within a word that stands for another one.
 */
static inline bool
wic_repeat_is_written(const WicRepeatText *text, uint32_t place,
					  uint32_t length)
{
	return !wic_repeat_is_inner(text, place) &&
		!wic_repeat_is_inner(text, place + length);
}

/* A node of the tree that is not yet complete. */
typedef struct WicRepeatNode
{
	WicRepeat	repeat;
	uint32_t	before;			/* the symbol before all places so far */
} WicRepeatNode;

typedef struct WicRepeatWalk
{
	const WicRepeatText *text;
	uint32_t	min_length;
	uint32_t	max_length;
	uint32_t   *last;			/* rank of the last suffix, per document */
	WicRepeatNode *stack;
	uint32_t	depth;
	uint32_t	rank;			/* the suffix at hand */
	bool		is_added;		/* it is in its node */
	void		(*pulse) (void);
} WicRepeatWalk;

/* Bytes that a walk needs. */
extern size_t wic_repeat_memory(uint32_t ndocuments, uint32_t max_length);

/*
 * Begin to walk the repeats of min_length to max_length symbols, of which
 * 1 <= min_length <= max_length <= WIC_REPEAT_MAX.  memory is aligned for
 * uint32_t.  pulse is called as by wic_suffix_sort.
 */
extern void wic_repeat_init(WicRepeatWalk *walk, const WicRepeatText *text,
							uint32_t min_length, uint32_t max_length,
							void *memory, void (*pulse) (void));

/*
 * Fetch the next maximal repeat, or return false after the last.  A repeat
 * comes before the shorter ones that it begins with.
 */
extern bool wic_repeat_next(WicRepeatWalk *walk, WicRepeat *repeat);

#endif							/* WIC_REPEAT_H */
