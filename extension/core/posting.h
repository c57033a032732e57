/*-------------------------------------------------------------------------
 *
 * posting.h
 *	  Blocks of postings, blocks of positions, and short lists.
 *
 * A posting says that a document has a lexeme, and how often; its positions
 * say where.  The postings of a lexeme are cut into blocks of 128; the last
 * one may be shorter.  The positions of a block's postings are stored apart,
 * as ranking does not need them.
 *
 *	  block		{gap width, tf width, gaps - 1, tfs - 1}
 *	  positions	{width, for each posting: the first, then the differences}
 *	  short		{for each posting: gap - 1, tf, the first, the differences}
 *
 * Positions of one posting must not descend.  What is read may be damaged:
 * then the functions return false, and never look beyond len bytes.
 *
 * extension/core/posting.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_POSTING_H
#define WIC_POSTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WIC_BLOCK_SIZE		128

/* Documents are numbered below this; it ends a list. */
#define WIC_NO_DOCUMENT		UINT32_MAX

/* The most bytes of an encoded block of postings. */
#define WIC_BLOCK_BYTES		(2 + 2 * 4 * WIC_BLOCK_SIZE)

typedef struct WicBlock
{
	int			n;
	uint32_t	docs[WIC_BLOCK_SIZE];	/* strictly ascending */
	uint32_t	tfs[WIC_BLOCK_SIZE];	/* at least 1 */
} WicBlock;

/*
 * base is the least document the first posting can be: 0 for the first
 * block of a list, then the last document of the block before plus 1.
 * Returns the number of bytes, at most WIC_BLOCK_BYTES.
 */
extern size_t wic_block_encode(uint8_t *out, const WicBlock *block,
							   uint32_t base);

/*
 * Documents alone, which is what most postings are read for; then the tfs, if
 * they are wanted.  n is known from elsewhere.  In a block that is read
 * without error documents ascend, are below WIC_NO_DOCUMENT, and tfs are at
 * least 1.
 */
extern bool wic_block_decode_docs(const uint8_t *in, size_t len, int n,
								  uint32_t base, uint32_t *docs);
extern bool wic_block_decode_tfs(const uint8_t *in, size_t len, int n,
								 uint32_t *tfs);

/* How many bytes the positions take at most; total is the sum of the tfs. */
static inline size_t
wic_positions_bound(uint64_t total)
{
	return 1 + 4 * (size_t) total + 1;
}

/*
 * positions holds those of the first posting, then those of the second and so
 * on, tfs[i] for each.  They are replaced by what is stored.  Returns the
 * number of bytes.
 */
extern size_t wic_positions_encode(uint8_t *out, uint32_t *positions,
								   const uint32_t *tfs, int n);

/* What has to be known to read some of the positions of a block. */
typedef struct WicPositionRange
{
	size_t		offset;			/* of the first byte that is needed */
	size_t		length;			/* how many bytes are */
	size_t		skip;			/* numbers in them that precede */
} WicPositionRange;

/*
 * Which bytes hold tf positions, before which there are `before` others in
 * the block, if its first byte (the width) is that.  False if the width is
 * damaged.
 */
extern bool wic_positions_range(uint8_t width, uint64_t before, uint32_t tf,
								WicPositionRange *range);

/*
 * Read the positions of one posting from the bytes of a range.  If the width
 * is 0 there is no byte for them, so nothing but tf says how many there are.
 */
extern bool wic_positions_decode(const uint8_t *in, size_t len,
								 uint8_t width, const WicPositionRange *range,
								 uint32_t tf, uint32_t *positions);

/* ---- lists short enough for the dictionary ---- */

/*
 * Append a posting to a short list that has *len bytes in a buffer of size
 * bytes; base as in wic_block_encode().  False, and nothing is changed, if it
 * does not fit.
 */
extern bool wic_short_append(uint8_t *buf, size_t size, size_t *len,
							 uint32_t base, uint32_t doc, uint32_t tf,
							 const uint32_t *positions);

/*
 * Read the next posting; *at is where it begins and moves on.  *positions_at
 * is where its positions begin; they take at least tf bytes.  False also at
 * the end of the list.
 */
extern bool wic_short_next(const uint8_t *buf, size_t len, size_t *at,
						   uint32_t base, uint32_t *doc, uint32_t *tf,
						   size_t *positions_at);

/* Read tf positions that begin at `at`. */
extern bool wic_short_positions(const uint8_t *buf, size_t len, size_t at,
								uint32_t tf, uint32_t *positions);

#endif							/* WIC_POSTING_H */
