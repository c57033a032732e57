/*-------------------------------------------------------------------------
 *
 * search.c
 *	  Run a query over pending documents and all segments.
 *
 * extension/am/search.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/maxscore.h"
#include "am/recent.h"
#include "am/search.h"
#include "utils/memutils.h"

/* Rows that wic_search_all() takes at a time. */
#define BATCH			1024

struct WicSearch
{
	Relation	index;
	const WicMeta *meta;
	const WicPlan *plan;
	WicScoring *scoring;		/* NULL: no order */
	bool		is_race;		/* any of the terms that score */
	MemoryContext context;
	MemoryContext work;			/* what a segment needs; reset for each */
	WicSegment *segments[WIC_MAX_SEGMENTS]; /* NULL: not yet opened */

	/* of wic_search_rows() */
	ItemPointerData *recent;	/* pending rows */
	int			nrecent;
	int			recent_size;
	int			at;				/* ... the next of them; -1: not yet read */
	uint32		segment;		/* then the next document of this one */
	WicSegmentFilter *filter;
	uint32		target;
};

/* The next term that scores, from i on. */
static uint32
next_scored(const WicQuery *query, uint32 i)
{
	while (i < query->nterms && !wic_term_scores(&query->terms[i]))
		i++;
	return i;
}

static bool
same_term(const WicQuery *a, uint32 i, const WicQuery *b, uint32 j)
{
	WicKey		left = wic_plan_term_key(a, i);
	WicKey		right = wic_plan_term_key(b, j);

	return left.length == right.length &&
		left.is_prefix == right.is_prefix &&
		memcmp(left.lexeme, right.lexeme, left.length) == 0;
}

/* Is the filter just that a row has any of the terms that score? */
static bool
is_race(const WicPlan *plan)
{
	const WicQuery *query;
	uint32		i = 0;
	uint32		j = 0;

	if (plan->rank == NULL || plan->nfilters != 1 ||
		plan->filters[0].condition != NULL)
		return false;
	for (query = plan->filters[0].query;; i++, j++)
	{
		i = next_scored(query, i);
		j = next_scored(plan->rank, j);
		if (i == query->nterms || j == plan->rank->nterms)
			return i == query->nterms && j == plan->rank->nterms;
		if (!same_term(query, i, plan->rank, j))
			return false;
	}
}

WicSearch  *
wic_search_begin(Relation index, const WicMeta *meta, const WicPlan *plan)
{
	WicSearch  *search = palloc0(sizeof(WicSearch));

	search->index = index;
	search->meta = meta;
	search->plan = plan;
	search->context = CurrentMemoryContext;
	search->work = AllocSetContextCreate(CurrentMemoryContext,
										 "wicsearch segment",
										 ALLOCSET_DEFAULT_SIZES);
	if (plan->rank != NULL)
		search->scoring = wic_scoring_make(plan->rank);
	search->is_race = is_race(plan);
	search->at = -1;
	return search;
}

static WicSegment *
open_segment(WicSearch *search, uint32 i)
{
	if (search->segments[i] == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(search->context);

		search->segments[i] = wic_segment_open(search->index,
											   &search->meta->segments[i]);
		MemoryContextSwitchTo(old);
	}
	return search->segments[i];
}

/* Documents that are being flushed, then those that came later. */
static void
read_recent(WicSearch *search, WicScoring *scoring, WicRecentVisitor visit,
			void *arg)
{
	wic_recent_read(search->index, &search->meta->flushing, search->plan,
					scoring, visit, arg);
	wic_recent_read(search->index, &search->meta->pending, search->plan,
					scoring, visit, arg);
}

/* ---- in order ---- */

static void
offer_recent(void *arg, ItemPointer row, uint64 score)
{
	WicFound	found = {score, *row};

	wic_top_offer(arg, &found);
}

static void
race_segment(WicSearch *search, WicSegment *segment, WicTop *top)
{
	WicScorer  *scorer = wic_scorer_open(segment, search->scoring, NULL);

	wic_maxscore(scorer, top);
	wic_scorer_close(scorer);
}

/* Offer a document; scores are cheaper than phrases, so they come first. */
static void
rank_document(WicSegmentFilter *filter, WicScorer *scorer, uint32 doc,
			  WicTop *top)
{
	uint64		threshold = wic_top_threshold(top);
	WicFound	found = {.score = wic_scorer_score(scorer, doc, threshold)};

	if (!wic_top_admits(top, found.score))
		return;
	found.row = *wic_segment_row(filter->segment, doc);
	if (wic_top_accepts(top, &found) && wic_filter_holds(filter, doc))
		wic_top_offer(top, &found);
}

/* The next candidate in a block that may have one that is good enough. */
static uint32
next_candidate(WicSegmentFilter *filter, WicScorer *scorer, uint32 target,
			   const WicTop *top)
{
	uint64		threshold = wic_top_threshold(top);

	for (;;)
	{
		uint32		doc;

		target = wic_scorer_promising(scorer, target, threshold);
		doc = wic_filter_next(filter, target);
		if (doc == WIC_NO_DOCUMENT)
			return doc;
		target = wic_scorer_promising(scorer, doc, threshold);
		if (target == doc)
			return doc;
	}
}

static void
rank_segment(WicSearch *search, WicSegment *segment, WicTop *top)
{
	WicSegmentFilter *filter = wic_filter_open(segment, search->plan);
	WicScorer  *scorer;
	uint32		doc;

	if (wic_filter_next(filter, 0) != WIC_NO_DOCUMENT)
	{
		scorer = wic_scorer_open(segment, search->scoring, filter);
		doc = next_candidate(filter, scorer, 0, top);
		while (doc != WIC_NO_DOCUMENT)
		{
			rank_document(filter, scorer, doc, top);
			doc = next_candidate(filter, scorer, doc + 1, top);
		}
		wic_scorer_close(scorer);
	}
	wic_filter_close(filter);
}

int
wic_search_top(WicSearch *search, int k, const WicFound *after,
			   WicFound *found, bool *recheck)
{
	WicTop		top = {k, 0, after, found};

	Assert(search->plan->rank != NULL && !search->plan->is_foreign);
	*recheck = false;
	if (search->plan->never)
		return 0;

	read_recent(search, search->scoring, offer_recent, &top);
	for (uint32 i = 0; i < search->meta->nsegments; i++)
	{
		WicSegment *segment = open_segment(search, i);
		MemoryContext old = MemoryContextSwitchTo(search->work);

		if (search->is_race)
			race_segment(search, segment, &top);
		else
			rank_segment(search, segment, &top);
		MemoryContextSwitchTo(old);
		MemoryContextReset(search->work);
	}
	wic_top_sort(&top);
	return top.n;
}

/* ---- in any order ---- */

static void
keep_recent(void *arg, ItemPointer row, uint64 score)
{
	WicSearch  *search = arg;
	MemoryContext old = MemoryContextSwitchTo(search->context);

	search->recent = wic_grow(search->recent, search->nrecent,
							  &search->recent_size, sizeof(ItemPointerData));
	search->recent[search->nrecent++] = *row;
	MemoryContextSwitchTo(old);
}

static int
recent_rows(WicSearch *search, ItemPointerData *rows, int max)
{
	int			n;

	if (search->at < 0)
	{
		search->at = 0;
		read_recent(search, NULL, keep_recent, search);
	}
	n = Min(max, search->nrecent - search->at);
	if (n > 0)
		memcpy(rows, search->recent + search->at,
			   n * sizeof(ItemPointerData));
	search->at += n;
	return n;
}

static void
begin_segment(WicSearch *search)
{
	WicSegment *segment = open_segment(search, search->segment);
	MemoryContext old = MemoryContextSwitchTo(search->work);

	search->filter = wic_filter_open(segment, search->plan);
	search->target = 0;
	MemoryContextSwitchTo(old);
}

static void
end_segment(WicSearch *search)
{
	wic_filter_close(search->filter);
	search->filter = NULL;
	MemoryContextReset(search->work);
	search->segment++;
}

/* Rows of the segment that is open; fewer than max only at its end. */
static int
segment_rows(WicSearch *search, ItemPointerData *rows, int max)
{
	WicSegmentFilter *filter = search->filter;
	int			n = 0;

	while (n < max)
	{
		uint32		doc = wic_filter_next(filter, search->target);

		if (doc == WIC_NO_DOCUMENT)
			break;
		search->target = doc + 1;
		if (wic_filter_holds(filter, doc))
			rows[n++] = *wic_segment_row(filter->segment, doc);
	}
	return n;
}

int
wic_search_rows(WicSearch *search, ItemPointerData *rows, int max,
				bool *recheck)
{
	int			n;

	*recheck = search->plan->is_foreign;
	if (search->plan->never)
		return 0;
	n = recent_rows(search, rows, max);
	while (n < max && search->segment < search->meta->nsegments)
	{
		if (search->filter == NULL)
			begin_segment(search);
		n += segment_rows(search, rows + n, max - n);
		if (n < max)
			end_segment(search);
	}
	return n;
}

void
wic_search_all(WicSearch *search, WicRowVisitor visit, void *arg)
{
	ItemPointerData rows[BATCH];
	bool		recheck;
	int			n;

	while ((n = wic_search_rows(search, rows, BATCH, &recheck)) > 0)
		for (int i = 0; i < n; i++)
			visit(arg, &rows[i], recheck);
}

/* ---- how many ---- */

static void
count_recent(void *arg, ItemPointer row, uint64 score)
{
	(*(uint64 *) arg)++;
}

static uint64
count_segment(WicSearch *search)
{
	WicSegmentFilter *filter = search->filter;
	uint64		count;

	if (wic_filter_count(filter, &count))
		return count;
	for (uint32 doc = wic_filter_next(filter, 0); doc != WIC_NO_DOCUMENT;
		 doc = wic_filter_next(filter, doc + 1))
		count += wic_filter_holds(filter, doc);
	return count;
}

uint64
wic_search_count(WicSearch *search)
{
	uint64		count = 0;

	if (search->plan->never)
		return 0;
	read_recent(search, NULL, count_recent, &count);
	while (search->segment < search->meta->nsegments)
	{
		begin_segment(search);
		count += count_segment(search);
		end_segment(search);
	}
	return count;
}

void
wic_search_end(WicSearch *search)
{
	if (search->filter != NULL)
		end_segment(search);
	for (uint32 i = 0; i < search->meta->nsegments; i++)
		if (search->segments[i] != NULL)
			wic_segment_close(search->segments[i]);
}
