/*-------------------------------------------------------------------------
 *
 * hits.c
 *	  Which stretches of a text matched a query.
 *
 * extension/pg/hits.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <limits.h>

#include "miscadmin.h"
#include "pg/match.h"
#include "utils/memutils.h"

typedef struct HitList
{
	WicHit	   *hits;
	int			n;
	int			size;
} HitList;

/* The occurrences of all operands of a part, ascending by position. */
typedef struct OccurrenceList
{
	WicOccurrence *occurrences;
	int			n;
} OccurrenceList;

static void
add_hit(HitList *list, int start, int end, int part)
{
	WicHit	   *hit;

	if (list->n == list->size)
	{
		list->size = Max(16, list->size * 2);
		list->hits = list->hits == NULL ?
			palloc(sizeof(WicHit) * list->size) :
			repalloc_huge(list->hits, sizeof(WicHit) * (Size) list->size);
	}
	hit = &list->hits[list->n++];
	hit->start = start;
	hit->end = end;
	hit->part = part;
}

static int
compare_positions(const void *a, const void *b)
{
	const WicOccurrence *left = a;
	const WicOccurrence *right = b;

	return (left->position > right->position) -
		(left->position < right->position);
}

static int
compare_hits(const void *a, const void *b)
{
	const WicHit *left = a;
	const WicHit *right = b;

	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	if (left->end != right->end)
		return left->end < right->end ? -1 : 1;
	return (left->part > right->part) - (left->part < right->part);
}

/* Is item inside the subtree at part?  Its items stand side by side. */
static int
subtree_size(const QueryItem *part)
{
	const QueryItem *right = part;

	/* The left operand is the last one stored. */
	while (right->type == QI_OPR)
		right += right->qoperator.oper == OP_NOT ? 1 : right->qoperator.left;
	return right - part + 1;
}

static OccurrenceList
gather(const WicMatcher *matcher, const QueryItem *part)
{
	int			size = subtree_size(part);
	Size		total = 0;
	OccurrenceList list = {0};

	for (const QueryItem *item = part; item < part + size; item++)
		if (item->type == QI_VAL)
			total += wic_matcher_operand(matcher, item)->noccurrences;

	list.occurrences = palloc_extended(sizeof(WicOccurrence) * (total + 1),
									   MCXT_ALLOC_HUGE);
	for (const QueryItem *item = part; item < part + size; item++)
	{
		const WicOperand *operand;

		if (item->type != QI_VAL)
			continue;
		operand = wic_matcher_operand(matcher, item);
		if (operand->noccurrences > 0)
			memcpy(list.occurrences + list.n, operand->occurrences,
				   sizeof(WicOccurrence) * operand->noccurrences);
		list.n += operand->noccurrences;
	}
	qsort(list.occurrences, list.n, sizeof(WicOccurrence), compare_positions);
	return list;
}

/* The first occurrence at or after a position. */
static int
first_at(const OccurrenceList *list, int32 position)
{
	int			low = 0;
	int			high = list->n;

	while (low < high)
	{
		int			mid = low + (high - low) / 2;

		if (list->occurrences[mid].position < position)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The text between two positions, as far as the part's lexemes cover it. */
static void
add_match(HitList *hits, const OccurrenceList *list,
		  int32 first, int32 last, int part)
{
	int			start = INT_MAX;
	int			end = 0;

	for (int i = first_at(list, first);
		 i < list->n && list->occurrences[i].position <= last; i++)
	{
		start = Min(start, list->occurrences[i].start);
		end = Max(end, list->occurrences[i].end);
	}
	if (start < end)
		add_hit(hits, start, end, part);
}

static void
add_part(HitList *hits, WicMatcher *matcher, const QueryItem *item,
		 int part)
{
	WicPlaces	places;
	OccurrenceList list;

	if (!wic_matcher_places(matcher, item, &places) || places.negate)
		return;
	list = gather(matcher, item);
	for (int i = 0; i < places.n; i++)
		add_match(hits, &list, places.positions[i] - places.width,
				  places.positions[i], part);
}

/* Visit the parts of the condition; returns the number of the next part. */
static int
add_parts(HitList *hits, WicMatcher *matcher, const QueryItem *item,
		  int part)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();

	if (item->type == QI_VAL || item->qoperator.oper == OP_PHRASE)
	{
		add_part(hits, matcher, item, part);
		return part + 1;
	}
	if (item->qoperator.oper == OP_NOT)
		return part;
	part = add_parts(hits, matcher, item + item->qoperator.left, part);
	return add_parts(hits, matcher, item + 1, part);
}

static void
add_terms(HitList *hits, const WicMatcher *matcher)
{
	for (uint32 i = 0; i < matcher->query->nterms; i++)
	{
		const WicOperand *operand =
		&matcher->operands[matcher->term_operand[i]];

		for (int j = 0; j < operand->noccurrences; j++)
			add_hit(hits, operand->occurrences[j].start,
					operand->occurrences[j].end, i);
	}
}

WicHit	   *
wic_matcher_hits(WicMatcher *matcher, int *nhits)
{
	MemoryContext result = CurrentMemoryContext;
	HitList		list = {0};
	WicHit	   *hits;

	MemoryContextReset(matcher->scratch);
	MemoryContextSwitchTo(matcher->scratch);
	if (matcher->condition->size > 0)
		add_parts(&list, matcher, GETQUERY(matcher->condition), 0);
	if (list.n == 0)
		add_terms(&list, matcher);
	if (list.n > 0)
		qsort(list.hits, list.n, sizeof(WicHit), compare_hits);
	MemoryContextSwitchTo(result);

	hits = palloc_extended(sizeof(WicHit) * ((Size) list.n + 1),
						   MCXT_ALLOC_HUGE);
	if (list.n > 0)
		memcpy(hits, list.hits, sizeof(WicHit) * list.n);
	*nhits = list.n;
	return hits;
}
