/*-------------------------------------------------------------------------
 *
 * charclass.c
 *	  What the tokenizer and the folder need to know about a code point.
 *
 * extension/core/charclass.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/charclass.h"

#include "core/charclass_table.h"
#include "core/utf8.h"

#define BLOCK_MASK	((1u << CHARCLASS_SHIFT) - 1)

uint8_t
wic_char_props(uint32_t cp)
{
	if (cp > 0x10FFFF)
		return WIC_CLASS_PUNCT;
	return charclass_data[((uint32_t) charclass_index[cp >> CHARCLASS_SHIFT]
						   << CHARCLASS_SHIFT) | (cp & BLOCK_MASK)];
}

bool
wic_is_one_cjk_character(const uint8_t *lexeme, size_t len)
{
	uint32_t	cp;

	return len > 0 && wic_utf8_next(lexeme, lexeme + len, &cp) == len &&
		wic_char_class(cp) == WIC_CLASS_CJK;
}

bool
wic_is_han_digit(uint32_t cp)
{
	static const uint16_t digits[] = {
		0x3007, 0x4E00, 0x4E03, 0x4E09, 0x4E5D, 0x4E8C, 0x4E94, 0x516B,
		0x516D, 0x56DB, 0x96F6
	};

	for (unsigned i = 0; i < sizeof(digits) / sizeof(digits[0]); i++)
		if (digits[i] == cp)
			return true;
	return false;
}
