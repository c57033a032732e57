/*-------------------------------------------------------------------------
 *
 * compose.h
 *	  Canonical composition (NFC) of a short sequence of code points.
 *
 * Unicode 15.0.  Composition of what a later Unicode assigns is not known
 * here; such characters stay as they are.
 *
 * extension/core/compose.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_COMPOSE_H
#define WIC_COMPOSE_H

#include <stddef.h>
#include <stdint.h>

#define WIC_COMPOSE_MAX 64

/*
 * Bring n <= WIC_COMPOSE_MAX code points into NFC, in place, and return
 * their number, which never exceeds n for a sequence whose members are in
 * NFC by themselves.  Longer results are cut at WIC_COMPOSE_MAX.
 */
extern size_t wic_compose(uint32_t *cps, size_t n);

#endif							/* WIC_COMPOSE_H */
