/*-------------------------------------------------------------------------
 *
 * score.h
 *	  BM25 in integers.
 *
 * A score is a sum of integers, so it is the same to the bit whatever the
 * order of the terms, the plan, the machine or the compiler's mood about
 * floating point.
 *
 *	  score = sum over terms of	 weight * tf * (k1 + 1) / (tf + K)
 *	  K		= k1 * (1 - b + b * length / average length)
 *
 * Source: S. Robertson and H. Zaragoza, The Probabilistic Relevance
 * Framework: BM25 and Beyond, 2009.  The weight carries the idf,
 * ln(1 + (N - df + 0.5) / (df + 0.5)), which is never negative.
 *
 * extension/core/score.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SCORE_H
#define WIC_SCORE_H

#include <stdint.h>

/* Weights and scores are in units of 1 / 65536. */
#define WIC_SCORE_UNIT		65536

/* k1, b and the average length travel in units of 1 / 4096. */
#define WIC_PARAMETER_UNIT	4096

/* Occurrences beyond this add nothing. */
#define WIC_TF_MAX			255

typedef struct WicBm25
{
	uint32_t	k1;				/* in WIC_PARAMETER_UNITs, at most 10 */
	uint32_t	b;				/* at most 1 */
	uint32_t	average_length; /* at least one unit */
} WicBm25;

/*
 * The length of a text in lexemes as one byte, and what length such a byte
 * stands for: exact up to 40, then rounded down to three significant bits, as
 * an index stores it.  Rounding never exceeds one eighth.
 */
extern uint8_t wic_norm_from_length(uint32_t length);
extern uint32_t wic_norm_length(uint8_t norm);

/* The saturation constant K for texts of a norm, in 1 / 65536. */
extern uint64_t wic_score_saturation(const WicBm25 *bm25, uint8_t norm);

/* What a term adds that occurs tf times; saturation is the text's K. */
extern uint64_t wic_score_term(const WicBm25 *bm25, uint32_t weight,
							   uint32_t tf, uint64_t saturation);

#endif							/* WIC_SCORE_H */
