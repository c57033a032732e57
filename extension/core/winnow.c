/*-------------------------------------------------------------------------
 *
 * winnow.c
 *	  Fingerprints of a text.
 *
 * extension/core/winnow.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/winnow.h"

#define GRAM	WIC_WINNOW_GRAM
#define WINDOW	WIC_WINNOW_WINDOW

uint32_t
wic_winnow_grams(uint32_t n)
{
	return n < GRAM ? 0 : n - GRAM + 1;
}

/* The finalizer of SplitMix64: each bit changes half of all. */
static uint64_t
mix(uint64_t hash)
{
	hash = (hash ^ hash >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	hash = (hash ^ hash >> 27) * UINT64_C(0x94D049BB133111EB);
	return hash ^ hash >> 31;
}

uint64_t
wic_gram_hash(const WicKeyUnit *key)
{
	uint64_t	hash = 0;

	for (int i = 0; i < GRAM; i++)
		hash = (hash + key[i].id) * UINT64_C(0x9E3779B97F4A7C15);
	return mix(hash);
}

/* The rightmost of the least hashes from first to before end. */
static uint32_t
rightmost_least(const uint64_t *hashes, uint32_t first, uint32_t end)
{
	uint32_t	least = first;

	for (uint32_t i = first + 1; i < end; i++)
		if (hashes[i % WINDOW] <= hashes[least % WINDOW])
			least = i;
	return least;
}

/*
 * The last hash of the window replaces the first of the one before.  So the
 * choice of that one stays unless it has left or the new hash is less.
 */
uint32_t
wic_winnow(WicPrint *prints, const WicKeyUnit *key, uint32_t n)
{
	uint32_t	ngrams = wic_winnow_grams(n);
	uint64_t	hashes[WINDOW];
	uint32_t	nprints = 0;
	uint32_t	least = 0;

	for (uint32_t i = 0; i < ngrams; i++)
	{
		bool		is_new = false;

		hashes[i % WINDOW] = wic_gram_hash(key + i);
		if (i + 1 < WINDOW && i + 1 < ngrams)
			continue;
		if (nprints == 0 || least + WINDOW <= i)
		{
			least = rightmost_least(hashes,
									i + 1 < WINDOW ? 0 : i + 1 - WINDOW,
									i + 1);
			is_new = true;
		}
		else if (hashes[i % WINDOW] < hashes[least % WINDOW])
		{
			least = i;
			is_new = true;
		}
		if (is_new)
		{
			prints[nprints].hash = hashes[least % WINDOW];
			prints[nprints++].at = least;
		}
	}
	return nprints;
}
