/*-------------------------------------------------------------------------
 *
 * filter.c
 *	  The filters of a plan over one segment.
 *
 * extension/am/filter.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/filter.h"
#include "am/runs.h"
#include "miscadmin.h"
#include "utils/memutils.h"

static WicCursor *
open_cursor(WicSegmentFilter *filter, const WicKey *key, bool with_positions)
{
	MemoryContext old = MemoryContextSwitchTo(filter->context);
	WicCursor  *cursor = wic_cursor_open(filter->segment, key,
										 with_positions);

	if (cursor != NULL)
	{
		filter->cursors = wic_grow(filter->cursors, filter->ncursors,
								   &filter->cursors_size,
								   sizeof(WicCursor *));
		filter->cursors[filter->ncursors++] = cursor;
	}
	MemoryContextSwitchTo(old);
	return cursor;
}

static WicCursor *
leaf_cursor(WicSegmentFilter *filter, WicLeaf *leaf)
{
	if (!leaf->is_open)
	{
		leaf->cursor = open_cursor(filter, &leaf->key, leaf->with_positions);
		leaf->is_open = true;
	}
	return leaf->cursor;
}

/* ---- what a judge asks ---- */

static bool
item_occurs(void *arg, int item)
{
	WicCheck   *check = arg;
	WicCursor  *cursor = leaf_cursor(check->filter, &check->leaves[item]);

	if (cursor == NULL)
		return false;
	wic_cursor_seek(cursor, check->filter->doc);
	return cursor->doc == check->filter->doc;
}

static uint32 *
item_positions(void *arg, int item, Size *n)
{
	WicCheck   *check = arg;

	return wic_cursor_positions(check->leaves[item].cursor, n);
}

/* ---- candidates ---- */

static WicIterator *
value_candidates(WicSegmentFilter *filter, WicCursor *cursor,
				 bool is_required)
{
	if (cursor == NULL)
		return NULL;
	if (is_required)
	{
		filter->required = wic_grow(filter->required, filter->nrequired,
									&filter->required_size,
									sizeof(WicCursor *));
		filter->required[filter->nrequired++] = cursor;
	}
	return wic_iterator_cursor(cursor);
}

/* The sides of a tree of AND and <->, or of OR, however it is balanced. */
static int
gather_sides(const QueryItem *item, WicIteratorKind kind,
			 const QueryItem **sides, int n)
{
	WicIteratorKind own = WIC_ITERATE_AND;

	check_stack_depth();
	if (item->type == QI_OPR && item->qoperator.oper == OP_OR)
		own = WIC_ITERATE_OR;
	if (item->type == QI_VAL || item->qoperator.oper == OP_NOT || own != kind)
	{
		sides[n] = item;
		return n + 1;
	}
	n = gather_sides(item + item->qoperator.left, kind, sides, n);
	return gather_sides(item + 1, kind, sides, n);
}

/* What is known soonest to be missing comes first: lexemes, then prefixes. */
static int
effort(const QueryItem *item)
{
	if (item->type == QI_VAL)
		return item->qoperand.prefix ? 1 : 0;
	return 2;
}

static int
compare_sides(const void *a, const void *b)
{
	return effort(*(const QueryItem *const *) a) -
		effort(*(const QueryItem *const *) b);
}

/*
 * Candidates for an AND or a phrase whose parts are those; pairs that follow
 * from it are mostly rarer than those that were asked for.
 */
static WicIterator *
join_all(WicCheck *check, const QueryItem *item, WicIterator **parts, int n,
		 bool is_required)
{
	TSQuery		condition = check->judge.condition;
	WicKey	   *keys = palloc(sizeof(WicKey) * condition->size);
	int			nkeys = 0;
	WicIterator **all;

	if (check->filter->has_runs)
		nkeys = wic_runs_between(condition, item, keys, 0);
	all = palloc(sizeof(WicIterator *) * (n + nkeys));
	memcpy(all, parts, sizeof(WicIterator *) * n);
	for (int i = 0; i < nkeys; i++)
		all[n + i] = value_candidates(check->filter,
									  open_cursor(check->filter, &keys[i],
												  false),
									  is_required);
	return wic_iterator_join(WIC_ITERATE_AND, all, n + nkeys);
}

/*
 * A negation lets all documents pass here.  Where a list is missing from the
 * segment, those that need it are not opened any more.
 */
static WicIterator *
condition_candidates(WicCheck *check, const QueryItem *item, bool is_required)
{
	WicSegmentFilter *filter = check->filter;
	const QueryItem *items = GETQUERY(check->judge.condition);
	WicIteratorKind kind = WIC_ITERATE_AND;
	const QueryItem **sides;
	WicIterator **parts;
	int			n;

	check_stack_depth();
	if (item->type == QI_VAL)
		return value_candidates(filter,
								leaf_cursor(filter,
											&check->leaves[item - items]),
								is_required);
	if (item->qoperator.oper == OP_NOT)
		return wic_iterator_all(filter->segment->entry.ndocs);

	if (item->qoperator.oper == OP_OR)
		kind = WIC_ITERATE_OR;
	sides = palloc(sizeof(QueryItem *) * check->judge.condition->size);
	n = gather_sides(item, kind, sides, 0);
	qsort(sides, n, sizeof(QueryItem *), compare_sides);
	parts = palloc(sizeof(WicIterator *) * n);
	for (int i = 0; i < n; i++)
	{
		parts[i] = condition_candidates(check, sides[i], is_required &&
										kind == WIC_ITERATE_AND);
		if (parts[i] == NULL && kind == WIC_ITERATE_AND)
			return NULL;
	}
	pfree(sides);
	if (kind == WIC_ITERATE_AND)
		return join_all(check, item, parts, n, is_required);
	return wic_iterator_join(kind, parts, n);
}

/* Any of the terms of a query. */
static WicIterator *
term_candidates(WicSegmentFilter *filter, const WicQuery *query)
{
	WicIterator **parts = palloc(sizeof(WicIterator *) * (query->nterms + 1));
	int			n = 0;

	for (uint32 i = 0; i < query->nterms; i++)
	{
		WicKey		key = wic_plan_term_key(query, i);

		if (wic_term_scores(&query->terms[i]))
			parts[n++] = value_candidates(filter,
										  open_cursor(filter, &key, false),
										  query->nterms == 1);
	}
	return wic_iterator_join(WIC_ITERATE_OR, parts, n);
}

static void
make_leaves(WicCheck *check, bool is_vector)
{
	TSQuery		condition = check->judge.condition;
	QueryItem  *items = GETQUERY(condition);
	bool	   *positions = wic_condition_positions(condition, is_vector);

	check->leaves = palloc0(sizeof(WicLeaf) * (condition->size + 1));
	for (int i = 0; i < condition->size; i++)
	{
		if (items[i].type != QI_VAL)
			continue;
		check->leaves[i].key = wic_plan_item_key(condition, i);
		check->leaves[i].with_positions = positions[i];
	}
	pfree(positions);
}

static WicIterator *
filter_candidates(WicSegmentFilter *filter, const WicPlan *plan,
				  const WicFilter *one)
{
	WicCheck   *check = &filter->checks[filter->nchecks];

	if (one->condition == NULL)
		return term_candidates(filter, one->query);
	if (one->condition->size == 0)
		return NULL;

	check->filter = filter;
	check->judge.condition = one->condition;
	make_leaves(check, plan->is_vector);
	if (!wic_condition_is_monotone(one->condition, plan->is_vector))
	{
		WicJudge   *judge = &check->judge;

		wic_judge_init(judge, one->condition, plan->is_vector,
					   filter->context);
		judge->is_stripped =
			(filter->segment->entry.flags & WIC_SEGMENT_STRIPPED) != 0;
		judge->occurs = item_occurs;
		judge->positions = item_positions;
		judge->arg = check;
		filter->nchecks++;
	}
	return condition_candidates(check, GETQUERY(one->condition), true);
}

WicSegmentFilter *
wic_filter_open(WicSegment *segment, const WicPlan *plan)
{
	WicSegmentFilter *filter = palloc0(sizeof(WicSegmentFilter));
	WicIterator **parts = palloc(sizeof(WicIterator *) * (plan->nfilters + 1));
	int			n = 0;

	filter->segment = segment;
	filter->context = CurrentMemoryContext;
	filter->has_runs = plan->has_runs;
	if (plan->never || segment->entry.ndocs == 0)
		return filter;
	if (plan->nfilters == 0)
	{
		filter->candidates = wic_iterator_all(segment->entry.ndocs);
		return filter;
	}

	filter->checks = palloc0(sizeof(WicCheck) * (plan->nfilters + 1));
	for (int i = 0; i < plan->nfilters; i++)
	{
		parts[n++] = filter_candidates(filter, plan, &plan->filters[i]);
		if (parts[i] == NULL)
			return filter;
	}
	filter->candidates = wic_iterator_join(WIC_ITERATE_AND, parts, n);
	return filter;
}

void
wic_filter_close(WicSegmentFilter *filter)
{
	for (int i = 0; i < filter->ncursors; i++)
		wic_cursor_close(filter->cursors[i]);
}

uint32
wic_filter_next(WicSegmentFilter *filter, uint32 target)
{
	if (filter->candidates == NULL)
		return WIC_NO_DOCUMENT;
	for (;; target++)
	{
		CHECK_FOR_INTERRUPTS();
		target = wic_iterator_seek(filter->candidates, target);
		if (target == WIC_NO_DOCUMENT ||
			!wic_segment_is_deleted(filter->segment, target))
			return target;
	}
}

bool
wic_filter_holds(WicSegmentFilter *filter, uint32 doc)
{
	filter->doc = doc;
	for (int i = 0; i < filter->nchecks; i++)
		if (!wic_judge_holds(&filter->checks[i].judge))
			return false;
	return true;
}

static bool
equal_keys(const WicKey *a, const WicKey *b)
{
	return a->length == b->length && a->is_prefix == b->is_prefix &&
		memcmp(a->lexeme, b->lexeme, a->length) == 0;
}

WicCursor  *
wic_filter_cursor(const WicSegmentFilter *filter, const WicKey *key)
{
	for (int i = 0; i < filter->nrequired; i++)
	{
		WicCursor  *cursor = filter->required[i];

		if (equal_keys(&cursor->key, key) &&
			(!key->is_prefix || cursor->tfs != NULL))
			return cursor;
	}
	return NULL;
}

bool
wic_filter_count(const WicSegmentFilter *filter, uint64 *count)
{
	const WicIterator *candidates = filter->candidates;

	*count = 0;
	if (candidates == NULL)
		return true;
	if (filter->nchecks > 0 || filter->segment->entry.ndeleted > 0 ||
		(candidates->kind != WIC_ITERATE_CURSOR &&
		 candidates->kind != WIC_ITERATE_ALL))
		return false;
	*count = candidates->cost;
	return true;
}
