/*-------------------------------------------------------------------------
 *
 * unit_posting.c
 *	  Tests of blocks of postings, of positions, and of short lists.
 *
 * What is read stands in memory of exactly its size, so that the address
 * sanitizer sees what is read beyond it.
 *
 * test/unit/unit_posting.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/posting.h"

#include <stdlib.h>

#include "tap.h"

/* The longest block of positions of these tests. */
#define TOTAL_MAX	40000

static uint32_t state = 1;

/* A number below limit. */
static uint32_t
number(uint32_t limit)
{
	state = state * UINT32_C(1664525) + UINT32_C(1013904223);
	return (uint32_t) ((uint64_t) state * limit >> 32);
}

static uint8_t *
copy_of(const uint8_t *bytes, size_t size)
{
	uint8_t    *copy = malloc(size + (size == 0));

	memcpy(copy, bytes, size);
	return copy;
}

/* ---- blocks ---- */

static bool
block_is_read(const WicBlock *block, uint32_t base)
{
	uint8_t		bytes[WIC_BLOCK_BYTES];
	size_t		size = wic_block_encode(bytes, block, base);
	uint8_t    *exact = copy_of(bytes, size);
	size_t		n = (size_t) block->n;
	uint32_t	docs[WIC_BLOCK_SIZE];
	uint32_t	tfs[WIC_BLOCK_SIZE];
	bool		same = size <= WIC_BLOCK_BYTES &&
	wic_block_decode_docs(exact, size, block->n, base, docs) &&
	wic_block_decode_tfs(exact, size, block->n, tfs) &&
	memcmp(docs, block->docs, n * sizeof(*docs)) == 0 &&
	memcmp(tfs, block->tfs, n * sizeof(*tfs)) == 0 &&
	!wic_block_decode_docs(exact, size - 1, block->n, base, docs) &&
	!wic_block_decode_tfs(exact, size - 1, block->n, tfs);

	free(exact);
	return same;
}

/* n documents with gaps and tfs up to some number. */
static void
make_block(WicBlock *block, int n, uint32_t base, uint32_t gap, uint32_t tf)
{
	block->n = n;
	for (int i = 0; i < n; i++)
	{
		block->docs[i] = base + number(gap);
		base = block->docs[i] + 1;
		block->tfs[i] = number(tf) + 1;
	}
}

static bool
blocks_are_read(uint32_t base, uint32_t gap, uint32_t tf)
{
	WicBlock	block;

	for (int n = 1; n <= WIC_BLOCK_SIZE; n++)
	{
		make_block(&block, n, base, gap, tf);
		if (!block_is_read(&block, base))
			return false;
	}
	return true;
}

static void
test_block(void)
{
	WicBlock	block = {3, {5, 6, 9}, {1, 1, 4}};
	uint8_t		bytes[WIC_BLOCK_BYTES];

	/* gaps - 1: 5 0 2 in 3 bits, 010 000 101; tfs - 1: 0 0 3 in 2 bits */
	ok(wic_block_encode(bytes, &block, 0) == 5 &&
	   memcmp(bytes, "\x03\x02\x85\x00\x30", 5) == 0, "a block of three");
	ok(blocks_are_read(0, 1, 1), "all documents, once");
	ok(blocks_are_read(7, 2, 3), "dense");
	ok(blocks_are_read(100000, 1000, 300000), "sparse, with great tfs");
	ok(blocks_are_read(1, UINT32_MAX / 130, UINT32_MAX), "very sparse");

	block = (WicBlock) {2, {0, WIC_NO_DOCUMENT - 1}, {UINT32_MAX, 1}};
	ok(block_is_read(&block, 0), "the first and the last document");
	block = (WicBlock) {1, {WIC_NO_DOCUMENT - 1}, {1}};
	ok(block_is_read(&block, WIC_NO_DOCUMENT - 1) && block_is_read(&block, 0),
	   "the last document alone");
}

static bool
is_refused(const char *bytes, size_t size, int n, uint32_t base)
{
	uint8_t    *exact = copy_of((const uint8_t *) bytes, size);
	uint32_t	numbers[WIC_BLOCK_SIZE];
	bool		refused = !wic_block_decode_docs(exact, size, n, base,
												 numbers);

	free(exact);
	return refused;
}

static void
test_damaged_block(void)
{
	uint32_t	tfs[WIC_BLOCK_SIZE];

	ok(is_refused("", 0, 1, 0) && is_refused("\0", 1, 1, 0), "no header");
	ok(!is_refused("\0\0", 2, 1, 0) && !is_refused("\0\0", 2, 128, 0),
	   "no byte but the header");
	ok(is_refused("\0\0", 2, 0, 0) && is_refused("\0\0", 2, 129, 0) &&
	   is_refused("\0\0", 2, -1, 0), "a number of postings that cannot be");
	ok(is_refused("\x21\0\0\0\0\0\0\0", 8, 1, 0) &&
	   is_refused("\0\x21\0\0\0\0\0\0", 8, 1, 0), "33 bits");
	ok(is_refused("\x20\0\xFF\xFF\xFF\xFF", 6, 1, 0) &&
	   !is_refused("\x20\0\xFE\xFF\xFF\xFF", 6, 1, 0) &&
	   is_refused("\x20\0\xFE\xFF\xFF\xFF", 6, 1, 1),
	   "a document that cannot be");
	ok(is_refused("\0\0", 2, 1, WIC_NO_DOCUMENT) &&
	   !is_refused("\0\0", 2, 1, WIC_NO_DOCUMENT - 1) &&
	   is_refused("\0\0", 2, 2, WIC_NO_DOCUMENT - 1),
	   "documents beyond the last");
	ok(is_refused("\x20\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 10, 2, 0),
	   "documents do not wrap around");
	ok(!wic_block_decode_tfs((const uint8_t *) "\0\x20\xFF\xFF\xFF\xFF", 6, 1,
							 tfs), "a tf that does not fit");
}

/* ---- positions ---- */

static size_t
make_positions(uint32_t *positions, const uint32_t *tfs, int n, uint32_t step)
{
	size_t		total = 0;

	for (int i = 0; i < n; i++)
	{
		uint32_t	last = number(step);

		for (uint32_t j = 0; j < tfs[i]; j++)
		{
			positions[total++] = last;
			if (UINT32_MAX - last > step)
				last += number(step);
		}
	}
	return total;
}

/* Are the positions of each posting read from its range alone? */
static bool
positions_are_read(const uint32_t *tfs, int n, uint32_t step)
{
	static uint32_t positions[TOTAL_MAX];
	static uint32_t stored[TOTAL_MAX];
	static uint32_t read[TOTAL_MAX];
	size_t		total = make_positions(positions, tfs, n, step);
	uint8_t    *bytes = malloc(wic_positions_bound(total));
	uint64_t	before = 0;
	size_t		size;
	bool		same = true;

	memcpy(stored, positions, total * sizeof(*stored));
	size = wic_positions_encode(bytes, stored, tfs, n);
	same = size <= wic_positions_bound(total);
	for (int i = 0; i < n; before += tfs[i++])
	{
		WicPositionRange range;
		uint8_t    *exact;

		same &= wic_positions_range(bytes[0], before, tfs[i], &range) &&
			range.offset + range.length <= size;
		if (!same)
			break;
		exact = copy_of(bytes + range.offset, range.length);
		same &= wic_positions_decode(exact, range.length, bytes[0], &range,
									 tfs[i], read) &&
			memcmp(read, positions + before, tfs[i] * sizeof(*read)) == 0;
		if (range.length > 0)
			same &= !wic_positions_decode(exact, range.length - 1, bytes[0],
										  &range, tfs[i], read);
		free(exact);
	}
	free(bytes);
	return same;
}

static bool
all_positions_are_read(uint32_t tf, uint32_t step)
{
	uint32_t	tfs[WIC_BLOCK_SIZE];

	for (int n = 1; n <= WIC_BLOCK_SIZE; n++)
	{
		for (int i = 0; i < n; i++)
			tfs[i] = number(tf) + 1;
		if (!positions_are_read(tfs, n, step))
			return false;
	}
	return true;
}

static void
test_positions(void)
{
	const uint32_t one[] = {1, 3};
	const uint32_t many[] = {1, 30000, 2};
	uint32_t	positions[] = {7, 2, 2, 5};
	uint8_t		bytes[20];

	/* 7; 2 0 3 in 3 bits: 011 000 010 111 */
	ok(wic_positions_encode(bytes, positions, one, 2) == 3 &&
	   memcmp(bytes, "\x03\x17\x06", 3) == 0, "two postings");
	ok(all_positions_are_read(1, 1000), "each once");
	ok(all_positions_are_read(12, 100), "several times");
	ok(all_positions_are_read(5, 1), "always at position 0");
	ok(all_positions_are_read(3, UINT32_MAX / 4), "far apart");
	ok(positions_are_read(many, 3, 20), "thirty thousand times");
	ok(positions_are_read(many, 3, UINT32_MAX), "the last positions");
}

static void
test_damaged_positions(void)
{
	uint8_t		bytes[16];
	uint32_t	positions[3];
	WicPositionRange range;

	ok(!wic_positions_range(33, 0, 1, &range) &&
	   wic_positions_range(32, 0, 1, &range), "33 bits");
	ok(!wic_positions_range(1, UINT64_MAX, 1, &range) &&
	   !wic_positions_range(32, UINT64_C(1) << 60, 1, &range),
	   "more before than a block holds");
	ok(wic_positions_range(32, (uint64_t) 127 * UINT32_MAX, UINT32_MAX,
						   &range) &&
	   range.offset + range.length == 1 + (uint64_t) 128 * UINT32_MAX * 4,
	   "as many as a block can hold");

	memset(bytes, 0xFF, sizeof(bytes));
	wic_positions_range(32, 0, 2, &range);
	ok(!wic_positions_decode(bytes, 8, 32, &range, 2, positions),
	   "positions do not wrap around");
	ok(wic_positions_decode(bytes, 4, 32, &range, 1, positions) &&
	   positions[0] == UINT32_MAX, "the last position");
	ok(!wic_positions_decode(bytes, 16, 33, &range, 1, positions),
	   "33 bits to read");
	range.skip = 8;
	ok(!wic_positions_decode(bytes, 16, 1, &range, 1, positions),
	   "a range that is none");
}

/* ---- short lists ---- */

#define SHORT_SIZE	200

typedef struct Posting
{
	uint32_t	doc;
	uint32_t	tf;
	uint32_t	positions[4];
} Posting;

static const Posting postings[] = {
	{0, 1, {0}},
	{1, 2, {1, 1}},
	{300, 3, {5, 500, 50000}},
	{301, 1, {UINT32_MAX}},
	{WIC_NO_DOCUMENT - 1, 4, {0, 1, UINT32_MAX, UINT32_MAX}},
};

#define NPOSTINGS	((int) (sizeof(postings) / sizeof(postings[0])))

/* What the postings take, if that is at most size. */
static size_t
make_short(uint8_t *buf, size_t size, int n)
{
	size_t		len = 0;
	uint32_t	base = 0;

	for (int i = 0; i < n; i++)
	{
		const Posting *posting = &postings[i];

		if (!wic_short_append(buf, size, &len, base, posting->doc,
							  posting->tf, posting->positions))
			return 0;
		base = posting->doc + 1;
	}
	return len;
}

/* How many postings are read until something is wrong, or the end. */
static int
read_short(const uint8_t *buf, size_t len)
{
	size_t		at = 0;
	size_t		positions_at;
	uint32_t	base = 0;
	int			n = 0;
	Posting		read;

	while (wic_short_next(buf, len, &at, base, &read.doc, &read.tf,
						  &positions_at))
	{
		if (n == NPOSTINGS || read.doc != postings[n].doc ||
			read.tf != postings[n].tf ||
			!wic_short_positions(buf, len, positions_at, read.tf,
								 read.positions) ||
			memcmp(read.positions, postings[n].positions,
				   read.tf * sizeof(uint32_t)) != 0)
			return -1;
		base = read.doc + 1;
		n++;
	}
	return n;
}

/* With every size of the buffer, is what fits written, and nothing else? */
static bool
sizes_are_kept(size_t needed)
{
	for (size_t size = 0; size <= needed; size++)
	{
		uint8_t    *buf = malloc(size + (size == 0));
		size_t		len = make_short(buf, size, NPOSTINGS);

		free(buf);
		if (len != (size == needed ? needed : 0))
			return false;
	}
	return true;
}

/* Of a list that is cut, are only the postings read that are there? */
static bool
cuts_are_seen(const uint8_t *buf, size_t len)
{
	int			last = 0;

	for (size_t size = 0; size < len; size++)
	{
		uint8_t    *exact = copy_of(buf, size);
		int			n = read_short(exact, size);

		free(exact);
		if (n < last || n >= NPOSTINGS)
			return false;
		last = n;
	}
	return last == NPOSTINGS - 1;
}

static bool
short_is_refused(const char *bytes, size_t size, uint32_t base)
{
	uint8_t    *exact = copy_of((const uint8_t *) bytes, size);
	size_t		at = 0;
	size_t		positions_at;
	uint32_t	doc;
	uint32_t	tf;
	bool		refused = !wic_short_next(exact, size, &at, base, &doc, &tf,
										  &positions_at);

	free(exact);
	return refused && at == 0;
}

static void
test_short(void)
{
	uint8_t		buf[SHORT_SIZE];
	size_t		len = make_short(buf, SHORT_SIZE, NPOSTINGS);
	size_t		two = make_short(buf, SHORT_SIZE, 2);
	uint32_t	positions[2];

	ok(two == 7 && memcmp(buf, "\0\1\0\0\2\1\0", 7) == 0, "two postings");
	ok(make_short(buf, SHORT_SIZE, NPOSTINGS) == len && len > two &&
	   read_short(buf, len) == NPOSTINGS, "all of them are read");
	ok(sizes_are_kept(len), "what does not fit is not written");
	ok(cuts_are_seen(buf, len), "what is missing is not read");
	ok(short_is_refused("\0\0\0", 3, 0), "tf 0");
	ok(short_is_refused("\0\1\0", 3, WIC_NO_DOCUMENT) &&
	   short_is_refused("\1\1\0", 3, WIC_NO_DOCUMENT - 1) &&
	   !short_is_refused("\0\1\0", 3, WIC_NO_DOCUMENT - 1),
	   "documents beyond the last");
	ok(short_is_refused("\0\x80\x80\x80\x80\x10\0", 7, 0), "tf 2^32");
	ok(!wic_short_positions((const uint8_t *) "\1\xFF\xFF\xFF\xFF\x0F", 6, 0,
							2, positions), "positions do not wrap around");
	ok(!wic_short_positions(buf, 3, 4, 1, positions), "beyond the list");
}

int
main(void)
{
	test_block();
	test_damaged_block();
	test_positions();
	test_damaged_positions();
	test_short();
	return done();
}
