/*-------------------------------------------------------------------------
 *
 * unit_vector.c
 *	  Tests of documents by themselves.
 *
 * test/unit/unit_vector.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/vector.h"

#include <stdlib.h>

#include "tap.h"

typedef struct Lexeme
{
	const char *key;
	uint32_t	tf;
	uint32_t	positions[3];
} Lexeme;

static const Lexeme lexemes[] = {
	{"\xE7\xA4\xBE", 1, {3}},
	{"\xE7\xA4\xBE\xE6\x9C\x83", 3, {0, 9, 9}},
	{"\xE7\xA4\xBE\xE6\x9C\x84", 2, {1, UINT32_MAX}},
	{"\xE9", 1, {UINT32_MAX}},
};

#define NLEXEMES	(sizeof(lexemes) / sizeof(lexemes[0]))

/* Write the lexemes; returns the size. */
static size_t
make_vector(uint8_t *out)
{
	size_t		size = wic_vector_begin(out, 300, NLEXEMES);
	const char *previous = "";

	for (size_t i = 0; i < NLEXEMES; i++)
	{
		const Lexeme *lexeme = &lexemes[i];
		size_t		key_len = strlen(lexeme->key);
		size_t		entry = wic_vector_add(out + size,
										   (const uint8_t *) previous,
										   strlen(previous),
										   (const uint8_t *) lexeme->key,
										   key_len, lexeme->tf,
										   lexeme->positions);

		if (entry > wic_vector_entry_bound(key_len, lexeme->tf))
			return 0;
		size += entry;
		previous = lexeme->key;
	}
	return size;
}

static bool
is_lexeme(const WicVectorReader *reader, const Lexeme *lexeme)
{
	uint32_t	positions[3];

	return reader->key_len == strlen(lexeme->key) &&
		memcmp(reader->key, lexeme->key, reader->key_len) == 0 &&
		reader->tf == lexeme->tf &&
		wic_vector_positions(reader, positions) &&
		memcmp(positions, lexeme->positions,
			   lexeme->tf * sizeof(*positions)) == 0;
}

/* How the first len bytes end, read as lexemes that are right till then. */
static WicNodeStep
read_vector(const uint8_t *vector, size_t len)
{
	uint8_t    *exact = malloc(len + (len == 0));
	WicVectorReader reader;
	WicNodeStep step = WIC_NODE_DAMAGED;

	memcpy(exact, vector, len);
	if (wic_vector_open(&reader, exact, len))
		for (size_t i = 0; (step = wic_vector_next(&reader)) ==
			 WIC_NODE_ENTRY; i++)
			if (i >= NLEXEMES || !is_lexeme(&reader, &lexemes[i]))
				break;
	free(exact);
	return step;
}

static void
test_vector(void)
{
	uint8_t		bytes[200] = {0};
	size_t		size = make_vector(bytes);
	WicVectorReader reader;
	bool		damaged = true;

	ok(memcmp(bytes, "\xAC\x02\x04" "\0\x03\xE7\xA4\xBE\1\3"
			  "\3\3\xE6\x9C\x83\3\0\x09\0" "\5\1\x84\2\1", 24) == 0,
	   "what it looks like");
	ok(wic_vector_open(&reader, bytes, size) && reader.length == 300 &&
	   reader.nlexemes == NLEXEMES, "length and number");
	ok(read_vector(bytes, size) == WIC_NODE_END, "lexemes and positions");
	for (size_t len = 0; len < size; len++)
		damaged &= read_vector(bytes, len) == WIC_NODE_DAMAGED;
	ok(damaged, "cut anywhere, it is damaged");
	ok(read_vector(bytes, size + 1) == WIC_NODE_DAMAGED,
	   "nothing may follow");
}

/* Are two lexemes, of which one may be empty, read? */
static bool
two_are_read(const char *bytes, size_t len)
{
	WicVectorReader reader;

	return wic_vector_open(&reader, (const uint8_t *) bytes, len) &&
		wic_vector_next(&reader) == WIC_NODE_ENTRY &&
		wic_vector_next(&reader) == WIC_NODE_ENTRY &&
		wic_vector_next(&reader) == WIC_NODE_END;
}

static void
test_order(void)
{
	ok(two_are_read("\2\2\0\1a\1\0\0\1b\1\0", 12), "a, b");
	ok(!two_are_read("\2\2\0\1b\1\0\0\1a\1\0", 12), "b, a");
	ok(!two_are_read("\2\2\0\1a\1\0\0\1a\1\0", 12), "a, a");
	ok(!two_are_read("\2\2\0\1a\1\0\1\0\1\0", 11), "a, a, all of it shared");
	ok(!two_are_read("\2\2\0\1a\1\0\0\0\1\0", 11), "a, nothing");
	ok(two_are_read("\2\2\0\0\1\0\0\1a\1\0", 11), "nothing, a");
	ok(!two_are_read("\2\2\0\0\1\0\0\0\1\0", 10), "nothing, nothing");
	ok(!two_are_read("\2\2\0\1a\1\0\2\1b\1\0", 12), "more is shared than is");
	ok(!two_are_read("\2\2\1\1a\1\0\0\1b\1\0", 12),
	   "the first shares something");
}

static void
test_damaged(void)
{
	WicVectorReader reader;
	uint32_t	positions[2];
	static uint8_t large[WIC_NODE_KEY_MAX + 20];
	size_t		size;

	ok(!wic_vector_open(&reader, (const uint8_t *) "\1\1\0\0\0", 5) &&
	   wic_vector_open(&reader, (const uint8_t *) "\1\1\0\0\0\0", 6),
	   "more lexemes than bytes");
	ok(!two_are_read("\2\2\0\1a\0\0\0\1b\1\0", 12), "tf 0");
	ok(wic_vector_open(&reader, (const uint8_t *)
					   "\1\1\0\0\2\1\xFF\xFF\xFF\xFF\x0F", 11) &&
	   wic_vector_next(&reader) == WIC_NODE_ENTRY &&
	   !wic_vector_positions(&reader, positions),
	   "positions do not wrap around");
	ok(wic_vector_open(&reader, (const uint8_t *) "\0\0", 2) &&
	   wic_vector_next(&reader) == WIC_NODE_END, "no lexeme");

	for (size_t len = WIC_NODE_KEY_MAX; len <= WIC_NODE_KEY_MAX + 1; len++)
	{
		memset(large, 0, sizeof(large));
		size = wic_vector_begin(large, 1, 1);
		memcpy(large + size, len == WIC_NODE_KEY_MAX ? "\0\x80\x10" :
			   "\0\x81\x10", 3);
		size += 3 + len;
		large[size] = 1;
		ok(wic_vector_open(&reader, large, size + 2) &&
		   wic_vector_next(&reader) ==
		   (len == WIC_NODE_KEY_MAX ? WIC_NODE_ENTRY : WIC_NODE_DAMAGED),
		   len == WIC_NODE_KEY_MAX ? "the longest key" : "one longer");
	}
}

int
main(void)
{
	test_vector();
	test_order();
	test_damaged();
	return done();
}
