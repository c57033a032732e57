/*-------------------------------------------------------------------------
 *
 * gbk.h
 *	  Code page 936 and the readings of its characters, from the server's ICU.
 *
 * extension/pg/gbk.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_GBK_H
#define WIC_GBK_H

#include "core/shift.h"

/*
 * What the core asks.  Costs nothing until it is asked something; the answers
 * are kept for the life of the backend.  An ICU that has no such converter or
 * transliterator knows no characters or no readings.
 */
extern const WicGbk *wic_gbk(void);

#endif							/* WIC_GBK_H */
