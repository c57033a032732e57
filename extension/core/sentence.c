/*-------------------------------------------------------------------------
 *
 * sentence.c
 *	  Cut a text into sentences.
 *
 * extension/core/sentence.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/sentence.h"

#include <string.h>

#include "core/charclass.h"
#include "core/utf8.h"

#define ELLIPSIS	0x2026		/* … */

/* Characters behind a full stop that are looked at */
#define STOP_AHEAD	8

/* A place between two characters. */
typedef struct Place
{
	const uint8_t *p;
	size_t		chars;
} Place;

/* What is known of a sentence while it is read. */
typedef struct Scan
{
	const uint8_t *end;
	Place		here;
	Place		pending;		/* where it ends if the quote stays open */
	Place		quote;			/* where the outermost quote opened */
	const uint8_t *word;		/* where the letters before here begin */
	uint32_t	last;			/* the character before here */
	uint32_t	opener;			/* the outermost quote; 0: none is open */
	uint32_t	closer;
	size_t		depth;			/* quotes of that kind */
	bool		is_ended;		/* by a mark, with closers */
	bool		is_closed;		/* at least one closer */
	bool		has_words;		/* more than a number */
} Scan;

static bool
is_white(uint32_t cp)
{
	return wic_char_class(cp) == WIC_CLASS_BLANK;
}

static bool
is_one_of(uint32_t cp, const char *set)
{
	const uint8_t *p = (const uint8_t *) set;
	const uint8_t *end = p + strlen(set);

	while (p < end)
	{
		uint32_t	member;

		p += wic_utf8_next(p, end, &member);
		if (member == cp)
			return true;
	}
	return false;
}

static bool
is_latin(uint32_t cp)
{
	return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

static bool
is_arabic(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* ’ ” 」 』 ） 》 】 〉 〕 and the ASCII ones */
static bool
is_closer(uint32_t cp)
{
	switch (cp)
	{
		case ')':
		case ']':
		case '"':
		case '\'':
		case 0x2019:
		case 0x201D:
		case 0x300D:
		case 0x300F:
		case 0xFF09:
		case 0x300B:
		case 0x3011:
		case 0x3009:
		case 0x3015:
		case 0xFF02:
			return true;
	}
	return false;
}

/* The closer of “ 「 『 （ ( " or 0 for what opens nothing. */
static uint32_t
closer_of(uint32_t cp)
{
	switch (cp)
	{
		case 0x201C:
			return 0x201D;
		case 0x300C:
			return 0x300D;
		case 0x300E:
			return 0x300F;
		case 0xFF08:
			return 0xFF09;
		case '(':
			return ')';
		case '"':
			return '"';
	}
	return 0;
}

static uint32_t
peek(const uint8_t *p, const uint8_t *end)
{
	uint32_t	cp = 0;

	if (p < end)
		wic_utf8_next(p, end, &cp);
	return cp;
}

/* ， and the like go on with any sentence; particles behind a quote only. */
static bool
goes_on(const Scan *scan, uint32_t cp)
{
	if (is_one_of(cp, "，\u3001；：,;:"))
		return true;
	return scan->is_closed && is_one_of(cp, "的是地得和与與之\u2014\u2013"
										"とはがをにのもでなや");
}

/* Mr. Dr. No. and letters alone end no sentence. */
static bool
is_abbreviation(const uint8_t *word, size_t size)
{
	static const char *const abbreviations[] = {
		"Mr", "Mrs", "Ms", "Dr", "Prof", "St", "No", "vs", "Jr", "Sr",
		"Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Fig", "cf", "al",
		"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept",
		"Oct", "Nov", "Dec"
	};

	if (size == 1)
		return true;
	for (size_t i = 0; i < sizeof(abbreviations) / sizeof(abbreviations[0]);
		 i++)
		if (strlen(abbreviations[i]) == size &&
			memcmp(abbreviations[i], word, size) == 0)
			return true;
	return false;
}

/* What stands behind a full stop: nothing, or a blank and a new sentence. */
static bool
begins_anew(const uint8_t *p, const uint8_t *end)
{
	bool		is_blank = false;

	for (int i = 0; i < STOP_AHEAD && p < end; i++)
	{
		uint32_t	cp;

		p += wic_utf8_next(p, end, &cp);
		if (is_white(cp))
			is_blank = true;
		else if (is_blank || !is_closer(cp))
			return is_blank && !(cp >= 'a' && cp <= 'z');
	}
	return true;
}

/* 2023. 11. 9. is one date. */
static bool
is_between_digits(const Scan *scan, const uint8_t *p)
{
	uint32_t	cp = ' ';

	if (!is_arabic(scan->last))
		return false;
	for (int i = 0; i < STOP_AHEAD && p < scan->end && is_white(cp); i++)
		p += wic_utf8_next(p, scan->end, &cp);
	return is_arabic(cp);
}

static bool
is_full_stop(const Scan *scan, const uint8_t *after)
{
	if (!scan->has_words || is_white(scan->last) ||
		is_between_digits(scan, after))
		return false;
	if (is_latin(scan->last) &&
		is_abbreviation(scan->word, (size_t) (scan->here.p - scan->word)))
		return false;
	return begins_anew(after, scan->end);
}

/* Does cp, which ends before after, end a sentence? */
static bool
is_mark(const Scan *scan, uint32_t cp, const uint8_t *after)
{
	uint32_t	next;

	switch (cp)
	{
		case 0x3002:			/* 。 */
		case 0xFF01:			/* ！ */
		case 0xFF1F:			/* ？ */
		case 0xFF61:			/* ｡ */
		case 0x203C:			/* ‼ */
		case 0x2047:			/* ⁇ */
			return true;
		case ELLIPSIS:
			return scan->last == ELLIPSIS;
		case '!':
		case '?':
			next = peek(after, scan->end);
			return !is_latin(next) && !is_arabic(next) && next != '=' &&
				next != '/' && next != '&';
		case '.':
		case 0xFF0E:			/* ． */
			return is_full_stop(scan, after);
	}
	return false;
}

/* Follow the outermost quote; those of other kinds in it do not count. */
static void
follow_quote(Scan *scan, uint32_t cp)
{
	if (scan->opener == 0)
	{
		scan->closer = closer_of(cp);
		scan->opener = scan->closer != 0 ? cp : 0;
		scan->depth = scan->opener != 0;
		scan->quote = scan->here;
	}
	else if (cp == scan->closer)
	{
		if (--scan->depth == 0)
			scan->opener = 0;
	}
	else if (cp == scan->opener)
		scan->depth++;
	if (scan->opener == 0)
		scan->pending.p = NULL;
}

static void
advance(Scan *scan, uint32_t cp, size_t used)
{
	bool		is_closing = scan->is_ended && is_closer(cp);

	scan->is_closed = is_closing;
	scan->is_ended = is_closing || is_mark(scan, cp, scan->here.p + used);
	scan->has_words |= !is_arabic(cp) && cp != '.' && !is_white(cp);
	if (!is_latin(cp))
		scan->word = scan->here.p + used;
	scan->last = cp;
	scan->here.p += used;
	scan->here.chars++;
}

/* "Go!" he said: a small letter begins no sentence. */
static bool
small_letter_follows(const Scan *scan)
{
	const uint8_t *p = scan->here.p;
	uint32_t	cp = ' ';

	for (int i = 0; i < STOP_AHEAD && p < scan->end && is_white(cp); i++)
		p += wic_utf8_next(p, scan->end, &cp);
	return cp >= 'a' && cp <= 'z';
}

/* Before cp, has the sentence ended? */
static bool
ends_before(const Scan *scan, uint32_t cp)
{
	if (!scan->is_ended || goes_on(scan, cp))
		return false;
	if (is_white(cp) && small_letter_follows(scan))
		return false;
	/* Further marks and closers belong to it, opening quotes do not. */
	if (is_closer(cp) && (cp != '"' || scan->opener == '"'))
		return false;
	return !is_one_of(cp, "\u3002！？!?\u2026");
}

/* The end of the sentence that begins at here. */
static Place
sentence_end(WicSentences *sentences, Scan *scan)
{
	while (scan->here.p < scan->end)
	{
		uint32_t	cp;
		size_t		used = wic_utf8_next(scan->here.p, scan->end, &cp);

		if (ends_before(scan, cp))
		{
			if (scan->opener == 0)
				return scan->here;
			if (scan->pending.p == NULL)
				scan->pending = scan->here;
		}
		if (scan->here.chars >= sentences->no_quotes)
			follow_quote(scan, cp);
		if (scan->opener != 0 &&
			scan->here.chars - scan->quote.chars >= WIC_SENTENCE_QUOTE)
		{
			sentences->no_quotes = scan->here.chars;
			scan->opener = 0;
			if (scan->pending.p != NULL)
				return scan->pending;
		}
		advance(scan, cp, used);
	}

	if (scan->opener == 0 || scan->pending.p == NULL)
		return scan->here;
	sentences->no_quotes = scan->here.chars;
	return scan->pending;
}

void
wic_sentences_init(WicSentences *sentences, const uint8_t *text, size_t size)
{
	wic_paragraphs_init(&sentences->paragraphs, text, size);
	sentences->next = text;
	sentences->end = text;

	sentences->chars = 0;
	sentences->no_quotes = 0;
}

static void
skip_white(WicSentences *sentences)
{
	while (sentences->next < sentences->end)
	{
		uint32_t	cp;
		size_t		used = wic_utf8_next(sentences->next, sentences->end,
										 &cp);

		if (!is_white(cp))
			return;
		sentences->next += used;
		sentences->chars++;
	}
}

bool
wic_sentences_next(WicSentences *sentences, WicParagraph *sentence)
{
	Scan		scan = {0};
	Place		end;

	skip_white(sentences);
	while (sentences->next == sentences->end)
	{
		WicParagraph paragraph;

		if (!wic_paragraphs_next(&sentences->paragraphs, &paragraph))
			return false;
		sentences->next = paragraph.start;
		sentences->end = paragraph.start + paragraph.size;
		sentences->chars = paragraph.start_char;
		skip_white(sentences);
	}

	scan.end = sentences->end;
	scan.here.p = scan.word = sentences->next;
	scan.here.chars = sentences->chars;
	end = sentence_end(sentences, &scan);

	sentence->start = sentences->next;
	sentence->size = (size_t) (end.p - sentences->next);
	sentence->start_char = sentences->chars;
	sentence->end_char = end.chars;
	sentences->next = end.p;
	sentences->chars = end.chars;
	return true;
}
