/*-------------------------------------------------------------------------
 *
 * choose.h
 *	  Of many repeats, those worth showing, each of which says something new.
 *
 * A repeat that stands in a longer one at WIC_CHOOSE_FRAGMENT of its places or
 * more is a fragment of that, and given up; this is looked at where scores are
 * not per symbol.  Any repeat is cut to where it begins and ends as a whole:
 *
 *	  - words that lean on what is beside the run go (edge.h);
 *	  - so does an end symbol that, at most of its places, is bound more
 *		closely to what is beside the run than to the run, as 国 of 国经济发展
 *		is in 我国, 全国, 中国.  How closely two symbols are bound is their Dice
 *		coefficient, 2 f(ab) / (f(a) + f(b)).
 *
 * Where what is left stands in more places than the repeat did, it is a
 * repeat of its own, and the longer one is given up.
 *
 * Places where a repeat begins or ends within a word that stands for another
 * one are then left out of its counts, and it is scored by what remains.
 *
 * The best repeat covers the symbols of all its places.  A further one is
 * shown only if no more than WIC_CHOOSE_COVERED of its symbols are covered by
 * those before it; so a part of a formula comes only if it is frequent
 * without the rest, and a longer one only if what it adds is more than a
 * tail.  With scores per symbol, a repeat is worth its score times the
 * characters that are not yet covered, less WIC_CHOOSE_FREE, as any word has
 * these: the choice is the greedy one for maximum coverage, evaluated lazily
 * (Minoux, Accelerated greedy algorithms, 1978).
 *
 * extension/core/choose.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_CHOOSE_H
#define WIC_CHOOSE_H

#include "core/edge.h"
#include "core/repeat.h"

/* Share of the symbols of a repeat that may be covered already. */
#define WIC_CHOOSE_COVERED		0.6

/* Share of the places of a fragment that a longer repeat has. */
#define WIC_CHOOSE_FRAGMENT		0.8

/* Characters for which a repeat gets no score, if scores are per symbol. */
#define WIC_CHOOSE_FREE			2

/* A repeat, without the symbols that were cut. */
typedef struct WicCandidate
{
	WicRepeat	repeat;			/* with all places of the whole repeat */
	uint32_t	cut;			/* symbols cut from its begin */
	uint32_t	length;			/* what is left */
	uint32_t	hits[2];		/* places where that is written */
	uint32_t	documents[2];
	double		score;			/* the higher the better */
	double		worth;			/* what it was when last looked at */
	uint32_t	round;			/* when that was */
} WicCandidate;

/* Scores of repeats: what has none is not wanted. */
typedef double (*WicRepeatScore) (const WicRepeat *repeat, void *state);

/* What to choose by */
typedef struct WicChoice
{
	uint32_t	min_chars;		/* of what is left of a repeat */
	uint32_t	max_chars;
	bool		per_symbol;		/* a score is per symbol not yet covered */
	WicRepeatScore score;
	void	   *state;			/* of score */
} WicChoice;

typedef struct WicChooser
{
	const WicRepeatText *text;
	const uint32_t *rank;		/* of each suffix */
	const uint64_t *keys;		/* of each symbol number */
	const uint32_t *counts;		/* of each symbol number */
	uint32_t   *pairs;			/* how often the two symbols at a place stand
								 * together */
	uint32_t   *covered;		/* a bit per symbol */
	WicCandidate *heap;
	uint32_t	n;
	uint32_t	round;
	uint32_t   *seen;			/* per document, when it was last counted */
	uint32_t	nseen;			/* how often documents were counted */
	WicChoice	choice;
} WicChooser;

/* Bytes of memory that a chooser needs for n symbols. */
extern size_t wic_choose_memory(uint32_t n, uint32_t ndocuments);

/*
 * Make ready to choose from the candidates, whose score is set; the array
 * becomes the chooser's.
 */
extern void wic_choose_init(WicChooser *chooser, const WicRepeatText *text,
							const uint32_t *rank, const uint64_t *keys,
							const uint32_t *counts, const WicChoice *choice,
							WicCandidate *candidates, uint32_t n,
							void *memory);

/* Cover a stretch before anything is chosen. */
extern void wic_choose_cover(WicChooser *chooser, uint32_t place,
							 uint32_t length);

/*
 * The next best, or false if there is none.  pulse is called every now and
 * then, as by wic_suffix_sort.
 */
extern bool wic_choose_next(WicChooser *chooser, WicCandidate *chosen,
							void (*pulse) (void));

#endif							/* WIC_CHOOSE_H */
