/*-------------------------------------------------------------------------
 *
 * fuzz_repeat.c
 *	  Any sequence is sorted, and its repeats are the maximal ones.
 *
 * The first byte says how many symbols there are and where the second part
 * begins; each further byte is a symbol, a break, or a break with which a
 * document ends.  Suffixes are in order and share what is said; a repeat
 * stands where it is said, differs on both sides, is counted as by looking at
 * every place, and comes once.  Of short sequences, none is missing.
 *
 * test/fuzz/fuzz_repeat.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/repeat.h"

#include <stdlib.h>
#include <string.h>

#define LENGTH_MAX	2000
#define SHORT_MAX	60

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint32_t symbols[LENGTH_MAX];
static uint32_t documents[LENGTH_MAX];
static uint32_t sorted[LENGTH_MAX];
static uint32_t rank[LENGTH_MAX];
static uint32_t shared[LENGTH_MAX];
static WicRepeatText text = {
	.symbols = symbols, .sorted = sorted, .shared = shared,
	.documents = documents
};

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
load(const uint8_t *data, size_t size)
{
	uint32_t	alphabet = WIC_SUFFIX_FIRST + 1 + data[0] % 8;
	void	   *memory = malloc(wic_suffix_memory((uint32_t) size, alphabet));

	text.n = 0;
	text.ndocuments = 1;
	for (size_t i = 1; i < size; i++)
	{
		documents[text.n] = text.ndocuments - 1;
		symbols[text.n++] = data[i] >= 0xF0 ? WIC_SUFFIX_BREAK :
			WIC_SUFFIX_FIRST + data[i] % (alphabet - WIC_SUFFIX_FIRST);
		text.ndocuments += data[i] >= 0xF8;
	}
	documents[text.n] = text.ndocuments - 1;
	symbols[text.n++] = WIC_SUFFIX_END;
	text.split = text.ndocuments * (data[0] >> 3) / 32;
	wic_suffix_sort(symbols, text.n, alphabet, sorted, memory, NULL);
	wic_suffix_share(symbols, text.n, sorted, rank, shared, NULL);
	free(memory);
}

static void
require_sorted(void)
{
	for (uint32_t i = 0; i < text.n; i++)
		require(sorted[i] < text.n && rank[sorted[i]] == i);
	for (uint32_t i = 1; i < text.n; i++)
	{
		const uint32_t *a = symbols + sorted[i - 1];
		const uint32_t *b = symbols + sorted[i];
		uint32_t	n = 0;

		while (a[n] == b[n] && a[n] >= WIC_SUFFIX_FIRST)
			n++;
		require(shared[i] == n);
		while (a[n] == b[n])
			n++;
		require(a[n] < b[n]);
	}
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

/* Symbol at a place; those beyond a run are all different. */
static uint32_t
symbol_at(int64_t at)
{
	uint32_t	symbol = at < 0 ? WIC_SUFFIX_BREAK : symbols[at];

	return symbol < WIC_SUFFIX_FIRST ? UINT32_MAX - (uint32_t) (at + 1) :
		symbol;
}

/* Count what stands at a place; is it a maximal repeat? */
static bool
count(uint32_t at, uint32_t length, WicRepeat *counted)
{
	bool		left = false;
	bool		right = false;
	uint32_t	last = UINT32_MAX;

	memset(counted, 0, sizeof(WicRepeat));
	for (uint32_t i = 0; i + length < text.n; i++)
	{
		unsigned	part = documents[i] >= text.split;

		if (!stands_at(at, i, length))
			continue;
		counted->hits[part]++;
		counted->documents[part] += documents[i] != last;
		last = documents[i];
		left |= symbol_at((int64_t) i - 1) != symbol_at((int64_t) at - 1);
		right |= symbol_at(i + length) != symbol_at(at + length);
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

static void
require_repeats(uint32_t min_length, uint32_t max_length)
{
	size_t		size = wic_repeat_memory(text.ndocuments, max_length);
	void	   *memory = malloc(size);
	WicRepeatWalk walk;
	WicRepeat	found;
	WicRepeat	counted;
	uint32_t	n = 0;

	wic_repeat_init(&walk, &text, min_length, max_length, memory, NULL);
	while (wic_repeat_next(&walk, &found))
	{
		require(found.length >= min_length && found.length <= max_length);
		require(found.first == 0 || shared[found.first] < found.length);
		if (n++ < 50)
		{
			require(count(sorted[found.first], found.length, &counted));
			require(memcmp(counted.hits, found.hits,
						   sizeof(found.hits)) == 0);
			require(memcmp(counted.documents, found.documents,
						   sizeof(found.documents)) == 0);
		}
	}
	free(memory);
	require(n < text.n);
	if (text.n > SHORT_MAX)
		return;
	for (uint32_t length = min_length; length <= max_length; length++)
		for (uint32_t at = 0; at + length < text.n; at++)
			n -= is_first_place(at, length) && count(at, length, &counted);
	require(n == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	if (size > LENGTH_MAX)
		size = LENGTH_MAX;
	load(data, size);
	require_sorted();
	require_repeats(1, 40);
	require_repeats(3, 5);
	return 0;
}
