/*-------------------------------------------------------------------------
 *
 * gram_tree.h
 *	  A tree of character sequences, to count them in.
 *
 * A node stands for the sequence of the codes on the way to it from the root,
 * and is found by its parent and its last code, through one hash table.  So
 * looking for all sequences that begin at a place ends where the tree does.
 *
 * extension/core/gram_tree.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_GRAM_TREE_H
#define WIC_GRAM_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The number of the root, and of nothing found. */
#define WIC_GRAM_ROOT	0

typedef struct WicGramNode
{
	uint32_t	parent;
	uint32_t	code;
	uint32_t	near;			/* near the node of a collocation ... */
	uint32_t	before;			/* ... before one */
	uint32_t	after;			/* ... behind one */
	uint32_t	total;			/* in all texts */
	bool		is_leaf;		/* no node has it as its parent */
} WicGramNode;

/* The slots hold numbers of nodes; 0: empty. */
typedef struct WicGramTree
{
	WicGramNode *nodes;			/* the root is the first */
	uint32_t	n;
	uint32_t	max;			/* nodes there is room for */
	uint32_t   *slots;
	uint32_t	mask;
} WicGramTree;

/* At most so many nodes. */
#define WIC_GRAM_TREE_MAX	(UINT32_C(1) << 30)

/* Bytes for a tree of max nodes, at most WIC_GRAM_TREE_MAX. */
extern size_t wic_gram_tree_memory(uint32_t max);

/*
 * A tree in that memory, aligned for uint32_t: a copy of the nodes of another
 * one with no more nodes than max, or the root alone if that is NULL.
 */
extern void wic_gram_tree_init(WicGramTree *tree, void *memory, uint32_t max,
							   const WicGramTree *from);

/* The node below parent, or WIC_GRAM_ROOT. */
extern uint32_t wic_gram_find(const WicGramTree *tree, uint32_t parent,
							  uint32_t code);

/* The same, added if it was none; there must be room. */
extern uint32_t wic_gram_add(WicGramTree *tree, uint32_t parent,
							 uint32_t code);

#endif							/* WIC_GRAM_TREE_H */
