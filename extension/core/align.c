/*-------------------------------------------------------------------------
 *
 * align.c
 *	  Lay two texts side by side, folded character by folded character.
 *
 * extension/core/align.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/align.h"

#include <string.h>

#define NONE		UINT32_MAX
#define MANY		(UINT32_MAX - 1)

/* Set in a slot's key when the text has the gram more than once. */
#define REPEATED	(UINT32_C(1) << 31)

/* There are no more different ids. */
#define SYMBOLS_MAX	WIC_UNIT_END

/* Boxes of this size and less are solved in registers. */
#define WORD		64

typedef struct Slot
{
	uint32_t	key;
	uint32_t	value;
} Slot;

/* A stretch of x against a stretch of y. */
typedef struct Box
{
	uint32_t	x;
	uint32_t	x_end;
	uint32_t	y;
	uint32_t	y_end;
} Box;

typedef struct Matcher
{
	WicUnit    *x;				/* the smaller side, whose units are bits */
	WicUnit    *y;				/* the other, whose units are steps */
	void		(*pulse) (void);
	uint64_t	cells;			/* that may still be spent */
	uint64_t   *masks;			/* of each symbol, in 64 units of x; zero */
	uint64_t   *carries;		/* a bit for each step */
	uint64_t   *forward;		/* a bit for each unit of x */
	uint64_t   *backward;
	Slot	   *slots;
	uint32_t	slots_mask;
	uint32_t   *partners;		/* of the grams of x: their place in y */
	uint32_t   *tails;
	uint32_t   *before;
} Matcher;

void
wic_unit_reader_init(WicUnitReader *reader, const WicFoldTable *table,
					 bool variants, const void *text, size_t size)
{
	wic_folder_init(&reader->folder, table, variants, text, size);
	reader->cluster.ncps = 0;
	reader->used = 0;
	reader->begin = text;
}

bool
wic_unit_next(WicUnitReader *reader, WicUnit *unit)
{
	while (reader->used == reader->cluster.ncps)
	{
		reader->used = 0;
		reader->cluster.ncps = 0;
		if (!wic_folder_next(&reader->folder, &reader->cluster))
			return false;
	}

	unit->id = reader->cluster.cps[reader->used++];
	unit->start = (uint32_t) (reader->cluster.start - reader->begin);
	unit->symbol = 0;
	unit->matched = false;
	unit->form = 0;
	unit->length = 1;
	return true;
}

uint32_t
wic_align_count(const WicFoldTable *table, bool variants,
				const void *text, size_t size)
{
	WicUnitReader reader;
	WicUnit		unit;
	uint32_t	n = 0;

	wic_unit_reader_init(&reader, table, variants, text, size);
	while (wic_unit_next(&reader, &unit))
		n++;
	return n;
}

void
wic_align_load(WicAlignSide *side, WicUnit *units, const WicFoldTable *table,
			   bool variants, const void *text, size_t size)
{
	WicUnitReader reader;
	WicUnit		unit;

	side->begin = text;

	side->size = (uint32_t) size;
	side->units = units;
	side->n = 0;
	wic_unit_reader_init(&reader, table, variants, text, size);
	while (wic_unit_next(&reader, &unit))
		units[side->n++] = unit;
}

bool
wic_unit_is_word(const WicUnit *unit)
{
	WicCharClass class;

	if (unit->id >= WIC_UNIT_WORD)
		return true;
	class = wic_char_class(unit->id);
	return class != WIC_CLASS_PUNCT && class != WIC_CLASS_BLANK &&
		class != WIC_CLASS_CONTEXT;
}

uint32_t
wic_align_words(const WicAlignSide *side)
{
	uint32_t	words = 0;

	for (uint32_t i = 0; i < side->n; i++)
		words += wic_unit_is_word(&side->units[i]);
	return words;
}

void
wic_align_keep_words(WicAlignSide *side)
{
	uint32_t	kept = 0;

	for (uint32_t i = 0; i < side->n; i++)
		if (wic_unit_is_word(&side->units[i]))
			side->units[kept++] = side->units[i];
	side->n = kept;
}

static Box
box_of(uint32_t x, uint32_t x_end, uint32_t y, uint32_t y_end)
{
	Box			box = {x, x_end, y, y_end};

	return box;
}

static uint64_t
box_cells(const Box *box)
{
	return (uint64_t) (box->x_end - box->x) * (box->y_end - box->y);
}

static uint64_t
words_of(uint64_t bits)
{
	return (bits + 63) / 64;
}

static uint32_t
smaller(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static uint32_t
larger(uint32_t a, uint32_t b)
{
	return a < b ? b : a;
}

static uint32_t
symbols_room(uint32_t n, uint32_t m)
{
	return smaller(n + m, SYMBOLS_MAX);
}

/* Grams of x to be kept; none if the texts are aligned as a whole. */
static uint32_t
grams_room(uint32_t n, uint32_t m)
{
	return (uint64_t) n * m > WIC_ALIGN_EXACT_CELLS ? smaller(n, m) : 0;
}

/* At least half of the slots stay empty, so that a search ends. */
static uint32_t
slots_room(uint32_t n, uint32_t m)
{
	uint32_t	used = larger(symbols_room(n, m), grams_room(n, m));
	uint32_t	slots = 16;

	while (slots < 2 * used)
		slots *= 2;
	return slots;
}

size_t
wic_align_memory(uint32_t n, uint32_t m)
{
	uint64_t	size = 0;

	size += sizeof(uint64_t) * ((uint64_t) symbols_room(n, m) +
								words_of(larger(n, m)) +
								2 * words_of(smaller(n, m)));
	size += sizeof(Slot) * (uint64_t) slots_room(n, m);
	size += 3 * sizeof(uint32_t) * (uint64_t) grams_room(n, m);
	return size < SIZE_MAX ? (size_t) size : SIZE_MAX;
}

/* Hand out the memory, the widest types first. */
static void
lay_out(Matcher *matcher, void *memory, uint32_t n, uint32_t m)
{
	uint32_t	symbols = symbols_room(n, m);
	uint32_t	grams = grams_room(n, m);

	matcher->masks = memory;
	matcher->carries = matcher->masks + symbols;
	matcher->forward = matcher->carries + words_of(larger(n, m));
	matcher->backward = matcher->forward + words_of(smaller(n, m));
	matcher->slots = (Slot *) (matcher->backward + words_of(smaller(n, m)));
	matcher->slots_mask = slots_room(n, m) - 1;
	matcher->partners = (uint32_t *) (matcher->slots +
									  matcher->slots_mask + 1);
	matcher->tails = matcher->partners + grams;
	matcher->before = matcher->tails + grams;
	memset(matcher->masks, 0, sizeof(uint64_t) * symbols);
}

static void
clear_slots(Matcher *matcher)
{
	memset(matcher->slots, 0xFF,
		   sizeof(Slot) * ((size_t) matcher->slots_mask + 1));
}

static void
beat(const Matcher *matcher)
{
	if (matcher->pulse != NULL)
		matcher->pulse();
}

static uint64_t
mix(uint64_t hash, uint32_t value)
{
	hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 29;
}

/* Number the ids of a side in order of appearance, from *symbols on. */
static void
number_ids(Matcher *matcher, WicAlignSide *side, uint32_t *symbols)
{
	for (uint32_t i = 0; i < side->n; i++)
	{
		WicUnit    *unit = &side->units[i];
		uint32_t	s = (uint32_t) mix(0, unit->id) & matcher->slots_mask;

		while (matcher->slots[s].key != unit->id &&
			   matcher->slots[s].key != NONE)
			s = (s + 1) & matcher->slots_mask;
		if (matcher->slots[s].key == NONE)
		{
			matcher->slots[s].key = unit->id;
			matcher->slots[s].value = (*symbols)++;
		}
		unit->symbol = matcher->slots[s].value;
		unit->matched = false;
	}
}

static void
pair(Matcher *matcher, uint32_t x, uint32_t y)
{
	matcher->x[x].matched = true;
	matcher->y[y].matched = true;
}

static bool
is_pair(const Matcher *matcher, uint32_t x, uint32_t y)
{
	return matcher->x[x].symbol == matcher->y[y].symbol;
}

/* Pair what both begin and end with; no alignment has fewer edits. */
static void
trim(Matcher *matcher, Box *box)
{
	while (box->x < box->x_end && box->y < box->y_end &&
		   is_pair(matcher, box->x, box->y))
		pair(matcher, box->x++, box->y++);
	while (box->x < box->x_end && box->y < box->y_end &&
		   is_pair(matcher, box->x_end - 1, box->y_end - 1))
		pair(matcher, --box->x_end, --box->y_end);
}

/*
 * A row is a column of the classical table in differences.  Bit i is 0 where
 * the common subsequence of the first i + 1 units of x and all steps so far
 * is longer than that of the first i.
 */
static inline uint64_t
step(uint64_t row, uint64_t mask, uint64_t *carry)
{
	uint64_t	sum = row + (row & mask);
	uint64_t	overflow = sum < row;

	sum += *carry;
	*carry = overflow | (sum < *carry);
	return sum | (row & ~mask);
}

/* All steps for 64 units of x, whose masks are set. */
static uint64_t
sweep(Matcher *matcher, const Box *box, bool backward)
{
	uint32_t	m = box->y_end - box->y;
	const WicUnit *first = matcher->y + (backward ? box->y_end - 1 : box->y);
	ptrdiff_t	stride = backward ? -1 : 1;
	uint64_t	row = ~UINT64_C(0);

	for (uint32_t j = 0; j < m; j += 64)
	{
		uint32_t	steps = smaller(64, m - j);
		uint64_t	in = matcher->carries[j / 64];
		uint64_t	out = 0;

		for (uint32_t bit = 0; bit < steps; bit++)
		{
			const WicUnit *unit = first + stride * (ptrdiff_t) (j + bit);
			uint64_t	carry = in >> bit & 1;

			row = step(row, matcher->masks[unit->symbol], &carry);
			out |= carry << bit;
		}
		matcher->carries[j / 64] = out;
	}
	return row;
}

/* The row after all steps; backward: of both texts read from their ends. */
static void
last_row(Matcher *matcher, const Box *box, bool backward, uint64_t *rows)
{
	uint32_t	n = box->x_end - box->x;

	memset(matcher->carries, 0,
		   sizeof(uint64_t) * words_of(box->y_end - box->y));
	for (uint32_t i = 0; i < n; i += 64)
	{
		uint32_t	bits = smaller(64, n - i);
		uint32_t	start = backward ? box->x_end - i - bits : box->x + i;
		const WicUnit *units = matcher->x + start;

		for (uint32_t bit = 0; bit < bits; bit++)
			matcher->masks[units[bit].symbol] |=
				UINT64_C(1) << (backward ? bits - 1 - bit : bit);
		beat(matcher);
		rows[i / 64] = sweep(matcher, box, backward);
		for (uint32_t bit = 0; bit < bits; bit++)
			matcher->masks[units[bit].symbol] = 0;
	}
}

static uint32_t
gains(const uint64_t *row, uint32_t i)
{
	return (row[i / 64] >> (i % 64) & 1) == 0;
}

/*
 * Where to cut x, given that y is cut at middle: the first place where what
 * the two halves have in common is most.
 */
static uint32_t
best_cut(Matcher *matcher, const Box *box, uint32_t middle)
{
	Box			first = box_of(box->x, box->x_end, box->y, middle);
	Box			second = box_of(box->x, box->x_end, middle, box->y_end);
	uint32_t	n = box->x_end - box->x;
	uint32_t	common = 0;
	uint32_t	best;
	uint32_t	cut = 0;

	last_row(matcher, &first, false, matcher->forward);
	last_row(matcher, &second, true, matcher->backward);
	for (uint32_t i = 0; i < n; i++)
		common += gains(matcher->backward, i);

	best = common;
	for (uint32_t i = 0; i < n; i++)
	{
		common += gains(matcher->forward, i);
		common -= gains(matcher->backward, n - 1 - i);
		if (common > best)
		{
			best = common;
			cut = i + 1;
		}
	}
	return box->x + cut;
}

/* At most WORD units on both sides: keep every row, and walk back. */
static void
solve_word(Matcher *matcher, const Box *box)
{
	uint64_t	rows[WORD + 1];
	uint32_t	i = box->x_end - box->x;
	uint32_t	j = box->y_end - box->y;

	for (uint32_t k = 0; k < i; k++)
		matcher->masks[matcher->x[box->x + k].symbol] |= UINT64_C(1) << k;
	rows[0] = ~UINT64_C(0);
	for (uint32_t k = 0; k < j; k++)
	{
		uint64_t	carry = 0;

		rows[k + 1] = step(rows[k],
						   matcher->masks[matcher->y[box->y + k].symbol],
						   &carry);
	}
	for (uint32_t k = 0; k < i; k++)
		matcher->masks[matcher->x[box->x + k].symbol] = 0;

	while (i > 0 && j > 0)
	{
		if (!gains(&rows[j], i - 1))
			i--;
		else if (gains(&rows[j - 1], i - 1))
			j--;
		else
			pair(matcher, box->x + --i, box->y + --j);
	}
}

/* Pair a longest common subsequence of the box; depth is log2 of y. */
static void
solve(Matcher *matcher, Box box)
{
	uint32_t	middle;
	uint32_t	cut;

	trim(matcher, &box);
	if (box_cells(&box) == 0)
		return;
	if (box.x_end - box.x <= WORD && box.y_end - box.y <= WORD)
	{
		solve_word(matcher, &box);
		return;
	}
	if (box.y_end - box.y == 1)
	{
		while (box.x < box.x_end && !is_pair(matcher, box.x, box.y))
			box.x++;
		if (box.x < box.x_end)
			pair(matcher, box.x, box.y);
		return;
	}

	middle = box.y + (box.y_end - box.y) / 2;
	cut = best_cut(matcher, &box, middle);
	solve(matcher, box_of(box.x, cut, box.y, middle));
	solve(matcher, box_of(cut, box.x_end, middle, box.y_end));
}

static void
solve_if_affordable(Matcher *matcher, Box box)
{
	trim(matcher, &box);
	if (box_cells(&box) > matcher->cells)
		return;
	matcher->cells -= box_cells(&box);
	solve(matcher, box);
}

static bool
same_gram(const WicUnit *a, const WicUnit *b)
{
	for (int i = 0; i < WIC_ALIGN_ANCHOR; i++)
		if (a[i].symbol != b[i].symbol)
			return false;
	return true;
}

/* The slot of a gram that is in x, or the empty one where it would be. */
static Slot *
gram_slot(const Matcher *matcher, const WicUnit *gram)
{
	uint64_t	hash = 0;
	uint32_t	s;

	for (int i = 0; i < WIC_ALIGN_ANCHOR; i++)
		hash = mix(hash, gram[i].symbol);
	s = (uint32_t) hash & matcher->slots_mask;
	while (matcher->slots[s].key != NONE &&
		   !same_gram(matcher->x + (matcher->slots[s].key & ~REPEATED), gram))
		s = (s + 1) & matcher->slots_mask;
	return &matcher->slots[s];
}

/* How many grams begin between start and end. */
static uint32_t
grams_end(uint32_t start, uint32_t end)
{
	return end - start < WIC_ALIGN_ANCHOR ? start :
		end - WIC_ALIGN_ANCHOR + 1;
}

/* Enter the grams of x, and then where y has them. */
static void
index_grams(Matcher *matcher, const Box *box)
{
	clear_slots(matcher);
	for (uint32_t x = box->x; x < grams_end(box->x, box->x_end); x++)
	{
		Slot	   *slot = gram_slot(matcher, matcher->x + x);

		slot->key = slot->key == NONE ? x : slot->key | REPEATED;
		if (x % 65536 == 0)
			beat(matcher);
	}
	for (uint32_t y = box->y; y < grams_end(box->y, box->y_end); y++)
	{
		Slot	   *slot = gram_slot(matcher, matcher->y + y);

		if (slot->key != NONE)
			slot->value = slot->value == NONE ? y : MANY;
		if (y % 65536 == 0)
			beat(matcher);
	}
}

/* The partners of the grams of x that both texts have just once. */
static void
find_partners(Matcher *matcher, const Box *box)
{
	index_grams(matcher, box);
	for (uint32_t x = box->x; x < box->x_end; x++)
		matcher->partners[x] = NONE;
	for (size_t s = 0; s <= matcher->slots_mask; s++)
	{
		const Slot *slot = &matcher->slots[s];

		if (slot->key < REPEATED && slot->value < MANY)
			matcher->partners[slot->key] = slot->value;
	}
}

/* How many of the tails have a partner before y. */
static uint32_t
tails_before(const Matcher *matcher, uint32_t ntails, uint32_t y)
{
	uint32_t	low = 0;

	while (low < ntails)
	{
		uint32_t	middle = low + (ntails - low) / 2;

		if (matcher->partners[matcher->tails[middle]] < y)
			low = middle + 1;
		else
			ntails = middle;
	}
	return low;
}

/*
 * The most grams that stand in the same order in both texts: a longest
 * increasing subsequence of the partners.  Leaves them in tails.
 */
static uint32_t
chain_partners(Matcher *matcher, const Box *box)
{
	uint32_t	ntails = 0;
	uint32_t	x;

	for (x = box->x; x < box->x_end; x++)
	{
		uint32_t	place;

		if (matcher->partners[x] == NONE)
			continue;
		place = tails_before(matcher, ntails, matcher->partners[x]);
		matcher->before[x] = place == 0 ? NONE : matcher->tails[place - 1];
		matcher->tails[place] = x;
		if (place == ntails)
			ntails++;
	}

	x = ntails == 0 ? NONE : matcher->tails[ntails - 1];
	for (uint32_t i = ntails; i > 0; i--)
	{
		matcher->tails[i - 1] = x;
		x = matcher->before[x];
	}
	return ntails;
}

/*
 * Pair the grams of the chain, and solve what lies between them.  A gram may
 * overlap the one before it, but only where that goes on to pair the same.
 */
static void
solve_by_anchors(Matcher *matcher, Box box)
{
	uint32_t	nanchors;

	find_partners(matcher, &box);
	nanchors = chain_partners(matcher, &box);
	for (uint32_t k = 0; k < nanchors; k++)
	{
		uint32_t	x = matcher->tails[k];
		uint32_t	y = matcher->partners[x];
		uint32_t	x_end = x + WIC_ALIGN_ANCHOR;

		if (x < box.x && y < box.y && box.x - x == box.y - y)
		{
			y += box.x - x;
			x = box.x;
		}
		if (x < box.x || y < box.y)
			continue;
		solve_if_affordable(matcher, box_of(box.x, x, box.y, y));
		while (x < x_end)
			pair(matcher, x++, y++);
		box.x = x;
		box.y = y;
	}
	solve_if_affordable(matcher, box);
}

/* Is a the one whose units are bits?  By content, not by place. */
static bool
is_in_order(const WicAlignSide *a, const WicAlignSide *b)
{
	if (a->n != b->n)
		return a->n < b->n;
	for (uint32_t i = 0; i < a->n; i++)
		if (a->units[i].id != b->units[i].id)
			return a->units[i].id < b->units[i].id;
	return true;
}

uint32_t
wic_align_match(WicAlignSide *a, WicAlignSide *b, void *memory,
				void (*pulse) (void))
{
	WicAlignSide *x = is_in_order(a, b) ? a : b;
	WicAlignSide *y = x == a ? b : a;
	Box			box = box_of(0, x->n, 0, y->n);
	Matcher		matcher = {.x = x->units,.y = y->units,.pulse = pulse};
	uint32_t	symbols = 0;
	uint32_t	pairs = 0;

	lay_out(&matcher, memory, x->n, y->n);
	clear_slots(&matcher);
	number_ids(&matcher, x, &symbols);
	number_ids(&matcher, y, &symbols);

	matcher.cells = WIC_ALIGN_CELLS;
	trim(&matcher, &box);
	if (box_cells(&box) <= WIC_ALIGN_EXACT_CELLS)
		solve(&matcher, box);
	else
		solve_by_anchors(&matcher, box);

	for (uint32_t i = 0; i < x->n; i++)
		pairs += x->units[i].matched;
	return pairs;
}
