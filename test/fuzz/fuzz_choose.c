/*-------------------------------------------------------------------------
 *
 * fuzz_choose.c
 *	  Any texts become symbols, and what is chosen of them is there.
 *
 * The input is a document up to each zero byte.  Symbols come in order and
 * lie in the text; no break comes first or follows another, and reading goes
 * on to the end.  What is chosen stands at all its places, in one run, with
 * enough characters, and no two chosen ones are the same.  Choosing by symbols
 * or by places, and twice, gives what it gives once.
 *
 * test/fuzz/fuzz_choose.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/choose.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS		131072		/* more than twice the bytes of an input */
#define CHOSEN_MAX	200

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static WicSymbolSlot slots[SLOTS];
static WicSymbolTable table;
static uint32_t *symbols;
static uint32_t *documents;
static uint64_t *keys;
static uint32_t *counts;
static uint32_t *rank;
static WicRepeatText text;

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
append(uint64_t key)
{
	uint32_t	number = key == WIC_SYMBOL_BREAK ? WIC_SUFFIX_BREAK :
		wic_symbol_number(&table, key);

	documents[text.n] = text.ndocuments - 1;
	symbols[text.n++] = number;
	keys[number] = key;
	counts[number]++;
}

static void
read_document(const uint8_t *data, size_t size)
{
	const uint8_t *done = data;
	uint64_t	last = WIC_SYMBOL_BREAK;
	WicSymbolReader reader;
	WicSymbol	symbol;

	text.ndocuments++;
	wic_symbol_reader_init(&reader, wic_fold_table(WIC_FOLD_LATEST), data,
						   size);
	while (wic_symbol_next(&reader, &symbol))
	{
		require(symbol.start >= done && symbol.end >= symbol.start &&
				symbol.end <= data + size);
		require(symbol.key != WIC_SYMBOL_BREAK || last != WIC_SYMBOL_BREAK);
		done = symbol.start;
		last = symbol.key;
		append(symbol.key);
	}
	require(last != WIC_SYMBOL_BREAK || done == data);
	append(WIC_SYMBOL_BREAK);
}

static void
sort(void)
{
	uint32_t	alphabet = WIC_SUFFIX_FIRST + table.n;
	uint32_t   *sorted = malloc(sizeof(uint32_t) * text.n);
	uint32_t   *shared = malloc(sizeof(uint32_t) * text.n);
	void	   *memory = malloc(wic_suffix_memory(text.n, alphabet));

	rank = malloc(sizeof(uint32_t) * text.n);
	wic_suffix_sort(symbols, text.n, alphabet, sorted, memory, NULL);
	wic_suffix_share(symbols, text.n, sorted, rank, shared, NULL);
	free(memory);
	text.symbols = symbols;
	text.documents = documents;
	text.sorted = sorted;
	text.shared = shared;
	text.split = text.ndocuments / 2;
}

static double
score(const WicRepeat *repeat, void *state)
{
	(void) state;
	return repeat->hits[0] + 2.0 * repeat->documents[1];
}

static WicCandidate *
find_candidates(uint32_t *n)
{
	void	   *memory = malloc(wic_repeat_memory(text.ndocuments, 40));
	WicCandidate *candidates = malloc(sizeof(WicCandidate) * text.n);
	WicRepeatWalk walk;
	WicRepeat	repeat;

	*n = 0;
	wic_repeat_init(&walk, &text, 2, 40, memory, NULL);
	while (wic_repeat_next(&walk, &repeat))
	{
		candidates[*n].repeat = repeat;
		candidates[(*n)++].score = score(&repeat, NULL);
	}
	free(memory);
	return candidates;
}

static bool
same_run(uint32_t a, uint32_t b, uint32_t length)
{
	return memcmp(symbols + a, symbols + b, sizeof(uint32_t) * length) == 0;
}

/* Does it stand at all its places? */
static void
require_places(const WicCandidate *chosen)
{
	const uint32_t *places = text.sorted + chosen->repeat.first;
	uint32_t	chars = 0;

	for (uint32_t i = 0; i < wic_repeat_hits(&chosen->repeat); i++)
		require(same_run(places[0] + chosen->cut, places[i] + chosen->cut,
						 chosen->length));
	for (uint32_t i = 0; i < chosen->length; i++)
	{
		uint32_t	number = symbols[places[0] + chosen->cut + i];

		require(number >= WIC_SUFFIX_FIRST);
		chars += wic_symbol_chars(keys[number]);
	}
	require(chars >= 3 && chosen->cut + chosen->length <= chosen->repeat.length);
}

static uint32_t
choose(bool per_symbol, WicCandidate *chosen)
{
	WicChoice	choice = {3, 60, per_symbol, score, NULL};
	uint32_t	n;
	WicCandidate *candidates = find_candidates(&n);
	void	   *memory = malloc(wic_choose_memory(text.n, text.ndocuments));
	WicChooser	chooser;
	uint32_t	nchosen = 0;

	wic_choose_init(&chooser, &text, rank, keys, counts, &choice, candidates,
					n, memory);
	while (nchosen < CHOSEN_MAX &&
		   wic_choose_next(&chooser, &chosen[nchosen], NULL))
		nchosen++;
	free(memory);
	free(candidates);
	return nchosen;
}

static void
require_choice(bool per_symbol)
{
	static WicCandidate chosen[CHOSEN_MAX];
	static WicCandidate again[CHOSEN_MAX];
	uint32_t	n = choose(per_symbol, chosen);

	for (uint32_t i = 0; i < n; i++)
	{
		uint32_t	place = text.sorted[chosen[i].repeat.first] +
			chosen[i].cut;

		require_places(&chosen[i]);
		for (uint32_t j = 0; j < i; j++)
			require(chosen[j].length != chosen[i].length ||
					!same_run(text.sorted[chosen[j].repeat.first] +
							  chosen[j].cut, place, chosen[i].length));
	}
	require(choose(per_symbol, again) == n);
	for (uint32_t i = 0; i < n; i++)
		require(again[i].repeat.first == chosen[i].repeat.first &&
				again[i].cut == chosen[i].cut &&
				again[i].length == chosen[i].length);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = data + size;
	size_t		room = 8 * size + 3;	/* a character folds to many */

	if (size > SLOTS / 3)
		return 0;
	wic_symbol_table_init(&table, slots, SLOTS);
	symbols = malloc(sizeof(uint32_t) * room);
	documents = malloc(sizeof(uint32_t) * room);
	keys = calloc(room, sizeof(uint64_t));
	counts = calloc(room, sizeof(uint32_t));
	text.n = text.ndocuments = 0;
	do
	{
		const uint8_t *zero = data == end ? NULL :
			memchr(data, 0, (size_t) (end - data));

		read_document(data, (size_t) ((zero == NULL ? end : zero) - data));
		data = zero == NULL ? end : zero + 1;
	} while (data < end);
	documents[text.n] = text.ndocuments - 1;
	symbols[text.n++] = WIC_SUFFIX_END;
	sort();
	require_choice(true);
	require_choice(false);
	free((void *) text.sorted);
	free((void *) text.shared);
	free(symbols);
	free(documents);
	free(keys);
	free(counts);
	free(rank);
	return 0;
}
