/*-------------------------------------------------------------------------
 *
 * origin.h
 *	  Put together who said something, when and where.
 *
 * extension/core/origin.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_ORIGIN_H
#define WIC_ORIGIN_H

#include "core/utterance.h"

extern bool wic_name_equal(const WicName *a, const WicName *b);

/* Copy what an act states out of the text that it was read in. */
extern void wic_origin_from_act(WicOrigin *origin, const uint32_t *chars,
								const uint8_t *bytes, const uint32_t *offsets,
								const WicAct *act);

/*
 * Give a date without a year its year: that of the first one in chars[from]
 * to chars[to], title_year unless it is 0, or the last in which the day was
 * not after the publication.
 */
extern void wic_origin_complete_year(WicOrigin *origin,
									 const uint32_t *chars, size_t from,
									 size_t to, int title_year,
									 const WicDate *published);

/* Take date, occasion and kind from act where origin has none. */
extern void wic_origin_fill(WicOrigin *origin, const WicOrigin *act);

/*
 * Make one of two accounts of an act; false, and nothing is changed, if they
 * are of different ones.
 */
extern bool wic_origin_merge(WicOrigin *origin, const WicOrigin *other);

/*
 * 田中太郎市長は「…」と述べた: is the quotation from open to behind said so?
 * Its speaker goes into *origin if he is named.
 */
extern bool wic_japanese_speaker(const uint32_t *chars, size_t from,
								 size_t open, size_t behind, size_t to,
								 const uint8_t *bytes,
								 const uint32_t *offsets, WicOrigin *origin);

#endif							/* WIC_ORIGIN_H */
