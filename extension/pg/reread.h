/*-------------------------------------------------------------------------
 *
 * reread.h
 *	  Read a line again that was read in the wrong character set, with ICU.
 *
 * extension/pg/reread.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_REREAD_H
#define WIC_REREAD_H

#include "core/mojibake.h"

/*
 * A new rereader in the current memory context.  Its buffers grow with the
 * longest line; to free all, reset the context.
 */
extern WicRereader *wic_rereader(void);

/* What each WIC_PRIVATES became, or NULL if ICU does not say. */
extern const uint16_t *wic_standard_chars(void);

#endif							/* WIC_REREAD_H */
