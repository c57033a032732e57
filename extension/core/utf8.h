/*-------------------------------------------------------------------------
 *
 * utf8.h
 *	  Decoding and encoding of UTF-8 that may be wrong.
 *
 * The server checks text on its way in, but the fuzzers and the loaders do
 * not, and reading one byte past a datum is a security bug.  So a lead byte
 * is never trusted: every continuation byte is bounds-checked before it is
 * read.
 *
 * The decoder stands in the header because every hot loop of the core begins
 * with it.
 *
 * extension/core/utf8.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_UTF8_H
#define WIC_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Stands for one byte that begins no well-formed sequence. */
#define WIC_UTF8_BAD	UINT32_C(0xFFFFFFFF)

/* Bytes that the longest character takes. */
#define WIC_UTF8_MAX	4

/* Decode what is not ASCII; see wic_utf8_next. */
extern size_t wic_utf8_next_multibyte(const uint8_t *p, const uint8_t *end,
									  uint32_t *cp);

/*
 * Write cp at p, which has room for WIC_UTF8_MAX bytes, and return the bytes
 * used.  cp must be a code point, not WIC_UTF8_BAD.
 */
extern size_t wic_utf8_put(uint8_t *p, uint32_t cp);

/* Characters in a text; a bad byte counts as one. */
extern size_t wic_utf8_count(const uint8_t *p, const uint8_t *end);

static inline bool
wic_utf8_is_continuation(uint8_t byte)
{
	return (byte & 0xC0) == 0x80;
}

/*
 * Decode the code point at p, where p < end.
 *
 * Sets *cp and returns the bytes used, always at least 1 and never past
 * end, so a loop that adds the result to p terminates on any input.
 */
static inline size_t
wic_utf8_next(const uint8_t *p, const uint8_t *end, uint32_t *cp)
{
	if (*p < 0x80)
	{
		*cp = *p;
		return 1;
	}

	/* The usual case of CJK text: three bytes, U+1000 to U+CFFF. */
	if (*p >= 0xE1 && *p <= 0xEC && end - p >= 3 &&
		wic_utf8_is_continuation(p[1]) && wic_utf8_is_continuation(p[2]))
	{
		*cp = (uint32_t) (*p & 0x0F) << 12 |
			(uint32_t) (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
		return 3;
	}

	return wic_utf8_next_multibyte(p, end, cp);
}

/* The code point at p, or 0 at the end. */
static inline uint32_t
wic_utf8_peek(const uint8_t *p, const uint8_t *end)
{
	uint32_t	cp = 0;

	if (p < end)
		wic_utf8_next(p, end, &cp);
	return cp;
}

#endif							/* WIC_UTF8_H */
