/*-------------------------------------------------------------------------
 *
 * unit_charset.c
 *	  Tests of the names of character sets, and of what speaks for one.
 *
 * test/unit/unit_charset.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/charset.h"
#include "core/evidence.h"

#include "tap.h"

static const uint8_t *
bytes(const char *text)
{
	return (const uint8_t *) text;
}

/* The name of the set that a label means. */
static const char *
named(const char *label)
{
	WicCharset	charset;

	if (!wic_charset_named(label, strlen(label), &charset))
		return "unknown";
	return wic_charset_name(charset);
}

static const char *
stated(const char *document)
{
	WicCharset	charset;

	if (!wic_charset_stated(bytes(document), strlen(document), &charset))
		return "nothing";
	return wic_charset_name(charset);
}

static bool
all_names_are_labels(void)
{
	for (int i = 0; i < WIC_CHARSETS; i++)
	{
		const char *name = wic_charset_name((WicCharset) i);

		if (strcmp(named(name), name) != 0)
			return false;
	}
	return true;
}

static void
test_names(void)
{
	ok(all_names_are_labels(), "each name is a label of its set");
	is(named("GB_2312-80"), "GB18030", "labels of subsets");
	is(named(" x-sjis "), "Shift_JIS", "case and blanks do not matter");
	is(named("gb2312x"), "unknown", "the label is the whole word");
	is(named(""), "unknown", "no label");
	is(named("\xE6\xB2\xB3"), "unknown", "a label that is not ASCII");
	is(named("utf8utf8utf8utf8utf8utf8utf8utf8utf8utf8"), "unknown",
	   "a label too long");
}

static void
test_stated(void)
{
	is(stated("<?xml version='1.0' encoding = 'big5' ?>"), "Big5-HKSCS",
	   "XML");
	is(stated("<p encoding=big5>"), "nothing", "no XML");
	is(stated("<meta x><META content='text/html;charset=EUC-KR'>"), "EUC-KR",
	   "HTML, in the second tag");
	is(stated("<meta><p>charset=gbk"), "nothing", "outside of the tag");
	is(stated("<meta charset"), "nothing", "cut behind the key");
	is(stated("<meta charset="), "nothing", "cut behind the sign");
	is(stated("<meta charset=\"gbk"), "GB18030", "cut within the tag");
	is(stated("<meta charset=utf-16>"), "UTF-8", "UTF-16 in ASCII");
	is(stated(""), "nothing", "an empty document");
}

static void
test_places(void)
{
	WicCharset	charset = WIC_CHARSET_UTF_8;

	ok(wic_charset_bom(bytes("\xFF\xFE\0\0"), 4, &charset) == 4 &&
	   charset == WIC_CHARSET_UTF_32LE, "the longer mark counts");
	ok(wic_charset_bom(bytes("\xFF\xFE\0"), 3, &charset) == 2 &&
	   charset == WIC_CHARSET_UTF_16LE, "the shorter one, if it is all");
	ok(wic_charset_find_nul(bytes("a\0\0a\0\0"), 6, WIC_CHARSET_UTF_16LE) ==
	   4, "a NUL of UTF-16 is a whole unit");
	ok(wic_charset_find_nul(bytes("aa\0"), 3, WIC_CHARSET_UTF_16LE) == 3,
	   "but not a part of one");
	ok(wic_charset_resume(bytes("\xB0\xA1\xB0 \xB0"), 5, 2,
						  WIC_CHARSET_GB18030) == 4, "behind a blank");
	ok(wic_charset_resume(bytes("\xB0\xA1\xB0\xA1"), 4, 2,
						  WIC_CHARSET_GB18030) == 4, "there is no place");
	ok(wic_charset_resume(bytes("aaaa\xA0\xDC" "bb"), 8, 3,
						  WIC_CHARSET_UTF_16LE) == 6,
	   "not between the halves of a pair");
}

static WicUtf8Evidence
utf8_evidence(const char *text, size_t size)
{
	WicUtf8Evidence evidence = {0};

	wic_utf8_evidence(bytes(text), bytes(text) + size, 0, true, &evidence);
	return evidence;
}

/* In pieces of every size the evidence is the same. */
static bool
pieces_agree(const char *text)
{
	size_t		size = strlen(text);
	WicUtf8Evidence whole = utf8_evidence(text, size);

	for (size_t piece = 4; piece <= size; piece++)
	{
		const uint8_t *p = bytes(text);
		const uint8_t *end = p + size;
		WicUtf8Evidence sum = {0};

		while (p < end)
		{
			size_t		left = end - p;
			const uint8_t *stop = p + (left < piece ? left : piece);

			p = wic_utf8_evidence(p, stop, p - bytes(text), stop == end,
								  &sum);
		}
		if (memcmp(&sum, &whole, sizeof(sum)) != 0)
			return false;
	}
	return true;
}

static void
test_evidence(void)
{
	WicUtf8Evidence utf8 = utf8_evidence("山河水\xFF", 10);
	WicTextEvidence text = {0};

	ok(utf8.longer == 3 && utf8.bad == 1 && utf8.first_bad == 9,
	   "characters and bad bytes are counted");
	ok(wic_utf8_is_damaged(&utf8) && !wic_utf8_is_proven(&utf8),
	   "damaged UTF-8");
	utf8 = utf8_evidence("river", 5);
	ok(wic_utf8_is_proven(&utf8), "ASCII is UTF-8");
	utf8 = utf8_evidence("-N\x02N", 4);
	ok(!wic_utf8_is_proven(&utf8), "with controls it may not be");
	ok(pieces_agree("a山\xE6\xB2 河é\x01\xF0\xA0\xAE\xB7\xE6\xB2"),
	   "evidence in pieces");

	wic_text_evidence(bytes("a山の가뷁é là"), strlen("a山の가뷁é là"), &text);
	ok(text.other == 6 && text.han == 1 && text.frequent_han == 1 &&
	   text.kana == 1 && text.hangul == 2 && text.frequent_hangul == 1 &&
	   text.western == 1, "characters are sorted");
}

int
main(void)
{
	test_names();
	test_stated();
	test_places();
	test_evidence();
	return done();
}
