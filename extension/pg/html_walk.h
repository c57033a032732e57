/*-------------------------------------------------------------------------
 *
 * html_walk.h
 *	  The text of an HTML page, line by line, and what each line is for.
 *
 *	  wic_html_walk(page, size, &walk);
 *
 * A line is what a browser would begin a line for: a block, or what stands
 * between two <br>.  White space is collapsed as a browser does, except in
 * <pre>; a line break in the source between two characters of Chinese or
 * Japanese is nothing.  Cells of a table are set apart by a tab, adjacent
 * links and the parts of a byline by a space.
 *
 * extension/pg/html_walk.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_HTML_WALK_H
#define WIC_HTML_WALK_H

#include "lib/stringinfo.h"
#include "pg/html_parse.h"
#include "pg/html_role.h"
#include "utils/array.h"

/* A line of walk->text; never empty, and without white space around it. */
typedef struct WicHtmlLine
{
	int			start;			/* bytes, half-open */
	int			end;
	int			chars;			/* visible ones, never 0 */
	int			letters;		/* of these, without punctuation */
	int			links;			/* letters that stand in links */
	WicHtmlRole role;
	bool		is_h1;
} WicHtmlLine;

/* Lines from first to before end have a role, or may have it. */
typedef struct WicHtmlRange
{
	int			first;
	int			end;
	WicHtmlRole role;
	bool		is_sure;		/* whatever is in it; see html_role.h */
	bool		is_list;		/* teasers: one of several lines */
	int			seen;			/* WIC_HTML_MAIN, WIC_HTML_H1: are in it */
} WicHtmlRange;

typedef struct WicHtmlFrame WicHtmlFrame;

typedef struct WicHtmlWalk
{
	StringInfoData text;		/* the lines, each ended by a line feed */
	WicHtmlLine *lines;
	int			nlines;
	int			lines_room;
	WicHtmlRange *ranges;
	int			nranges;
	int			ranges_room;
	ArrayBuildState *names;		/* what the page states of itself: names */
	ArrayBuildState *values;	/* and values, in the order of the page */
	int			nstated;

	/* The rest is the business of html_walk.c. */
	WicHtmlFrame *frames;		/* open elements, the outermost first */
	int			nframes;
	int			frames_room;
	WicHtmlLine line;			/* the one being written */
	uint32		last_char;
	bool		has_blank;		/* white space is due before the next char: */
	bool		has_break;		/* a line break in the source among it; */
	bool		has_gap;		/* more than white space of the source; */
	bool		has_tab;		/* the end of a cell */
	bool		after_link;		/* nothing since the end of a link, */
	bool		after_inline;	/* or of an element within the line */
	bool		has_title;
	bool		has_time;
	bool		shows_hidden;
	StringInfoData title;		/* of the <title> that is open */
	StringInfoData data;		/* of the <script> that is open */
} WicHtmlWalk;

/*
 * Read a page.  Roles of lines are settled, but for the title: see
 * html_title.h.
 */
extern void wic_html_walk(const char *html, size_t size, WicHtmlWalk *walk);

/* Note something that the page states of itself; NULL and "" are nothing. */
extern void wic_html_state(WicHtmlWalk *walk, const char *name,
						   const char *value);

#endif							/* WIC_HTML_WALK_H */
