/*-------------------------------------------------------------------------
 *
 * gram.h
 *	  Cut a run of CJK into the lexemes that are indexed.
 *
 * A run that folds to n characters gives n lexemes at n positions: n - 1
 * overlapping bigrams, and the last character alone.
 *
 *	  發展中	=>	发展 1, 展中 2, 中 3 (is_last)
 *
 * So the k-th character of the run begins the k-th lexeme: a query of one
 * character is a prefix query, and a query of n is a phrase of bigrams.
 *
 * extension/core/gram.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_GRAM_H
#define WIC_GRAM_H

#include "core/fold.h"

typedef struct WicGram
{
	uint8_t		bytes[2 * WIC_UTF8_MAX];	/* UTF-8, zero-padded */
	uint8_t		length;
	uint8_t		first_length;	/* bytes of the first character */
	bool		is_last;		/* one character: the last of the run */
	const uint8_t *start;		/* the text that folds to it ... */
	const uint8_t *end;
	const uint8_t *first_end;	/* ... and where its first character ends */
} WicGram;

typedef struct WicGrammer
{
	WicFolder	folder;
	WicCluster	cluster;
	size_t		used;			/* code points of the cluster taken */
	bool		has_current;
	uint32_t	current;		/* the character that begins the next gram */
	const uint8_t *current_start;
	const uint8_t *current_end;
} WicGrammer;

extern void wic_grammer_init(WicGrammer *grammer, const WicFoldTable *table,
							 unsigned options,
							 const void *text, size_t length);

/* Fetch the next lexeme of the run, or return false after the last. */
extern bool wic_grammer_next(WicGrammer *grammer, WicGram *gram);

#endif							/* WIC_GRAM_H */
