/*-------------------------------------------------------------------------
 *
 * weight.h
 *	  How much the terms of a query say about what is sought.
 *
 * Function words and the words of a question (什么, 多少, です) are in texts of
 * every kind.  They are weighted down, not dropped: a phrase may consist of
 * nothing else.
 *
 * The lists and factors were fixed by measurement on questions and speeches;
 * test/bench/relevance repeats it.
 *
 * extension/core/weight.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_WEIGHT_H
#define WIC_WEIGHT_H

#include <stdbool.h>
#include <stdint.h>

/* Factors are in units of 1 / 256. */
#define WIC_FACTOR_UNIT 256

/* The factor of a bigram of folded characters. */
extern unsigned wic_weight_bigram(uint32_t first, uint32_t second);

/*
 * Does the folded character make a question, wherever it stands?  (多 and 少
 * may ask, but mostly do not.)
 */
extern bool wic_weight_asks(uint32_t cp);

/* Does a single folded character say anything about what is sought? */
extern bool wic_weight_is_content(uint32_t cp);

#endif							/* WIC_WEIGHT_H */
