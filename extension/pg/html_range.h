/*-------------------------------------------------------------------------
 *
 * html_range.h
 *	  Which lines of a page are its content, and which its surroundings.
 *
 * Elements that are full of links are teasers of other pages.  The measure
 * leaves out what has been recognized already, so that neither a long
 * navigation makes a short article look like links, nor a long article hides
 * the links below it.
 *
 * extension/pg/html_range.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_HTML_RANGE_H
#define WIC_HTML_RANGE_H

#include "pg/html_role.h"

struct WicHtmlLine;
struct WicHtmlRange;
struct WicHtmlWalk;

/* What has been counted in an element */
typedef struct WicHtmlTally
{
	int			first;			/* number of its first line */
	int			seen;			/* WIC_HTML_MAIN, WIC_HTML_H1 */
	int			lines;
	int			letters;
	int			links;			/* letters in links */
	int			plain_lines;	/* lines without link, but for headings */
	int			plain_letters;
	int			done_lines;		/* in elements inside it that are teasers */
	int			done_letters;
} WicHtmlTally;

extern void wic_html_tally_line(WicHtmlTally *tally,
								const struct WicHtmlLine *line);

/*
 * Add an element to the one that it is in.  Returns whether its lines, given
 * as range, have a role; range comes with the role that the element itself
 * has by its name, if any.
 */
extern bool wic_html_tally_range(WicHtmlTally *outer,
								 const WicHtmlTally *inner,
								 const WicHtmlTag *tag,
								 struct WicHtmlRange *range);

/* Give the lines of a page their roles. */
extern void wic_html_settle(struct WicHtmlWalk *walk);

#endif							/* WIC_HTML_RANGE_H */
