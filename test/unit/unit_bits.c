/*-------------------------------------------------------------------------
 *
 * unit_bits.c
 *	  Tests of packed numbers, and of numbers of varying length.
 *
 * Every buffer is allocated with exactly its size, so that the address
 * sanitizer sees what is read beyond it.
 *
 * test/unit/unit_bits.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/bits.h"

#include <stdlib.h>

#include "core/varint.h"

#include "tap.h"

#define N	150

/* Numbers of a width: the greatest, 0, and some between. */
static void
make_numbers(uint32_t *values, unsigned width)
{
	uint32_t	max = (uint32_t) ((UINT64_C(1) << width) - 1);
	uint32_t	state = 1;

	for (size_t i = 0; i < N; i++)
	{
		state = state * UINT32_C(1664525) + UINT32_C(1013904223);
		values[i] = i % 7 == 0 ? max : i % 11 == 0 ? 0 : state >> 3 & max;
	}
}

/* Is each piece read as it was written, with `more` bytes behind it? */
static bool
pieces_are_read(unsigned width, size_t n, size_t more)
{
	uint32_t	values[N];
	uint32_t	read[N];
	size_t		size = wic_bits_size(n, width);
	uint8_t    *bytes = calloc(size + more + 1, 1);
	uint8_t    *exact = malloc(size + more);
	bool		same = true;

	make_numbers(values, width);
	bytes[size] = 0xA5;
	wic_bits_pack(bytes, values, n, width);
	same = bytes[size] == 0xA5;
	memcpy(exact, bytes, size + more);
	for (size_t first = 0; first <= n && first <= 20; first++)
	{
		memset(read, 0xFF, sizeof(read));
		wic_bits_unpack(exact, size + more, first, n - first, width, read);
		same &= memcmp(read, values + first,
					   (n - first) * sizeof(*read)) == 0;
		same &= read[n - first] == UINT32_MAX;
	}
	free(bytes);
	free(exact);
	return same;
}

static bool
lengths_are_read(unsigned width)
{
	for (size_t n = 0; n < N; n++)
		for (size_t more = 0; more <= 9; more += 3)
			if (!pieces_are_read(width, n, more))
				return false;
	return true;
}

static void
test_bits(void)
{
	const uint32_t values[] = {1, 2, 3, 4, 5};
	uint8_t		bytes[2];
	bool		same = true;

	ok(wic_bits_width(0) == 0 && wic_bits_width(1) == 1 &&
	   wic_bits_width(2) == 2 && wic_bits_width(255) == 8 &&
	   wic_bits_width(256) == 9 && wic_bits_width(UINT32_MAX) == 32, "width");
	ok(wic_bits_size(5, 3) == 2 && wic_bits_size(8, 3) == 3 &&
	   wic_bits_size(9, 0) == 0, "size");

	/* 5 4 3 2 1 from the highest bit down: 101 100 011 010 001 */
	wic_bits_pack(bytes, values, 5, 3);
	ok(bytes[0] == 0xD1 && bytes[1] == 0x58, "the lowest bit comes first");
	for (unsigned width = 0; width <= 32; width++)
		same &= lengths_are_read(width);
	ok(same, "of every width and number, every piece is read");
}

static bool
varint_is(uint64_t value, size_t size)
{
	uint8_t		bytes[WIC_VARINT_MAX];
	uint64_t	read = 0;

	return wic_varint_put(bytes, value) == size &&
		wic_varint_get(bytes, bytes + size, &read) == size && read == value &&
		wic_varint_get(bytes, bytes + size - 1, &read) == 0 &&
		wic_varint_get_upto(bytes, bytes + size, value, &read) == size &&
		(value == 0 ||
		 wic_varint_get_upto(bytes, bytes + size, value - 1, &read) == 0);
}

static void
test_varint(void)
{
	const uint8_t long_zero[] = {0x80, 0x00};
	const uint8_t large[] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	0xFF, 0xFF, 0xFF, 0xFF, 0x02};
	uint64_t	value;
	bool		same = true;

	for (unsigned bits = 1; bits <= 64; bits++)
		same &= varint_is(UINT64_MAX >> (64 - bits), (bits + 6) / 7);
	ok(same && varint_is(0, 1) && varint_is(300, 2), "numbers, and their size");
	ok(wic_varint_get(long_zero, long_zero + 2, &value) == 2 && value == 0,
	   "more bytes than are needed");
	ok(wic_varint_get(large, large + 10, &value) == 0, "more than 64 bits");
}

static void
test_ascending(void)
{
	const uint32_t values[] = {5, 5, 305, UINT32_MAX};
	const uint8_t beyond[] = {0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F};
	uint8_t		bytes[20];
	uint32_t	read[4];
	size_t		size = wic_varint_put_ascending(bytes, values, 4);

	ok(size == 9 && memcmp(bytes, "\x05\x00\xAC\x02", 4) == 0, "differences");
	ok(wic_varint_get_ascending(bytes, bytes + size, 4, read) &&
	   memcmp(read, values, sizeof(read)) == 0, "and read");
	ok(!wic_varint_get_ascending(bytes, bytes + size - 1, 4, read),
	   "the end is missing");
	ok(!wic_varint_get_ascending(beyond, beyond + 6, 2, read),
	   "a sum of more than 32 bits");
	ok(wic_varint_skip(bytes, bytes + size, 4) == bytes + size &&
	   wic_varint_skip(bytes, bytes + size, 3) == bytes + 4 &&
	   wic_varint_skip(bytes, bytes, 0) == bytes, "skipped");
	ok(wic_varint_skip(bytes, bytes + size, 5) == NULL &&
	   wic_varint_skip(bytes, bytes + size - 1, 4) == NULL,
	   "fewer than are to be skipped");
}

int
main(void)
{
	test_bits();
	test_varint();
	test_ascending();
	return done();
}
