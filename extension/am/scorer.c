/*-------------------------------------------------------------------------
 *
 * scorer.c
 *	  Scores of the documents of a segment.
 *
 * extension/am/scorer.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/scorer.h"

WicScoring *
wic_scoring_make(const WicQuery *query)
{
	WicScoring *scoring = palloc0(sizeof(WicScoring));

	scoring->bm25 = query->bm25;
	for (int norm = 0; norm < 256; norm++)
		scoring->saturation[norm] = wic_score_saturation(&query->bm25, norm);

	scoring->terms = palloc(sizeof(WicScoredTerm) * (query->nterms + 1));
	for (uint32 i = 0; i < query->nterms; i++)
	{
		WicScoredTerm *term = &scoring->terms[scoring->nterms];

		if (!wic_term_scores(&query->terms[i]))
			continue;
		term->key = wic_plan_term_key(query, i);
		term->weight = query->terms[i].weight;
		memset(term->known, 0xFF, sizeof(term->known));
		scoring->nterms++;
	}
	return scoring;
}

uint64
wic_scoring_compute(const WicScoring *scoring, WicScoredTerm *term,
					uint32 tf, uint8 norm)
{
	uint64		score = wic_score_term(&scoring->bm25, term->weight, tf,
									   scoring->saturation[norm]);

	if (tf <= WIC_REMEMBERED_TF)
		term->known[tf - 1][norm] = score;
	return score;
}

/* The bound of a long list is stored; others may have any document. */
static uint64
bound_of(const WicScoring *scoring, const WicScoredTerm *term,
		 const WicCursor *cursor)
{
	if (!cursor->key.is_prefix && !cursor->list.is_short)
		return wic_bound_score(&cursor->list.bound, &scoring->bm25,
							   term->weight);
	return wic_score_term(&scoring->bm25, term->weight, WIC_TF_MAX,
						  scoring->saturation[0]);
}

/* The filter's cursors stand where they should, and cost nothing. */
static int
compare_owners(const void *a, const void *b)
{
	const WicScorerTerm *left = a;
	const WicScorerTerm *right = b;

	if (left->is_own != right->is_own)
		return left->is_own - right->is_own;
	return (left->bound < right->bound) - (left->bound > right->bound);
}

/* What terms from each on add to a document of the promising blocks. */
static void
sum_limits(WicScorer *scorer)
{
	uint64		rest = 0;

	for (int i = scorer->nterms; i-- > 0;)
		scorer->rest[i] = rest += scorer->terms[i].limit;
}

WicScorer  *
wic_scorer_open(WicSegment *segment, const WicScoring *scoring,
				const WicSegmentFilter *filter)
{
	WicScorer  *scorer = palloc0(sizeof(WicScorer));

	scorer->segment = segment;
	scorer->scoring = scoring;
	scorer->terms = palloc0(sizeof(WicScorerTerm) * (scoring->nterms + 1));
	for (int i = 0; i < scoring->nterms; i++)
	{
		WicScoredTerm *term = &scoring->terms[i];
		WicScorerTerm *own = &scorer->terms[scorer->nterms];

		own->term = term;
		own->cursor = NULL;
		if (filter != NULL)
			own->cursor = wic_filter_cursor(filter, &term->key);
		own->is_own = own->cursor == NULL;
		if (own->is_own)
			own->cursor = wic_cursor_open(segment, &term->key, false);
		if (own->cursor == NULL)
			continue;
		own->bound = bound_of(scoring, term, own->cursor);
		own->limit = own->bound;
		scorer->nterms++;
	}
	qsort(scorer->terms, scorer->nterms, sizeof(WicScorerTerm),
		  compare_owners);
	scorer->rest = palloc0(sizeof(uint64) * (scorer->nterms + 1));
	sum_limits(scorer);
	return scorer;
}

void
wic_scorer_close(WicScorer *scorer)
{
	for (int i = 0; i < scorer->nterms; i++)
		if (scorer->terms[i].is_own)
			wic_cursor_close(scorer->terms[i].cursor);
}

uint64
wic_scorer_score(WicScorer *scorer, uint32 doc, uint64 threshold)
{
	uint8		norm = wic_segment_norm(scorer->segment, doc);
	uint64		score = 0;

	for (int i = 0; i < scorer->nterms; i++)
	{
		WicScorerTerm *term = &scorer->terms[i];

		if (score + scorer->rest[i] < threshold)
			return score;
		wic_cursor_seek(term->cursor, doc);
		if (term->cursor->doc == doc)
			score += wic_scoring_term(scorer->scoring, term->term,
									  wic_cursor_tf(term->cursor), norm);
	}
	return score;
}

/* ---- blocks ---- */

static inline bool
has_blocks(const WicScorerTerm *term)
{
	return !term->cursor->key.is_prefix && !term->cursor->list.is_short;
}

/* No document of the block gets more from the term. */
static void
set_limit(const WicScorer *scorer, WicScorerTerm *term)
{
	const WicBound *bound = &term->cursor->list.skips[term->block].bound;

	if (term->has_limit)
		return;
	term->limit = 0;
	for (int class = 0; class < WIC_BOUND_CLASSES; class++)
	{
		uint32		tf = wic_bound_tf(bound, class);
		uint64		score;

		if (tf == 0)
			continue;
		score = wic_scoring_term(scorer->scoring, term->term, tf,
								 bound->least_norm[class]);
		term->limit = Max(term->limit, score);
	}
	term->has_limit = true;
}

/*
 * Limit what the term can add to documents from target on, up to the last one
 * of its block, by which *end is lowered.
 */
static void
limit_term(const WicScorer *scorer, WicScorerTerm *term, uint32 target,
		   uint32 *end)
{
	const WicPostings *list = &term->cursor->list;

	if (!has_blocks(term) || term->block == list->nblocks)
		return;
	if (list->skips[term->block].last_doc < target)
	{
		term->block = wic_postings_find_block(list, term->block, target);
		term->has_limit = false;
		if (term->block == list->nblocks)
		{
			term->limit = 0;
			return;
		}
	}
	*end = Min(*end, list->skips[term->block].last_doc);
	set_limit(scorer, term);
}

uint32
wic_scorer_promising_from(WicScorer *scorer, uint32 target, uint64 threshold)
{
	while (threshold > 0 && target != WIC_NO_DOCUMENT)
	{
		uint32		end = WIC_NO_DOCUMENT - 1;

		for (int i = 0; i < scorer->nterms; i++)
			limit_term(scorer, &scorer->terms[i], target, &end);
		sum_limits(scorer);
		if (scorer->rest[0] >= threshold)
		{
			scorer->promising = end + 1;
			return target;
		}
		target = end + 1;
	}
	return target;
}
