/*-------------------------------------------------------------------------
 *
 * mojibake.h
 *	  Read lines again that were read in the wrong character set.
 *
 *	  å±±ä¸Šçš„é›ª  =>  山上的雪
 *
 * A line is read again if that can be undone without loss, what comes out is
 * plausible (see plausible.h) and clearly more so than what went in.  That is
 * decided line by line, for a page may be stitched from several sources; but
 * where lines agree on how they were misread, a short line is read as they
 * are.
 *
 * extension/core/mojibake.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_MOJIBAKE_H
#define WIC_MOJIBAKE_H

#include "core/changes.h"

/* What a text was taken for, and what it is. */
typedef enum WicMisreading
{
	WIC_UTF8_AS_LATIN,			/* Windows-1252 or ISO 8859-1 */
	WIC_GBK_AS_LATIN,
	WIC_BIG5_AS_LATIN,
	WIC_SJIS_AS_LATIN,
	WIC_EUCJP_AS_LATIN,
	WIC_EUCKR_AS_LATIN,			/* the last of those taken for Latin */
	WIC_UTF8_AS_GBK,
	WIC_BIG5_AS_GBK,
	WIC_SJIS_AS_GBK,
	WIC_GBK_AS_BIG5
} WicMisreading;

#define WIC_MISREADINGS (WIC_GBK_AS_BIG5 + 1)

/* What the core does not know about character sets. */
typedef struct WicRereader
{
	/*
	 * Read a line again: encode it in the one character set and decode it in
	 * the other.  Returns UTF-8 that stays valid until the same misreading is
	 * asked for again, with what it returned or another line; or NULL if
	 * there is an error on the way, or if the way back does not lead to the
	 * same line.
	 */
	const uint8_t *(*reread) (void *state, WicMisreading misreading,
							  const uint8_t *line, size_t size,
							  size_t *result_size);
	void	   *state;
	const uint8_t *kinds;		/* of characters, see plausible.h */
} WicRereader;

typedef struct WicMojibake
{
	const WicRereader *rereader;
	const uint8_t *text;
	const uint8_t *next;		/* at the begin of a line */
	const uint8_t *end;
	size_t		votes[WIC_MISREADINGS]; /* characters of lines so misread */
	WicMisreading usual;		/* the one with most votes */
	bool		has_usual;
} WicMojibake;

/*
 * The text may be any bytes; it and the rereader must outlive the pass.  All
 * lines are looked at here.
 */
extern void wic_mojibake_init(WicMojibake *mojibake,
							  const WicRereader *rereader,
							  const uint8_t *text, size_t size);

/* The next edit, which is a line, or false at the end. */
extern bool wic_mojibake_next(WicMojibake *mojibake, WicEdit *edit);

#endif							/* WIC_MOJIBAKE_H */
