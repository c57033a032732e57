/*-------------------------------------------------------------------------
 *
 * claim.c
 *	  Does a sentence claim that something was said before, and by whom?
 *
 * extension/core/claim.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/claim.h"

#include <string.h>

#include "core/charclass.h"
#include "core/occasion.h"

#define OF		0x7684			/* 的 */
#define PERFECT 0x4E86			/* 了 */
#define HAVE	0x6709			/* 没有 */
#define NOT		0x6CA1
#define FROM	0x7531			/* 由 */
#define I		0x6211			/* 我 */
#define BY		0x5730			/* 地 */
#define AT		0x5728			/* 在 */
#define ON		0x4E8E			/* 于 */

/* Characters between a verb and the formula that it governs */
#define OBJECT_MAX		40
#define ATTRIBUTE_MAX	10		/* behind 的 */

/* Characters before the formula in a clause that it is the subject of */
#define OPENING_MAX		12

static const uint8_t put_forward[] = "put forward";

typedef struct Verb
{
	size_t		start;
	size_t		end;
} Verb;

static bool
is_one_of(uint32_t cp, const uint16_t *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == cp)
			return true;
	return false;
}

/* Before a verb: it is denied, or yet to come. 未没不别勿将要能可应须欲拟 */
static bool
denies(uint32_t cp)
{
	static const uint16_t list[] = {
		0x672A, 0x6CA1, 0x4E0D, 0x522B, 0x52FF, 0x5C06, 0x8981, 0x80FD, 0x53EF,
		0x5E94, 0x987B, 0x6B32, 0x62DF
	};

	return is_one_of(cp, list, sizeof(list) / sizeof(list[0]));
}

/* Between a verb and the formula: something else governs it. 是使让并为对把被将 */
static bool
governs_anew(uint32_t cp)
{
	static const uint16_t list[] = {
		0x662F, 0x4F7F, 0x8BA9, 0x5E76, 0x4E3A, 0x5BF9, 0x628A, 0x88AB, 0x5C06
	};

	return is_one_of(cp, list, sizeof(list) / sizeof(list[0]));
}

static bool
is_letter(uint32_t cp)
{
	return cp >= 'a' && cp <= 'z';
}

static bool
is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool
is_put_forward(const uint32_t *chars, size_t n)
{
	const size_t length = sizeof(put_forward) - 1;

	if (n < length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (chars[i] != put_forward[i])
			return false;
	return true;
}

/* Find the next verb that begins at *at or later, and set *at behind it. */
static bool
next_verb(const uint32_t *chars, size_t n, size_t *at, Verb *verb)
{
	for (size_t i = *at; i < n; i++)
	{
		size_t		length = wic_speech_word(chars + i, n - i,
											 WIC_SPEECH_PROPOSE);

		if (is_put_forward(chars + i, n - i))
			length = sizeof(put_forward) - 1;
		if (length == 0 || (i > 0 && denies(chars[i - 1])) ||
			(i > 1 && chars[i - 1] == HAVE && chars[i - 2] == NOT))
			continue;
		if (is_letter(chars[i]) &&
			((i > 0 && is_letter(chars[i - 1])) ||
			 (i + length < n && is_letter(chars[i + length]))))
			continue;
		verb->start = i;
		verb->end = i + length;
		*at = verb->end;
		return true;
	}
	return false;
}

static bool
has_clause_end(const uint32_t *chars, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (wic_is_clause_end(chars[i]))
			return true;
	return false;
}

/* 提出…F: does the verb govern the formula that begins at chars[start]? */
static bool
has_object(const uint32_t *chars, const Verb *verb, size_t start)
{
	size_t		limit = OBJECT_MAX;

	if (start < verb->end || has_clause_end(chars, verb->end, start))
		return false;
	if (chars[verb->end] == OF)
		limit = ATTRIBUTE_MAX;
	if (start - verb->end > limit)
		return false;
	for (size_t i = verb->end; i < start; i++)
		if (governs_anew(chars[i]))
			return false;
	return true;
}

/* Behind a verb: 以来, 后, 至今, 之后, 起, or the end of the clause. */
static bool
is_without_object(const uint32_t *chars, size_t n, size_t at)
{
	static const uint16_t since[] = {0x4EE5, 0x540E, 0x81F3, 0x4E4B, 0x8D77};

	if (at < n && (chars[at] == OF || chars[at] == PERFECT))
		at++;
	return at >= n || wic_is_clause_end(chars[at]) ||
		is_one_of(chars[at], since, sizeof(since) / sizeof(since[0]));
}

/* Is the formula the subject of a verb behind it, or in the next clause? */
static bool
has_subject(const uint32_t *chars, size_t n, const Verb *verb, size_t start,
			size_t end)
{
	size_t		clause = verb->end;

	if (!is_without_object(chars, n, verb->end))
		return false;
	if (end <= verb->start)
		return !has_clause_end(chars, end, verb->start) &&
			verb->start - end <= WIC_OCCASION_MAX;
	while (clause < n && !wic_is_clause_end(chars[clause]))
		clause++;
	return clause - verb->end <= 4 && clause > verb->end &&
		chars[clause - 1] != OF && chars[clause - 1] != PERFECT &&
		clause < start && chars[clause] == ',' &&
		start - clause - 1 <= OPENING_MAX &&
		!has_clause_end(chars, clause + 1, start);
}

/* formula, which he proposed; proposed the formula */
static bool
is_english_claim(const uint32_t *chars, const Verb *verb, size_t start,
				 size_t end)
{
	int			commas = 0;
	size_t		from = end <= verb->start ? end : verb->end;
	size_t		to = end <= verb->start ? verb->start : start;

	if (!is_letter(chars[verb->start]) || to < from ||
		to - from > 2 * OBJECT_MAX)
		return false;
	for (size_t i = from; i < to; i++)
	{
		if (chars[i] == ',')
			commas++;
		else if (wic_is_clause_end(chars[i]))
			return false;
	}
	return commas == 0 || (commas == 1 && end <= verb->start);
}

static bool
find_verb(const uint32_t *chars, size_t n, size_t start, size_t end,
		  Verb *found)
{
	Verb		verb;
	size_t		at = 0;
	bool		is_found = false;

	while (next_verb(chars, n, &at, &verb))
	{
		if (verb.start >= end && is_found)
			break;
		if (verb.start < end && verb.end > start)
			continue;
		if (has_object(chars, &verb, start) ||
			has_subject(chars, n, &verb, start, end) ||
			is_english_claim(chars, &verb, start, end))
		{
			*found = verb;
			is_found = true;
		}
	}
	return is_found;
}

/* Does a clause begin with the date?  早在2014年, 自2014年以来 */
static bool
opens_clause(const uint32_t *chars, size_t at)
{
	static const uint16_t lead[] = {
		0x65E9, AT, ON, 0x81EA, 0x4ECE, 0x5C31, 0x5230
	};

	while (at > 0 &&
		   is_one_of(chars[at - 1], lead, sizeof(lead) / sizeof(lead[0])))
		at--;
	return at == 0 || !wic_char_is_han(chars[at - 1]);
}

/*
 * The last date with a year before the verb that is said of it: in its clause,
 * or at the beginning of a clause before.
 */
static void
find_date(const uint32_t *chars, const Verb *verb, WicDate *found)
{
	size_t		at = 0;
	WicDate		date;

	found->precision = WIC_PRECISION_NONE;
	while (wic_date_next(chars, verb->start, &at, &date))
		if (date.year != 0 &&
			(opens_clause(chars, date.start) ||
			 !has_clause_end(chars, date.end, verb->start)))
			*found = date;
}

/* in 2014; May 3, 2014 */
static bool
year_at(const uint32_t *chars, size_t n, size_t at, WicDate *date)
{
	int			year = 0;

	if (n - at < 4 || at < 3 || chars[at - 1] != ' ' ||
		(chars[at - 2] != ',' &&
		 (chars[at - 2] != 'n' || chars[at - 3] != 'i')))
		return false;
	for (size_t i = at; i < at + 4; i++)
	{
		if (!is_digit(chars[i]))
			return false;
		year = year * 10 + (int) (chars[i] - '0');
	}
	if (year < 1000 || year > 2999 ||
		(n - at > 4 && (is_digit(chars[at + 4]) || is_letter(chars[at + 4]))))
		return false;
	memset(date, 0, sizeof(*date));
	date->start = at;
	date->end = at + 4;
	date->precision = WIC_PRECISION_YEAR;
	date->year = year;
	return true;
}

/* The first date behind an English verb, else the last one before it. */
static void
find_english_date(const uint32_t *chars, size_t n, const Verb *verb,
				  WicDate *found)
{
	WicDate		date;

	found->precision = WIC_PRECISION_NONE;
	for (size_t at = 0; at < n; at++)
	{
		bool		is_behind = at >= verb->end;

		if (is_behind && wic_is_sentence_end(chars[at]))
			return;
		if ((!wic_date_at(chars, n, at, &date) || date.year == 0) &&
			!year_at(chars, n, at, &date))
			continue;
		*found = date;
		if (is_behind)
			return;
	}
}

/* Where the words begin that tell of the verb: the date, or the clause. */
static size_t
find_scope(const uint32_t *chars, const Verb *verb, const WicDate *date)
{
	size_t		at = verb->start;

	if (date->precision != WIC_PRECISION_NONE && date->start < verb->start)
		return date->start;
	while (at > 0 && !wic_is_clause_end(chars[at - 1]))
		at--;
	return at;
}

/* The occasion nearest before the verb; returns where its phrase begins. */
static size_t
find_occasion(const uint32_t *chars, size_t n, size_t scope, size_t verb,
			  WicRange *occasion)
{
	uint32_t	kind;

	for (size_t i = verb; i > scope; i--)
		if (wic_occasion_at(chars, i - 1, n, false, occasion, &kind) &&
			occasion->end <= verb)
			return i - 1;
	occasion->start = occasion->end = 0;
	return verb;
}

/* 我 that is not 我们, 我国 or the like */
static bool
is_first_person(const uint32_t *chars, size_t at)
{
	static const uint16_t group[] = {
		0x4EEC, 0x56FD, 0x65B9, 0x7701, 0x5E02, 0x515A, 0x519B, 0x6821, 0x9662,
		0x533A, 0x53BF, 0x90E8, 0x53F8, 0x5385, 0x6751, 0x9547, 0x4E61
	};

	return chars[at] == I &&
		!is_one_of(chars[at + 1], group, sizeof(group) / sizeof(group[0]));
}

/* Whoever speaks, if that is told before: 王小明指出,我… */
static void
find_own(const uint32_t *chars, size_t scope, size_t verb, WicClaim *claim)
{
	for (size_t i = scope; i < verb; i++)
	{
		WicAct		act;

		if (!is_first_person(chars, i))
			continue;
		claim->is_own = true;
		memset(&act, 0, sizeof(act));
		if (i > 0 && wic_act_in(chars, 0, i, &act))
			claim->speaker = act.speaker;
		return;
	}
}

/*
 * Find the speaker before chars[at]: behind the date if that is before him, or
 * behind 由.  更加完整地提出: what stands before 地 is no name.
 */
static bool
is_speaker_before(const uint32_t *chars, size_t at, const WicDate *date,
				  WicRange *speaker)
{
	size_t		from = 0;
	WicRange	found;

	if (date->precision != WIC_PRECISION_NONE && date->end <= at)
		from = date->end;
	for (size_t i = at; i > from && !wic_is_clause_end(chars[i - 1]); i--)
		if (chars[i - 1] == FROM)
			from = i;
	if (!wic_speaker_before(chars, from, at, &found, NULL) ||
		chars[found.end] == BY)
		return false;
	*speaker = found;
	return true;
}

static void
find_speaker(const uint32_t *chars, size_t scope, size_t phrase,
			 const Verb *verb, WicClaim *claim)
{
	size_t		at = claim->date.start;

	if (is_speaker_before(chars, verb->start, &claim->date,
						  &claim->speaker) ||
		(phrase < verb->start &&
		 is_speaker_before(chars, phrase, &claim->date, &claim->speaker)))
		return;
	find_own(chars, scope, verb->start, claim);
	if (claim->is_own || claim->date.precision == WIC_PRECISION_NONE ||
		at >= verb->start)
		return;
	if (at > 0 && (chars[at - 1] == AT || chars[at - 1] == ON))
		at--;
	is_speaker_before(chars, at, &claim->date, &claim->speaker);
}

bool
wic_claim_read(const uint32_t *chars, size_t n, size_t start, size_t end,
			   WicClaim *claim)
{
	Verb		verb = {0};
	size_t		scope;
	size_t		phrase;

	memset(claim, 0, sizeof(*claim));
	if (start >= end || end > n || !find_verb(chars, n, start, end, &verb))
		return false;
	if (is_letter(chars[verb.start]))
		find_english_date(chars, n, &verb, &claim->date);
	else
		find_date(chars, &verb, &claim->date);
	scope = find_scope(chars, &verb, &claim->date);
	phrase = find_occasion(chars, n, scope, verb.start, &claim->occasion);
	find_speaker(chars, scope, phrase, &verb, claim);
	return true;
}
