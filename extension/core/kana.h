/*-------------------------------------------------------------------------
 *
 * kana.h
 *	  Optional folding of kana, for dictionaries that ask for it.
 *
 *	  データ => でーた (WIC_FOLD_KANA)		きょう => きよう (WIC_FOLD_SMALL)
 *	  ガラス => カラス (WIC_FOLD_VOICING)
 *
 * Each makes words equal that are different words (3 to 4 of 100), so none is
 * on by default.
 *
 * extension/core/kana.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_KANA_H
#define WIC_KANA_H

#include <stdint.h>

/* What cp becomes; options are those of fold.h. */
extern uint32_t wic_kana_fold(uint32_t cp, unsigned options);

#endif							/* WIC_KANA_H */
