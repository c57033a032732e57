/*-------------------------------------------------------------------------
 *
 * scorer.h
 *	  Scores of the documents of a segment.
 *
 * extension/am/scorer.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SCORER_H
#define WIC_SCORER_H

#include "am/filter.h"

/* What a term adds that occurs 1, 2, ... times is remembered up to here. */
#define WIC_REMEMBERED_TF	3

/* A term that scores.  A contribution is below 2^31 (core/score.c). */
typedef struct WicScoredTerm
{
	WicKey		key;
	uint32		weight;
	uint32		known[WIC_REMEMBERED_TF][256];	/* for each norm; or unknown */
} WicScoredTerm;

#define WIC_UNKNOWN_SCORE	PG_UINT32_MAX

/* How a query scores, whatever the segment. */
typedef struct WicScoring
{
	WicBm25		bm25;
	uint64		saturation[256];	/* for each norm */
	int			nterms;
	WicScoredTerm *terms;
} WicScoring;

/* Memory is taken from the current context. */
extern WicScoring *wic_scoring_make(const WicQuery *query);

/* What a term adds to a document. */
extern uint64 wic_scoring_compute(const WicScoring *scoring,
								  WicScoredTerm *term, uint32 tf, uint8 norm);

static inline uint64
wic_scoring_term(const WicScoring *scoring, WicScoredTerm *term,
				 uint32 tf, uint8 norm)
{
	if (tf <= WIC_REMEMBERED_TF &&
		term->known[tf - 1][norm] != WIC_UNKNOWN_SCORE)
		return term->known[tf - 1][norm];
	return wic_scoring_compute(scoring, term, tf, norm);
}

/* A term that the segment has. */
typedef struct WicScorerTerm
{
	WicScoredTerm *term;
	WicCursor  *cursor;
	bool		is_own;			/* else it is the filter's */
	uint64		bound;			/* no document gets more */

	/* of wic_scorer_promising() */
	uint32		block;
	bool		has_limit;
	uint64		limit;			/* no document of the block gets more */
} WicScorerTerm;

typedef struct WicScorer
{
	WicSegment *segment;
	const WicScoring *scoring;
	int			nterms;
	WicScorerTerm *terms;
	uint64	   *rest;			/* [i]: limits of terms from i on together */
	uint32		promising;		/* documents before this may be good enough */
} WicScorer;

/*
 * Cursors of the filter are used where it has them; filter may be NULL.
 * Memory is taken from the current context.
 */
extern WicScorer *wic_scorer_open(WicSegment *segment,
								  const WicScoring *scoring,
								  const WicSegmentFilter *filter);

extern void wic_scorer_close(WicScorer *scorer);

/*
 * Documents must ascend, be candidates of the filter, and what
 * wic_scorer_promising() gave for the same threshold.  If the score is below
 * that, it need not be complete.
 */
extern uint64 wic_scorer_score(WicScorer *scorer, uint32 doc,
							   uint64 threshold);

/*
 * The first document, from target on, that may score as much as the threshold,
 * judged by blocks.  Targets and thresholds ascend.
 */
extern uint32 wic_scorer_promising_from(WicScorer *scorer, uint32 target,
										uint64 threshold);

/* The same; mostly the block is one that was looked at before. */
static inline uint32
wic_scorer_promising(WicScorer *scorer, uint32 target, uint64 threshold)
{
	if (target < scorer->promising)
		return target;
	return wic_scorer_promising_from(scorer, target, threshold);
}

#endif							/* WIC_SCORER_H */
