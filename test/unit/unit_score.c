/*-------------------------------------------------------------------------
 *
 * unit_score.c
 *	  Tests of BM25 in integers, against values worked by hand.
 *
 * test/unit/unit_score.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/score.h"

#include "tap.h"

#define ONE		WIC_SCORE_UNIT
#define UNIT	WIC_PARAMETER_UNIT

/* The longest text whose norm is not cut off. */
#define LENGTH_MAX	((UINT32_C(1) << 29) - 1)

/* k1 = 2, b = 1/2, average length 10 */
static const WicBm25 half = {2 * UNIT, UNIT / 2, 10 * UNIT};

/* The largest k1 and b with the smallest average length. */
static const WicBm25 extreme = {10 * UNIT, UNIT, 1};

static bool
norm_is_exact_up_to(uint32_t last)
{
	for (uint32_t length = 0; length <= last; length++)
		if (wic_norm_length(wic_norm_from_length(length)) != length)
			return false;
	return true;
}

/* Is a norm the norm of the length that it stands for? */
static bool
norms_are_their_own(void)
{
	for (unsigned norm = 0; norm <= UINT8_MAX; norm++)
		if (wic_norm_from_length(wic_norm_length((uint8_t) norm)) != norm)
			return false;
	return true;
}

static bool
norm_lengths_grow(void)
{
	for (unsigned norm = 1; norm <= UINT8_MAX; norm++)
		if (wic_norm_length((uint8_t) norm) <=
			wic_norm_length((uint8_t) (norm - 1)))
			return false;
	return true;
}

/* About 500 lengths in each power of two, and all of the small ones. */
static uint32_t
next_length(uint32_t length)
{
	return length + 1 + length / 512;
}

static bool
norms_grow(void)
{
	uint8_t		last = 0;

	for (uint32_t length = 0; length < LENGTH_MAX;
		 length = next_length(length))
	{
		if (wic_norm_from_length(length) < last)
			return false;
		last = wic_norm_from_length(length);
	}
	return true;
}

/* Is the length rounded down, and by no more than an eighth? */
static bool
rounding_is_small(void)
{
	for (uint32_t length = 0; length <= LENGTH_MAX;
		 length = next_length(length))
	{
		uint32_t	rounded = wic_norm_length(wic_norm_from_length(length));

		if (rounded > length || length - rounded > length / 8)
			return false;
	}
	return true;
}

static void
test_norm(void)
{
	ok(norm_is_exact_up_to(40), "short lengths are exact");
	ok(wic_norm_from_length(40) == 40, "40 has its own norm");
	/* 1000 - 40 = 960 = 1111000000b, cut to 1111 and six zeros: 960 */
	ok(wic_norm_length(wic_norm_from_length(1000)) == 1000, "1000");
	/* 1063 - 40 = 1023 = 1111111111b, cut: 960 */
	ok(wic_norm_length(wic_norm_from_length(1063)) == 1000, "1063 => 1000");
	ok(wic_norm_length(wic_norm_from_length(1064)) == 1064, "1064");
	ok(norms_are_their_own(), "a norm is that of the length it stands for");
	ok(norm_lengths_grow(), "each norm stands for more than the one before");
	ok(norms_grow(), "a longer text has no smaller norm");
	ok(rounding_is_small(), "rounding is down, and by an eighth at most");
	ok(wic_norm_from_length(UINT32_MAX) == UINT8_MAX,
	   "the longest text has the last norm");
}

static void
test_saturation(void)
{
	WicBm25		flat = {UNIT, 0, 10 * UNIT};
	WicBm25		none = {0, UNIT, 10 * UNIT};
	uint8_t		norm = wic_norm_from_length(20);

	/* 2 * (1/2 + 1/2 * 20/10) = 3 */
	ok(wic_score_saturation(&half, norm) == 3 * ONE, "k1 2, b 1/2, twice avg");
	/* 2 * (1/2 + 1/2 * 5/10) = 1.5 */
	ok(wic_score_saturation(&half, 5) == 3 * ONE / 2, "half the average");
	/* 2 * (1/2 + 1/2 * 0) = 1 */
	ok(wic_score_saturation(&half, 0) == ONE, "an empty text");
	/* 1 * (1 - 0) = 1 */
	ok(wic_score_saturation(&flat, norm) == ONE, "b 0: length is no matter");
	ok(wic_score_saturation(&none, norm) == 0, "k1 0: nothing saturates");
}

static void
test_term(void)
{
	/* 1 * 3 * (2 + 1) / (3 + 3) = 1.5 */
	ok(wic_score_term(&half, ONE, 3, 3 * ONE) == 3 * ONE / 2, "tf 3, K 3");
	/* 1 * 1 * 3 / (1 + 3) = 0.75 */
	ok(wic_score_term(&half, ONE, 1, 3 * ONE) == 3 * ONE / 4, "tf 1, K 3");
	/* 2.5 * 1 * 3 / (1 + 1.5) = 3 */
	ok(wic_score_term(&half, 5 * ONE / 2, 1, 3 * ONE / 2) == 3 * ONE,
	   "weight 2.5, K 1.5");
	/* 1/65536 * 3 * 3 / (3 + 3) = 1.5/65536, cut */
	ok(wic_score_term(&half, 1, 3, 3 * ONE) == 1, "scores are rounded down");
	ok(wic_score_term(&half, 0, 3, ONE) == 0, "no weight, no score");
	ok(wic_score_term(&half, ONE, 0, ONE) == 0, "no occurrence, no score");
	ok(wic_score_term(&half, ONE, 0, 0) == 0, "also without saturation");
	ok(wic_score_term(&half, ONE, 256, ONE) ==
	   wic_score_term(&half, ONE, WIC_TF_MAX, ONE) &&
	   wic_score_term(&half, ONE, UINT32_MAX, ONE) ==
	   wic_score_term(&half, ONE, WIC_TF_MAX, ONE),
	   "occurrences beyond WIC_TF_MAX add nothing");
}

/* Does saturation grow with the norm, for the parameters given? */
static bool
saturation_grows(const WicBm25 *bm25)
{
	for (unsigned norm = 1; norm <= UINT8_MAX; norm++)
		if (wic_score_saturation(bm25, (uint8_t) norm) <=
			wic_score_saturation(bm25, (uint8_t) (norm - 1)))
			return false;
	return true;
}

static bool
score_grows(const WicBm25 *bm25, uint32_t weight, uint64_t saturation)
{
	for (uint32_t tf = 2; tf <= WIC_TF_MAX; tf++)
		if (wic_score_term(bm25, weight, tf, saturation) <=
			wic_score_term(bm25, weight, tf - 1, saturation))
			return false;
	return true;
}

static void
test_extremes(void)
{
	uint32_t	weight = (UINT32_C(1) << 27) - 1;
	uint64_t	longest = wic_norm_length(UINT8_MAX);

	ok(saturation_grows(&half), "a longer text saturates later");
	ok(saturation_grows(&extreme), "also at the extremes");
	/* 10 * (0 + 1 * longest / (1/4096)) */
	ok(wic_score_saturation(&extreme, UINT8_MAX) == 10 * longest * UNIT * ONE,
	   "the largest saturation is exact");
	ok(score_grows(&half, ONE, ONE), "more occurrences score more");
	ok(score_grows(&extreme, weight, 10 * ONE), "also at the extremes");
	/* 2047.99 * 255 * 11 / (255 + 0) */
	ok(wic_score_term(&extreme, weight, WIC_TF_MAX, 0) ==
	   (uint64_t) weight * 11, "the largest score is exact");
	ok(wic_score_term(&extreme, weight, 1, wic_score_saturation(&extreme,
																UINT8_MAX))
	   == 0, "the largest saturation leaves nothing");
}

int
main(void)
{
	test_norm();
	test_saturation();
	test_term();
	test_extremes();
	return done();
}
