/*-------------------------------------------------------------------------
 *
 * unit_bound.c
 *	  Tests of the bound of a list: by brute force, and that it is reached.
 *
 * test/unit/unit_bound.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/bound.h"

#include "tap.h"

#define UNIT	WIC_PARAMETER_UNIT

static const WicBm25 parameters[] = {
	{UNIT * 12 / 10, UNIT * 3 / 4, 800 * UNIT},
	{2 * UNIT, UNIT / 2, 10 * UNIT},
	{0, UNIT, 10 * UNIT},
	{UNIT, 0, 10 * UNIT},
	{10 * UNIT, UNIT, 1},
	{1, 1, 12345},
	{4915, 3072, 1234567},
};

#define NPARAMETERS	(sizeof(parameters) / sizeof(parameters[0]))

static const uint32_t weights[] = {0, 1, 7, 65536, 453001, (1 << 27) - 1};

#define NWEIGHTS	(sizeof(weights) / sizeof(weights[0]))

static uint64_t
score(const WicBm25 *bm25, uint32_t weight, uint32_t tf, uint8_t norm)
{
	return wic_score_term(bm25, weight, tf, wic_score_saturation(bm25, norm));
}

/* Is the bound of a list of one document its score, or that of its class? */
static bool
one_is_bounded(const WicBm25 *bm25, uint32_t weight)
{
	for (uint32_t tf = 1; tf <= WIC_TF_MAX + 2; tf++)
		for (unsigned norm = 0; norm <= UINT8_MAX; norm++)
		{
			WicBound	bound = {0};

			wic_bound_add(&bound, tf, (uint8_t) norm);
			if (wic_bound_score(&bound, bm25, weight) !=
				score(bm25, weight, tf, (uint8_t) norm))
				return false;
		}
	return true;
}

/* A generator of numbers, for lists of documents. */
static uint32_t
next_number(uint32_t *state)
{
	*state = *state * UINT32_C(1664525) + UINT32_C(1013904223);
	return *state >> 8;
}

/* Of a list, is the bound no less than any score, and is it not too great? */
static bool
list_is_bounded(const WicBm25 *bm25, uint32_t weight, uint32_t *state)
{
	WicBound	bound = {0};
	uint64_t	greatest = 0;
	uint32_t	max_tf = 0;
	uint8_t		least_norm = UINT8_MAX;

	for (uint32_t n = next_number(state) % 20 + 1; n > 0; n--)
	{
		uint32_t	bits = next_number(state) % 9;
		uint32_t	tf = next_number(state) % (1 << bits) + 1;
		uint8_t		norm = (uint8_t) next_number(state);
		uint64_t	one = score(bm25, weight, tf, norm);

		wic_bound_add(&bound, tf, norm);
		greatest = one > greatest ? one : greatest;
		max_tf = tf > max_tf ? tf : max_tf;
		least_norm = norm < least_norm ? norm : least_norm;
	}
	return wic_bound_score(&bound, bm25, weight) >= greatest &&
		wic_bound_score(&bound, bm25, weight) <=
		score(bm25, weight, max_tf, least_norm);
}

/* Of all that a class holds, is nothing above what the class is bounded by? */
static bool
score_is_monotone(const WicBm25 *bm25, uint32_t weight)
{
	for (uint32_t tf = 1; tf <= WIC_TF_MAX; tf++)
		for (unsigned norm = 0; norm <= UINT8_MAX; norm++)
		{
			uint64_t	one = score(bm25, weight, tf, (uint8_t) norm);

			if (one < score(bm25, weight, tf - 1, (uint8_t) norm) ||
				(norm > 0 &&
				 one > score(bm25, weight, tf, (uint8_t) (norm - 1))))
				return false;
		}
	return true;
}

static void
test_parameters(void)
{
	bool		one = true;
	bool		list = true;
	bool		monotone = true;
	uint32_t	state = 1;

	for (size_t i = 0; i < NPARAMETERS; i++)
		for (size_t j = 0; j < NWEIGHTS; j++)
		{
			one &= one_is_bounded(&parameters[i], weights[j]);
			monotone &= score_is_monotone(&parameters[i], weights[j]);
			for (int n = 0; n < 500; n++)
				list &= list_is_bounded(&parameters[i], weights[j], &state);
		}
	ok(one, "the bound of one document is its score");
	ok(monotone, "rounding keeps the order of scores, for all tfs and norms");
	ok(list, "the bound of a list is between its best and its best possible");
}

static void
test_classes(void)
{
	const WicBm25 *bm25 = &parameters[0];
	WicBound	bound = {0};

	ok(sizeof(WicBound) == 6, "six bytes");
	ok(wic_bound_score(&bound, bm25, 65536) == 0, "no document, no score");
	wic_bound_add(&bound, 0, 3);
	ok(bound.classes == 0, "a document without the term changes nothing");

	wic_bound_add(&bound, 3, 20);
	ok(wic_bound_score(&bound, bm25, 65536) == score(bm25, 65536, 3, 20),
	   "three times, if none is there four times");
	wic_bound_add(&bound, 4, 30);
	ok(wic_bound_score(&bound, bm25, 65536) == score(bm25, 65536, 4, 20),
	   "four times, in the shorter text");
	wic_bound_add(&bound, 1, 0);
	wic_bound_add(&bound, 2, 1);
	wic_bound_add(&bound, 1000, 200);
	ok(bound.classes == 15 && bound.max_tf == WIC_TF_MAX &&
	   bound.least_norm[0] == 0 && bound.least_norm[1] == 1 &&
	   bound.least_norm[2] == 20 && bound.least_norm[3] == 200,
	   "each class has its least norm");
	wic_bound_add(&bound, 5, 100);
	ok(bound.max_tf == WIC_TF_MAX && bound.least_norm[3] == 100,
	   "the greatest number stays");
}

int
main(void)
{
	test_classes();
	test_parameters();
	return done();
}
