/*-------------------------------------------------------------------------
 *
 * item.h
 *	  A text as items: what a span counts, and what collocates are made of.
 *
 *	  网络 cyber 空间2015年 => 网 络 cyber 空 间 2015 年
 *
 * An item is a folded character of CJK, or a word or number in other scripts.
 * Punctuation, blanks, symbols, addresses, tags and entities are none; they
 * part the items beside them into runs.
 *
 * extension/core/item.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_ITEM_H
#define WIC_ITEM_H

#include "core/fold.h"

/* Flags; wic_items_read sets the first three, core/window.h the others. */
#define WIC_ITEM_WORD		0x01	/* a word, not a character */
#define WIC_ITEM_RUN		0x02	/* not joined to the item before it */
#define WIC_ITEM_COUNTED	0x100	/* follows digits, like 年 in 2015年 */
#define WIC_ITEM_SENTENCE	0x04	/* the first of its sentence */
#define WIC_ITEM_NODE		0x08	/* part of a hit */
#define WIC_ITEM_BEFORE		0x10	/* within the span before a hit */
#define WIC_ITEM_AFTER		0x20	/* within the span behind a hit */
#define WIC_ITEM_BEHIND_HIT	0x40	/* a hit is joined to it, on the left */
#define WIC_ITEM_BEFORE_HIT	0x80	/* ... on the right */

#define WIC_ITEM_NEAR		(WIC_ITEM_BEFORE | WIC_ITEM_AFTER)

typedef struct WicItem
{
	uint32_t	code;			/* the folded character; 0 for a word */
	uint32_t	start;			/* bytes of the text that fold to it */
	uint32_t	end;
	uint32_t	flags;
} WicItem;

/* A longer word is no item. */
#define WIC_ITEM_WORD_MAX	64

/*
 * Read the items of a text, of which there are no more than bytes; returns
 * how many.  A word is always a run of its own.
 */
extern size_t wic_items_read(WicItem *items, const WicFoldTable *table,
							 unsigned options, const uint8_t *text,
							 size_t size);

/*
 * Fold the bytes of a word; word has room for WIC_ITEM_WORD_MAX characters.
 * Returns their number, 0 if there are more or none.
 */
extern size_t wic_item_word(uint32_t *word, const WicFoldTable *table,
							unsigned options, const uint8_t *start,
							const uint8_t *end);

#endif							/* WIC_ITEM_H */
