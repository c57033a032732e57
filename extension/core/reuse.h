/*-------------------------------------------------------------------------
 *
 * reuse.h
 *	  Find the stretches that two texts have in common, with small edits.
 *
 *	  我们要保护河流,让更多人用上干净的水
 *	  只有保护河流才能让更多人用上干净的水
 *						=>	保护河流[才能]让更多人用上干净的水
 *
 * Both texts are keys (textkey.h).  Wherever they share a fingerprint
 * (winnow.h), a seed, that is extended to both sides as long as it pays: a
 * unit that agrees counts WIC_REUSE_MATCH, one that is replaced, inserted or
 * deleted WIC_REUSE_EDIT, and the search ends when the sum falls
 * WIC_REUSE_DROP below the best one.  Beside a stretch grams that both sides
 * have are seeds, too.  Neighbours that are no farther apart than
 * WIC_REUSE_GAP units become one stretch as long as that is alike enough.
 * What is kept has WIC_REUSE_MATCHED units in common, WIC_REUSE_IDENTITY
 * percent of the longer side.
 *
 * Sources: S. Altschul et al., Basic local alignment search tool, 1990 (a
 * seed is extended until its score drops); Z. Zhang et al., A greedy
 * algorithm for aligning DNA sequences, 2000 (with gaps).  The numbers were
 * measured on news texts that repeat speeches: with fewer than 12 characters
 * names and set phrases outweigh what is repeated.
 *
 * Time is linear in both lengths, and no memory is needed.  In repetitive
 * texts only WIC_REUSE_PLACES places of a fingerprint are tried, and no more
 * than WIC_REUSE_MAX stretches are found.
 *
 * extension/core/reuse.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_REUSE_H
#define WIC_REUSE_H

#include "core/winnow.h"

#define WIC_REUSE_MATCH		1
#define WIC_REUSE_EDIT		2
#define WIC_REUSE_DROP		6
#define WIC_REUSE_GAP		16
#define WIC_REUSE_MATCHED	12
#define WIC_REUSE_IDENTITY	80
#define WIC_REUSE_PLACES	16
#define WIC_REUSE_MAX		64

/* How far the two sides may drift apart within one extension. */
#define WIC_REUSE_BAND		8

/* A stretch of both keys, in units. */
typedef struct WicReuse
{
	uint32_t	a_start;
	uint32_t	a_end;			/* exclusive */
	uint32_t	b_start;
	uint32_t	b_end;
	uint32_t	matched;		/* units that agree */
	uint32_t	longest;		/* the longest run without an edit */
} WicReuse;

/* A text, with its fingerprints ascending by hash and place. */
typedef struct WicReuseText
{
	const WicKeyUnit *key;
	uint32_t	n;
	const WicPrint *prints;
	uint32_t	nprints;
} WicReuseText;

/* Put fingerprints into that order. */
extern void wic_prints_sort(WicPrint *prints, uint32_t n);

/*
 * Find what two texts have in common: write at most WIC_REUSE_MAX stretches,
 * by their place in a, and return their number.  Stretches of one side may
 * overlap where the other side repeats itself.  Exchanging the texts exchanges
 * the sides; unit_reuse and fuzz_reuse hold it.
 */
extern uint32_t wic_reuse_find(WicReuse *found, const WicReuseText *a,
							   const WicReuseText *b);

/* Share of the units that agree, of the longer side; 0 to 1. */
extern double wic_reuse_identity(const WicReuse *reuse);

#endif							/* WIC_REUSE_H */
