/*-------------------------------------------------------------------------
 *
 * vector.h
 *	  A document by itself: its lexemes in order, with their positions.
 *
 *	  {varint length} {varint nlexemes} then for each lexeme
 *	  {varint shared} {varint rest} {bytes} {varint tf} {varint positions ...}
 *
 * The length is the number of lexemes with repetitions.  Keys are in the order
 * of node.h, each stored without what it shares with the one before;
 * positions do not descend, and are stored as differences.
 *
 * What is read may be damaged: then wic_vector_next() says so, and nothing
 * beyond the vector is looked at.  Nothing may follow the last entry.
 *
 * extension/core/vector.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_VECTOR_H
#define WIC_VECTOR_H

#include "core/node.h"

/* How many bytes an entry takes at most. */
static inline size_t
wic_vector_entry_bound(size_t key_len, uint64_t tf)
{
	return key_len + 3 * 10 + 5 * (size_t) tf;
}

#define WIC_VECTOR_HEADER_MAX	20

/* Write the header; returns its size. */
extern size_t wic_vector_begin(uint8_t *out, uint64_t length,
							   uint64_t nlexemes);

/*
 * Write an entry; previous is the key before (length 0 for the first).
 * Returns its size.
 */
extern size_t wic_vector_add(uint8_t *out,
							 const uint8_t *previous, size_t previous_len,
							 const uint8_t *key, size_t key_len,
							 uint32_t tf, const uint32_t *positions);

typedef struct WicVectorReader
{
	const uint8_t *p;
	const uint8_t *end;
	uint64_t	length;
	uint64_t	nlexemes;		/* that are still to be read */
	uint8_t		key[WIC_NODE_KEY_MAX];
	size_t		key_len;
	uint32_t	tf;
	const uint8_t *positions;	/* of this entry; see below */
	const uint8_t *positions_end;
} WicVectorReader;

/*
 * False if the header is damaged.  There are no more lexemes, and no more
 * positions of an entry that was read, than the vector has bytes.
 */
extern bool wic_vector_open(WicVectorReader *reader, const uint8_t *vector,
							size_t len);

/* The next entry; keys that are not in order are damage. */
extern WicNodeStep wic_vector_next(WicVectorReader *reader);

/* The tf positions of the entry that was read. */
extern bool wic_vector_positions(const WicVectorReader *reader,
								 uint32_t *positions);

#endif							/* WIC_VECTOR_H */
