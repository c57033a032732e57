/*-------------------------------------------------------------------------
 *
 * pending.h
 *	  Documents that were inserted lately.
 *
 * A chain of pages with records.  A vector that does not fit a page lies in
 * overflow extents of its own, which the record names.
 *
 * extension/am/pending.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_PENDING_H
#define WIC_PENDING_H

#include "am/document.h"
#include "am/space.h"
#include "storage/itemptr.h"

/* Append a document; returns the pages of the chain thereafter. */
extern uint32 wic_pending_append(Relation index, ItemPointer row,
								 const WicDocument *document);

/*
 * Let what is pending be flushed: afterwards it is meta->flushing, and pending
 * is empty.  Nothing happens if something is being flushed already.  The
 * caller holds WIC_LOCK_FLUSH.  *meta is read again.
 */
extern void wic_pending_seal(Relation index, WicMeta *meta);

/* One document of a chain. */
typedef struct WicPendingDocument
{
	ItemPointerData row;
	bool		is_stripped;
	const uint8 *vector;		/* valid until the next is read */
	Size		length;
} WicPendingDocument;

typedef void (*WicPendingVisitor) (void *arg,
								   const WicPendingDocument *document);

/*
 * Call visit for each document of a chain, in order.  The chain is one of
 * a copy of the metapage that is not older than the snapshot's horizon; no
 * page is locked while visit runs.
 */
extern void wic_pending_read(Relation index, const WicChain *chain,
							 WicPendingVisitor visit, void *arg);

/* Every extent of a chain. */
extern void wic_pending_visit(Relation index, uint64 id, BlockNumber head,
							  WicExtentVisitor visit, void *arg);

#endif							/* WIC_PENDING_H */
