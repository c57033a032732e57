/*-------------------------------------------------------------------------
 *
 * witness.h
 *	  What a document says about itself: its characters and their neighbours.
 *
 * A repair that has to choose asks what stands elsewhere in the document.
 * Characters are counted exactly, pairs in a sketch that may count too many
 * but never too few.
 *
 * extension/core/witness.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_WITNESS_H
#define WIC_WITNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The Han characters that the legacy charsets of damaged pages hold. */
#define WIC_HAN_FIRST		0x3400
#define WIC_HAN_LAST		0x9FFF
#define WIC_COMPAT_FIRST	0xF900
#define WIC_COMPAT_LAST		0xFAFF
#define WIC_COMPAT_SLOT		(WIC_HAN_LAST - WIC_HAN_FIRST + 1)
#define WIC_HAN_SLOTS \
	(WIC_COMPAT_SLOT + WIC_COMPAT_LAST - WIC_COMPAT_FIRST + 1)

#define WIC_PAIR_SLOTS		65536

typedef struct WicTally
{
	uint32_t	occurrences;
	uint32_t	glossed;
} WicTally;

/* All zero is a witness that has seen nothing. */
typedef struct WicWitness
{
	WicTally	tallies[WIC_HAN_SLOTS]; /* one per Han character */
	uint8_t		pairs[2][WIC_PAIR_SLOTS];	/* two hashes; saturating */
} WicWitness;

/* Where cp is tallied, or WIC_HAN_SLOTS if it is no Han character. */
extern size_t wic_han_slot(uint32_t cp);

static inline bool
wic_is_han(uint32_t cp)
{
	return wic_han_slot(cp) < WIC_HAN_SLOTS;
}

/* Note a Han character, or that one was glossed; others are ignored. */
extern void wic_witness_see(WicWitness *witness, uint32_t cp);
extern void wic_witness_gloss(WicWitness *witness, uint32_t cp);

/* How often that was; 0 for what is no Han character. */
extern WicTally wic_witness_tally(const WicWitness *witness, uint32_t cp);

/* Note two neighbours, or tell how often they were, at most 255 times. */
extern void wic_witness_see_pair(WicWitness *witness, uint32_t left,
								 uint32_t right);
extern int	wic_witness_pairs(const WicWitness *witness, uint32_t left,
							  uint32_t right);

/* Occurrences of the characters that are glossed anywhere. */
extern size_t wic_witness_closure(const WicWitness *witness);

#endif							/* WIC_WITNESS_H */
