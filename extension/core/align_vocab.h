/*-------------------------------------------------------------------------
 *
 * align_vocab.h
 *	  Make one unit of a word that the other text has another word for.
 *
 *	  发展互联网		發展網際網路		=>	发, 展, 互联网 | 发, 展, 网际网路
 *	  发展计划			發展規劃			=>	no words: 划 is paired with 划
 *
 * A word is merged only if the other text has another word for the same
 * thing; all places of both words are merged then.  Dates and numbers are
 * words too: 2014年 and 二〇一四年 (numeral.h).
 *
 * Words are looked for as in a query (lexicon.h), with blockers and guards.
 * But a word that has no counterpart does not hide those that lie wholly
 * within it: 个人信息 is a word, and where the other text has 个人资讯, which
 * is none, 信息 and 资讯 are merged.
 *
 * What the lexicons say of two words they do not say of a third, but units
 * can only be equal or not.  So the words of both texts are put into
 * concepts, in which each word of one text is another for each word of the
 * other.  A word that could go into several goes with that which it stands
 * for most often, as far as the numbers of both tell.
 *
 * extension/core/align_vocab.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_ALIGN_VOCAB_H
#define WIC_ALIGN_VOCAB_H

#include "core/align.h"
#include "core/lexicon.h"

/* Words of one concept at most. */
#define WIC_CONCEPT_WORDS_MAX	32

/* What wic_align_merge needs for n units and m; in proportion to n + m. */
extern size_t wic_align_merge_memory(const WicLexicon *const *lexicons,
									 size_t nlexicons,
									 uint32_t n, uint32_t m);

/*
 * Merge the words of two sides that were loaded with variants.  memory is
 * aligned for any type, and free again afterwards.  pulse is as that of
 * wic_align_match.  Exchanging the sides gives the same units.
 */
extern void wic_align_merge(WicAlignSide *a, WicAlignSide *b,
							const WicLexicon *const *lexicons,
							size_t nlexicons,
							void *memory, void (*pulse) (void));

/*
 * Put back the characters of the words that found no partner.  loaded holds
 * the n units as they were before wic_align_merge; it is overwritten, and
 * becomes the units of the side, which is to be matched again.  Returns
 * whether there were any; if not, nothing has changed.
 */
extern bool wic_align_split(WicAlignSide *side, WicUnit *loaded, uint32_t n);

#endif							/* WIC_ALIGN_VOCAB_H */
