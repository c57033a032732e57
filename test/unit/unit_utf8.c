/*-------------------------------------------------------------------------
 *
 * unit_utf8.c
 *	  Tests of decoding and encoding UTF-8.
 *
 * test/unit/unit_utf8.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/utf8.h"

#include "tap.h"

/* Bytes used to decode text, or 0 if that is not the expected character. */
static size_t
decodes(const char *text, uint32_t expected)
{
	const uint8_t *p = (const uint8_t *) text;
	uint32_t	cp;
	size_t		used = wic_utf8_next(p, p + strlen(text), &cp);

	return cp == expected ? used : 0;
}

static size_t
count(const char *text)
{
	const uint8_t *p = (const uint8_t *) text;

	return wic_utf8_count(p, p + strlen(text));
}

static bool
is_surrogate(uint32_t cp)
{
	return cp >= 0xD800 && cp <= 0xDFFF;
}

/* Is cp the same after encoding and decoding, and refused if truncated? */
static bool
survives(uint32_t cp)
{
	uint8_t		bytes[WIC_UTF8_MAX];
	size_t		length = wic_utf8_put(bytes, cp);
	uint32_t	decoded;

	for (size_t cut = 1; cut < length; cut++)
		if (wic_utf8_next(bytes, bytes + cut, &decoded) != 1 ||
			decoded != WIC_UTF8_BAD)
			return false;
	return wic_utf8_next(bytes, bytes + length, &decoded) == length &&
		decoded == cp;
}

static bool
all_survive(void)
{
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++)
		if (!is_surrogate(cp) && !survives(cp))
			return false;
	return true;
}

static bool
all_surrogates_are_refused(void)
{
	uint8_t		bytes[WIC_UTF8_MAX];
	uint32_t	decoded;

	for (uint32_t cp = 0xD800; cp <= 0xDFFF; cp++)
	{
		size_t		length = wic_utf8_put(bytes, cp);

		if (wic_utf8_next(bytes, bytes + length, &decoded) != 1 ||
			decoded != WIC_UTF8_BAD)
			return false;
	}
	return true;
}

/*
 * Does every sequence of three bytes either decode to what encodes to the
 * same bytes, or count as one bad byte?
 */
static bool
all_bytes_are_exact(void)
{
	for (uint32_t i = 0; i < UINT32_C(1) << 24; i++)
	{
		uint8_t		bytes[3] = {i >> 16 & 0xFF, i >> 8 & 0xFF, i & 0xFF};
		uint8_t		again[WIC_UTF8_MAX];
		uint32_t	cp;
		size_t		used = wic_utf8_next(bytes, bytes + 3, &cp);

		if (cp == WIC_UTF8_BAD ? used != 1 :
			wic_utf8_put(again, cp) != used || memcmp(again, bytes, used) != 0)
			return false;
	}
	return true;
}

static void
test_good(void)
{
	ok(decodes("a", 'a') == 1, "one byte");
	ok(decodes("é", 0xE9) == 2, "two bytes");
	ok(decodes("庫", 0x5EAB) == 3, "three bytes");
	ok(decodes("𠮷", 0x20BB7) == 4, "four bytes");
	ok(decodes("\xF4\x8F\xBF\xBF", 0x10FFFF) == 4, "U+10FFFF, the last");
	ok(decodes("\xEF\xBF\xBF", 0xFFFF) == 3, "a noncharacter is one");
	ok(all_survive(), "every code point is decoded as it was encoded");
}

static void
test_bad(void)
{
	ok(decodes("\xC0\x80", WIC_UTF8_BAD) == 1, "overlong NUL");
	ok(decodes("\xC1\xBF", WIC_UTF8_BAD) == 1, "overlong in two bytes");
	ok(decodes("\xE0\x9F\xBF", WIC_UTF8_BAD) == 1, "overlong in three bytes");
	ok(decodes("\xF0\x8F\xBF\xBF", WIC_UTF8_BAD) == 1,
	   "overlong in four bytes");
	ok(decodes("\xF4\x90\x80\x80", WIC_UTF8_BAD) == 1, "above U+10FFFF");
	ok(decodes("\xF5\x80\x80\x80", WIC_UTF8_BAD) == 1, "lead byte F5");
	ok(decodes("\xFF", WIC_UTF8_BAD) == 1, "byte FF");
	ok(decodes("\x80", WIC_UTF8_BAD) == 1, "continuation without a lead");
	ok(decodes("\xE5\xBA", WIC_UTF8_BAD) == 1, "truncated character");
	ok(decodes("\xE5\xBA" "a", WIC_UTF8_BAD) == 1, "interrupted character");
	ok(decodes("\xE5" "a\xAB", WIC_UTF8_BAD) == 1,
	   "a character interrupted in the middle");
	ok(all_surrogates_are_refused(), "surrogates");
	ok(all_bytes_are_exact(), "three bytes of any value");
}

static void
test_count(void)
{
	ok(count("") == 0, "empty text has no character");
	ok(count("aé庫𠮷") == 4, "characters are counted, not bytes");
	ok(count("a\xE5\xBA" "b") == 4, "each bad byte counts as one");
}

int
main(void)
{
	test_good();
	test_bad();
	test_count();
	return done();
}
