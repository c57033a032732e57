/*-------------------------------------------------------------------------
 *
 * collocate.h
 *	  Of the sequences that stand near the hits of a query, those that are
 *	  collocates.
 *
 *	  全面深化改革，深化机构改革 with the node 改革 => 深化, not 面深 or 化机
 *
 * There is no list of words.  Which sequences are terms is told by the texts,
 * as in Sproat and Shih 1990 (A statistical method for finding word boundaries
 * in Chinese text): between a and b there is a link,
 *
 *	  f(ab) * N / (f(a) * f(b)), how many times as often as by chance they meet
 *
 * and a term ends where a link is weaker than the last one within it, or where
 * nothing, or a particle, follows.  A sequence is a term if
 *
 *	  at least half of its occurrences end so, on both sides, and do not begin
 *		with what digits count, like 年 in 2015年
 *	  its first and its last link are strong enough, those of what is mostly
 *		a word of its own (的, 和, 在) stronger than others
 *	  not nearly all of its occurrences stand within one longer term, or beside
 *		one and the same character
 *
 * That decides what is listed, not what is counted: counts are of all
 * occurrences of the characters, however they are cut.
 *
 * extension/core/collocate.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_COLLOCATE_H
#define WIC_COLLOCATE_H

#include "core/association.h"
#include "core/gram_count.h"

/* Log-likelihood that is reached by chance once in 20 times. */
#define WIC_SIGNIFICANT	3.84

/* What collocates are to be. */
typedef enum WicCollocateUnit
{
	WIC_UNIT_CHARACTER,
	WIC_UNIT_TERM
} WicCollocateUnit;

/* What stands on one side of the occurrences of a term. */
typedef struct WicNeighbour
{
	uint32_t	code;			/* what has the majority, if any does */
	uint32_t	votes;
	uint32_t	n;				/* how often that stands there */
} WicNeighbour;

typedef struct WicCollocate
{
	uint32_t	gram;			/* its node of the tree */
	uint32_t	chars;			/* 1 for a word */
	bool		is_word;
	bool		is_dropped;
	uint32_t	nfree;			/* occurrences that end like a term */
	uint32_t	napart;			/* ... with nothing tied to either end */
	uint32_t	nbehind_hit;	/* ... joined to a hit, on the left */
	uint32_t	nbefore_hit;	/* ... on the right */
	WicNeighbour left;
	WicNeighbour right;
	WicTable	counts;
} WicCollocate;

/* An item near a hit, and how strongly it is linked to the one before it. */
typedef struct WicItemLink
{
	float		to_last;		/* 0: not joined */
	bool		is_particle;
} WicItemLink;

typedef struct WicCollocates
{
	const WicGramCounts *counts;
	WicCollocateUnit unit;
	const WicGramTree *hits;	/* of wic_grams_hit: no collocates */
	WicCollocate *collocates;	/* room for wic_collocates_room() */
	size_t		n;
	uint32_t   *numbers;		/* of each node of the tree: its collocate,
								 * from 1; 0: none */
	WicItemLink *links;			/* of each item */
} WicCollocates;

/* At most so many collocates. */
extern size_t wic_collocates_room(const WicGramCounts *counts);

/*
 * Find the collocates: what is near the hits at least min_near times, more
 * often than by chance, and not part of a hit.  The caller has set all but n;
 * the arrays need not be cleared.  check is called now and then.
 */
extern void wic_collocates_find(WicCollocates *found, void (*check) (void));

/* The characters of a sequence or word; room for WIC_ITEM_WORD_MAX + 1. */
extern size_t wic_gram_codes(const WicGramTree *tree, uint32_t gram,
							 uint32_t *codes);

#endif							/* WIC_COLLOCATE_H */
