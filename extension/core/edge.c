/*-------------------------------------------------------------------------
 *
 * edge.c
 *	  Words that begin or end a run of symbols without being part of it.
 *
 * extension/core/edge.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/edge.h"

#include <string.h>

/* A character, and those beside it with which it is a word. */
typedef struct Particle
{
	const char *character;
	const char *beside;
} Particle;

#include "core/edge_table.h"

#define lengthof(array) (sizeof(array) / sizeof((array)[0]))

static uint32_t
next_of(const char **p)
{
	const uint8_t *at = (const uint8_t *) *p;
	uint32_t	cp;

	*p += wic_utf8_next(at, at + strlen(*p), &cp);
	return cp;
}

static bool
has_character(const char *characters, uint64_t key)
{
	while (*characters != '\0')
		if (next_of(&characters) == key)
			return true;
	return false;
}

/* Is the character one of the particles, and not of a word with beside? */
static bool
is_particle(const Particle *particles, size_t nparticles, uint64_t key,
			uint64_t beside)
{
	for (size_t i = 0; i < nparticles; i++)
		if (has_character(particles[i].character, key))
			return !has_character(particles[i].beside, beside);
	return false;
}

static size_t
count_characters(const char *word)
{
	size_t		length = 0;

	while (*word != '\0')
		next_of(&word), length++;
	return length;
}

static bool
is_word_at(const char *word, const uint64_t *keys)
{
	while (*word != '\0')
		if (next_of(&word) != *keys++)
			return false;
	return true;
}

/* Length of the longest word at an end of n symbols, of which it is a part. */
static size_t
longest_word(const char *const *words, size_t nwords, const uint64_t *keys,
			 size_t n, bool at_end)
{
	size_t		longest = 0;

	for (size_t i = 0; i < nwords; i++)
	{
		size_t		length = count_characters(words[i]);

		if (length > longest && length < n &&
			is_word_at(words[i], at_end ? keys + n - length : keys))
			longest = length;
	}
	return longest;
}

static bool
is_english(uint64_t key)
{
	for (size_t i = 0; i < lengthof(edge_english); i++)
		if (wic_symbol_word(edge_english[i], strlen(edge_english[i])) == key)
			return true;
	return false;
}

bool
wic_edge_is_framed(const uint64_t *keys, size_t n)
{
	if (n == 0 || keys[0] != 0x4EE5)
		return false;
	for (size_t i = 1; i < n; i++)
		if (keys[i] == 0x4E3A)
			return true;
	return false;
}

bool
wic_edge_is_counted(uint64_t number, uint64_t key)
{
	if (number < WIC_SYMBOL_WORD && !has_character(edge_numbers, number))
		return false;
	return has_character(edge_measures, key);
}

size_t
wic_edge_begin(const uint64_t *keys, size_t n)
{
	size_t		longest;

	if (n < 2)
		return 0;
	if (keys[0] >= WIC_SYMBOL_WORD)
		return is_english(keys[0]);
	longest = longest_word(edge_begin_words, lengthof(edge_begin_words),
						   keys, n, false);
	if (longest > 0 || wic_edge_is_framed(keys, n))
		return longest;
	return is_particle(edge_begin, lengthof(edge_begin), keys[0], keys[1]);
}

size_t
wic_edge_end(const uint64_t *keys, size_t n)
{
	size_t		longest;

	if (n < 2)
		return 0;
	if (keys[n - 1] >= WIC_SYMBOL_WORD)
		return is_english(keys[n - 1]);
	longest = longest_word(edge_end_words, lengthof(edge_end_words), keys, n,
						   true);
	if (longest > 0)
		return longest;
	return is_particle(edge_end, lengthof(edge_end), keys[n - 1], keys[n - 2]);
}
