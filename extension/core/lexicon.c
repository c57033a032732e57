/*-------------------------------------------------------------------------
 *
 * lexicon.c
 *	  Find words in a run of CJK, and what else they are called.
 *
 * A lexicon is a hash table by the first two characters of a surface.  Entries
 * of one bucket, and alternatives of one entry, are chained by number; the
 * numbers begin with 1, and 0 ends a chain.  Guards are entries of their own,
 * which may have the text of another one.  The built-in table is generated in
 * this form, a user's grows into it.
 *
 * extension/core/lexicon.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/lexicon.h"

#include <string.h>

#include "core/charclass.h"

#define BUCKET_BITS_MAX 24

typedef struct Entry
{
	uint32_t text;				/* where in the characters it begins */
	uint32_t	next;			/* entry of the same bucket */
	uint32_t	alternatives;	/* the first of them; 0: not a word */
	uint8_t		length;
	bool		is_blocker;		/* general, or a guard */
	bool		is_alone;
	uint8_t		guarded;		/* where in a guard its word stands */
	uint8_t		guarded_length; /* 0: not a guard */
} Entry;

typedef struct Alternative
{
	uint32_t text;
	uint32_t	next;			/* alternative of the same entry */
	uint16_t	weight;
	uint8_t		length;
	uint8_t		tier;
} Alternative;

#include "core/vocab_v1_table.h"

struct WicLexicon
{
	const uint32_t *buckets;	/* first entry of each */
	const Entry *entries;
	const Alternative *alternatives;
	const uint32_t *characters;
	unsigned	bucket_bits;
	bool		has_singles;	/* surfaces of one character */
	uint8_t		longest_blocker;
	uint32_t	nentries;
	uint32_t	nalternatives;
	uint32_t	ncharacters;
	uint32_t	max_entries;
	uint32_t	max_alternatives;
	uint32_t	max_characters;
};

static const WicLexicon vocab_v1 = {
	.buckets = vocab_v1_buckets,
	.entries = vocab_v1_entries,
	.alternatives = vocab_v1_alternatives,
	.characters = vocab_v1_characters,
	.bucket_bits = VOCAB_V1_BUCKET_BITS,
	.longest_blocker = VOCAB_V1_LONGEST_BLOCKER,
	.nentries = VOCAB_V1_ENTRIES,
	.nalternatives = VOCAB_V1_ALTERNATIVES,
};

_Static_assert(VOCAB_V1_LONGEST <= WIC_SURFACE_MAX, "surface too long");

const WicLexicon *
wic_vocab_table(int version)
{
	return version == 1 ? &vocab_v1 : NULL;
}

/* The bucket of surfaces that begin so; second is 0 if there is none. */
static inline uint32_t
bucket_of(const WicLexicon *lexicon, uint32_t first, uint32_t second)
{
	uint32_t	hash = first * UINT32_C(0x9E3779B1) +
	second * UINT32_C(0x85EBCA6B);

	return (hash ^ hash >> 15) * UINT32_C(0xC2B2AE35) >>
		(32 - lexicon->bucket_bits);
}

static inline const Entry *
entry_at(const WicLexicon *lexicon, uint32_t number)
{
	return number == 0 ? NULL : &lexicon->entries[number - 1];
}

/* The first entry that may be found where n characters remain. */
static inline const Entry *
first_entry(const WicLexicon *lexicon, const uint32_t *text, size_t n)
{
	uint32_t	second = n > 1 ? text[1] : 0;

	return entry_at(lexicon,
					lexicon->buckets[bucket_of(lexicon, text[0], second)]);
}

static inline bool
begins_with(const WicLexicon *lexicon, const uint32_t *text, size_t n,
			const Entry *entry)
{
	const uint32_t *surface = lexicon->characters + entry->text;

	if (entry->length > n || surface[0] != text[0])
		return false;
	return memcmp(text, surface, entry->length * sizeof(uint32_t)) == 0;
}

/* The entry of just this surface, not a guard, or NULL. */
static const Entry *
exact_entry(const WicLexicon *lexicon, const uint32_t *surface, size_t length)
{
	const Entry *entry = NULL;

	if (length > 0)
		entry = first_entry(lexicon, surface, length);
	while (entry != NULL && !(entry->length == length &&
							  entry->guarded_length == 0 &&
							  begins_with(lexicon, surface, length, entry)))
		entry = entry_at(lexicon, entry->next);
	return entry;
}

static inline bool
is_word(const Entry *entry, bool is_whole)
{
	return entry != NULL && entry->alternatives != 0 &&
		(is_whole || !entry->is_alone);
}

bool
wic_lexicon_has(const WicLexicon *lexicon, const uint32_t *surface,
				size_t length, bool is_whole)
{
	return is_word(exact_entry(lexicon, surface, length), is_whole);
}

size_t
wic_lexicon_count(const WicLexicon *lexicon, size_t *nalternatives)
{
	*nalternatives = lexicon->nalternatives;
	return lexicon->nentries;
}

/*----------------------------------------------------------- finding -----*/

/* What is searched: a run, and the lexicons to search it with. */
typedef struct Search
{
	const WicLexicon *const *lexicons;
	size_t		nlexicons;
	const uint32_t *run;
	size_t		n;
} Search;

/* Does an entry that stands at from take out a word from start to end? */
static inline bool
takes_out(const Entry *entry, size_t from, size_t start, size_t end)
{
	if (!entry->is_blocker)
		return false;
	if (entry->guarded_length > 0)
		return start == from + entry->guarded &&
			end == start + entry->guarded_length;
	return from < start ?
		from + entry->length > start :
		from < end && from + entry->length > end;
}

bool
wic_lexicon_blocks(const WicLexicon *lexicon, const uint32_t *run,
				   size_t blocker, size_t blocker_end,
				   size_t word, size_t word_end)
{
	const uint32_t *text = run + blocker;
	size_t		length = blocker_end - blocker;
	const Entry *entry = NULL;

	if (length > 0)
		entry = first_entry(lexicon, text, length);
	for (; entry != NULL; entry = entry_at(lexicon, entry->next))
		if (entry->length == length &&
			takes_out(entry, blocker, word, word_end) &&
			begins_with(lexicon, text, length, entry))
			return true;
	return false;
}

/* Does a blocker begin at from that takes out a word from start to end? */
static bool
is_blocked_from(const Search *search, size_t from, size_t start, size_t end)
{
	const uint32_t *text = search->run + from;
	size_t		n = search->n - from;

	for (size_t i = 0; i < search->nlexicons; i++)
	{
		const WicLexicon *lexicon = search->lexicons[i];
		const Entry *entry = NULL;

		if (from + lexicon->longest_blocker > start)
			entry = first_entry(lexicon, text, n);
		for (; entry != NULL; entry = entry_at(lexicon, entry->next))
			if (takes_out(entry, from, start, end) &&
				begins_with(lexicon, text, n, entry))
				return true;
	}
	return false;
}

static size_t
longest_blocker(const Search *search)
{
	size_t		longest = 0;

	for (size_t i = 0; i < search->nlexicons; i++)
		if (search->lexicons[i]->longest_blocker > longest)
			longest = search->lexicons[i]->longest_blocker;
	return longest;
}

/* Does any blocker take out a word from start to end? */
static bool
is_blocked(const Search *search, size_t start, size_t end)
{
	size_t		reach = longest_blocker(search);
	size_t		from = start < reach ? 0 : start - reach;

	for (; from < end; from++)
		if (is_blocked_from(search, from, start, end))
			return true;
	return false;
}

/* The longest word of one chain at start that is shorter than limit. */
static size_t
longest_in_chain(const Search *search, const WicLexicon *lexicon,
				 const Entry *entry, size_t start, size_t limit)
{
	size_t		n = search->n - start;
	size_t		longest = 0;

	for (; entry != NULL; entry = entry_at(lexicon, entry->next))
		if (entry->length > longest && entry->length < limit &&
			is_word(entry, entry->length == search->n) &&
			begins_with(lexicon, search->run + start, n, entry))
			longest = entry->length;
	return longest;
}

static size_t
longest_word(const Search *search, size_t start, size_t limit)
{
	const uint32_t *text = search->run + start;
	size_t		n = search->n - start;
	size_t		longest = 0;

	for (size_t i = 0; i < search->nlexicons; i++)
	{
		const WicLexicon *lexicon = search->lexicons[i];
		size_t		length;

		length = longest_in_chain(search, lexicon,
								  first_entry(lexicon, text, n), start, limit);
		if (length == 0 && n > 1 && lexicon->has_singles)
			length = longest_in_chain(search, lexicon,
									  first_entry(lexicon, text, 1),
									  start, limit);
		if (length > longest)
			longest = length;
	}
	return longest;
}

/* The longest word at start that no blocker takes out; 0 if there is none. */
static size_t
longest_free_word(const Search *search, size_t start, size_t limit)
{
	size_t		length = limit;

	do
		length = longest_word(search, start, length);
	while (length > 0 && is_blocked(search, start, start + length));
	return length;
}

size_t
wic_lexicon_longest(const WicLexicon *const *lexicons, size_t nlexicons,
					const uint32_t *run, size_t n,
					size_t start, size_t limit)
{
	const Search search = {lexicons, nlexicons, run, n};

	return longest_free_word(&search, start, limit);
}

size_t
wic_lexicon_find(const WicLexicon *const *lexicons, size_t nlexicons,
				 const uint32_t *run, size_t n,
				 WicConcept *concepts, size_t max)
{
	const Search search = {lexicons, nlexicons, run, n};
	size_t		count = 0;
	size_t		start = 0;

	while (start < n && count < max)
	{
		size_t		length = longest_free_word(&search, start, SIZE_MAX);

		if (length == 0)
		{
			start++;
			continue;
		}
		concepts[count].start = start;
		concepts[count].length = length;
		concepts[count++].is_whole = length == n;
		start += length;
	}
	return count;
}

/* A letter or digit of a word, not of a run of CJK. */
static bool
is_of_word(uint32_t cp)
{
	WicCharClass class = wic_char_class(cp);

	return class == WIC_CLASS_LETTER || class == WIC_CLASS_DIGIT;
}

bool
wic_is_vocabulary(uint32_t cp)
{
	return is_of_word(cp) || wic_char_class(cp) == WIC_CLASS_CJK;
}

bool
wic_splits_word(const uint32_t *run, size_t n, size_t start, size_t end)
{
	return (start > 0 && is_of_word(run[start - 1]) &&
			is_of_word(run[start])) ||
		(end < n && is_of_word(run[end - 1]) && is_of_word(run[end]));
}

/*------------------------------------------------------ alternatives -----*/

/* The first alternative of a surface in one lexicon, by number. */
static uint32_t
alternatives_of(const WicLexicon *lexicon, const uint32_t *surface,
				size_t length, bool is_whole)
{
	const Entry *entry = exact_entry(lexicon, surface, length);

	return is_word(entry, is_whole) ? entry->alternatives : 0;
}

static bool
is_same_text(const WicLexicon *lexicon, const Alternative *alternative,
			 const uint32_t *text, size_t length)
{
	return alternative->length == length &&
		memcmp(lexicon->characters + alternative->text, text,
			   length * sizeof(uint32_t)) == 0;
}

/* The alternative of just this text in a chain, by number; 0: none. */
static uint32_t
find_alternative(const WicLexicon *lexicon, uint32_t number,
				 const uint32_t *text, size_t length)
{
	while (number != 0 &&
		   !is_same_text(lexicon, &lexicon->alternatives[number - 1],
						 text, length))
		number = lexicon->alternatives[number - 1].next;
	return number;
}

/* Has a lexicon before the current one spoken about this alternative? */
static bool
was_said(const WicAlternatives *walk, const uint32_t *text, size_t length)
{
	for (size_t i = 0; i < walk->lexicon; i++)
	{
		const WicLexicon *lexicon = walk->lexicons[i];
		uint32_t	chain = alternatives_of(lexicon, walk->surface,
											walk->length, walk->is_whole);

		if (find_alternative(lexicon, chain, text, length) != 0)
			return true;
	}
	return false;
}

void
wic_alternatives_init(WicAlternatives *walk,
					  const WicLexicon *const *lexicons, size_t nlexicons,
					  const uint32_t *run, const WicConcept *concept)
{
	walk->lexicons = lexicons;
	walk->nlexicons = nlexicons;
	walk->surface = run + concept->start;
	walk->length = concept->length;
	walk->is_whole = concept->is_whole;
	walk->lexicon = 0;
	walk->next = 0;
	if (nlexicons > 0)
		walk->next = alternatives_of(lexicons[0], walk->surface,
									 walk->length, walk->is_whole);
}

/* Go to the next lexicon; false if there is none. */
static bool
next_lexicon(WicAlternatives *walk)
{
	if (walk->lexicon + 1 >= walk->nlexicons)
		return false;
	walk->lexicon++;
	walk->next = alternatives_of(walk->lexicons[walk->lexicon], walk->surface,
								 walk->length, walk->is_whole);
	return true;
}

bool
wic_alternatives_next(WicAlternatives *walk, WicAlternative *alternative)
{
	while (walk->next != 0 || next_lexicon(walk))
	{
		const WicLexicon *lexicon = walk->lexicons[walk->lexicon];
		const Alternative *found;

		if (walk->next == 0)
			continue;
		found = &lexicon->alternatives[walk->next - 1];
		walk->next = found->next;
		alternative->text = lexicon->characters + found->text;
		alternative->length = found->length;
		alternative->tier = (WicTier) found->tier;
		alternative->weight = found->weight;
		alternative->lexicon = walk->lexicon;
		if (found->weight != 0 &&
			!was_said(walk, alternative->text, alternative->length))
			return true;
	}
	return false;
}

static bool
has_tier_a(const WicLexicon *lexicon, const Entry *entry)
{
	uint32_t	number = entry->alternatives;

	while (number != 0 &&
		   lexicon->alternatives[number - 1].tier != WIC_TIER_A)
		number = lexicon->alternatives[number - 1].next;
	return number != 0;
}

void
wic_lexicon_mark_starts(const WicLexicon *lexicon,
						uint32_t starts[WIC_STARTS_WORDS])
{
	for (uint32_t i = 0; i < lexicon->nentries; i++)
	{
		const Entry *entry = &lexicon->entries[i];
		const uint32_t *text = lexicon->characters + entry->text;
		uint32_t	hash;

		if (!has_tier_a(lexicon, entry))
			continue;
		hash = wic_start_hash(text[0], entry->length > 1 ? text[1] : 0);
		starts[hash / 32] |= UINT32_C(1) << (hash % 32);
	}
}

/*---------------------------------------------------------- building -----*/

/* A lexicon that is being built, and the arrays behind it. */
typedef struct Builder
{
	WicLexicon	lexicon;		/* first: the lexicon is the builder */
	uint32_t   *buckets;
	Entry	   *entries;
	Alternative *alternatives;
	uint32_t   *characters;
} Builder;

static unsigned
bucket_bits_for(size_t nentries)
{
	unsigned	bits = 1;

	while (bits < BUCKET_BITS_MAX && ((size_t) 1 << bits) < nentries)
		bits++;
	return bits;
}

/* Add count * size to *total, unless that is more than UINT32_MAX. */
static bool
add_size(uint64_t *total, size_t count, size_t size)
{
	if (count > UINT32_MAX)
		return false;
	*total += (uint64_t) count * size;
	return *total <= UINT32_MAX;
}

size_t
wic_lexicon_size(size_t nentries, size_t nalternatives, size_t ncharacters)
{
	uint64_t	total = sizeof(Builder);

	if (!add_size(&total, nentries, sizeof(Entry)) ||
		!add_size(&total, nalternatives, sizeof(Alternative)) ||
		!add_size(&total, ncharacters, sizeof(uint32_t)) ||
		!add_size(&total, (size_t) 1 << bucket_bits_for(nentries),
				  sizeof(uint32_t)))
		return 0;
	return (size_t) total;
}

WicLexicon *
wic_lexicon_init(void *memory, size_t nentries, size_t nalternatives,
				 size_t ncharacters)
{
	Builder    *builder = memory;
	unsigned	bits = bucket_bits_for(nentries);

	memset(builder, 0, sizeof(Builder));
	builder->entries = (Entry *) (builder + 1);
	builder->alternatives = (Alternative *) (builder->entries + nentries);
	builder->characters = (uint32_t *) (builder->alternatives + nalternatives);
	builder->buckets = builder->characters + ncharacters;
	memset(builder->buckets, 0, sizeof(uint32_t) << bits);

	builder->lexicon.entries = builder->entries;
	builder->lexicon.alternatives = builder->alternatives;
	builder->lexicon.characters = builder->characters;
	builder->lexicon.buckets = builder->buckets;
	builder->lexicon.bucket_bits = bits;
	builder->lexicon.max_entries = (uint32_t) nentries;
	builder->lexicon.max_alternatives = (uint32_t) nalternatives;
	builder->lexicon.max_characters = (uint32_t) ncharacters;
	return &builder->lexicon;
}

/* Is there room for what a call may need at most? */
static bool
has_room(const WicLexicon *lexicon, unsigned nentries, unsigned nalternatives,
		 size_t ncharacters)
{
	return nentries <= lexicon->max_entries - lexicon->nentries &&
		nalternatives <= lexicon->max_alternatives - lexicon->nalternatives &&
		ncharacters <= lexicon->max_characters - lexicon->ncharacters;
}

static bool
is_possible(const uint32_t *text, size_t length, size_t least)
{
	return length >= least && length <= WIC_SURFACE_MAX && text[0] != 0;
}

/* Append characters, for which there is room, and say where they begin. */
static uint32_t
put_text(Builder *builder, const uint32_t *text, size_t length)
{
	uint32_t	start = builder->lexicon.ncharacters;

	memcpy(builder->characters + start, text, length * sizeof(uint32_t));
	builder->lexicon.ncharacters += (uint32_t) length;
	return start;
}

/* The entry of a surface, made if there is none; there is room for it. */
static Entry *
make_entry(Builder *builder, const uint32_t *surface, size_t length)
{
	WicLexicon *lexicon = &builder->lexicon;
	const Entry *known = exact_entry(lexicon, surface, length);
	uint32_t	bucket;
	Entry	   *entry;

	if (known != NULL)
		return builder->entries + (known - builder->entries);

	bucket = bucket_of(lexicon, surface[0], length > 1 ? surface[1] : 0);
	entry = &builder->entries[lexicon->nentries++];
	memset(entry, 0, sizeof(Entry));
	entry->text = put_text(builder, surface, length);
	entry->length = (uint8_t) length;
	entry->next = builder->buckets[bucket];
	builder->buckets[bucket] = lexicon->nentries;
	lexicon->has_singles |= length == 1;
	return entry;
}

/* Where the number of a new alternative goes: the end of the chain. */
static uint32_t *
end_of_chain(Builder *builder, Entry *entry)
{
	uint32_t   *link = &entry->alternatives;

	while (*link != 0)
		link = &builder->alternatives[*link - 1].next;
	return link;
}

/* Add an alternative, for which there is room, or make it weigh more. */
static void
put_alternative(Builder *builder, Entry *entry, const uint32_t *text,
				size_t length, WicTier tier, unsigned weight)
{
	WicLexicon *lexicon = &builder->lexicon;
	uint32_t	known = find_alternative(lexicon, entry->alternatives,
										 text, length);
	Alternative *alternative;

	if (known == 0)
	{
		*end_of_chain(builder, entry) = known = ++lexicon->nalternatives;
		alternative = &builder->alternatives[known - 1];
		memset(alternative, 0, sizeof(Alternative));
		alternative->text = put_text(builder, text, length);
		alternative->length = (uint8_t) length;
	}
	alternative = &builder->alternatives[known - 1];
	if (alternative->tier != 0 && weight <= alternative->weight)
		return;
	alternative->tier = (uint8_t) tier;
	alternative->weight = (uint16_t) weight;
}

bool
wic_lexicon_add(WicLexicon *lexicon, const uint32_t *surface, size_t length,
				const uint32_t *alternative, size_t alternative_length,
				WicTier tier, unsigned weight)
{
	Builder    *builder = (Builder *) lexicon;
	Entry	   *entry;

	if (!is_possible(surface, length, 1) ||
		!is_possible(alternative, alternative_length, 1) ||
		!has_room(lexicon, 1, 1, length + alternative_length) ||
		weight > WIC_WEIGHT_UNIT)
		return false;
	if (length == alternative_length &&
		memcmp(surface, alternative, length * sizeof(uint32_t)) == 0)
		return false;

	entry = make_entry(builder, surface, length);
	put_alternative(builder, entry, alternative, alternative_length, tier,
					weight);
	return true;
}

bool
wic_lexicon_add_blocker(WicLexicon *lexicon, const uint32_t *surface,
						size_t length)
{
	Builder    *builder = (Builder *) lexicon;

	if (!is_possible(surface, length, 2) ||
		!has_room(lexicon, 1, 0, length))
		return false;
	make_entry(builder, surface, length)->is_blocker = true;
	if (length > lexicon->longest_blocker)
		lexicon->longest_blocker = (uint8_t) length;
	return true;
}

bool
wic_lexicon_add_alone(WicLexicon *lexicon, const uint32_t *surface,
					  size_t length)
{
	Builder    *builder = (Builder *) lexicon;

	if (!is_possible(surface, length, 1) ||
		!has_room(lexicon, 1, 0, length))
		return false;
	make_entry(builder, surface, length)->is_alone = true;
	return true;
}
