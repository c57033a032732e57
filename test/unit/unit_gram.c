/*-------------------------------------------------------------------------
 *
 * unit_gram.c
 *	  Tests of the lexemes of a run of CJK.
 *
 * test/unit/unit_gram.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/gram.h"

#include "tap.h"

static const WicFoldTable *table;

/* The lexemes of a run, each in brackets, the last one with a *. */
static const char *
grams(const char *text)
{
	static char out[512];
	size_t		used = 0;
	WicGrammer	grammer;
	WicGram		gram;

	wic_grammer_init(&grammer, table, true, text, strlen(text));
	while (wic_grammer_next(&grammer, &gram))
		used += (size_t) snprintf(out + used, sizeof(out) - used, "[%.*s]%s",
								  gram.length, (const char *) gram.bytes,
								  gram.is_last ? "*" : "");
	out[used] = '\0';
	return out;
}

/* Where each lexeme comes from: start, end of its first character, end. */
static const char *
sources(const char *text)
{
	static char out[512];
	const uint8_t *begin = (const uint8_t *) text;
	size_t		used = 0;
	WicGrammer	grammer;
	WicGram		gram;

	wic_grammer_init(&grammer, table, true, text, strlen(text));
	while (wic_grammer_next(&grammer, &gram))
		used += (size_t) snprintf(out + used, sizeof(out) - used,
								  "[%d %d %d]", (int) (gram.start - begin),
								  (int) (gram.first_end - begin),
								  (int) (gram.end - begin));
	out[used] = '\0';
	return out;
}

/* Is the rest of each lexeme's bytes zero, and its first character short? */
static bool
grams_are_padded(const char *text)
{
	WicGrammer	grammer;
	WicGram		gram;

	wic_grammer_init(&grammer, table, true, text, strlen(text));
	while (wic_grammer_next(&grammer, &gram))
	{
		uint32_t	cp;

		if (wic_utf8_next(gram.bytes, gram.bytes + gram.length, &cp) !=
			gram.first_length ||
			gram.is_last != (gram.first_length == gram.length))
			return false;
		for (size_t i = gram.length; i < sizeof(gram.bytes); i++)
			if (gram.bytes[i] != 0)
				return false;
	}
	return true;
}

static bool
n_characters_give_n(size_t n)
{
	uint8_t		bytes[3 * 1000];
	size_t		size = 0;
	size_t		count = 0;
	WicGrammer	grammer;
	WicGram		gram;

	for (size_t i = 0; i < n; i++)
		size += wic_utf8_put(bytes + size, 0x4E00 + (uint32_t) i);
	wic_grammer_init(&grammer, table, true, bytes, size);
	while (wic_grammer_next(&grammer, &gram))
		if (gram.start != bytes + 3 * count++ || gram.is_last != (count == n))
			return false;
	return count == n;
}

static void
test_grams(void)
{
	is(grams("發展中"), "[发展][展中][中]*", "bigrams and the last alone");
	is(grams("中"), "[中]*", "one character is one lexeme");
	is(grams(""), "", "no text, no lexeme");
	is(grams("\uFE00\uFE01"), "",
	   "what is all invisible gives none");
	is(grams("𠮷野家"), "[吉野][野家][家]*", "beyond the basic plane");
	is(grams("人\u3005"), "[人人][人]*", "an iteration mark is a character");
	is(grams("ﾃﾞｰ\uFF80"), "[デー][ータ][タ]*", "a composed kana is one");
	is(grams("㍿"), "[株式][式会][会社][社]*", "a ligature is several");
	is(grams("葛\U000E0100飾"), "[葛饰][饰]*",
	   "an invisible character is none");
	ok(n_characters_give_n(1) && n_characters_give_n(2) &&
	   n_characters_give_n(1000), "n characters give n lexemes");
	ok(grams_are_padded("𠮷發ｱ\u3007"), "the bytes are padded with zeros");
}

static void
test_sources(void)
{
	is(sources("發展中"), "[0 3 6][3 6 9][6 9 9]", "three bytes each");
	is(sources("𠮷野"), "[0 4 7][4 7 7]", "four bytes and three");
	is(sources("ﾃﾞｰ\uFF80"), "[0 6 9][6 9 12][9 12 12]",
	   "a mark is of the character before it");
	is(sources("葛\U000E0100飾"), "[0 7 10][7 10 10]",
	   "so is a selector");
	is(sources("㍿中"), "[0 3 3][0 3 3][0 3 3][0 3 6][3 6 6]",
	   "all that one character folds to comes from it");
	is(sources("\uFE00中国"), "[3 6 9][6 9 9]",
	   "a selector in front is of none");
	is(sources("中\xFF"), "[0 3 4][3 4 4]", "a bad byte is one character");
}

int
main(void)
{
	table = wic_fold_table(WIC_FOLD_LATEST);
	test_grams();
	test_sources();
	return done();
}
