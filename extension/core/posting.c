/*-------------------------------------------------------------------------
 *
 * posting.c
 *	  Blocks of postings, blocks of positions, and short lists.
 *
 * extension/core/posting.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/posting.h"

#include "core/bits.h"
#include "core/varint.h"

#define WIDTH_MAX	32

/* Of the header of a block: two widths. */
#define HEADER		2

/* Numbers whose place in a block of positions is known begin every so many. */
#define GROUP		8

/* The width of the widest of n numbers. */
static unsigned
widest(const uint32_t *values, size_t n)
{
	uint32_t	all = 0;

	for (size_t i = 0; i < n; i++)
		all |= values[i];
	return wic_bits_width(all);
}

size_t
wic_block_encode(uint8_t *out, const WicBlock *block, uint32_t base)
{
	size_t		n = (size_t) block->n;
	uint32_t	gaps[WIC_BLOCK_SIZE];
	uint32_t	tfs[WIC_BLOCK_SIZE];
	size_t		size = HEADER;

	for (size_t i = 0; i < n; i++)
	{
		gaps[i] = block->docs[i] - base;
		base = block->docs[i] + 1;
		tfs[i] = block->tfs[i] - 1;
	}
	out[0] = (uint8_t) widest(gaps, n);
	out[1] = (uint8_t) widest(tfs, n);
	wic_bits_pack(out + size, gaps, n, out[0]);
	size += wic_bits_size(n, out[0]);
	wic_bits_pack(out + size, tfs, n, out[1]);
	return size + wic_bits_size(n, out[1]);
}

/* Can the block be one of n postings? */
static bool
is_block(const uint8_t *in, size_t len, int n)
{
	return n >= 1 && n <= WIC_BLOCK_SIZE && len >= HEADER &&
		in[0] <= WIDTH_MAX && in[1] <= WIDTH_MAX &&
		len - HEADER >= wic_bits_size((size_t) n, in[0]) +
		wic_bits_size((size_t) n, in[1]);
}

bool
wic_block_decode_docs(const uint8_t *in, size_t len, int n, uint32_t base,
					  uint32_t *docs)
{
	uint64_t	sum = base;

	if (!is_block(in, len, n))
		return false;

	/* The block's length is at most 2^11, so the sum does not overflow. */
	wic_bits_unpack(in + HEADER, len - HEADER, 0, (size_t) n, in[0], docs);
	for (uint32_t i = 0; i < (uint32_t) n; i++)
	{
		sum += docs[i];
		docs[i] = (uint32_t) sum + i;
	}

	/* The last document is the greatest. */
	return sum + (uint32_t) n - 1 < WIC_NO_DOCUMENT;
}

bool
wic_block_decode_tfs(const uint8_t *in, size_t len, int n, uint32_t *tfs)
{
	size_t		gaps;
	bool		is_good = true;

	if (!is_block(in, len, n))
		return false;

	gaps = wic_bits_size((size_t) n, in[0]);
	wic_bits_unpack(in + HEADER + gaps, len - HEADER - gaps, 0, (size_t) n,
					in[1], tfs);
	for (int i = 0; i < n; i++)
		is_good &= ++tfs[i] != 0;
	return is_good;
}

size_t
wic_positions_encode(uint8_t *out, uint32_t *positions, const uint32_t *tfs,
					 int n)
{
	size_t		total = 0;

	for (int i = 0; i < n; i++)
	{
		uint32_t   *p = positions + total;

		for (uint32_t j = tfs[i] - 1; j > 0; j--)
			p[j] -= p[j - 1];
		total += tfs[i];
	}
	out[0] = (uint8_t) widest(positions, total);
	wic_bits_pack(out + 1, positions, total, out[0]);
	return 1 + wic_bits_size(total, out[0]);
}

bool
wic_positions_range(uint8_t width, uint64_t before, uint32_t tf,
					WicPositionRange *range)
{
	uint64_t	skip = before % GROUP;

	/* No block has more before a posting. */
	if (width > WIDTH_MAX || before > (uint64_t) WIC_BLOCK_SIZE << 32)
		return false;

	range->skip = (size_t) skip;
	range->offset = (size_t) (1 + before / GROUP * width);
	range->length = (size_t) (((skip + tf) * width + 7) / 8);
	return true;
}

bool
wic_positions_decode(const uint8_t *in, size_t len, uint8_t width,
					 const WicPositionRange *range, uint32_t tf,
					 uint32_t *positions)
{
	uint64_t	skip = range->skip;
	uint64_t	sum = 0;

	if (width > WIDTH_MAX || skip >= GROUP ||
		(uint64_t) len * 8 < (skip + tf) * width)
		return false;

	wic_bits_unpack(in, len, skip, tf, width, positions);
	for (uint32_t i = 0; i < tf; i++)
	{
		sum += positions[i];
		positions[i] = (uint32_t) sum;
	}
	return sum <= UINT32_MAX;
}

/* How many bytes a number takes. */
static size_t
varint_size(uint32_t value)
{
	uint8_t		bytes[WIC_VARINT_MAX];

	return wic_varint_put(bytes, value);
}

/* Does a posting fit into so many bytes? */
static bool
fits(size_t room, uint32_t gap, uint32_t tf, const uint32_t *positions)
{
	uint32_t	last = 0;
	size_t		size = varint_size(gap) + varint_size(tf);

	for (uint32_t i = 0; i < tf && size <= room; i++)
	{
		size += varint_size(positions[i] - last);
		last = positions[i];
	}
	return size <= room;
}

bool
wic_short_append(uint8_t *buf, size_t size, size_t *len, uint32_t base,
				 uint32_t doc, uint32_t tf, const uint32_t *positions)
{
	if (!fits(size - *len, doc - base, tf, positions))
		return false;

	*len += wic_varint_put(buf + *len, doc - base);
	*len += wic_varint_put(buf + *len, tf);
	*len += wic_varint_put_ascending(buf + *len, positions, tf);
	return true;
}

bool
wic_short_next(const uint8_t *buf, size_t len, size_t *at, uint32_t base,
			   uint32_t *doc, uint32_t *tf, size_t *positions_at)
{
	const uint8_t *end = buf + len;
	const uint8_t *p = buf + *at;
	uint64_t	gap;
	uint64_t	number;
	size_t		gap_size = wic_varint_get(p, end, &gap);
	size_t		number_size;

	if (gap_size == 0 || gap >= WIC_NO_DOCUMENT - base)
		return false;
	p += gap_size;
	number_size = wic_varint_get_upto(p, end, UINT32_MAX, &number);
	if (number_size == 0 || number == 0)
		return false;
	p += number_size;

	*doc = base + (uint32_t) gap;
	*tf = (uint32_t) number;
	*positions_at = (size_t) (p - buf);
	p = wic_varint_skip(p, end, number);
	if (p == NULL)
		return false;
	*at = (size_t) (p - buf);
	return true;
}

bool
wic_short_positions(const uint8_t *buf, size_t len, size_t at, uint32_t tf,
					uint32_t *positions)
{
	return at <= len &&
		wic_varint_get_ascending(buf + at, buf + len, tf, positions);
}
