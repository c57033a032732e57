/*-------------------------------------------------------------------------
 *
 * unit_plausible.c
 *	  Tests of how much a text looks like one that somebody wrote.
 *
 * test/unit/unit_plausible.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/plausible.h"

#include "tap.h"

static uint8_t kinds[WIC_KINDS];

static double
score(const char *text)
{
	WicPlausible counts = {0};
	const uint8_t *p = (const uint8_t *) text;

	wic_plausible_read(&counts, kinds, p, p + strlen(text));
	return wic_plausible_score(&counts);
}

static bool
near(double a, double b)
{
	return a - b < 1e-9 && b - a < 1e-9;
}

/* Every character has a kind, whatever the caller passes. */
static bool
all_have_a_kind(void)
{
	for (uint32_t cp = 0; cp < WIC_KINDS; cp++)
		if (kinds[cp] >= WIC_CHAR_KINDS)
			return false;
	return (int) wic_plausible_kind_beyond(UINT32_C(0xFFFFFFFF)) <
		WIC_CHAR_KINDS;
}

int
main(void)
{
	kinds[0x5C71] = WIC_LEVEL_GB1 | WIC_LEVEL_BIG1 | WIC_LEVEL_JIS1;	/* 山 */
	kinds[0x96EA] = WIC_LEVEL_GB1 | WIC_LEVEL_BIG1 | WIC_LEVEL_JIS1;	/* 雪 */
	kinds[0x9580] = WIC_LEVEL_BIG1 | WIC_LEVEL_JIS1;	/* 門 */
	kinds[0x704F] = WIC_LEVEL_GB2 | WIC_LEVEL_BIG2 | WIC_LEVEL_JIS2;	/* 灏 */
	kinds[0xC0B0] = WIC_LEVEL_KS;	/* 산 */

	kinds[0x99C5] = WIC_LEVEL_JIS1; /* 駅 */
	wic_plausible_make_kinds(kinds);

	ok(near(score(""), 0), "an empty text");
	ok(near(score("山雪"), 0), "common Han");
	ok(near(score("山門"), -0.3), "Traditional is a little less so");
	ok(near(score("灏"), -3), "rare Han");
	ok(near(score("丂"), -5), "Han of no level");
	ok(near(score("山雪門。"), -0.1), "punctuation speaks for a text");
	ok(near(score("ab 12"), -0.24), "English");
	ok(score("é½") <= -3 && score("\xc2\x81") <= -8, "Latin-1 and controls");
	ok(score("\xff\xfe") <= -8, "bytes that are no UTF-8");
	ok(near(score("駅"), -2), "Han of Japan only");
	ok(near(score("山のゆき"), 0.075), "kana are Japanese");
	ok(near(score("門の"), 0.05), "of which 門 is a common character");
	ok(score("山雪山雪山雪山雪の") < -0.2, "one of nine is not");
	ok(near(score("산 산"), 0), "Hangul are Korean");
	ok(score("山山山山산") <= -0.5, "one of five is not");
	ok(score("привет") <= -5, "Cyrillic is no CJK");
	ok(all_have_a_kind(), "every number has a kind");

	return done();
}
