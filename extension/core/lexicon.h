/*-------------------------------------------------------------------------
 *
 * lexicon.h
 *	  Find words in a run of CJK, and what else they are called.
 *
 *	  发展网际网路服务		=>	网际网路, characters 2 to 5: 互联网
 *	  军队的士气			=>	nothing: 士气 is a word here, 的士 is not
 *
 * A lexicon has words and blockers, both of folded characters.  A word, the
 * surface that is looked for, has alternatives: what it is called elsewhere.
 * It may be marked alone: then it counts only where it is the whole run.  A
 * blocker is what a run contains where a word is only seen by accident.  A
 * general one (理查德) takes out every word that it overlaps and sticks out of,
 * a guard only one word at one place in it (的士 in 的士气).
 *
 * The rule of wic_lexicon_find, over all lexicons it is given:
 *
 *	1. An occurrence of a word is taken out if it is marked alone and is not
 *	   the whole run; if an occurrence of a general blocker overlaps it and
 *	   sticks out of it at either side; or if it stands at its place in an
 *	   occurrence of its guard.  Blockers do not disturb each other.
 *	2. Of those that remain the leftmost is accepted, and of those that begin
 *	   at one place the longest; the search goes on behind it.
 *
 * A surface that several lexicons have is one concept with the alternatives of
 * all of them, so a user's term does not take a built-in one away.  Blockers
 * of one lexicon act on the words of all.
 *
 * The built-in lexicon is generated, from extension/data/vocab.tsv.  It serves
 * queries only and is never written into an index: a new version of it needs
 * no REINDEX.
 *
 * extension/core/lexicon.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_LEXICON_H
#define WIC_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WIC_VOCAB_LATEST 1

/* Characters of the longest surface or alternative. */
#define WIC_SURFACE_MAX 64

/* How many lexicons may be searched at once. */
#define WIC_LEXICONS_MAX 8

/* How far an alternative is trusted.  The numbers are those of the table. */
typedef enum WicTier
{
	WIC_TIER_A = 1,				/* the same thing */
	WIC_TIER_B = 2				/* often so; to be ranked lower */
} WicTier;

/* Weights are in units of 1 / 256 of that of what was typed. */
#define WIC_WEIGHT_UNIT		256
#define WIC_WEIGHT_A		230
#define WIC_WEIGHT_B		128

typedef struct WicLexicon WicLexicon;

/* The vocabulary of a version, or NULL if that was never published. */
extern const WicLexicon *wic_vocab_table(int version);

/* A word that was found, by its place in the run. */
typedef struct WicConcept
{
	size_t		start;			/* both in characters */
	size_t		length;
	bool		is_whole;		/* it is the whole run */
} WicConcept;

/*
 * Find the words of a run of n folded characters.  Writes at most max
 * concepts, ascending and without overlap, and returns their number; a run
 * has at most n.  None of the lexicons may be NULL.
 *
 * The time is that of n look-ups for each lexicon, and for each occurrence
 * another one for each character as far as the longest blocker reaches.
 */
extern size_t wic_lexicon_find(const WicLexicon *const *lexicons,
							   size_t nlexicons,
							   const uint32_t *run, size_t n,
							   WicConcept *concepts, size_t max);

/*
 * The longest word at start that no blocker takes out and that is shorter
 * than limit; 0 if there is none.
 */
extern size_t wic_lexicon_longest(const WicLexicon *const *lexicons,
								  size_t nlexicons,
								  const uint32_t *run, size_t n,
								  size_t start, size_t limit);

/* Vocabulary may mix CJK with letters and digits: T恤, 5G网络. */
extern bool wic_is_vocabulary(uint32_t cp);

/*
 * Does what lies from start to end of a run begin or end inside of a word of
 * letters and digits?
 */
extern bool wic_splits_word(const uint32_t *run, size_t n,
							size_t start, size_t end);

typedef struct WicAlternative
{
	const uint32_t *text;		/* the lexicon's own memory */
	size_t		length;
	WicTier		tier;
	unsigned	weight;			/* in WIC_WEIGHT_UNITs, never 0 */
	size_t		lexicon;		/* which one says so, from 0 */
} WicAlternative;

/* Walks through the alternatives of one concept. */
typedef struct WicAlternatives
{
	const WicLexicon *const *lexicons;
	size_t		nlexicons;
	const uint32_t *surface;
	size_t		length;
	bool		is_whole;
	size_t		lexicon;		/* where the walk is */
	uint32_t	next;
} WicAlternatives;

/* The lexicons and the run are those that the concept was found with. */
extern void wic_alternatives_init(WicAlternatives *walk,
								  const WicLexicon *const *lexicons,
								  size_t nlexicons, const uint32_t *run,
								  const WicConcept *concept);

/*
 * Fetch the next alternative, or return false after the last; there may be
 * none.  They come by lexicon, and within one as they were added, the
 * built-in ones by tier and then by code point.  What an earlier lexicon has
 * said is not repeated, and what it gave the weight 0 is left out: so a user
 * takes back an alternative of the built-in vocabulary.
 */
extern bool wic_alternatives_next(WicAlternatives *walk,
								  WicAlternative *alternative);

/*
 * Build a lexicon in memory of the caller, which stays the caller's and must
 * be aligned for any type:
 *
 *	size = wic_lexicon_size(entries, alternatives, characters);
 *	lexicon = wic_lexicon_init(memory, entries, alternatives, characters);
 *	wic_lexicon_add(lexicon, ...);
 *
 * The three numbers are upper bounds: entries counts every surface that is
 * added, alternatives every call of wic_lexicon_add, characters both texts of
 * every call.  The size is 0 if it would not fit into memory.  A lexicon is
 * ready at any time; one that is searched must not be added to at the same
 * time.
 */
extern size_t wic_lexicon_size(size_t nentries, size_t nalternatives,
							   size_t ncharacters);
extern WicLexicon *wic_lexicon_init(void *memory, size_t nentries,
									size_t nalternatives, size_t ncharacters);

/*
 * Say that surface is also called alternative; the other direction is another
 * call.  Both are folded.  Said twice, the greater weight counts, and the
 * tier that came with it.  Returns false, and has added nothing, if a text is
 * empty or longer than WIC_SURFACE_MAX, if the two are equal, if the weight
 * is above WIC_WEIGHT_UNIT, or if there is no room left.
 */
extern bool wic_lexicon_add(WicLexicon *lexicon,
							const uint32_t *surface, size_t length,
							const uint32_t *alternative,
							size_t alternative_length,
							WicTier tier, unsigned weight);

/* Add a general blocker.  It has at least two characters. */
extern bool wic_lexicon_add_blocker(WicLexicon *lexicon,
									const uint32_t *surface, size_t length);

/* Mark a surface alone, before or after it gets its alternatives. */
extern bool wic_lexicon_add_alone(WicLexicon *lexicon,
								  const uint32_t *surface, size_t length);

/* How many surfaces a lexicon has, and how many alternatives in all. */
extern size_t wic_lexicon_count(const WicLexicon *lexicon,
								size_t *nalternatives);

/*
 * Is what lies in a run from blocker to blocker_end a blocker that takes out a
 * word that lies from word to word_end?
 */
extern bool wic_lexicon_blocks(const WicLexicon *lexicon, const uint32_t *run,
							   size_t blocker, size_t blocker_end,
							   size_t word, size_t word_end);

/*
 * Where words can begin at all, told in a few steps: a bit for each hash of
 * two characters.  Words without alternatives of tier A are not marked.
 */
#define WIC_STARTS_WORDS	2048

/* Mark the words of a lexicon; the array is cleared before the first. */
extern void wic_lexicon_mark_starts(const WicLexicon *lexicon,
									uint32_t starts[WIC_STARTS_WORDS]);

static inline uint32_t
wic_start_hash(uint32_t first, uint32_t second)
{
	return (first * UINT32_C(0x9E3779B1) + second * UINT32_C(0x85EBCA6B)) >>
		16;
}

/* May a word begin with first, where second is behind it (0: nothing)? */
static inline bool
wic_may_start(const uint32_t *starts, uint32_t first, uint32_t second)
{
	uint32_t	pair = wic_start_hash(first, second);
	uint32_t	single = wic_start_hash(first, 0);

	return (starts[pair / 32] >> (pair % 32) & 1) != 0 ||
		(starts[single / 32] >> (single % 32) & 1) != 0;
}

/* Is there a word of just these characters, and may it stand in a run? */
extern bool wic_lexicon_has(const WicLexicon *lexicon,
							const uint32_t *surface, size_t length,
							bool is_whole);

#endif							/* WIC_LEXICON_H */
