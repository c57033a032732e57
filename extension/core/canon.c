/*-------------------------------------------------------------------------
 *
 * canon.c
 *	  Find the words of a text that may stand for each other.
 *
 * extension/core/canon.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/canon.h"

#include <string.h>

_Static_assert(WIC_NUMERAL_MAX <= WIC_SURFACE_MAX, "numbers are too long");

/* A word by itself, and how many alternatives it has. */
typedef struct Candidate
{
	const uint32_t *cps;
	size_t		length;
	size_t		nalternatives;
} Candidate;

void
wic_canon_init(WicCanonWalk *walk, const WicLexicon *const *lexicons,
			   size_t nlexicons, const uint32_t *starts,
			   const uint32_t *cps, size_t n)
{
	memset(walk, 0, sizeof(WicCanonWalk));
	walk->lexicons = lexicons;
	walk->nlexicons = nlexicons;
	walk->starts = starts;
	walk->cps = cps;
	walk->n = n;
}

/*------------------------------------------------------ alternatives -----*/

/* The alternatives of a cps, which is the whole run or stands in one. */
static void
start_alternatives(const WicCanonWalk *walk, const uint32_t *cps,
				   size_t length, bool is_whole, WicAlternatives *alternatives)
{
	WicConcept	concept = {0, length, is_whole};

	wic_alternatives_init(alternatives, walk->lexicons, walk->nlexicons, cps,
						  &concept);
}

/* Fetch the next alternative that is the same thing. */
static bool
next_alternative(WicAlternatives *alternatives, WicAlternative *alternative)
{
	while (wic_alternatives_next(alternatives, alternative))
		if (alternative->tier == WIC_TIER_A)
			return true;
	return false;
}

static bool
has_alternative(const WicCanonWalk *walk, const uint32_t *cps,
				size_t length, bool is_whole)
{
	WicAlternatives alternatives;
	WicAlternative alternative;

	start_alternatives(walk, cps, length, is_whole, &alternatives);
	return next_alternative(&alternatives, &alternative);
}

static Candidate
weigh(const WicCanonWalk *walk, const uint32_t *cps, size_t length)
{
	Candidate	candidate = {cps, length, 0};
	WicAlternatives alternatives;
	WicAlternative alternative;

	start_alternatives(walk, cps, length, true, &alternatives);
	while (next_alternative(&alternatives, &alternative))
		candidate.nalternatives++;
	return candidate;
}

static bool
is_better(const Candidate *a, const Candidate *b)
{
	if (a->nalternatives != b->nalternatives)
		return a->nalternatives > b->nalternatives;
	if (a->length != b->length)
		return a->length < b->length;
	for (size_t i = 0; i < a->length; i++)
		if (a->cps[i] != b->cps[i])
			return a->cps[i] < b->cps[i];
	return false;
}

/* Has it no alternative that is better? */
static bool
is_heart(const WicCanonWalk *walk, const Candidate *candidate)
{
	WicAlternatives alternatives;
	WicAlternative alternative;

	start_alternatives(walk, candidate->cps, candidate->length, true,
					   &alternatives);
	while (next_alternative(&alternatives, &alternative))
	{
		Candidate	other = weigh(walk, alternative.text, alternative.length);

		if (is_better(&other, candidate))
			return false;
	}
	return true;
}

size_t
wic_canon_group(const WicCanonWalk *walk, const WicCanonWord *word,
				uint32_t *group)
{
	const uint32_t *cps = walk->cps + word->start;
	Candidate	own;
	Candidate	best;
	WicAlternatives alternatives;
	WicAlternative alternative;

	if (word->is_number)
		return wic_numeral_form(&word->numeral, 0, group);

	best = own = weigh(walk, cps, word->length);
	start_alternatives(walk, cps, word->length, word->is_whole,
					   &alternatives);
	while (next_alternative(&alternatives, &alternative))
	{
		Candidate	other = weigh(walk, alternative.text, alternative.length);

		if (is_better(&other, &best) && is_heart(walk, &other))
			best = other;
	}
	memcpy(group, best.cps, best.length * sizeof(uint32_t));
	return best.length;
}

/*------------------------------------------------------------- words -----*/

/* Does a number begin behind start and before end? */
static bool
meets_number(const WicCanonWalk *walk, size_t start, size_t end)
{
	WicNumeral	numeral;

	for (size_t at = start + 1; at < end; at++)
		if (wic_numeral_at(walk->cps, walk->n, at, &numeral))
			return true;
	return false;
}

/* The longest word with alternatives where the walk is; 0: none. */
static size_t
find_word(const WicCanonWalk *walk)
{
	const uint32_t *run = walk->cps + walk->run;
	size_t		n = walk->run_end - walk->run;
	size_t		start = walk->at - walk->run;
	size_t		length = SIZE_MAX;

	do
	{
		length = wic_lexicon_longest(walk->lexicons, walk->nlexicons, run, n,
									 start, length);
		if (length > 0 &&
			has_alternative(walk, run + start, length, length == n) &&
			!wic_splits_word(run, n, start, start + length) &&
			!meets_number(walk, walk->at, walk->at + length))
			return length;
	} while (length > 0);
	return 0;
}

/* May a word begin where the walk is? */
static bool
may_start(const WicCanonWalk *walk)
{
	size_t		next = walk->at + 1;

	return wic_may_start(walk->starts, walk->cps[walk->at],
						 next < walk->n ? walk->cps[next] : 0);
}

/* The run that the walk is in, or an empty one. */
static void
find_run(WicCanonWalk *walk)
{
	size_t		last = walk->run_end;

	walk->run = walk->run_end = walk->at;
	while (walk->run > last && wic_is_vocabulary(walk->cps[walk->run - 1]))
		walk->run--;
	while (walk->run_end < walk->n &&
		   wic_is_vocabulary(walk->cps[walk->run_end]))
		walk->run_end++;
}

bool
wic_canon_next(WicCanonWalk *walk, WicCanonWord *word)
{
	for (; walk->at < walk->n; walk->at++)
	{
		word->start = walk->at;
		word->is_whole = false;
		word->is_number = wic_numeral_at(walk->cps, walk->n, walk->at,
										 &word->numeral);
		if (word->is_number)
		{
			word->length = word->numeral.length;
			walk->at += word->length;
			return true;
		}
		if (!may_start(walk))
			continue;
		if (walk->at >= walk->run_end)
			find_run(walk);
		if (walk->at == walk->run_end)
			continue;
		word->length = find_word(walk);
		if (word->length == 0)
			continue;
		word->is_whole = word->length == walk->run_end - walk->run;
		walk->at += word->length;
		return true;
	}
	return false;
}
