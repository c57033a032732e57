/*-------------------------------------------------------------------------
 *
 * witness.c
 *	  What a document says about itself: its characters and their neighbours.
 *
 * extension/core/witness.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/witness.h"

size_t
wic_han_slot(uint32_t cp)
{
	if (cp >= WIC_HAN_FIRST && cp <= WIC_HAN_LAST)
		return cp - WIC_HAN_FIRST;
	if (cp >= WIC_COMPAT_FIRST && cp <= WIC_COMPAT_LAST)
		return WIC_COMPAT_SLOT + (cp - WIC_COMPAT_FIRST);
	return WIC_HAN_SLOTS;
}

void
wic_witness_see(WicWitness *witness, uint32_t cp)
{
	if (wic_is_han(cp))
		witness->tallies[wic_han_slot(cp)].occurrences++;
}

void
wic_witness_gloss(WicWitness *witness, uint32_t cp)
{
	if (wic_is_han(cp))
		witness->tallies[wic_han_slot(cp)].glossed++;
}

WicTally
wic_witness_tally(const WicWitness *witness, uint32_t cp)
{
	static const WicTally none = {0, 0};

	return wic_is_han(cp) ? witness->tallies[wic_han_slot(cp)] : none;
}

/* Two odd multipliers, the high bits of whose products are well mixed. */
static size_t
pair_slot(int hash, uint32_t left, uint32_t right)
{
	static const uint64_t multipliers[] = {
		UINT64_C(0x9E3779B97F4A7C15), UINT64_C(0xC2B2AE3D27D4EB4F)
	};
	uint64_t	pair = (uint64_t) left << 32 | right;

	pair ^= pair >> 21;
	return (size_t) (pair * multipliers[hash] >> 48);
}

void
wic_witness_see_pair(WicWitness *witness, uint32_t left, uint32_t right)
{
	for (int hash = 0; hash < 2; hash++)
	{
		size_t		slot = pair_slot(hash, left, right);

		witness->pairs[hash][slot] += witness->pairs[hash][slot] < UINT8_MAX;
	}
}

int
wic_witness_pairs(const WicWitness *witness, uint32_t left, uint32_t right)
{
	int			first = witness->pairs[0][pair_slot(0, left, right)];
	int			second = witness->pairs[1][pair_slot(1, left, right)];

	return first < second ? first : second;
}

size_t
wic_witness_closure(const WicWitness *witness)
{
	size_t		sum = 0;

	for (size_t i = 0; i < WIC_HAN_SLOTS; i++)
		if (witness->tallies[i].glossed > 0)
			sum += witness->tallies[i].occurrences;
	return sum;
}
