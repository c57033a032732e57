/*-------------------------------------------------------------------------
 *
 * unwrap.h
 *	  Join lines that were broken at a width, not at the end of a paragraph.
 *
 *	  我们今天开会,\n要谈的是水。\n  =>  我们今天开会,要谈的是水。\n
 *
 * A block, which is lines without an empty one between, is wrapped if of its
 * lines but the last one at least 60 % have about the width that most have
 * (at least WIC_WRAP_WIDTH characters, two more or less) and break off inside
 * of a sentence.  In it the break behind such a line is taken out, with the
 * blanks beside it, unless the next line is indented; between two Latin
 * words a blank is left.  Where two paragraphs of a block are indented, a
 * sentence that ends at the width is no end of a paragraph.
 *
 * Verse in long lines without punctuation looks the same, so this is done
 * only where it is asked for.
 *
 * extension/core/unwrap.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_UNWRAP_H
#define WIC_UNWRAP_H

#include "core/changes.h"

/* Characters of the narrowest lines, and those that are told apart */
#define WIC_WRAP_WIDTH	18
#define WIC_WRAP_MAX	256

typedef struct WicUnwrap
{
	const uint8_t *next;		/* begin of a line */
	const uint8_t *text;
	const uint8_t *end;
	const uint8_t *block_end;
	size_t		width;			/* of the lines of the block; 0: not wrapped */
	bool		is_indented;	/* where paragraphs of the block begin */
} WicUnwrap;

/* The text may be any bytes, and must outlive the pass. */
extern void wic_unwrap_init(WicUnwrap *unwrap, const uint8_t *text,
							size_t size);

/* The next edit, or false at the end.  All together is linear in size. */
extern bool wic_unwrap_next(WicUnwrap *unwrap, WicEdit *edit);

#endif							/* WIC_UNWRAP_H */
