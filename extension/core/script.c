/*-------------------------------------------------------------------------
 *
 * script.c
 *	  Tell in which script a text is written.
 *
 * Simplified and Traditional are told apart by the fold table: its
 * representatives are the Simplified forms, so a Traditional text is one of
 * which much folds.
 *
 * extension/core/script.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/script.h"

#include <string.h>

#include "core/charclass.h"
#include "core/utf8.h"

/*
 * Shares from which a script is taken as meant, in percent.  A third of
 * running Traditional text folds, and of Simplified text one percent; kana
 * are half of Japanese, but few in a list of titles.
 */
#define MIN_CJK			5		/* of all letters */
#define MIN_HANGUL		30		/* of CJK characters */
#define MIN_KANA		5		/* of CJK characters */
#define MIN_VARIANT		8		/* of Han characters, exclusive */

/* Jamo, compatibility jamo, syllables, and the half-width jamo. */
static bool
is_hangul(uint32_t cp)
{
	return (cp >= 0xAC00 && cp <= 0xD7FF) || (cp >= 0x1100 && cp <= 0x11FF) ||
		(cp >= 0x3131 && cp <= 0x318E) || (cp >= 0xA960 && cp <= 0xA97C) ||
		(cp >= 0xFFA0 && cp <= 0xFFDC);
}

/* Latin with all its extensions, and full-width Latin. */
static bool
is_latin(uint32_t cp)
{
	return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
		(cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) ||
		(cp >= 0x1E00 && cp <= 0x1EFF) || (cp >= 0xFF21 && cp <= 0xFF3A) ||
		(cp >= 0xFF41 && cp <= 0xFF5A);
}

static bool
is_variant(const WicFoldTable *table, uint32_t cp)
{
	uint32_t	exact[WIC_FOLD_CHAR_MAX];
	uint32_t	full[WIC_FOLD_CHAR_MAX];
	size_t		nexact = wic_fold_char(table, false, cp, exact);
	size_t		nfull = wic_fold_char(table, true, cp, full);

	return nexact != nfull ||
		memcmp(exact, full, nfull * sizeof(full[0])) != 0;
}

void
wic_script_count(WicScriptCounts *counts, const WicFoldTable *table,
				 uint32_t cp)
{
	uint8_t		props = wic_char_props(cp);

	if (props & WIC_CHAR_HAN)
	{
		counts->han++;
		counts->variants += is_variant(table, cp);
	}
	else if (props & WIC_CHAR_KANA)
		counts->kana++;
	else if (is_hangul(cp))
		counts->hangul++;
	else if (is_latin(cp))
		counts->letters++;
}

static bool
reaches(size_t part, size_t whole, size_t percent)
{
	return part * 100 >= whole * percent;
}

WicScript
wic_script_judge(const WicScriptCounts *counts)
{
	size_t		cjk = counts->han + counts->kana + counts->hangul;

	if (cjk + counts->letters == 0)
		return WIC_SCRIPT_NONE;
	if (!reaches(cjk, cjk + counts->letters, MIN_CJK))
		return WIC_SCRIPT_LATN;
	if (reaches(counts->hangul, cjk, MIN_HANGUL))
		return WIC_SCRIPT_KORE;
	if (reaches(counts->kana, cjk, MIN_KANA))
		return WIC_SCRIPT_JPAN;
	if (counts->variants * 100 > counts->han * MIN_VARIANT)
		return WIC_SCRIPT_HANT;
	return WIC_SCRIPT_HANS;
}

WicScript
wic_script_of(const WicFoldTable *table, const uint8_t *text, size_t size)
{
	const uint8_t *p = text;
	const uint8_t *end = p + size;
	WicScriptCounts counts = {0};

	while (p < end)
	{
		uint32_t	cp;

		p += wic_utf8_next(p, end, &cp);
		wic_script_count(&counts, table, cp);
	}
	return wic_script_judge(&counts);
}

const char *
wic_script_code(WicScript script)
{
	static const char *const codes[] = {
		[WIC_SCRIPT_NONE] = NULL,
		[WIC_SCRIPT_LATN] = "Latn",
		[WIC_SCRIPT_HANS] = "Hans",
		[WIC_SCRIPT_HANT] = "Hant",
		[WIC_SCRIPT_JPAN] = "Jpan",
		[WIC_SCRIPT_KORE] = "Kore"
	};

	return codes[script];
}
