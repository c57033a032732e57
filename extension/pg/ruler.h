/*-------------------------------------------------------------------------
 *
 * ruler.h
 *	  Where a text may be cut, and how long its parts are.
 *
 * A text is measured once, in linear time, and takes a third of its length in
 * memory.  Then each question about a place is answered from there.
 *
 * extension/pg/ruler.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_RULER_H
#define WIC_RULER_H

#include "c.h"

typedef enum WicUnit
{
	WIC_UNIT_CHAR,				/* a code point */
	WIC_UNIT_WORD				/* a character of CJK, word or number */
} WicUnit;

/*
 * A text with two facts about each of its bytes, which are kept as bits:
 * whether the text may be cut before it, and whether a unit begins with it.
 * Bits of cuts lie at the beginnings of characters only.
 */
typedef struct WicRuler
{
	const char *bytes;
	int			length;
	WicUnit		unit;
	int			longest;		/* characters that may stay uncut */
	uint64	   *cuts;
	uint64	   *units;
	int		   *sums;			/* units before each word of units */
} WicRuler;

/* Measure a text, which must stay where it is. */
extern void wic_ruler_init(WicRuler *ruler, const char *bytes, int length,
						   WicUnit unit, int longest);
extern void wic_ruler_free(WicRuler *ruler);

/* The first cut at or behind a place, and the last at or before it. */
extern int	wic_ruler_cut_from(const WicRuler *ruler, int at);
extern int	wic_ruler_cut_until(const WicRuler *ruler, int at);

/* The cut behind a place before the end, and that before one behind 0. */
extern int	wic_ruler_next(const WicRuler *ruler, int at);
extern int	wic_ruler_previous(const WicRuler *ruler, int at);

/* Units that begin between two offsets. */
extern int	wic_ruler_count(const WicRuler *ruler, int start, int end);

/*
 * Does a clause begin or end at that place?  It begins behind the blanks that
 * follow the last one, and ends behind all quotes and brackets that close.
 */
extern bool wic_ruler_begins_clause(const WicRuler *ruler, int at);
extern bool wic_ruler_ends_clause(const WicRuler *ruler, int at);

/*
 * Is it bad to begin or end there in the middle of a clause: with a blank,
 * with punctuation that belongs to the other side, or a short word?
 */
extern bool wic_ruler_is_bad_start(const WicRuler *ruler, int start,
								   int short_word);
extern bool wic_ruler_is_bad_end(const WicRuler *ruler, int end,
								 int short_word);

/* Is what lies between two cuts an XML tag?  Only words have any. */
extern bool wic_ruler_is_tag(const WicRuler *ruler, int start, int end);

/* Go behind the marks at that place, but not beyond end. */
extern int	wic_ruler_skip_marks(const WicRuler *ruler, int at, int end);

#endif							/* WIC_RULER_H */
