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

typedef struct Pair
{
	uint32_t	from;
	uint32_t	to;
} Pair;

static const Pair pairs[] = {
	{'\t', ' '}, {0x00A0, ' '}, {0x3000, ' '},
	{0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'}, {0x2013, '-'},
	{0x2212, '-'},
	{0x25CB, ZERO}, {0x3007, ZERO}, {0x25EF, ZERO},
	{0x570B, 0x56FD},			/* 國 国 */
	{0x865F, 0x53F7},			/* 號 号 */
	{0x6642, 0x65F6},			/* 時 时 */
	{0x9EDE, 0x70B9},			/* 點 点 */
	{0x5F8C, 0x540E},			/* 後 后 */
	{0x9031, 0x5468},			/* 週 周 */
	{0xB144, 0x5E74},			/* 년 年 */
	{0xC6D4, 0x6708},			/* 월 月 */
	{0xC77C, 0x65E5},			/* 일 日 */
	{0xC2DC, 0x65F6},			/* 시 时 */
	{0xBD84, 0x5206},			/* 분 分 */
	{0xCD08, 0x79D2}			/* 초 秒 */
};

uint32_t
wic_date_char(uint32_t cp)
{
	if (cp < 0x80 && cp != '\t')
		return cp;
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		return cp - 0xFEE0;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (pairs[i].from == cp)
			return pairs[i].to;
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
		{"民国", 1911, 199}, {"令和", 2018, 99}, {"平成", 1988, 31},
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
