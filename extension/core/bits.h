/*-------------------------------------------------------------------------
 *
 * bits.h
 *	  Numbers of the same width, packed.
 *
 * Number i takes the bits from i * width on; the lowest bit of a byte comes
 * first.  The same bytes on every machine.
 *
 * extension/core/bits.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_BITS_H
#define WIC_BITS_H

#include <stddef.h>
#include <stdint.h>

/* How many bits a number needs: 0 for 0, 32 at most. */
extern unsigned wic_bits_width(uint32_t value);

/* How many bytes n numbers take. */
static inline size_t
wic_bits_size(size_t n, unsigned width)
{
	return (n * width + 7) / 8;
}

/* Write wic_bits_size(n, width) bytes; each number must fit the width. */
extern void wic_bits_pack(uint8_t *out, const uint32_t *values, size_t n,
						  unsigned width);

/*
 * Read n numbers, from number first on, of which all must lie within the len
 * bytes at in: the caller has compared wic_bits_size(first + n, width) with
 * len.  Nothing beyond them is looked at.
 */
extern void wic_bits_unpack(const uint8_t *in, size_t len, size_t first,
							size_t n, unsigned width, uint32_t *values);

#endif							/* WIC_BITS_H */
