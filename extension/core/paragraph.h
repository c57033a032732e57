/*-------------------------------------------------------------------------
 *
 * paragraph.h
 *	  Cut a text into paragraphs.
 *
 * A paragraph is a line without the white space around it; empty lines are
 * none.  A line that exceeds WIC_PARAGRAPH_CHARS is cut further, after a
 * sentence where it has sentences, because a tsvector forgets positions
 * above 16383 and cannot grow above one megabyte.
 *
 * extension/core/paragraph.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_PARAGRAPH_H
#define WIC_PARAGRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One character takes at most one position, and the parser's overlapping
 * cuts of a long run add less than 15 %.
 */
#define WIC_PARAGRAPH_CHARS 10000

/* A slice of the caller's text; valid as long as that text is. */
typedef struct WicParagraph
{
	const uint8_t *start;
	size_t		size;			/* bytes, never 0 */
	size_t		start_char;		/* half-open, counted from the begin of the */
	size_t		end_char;		/* text */
} WicParagraph;

typedef struct WicParagraphs
{
	const uint8_t *next;		/* first byte not yet returned */
	const uint8_t *end;
	size_t		chars;			/* characters before next */
} WicParagraphs;

extern void wic_paragraphs_init(WicParagraphs *paragraphs,
								const uint8_t *text, size_t size);

/*
 * Fetch the next paragraph, or return false at the end of the text.
 *
 * Paragraphs come in order and do not overlap, and whatever lies between
 * them is white space.
 */
extern bool wic_paragraphs_next(WicParagraphs *paragraphs,
								WicParagraph *paragraph);

#endif							/* WIC_PARAGRAPH_H */
