/*-------------------------------------------------------------------------
 *
 * occasion.c
 *	  Read the occasion and the kind of an act of saying.
 *
 * extension/core/occasion.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/occasion.h"

#include "core/quote.h"

#define OF			0x7684		/* 的 */
#define AND			0x5E76		/* 并 */
#define TITLE_OPEN	0x300A		/* 《 */

/* An occasion is no shorter, and a place that stands for one is longer. */
#define MIN_OCCASION	3
#define MIN_PLACE		4

/* What a preposition or verb leads to. */
typedef enum Lead
{
	LEAD_NONE,
	LEAD_TO,					/* 向 给 致 对 为: somebody gets
								 * something */
	LEAD_WRITE,					/* 致信 致电: that is a letter itself */
	LEAD_AT,					/* 在 于: where something is said */
	LEAD_ATTEND					/* 出席 主持 会见: the occasion ends the
								 * clause */
} Lead;

/* Behind the title of a speech, if one is named at chars[at]. */
static size_t
skip_title(const uint32_t *chars, size_t at, size_t to)
{
	if (at >= to || wic_quote_closer(chars[at]) == 0)
		return at;
	for (size_t i = at + 1; i < to; i++)
		if (chars[i] == wic_quote_closer(chars[at]))
			return i + 1;
	return at;
}

/*
 * The kind of what is named at chars[at], with 了, a title and 的 before it;
 * 0 if nothing is.
 */
static uint32_t
act_noun(const uint32_t *chars, size_t at, size_t to)
{
	size_t		n;

	if (at < to && chars[at] == 0x4E86) /* 了 */
		at++;
	at = skip_title(chars, at, to);
	if (at < to && chars[at] == OF)
		at++;
	n = wic_speech_word(chars + at, to - at, WIC_SPEECH_ACT);
	return n == 0 ? 0 : wic_speech_classes(chars + at, n) & WIC_SPEECH_ACT;
}

/* The kind of what is given by the verb at chars[at]. */
static uint32_t
delivered(const uint32_t *chars, size_t at, size_t to)
{
	size_t		n = wic_speech_word(chars + at, to - at, WIC_SPEECH_DELIVER);

	return n == 0 ? 0 : act_noun(chars, at + n, to);
}

/* Does the sentence go on behind a comma with what is given? ,并发表 */
static bool
goes_on(const uint32_t *chars, size_t at, size_t to)
{
	return chars[at] == ',' && at + 1 < to &&
		(chars[at + 1] == AND || delivered(chars, at + 1, to) != 0);
}

/* The first thing that is given in the rest of the clause. */
static uint32_t
kind_in_clause(const uint32_t *chars, size_t at, size_t to)
{
	for (; at < to; at++)
	{
		uint32_t	kind = delivered(chars, at, to);

		if (wic_is_clause_end(chars[at]) && !goes_on(chars, at, to))
			return 0;

		if (kind == 0 && (chars[at] == OF || chars[at] == AND))
			kind = act_noun(chars, at + 1, to);
		if (kind != 0)
			return kind;
	}
	return 0;
}

static Lead
lead_at(const uint32_t *chars, size_t at, size_t to, size_t *n)
{
	*n = wic_speech_word(chars + at, to - at, WIC_SPEECH_LINK);
	if (*n == 0)
		return LEAD_NONE;
	if (*n == 1)
	{
		switch (chars[at])
		{
			case 0x5411:		/* 向 */
			case 0x7ED9:		/* 给 */
			case 0x81F4:		/* 致 */
			case 0x5BF9:		/* 对 */
			case 0x4E3A:		/* 为 */
				return LEAD_TO;
			case 0x5728:		/* 在 */
			case 0x4E8E:		/* 于 */
				return LEAD_AT;
			default:
				return LEAD_NONE;
		}
	}
	if ((chars[at] == 0x81F4 || chars[at] == 0x590D ||
		 chars[at] == 0x56DE) && chars[at + 1] != 0x8F9E)
		return LEAD_WRITE;		/* 致 复 回 */
	if (chars[at] == 0x901A || chars[at] == 0x4EE5 || chars[at] == 0x53D1)
		return LEAD_NONE;		/* 通过视频, 以视频方式, 发表 */
	return LEAD_ATTEND;
}

/* Does the name of an event end before chars[at]? */
static bool
ends_event(const uint32_t *chars, size_t start, size_t at)
{
	return wic_speech_word_before(chars + start, at - start,
								  WIC_SPEECH_EVENT) > 0;
}

/* Does the clause end at chars[at]?  In headlines a blank ends it too. */
static bool
clause_ends(const uint32_t *chars, size_t at, size_t to, Lead lead)
{
	return at == to || wic_is_clause_end(chars[at]) ||
		(lead == LEAD_WRITE && chars[at] == ' ');
}

/* Is it plain that an occasion ends at chars[at]? */
static bool
occasion_stops(const uint32_t *chars, size_t start, size_t at, size_t to,
			   Lead lead, bool is_line)
{
	bool		is_event = ends_event(chars, start, at);
	bool		is_end = clause_ends(chars, at, to, lead);

	if (lead == LEAD_WRITE)
		return is_end || wic_speech_word(chars + at, to - at,
										 WIC_SPEECH_SAY) > 0;
	if (is_end)
		return lead == LEAD_ATTEND && is_event;
	if (chars[at] == OF || delivered(chars, at, to) != 0)
		return (chars[at] != OF || act_noun(chars, at, to) != 0) &&
			(lead == LEAD_TO || is_event ||
			 (is_line && at - start >= MIN_PLACE));
	if (lead == LEAD_TO || !is_event)
		return false;
	return chars[at] == AND ||
		wic_speech_word(chars + at, to - at,
						WIC_SPEECH_DURING | WIC_SPEECH_SAY) > 0;
}

/* 贺信 itself is no occasion, as in 在贺信中. */
static bool
is_act(const uint32_t *chars, size_t start, size_t end)
{
	return (wic_speech_classes(chars + start, end - start) &
			(WIC_SPEECH_ACT | WIC_SPEECH_SAY)) != 0;
}

bool
wic_occasion_at(const uint32_t *chars, size_t at, size_t to, bool is_line,
				WicRange *occasion, uint32_t *kind)
{
	size_t		n;
	Lead		lead = lead_at(chars, at, to, &n);
	size_t		start = at + n;
	size_t		end;

	if (lead == LEAD_NONE)
		return false;
	for (end = start; end <= to; end++)
	{
		if (end - start > WIC_OCCASION_MAX)
			return false;
		if (end - start >= MIN_OCCASION &&
			occasion_stops(chars, start, end, to, lead, is_line))
			break;
		if (clause_ends(chars, end, to, lead))
			return false;
	}
	if (end > to || is_act(chars, start, end))
		return false;

	occasion->start = start;
	occasion->end = end;
	*kind = lead == LEAD_WRITE ? WIC_SPEECH_LETTER :
		kind_in_clause(chars, end, to);
	return lead != LEAD_TO || *kind != 0;
}
