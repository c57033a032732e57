/*-------------------------------------------------------------------------
 *
 * reader.c
 *	  Settle the characters whose role depends on their neighbours.
 *
 * extension/core/reader.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/reader.h"

#define CIRCLE			0x25CB	/* ○ */
#define HAN_ZERO		0x3007	/* 〇 */
#define PROLONGED_SOUND 0x30FC	/* ー */
#define LIGHT_TONE		0x02D9	/* ˙, the only tone written in front */
#define MODIFIER_FIRST	0x02C7
#define MODIFIER_LAST	0x02CB

/* More circles in a row are no number; the bound keeps reading linear. */
#define CIRCLES_MAX		8

/* The character that follows, unsettled; 0 at the end of the text. */
static uint32_t
following(const WicReader *reader)
{
	uint32_t	cp;

	if (reader->next == reader->end)
		return 0;
	wic_utf8_next(reader->next, reader->end, &cp);
	return cp;
}

/* The character behind the circles that follow, which may be none. */
static uint32_t
following_circles(const WicReader *reader)
{
	const uint8_t *p = reader->next;
	uint32_t	cp = CIRCLE;

	for (int i = 0; cp == CIRCLE && i < CIRCLES_MAX; i++)
	{
		if (p == reader->end)
			return 0;
		p += wic_utf8_next(p, reader->end, &cp);
	}
	return cp;
}

static bool
is_kana(uint32_t cp)
{
	return (wic_char_props(cp) & WIC_CHAR_KANA) != 0;
}

/* 年 月 日 世: what a number written with ○ at its end counts. */
static bool
is_counter(uint32_t cp)
{
	return cp == 0x5E74 || cp == 0x6708 || cp == 0x65E5 || cp == 0x4E16;
}

static void
become(WicChar *ch, uint32_t cp, WicCharClass class)
{
	ch->settled = class == WIC_CLASS_CJK;
	ch->cp = cp;
	ch->props = (uint8_t) class;
}

/*
 * A zero where a Han digit stands before it and the number goes on or ends.
 * Circles in a row are settled all alike: one that is in a token may not
 * depend on what is outside of it.
 */
static void
settle_circle(const WicReader *reader, WicChar *ch)
{
	uint32_t	next = following_circles(reader);

	if (wic_is_han_digit(reader->last) &&
		(wic_is_han_digit(next) || is_counter(next)))
	{
		become(ch, HAN_ZERO, WIC_CLASS_CJK);
		ch->props |= WIC_CHAR_HAN;
	}
	else
		become(ch, CIRCLE, WIC_CLASS_PUNCT);
}

static void
settle_tone(const WicReader *reader, WicChar *ch)
{
	if (wic_is_bopomofo(reader->last) ||
		(ch->cp == LIGHT_TONE && wic_is_bopomofo(following(reader))))
		become(ch, ch->cp, WIC_CLASS_CJK);
	else
		become(ch, ch->cp,
			   ch->cp == LIGHT_TONE ? WIC_CLASS_PUNCT : WIC_CLASS_LETTER);
}

static void
settle_hyphen(const WicReader *reader, WicChar *ch)
{
	if (is_kana(reader->last) && is_kana(following(reader)))
	{
		become(ch, PROLONGED_SOUND, WIC_CLASS_CJK);
		ch->props |= WIC_CHAR_KANA;
	}
	else
		become(ch, ch->cp, WIC_CLASS_PUNCT);
}

void
wic_reader_settle(const WicReader *reader, WicChar *ch)
{
	if (ch->cp == CIRCLE)
		settle_circle(reader, ch);
	else if (ch->cp == LIGHT_TONE ||
			 (ch->cp >= MODIFIER_FIRST && ch->cp <= MODIFIER_LAST))
		settle_tone(reader, ch);
	else
		settle_hyphen(reader, ch);
}
