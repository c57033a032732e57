/*-------------------------------------------------------------------------
 *
 * fuzz_align.c
 *	  Any two texts align, and the alignment is true.
 *
 * The input is cut in two before its first zero byte, else in its middle.
 * The rows cover both texts, and say of each piece what is so: same bytes, or
 * the same when folded.  The pairs are equal units in order, before and after
 * they are tidied, and exchanging the texts exchanges them.  Texts that fold
 * alike have no other rows.
 *
 * test/fuzz/fuzz_align.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/align.h"

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
load(WicAlignSide *side, bool variants, const uint8_t *text, size_t size)
{
	const WicFoldTable *table = wic_fold_table(WIC_FOLD_LATEST);
	uint32_t	n = wic_align_count(table, variants, text, size);

	wic_align_load(side, malloc(sizeof(WicUnit) * n + 1), table, variants,
				   text, size);
	require(side->n == n);
}

static uint32_t
match(WicAlignSide *a, WicAlignSide *b)
{
	void	   *memory = malloc(wic_align_memory(a->n, b->n));
	uint32_t	pairs = wic_align_match(a, b, memory, NULL);

	free(memory);
	return pairs;
}

static void
require_pairs(const WicAlignSide *a, const WicAlignSide *b)
{
	uint32_t	j = 0;

	for (uint32_t i = 0; i < a->n; i++)
	{
		if (!a->units[i].matched)
			continue;
		while (j < b->n && !b->units[j].matched)
			j++;
		require(j < b->n && a->units[i].id == b->units[j].id);
		j++;
	}
	while (j < b->n)
		require(!b->units[j++].matched);
}

/* Is what the row says of its two pieces so? */
static void
require_row(const WicAlignRow *row)
{
	size_t		a_size = (size_t) (row->a_end - row->a);
	size_t		b_size = (size_t) (row->b_end - row->b);
	bool		same = a_size == b_size &&
	memcmp(row->a, row->b, a_size) == 0;

	require(a_size + b_size > 0);
	switch (row->op)
	{
		case WIC_ALIGN_SAME:
			require(same);
			break;
		case WIC_ALIGN_SCRIPT:
			require(!same);
			break;
		case WIC_ALIGN_REPLACE:
			require(a_size > 0 && b_size > 0);
			break;
		case WIC_ALIGN_INSERT:
			require(a_size == 0);
			break;
		case WIC_ALIGN_DELETE:
			require(b_size == 0);
			break;
	}
}

/* Do the rows cover the texts?  Returns whether any is a change. */
static bool
require_rows(const WicAlignSide *a, const WicAlignSide *b)
{
	const uint8_t *a_done = a->begin;
	const uint8_t *b_done = b->begin;
	bool		changed = false;
	WicAlignRows rows;
	WicAlignRow row;

	wic_align_rows_init(&rows, a, b);
	while (wic_align_next(&rows, &row))
	{
		require(row.a == a_done && row.b == b_done);
		require_row(&row);
		changed |= row.op != WIC_ALIGN_SAME && row.op != WIC_ALIGN_SCRIPT;
		a_done = row.a_end;
		b_done = row.b_end;
	}
	require(a_done == a->begin + a->size && b_done == b->begin + b->size);
	return changed;
}

static void
require_symmetry(WicAlignSide *a, WicAlignSide *b)
{
	WicAlignSide c = *a;
	WicAlignSide d = *b;

	c.units = malloc(sizeof(WicUnit) * c.n + 1);
	d.units = malloc(sizeof(WicUnit) * d.n + 1);
	memcpy(c.units, a->units, sizeof(WicUnit) * c.n);
	memcpy(d.units, b->units, sizeof(WicUnit) * d.n);
	require(match(a, b) == match(&d, &c));
	for (uint32_t i = 0; i < c.n; i++)
		require(a->units[i].matched == c.units[i].matched);
	for (uint32_t i = 0; i < d.n; i++)
		require(b->units[i].matched == d.units[i].matched);
	free(c.units);
	free(d.units);
}

static void
require_aligned(bool variants, const uint8_t *a_text, size_t a_size,
				const uint8_t *b_text, size_t b_size)
{
	WicAlignSide a;
	WicAlignSide b;
	uint32_t	pairs;
	bool		alike;
	bool		exact;

	load(&a, variants, a_text, a_size);
	load(&b, variants, b_text, b_size);
	require_symmetry(&a, &b);
	require_pairs(&a, &b);
	require_rows(&a, &b);

	pairs = match(&a, &b);
	alike = a.n == b.n && pairs == a.n;
	wic_align_tidy(&a, &b);
	require_pairs(&a, &b);
	require(!alike || !require_rows(&a, &b));
	require_rows(&a, &b);

	exact = (uint64_t) a.n * b.n <= WIC_ALIGN_EXACT_CELLS;
	wic_align_keep_words(&a);
	wic_align_keep_words(&b);
	require(match(&a, &b) <= pairs || !exact);
	require_pairs(&a, &b);
	free(a.units);
	free(b.units);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *zero = size == 0 ? NULL : memchr(data, 0, size);
	size_t		first = zero == NULL ? size / 2 : (size_t) (zero - data);

	if (size == 0)
		return 0;
	require_aligned(true, data, first, data + first, size - first);
	require_aligned(false, data, first, data + first, size - first);
	return 0;
}
