/*-------------------------------------------------------------------------
 *
 * varint.h
 *	  Numbers in as many bytes as they need (LEB128).
 *
 *	  300 => AC 02
 *
 * Numbers that do not descend are written as the first one and the
 * differences:
 *
 *	  5, 5, 305 => 05 00 AC 02
 *
 * extension/core/varint.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_VARINT_H
#define WIC_VARINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most bytes that a number takes. */
#define WIC_VARINT_MAX		10

/* Write a number; returns how many bytes it took. */
static inline size_t
wic_varint_put(uint8_t *p, uint64_t value)
{
	size_t		n = 0;

	while (value >= 0x80)
	{
		p[n++] = (uint8_t) (value | 0x80);
		value >>= 7;
	}
	p[n++] = (uint8_t) value;
	return n;
}

/*
 * Read a number that begins at p; returns how many bytes it took, or 0 if it
 * does not end before end or does not fit into 64 bits.
 */
static inline size_t
wic_varint_get(const uint8_t *p, const uint8_t *end, uint64_t *value)
{
	uint64_t	result = 0;
	size_t		n = 0;

	for (unsigned shift = 0; shift < 64; shift += 7)
	{
		uint8_t		byte;

		if (p + n >= end)
			return 0;
		byte = p[n++];
		if (shift == 63 && byte > 1)
			return 0;
		result |= (uint64_t) (byte & 0x7F) << shift;
		if (byte < 0x80)
		{
			*value = result;
			return n;
		}
	}
	return 0;
}

/* The same for a number that has to be at most max. */
static inline size_t
wic_varint_get_upto(const uint8_t *p, const uint8_t *end, uint64_t max,
					uint64_t *value)
{
	size_t		n = wic_varint_get(p, end, value);

	return n > 0 && *value <= max ? n : 0;
}

/* Write n numbers that do not descend; returns how many bytes they took. */
static inline size_t
wic_varint_put_ascending(uint8_t *p, const uint32_t *values, size_t n)
{
	uint32_t	last = 0;
	size_t		size = 0;

	for (size_t i = 0; i < n; i++)
	{
		size += wic_varint_put(p + size, values[i] - last);
		last = values[i];
	}
	return size;
}

/* Read n such numbers.  False if they do not end before end, or are larger. */
static inline bool
wic_varint_get_ascending(const uint8_t *p, const uint8_t *end, size_t n,
						 uint32_t *values)
{
	uint32_t	last = 0;

	for (size_t i = 0; i < n; i++)
	{
		uint64_t	difference;
		size_t		size = wic_varint_get_upto(p, end, UINT32_MAX - last,
											   &difference);

		if (size == 0)
			return false;
		p += size;
		last += (uint32_t) difference;
		values[i] = last;
	}
	return true;
}

/* Where n numbers that begin at p end; NULL if that is not before end. */
static inline const uint8_t *
wic_varint_skip(const uint8_t *p, const uint8_t *end, uint64_t n)
{
	while (n > 0)
	{
		if (p >= end)
			return NULL;
		n -= *p++ < 0x80;
	}
	return p;
}

#endif							/* WIC_VARINT_H */
