/*-------------------------------------------------------------------------
 *
 * numeral.c
 *	  Numbers and dates in a query, and the other ways to write them.
 *
 * extension/core/numeral.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/numeral.h"

#include "core/digits.h"

#define YEAR		0x5E74		/* 年 */
#define MONTH		0x6708		/* 月 */
#define DAY			0x65E5		/* 日 */
#define CENTURY_1	0x4E16		/* 世 */
#define CENTURY_2	0x7EAA		/* 纪 */
#define TEN			0x5341		/* 十 */

#define NONE		WIC_NO_NUMBER

/* A number before a counter; the cursor moves only if it is there. */
static int
read_counted(WicCursor *cursor, uint32_t counter, int low, int high)
{
	WicCursor	ahead = *cursor;
	int			ndigits;
	int			value = wic_read_number(&ahead, &ndigits);

	if (value < low || value > high || wic_peek(&ahead) != counter ||
		ndigits == 3)
		return NONE;
	ahead.at++;
	*cursor = ahead;
	return value;
}

/* 十二月 and 三十一日 behind the year, as far as they are there. */
static void
read_month_and_day(WicCursor *cursor, WicNumeral *numeral)
{
	numeral->month = read_counted(cursor, MONTH, 1, 12);
	if (numeral->month != NONE || numeral->year == NONE)
		numeral->day = read_counted(cursor, DAY, 1, 31);
}

static bool
read_century(WicCursor *cursor, WicNumeral *numeral)
{
	WicCursor	ahead = *cursor;
	int			value = read_counted(&ahead, CENTURY_1, 1, 99);

	if (value == NONE || wic_peek(&ahead) != CENTURY_2)
		return false;
	ahead.at++;
	numeral->century = value;
	*cursor = ahead;
	return true;
}

static bool
is_separator(uint32_t cp)
{
	return cp == '-' || cp == '/' || cp == '.';
}

/* One or two digits up to a limit. */
static int
read_two_digits(WicCursor *cursor, int high)
{
	int			ndigits;
	int			value = wic_read_arabic(cursor, &ndigits);

	return ndigits == 1 || ndigits == 2 ?
		(value >= 1 && value <= high ? value : NONE) : NONE;
}

/* 2015-12-16, with one separator throughout */
static bool
read_iso_date(WicCursor *cursor, WicNumeral *numeral)
{
	WicCursor	ahead = *cursor;
	int			ndigits;
	uint32_t	separator;

	numeral->year = wic_read_arabic(&ahead, &ndigits);
	separator = wic_peek(&ahead);
	if (ndigits != 4 || !is_separator(separator))
		return false;
	ahead.at++;
	numeral->month = read_two_digits(&ahead, 12);
	if (numeral->month == NONE || wic_peek(&ahead) != separator)
		return false;
	ahead.at++;
	numeral->day = read_two_digits(&ahead, 31);
	if (numeral->day == NONE || wic_arabic_digit(wic_peek(&ahead)) != NONE)
		return false;
	*cursor = ahead;
	return true;
}

static void
clear(WicNumeral *numeral)
{
	numeral->year = numeral->month = numeral->day = numeral->century = NONE;
}

bool
wic_numeral_at(const uint32_t *part, size_t n, size_t at,
			   WicNumeral *numeral)
{
	WicCursor	cursor;

	if (at >= n || !wic_is_numeric(part[at]) ||
		(at > 0 && wic_is_numeric(part[at - 1])))
		return false;

	cursor.text = part;
	cursor.n = n;
	cursor.at = at;
	clear(numeral);
	if (!read_iso_date(&cursor, numeral))
	{
		clear(numeral);
		if (!read_century(&cursor, numeral))
		{
			numeral->year = read_counted(&cursor, YEAR, 0, 9999);
			read_month_and_day(&cursor, numeral);
		}
	}
	numeral->length = cursor.at - at;
	return numeral->length > 0;
}

/* The form that is being written. */
typedef struct Writer
{
	uint32_t   *to;
	size_t		n;
} Writer;

static void
put(Writer *writer, uint32_t cp)
{
	writer->to[writer->n++] = cp;
}

static void
put_arabic(Writer *writer, int value, int min_digits)
{
	int			divisor = 1;

	for (int i = 1; i < min_digits || value / divisor >= 10; i++)
		divisor *= 10;
	for (; divisor > 0; divisor /= 10)
		put(writer, '0' + (uint32_t) (value / divisor % 10));
}

/* 二零一四 */
static void
put_places(Writer *writer, int value)
{
	int			divisor = 1000;

	while (divisor > 1 && value / divisor == 0)
		divisor /= 10;
	for (; divisor > 0; divisor /= 10)
		put(writer, wic_han_digits[value / divisor % 10]);
}

/* 十二; above a hundred, place by place */
static void
put_han(Writer *writer, int value)
{
	if (value >= 100 || value < 10)
	{
		put_places(writer, value);
		return;
	}
	if (value >= 20)
		put(writer, wic_han_digits[value / 10]);
	put(writer, TEN);
	if (value % 10 != 0)
		put(writer, wic_han_digits[value % 10]);
}

static void
put_counted(Writer *writer, int value, int min_digits, uint32_t counter)
{
	if (value == NONE)
		return;
	if (min_digits == 0)
		put_han(writer, value);
	else
		put_arabic(writer, value, min_digits);
	put(writer, counter);
}

/* With counters: in Han (min_digits 0) or in Arabic digits. */
static size_t
with_counters(const WicNumeral *numeral, int min_digits, uint32_t *form)
{
	Writer		writer = {form, 0};

	put_counted(&writer, numeral->century, min_digits, CENTURY_1);
	if (numeral->century != NONE)
		put(&writer, CENTURY_2);
	put_counted(&writer, numeral->year, min_digits > 0 ? 1 : 0, YEAR);
	put_counted(&writer, numeral->month, min_digits, MONTH);
	put_counted(&writer, numeral->day, min_digits, DAY);
	return writer.n;
}

/* With hyphens, which stand for any separator: punctuation is a gap. */
static size_t
with_hyphens(const WicNumeral *numeral, int min_digits, uint32_t *form)
{
	Writer		writer = {form, 0};

	if (numeral->year == NONE || numeral->month == NONE ||
		numeral->day == NONE)
		return 0;
	put_arabic(&writer, numeral->year, 1);
	put(&writer, '-');
	put_arabic(&writer, numeral->month, min_digits);
	put(&writer, '-');
	put_arabic(&writer, numeral->day, min_digits);
	return writer.n;
}

size_t
wic_numeral_form(const WicNumeral *numeral, int i, uint32_t *form)
{
	switch (i)
	{
		case 0:
			return with_counters(numeral, 1, form);
		case 1:
			return with_counters(numeral, 0, form);
		case 2:
			return with_counters(numeral, 2, form);
		case 3:
			return with_hyphens(numeral, 2, form);
		case 4:
			return with_hyphens(numeral, 1, form);
		default:
			return 0;
	}
}
