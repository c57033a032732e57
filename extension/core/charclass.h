/*-------------------------------------------------------------------------
 *
 * charclass.h
 *	  What the tokenizer and the folder need to know about a code point.
 *
 * The table is generated from the Unicode character database (Unicode 15.0,
 * extension/data/gen_charclass.py), so it is the same on every server and in
 * every locale.  Classes speak of the *folded* form of a character where it
 * has one: full-width letters are letters, Kangxi radicals are CJK, and
 * ㎏, which folds to "kg", is a SYMBOL.
 *
 * extension/core/charclass.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_CHARCLASS_H
#define WIC_CHARCLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The numbers are those of the generated table. */
typedef enum WicCharClass
{
	WIC_CLASS_PUNCT = 0,		/* separates, and breaks phrases */
	WIC_CLASS_BLANK = 1,		/* white space: separates */
	WIC_CLASS_LETTER = 2,
	WIC_CLASS_DIGIT = 3,
	WIC_CLASS_CJK = 4,			/* Han, kana, Hangul, bopomofo, private use */
	WIC_CLASS_MARK = 5,			/* belongs to the character before it */
	WIC_CLASS_IGNORE = 6,		/* invisible: folds to nothing */
	WIC_CLASS_SYMBOL = 7,		/* folds to words: ① ㈱ ㋀ ㎏ */
	WIC_CLASS_CONTEXT = 8		/* the neighbours decide; see reader.h */
} WicCharClass;

#define WIC_CHAR_CLASS_MASK 0x0F
#define WIC_CHAR_HAN		0x10
#define WIC_CHAR_KANA		0x20

/* May combine with what stands before it when text is composed. */
#define WIC_CHAR_JOINS		0x40

/* Class and flags of a code point; WIC_UTF8_BAD is PUNCT. */
extern uint8_t wic_char_props(uint32_t cp);

static inline WicCharClass
wic_char_class(uint32_t cp)
{
	return (WicCharClass) (wic_char_props(cp) & WIC_CHAR_CLASS_MASK);
}

/* Is it Han, as the class table has it? */
static inline bool
wic_char_is_han(uint32_t cp)
{
	if (cp >= 0x4E00 && cp <= 0x9FFF)	/* the usual case */
		return true;
	return (wic_char_props(cp) & WIC_CHAR_HAN) != 0;
}

static inline bool
wic_is_hiragana(uint32_t cp)
{
	return cp >= 0x3041 && cp <= 0x309F;
}

static inline bool
wic_is_bopomofo(uint32_t cp)
{
	return (cp >= 0x3105 && cp <= 0x312F) || (cp >= 0x31A0 && cp <= 0x31BF);
}

/* Is a lexeme a single character of class CJK? */
extern bool wic_is_one_cjk_character(const uint8_t *lexeme, size_t len);

/* 零 〇 一 … 九: the digits of numbers written place by place. */
extern bool wic_is_han_digit(uint32_t cp);

#endif							/* WIC_CHARCLASS_H */
