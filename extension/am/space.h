/*-------------------------------------------------------------------------
 *
 * space.h
 *	  Extents of blocks: where new pages come from, and where old ones go.
 *
 * Free extents form a list, linked by their first pages.  What nobody needs
 * any more, but somebody may still read, waits in a queue of dying objects: a
 * segment or a pending chain, known by its first page.
 *
 * From before wic_space_allocate() until the blocks are named by something
 * that the metapage leads to, the caller holds the lock
 * WIC_LOCK_ALLOCATE in share mode (wic_space_begin, wic_space_end).  Blocks
 * that a crash or an error left unnamed are found by wic_space_recover().
 *
 * extension/am/space.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SPACE_H
#define WIC_SPACE_H

#include "am/meta.h"

/* Stored. */
typedef struct WicExtent
{
	BlockNumber start;
	uint32		nblocks;
} WicExtent;

static inline WicExtent
wic_extent(BlockNumber start, uint32 nblocks)
{
	WicExtent	extent;

	extent.start = start;
	extent.nblocks = nblocks;
	return extent;
}

/* Told of every extent of something. */
typedef void (*WicExtentVisitor) (void *arg, WicExtent extent);

extern void wic_space_begin(Relation index);
extern void wic_space_end(Relation index);

/*
 * An extent of at most wanted blocks, and at least `least`: a free one, or
 * what is appended to the file.
 */
extern WicExtent wic_space_allocate(Relation index, uint32 wanted,
									uint32 least);

/* Set blocks free that nobody can be reading. */
extern void wic_space_free(Relation index, WicExtent extent);

/*
 * Set free what died before the oldest snapshot.  The caller holds
 * WIC_LOCK_FLUSH.  Returns the number of blocks.
 */
extern uint32 wic_space_bury(Relation index);

/* Pages that take part in a funeral, locked until its record is written. */
typedef struct WicFuneral
{
	Buffer		tail;			/* of the queue; InvalidBuffer: empty */
	Buffer		first;
} WicFuneral;

/*
 * Let objects die: the first one, and those that wic_space_link() has put
 * behind it, of which the last names no heir.  Changes the meta of a record
 * and registers two more pages at most.
 */
extern void wic_space_kill(Relation index, GenericXLogState *state,
						   WicMeta *meta, BlockNumber first,
						   BlockNumber last, WicFuneral *funeral);

/* Unlock, after the record is written. */
extern void wic_space_end_funeral(WicFuneral *funeral);

/* Name the heir of an object that is about to die. */
extern void wic_space_link(Relation index, BlockNumber block,
						   BlockNumber heir);

/*
 * Which blocks belong to what; for checks and for recovery.  One byte per
 * block, a WicBlockUse.  Damage found on the way is reported through the
 * callback, or as an ERROR if there is none.
 */
typedef enum WicBlockUse
{
	WIC_BLOCK_UNNAMED = 0,
	WIC_BLOCK_META,
	WIC_BLOCK_SEGMENT,
	WIC_BLOCK_PENDING,
	WIC_BLOCK_FREE,
	WIC_BLOCK_DYING
} WicBlockUse;

typedef void (*WicSpaceReport) (void *arg, BlockNumber block,
								const char *what);

extern uint8 *wic_space_map(Relation index, const WicMeta *meta,
							BlockNumber nblocks, WicSpaceReport report,
							void *arg);

/*
 * Look for blocks that nothing names, and set them free; join free extents.
 * The caller holds WIC_LOCK_MAINTAIN and WIC_LOCK_FLUSH; whoever has just
 * taken blocks is waited for.  Returns the number of blocks found.
 */
extern uint32 wic_space_recover(Relation index);

#endif							/* WIC_SPACE_H */
