/*-------------------------------------------------------------------------
 *
 * snippet.c
 *	  SQL functions wic_snippet and wic_highlight: a text, or the best pieces
 *	  of it, with marks.
 *
 *	  wic_snippet('…各国应当尊重網路主權，…', '网络主权')
 *		=> …各国应当尊重【網路主權】，…
 *
 * Without the marks and the ellipses the result is made of pieces of the
 * original text, in their order: nothing is dropped, doubled, moved or folded
 * in them.  With html, the text is escaped and the marks and the ellipsis,
 * which are the caller's own markup, are not.
 *
 * max_chars is kept strictly.  It counts the characters of the text, for all
 * pieces together; marks, ellipses and escapes come on top.
 *
 * extension/pg/snippet.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "pg/match.h"
#include "pg/wicsearch.h"
#include "utils/builtins.h"

/* The defaults in SQL; with html, both stand for HTML's own marks. */
#define DEFAULT_START_MARK	"【"
#define DEFAULT_STOP_MARK	"】"

#define INTERRUPT_INTERVAL	1024

typedef struct Style
{
	const char *start_mark;
	const char *stop_mark;
	const char *ellipsis;
	bool		html;
} Style;

static Style
make_style(text *start_mark, text *stop_mark, text *ellipsis, bool html)
{
	Style		style;

	style.start_mark = text_to_cstring(start_mark);
	style.stop_mark = text_to_cstring(stop_mark);
	style.ellipsis = ellipsis == NULL ? "" : text_to_cstring(ellipsis);
	style.html = html;
	if (html && strcmp(style.start_mark, DEFAULT_START_MARK) == 0 &&
		strcmp(style.stop_mark, DEFAULT_STOP_MARK) == 0)
	{
		style.start_mark = "<mark>";
		style.stop_mark = "</mark>";
	}
	return style;
}

/* What a character is written as in HTML; NULL: as it is. */
static const char *
html_escape(char c)
{
	switch (c)
	{
		case '&':
			return "&amp;";
		case '<':
			return "&lt;";
		case '>':
			return "&gt;";
		case '"':
			return "&quot;";
		case '\'':
			return "&#39;";
		default:
			return NULL;
	}
}

static void
append_text(StringInfo out, const Style *style, const char *bytes, int length)
{
	int			done = 0;

	if (style->html)
	{
		for (int i = 0; i < length; i++)
		{
			const char *escape = html_escape(bytes[i]);

			if (escape == NULL)
				continue;
			appendBinaryStringInfo(out, bytes + done, i - done);
			appendStringInfoString(out, escape);
			done = i + 1;
		}
	}
	appendBinaryStringInfo(out, bytes + done, length - done);
}

static void
append_window(StringInfo out, const Style *style, const WicRuler *ruler,
			  const WicHit *hits, int nhits, WicWindow window)
{
	const char *bytes = (const char *) ruler->bytes;
	int			at = window.start;
	unsigned	n = 0;
	WicMarks	marks;
	WicStretch	stretch;

	wic_marks_begin(&marks, ruler, hits, nhits, window);
	while (wic_marks_next(&marks, &stretch))
	{
		if (n++ % INTERRUPT_INTERVAL == 0)
			CHECK_FOR_INTERRUPTS();
		append_text(out, style, bytes + at, stretch.start - at);
		appendStringInfoString(out, style->start_mark);
		append_text(out, style, bytes + stretch.start,
					stretch.end - stretch.start);
		appendStringInfoString(out, style->stop_mark);
		at = stretch.end;
	}
	append_text(out, style, bytes + at, window.end - at);
}

static text *
make_snippet(text *document, WicMatcher *matcher,
			 const WicFragmentRules *rules, const Style *style)
{
	char	   *bytes = VARDATA_ANY(document);
	int			length = VARSIZE_ANY_EXHDR(document);
	void	   *memory = palloc_extended(wic_ruler_memory(length),
										 MCXT_ALLOC_HUGE);
	StringInfoData out;
	WicRuler	ruler;
	WicHit	   *hits;
	int			nhits;
	WicWindow  *windows;
	int			nwindows;
	void	   *room;
	int			shown = 0;

	wic_matcher_read(matcher, bytes, length);
	hits = wic_matcher_hits(matcher, &nhits);
	wic_ruler_init(&ruler, memory, bytes, length, WIC_RULER_CHARS,
				   rules->max / rules->max_fragments, wic_check_interrupts);
	room = palloc_extended(wic_windows_memory(hits, nhits, rules),
						   MCXT_ALLOC_HUGE);
	windows = wic_choose_windows(&ruler, hits, nhits, rules, room,
								 &nwindows, wic_check_interrupts);

	initStringInfo(&out);
	for (int i = 0; i < nwindows; i++)
	{
		if (windows[i].start > shown)
			appendStringInfoString(&out, style->ellipsis);
		append_window(&out, style, &ruler, hits, nhits, windows[i]);
		shown = windows[i].end;
	}
	if (shown < length)
		appendStringInfoString(&out, style->ellipsis);
	pfree(room);
	pfree(memory);
	return cstring_to_text_with_len(out.data, out.len);
}

/* More fragments than characters are none. */
static WicFragmentRules
make_rules(int max_chars, int max_fragments)
{
	WicFragmentRules rules = {0};

	if (max_chars < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("max_chars must be at least 1")));
	if (max_fragments < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("max_fragments must be at least 1")));
	rules.max_fragments = Min(max_fragments, max_chars);
	rules.max = max_chars;
	rules.is_shared = true;
	return rules;
}

/*
 * wic_snippet(document text, query wicquery, max_chars int,
 * max_fragments int, start_mark text, stop_mark text, ellipsis text,
 * html bool)
 */
PG_FUNCTION_INFO_V1(wic_snippet_query);
Datum
wic_snippet_query(PG_FUNCTION_ARGS)
{
	WicQuery   *query = PG_GETARG_WICQUERY(1);
	WicFragmentRules rules = make_rules(PG_GETARG_INT32(2),
										PG_GETARG_INT32(3));
	Style		style = make_style(PG_GETARG_TEXT_PP(4), PG_GETARG_TEXT_PP(5),
								   PG_GETARG_TEXT_PP(6), PG_GETARG_BOOL(7));
	WicMatcher *matcher = wic_matcher_for(fcinfo, query, false);

	PG_RETURN_TEXT_P(make_snippet(PG_GETARG_TEXT_PP(0), matcher, &rules,
								  &style));
}

/*
 * wic_highlight(document text, query wicquery, start_mark text,
 * stop_mark text, html bool)
 */
PG_FUNCTION_INFO_V1(wic_highlight_query);
Datum
wic_highlight_query(PG_FUNCTION_ARGS)
{
	WicQuery   *query = PG_GETARG_WICQUERY(1);
	WicFragmentRules rules = make_rules(PG_INT32_MAX, 1);
	Style		style = make_style(PG_GETARG_TEXT_PP(2), PG_GETARG_TEXT_PP(3),
								   NULL, PG_GETARG_BOOL(4));
	WicMatcher *matcher = wic_matcher_for(fcinfo, query, false);

	PG_RETURN_TEXT_P(make_snippet(PG_GETARG_TEXT_PP(0), matcher, &rules,
								  &style));
}
