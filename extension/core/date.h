/*-------------------------------------------------------------------------
 *
 * date.h
 *	  Find and read dates in a text.
 *
 *	  2014年11月19日 13:10				二○一四年十一月十九日	民國103年11月19日
 *	  2023-11-09 08:58:53				2023/11/9 2023.11.09	令和5年11月9日(木)
 *	  2023年11月9日（星期四）上午8时58分	2023년 11월 9일 오후 8시 58분
 *	  November 9, 2023					9 Nov 2023		2014年11月		2014年
 *	  11月19日 (no year)
 *
 * The text is code points, folded (core/fold.h) or not; full-width digits,
 * Traditional characters, 〇 and ○, 廿 and 卅 are known, and so are a few
 * blanks between the parts.
 *
 * What is found is a date of the calendar: a text with a 13th month or a 29
 * February of a common year at that place has no date there, not a part of
 * one.  A month and day without a year have year 0; the caller knows from
 * where to take it.  Years of three digits are of the Republic of China if
 * they lie in 100 to 150 and a month and day follow; years of two digits are
 * none, and then the month and day behind them is no date either.  A time
 * needs its minute.  Time zones are read over: the time is that of the text.
 *
 * extension/core/date.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_DATE_H
#define WIC_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How exactly a date is stated; each includes those before it. */
typedef enum WicDatePrecision
{
	WIC_PRECISION_NONE,			/* no date */
	WIC_PRECISION_YEAR,
	WIC_PRECISION_MONTH,
	WIC_PRECISION_DAY,
	WIC_PRECISION_MINUTE,
	WIC_PRECISION_SECOND
} WicDatePrecision;

typedef struct WicDate
{
	size_t		start;			/* half-open, in code points */
	size_t		end;
	WicDatePrecision precision;
	int			year;			/* 1000 to 2999; 0 where the text names none */
	int			month;			/* 0 where the precision is less */
	int			day;
	int			hour;
	int			minute;
	int			second;
} WicDate;

/*
 * Does a date begin at text[at]?  The characters before it are looked at:
 * dates do not begin in the middle of a number or a word.
 */
extern bool wic_date_at(const uint32_t *text, size_t n, size_t at,
						WicDate *date);

/*
 * Find the first date that begins at *at or later, and set *at behind it; or
 * return false.  Each character is read a bounded number of times.
 */
extern bool wic_date_next(const uint32_t *text, size_t n, size_t *at,
						  WicDate *date);

/* Is there such a day?  In year 0, which stands for any, 29 February is. */
extern bool wic_is_day(int year, int month, int day);

/*
 * Less than, equal to or greater than 0 as a is before, on or after the day
 * of b.  Both have a year; a missing month or day counts as the first.
 */
extern int	wic_date_compare(const WicDate *a, const WicDate *b);

/* year, month, day, minute or second; NULL for WIC_PRECISION_NONE */
extern const char *wic_precision_name(WicDatePrecision precision);

#endif							/* WIC_DATE_H */
