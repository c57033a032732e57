/*-------------------------------------------------------------------------
 *
 * origin.c
 *	  Put together who said something, when and where.
 *
 * extension/core/origin.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/origin.h"

#include <string.h>

#include "core/charclass.h"
#include "core/occasion_key.h"

#define QUOTATIVE	0x3068		/* と */
#define TOPIC		0x306F		/* は */
#define SUBJECT		0x304C		/* が */
#define KO_SO_1		0xB77C		/* 라 */
#define KO_SO_2		0xACE0		/* 고 */

/* Characters between a Japanese quotation and its verb, and of a name */
#define VERB_MAX	14
#define NAME_MAX	6

bool
wic_name_equal(const WicName *a, const WicName *b)
{
	return a->n == b->n && a->n > 0 &&
		memcmp(a->folded, b->folded, a->n * sizeof(a->folded[0])) == 0;
}

static void
set_name(WicName *name, const uint32_t *chars, const uint8_t *bytes,
		 const uint32_t *offsets, const WicRange *range)
{
	size_t		end = range->end;

	if (end - range->start > WIC_OCCASION_MAX)
		end = range->start + WIC_OCCASION_MAX;
	name->n = end - range->start;
	name->size = offsets[end] - offsets[range->start];
	memcpy(name->bytes, bytes + offsets[range->start], name->size);
	memcpy(name->folded, chars + range->start, name->n * sizeof(uint32_t));
}

void
wic_origin_from_act(WicOrigin *origin, const uint32_t *chars,
					const uint8_t *bytes, const uint32_t *offsets,
					const WicAct *act)
{
	set_name(&origin->speaker, chars, bytes, offsets, &act->speaker);
	set_name(&origin->occasion, chars, bytes, offsets, &act->occasion);
	origin->date = act->date;
	origin->year_is_stated = act->date.year != 0;
	origin->kind = act->kind;
}

static bool
is_later(const WicDate *date, int year, const WicDate *published)
{
	WicDate		dated = *date;

	dated.year = year;
	return published->precision != WIC_PRECISION_NONE &&
		wic_date_compare(&dated, published) > 0;
}

void
wic_origin_complete_year(WicOrigin *origin, const uint32_t *chars,
						 size_t from, size_t to, int title_year,
						 const WicDate *published)
{
	WicDate    *date = &origin->date;
	WicDate		other;

	if (date->precision == WIC_PRECISION_NONE || date->year != 0 ||
		date->month == 0)
		return;
	while (wic_date_next(chars, to, &from, &other))
		if (other.year != 0)
		{
			if (!is_later(date, other.year, published))
				date->year = other.year;
			break;
		}
	if (date->year == 0 && title_year != 0 &&
		!is_later(date, title_year, published))
		date->year = title_year;
	if (date->year == 0 && published->precision != WIC_PRECISION_NONE)
		date->year = published->year -
			is_later(date, published->year, published);
	if (date->year != 0 && !wic_is_day(date->year, date->month, date->day))
		date->year = 0;
}

void
wic_origin_fill(WicOrigin *origin, const WicOrigin *act)
{
	if (origin->occasion.size == 0 &&
		(origin->date.precision == WIC_PRECISION_NONE ||
		 (origin->date.month == act->date.month &&
		  origin->date.day == act->date.day)))
	{
		origin->occasion = act->occasion;
		if (origin->kind == 0)
			origin->kind = act->kind;
		origin->date = act->date;
		origin->year_is_stated = act->year_is_stated;
	}
	else if (wic_name_equal(&origin->occasion, &act->occasion) &&
			 origin->date.precision == WIC_PRECISION_NONE)
	{
		origin->date = act->date;
		origin->year_is_stated = act->year_is_stated;
	}
}

/* 江河大会 and 江河大会开幕式 are one. */
static bool
same_occasion(const WicName *a, const WicName *b)
{
	WicOccasionKey key_a;
	WicOccasionKey key_b;

	if (wic_name_equal(a, b))
		return true;
	wic_occasion_key(a->folded, a->n, &key_a);
	wic_occasion_key(b->folded, b->n, &key_b);
	return key_a.n == key_b.n && key_a.year == key_b.year &&
		memcmp(key_a.chars, key_b.chars, key_a.n * sizeof(uint32_t)) == 0;
}

static bool
contradicts(const WicDate *a, const WicDate *b)
{
	return a->precision != WIC_PRECISION_NONE &&
		b->precision != WIC_PRECISION_NONE &&
		(a->day != b->day ||
		 (a->month != b->month && a->month != 0 && b->month != 0) ||
		 (a->year != b->year && a->year != 0 && b->year != 0));
}

bool
wic_origin_merge(WicOrigin *origin, const WicOrigin *other)
{
	if ((origin->occasion.size > 0 && other->occasion.size > 0 &&
		 !same_occasion(&origin->occasion, &other->occasion)) ||
		contradicts(&origin->date, &other->date))
		return false;
	if (origin->occasion.size == 0)
		origin->occasion = other->occasion;
	if (origin->date.precision == WIC_PRECISION_NONE ||
		(origin->date.year == 0 && other->date.year != 0))
	{
		origin->date = other->date;
		origin->year_is_stated = other->year_is_stated;
	}
	if (origin->kind == 0)
		origin->kind = other->kind;
	return true;
}

static bool
is_quoted_so(const uint32_t *chars, size_t behind, size_t to)
{
	if (behind >= to || (chars[behind] != QUOTATIVE &&
						 chars[behind] != KO_SO_1 &&
						 chars[behind] != KO_SO_2))
		return false;
	for (size_t at = behind + 1; at < to && at - behind < VERB_MAX; at++)
	{
		if (wic_is_sentence_end(chars[at]))
			return false;
		if (wic_speech_word(chars + at, to - at, WIC_SPEECH_SAY) > 0)
			return true;
	}
	return false;
}

/* は が, and 은 는 이 가: what a subject ends in */
static bool
is_particle(uint32_t cp)
{
	return cp == TOPIC || cp == SUBJECT || cp == 0xC740 || cp == 0xB294 ||
		cp == 0xC774 || cp == 0xAC00;
}

/* A syllable of Hangul alone is no more than a surname. */
static bool
is_hangul(uint32_t cp)
{
	return cp >= 0xAC00 && cp <= 0xD7A3;
}

/* Hangul, Han or katakana: what a name is made of. */
static bool
is_part_of_name(uint32_t cp)
{
	uint8_t		props = wic_char_props(cp);

	return (props & WIC_CHAR_HAN) != 0 ||
		((props & WIC_CHAR_KANA) != 0 && !wic_is_hiragana(cp)) ||
		is_hangul(cp) || cp == 0x30FB;
}

/* The name before the office that ends before chars[end]. */
static bool
japanese_name(const uint32_t *chars, size_t from, size_t end, WicRange *name)
{
	uint32_t	both = WIC_SPEECH_OFFICE | WIC_SPEECH_REGION;
	size_t		office = wic_speech_word_before(chars + from, end - from,
												both);
	bool		is_region;
	size_t		n;

	if (office == 0)
		return false;
	is_region = (wic_speech_classes(chars + end - office, office) &
				 WIC_SPEECH_REGION) != 0;
	end -= office;
	if (end > from && chars[end - 1] == ' ')
		end--;
	name->end = end;
	while (end > from && is_part_of_name(chars[end - 1]))
		end--;
	name->start = end;
	n = name->end - name->start;
	if (n == 0 || (is_region && n < 3) ||
		(wic_speech_classes(chars + name->end - 1, 1) &
		 WIC_SPEECH_NOT_LAST) != 0 ||
		(wic_speech_classes(chars + name->start, n) &
		 WIC_SPEECH_NOT_NAME) != 0 ||
		(n == 1 && is_hangul(chars[name->start])))
		return false;
	if ((wic_char_props(chars[name->start]) & WIC_CHAR_KANA) == 0)
		return n <= NAME_MAX;
	return n >= 2 && n <= WIC_SPEAKER_MAX;
}

bool
wic_japanese_speaker(const uint32_t *chars, size_t from, size_t open,
					 size_t behind, size_t to, const uint8_t *bytes,
					 const uint32_t *offsets, WicOrigin *origin)
{
	WicRange	name;

	if (!is_quoted_so(chars, behind, to))
		return false;
	for (size_t at = open; at > from; at--)
		if (is_particle(chars[at - 1]) &&
			japanese_name(chars, from, at - 1, &name))
		{
			set_name(&origin->speaker, chars, bytes, offsets, &name);
			break;
		}
	return true;
}
