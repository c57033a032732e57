/*-------------------------------------------------------------------------
 *
 * repeat.c
 *	  Everything that is said more than once.
 *
 * What suffixes share beyond the longest repeat asked for counts as one
 * symbol more than that, so the stack holds a node per length at most.
 *
 * extension/core/repeat.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/repeat.h"

#include <string.h>

#define NONE	UINT32_MAX		/* no suffix */
#define MANY	UINT32_MAX		/* different symbols, or a run's begin */

/* Suffixes between two calls of the pulse. */
#define PULSE_MASK	((UINT32_C(1) << 16) - 1)

size_t
wic_repeat_memory(uint32_t ndocuments, uint32_t max_length)
{
	return sizeof(uint32_t) * (size_t) ndocuments +
		sizeof(WicRepeatNode) * ((size_t) max_length + 2);
}

void
wic_repeat_init(WicRepeatWalk *walk, const WicRepeatText *text,
				uint32_t min_length, uint32_t max_length, void *memory,
				void (*pulse) (void))
{
	memset(walk, 0, sizeof(WicRepeatWalk));
	walk->pulse = pulse;
	walk->min_length = min_length;
	walk->max_length = max_length;
	walk->last = memory;
	memset(walk->last, 0xFF, sizeof(uint32_t) * (size_t) text->ndocuments);
	walk->text = text;

	/* The root is never closed. */
	walk->stack = (WicRepeatNode *) (walk->last + text->ndocuments);
	memset(&walk->stack[0], 0, sizeof(WicRepeatNode));
	walk->depth = 1;
}

static uint32_t
symbol_before(const WicRepeatText *text, uint32_t rank)
{
	uint32_t	at = text->sorted[rank];
	uint32_t	symbol = at == 0 ? WIC_SUFFIX_BREAK : text->symbols[at - 1];

	return symbol >= WIC_SUFFIX_FIRST ? symbol : MANY;
}

static unsigned
part_of(const WicRepeatText *text, uint32_t document)
{
	return document >= text->split;
}

/* The deepest node on the stack that has the suffix of this rank. */
static WicRepeatNode *
node_of(const WicRepeatWalk *walk, uint32_t rank)
{
	uint32_t	low = 0;
	uint32_t	high = walk->depth;

	while (high - low > 1)
	{
		uint32_t	middle = low + (high - low) / 2;

		if (walk->stack[middle].repeat.first <= rank)
			low = middle;
		else
			high = middle;
	}
	return &walk->stack[low];
}

/*
 * Documents are counted as places first, and then one is taken back where
 * the last place in the same document is within the same node.
 */
static void
add_suffix(WicRepeatWalk *walk, uint32_t rank)
{
	const WicRepeatText *text = walk->text;
	WicRepeatNode *top = &walk->stack[walk->depth - 1];
	uint32_t	document = text->documents[text->sorted[rank]];
	unsigned	part = part_of(text, document);

	if (wic_repeat_hits(&top->repeat) == 0)
		top->before = symbol_before(text, rank);
	else if (top->before != MANY && top->before != symbol_before(text, rank))
		top->before = MANY;
	top->repeat.hits[part]++;
	top->repeat.documents[part]++;
	if (walk->last[document] != NONE)
		node_of(walk, walk->last[document])->repeat.documents[part]--;
	walk->last[document] = rank;
}

/* A closed node is part of the one around it. */
static void
add_node(WicRepeatNode *outer, const WicRepeatNode *node)
{
	if (wic_repeat_hits(&outer->repeat) == 0)
		outer->before = node->before;
	else if (outer->before != node->before)
		outer->before = MANY;
	for (unsigned part = 0; part < 2; part++)
	{
		outer->repeat.hits[part] += node->repeat.hits[part];
		outer->repeat.documents[part] += node->repeat.documents[part];
	}
}

static WicRepeatNode *
open_node(WicRepeatWalk *walk, uint32_t first, uint32_t length)
{
	WicRepeatNode *node = &walk->stack[walk->depth++];

	memset(node, 0, sizeof(WicRepeatNode));
	node->repeat.first = first;
	node->repeat.length = length;
	return node;
}

/* What the suffix of this rank shares with the one before it. */
static uint32_t
shared_at(const WicRepeatWalk *walk, uint32_t rank)
{
	uint32_t	shared;

	if (rank >= walk->text->n)
		return 0;
	shared = walk->text->shared[rank];
	return shared > walk->max_length ? walk->max_length + 1 : shared;
}

/*
 * A suffix joins the node of what it shares with the next one, as that is
 * the smallest node around it unless the one before it shares more, which
 * then is still open.
 */
bool
wic_repeat_next(WicRepeatWalk *walk, WicRepeat *repeat)
{
	while (walk->rank < walk->text->n)
	{
		uint32_t	next = shared_at(walk, walk->rank + 1);
		WicRepeatNode *top = &walk->stack[walk->depth - 1];
		WicRepeatNode closed;

		if (!walk->is_added)
		{
			if (next > top->repeat.length)
				top = open_node(walk, walk->rank, next);
			add_suffix(walk, walk->rank);
		}
		walk->is_added = top->repeat.length > next;
		if (!walk->is_added)
		{
			if ((++walk->rank & PULSE_MASK) == 0 && walk->pulse != NULL)
				walk->pulse();
			continue;
		}

		closed = *top;
		walk->depth--;
		if (walk->stack[walk->depth - 1].repeat.length < next)
			open_node(walk, closed.repeat.first, next);
		add_node(&walk->stack[walk->depth - 1], &closed);
		if (closed.before == MANY &&
			closed.repeat.length >= walk->min_length &&
			closed.repeat.length <= walk->max_length)
		{
			*repeat = closed.repeat;
			return true;
		}
	}
	return false;
}
