/*-------------------------------------------------------------------------
 *
 * unit_suffix.c
 *	  Suffixes are sorted as comparing each with each sorts them.
 *
 * test/unit/unit_suffix.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/suffix.h"

#include <stdlib.h>

#include "tap.h"

#define LENGTH_MAX	300

static uint32_t symbols[LENGTH_MAX];
static uint32_t sorted[LENGTH_MAX];
static uint32_t rank[LENGTH_MAX];
static uint32_t shared[LENGTH_MAX];

/* Numerical Recipes' generator: the same sequence everywhere. */
static uint32_t state = 1;

static uint32_t
any(uint32_t limit)
{
	state = state * UINT32_C(1664525) + UINT32_C(1013904223);
	return (uint32_t) (((uint64_t) state * limit) >> 32);
}

static void
sort(uint32_t n, uint32_t alphabet)
{
	void	   *memory = malloc(wic_suffix_memory(n, alphabet));

	wic_suffix_sort(symbols, n, alphabet, sorted, memory, NULL);
	wic_suffix_share(symbols, n, sorted, rank, shared, NULL);
	free(memory);
}

static bool
is_less(uint32_t a, uint32_t b)
{
	while (symbols[a] == symbols[b])
		a++, b++;
	return symbols[a] < symbols[b];
}

static uint32_t
count_shared(uint32_t a, uint32_t b)
{
	uint32_t	n = 0;

	while (symbols[a + n] == symbols[b + n] &&
		   symbols[a + n] >= WIC_SUFFIX_FIRST)
		n++;
	return n;
}

static bool
is_sorted(uint32_t n)
{
	if (sorted[0] != n - 1 || shared[0] != 0)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (sorted[i] >= n || rank[sorted[i]] != i)
			return false;
	for (uint32_t i = 1; i < n; i++)
		if (!is_less(sorted[i - 1], sorted[i]) ||
			shared[i] != count_shared(sorted[i - 1], sorted[i]))
			return false;
	return true;
}

static bool
sorts_any(uint32_t n, uint32_t alphabet)
{
	for (uint32_t i = 0; i + 1 < n; i++)
		symbols[i] = 1 + any(alphabet - 1);
	symbols[n - 1] = WIC_SUFFIX_END;
	sort(n, alphabet);
	return is_sorted(n);
}

static bool
sorts_all_of(uint32_t alphabet)
{
	for (unsigned i = 0; i < 2000; i++)
		if (!sorts_any(1 + any(i % 10 == 0 ? LENGTH_MAX : 20), alphabet))
			return false;
	return true;
}

/* The longest recursion: each piece is twice the last one. */
static bool
sorts_fibonacci(void)
{
	uint32_t	a = 1;
	uint32_t	b = 2;

	symbols[0] = 2;
	symbols[1] = 3;
	while (a + b < LENGTH_MAX)
	{
		memcpy(symbols + b, symbols, sizeof(uint32_t) * a);
		b += a;
		a = b - a;
	}
	symbols[b] = WIC_SUFFIX_END;
	sort(b + 1, 4);
	return is_sorted(b + 1);
}

static bool
sorts_one_symbol(void)
{
	for (uint32_t i = 0; i < LENGTH_MAX - 1; i++)
		symbols[i] = 2;
	symbols[LENGTH_MAX - 1] = WIC_SUFFIX_END;
	sort(LENGTH_MAX, 3);
	return is_sorted(LENGTH_MAX);
}

static void
banana(void)
{
	static const uint32_t word[] = {3, 2, 4, 2, 4, 2, 0};
	char		line[100] = "";

	memcpy(symbols, word, sizeof(word));
	sort(7, 5);
	for (uint32_t i = 1; i < 7; i++)
		sprintf(line + strlen(line), " %u:%u", (unsigned) sorted[i],
				(unsigned) shared[i]);
	is(line, " 5:0 3:1 1:3 0:0 4:0 2:2", "the suffixes of banana");
}

/* ab|ab|: the second run is smaller, and what is shared ends with a run. */
static void
runs(void)
{
	static const uint32_t word[] = {2, 3, 1, 2, 3, 1, 0};
	char		line[100] = "";

	memcpy(symbols, word, sizeof(word));
	sort(7, 4);
	for (uint32_t i = 1; i < 7; i++)
		sprintf(line + strlen(line), " %u:%u", (unsigned) sorted[i],
				(unsigned) shared[i]);
	is(line, " 5:0 2:0 3:0 0:2 4:0 1:1", "nothing is shared beyond a run");
}

int
main(void)
{
	banana();
	runs();
	ok(sorts_any(1, 2), "a sequence of nothing");
	ok(sorts_one_symbol(), "one symbol over and over");
	ok(sorts_fibonacci(), "a Fibonacci word");
	ok(sorts_all_of(3), "breaks and one symbol");
	ok(sorts_all_of(4), "breaks and two symbols");
	ok(sorts_all_of(5), "breaks and three symbols");
	ok(sorts_all_of(200), "hardly any symbol twice");
	return done();
}
