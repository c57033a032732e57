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
 * All that holds with words merged too.  Then units are paired that are the
 * same when folded, or that a lexicon or numeral.h says are the same; each
 * lone word is split into its characters; and texts that fold alike are merged
 * alike.
 *
 * test/fuzz/fuzz_align.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/align_vocab.h"

#include <stdlib.h>
#include <string.h>

#include "core/numeral.h"

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
		case WIC_ALIGN_VOCAB:
			require(!same && a_size > 0 && b_size > 0);
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
		changed |= wic_align_differs(row.op);
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

/* The lexicons of require_merged: one that the fuzzer can find, and ours. */
static const WicLexicon *lexicons[2];

static void
add_term(WicLexicon *lexicon, const char *term, const char *other)
{
	uint32_t	cps[2][8];
	size_t		n[2] = {0, 0};

	while (term[n[0]] != '\0')
		cps[0][n[0]] = (uint8_t) term[n[0]], n[0]++;
	while (other[n[1]] != '\0')
		cps[1][n[1]] = (uint8_t) other[n[1]], n[1]++;
	if (n[1] == 0)
	{
		require(wic_lexicon_add_blocker(lexicon, cps[0], n[0]));
		return;
	}
	require(wic_lexicon_add(lexicon, cps[0], n[0], cps[1], n[1],
							WIC_TIER_A, WIC_WEIGHT_A));
	require(wic_lexicon_add(lexicon, cps[1], n[1], cps[0], n[0],
							WIC_TIER_A, WIC_WEIGHT_A));
}

/* Words of letters, of which none is seen in another, and of CJK. */
static void
make_lexicons(void)
{
	static uint64_t memory[1000];
	static const char *const terms[][2] = {
		{"a", "b"}, {"b", "cc"}, {"a", "cc"}, {"cc", "d"}, {"ab", "d"},
		{"d", "e"}, {"e", "f"}, {"b", "ef"}, {"ccc", ""},
	};
	const uint32_t han[] = {0x4E00, 0x4E01, 0x4E02, 0x4E03};
	WicLexicon *lexicon;

	if (lexicons[0] != NULL)
		return;
	require(wic_lexicon_size(100, 100, 500) <= sizeof(memory));
	lexicon = wic_lexicon_init(memory, 100, 100, 500);
	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++)
		add_term(lexicon, terms[i][0], terms[i][1]);
	for (size_t i = 0; i < 4; i++)
	{
		/* Words of one to three characters, each called by the next. */
		require(wic_lexicon_add(lexicon, han, i % 3 + 1, han + i, 1,
								WIC_TIER_B, 1) || i == 0);
		require(wic_lexicon_add(lexicon, han + i, 1, han, i % 3 + 1,
								WIC_TIER_B, 1) || i == 0);
	}
	lexicons[0] = lexicon;
	lexicons[1] = wic_vocab_table(WIC_VOCAB_LATEST);
}

/* A side and the characters that it was made of. */
typedef struct Merged
{
	WicAlignSide side;
	WicAlignSide loaded;
	uint32_t   *cps;
} Merged;

static void
load_merged(Merged *merged, const uint8_t *text, size_t size)
{
	load(&merged->side, true, text, size);
	load(&merged->loaded, true, text, size);
	merged->cps = malloc(sizeof(uint32_t) * merged->loaded.n + 1);
	for (uint32_t i = 0; i < merged->loaded.n; i++)
		merged->cps[i] = merged->loaded.units[i].id;
}

static void
free_merged(Merged *merged)
{
	free(merged->side.units);
	free(merged->loaded.units);
	free(merged->cps);
}

static void
merge(Merged *a, Merged *b)
{
	void	   *memory = malloc(wic_align_merge_memory(lexicons, 2,
													   a->side.n,
													   b->side.n));

	wic_align_merge(&a->side, &b->side, lexicons, 2, memory, NULL);
	free(memory);
}

static bool
has_alternative(const uint32_t *a, size_t a_length,
				const uint32_t *b, size_t b_length)
{
	WicConcept	concept = {0, a_length, true};
	WicAlternatives walk;
	WicAlternative found;

	wic_alternatives_init(&walk, lexicons, 2, a, &concept);
	while (wic_alternatives_next(&walk, &found))
		if (found.length == b_length &&
			memcmp(found.text, b, b_length * sizeof(uint32_t)) == 0)
			return true;
	return false;
}

static bool
same_number(const uint32_t *a, size_t a_length,
			const uint32_t *b, size_t b_length)
{
	WicNumeral	numerals[2];

	return wic_numeral_at(a, a_length, 0, &numerals[0]) &&
		wic_numeral_at(b, b_length, 0, &numerals[1]) &&
		numerals[0].length == a_length && numerals[1].length == b_length &&
		numerals[0].year == numerals[1].year &&
		numerals[0].month == numerals[1].month &&
		numerals[0].day == numerals[1].day &&
		numerals[0].century == numerals[1].century;
}

/* Two units with one id, at their places among the characters. */
static void
require_synonyms(const Merged *a, uint32_t i, size_t a_length,
				 const Merged *b, uint32_t j, size_t b_length, bool same_form)
{
	const uint32_t *x = a->cps + i;
	const uint32_t *y = b->cps + j;
	bool		same = a_length == b_length &&
	memcmp(x, y, a_length * sizeof(uint32_t)) == 0;

	require(same == same_form);
	require(same || has_alternative(x, a_length, y, b_length) ||
			has_alternative(y, b_length, x, a_length) ||
			same_number(x, a_length, y, b_length));
}

/* The units join up to the characters. */
static void
require_cover(const Merged *merged)
{
	uint32_t	at = 0;

	for (uint32_t i = 0; i < merged->side.n; i++)
	{
		const WicUnit *unit = &merged->side.units[i];

		require(at < merged->loaded.n);
		require(unit->start == merged->loaded.units[at].start);
		require(unit->id >= WIC_UNIT_WORD ? unit->id < WIC_UNIT_END :
				unit->id == merged->cps[at] && unit->length == 1);
		at += unit->length;
	}
	require(at == merged->loaded.n);
}

static void
require_meanings(const Merged *a, const Merged *b)
{
	const WicAlignSide *x = &a->side;
	const WicAlignSide *y = &b->side;
	uint32_t	j = 0;
	uint32_t	b_at = 0;

	for (uint32_t i = 0, a_at = 0; i < x->n; a_at += x->units[i++].length)
	{
		if (!x->units[i].matched)
			continue;
		while (!y->units[j].matched)
			b_at += y->units[j++].length;
		require_synonyms(a, a_at, x->units[i].length, b, b_at,
						 y->units[j].length,
						 x->units[i].form == y->units[j].form);
		b_at += y->units[j++].length;
	}
}

/* Exchanging the texts gives the same units. */
static void
require_same_merge(const Merged *a, const uint8_t *a_text, size_t a_size,
				   const uint8_t *b_text, size_t b_size)
{
	Merged		c;
	Merged		d;

	load_merged(&c, a_text, a_size);
	load_merged(&d, b_text, b_size);
	merge(&d, &c);
	require(c.side.n == a->side.n);
	for (uint32_t i = 0; i < c.side.n; i++)
		require(c.side.units[i].id == a->side.units[i].id);
	free_merged(&c);
	free_merged(&d);
}

static void
split(Merged *merged)
{
	WicUnit    *units = merged->side.units;

	if (!wic_align_split(&merged->side, merged->loaded.units,
						 merged->loaded.n))
		return;
	merged->loaded.units = units;
	for (uint32_t i = 0; i < merged->side.n; i++)
		require(merged->side.units[i].id < WIC_UNIT_WORD ||
				merged->side.units[i].matched);
}

static void
require_merged(const uint8_t *a_text, size_t a_size,
			   const uint8_t *b_text, size_t b_size)
{
	Merged		a;
	Merged		b;
	bool		alike;
	uint32_t	pairs;

	load_merged(&a, a_text, a_size);
	load_merged(&b, b_text, b_size);
	alike = a.side.n == b.side.n &&
		memcmp(a.cps, b.cps, sizeof(uint32_t) * a.side.n) == 0;
	merge(&a, &b);
	require_cover(&a);
	require_cover(&b);
	require_same_merge(&a, a_text, a_size, b_text, b_size);

	require_symmetry(&a.side, &b.side);
	require_meanings(&a, &b);
	pairs = match(&a.side, &b.side);
	require(!alike || (pairs == a.side.n && pairs == b.side.n));
	split(&a);
	split(&b);
	match(&a.side, &b.side);
	wic_align_tidy(&a.side, &b.side);
	require_pairs(&a.side, &b.side);
	require_meanings(&a, &b);
	require(!require_rows(&a.side, &b.side) || !alike);
	free_merged(&a);
	free_merged(&b);
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
	make_lexicons();
	require_merged(data, first, data + first, size - first);
	return 0;
}
