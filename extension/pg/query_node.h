/*-------------------------------------------------------------------------
 *
 * query_node.h
 *	  Nodes of a condition, before it becomes a tsquery.
 *
 * extension/pg/query_node.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_QUERY_NODE_H
#define WIC_QUERY_NODE_H

#include "tsearch/ts_type.h"
#include "tsearch/ts_utils.h"

typedef struct WicNodeList
{
	QTNode	  **nodes;
	int			n;
	int			size;
} WicNodeList;

extern void wic_node_list_add(WicNodeList *list, QTNode *node);

/* The lexeme is not copied, and need not end with a zero. */
extern QTNode *wic_node_operand(const char *lexeme, int length,
								bool is_prefix);

/* An operator of core, with left NULL for OP_NOT. */
extern QTNode *wic_node_operator(int8 oper, int distance,
								 QTNode *left, QTNode *right);

/*
 * Join nodes by AND or OR in a balanced tree, which keeps the stack shallow
 * for all who walk it; NULL if there are none.
 */
extern QTNode *wic_node_join(int8 oper, QTNode **nodes, int n);

/* The tsquery; empty if node is NULL. */
extern TSQuery wic_node_tsquery(QTNode *node);

#endif							/* WIC_QUERY_NODE_H */
