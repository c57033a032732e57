/*-------------------------------------------------------------------------
 *
 * spans.h
 *	  Places of a text, as SQL gives them in two arrays.
 *
 * extension/pg/spans.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SPANS_H
#define WIC_SPANS_H

#include "fmgr.h"

/* Half-open, in characters from 0, ascending by start. */
typedef struct WicSpans
{
	Datum	   *starts;
	Datum	   *ends;
	int			n;
} WicSpans;

/*
 * Read the arguments number first (starts) and the one behind it (ends); both
 * are integer[].  Only our own SQL calls, so anything else is a bug.
 */
extern void wic_spans_read(WicSpans *spans, FunctionCallInfo fcinfo,
						   int first);

#endif							/* WIC_SPANS_H */
