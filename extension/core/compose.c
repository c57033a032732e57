/*-------------------------------------------------------------------------
 *
 * compose.c
 *	  Canonical composition (NFC) of a short sequence of code points.
 *
 * The algorithm of UAX #15: decompose, order the marks by their combining
 * class, compose.  Hangul is done by arithmetic (The Unicode Standard, 3.12).
 *
 * extension/core/compose.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/compose.h"

#include <stdbool.h>
#include <string.h>

typedef struct DecompositionPair
{
	uint32_t	composed;
	uint32_t	first;
	uint32_t	second;			/* 0 for a singleton */
} DecompositionPair;

typedef struct CombiningRange
{
	uint32_t	first;
	uint32_t	last;
	uint8_t		ccc;
} CombiningRange;

#include "core/compose_table.h"

#define LENGTH(array)	(sizeof(array) / sizeof((array)[0]))

/* A canonical decomposition has at most four code points. */
#define DECOMPOSED_MAX	(WIC_COMPOSE_MAX * 4)

#define S_BASE	0xAC00
#define L_BASE	0x1100
#define V_BASE	0x1161
#define T_BASE	0x11A7
#define L_COUNT 19
#define V_COUNT 21
#define T_COUNT 28
#define S_COUNT (L_COUNT * V_COUNT * T_COUNT)

static uint8_t
combining_class(uint32_t cp)
{
	size_t		low = 0;
	size_t		high = LENGTH(combining_classes);

	while (low < high)
	{
		size_t		mid = low + (high - low) / 2;

		if (cp > combining_classes[mid].last)
			low = mid + 1;
		else if (cp < combining_classes[mid].first)
			high = mid;
		else
			return combining_classes[mid].ccc;
	}
	return 0;
}

static const DecompositionPair *
decomposition(uint32_t cp)
{
	size_t		low = 0;
	size_t		high = LENGTH(decompositions);

	while (low < high)
	{
		size_t		mid = low + (high - low) / 2;

		if (decompositions[mid].composed == cp)
			return &decompositions[mid];
		if (decompositions[mid].composed < cp)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static size_t
decompose_hangul(uint32_t cp, uint32_t *out)
{
	uint32_t	index = cp - S_BASE;

	out[0] = L_BASE + index / (V_COUNT * T_COUNT);
	out[1] = V_BASE + index % (V_COUNT * T_COUNT) / T_COUNT;
	out[2] = T_BASE + index % T_COUNT;
	return out[2] == T_BASE ? 2 : 3;
}

/* Write the full decomposition of cp, and return its length (1 to 4). */
static size_t
decompose(uint32_t cp, uint32_t *out)
{
	const DecompositionPair *pair;
	size_t		n;

	if (cp >= S_BASE && cp < S_BASE + S_COUNT)
		return decompose_hangul(cp, out);

	pair = decomposition(cp);
	if (pair == NULL)
	{
		out[0] = cp;
		return 1;
	}

	n = decompose(pair->first, out);
	if (pair->second != 0)
		n += decompose(pair->second, out + n);
	return n;
}

/* Sort each run of marks by combining class, stably. */
static void
order_marks(uint32_t *cps, size_t n)
{
	for (size_t i = 1; i < n; i++)
	{
		uint32_t	cp = cps[i];
		uint8_t		ccc = combining_class(cp);
		size_t		to = i;

		if (ccc == 0)
			continue;
		while (to > 0 && combining_class(cps[to - 1]) > ccc)
		{
			cps[to] = cps[to - 1];
			to--;
		}
		cps[to] = cp;
	}
}

static uint32_t
compose_hangul(uint32_t first, uint32_t second)
{
	if (first >= L_BASE && first < L_BASE + L_COUNT &&
		second >= V_BASE && second < V_BASE + V_COUNT)
		return S_BASE +
			((first - L_BASE) * V_COUNT + (second - V_BASE)) * T_COUNT;

	if (first >= S_BASE && first < S_BASE + S_COUNT &&
		(first - S_BASE) % T_COUNT == 0 &&
		second > T_BASE && second < T_BASE + T_COUNT)
		return first + (second - T_BASE);

	return 0;
}

/* What first and second compose to, or 0. */
static uint32_t
compose_pair(uint32_t first, uint32_t second)
{
	size_t		low = 0;
	size_t		high = LENGTH(compositions);

	while (low < high)
	{
		size_t		mid = low + (high - low) / 2;
		const DecompositionPair *pair = &compositions[mid];

		if (pair->first == first && pair->second == second)
			return pair->composed;
		if (pair->first < first ||
			(pair->first == first && pair->second < second))
			low = mid + 1;
		else
			high = mid;
	}
	return compose_hangul(first, second);
}

/* Compose ordered, decomposed code points in place. */
static size_t
recompose(uint32_t *cps, size_t n)
{
	size_t		used = 0;
	size_t		starter = SIZE_MAX;
	uint8_t		last_ccc = 0;

	for (size_t i = 0; i < n; i++)
	{
		uint8_t		ccc = combining_class(cps[i]);
		uint32_t	composed = 0;

		/* Nothing but marks of a lower class may stand in between. */
		if (starter != SIZE_MAX &&
			(used - starter == 1 || (last_ccc != 0 && last_ccc < ccc)))
			composed = compose_pair(cps[starter], cps[i]);
		if (composed != 0)
		{
			cps[starter] = composed;
			continue;
		}
		if (ccc == 0)
			starter = used;
		last_ccc = ccc;
		cps[used++] = cps[i];
	}
	return used;
}

size_t
wic_compose(uint32_t *cps, size_t n)
{
	uint32_t	decomposed[DECOMPOSED_MAX];
	size_t		used = 0;

	for (size_t i = 0; i < n && i < WIC_COMPOSE_MAX; i++)
		used += decompose(cps[i], decomposed + used);
	order_marks(decomposed, used);
	used = recompose(decomposed, used);

	if (used > WIC_COMPOSE_MAX)
		used = WIC_COMPOSE_MAX;
	memcpy(cps, decomposed, used * sizeof(uint32_t));
	return used;
}
