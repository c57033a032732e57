/*-------------------------------------------------------------------------
 *
 * numeral.h
 *	  Numbers and dates in a query, and the other ways to write them.
 *
 *	  二零一四年 = 2014年		十二月三十一日 = 12月31日		二十一世纪 = 21世纪
 *	  2015-12-16 = 2015年12月16日 = 二零一五年十二月十六日
 *
 * Only what stands before 年, 月, 日 or 世纪 is a number: 一心一意 and 三星 are
 * words, and so are 十分, 一点 and 一时.
 *
 * All text is folded, so 〇 and ○ between digits are 零.
 *
 * extension/core/numeral.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_NUMERAL_H
#define WIC_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Characters of the longest form of a number or date, and of their number. */
#define WIC_NUMERAL_MAX		24
#define WIC_NUMERAL_FORMS	5

/* A number or a date, as it was found. */
typedef struct WicNumeral
{
	size_t		length;			/* in characters, counters included */
	int			year;			/* -1 where there is none */
	int			month;
	int			day;
	int			century;
} WicNumeral;

/*
 * Is there a number with its counter, or a date, at part[at]?  The character
 * before it, if any, is looked at: numbers do not begin in the middle.
 */
extern bool wic_numeral_at(const uint32_t *part, size_t n, size_t at,
						   WicNumeral *numeral);

/*
 * Write the i-th way to write it, and return its length; 0 if there is no
 * such way.  i runs to WIC_NUMERAL_FORMS; two ways may be the same.
 */
extern size_t wic_numeral_form(const WicNumeral *numeral, int i,
							   uint32_t *form);

#endif							/* WIC_NUMERAL_H */
