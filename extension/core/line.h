/*-------------------------------------------------------------------------
 *
 * line.h
 *	  A line of a document, ready to be compared with words.
 *
 * The words by which lines are known (core/keyword.h) are compared with the
 * folded line, so that 來源：, 来源: and 来 源 ： are one.  Each character folds
 * to one character here, so places in the folded line are places in the line;
 * what folds to several, like …, stays as it is.
 *
 * Only the begin and the end of a long line are looked at.
 *
 * extension/core/line.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_LINE_H
#define WIC_LINE_H

#include "core/paragraph.h"
#include "core/script.h"

/* Characters that are kept of a line, from its begin and from its end */
#define WIC_LINE_HEAD	256
#define WIC_LINE_TAIL	40

typedef struct WicLine
{
	const uint8_t *start;
	const uint8_t *end;
	size_t		chars;			/* of the whole line */
	size_t		n;				/* of them in raw and folded */
	size_t		ntail;
	uint32_t	raw[WIC_LINE_HEAD];
	uint32_t	folded[WIC_LINE_HEAD];
	uint32_t	tail[WIC_LINE_TAIL];	/* folded: the end of the line */
	uint32_t	first;			/* folded, 0 where the line is empty */
	uint32_t	last;
	WicScriptCounts counts;
	uint64_t	hash;			/* of the whole folded line */
} WicLine;

extern void wic_line_read(WicLine *line, const WicFoldTable *table,
						  const WicParagraph *paragraph);

/* The line is kept as a whole. */
static inline bool
wic_line_is_short(const WicLine *line)
{
	return line->n == line->chars;
}

/*
 * Length of the word, which is given in folded form, where it stands at the
 * place, or 0.  Blanks may stand between its characters.
 */
extern size_t wic_line_word_at(const WicLine *line, size_t at,
							   const char *word);

/* Does any of the words, of which NULL is the last, stand at the place? */
extern size_t wic_line_words_at(const WicLine *line, size_t at,
								const char *const *words);

/* Does any of the words stand anywhere in what is kept of the begin? */
extern bool wic_line_has_word(const WicLine *line, const char *const *words);

/* Does the line end in one of the words? */
extern bool wic_line_ends_in(const WicLine *line, const char *const *words);

/* Marks of lists and brackets in which a line may begin: • · * 【 [ ( */
extern size_t wic_line_skip_marks(const WicLine *line);

/* Blanks of all kinds fold to this one. */
static inline bool
wic_is_blank(uint32_t folded)
{
	return folded == ' ' || folded == '\t' || folded == 0x3000 ||
		folded == 0xA0;
}

#endif							/* WIC_LINE_H */
