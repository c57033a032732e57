/*-------------------------------------------------------------------------
 *
 * script.h
 *	  Tell in which script a text is written.
 *
 * extension/core/script.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SCRIPT_H
#define WIC_SCRIPT_H

#include "core/fold.h"

typedef enum WicScript
{
	WIC_SCRIPT_NONE,			/* no letter at all, or none we know */
	WIC_SCRIPT_LATN,
	WIC_SCRIPT_HANS,			/* also where Han characters do not tell */
	WIC_SCRIPT_HANT,
	WIC_SCRIPT_JPAN,
	WIC_SCRIPT_KORE
} WicScript;

/* Letters of a text, by what they tell. */
typedef struct WicScriptCounts
{
	size_t		letters;		/* of alphabets */
	size_t		han;
	size_t		variants;		/* Han with a Simplified form that differs */
	size_t		kana;
	size_t		hangul;
} WicScriptCounts;

/* Count one more character. */
extern void wic_script_count(WicScriptCounts *counts,
							 const WicFoldTable *table, uint32_t cp);

/* The script of most of what was counted. */
extern WicScript wic_script_judge(const WicScriptCounts *counts);

/*
 * The script of most of the text, which may be any bytes.  A few foreign
 * words do not count: an English quotation leaves a Chinese text Chinese.
 */
extern WicScript wic_script_of(const WicFoldTable *table,
							   const uint8_t *text, size_t size);

/* The ISO 15924 code, or NULL for WIC_SCRIPT_NONE. */
extern const char *wic_script_code(WicScript script);

#endif							/* WIC_SCRIPT_H */
