/*-------------------------------------------------------------------------
 *
 * tidy.h
 *	  Take out of a text what nobody put there to be read.
 *
 *	  line-end		CR LF and CR become LF.
 *	  invisible		Zero-width characters, soft hyphens, marks of direction
 *					and controls are deleted.  They stay where a script
 *					needs them, Arabic or Thai, and a joiner stays between
 *					two emoji.  Variation selectors always stay.
 *	  lost-bytes	锟斤拷 and ï¿½, which are U+FFFD in the wrong character
 *					set, and runs of 烫, 屯 or 葺, which are memory that
 *					nobody had written to, become U+FFFD: there was
 *					something.  Where they are quoted, they are what is
 *					talked about.
 *	  private-use	Characters that had no code point when the text was
 *					written get the one they have now.
 *	  double-stop	。。 becomes 。, and 。。。 stays.
 *	  spacing		In a line where a blank stands behind most characters,
 *					as character recognition leaves it, it is deleted.
 *
 * extension/core/tidy.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_TIDY_H
#define WIC_TIDY_H

#include "core/changes.h"

/* The private use that GB 18030 makes of characters it knew first. */
#define WIC_PRIVATE_FIRST	0xE78D
#define WIC_PRIVATE_LAST	0xE864
#define WIC_PRIVATES		(WIC_PRIVATE_LAST - WIC_PRIVATE_FIRST + 1)

typedef struct WicTidy
{
	const uint16_t *standard;	/* of each WIC_PRIVATES; 0: none; or NULL */
	const uint8_t *text;
	const uint8_t *next;
	const uint8_t *line_end;	/* of the line that is judged */
	const uint8_t *end;
	bool		is_spaced;		/* in that line */
	uint32_t	left;			/* the character before next that stays */
	uint8_t		with[4];
} WicTidy;

/*
 * The text may be any bytes; it and standard, which may be NULL, must outlive
 * the pass.
 */
extern void wic_tidy_init(WicTidy *tidy, const uint16_t *standard,
						  const uint8_t *text, size_t size);

/* The next edit, or false at the end.  All together is linear in size. */
extern bool wic_tidy_next(WicTidy *tidy, WicEdit *edit);

#endif							/* WIC_TIDY_H */
