/*-------------------------------------------------------------------------
 *
 * date_text.c
 *	  The characters and words of dates, in one form of each.
 *
 * extension/core/date_text.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/date_text.h"

#include <string.h>

#include "core/utf8.h"

#define ZERO	0x96F6			/* 零 */
#define TWO		0x4E8C			/* 二 */
#define THREE	0x4E09			/* 三 */
#define TEN		0x5341			/* 十 */

/* Letters of the longest English month */
#define MONTH_MAX	9

uint32_t
wic_date_char(uint32_t cp)
{
	if (cp > ' ' && cp < 0x80)
		return cp;
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		return cp - 0xFEE0;
	switch (cp)
	{
		case '\t':
		case 0x00A0:
		case 0x3000:
			return ' ';
		case 0x2010:
		case 0x2011:
		case 0x2012:
		case 0x2013:
		case 0x2212:
			return '-';
		case 0x25CB:			/* ○ 〇 ◯ */
		case 0x3007:
		case 0x25EF:
			return ZERO;
		case 0x83EF:			/* 華 */
			return 0x534E;
		case 0x570B:			/* 國 */
			return 0x56FD;
		case 0x865F:			/* 號 */
			return 0x53F7;
		case 0x6642:			/* 時 */
			return 0x65F6;
		case 0x9EDE:			/* 點 */
			return 0x70B9;
		case 0x5F8C:			/* 後 */
			return 0x540E;
		case 0x9031:			/* 週 */
			return 0x5468;
		case 0xB144:			/* 년 年 */
			return 0x5E74;
		case 0xC6D4:			/* 월 月 */
			return 0x6708;
		case 0xC77C:			/* 일 日 */
			return 0x65E5;
		case 0xC2DC:			/* 시 时 */
			return 0x65F6;
		case 0xBD84:			/* 분 分 */
			return 0x5206;
		case 0xCD08:			/* 초 秒 */
			return 0x79D2;
	}
	return cp;
}

static void
put(WicDateText *window, uint32_t cp, size_t offset)
{
	if (window->n >= WIC_DATE_MAX)
		return;
	window->cps[window->n] = cp;
	window->offset[window->n++] = (uint8_t) offset;
}

void
wic_date_text_init(WicDateText *window, const uint32_t *text, size_t n,
				   size_t at)
{
	size_t		i = 0;

	window->n = 0;
	for (; i < WIC_DATE_MAX && at + i < n && window->n < WIC_DATE_MAX; i++)
	{
		uint32_t	cp = text[at + i];

		if (cp == 0x5EFF || cp == 0x5345)	/* 廿 卅 */
		{
			put(window, cp == 0x5EFF ? TWO : THREE, i);
			put(window, TEN, i);
		}
		else
			put(window, wic_date_char(cp), i);
	}
	window->offset[window->n] = (uint8_t) i;
}

void
wic_skip_blanks(WicCursor *cursor, int max)
{
	while (max-- > 0 && wic_peek(cursor) == ' ')
		cursor->at++;
}

bool
wic_skip_word(WicCursor *cursor, const char *word)
{
	const uint8_t *p = (const uint8_t *) word;
	const uint8_t *end = p + strlen(word);
	WicCursor	ahead = *cursor;

	while (p < end)
	{
		uint32_t	cp;

		p += wic_utf8_next(p, end, &cp);
		if (wic_peek(&ahead) != cp)
			return false;
		ahead.at++;
	}
	*cursor = ahead;
	return true;
}

int
wic_skip_era(WicCursor *cursor, int *last_year)
{
	static const struct
	{
		const char *name;
		int			before;
		int			last_year;
	}			eras[] = {
		{"民国", 1911, 199}, {"中华民国", 1911, 199},
		{"令和", 2018, 99}, {"平成", 1988, 31},
		{"昭和", 1925, 64}, {"大正", 1911, 15}, {"明治", 1867, 45}
	};

	for (size_t i = 0; i < sizeof(eras) / sizeof(eras[0]); i++)
		if (wic_skip_word(cursor, eras[i].name))
		{
			*last_year = eras[i].last_year;
			return eras[i].before;
		}
	return 0;
}

/* The letters at the cursor in lower case; returns how many there are. */
static size_t
read_letters(const WicCursor *cursor, char *letters)
{
	size_t		n = 0;

	for (; n <= MONTH_MAX && cursor->at + n < cursor->n; n++)
	{
		uint32_t	cp = cursor->text[cursor->at + n] | 0x20;

		if (cp < 'a' || cp > 'z')
			break;
		letters[n] = (char) cp;
	}
	return n;
}

int
wic_skip_month_name(WicCursor *cursor)
{
	static const char *const names[] = {
		"january", "february", "march", "april", "may", "june", "july",
		"august", "september", "october", "november", "december"
	};
	char		letters[MONTH_MAX + 1];
	size_t		n;

	if (wic_peek(cursor) < 'A' || wic_peek(cursor) > 'Z')
		return 0;
	n = read_letters(cursor, letters);
	for (int i = 0; i < 12; i++)
	{
		size_t		length = strlen(names[i]);
		bool		is_short = n == 3 || (n == 4 && i == 8);

		if (n > length || (n != length && !is_short) ||
			memcmp(letters, names[i], n) != 0)
			continue;
		cursor->at += n;
		if (is_short && wic_peek(cursor) == '.')
			cursor->at++;
		return i + 1;
	}
	return 0;
}
