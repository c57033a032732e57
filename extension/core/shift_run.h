/*-------------------------------------------------------------------------
 *
 * shift_run.h
 *	  A run of characters that were read one byte off, while it is restored.
 *
 * What shift.c puts together, and by what it judges.  Nobody else needs it.
 *
 * extension/core/shift_run.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SHIFT_RUN_H
#define WIC_SHIFT_RUN_H

#include "core/shift.h"

#define WIC_LOST				0xFFFD
#define WIC_FULL_STOP			0x3002
#define WIC_FULLWIDTH_BANG		0xFF01

/*
 * How much a text looks like one, per character, in hundredths.  A document
 * vouches for what it has elsewhere.
 */
#define WIC_VALUE_KNOWN			0
#define WIC_VALUE_LEVEL_1		(-150)	/* GB 2312: 3755 common characters */
#define WIC_VALUE_LEVEL_2		(-300)
#define WIC_VALUE_RARE			(-500)
#define WIC_VALUE_PAIR			100

typedef struct WicRun
{
	const WicGbk *gbk;
	const WicWitness *witness;
	const WicShiftPlace *place;
	WicShift   *shift;
	const uint8_t *next;		/* first byte not yet used */
	uint32_t	read[WIC_SHIFT_READ_MAX];	/* two-byte characters */
	size_t		nread;
	uint8_t		bytes[2 * WIC_SHIFT_READ_MAX + 1];	/* to pair anew */
	size_t		nbytes;
	uint32_t	last;			/* character of one byte that ended them */
	bool		is_settled;		/* the end proves the run */
} WicRun;

typedef struct WicChoice
{
	uint32_t	cp;
	int			score;
} WicChoice;

/* The best of what was offered, best first. */
typedef struct WicChoices
{
	WicChoice	best[WIC_SHIFT_CHOICES_MAX + 1];
	size_t		n;
	size_t		offered;
	size_t		glossed;		/* of these, glossed elsewhere */
} WicChoices;

/* Full-width marks that end a clause: never two of them in a row. */
extern bool wic_is_wide_stop(uint32_t cp);

/*
 * The two bytes of a mark that has a comma put before it, also when a later
 * pass made it narrow; 0 if cp is none.
 */
extern uint16_t wic_mark_code(uint32_t cp);

/* The character of two bytes, or 0. */
extern uint32_t wic_run_decode(const WicRun *run, unsigned lead,
							   unsigned trail);

/* The character at p, or 0 at the end. */
extern uint32_t wic_run_char(const WicRun *run, const uint8_t *p);

/* What Chinese running text is made of. */
extern bool wic_is_running(uint32_t cp);

/* How much one character looks like text. */
extern int	wic_run_value(const WicRun *run, uint32_t cp);

/* The mean of that, with a bonus for known neighbours. */
extern int	wic_run_mean(const WicRun *run, const uint32_t *chars, size_t n);

/* Whether the document glosses the character elsewhere. */
extern bool wic_run_knows_gloss(const WicRun *run, uint32_t cp);

/* Add a restored character, or tell the one before the next. */
extern void wic_run_put(WicRun *run, uint32_t cp);
extern uint32_t wic_run_last(const WicRun *run);

/* Put a character among the choices; of equals the first stays first. */
extern void wic_run_offer(WicChoices *choices, const WicRun *run, uint32_t cp,
						  int score);

/* The character at an index was chosen: keep what else was offered. */
extern void wic_run_note(WicRun *run, const WicChoices *choices, size_t at);

/* A character is lost, of which nothing is known. */
extern void wic_run_put_lost(WicRun *run);

/* How well cp stands between two others, by what the document has. */
extern int	wic_run_fit(const WicRun *run, uint32_t left, uint32_t cp,
						uint32_t right);

#endif							/* WIC_SHIFT_RUN_H */
