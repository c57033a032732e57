/*-------------------------------------------------------------------------
 *
 * condition.c
 *	  Is a condition true, and where?
 *
 * extension/pg/condition.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "pg/condition.h"

/* Which of two aligned lists a position must be in to be kept. */
#define KEEP_BOTH	0x01
#define KEEP_LEFT	0x02
#define KEEP_RIGHT	0x04

/*
 * Merge two lists whose positions are shifted to be comparable, keeping the
 * positions that keep asks for.  True if any is kept.
 */
static bool
merge(WicPlaces *out, const WicPlaces *left, int left_shift,
	  const WicPlaces *right, int right_shift, int keep)
{
	int			i = 0;
	int			j = 0;

	out->positions = palloc_extended(sizeof(int32) *
									 ((Size) left->n + right->n + 1),
									 MCXT_ALLOC_HUGE);
	out->owned = true;
	out->n = 0;
	while (i < left->n || j < right->n)
	{
		int64		l = i < left->n ?
		(int64) left->positions[i] + left_shift : PG_INT64_MAX;
		int64		r = j < right->n ?
		(int64) right->positions[j] + right_shift : PG_INT64_MAX;
		int			where = l < r ? KEEP_LEFT : KEEP_RIGHT;

		if (l == r)
			where = KEEP_BOTH;
		if ((keep & where) != 0)
			out->positions[out->n++] = (int32) Min(l, r);
		i += l <= r;
		j += r <= l;
	}
	return out->n > 0;
}

/* L and R, each possibly "everywhere but": which positions to keep. */
static bool
conjunction(WicPlaces *out, const WicPlaces *left, int left_shift,
			const WicPlaces *right, int right_shift)
{
	out->negate = left->negate && right->negate;
	if (out->negate)
	{
		merge(out, left, left_shift, right, right_shift,
			  KEEP_BOTH | KEEP_LEFT | KEEP_RIGHT);
		return true;
	}
	return merge(out, left, left_shift, right, right_shift,
				 left->negate ? KEEP_RIGHT :
				 right->negate ? KEEP_LEFT : KEEP_BOTH);
}

static bool
disjunction(WicPlaces *out, const WicPlaces *left, int left_shift,
			const WicPlaces *right, int right_shift)
{
	int			keep = KEEP_BOTH | KEEP_LEFT | KEEP_RIGHT;

	out->negate = left->negate || right->negate;
	if (left->negate && right->negate)
		keep = KEEP_BOTH;
	else if (left->negate)
		keep = KEEP_LEFT;
	else if (right->negate)
		keep = KEEP_RIGHT;
	return merge(out, left, left_shift, right, right_shift, keep) ||
		out->negate;
}

/* Everywhere but where item matches.  The width stays, as in core. */
static bool
negated_places(const WicOccurrences *occurrences, const QueryItem *item,
			   WicPlaces *out)
{
	if (!wic_condition_places(occurrences, item, out))
	{
		out->n = 0;
		out->negate = true;
		return true;
	}
	out->negate = !out->negate;
	return out->negate || out->n > 0;
}

static void
release(WicPlaces *places)
{
	if (places->owned)
		pfree(places->positions);
}

/* Put two sides together, whose narrower one ends with the wider one. */
static bool
combine(const QueryOperator *operator, WicPlaces *left, WicPlaces *right,
		WicPlaces *out)
{
	if (operator->oper == OP_PHRASE)
	{
		out->width = operator->distance + left->width + right->width;
		return conjunction(out, left, operator->distance + right->width,
						   right, 0);
	}

	out->width = Max(left->width, right->width);
	return (operator->oper == OP_AND ? conjunction : disjunction)
		(out, left, out->width - left->width,
		 right, out->width - right->width);
}

/*
 * Follows core's TS_phrase_execute, in which the narrower side of an AND or
 * OR is aligned with the end of the wider one, and a side of an OR that does
 * not match has no width.
 */
bool
wic_condition_places(const WicOccurrences *occurrences, const QueryItem *item,
					 WicPlaces *out)
{
	const QueryOperator *operator = &item->qoperator;
	WicPlaces	left;
	WicPlaces	right;
	bool		left_holds;
	bool		right_holds;
	bool		holds;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();

	memset(out, 0, sizeof(WicPlaces));
	if (item->type == QI_VAL)
		return occurrences->places(occurrences->arg, item, out);
	if (operator->oper == OP_NOT)
		return negated_places(occurrences, item + 1, out);

	left_holds = wic_condition_places(occurrences, item + operator->left,
									  &left);
	if (!left_holds && operator->oper != OP_OR)
		return false;
	right_holds = wic_condition_places(occurrences, item + 1, &right);
	if (!right_holds && (operator->oper != OP_OR || !left_holds))
	{
		release(&left);
		return false;
	}

	if (!left_holds)
		left.width = left.n = 0;
	if (!right_holds)
		right.width = right.n = 0;
	holds = combine(operator, &left, &right, out);
	release(&left);
	release(&right);
	return holds;
}

/*
 * A phrase of nothing but values, the common one: each must stand at a fixed
 * distance before the last.
 */
#define CHAIN_MAX	64

typedef struct ChainValue
{
	const QueryItem *item;
	int64		offset;			/* from the last value; not above 0 */
	WicPlaces	places;
	int			at;
} ChainValue;

typedef struct Chain
{
	ChainValue	values[CHAIN_MAX];
	int			n;
	int			nloaded;
} Chain;

/*
 * Add the values of a phrase that ends at an offset; *start is the offset it
 * begins at.  False if there is anything else in it, or too much.
 */
static bool
add_to_chain(Chain *chain, const QueryItem *item, int64 end, int64 *start)
{
	ChainValue *value = &chain->values[chain->n];

	if (item->type == QI_VAL)
	{
		if (chain->n == CHAIN_MAX)
			return false;
		chain->n++;
		value->item = item;
		value->offset = end;
		*start = end;
		return true;
	}
	check_stack_depth();
	return item->qoperator.oper == OP_PHRASE &&
		add_to_chain(chain, item + 1, end, start) &&
		add_to_chain(chain, item + item->qoperator.left,
					 *start - item->qoperator.distance, start);
}

/* To the value's first position that lets the chain end at `end` or later. */
static bool
advance(ChainValue *value, int64 *end)
{
	const WicPlaces *places = &value->places;

	while (value->at < places->n &&
		   places->positions[value->at] - value->offset < *end)
		value->at++;
	if (value->at == places->n)
		return false;
	*end = places->positions[value->at] - value->offset;
	return true;
}

/* Go round until all agree on one end.  Places are asked for when needed. */
static bool
chain_holds(const WicOccurrences *occurrences, Chain *chain)
{
	int64		end = PG_INT64_MIN;
	int			agreed = 0;

	for (int i = 0; agreed < chain->n; i = (i + 1) % chain->n)
	{
		ChainValue *value = &chain->values[i];
		int64		before = end;

		if (i == chain->nloaded)
		{
			memset(&value->places, 0, sizeof(WicPlaces));
			value->at = 0;
			if (!occurrences->places(occurrences->arg, value->item,
									 &value->places))
				return false;
			chain->nloaded++;
		}
		if (!advance(value, &end))
			return false;
		agreed = end == before ? agreed + 1 : 1;
	}
	return true;
}

static bool
phrase_holds(const WicOccurrences *occurrences, const QueryItem *item)
{
	Chain		chain;
	WicPlaces	places;
	int64		start;

	CHECK_FOR_INTERRUPTS();
	chain.n = chain.nloaded = 0;
	if (add_to_chain(&chain, item, 0, &start))
		return chain_holds(occurrences, &chain);
	return wic_condition_places(occurrences, item, &places);
}

bool
wic_condition_holds(const WicOccurrences *occurrences, const QueryItem *item)
{
	const QueryOperator *operator = &item->qoperator;

	check_stack_depth();
	if (item->type == QI_VAL)
		return occurrences->occurs(occurrences->arg, item);

	switch (operator->oper)
	{
		case OP_NOT:
			return !wic_condition_holds(occurrences, item + 1);
		case OP_AND:
			return wic_condition_holds(occurrences, item + operator->left) &&
				wic_condition_holds(occurrences, item + 1);
		case OP_OR:
			return wic_condition_holds(occurrences, item + operator->left) ||
				wic_condition_holds(occurrences, item + 1);
		case OP_PHRASE:
			return phrase_holds(occurrences, item);
		default:
			elog(ERROR, "unrecognized operator: %d", operator->oper);
	}
}
