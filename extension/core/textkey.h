/*-------------------------------------------------------------------------
 *
 * textkey.h
 *	  A text as the sequence of units by which reuse of it is recognized.
 *
 *	  發展「網際網路」!	=>	发 展 互 联 网
 *	  Open the Gate, 2023	=>	[open] [the] [gate] [2023]
 *
 * Characters are folded with their variants (fold.h, version 1); punctuation
 * and blanks are left out.  A character of CJK is a unit, and so is a word of
 * letters or digits: six letters say nothing, six words do.  A word that is
 * called otherwise elsewhere (lexicon.h, vocabulary of version 1, tier A
 * only) stands in the form that all regions share: of what it is called, the
 * shortest, and of these the first by code point.  So two texts in different
 * vocabulary have the same key, but where the vocabulary has no single name.
 *
 * The key is the same for ever: fingerprints are stored.  It never depends on
 * the terms of users.
 *
 * Each unit knows which characters of the text it stands for.  The places
 * ascend and do not overlap, except where one character makes several units
 * (㈱) or a word that becomes another one is shorter than that has units:
 * these share a place.
 *
 * extension/core/textkey.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_TEXTKEY_H
#define WIC_TEXTKEY_H

#include <stddef.h>
#include <stdint.h>

typedef struct WicKeyUnit
{
	uint32_t	id;				/* a folded character, or WIC_KEY_WORD and
								 * more */
	uint32_t	start;			/* place in the text, in characters */
	uint32_t	end;			/* exclusive */
} WicKeyUnit;

/* Units that are words of letters and digits have such ids. */
#define WIC_KEY_WORD	UINT32_C(0x80000000)

/* Longer texts are not for this module. */
#define WIC_KEY_MAX_BYTES	(UINT32_C(1) << 24)

/* At least as many as the text has units. */
extern uint32_t wic_key_room(const void *text, size_t size);

/* What wic_key_make needs beside the units. */
extern size_t wic_key_memory(uint32_t room);

/*
 * Write the key of a text and return the number of its units.  room is that of
 * wic_key_room; units has room for so many.  memory has wic_key_memory(room)
 * bytes, is aligned for any type, and free again afterwards.
 */
extern uint32_t wic_key_make(WicKeyUnit *units, uint32_t room, void *memory,
							 const void *text, size_t size);

#endif							/* WIC_TEXTKEY_H */
