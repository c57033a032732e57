/*-------------------------------------------------------------------------
 *
 * unit_collocate.c
 *	  Tests of the tree of sequences, of their counts, and of what is a term.
 *
 * test/unit/unit_collocate.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/collocate.h"
#include "core/window.h"

#include "tap.h"

#define TEXT_MAX	4096
#define NODES_MAX	20000

static uint32_t tree_memory[NODES_MAX * 13];
static uint32_t hit_memory[NODES_MAX * 13];
static WicItem items[TEXT_MAX];
static WicItem kept[TEXT_MAX];
static uint32_t grams[TEXT_MAX];
static WicCollocate collocates[NODES_MAX];
static uint32_t numbers[NODES_MAX];
static WicItemLink links[TEXT_MAX];
static WicGramTree hits;
static WicGramCounts counts;
static char shown[4096];

static void
test_tree(void)
{
	WicGramTree tree;
	WicGramTree larger;
	uint32_t	a;
	uint32_t	ab;
	bool		holds = true;

	ok(wic_gram_tree_memory(NODES_MAX) <= sizeof(tree_memory),
	   "the tree fits its memory");
	wic_gram_tree_init(&tree, tree_memory, 100, NULL);
	ok(wic_gram_find(&tree, WIC_GRAM_ROOT, 'a') == WIC_GRAM_ROOT,
	   "an empty tree has nothing");
	a = wic_gram_add(&tree, WIC_GRAM_ROOT, 'a');
	ab = wic_gram_add(&tree, a, 'b');
	ok(a != ab && wic_gram_find(&tree, WIC_GRAM_ROOT, 'a') == a &&
	   wic_gram_find(&tree, a, 'b') == ab, "what was added is found");
	ok(wic_gram_find(&tree, WIC_GRAM_ROOT, 'b') == WIC_GRAM_ROOT &&
	   wic_gram_find(&tree, ab, 'b') == WIC_GRAM_ROOT, "and nothing else");
	ok(wic_gram_add(&tree, a, 'b') == ab && tree.n == 3, "it is added once");

	tree.nodes[ab].near = 7;
	wic_gram_tree_init(&larger, hit_memory, NODES_MAX, &tree);
	ok(larger.n == 3 && larger.nodes[ab].near == 7 &&
	   wic_gram_find(&larger, a, 'b') == ab, "a larger one has the same");
	for (uint32_t i = 0; larger.n < larger.max; i++)
		wic_gram_add(&larger, i % 50, 1000 + i);
	for (uint32_t i = 3; i < larger.n; i++)
		holds &= wic_gram_find(&larger, larger.nodes[i].parent,
							   larger.nodes[i].code) == i;
	ok(holds, "a full one has all its nodes");
}

/* Count what stands near the hits of a text, which are given as a string. */
static void
count(const char *text, const char *hit, size_t span, size_t max_chars,
	  uint32_t min_near)
{
	const uint8_t *bytes = (const uint8_t *) text;
	size_t		size = strlen(text);
	WicByteRange ranges[64];
	size_t		nhits = 0;
	size_t		n;

	memset(&counts, 0, sizeof(counts));
	counts.table = wic_fold_table(WIC_FOLD_LATEST);
	counts.options = WIC_FOLD_VARIANTS;
	counts.bytes = bytes;
	counts.items = kept;
	counts.grams = grams;
	counts.max_chars = max_chars;
	counts.min_near = min_near;
	wic_gram_tree_init(&counts.tree, tree_memory, NODES_MAX, NULL);
	wic_gram_tree_init(&hits, hit_memory, NODES_MAX, NULL);

	for (const char *at = strstr(text, hit); at != NULL && nhits < 64;
		 at = strstr(at + strlen(hit), hit))
	{
		ranges[nhits].start = (uint32_t) (at - text);
		ranges[nhits].end = ranges[nhits].start + (uint32_t) strlen(hit);
		nhits++;
	}
	n = wic_items_read(items, counts.table, counts.options, bytes, size);
	wic_windows_cut(items, n, bytes, size);
	wic_windows_hit(items, n, ranges, nhits);
	wic_windows_mark(items, n, ranges, nhits, span);
	wic_grams_hit(&hits, &counts, bytes, items, n);
	counts.n = wic_windows_keep(kept, items, n);

	for (size_t chars = 1; chars <= max_chars; chars++)
	{
		uint32_t	before = counts.tree.n;
		size_t		room = wic_grams_room(&counts, chars);

		wic_grams_near(&counts, chars);
		if (counts.tree.n - before > room)
			ok(false, "there was room for what was added");
	}
	wic_grams_total(&counts, bytes, items, n);
}

/* The node of a sequence of characters. */
static const WicGramNode *
node_of(const char *sequence)
{
	const uint8_t *p = (const uint8_t *) sequence;
	const uint8_t *end = p + strlen(sequence);
	uint32_t	gram = WIC_GRAM_ROOT;

	while (p < end)
	{
		uint32_t	code;

		p += wic_utf8_next(p, end, &code);
		gram = wic_gram_find(&counts.tree, gram, code);
	}
	return &counts.tree.nodes[gram];
}

/* Do these counts hold of a sequence? */
static bool
has(const char *sequence, uint32_t near, uint32_t before, uint32_t after,
	uint32_t total)
{
	const WicGramNode *node = node_of(sequence);
	bool		holds = node->near == near && node->before == before &&
		node->after == after && node->total == total;

	if (!holds)
		printf("# %s: %u %u %u %u\n", sequence, node->near, node->before,
			   node->after, node->total);
	return holds;
}

static void
test_counts(void)
{
	/* near 水, within 2: 山清 秀丽; 山清; 清 */
	count("山清水秀丽。高山清水。清水。高山。", "水", 2, 2, 1);
	ok(has("清", 3, 3, 0, 3), "all that is near");
	ok(has("山", 2, 2, 0, 3), "山 also stands where no hit is");
	ok(has("山清", 2, 2, 0, 2), "two characters");
	ok(has("秀丽", 1, 0, 1, 1), "behind the hit");
	ok(has("高山", 0, 0, 0, 2), "a link to what is not near is counted");
	/* near: 山 清 秀 丽, 山 清, 清; outside of hits 4 + 3 + 1 + 2 */
	ok(counts.near_places[1] == 7 && counts.places[1] == 10,
	   "places of one character");
	/* near: 山清 秀丽 山清; in all 山清 秀丽 高山 山清 高山 */
	ok(counts.near_places[2] == 3 && counts.places[2] == 5,
	   "places of two, which no hit divides");

	/* 深 and 浅 stand between two hits */
	count("河深浅河", "河", 2, 2, 1);
	ok(has("深", 1, 1, 1, 1) && has("深浅", 1, 1, 1, 1),
	   "near two hits, on two sides, but once");
	count("河深浅河", "河", 1, 2, 1);
	ok(has("深浅", 0, 0, 0, 1) && counts.near_places[2] == 0,
	   "half near one hit and half near another is not near");

	/* sequences of three hold 河水 and 水清, of which 水清 is too rare */
	count("山河水清。山河水秀。", "山", 3, 3, 2);
	ok(has("河水", 2, 0, 2, 2) && node_of("河水清") == &counts.tree.nodes[0],
	   "what has a rare part is not counted");

	count("Old river, the old river; oldest river", "river", 1, 8, 1);
	ok(node_of("old") == &counts.tree.nodes[0], "a word is no sequence");
	ok(counts.near_places[1] == 4 && counts.places[1] == 4,
	   "a word is one place");
}

static void
check(void)
{
}

/* The collocates, as the tree orders them. */
static const char *
find(WicCollocateUnit unit)
{
	WicCollocates found = {0};
	size_t		length = 0;

	found.counts = &counts;
	found.unit = unit;
	found.hits = &hits;
	found.collocates = collocates;
	found.numbers = numbers;
	found.links = links;
	wic_collocates_find(&found, check);
	shown[0] = '\0';
	for (size_t i = 0; i < found.n; i++)
	{
		uint32_t	codes[WIC_ITEM_WORD_MAX + 1];
		size_t		n = wic_gram_codes(&counts.tree, collocates[i].gram,
									   codes);

		if (i > 0)
			shown[length++] = ' ';
		for (size_t j = 0; j < n; j++)
			length += wic_utf8_put((uint8_t *) shown + length, codes[j]);
		shown[length] = '\0';
		if (!wic_table_holds(&collocates[i].counts))
			ok(false, "counts make a table");
	}
	return shown;
}

#define REST	"春天山上有很多野花。夏天山上有很多小鸟。秋天山上有很多果实。" \
	"冬天山上有很多白雪。"

static void
test_terms(void)
{
	count("全面治理河流。全面治理湖泊。全面治理河流。" REST, "治理", 2, 2, 2);
	is(find(WIC_UNIT_TERM), "全面 河流", "terms of two characters");
	is(find(WIC_UNIT_CHARACTER), "全 面 河 流", "characters");

	count("修图书馆。建图书馆。修图书馆和公园。看图书。看图书。修公园。修公园。"
		  REST REST, "修", 4, 4, 2);
	is(find(WIC_UNIT_TERM), "公园 图书馆",
	   "the longer term instead of its pieces, without what follows");

	count("治理的河流。治理的河流。治理的湖泊。治理了湖泊。的确了。" REST,
		  "治理", 3, 3, 2);
	is(find(WIC_UNIT_TERM), "河流 湖泊", "no particle begins a term");

	count("发展中国家。发展中国家。国家很大。国家很小。大国小国。家中。"
		  REST, "发展", 3, 3, 2);
	is(find(WIC_UNIT_TERM), "国家", "nor a character that belongs to the hit");

	count("治理2015年河流。治理2016年河流。河流清。年年清。" REST, "治理", 5,
		  5, 2);
	is(find(WIC_UNIT_TERM), "河流", "nor what a number counts");

	count("图书馆藏图书。图书馆藏图书。" REST, "图书馆", 3, 3, 1);
	is(find(WIC_UNIT_CHARACTER), "藏", "no part of the hit");

	count("The old river. An old river! Rivers, old and new. " REST, "river",
		  2, 2, 2);
	is(find(WIC_UNIT_TERM), "old", "a word, but no article");

	count(REST, "火车", 2, 2, 1);
	is(find(WIC_UNIT_TERM), "", "nothing is near nothing");
}

int
main(void)
{
	test_tree();
	test_counts();
	test_terms();
	return done();
}
