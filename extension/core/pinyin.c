/*-------------------------------------------------------------------------
 *
 * pinyin.c
 *	  Recognise a syllable of Mandarin in Latin letters.
 *
 * A syllable is an initial and a final, for example
 *
 *	  "zhuàng"  =>  zh + uang, one tone mark
 *
 * Not every such pair is spoken, but none that is written in an ordinary
 * foreign word carries a tone mark.
 *
 * extension/core/pinyin.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/pinyin.h"

#include <stdbool.h>
#include <string.h>

#include "core/utf8.h"

/* zhuang, chuang and shuang are the longest. */
#define MAX_LETTERS 6

typedef struct TonedVowel
{
	uint16_t	cp;
	char		letter;			/* v stands for ü */
} TonedVowel;

static const TonedVowel toned_vowels[] = {
	{0x0101, 'a'}, {0x00E1, 'a'}, {0x01CE, 'a'}, {0x00E0, 'a'},
	{0x0113, 'e'}, {0x00E9, 'e'}, {0x011B, 'e'}, {0x00E8, 'e'},
	{0x012B, 'i'}, {0x00ED, 'i'}, {0x01D0, 'i'}, {0x00EC, 'i'},
	{0x014D, 'o'}, {0x00F3, 'o'}, {0x01D2, 'o'}, {0x00F2, 'o'},
	{0x016B, 'u'}, {0x00FA, 'u'}, {0x01D4, 'u'}, {0x00F9, 'u'},
	{0x01D6, 'v'}, {0x01D8, 'v'}, {0x01DA, 'v'}, {0x01DC, 'v'}
};

static const char *const finals[] = {
	"a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "i", "ia",
	"ian", "iang", "iao", "ie", "in", "ing", "iong", "iu", "o", "ong", "ou",
	"u", "ua", "uai", "uan", "uang", "ue", "ui", "un", "uo", "v", "ve"
};

#define lengthof(array) (sizeof(array) / sizeof((array)[0]))

/* The vowel under a tone mark, or 0. */
static char
untoned(uint32_t cp)
{
	for (size_t i = 0; i < lengthof(toned_vowels); i++)
		if (toned_vowels[i].cp == cp)
			return toned_vowels[i].letter;
	return 0;
}

/* The plain letter for cp, or 0; *tones counts the marks. */
static char
letter_of(uint32_t cp, int *tones)
{
	char		letter;

	if (cp >= 'a' && cp <= 'z')
		return cp == 'v' ? 0 : (char) cp;
	if (cp == 0x00FC)
		return 'v';

	letter = untoned(cp);
	*tones += letter != 0;
	return letter;
}

static size_t
initial_length(const char *letters)
{
	if (strchr("zcs", letters[0]) != NULL && letters[1] == 'h')
		return 2;
	return strchr("bpmfdtnlgkhjqxzcsryw", letters[0]) != NULL;
}

/* letters is not empty. */
static bool
is_syllable(const char *letters)
{
	size_t		initial = initial_length(letters);

	/* Without an initial, i, u and ü are written yi, wu and yu. */
	if (initial == 0 && strchr("aeo", letters[0]) == NULL)
		return false;

	for (size_t i = 0; i < lengthof(finals); i++)
		if (strcmp(letters + initial, finals[i]) == 0)
			return true;
	return false;
}

size_t
wic_pinyin_length(const uint8_t *p, const uint8_t *end)
{
	const uint8_t *start = p;
	char		letters[MAX_LETTERS + 1];
	size_t		n = 0;
	int			tones = 0;

	while (p < end)
	{
		uint32_t	cp;
		size_t		used = wic_utf8_next(p, end, &cp);
		char		letter = letter_of(cp, &tones);

		if (letter == 0)
			break;
		if (n == MAX_LETTERS)
			return 0;
		letters[n++] = letter;
		p += used;
	}
	letters[n] = '\0';

	return n > 0 && tones == 1 && is_syllable(letters) ?
		(size_t) (p - start) : 0;
}
