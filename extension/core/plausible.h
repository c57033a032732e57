/*-------------------------------------------------------------------------
 *
 * plausible.h
 *	  How much a text looks like one that somebody wrote.
 *
 * Text that was read in the wrong character set is made of characters that
 * nobody uses.  The committees that made the legacy character sets put the
 * characters that people do use in a first level, so no list of frequencies
 * is needed: each character gets a mark by its level or kind, and a text the
 * mean of its marks.
 *
 *	  山上的雪 => 0		ɽÉÏµÄÑ© => -3		灞变笂鐨勯洩 => -3
 *
 * Marks are of the order of a log probability.  Text as it is written has a
 * mean of -1 or more, and wrongly read text one of -2 or less.  Kana are what
 * Chinese read wrongly is full of, so they count for Japanese only where they
 * are many, and Hangul likewise.
 *
 *	  WicPlausible text = {0};
 *	  for each character
 *		  wic_plausible_see(&text, kinds, cp);
 *	  mean = wic_plausible_score(&text);
 *
 * extension/core/plausible.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_PLAUSIBLE_H
#define WIC_PLAUSIBLE_H

#include <stddef.h>
#include <stdint.h>

/*
 * The legacy character sets that hold a character, by level; the bits of one
 * byte for each character below U+10000.
 */
#define WIC_LEVEL_GB1		0x01	/* GB 2312, level 1 */
#define WIC_LEVEL_GB2		0x02
#define WIC_LEVEL_BIG1		0x04	/* Big5, level 1 */
#define WIC_LEVEL_BIG2		0x08
#define WIC_LEVEL_JIS1		0x10	/* JIS X 0208, level 1 */
#define WIC_LEVEL_JIS2		0x20
#define WIC_LEVEL_KS		0x40	/* KS X 1001, Hangul */

/*
 * Kinds of characters.  Han is WIC_KIND_HAN + 3 * Chinese grade + Japanese
 * grade, 0 being the best.
 */
typedef enum WicCharKind
{
	WIC_KIND_HAN = 0,
	WIC_KIND_RARE_HAN = 11,		/* of no level */
	WIC_KIND_OTHER = 12,		/* what speaks neither for nor against */
	WIC_KIND_CJK_MARK,			/* 。 “ … and full-width forms */
	WIC_KIND_ALNUM,				/* of ASCII */
	WIC_KIND_LATIN,				/* of Latin-1 and its extensions */
	WIC_KIND_ALIEN,				/* Greek, Cyrillic, boxes, ... */
	WIC_KIND_BAD,				/* controls, private use, U+FFFD */
	WIC_KIND_KANA,
	WIC_KIND_HALF_KANA,
	WIC_KIND_HANGUL,			/* of KS X 1001 */
	WIC_KIND_RARE_HANGUL
} WicCharKind;

#define WIC_CHAR_KINDS (WIC_KIND_RARE_HANGUL + 1)

/* A text, as far as its plausibility goes.  Zeroes are the empty text. */
typedef struct WicPlausible
{
	size_t		counts[WIC_CHAR_KINDS];
} WicPlausible;

/* Characters that have an entry of their own in a table of kinds. */
#define WIC_KINDS			65536

/* Make a table of WIC_KINDS bytes from levels to kinds, in place. */
extern void wic_plausible_make_kinds(uint8_t *levels);

/* The kind of a character beyond the table, or of WIC_UTF8_BAD. */
extern WicCharKind wic_plausible_kind_beyond(uint32_t cp);

/* One more character, which may be WIC_UTF8_BAD. */
static inline void
wic_plausible_see(WicPlausible *text, const uint8_t *kinds, uint32_t cp)
{
	text	  ->counts[cp < WIC_KINDS ? kinds[cp] :
					   wic_plausible_kind_beyond(cp)]++;
}

/* The characters of a text in UTF-8, which may be any bytes. */
extern void wic_plausible_read(WicPlausible *text, const uint8_t *kinds,
							   const uint8_t *p, const uint8_t *end);

extern size_t wic_plausible_han(const WicPlausible *text);
extern size_t wic_plausible_hangul(const WicPlausible *text);

/* The mean mark, -8 to 0.2; 0 for an empty text. */
extern double wic_plausible_score(const WicPlausible *text);

#endif							/* WIC_PLAUSIBLE_H */
