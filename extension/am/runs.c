/*-------------------------------------------------------------------------
 *
 * runs.c
 *	  What follows from how runs of CJK are cut.
 *
 * extension/am/runs.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/runs.h"
#include "core/reader.h"
#include "miscadmin.h"
#include "tsearch/ts_utils.h"

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

TSQuery
wic_runs_simplify(TSQuery condition)
{
	if (condition->size == 0)
		return condition;
	return QTN2QT(simplify_node(QT2QTN(GETQUERY(condition),
									   GETOPERAND(condition))));
}

/* ---- between two pairs ---- */

/* The value of a phrase's side that is next to the other side. */
static const QueryItem *
value_at_end(const QueryItem *item, bool is_left)
{
	while (item->type == QI_OPR && item->qoperator.oper == OP_PHRASE)
		item += is_left ? 1 : item->qoperator.left;
	return item->type == QI_VAL ? item : NULL;
}

/* Where the second character of a pair begins; 0 if it is none. */
static int
middle_of_pair(TSQuery condition, const QueryItem *item)
{
	const char *lexeme = GETOPERAND(condition) + item->qoperand.distance;
	int			length = item->qoperand.length;
	int			first = cjk_length(lexeme, length);

	if (item->qoperand.prefix || first == 0 || first == length ||
		cjk_length(lexeme + first, length - first) != length - first)
		return 0;
	return first;
}

/* The second character of one pair, and the first of the other. */
static bool
pair_between(TSQuery condition, const QueryItem *left, const QueryItem *right,
			 WicKey *key)
{
	const char *operands = GETOPERAND(condition);
	int			left_middle = middle_of_pair(condition, left);
	int			right_middle = middle_of_pair(condition, right);
	int			left_rest = left->qoperand.length - left_middle;
	char	   *lexeme;

	if (left_middle == 0 || right_middle == 0)
		return false;
	lexeme = palloc(left_rest + right_middle);
	memcpy(lexeme, operands + left->qoperand.distance + left_middle,
		   left_rest);
	memcpy(lexeme + left_rest, operands + right->qoperand.distance,
		   right_middle);
	key->lexeme = lexeme;
	key->length = left_rest + right_middle;
	key->is_prefix = false;
	return true;
}

int
wic_runs_between(TSQuery condition, const QueryItem *item, WicKey *keys,
				 int n)
{
	const QueryOperator *operator = &item->qoperator;
	const QueryItem *left;
	const QueryItem *right;

	check_stack_depth();
	if (item->type == QI_VAL ||
		(operator->oper != OP_AND && operator->oper != OP_PHRASE))
		return n;

	left = value_at_end(item + operator->left, true);
	right = value_at_end(item + 1, false);
	if (operator->oper == OP_PHRASE && operator->distance == 2 &&
		left != NULL && right != NULL &&
		pair_between(condition, left, right, &keys[n]))
		n++;
	n = wic_runs_between(condition, item + operator->left, keys, n);
	return wic_runs_between(condition, item + 1, keys, n);
}
