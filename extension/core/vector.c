/*-------------------------------------------------------------------------
 *
 * vector.c
 *	  A document by itself: its lexemes in order, with their positions.
 *
 * extension/core/vector.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/vector.h"

#include <string.h>

#include "core/varint.h"

/* An entry has at least two numbers of its key, a tf and a position. */
#define ENTRY_MIN	4

size_t
wic_vector_begin(uint8_t *out, uint64_t length, uint64_t nlexemes)
{
	size_t		size = wic_varint_put(out, length);

	return size + wic_varint_put(out + size, nlexemes);
}

size_t
wic_vector_add(uint8_t *out, const uint8_t *previous, size_t previous_len,
			   const uint8_t *key, size_t key_len, uint32_t tf,
			   const uint32_t *positions)
{
	size_t		shared = wic_key_shared(previous, previous_len, key, key_len);
	size_t		rest = key_len - shared;
	uint8_t    *p = out;

	p += wic_varint_put(p, shared);
	p += wic_varint_put(p, rest);
	if (rest > 0)
		memcpy(p, key + shared, rest);
	p += rest;
	p += wic_varint_put(p, tf);
	p += wic_varint_put_ascending(p, positions, tf);
	return (size_t) (p - out);
}

/* Read a number that has to be at most max, and go beyond it. */
static bool
read_number(WicVectorReader *reader, uint64_t max, uint64_t *number)
{
	size_t		size = wic_varint_get_upto(reader->p, reader->end, max,
										   number);

	reader->p += size;
	return size > 0;
}

bool
wic_vector_open(WicVectorReader *reader, const uint8_t *vector, size_t len)
{
	reader->p = vector;
	reader->end = vector + len;
	reader->key_len = 0;
	reader->tf = 0;
	reader->positions = NULL;
	reader->positions_end = NULL;
	return read_number(reader, UINT64_MAX, &reader->length) &&
		read_number(reader, UINT64_MAX, &reader->nlexemes) &&
		reader->nlexemes <= (size_t) (reader->end - reader->p) / ENTRY_MIN;
}

/* Read a key, which has to be greater than the last one. */
static bool
read_key(WicVectorReader *reader)
{
	uint64_t	shared;
	uint64_t	rest;
	uint8_t    *key;

	if (!read_number(reader, reader->key_len, &shared) ||
		!read_number(reader, WIC_NODE_KEY_MAX - shared, &rest) ||
		rest > (size_t) (reader->end - reader->p))
		return false;

	key = reader->key + shared;
	if (reader->positions != NULL &&
		wic_key_compare(reader->p, (size_t) rest,
						key, reader->key_len - (size_t) shared) <= 0)
		return false;
	memcpy(key, reader->p, (size_t) rest);
	reader->key_len = (size_t) (shared + rest);
	reader->p += rest;
	return true;
}

WicNodeStep
wic_vector_next(WicVectorReader *reader)
{
	uint64_t	tf;
	const uint8_t *positions_end;

	if (reader->nlexemes == 0)
		return reader->p == reader->end ? WIC_NODE_END : WIC_NODE_DAMAGED;

	if (!read_key(reader) || !read_number(reader, UINT32_MAX, &tf) || tf == 0)
		return WIC_NODE_DAMAGED;
	positions_end = wic_varint_skip(reader->p, reader->end, tf);
	if (positions_end == NULL)
		return WIC_NODE_DAMAGED;

	reader->tf = (uint32_t) tf;
	reader->positions = reader->p;
	reader->positions_end = positions_end;
	reader->p = positions_end;
	reader->nlexemes--;
	return WIC_NODE_ENTRY;
}

bool
wic_vector_positions(const WicVectorReader *reader, uint32_t *positions)
{
	return wic_varint_get_ascending(reader->positions, reader->positions_end,
									reader->tf, positions);
}
