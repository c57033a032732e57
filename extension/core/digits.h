/*-------------------------------------------------------------------------
 *
 * digits.h
 *	  Read a number in Arabic or in Han digits.
 *
 *	  2014 => 2014		二零一四 => 2014		十二 => 12		三十一 => 31
 *
 * All text is folded, so 〇 and ○ between digits are 零.
 *
 * extension/core/digits.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_DIGITS_H
#define WIC_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where there is no number */
#define WIC_NO_NUMBER	(-1)

/* A place in a text of code points. */
typedef struct WicCursor
{
	const uint32_t *text;
	size_t		n;
	size_t		at;
} WicCursor;

/* The character at the cursor; 0 at the end. */
static inline uint32_t
wic_peek(const WicCursor *cursor)
{
	return cursor->at < cursor->n ? cursor->text[cursor->at] : 0;
}

/* 零 一 二 … 九 */
extern const uint32_t wic_han_digits[10];

/* The value of a digit 0 to 9 or 零 to 九, or WIC_NO_NUMBER. */
extern int	wic_arabic_digit(uint32_t cp);
extern int	wic_han_digit(uint32_t cp);

/* A digit of either kind, or 十. */
extern bool wic_is_numeric(uint32_t cp);

/*
 * Read at most four Arabic digits.  Sets *ndigits, which is 0 where there are
 * none; the value is then 0 too.
 */
extern int	wic_read_arabic(WicCursor *cursor, int *ndigits);

/*
 * Read a whole number of at most four digits, or below a hundred with 十.
 * *ndigits is 0 for one with 十.  Returns WIC_NO_NUMBER, with the cursor
 * anywhere, if there is no number or a longer one.
 */
extern int	wic_read_number(WicCursor *cursor, int *ndigits);

#endif							/* WIC_DIGITS_H */
