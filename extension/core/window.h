/*-------------------------------------------------------------------------
 *
 * window.h
 *	  Which items of a text stand near the hits of a query.
 *
 * An item is near a hit if fewer than span items stand between them, both
 * belonging to the same sentence.  The items of a hit are near none, though
 * they take their place in a span.
 *
 * extension/core/window.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_WINDOW_H
#define WIC_WINDOW_H

#include "core/item.h"

/* Bytes of the text that a hit covers. */
typedef struct WicByteRange
{
	uint32_t	start;
	uint32_t	end;
} WicByteRange;

/* Set WIC_ITEM_SENTENCE. */
extern void wic_windows_cut(WicItem *items, size_t n, const uint8_t *text,
							size_t size);

/* Set WIC_ITEM_NODE.  Hits may overlap and come in any order. */
extern void wic_windows_hit(WicItem *items, size_t n,
							const WicByteRange *hits, size_t nhits);

/* Set WIC_ITEM_BEFORE and WIC_ITEM_AFTER; the flags above must be set. */
extern void wic_windows_mark(WicItem *items, size_t n,
							 const WicByteRange *hits, size_t nhits,
							 size_t span);

/*
 * Copy what is near a hit, with the items that it is joined to, which tell
 * where a term ends.  What is joined in the copy is joined in the text; hits
 * part what stands beside them.  kept has room for n.  Returns how many there
 * are.
 */
extern size_t wic_windows_keep(WicItem *kept, const WicItem *items,
							   size_t n);

#endif							/* WIC_WINDOW_H */
