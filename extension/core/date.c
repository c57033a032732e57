/*-------------------------------------------------------------------------
 *
 * date.c
 *	  Find and read dates in a text.
 *
 * extension/core/date.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/date.h"

#include "core/date_text.h"

#define YEAR		0x5E74		/* 年 */
#define MONTH		0x6708		/* 月 */
#define DAY			0x65E5		/* 日 */
#define DAY_2		0x53F7		/* 号 */
#define HOUR		0x65F6		/* 时 */
#define HOUR_2		0x70B9		/* 点 */
#define MINUTE		0x5206		/* 分 */
#define SECOND		0x79D2		/* 秒 */
#define FIRST		0x5143		/* 元, as in 元年 */
#define DECADE		0x4EE3		/* 代, as in 年代 */
#define BEFORE		0x524D		/* 前, as in 公元前 */

#define lengthof(array)	(sizeof(array) / sizeof((array)[0]))

#define NONE		WIC_NO_NUMBER

/*
 * Years of four digits.  With nothing behind it but 年, or with a mark that
 * stands in other numbers too, a year is taken only if it is likely.
 */
#define MIN_YEAR		1000
#define MAX_YEAR		2999
#define MIN_LIKELY		1800
#define MAX_LIKELY		2199

/* Years of the Republic that are written without its name */
#define MIN_REPUBLIC	100
#define MAX_REPUBLIC	150
#define REPUBLIC		1911

/* Blanks between the parts of a date, and before its time */
#define BLANKS			2
#define TIME_BLANKS		4

/* Characters in parentheses between the date and its time: 星期四 */
#define WEEKDAY_MAX		4

bool
wic_is_day(int year, int month, int day)
{
	static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool		is_leap =
	year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return false;
	return month != 2 || day < 29 || is_leap;
}

int
wic_date_compare(const WicDate *a, const WicDate *b)
{
	int			month_a = a->month > 0 ? a->month : 1;
	int			month_b = b->month > 0 ? b->month : 1;
	int			day_a = a->day > 0 ? a->day : 1;
	int			day_b = b->day > 0 ? b->day : 1;

	if (a->year != b->year)
		return a->year - b->year;
	if (month_a != month_b)
		return month_a - month_b;
	return day_a - day_b;
}

const char *
wic_precision_name(WicDatePrecision precision)
{
	static const char *const names[] = {
		[WIC_PRECISION_NONE] = NULL,
		[WIC_PRECISION_YEAR] = "year",
		[WIC_PRECISION_MONTH] = "month",
		[WIC_PRECISION_DAY] = "day",
		[WIC_PRECISION_MINUTE] = "minute",
		[WIC_PRECISION_SECOND] = "second"
	};

	return names[precision];
}

static bool
is_likely_year(int year)
{
	return year >= MIN_LIKELY && year <= MAX_LIKELY;
}

/* Set the precision by what is there, or refuse what no calendar has. */
static bool
check_day(WicDate *date)
{
	if (date->day != 0)
	{
		date->precision = WIC_PRECISION_DAY;
		return wic_is_day(date->year, date->month, date->day);
	}
	if (date->month != 0)
	{
		date->precision = WIC_PRECISION_MONTH;
		return date->year != 0 && wic_is_day(date->year, date->month, 1);
	}
	date->precision = WIC_PRECISION_YEAR;
	return is_likely_year(date->year);
}

/* A number with its mark; the cursor moves only if both are there. */
static int
read_marked(WicCursor *cursor, uint32_t mark, uint32_t other_mark)
{
	WicCursor	ahead = *cursor;
	int			ndigits;
	int			value;

	wic_skip_blanks(&ahead, BLANKS);
	value = wic_read_number(&ahead, &ndigits);
	wic_skip_blanks(&ahead, BLANKS);
	if (value == NONE || ndigits > 2 ||
		(wic_peek(&ahead) != mark && wic_peek(&ahead) != other_mark))
		return NONE;
	ahead.at++;
	*cursor = ahead;
	return value;
}

/* 11月19日: a month or day of 0 is none of the calendar either. */
static bool
read_month_and_day(WicCursor *cursor, WicDate *date)
{
	int			value = read_marked(cursor, MONTH, MONTH);

	if (value == NONE)
		return true;
	date->month = value;
	if (value == 0)
		return false;
	value = read_marked(cursor, DAY, DAY_2);
	if (value == NONE)
		return true;
	date->day = value;
	return value != 0;
}

/* One or two digits; 0 for anything else. */
static int
read_two_digits(WicCursor *cursor)
{
	int			ndigits;
	int			value = wic_read_arabic(cursor, &ndigits);

	return ndigits == 1 || ndigits == 2 ? value : 0;
}

/* A mark that is not followed by another part of a number. */
static bool
ends_here(const WicCursor *cursor, uint32_t separator)
{
	WicCursor	ahead = *cursor;

	if (wic_arabic_digit(wic_peek(&ahead)) != NONE)
		return false;
	if (wic_peek(&ahead) != separator)
		return true;
	ahead.at++;
	return wic_arabic_digit(wic_peek(&ahead)) == NONE;
}

/* Behind a year: -11-09, /11/9, .11.09, ". 11. 9" or -11 */
static bool
read_separated(WicCursor *cursor, WicDate *date)
{
	uint32_t	separator = wic_peek(cursor);
	size_t		month_at;

	if (separator != '-' && separator != '/' && separator != '.')
		return false;
	if (separator == '.' && !is_likely_year(date->year))
		return false;
	cursor->at++;
	if (separator == '.')
		wic_skip_blanks(cursor, 1);
	month_at = cursor->at;
	date->month = read_two_digits(cursor);
	if (date->month == 0)
		return false;

	if (wic_peek(cursor) != separator)
		return separator != '.' && is_likely_year(date->year) &&
			cursor->at == month_at + 2 && ends_here(cursor, '-') &&
			ends_here(cursor, '/') && wic_peek(cursor) != YEAR;
	cursor->at++;
	if (separator == '.')
		wic_skip_blanks(cursor, 1);
	date->day = read_two_digits(cursor);
	return date->day != 0 && ends_here(cursor, separator);
}

/* 民國103年, 令和元年, 民國103/11/19 */
static bool
read_era_date(WicCursor *cursor, WicDate *date)
{
	int			last_year;
	int			before = wic_skip_era(cursor, &last_year);
	int			ndigits;
	int			year = 1;

	if (before == 0)
		return false;
	wic_skip_blanks(cursor, BLANKS);
	if (wic_peek(cursor) == FIRST)
		cursor->at++;
	else
		year = wic_read_number(cursor, &ndigits);
	if (year < 1 || year > last_year)
		return false;
	date->year = before + year;

	wic_skip_blanks(cursor, BLANKS);
	if (wic_peek(cursor) != YEAR)
		return read_separated(cursor, date) && date->day != 0;
	cursor->at++;
	return wic_peek(cursor) != DECADE && read_month_and_day(cursor, date);
}

/* 2014年11月19日; years of three digits are of the Republic. */
static bool
read_year_date(WicCursor *cursor, WicDate *date)
{
	int			ndigits;
	int			year = wic_read_number(cursor, &ndigits);
	bool		is_republic = ndigits == 3 &&
	year >= MIN_REPUBLIC && year <= MAX_REPUBLIC;

	if (!is_republic &&
		(ndigits != 4 || year < MIN_YEAR || year > MAX_YEAR))
		return false;
	date->year = is_republic ? REPUBLIC + year : year;
	wic_skip_blanks(cursor, BLANKS);
	if (wic_peek(cursor) != YEAR)
		return ndigits == 4 && read_separated(cursor, date);
	cursor->at++;
	if (wic_peek(cursor) == DECADE || !read_month_and_day(cursor, date))
		return false;
	return !is_republic || date->day != 0;
}

/* Behind an English month: " 2023" or ", 2023" */
static int
read_english_year(WicCursor *cursor)
{
	WicCursor	ahead = *cursor;
	int			ndigits;
	int			year;

	if (wic_peek(&ahead) == ',')
		ahead.at++;
	wic_skip_blanks(&ahead, BLANKS);
	year = wic_read_arabic(&ahead, &ndigits);
	if (ndigits != 4 || !is_likely_year(year) ||
		wic_arabic_digit(wic_peek(&ahead)) != NONE)
		return 0;
	*cursor = ahead;
	return year;
}

static bool
is_letter(uint32_t cp)
{
	return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

/* th, st, nd, rd behind a day */
static void
skip_ordinal(WicCursor *cursor)
{
	if (!wic_skip_word(cursor, "th") && !wic_skip_word(cursor, "st") &&
		!wic_skip_word(cursor, "nd"))
		wic_skip_word(cursor, "rd");
}

/* November 9, 2023; November 2023; Nov. 9 */
static bool
read_month_first(WicCursor *cursor, WicDate *date)
{
	WicCursor	day;

	date->month = wic_skip_month_name(cursor);
	if (date->month == 0)
		return false;
	date->year = read_english_year(cursor);
	if (date->year != 0)
		return true;
	wic_skip_blanks(cursor, BLANKS);
	day = *cursor;
	date->day = read_two_digits(&day);
	skip_ordinal(&day);
	if (date->day == 0 || is_letter(wic_peek(&day)) ||
		wic_arabic_digit(wic_peek(&day)) != NONE)
		return false;
	*cursor = day;
	date->year = read_english_year(cursor);
	return true;
}

/* 9 November 2023, 9th Nov 2023 */
static bool
read_day_first(WicCursor *cursor, WicDate *date)
{
	date->day = read_two_digits(cursor);
	skip_ordinal(cursor);
	if (date->day == 0 || wic_peek(cursor) != ' ')
		return false;
	wic_skip_blanks(cursor, BLANKS);
	date->month = wic_skip_month_name(cursor);
	if (date->month == 0 || is_letter(wic_peek(cursor)))
		return false;
	date->year = read_english_year(cursor);
	return true;
}

/* 11月19日 */
static bool
read_yearless(WicCursor *cursor, WicDate *date)
{
	return read_month_and_day(cursor, date) && date->day != 0;
}

/* 下午, 午後, 오후: the hour is of the second half of the day. */
static bool
skip_half_day(WicCursor *cursor)
{
	static const char *const first[] = {"上午", "凌晨", "早上", "清晨", "午前", "오전"};
	static const char *const second[] = {"下午", "晚上", "傍晚", "午后", "오후"};
	bool		is_second = false;

	for (size_t i = 0; i < lengthof(first); i++)
		wic_skip_word(cursor, first[i]);
	for (size_t i = 0; i < lengthof(second); i++)
		is_second |= wic_skip_word(cursor, second[i]);
	wic_skip_blanks(cursor, 1);
	return is_second;
}

/* （星期四）, (木), 星期四, a comma or a T, and blanks */
static void
skip_to_time(WicCursor *cursor)
{
	WicCursor	ahead;

	if (wic_peek(cursor) == 'T' || wic_peek(cursor) == '.' ||
		wic_peek(cursor) == ',')
		cursor->at++;
	wic_skip_blanks(cursor, TIME_BLANKS);
	if (wic_skip_word(cursor, "星期") || wic_skip_word(cursor, "周"))
		cursor->at++;
	ahead = *cursor;
	if (wic_peek(&ahead) == '(')
	{
		for (int i = 0; i <= WEEKDAY_MAX && wic_peek(&ahead) != ')'; i++)
			ahead.at++;
		if (wic_peek(&ahead) == ')')
		{
			ahead.at++;
			*cursor = ahead;
		}
	}
	wic_skip_blanks(cursor, TIME_BLANKS);
}

/* Two digits up to 59, or NONE. */
static int
read_sixtieth(WicCursor *cursor)
{
	size_t		start = cursor->at;
	int			value = read_two_digits(cursor);

	return cursor->at == start + 2 && value < 60 ? value : NONE;
}

/* .000, Z, +08:00 */
static void
skip_zone(WicCursor *cursor)
{
	WicCursor	ahead = *cursor;
	int			ndigits;

	if (wic_peek(&ahead) == '.')
	{
		ahead.at++;
		wic_read_arabic(&ahead, &ndigits);
		if (ndigits > 0)
			*cursor = ahead;
	}
	if (wic_peek(cursor) == 'Z')
		cursor->at++;
	if (wic_peek(cursor) != '+' && wic_peek(cursor) != '-')
		return;
	ahead = *cursor;
	ahead.at++;
	wic_read_arabic(&ahead, &ndigits);
	if (ndigits == 2 && wic_peek(&ahead) == ':')
	{
		ahead.at++;
		wic_read_arabic(&ahead, &ndigits);
		if (ndigits == 2)
			*cursor = ahead;
	}
	else if (ndigits == 4)
		*cursor = ahead;
}

/* :58 and :58:53 behind an hour */
static bool
read_colons(WicCursor *cursor, WicDate *date)
{
	WicCursor	seconds;

	cursor->at++;
	date->minute = read_sixtieth(cursor);
	if (date->minute == NONE)
		return false;
	date->precision = WIC_PRECISION_MINUTE;
	seconds = *cursor;
	seconds.at++;
	if (wic_peek(cursor) == ':')
	{
		date->second = read_sixtieth(&seconds);
		if (date->second == NONE)
			return false;
		date->precision = WIC_PRECISION_SECOND;
		*cursor = seconds;
	}
	skip_zone(cursor);
	return wic_arabic_digit(wic_peek(cursor)) == NONE;
}

/* 8时58分53秒 without the 8 */
static bool
read_minute_marks(WicCursor *cursor, WicDate *date)
{
	cursor->at++;
	date->minute = read_marked(cursor, MINUTE, MINUTE);
	if (date->minute == NONE || date->minute > 59)
		return false;
	date->precision = WIC_PRECISION_MINUTE;
	date->second = read_marked(cursor, SECOND, SECOND);
	if (date->second == NONE)
		date->second = 0;
	else
		date->precision = WIC_PRECISION_SECOND;
	return date->second < 60;
}

/* The time behind a day; without a good one the date ends before it. */
static void
read_time(WicCursor *cursor, WicDate *date)
{
	WicCursor	ahead = *cursor;
	WicDate		timed = *date;
	bool		is_second_half;
	int			ndigits;

	skip_to_time(&ahead);
	is_second_half = skip_half_day(&ahead);
	timed.hour = wic_read_number(&ahead, &ndigits);
	if (timed.hour == NONE || ndigits > 2)
		return;
	if (is_second_half && timed.hour < 12)
		timed.hour += 12;
	if (timed.hour > 23)
		return;

	if (wic_peek(&ahead) == ':')
	{
		if (!read_colons(&ahead, &timed))
			return;
	}
	else
	{
		wic_skip_blanks(&ahead, 1);
		if (wic_peek(&ahead) != HOUR && wic_peek(&ahead) != HOUR_2)
			return;
		if (!read_minute_marks(&ahead, &timed))
			return;
	}
	*cursor = ahead;
	*date = timed;
}

typedef bool (*Reader) (WicCursor *cursor, WicDate *date);

static const Reader readers[] = {
	read_era_date, read_year_date, read_yearless, read_month_first,
	read_day_first
};

static bool
read_date(const WicDateText *window, WicDate *date)
{
	for (size_t i = 0; i < lengthof(readers); i++)
	{
		WicCursor	cursor = {window->cps, window->n, 0};
		WicDate		read = {0};

		if (!readers[i] (&cursor, &read) || !check_day(&read))
			continue;
		if (read.day != 0)
			read_time(&cursor, &read);
		if (cursor.at > window->n)
			continue;
		read.start = date->start;
		read.end = date->start + window->offset[cursor.at];
		*date = read;
		return true;
	}
	return false;
}

static bool
is_tens(uint32_t cp)
{
	return cp == 0x5EFF || cp == 0x5345;	/* 廿 卅 */
}

static bool
is_digit(uint32_t cp)
{
	return wic_is_numeric(cp) || is_tens(cp);
}

/* Is it worth while to look closer?  Most numbers are no dates. */
static bool
number_may_begin_date(const uint32_t *text, size_t n, size_t at)
{
	size_t		limit = at + 4 + BLANKS;
	uint32_t	cp = 0;

	for (; at < n && at <= limit; at++)
	{
		cp = wic_date_char(text[at]);
		if (!is_digit(cp) && cp != ' ')
			break;
	}
	return cp == YEAR || cp == MONTH || cp == '-' || cp == '/' ||
		cp == '.' || is_letter(cp);
}

/* 民 中 令 平 昭 大 明 */
static bool
may_begin_era(uint32_t cp)
{
	return cp == 0x6C11 || cp == 0x4E2D || cp == 0x4EE4 || cp == 0x5E73 ||
		cp == 0x662D || cp == 0x5927 || cp == 0x660E;
}

static bool
may_begin_month_name(const uint32_t *text, size_t n, size_t at)
{
	WicCursor	cursor;

	cursor.text = text;

	cursor.n = n;
	cursor.at = at;
	return wic_skip_month_name(&cursor) != 0;
}

/*
 * What must not stand before a date: a digit, a letter, a part of a number,
 * 前 before a year, and a year that was not understood.
 */
static bool
may_follow(const uint32_t *text, size_t at)
{
	uint32_t	before = at > 0 ? wic_date_char(text[at - 1]) : 0;
	uint32_t	farther = at > 1 ? wic_date_char(text[at - 2]) : 0;

	if (is_digit(before) || is_letter(before) || before == BEFORE)
		return false;
	if (before == '.' || before == '-' || before == '/' || before == '_')
		return !is_digit(farther) && !is_letter(farther) &&
			before != '/' && before != '_';
	return before != YEAR || !is_digit(farther);
}

bool
wic_date_at(const uint32_t *text, size_t n, size_t at, WicDate *date)
{
	WicDateText window;
	uint32_t	cp;

	if (at >= n)
		return false;
	cp = wic_date_char(text[at]);
	if (is_digit(cp) ? !number_may_begin_date(text, n, at) :
		!may_begin_era(cp) && !may_begin_month_name(text, n, at))
		return false;
	if (!may_follow(text, at))
		return false;
	wic_date_text_init(&window, text, n, at);
	date->start = at;
	return read_date(&window, date);
}

bool
wic_date_next(const uint32_t *text, size_t n, size_t *at, WicDate *date)
{
	for (; *at < n; ++*at)
		if (wic_date_at(text, n, *at, date))
		{
			*at = date->end;
			return true;
		}
	return false;
}
