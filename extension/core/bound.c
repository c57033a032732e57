/*-------------------------------------------------------------------------
 *
 * bound.c
 *	  How much a term can add to the score of any document of a list.
 *
 * A term adds no less where it occurs more often, and no less where the text
 * is shorter; rounding keeps that.  So the greatest number of occurrences of
 * a class with its least norm is a bound for the class.
 *
 * extension/core/bound.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/bound.h"

/* The greatest number of occurrences of a class. */
static const uint8_t class_max[WIC_BOUND_CLASSES] = {1, 2, 4, WIC_TF_MAX};

void
wic_bound_add(WicBound *bound, uint32_t tf, uint8_t norm)
{
	int			class = 0;

	if (tf == 0)
		return;
	if (tf > WIC_TF_MAX)
		tf = WIC_TF_MAX;
	while (tf > class_max[class])
		class++;

	if ((bound->classes >> class & 1) == 0 || norm < bound->least_norm[class])
		bound->least_norm[class] = norm;
	bound->classes |= (uint8_t) (1 << class);
	if (tf > bound->max_tf)
		bound->max_tf = (uint8_t) tf;
}

uint32_t
wic_bound_tf(const WicBound *bound, int class)
{
	if ((bound->classes >> class & 1) == 0)
		return 0;
	return bound->max_tf < class_max[class] ? bound->max_tf :
		class_max[class];
}

void
wic_bound_join(WicBound *bound, const WicBound *other)
{
	for (int class = 0; class < WIC_BOUND_CLASSES; class++)
		wic_bound_add(bound, wic_bound_tf(other, class),
					  other->least_norm[class]);
}

uint64_t
wic_bound_score(const WicBound *bound, const WicBm25 *bm25, uint32_t weight)
{
	uint64_t	greatest = 0;

	for (int class = 0; class < WIC_BOUND_CLASSES; class++)
	{
		uint32_t	tf = wic_bound_tf(bound, class);
		uint64_t	score;

		if (tf == 0)
			continue;
		score = wic_score_term(bm25, weight, tf,
							   wic_score_saturation(bm25,
													bound->least_norm[class]));
		if (score > greatest)
			greatest = score;
	}
	return greatest;
}
