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
	else
		take_plain(reader, clause);
	return true;
}
