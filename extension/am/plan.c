/*-------------------------------------------------------------------------
 *
 * plan.c
 *	  What is asked of the index, in a form that is the same for all segments.
 *
 * extension/am/plan.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/plan.h"
#include "core/reader.h"
#include "miscadmin.h"
#include "tsearch/ts_utils.h"

/* Does the query read text by another configuration than the index does? */
static bool
is_foreign(const WicMeta *meta, const WicQuery *query)
{
	return (meta->flags & WIC_INDEX_VECTOR) == 0 &&
		(query->level == WIC_LEVEL_EXACT) != (meta->level == WIC_LEVEL_EXACT);
}

/* Of an operator's sides, core stores the right one first. */
#define RIGHT	0
#define LEFT	1

/* The last value of a phrase. */
static QTNode *
last_value(QTNode *node)
{
	while (node->valnode->type == QI_OPR &&
		   node->valnode->qoperator.oper == OP_PHRASE)
		node = node->child[RIGHT];
	return node;
}

/* Length of the character that a value begins with, if it is CJK; else 0. */
static int
cjk_length(const char *p, int length)
{
	uint32_t	cp;
	int			n;

	if (length == 0)
		return 0;
	n = wic_utf8_next((const uint8_t *) p, (const uint8_t *) p + length, &cp);
	return wic_char_class(cp) == WIC_CLASS_CJK ? n : 0;
}

/* Is it a pair of CJK characters that ends with the single one `last`? */
static bool
ends_with(const QTNode *node, const QTNode *last)
{
	int			length = last->valnode->qoperand.length;
	int			before;

	if (node->valnode->type != QI_VAL || node->valnode->qoperand.prefix)
		return false;
	before = cjk_length(node->word, node->valnode->qoperand.length);
	return before > 0 &&
		node->valnode->qoperand.length == before + length &&
		memcmp(node->word + before, last->word, length) == 0;
}

static bool
is_character_prefix(const QTNode *node)
{
	int			length = node->valnode->qoperand.length;

	return node->valnode->type == QI_VAL && node->valnode->qoperand.prefix &&
		length > 0 && cjk_length(node->word, length) == length;
}

/*
 * 社會 <-> 會:* is 社會, as every character of a run begins a lexeme.  That
 * holds at the end of a phrase that is not part of another.
 */
static QTNode *
drop_last(QTNode *node)
{
	QTNode	   *left;
	QTNode	   *right;

	if (node->valnode->type != QI_OPR ||
		node->valnode->qoperator.oper != OP_PHRASE)
		return node;
	left = node->child[LEFT];
	right = node->child[RIGHT];
	if (is_character_prefix(right) &&
		node->valnode->qoperator.distance == 1 &&
		ends_with(last_value(left), right))
		return left;
	node->child[RIGHT] = drop_last(right);
	return node;
}

static QTNode *
simplify_node(QTNode *node)
{
	check_stack_depth();
	if (node->valnode->type == QI_VAL)
		return node;
	if (node->valnode->qoperator.oper == OP_PHRASE)
		return drop_last(node);
	for (int i = 0; i < node->nchild; i++)
		node->child[i] = simplify_node(node->child[i]);
	return node;
}

/* A condition on text, without what always holds. */
static TSQuery
simplify(TSQuery condition)
{
	if (condition->size == 0)
		return condition;
	return QTN2QT(simplify_node(QT2QTN(GETQUERY(condition),
									   GETOPERAND(condition))));
}

static void
add_query(WicPlan *plan, const WicMeta *meta, Datum argument)
{
	WicQuery   *query = wic_query_from_datum(argument);
	WicFilter  *filter = &plan->filters[plan->nfilters++];

	plan->is_foreign |= is_foreign(meta, query);
	filter->query = query;
	if ((query->flags & WIC_QUERY_ANY) == 0)
	{
		filter->condition = wic_query_condition(query);
		if (!plan->is_vector)
			filter->condition = simplify(filter->condition);
	}
}

static void
add_key(WicPlan *plan, const WicMeta *meta, ScanKey key)
{
	if ((key->sk_flags & SK_ISNULL) != 0)
		plan->never = true;
	else if (key->sk_strategy == WIC_STRATEGY_QUERY)
		add_query(plan, meta, key->sk_argument);
	else if (key->sk_strategy == WIC_STRATEGY_TSQUERY)
		plan->filters[plan->nfilters++].condition =
			DatumGetTSQuery(key->sk_argument);
	else
		elog(ERROR, "unrecognized strategy: %d", key->sk_strategy);
}

/* NULL <=> NULL: the order is any, and the distance NULL. */
static void
add_order(WicPlan *plan, const WicMeta *meta, ScanKey key)
{
	if ((key->sk_flags & SK_ISNULL) != 0)
		return;
	plan->rank = wic_query_from_datum(key->sk_argument);
	plan->is_foreign |= is_foreign(meta, plan->rank);
}

WicPlan    *
wic_plan_make(const WicMeta *meta, ScanKey keys, int nkeys,
			  ScanKey orders, int norders)
{
	WicPlan    *plan = palloc0(sizeof(WicPlan));

	plan->context = CurrentMemoryContext;
	plan->is_vector = (meta->flags & WIC_INDEX_VECTOR) != 0;
	plan->filters = palloc0(sizeof(WicFilter) * (nkeys + 1));
	for (int i = 0; i < nkeys; i++)
		add_key(plan, meta, &keys[i]);

	if (norders > 1)
		elog(ERROR, "wicsearch index scan in more than one order");
	if (norders == 1)
		add_order(plan, meta, &orders[0]);
	return plan;
}

WicKey
wic_plan_term_key(const WicQuery *query, uint32 term)
{
	WicKey		key;

	key.lexeme = wic_query_lexeme(query, &query->terms[term]);
	key.length = query->terms[term].length;
	key.is_prefix = wic_term_is_prefix(&query->terms[term]);
	return key;
}

WicKey
wic_plan_item_key(TSQuery condition, int item)
{
	const QueryOperand *operand = &GETQUERY(condition)[item].qoperand;
	WicKey		key;

	key.lexeme = GETOPERAND(condition) + operand->distance;
	key.length = operand->length;
	key.is_prefix = operand->prefix;
	return key;
}
