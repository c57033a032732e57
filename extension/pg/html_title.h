/*-------------------------------------------------------------------------
 *
 * html_title.h
 *	  Which line of a page is its title.
 *
 * extension/pg/html_title.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_HTML_TITLE_H
#define WIC_HTML_TITLE_H

#include "pg/html_walk.h"

/*
 * Give the line that is the title its role, and state it as "<h1>", or as
 * "<h1 alone>" if the page's head names another title or none.  It is
 * the heading, or the line, that the page's head names as its title, with or
 * without the name of the site behind it; or else the first <h1>.
 */
extern void wic_html_find_title(WicHtmlWalk *walk);

#endif							/* WIC_HTML_TITLE_H */
