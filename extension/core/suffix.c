/*-------------------------------------------------------------------------
 *
 * suffix.c
 *	  Sort the suffixes of a sequence of symbols, and what neighbours share.
 *
 * A suffix is of type S where it is smaller than the next one, else of type
 * L.  Once the suffixes of type S whose left neighbour is of type L (LMS) are
 * in order, two passes over the buckets of first symbols put all others into
 * theirs.  To order those, the pieces from one to the next are sorted in the
 * same manner and named by their rank; where two are equal, the sequence of
 * names, at most half as long, is sorted by recursion.
 *
 * extension/core/suffix.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/suffix.h"

#include <string.h>

#define NONE	UINT32_MAX

/* Symbols between two calls of the pulse. */
#define PULSE_MASK	((UINT32_C(1) << 18) - 1)

typedef struct Level
{
	const uint32_t *symbols;
	uint32_t	n;
	uint32_t	alphabet;
	uint32_t   *sorted;
	uint32_t   *buckets;		/* a place per symbol */
	uint32_t   *types;			/* a bit per suffix: is it of type S? */
	void		(*pulse) (void);
} Level;

static inline void
beat(void (*pulse) (void), uint32_t i)
{
	if ((i & PULSE_MASK) == 0 && pulse != NULL)
		pulse();
}

static inline bool
is_s(const Level *level, uint32_t i)
{
	return (level->types[i / 32] >> (i % 32)) & 1;
}

static inline bool
is_lms(const Level *level, uint32_t i)
{
	return i > 0 && is_s(level, i) && !is_s(level, i - 1);
}

static inline uint32_t
words_of_bits(uint32_t n)
{
	return n / 32 + 1;
}

static void
find_types(Level *level)
{
	const uint32_t *s = level->symbols;
	bool		is_smaller = true;

	memset(level->types, 0, sizeof(uint32_t) * words_of_bits(level->n));
	level->types[(level->n - 1) / 32] |= UINT32_C(1) << ((level->n - 1) % 32);
	for (uint32_t i = level->n - 1; i-- > 0;)
	{
		beat(level->pulse, i);
		is_smaller = s[i] < s[i + 1] || (s[i] == s[i + 1] && is_smaller);
		if (is_smaller)
			level->types[i / 32] |= UINT32_C(1) << (i % 32);
	}
}

/* The begins of the buckets, or their ends. */
static void
find_buckets(Level *level, bool ends)
{
	uint32_t	sum = 0;

	memset(level->buckets, 0, sizeof(uint32_t) * level->alphabet);
	for (uint32_t i = 0; i < level->n; i++)
		level->buckets[level->symbols[i]]++;
	for (uint32_t c = 0; c < level->alphabet; c++)
	{
		uint32_t	size = level->buckets[c];

		level->buckets[c] = ends ? sum + size : sum;
		sum += size;
	}
}

/* From the LMS suffixes to those of type L, and from these to type S. */
static void
induce(Level *level)
{
	uint32_t   *sorted = level->sorted;

	find_buckets(level, false);
	for (uint32_t i = 0; i < level->n; i++)
	{
		uint32_t	at = sorted[i];

		beat(level->pulse, i);
		if (at != NONE && at > 0 && !is_s(level, at - 1))
			sorted[level->buckets[level->symbols[at - 1]]++] = at - 1;
	}

	find_buckets(level, true);
	for (uint32_t i = level->n; i-- > 0;)
	{
		uint32_t	at = sorted[i];

		beat(level->pulse, i);
		if (at != NONE && at > 0 && is_s(level, at - 1))
			sorted[--level->buckets[level->symbols[at - 1]]] = at - 1;
	}
}

/* Sort the pieces from one LMS suffix to the next. */
static void
sort_pieces(Level *level)
{
	find_buckets(level, true);
	for (uint32_t i = 0; i < level->n; i++)
		level->sorted[i] = NONE;
	for (uint32_t i = 1; i < level->n; i++)
		if (is_lms(level, i))
			level->sorted[--level->buckets[level->symbols[i]]] = i;
	induce(level);
}

/* Are the pieces at a and b the same symbols of the same types? */
static bool
same_piece(const Level *level, uint32_t a, uint32_t b)
{
	for (uint32_t i = 0;; i++)
	{
		bool		a_ends = i > 0 && is_lms(level, a + i);
		bool		b_ends = i > 0 && is_lms(level, b + i);

		if (a_ends && b_ends)
			return true;
		if (a_ends != b_ends)
			return false;
		if (a + i == level->n - 1 || b + i == level->n - 1)
			return false;
		if (level->symbols[a + i] != level->symbols[b + i] ||
			is_s(level, a + i) != is_s(level, b + i))
			return false;
	}
}

/*
 * Name the sorted pieces.  Their names, in the order of the text, come to
 * stand at the end of sorted; returns how many pieces and how many names
 * there are.
 */
static uint32_t
name_pieces(Level *level, uint32_t *npieces)
{
	uint32_t   *sorted = level->sorted;
	uint32_t	n = 0;
	uint32_t	names = 0;
	uint32_t	last = NONE;
	uint32_t	end;

	for (uint32_t i = 0; i < level->n; i++)
		if (is_lms(level, sorted[i]))
			sorted[n++] = sorted[i];
	for (uint32_t i = n; i < level->n; i++)
		sorted[i] = NONE;

	/* No two LMS suffixes are neighbours, so half the places are enough. */
	for (uint32_t i = 0; i < n; i++)
	{
		if (last == NONE || !same_piece(level, last, sorted[i]))
			names++;
		last = sorted[i];
		sorted[n + last / 2] = names - 1;
	}
	end = level->n;
	for (uint32_t i = level->n; i-- > n;)
		if (sorted[i] != NONE)
			sorted[--end] = sorted[i];
	*npieces = n;
	return names;
}

/* The LMS suffixes are sorted by name: put them into their buckets. */
static void
place_sorted_lms(Level *level, uint32_t npieces)
{
	uint32_t   *sorted = level->sorted;
	uint32_t   *places = sorted + level->n - npieces;
	uint32_t	n = 0;

	for (uint32_t i = 1; i < level->n; i++)
		if (is_lms(level, i))
			places[n++] = i;
	for (uint32_t i = 0; i < npieces; i++)
		sorted[i] = places[sorted[i]];
	for (uint32_t i = npieces; i < level->n; i++)
		sorted[i] = NONE;

	find_buckets(level, true);
	for (uint32_t i = npieces; i-- > 0;)
	{
		uint32_t	at = sorted[i];

		sorted[i] = NONE;
		sorted[--level->buckets[level->symbols[at]]] = at;
	}
}

/*
 * A level has half the symbols of the one above it, at most, so it goes 31
 * levels deep; memory is shared out from one to the next.
 */
static void
sort_level(const uint32_t *symbols, uint32_t n, uint32_t alphabet,
		   uint32_t *sorted, uint32_t *memory, void (*pulse) (void))
{
	Level		level = {symbols, n, alphabet, sorted, memory,
	memory + alphabet, pulse};
	uint32_t   *rest = level.types + words_of_bits(n);
	uint32_t	npieces;
	uint32_t	names;
	uint32_t   *shorter;

	if (n == 1)
	{
		sorted[0] = 0;
		return;
	}
	find_types(&level);
	sort_pieces(&level);
	names = name_pieces(&level, &npieces);
	shorter = sorted + n - npieces;
	if (names < npieces)
		sort_level(shorter, npieces, names, sorted, rest, pulse);
	else
		for (uint32_t i = 0; i < npieces; i++)
			sorted[shorter[i]] = i;
	place_sorted_lms(&level, npieces);
	induce(&level);
}

/*
 * The names of a level are fewer than half the symbols of the one above it,
 * and so on, and so are the bits; each level rounds its bits up to a word.
 */
size_t
wic_suffix_memory(uint32_t n, uint32_t alphabet)
{
	return sizeof(uint32_t) * ((size_t) alphabet + n + n / 16 + 64);
}

void
wic_suffix_sort(const uint32_t *symbols, uint32_t n, uint32_t alphabet,
				uint32_t *sorted, void *memory, void (*pulse) (void))
{
	sort_level(symbols, n, alphabet, sorted, memory, pulse);
}

void
wic_suffix_share(const uint32_t *symbols, uint32_t n, const uint32_t *sorted,
				 uint32_t *rank, uint32_t *shared, void (*pulse) (void))
{
	uint32_t	h = 0;

	for (uint32_t i = 0; i < n; i++)
		rank[sorted[i]] = i;
	shared[0] = 0;

	/* A suffix shares with its neighbour at most one symbol less. */
	for (uint32_t i = 0; i < n; i++)
	{
		const uint32_t *a = symbols + i;
		const uint32_t *b;

		beat(pulse, i);
		if (rank[i] == 0)
		{
			h = 0;
			continue;
		}
		b = symbols + sorted[rank[i] - 1];
		while (a[h] == b[h] && a[h] >= WIC_SUFFIX_FIRST)
			h++;
		shared[rank[i]] = h;
		if (h > 0)
			h--;
	}
}
