/*-------------------------------------------------------------------------
 *
 * reader.h
 *	  Read a text character by character, each with its class settled.
 *
 * The role of a few characters depends on their neighbours.  They are
 * settled here, once, so that the tokenizer and the folder cannot disagree:
 *
 *	  一九八○年	○ U+25CB is the digit 〇
 *	  メ－カー		a full-width hyphen between kana is ー
 *	  ㄓㄨˋ			a tone mark beside bopomofo belongs to the syllable
 *
 * extension/core/reader.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_READER_H
#define WIC_READER_H

#include "core/charclass.h"
#include "core/utf8.h"

typedef struct WicReader
{
	const uint8_t *next;		/* first byte not yet read */
	const uint8_t *end;
	uint32_t	last;			/* last character that was no mark; 0: none */
} WicReader;

typedef struct WicChar
{
	uint32_t	cp;				/* settled; WIC_UTF8_BAD for a bad byte */
	uint8_t		props;			/* of charclass.h; never WIC_CLASS_CONTEXT */
	bool		settled;		/* the neighbours made it what it is */
	const uint8_t *start;
	const uint8_t *end;
} WicChar;

/* Settle ch, whose class is WIC_CLASS_CONTEXT; see wic_reader_next. */
extern void wic_reader_settle(const WicReader *reader, WicChar *ch);

static inline void
wic_reader_init(WicReader *reader, const uint8_t *start, const uint8_t *end)
{
	reader->next = start;
	reader->end = end;
	reader->last = 0;
}

static inline WicCharClass
wic_class_of(const WicChar *ch)
{
	return (WicCharClass) (ch->props & WIC_CHAR_CLASS_MASK);
}

/* A mark or an invisible character: it extends what stands before it. */
static inline bool
wic_extends(const WicChar *ch)
{
	WicCharClass class = wic_class_of(ch);

	return class == WIC_CLASS_MARK || class == WIC_CLASS_IGNORE;
}

/* Read the next character, or return false at the end of the text. */
static inline bool
wic_reader_next(WicReader *reader, WicChar *ch)
{
	if (reader->next == reader->end)
		return false;

	ch->start = reader->next;
	reader->next += wic_utf8_next(reader->next, reader->end, &ch->cp);
	ch->end = reader->next;
	ch->props = wic_char_props(ch->cp);
	ch->settled = false;

	if (wic_class_of(ch) == WIC_CLASS_CONTEXT)
		wic_reader_settle(reader, ch);
	if (!wic_extends(ch))
		reader->last = ch->cp;
	return true;
}

#endif							/* WIC_READER_H */
