/*-------------------------------------------------------------------------
 *
 * fuzz_vector.c
 *	  Any bytes are read as a vector without harm; what is written is read.
 *
 * The keys that are read ascend.  A vector that is read without error, and
 * written again, is read as the same.
 *
 * test/fuzz/fuzz_vector.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/vector.h"

#include <stdlib.h>
#include <string.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

/* The last key that was read. */
typedef struct Last
{
	uint8_t		key[WIC_NODE_KEY_MAX];
	size_t		key_len;
} Last;

static void
remember(Last *last, const WicVectorReader *reader)
{
	memcpy(last->key, reader->key, reader->key_len);
	last->key_len = reader->key_len;
}

/*
 * Read a vector, and write what is read at out, up to what is damaged, if
 * anything is.  Returns the size of what is written.
 */
static size_t
copy(const uint8_t *data, size_t size, uint8_t *out, uint64_t *nlexemes)
{
	static WicVectorReader reader;
	static Last last;
	size_t		written = 0;

	*nlexemes = 0;
	last.key_len = 0;
	if (!wic_vector_open(&reader, data, size))
		return 0;
	while (wic_vector_next(&reader) == WIC_NODE_ENTRY)
	{
		uint32_t   *positions = malloc(sizeof(*positions) * reader.tf);
		size_t		entry = 0;

		require(reader.tf >= 1 && reader.tf <= size);
		require(*nlexemes == 0 ||
				wic_key_compare(last.key, last.key_len,
								reader.key, reader.key_len) < 0);
		if (wic_vector_positions(&reader, positions))
		{
			for (uint32_t i = 1; i < reader.tf; i++)
				require(positions[i - 1] <= positions[i]);
			entry = wic_vector_add(out + written, last.key, last.key_len,
								   reader.key, reader.key_len, reader.tf,
								   positions);
			require(entry <= wic_vector_entry_bound(reader.key_len,
													reader.tf));
		}
		free(positions);
		if (entry == 0)
			break;
		written += entry;
		remember(&last, &reader);
		(*nlexemes)++;
	}
	return written;
}

static void
require_copy(const uint8_t *data, size_t size)
{
	/* Numbers are not written longer than they are read. */
	uint8_t    *entries = malloc(size + 1);
	uint8_t    *again = malloc(size + WIC_VECTOR_HEADER_MAX);
	uint8_t    *vector = malloc(size + WIC_VECTOR_HEADER_MAX);
	uint64_t	nlexemes;
	uint64_t	again_nlexemes;
	size_t		entries_size = copy(data, size, entries, &nlexemes);
	size_t		header = wic_vector_begin(vector, size, nlexemes);
	static WicVectorReader reader;

	memcpy(vector + header, entries, entries_size);
	vector = realloc(vector, header + entries_size);
	require(copy(vector, header + entries_size, again, &again_nlexemes) ==
			entries_size);
	require(again_nlexemes == nlexemes &&
			memcmp(entries, again, entries_size) == 0);
	require(wic_vector_open(&reader, vector, header + entries_size));
	require(reader.length == size);
	while (nlexemes-- > 0)
		require(wic_vector_next(&reader) == WIC_NODE_ENTRY);
	require(wic_vector_next(&reader) == WIC_NODE_END);
	free(vector);
	free(again);
	free(entries);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t    *many;

	require_copy(data, size);

	/* The same with a header that lets in as much as there can be. */
	many = malloc(size + WIC_VECTOR_HEADER_MAX);
	for (uint64_t n = size / 4;; n /= 2)
	{
		size_t		header = wic_vector_begin(many, size, n);

		memcpy(many + header, data, size);
		require_copy(many, header + size);
		if (n == 0)
			break;
	}
	free(many);
	return 0;
}
