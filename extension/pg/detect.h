/*-------------------------------------------------------------------------
 *
 * detect.h
 *	  Which character set a document is in.
 *
 * In this order, because of how often each is wrong:
 *
 *	  bom		a byte order mark
 *	  utf8		well-formed UTF-8 that cannot be so by accident, or of which
 *				less than a tenth is broken: then decoding it is an error,
 *				and not a reading as something else
 *	  escapes	the escape sequences of ISO-2022-JP
 *	  declared	what the caller or the document says, if it decodes and is not
 *				clearly less plausible than another
 *	  plausible	the set in which the text looks most like one that somebody
 *				wrote: see core/plausible.h and core/evidence.h
 *	  damaged	as plausible, but some bytes are wrong
 *
 * Documents are UTF-8 as a whole or not; for the rest, of a long one a sample
 * is read: behind its first byte that is not ASCII, in the middle and at the
 * end.
 *
 * extension/pg/detect.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_DETECT_H
#define WIC_DETECT_H

#include "core/charset.h"

typedef struct WicGuess
{
	WicCharset	charset;
	const char *basis;
	float		confidence;		/* 0 to 1 */
	double		score;			/* marks of plausibility: see detect.c */
} WicGuess;

typedef struct WicDetection
{
	WicGuess	guesses[WIC_CHARSETS];	/* the best first */
	int			nguesses;		/* 0: it is no text that could be read */
	bool		is_uncertain;	/* a person should look at the first */
	size_t		bad_utf8;		/* if there is no guess: where UTF-8 fails */
} WicDetection;

/* Declared may be NULL.  Can be interrupted. */
extern void wic_detect_charset(const uint8_t *bytes, size_t size,
							   const WicCharset *declared,
							   WicDetection *detection);

#endif							/* WIC_DETECT_H */
