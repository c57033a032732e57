/*-------------------------------------------------------------------------
 *
 * pinyin.h
 *	  Recognise a syllable of Mandarin in Latin letters.
 *
 * extension/core/pinyin.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_PINYIN_H
#define WIC_PINYIN_H

#include <stddef.h>
#include <stdint.h>

/*
 * Bytes of the syllable that begins at p, or 0 if the letters there are none.
 *
 * The letters are taken as far as they go: "lián" is a syllable, and so no
 * part of "liáns" is.  Lower case, exactly one tone mark, composed (NFC):
 * that is what tells zhǎng from the word in brackets of a clean text.
 */
extern size_t wic_pinyin_length(const uint8_t *p, const uint8_t *end);

#endif							/* WIC_PINYIN_H */
