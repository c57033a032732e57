/*-------------------------------------------------------------------------
 *
 * canon.h
 *	  Texts with one word for each thing, for counting.
 *
 * Of the words for one thing (core/canon.h) that stands for all which the
 * texts have first.  So wording is left as it is as far as it can be: where
 * nobody writes 网际网路, nothing becomes of 互联网.
 *
 * extension/pg/canon.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_PG_CANON_H
#define WIC_PG_CANON_H

#include "fmgr.h"

typedef struct WicCanon WicCanon;

/* Bytes of the text that were replaced, and what they became; ascending. */
typedef struct WicCanonEdit
{
	Size		start;
	Size		end;
	Size		new_start;
	Size		new_end;
} WicCanonEdit;

typedef struct WicCanonText
{
	const char *bytes;			/* the text itself, if nothing is replaced */
	Size		size;
	const WicCanonEdit *edits;
	int			nedits;
} WicCanonText;

/*
 * Begin with no texts; everything lives in the current memory context.
 * schema is that of the extension.
 */
extern WicCanon *wic_canon_create(Oid schema);

/*
 * Read a text.  The result is valid until the next call, and the same each
 * time.  Without a canon, NULL, nothing is replaced.
 */
extern WicCanonText wic_canon_read(WicCanon *canon, const char *bytes,
								   Size size);

/*
 * From a place of the text that was read to one of the result, and back.
 * Inside of what is replaced it is where that begins, or, if asked for, ends.
 */
extern Size wic_canon_place(const WicCanonText *text, Size place, bool ends);
extern Size wic_canon_origin(const WicCanonText *text, Size place, bool ends);

#endif							/* WIC_PG_CANON_H */
