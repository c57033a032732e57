/*-------------------------------------------------------------------------
 *
 * winnow.h
 *	  Fingerprints of a text: a few of its hashes, chosen so that texts which
 *	  share a run of it share a fingerprint.
 *
 * Each WIC_WINNOW_GRAM units in a row of the key (textkey.h) are hashed, and
 * of each WIC_WINNOW_WINDOW hashes in a row the least is kept.  Texts that
 * have WIC_WINNOW_RUN units in a row in common so have a fingerprint in
 * common, wherever the run stands, and no run shorter than a gram is ever
 * found.  A third to a quarter of the hashes is kept, 2 / (window + 1) of
 * those of a random text.
 *
 * Sources: S. Schleimer, D. Wilkerson, A. Aiken, Winnowing: Local Algorithms
 * for Document Fingerprinting, SIGMOD 2003; its robust form, which keeps the
 * choice of the window before as long as it is a least one and takes the
 * rightmost otherwise, so that repetitive texts have few.  The sizes were
 * measured on texts with known reuse: 6 and 7 find as much as 8 and 5 with a
 * fifth fewer fingerprints.
 *
 * The hashes are stored: they are the same on every machine and for ever.
 *
 * extension/core/winnow.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_WINNOW_H
#define WIC_WINNOW_H

#include <stdbool.h>

#include "core/textkey.h"

#define WIC_WINNOW_GRAM		6
#define WIC_WINNOW_WINDOW	7

/* A shared run of so many units is found for sure. */
#define WIC_WINNOW_RUN		(WIC_WINNOW_GRAM + WIC_WINNOW_WINDOW - 1)

typedef struct WicPrint
{
	uint64_t	hash;
	uint32_t	at;				/* the unit of the key where the gram begins */
} WicPrint;

/* How many grams a key has; there are no more fingerprints. */
extern uint32_t wic_winnow_grams(uint32_t n);

/* The hash of the gram at key[0]. */
extern uint64_t wic_gram_hash(const WicKeyUnit *key);

/*
 * Write the fingerprints of a key of n units, in the order of the text, and
 * return their number.  A key shorter than WIC_WINNOW_RUN has one, and one
 * shorter than a gram none.
 */
extern uint32_t wic_winnow(WicPrint *prints, const WicKeyUnit *key,
						   uint32_t n);

#endif							/* WIC_WINNOW_H */
