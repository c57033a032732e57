/*-------------------------------------------------------------------------
 *
 * webquery.h
 *	  Cut what a person typed into the clauses of a web search.
 *
 *	  数字 "网络 主权" -旧 OR 发展* near(安全 发展, 6)
 *		=>	数字; "网络 主权" (quoted); 旧 (negated); OR; 发展 (prefix);
 *			安全 发展 (near, at most 6 characters in between)
 *
 * Inside near() a minus sign is no sign.
 *
 * There are no errors: what is no syntax is text.  Quotes may be ASCII,
 * full-width or curved, and need not be closed.
 *
 * extension/core/webquery.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_WEBQUERY_H
#define WIC_WEBQUERY_H

#include "core/reader.h"

/* The largest distance in near(); a larger one is this. */
#define WIC_NEAR_MAX	30

typedef struct WicClause
{
	bool		is_or;			/* the word OR; nothing else is set */
	bool		is_negated;
	bool		is_quoted;
	bool		is_prefix;
	int			near_distance;	/* of near(); 0 if it is none */
	const uint8_t *start;		/* the text, without its signs */
	const uint8_t *end;			/* may equal start */
} WicClause;

typedef struct WicWebQuery
{
	WicReader	reader;
} WicWebQuery;

extern void wic_webquery_init(WicWebQuery *query,
							  const void *text, size_t length);

/* Fetch the next clause, or return false at the end. */
extern bool wic_webquery_next(WicWebQuery *query, WicClause *clause);

#endif							/* WIC_WEBQUERY_H */
