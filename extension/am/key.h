/*-------------------------------------------------------------------------
 *
 * key.h
 *	  The first eight bytes of a lexeme as a number of the same order.
 *
 *	  发展 (E5 8F 91 E5 B1 95) => 0xE58F91E5B1950000
 *
 * Nearly all lexemes of CJK have no more, so that they are compared by one
 * instruction.
 *
 * extension/am/key.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_KEY_H
#define WIC_KEY_H

#include "port/pg_bswap.h"

#define WIC_KEY_BYTES	8

/* Lexemes with no NUL, and no longer than that, differ if their keys do. */
static inline uint64
wic_key_pack(const char *lexeme, int length)
{
	uint64		key = 0;

	if (length >= WIC_KEY_BYTES)
	{
		memcpy(&key, lexeme, sizeof(key));
		return pg_ntoh64(key);
	}
	if (length >= 4)
	{
		uint32		first;
		uint32		last;		/* overlaps it */

		memcpy(&first, lexeme, sizeof(first));
		memcpy(&last, lexeme + length - 4, sizeof(last));
		return (uint64) pg_ntoh32(first) << 32 |
			(uint32) ((uint64) pg_ntoh32(last) << (8 - length) * 8);
	}
	for (int i = 0; i < length; i++)
		key |= (uint64) (uint8) lexeme[i] << (56 - 8 * i);
	return key;
}

static inline void
wic_key_unpack(uint64 key, uint8 *bytes)
{
	key = pg_hton64(key);
	memcpy(bytes, &key, WIC_KEY_BYTES);
}

#endif							/* WIC_KEY_H */
