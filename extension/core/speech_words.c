/*-------------------------------------------------------------------------
 *
 * speech_words.c
 *	  The words by which a text says who said what, when and where.
 *
 * extension/core/speech_words.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/speech_words.h"

#include "core/speech_table.h"

#define NWORDS (sizeof(speech_classes) / sizeof(speech_classes[0]))

/* The words that begin with cp: from *word to before *end. */
static bool
words_with_first(uint32_t cp, size_t *word, size_t *end)
{
	size_t		low = 0;
	size_t		high = SPEECH_NFIRST;

	while (low < high)
	{
		size_t		middle = (low + high) / 2;

		if (speech_first[middle] < cp)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == SPEECH_NFIRST || speech_first[low] != cp)
		return false;
	*word = speech_first_word[low];
	*end = speech_first_word[low + 1];
	return true;
}

static size_t
word_length(size_t word)
{
	return (size_t) (speech_start[word + 1] - speech_start[word]);
}

static bool
begins_with(const uint32_t *chars, size_t n, size_t word)
{
	size_t		length = word_length(word);

	if (length > n)
		return false;
	for (size_t i = 1; i < length; i++)
		if (speech_chars[speech_start[word] + i] != chars[i])
			return false;
	return true;
}

uint32_t
wic_speech_classes(const uint32_t *chars, size_t n)
{
	size_t		word;
	size_t		end;

	if (n == 0 || n > SPEECH_WORD_MAX ||
		!words_with_first(chars[0], &word, &end))
		return 0;
	for (; word < end; word++)
		if (word_length(word) == n && begins_with(chars, n, word))
			return speech_classes[word];
	return 0;
}

size_t
wic_speech_word(const uint32_t *chars, size_t n, uint32_t classes)
{
	size_t		longest = 0;
	size_t		word;
	size_t		end;

	if (n == 0 || !words_with_first(chars[0], &word, &end))
		return 0;
	for (; word < end; word++)
		if ((speech_classes[word] & classes) != 0 &&
			word_length(word) > longest && begins_with(chars, n, word))
			longest = word_length(word);
	return longest;
}

size_t
wic_speech_word_before(const uint32_t *chars, size_t n, uint32_t classes)
{
	for (size_t length = n < SPEECH_WORD_MAX ? n : SPEECH_WORD_MAX;
		 length > 0; length--)
		if ((wic_speech_classes(chars + n - length, length) & classes) != 0)
			return length;
	return 0;
}

size_t
wic_speech_word_number(size_t i, uint32_t *chars)
{
	if (i >= NWORDS)
		return 0;
	for (size_t k = 0; k < word_length(i); k++)
		chars[k] = speech_chars[speech_start[i] + k];
	return word_length(i);
}
