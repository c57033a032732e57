/*-------------------------------------------------------------------------
 *
 * gram_count.c
 *	  Count the sequences of characters that stand near the hits of a query.
 *
 * A word of another script is a path of its own in the tree: below the root's
 * child 0, which is no character, letter by letter.
 *
 * extension/core/gram_count.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/gram_count.h"

/* Is the item a character joined to the one before it? */
static bool
goes_on(const WicItem *items, size_t n, size_t at)
{
	return at < n &&
		(items[at].flags & (WIC_ITEM_RUN | WIC_ITEM_WORD)) == 0;
}

/* How many joined items from at on have the flag, up to max. */
static size_t
length_with(const WicItem *items, size_t n, size_t at, uint32_t flag,
			size_t max)
{
	size_t		length = 0;

	while (length < max && (length == 0 || goes_on(items, n, at + length)) &&
		   (items[at + length].flags & flag) != 0)
		length++;
	return length;
}

/* How far sequences reach that begin at an item. */
typedef struct Reach
{
	size_t		before;
	size_t		after;
	size_t		near;			/* the longer one */
} Reach;

static Reach
reach_at(const WicGramCounts *counts, size_t at)
{
	Reach		reach;

	reach.before = length_with(counts->items, counts->n, at,
							   WIC_ITEM_BEFORE, counts->max_chars);
	reach.after = length_with(counts->items, counts->n, at,
							  WIC_ITEM_AFTER, counts->max_chars);
	reach.near = reach.before > reach.after ? reach.before : reach.after;
	return reach;
}

static bool
is_word(const WicItem *item)
{
	return (item->flags & WIC_ITEM_WORD) != 0;
}

static size_t
word_of(const WicGramCounts *counts, const uint8_t *text,
		const WicItem *item, uint32_t *word)
{
	return wic_item_word(word, counts->table, counts->options,
						 text +item->start, text +item->end);
}

static uint32_t
find_word(const WicGramTree *tree, const uint32_t *word, size_t n)
{
	uint32_t	gram = wic_gram_find(tree, WIC_GRAM_ROOT, 0);

	for (size_t i = 0; i < n && gram != WIC_GRAM_ROOT; i++)
		gram = wic_gram_find(tree, gram, word[i]);
	return gram;
}

static uint32_t
add_word(WicGramTree *tree, const uint32_t *word, size_t n)
{
	uint32_t	gram = wic_gram_add(tree, WIC_GRAM_ROOT, 0);

	for (size_t i = 0; i < n; i++)
		gram = wic_gram_add(tree, gram, word[i]);
	return gram;
}

/* The node of one item, a character or a word. */
static uint32_t
add_item(WicGramTree *tree, const WicGramCounts *counts,
		 const uint8_t *text, const WicItem *item)
{
	uint32_t	word[WIC_ITEM_WORD_MAX];

	if (!is_word(item))
		return wic_gram_add(tree, WIC_GRAM_ROOT, item->code);
	return add_word(tree, word, word_of(counts, text, item, word));
}

static uint32_t
find_item(const WicGramCounts *counts, const uint8_t *text,
		  const WicItem *item)
{
	uint32_t	word[WIC_ITEM_WORD_MAX];

	if (!is_word(item))
		return wic_gram_find(&counts->tree, WIC_GRAM_ROOT, item->code);
	return find_word(&counts->tree, word,
					 word_of(counts, text, item, word));
}

/* Nodes that an item needs. */
static size_t
item_room(const WicGramCounts *counts, const uint8_t *text,
		  const WicItem *item)
{
	uint32_t	word[WIC_ITEM_WORD_MAX];

	return is_word(item) ? word_of(counts, text, item, word) : 1;
}

/* Are both parts of the sequence of so many characters frequent enough? */
static bool
may_be_frequent(const WicGramCounts *counts, size_t at, size_t chars)
{
	const WicGramNode *nodes = counts->tree.nodes;

	if (!goes_on(counts->items, counts->n, at + 1) ||
		counts->grams[at] == WIC_GRAM_ROOT)
		return false;
	if (chars == 2)				/* all are wanted: they are links */
		return true;
	return counts->grams[at + 1] != WIC_GRAM_ROOT &&
		nodes[counts->grams[at]].near >= counts->min_near &&
		nodes[counts->grams[at + 1]].near >= counts->min_near &&
		reach_at(counts, at).near >= chars;
}

size_t
wic_grams_room(const WicGramCounts *counts, size_t chars)
{
	size_t		room = chars == 1 ? 1 : 0;

	for (size_t at = 0; at < counts->n; at++)
	{
		const WicItem *item = &counts->items[at];

		if (chars > 1)
			room += may_be_frequent(counts, at, chars);
		else
			room += item_room(counts, counts->bytes, item);
	}
	return room;
}

static void
count_near(WicGramCounts *counts, uint32_t gram, Reach reach, size_t chars)
{
	WicGramNode *node = &counts->tree.nodes[gram];

	if (reach.near < chars)
		return;
	node->near++;
	node->before += reach.before >= chars;
	node->after += reach.after >= chars;
}

/*
 * The array holds the sequences that are one shorter; those at the next item
 * are still there when they are looked at.
 */
void
wic_grams_near(WicGramCounts *counts, size_t chars)
{
	for (size_t at = 0; at < counts->n; at++)
	{
		Reach		reach = reach_at(counts, at);
		uint32_t	gram = WIC_GRAM_ROOT;

		counts->near_places[chars] += reach.near >= chars;
		if (chars == 1)
			gram = add_item(&counts->tree, counts, counts->bytes,
							&counts->items[at]);
		else if (may_be_frequent(counts, at, chars))
			gram = wic_gram_add(&counts->tree, counts->grams[at],
								counts->items[at + chars - 1].code);
		counts->grams[at] = gram;
		if (gram != WIC_GRAM_ROOT)
			count_near(counts, gram, reach, chars);
	}
}

/* Count the places that begin at an item, and what stands there. */
static void
count_total(WicGramCounts *counts, const uint8_t *text, const WicItem *items,
			size_t n, size_t at)
{
	WicGramTree *tree = &counts->tree;
	uint32_t	gram = find_item(counts, text, &items[at]);

	counts->places[1]++;
	if (gram != WIC_GRAM_ROOT)
		tree->nodes[gram].total++;
	for (size_t i = 1; i < counts->max_chars &&
		 goes_on(items, n, at + i) &&
		 (items[at + i].flags & WIC_ITEM_NODE) == 0; i++)
	{
		counts->places[i + 1]++;
		if (gram == WIC_GRAM_ROOT)
			continue;
		gram = wic_gram_find(tree, gram, items[at + i].code);
		if (gram != WIC_GRAM_ROOT)
			tree->nodes[gram].total++;
	}
}

void
wic_grams_total(WicGramCounts *counts, const uint8_t *text,
				const WicItem *items, size_t n)
{
	for (size_t at = 0; at < n; at++)
		if ((items[at].flags & WIC_ITEM_NODE) == 0)
			count_total(counts, text, items, n, at);
}

size_t
wic_grams_at(const WicGramCounts *counts, size_t at, uint32_t *grams)
{
	size_t		near = reach_at(counts, at).near;
	size_t		n = 0;
	uint32_t	gram;

	if (near == 0)
		return 0;
	gram = find_item(counts, counts->bytes, &counts->items[at]);
	while (gram != WIC_GRAM_ROOT)
	{
		grams[n++] = gram;
		if (n >= near)
			break;
		gram = wic_gram_find(&counts->tree, gram,
							 counts->items[at + n].code);
	}
	return n;
}

/* How many joined characters of a hit begin at an item. */
static size_t
hit_length(const WicItem *items, size_t n, size_t at)
{
	return length_with(items, n, at, WIC_ITEM_NODE, WIC_GRAM_MAX);
}

size_t
wic_grams_hit_room(const WicGramCounts *counts, const uint8_t *text,
				   const WicItem *items, size_t n)
{
	size_t		room = 1;

	for (size_t at = 0; at < n; at++)
	{
		size_t		length = hit_length(items, n, at);

		if (length > 0)
			room += item_room(counts, text, &items[at]) + length - 1;
	}
	return room;
}

void
wic_grams_hit(WicGramTree *tree, const WicGramCounts *counts,
			  const uint8_t *text, const WicItem *items, size_t n)
{
	for (size_t at = 0; at < n; at++)
	{
		size_t		length = hit_length(items, n, at);
		uint32_t	gram = WIC_GRAM_ROOT;

		if (length > 0)
			gram = add_item(tree, counts, text, &items[at]);
		for (size_t i = 1; i < length; i++)
			gram = wic_gram_add(tree, gram, items[at + i].code);
	}
}
