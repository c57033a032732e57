/*-------------------------------------------------------------------------
 *
 * unit_best_window.c
 *	  Tests of windows, against all windows there are.
 *
 * test/unit/unit_best_window.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/best_window.h"

#include <stdlib.h>

#include "tap.h"

static const WicFoldTable *table;

static void
load(WicAlignSide *side, const char *text)
{
	size_t		size = strlen(text);
	uint32_t	n = wic_align_count(table, true, text, size);

	wic_align_load(side, malloc(sizeof(WicUnit) * n + 1), table, true, text,
				   size);
	wic_align_keep_words(side);
}

static bool
find(WicBestWindow *window, const WicAlignSide *sought, const WicAlignSide *text,
	 unsigned least)
{
	void	   *memory = malloc(wic_best_window_memory(sought->n));
	bool		found = wic_best_window_find(window, sought, text, least,
										memory, NULL);

	free(memory);
	return found;
}

/* The window as text, or "-". */
static const char *
window_of(const char *sought, const char *text, unsigned least)
{
	static char out[512];
	WicAlignSide a;
	WicAlignSide b;
	WicBestWindow	window;

	load(&a, sought);
	load(&b, text);
	strcpy(out, "-");
	if (find(&window, &a, &b, least))
	{
		uint32_t	start = b.units[window.first].start;
		uint32_t	end = window.end < b.n ? b.units[window.end].start :
			(uint32_t) strlen(text);

		snprintf(out, sizeof(out), "%.*s", (int) (end - start),
				 text + start);
	}
	free(a.units);
	free(b.units);
	return out;
}

static void
test_texts(void)
{
	is(window_of("河水清", "今天河水清清的", 0), "河水清", "what is there");
	is(window_of("讓河水清", "看，让河水清吧", 0), "让河水清",
	   "in another script");
	is(window_of("河水很清", "人说河水不清，山高", 0), "河水不清，",
	   "with a character replaced");
	is(window_of("山高水长", "水长山高", 0), "水长",
	   "of two that are equally like, the first");
	is(window_of("河水清", "山高路远", 0), "-", "nothing is like it");
	is(window_of("", "河水清", 0), "-", "nothing is sought");
	is(window_of("河水清", "", 0), "-", "in nothing");
	is(window_of("河水清", "河水清", 999999), "河水清", "all of it");
	is(window_of("河水清", "河水清", 1000000), "-", "none is above 1");
	is(window_of("河水很清", "河水不清", 750000), "-",
	   "three in four is not above 0.75");
	is(window_of("河水很清", "河水不清", 749999), "河水不清",
	   "but above a little less");
}

/* Twice the length of a longest common subsequence. */
static uint64_t
common(const WicAlignSide *a, const WicUnit *b, uint32_t n)
{
	uint64_t	table_row[64] = {0};

	for (uint32_t j = 0; j < n; j++)
	{
		uint64_t	before = 0;

		for (uint32_t i = 1; i <= a->n; i++)
		{
			uint64_t	old = table_row[i];

			if (a->units[i - 1].id == b[j].id)
				table_row[i] = before + 2;
			else if (table_row[i - 1] > table_row[i])
				table_row[i] = table_row[i - 1];
			before = old;
		}
	}
	return table_row[a->n];
}

/* Is no window better than that which was found? */
static bool
is_best(const WicBestWindow *window, const WicAlignSide *a, const WicAlignSide *b)
{
	for (uint32_t first = 0; first < b->n; first++)
		for (uint32_t end = first + 1; end <= b->n; end++)
			if (common(a, b->units + first, end - first) * window->length >
				window->common * (a->n + end - first))
				return false;
	return window->length == a->n + window->end - window->first &&
		window->common == common(a, b->units + window->first,
								 window->end - window->first);
}

static void
test_random(void)
{
	unsigned	seed = 1;
	unsigned	wrong = 0;

	for (int trial = 0; trial < 3000; trial++)
	{
		char		texts[2][40];
		WicAlignSide a;
		WicAlignSide b;
		WicBestWindow	window = {0, 0, 0, 1};

		for (int t = 0; t < 2; t++)
		{
			unsigned	n = 0;

			seed = seed * 1103515245 + 12345;
			for (n = 0; n < (seed >> 16) % (t == 0 ? 8 : 24) + 1; n++)
				texts[t][n] = (char) ('a' + (seed >> (n % 13 + 3)) % 4);
			texts[t][n] = '\0';
		}
		load(&a, texts[0]);
		load(&b, texts[1]);
		if (find(&window, &a, &b, 0))
			wrong += !is_best(&window, &a, &b);
		else
			wrong += common(&a, b.units, b.n) > 0;
		free(a.units);
		free(b.units);
	}
	ok(wrong == 0, "no other window of 3000 short texts is better");
}

int
main(void)
{
	table = wic_fold_table(WIC_FOLD_LATEST);
	test_texts();
	test_random();
	return done();
}
