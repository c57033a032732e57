/*-------------------------------------------------------------------------
 *
 * fuzz_collocate.c
 *	  Sequences near hits are counted as a naive count does.
 *
 * The first bytes say where the hits are, the others are the text.  Items
 * are in the text and in order.  For each sequence of characters at each place
 * the tree's counts are those that looking at all other places gives, and so
 * are the numbers of places.  The collocates are among what was counted, and
 * make contingency tables.
 *
 * test/fuzz/fuzz_collocate.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/collocate.h"
#include "core/window.h"

#include <stdlib.h>
#include <string.h>

#define HEADER		8
#define TEXT_MAX	400
#define MAX_CHARS	4

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
check(void)
{
}

static void *
take(size_t size)
{
	void	   *memory = malloc(size + 1);

	require(memory != NULL);
	return memory;
}

typedef struct Text
{
	const uint8_t *bytes;
	size_t		size;
	WicByteRange hits[2];
	size_t		span;
	WicItem    *items;
	size_t		n;
} Text;

static void
read_text(Text *text, const uint8_t *data, size_t size)
{
	text->bytes = data + HEADER;
	text->size = size - HEADER < TEXT_MAX ? size - HEADER : TEXT_MAX;
	text->span = data[0] % 12 + 1;
	for (int i = 0; i < 2; i++)
	{
		text->hits[i].start = (uint32_t) (data[1 + 2 * i] * 2);
		text->hits[i].end = text->hits[i].start + data[2 + 2 * i] % 16;
	}
	text->items = take(sizeof(WicItem) * (text->size + 1));
	text->n = wic_items_read(text->items, wic_fold_table(WIC_FOLD_LATEST),
							 WIC_FOLD_VARIANTS, text->bytes, text->size);
	for (size_t i = 0; i < text->n; i++)
	{
		require(text->items[i].start < text->items[i].end);
		require(text->items[i].end <= text->size);
		require(i == 0 || text->items[i].start >= text->items[i - 1].start);
	}
	wic_windows_cut(text->items, text->n, text->bytes, text->size);
	wic_windows_hit(text->items, text->n, text->hits, 2);
	wic_windows_mark(text->items, text->n, text->hits, 2, text->span);
}

/* Is there a sequence of so many characters at a place, and near a hit? */
static bool
is_sequence(const Text *text, size_t at, size_t chars, bool *is_near)
{
	uint32_t	sides = WIC_ITEM_NEAR;

	for (size_t i = at; i < at + chars; i++)
	{
		if (i >= text->n || (text->items[i].flags & WIC_ITEM_NODE) != 0 ||
			(chars > 1 && (text->items[i].flags & WIC_ITEM_WORD) != 0) ||
			(i > at && (text->items[i].flags & WIC_ITEM_RUN) != 0))
			return false;
		sides &= text->items[i].flags;
	}
	*is_near = sides != 0;
	return true;
}

static bool
is_same(const Text *text, size_t a, size_t b, size_t chars)
{
	for (size_t i = 0; i < chars; i++)
		if (text->items[a + i].code != text->items[b + i].code)
			return false;
	return true;
}

/* Compare what the tree has of the sequence at a place with a naive count. */
static void
require_counts(const WicGramCounts *counts, const Text *text, size_t at,
			   size_t chars)
{
	uint32_t	gram = WIC_GRAM_ROOT;
	uint32_t	near = 0;
	uint32_t	total = 0;

	for (size_t other = 0; other < text->n; other++)
	{
		bool		is_near;

		if (!is_sequence(text, other, chars, &is_near) ||
			!is_same(text, at, other, chars) ||
			(text->items[other].flags & WIC_ITEM_WORD) != 0)
			continue;
		total++;
		near += is_near;
	}
	for (size_t i = 0; i < chars; i++)
	{
		gram = wic_gram_find(&counts->tree, gram, text->items[at + i].code);
		if (gram == WIC_GRAM_ROOT)
			break;
	}
	if (near >= counts->min_near)
		require(gram != WIC_GRAM_ROOT);
	if (gram != WIC_GRAM_ROOT)
		require(counts->tree.nodes[gram].near == near &&
				counts->tree.nodes[gram].total == total);
}

static void
require_places(const WicGramCounts *counts, const Text *text)
{
	for (size_t chars = 1; chars <= MAX_CHARS; chars++)
	{
		int64_t		places = 0;
		int64_t		near_places = 0;

		for (size_t at = 0; at < text->n; at++)
		{
			bool		is_near;

			if (!is_sequence(text, at, chars, &is_near))
				continue;
			places++;
			near_places += is_near;
			if ((text->items[at].flags & WIC_ITEM_WORD) == 0)
				require_counts(counts, text, at, chars);
		}
		require(counts->places[chars] == places);
		require(counts->near_places[chars] == near_places);
	}
}

static void
grow(WicGramTree *tree, size_t room)
{
	WicGramTree old = *tree;
	uint32_t	max = (uint32_t) (old.n + room + 1);

	wic_gram_tree_init(tree, take(wic_gram_tree_memory(max)), max,
					   old.nodes == NULL ? NULL : &old);
	free(old.nodes);
}

static void
require_collocates(const WicGramCounts *counts, const WicGramTree *hits,
				   WicCollocateUnit unit)
{
	WicCollocates found = {0};

	found.counts = counts;
	found.unit = unit;
	found.hits = hits;
	found.collocates = take(sizeof(WicCollocate) *
							(wic_collocates_room(counts) + 1));
	found.numbers = take(sizeof(uint32_t) * counts->tree.n);
	found.links = take(sizeof(WicItemLink) * counts->n);
	wic_collocates_find(&found, check);
	for (size_t i = 0; i < found.n; i++)
	{
		require(wic_table_holds(&found.collocates[i].counts));
		require(found.collocates[i].counts.o11 >= counts->min_near);
		require(found.numbers[found.collocates[i].gram] == i + 1);
	}
	free(found.collocates);
	free(found.numbers);
	free(found.links);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Text		text;
	WicItem    *kept;
	WicGramTree hits = {0};
	WicGramCounts counts = {0};

	if (size < HEADER)
		return 0;
	read_text(&text, data, size);
	kept = take(sizeof(WicItem) * (text.n + 1));
	counts.table = wic_fold_table(WIC_FOLD_LATEST);
	counts.options = WIC_FOLD_VARIANTS;
	counts.bytes = text.bytes;
	counts.items = kept;
	counts.n = wic_windows_keep(kept, text.items, text.n);
	counts.grams = take(sizeof(uint32_t) * counts.n);
	counts.max_chars = MAX_CHARS;
	counts.min_near = data[5] % 3 + 1;

	grow(&hits, wic_grams_hit_room(&counts, text.bytes, text.items, text.n));
	wic_grams_hit(&hits, &counts, text.bytes, text.items, text.n);
	for (size_t chars = 1; chars <= MAX_CHARS; chars++)
	{
		grow(&counts.tree, wic_grams_room(&counts, chars));
		wic_grams_near(&counts, chars);
		require(counts.tree.n <= counts.tree.max);
	}
	wic_grams_total(&counts, text.bytes, text.items, text.n);
	require_places(&counts, &text);
	require_collocates(&counts, &hits, WIC_UNIT_TERM);
	require_collocates(&counts, &hits, WIC_UNIT_CHARACTER);

	free(text.items);
	free(kept);
	free(counts.grams);
	free(counts.tree.nodes);
	free(hits.nodes);
	return 0;
}
