/*-------------------------------------------------------------------------
 *
 * sentence.h
 *	  Cut a text into sentences.
 *
 *	  雨停了。“走吧！”他说。 => 雨停了。 | “走吧！” | 他说。
 *	  他提出“走。留。”的办法。 => one sentence
 *	  It rained. Mr. Li stayed. => It rained. | Mr. Li stayed.
 *
 * A sentence ends behind 。 ！ ？ …… and behind ! ? . where these end no URL,
 * number or abbreviation, with the quotes and brackets that close there; and
 * at the end of its line.  ； ends none.  It does not end where the quote or
 * bracket that it stands in is closed within WIC_SENTENCE_QUOTE characters,
 * nor where a closed quote goes on with a particle, a comma or a dash.  A
 * line of more than WIC_PARAGRAPH_CHARS is cut as paragraphs are, so no
 * sentence is longer.
 *
 * extension/core/sentence.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SENTENCE_H
#define WIC_SENTENCE_H

#include "core/paragraph.h"

/* A quote that is longer holds sentences of its own. */
#define WIC_SENTENCE_QUOTE	200

typedef struct WicSentences
{
	WicParagraphs paragraphs;
	const uint8_t *next;		/* in the paragraph: first byte not returned */
	const uint8_t *end;
	size_t		chars;			/* characters of the text before next */
	size_t		no_quotes;		/* before this character, quotes are not
								 * closed */
} WicSentences;

extern void wic_sentences_init(WicSentences *sentences, const uint8_t *text,
							   size_t size);

/*
 * Fetch the next sentence, a slice of the text like a paragraph, or return
 * false at the end.  They come in order, and between them is white space.
 */
extern bool wic_sentences_next(WicSentences *sentences,
							   WicParagraph *sentence);

#endif							/* WIC_SENTENCE_H */
