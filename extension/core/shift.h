/*-------------------------------------------------------------------------
 *
 * shift.h
 *	  Undo what an insertion between the two bytes of a GBK character did.
 *
 * The program that garbles a text looks for its characters and punctuation
 * marks in the bytes, and sometimes finds one that is the second byte of a
 * character and the first of the next.  What it inserts there tears both
 * apart, and all that follows is read one byte off, up to an ASCII byte:
 *
 *	  。”只有深化數(shù)字
 *	  A1A3 A1B1 D6BB D3D0 C9EE BBAF 94B5 (shù) ...
 *		  finds A3A1, a full-width !, and puts a comma before it
 *	  A12C A3A1 B1D6 BBD3 D0C9 EEBB AF94 B528 shù) ...
 *	  ?!敝挥猩罨瘮?shù)字
 *
 * Most bytes are still there.  A question mark stands for two that made no
 * character: the second of them was inserted or is lost, and the first is
 * found by what must have stood there.
 *
 * extension/core/shift.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SHIFT_H
#define WIC_SHIFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/witness.h"

/* Characters that a run has at most when read, and when restored. */
#define WIC_SHIFT_READ_MAX		32
#define WIC_SHIFT_CHARS_MAX		(WIC_SHIFT_READ_MAX + 4)

/* Alternatives that are kept. */
#define WIC_SHIFT_CHOICES_MAX	9

/* What the core does not know about characters; all three are required. */
typedef struct WicGbk
{
	/* The character that two bytes mean, first byte high; 0 if none. */
	uint32_t	(*decode) (void *state, uint16_t code);

	/* The two bytes that mean a character; 0 if none. */
	uint16_t	(*encode) (void *state, uint32_t cp);

	/* Whether this is how a Han character is read when nothing is known. */
	bool		(*reads) (void *state, uint32_t cp, const uint8_t *pinyin,
						  size_t size);
	void	   *state;
} WicGbk;

/* Where a run may begin. */
typedef struct WicShiftPlace
{
	const uint8_t *start;		/* at a character */
	const uint8_t *end;			/* of the text */
	uint32_t	previous;		/* the character before start; 0 for none */
	uint32_t	left;			/* the same in the clean text */
	uint32_t	open;			/* the bracket that is open; 0 for none */
} WicShiftPlace;

typedef struct WicShift
{
	size_t		size;			/* bytes of the run */
	uint32_t	chars[WIC_SHIFT_CHARS_MAX]; /* that it was; U+FFFD is lost */
	size_t		nchars;
	bool		is_inner;		/* torn apart by a gloss, not by a comma */
	bool		is_inferred;	/* something was chosen among alternatives */
	bool		is_lost;
	size_t		choice;			/* what else chars[choice] might be */
	uint32_t	choices[WIC_SHIFT_CHOICES_MAX];
	size_t		nchoices;
} WicShift;

/* ? and U+FFFD, with which a run begins. */
static inline bool
wic_shift_may_begin(uint32_t cp)
{
	return cp == '?' || cp == 0xFFFD;
}

/* The bracket that closes the opening one, or 0 if it is none. */
extern uint32_t wic_bracket_closing(uint32_t opening);

/*
 * Restore the run that begins at place, or return false if there is none, or
 * none that becomes clearly better.  Time is bounded.
 */
extern bool wic_shift_read(const WicGbk *gbk, const WicWitness *witness,
						   const WicShiftPlace *place, WicShift *shift);

#endif							/* WIC_SHIFT_H */
