/*-------------------------------------------------------------------------
 *
 * html_role.h
 *	  What an HTML element is: how it is laid out, and what it is for.
 *
 * extension/pg/html_role.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_HTML_ROLE_H
#define WIC_HTML_ROLE_H

#include "pg/html_parse.h"

/* Of a line of text; NONE where HTML does not tell. */
typedef enum WicHtmlRole
{
	WIC_HTML_NO_ROLE,
	WIC_HTML_TITLE,
	WIC_HTML_HEADING,
	WIC_HTML_CAPTION,
	WIC_HTML_QUOTE,
	WIC_HTML_TEASER,
	WIC_HTML_DISCLAIMER,
	WIC_HTML_WIDGET,
	WIC_HTML_BREADCRUMB,
	WIC_HTML_ROLES				/* how many there are */
} WicHtmlRole;

/* How an element is laid out; flags of WicHtmlTag */
#define WIC_HTML_BLOCK		0x0001	/* begins and ends a line */
#define WIC_HTML_BREAK		0x0002	/* <br> */
#define WIC_HTML_CELL		0x0004	/* a tab stands between two of them */
#define WIC_HTML_UNSEEN		0x0008	/* shows no text */
#define WIC_HTML_PRE		0x0010	/* keeps its white space */
#define WIC_HTML_LINK		0x0020
#define WIC_HTML_LIST		0x0040
#define WIC_HTML_PART		0x0080	/* of a list or table: judged with it */
#define WIC_HTML_PAGE		0x0100	/* holds the page, or what it is about */
#define WIC_HTML_MAIN		0x0200	/* <main>, <article> */
#define WIC_HTML_H1			0x0400
#define WIC_HTML_LINE		0x0800	/* a heading: <br> ends no line */
#define WIC_HTML_GAP		0x1000	/* stands apart from its neighbours */
#define WIC_HTML_HEAD_TITLE	0x2000	/* <title> */
#define WIC_HTML_META		0x4000	/* <meta>, <link>, <time>, <html> */

typedef struct WicHtmlTag
{
	const char *name;
	int			flags;
	WicHtmlRole role;			/* of its lines */
} WicHtmlTag;

/* Never NULL; an element nobody knows is laid out within the line. */
extern const WicHtmlTag *wic_html_tag(const char *name);

/*
 * What an element says of the lines in it.  Sets *is_sure if the role holds
 * whatever is in the element; otherwise it holds unless the element turns out
 * to contain what the page is about.
 */
extern WicHtmlRole wic_html_role(const WicHtmlTag *tag,
								 const WicHtmlEvent *start, bool in_article,
								 bool *is_sure);

/* Does the element say that it is not shown? */
extern bool wic_html_is_hidden(const WicHtmlEvent *start);

/* Do its class, id or type say that it names a date, an author or a source? */
extern bool wic_html_stands_apart(const WicHtmlEvent *start);

/* As in wic_passages; NULL for NONE. */
extern const char *wic_html_role_name(WicHtmlRole role);

#endif							/* WIC_HTML_ROLE_H */
