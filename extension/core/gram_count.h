/*-------------------------------------------------------------------------
 *
 * gram_count.h
 *	  Count the sequences of characters that stand near the hits of a query.
 *
 * Counts are those of surface co-occurrence (Evert 2008, Corpora and
 * collocations, sections 3.1 and 5.1): the places of the texts, without those
 * of the node, are near the node or not, and hold the collocate or not.
 * Chinese has no blanks, so the places of a collocate of n characters are the
 * stretches of n characters, joined and outside of the node; such a stretch is
 * near the node if all of it is, on one side.  An occurrence that is near two
 * hits counts once.
 *
 *				holds it	of all
 *		near	O11			R1 = near_places[n]
 *		of all	C1			N = places[n]
 *
 * First wic_grams_near for 1, 2 ... max_chars, then wic_grams_total for each
 * text: what was not met near a hit is not counted elsewhere.
 *
 * extension/core/gram_count.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_GRAM_COUNT_H
#define WIC_GRAM_COUNT_H

#include "core/gram_tree.h"
#include "core/item.h"

/* The longest sequence that is counted. */
#define WIC_GRAM_MAX	8

typedef struct WicGramCounts
{
	WicGramTree tree;
	const WicFoldTable *table;
	unsigned	options;
	const uint8_t *bytes;		/* what the places of the items mean */
	const WicItem *items;		/* near the hits, of wic_windows_keep */
	size_t		n;
	uint32_t   *grams;			/* n of them: the gram at each item, of the
								 * length counted last; the root: none */
	size_t		max_chars;		/* at most WIC_GRAM_MAX */
	uint32_t	min_near;		/* a longer one has parts as frequent */
	int64_t		near_places[WIC_GRAM_MAX + 1];
	int64_t		places[WIC_GRAM_MAX + 1];
} WicGramCounts;

/*
 * How many nodes the next step may add to the tree, for sequences of so many
 * characters.  The words of other scripts are counted with the first.
 */
extern size_t wic_grams_room(const WicGramCounts *counts, size_t chars);

/* Count the sequences of so many characters; there must be room. */
extern void wic_grams_near(WicGramCounts *counts, size_t chars);

/* Count what is known among the items of a text, WIC_ITEM_NODE being set. */
extern void wic_grams_total(WicGramCounts *counts, const uint8_t *text,
							const WicItem *items, size_t n);

/*
 * The sequences that begin at an item, all of them near a hit on one side: the
 * first is of one character, or a word.  grams has room for WIC_GRAM_MAX.
 * Returns how many there are.
 */
extern size_t wic_grams_at(const WicGramCounts *counts, size_t at,
						   uint32_t *grams);

/* Nodes for all sequences within the hits of a text, and adding them. */
extern size_t wic_grams_hit_room(const WicGramCounts *counts,
								 const uint8_t *text, const WicItem *items,
								 size_t n);
extern void wic_grams_hit(WicGramTree *tree, const WicGramCounts *counts,
						  const uint8_t *text, const WicItem *items,
						  size_t n);

#endif							/* WIC_GRAM_COUNT_H */
