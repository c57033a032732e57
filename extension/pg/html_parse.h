/*-------------------------------------------------------------------------
 *
 * html_parse.h
 *	  HTML as a stream of tags and texts, read by libxml2.
 *
 * libxml2 repairs what is broken: it opens and closes elements where a
 * browser of its age would, decodes character references, and never refuses
 * a page.  Its push parser is fed in pieces, so that a big page can be
 * cancelled, and it builds no tree, so that the depth of a page is bounded by
 * memory only.  Nothing is ever fetched: neither documents nor entities.
 *
 * The stream of a page may differ a little between versions of libxml2.
 *
 * extension/pg/html_parse.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_HTML_PARSE_H
#define WIC_HTML_PARSE_H

/* Stored in a byte. */
typedef enum WicHtmlKind
{
	WIC_HTML_START,
	WIC_HTML_END,				/* as many as START, and nested */
	WIC_HTML_TEXT,				/* a text may come in several pieces */
	WIC_HTML_DATA				/* in <script type="application/ld+json"> */
} WicHtmlKind;

/* Valid during the call only. */
typedef struct WicHtmlEvent
{
	WicHtmlKind kind;
	const char *name;			/* of START and END; lower case */
	const char *data;			/* TEXT, DATA: the text; START: see below */
	size_t		size;			/* bytes of data, which ends in no NUL */
} WicHtmlEvent;

/* May raise an error. */
typedef void (*WicHtmlSink) (void *state, const WicHtmlEvent *event);

/*
 * Read html, which is UTF-8 whatever it says of itself, and hand each event
 * to sink.
 */
extern void wic_html_parse(const char *html, size_t size, WicHtmlSink sink,
						   void *state);

/*
 * The value of an attribute of a START, or NULL.  An attribute without value
 * has "" for one.
 */
extern const char *wic_html_attribute(const WicHtmlEvent *event,
									  const char *name);

#endif							/* WIC_HTML_PARSE_H */
