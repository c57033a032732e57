/*-------------------------------------------------------------------------
 *
 * align.h
 *	  Lay two texts side by side, folded character by folded character.
 *
 *	  让更多国家	讓更多國家		=>	让|讓 script, 更多 same, 国|國 script,
 *									家 same
 *	  数字经济		数据经济		=>	数 same, 字|据 replace, 经济 same
 *	  互联网			網際網路		=>	互联网|網際網路 vocab (align_vocab.h)
 *
 * What is aligned are units, the folded characters of both texts; what comes
 * out are pieces of the texts as they were written.  The pairs of units are
 * a longest common subsequence, so the edits are as few as can be, counted
 * as characters that are taken out or put in.  Then wic_align_tidy gives up
 * a few pairs where that reads better.
 *
 * Sources: H. Hyyrö, Bit-parallel LCS-length computation revisited, 2004 (64
 * characters at a step); D. Hirschberg, A linear space algorithm for
 * computing maximal common subsequences, 1975.
 *
 * Cost: time in proportion to the product of the two lengths, divided by 32,
 * and memory in proportion to their sum.  Beyond WIC_ALIGN_EXACT_CELLS the
 * texts are first cut where both have the same WIC_ALIGN_ANCHOR units that
 * neither has twice; beyond WIC_ALIGN_CELLS in all, some seconds, what lies
 * between two cuts is taken to have nothing in common but its ends.
 *
 * extension/core/align.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_ALIGN_H
#define WIC_ALIGN_H

#include "core/fold.h"

/* The product of two lengths that is still aligned as a whole. */
#define WIC_ALIGN_EXACT_CELLS	(UINT64_C(1) << 30)

/* The sum of such products that is aligned between the cuts. */
#define WIC_ALIGN_CELLS			(UINT64_C(1) << 36)

#define WIC_ALIGN_ANCHOR		12

/* Longer texts are not for this module; all counts then fit 32 bits. */
#define WIC_ALIGN_MAX_BYTES		(UINT32_C(1) << 24)

/*
 * One thing that is compared: a character, or a word that align_vocab.h has
 * made one unit of.  A word's id is that of what it says, from WIC_UNIT_WORD
 * to before WIC_UNIT_END.
 */
typedef struct WicUnit
{
	uint32_t	id;				/* the folded character */
	uint32_t	start;			/* of its cluster, in bytes of the text */
	uint32_t	symbol;			/* wic_align_match numbers the ids */
	bool		matched;		/* the n-th of a side pairs with the n-th of
								 * the other */
	uint8_t		form;			/* which of the words that say so; else 0 */
	uint8_t		length;			/* in folded characters */
} WicUnit;

#define WIC_UNIT_WORD	UINT32_C(0x110000)
#define WIC_UNIT_END	UINT32_C(0x200000)

/* Reads a text unit by unit, in no memory. */
typedef struct WicUnitReader
{
	WicFolder	folder;
	WicCluster	cluster;
	size_t		used;			/* code points of the cluster taken */
	const uint8_t *begin;		/* of the text */
} WicUnitReader;

extern void wic_unit_reader_init(WicUnitReader *reader,
								 const WicFoldTable *table, bool variants,
								 const void *text, size_t size);

/* Sets the unit, or returns false at the end of the text. */
extern bool wic_unit_next(WicUnitReader *reader, WicUnit *unit);

/* One of the two texts; the caller owns both arrays. */
typedef struct WicAlignSide
{
	const uint8_t *begin;		/* of the text */
	uint32_t	size;			/* at most WIC_ALIGN_MAX_BYTES */
	WicUnit    *units;
	uint32_t	n;
} WicAlignSide;

/* How many units the text has. */
extern uint32_t wic_align_count(const WicFoldTable *table, bool variants,
								const void *text, size_t size);

/* Read the text into units, which has room for wic_align_count of them. */
extern void wic_align_load(WicAlignSide *side, WicUnit *units,
						   const WicFoldTable *table, bool variants,
						   const void *text, size_t size);

/*
 * Is the unit neither punctuation nor blank?  A ○ or a hyphen whose
 * neighbours made nothing else of it is punctuation.
 */
extern bool wic_unit_is_word(const WicUnit *unit);

/* How many units are words in this sense. */
extern uint32_t wic_align_words(const WicAlignSide *side);

/* Take the others out; the side can then be matched, but has no rows. */
extern void wic_align_keep_words(WicAlignSide *side);

/* What wic_align_match needs for n units against m. */
extern size_t wic_align_memory(uint32_t n, uint32_t m);

/*
 * Pair the units of two sides and return the number of pairs.  memory has
 * wic_align_memory(a->n, b->n) bytes and is aligned for any type.  pulse is
 * called every few milliseconds and may leave by longjmp; NULL if there is
 * nobody to call.  Exchanging the sides exchanges the pairs.
 */
extern uint32_t wic_align_match(WicAlignSide *a, WicAlignSide *b,
								void *memory, void (*pulse) (void));

/*
 * Make a matched pair of sides readable.  A lone pair or two amid larger
 * changes is given up, and what was put in is moved, where the text permits,
 * to begin or end at punctuation.
 */
extern void wic_align_tidy(WicAlignSide *a, WicAlignSide *b);

typedef enum WicAlignOp
{
	WIC_ALIGN_SAME,				/* the same bytes */
	WIC_ALIGN_SCRIPT,			/* the same when folded */
	WIC_ALIGN_VOCAB,			/* other words for the same */
	WIC_ALIGN_REPLACE,
	WIC_ALIGN_INSERT,			/* only b has it */
	WIC_ALIGN_DELETE			/* only a has it */
} WicAlignOp;

/* "same", "script", "vocab", "replace", "insert" or "delete" */
extern const char *wic_align_op_name(WicAlignOp op);

/* Is it a difference: something replaced, inserted or deleted? */
extern bool wic_align_differs(WicAlignOp op);

/* Pieces of the two texts that stand side by side. */
typedef struct WicAlignRow
{
	WicAlignOp	op;
	const uint8_t *a;
	const uint8_t *a_end;
	const uint8_t *b;
	const uint8_t *b_end;
} WicAlignRow;

typedef struct WicAlignRows
{
	const WicAlignSide *a;
	const WicAlignSide *b;
	uint32_t	i;				/* units done */
	uint32_t	j;
	uint32_t	a_done;			/* bytes done */
	uint32_t	b_done;
} WicAlignRows;

extern void wic_align_rows_init(WicAlignRows *rows, const WicAlignSide *a,
								const WicAlignSide *b);

/*
 * Fetch the next row, or return false after the last.  The rows cover both
 * texts exactly, and no two in a row have the same op.  unit_align and
 * fuzz_align hold it.
 */
extern bool wic_align_next(WicAlignRows *rows, WicAlignRow *row);

#endif							/* WIC_ALIGN_H */
