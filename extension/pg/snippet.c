/*-------------------------------------------------------------------------
 *
 * snippet.c
 *	  SQL function wic_snippet: the best piece of a text, with marks.
 *
 *	  wic_snippet('…各国应当尊重網路主權，…', '网络主权')
 *		=> …各国应当尊重【網路主權】，…
 *
 * Without the marks and the ellipses the result is a piece of the original
 * text: nothing is dropped, doubled, moved or folded.
 *
 * extension/pg/snippet.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/reader.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "pg/match.h"
#include "pg/wicsearch.h"
#include "utils/builtins.h"

#define ELLIPSIS	"…"

/* How far the cut may move to begin or end at a clause, in characters. */
#define CLAUSE_REACH	12

/* A text whose characters can be stepped over in both directions. */
typedef struct Source
{
	const char *bytes;
	int			length;
} Source;

typedef struct Window
{
	int			start;			/* byte offsets */
	int			end;
} Window;

static bool
is_boundary(const Source *source, int at)
{
	return at >= source->length ||
		!wic_utf8_is_continuation((uint8_t) source->bytes[at]);
}

static int
next_char(const Source *source, int at)
{
	do
		at++;
	while (!is_boundary(source, at));
	return at;
}

static int
previous_char(const Source *source, int at)
{
	do
		at--;
	while (at > 0 && !is_boundary(source, at));
	return at;
}

static uint32
char_at(const Source *source, int at)
{
	const uint8_t *p = (const uint8_t *) source->bytes + at;
	uint32		cp;

	wic_utf8_next(p, (const uint8_t *) source->bytes + source->length, &cp);
	return cp;
}

/* Marks behind a cut that stay with what they follow; more is no text. */
#define MARKS_MAX	16

/* A mark or an invisible character must stay with what it follows. */
static bool
extends(const Source *source, int at)
{
	WicCharClass class;

	if (at >= source->length)
		return false;
	class = wic_char_class(char_at(source, at));
	return class == WIC_CLASS_MARK || class == WIC_CLASS_IGNORE;
}

/* Does a sentence or a clause end with this character? */
static bool
ends_clause(uint32 cp)
{
	static const uint32 enders[] = {
		'\n', '!', ',', '.', ';', '?', 0x3001, 0x3002, 0xFF01, 0xFF0C, 0xFF1B,
		0xFF1F
	};

	for (int i = 0; i < lengthof(enders); i++)
		if (enders[i] == cp)
			return true;
	return false;
}

/* Characters from start, but no more than limit; *at is set behind them. */
static int
walk(const Source *source, int start, int end, int limit, int *at)
{
	int			n = 0;

	for (*at = start; *at < end && n < limit; n++)
		*at = next_char(source, *at);
	return n;
}

/* Counts, for a window that slides over the hits, what it holds. */
typedef struct PartCounts
{
	int		   *counts;			/* hits of each part in the window */
	int			distinct;		/* parts that have any */
} PartCounts;

static void
init_counts(PartCounts *parts, const WicHit *hits, int nhits)
{
	int			most = 0;

	for (int i = 0; i < nhits; i++)
		most = Max(most, hits[i].part);
	parts->counts = palloc0(sizeof(int) * (most + 1));
	parts->distinct = 0;
}

static void
enter(PartCounts *parts, const WicHit *hit)
{
	parts->distinct += parts->counts[hit->part]++ == 0;
}

static void
leave(PartCounts *parts, const WicHit *hit)
{
	parts->distinct -= --parts->counts[hit->part] == 0;
}

/*
 * The window of limit characters that begins with a hit and in which hits
 * of the most parts of the query begin; the first of the best.
 */
static Window
best_window(const Source *source, const WicHit *hits, int nhits, int limit)
{
	Window		best = {0, 0};
	int			most = 0;
	int			entered = 0;
	int			end = 0;
	int			at = 0;
	PartCounts	parts;

	init_counts(&parts, hits, nhits);
	walk(source, 0, source->length, limit, &end);
	for (int i = 0; i < nhits; i++)
	{
		CHECK_FOR_INTERRUPTS();

		/* Both ends move on by as many characters. */
		for (; at < hits[i].start; at = next_char(source, at))
			if (end < source->length)
				end = next_char(source, end);
		for (; entered < nhits && hits[entered].start < end; entered++)
			enter(&parts, &hits[entered]);

		if (parts.distinct > most)
		{
			best.start = at;
			best.end = end;
			most = parts.distinct;
		}
		leave(&parts, &hits[i]);
	}
	return best;
}

/* The end of the last hit that lies in the window, or else the window's. */
static int
matched_end(const WicHit *hits, int nhits, Window window)
{
	int			end = window.start;

	for (int i = 0; i < nhits && hits[i].start < window.end; i++)
		if (hits[i].start >= window.start && hits[i].end <= window.end)
			end = Max(end, hits[i].end);
	return end > window.start ? end : window.end;
}

/* Does a cut here go through a word? */
static bool
splits_word(const Source *source, int at)
{
	WicCharClass before;
	WicCharClass after;

	if (at <= 0 || at >= source->length)
		return false;
	before = wic_char_class(char_at(source, previous_char(source, at)));
	after = wic_char_class(char_at(source, at));
	return (before == WIC_CLASS_LETTER || before == WIC_CLASS_DIGIT) &&
		(after == WIC_CLASS_LETTER || after == WIC_CLASS_DIGIT);
}

/* Go back up to room characters, to the start of a clause if one is near. */
static int
extend_left(const Source *source, int start, int room)
{
	int			at = start;
	int			clause = -1;

	for (int n = 0; at > 0 && n < room; n++)
	{
		if (ends_clause(char_at(source, previous_char(source, at))) &&
			n >= room - CLAUSE_REACH)
			clause = at;
		at = previous_char(source, at);
	}
	if (at == 0)
		return 0;
	if (clause >= 0)
		at = clause;
	while (at < start && (extends(source, at) || splits_word(source, at)))
		at = next_char(source, at);
	return at;
}

/* Go on up to room characters, to the end of a clause if one is near. */
static int
extend_right(const Source *source, int end, int room)
{
	int			at = end;
	int			clause = -1;

	for (int n = 0; at < source->length && n < room; n++)
	{
		uint32		cp = char_at(source, at);

		at = next_char(source, at);
		if (ends_clause(cp) && n >= room - CLAUSE_REACH)
			clause = at;
	}
	if (at < source->length && clause >= 0)
		at = clause;
	while (at > end && splits_word(source, at))
		at = previous_char(source, at);
	for (int n = 0; n < MARKS_MAX && extends(source, at); n++)
		at = next_char(source, at);
	return at;
}

/* What surrounds the matches shares the characters that are left. */
static Window
place_window(const Source *source, const WicHit *hits, int nhits,
			 int limit)
{
	Window		window = best_window(source, hits, nhits, limit);
	int			ignored;
	int			room;
	int			before;

	if (nhits > 0)
		window.end = matched_end(hits, nhits, window);
	room = limit - walk(source, window.start, window.end, limit, &ignored);

	/* What one side does not need goes to the other. */
	before = walk(source, window.end, source->length, room, &ignored);
	before = Max(room / 3, room - before);
	window.start = extend_left(source, window.start, before);
	room = limit - walk(source, window.start, window.end, limit, &ignored);
	window.end = extend_right(source, window.end, room);
	return window;
}

/* Copy the window, with marks around the hits; overlapping ones are one. */
static void
append_marked(StringInfo out, const Source *source, Window window,
			  const WicHit *hits, int nhits,
			  const text *start_mark, const text *stop_mark)
{
	int			at = window.start;

	for (int i = 0; i < nhits && at < window.end;)
	{
		int			start = Max(hits[i].start, at);
		int			end = hits[i].end;

		for (i++; i < nhits && hits[i].start <= end; i++)
			end = Max(end, hits[i].end);
		end = Min(end, window.end);
		if (start >= end)
			continue;
		appendBinaryStringInfo(out, source->bytes + at, start - at);
		appendBinaryStringInfo(out, VARDATA_ANY(start_mark),
							   VARSIZE_ANY_EXHDR(start_mark));
		appendBinaryStringInfo(out, source->bytes + start, end - start);
		appendBinaryStringInfo(out, VARDATA_ANY(stop_mark),
							   VARSIZE_ANY_EXHDR(stop_mark));
		at = end;
	}
	appendBinaryStringInfo(out, source->bytes + at, window.end - at);
}

static text *
make_snippet(const text *document, WicMatcher *matcher, int limit,
			 const text *start_mark, const text *stop_mark)
{
	Source		source = {VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document)};
	StringInfoData out;
	WicHit	   *hits;
	int			nhits;
	Window		window;

	wic_matcher_read(matcher, source.bytes, source.length);
	hits = wic_matcher_hits(matcher, &nhits);
	window = place_window(&source, hits, nhits, limit);

	initStringInfo(&out);
	if (window.start > 0)
		appendStringInfoString(&out, ELLIPSIS);
	append_marked(&out, &source, window, hits, nhits,
				  start_mark, stop_mark);
	if (window.end < source.length)
		appendStringInfoString(&out, ELLIPSIS);
	return cstring_to_text_with_len(out.data, out.len);
}

static int
check_limit(int limit)
{
	if (limit < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("max_chars must be at least 1")));
	return limit;
}

/* wic_snippet(document text, query wicquery, max_chars int, marks) */
PG_FUNCTION_INFO_V1(wic_snippet_query);
Datum
wic_snippet_query(PG_FUNCTION_ARGS)
{
	WicQuery   *query = PG_GETARG_WICQUERY(1);
	int			limit = check_limit(PG_GETARG_INT32(2));
	WicMatcher *matcher = wic_matcher_for(fcinfo, query, false);

	PG_RETURN_TEXT_P(make_snippet(PG_GETARG_TEXT_PP(0), matcher, limit,
								  PG_GETARG_TEXT_PP(3),
								  PG_GETARG_TEXT_PP(4)));
}
