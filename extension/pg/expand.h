/*-------------------------------------------------------------------------
 *
 * expand.h
 *	  The ways to write a part of a query: vocabulary, numbers and dates.
 *
 *	  發展網際網路服務	=>	发展网际网路服务; 发展互联网服务
 *	  2015-12-16		=>	2015-12-16; 2015年12月16日; 二零一五年十二月十六日
 *
 * An index holds what people wrote, folded and nothing else; other words for
 * the same thing are looked for, not stored.  So the vocabulary may change
 * without a REINDEX, and it can only add matches.
 *
 * Each way is written out and becomes a phrase of its own.  An OR inside a
 * phrase would be shorter, but core measures the distance behind it from the
 * end of the *widest* side that occurs in the text: where a text holds both
 * 互联网 and 網際網路, what follows the shorter one would be missed.
 *
 * extension/pg/expand.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_EXPAND_H
#define WIC_EXPAND_H

#include "core/lexicon.h"
#include "pg/wicsearch.h"

/* Ways of one part, and characters of all its ways, at the most. */
#define WIC_WAYS_MAX		64
#define WIC_WAYS_MAX_CHARS	1024

/* What makes a way another one than what was typed. */
#define WIC_WAY_NUMBER		0x01	/* a number or date in another form */
#define WIC_WAY_VOCABULARY	0x02	/* a built-in word */
#define WIC_WAY_TERM		0x04	/* a word of wic_terms */

typedef struct WicWay
{
	char	   *text;			/* folded; UTF-8 */
	int			length;
	unsigned	weight;			/* in WIC_WEIGHT_UNITs */
	unsigned	how;			/* WIC_WAY_ bits; 0 for what was typed */
} WicWay;

/*
 * The ways to write a text other than as it stands, best first; returns their
 * number.  *ways is allocated in the current memory context.
 */
extern int	wic_expand(const char *text, int length, WicExpansion expansion,
					   WicWay **ways);

#endif							/* WIC_EXPAND_H */
