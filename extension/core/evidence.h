/*-------------------------------------------------------------------------
 *
 * evidence.h
 *	  What speaks for a character set: traits of bytes, and of text.
 *
 * This is about what a score of characters one by one cannot tell: how much
 * of a file is well-formed UTF-8, whether letters with accents stand in words
 * of Latin letters, whether characters are those that people write most.
 *
 * extension/core/evidence.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_EVIDENCE_H
#define WIC_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How far bytes are UTF-8.  Begin with zeros. */
typedef struct WicUtf8Evidence
{
	size_t		pairs;			/* characters of two bytes */
	size_t		longer;			/* characters of three and four bytes */
	size_t		bad;			/* bytes that begin no character, and NUL */
	size_t		escapes;		/* ESC, which ISO-2022-JP begins with */
	size_t		controls;		/* others that text does not have */
	size_t		first_bad;		/* offset, if bad > 0 */
} WicUtf8Evidence;

/*
 * Add the bytes from p to end, which stand offset bytes from the begin of the
 * document.  Unless they are its last, stops before a character that may go
 * on behind end.  Returns how far it came.
 */
extern const uint8_t *wic_utf8_evidence(const uint8_t *p, const uint8_t *end,
										size_t offset, bool is_last,
										WicUtf8Evidence *evidence);

/* Would other characters than UTF-8's hardly have come out so? */
extern bool wic_utf8_is_proven(const WicUtf8Evidence *evidence);

/* Are they UTF-8 of which little is broken? */
extern bool wic_utf8_is_damaged(const WicUtf8Evidence *evidence);

/* What the characters of a text are.  Begin with zeros. */
typedef struct WicTextEvidence
{
	size_t		other;			/* not ASCII, and controls */
	size_t		ascii_letters;
	size_t		han;
	size_t		frequent_han;	/* in Chinese prose */
	size_t		kana;
	size_t		hangul;			/* syllables, and letters by themselves */
	size_t		frequent_hangul;
	size_t		western;		/* accents in words, and Western marks */
} WicTextEvidence;

/* Add the characters of a text in UTF-8. */
extern void wic_text_evidence(const uint8_t *text, size_t size,
							  WicTextEvidence *evidence);

#endif							/* WIC_EVIDENCE_H */
