/*-------------------------------------------------------------------------
 *
 * score.c
 *	  BM25 in integers.
 *
 * extension/core/score.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/score.h"

/* Lengths up to this one have a norm of their own. */
#define EXACT_MAX	40

/* Position of the highest bit that is set; value > 0. */
static unsigned
highest_bit(uint32_t value)
{
	unsigned	bit = 0;

	while (value >>= 1)
		bit++;
	return bit;
}

/*
 * Beyond EXACT_MAX a norm is a small floating-point number: the distance
 * from EXACT_MAX, 8 steps per power of two.
 */
uint8_t
wic_norm_from_length(uint32_t length)
{
	uint32_t	beyond;
	unsigned	bit;

	if (length <= EXACT_MAX)
		return (uint8_t) length;

	beyond = length - EXACT_MAX;
	if (beyond < 8)
		return (uint8_t) (EXACT_MAX + beyond);

	/* 255 stands for 2^28 lexemes or so, more than a text can have. */
	if (beyond >= UINT32_C(1) << 29)
		beyond = (UINT32_C(1) << 29) - 1;
	bit = highest_bit(beyond);
	return (uint8_t) (EXACT_MAX + (bit - 2) * 8 + (beyond >> (bit - 3) & 7));
}

uint32_t
wic_norm_length(uint8_t norm)
{
	uint32_t	code;

	if (norm <= EXACT_MAX)
		return norm;

	code = norm - EXACT_MAX;
	if (code < 8)
		return EXACT_MAX + code;
	return EXACT_MAX + ((8 + code % 8) << (code / 8 - 1));
}

uint64_t
wic_score_saturation(const WicBm25 *bm25, uint8_t norm)
{
	uint64_t	length = wic_norm_length(norm);
	uint64_t	fixed = (uint64_t) bm25->k1 * (WIC_PARAMETER_UNIT - bm25->b);
	uint64_t	relative = (uint64_t) bm25->k1 * bm25->b * length;

	/* k1 < 2^16, b <= 2^12, length < 2^29: below 2^61 with the 16. */
	relative *= WIC_SCORE_UNIT / WIC_PARAMETER_UNIT;

	/*
	 * fixed is in units of 4096 * 4096, so 256 of them are one of ours.
	 * Dividing what relative leaves over separately rounds only once.
	 */
	return relative / bm25->average_length +
		(fixed + relative % bm25->average_length * 256 /
		 bm25->average_length) / 256;
}

uint64_t
wic_score_term(const WicBm25 *bm25, uint32_t weight, uint32_t tf,
			   uint64_t saturation)
{
	uint64_t	above;

	if (tf == 0)
		return 0;
	if (tf > WIC_TF_MAX)
		tf = WIC_TF_MAX;

	/* weight < 2^27, tf < 2^8, k1 + 1 < 2^16: below 2^55 with the unit. */
	above = (uint64_t) weight * tf * (bm25->k1 + WIC_PARAMETER_UNIT) *
		(WIC_SCORE_UNIT / WIC_PARAMETER_UNIT);
	return above / (tf * (uint64_t) WIC_SCORE_UNIT + saturation);
}
