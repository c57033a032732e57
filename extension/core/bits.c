/*-------------------------------------------------------------------------
 *
 * bits.c
 *	  Numbers of the same width, packed.
 *
 * Eight numbers of a width begin and end with a byte, so that where each of
 * them stands is known when this is compiled: there is a function for groups
 * of eight of each width.
 *
 * extension/core/bits.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/bits.h"

#include <string.h>

#define WIDTH_MAX	32
#define GROUP		8

/*
 * How far a function for groups may look beyond them: it reads words of eight
 * bytes, of which the first is the group's.
 */
#define SLACK		8

unsigned
wic_bits_width(uint32_t value)
{
	unsigned	width = 0;

	for (; value != 0; value >>= 1)
		width++;
	return width;
}

void
wic_bits_pack(uint8_t *out, const uint32_t *values, size_t n, unsigned width)
{
	uint64_t	bits = 0;
	unsigned	nbits = 0;

	for (size_t i = 0; i < n; i++)
	{
		bits |= (uint64_t) values[i] << nbits;
		nbits += width;
		if (nbits < 32)
			continue;
		for (int byte = 0; byte < 4; byte++)
			*out++ = (uint8_t) (bits >> 8 * byte);
		bits >>= 32;
		nbits -= 32;
	}
	for (unsigned done = 0; done < nbits; done += 8)
		*out++ = (uint8_t) (bits >> done);
}

/* Up to eight bytes, the lowest first. */
static uint64_t
load_bytes(const uint8_t *p, size_t n)
{
	uint64_t	word = 0;

	for (size_t i = 0; i < n && i < 8; i++)
		word |= (uint64_t) p[i] << 8 * i;
	return word;
}

/* The same of eight bytes; compilers make one instruction of it. */
static inline uint64_t
load_word(const uint8_t *p)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint64_t	word;

	memcpy(&word, p, sizeof(word));
	return word;
#else
	return load_bytes(p, 8);
#endif
}

/* Number i of a group. */
#define NUMBER(width, i) \
	values[i] = (uint32_t) (load_word(in + (i) * (width) / 8) >> \
							((i) * (width) % 8) & \
							((UINT64_C(1) << (width)) - 1))

#define UNPACK_GROUPS(width) \
static void \
unpack_groups_##width(const uint8_t *restrict in, size_t ngroups, \
					  uint32_t *restrict values) \
{ \
	for (; ngroups > 0; ngroups--, in += (width), values += GROUP) \
	{ \
		NUMBER(width, 0); \
		NUMBER(width, 1); \
		NUMBER(width, 2); \
		NUMBER(width, 3); \
		NUMBER(width, 4); \
		NUMBER(width, 5); \
		NUMBER(width, 6); \
		NUMBER(width, 7); \
	} \
} \
struct unpack_groups_##width	/* takes the semicolon */

UNPACK_GROUPS(1);
UNPACK_GROUPS(2);
UNPACK_GROUPS(3);
UNPACK_GROUPS(4);
UNPACK_GROUPS(5);
UNPACK_GROUPS(6);
UNPACK_GROUPS(7);
UNPACK_GROUPS(8);
UNPACK_GROUPS(9);
UNPACK_GROUPS(10);
UNPACK_GROUPS(11);
UNPACK_GROUPS(12);
UNPACK_GROUPS(13);
UNPACK_GROUPS(14);
UNPACK_GROUPS(15);
UNPACK_GROUPS(16);
UNPACK_GROUPS(17);
UNPACK_GROUPS(18);
UNPACK_GROUPS(19);
UNPACK_GROUPS(20);
UNPACK_GROUPS(21);
UNPACK_GROUPS(22);
UNPACK_GROUPS(23);
UNPACK_GROUPS(24);
UNPACK_GROUPS(25);
UNPACK_GROUPS(26);
UNPACK_GROUPS(27);
UNPACK_GROUPS(28);
UNPACK_GROUPS(29);
UNPACK_GROUPS(30);
UNPACK_GROUPS(31);
UNPACK_GROUPS(32);

typedef void (*UnpackGroups) (const uint8_t *restrict in, size_t ngroups,
							  uint32_t *restrict values);

/* By width; there is nothing to read of width 0. */
static const UnpackGroups unpack_groups[WIDTH_MAX + 1] = {
	NULL,
	unpack_groups_1, unpack_groups_2, unpack_groups_3, unpack_groups_4,
	unpack_groups_5, unpack_groups_6, unpack_groups_7, unpack_groups_8,
	unpack_groups_9, unpack_groups_10, unpack_groups_11, unpack_groups_12,
	unpack_groups_13, unpack_groups_14, unpack_groups_15, unpack_groups_16,
	unpack_groups_17, unpack_groups_18, unpack_groups_19, unpack_groups_20,
	unpack_groups_21, unpack_groups_22, unpack_groups_23, unpack_groups_24,
	unpack_groups_25, unpack_groups_26, unpack_groups_27, unpack_groups_28,
	unpack_groups_29, unpack_groups_30, unpack_groups_31, unpack_groups_32,
};

/* Some numbers one by one, from the one that begins at a bit on. */
static void
unpack_few(const uint8_t *in, size_t len, size_t bit, size_t n,
		   unsigned width, uint32_t *values)
{
	uint64_t	mask = (UINT64_C(1) << width) - 1;

	for (size_t i = 0; i < n; i++, bit += width)
	{
		size_t		at = bit / 8;
		uint64_t	word = len - at >= 8 ? load_word(in + at) :
		load_bytes(in + at, len - at);

		values[i] = (uint32_t) (word >> bit % 8 & mask);
	}
}

/* Groups near the end, from a copy that has something behind it. */
static void
unpack_last_groups(const uint8_t *in, size_t ngroups, unsigned width,
				   uint32_t *values)
{
	uint8_t		copy[SLACK + WIDTH_MAX + SLACK] = {0};

	memcpy(copy, in, ngroups * width);
	unpack_groups[width] (copy, ngroups, values);
}

void
wic_bits_unpack(const uint8_t *in, size_t len, size_t first, size_t n,
				unsigned width, uint32_t *values)
{
	size_t		lead = (GROUP - first % GROUP) % GROUP;
	size_t		ngroups;
	size_t		safe = 0;
	size_t		done;

	if (width == 0 || n == 0)
	{
		memset(values, 0, n * sizeof(*values));
		return;
	}

	/* Up to where a group begins. */
	if (lead > n)
		lead = n;
	unpack_few(in, len, first * width, lead, width, values);
	if (n == lead)
		return;
	in += (first + lead) / GROUP * width;
	len -= (first + lead) / GROUP * width;
	values += lead;
	n -= lead;

	/* The groups behind which there is enough; fewer than SLACK more bytes. */
	ngroups = n / GROUP;
	if (len >= SLACK)
		safe = (len - SLACK) / width;
	if (safe > ngroups)
		safe = ngroups;
	unpack_groups[width] (in, safe, values);
	if (safe < ngroups)
		unpack_last_groups(in + safe * width, ngroups - safe, width,
						   values + safe * GROUP);

	done = ngroups * GROUP;
	unpack_few(in, len, done * width, n - done, width, values + done);
}
