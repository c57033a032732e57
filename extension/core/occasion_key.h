/*-------------------------------------------------------------------------
 *
 * occasion_key.h
 *	  What is the same for the ways to name one occasion.
 *
 *	  第十二屆世界網際網路大會開幕式	=> 第12届世界互联网大会
 *	  2022年世界互联网大会乌镇峰会	=> 世界互联网大会乌镇峰会, 2022
 *
 * The key has no marks and no parts of the event (开幕式), its ordinal is in
 * digits, its words are those of one region: of the names of a thing in the
 * built-in vocabulary it has the shortest, and of these the first.  It is for
 * comparison and never shown.
 *
 * extension/core/occasion_key.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_OCCASION_KEY_H
#define WIC_OCCASION_KEY_H

#include "core/attribution.h"

/* Characters of a name that are looked at, and of the longest key. */
#define WIC_OCCASION_NAME_MAX	200
#define WIC_OCCASION_KEY_MAX	512

typedef struct WicOccasionKey
{
	uint32_t	chars[WIC_OCCASION_KEY_MAX];
	size_t		n;
	int			year;			/* 0 if the name has none */
	bool		has_ordinal;	/* 第…届, which tells the year */
} WicOccasionKey;

/* Make the key of a name, folded character by character. */
extern void wic_occasion_key(const uint32_t *name, size_t n,
							 WicOccasionKey *key);

#endif							/* WIC_OCCASION_KEY_H */
