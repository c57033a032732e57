/*-------------------------------------------------------------------------
 *
 * occasion.h
 *	  Read the occasion and the kind of an act of saying.
 *
 *	  向第二届春天大会致贺信		=> 第二届春天大会, letter
 *	  在春天大会开幕式上的视频讲话	=> 春天大会开幕式, video
 *
 * Characters are folded; see attribution.h.
 *
 * extension/core/occasion.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_OCCASION_H
#define WIC_OCCASION_H

#include "core/attribution.h"

/*
 * Read the phrase that begins with a preposition or verb at chars[at].  In
 * the line of an attribution a place counts as an occasion.  The kind is one
 * of WIC_SPEECH_ACT, or 0 where none is named.
 */
extern bool wic_occasion_at(const uint32_t *chars, size_t at, size_t to,
							bool is_line, WicRange *occasion, uint32_t *kind);

#endif							/* WIC_OCCASION_H */
