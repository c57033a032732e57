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

#include "miscadmin.h"
#include "nodes/bitmapset.h"
#include "pg/match.h"
#include "utils/memutils.h"

typedef struct HitList
{
	WicHit	   *hits;
	int			n;
	int			size;
} HitList;

/* An occurrence of any operand of a part. */
typedef struct Occurrence
{
	int32		position;
	WicStretch	stretch;
} Occurrence;

/* Ascending by position, and by end at one position. */
typedef struct OccurrenceList
{
	Occurrence *occurrences;
	int			n;
	int			size;
} OccurrenceList;

static void
add_hit(HitList *list, int start, int end, int part)
{
	WicHit	   *hit;

	list->hits = wic_grow(list->hits, list->n, &list->size, sizeof(WicHit));
	hit = &list->hits[list->n++];
	hit->start = start;
	hit->end = end;
	hit->part = part;
}

static int
compare_occurrences(const void *a, const void *b)
{
	const Occurrence *left = a;
	const Occurrence *right = b;

	if (left->position != right->position)
		return left->position < right->position ? -1 : 1;
	return (left->stretch.end > right->stretch.end) -
		(left->stretch.end < right->stretch.end);
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

static void
add_occurrences(OccurrenceList *list, const WicOperand *operand)
{
	for (int i = 0; i < operand->noccurrences; i++)
	{
		Occurrence *occurrence;

		list->occurrences = wic_grow(list->occurrences, list->n, &list->size,
									 sizeof(Occurrence));
		occurrence = &list->occurrences[list->n++];
		occurrence->position = operand->positions[i];
		occurrence->stretch = operand->stretches[i];
	}
}

/* Add the occurrences of the lexemes below item that are not negated. */
static void
gather_items(OccurrenceList *list, const WicMatcher *matcher,
			 const QueryItem *item, Bitmapset **seen)
{
	check_stack_depth();
	if (item->type == QI_OPR)
	{
		if (item->qoperator.oper == OP_NOT)
			return;
		gather_items(list, matcher, item + item->qoperator.left, seen);
		gather_items(list, matcher, item + 1, seen);
	}
	else
	{
		const WicOperand *operand = wic_matcher_operand(matcher, item);
		int			number = operand - matcher->operands;

		if (!bms_is_member(number, *seen))
			add_occurrences(list, operand);
		*seen = bms_add_member(*seen, number);
	}
}

static OccurrenceList
gather(const WicMatcher *matcher, const QueryItem *part)
{
	OccurrenceList list = {0};
	Bitmapset  *seen = NULL;

	gather_items(&list, matcher, part, &seen);
	if (list.n > 0)
		qsort(list.occurrences, list.n, sizeof(Occurrence),
			  compare_occurrences);
	return list;
}

/*
 * The text between two positions, as far as the part's lexemes cover it.
 * Both positions ascend from call to call, and so do the cursors that say
 * which occurrences lie between them.
 */
static void
add_match(HitList *hits, const OccurrenceList *list, int *first, int *behind,
		  int32 from, int32 to, int part)
{
	while (*first < list->n && list->occurrences[*first].position < from)
		++* first;
	*behind = Max(*behind, *first);
	while (*behind < list->n && list->occurrences[*behind].position <= to)
		++* behind;
	if (*first < *behind)
		add_hit(hits, list->occurrences[*first].stretch.start,
				list->occurrences[*behind - 1].stretch.end, part);
}

static void
add_part(HitList *hits, WicMatcher *matcher, const QueryItem *item,
		 int part)
{
	WicPlaces	places;
	OccurrenceList list;
	int			first = 0;
	int			behind = 0;

	if (!wic_matcher_places(matcher, item, &places) || places.negate)
		return;
	list = gather(matcher, item);
	for (int i = 0; i < places.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		add_match(hits, &list, &first, &behind,
				  places.positions[i] - places.width, places.positions[i],
				  part);
	}
	if (list.occurrences != NULL)
		pfree(list.occurrences);
}

/*
 * Visit the parts of the condition; returns the number of the next part.  The
 * sides of an OR are ways to match one part.
 */
static int
add_parts(HitList *hits, WicMatcher *matcher, const QueryItem *item,
		  int part)
{
	const QueryOperator *operator = &item->qoperator;
	int			left;
	int			right;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();

	if (item->type == QI_VAL || operator->oper == OP_PHRASE)
	{
		add_part(hits, matcher, item, part);
		return part + 1;
	}
	if (operator->oper == OP_NOT)
		return part;
	left = add_parts(hits, matcher, item + operator->left, part);
	if (operator->oper == OP_AND)
		return add_parts(hits, matcher, item + 1, left);
	right = add_parts(hits, matcher, item + 1, part);
	return Max(left, right);
}

static void
add_terms(HitList *hits, const WicMatcher *matcher)
{
	for (uint32 i = 0; i < matcher->query->nterms; i++)
	{
		const WicOperand *operand = wic_matcher_term(matcher, i);

		if (!wic_term_scores(&matcher->query->terms[i]))
			continue;
		for (int j = 0; j < operand->noccurrences; j++)
			add_hit(hits, operand->stretches[j].start,
					operand->stretches[j].end, i);
	}
}

static WicHit *
collect_hits(WicMatcher *matcher, bool or_terms, int *nhits)
{
	MemoryContext result = CurrentMemoryContext;
	HitList		list = {0};
	WicHit	   *hits;

	MemoryContextReset(matcher->scratch);
	MemoryContextSwitchTo(matcher->scratch);
	if (matcher->condition->size > 0)
		add_parts(&list, matcher, GETQUERY(matcher->condition), 0);
	if (list.n == 0 && or_terms)
		add_terms(&list, matcher);
	if (list.n > 0)
		qsort(list.hits, list.n, sizeof(WicHit), compare_hits);
	MemoryContextSwitchTo(result);

	hits = palloc_extended(sizeof(WicHit) * ((Size) list.n + 1),
						   MCXT_ALLOC_HUGE);
	if (list.n > 0)
		memcpy(hits, list.hits, sizeof(WicHit) * list.n);
	MemoryContextReset(matcher->scratch);
	*nhits = list.n;
	return hits;
}

WicHit	   *
wic_matcher_hits(WicMatcher *matcher, int *nhits)
{
	return collect_hits(matcher, true, nhits);
}

WicHit	   *
wic_matcher_part_hits(WicMatcher *matcher, int *nhits)
{
	return collect_hits(matcher, false, nhits);
}
