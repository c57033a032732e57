/*-------------------------------------------------------------------------
 *
 * fuzz_winnow.c
 *	  The key of any bytes has its places in order; winnowing keeps its word.
 *
 * No window of hashes is without a fingerprint, and each fingerprint is the
 * least hash of a window.  What is stock is no more than there is.
 *
 * test/fuzz/fuzz_winnow.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/stock.h"
#include "core/utf8.h"

#include <stdlib.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
require_places(const WicKeyUnit *key, uint32_t n, const uint8_t *data,
			   size_t size)
{
	for (uint32_t i = 0; i < n; i++)
	{
		require(key[i].start <= key[i].end);
		require(key[i].end <= wic_utf8_count(data, data + size));
		require(i == 0 || key[i].start >= key[i - 1].start);
	}
}

/* Is the hash at a place of the key the least of a window around it? */
static bool
is_least(const WicKeyUnit *key, uint32_t ngrams, uint32_t at)
{
	uint64_t	hash = wic_gram_hash(key + at);
	uint32_t	before = 0;
	uint32_t	behind = 0;

	while (before < at && before < WIC_WINNOW_WINDOW &&
		   wic_gram_hash(key + at - before - 1) >= hash)
		before++;
	while (at + behind + 1 < ngrams && behind < WIC_WINNOW_WINDOW &&
		   wic_gram_hash(key + at + behind + 1) >= hash)
		behind++;
	return before + behind + 1 >= WIC_WINNOW_WINDOW ||
		before + behind + 1 == ngrams;
}

static void
require_winnowed(const WicKeyUnit *key, uint32_t n)
{
	uint32_t	ngrams = wic_winnow_grams(n);
	WicPrint   *prints = malloc(sizeof(WicPrint) * ngrams + 1);
	uint32_t	nprints = wic_winnow(prints, key, n);

	require(nprints <= ngrams && (nprints > 0) == (ngrams > 0));
	for (uint32_t i = 0; i < nprints; i++)
	{
		uint32_t	last = i > 0 ? prints[i - 1].at + 1 : 0;

		require(prints[i].at >= last && prints[i].at < ngrams);
		require(prints[i].at - last < WIC_WINNOW_WINDOW);
		require(prints[i].hash == wic_gram_hash(key + prints[i].at));
		require(is_least(key, ngrams, prints[i].at));
	}
	if (nprints > 0)
		require(ngrams - prints[nprints - 1].at <= WIC_WINNOW_WINDOW);
	free(prints);
}

/* The beginning of the text is a name, its first gram a set phrase. */
static void
require_stock(const WicKeyUnit *key, uint32_t n)
{
	bool	   *is_stock = malloc(n + 1);
	uint32_t   *chars = malloc(sizeof(uint32_t) * n + 1);
	void	   *memory = malloc(wic_stock_memory(1));
	uint64_t	gram = wic_winnow_grams(n) > 0 ? wic_gram_hash(key) : 0;
	WicStock	stock;
	uint32_t	length = n < 3 ? n : 3;

	wic_stock_init(&stock, memory, 1, &gram, 1);
	wic_stock_add(&stock, key, length);
	require(wic_stock_find(&stock, key, n, is_stock, chars) <= n);
	for (uint32_t i = 0; length > 1 && i < length; i++)
		require(is_stock[i]);
	free(is_stock);
	free(chars);
	free(memory);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint32_t	room = wic_key_room(data, size);
	WicKeyUnit *key = malloc(sizeof(WicKeyUnit) * room + 1);
	void	   *memory = malloc(wic_key_memory(room) + 1);
	uint32_t	n = wic_key_make(key, room, memory, data, size);

	require(n <= room);
	require_places(key, n, data, size);
	require_winnowed(key, n);
	require_stock(key, n);
	free(memory);
	free(key);
	return 0;
}
