/*-------------------------------------------------------------------------
 *
 * query_node.c
 *	  Nodes of a condition, before it becomes a tsquery.
 *
 * extension/pg/query_node.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/query.h"
#include "pg/query_node.h"
#include "utils/pg_crc.h"

void
wic_node_list_add(WicNodeList *list, QTNode *node)
{
	list->nodes = wic_grow(list->nodes, list->n, &list->size,
						   sizeof(QTNode *));
	list->nodes[list->n++] = node;
}

QTNode	   *
wic_node_operand(const char *lexeme, int length, bool is_prefix)
{
	QTNode	   *node = palloc0(sizeof(QTNode));
	QueryOperand *operand = palloc0(sizeof(QueryItem));
	pg_crc32	crc;

	INIT_LEGACY_CRC32(crc);
	COMP_LEGACY_CRC32(crc, lexeme, length);
	FIN_LEGACY_CRC32(crc);

	operand->type = QI_VAL;
	operand->prefix = is_prefix;
	operand->valcrc = (int32) crc;
	operand->length = length;
	node->valnode = (QueryItem *) operand;
	node->word = unconstify(char *, lexeme);
	return node;
}

QTNode	   *
wic_node_operator(int8 oper, int distance, QTNode *left, QTNode *right)
{
	QTNode	   *node = palloc0(sizeof(QTNode));
	QueryOperator *operator = palloc0(sizeof(QueryItem));

	operator->type = QI_OPR;
	operator->oper = oper;
	operator->distance = distance;
	node->valnode = (QueryItem *) operator;
	node->nchild = left != NULL ? 2 : 1;
	node->child = palloc(sizeof(QTNode *) * 2);
	node->child[0] = right;		/* stored first: see fillQT in core */
	node->child[1] = left;
	return node;
}

QTNode	   *
wic_node_join(int8 oper, QTNode **nodes, int n)
{
	if (n == 0)
		return NULL;
	if (n == 1)
		return nodes[0];
	return wic_node_operator(oper, 0, wic_node_join(oper, nodes, n / 2),
							 wic_node_join(oper, nodes + n / 2, n - n / 2));
}

TSQuery
wic_node_tsquery(QTNode *node)
{
	return node != NULL ? QTN2QT(node) : wic_empty_condition();
}
