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

/* The words of the classes that may begin with cp: *word to before *end. */
static inline bool
words_with_first(uint32_t cp, uint32_t classes, size_t *word, size_t *end)
{
	size_t		first;

	if (cp > 0xFFFF)
		return false;
	first = speech_data[((size_t) speech_index[cp >> SPEECH_SHIFT]
						 << SPEECH_SHIFT) | (cp & ((1u << SPEECH_SHIFT) - 1))];
	if ((speech_first_classes[first] & classes) == 0)
		return false;
	*word = speech_first_word[first];
	*end = speech_first_word[first + 1];
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
		!words_with_first(chars[0], UINT32_MAX, &word, &end))
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

	if (n == 0 || !words_with_first(chars[0], classes, &word, &end))
		return 0;
	for (; word < end; word++)
		if ((speech_classes[word] & classes) != 0 &&
			word_length(word) > longest && begins_with(chars, n, word))
			longest = word_length(word);
	return longest;
}

/* Is chars[0] to chars[n] a word of one of the classes? */
static bool
is_word_of(const uint32_t *chars, size_t n, uint32_t classes)
{
	size_t		word;
	size_t		end;

	if (!words_with_first(chars[0], classes, &word, &end))
		return false;
	for (; word < end; word++)
		if ((speech_classes[word] & classes) != 0 &&
			word_length(word) == n && begins_with(chars, n, word))
			return true;
	return false;
}

size_t
wic_speech_word_before(const uint32_t *chars, size_t n, uint32_t classes)
{
	for (size_t length = n < SPEECH_WORD_MAX ? n : SPEECH_WORD_MAX;
		 length > 0; length--)
		if (is_word_of(chars + n - length, length, classes))
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
