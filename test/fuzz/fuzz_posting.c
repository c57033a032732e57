/*-------------------------------------------------------------------------
 *
 * fuzz_posting.c
 *	  Any bytes are read as postings without harm; what is written is read.
 *
 * The bytes are taken for a block, for positions and for a short list.  What
 * is read of a block ascends and is within its limits.  Then they are made
 * numbers, of which postings are written and read.
 *
 * test/fuzz/fuzz_posting.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/posting.h"

#include <stdlib.h>
#include <string.h>

/* Postings of this many occurrences at most are made. */
#define TF_MAX		40

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

/* ---- any bytes ---- */

static void
read_block(const uint8_t *data, size_t size, int n, uint32_t base)
{
	WicBlock	block;

	if (wic_block_decode_docs(data, size, n, base, block.docs))
		for (int i = 0; i < n; i++)
		{
			require(block.docs[i] >= base &&
					block.docs[i] < WIC_NO_DOCUMENT);
			base = block.docs[i] + 1;
		}
	if (wic_block_decode_tfs(data, size, n, block.tfs))
		for (int i = 0; i < n; i++)
			require(block.tfs[i] >= 1);
}

static void
read_positions(const uint8_t *data, size_t size, uint8_t width,
			   uint64_t before, uint32_t tf)
{
	WicPositionRange range;
	uint32_t   *positions;
	uint8_t    *exact;

	if (!wic_positions_range(width, before, tf, &range) ||
		range.offset > size || range.length > size - range.offset)
		return;
	positions = malloc(sizeof(*positions) * tf + 1);
	exact = malloc(range.length + 1);
	memcpy(exact + 1, data + range.offset, range.length);
	if (wic_positions_decode(exact + 1, range.length, width, &range, tf,
							 positions))
		for (uint32_t i = 1; i < tf; i++)
			require(positions[i - 1] <= positions[i]);
	free(exact);
	free(positions);
}

static void
read_short(const uint8_t *data, size_t size)
{
	size_t		at = 0;
	size_t		last = 0;
	uint32_t	base = 0;
	uint32_t	doc;
	uint32_t	tf;
	size_t		positions_at;

	while (wic_short_next(data, size, &at, base, &doc, &tf, &positions_at))
	{
		uint32_t   *positions;

		require(at > last && at <= size && positions_at + tf <= at);
		require(doc >= base && doc < WIC_NO_DOCUMENT && tf >= 1);
		positions = malloc(sizeof(*positions) * tf);
		if (wic_short_positions(data, size, positions_at, tf, positions))
			for (uint32_t i = 1; i < tf; i++)
				require(positions[i - 1] <= positions[i]);
		free(positions);
		base = doc + 1;
		last = at;
	}
}

/* ---- what is made of them ---- */

typedef struct Input
{
	const uint8_t *p;
	const uint8_t *end;
} Input;

static uint32_t
byte(Input *input)
{
	return input->p < input->end ? *input->p++ : 0;
}

/* A number of any width. */
static uint32_t
number(Input *input)
{
	unsigned	width = byte(input) % 33;
	uint32_t	value = 0;

	for (unsigned bits = 0; bits < width; bits += 8)
		value = value << 8 | byte(input);
	return (uint32_t) (value & ((UINT64_C(1) << width) - 1));
}

/* The sum, or as much of it as there may be. */
static uint32_t
add(uint32_t a, uint32_t b, uint32_t max)
{
	return b > max - a ? max : a + b;
}

typedef struct Postings
{
	WicBlock	block;
	uint32_t	base;
	uint32_t	positions[WIC_BLOCK_SIZE * TF_MAX];
	size_t		total;
} Postings;

static void
make_postings(Postings *postings, Input *input)
{
	uint32_t	base = number(input);
	int			n = 0;

	postings->base = base;
	postings->total = 0;
	while (n < WIC_BLOCK_SIZE && base < WIC_NO_DOCUMENT &&
		   (n == 0 || input->p < input->end))
	{
		uint32_t	tf = byte(input) % TF_MAX + 1;
		uint32_t	last = 0;

		postings->block.docs[n] = add(base, number(input),
									  WIC_NO_DOCUMENT - 1);
		base = postings->block.docs[n] + 1;
		for (uint32_t i = 0; i < tf; i++)
		{
			last = add(last, number(input), UINT32_MAX);
			postings->positions[postings->total++] = last;
		}
		postings->block.tfs[n++] = tf;
	}
	postings->block.n = n;
}

static void
require_block(const Postings *postings)
{
	size_t		n = (size_t) postings->block.n;
	uint8_t    *bytes = malloc(WIC_BLOCK_BYTES);
	size_t		size = wic_block_encode(bytes, &postings->block,
										postings->base);
	WicBlock	read;

	bytes = realloc(bytes, size);
	require(wic_block_decode_docs(bytes, size, postings->block.n,
								  postings->base, read.docs));
	require(wic_block_decode_tfs(bytes, size, postings->block.n, read.tfs));
	require(memcmp(read.docs, postings->block.docs, n * sizeof(uint32_t)) == 0);
	require(memcmp(read.tfs, postings->block.tfs, n * sizeof(uint32_t)) == 0);
	require(!wic_block_decode_docs(bytes, size - 1, postings->block.n,
								   postings->base, read.docs));
	free(bytes);
}

static void
require_positions(const Postings *postings)
{
	size_t		array = postings->total * sizeof(uint32_t);
	uint32_t   *stored = malloc(array + 1);
	uint8_t    *bytes = malloc(wic_positions_bound(postings->total));
	uint64_t	before = 0;
	size_t		size;

	memcpy(stored, postings->positions, array);
	size = wic_positions_encode(bytes, stored, postings->block.tfs,
								postings->block.n);
	require(size <= wic_positions_bound(postings->total));
	for (int i = 0; i < postings->block.n; i++)
	{
		uint32_t	tf = postings->block.tfs[i];
		uint32_t	read[TF_MAX];
		WicPositionRange range;
		uint8_t    *exact;

		require(wic_positions_range(bytes[0], before, tf, &range));
		require(range.offset + range.length <= size);
		exact = malloc(range.length + (range.length == 0));
		memcpy(exact, bytes + range.offset, range.length);
		require(wic_positions_decode(exact, range.length, bytes[0], &range,
									 tf, read));
		require(memcmp(read, postings->positions + before,
					   tf * sizeof(uint32_t)) == 0);
		free(exact);
		before += tf;
	}
	free(bytes);
	free(stored);
}

/* As many as fit are written, and read. */
static void
require_short(const Postings *postings, size_t size)
{
	const WicBlock *block = &postings->block;
	const uint32_t *positions = postings->positions;
	uint8_t    *buf = malloc(size + 1);
	uint32_t	base = postings->base;
	size_t		len = 0;
	size_t		at = 0;
	int			n = 0;

	buf[size] = 0xA5;
	while (n < block->n &&
		   wic_short_append(buf, size, &len, base, block->docs[n],
							block->tfs[n], positions))
	{
		positions += block->tfs[n];
		base = block->docs[n++] + 1;
	}
	require(len <= size && buf[size] == 0xA5);

	base = postings->base;
	positions = postings->positions;
	for (int i = 0; i < n; i++)
	{
		uint32_t	doc;
		uint32_t	tf;
		size_t		positions_at;
		uint32_t	read[TF_MAX];

		require(wic_short_next(buf, len, &at, base, &doc, &tf,
							   &positions_at));
		require(doc == block->docs[i] && tf == block->tfs[i]);
		require(wic_short_positions(buf, at, positions_at, tf, read));
		require(memcmp(read, positions, tf * sizeof(uint32_t)) == 0);
		positions += tf;
		base = doc + 1;
	}
	require(at == len);
	free(buf);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input		input = {data, data + size};
	int			n = (int) (byte(&input) % (WIC_BLOCK_SIZE + 2));
	uint32_t	base = number(&input);
	uint8_t		width = (uint8_t) (byte(&input) % 35);
	uint32_t	before = byte(&input);
	uint32_t	tf = number(&input) % 5000;
	size_t		left = (size_t) (input.end - input.p);
	static Postings postings;

	read_block(input.p, left, n, base);
	read_positions(input.p, left, width, before, tf);
	read_positions(input.p, left, width, (uint64_t) before << 32 | base, tf);
	read_short(input.p, left);

	make_postings(&postings, &input);
	if (postings.block.n == 0)
		return 0;
	require_block(&postings);
	require_positions(&postings);
	require_short(&postings, size);
	require_short(&postings, 10 * postings.total + 1000);
	return 0;
}
