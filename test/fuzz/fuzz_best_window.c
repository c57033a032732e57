/*-------------------------------------------------------------------------
 *
 * fuzz_best_window.c
 *	  The window is as good as it says, and none that begins or ends beside
 *	  it is better.
 *
 * The input is cut in two before its first zero byte, else in its middle.
 *
 * test/fuzz/fuzz_best_window.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/best_window.h"

#include <stdlib.h>
#include <string.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
load(WicAlignSide *side, const uint8_t *text, size_t size)
{
	const WicFoldTable *table = wic_fold_table(WIC_FOLD_LATEST);
	uint32_t	n = wic_align_count(table, true, text, size);

	wic_align_load(side, malloc(sizeof(WicUnit) * n + 1), table, true, text,
				   size);
}

/* The pairs of a with a part of b, counted by the alignment. */
static uint64_t
pairs(WicAlignSide *a, const WicAlignSide *b, uint32_t first, uint32_t end)
{
	WicAlignSide part = *b;
	void	   *memory;
	uint32_t	n;

	part.units += first;
	part.n = end - first;
	memory = malloc(wic_align_memory(a->n, part.n) + 1);
	n = wic_align_match(a, &part, memory, NULL);
	free(memory);
	return n;
}

static void
require_window(const WicBestWindow *window, WicAlignSide *a, const WicAlignSide *b)
{
	require(window->first < window->end && window->end <= b->n);
	require(window->length == a->n + (window->end - window->first));
	require(window->common == 2 * pairs(a, b, window->first, window->end));
	for (int i = -1; i <= 1; i++)
		for (int j = -1; j <= 1; j++)
		{
			int64_t		first = (int64_t) window->first + i;
			int64_t		end = (int64_t) window->end + j;

			if (first < 0 || end > b->n || first >= end)
				continue;
			require(2 * pairs(a, b, (uint32_t) first, (uint32_t) end) *
					window->length <=
					window->common * (uint64_t) (a->n + end - first));
		}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *zero = size > 0 ? memchr(data, 0, size) : NULL;
	size_t		cut = zero != NULL ? (size_t) (zero - data) : size / 2;
	WicAlignSide a;
	WicAlignSide b;
	WicBestWindow	window;
	void	   *memory;

	if (cut > 512)
		return 0;
	load(&a, data, cut);
	load(&b, data + cut, size - cut);
	memory = malloc(wic_best_window_memory(a.n));
	if (wic_best_window_find(&window, &a, &b, 0, memory, NULL))
		require_window(&window, &a, &b);
	else
		require(pairs(&a, &b, 0, b.n) == 0);
	free(memory);
	free(a.units);
	free(b.units);
	return 0;
}
