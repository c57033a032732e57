/*-------------------------------------------------------------------------
 *
 * align_rows.c
 *	  Make an alignment readable, and read it row by row.
 *
 * extension/core/align_rows.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/align.h"

#include <string.h>

/* A run of pairs below this weight may be given up; CJK weighs two. */
#define RUN_WEIGHT	8

/* Giving up one run may isolate the one before it. */
#define TIDY_PASSES 8

/* A gap, units without partners, in one side only. */
typedef struct Gap
{
	WicAlignSide *side;
	uint32_t	start;
	uint32_t	end;
} Gap;

static uint32_t
larger(uint32_t a, uint32_t b)
{
	return a < b ? b : a;
}

/* Where unmatched, or matched, units from i on end. */
static uint32_t
skip(const WicAlignSide *side, uint32_t i, bool matched)
{
	while (i < side->n && side->units[i].matched == matched)
		i++;
	return i;
}

/* The pairs from (i, j) on between which nothing stands. */
static uint32_t
run_length(const WicAlignSide *a, const WicAlignSide *b,
		   uint32_t i, uint32_t j)
{
	uint32_t	length = 0;

	while (i + length < a->n && a->units[i + length].matched &&
		   j + length < b->n && b->units[j + length].matched)
		length++;
	return length;
}

static bool
is_light(const WicUnit *units, uint32_t n)
{
	unsigned	weight = 0;

	for (uint32_t i = 0; i < n && weight < RUN_WEIGHT; i++)
		weight += units[i].id >= WIC_UNIT_WORD ? RUN_WEIGHT :
			wic_char_class(units[i].id) == WIC_CLASS_CJK ? 2 : 1;
	return weight < RUN_WEIGHT;
}

/*
 * Is a run of pairs an accident?  It is light, neither of the changes around
 * it is shorter, and one of them is longer.
 */
static bool
is_accident(const WicUnit *run, uint32_t length, uint32_t left,
			uint32_t right)
{
	return length <= left && length <= right && 2 * length < left + right &&
		is_light(run, length);
}

/* Give up the accidents; returns whether there were any. */
static bool
drop_accidents(WicAlignSide *a, WicAlignSide *b)
{
	uint32_t	i = skip(a, 0, false);
	uint32_t	j = skip(b, 0, false);
	uint32_t	left = larger(i, j);
	bool		dropped = false;

	for (;;)
	{
		uint32_t	length = run_length(a, b, i, j);
		uint32_t	i_end = skip(a, i + length, false);
		uint32_t	j_end = skip(b, j + length, false);
		uint32_t	right = larger(i_end - i, j_end - j) - length;

		if (length == 0 || right == 0)
			return dropped;
		if (is_accident(a->units + i, length, left, right))
		{
			for (uint32_t k = 0; k < length; k++)
				a->units[i + k].matched = b->units[j + k].matched = false;
			right += left + length;
			dropped = true;
		}
		left = right;
		i = i_end;
		j = j_end;
	}
}

/* Can the gap move by one, so that it leaves the unit at one end of it? */
static bool
can_move_right(const Gap *gap)
{
	const WicUnit *units = gap->side->units;

	return gap->end < gap->side->n && units[gap->end].matched &&
		units[gap->end].symbol == units[gap->start].symbol;
}

static bool
can_move_left(const Gap *gap)
{
	const WicUnit *units = gap->side->units;

	return gap->start > 0 && units[gap->start - 1].matched &&
		units[gap->start - 1].symbol == units[gap->end - 1].symbol;
}

static void
move_right(Gap *gap)
{
	gap->side->units[gap->start++].matched = true;
	gap->side->units[gap->end++].matched = false;
}

static void
move_left(Gap *gap)
{
	gap->side->units[--gap->start].matched = false;
	gap->side->units[--gap->end].matched = true;
}

/* Does the gap begin behind punctuation, or end with it? */
static bool
reads_well(const Gap *gap)
{
	const WicUnit *units = gap->side->units;

	return gap->start == 0 || gap->end == gap->side->n ||
		!wic_unit_is_word(&units[gap->start - 1]) ||
		!wic_unit_is_word(&units[gap->end - 1]);
}

/*
 * Move the gap by at most so many units to the left or to the right, to the
 * last place where it reads well, and otherwise to the last one there is.
 * Returns by how much it moved, to the right if positive.
 */
static int64_t
settle(Gap *gap, uint32_t left, uint32_t right)
{
	int64_t		start = gap->start;
	uint32_t	reach = left;
	uint32_t	back = 0;

	while (right > 0 && can_move_right(gap))
	{
		move_right(gap);
		right--;
		reach++;
	}
	while (!reads_well(gap) && reach > 0 && can_move_left(gap))
	{
		move_left(gap);
		reach--;
		back++;
	}
	if (!reads_well(gap))
		while (back-- > 0)
			move_right(gap);
	return gap->start - start;
}

/*
 * Settle all gaps that are in one side only.  Where a gap has moved, as many
 * pairs have changed from behind it to before it, or back.
 */
static void
settle_gaps(WicAlignSide *a, WicAlignSide *b)
{
	uint32_t	i = 0;
	uint32_t	j = 0;

	while (i < a->n || j < b->n)
	{
		uint32_t	left = run_length(a, b, i, j);
		Gap			in_a = {a, i + left, skip(a, i + left, false)};
		Gap			in_b = {b, j + left, skip(b, j + left, false)};
		uint32_t	right = run_length(a, b, in_a.end, in_b.end);

		int64_t		moved = 0;

		i = in_a.end;
		j = in_b.end;
		if (in_b.start == in_b.end && in_a.start < in_a.end)
			moved = settle(&in_a, left, right);
		else if (in_a.start == in_a.end && in_b.start < in_b.end)
			moved = settle(&in_b, left, right);
		i = (uint32_t) (i + moved);
		j = (uint32_t) (j + moved);
	}
}

void
wic_align_tidy(WicAlignSide *a, WicAlignSide *b)
{
	for (int pass = 0; pass < TIDY_PASSES; pass++)
		if (!drop_accidents(a, b))
			break;
	settle_gaps(a, b);
}

const char *
wic_align_op_name(WicAlignOp op)
{
	switch (op)
	{
		case WIC_ALIGN_SAME:
			return "same";
		case WIC_ALIGN_SCRIPT:
			return "script";
		case WIC_ALIGN_VOCAB:
			return "vocab";
		case WIC_ALIGN_REPLACE:
			return "replace";
		case WIC_ALIGN_INSERT:
			return "insert";
		case WIC_ALIGN_DELETE:
			return "delete";
	}
	return NULL;
}

bool
wic_align_differs(WicAlignOp op)
{
	return op != WIC_ALIGN_SAME && op != WIC_ALIGN_SCRIPT &&
		op != WIC_ALIGN_VOCAB;
}

void
wic_align_rows_init(WicAlignRows *rows, const WicAlignSide *a,
					const WicAlignSide *b)
{
	rows->a = a;
	rows->b = b;
	rows->i = 0;
	rows->j = 0;
	rows->a_done = 0;
	rows->b_done = 0;
}

/* May the text be cut before unit i?  Not within what one cluster folds to. */
static bool
begins_cluster(const WicAlignSide *side, uint32_t i)
{
	return i == 0 || i == side->n ||
		side->units[i].start != side->units[i - 1].start;
}

/*
 * Where unit i begins.  What is invisible belongs to the unit before it, or,
 * at the beginning of the text, to the one behind it.
 */
static uint32_t
offset_of(const WicAlignSide *side, uint32_t i)
{
	if (i == side->n)
		return side->size;
	return i == 0 ? 0 : side->units[i].start;
}

/*
 * Pass over pairs or changes as far as the next place to cut both texts, and
 * say what they are; a change is a replacement for now.
 */
static WicAlignOp
pass_block(WicAlignRows *rows)
{
	const WicAlignSide *a = rows->a;
	const WicAlignSide *b = rows->b;
	bool		changed = false;
	bool		reworded = false;

	do
	{
		bool		a_first = rows->i < a->n && !a->units[rows->i].matched;
		bool		b_first = rows->j < b->n && !b->units[rows->j].matched;

		if (a_first || b_first)
			changed = true;
		else if (rows->i < a->n && rows->j < b->n)
			reworded |= a->units[rows->i].form != b->units[rows->j].form;
		rows->i += a_first || (!b_first && rows->i < a->n);
		rows->j += !a_first && rows->j < b->n;
	} while (!begins_cluster(a, rows->i) || !begins_cluster(b, rows->j));
	if (changed)
		return WIC_ALIGN_REPLACE;
	return reworded ? WIC_ALIGN_VOCAB : WIC_ALIGN_SCRIPT;
}

/* The smallest row from here on. */
static void
take_block(WicAlignRows *rows, WicAlignRow *row)
{
	row->a = rows->a->begin + rows->a_done;
	row->b = rows->b->begin + rows->b_done;
	row->op = pass_block(rows);
	rows->a_done = offset_of(rows->a, rows->i);
	rows->b_done = offset_of(rows->b, rows->j);
	row->a_end = rows->a->begin + rows->a_done;
	row->b_end = rows->b->begin + rows->b_done;

	if (row->op == WIC_ALIGN_SCRIPT &&
		row->a_end - row->a == row->b_end - row->b &&
		memcmp(row->a, row->b, (size_t) (row->a_end - row->a)) == 0)
		row->op = WIC_ALIGN_SAME;
}

static bool
at_end(const WicAlignRows *rows)
{
	return rows->a_done == rows->a->size && rows->b_done == rows->b->size;
}

bool
wic_align_next(WicAlignRows *rows, WicAlignRow *row)
{
	if (at_end(rows))
		return false;

	take_block(rows, row);
	while (!at_end(rows))
	{
		WicAlignRows ahead = *rows;
		WicAlignRow more;

		take_block(&ahead, &more);
		if (more.op != row->op)
			break;
		row->a_end = more.a_end;
		row->b_end = more.b_end;
		*rows = ahead;
	}

	if (row->op == WIC_ALIGN_REPLACE && row->a == row->a_end)
		row->op = WIC_ALIGN_INSERT;
	else if (row->op == WIC_ALIGN_REPLACE && row->b == row->b_end)
		row->op = WIC_ALIGN_DELETE;
	return true;
}
