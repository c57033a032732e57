/*-------------------------------------------------------------------------
 *
 * iterator.h
 *	  The documents of a segment that may satisfy a condition, in order.
 *
 * An iterator is a cursor, all documents, or what several iterators have in
 * common (AND) or any of them has (OR).
 *
 * extension/am/iterator.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_ITERATOR_H
#define WIC_ITERATOR_H

#include "am/cursor.h"

typedef enum WicIteratorKind
{
	WIC_ITERATE_CURSOR,
	WIC_ITERATE_ALL,
	WIC_ITERATE_AND,
	WIC_ITERATE_OR
} WicIteratorKind;

typedef struct WicIterator
{
	WicIteratorKind kind;
	int64		doc;			/* found last; -1 at first */
	uint64		cost;			/* so many documents at most */
	uint32		ndocs;			/* of the segment */
	WicCursor  *cursor;
	int			nparts;
	struct WicIterator **parts; /* the rarest first */
	bool		are_lists;		/* the first two are lists of postings */
} WicIterator;

/*
 * These allocate in the current context.  NULL stands for no document, also
 * as a part; parts are taken over.
 */
extern WicIterator *wic_iterator_cursor(WicCursor *cursor);
extern WicIterator *wic_iterator_all(uint32 ndocs);
extern WicIterator *wic_iterator_join(WicIteratorKind kind,
									  WicIterator **parts, int nparts);

/* The first document that is at least target; targets ascend. */
extern uint32 wic_iterator_seek(WicIterator *iterator, uint32 target);

#endif							/* WIC_ITERATOR_H */
