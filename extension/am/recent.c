/*-------------------------------------------------------------------------
 *
 * recent.c
 *	  A plan over pending documents.
 *
 * extension/am/recent.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/recent.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* What is looked for, and what of it the document has. */
typedef struct Operand
{
	WicKey		key;
	bool		with_positions;
	uint64		tf;
	uint32	   *positions;
	Size		size;
} Operand;

typedef struct Recent Recent;

/* A condition that has to be judged. */
typedef struct Check
{
	Recent	   *recent;
	WicJudge	judge;
	Operand   **operands;		/* for each item */
} Check;

/* The terms of which a filter wants any, or those that score. */
typedef struct TermList
{
	Operand   **operands;
	int			n;
} TermList;

struct Recent
{
	Relation	index;
	const WicChain *chain;
	const WicPlan *plan;
	WicScoring *scoring;
	MemoryContext context;
	Operand    *operands;		/* all exact ones, sorted; then prefixes */
	int			noperands;
	int			nexact;
	Check	   *checks;			/* for each filter */
	TermList   *any;			/* likewise */
	TermList	scored;
	WicRecentVisitor visit;
	void	   *arg;
};

/* ---- operands ---- */

static int
compare_operands(const void *a, const void *b)
{
	const WicKey *left = &((const Operand *) a)->key;
	const WicKey *right = &((const Operand *) b)->key;

	if (left->is_prefix != right->is_prefix)
		return left->is_prefix - right->is_prefix;
	return wic_key_compare((const uint8 *) left->lexeme, left->length,
						   (const uint8 *) right->lexeme, right->length);
}

static void
add_operand(Recent *recent, WicKey key, bool with_positions)
{
	Operand    *operand = &recent->operands[recent->noperands++];

	operand->key = key;
	operand->with_positions = with_positions;
}

static void
add_terms(Recent *recent, const WicQuery *query)
{
	for (uint32 i = 0; i < query->nterms; i++)
		if (wic_term_scores(&query->terms[i]))
			add_operand(recent, wic_plan_term_key(query, i), false);
}

static void
add_condition(Recent *recent, TSQuery condition)
{
	bool	   *positions = wic_condition_positions(condition,
													recent->plan->is_vector);

	for (int i = 0; i < condition->size; i++)
		if (GETQUERY(condition)[i].type == QI_VAL)
			add_operand(recent, wic_plan_item_key(condition, i),
						positions[i]);
	pfree(positions);
}

/* Duplicates become one, which has positions if any of them has. */
static void
unite_operands(Recent *recent)
{
	Operand    *operands = recent->operands;
	int			used = 0;

	qsort(operands, recent->noperands, sizeof(Operand), compare_operands);
	for (int i = 0; i < recent->noperands; i++)
	{
		if (used > 0 &&
			compare_operands(&operands[used - 1], &operands[i]) == 0)
			operands[used - 1].with_positions |= operands[i].with_positions;
		else
			operands[used++] = operands[i];
	}
	recent->noperands = used;
	while (recent->nexact < used &&
		   !operands[recent->nexact].key.is_prefix)
		recent->nexact++;
}

static void
gather_operands(Recent *recent)
{
	const WicPlan *plan = recent->plan;
	int			max = plan->rank != NULL ? plan->rank->nterms : 0;

	for (int i = 0; i < plan->nfilters; i++)
		max += plan->filters[i].condition != NULL ?
			plan->filters[i].condition->size :
			plan->filters[i].query->nterms;
	recent->operands = palloc0(sizeof(Operand) * (max + 1));

	for (int i = 0; i < plan->nfilters; i++)
	{
		if (plan->filters[i].condition != NULL)
			add_condition(recent, plan->filters[i].condition);
		else
			add_terms(recent, plan->filters[i].query);
	}
	if (plan->rank != NULL)
		add_terms(recent, plan->rank);
	unite_operands(recent);
}

static Operand *
find_operand(const Recent *recent, WicKey key)
{
	Operand		wanted = {key};

	return bsearch(&wanted, recent->operands, recent->noperands,
				   sizeof(Operand), compare_operands);
}

static void
make_term_list(Recent *recent, const WicQuery *query, TermList *list)
{
	list->operands = palloc(sizeof(Operand *) * (query->nterms + 1));
	for (uint32 i = 0; i < query->nterms; i++)
		if (wic_term_scores(&query->terms[i]))
			list->operands[list->n++] =
				find_operand(recent, wic_plan_term_key(query, i));
}

/* ---- what a judge asks ---- */

static bool
item_occurs(void *arg, int item)
{
	return ((Check *) arg)->operands[item]->tf > 0;
}

static uint32 *
item_positions(void *arg, int item, Size *n)
{
	Operand    *operand = ((Check *) arg)->operands[item];

	*n = operand->tf;
	return operand->positions;
}

static void
make_check(Recent *recent, Check *check, TSQuery condition)
{
	check->recent = recent;
	wic_judge_init(&check->judge, condition, recent->plan->is_vector,
				   recent->context);
	check->judge.occurs = item_occurs;
	check->judge.positions = item_positions;
	check->judge.arg = check;
	check->operands = palloc0(sizeof(Operand *) * (condition->size + 1));
	for (int i = 0; i < condition->size; i++)
		if (GETQUERY(condition)[i].type == QI_VAL)
			check->operands[i] =
				find_operand(recent, wic_plan_item_key(condition, i));
}

static void
make_checks(Recent *recent)
{
	const WicPlan *plan = recent->plan;

	recent->checks = palloc0(sizeof(Check) * (plan->nfilters + 1));
	recent->any = palloc0(sizeof(TermList) * (plan->nfilters + 1));
	for (int i = 0; i < plan->nfilters; i++)
	{
		const WicFilter *filter = &plan->filters[i];

		if (filter->condition != NULL)
			make_check(recent, &recent->checks[i], filter->condition);
		else
			make_term_list(recent, filter->query, &recent->any[i]);
	}
	if (plan->rank != NULL)
		make_term_list(recent, plan->rank, &recent->scored);
}

/* ---- a document ---- */

/* Room for so many positions. */
static void
reserve(Recent *recent, Operand *operand, Size size)
{
	if (size <= operand->size)
		return;
	operand->size = size + size / 2 + 16;
	operand->positions = operand->positions == NULL ?
		MemoryContextAllocHuge(recent->context,
							   operand->size * sizeof(uint32)) :
		repalloc_huge(operand->positions, operand->size * sizeof(uint32));
}

/* Note that the operand has the entry; false if that is damaged. */
static bool
note(Recent *recent, Operand *operand, const WicVectorReader *entry)
{
	if (operand->with_positions)
	{
		reserve(recent, operand, operand->tf + entry->tf);
		if (!wic_vector_positions(entry, operand->positions + operand->tf))
			return false;
	}
	operand->tf += entry->tf;
	return true;
}

static bool
has_prefix(const WicVectorReader *entry, const WicKey *key)
{
	return entry->key_len >= key->length &&
		memcmp(entry->key, key->lexeme, key->length) == 0;
}

/* Entries and exact operands are both in order; *at is the next of these. */
static bool
note_exact(Recent *recent, int *at, const WicVectorReader *entry)
{
	for (; *at < recent->nexact; (*at)++)
	{
		Operand    *operand = &recent->operands[*at];
		const uint8 *lexeme = (const uint8 *) operand->key.lexeme;
		int			order = wic_key_compare(lexeme, operand->key.length,
											entry->key, entry->key_len);

		if (order >= 0)
			return order > 0 || note(recent, operand, entry);
	}
	return true;
}

static bool
note_prefixes(Recent *recent, const WicVectorReader *entry)
{
	for (int i = recent->nexact; i < recent->noperands; i++)
		if (has_prefix(entry, &recent->operands[i].key) &&
			!note(recent, &recent->operands[i], entry))
			return false;
	return true;
}

static bool
read_document(Recent *recent, const WicPendingDocument *document,
			  uint64 *length)
{
	WicVectorReader reader;
	WicNodeStep step;
	int			at = 0;

	for (int i = 0; i < recent->noperands; i++)
		recent->operands[i].tf = 0;
	if (!wic_vector_open(&reader, document->vector, document->length))
		return false;
	*length = reader.length;

	while ((step = wic_vector_next(&reader)) == WIC_NODE_ENTRY)
		if (!note_exact(recent, &at, &reader) ||
			!note_prefixes(recent, &reader))
			return false;
	return step == WIC_NODE_END;
}

static bool
any_occurs(const TermList *list)
{
	for (int i = 0; i < list->n; i++)
		if (list->operands[i]->tf > 0)
			return true;
	return false;
}

static bool
holds(Recent *recent, bool is_stripped)
{
	const WicPlan *plan = recent->plan;

	for (int i = 0; i < plan->nfilters; i++)
	{
		recent->checks[i].judge.is_stripped = is_stripped;
		if (plan->filters[i].condition == NULL ?
			!any_occurs(&recent->any[i]) :
			!wic_judge_holds(&recent->checks[i].judge))
			return false;
	}
	return true;
}

static uint64
score_of(const Recent *recent, uint64 length)
{
	WicScoring *scoring = recent->scoring;
	uint8		norm = wic_norm_from_length(Min(length, PG_UINT32_MAX));
	uint64		score = 0;

	for (int i = 0; i < recent->scored.n; i++)
	{
		uint64		tf = recent->scored.operands[i]->tf;

		if (tf > 0)
			score += wic_scoring_term(scoring, &scoring->terms[i],
									  Min(tf, WIC_TF_MAX), norm);
	}
	return score;
}

static void
visit_document(void *arg, const WicPendingDocument *document)
{
	Recent	   *recent = arg;
	ItemPointerData row = document->row;
	uint64		length;

	CHECK_FOR_INTERRUPTS();
	if (recent->plan->nfilters > 0 || recent->scoring != NULL)
	{
		if (!read_document(recent, document, &length))
			wic_page_damaged(recent->index, recent->chain->head,
							 "damaged pending document");
		if (!holds(recent, document->is_stripped))
			return;
	}
	recent->visit(recent->arg, &row,
				  recent->scoring == NULL ? 0 : score_of(recent, length));
}

void
wic_recent_read(Relation index, const WicChain *chain, const WicPlan *plan,
				WicScoring *scoring, WicRecentVisitor visit, void *arg)
{
	MemoryContext context;
	MemoryContext old;
	Recent	   *recent;

	if (plan->never || chain->head == InvalidBlockNumber)
		return;
	context = AllocSetContextCreate(CurrentMemoryContext,
									"wicsearch pending", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(context);
	recent = palloc0(sizeof(Recent));
	recent->index = index;
	recent->chain = chain;
	recent->plan = plan;
	recent->scoring = scoring;
	recent->context = context;
	recent->visit = visit;
	recent->arg = arg;
	gather_operands(recent);
	make_checks(recent);
	wic_pending_read(index, chain, visit_document, recent);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}
