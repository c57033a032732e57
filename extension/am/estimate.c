/*-------------------------------------------------------------------------
 *
 * estimate.c
 *	  How many documents match a query, and what it takes to find them.
 *
 * How often each lexeme occurs is looked up, so that only how they occur
 * together is guessed: words of one query occur together more often than by
 * chance, hence the exponent, and two that do are neighbours in about one of
 * two documents.
 *
 *	  AND		the product of the shares to the power of 0.7, but no more
 *				than the least
 *	  phrase	half of that
 *	  OR, NOT	as if by chance
 *
 * Pending documents are taken to be like all others, unless there are no
 * others.
 *
 * extension/am/estimate.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "am/estimate.h"
#include "am/statistics.h"
#include "core/posting.h"
#include "miscadmin.h"
#include "tsearch/ts_utils.h"
#include "utils/snapmgr.h"

#define TOGETHER_EXPONENT	0.7
#define PHRASE_SHARE		0.5

/* A part of a condition. */
typedef struct Part
{
	double		product;		/* of the shares of what is joined by AND */
	double		least;			/* of these shares */
	double		nlists;
	double		postings;
} Part;

/* A condition whose operands have been looked up. */
typedef struct Condition
{
	const QueryItem *items;
	const double *df;			/* of each item that is a value */
	double		ndocuments;
} Condition;

static Part part_of(const Condition *condition, const QueryItem *item);

static double
share_of(const Part *part)
{
	return Min(part->least, part->product);
}

static Part
single(double share, double nlists, double postings)
{
	Part		part = {
		.product = pow(share, TOGETHER_EXPONENT),
		.least = share,
		.nlists = nlists,
		.postings = postings,
	};

	return part;
}

/*
 * The rarer side leads; for each of its documents the other one decodes at
 * most a block of each list.
 */
static Part
joined(const Condition *condition, const Part *a, const Part *b)
{
	const Part *rare = share_of(a) <= share_of(b) ? a : b;
	const Part *other = rare == a ? b : a;
	double		blocks = condition->ndocuments * share_of(rare) *
	other->nlists;
	Part		part = {
		.product = a->product * b->product,
		.least = Min(a->least, b->least),
		.nlists = a->nlists + b->nlists,
		.postings = rare->postings +
		Min(other->postings, blocks * WIC_BLOCK_SIZE),
	};

	return part;
}

static bool
is_operator(const QueryItem *item, int8 oper)
{
	return item->type == QI_OPR && item->qoperator.oper == oper;
}

static const QueryItem *
left_of(const QueryItem *item)
{
	return item + item->qoperator.left;
}

/* All lexemes of a phrase, as if they were joined by AND. */
static Part
phrase_lexemes(const Condition *condition, const QueryItem *item)
{
	Part		left;
	Part		right;

	check_stack_depth();
	if (!is_operator(item, OP_PHRASE))
		return part_of(condition, item);
	left = phrase_lexemes(condition, left_of(item));
	right = phrase_lexemes(condition, item + 1);
	return joined(condition, &left, &right);
}

/* Positions are read of those documents that have all lexemes. */
static Part
phrase(const Condition *condition, const QueryItem *item)
{
	Part		all = phrase_lexemes(condition, item);
	double		share = share_of(&all);

	return single(share * PHRASE_SHARE, all.nlists,
				  all.postings +
				  2 * share * condition->ndocuments * all.nlists);
}

static Part
either(const Condition *condition, const QueryItem *item)
{
	Part		left = part_of(condition, left_of(item));
	Part		right = part_of(condition, item + 1);

	return single(1 - (1 - share_of(&left)) * (1 - share_of(&right)),
				  left.nlists + right.nlists,
				  left.postings + right.postings);
}

static Part
both(const Condition *condition, const QueryItem *item)
{
	Part		left = part_of(condition, left_of(item));
	Part		right = part_of(condition, item + 1);

	return joined(condition, &left, &right);
}

/* All documents are candidates, if nothing else says which. */
static Part
negated(const Condition *condition, const QueryItem *item)
{
	Part		part = part_of(condition, item + 1);

	return single(1 - share_of(&part), part.nlists,
				  part.postings + condition->ndocuments);
}

static Part
part_of(const Condition *condition, const QueryItem *item)
{
	check_stack_depth();
	if (item->type == QI_VAL)
	{
		double		df = condition->df[item - condition->items];

		return single(df / Max(condition->ndocuments, 1), 1, df);
	}
	if (is_operator(item, OP_PHRASE))
		return phrase(condition, item);
	if (is_operator(item, OP_OR))
		return either(condition, item);
	if (is_operator(item, OP_NOT))
		return negated(condition, item);
	return both(condition, item);
}

bool
wic_estimate_begin(WicEstimator *estimator, Relation index)
{
	WicMeta    *meta = &estimator->meta;

	if (!HaveRegisteredOrActiveSnapshot())
		return false;
	estimator->index = index;
	wic_meta_read(index, meta);
	return meta->fingerprint == wic_index_fingerprint(index, meta->level);
}

/* Returns df of each term, at most the number of documents, which it notes. */
static double *
look_up(WicEstimator *estimator, const WicTermSource *terms, int nterms)
{
	WicCounts	counts = {.df = palloc0(sizeof(double) * (nterms + 1))};

	wic_count_segments(estimator->index, &estimator->meta, terms, nterms,
					   &counts);
	if (counts.ndocuments == 0)
		wic_count_pending(estimator->index, &estimator->meta, terms, nterms,
						  &counts);
	for (int i = 0; i < nterms; i++)
		counts.df[i] = Min(counts.df[i], counts.ndocuments);
	estimator->ndocuments = counts.ndocuments;
	return counts.df;
}

/* df of each item that is a value. */
static double *
look_up_items(WicEstimator *estimator, TSQuery condition)
{
	WicTermSource *terms = palloc(sizeof(WicTermSource) * condition->size);
	double	   *item_df = palloc0(sizeof(double) * condition->size);
	const QueryItem *items = GETQUERY(condition);
	int			nterms = 0;
	double	   *df;

	for (int i = 0; i < condition->size; i++)
	{
		const QueryOperand *operand = &items[i].qoperand;

		if (items[i].type != QI_VAL)
			continue;
		terms[nterms].lexeme = GETOPERAND(condition) + operand->distance;
		terms[nterms].length = operand->length;
		terms[nterms].flags = operand->prefix ? WIC_TERM_PREFIX : 0;
		nterms++;
	}
	df = look_up(estimator, terms, nterms);
	for (int i = 0; i < condition->size; i++)
		if (items[i].type == QI_VAL)
			item_df[i] = *df++;
	return item_df;
}

WicEstimate
wic_estimate_condition(WicEstimator *estimator, TSQuery tsquery)
{
	WicEstimate estimate = {0};
	Condition	condition = {.items = GETQUERY(tsquery)};
	Part		part;

	if (tsquery->size == 0)
		return estimate;
	condition.df = look_up_items(estimator, tsquery);
	condition.ndocuments = estimator->ndocuments;
	part = part_of(&condition, condition.items);
	estimate.share = share_of(&part);
	estimate.nlists = part.nlists;
	estimate.postings = part.postings;
	return estimate;
}

/* What the terms that score add to it; any of them may match. */
static void
add_scored(WicEstimator *estimator, const WicQuery *query,
		   WicEstimate *estimate)
{
	WicTermSource *terms = palloc(sizeof(WicTermSource) *
								  (query->nterms + 1));
	int			nterms = 0;
	double		none = 1;
	double	   *df;

	for (uint32 i = 0; i < query->nterms; i++)
	{
		if (!wic_term_scores(&query->terms[i]))
			continue;
		terms[nterms].lexeme = wic_query_lexeme(query, &query->terms[i]);
		terms[nterms].length = query->terms[i].length;
		terms[nterms].flags = query->terms[i].flags;
		nterms++;
	}
	df = look_up(estimator, terms, nterms);
	estimate->nscored = nterms;
	for (int i = 0; i < nterms; i++)
	{
		estimate->scored += df[i];
		none *= 1 - df[i] / Max(estimator->ndocuments, 1);
	}
	if ((query->flags & WIC_QUERY_ANY) == 0)
		return;
	estimate->share = 1 - none;
	estimate->nlists = nterms;
	estimate->postings = estimate->scored;
}

/* Levels script and vocab read text in the same way. */
static bool
reads_alike(uint32 a, uint32 b)
{
	return (a == WIC_LEVEL_EXACT) == (b == WIC_LEVEL_EXACT);
}

WicEstimate
wic_estimate_query(WicEstimator *estimator, const WicQuery *query)
{
	WicEstimate estimate = {0};

	if ((query->flags & WIC_QUERY_ANY) == 0)
		estimate = wic_estimate_condition(estimator,
										  wic_query_condition(query));
	add_scored(estimator, query, &estimate);
	estimate.is_foreign = !wic_index_is_vector(estimator->index) &&
		!reads_alike(estimator->meta.level, query->level);
	return estimate;
}
