/*-------------------------------------------------------------------------
 *
 * converter.h
 *	  From bytes to text, strictly, with the converters of the server's ICU.
 *
 * extension/pg/converter.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_CONVERTER_H
#define WIC_CONVERTER_H

#include "core/charset.h"
#include "lib/stringinfo.h"

/* Bytes that are no character of the set, or a NUL. */
typedef struct WicBadBytes
{
	size_t		count;			/* places, not bytes */
	size_t		offset;			/* of the first, if count > 0 */
	size_t		size;
	bool		is_cut;			/* the first is a character that goes on
								 * behind the end */
} WicBadBytes;

/* Does the server's ICU know the character set? */
extern bool wic_charset_is_available(WicCharset charset);

/*
 * Append the text that the bytes hold, in UTF-8, to out.  Bad bytes are left
 * out; behind more than max_bad places the conversion stops.  So with 0 the
 * text is complete if bad->count is 0.
 *
 * A byte order mark is a character here: leave it out.  Can be interrupted.
 */
extern void wic_convert(WicCharset charset, const uint8_t *bytes, size_t size,
						size_t max_bad, StringInfo out, WicBadBytes *bad);

#endif							/* WIC_CONVERTER_H */
