/*-------------------------------------------------------------------------
 *
 * unit_choose.c
 *	  Of what is repeated, what is chosen and in which order.
 *
 * Texts are lines; a line is a document.
 *
 * test/unit/unit_choose.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/choose.h"

#include <stdlib.h>

#include "tap.h"

#define SYMBOLS_MAX		4000
#define CANDIDATES_MAX	4000

static uint32_t symbols[SYMBOLS_MAX];
static uint32_t documents[SYMBOLS_MAX];
static const uint8_t *starts[SYMBOLS_MAX];
static const uint8_t *ends[SYMBOLS_MAX];
static uint32_t sorted[SYMBOLS_MAX];
static uint32_t rank[SYMBOLS_MAX];
static uint32_t shared[SYMBOLS_MAX];
static uint64_t keys[SYMBOLS_MAX];
static uint32_t counts[SYMBOLS_MAX];
static WicRepeatText text = {
	.symbols = symbols, .sorted = sorted, .shared = shared,
	.documents = documents
};
static WicCandidate candidates[CANDIDATES_MAX];
static char shown[2000];

static void
append(WicSymbolTable *table, const WicSymbol *symbol)
{
	uint32_t	number = symbol->key == WIC_SYMBOL_BREAK ? WIC_SUFFIX_BREAK :
		wic_symbol_number(table, symbol->key);

	documents[text.n] = text.ndocuments - 1;
	starts[text.n] = symbol->start;
	ends[text.n] = symbol->end;
	symbols[text.n++] = number;
	keys[number] = symbol->key;
	counts[number]++;
}

static void
load(const char *lines)
{
	static WicSymbolSlot slots[8192];
	const WicSymbol stop = {WIC_SYMBOL_BREAK, NULL, NULL};
	WicSymbolTable table;
	void	   *memory;

	wic_symbol_table_init(&table, slots, 8192);
	memset(counts, 0, sizeof(counts));
	memset(starts, 0, sizeof(starts));
	text.n = text.ndocuments = 0;
	do
	{
		size_t		size = strcspn(lines, "\n");
		WicSymbolReader reader;
		WicSymbol	symbol;

		text.ndocuments++;
		wic_symbol_reader_init(&reader, wic_fold_table(WIC_FOLD_LATEST),
							   lines, size);
		while (wic_symbol_next(&reader, &symbol))
			append(&table, &symbol);
		append(&table, &stop);
		lines += size + (lines[size] == '\n');
	} while (*lines != '\0');
	documents[text.n] = text.ndocuments - 1;
	symbols[text.n++] = WIC_SUFFIX_END;
	text.split = text.ndocuments;

	memory = malloc(wic_suffix_memory(text.n, WIC_SUFFIX_FIRST + table.n));
	wic_suffix_sort(symbols, text.n, WIC_SUFFIX_FIRST + table.n, sorted,
					memory, NULL);
	wic_suffix_share(symbols, text.n, sorted, rank, shared, NULL);
	free(memory);
}

/* Whoever says it first repeats nothing. */
static double
score(const WicRepeat *repeat, void *state)
{
	(void) state;
	return repeat->documents[0] < 2 ? 0 : repeat->documents[0] - 1;
}

static uint32_t
find_candidates(void)
{
	void	   *memory = malloc(wic_repeat_memory(text.ndocuments, 30));
	WicRepeatWalk walk;
	WicRepeat	repeat;
	uint32_t	n = 0;

	wic_repeat_init(&walk, &text, 2, 30, memory, NULL);
	while (wic_repeat_next(&walk, &repeat))
	{
		candidates[n].repeat = repeat;
		candidates[n].score = score(&repeat, NULL);
		n += candidates[n].score > 0;
	}
	free(memory);
	return n;
}

/* What is chosen from the lines, with the places of each. */
static const char *
chosen_from(const char *lines, uint32_t min_chars, bool per_symbol,
			const char *covered)
{
	WicChoice	choice = {min_chars, 30, per_symbol, score, NULL};
	WicChooser	chooser;
	WicCandidate chosen;
	void	   *memory;
	uint32_t	n;

	load(lines);
	n = find_candidates();
	memory = malloc(wic_choose_memory(text.n, text.ndocuments));
	wic_choose_init(&chooser, &text, rank, keys, counts, &choice, candidates,
					n, memory);
	for (uint32_t i = 0; covered != NULL && i < text.n; i++)
		if (starts[i] != NULL &&
			strncmp((const char *) starts[i], covered, strlen(covered)) == 0)
			wic_choose_cover(&chooser, i, (uint32_t) strlen(covered) / 3);
	shown[0] = '\0';
	while (wic_choose_next(&chooser, &chosen, NULL))
	{
		uint32_t	hits = wic_repeat_hits(&chosen.repeat);

		uint32_t	first = sorted[chosen.repeat.first] + chosen.cut;

		strncat(shown, (const char *) starts[first],
				(size_t) (ends[first + chosen.length - 1] - starts[first]));
		if (chosen.hits[0] == hits)
			sprintf(shown + strlen(shown), " %u; ", (unsigned) hits);
		else
			sprintf(shown + strlen(shown), " %u of %u; ",
					(unsigned) chosen.hits[0], (unsigned) hits);
	}
	free(memory);
	return shown;
}

/* Words that stand for others go on with each 有 and 企. */
static const char *
chosen_inside(const char *lines)
{
	static uint32_t inner[SYMBOLS_MAX / 32 + 1];
	const char *chosen;

	memset(inner, 0, sizeof(inner));
	load(lines);
	for (uint32_t i = 0; i < text.n; i++)
		if (starts[i] != NULL &&
			(memcmp(starts[i], "\u6709", 3) == 0 ||
			 memcmp(starts[i], "\u4F01", 3) == 0))
			inner[i / 32] |= UINT32_C(1) << (i % 32);
	text.inner = inner;
	chosen = chosen_from(lines, 2, true, NULL);
	text.inner = NULL;
	return chosen;
}

int
main(void)
{
	is(chosen_from("甲河流保护工程乙\n丙河流保护工程丁\n戊河流保护工程", 4, true, NULL),
	   "河流保护工程 3; ", "a run of three texts, and no part of it");
	is(chosen_from("甲的河流保护工程乙\n丙的河流保护工程丁", 4, true, NULL),
	   "河流保护工程 2; ", "what leans on the run is cut");
	is(chosen_from("甲河流保护工程和\n乙河流保护工程和，河流保护工程", 4, true,
				   NULL),
	   "河流保护工程 3; ", "with a cut, it is the repeat that was there");
	is(chosen_from("新的河流保护工程\n旧的河流保护工程\n大河流保护工程在建\n"
				   "小河流保护工程在建\n远河流保护工程\n近河流保护工程", 4, true,
				   NULL),
	   "河流保护工程 6; ", "a longer run that adds a tail is left out");
	is(chosen_from("甲河流保护\n乙河流保护\n丙河流保护\n"
				   "丁城市图书馆服务河流保护\n戊城市图书馆服务河流保护", 4, true,
				   NULL),
	   "城市图书馆服务河流保护 2; 河流保护 5; ",
	   "a part that is frequent without the rest comes, too");
	is(chosen_from("甲河流保护\n乙河流保护\n城市图书馆\n城市图书馆", 4, true,
				   "城市图书馆"),
	   "河流保护 2; ", "what is covered from the start is not chosen");
	is(chosen_from("我国河流多\n我国河流长\n全国河流多\n全国河流长\n我国大\n"
				   "全国大\n我国小\n全国小\n大河流\n小河流", 2, false, NULL),
	   "河流 6; 我国 4; 全国 4; ",
	   "an end that belongs to what is beside it is cut");
	is(chosen_from("小微企业多\n小微企业少\n小微企业好\n小微企业新\n小微企业旧\n"
				   "小微店", 2, false, NULL),
	   "小微企业 5; ", "a fragment gives way to the longer run");
	is(chosen_from("第十八届大会多\n第十九届大会少\n第二十届大会好", 3, true,
				   NULL),
	   "", "a measure without its number is no begin");
	is(chosen_from("Save the old river now\nsee the OLD RIVER\n", 4, true, NULL),
	   "OLD RIVER 2; ", "words are whole");
	is(chosen_from("", 4, true, NULL), "", "nothing to choose from");
	is(chosen_inside("大国有企改\n小国有企改\n又国有企改"), "国有企改 3; ",
	   "a word that stands for another one");
	is(chosen_inside("大国有林场\n小国有林场\n又国\n山国多"), "国有林场 2; ",
	   "no part of it counts");
	is(chosen_inside("甲山有林场\n乙海有林场\n丙河林场在\n丁湖林场里"), "林场 4; ",
	   "nothing begins within it");
	return done();
}
