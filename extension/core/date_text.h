/*-------------------------------------------------------------------------
 *
 * date_text.h
 *	  The characters and words of dates, in one form of each.
 *
 *	  ２０１４年 => 2014年		○ 〇 => 零		廿一 => 二十一
 *	  號 => 号		월 => 月		– => -			no-break space => space
 *
 * extension/core/date_text.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_DATE_TEXT_H
#define WIC_DATE_TEXT_H

#include "core/digits.h"

/* Characters that a date may take, with its time and blanks. */
#define WIC_DATE_MAX	64

/* The text from some place on, normalized. */
typedef struct WicDateText
{
	size_t		n;
	uint32_t	cps[WIC_DATE_MAX + 1];
	uint8_t		offset[WIC_DATE_MAX + 2];	/* of each, in the text given */
} WicDateText;

extern void wic_date_text_init(WicDateText *window, const uint32_t *text,
							   size_t n, size_t at);

/* One character, normalized. */
extern uint32_t wic_date_char(uint32_t cp);

/* Move over at most max blanks. */
extern void wic_skip_blanks(WicCursor *cursor, int max);

/* Move over a word, which is given in normalized form, if it is there. */
extern bool wic_skip_word(WicCursor *cursor, const char *word);

/* The year before the first one of the era at the cursor, or 0. */
extern int	wic_skip_era(WicCursor *cursor, int *last_year);

/*
 * The month of an English name or abbreviation, or 0.  The name must begin
 * with a capital.
 */
extern int	wic_skip_month_name(WicCursor *cursor);

#endif							/* WIC_DATE_TEXT_H */
