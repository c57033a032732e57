/*-------------------------------------------------------------------------
 *
 * fuzz_lexicon.c
 *	  What is found in a run is a word, stands free, and is the longest.
 *
 * The bytes make a lexicon, over an alphabet so small that its words and
 * blockers overlap, and a run; half of the runs are searched with the
 * built-in vocabulary as well, and are then text.  Concepts are ascending and
 * inside the run; each is a word of a lexicon; no blocker takes it out; no
 * longer one at its place, and none before it, was free.
 *
 * test/fuzz/fuzz_lexicon.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/lexicon.h"

#include <stdlib.h>

#include "core/fold.h"

#define RUN_MAX 300

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const WicLexicon *lexicons[2];
static size_t nlexicons;

static void
require(bool holds)
{
	if (!holds)
		abort();
}

/* One character of the small alphabet. */
static uint32_t
letter(uint8_t byte)
{
	return 0x4E00 + byte % 4;
}

/* Add what one record of the input says; returns its size. */
static size_t
add_record(WicLexicon *lexicon, const uint8_t *data, size_t size)
{
	size_t		length = data[0] % 6;
	size_t		other = data[0] / 8 % 4;
	uint32_t	text[16];

	if (1 + length + other > size)
		return size;
	for (size_t i = 0; i < length + other; i++)
		text[i] = letter(data[1 + i]);
	if (data[0] >= 0xC0)
		(void) wic_lexicon_add_blocker(lexicon, text, length);
	else if (data[0] >= 0xA0)
		(void) wic_lexicon_add_alone(lexicon, text, length);
	else
		(void) wic_lexicon_add(lexicon, text, length, text + length, other,
							   data[0] & 0x40 ? WIC_TIER_A : WIC_TIER_B,
							   data[0]);
	return 1 + length + other;
}

/* Is what lies from start to end a word that nothing takes out? */
static bool
is_free_word(const uint32_t *run, size_t n, size_t start, size_t end)
{
	bool		has = false;

	for (size_t i = 0; i < nlexicons; i++)
		has |= wic_lexicon_has(lexicons[i], run + start, end - start,
							   end - start == n);
	if (!has)
		return false;
	for (size_t i = 0; i < nlexicons; i++)
		for (size_t from = 0; from < end; from++)
			for (size_t to = start + 1; to <= n; to++)
				if (from < to && to - from <= WIC_SURFACE_MAX &&
					wic_lexicon_blocks(lexicons[i], run, from, to, start, end))
					return false;
	return true;
}

/* Is there no free word from start on that is longer than length? */
static void
require_no_longer(const uint32_t *run, size_t n, size_t start, size_t length)
{
	for (size_t end = start + length + 1;
		 end <= n && end - start <= WIC_SURFACE_MAX; end++)
		require(!is_free_word(run, n, start, end));
}

static void
require_alternatives(const uint32_t *run, const WicConcept *concept)
{
	WicAlternatives walk;
	WicAlternative way;

	wic_alternatives_init(&walk, lexicons, nlexicons, run, concept);
	while (wic_alternatives_next(&walk, &way))
	{
		require(way.length > 0 && way.length <= WIC_SURFACE_MAX);
		require(way.weight > 0 && way.weight <= WIC_WEIGHT_UNIT);
		require(way.tier == WIC_TIER_A || way.tier == WIC_TIER_B);
		require(way.lexicon < nlexicons);
	}
}

static void
check_run(const uint32_t *run, size_t n)
{
	WicConcept	concepts[RUN_MAX];
	size_t		count = wic_lexicon_find(lexicons, nlexicons, run, n,
										 concepts, RUN_MAX);
	size_t		done = 0;

	for (size_t i = 0; i < count; i++)
	{
		const WicConcept *concept = &concepts[i];
		size_t		end = concept->start + concept->length;

		require(concept->start >= done && concept->length > 0 && end <= n);
		require(concept->is_whole == (concept->length == n));
		require(is_free_word(run, n, concept->start, end));
		for (size_t at = done; at < concept->start; at++)
			require_no_longer(run, n, at, 0);
		require_no_longer(run, n, concept->start, concept->length);
		require_alternatives(run, concept);
		done = end;
	}
	for (size_t at = done; at < n; at++)
		require_no_longer(run, n, at, 0);
	if (count > 1)
		require(wic_lexicon_find(lexicons, nlexicons, run, n, concepts,
								 count - 1) == count - 1);
}

/* The text folded, as far as it goes. */
static size_t
fold_run(const uint8_t *data, size_t size, uint32_t *run, size_t max)
{
	WicFolder	folder;
	WicCluster	cluster;
	size_t		n = 0;

	wic_folder_init(&folder, wic_fold_table(WIC_FOLD_LATEST), true, data,
					size);
	while (wic_folder_next(&folder, &cluster))
		for (size_t i = 0; i < cluster.ncps && n < max; i++)
			run[n++] = cluster.cps[i];
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static union
	{
		uint64_t	align;
		uint8_t		bytes[4000];
	}			memory;
	const uint8_t *end = data + size;
	uint32_t	run[RUN_MAX];
	size_t		n = 0;
	WicLexicon *lexicon;
	size_t		nrecords;

	if (size < 2 || wic_lexicon_size(30, 20, 150) > sizeof(memory))
		return 0;
	lexicon = wic_lexicon_init(&memory, 30, 20, 150);
	nrecords = *data++ % 40;
	lexicons[0] = lexicon;
	lexicons[1] = wic_vocab_table(WIC_VOCAB_LATEST);
	nlexicons = 1 + nrecords % 2;
	for (; nrecords > 0 && data < end; nrecords--)
		data += add_record(lexicon, data, (size_t) (end - data));

	if (nlexicons == 2)
		n = fold_run(data, (size_t) (end - data), run, RUN_MAX);
	else
		for (; data < end && n < 60; data++)
			run[n++] = letter(*data);
	check_run(run, n);
	return 0;
}
