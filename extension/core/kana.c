/*-------------------------------------------------------------------------
 *
 * kana.c
 *	  Optional folding of kana, for dictionaries that ask for it.
 *
 * Hiragana and katakana stand in the same order, 0x60 apart.
 *
 * extension/core/kana.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/kana.h"

#include <stdbool.h>

#include "core/fold.h"

#define HIRAGANA_FIRST	0x3041	/* ぁ */
#define HIRAGANA_LAST	0x3096	/* ゖ */
#define KATAKANA_FIRST	0x30A1	/* ァ */
#define KATAKANA_LAST	0x30F6	/* ヶ */
#define DISTANCE		(KATAKANA_FIRST - HIRAGANA_FIRST)

static bool
is_between(uint32_t cp, uint32_t first, uint32_t last)
{
	return cp >= first && cp <= last;
}

/* ぁ to あ: the full-size hiragana of a small one. */
static uint32_t
enlarge(uint32_t cp)
{
	if (cp == 0x3095)			/* ゕ */
		return 0x304B;
	if (cp == 0x3096)			/* ゖ */
		return 0x3051;
	if ((is_between(cp, 0x3041, 0x3049) && cp % 2 == 1) || cp == 0x3063 ||
		(is_between(cp, 0x3083, 0x3087) && cp % 2 == 1) || cp == 0x308E)
		return cp + 1;
	return cp;
}

/* が to か, ば and ぱ to は: the hiragana without its voicing mark. */
static uint32_t
unvoice(uint32_t cp)
{
	if (is_between(cp, 0x304C, 0x3062) && cp % 2 == 0)	/* が to ぢ */
		return cp - 1;
	if (is_between(cp, 0x3064, 0x3069) && cp % 2 == 1)	/* づ to ど */
		return cp - 1;
	if (is_between(cp, 0x3070, 0x307D)) /* ば to ぽ */
		return cp - cp % 3;
	return cp == 0x3094 ? 0x3046 : cp;	/* ゔ */
}

uint32_t
wic_kana_fold(uint32_t cp, unsigned options)
{
	bool		is_katakana = is_between(cp, KATAKANA_FIRST, KATAKANA_LAST);

	if (!is_katakana && !is_between(cp, HIRAGANA_FIRST, HIRAGANA_LAST))
		return cp;
	if (is_katakana)
		cp -= DISTANCE;
	if ((options & WIC_FOLD_SMALL) != 0)
		cp = enlarge(cp);
	if ((options & WIC_FOLD_VOICING) != 0)
		cp = unvoice(cp);
	return is_katakana && (options & WIC_FOLD_KANA) == 0 ? cp + DISTANCE : cp;
}
