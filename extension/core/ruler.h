/*-------------------------------------------------------------------------
 *
 * ruler.h
 *	  Where a text may be cut, and how long its parts are.
 *
 * A text is measured once, in linear time, into memory of a third of its
 * length.  Then each question about a place is answered from there.  Places
 * are byte offsets, and texts of less than INT_MAX bytes can be measured.
 *
 * extension/core/ruler.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_RULER_H
#define WIC_RULER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum WicRulerUnit
{
	WIC_RULER_CHARS,			/* code points */
	WIC_RULER_WORDS				/* characters of CJK, words and numbers */
} WicRulerUnit;

/*
 * A text with two facts about each of its bytes, which are kept as bits:
 * whether the text may be cut before it, and whether a unit begins with it.
 * Bits of cuts lie at the beginnings of characters only, and one at 0.
 */
typedef struct WicRuler
{
	const uint8_t *bytes;
	int			length;
	WicRulerUnit unit;
	int			longest;		/* characters that may stay uncut */
	uint64_t   *cuts;
	uint64_t   *units;
	int		   *sums;			/* units before each word of units */
} WicRuler;

/* What wic_ruler_init needs for a text of so many bytes. */
extern size_t wic_ruler_memory(int length);

/*
 * Measure a text, which must stay where it is.  memory has wic_ruler_memory
 * bytes, is aligned for any type and stays with the ruler.  Between two cuts
 * lie at most longest characters; it is at least 1.  pulse is called now and
 * then and may leave by longjmp; NULL if there is nobody to call.
 */
extern void wic_ruler_init(WicRuler *ruler, void *memory, const void *text,
						   int length, WicRulerUnit unit, int longest,
						   void (*pulse) (void));

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
