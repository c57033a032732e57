/*-------------------------------------------------------------------------
 *
 * attribution.c
 *	  Who speaks, when, and on what occasion, as one sentence states it.
 *
 * extension/core/attribution.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/attribution.h"

#include <string.h>

#include "core/charclass.h"
#include "core/occasion.h"
#include "core/quote.h"
#include "core/utf8.h"

#define FULL_STOP		0x3002	/* 。 */
#define ENUMERATION		0x3001	/* 、 */
#define ELLIPSIS		0x2026
#define LOST			0xFFFD
#define MONTH			0x6708	/* 月 */
#define DAY				0x65E5	/* 日 */
#define DAY_2			0x53F7	/* 号 */
#define TITLE_OPEN		0x300A	/* 《 */
#define TITLE_CLOSE		0x300B	/* 》 */

/* Adverbs that may follow one another, and offices behind a name */
#define ADVERBS_MAX		6
#define OFFICES_MAX		3

/* Characters of a date, at most, and of a remark behind a name */
#define DATE_MAX		20
#define REMARK_MAX		24

bool
wic_is_sentence_end(uint32_t cp)
{
	return cp == FULL_STOP || cp == '!' || cp == '?' || cp == 0xFF61;
}

bool
wic_is_clause_end(uint32_t cp)
{
	return wic_is_sentence_end(cp) || cp == ',' || cp == ';' || cp == ':' ||
		cp == ELLIPSIS;
}

/* — – ― ─ - */
bool
wic_is_dash(uint32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2500;
}

size_t
wic_attribution_fold(const WicFoldTable *table, const uint8_t *bytes,
					 size_t size, uint32_t *chars, uint32_t *offsets,
					 size_t max)
{
	const uint8_t *p = bytes;
	const uint8_t *end = bytes + size;
	size_t		n = 0;

	while (p < end && n < max)
	{
		uint32_t	folded[WIC_FOLD_CHAR_MAX];
		uint32_t	cp;

		offsets[n] = (uint32_t) (p - bytes);
		p += wic_utf8_next(p, end, &cp);
		if (cp == WIC_UTF8_BAD)
			cp = LOST;
		else if (wic_fold_char(table, true, cp, folded) == 1)
			cp = folded[0];
		chars[n++] = cp;
	}
	offsets[n] = (uint32_t) (p - bytes);
	return n;
}

static bool
is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool
is_middle_dot(uint32_t cp)
{
	return cp == 0x00B7 || cp == 0x2022 || cp == 0x30FB || cp == 0x2027;
}

static bool
is_class(const uint32_t *chars, size_t from, size_t to, uint32_t classes)
{
	return (wic_speech_classes(chars + from, to - from) & classes) != 0;
}

static bool
all_of_class(const uint32_t *chars, size_t from, size_t to, uint32_t classes)
{
	for (size_t i = from; i < to; i++)
		if (!is_class(chars, i, i + 1, classes))
			return false;
	return from < to;
}

/* Where a date begins that ends before chars[at]; at if none does. */
static size_t
date_before(const uint32_t *chars, size_t from, size_t at, WicDate *date)
{
	size_t		start = at;

	if (at == from || (!is_digit(chars[at - 1]) && chars[at - 1] != DAY &&
					   chars[at - 1] != DAY_2))
		return at;
	while (start > from && at - start < DATE_MAX &&
		   !is_digit(chars[start - 1]))
		start--;
	for (size_t i = from + DATE_MAX < at ? at - DATE_MAX : from; i < at; i++)
		if (wic_date_at(chars, at, i, date) && date->end == at)
			return i;
	date->precision = WIC_PRECISION_NONE;

	/* 22日 */
	if (start > from && is_digit(chars[start - 1]) && at - start == 1)
	{
		while (start > from && is_digit(chars[start - 1]))
			start--;
		return start;
	}
	return at;
}

/* Where a remark in parentheses begins that ends before chars[at]. */
static size_t
remark_before(const uint32_t *chars, size_t from, size_t at)
{
	if (at == from || chars[at - 1] != ')')
		return at;
	for (size_t i = at - 1; i > from && at - i < REMARK_MAX; i--)
		if (chars[i - 1] == '(')
			return i - 1;
	return at;
}

/* Take one adverb, blank, remark or date off the end before chars[at]. */
static size_t
step_back(const uint32_t *chars, size_t from, size_t at, WicDate *date)
{
	size_t		before = date_before(chars, from, at, date);

	if (before < at)
		return before;
	before = remark_before(chars, from, at);
	if (before < at)
		return before;
	if (at > from && (chars[at - 1] == ' ' || chars[at - 1] == 0x3000))
		return at - 1;
	return at - wic_speech_word_before(chars + from, at - from,
									   WIC_SPEECH_ADVERB);
}

size_t
wic_skip_adverbs_back(const uint32_t *chars, size_t from, size_t at)
{
	WicDate		date;

	for (int i = 0; i < ADVERBS_MAX; i++)
	{
		size_t		before = step_back(chars, from, at, &date);

		if (before == at)
			break;
		at = before;
	}
	return at;
}

/* What stands before a name. */
typedef enum Boundary
{
	BOUNDARY_NONE,				/* the middle of something */
	BOUNDARY_CLAUSE,			/* nothing, or words about time */
	BOUNDARY_OFFICE
} Boundary;

static Boundary
boundary_at(const uint32_t *chars, size_t from, size_t at)
{
	WicDate		date;

	if (at == from)
		return BOUNDARY_CLAUSE;
	if (wic_speech_word_before(chars + from, at - from,
							   WIC_SPEECH_OFFICE | WIC_SPEECH_REGION) > 0)
		return BOUNDARY_OFFICE;
	if (!wic_char_is_han(chars[at - 1]) && !is_middle_dot(chars[at - 1]) &&
		wic_char_class(chars[at - 1]) != WIC_CLASS_CJK &&
		wic_char_class(chars[at - 1]) != WIC_CLASS_LETTER)
		return BOUNDARY_CLAUSE;
	if (wic_speech_word_before(chars + from, at - from,
							   WIC_SPEECH_LEAD_IN) > 0 ||
		date_before(chars, from, at, &date) < at)
		return BOUNDARY_CLAUSE;
	return BOUNDARY_NONE;
}

/* Does chars[start] begin with a surname?  Returns its length. */
static size_t
surname_length(const uint32_t *chars, size_t start, size_t end)
{
	for (size_t n = 2; n > 0; n--)
		if (start + n < end &&
			is_class(chars, start, start + n, WIC_SPEECH_SURNAME))
			return n;
	return 0;
}

static bool
looks_like_surname(const uint32_t *chars, size_t start, size_t end)
{
	size_t		surname = surname_length(chars, start, end);

	return surname > 0 && end - start - surname <= 2;
}

/*
 * May the last character end a name?  国 ends those of countries, and the
 * given name 建国, which is two characters behind a surname.
 */
static bool
may_end_name(const uint32_t *chars, size_t start, size_t end)
{
	if (!is_class(chars, end - 1, end, WIC_SPEECH_NOT_LAST))
		return true;
	return is_class(chars, end - 1, end, WIC_SPEECH_GIVEN_LAST) &&
		end - start == surname_length(chars, start, end) + 2 &&
		surname_length(chars, start, end) > 0;
}

/* Is it no name at all, whatever stands beside it? */
static bool
is_no_name(const uint32_t *chars, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		if (!wic_char_is_han(chars[i]))
			return true;
	if (!may_end_name(chars, start, end) ||
		wic_speech_word(chars + start, end - start,
						WIC_SPEECH_ADVERB | WIC_SPEECH_LEAD_IN) > 1 ||
		wic_speech_word_before(chars + start, end - start,
							   WIC_SPEECH_ADVERB) > 1)
		return true;
	for (size_t at = start + 2; at <= end; at++)
		if (is_class(chars, start, at,
					 WIC_SPEECH_NOT_NAME | WIC_SPEECH_OFFICE))
			return true;
	return end - start > 2 &&
		wic_speech_word_before(chars + start, end - start,
							   WIC_SPEECH_NOT_NAME) > 1;
}

/* 在会上: words of grammar are in no name that nothing else speaks for. */
static bool
has_grammar(const uint32_t *chars, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		if (is_class(chars, i, i + 1, WIC_SPEECH_NOT_LAST | WIC_SPEECH_LINK |
					 WIC_SPEECH_SAY_SHORT))
			return true;
	return false;
}

/* Is chars[start] to chars[end] a name, with offices before or behind it? */
static bool
is_name(const uint32_t *chars, size_t from, size_t start, size_t end,
		bool has_office, bool has_region, bool is_lax)
{
	Boundary	boundary = boundary_at(chars, from, start);
	size_t		n = end - start;

	if (boundary == BOUNDARY_NONE || is_no_name(chars, start, end))
		return false;
	if (has_region && boundary != BOUNDARY_OFFICE && n < 3)
		return false;
	if (looks_like_surname(chars, start, end))
		return true;
	if (n <= (has_office || boundary == BOUNDARY_OFFICE ? 8 : 5) &&
		all_of_class(chars, start, end, WIC_SPEECH_FOREIGN))
		return true;
	if (n > 4 || has_grammar(chars, start, end))
		return false;
	return is_lax || (n > 2 && (boundary == BOUNDARY_OFFICE ||
								(has_office && !has_region)));
}

/* 安东尼·古特雷斯: back from its last part */
static bool
dotted_name(const uint32_t *chars, size_t from, size_t end, WicRange *name)
{
	size_t		start = end;
	size_t		dot = 0;

	while (start > from && end - start < WIC_SPEAKER_MAX)
	{
		uint32_t	cp = chars[start - 1];
		size_t		word = wic_speech_word_before(chars + from, start - from,
												  WIC_SPEECH_OFFICE);

		if (is_middle_dot(cp) && start < end)
			dot = start - 1;
		else if (word > 1 || !wic_char_is_han(cp) ||
				 (dot > 0 && !is_class(chars, start - 1, start,
									   WIC_SPEECH_FOREIGN)))
			break;
		start--;
	}
	if (dot <= start || end - dot < 2)
		return false;
	name->start = start;
	name->end = end;
	return true;
}

/* Find the name, with offices behind it, that ends at chars[end]. */
static bool
name_before(const uint32_t *chars, size_t from, size_t end, bool is_lax,
			WicRange *name)
{
	bool		has_office = false;
	bool		has_region = false;

	for (int i = 0; i <= OFFICES_MAX; i++)
	{
		size_t		office;

		if (dotted_name(chars, from, end, name))
			return true;
		for (size_t n = 8; n >= 2; n--)
			if (from + n <= end &&
				is_name(chars, from, end - n, end, has_office, has_region,
						is_lax))
			{
				name->start = end - n;
				name->end = end;
				return true;
			}

		office = wic_speech_word_before(chars + from, end - from,
										WIC_SPEECH_OFFICE | WIC_SPEECH_REGION);
		if (office == 0)
			return false;
		has_office = true;
		has_region = is_class(chars, end - office, end, WIC_SPEECH_REGION);
		end -= office;
		if (end > from && chars[end - 1] == ' ')
			end--;
	}
	return false;
}

/* Like wic_speaker_before; lax takes any short name for one. */
static bool
speaker_before(const uint32_t *chars, size_t from, size_t at, bool is_lax,
			   WicRange *speaker, WicDate *date)
{
	size_t		ends[ADVERBS_MAX + 1];
	WicDate		between = {.precision = WIC_PRECISION_NONE};
	int			n = 0;

	ends[0] = at;
	while (n < ADVERBS_MAX)
	{
		WicDate		found = {.precision = WIC_PRECISION_NONE};
		size_t		before = step_back(chars, from, ends[n], &found);

		if (before == ends[n])
			break;
		if (found.precision != WIC_PRECISION_NONE)
			between = found;
		ends[++n] = before;
	}

	/* Rather 王毅 还 than 王毅还 */
	for (; n >= 0; n--)
		if (name_before(chars, from, ends[n], is_lax, speaker))
		{
			if (date != NULL && between.precision != WIC_PRECISION_NONE &&
				between.start >= speaker->end)
				*date = between;
			return true;
		}
	return false;
}

bool
wic_speaker_before(const uint32_t *chars, size_t from, size_t at,
				   WicRange *speaker, WicDate *date)
{
	return speaker_before(chars, from, at, false, speaker, date);
}

/* A short verb needs a mark behind it: 说“, 说:, but not 说法. */
static size_t
say_length(const uint32_t *chars, size_t at, size_t to)
{
	size_t		n = wic_speech_word(chars + at, to - at, WIC_SPEECH_SAY);

	if (n > 0)
		return n;
	n = wic_speech_word(chars + at, to - at, WIC_SPEECH_SAY_SHORT);
	if (n > 0 && (at + n == to || wic_is_clause_end(chars[at + n]) ||
				  wic_quote_closer(chars[at + n]) != 0))
		return n;
	return 0;
}

size_t
wic_say_before(const uint32_t *chars, size_t from, size_t at)
{
	size_t		verb = wic_speech_word_before(chars + from, at - from,
											  WIC_SPEECH_SAY |
											  WIC_SPEECH_SAY_SHORT);

	/* 演讲 ends in 讲, but is no verb. */
	if (verb > 0 && verb < wic_speech_word_before(chars + from, at - from,
												  WIC_SPEECH_ACT))
		return 0;
	return verb;
}

bool
wic_pronoun_before(const uint32_t *chars, size_t from, size_t at)
{
	size_t		end = wic_skip_adverbs_back(chars, from, at);

	return end > from && is_class(chars, end - 1, end, WIC_SPEECH_PRONOUN) &&
		boundary_at(chars, from, end - 1) != BOUNDARY_NONE;
}

/* �月12日: the month is lost. */
static bool
lost_month(const uint32_t *chars, size_t from, size_t to, WicDate *date)
{
	for (size_t i = from; i + 3 < to; i++)
	{
		int			day = 0;
		size_t		at = i + 2;

		if (chars[i] != LOST || chars[i + 1] != MONTH)
			continue;
		while (at < to && at < i + 4 && is_digit(chars[at]))
			day = day * 10 + (int) (chars[at++] - '0');
		if (at == to || chars[at] != DAY || !wic_is_day(0, 1, day))
			continue;
		memset(date, 0, sizeof(*date));
		date->start = i;
		date->end = at + 1;
		date->precision = WIC_PRECISION_DAY;
		date->day = day;
		return true;
	}
	return false;
}

/* The last date before a speaker is when he speaks. */
static void
find_date(const uint32_t *chars, size_t from, size_t to, WicDate *date)
{
	WicDate		found;
	size_t		at = from;

	while (wic_date_next(chars, to, &at, &found))
		*date = found;
	if (date->precision == WIC_PRECISION_NONE)
		(void) lost_month(chars, from, to, date);
}

/* The first date of a line that is no part of its occasion. */
static void
find_date_beside(const uint32_t *chars, size_t from, size_t to,
				 const WicRange *occasion, WicDate *date)
{
	WicDate		found;
	size_t		at = from;

	while (wic_date_next(chars, to, &at, &found))
		if (found.end <= occasion->start || found.start >= occasion->end)
		{
			*date = found;
			return;
		}
	(void) lost_month(chars, from, to, date);
}

/* Read on from a verb or preposition that a speaker stands before. */
static void
read_occasion(const uint32_t *chars, size_t to, bool is_line, WicAct *act)
{
	for (size_t at = act->verb; at < to; at++)
	{
		if (at > act->verb && wic_is_clause_end(chars[at]))
			return;
		if (wic_occasion_at(chars, at, to, is_line, &act->occasion,
							&act->kind))
			return;
	}
}

static size_t
limit(size_t from, size_t to, size_t max)
{
	return to - from > max ? from + max : to;
}

bool
wic_act_in(const uint32_t *chars, size_t from, size_t to, WicAct *act)
{
	memset(act, 0, sizeof(*act));
	to = limit(from, to, WIC_STATEMENT_MAX);
	for (size_t at = from + 2; at < to; at++)
	{
		if (wic_speech_word(chars + at, to - at, WIC_SPEECH_LINK) == 0 &&
			say_length(chars, at, to) == 0)
			continue;
		if (!wic_speaker_before(chars, from, at, &act->speaker, &act->date))
			continue;
		act->verb = at;
		if (act->date.precision == WIC_PRECISION_NONE)
			find_date(chars, from, act->speaker.start, &act->date);
		read_occasion(chars, to, false, act);
		return true;
	}
	return false;
}

/* ——鲁迅《故乡》, ——鲁迅 */
static bool
line_of_name(const uint32_t *chars, size_t from, size_t to, WicAct *act)
{
	size_t		end = from;

	while (end < to && chars[end] != TITLE_OPEN && chars[end] != '(' &&
		   !wic_is_clause_end(chars[end]))
		end++;
	if (end == from ||
		!speaker_before(chars, from, end, true, &act->speaker, &act->date))
		return false;
	if (boundary_at(chars, from, act->speaker.start) != BOUNDARY_OFFICE &&
		act->speaker.start != from)
	{
		act->speaker.start = act->speaker.end = 0;
		return false;
	}
	act->verb = end;
	return true;
}

/* Behind the date and the marks with which a line begins. */
static size_t
skip_date(const uint32_t *chars, size_t from, size_t to, WicDate *date)
{
	if (wic_date_at(chars, to, from, date) && date->end <= to)
		from = date->end;
	else
		date->precision = WIC_PRECISION_NONE;
	while (from < to && (chars[from] == ',' || chars[from] == ENUMERATION ||
						 chars[from] == ' ' || chars[from] == 0x3000))
		from++;
	return from;
}

bool
wic_attribution_line(const uint32_t *chars, size_t from, size_t to,
					 WicAct *act)
{
	size_t		start;

	memset(act, 0, sizeof(*act));
	to = limit(from, to, WIC_STATEMENT_MAX);
	while (from < to && (wic_is_dash(chars[from]) || chars[from] == ' ' ||
						 chars[from] == '(' || chars[from] == 0x3000))
		from++;

	start = skip_date(chars, from, to, &act->date);
	for (size_t at = start + 2; at < to && act->verb == 0; at++)
	{
		if (wic_is_sentence_end(chars[at]) || chars[at] == TITLE_OPEN)
			break;
		if ((wic_speech_word(chars + at, to - at, WIC_SPEECH_LINK) > 0 ||
			 say_length(chars, at, to) > 0) &&
			speaker_before(chars, start, at, true, &act->speaker, &act->date))
			act->verb = at;
	}
	if (act->verb == 0 && !line_of_name(chars, start, to, act))
		act->verb = start;

	read_occasion(chars, to, true, act);
	if (act->date.precision == WIC_PRECISION_NONE)
		find_date_beside(chars, from, to, &act->occasion, &act->date);
	return act->speaker.start < act->speaker.end ||
		act->date.precision != WIC_PRECISION_NONE;
}
