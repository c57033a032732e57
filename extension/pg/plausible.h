/*-------------------------------------------------------------------------
 *
 * plausible.h
 *	  The kinds of characters, by their levels in legacy sets, from ICU.
 *
 * extension/pg/plausible.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_PG_PLAUSIBLE_H
#define WIC_PG_PLAUSIBLE_H

#include "core/plausible.h"

/*
 * A table of WIC_KINDS kinds, made once per backend and kept for its life.  A
 * converter that ICU does not have leaves its characters without level.
 */
extern const uint8_t *wic_char_kinds(void);

#endif							/* WIC_PG_PLAUSIBLE_H */
