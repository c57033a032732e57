/*-------------------------------------------------------------------------
 *
 * occasion_key.c
 *	  What is the same for the ways to name one occasion.
 *
 * extension/core/occasion_key.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/occasion_key.h"

#include <string.h>

#include "core/charclass.h"
#include "core/digits.h"
#include "core/lexicon.h"

#define YEAR		0x5E74		/* 年 */
#define ORDINAL		0x7B2C		/* 第 */
#define FIRST		0x9996		/* 首 */
#define EDITION		0x5C4A		/* 届 */
#define TIME		0x6B21		/* 次 */
#define TEN			0x5341		/* 十 */

/* What is left of a name without its last part is no shorter. */
#define MIN_REST	4

static bool
is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* Letters, digits and CJK: what a key is made of. */
static bool
is_kept(uint32_t cp)
{
	WicCharClass class = wic_char_class(cp);

	return class == WIC_CLASS_LETTER || class == WIC_CLASS_DIGIT ||
		class == WIC_CLASS_CJK;
}

/* A year at name[at]: 2022年, or 2022 where the name begins. */
static size_t
read_year(const uint32_t *name, size_t n, size_t at, int *year)
{
	int			value = 0;

	if (n - at < 4 || (at > 0 && is_digit(name[at - 1])) ||
		(at + 4 < n && is_digit(name[at + 4])))
		return 0;
	for (size_t i = at; i < at + 4; i++)
	{
		if (!is_digit(name[i]))
			return 0;
		value = value * 10 + (int) (name[i] - '0');
	}
	if (value < 1900 || value > 2199)
		return 0;
	if (at + 4 < n && name[at + 4] == YEAR)
	{
		*year = value;
		return 5;
	}
	if (at > 0)
		return 0;
	*year = value;
	return 4;
}

/* 十二 at name[at]; returns the characters read. */
static size_t
read_number(const uint32_t *name, size_t n, size_t at, int *number)
{
	size_t		start = at;

	*number = 0;
	while (at < n && at - start < 3 && is_digit(name[at]))
		*number = *number * 10 + (int) (name[at++] - '0');
	if (at > start)
		return at - start;
	if (at < n && wic_han_digit(name[at]) > 0)
		*number = wic_han_digit(name[at++]);
	if (at < n && name[at] == TEN)
	{
		*number = (*number > 0 ? *number : 1) * 10;
		at++;
		if (at < n && wic_han_digit(name[at]) > 0)
			*number += wic_han_digit(name[at++]);
	}
	return at - start;
}

static void
put(WicOccasionKey *key, uint32_t cp)
{
	if (key->n < WIC_OCCASION_KEY_MAX)
		key->chars[key->n++] = cp;
}

static void
put_ordinal(WicOccasionKey *key, int number)
{
	put(key, ORDINAL);
	for (int unit = 1000; unit > 0; unit /= 10)
		if (number >= unit)
			put(key, '0' + (uint32_t) (number / unit % 10));
	key->has_ordinal = true;
}

/* 第十二 and 首届 at name[at]; returns the characters read. */
static size_t
take_ordinal(WicOccasionKey *key, const uint32_t *name, size_t n, size_t at)
{
	int			number;
	size_t		length;

	if (name[at] == FIRST && at + 1 < n &&
		(name[at + 1] == EDITION || name[at + 1] == TIME))
	{
		put_ordinal(key, 1);
		return 1;
	}
	if (name[at] != ORDINAL)
		return 0;
	length = read_number(name, n, at + 1, &number);
	if (length == 0)
		return 0;
	put_ordinal(key, number);
	return 1 + length;
}

static bool
comes_before(const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
	if (na != nb)
		return na < nb;
	for (size_t i = 0; i < na; i++)
		if (a[i] != b[i])
			return a[i] < b[i];
	return false;
}

/* Add the way to say a word that all regions share here. */
static void
put_word(WicOccasionKey *key, const WicLexicon *vocab, const uint32_t *run,
		 const WicConcept *concept)
{
	const uint32_t *best = run + concept->start;
	size_t		length = concept->length;
	WicAlternatives walk;
	WicAlternative way;

	wic_alternatives_init(&walk, &vocab, 1, run, concept);
	while (wic_alternatives_next(&walk, &way))
		if (way.tier == WIC_TIER_A &&
			comes_before(way.text, way.length, best, length))
		{
			best = way.text;
			length = way.length;
		}
	for (size_t i = 0; i < length; i++)
		put(key, best[i]);
}

/* Add a run with the words of one region. */
static void
put_run(WicOccasionKey *key, const uint32_t *run, size_t n)
{
	const WicLexicon *vocab = wic_vocab_table(WIC_VOCAB_LATEST);
	WicConcept	concepts[WIC_OCCASION_NAME_MAX];
	size_t		count = wic_lexicon_find(&vocab, 1, run, n, concepts,
										 WIC_OCCASION_NAME_MAX);
	size_t		at = 0;

	for (size_t i = 0; i < count; i++)
	{
		while (at < concepts[i].start)
			put(key, run[at++]);
		put_word(key, vocab, run, &concepts[i]);
		at += concepts[i].length;
	}
	while (at < n)
		put(key, run[at++]);
}

/* 大会开幕式 => 大会 */
static size_t
without_parts(const uint32_t *name, size_t n)
{
	for (;;)
	{
		size_t		part = wic_speech_word_before(name, n, WIC_SPEECH_PART);

		if (part == 0 || n - part < MIN_REST)
			return n;
		n -= part;
	}
}

void
wic_occasion_key(const uint32_t *name, size_t n, WicOccasionKey *key)
{
	uint32_t	run[WIC_OCCASION_NAME_MAX];
	size_t		length = 0;

	memset(key, 0, sizeof(*key));
	if (n > WIC_OCCASION_NAME_MAX)
		n = WIC_OCCASION_NAME_MAX;
	n = without_parts(name, n);

	for (size_t at = 0; at < n;)
	{
		size_t		used = read_year(name, n, at, &key->year);

		if (used == 0 && (name[at] == ORDINAL || name[at] == FIRST))
		{
			put_run(key, run, length);
			length = 0;
			used = take_ordinal(key, name, n, at);
		}
		if (used == 0 && is_kept(name[at]))
			run[length++] = name[at];
		at += used > 0 ? used : 1;
	}
	put_run(key, run, length);
}
