/*-------------------------------------------------------------------------
 *
 * width.h
 *	  Give punctuation in a line of Chinese or Japanese its full width.
 *
 *	  他说:“下雪了,(大雪)真冷!”  =>  他说：“下雪了，（大雪）真冷！”
 *
 * A mark of , ; : ! ? is widened, with those beside it, if Han, kana or CJK
 * punctuation stands on either side; a pair of brackets on one line, if Han
 * or kana is between.  Lines of other languages stay, and so do URLs,
 * addresses, tags and entities.
 *
 *	  10:30		3.14	http://example.org/?a,b		Kim (金), 1999
 *
 * extension/core/width.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_WIDTH_H
#define WIC_WIDTH_H

#include "core/changes.h"

/* Brackets in each other that are followed. */
#define WIC_WIDTH_DEPTH		4

typedef struct WicWidth
{
	const uint8_t *text;
	const uint8_t *next;
	const uint8_t *line_end;	/* of the line that is judged */
	const uint8_t *end;
	bool		applies;		/* in that line */
	bool		is_cjk;			/* more CJK in it than Latin */
	uint32_t	left;			/* the character before next, widened */
	const uint8_t *marks_end;	/* of the marks that are being widened */
	const uint8_t *closing[WIC_WIDTH_DEPTH + 1];	/* to be widened */
	size_t		nclosing;
	uint8_t		with[4];
} WicWidth;

/* The text may be any bytes, and must outlive the pass. */
extern void wic_width_init(WicWidth *width, const uint8_t *text, size_t size);

/* The next edit, or false at the end.  All together is linear in size. */
extern bool wic_width_next(WicWidth *width, WicEdit *edit);

#endif							/* WIC_WIDTH_H */
