/*-------------------------------------------------------------------------
 *
 * quote.c
 *	  Find what stands between quotation marks in one paragraph.
 *
 * extension/core/quote.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/quote.h"

#define TITLE_CLOSE			0x300B	/* 》 */
#define SMALL_TITLE_CLOSE	0x3009	/* 〉 */
#define APOSTROPHE			0x2019	/* ’ */

typedef struct MarkPair
{
	uint32_t	open;
	uint32_t	close;
} MarkPair;

static const MarkPair pairs[] = {
	{0x201C, 0x201D},			/* “ ” */
	{0x2018, APOSTROPHE},		/* ‘ ’ */
	{0x300C, 0x300D},			/* 「 」 */
	{0x300E, 0x300F},			/* 『 』 */
	{0x300A, TITLE_CLOSE},		/* 《 》 */
	{0x3008, SMALL_TITLE_CLOSE},	/* 〈 〉 */
	{0x301D, 0x301E},			/* 〝 〞 */
	{0x301D, 0x301F},			/* 〝 〟 */
	{'"', '"'},
};

#define NPAIRS (sizeof(pairs) / sizeof(pairs[0]))

static bool
may_be_mark(uint32_t cp)
{
	return cp == '"' || (cp >= 0x2018 && cp <= 0x201D) ||
		(cp >= 0x3008 && cp <= 0x301F);
}

uint32_t
wic_quote_closer(uint32_t cp)
{
	if (may_be_mark(cp))
		for (size_t i = 0; i < NPAIRS; i++)
			if (pairs[i].open == cp)
				return pairs[i].close;
	return 0;
}

bool
wic_is_quote_closer(uint32_t cp)
{
	if (may_be_mark(cp))
		for (size_t i = 0; i < NPAIRS; i++)
			if (pairs[i].close == cp)
				return true;
	return false;
}

static bool
is_title_mark(uint32_t close)
{
	return close == TITLE_CLOSE || close == SMALL_TITLE_CLOSE;
}

static bool
is_latin(uint32_t cp)
{
	return cp < 0x250 && cp > ' ' && (cp | 0x20) >= 'a';
}

/* ’ in don’t */
static bool
is_apostrophe(const WicQuotes *quotes, size_t at)
{
	return quotes->chars[at] == APOSTROPHE && at > 0 && at + 1 < quotes->n &&
		is_latin(quotes->chars[at - 1]) && is_latin(quotes->chars[at + 1]);
}

void
wic_quotes_init(WicQuotes *quotes, const uint32_t *chars, size_t n)
{
	quotes->chars = chars;
	quotes->n = n;
	quotes->at = 0;
	quotes->depth = 0;
	quotes->deeper = 0;
	quotes->keep = WIC_QUOTE_DEPTH;
	quotes->crossed_at = 0;
}

/* The two closing forms of 〝 are one. */
static bool
closes(const WicQuoteMark *mark, uint32_t cp)
{
	return mark->close == cp || (mark->close == 0x301E && cp == 0x301F);
}

/* Take the innermost mark that is open off the stack. */
static void
pop(WicQuotes *quotes, size_t end, bool is_closed, WicQuote *quote)
{
	const WicQuoteMark *mark = &quotes->open[--quotes->depth];

	quote->start = mark->start;
	quote->end = end;
	quote->is_closed = is_closed;
	quote->is_title = is_title_mark(mark->close);
	quote->depth = 0;
	for (size_t i = 0; i < quotes->depth; i++)
		quote->depth += !is_title_mark(quotes->open[i].close);
}

/* How many marks stay open when cp closes one; depth if it closes none. */
static size_t
left_open(const WicQuotes *quotes, uint32_t cp)
{
	for (size_t i = quotes->depth; i > 0; i--)
		if (closes(&quotes->open[i - 1], cp))
			return i - 1;
	return quotes->depth;
}

static void
push(WicQuotes *quotes, uint32_t close)
{
	if (quotes->depth == WIC_QUOTE_DEPTH)
	{
		quotes->deeper++;
		return;
	}
	quotes->open[quotes->depth].close = close;
	quotes->open[quotes->depth].start = quotes->at + 1;
	quotes->depth++;
}

/* Note what the mark at quotes->at does to the stack. */
static void
see(WicQuotes *quotes)
{
	uint32_t	cp = quotes->chars[quotes->at];
	uint32_t	close = wic_quote_closer(cp);
	size_t		keep = quotes->depth;

	if (wic_is_quote_closer(cp) && !is_apostrophe(quotes, quotes->at))
	{
		if (quotes->deeper > 0 && cp != close)
		{
			quotes->deeper--;
			return;
		}
		keep = left_open(quotes, cp);
		if (keep < quotes->depth)
		{
			quotes->keep = keep;
			quotes->crossed_at = quotes->at;
			quotes->deeper = 0;
			return;
		}
	}
	if (close != 0)
		push(quotes, close);
}

bool
wic_quotes_next(WicQuotes *quotes, WicQuote *quote)
{
	for (;;)
	{
		if (quotes->keep < quotes->depth)
		{
			bool		is_last = quotes->depth == quotes->keep + 1;

			pop(quotes, quotes->crossed_at, is_last, quote);
			if (is_last)
				quotes->keep = WIC_QUOTE_DEPTH;
			return true;
		}
		if (quotes->at == quotes->n)
			break;
		if (may_be_mark(quotes->chars[quotes->at]))
			see(quotes);
		quotes->at++;
	}

	if (quotes->depth == 0)
		return false;
	pop(quotes, quotes->n, false, quote);
	return true;
}
