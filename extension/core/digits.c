/*-------------------------------------------------------------------------
 *
 * digits.c
 *	  Read a number in Arabic or in Han digits.
 *
 * extension/core/digits.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/digits.h"

#define TEN			0x5341		/* 十 */

#define MAX_DIGITS	4

const uint32_t wic_han_digits[10] = {
	0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B,
	0x4E5D
};

int
wic_arabic_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9' ? (int) (cp - '0') : WIC_NO_NUMBER;
}

int
wic_han_digit(uint32_t cp)
{
	for (int i = 0; i < 10; i++)
		if (wic_han_digits[i] == cp)
			return i;
	return WIC_NO_NUMBER;
}

bool
wic_is_numeric(uint32_t cp)
{
	return wic_arabic_digit(cp) != WIC_NO_NUMBER ||
		wic_han_digit(cp) != WIC_NO_NUMBER || cp == TEN;
}

/* Digits of one kind, place by place. */
static int
read_places(WicCursor *cursor, int (*digit) (uint32_t), int *ndigits)
{
	int			value = 0;

	*ndigits = 0;
	while (*ndigits < MAX_DIGITS && digit(wic_peek(cursor)) != WIC_NO_NUMBER)
	{
		value = value * 10 + digit(wic_peek(cursor));
		cursor->at++;
		++*ndigits;
	}
	return value;
}

int
wic_read_arabic(WicCursor *cursor, int *ndigits)
{
	return read_places(cursor, wic_arabic_digit, ndigits);
}

/* 十, 十二, 二十, 三十一: below a hundred. */
static int
read_tens(WicCursor *cursor)
{
	int			tens = wic_han_digit(wic_peek(cursor));
	int			ones;

	if (tens > 0)
		cursor->at++;
	else
		tens = 1;
	if (wic_peek(cursor) != TEN)
		return WIC_NO_NUMBER;
	cursor->at++;

	ones = wic_han_digit(wic_peek(cursor));
	if (ones <= 0)
		return tens * 10;
	cursor->at++;
	return tens * 10 + ones;
}

int
wic_read_number(WicCursor *cursor, int *ndigits)
{
	WicCursor	tens = *cursor;
	int			value = read_tens(&tens);

	*ndigits = 0;
	if (value != WIC_NO_NUMBER)
	{
		*cursor = tens;
		return wic_is_numeric(wic_peek(cursor)) ? WIC_NO_NUMBER : value;
	}

	if (wic_arabic_digit(wic_peek(cursor)) != WIC_NO_NUMBER)
		value = wic_read_arabic(cursor, ndigits);
	else
		value = read_places(cursor, wic_han_digit, ndigits);
	return *ndigits == 0 || wic_is_numeric(wic_peek(cursor)) ?
		WIC_NO_NUMBER : value;
}
