/*-------------------------------------------------------------------------
 *
 * choose.c
 *	  Of many repeats, those worth showing, each of which says something new.
 *
 * extension/core/choose.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/choose.h"

#include <string.h>

/* Symbols looked at between two calls of the pulse. */
#define PULSE_STEPS		(UINT32_C(1) << 20)

/*
 * Of more places than these, so many are looked at, evenly spread, where all
 * that is wanted is a share of the places.
 */
#define SAMPLE_MAX		1024

/* Symbols that a fragment lacks of the longer repeat at most. */
#define GROWTH_MAX		16

/* Symbols of a longer repeat that are looked at as words. */
#define EDGE_MAX		64

static size_t
words_of_bits(uint32_t n)
{
	return (size_t) n / 32 + 1;
}

size_t
wic_choose_memory(uint32_t n, uint32_t ndocuments)
{
	return sizeof(uint32_t) * ((size_t) n + words_of_bits(n) + ndocuments);
}

/* How often the first two symbols of each suffix stand together. */
static void
count_pairs(WicChooser *chooser)
{
	const WicRepeatText *text = chooser->text;
	uint32_t	first = 0;

	for (uint32_t i = 1; i <= text->n; i++)
	{
		if (i < text->n && text->shared[i] >= 2)
			continue;
		for (uint32_t j = first; j < i; j++)
			chooser->pairs[text->sorted[j]] = i - first;
		first = i;
	}
}

/* Does the first come before the second? */
static bool
is_better(const WicCandidate *a, const WicCandidate *b)
{
	if (a->worth != b->worth)
		return a->worth > b->worth;
	if (a->repeat.length != b->repeat.length)
		return a->repeat.length > b->repeat.length;
	return a->repeat.first < b->repeat.first;
}

static void
sift_down(WicChooser *chooser, uint32_t at)
{
	WicCandidate *heap = chooser->heap;
	WicCandidate moved = heap[at];

	for (;;)
	{
		uint64_t	child = (uint64_t) at * 2 + 1;

		if (child >= chooser->n)
			break;
		if (child + 1 < chooser->n &&
			is_better(&heap[child + 1], &heap[child]))
			child++;
		if (!is_better(&heap[child], &moved))
			break;
		heap[at] = heap[child];
		at = (uint32_t) child;
	}
	heap[at] = moved;
}

static void
remove_top(WicChooser *chooser)
{
	chooser->heap[0] = chooser->heap[--chooser->n];
	if (chooser->n > 0)
		sift_down(chooser, 0);
}

static uint32_t
place_of(const WicChooser *chooser, const WicCandidate *candidate, uint32_t i)
{
	return chooser->text->sorted[candidate->repeat.first + i] + candidate->cut;
}

static uint64_t
key_at(const WicChooser *chooser, uint32_t place)
{
	return chooser->keys[chooser->text->symbols[place]];
}

static uint32_t
chars_of(const WicChooser *chooser, const WicCandidate *candidate)
{
	uint32_t	place = place_of(chooser, candidate, 0);
	uint32_t	chars = 0;

	for (uint32_t i = 0; i < candidate->length; i++)
		chars += wic_symbol_chars(key_at(chooser, place + i));
	return chars;
}

/* What it is worth with so many symbols not covered, on average. */
static double
worth_of(const WicChooser *chooser, const WicCandidate *candidate,
		 double uncovered)
{
	double		chars;

	if (!chooser->choice.per_symbol)
		return candidate->score;
	chars = uncovered * chars_of(chooser, candidate) / candidate->length;
	return chars <= WIC_CHOOSE_FREE ? 0 :
		candidate->score * (chars - WIC_CHOOSE_FREE);
}

void
wic_choose_init(WicChooser *chooser, const WicRepeatText *text,
				const uint32_t *rank, const uint64_t *keys,
				const uint32_t *counts, const WicChoice *choice,
				WicCandidate *candidates, uint32_t n, void *memory)
{
	memset(chooser, 0, sizeof(WicChooser));
	chooser->rank = rank;
	chooser->keys = keys;
	chooser->counts = counts;
	chooser->pairs = memory;
	chooser->covered = chooser->pairs + text->n;

	chooser->heap = candidates;
	chooser->n = n;
	chooser->round = 1;
	chooser->choice = *choice;
	chooser->text = text;

	memset(chooser->covered, 0, sizeof(uint32_t) * words_of_bits(text->n));
	chooser->seen = chooser->covered + words_of_bits(text->n);
	memset(chooser->seen, 0, sizeof(uint32_t) * (size_t) text->ndocuments);
	count_pairs(chooser);

	for (uint32_t i = 0; i < n; i++)
	{
		WicCandidate *candidate = &candidates[i];

		candidate->cut = 0;
		memset(candidate->hits, 0, sizeof(candidate->hits));
		memset(candidate->documents, 0, sizeof(candidate->documents));
		candidate->length = candidate->repeat.length;
		candidate->round = 0;
		candidate->worth = worth_of(chooser, candidate, candidate->length);
	}
	for (uint32_t i = n / 2; i-- > 0;)
		sift_down(chooser, i);
}

/* How many places are looked at, and which is the i-th of them. */
static uint32_t
sample_size(const WicCandidate *candidate)
{
	uint32_t	hits = wic_repeat_hits(&candidate->repeat);

	return hits < SAMPLE_MAX ? hits : SAMPLE_MAX;
}

static uint32_t
sample_place(const WicChooser *chooser, const WicCandidate *candidate,
			 uint32_t i)
{
	uint64_t	hits = wic_repeat_hits(&candidate->repeat);

	return place_of(chooser, candidate,
					(uint32_t) (i * hits / sample_size(candidate)));
}

/*
 * Is the symbol at a place bound more closely to the one at outer than to the
 * one at inner?  The earlier of two places tells how often both are together.
 */
static bool
leans_out(const WicChooser *chooser, uint32_t outer, uint32_t place,
		  uint32_t inner)
{
	const uint32_t *symbols = chooser->text->symbols;
	uint64_t	own = chooser->counts[symbols[place]];
	uint64_t	out;
	uint64_t	in;

	if (symbols[outer] < WIC_SUFFIX_FIRST)
		return false;
	out = chooser->pairs[outer < place ? outer : place];
	in = chooser->pairs[inner < place ? inner : place];
	return out * (own + chooser->counts[symbols[inner]]) >
		in * (own + chooser->counts[symbols[outer]]);
}

/* Does it go with a number that stands before the place? */
static bool
is_counted(const WicChooser *chooser, uint32_t place)
{
	return chooser->text->symbols[place - 1] >= WIC_SUFFIX_FIRST &&
		wic_edge_is_counted(key_at(chooser, place - 1),
							key_at(chooser, place));
}

/* Does the first, or the last, symbol lean out at most of the places? */
static bool
is_torn(const WicChooser *chooser, const WicCandidate *candidate, bool at_end)
{
	uint32_t	n = sample_size(candidate);
	uint32_t	torn = 0;

	for (uint32_t i = 0; i < n; i++)
	{
		uint32_t	place = sample_place(chooser, candidate, i);

		if (at_end)
		{
			place += candidate->length - 1;
			torn += leans_out(chooser, place + 1, place, place - 1);
		}
		else if (place > 0)
			torn += leans_out(chooser, place - 1, place, place + 1) ||
				is_counted(chooser, place);
	}
	return torn > n / 2;
}

/* Symbols to be cut from one of the ends. */
static uint32_t
cut_of(const WicChooser *chooser, const WicCandidate *candidate, bool at_end)
{
	uint32_t	length = candidate->length;
	uint32_t	n = length < EDGE_MAX ? length : EDGE_MAX;
	uint32_t	place = place_of(chooser, candidate, 0);
	uint64_t	keys[EDGE_MAX];
	uint32_t	cut;

	if (length < 2)
		return 0;
	if (at_end)
		place += length - n;
	for (uint32_t i = 0; i < n; i++)
		keys[i] = key_at(chooser, place + i);
	cut = (uint32_t) (at_end ? wic_edge_end(keys, n) :
					  wic_edge_begin(keys, n));
	if (cut > 0 || keys[at_end ? n - 1 : 0] >= WIC_SYMBOL_WORD ||
		(!at_end && wic_edge_is_framed(keys, n)))
		return cut;
	return is_torn(chooser, candidate, at_end);
}

/*
 * The suffixes that begin with the length symbols at a place; no more than
 * limit are counted.
 */
static uint32_t
find_places(const WicChooser *chooser, uint32_t place, uint32_t length,
			uint32_t limit, uint32_t *first)
{
	const WicRepeatText *text = chooser->text;
	uint32_t	rank = chooser->rank[place];
	uint32_t	found = 1;

	*first = rank;
	while (found < limit && *first > 0 && text->shared[*first] >= length)
		(*first)--, found++;
	while (found < limit && rank + 1 < text->n &&
		   text->shared[rank + 1] >= length)
		rank++, found++;
	return found;
}

/* Does what is left stand in more places than the repeat did? */
static bool
stands_elsewhere(const WicChooser *chooser, const WicCandidate *candidate)
{
	uint32_t	hits = wic_repeat_hits(&candidate->repeat);
	uint32_t	first;

	return find_places(chooser, place_of(chooser, candidate, 0),
					   candidate->length, hits + 1, &first) > hits;
}

/*
 * The symbol that is behind most of the places, or before them, if any is:
 * sets *place to one with it (Boyer, Moore, MJRTY, 1981).  That it is there
 * most often has to be found out by counting.
 */
static bool
find_majority(const WicChooser *chooser, const WicCandidate *candidate,
			  bool at_end, uint32_t *place)
{
	const uint32_t *symbols = chooser->text->symbols;
	uint32_t	n = sample_size(candidate);
	uint32_t	lead = 0;
	uint32_t	best = WIC_SUFFIX_BREAK;

	for (uint32_t i = 0; i < n; i++)
	{
		uint32_t	at = sample_place(chooser, candidate, i);
		uint32_t	beside = WIC_SUFFIX_BREAK;

		if (at_end)
			beside = symbols[at + candidate->length];
		else if (at > 0)
			beside = symbols[at - 1];
		if (lead == 0)
		{
			best = beside;
			*place = at;
		}
		lead = lead == 0 || best == beside ? lead + 1 : lead - 1;
	}
	return lead > 0 && best >= WIC_SUFFIX_FIRST;
}

/* Count places and documents of a run, which is that of no repeat yet. */
static void
count_places(WicChooser *chooser, uint32_t place, uint32_t length,
			 WicCandidate *counted)
{
	const WicRepeatText *text = chooser->text;
	uint32_t	hits;

	memset(counted, 0, sizeof(WicCandidate));
	hits = find_places(chooser, place, length, text->n,
					   &counted->repeat.first);
	counted->length = counted->repeat.length = length;
	chooser->nseen++;
	for (uint32_t i = 0; i < hits; i++)
	{
		uint32_t	at = text->sorted[counted->repeat.first + i];
		uint32_t	document = text->documents[at];
		unsigned	part = document >= text->split;

		counted->repeat.hits[part]++;
		counted->repeat.documents[part] +=
			chooser->seen[document] != chooser->nseen;
		chooser->seen[document] = chooser->nseen;
	}
}

/*
 * Is it part of a longer repeat that is wanted and whole?  That is grown, to
 * the end and then to the begin, as long as it has places enough.
 */
static bool
is_fragment(WicChooser *chooser, const WicCandidate *candidate)
{
	const WicChoice *choice = &chooser->choice;
	double		needed = WIC_CHOOSE_FRAGMENT *
	wic_repeat_hits(&candidate->repeat);
	WicCandidate longer = *candidate;
	bool		at_end = true;
	uint32_t	place;

	for (;;)
	{
		WicCandidate grown;

		if (find_majority(chooser, &longer, at_end, &place))
		{
			count_places(chooser, at_end ? place : place - 1,
						 longer.length + 1, &grown);
			if (wic_repeat_hits(&grown.repeat) >= needed &&
				grown.length <= candidate->length + GROWTH_MAX &&
				chars_of(chooser, &grown) <= choice->max_chars)
			{
				longer = grown;
				if (cut_of(chooser, &longer, false) == 0 &&
					cut_of(chooser, &longer, true) == 0 &&
					choice->score(&longer.repeat, choice->state) > 0)
					return true;
				continue;
			}
		}
		if (!at_end)
			return false;
		at_end = false;
	}
}

/* Cut it to where it begins and ends as a whole; false to give it up. */
static bool
cut_ends(const WicChooser *chooser, WicCandidate *candidate)
{
	bool		is_cut = false;

	while (candidate->length > 0)
	{
		uint32_t	at_begin = cut_of(chooser, candidate, false);
		uint32_t	at_end = 0;

		if (at_begin == 0)
			at_end = cut_of(chooser, candidate, true);
		if (at_begin + at_end == 0)
			break;
		candidate->cut += at_begin;
		candidate->length -= at_begin + at_end;
		is_cut = true;
	}
	if (candidate->length == 0 ||
		chars_of(chooser, candidate) < chooser->choice.min_chars)
		return false;
	return !is_cut || !stands_elsewhere(chooser, candidate);
}

/* Is it written in each of its places? */
static bool
is_always_written(const WicChooser *chooser, const WicCandidate *candidate)
{
	uint32_t	hits = wic_repeat_hits(&candidate->repeat);

	if (chooser->text->inner == NULL)
		return true;
	for (uint32_t i = 0; i < hits; i++)
		if (!wic_repeat_is_written(chooser->text,
								   place_of(chooser, candidate, i),
								   candidate->length))
			return false;
	return true;
}

static void
count_written(WicChooser *chooser, WicCandidate *candidate)
{
	const WicRepeatText *text = chooser->text;
	uint32_t	hits = wic_repeat_hits(&candidate->repeat);

	chooser->nseen++;
	for (uint32_t i = 0; i < hits; i++)
	{
		uint32_t	at = place_of(chooser, candidate, i);
		uint32_t	document = text->documents[at];
		unsigned	part = document >= text->split;

		if (!wic_repeat_is_written(text, at, candidate->length))
			continue;
		candidate->hits[part]++;
		candidate->documents[part] +=
			chooser->seen[document] != chooser->nseen;
		chooser->seen[document] = chooser->nseen;
	}
}

/* Count and score it where it is written; false to give it up. */
static bool
score_written(WicChooser *chooser, WicCandidate *candidate)
{
	WicRepeat	written = candidate->repeat;
	bool		is_all = is_always_written(chooser, candidate);

	if (!is_all)
		count_written(chooser, candidate);
	for (unsigned part = 0; part < 2; part++)
	{
		if (is_all)
		{
			candidate->hits[part] = candidate->repeat.hits[part];
			candidate->documents[part] = candidate->repeat.documents[part];
		}
		written.hits[part] = candidate->hits[part];
		written.documents[part] = candidate->documents[part];
	}
	if (!is_all)
		candidate->score = chooser->choice.score(&written,
												 chooser->choice.state);
	return candidate->score > 0;
}

/* Bits of the word in which place is, from place to before end. */
static uint32_t
bits_from(uint32_t place, uint32_t end)
{
	uint32_t	bits = UINT32_MAX << (place % 32);

	if (end / 32 == place / 32)
		bits &= (UINT32_C(1) << (end % 32)) - 1;
	return bits;
}

static uint32_t
count_bits(uint32_t bits)
{
	bits -= (bits >> 1) & 0x55555555;
	bits = (bits & 0x33333333) + ((bits >> 2) & 0x33333333);
	bits = (bits + (bits >> 4)) & 0x0F0F0F0F;
	return (bits * 0x01010101) >> 24;
}

/* Symbols that nothing covers yet, of one place on average. */
static double
count_uncovered(const WicChooser *chooser, const WicCandidate *candidate)
{
	uint32_t	n = sample_size(candidate);
	uint64_t	covered = 0;

	for (uint32_t i = 0; i < n; i++)
	{
		uint32_t	place = sample_place(chooser, candidate, i);
		uint32_t	end = place + candidate->length;

		for (; place < end; place = (place / 32 + 1) * 32)
			covered += count_bits(chooser->covered[place / 32] &
								  bits_from(place, end));
	}
	return candidate->length - (double) covered / n;
}

void
wic_choose_cover(WicChooser *chooser, uint32_t place, uint32_t length)
{
	uint32_t	end = place + length;

	for (; place < end; place = (place / 32 + 1) * 32)
		chooser->covered[place / 32] |= bits_from(place, end);
}

static void
cover(WicChooser *chooser, const WicCandidate *candidate)
{
	uint32_t	hits = wic_repeat_hits(&candidate->repeat);

	for (uint32_t i = 0; i < hits; i++)
		wic_choose_cover(chooser, place_of(chooser, candidate, i),
						 candidate->length);
}

/* What the candidate is worth now; false to give it up. */
static bool
evaluate(WicChooser *chooser, WicCandidate *candidate)
{
	double		uncovered;

	if (candidate->round == 0 &&
		(!cut_ends(chooser, candidate) ||
		 !score_written(chooser, candidate) ||
		 (!chooser->choice.per_symbol && is_fragment(chooser, candidate))))
		return false;
	uncovered = count_uncovered(chooser, candidate);
	if (uncovered < (1 - WIC_CHOOSE_COVERED) * candidate->length)
		return false;
	candidate->round = chooser->round;
	candidate->worth = worth_of(chooser, candidate, uncovered);
	return true;
}

bool
wic_choose_next(WicChooser *chooser, WicCandidate *chosen,
				void (*pulse) (void))
{
	uint64_t	steps = 0;

	while (chooser->n > 0)
	{
		WicCandidate *top = &chooser->heap[0];

		steps += (uint64_t) wic_repeat_hits(&top->repeat) * top->length;
		if (steps > PULSE_STEPS && pulse != NULL)
		{
			pulse();
			steps = 0;
		}
		if (top->round == chooser->round)
		{
			*chosen = *top;
			remove_top(chooser);
			cover(chooser, chosen);
			chooser->round++;
			return true;
		}
		if (evaluate(chooser, top))
			sift_down(chooser, 0);
		else
			remove_top(chooser);
	}
	return false;
}
