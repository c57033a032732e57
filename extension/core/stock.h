/*-------------------------------------------------------------------------
 *
 * stock.h
 *	  How much of a text is stock: names, dates and set phrases.
 *
 *	  3月2日王明在第二届桥梁大会开幕式上发表讲话	=>	all of it
 *	  让所有人都走得上桥,王明说					=>	王明说
 *
 * Two texts that share nothing else do not repeat each other.  Stock is
 *
 *	- a name that is given: of a speaker or an occasion;
 *	- a gram (winnow.h) whose hash is given, because many texts have it;
 *	- a number with what it counts: 2023年, 11月8日, 第二届;
 *	- what stands beside one of these and belongs to a name: an office, an
 *	  event, a part of one, what somebody gives there (speech_words.h).
 *
 * extension/core/stock.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_STOCK_H
#define WIC_STOCK_H

#include "core/winnow.h"

/* The names of a collection, in memory of the caller. */
typedef struct WicStock
{
	const WicKeyUnit **names;
	uint32_t   *lengths;
	uint32_t   *next;			/* the next name of the same slot */
	uint32_t   *slots;
	uint32_t	n;
	uint32_t	mask;
	const uint64_t *grams;		/* ascending */
	uint32_t	ngrams;
} WicStock;

/* What wic_stock_init needs for so many names. */
extern size_t wic_stock_memory(uint32_t nnames);

/*
 * Begin a stock of at most nnames names.  memory is aligned for any type; it
 * and grams stay as long as the stock.
 */
extern void wic_stock_init(WicStock *stock, void *memory, uint32_t nnames,
						   const uint64_t *grams, uint32_t ngrams);

/* Add a name; the key stays the caller's.  One of a single unit is none. */
extern void wic_stock_add(WicStock *stock, const WicKeyUnit *name,
						  uint32_t n);

/*
 * Find out what of a key is stock: sets is_stock of each of its n units, and
 * returns of how many.  chars has room for n characters.
 */
extern uint32_t wic_stock_find(const WicStock *stock, const WicKeyUnit *key,
							   uint32_t n, bool *is_stock, uint32_t *chars);

#endif							/* WIC_STOCK_H */
