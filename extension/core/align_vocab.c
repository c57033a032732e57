/*-------------------------------------------------------------------------
 *
 * align_vocab.c
 *	  Make one unit of a word that the other text has another word for.
 *
 * extension/core/align_vocab.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/align_vocab.h"

#include <string.h>

#include "core/numeral.h"

/* Words are numbered, and the numbers become ids. */
#define WORDS_MAX	(WIC_UNIT_END - WIC_UNIT_WORD)

#define NONE		UINT32_MAX

/* Beat once in so many units. */
#define PULSE_INTERVAL	4096

/* A word of either text, wherever it stands. */
typedef struct Word
{
	const uint32_t *text;		/* at one of its places */
	uint64_t	value;			/* of a number or date; 0: vocabulary */
	uint32_t	counts[2];		/* places in either text */
	uint32_t	concept;		/* the number of its first word */
	uint32_t	next;			/* word of the concept, in a ring */
	uint8_t		length;
	uint8_t		form;			/* which word of the concept it is */
	uint8_t		size;			/* of the concept; in its first word */
	bool		is_whole;		/* a whole run at each of its places */
	bool		is_merged;
} Word;

typedef struct Merger
{
	const WicLexicon *const *lexicons;
	size_t		nlexicons;
	void		(*pulse) (void);
	const WicAlignSide *sides[2];
	uint32_t   *cps[2];			/* the ids of their units */
	Word	   *words;
	uint32_t	nwords;
	uint32_t	max_words;
	uint32_t   *slots;			/* numbers of words, by their hash */
	uint32_t	slots_mask;
} Merger;

/* Goes through the units of a text. */
typedef struct Walk
{
	Merger	   *merger;
	int			which;			/* of the texts */
	uint32_t	at;
	uint32_t	run;			/* where the run that at is in begins */
	uint32_t	run_end;
	uint32_t	word_end;		/* of the outermost word there */
	uint32_t	numeral;		/* the last number or date */
	uint32_t	numeral_end;
	uint64_t	value;
} Walk;

static uint32_t
smaller(uint64_t a, uint64_t b)
{
	return (uint32_t) (a < b ? a : b);
}

/* How many words there can be: entries, and numbers of two characters. */
static uint32_t
words_room(const WicLexicon *const *lexicons, size_t nlexicons,
		   uint64_t nunits)
{
	uint64_t	entries = 0;
	size_t		nalternatives;

	for (size_t i = 0; i < nlexicons; i++)
		entries += wic_lexicon_count(lexicons[i], &nalternatives);
	return smaller(smaller(entries, nunits * WIC_SURFACE_MAX) + nunits / 2,
				   WORDS_MAX);
}

/* At least half of the slots stay empty, so that a search ends. */
static uint32_t
slots_room(uint32_t nwords)
{
	uint32_t	slots = 16;

	while (slots < 2 * nwords)
		slots *= 2;
	return slots;
}

size_t
wic_align_merge_memory(const WicLexicon *const *lexicons, size_t nlexicons,
					   uint32_t n, uint32_t m)
{
	uint64_t	nunits = (uint64_t) n + m;
	uint32_t	nwords = words_room(lexicons, nlexicons, nunits);
	uint64_t	size = sizeof(Word) * (uint64_t) nwords;

	size += sizeof(uint32_t) * (nunits + slots_room(nwords));
	return size < SIZE_MAX ? (size_t) size : SIZE_MAX;
}

static void
clear_slots(Merger *merger)
{
	memset(merger->slots, 0xFF,
		   sizeof(uint32_t) * ((size_t) merger->slots_mask + 1));
}

static void
lay_out(Merger *merger, void *memory)
{
	uint32_t	n = merger->sides[0]->n;
	uint32_t	m = merger->sides[1]->n;

	merger->max_words = words_room(merger->lexicons, merger->nlexicons,
								   (uint64_t) n + m);
	merger->words = memory;
	merger->cps[0] = (uint32_t *) (merger->words + merger->max_words);
	merger->cps[1] = merger->cps[0] + n;
	merger->slots = merger->cps[1] + m;
	merger->slots_mask = slots_room(merger->max_words) - 1;
	clear_slots(merger);
	for (int which = 0; which < 2; which++)
		for (uint32_t i = 0; i < merger->sides[which]->n; i++)
			merger->cps[which][i] = merger->sides[which]->units[i].id;
}

static void
beat(const Merger *merger)
{
	if (merger->pulse != NULL)
		merger->pulse();
}

/*--------------------------------------------------- places of words -----*/

/* Other numbers have other values, none is 0. */
static uint64_t
value_of(const WicNumeral *numeral)
{
	uint64_t	value = 1;

	value = value << 16 | (uint16_t) numeral->century;
	value = value << 16 | (uint16_t) numeral->year;
	value = value << 8 | (uint8_t) numeral->month;
	return value << 8 | (uint8_t) numeral->day;
}

/* Does one cluster end and another one begin before unit i? */
static bool
is_boundary(const WicAlignSide *side, uint32_t i)
{
	return i == 0 || i == side->n ||
		side->units[i].start != side->units[i - 1].start;
}

/* May what lies there be one unit? */
static bool
is_mergeable(const Walk *walk, uint32_t start, uint32_t end)
{
	const WicAlignSide *side = walk->merger->sides[walk->which];

	return is_boundary(side, start) && is_boundary(side, end);
}

/* The longest word at walk->at shorter than limit; 0 if there is none. */
static uint32_t
longest_word(const Walk *walk, size_t limit)
{
	const Merger *merger = walk->merger;

	return (uint32_t) wic_lexicon_longest(merger->lexicons,
										  merger->nlexicons,
										  merger->cps[walk->which] + walk->run,
										  walk->run_end - walk->run,
										  walk->at - walk->run, limit);
}

/* Is a number or date where the walk is, or does one begin before end? */
static bool
meets_numeral(const Walk *walk, uint32_t end)
{
	const uint32_t *cps = walk->merger->cps[walk->which];
	WicNumeral	numeral;

	for (uint32_t at = walk->at; at < end; at++)
		if (at < walk->numeral_end ||
			wic_numeral_at(cps, walk->merger->sides[walk->which]->n, at,
						   &numeral))
			return true;
	return false;
}

/* Find out what the walk has arrived at; false at the end of the text. */
static bool
arrive(Walk *walk)
{
	const uint32_t *cps = walk->merger->cps[walk->which];
	uint32_t	n = walk->merger->sides[walk->which]->n;
	WicNumeral	numeral;

	if (walk->at >= n)
		return false;
	if (walk->at % PULSE_INTERVAL == 0)
		beat(walk->merger);
	if (walk->at >= walk->numeral_end &&
		wic_numeral_at(cps, n, walk->at, &numeral))
	{
		walk->numeral = walk->at;
		walk->numeral_end = walk->at + (uint32_t) numeral.length;
		walk->value = value_of(&numeral);
	}
	if (walk->at >= walk->run_end)
	{
		walk->run = walk->run_end = walk->at;
		while (walk->run_end < n && wic_is_vocabulary(cps[walk->run_end]))
			walk->run_end++;
	}
	if (walk->at >= walk->word_end && walk->at < walk->run_end)
		walk->word_end = walk->at + longest_word(walk, SIZE_MAX);
	return true;
}

/*
 * Fetch a word where the walk is: each call a shorter one, within the
 * outermost.  word->length is UINT8_MAX before the first call.
 */
static bool
next_word(const Walk *walk, Word *word)
{
	const uint32_t *cps = walk->merger->cps[walk->which];
	uint32_t	at = walk->at;
	size_t		length = word->length;

	word->text = cps + at;
	word->value = 0;
	if (at < walk->numeral_end)
	{
		word->value = walk->value;
		word->is_whole = false;
		if (at > walk->numeral || word->length != UINT8_MAX)
			return false;
		word->length = (uint8_t) (walk->numeral_end - at);
		return is_mergeable(walk, at, walk->numeral_end);
	}

	if (length > WIC_SURFACE_MAX && at < walk->word_end)
		length = walk->word_end - at + 1;
	while (at < walk->word_end && length > 1)
	{
		length = longest_word(walk, length);
		if (length > 0 && is_mergeable(walk, at, at + (uint32_t) length) &&
			!wic_splits_word(cps + walk->run, walk->run_end - walk->run,
							 at - walk->run, at - walk->run + length) &&
			!meets_numeral(walk, at + (uint32_t) length))
		{
			word->length = (uint8_t) length;
			word->is_whole = length == walk->run_end - walk->run;
			return true;
		}
	}
	return false;
}

/*------------------------------------------------------ known words -----*/

static uint32_t
hash_of(const uint32_t *text, size_t length, uint64_t value)
{
	uint64_t	hash = value * UINT64_C(0x9E3779B97F4A7C15);

	for (size_t i = 0; i < length; i++)
	{
		hash = (hash ^ text[i]) *UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 29;
	}
	return (uint32_t) hash;
}

static bool
is_word(const Word *word, const uint32_t *text, size_t length, uint64_t value)
{
	return word->length == length && word->value == value &&
		memcmp(word->text, text, length * sizeof(uint32_t)) == 0;
}

/* The slot of a word, or the empty one where it would be. */
static uint32_t *
slot_of(const Merger *merger, const uint32_t *text, size_t length,
		uint64_t value)
{
	uint32_t	s = hash_of(text, length, value) & merger->slots_mask;

	while (merger->slots[s] != NONE &&
		   !is_word(&merger->words[merger->slots[s]], text, length, value))
		s = (s + 1) & merger->slots_mask;
	return &merger->slots[s];
}

/* Count a word; one that there is no room for is none. */
static void
count_word(Merger *merger, int which, const Word *found)
{
	uint32_t   *slot = slot_of(merger, found->text, found->length,
							   found->value);
	Word	   *word;

	if (*slot == NONE)
	{
		if (merger->nwords == merger->max_words)
			return;
		*slot = merger->nwords++;
		merger->words[*slot] = *found;
	}
	word = &merger->words[*slot];
	word->counts[which]++;
	word->is_whole &= found->is_whole;
}

static void
count_words(Merger *merger, int which)
{
	Walk		walk = {.merger = merger,.which = which};

	for (; arrive(&walk); walk.at++)
	{
		Word		word = {.length = UINT8_MAX};

		while (next_word(&walk, &word))
			count_word(merger, which, &word);
	}
}

/* How many more places the word has in one text than in the other. */
static uint32_t
surplus(const Word *word)
{
	return word->counts[0] > word->counts[1] ?
		word->counts[0] - word->counts[1] :
		word->counts[1] - word->counts[0];
}

/*
 * An order that does not depend on which text is which.  Numbers of one value
 * stand together.
 */
static bool
is_before(const Word *a, const Word *b)
{
	if (a->value != b->value)
		return a->value < b->value;
	if (surplus(a) != surplus(b))
		return surplus(a) > surplus(b);
	if (a->length != b->length)
		return a->length > b->length;
	for (unsigned i = 0; i < a->length; i++)
		if (a->text[i] != b->text[i])
			return a->text[i] < b->text[i];
	return false;
}

/* Let the word sink in a heap of n, in which none is before one above it. */
static void
sink(Word *words, uint32_t n, uint32_t i)
{
	Word		word = words[i];

	for (uint32_t child; (child = 2 * i + 1) < n; i = child)
	{
		if (child + 1 < n && is_before(&words[child], &words[child + 1]))
			child++;
		if (!is_before(&word, &words[child]))
			break;
		words[i] = words[child];
	}
	words[i] = word;
}

/* Number the words by their order, each a concept of its own. */
static void
sort_words(Merger *merger)
{
	Word	   *words = merger->words;

	for (uint32_t i = merger->nwords / 2; i > 0; i--)
		sink(words, merger->nwords, i - 1);
	for (uint32_t n = merger->nwords; n > 1; n--)
	{
		Word		last = words[0];

		words[0] = words[n - 1];
		words[n - 1] = last;
		sink(words, n - 1, 0);
	}

	clear_slots(merger);
	for (uint32_t i = 0; i < merger->nwords; i++)
	{
		*slot_of(merger, words[i].text, words[i].length, words[i].value) = i;
		words[i].concept = words[i].next = i;
		words[i].size = 1;
	}
}

/*--------------------------------------------------------- concepts -----*/

static void
start_alternatives(const Merger *merger, const Word *word,
				   WicAlternatives *walk)
{
	WicConcept	concept = {0, word->length, word->is_whole};

	wic_alternatives_init(walk, merger->lexicons, merger->nlexicons,
						  word->text, &concept);
}

/* Do the lexicons call one of them the other? */
static bool
has_alternative(const Merger *merger, const Word *word, const Word *other)
{
	WicAlternatives walk;
	WicAlternative alternative;

	start_alternatives(merger, word, &walk);
	while (wic_alternatives_next(&walk, &alternative))
		if (alternative.length == other->length &&
			memcmp(alternative.text, other->text,
				   other->length * sizeof(uint32_t)) == 0)
			return true;
	return false;
}

/* Is each the word of one text where the other is that of the other? */
static bool
face_each_other(const Word *a, const Word *b)
{
	return (a->counts[0] > 0 && b->counts[1] > 0) ||
		(a->counts[1] > 0 && b->counts[0] > 0);
}

/* Would two words that face each other in a concept be right there? */
static bool
agree(const Merger *merger, const Word *a, const Word *b)
{
	return !face_each_other(a, b) ||
		(a->value != 0 && a->value == b->value) ||
		has_alternative(merger, a, b) || has_alternative(merger, b, a);
}

/* Do all words of the concepts of a and b agree, given that a and b do? */
static bool
concepts_agree(const Merger *merger, uint32_t a, uint32_t b)
{
	uint32_t	i = a;
	uint32_t	j = b;

	do
	{
		do
		{
			if (!(i == a && j == b) &&
				!agree(merger, &merger->words[i], &merger->words[j]))
				return false;
			j = merger->words[j].next;
		} while (j != b);
		i = merger->words[i].next;
	} while (i != a);
	return true;
}

/* Make one concept of those of two words that agree, if all others do. */
static void
join(Merger *merger, uint32_t a, uint32_t b)
{
	Word	   *words = merger->words;
	uint32_t	first = smaller(words[a].concept, words[b].concept);
	uint32_t	size = words[words[a].concept].size +
	words[words[b].concept].size;
	uint32_t	next = words[a].next;

	if (words[a].concept == words[b].concept ||
		size > WIC_CONCEPT_WORDS_MAX || !concepts_agree(merger, a, b))
		return;

	words[a].next = words[b].next;
	words[b].next = next;
	words[first].size = (uint8_t) size;
	for (uint32_t i = words[first].next; i != first; i = words[i].next)
		words[i].concept = first;
	words[first].concept = first;
}

/* Has one of them a surplus in one text, and the other in the other? */
static bool
stand_for_each_other(const Word *a, const Word *b)
{
	return (a->counts[0] > a->counts[1] && b->counts[0] < b->counts[1]) ||
		(a->counts[0] < a->counts[1] && b->counts[0] > b->counts[1]);
}

/* Join a word with its alternatives; likely: those it stands for here. */
static void
join_alternatives(Merger *merger, uint32_t number, bool likely)
{
	const Word *word = &merger->words[number];
	WicAlternatives walk;
	WicAlternative alternative;

	start_alternatives(merger, word, &walk);
	while (wic_alternatives_next(&walk, &alternative))
	{
		uint32_t	other = *slot_of(merger, alternative.text,
									 alternative.length, 0);

		if (other != NONE &&
			face_each_other(word, &merger->words[other]) &&
			(!likely ||
			 stand_for_each_other(word, &merger->words[other])))
			join(merger, number, other);
	}
}

/* A concept is merged if it has several words and both texts have it. */
static void
settle_concept(Word *words, uint32_t first)
{
	uint32_t	i = first;
	bool		in_a = false;
	bool		in_b = false;
	uint8_t		form = 0;

	do
	{
		in_a |= words[i].counts[0] > 0;
		in_b |= words[i].counts[1] > 0;
		words[i].form = form++;
		i = words[i].next;
	} while (i != first);
	do
	{
		words[i].is_merged = form > 1 && in_a && in_b;
		i = words[i].next;
	} while (i != first);
}

static void
make_concepts(Merger *merger)
{
	Word	   *words = merger->words;

	for (int likely = 1; likely >= 0; likely--)
	{
		for (uint32_t i = 0; i < merger->nwords; i++)
		{
			if (i % 64 == 0)
				beat(merger);
			if (words[i].value == 0)
				join_alternatives(merger, i, likely);
			else if (i > 0 && words[i].value == words[i - 1].value)
				join(merger, i, i - 1);
		}
	}
	for (uint32_t i = 0; i < merger->nwords; i++)
		if (words[i].concept == i)
			settle_concept(words, i);
}

/*---------------------------------------------------------- merging -----*/

/* The longest word to be merged where the walk is, or NULL. */
static const Word *
merged_word(const Walk *walk)
{
	const Merger *merger = walk->merger;
	Word		word = {.length = UINT8_MAX};

	while (next_word(walk, &word))
	{
		uint32_t	number = *slot_of(merger, word.text, word.length,
									  word.value);

		if (number != NONE && merger->words[number].is_merged)
			return &merger->words[number];
	}
	return NULL;
}

static uint32_t
merge_units(Merger *merger, int which, WicUnit *units)
{
	Walk		walk = {.merger = merger,.which = which};
	WicAlignSide loaded = *merger->sides[which];
	uint32_t	n = 0;

	while (arrive(&walk))
	{
		const Word *word = merged_word(&walk);
		WicUnit		unit = loaded.units[walk.at];

		if (word != NULL)
		{
			unit.id = WIC_UNIT_WORD + word->concept;
			unit.form = word->form;
			unit.length = word->length;
		}
		walk.at += unit.length;
		units[n++] = unit;
	}
	return n;
}

void
wic_align_merge(WicAlignSide *a, WicAlignSide *b,
				const WicLexicon *const *lexicons, size_t nlexicons,
				void *memory, void (*pulse) (void))
{
	Merger		merger = {
		.lexicons = lexicons,.nlexicons = nlexicons,.pulse = pulse,
		.sides = {a, b},
	};

	lay_out(&merger, memory);
	count_words(&merger, 0);
	count_words(&merger, 1);
	sort_words(&merger);
	make_concepts(&merger);
	a->n = merge_units(&merger, 0, a->units);
	b->n = merge_units(&merger, 1, b->units);
}

static bool
is_lone_word(const WicUnit *unit)
{
	return unit->id >= WIC_UNIT_WORD && !unit->matched;
}

bool
wic_align_split(WicAlignSide *side, WicUnit *loaded, uint32_t n)
{
	uint32_t	from = 0;
	uint32_t	count = 0;
	uint32_t	i = 0;

	while (i < side->n && !is_lone_word(&side->units[i]))
		i++;
	if (i == side->n)
		return false;

	/* What is written lies before what is still to be read. */
	for (i = 0; i < side->n; i++)
	{
		WicUnit		unit = side->units[i];

		if (!is_lone_word(&unit))
		{
			loaded[count++] = unit;
			continue;
		}
		while (from < count || loaded[from].start < unit.start)
			from++;
		for (unsigned k = 0; k < unit.length && from < n; k++)
			loaded[count++] = loaded[from++];
	}
	side->units = loaded;
	side->n = count;
	return true;
}
