/*-------------------------------------------------------------------------
 *
 * quote.h
 *	  Find what stands between quotation marks in one paragraph.
 *
 *	  他说:“叫‘桥’的那个。”  =>  桥 (depth 1), 叫‘桥’的那个。 (depth 0)
 *
 * Marks are “” ‘’ 「」 『』 〝〞 "" and, for titles, 《》 〈〉.  A straight
 * mark opens and closes in turn.  A closing mark that closes nothing is
 * ignored, and one that crosses others (“ 『 ”) closes them with it; these
 * count as unclosed, and so does what is open at the end of the paragraph.
 *
 * Time is linear and memory fixed: marks nested deeper than WIC_QUOTE_DEPTH
 * are counted and not returned.
 *
 * Characters are folded one by one; see WicFoldChar in attribution.h.
 *
 * extension/core/quote.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_QUOTE_H
#define WIC_QUOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WIC_QUOTE_DEPTH 32

typedef struct WicQuote
{
	size_t		start;			/* between the marks, half-open */
	size_t		end;
	unsigned	depth;			/* quotations around it; titles are none */
	bool		is_title;
	bool		is_closed;
} WicQuote;

typedef struct WicQuoteMark
{
	uint32_t	close;			/* mark that closes it */
	size_t		start;			/* first character behind it */
} WicQuoteMark;

typedef struct WicQuotes
{
	const uint32_t *chars;
	size_t		n;
	size_t		at;				/* next character to look at */
	size_t		depth;			/* marks open */
	size_t		deeper;			/* opened above WIC_QUOTE_DEPTH */
	size_t		keep;			/* marks that the last closer leaves open */
	size_t		crossed_at;		/* where it stands */
	WicQuoteMark open[WIC_QUOTE_DEPTH];
} WicQuotes;

extern void wic_quotes_init(WicQuotes *quotes, const uint32_t *chars,
							size_t n);

/*
 * Fetch the next quotation, or return false when there are no more.
 *
 * They come in the order in which they end, inner ones before outer ones;
 * of any two one contains the other or they do not overlap.  unit_quote and
 * fuzz_quote hold it.
 */
extern bool wic_quotes_next(WicQuotes *quotes, WicQuote *quote);

/* The mark that closes what cp opens; 0 if it opens nothing. */
extern uint32_t wic_quote_closer(uint32_t cp);

extern bool wic_is_quote_closer(uint32_t cp);

#endif							/* WIC_QUOTE_H */
