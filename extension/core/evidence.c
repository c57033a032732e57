/*-------------------------------------------------------------------------
 *
 * evidence.c
 *	  What speaks for a character set: traits of bytes, and of text.
 *
 * extension/core/evidence.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/evidence.h"

#include "core/fold.h"
#include "core/frequent_table.h"
#include "core/utf8.h"

/*
 * Legacy bytes are UTF-8 by accident mostly in pairs: a lead of C2 to DF is
 * among the most frequent ones of GBK and EUC-KR.  Three bytes of the form
 * E_ 8_ 8_ are rare, and three times that in a row without one bad byte has
 * not been seen in 2 million characters (test/bench/charset).
 */
#define PROVEN_LONGER	3
#define PROVEN_PAIRS	12

/* Of all that is not ASCII, this share may be broken. */
#define DAMAGED_SHARE	10

/* The bytes of each frequent character in UTF-8 */
#define SIZE			3

/* May p be the begin of a character that goes on behind end? */
static bool
may_go_on(const uint8_t *p, const uint8_t *end)
{
	size_t		size = *p >= 0xF0 ? 4 : *p >= 0xE0 ? 3 : *p >= 0xC0 ? 2 : 1;

	if ((size_t) (end - p) >= size)
		return false;
	while (++p < end)
	{
		if (!wic_utf8_is_continuation(*p))
			return false;
	}
	return true;
}

/* Controls that text has: tab, line feed, vertical tab, form feed, return */
static bool
is_blank_control(uint8_t byte)
{
	return byte >= '\t' && byte <= '\r';
}

static void
add_bad(WicUtf8Evidence *evidence, size_t offset)
{
	if (evidence->bad++ == 0)
		evidence->first_bad = offset;
}

static void
add_ascii(WicUtf8Evidence *evidence, uint8_t byte, size_t offset)
{
	if (byte == 0)
		add_bad(evidence, offset);
	else if (byte == 0x1B)
		evidence->escapes++;
	else if (byte < 0x20 && !is_blank_control(byte))
		evidence->controls++;
}

const uint8_t *
wic_utf8_evidence(const uint8_t *p, const uint8_t *end, size_t offset,
				  bool is_last, WicUtf8Evidence *evidence)
{
	const uint8_t *start = p;

	while (p < end)
	{
		uint32_t	cp;
		size_t		used;

		if (*p < 0x80)
		{
			if (*p < 0x20)
				add_ascii(evidence, *p, offset + (p - start));
			p++;
			continue;
		}
		if (!is_last && may_go_on(p, end))
			break;

		used = wic_utf8_next(p, end, &cp);
		if (cp == WIC_UTF8_BAD)
			add_bad(evidence, offset + (p - start));
		else if (used == 2)
			evidence->pairs++;
		else
			evidence->longer++;
		p += used;
	}
	return p;
}

/* Enough characters that do not come about by accident */
static bool
has_proof(const WicUtf8Evidence *evidence)
{
	return evidence->longer >= PROVEN_LONGER ||
		evidence->pairs >= PROVEN_PAIRS;
}

bool
wic_utf8_is_proven(const WicUtf8Evidence *evidence)
{
	if (evidence->bad > 0)
		return false;
	if (evidence->pairs == 0 && evidence->longer == 0)
		return evidence->controls == 0;
	return has_proof(evidence);
}

bool
wic_utf8_is_damaged(const WicUtf8Evidence *evidence)
{
	size_t		good = evidence->longer + evidence->pairs;

	return evidence->bad > 0 && has_proof(evidence) &&
		evidence->bad <= good / DAMAGED_SHARE + 1;
}

/* Is the character in a list of size bytes? */
static bool
is_in(const char *list, size_t size, uint32_t cp)
{
	size_t		low = 0;
	size_t		high = size / SIZE;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;
		const uint8_t *p = (const uint8_t *) list + middle * SIZE;
		uint32_t	found;

		wic_utf8_next(p, p + SIZE, &found);
		if (found == cp)
			return true;
		if (found < cp)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static bool
is_frequent_han(uint32_t cp)
{
	uint32_t	folded[WIC_FOLD_CHAR_MAX];

	return wic_fold_char(wic_fold_table(1), true, cp, folded) == 1 &&
		is_in(frequent_han, sizeof(frequent_han) - 1, folded[0]);
}

static bool
is_frequent_hangul(uint32_t cp)
{
	return is_in(frequent_hangul, sizeof(frequent_hangul) - 1, cp);
}

static bool
is_ascii_letter(uint32_t cp)
{
	return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

/* Letters of Western languages; what of windows-1252 is left is rare in all */
static bool
is_accented(uint32_t cp)
{
	return (cp >= 0xC0 && cp < 0xFF && cp != 0xD7 && cp != 0xF7) ||
		cp == 0x152 || cp == 0x153;
}

/* What windows-1252 has for typesetting, and the signs of offices */
static bool
is_western_mark(uint32_t cp)
{
	return cp == 0xA0 || cp == 0xA7 || cp == 0xA9 || cp == 0xAB ||
		cp == 0xAE || cp == 0xB0 || cp == 0xB7 || cp == 0xBB ||
		cp == 0xA1 || cp == 0xBF || cp == 0x20AC || cp == 0x2122 ||
		(cp >= 0x2013 && cp <= 0x2026 && cp != 0x2020 && cp != 0x2021);
}

/*
 * A letter with an accent in a word, a small one beside small ones, or a mark
 * beside ASCII.
 */
static bool
is_western(uint32_t before, uint32_t cp, uint32_t after)
{
	bool		is_small = cp >= 0xDF;

	if (is_western_mark(cp))
		return before < 0x80 || after < 0x80;
	if (cp == 0xE0 && before == ' ' && after == ' ')
		return true;			/* the French word */
	return is_accented(cp) &&
		((is_ascii_letter(before) && (!is_small || before >= 'a')) ||
		 (is_ascii_letter(after) && (!is_small || after >= 'a')));
}

static bool
is_han(uint32_t cp)
{
	return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) ||
		(cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
}

static void
add_character(WicTextEvidence *evidence, uint32_t before, uint32_t cp,
			  uint32_t after)
{
	evidence->other++;
	if (is_han(cp))
	{
		evidence->han++;
		evidence->frequent_han += is_frequent_han(cp);
	}
	else if (cp >= 0x3041 && cp <= 0x30FF)
		evidence->kana++;
	else if ((cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0x3131 && cp <= 0x318E))
	{
		evidence->hangul++;
		evidence->frequent_hangul += is_frequent_hangul(cp);
	}
	else if (is_western(before, cp, after))
		evidence->western++;
}

void
wic_text_evidence(const uint8_t *text, size_t size, WicTextEvidence *evidence)
{
	const uint8_t *p = text;
	const uint8_t *end = text +size;
	uint32_t	before = ' ';
	uint32_t	cp;
	uint32_t	after;

	if (p == end)
		return;
	p += wic_utf8_next(p, end, &cp);
	for (;;)
	{
		bool		is_last = p == end;

		after = ' ';
		if (!is_last)
			p += wic_utf8_next(p, end, &after);
		if (cp >= 0x80)
			add_character(evidence, before, cp, after);
		else if (is_ascii_letter(cp))
			evidence->ascii_letters++;
		else if (cp < 0x20 && !is_blank_control((uint8_t) cp))
			evidence->other++;
		if (is_last)
			return;
		before = cp;
		cp = after;
	}
}
