/*-------------------------------------------------------------------------
 *
 * byline.h
 *	  Read a line that is nothing but the name of a person.
 *
 *	  王小河		滨江市市长  王小河
 *
 * extension/core/byline.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_BYLINE_H
#define WIC_BYLINE_H

#include "core/metaline.h"

/*
 * Is it a name that begins with a surname, or one with a dot, and before it
 * nothing or an office?  If so *name is where it stands.
 */
extern bool wic_byline_read(const WicLine *line, WicValue *name);

#endif							/* WIC_BYLINE_H */
