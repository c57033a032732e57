/*-------------------------------------------------------------------------
 *
 * gram_tree.c
 *	  A tree of character sequences, to count them in.
 *
 * extension/core/gram_tree.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/gram_tree.h"

#include <string.h>

/* Between a third and two thirds of the slots are used when it is full. */
static uint32_t
slots_for(uint32_t max)
{
	uint32_t	slots = 16;

	while (slots / 3 * 2 < max)
		slots *= 2;
	return slots;
}

size_t
wic_gram_tree_memory(uint32_t max)
{
	return sizeof(WicGramNode) * max + sizeof(uint32_t) * slots_for(max);
}

/* The finalizer of MurmurHash3 (A. Appleby, public domain). */
static uint32_t
hash(uint32_t parent, uint32_t code)
{
	uint64_t	key = (uint64_t) parent << 32 | code;

	key ^= key >> 33;
	key *= UINT64_C(0xFF51AFD7ED558CCD);
	key ^= key >> 33;
	return (uint32_t) key;
}

/* The slot of the node below parent, or the free one where it belongs. */
static uint32_t
slot_of(const WicGramTree *tree, uint32_t parent, uint32_t code)
{
	uint32_t	slot = hash(parent, code) & tree->mask;

	while (tree->slots[slot] != WIC_GRAM_ROOT)
	{
		const WicGramNode *node = &tree->nodes[tree->slots[slot]];

		if (node->code == code && node->parent == parent)
			break;
		slot = (slot + 1) & tree->mask;
	}
	return slot;
}

void
wic_gram_tree_init(WicGramTree *tree, void *memory, uint32_t max,
				   const WicGramTree *from)
{
	uint32_t	nslots = slots_for(max);

	tree->nodes = memory;
	tree->max = max;
	tree->n = from == NULL ? 1 : from->n;
	tree->slots = (uint32_t *) (tree->nodes + max);
	tree->mask = nslots - 1;
	memset(tree->slots, 0, sizeof(uint32_t) * nslots);

	if (from == NULL)
		memset(&tree->nodes[0], 0, sizeof(WicGramNode));
	else
		memcpy(tree->nodes, from->nodes, sizeof(WicGramNode) * from->n);
	for (uint32_t i = 1; i < tree->n; i++)
		tree->slots[slot_of(tree, tree->nodes[i].parent,
							tree->nodes[i].code)] = i;
}

uint32_t
wic_gram_find(const WicGramTree *tree, uint32_t parent, uint32_t code)
{
	if (tree->nodes[parent].is_leaf)
		return WIC_GRAM_ROOT;
	return tree->slots[slot_of(tree, parent, code)];
}

uint32_t
wic_gram_add(WicGramTree *tree, uint32_t parent, uint32_t code)
{
	uint32_t	slot = slot_of(tree, parent, code);

	if (tree->slots[slot] == WIC_GRAM_ROOT)
	{
		WicGramNode *node = &tree->nodes[tree->n];

		memset(node, 0, sizeof(WicGramNode));
		node->parent = parent;
		node->code = code;
		node->is_leaf = true;
		tree->nodes[parent].is_leaf = false;
		tree->slots[slot] = tree->n++;
	}
	return tree->slots[slot];
}
