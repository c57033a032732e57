/*-------------------------------------------------------------------------
 *
 * utf8.c
 *	  Decoding and encoding of UTF-8 that may be wrong.
 *
 * extension/core/utf8.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/utf8.h"

/* Bytes announced by a lead byte above ASCII, or 0 if it leads nothing. */
static size_t
announced_length(uint8_t lead)
{
	if (lead >= 0xC2 && lead <= 0xDF)
		return 2;
	if (lead >= 0xE0 && lead <= 0xEF)
		return 3;
	if (lead >= 0xF0 && lead <= 0xF4)
		return 4;
	return 0;
}

/* Overlong forms, surrogates and values above U+10FFFF. */
static bool
is_forbidden(uint32_t cp, size_t len)
{
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};

	return cp < smallest[len] || (cp >= 0xD800 && cp <= 0xDFFF) ||
		cp > 0x10FFFF;
}

size_t
wic_utf8_next_multibyte(const uint8_t *p, const uint8_t *end, uint32_t *cp)
{
	size_t		len = announced_length(*p);
	uint32_t	value;

	*cp = WIC_UTF8_BAD;
	if (len == 0 || (size_t) (end - p) < len)
		return 1;

	value = *p & (0x7Fu >> len);
	for (size_t i = 1; i < len; i++)
	{
		if (!wic_utf8_is_continuation(p[i]))
			return 1;
		value = value << 6 | (p[i] & 0x3F);
	}

	if (is_forbidden(value, len))
		return 1;

	*cp = value;
	return len;
}

size_t
wic_utf8_put(uint8_t *p, uint32_t cp)
{
	if (cp < 0x80)
	{
		p[0] = (uint8_t) cp;
		return 1;
	}
	if (cp < 0x800)
	{
		p[0] = (uint8_t) (0xC0 | cp >> 6);
		p[1] = (uint8_t) (0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000)
	{
		p[0] = (uint8_t) (0xE0 | cp >> 12);
		p[1] = (uint8_t) (0x80 | (cp >> 6 & 0x3F));
		p[2] = (uint8_t) (0x80 | (cp & 0x3F));
		return 3;
	}
	p[0] = (uint8_t) (0xF0 | cp >> 18);
	p[1] = (uint8_t) (0x80 | (cp >> 12 & 0x3F));
	p[2] = (uint8_t) (0x80 | (cp >> 6 & 0x3F));
	p[3] = (uint8_t) (0x80 | (cp & 0x3F));
	return 4;
}

size_t
wic_utf8_count(const uint8_t *p, const uint8_t *end)
{
	size_t		count = 0;
	uint32_t	cp;

	for (; p < end; count++)
		p += wic_utf8_next(p, end, &cp);
	return count;
}
