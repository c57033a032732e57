/*-------------------------------------------------------------------------
 *
 * rescore.c
 *	  The score by which the best of many are put into their final order.
 *
 * Bigrams find the texts; single characters and proximity order the best of
 * them.  Both would cost too much for every text that has a bigram, and need
 * no index of their own.
 *
 * extension/pg/rescore.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/match.h"
#include "utils/memutils.h"

/*
 * Terms within so many positions of each other stand close together.  The
 * measured gain is about the same for 20 and for 50.
 */
#define PROXIMITY_WINDOW	30

/* An occurrence of a term, by its place. */
typedef struct TermPlace
{
	int32		position;
	uint32		term;
} TermPlace;

static int
compare_places(const void *a, const void *b)
{
	const TermPlace *left = a;
	const TermPlace *right = b;

	if (left->position != right->position)
		return left->position < right->position ? -1 : 1;
	return (left->term > right->term) - (left->term < right->term);
}

/*
 * The places of the terms of either kind, ascending.  Companions count
 * wherever they stand.
 */
static TermPlace *
gather_places(const WicMatcher *matcher, bool scores, int *nplaces)
{
	const WicQuery *query = matcher->query;
	TermPlace  *places = NULL;
	int			size = 0;
	int			n = 0;

	for (uint32 i = 0; i < query->nterms; i++)
	{
		const WicOperand *operand = wic_matcher_term(matcher, i);

		if (wic_term_scores(&query->terms[i]) != scores ||
			(query->terms[i].flags & WIC_TERM_COMPANION) != 0)
			continue;
		for (int j = 0; j < operand->noccurrences; j++)
		{
			places = wic_grow(places, n, &size, sizeof(TermPlace));
			places[n].position = operand->positions[j];
			places[n++].term = i;
		}
	}
	if (n > 0)
		qsort(places, n, sizeof(TermPlace), compare_places);
	*nplaces = n;
	return places;
}

/* The largest sum of weights of different terms within a window. */
static uint64
best_window(const WicMatcher *matcher, bool scores)
{
	const WicQuery *query = matcher->query;
	int			nplaces;
	TermPlace  *places = gather_places(matcher, scores, &nplaces);
	int		   *counts = palloc0(sizeof(int) * (query->nterms + 1));
	uint64		sum = 0;
	uint64		best = 0;
	int			first = 0;

	for (int i = 0; i < nplaces; i++)
	{
		if (counts[places[i].term]++ == 0)
			sum += query->terms[places[i].term].weight;
		while (places[i].position - places[first].position >= PROXIMITY_WINDOW)
		{
			if (--counts[places[first].term] == 0)
				sum -= query->terms[places[first].term].weight;
			first++;
		}
		best = Max(best, sum);
	}
	return best;
}

uint64
wic_matcher_rescore(WicMatcher *matcher)
{
	MemoryContext old;
	uint64		score = wic_matcher_sum(matcher, true);

	MemoryContextReset(matcher->scratch);
	old = MemoryContextSwitchTo(matcher->scratch);
	score += wic_matcher_sum(matcher, false);
	score += best_window(matcher, true) / 2 + best_window(matcher, false) / 2;
	MemoryContextSwitchTo(old);
	return score;
}
