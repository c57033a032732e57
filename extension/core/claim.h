/*-------------------------------------------------------------------------
 *
 * claim.h
 *	  Does a sentence claim that something was said before, and by whom?
 *
 *	  2014年,王小明在首届春天大会开幕式上提出了“三点主张”,倡导保护河流
 *		保护河流 => 2014, 王小明, 首届春天大会开幕式
 *	  保护河流的理念自2014年提出以来,
 *		保护河流 => 2014
 *
 * Such a sentence has a verb of saying for the first time (data/speech.txt,
 * propose) that governs the formula: in one clause with it and nothing between
 * that would make it govern something else; or the verb has no object, and the
 * formula is its subject or opens the next clause (自2014年提出以来,保护河流…).
 * In English a relative clause may follow the formula.  A sentence where they
 * stand in different clauses otherwise claims nothing, and neither does one
 * where the verb is denied or is yet to come (没有提出, 将提出).
 *
 * Characters are folded one by one (core/attribution.h).
 *
 * extension/core/claim.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_CLAIM_H
#define WIC_CLAIM_H

#include "core/attribution.h"

typedef struct WicClaim
{
	WicRange	speaker;		/* empty: not named */
	bool		is_own;			/* whoever speaks says it of himself: 我 */
	WicRange	occasion;		/* empty: not named */
	WicDate		date;			/* with a year, or precision NONE */
} WicClaim;

/*
 * Read a sentence of n characters that has the formula from chars[start] to
 * chars[end].  True if it claims that the formula was said, even if neither
 * when nor where nor by whom is named; dates without a year are not taken.
 */
extern bool wic_claim_read(const uint32_t *chars, size_t n, size_t start,
						   size_t end, WicClaim *claim);

#endif							/* WIC_CLAIM_H */
