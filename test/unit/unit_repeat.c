/*-------------------------------------------------------------------------
 *
 * unit_repeat.c
 *	  Repeats are those that looking for every run at every place finds.
 *
 * test/unit/unit_repeat.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/repeat.h"

#include <stdlib.h>

#include "tap.h"

#define LENGTH_MAX		120
#define DOCUMENTS_MAX	8

static uint32_t symbols[LENGTH_MAX];
static uint32_t documents[LENGTH_MAX];
static uint32_t sorted[LENGTH_MAX];
static uint32_t rank[LENGTH_MAX];
static uint32_t shared[LENGTH_MAX];
static WicRepeatText text = {
	.symbols = symbols, .sorted = sorted, .shared = shared,
	.documents = documents
};

/* Numerical Recipes' generator: the same sequence everywhere. */
static uint32_t state = 1;

static uint32_t
any(uint32_t limit)
{
	state = state * UINT32_C(1664525) + UINT32_C(1013904223);
	return (uint32_t) (((uint64_t) state * limit) >> 32);
}

/* A letter is a symbol, | ends a run, / a document, the second part at #. */
static void
load(const char *line)
{
	uint32_t	document = 0;
	void	   *memory;

	text.n = 0;
	text.split = UINT32_MAX;
	for (; *line != '\0'; line++)
	{
		documents[text.n] = document;
		symbols[text.n++] = *line >= 'a' && *line <= 'z' ?
			(uint32_t) (WIC_SUFFIX_FIRST + *line - 'a') : WIC_SUFFIX_BREAK;
		if (*line == '/' || *line == '#')
			document++;
		if (*line == '#')
			text.split = document;
	}
	documents[text.n] = document;
	symbols[text.n++] = WIC_SUFFIX_END;
	text.ndocuments = document + 1;
	if (text.split > text.ndocuments)
		text.split = text.ndocuments;

	memory = malloc(wic_suffix_memory(text.n, WIC_SUFFIX_FIRST + 26));
	wic_suffix_sort(symbols, text.n, WIC_SUFFIX_FIRST + 26, sorted, memory,
					NULL);
	wic_suffix_share(symbols, text.n, sorted, rank, shared, NULL);
	free(memory);
}

static bool
stands_at(uint32_t place, uint32_t at, uint32_t length)
{
	for (uint32_t i = 0; i < length; i++)
		if (symbols[place + i] != symbols[at + i] ||
			symbols[at + i] < WIC_SUFFIX_FIRST)
			return false;
	return true;
}

/* Symbol beside a place; those beyond a run are all different. */
static uint32_t
beside(uint32_t at, int32_t offset)
{
	int64_t		place = (int64_t) at + offset;
	uint32_t	symbol = place < 0 ? WIC_SUFFIX_BREAK : symbols[place];

	return symbol < WIC_SUFFIX_FIRST ? UINT32_MAX - at : symbol;
}

/* What stands at a place, looked for at every place. */
static bool
find_maximal(uint32_t at, uint32_t length, WicRepeat *found)
{
	bool		seen[DOCUMENTS_MAX] = {false};
	bool		left = false;
	bool		right = false;

	memset(found, 0, sizeof(WicRepeat));
	found->length = length;
	for (uint32_t i = 0; i + length < text.n; i++)
	{
		unsigned	part = documents[i] >= text.split;

		if (!stands_at(at, i, length))
			continue;
		found->hits[part]++;
		found->documents[part] += !seen[documents[i]];
		seen[documents[i]] = true;
		left |= beside(i, -1) != beside(at, -1);
		right |= beside(i, (int32_t) length) != beside(at, (int32_t) length);
	}
	return left && right;
}

static bool
is_first_place(uint32_t at, uint32_t length)
{
	for (uint32_t i = 0; i < at; i++)
		if (stands_at(at, i, length))
			return false;
	return stands_at(at, at, length);
}

static bool
same_counts(const WicRepeat *a, const WicRepeat *b)
{
	return a->hits[0] == b->hits[0] && a->hits[1] == b->hits[1] &&
		a->documents[0] == b->documents[0] &&
		a->documents[1] == b->documents[1];
}

/* Are the repeats of the loaded text those, and all of those, there are? */
static bool
finds_all(uint32_t min_length, uint32_t max_length)
{
	size_t		size = wic_repeat_memory(text.ndocuments, max_length);
	void	   *memory = malloc(size);
	WicRepeatWalk walk;
	WicRepeat	found;
	WicRepeat	wanted;
	uint32_t	n = 0;
	bool		right = true;

	wic_repeat_init(&walk, &text, min_length, max_length, memory, NULL);
	while (wic_repeat_next(&walk, &found))
	{
		n++;
		right &= find_maximal(sorted[found.first], found.length, &wanted) &&
			same_counts(&found, &wanted);
	}
	free(memory);

	for (uint32_t length = min_length; length <= max_length; length++)
		for (uint32_t at = 0; at + length < text.n; at++)
			n -= is_first_place(at, length) &&
				find_maximal(at, length, &wanted);
	return right && n == 0;
}

static bool
finds_any(uint32_t alphabet)
{
	char		line[LENGTH_MAX];

	for (unsigned i = 0; i < 1500; i++)
	{
		uint32_t	n = any(i % 20 == 0 ? LENGTH_MAX - 1 : 30);
		uint32_t	marks = 0;

		for (uint32_t j = 0; j < n; j++)
		{
			bool		is_mark = any(8) == 0 && marks < DOCUMENTS_MAX - 1;

			marks += is_mark;
			line[j] = is_mark ? "|/#"[any(3)] : (char) ('a' + any(alphabet));
		}
		line[n] = '\0';
		load(line);
		if (!finds_all(1, 1 + any(10)) || !finds_all(1 + any(3), LENGTH_MAX))
			return false;
	}
	return true;
}

/* The repeats of a text as one line: what, places, documents. */
static void
show(const char *line, uint32_t min_length, const char *wanted,
	 const char *claim)
{
	void	   *memory;
	WicRepeatWalk walk;
	WicRepeat	found;
	char		shown[500] = "";

	load(line);
	memory = malloc(wic_repeat_memory(text.ndocuments, 20));
	wic_repeat_init(&walk, &text, min_length, 20, memory, NULL);
	while (wic_repeat_next(&walk, &found))
	{
		for (uint32_t i = 0; i < found.length; i++)
		{
			uint32_t	symbol = symbols[sorted[found.first] + i];

			sprintf(shown + strlen(shown), "%c",
					(int) ('a' + symbol - WIC_SUFFIX_FIRST));
		}
		sprintf(shown + strlen(shown), " %u/%u-%u/%u; ",
				(unsigned) found.hits[0], (unsigned) found.documents[0],
				(unsigned) found.hits[1], (unsigned) found.documents[1]);
	}
	free(memory);
	is(shown, wanted, claim);
}

int
main(void)
{
	show("abcxabcyab", 1, "abc 2/1-0/0; ab 3/1-0/0; ",
		 "a run that always stands in a longer one is left out");
	show("xabcdy/zabcdw", 2, "abcd 2/2-0/0; ", "in two documents");
	show("xabcdy#zabcdw", 2, "abcd 1/1-1/1; ", "one in each part");
	show("abab/ab", 2, "ab 3/2-0/0; ", "counted per document");
	show("ab|ab", 2, "ab 2/1-0/0; ", "what stands alone is maximal");
	show("ab|cab|c", 2, "ab 2/1-0/0; ", "nothing goes on into the next run");
	show("aaaa", 1, "aaa 2/1-0/0; aa 3/1-0/0; a 4/1-0/0; ",
		 "places may overlap");
	show("", 1, "", "nothing is not repeated");
	ok(finds_any(1), "all repeats of one symbol");
	ok(finds_any(2), "all repeats of two symbols");
	ok(finds_any(3), "all repeats of three symbols");
	return done();
}
