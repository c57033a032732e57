/*-------------------------------------------------------------------------
 *
 * plausible.c
 *	  How much a text looks like one that somebody wrote.
 *
 * extension/core/plausible.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/plausible.h"

#include <stdbool.h>

#include "core/utf8.h"

/* Shares from which a text is taken for Japanese or Korean, in percent. */
#define MIN_KANA		15		/* of what is not ASCII */
#define MIN_HANGUL		30

/* Grades of Han, as a Chinese and as a Japanese reader sees them. */
#define ZH_GRADES		4
#define JA_GRADES		3

/* Marks in hundredths, so that sums are exact. */
static const int zh_marks[ZH_GRADES] = {0, -60, -300, -500};
static const int ja_marks[JA_GRADES] = {0, -200, -500};

#define KOREAN_HAN		(-150)

/* 駅 and 広, which only Japan writes, in a title without kana. */
#define JAPANESE_HAN	(-200)

/* Marks of kinds other than Han, in a text of no special kind. */
static const int marks[WIC_CHAR_KINDS] = {
	[WIC_KIND_OTHER] = 0,
	[WIC_KIND_CJK_MARK] = 20,
	[WIC_KIND_ALNUM] = -30,
	[WIC_KIND_LATIN] = -300,
	[WIC_KIND_ALIEN] = -500,
	[WIC_KIND_BAD] = -800,
	[WIC_KIND_KANA] = -250,
	[WIC_KIND_HALF_KANA] = -300,
	[WIC_KIND_HANGUL] = -300,
	[WIC_KIND_RARE_HANGUL] = -300
};

#define JAPANESE_KANA			10
#define KOREAN_HANGUL			0
#define KOREAN_RARE_HANGUL		(-400)

static WicCharKind
han_kind(uint8_t level)
{
	int			zh = 3;
	int			ja = 2;

	if (level & WIC_LEVEL_GB1)
		zh = 0;
	else if (level & WIC_LEVEL_BIG1)
		zh = 1;
	else if (level & (WIC_LEVEL_GB2 | WIC_LEVEL_BIG2))
		zh = 2;

	if (level & WIC_LEVEL_JIS1)
		ja = 0;
	else if (level & WIC_LEVEL_JIS2)
		ja = 1;

	return (WicCharKind) (WIC_KIND_HAN + zh * JA_GRADES + ja);
}

static WicCharKind
ascii_kind(uint32_t cp)
{
	if ((cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') ||
		(cp >= 'a' && cp <= 'z'))
		return WIC_KIND_ALNUM;
	if (cp >= ' ' && cp != 0x7F)
		return WIC_KIND_OTHER;
	return cp == '\t' || cp == '\n' || cp == '\r' ?
		WIC_KIND_OTHER : WIC_KIND_BAD;
}

/* U+0080 to U+2FFF. */
static WicCharKind
western_kind(uint32_t cp)
{
	if (cp < 0xA0)
		return WIC_KIND_BAD;
	if (cp == 0xA0 || cp == 0xB7)	/* no-break space, middle dot */
		return WIC_KIND_OTHER;
	if (cp < 0x250 || (cp >= 0x1E00 && cp < 0x1F00))
		return WIC_KIND_LATIN;
	if (cp < 0x2000)
		return WIC_KIND_ALIEN;
	if (cp == 0x2013 || cp == 0x2014 || cp == 0x2018 || cp == 0x2019 ||
		cp == 0x201C || cp == 0x201D || cp == 0x2026)
		return WIC_KIND_CJK_MARK;
	if (cp < 0x2070)			/* other punctuation */
		return WIC_KIND_OTHER;
	if (cp == 0x20AC || cp == 0x2122 || (cp >= 0x2460 && cp < 0x2500))
		return WIC_KIND_OTHER;	/* €, ™, ① */
	if ((cp >= 0x2190 && cp < 0x2200) || (cp >= 0x25A0 && cp < 0x27C0))
		return WIC_KIND_OTHER;	/* → ■ ★ ✓ */
	return cp >= 0x2E80 ? WIC_KIND_RARE_HAN : WIC_KIND_ALIEN;
}

/* U+3000 to U+33FF. */
static WicCharKind
eastern_kind(uint32_t cp)
{
	if (cp < 0x3020)
		return WIC_KIND_CJK_MARK;
	if ((cp >= 0x3041 && cp <= 0x3096) || (cp >= 0x30A1 && cp <= 0x30FE))
		return WIC_KIND_KANA;
	if (cp == 0x30FB)			/* middle dot */
		return WIC_KIND_CJK_MARK;
	if (cp >= 0x3131 && cp < 0x318F)	/* ㅋ; what EUC-JP has kana for */
		return WIC_KIND_RARE_HANGUL;
	return cp >= 0x3200 ? WIC_KIND_OTHER : WIC_KIND_ALIEN;
}

static WicCharKind
wide_kind(uint32_t cp)
{
	if (cp < 0xFF01)			/* compatibility forms and ideographs */
		return cp < 0xFB00 ? WIC_KIND_RARE_HAN : WIC_KIND_ALIEN;
	if (cp <= 0xFF5E)
		return WIC_KIND_CJK_MARK;
	if (cp >= 0xFF61 && cp <= 0xFF9F)
		return WIC_KIND_HALF_KANA;
	return cp >= 0xFFF0 ? WIC_KIND_BAD : WIC_KIND_OTHER;
}

static WicCharKind
kind_of(uint8_t level, uint32_t cp)
{
	if (cp >= 0x3400 && cp < 0xA000)
		return han_kind(level);
	if (cp < 0x80)
		return ascii_kind(cp);
	if (cp < 0x3000)
		return western_kind(cp);
	if (cp < 0x3400)
		return eastern_kind(cp);
	if (cp >= 0xAC00 && cp < 0xD7A4)
		return level & WIC_LEVEL_KS ? WIC_KIND_HANGUL : WIC_KIND_RARE_HANGUL;
	if (cp >= 0xE000 && cp < 0xF900)
		return WIC_KIND_BAD;
	return cp < 0xF900 ? WIC_KIND_ALIEN : wide_kind(cp);
}

void
wic_plausible_make_kinds(uint8_t *levels)
{
	for (uint32_t cp = 0; cp < WIC_KINDS; cp++)
		levels[cp] = (uint8_t) kind_of(levels[cp], cp);
}

WicCharKind
wic_plausible_kind_beyond(uint32_t cp)
{
	if (cp >= 0xF0000)			/* private use, or no character */
		return WIC_KIND_BAD;
	return cp >= 0x20000 ? WIC_KIND_RARE_HAN : WIC_KIND_OTHER;
}

void
wic_plausible_read(WicPlausible *text, const uint8_t *kinds,
				   const uint8_t *p, const uint8_t *end)
{
	while (p < end)
	{
		uint32_t	cp;

		p += wic_utf8_next(p, end, &cp);
		wic_plausible_see(text, kinds, cp);
	}
}

size_t
wic_plausible_han(const WicPlausible *text)
{
	size_t		n = 0;

	for (int i = 0; i < ZH_GRADES * JA_GRADES; i++)
		n += text ->counts[WIC_KIND_HAN + i];

	return n;
}

size_t
wic_plausible_hangul(const WicPlausible *text)
{
	return text->counts[WIC_KIND_HANGUL] + text->counts[WIC_KIND_RARE_HANGUL];
}

/* The mark of a Han character. */
static int
han_mark(int grade, bool is_japanese, bool is_korean)
{
	if (is_japanese)
		return ja_marks[grade % JA_GRADES];
	if (is_korean)
		return KOREAN_HAN;
	if (grade == (ZH_GRADES - 1) * JA_GRADES)
		return JAPANESE_HAN;
	return zh_marks[grade / JA_GRADES];
}

static int
mark(int kind, bool is_japanese, bool is_korean)
{
	if (kind < ZH_GRADES * JA_GRADES)
		return han_mark(kind, is_japanese, is_korean);
	if (kind == WIC_KIND_KANA && is_japanese)
		return JAPANESE_KANA;
	if (kind == WIC_KIND_HANGUL && is_korean)
		return KOREAN_HANGUL;
	if (kind == WIC_KIND_RARE_HANGUL && is_korean)
		return KOREAN_RARE_HANGUL;
	return marks[kind];
}

double
wic_plausible_score(const WicPlausible *text)
{
	size_t		n = 0;
	size_t		ascii = text->counts[WIC_KIND_ALNUM] +
	text->counts[WIC_KIND_OTHER];
	double		sum = 0;
	bool		is_japanese;
	bool		is_korean;

	for (int kind = 0; kind < WIC_CHAR_KINDS; kind++)
		n += text ->counts[kind];

	if (n == 0)
		return 0;

	is_japanese = n > ascii &&
		text	  ->counts[WIC_KIND_KANA] * 100 >= (n - ascii) * MIN_KANA;

	is_korean = n > ascii &&
		wic_plausible_hangul(text) * 100 >= (n - ascii) * MIN_HANGUL;

	/* Sums of whole numbers below 2^53: the same on every machine. */
	for (int kind = 0; kind < WIC_CHAR_KINDS; kind++)
		sum += (double) text->counts[kind] *
					mark(kind, is_japanese, is_korean);

	return sum / (double) n / 100;
}
