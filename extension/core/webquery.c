/*-------------------------------------------------------------------------
 *
 * webquery.c
 *	  Cut what a person typed into the clauses of a web search.
 *
 * extension/core/webquery.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/webquery.h"

#include <string.h>

#define FULL_WIDTH_QUOTE	0xFF02
#define LEFT_QUOTE			0x201C
#define RIGHT_QUOTE			0x201D

/* The character that closes a quotation opened by cp, or 0. */
static uint32_t
closing_quote(uint32_t cp)
{
	switch (cp)
	{
		case '"':
		case FULL_WIDTH_QUOTE:
			return cp;
		case LEFT_QUOTE:
			return RIGHT_QUOTE;
		default:
			return 0;
	}
}

static bool
is_blank(const WicChar *ch)
{
	return wic_class_of(ch) == WIC_CLASS_BLANK;
}

/* Read the next character that is not blank. */
static bool
skip_blanks(WicReader *reader, WicChar *ch)
{
	while (wic_reader_next(reader, ch))
		if (!is_blank(ch))
			return true;
	return false;
}

/* The rest of a quotation; the text ends where nothing closes it. */
static void
take_quoted(WicReader *reader, WicClause *clause, uint32_t closing)
{
	WicChar		ch;

	clause->is_quoted = true;
	clause->start = clause->end = reader->next;
	while (wic_reader_next(reader, &ch))
	{
		if (ch.cp == closing)
			return;
		clause->end = ch.end;
	}
}

/* Characters up to a blank or a quotation. */
static void
take_plain(WicReader *reader, WicClause *clause)
{
	WicReader	ahead = *reader;
	WicChar		ch;

	while (wic_reader_next(&ahead, &ch) && !is_blank(&ch) &&
		   closing_quote(ch.cp) == 0)
	{
		clause->end = ch.end;
		*reader = ahead;
	}

	if (clause->end - clause->start > 1 && clause->end[-1] == '*')
	{
		clause->is_prefix = true;
		clause->end--;
	}
	clause->is_or = !clause->is_negated && !clause->is_prefix &&
		clause->end - clause->start == 2 &&
		clause->start[0] == 'O' && clause->start[1] == 'R';
}

/* The number at the end of near(…, 6), cut off from the words; 0 if none. */
static int
take_distance(const uint8_t *start, const uint8_t **end)
{
	const uint8_t *p = *end;
	const uint8_t *digits;
	int			distance = 0;

	while (p > start && p[-1] == ' ')
		p--;
	digits = p;
	while (digits > start && digits[-1] >= '0' && digits[-1] <= '9')
		digits--;
	for (const uint8_t *d = digits; d < p; d++)
		if (distance <= WIC_NEAR_MAX)
			distance = distance * 10 + (*d - '0');

	while (digits > start && digits[-1] == ' ')
		digits--;
	if (digits == start || digits[-1] != ',')
		return 0;
	*end = digits - 1;
	return distance < WIC_NEAR_MAX ? distance : WIC_NEAR_MAX;
}

/* near(words, n): the rest of it, or false if it is not that. */
static bool
take_near(WicReader *reader, WicClause *clause)
{
	static const char opening[] = "near(";
	size_t		length = sizeof(opening) - 1;
	const uint8_t *close;

	if ((size_t) (reader->end - clause->start) <= length ||
		memcmp(clause->start, opening, length) != 0)
		return false;
	close = memchr(clause->start, ')', reader->end - clause->start);
	if (close == NULL)
		return false;

	clause->end = close;
	clause->near_distance = take_distance(clause->start + length,
										  &clause->end);
	if (clause->near_distance == 0)
	{
		clause->end = reader->next;
		return false;
	}
	clause->start += length;
	wic_reader_init(reader, close + 1, reader->end);
	return true;
}

/* A minus sign negates where a word or a quotation follows directly. */
static bool
take_minus(WicReader *reader, WicChar *ch)
{
	WicReader	ahead = *reader;
	WicChar		next;

	if (ch->cp != '-' || !wic_reader_next(&ahead, &next) || is_blank(&next))
		return false;
	*reader = ahead;
	*ch = next;
	return true;
}

void
wic_webquery_init(WicWebQuery *query, const void *text, size_t length)
{
	const uint8_t *start = text;

	wic_reader_init(&query->reader, start, start + length);
}

bool
wic_webquery_next(WicWebQuery *query, WicClause *clause)
{
	WicReader  *reader = &query->reader;
	WicChar		ch;
	uint32_t	closing;

	if (!skip_blanks(reader, &ch))
		return false;

	memset(clause, 0, sizeof(WicClause));
	clause->is_negated = take_minus(reader, &ch);
	clause->start = ch.start;
	clause->end = ch.end;

	closing = closing_quote(ch.cp);
	if (closing != 0)
		take_quoted(reader, clause, closing);
	else if (!take_near(reader, clause))
		take_plain(reader, clause);
	return true;
}
