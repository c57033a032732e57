/*-------------------------------------------------------------------------
 *
 * space.c
 *	  Extents of blocks: where new pages come from, and where old ones go.
 *
 * All lists change under the lock of the metapage.
 *
 * extension/am/space.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/pending.h"
#include "am/segment.h"
#include "am/space.h"
#include "miscadmin.h"
#include "pg/wicsearch.h"
#include "storage/lmgr.h"
#include "utils/snapmgr.h"

/* So many free extents are looked at for one that is large enough. */
#define FREE_EXTENTS_TRIED	16

void
wic_space_begin(Relation index)
{
	LockPage(index, WIC_LOCK_ALLOCATE, ShareLock);
}

void
wic_space_end(Relation index)
{
	UnlockPage(index, WIC_LOCK_ALLOCATE, ShareLock);
}

/*
 * Read the first page of what may be a free extent, or another object.  The
 * metapage may be locked, and must not be locked again because of damage: that
 * would wait for ever.
 */
static Buffer
read_first(Relation index, BlockNumber block, int lockmode)
{
	Buffer		buffer;

	wic_page_claim(index, block, block != WIC_META_BLOCK, "unexpected page");
	buffer = wic_page_pin(index, block);
	LockBuffer(buffer, lockmode);
	wic_page_claim(index, block, wic_page_is_stamped(BufferGetPage(buffer)),
				   "unexpected page");
	return buffer;
}

/*
 * Blocks beyond the end of the file must not become free: they would be
 * written some day, and a checkpoint would fail.
 */
static void
check_extent(Relation index, WicExtent extent)
{
	BlockNumber nblocks = RelationGetNumberOfBlocks(index);

	wic_page_claim(index, extent.start,
				   extent.start != WIC_META_BLOCK && extent.start < nblocks &&
				   extent.nblocks > 0 &&
				   extent.nblocks <= nblocks - extent.start,
				   "impossible extent");
}

static WicStamp
read_stamp(Relation index, BlockNumber block)
{
	Buffer		buffer = read_first(index, block, BUFFER_LOCK_SHARE);
	WicStamp	stamp = *wic_page_stamp(BufferGetPage(buffer));

	UnlockReleaseBuffer(buffer);
	return stamp;
}

/* The same, of a free extent. */
static WicStamp
read_free(Relation index, BlockNumber block)
{
	WicStamp	stamp = read_stamp(index, block);
	WicExtent	extent = {block, stamp.number};

	wic_page_claim(index, block,
				   stamp.type == WIC_PAGE_FREE && stamp.next != block,
				   "not a free extent");
	check_extent(index, extent);
	return stamp;
}

/* Make a page the first of a free extent, in a record. */
static Buffer
write_free(Relation index, GenericXLogState *state, WicExtent extent,
		   BlockNumber next)
{
	Buffer		buffer = ReadBufferExtended(index, MAIN_FORKNUM, extent.start,
											RBM_ZERO_AND_LOCK, NULL);
	Page		page = GenericXLogRegisterBuffer(state, buffer,
												 GENERIC_XLOG_FULL_IMAGE);

	wic_page_init(page, WIC_PAGE_FREE, 0, extent.nblocks);
	wic_page_stamp(page)->next = next;
	return buffer;
}

/*
 * Take blocks from a free extent, whose predecessor is the page of that
 * buffer: the metapage, or another extent.
 */
static WicExtent
take(Relation index, Buffer previous, BlockNumber block, WicStamp stamp,
	 uint32 wanted)
{
	GenericXLogState *state = GenericXLogStart(index);
	Page		page = GenericXLogRegisterBuffer(state, previous, 0);
	WicExtent	taken = {block, Min(stamp.number, wanted)};
	BlockNumber next = stamp.next;
	Buffer		rest = InvalidBuffer;

	if (taken.nblocks < stamp.number)
	{
		WicExtent	left = {block + taken.nblocks,
		stamp.number - taken.nblocks};

		wic_page_claim(index, block,
					   left.start != BufferGetBlockNumber(previous),
					   "free extents overlap");
		rest = write_free(index, state, left, next);
		next = left.start;
	}
	if (wic_page_stamp(page)->type == WIC_PAGE_META)
		wic_meta_of(page)->free = next;
	else
		wic_page_stamp(page)->next = next;
	GenericXLogFinish(state);
	if (BufferIsValid(rest))
		UnlockReleaseBuffer(rest);
	return taken;
}

/* Take a free extent, if one of the first is large enough. */
static bool
take_free(Relation index, uint32 wanted, uint32 least, WicExtent *extent)
{
	Buffer		meta = wic_meta_lock(index);
	Buffer		previous = meta;
	BlockNumber block = wic_meta_of(BufferGetPage(meta))->free;
	bool		found = false;

	for (int i = 0; block != InvalidBlockNumber && i < FREE_EXTENTS_TRIED; i++)
	{
		WicStamp	stamp = read_free(index, block);

		if (stamp.number >= least)
		{
			*extent = take(index, previous, block, stamp, wanted);
			found = true;
			break;
		}
		if (previous != meta)
			UnlockReleaseBuffer(previous);
		previous = read_first(index, block, BUFFER_LOCK_EXCLUSIVE);
		block = stamp.next;
	}
	if (previous != meta)
		UnlockReleaseBuffer(previous);
	UnlockReleaseBuffer(meta);
	return found;
}

/*
 * Log the last block of what was appended: on a standby, and after recovery,
 * the file is to be as long, or a block would be appended that is in use.
 */
static void
log_end(Relation index, BlockNumber block)
{
	PGAlignedBlock page;

	wic_page_init(page.data, WIC_PAGE_FREE, 0, 1);
	wic_page_write(index, block, page.data);
}

/* Append blocks to the file, which stay empty. */
static WicExtent
append(Relation index, uint32 nblocks)
{
	WicExtent	extent = {.nblocks = nblocks};

	if (!RELATION_IS_LOCAL(index))
		LockRelationForExtension(index, ExclusiveLock);
	for (uint32 i = 0; i < nblocks; i++)
	{
		Buffer		buffer = ReadBuffer(index, P_NEW);

		if (i == 0)
			extent.start = BufferGetBlockNumber(buffer);
		ReleaseBuffer(buffer);
		CHECK_FOR_INTERRUPTS();
	}
	if (!RELATION_IS_LOCAL(index))
		UnlockRelationForExtension(index, ExclusiveLock);
	if (nblocks > 1)
		log_end(index, extent.start + nblocks - 1);
	return extent;
}

WicExtent
wic_space_allocate(Relation index, uint32 wanted, uint32 least)
{
	WicExtent	extent;

	if (take_free(index, wanted, least, &extent))
		return extent;
	return append(index, wanted);
}

void
wic_space_free(Relation index, WicExtent extent)
{
	Buffer		buffer;
	Buffer		first;
	GenericXLogState *state;
	WicMeta    *meta;

	if (extent.nblocks == 0)
		return;
	check_extent(index, extent);
	buffer = wic_meta_lock(index);
	state = GenericXLogStart(index);
	meta = wic_meta_register(state, buffer);
	first = write_free(index, state, extent, meta->free);
	meta->free = extent.start;
	GenericXLogFinish(state);
	UnlockReleaseBuffer(first);
	UnlockReleaseBuffer(buffer);
}

/* ---- what is dying ---- */

void
wic_space_kill(Relation index, GenericXLogState *state, WicMeta *meta,
			   BlockNumber first, BlockNumber last, WicFuneral *funeral)
{
	Page		page;

	wic_page_claim(index, first, first != meta->dying_tail,
				   "object dies twice");
	funeral->tail = InvalidBuffer;
	if (meta->dying_tail == InvalidBlockNumber)
		meta->dying_head = first;
	else
	{
		funeral->tail = read_first(index, meta->dying_tail,
								   BUFFER_LOCK_EXCLUSIVE);
		page = GenericXLogRegisterBuffer(state, funeral->tail, 0);
		wic_page_stamp(page)->heir = first;
	}
	meta->dying_tail = last;

	funeral->first = read_first(index, first, BUFFER_LOCK_EXCLUSIVE);
	page = GenericXLogRegisterBuffer(state, funeral->first, 0);
	wic_page_stamp(page)->horizon =
		U64FromFullTransactionId(ReadNextFullTransactionId());
}

void
wic_space_end_funeral(WicFuneral *funeral)
{
	if (BufferIsValid(funeral->tail))
		UnlockReleaseBuffer(funeral->tail);
	UnlockReleaseBuffer(funeral->first);
}

void
wic_space_link(Relation index, BlockNumber block, BlockNumber heir)
{
	Buffer		buffer = read_first(index, block, BUFFER_LOCK_EXCLUSIVE);
	GenericXLogState *state = GenericXLogStart(index);
	WicStamp   *stamp;

	stamp = wic_page_stamp(GenericXLogRegisterBuffer(state, buffer, 0));
	stamp->heir = heir;
	stamp->horizon = 0;
	GenericXLogFinish(state);
	UnlockReleaseBuffer(buffer);
}

/* Every extent of a dying object. */
static void
visit_object(Relation index, BlockNumber block, const WicStamp *stamp,
			 WicExtentVisitor visit, void *arg)
{
	if (stamp->type == WIC_PAGE_SEGMENT)
		wic_segment_visit(index, stamp->owner, block, visit, arg);
	else if (stamp->type == WIC_PAGE_PENDING)
		wic_pending_visit(index, stamp->owner, block, visit, arg);
	else
		wic_page_damaged(index, block, "not a dying object");
}

typedef struct ExtentList
{
	Relation	index;
	uint64		owner;
	WicExtent  *extents;
	int			n;
	int			size;
} ExtentList;

/* Does a page belong to the object?  Overflows have ids of their own. */
static void
check_owner(const ExtentList *list, BlockNumber block)
{
	WicStamp	stamp = read_stamp(list->index, block);

	wic_page_claim(list->index, block, stamp.owner == list->owner ||
				   stamp.type == WIC_PAGE_OVERFLOW, "unexpected page");
}

/*
 * Blocks of something else must not become free; looking at both ends of an
 * extent costs little.
 */
static void
remember_extent(void *arg, WicExtent extent)
{
	ExtentList *list = arg;

	check_extent(list->index, extent);
	check_owner(list, extent.start);
	check_owner(list, extent.start + extent.nblocks - 1);
	list->extents = wic_grow(list->extents, list->n, &list->size,
							 sizeof(WicExtent));
	list->extents[list->n++] = extent;
}

/*
 * Take the first object out of the queue.  Its heir is read under the lock of
 * the metapage, since whoever dies now becomes the heir of the last one.
 */
static void
pop(Relation index, BlockNumber block)
{
	Buffer		buffer = wic_meta_lock(index);
	WicStamp	stamp = read_stamp(index, block);
	GenericXLogState *state = GenericXLogStart(index);
	WicMeta    *meta = wic_meta_register(state, buffer);

	Assert(meta->dying_head == block);
	if (meta->dying_tail == block)
		meta->dying_head = meta->dying_tail = InvalidBlockNumber;
	else
		meta->dying_head = stamp.heir;
	GenericXLogFinish(state);
	UnlockReleaseBuffer(buffer);
}

static bool
may_be_read(const WicStamp *stamp)
{
	FullTransactionId horizon = FullTransactionIdFromU64(stamp->horizon);

	return stamp->horizon != 0 &&
		!GlobalVisCheckRemovableFullXid(NULL, horizon);
}

/* Set the blocks of the first dying object free; 0 if it is too early. */
static uint32
bury_first(Relation index, BlockNumber block)
{
	WicStamp	stamp = read_stamp(index, block);
	ExtentList	list = {.index = index,.owner = stamp.owner};
	uint32		nblocks = 0;

	if (may_be_read(&stamp))
		return 0;
	visit_object(index, block, &stamp, remember_extent, &list);
	pop(index, block);
	for (int i = 0; i < list.n; i++)
	{
		wic_space_free(index, list.extents[i]);
		nblocks += list.extents[i].nblocks;
	}
	pfree(list.extents);
	return nblocks;
}

uint32
wic_space_bury(Relation index)
{
	uint32		total = 0;

	for (;;)
	{
		WicMeta		meta;
		uint32		nblocks;

		CHECK_FOR_INTERRUPTS();
		wic_meta_read(index, &meta);
		if (meta.dying_head == InvalidBlockNumber)
			return total;
		nblocks = bury_first(index, meta.dying_head);
		if (nblocks == 0)
			return total;
		total += nblocks;
	}
}

/* ---- what belongs to what ---- */

typedef struct Mapper
{
	Relation	index;
	uint8	   *map;
	BlockNumber nblocks;
	WicBlockUse use;
	WicSpaceReport report;
	void	   *arg;
} Mapper;

static void
report_block(const Mapper *mapper, BlockNumber block, const char *what)
{
	if (mapper->report == NULL)
		wic_page_damaged(mapper->index, block, what);
	mapper->report(mapper->arg, block, what);
}

static void
map_extent(void *arg, WicExtent extent)
{
	Mapper	   *mapper = arg;

	if (extent.start >= mapper->nblocks ||
		extent.nblocks > mapper->nblocks - extent.start)
	{
		report_block(mapper, extent.start, "extent beyond the end");
		return;
	}
	for (uint32 i = 0; i < extent.nblocks; i++)
	{
		uint8	   *use = &mapper->map[extent.start + i];

		if (*use != WIC_BLOCK_UNNAMED)
			report_block(mapper, extent.start + i, "block is named twice");
		*use = mapper->use;
	}
}

static void
map_chain(Mapper *mapper, const WicChain *chain)
{
	if (chain->head != InvalidBlockNumber)
		wic_pending_visit(mapper->index, chain->id, chain->head, map_extent,
						  mapper);
}

/* Lists that run in circles would end in blocks that are named twice. */
static bool
is_mapped(const Mapper *mapper, BlockNumber block)
{
	if (block < mapper->nblocks && mapper->map[block] == WIC_BLOCK_UNNAMED)
		return false;
	report_block(mapper, block, "list leads to a block that is named");
	return true;
}

static void
map_free(Mapper *mapper, BlockNumber block)
{
	while (block != InvalidBlockNumber && !is_mapped(mapper, block))
	{
		WicStamp	stamp = read_free(mapper->index, block);
		WicExtent	extent = {block, stamp.number};

		CHECK_FOR_INTERRUPTS();
		map_extent(mapper, extent);
		block = stamp.next;
	}
}

static void
map_dying(Mapper *mapper, const WicMeta *meta)
{
	BlockNumber block = meta->dying_head;

	while (block != InvalidBlockNumber && !is_mapped(mapper, block))
	{
		WicStamp	stamp = read_stamp(mapper->index, block);

		CHECK_FOR_INTERRUPTS();
		visit_object(mapper->index, block, &stamp, map_extent, mapper);
		if (block == meta->dying_tail)
			return;
		block = stamp.heir;
	}
}

uint8	   *
wic_space_map(Relation index, const WicMeta *meta, BlockNumber nblocks,
			  WicSpaceReport report, void *arg)
{
	Mapper		mapper = {
		.index = index,
		.map = palloc_extended((Size) nblocks + 1,
							   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO),
		.nblocks = nblocks,
		.report = report,
		.arg = arg,
	};

	mapper.map[WIC_META_BLOCK] = WIC_BLOCK_META;
	mapper.use = WIC_BLOCK_SEGMENT;
	for (uint32 i = 0; i < meta->nsegments; i++)
		wic_segment_visit(index, meta->segments[i].id,
						  meta->segments[i].header, map_extent, &mapper);
	mapper.use = WIC_BLOCK_PENDING;
	map_chain(&mapper, &meta->flushing);
	map_chain(&mapper, &meta->pending);
	mapper.use = WIC_BLOCK_FREE;
	map_free(&mapper, meta->free);
	mapper.use = WIC_BLOCK_DYING;
	map_dying(&mapper, meta);
	return mapper.map;
}

/* ---- blocks that nothing names ---- */

static bool
is_idle(uint8 use)
{
	return use == WIC_BLOCK_FREE || use == WIC_BLOCK_UNNAMED;
}

static uint32
count_use(const uint8 *map, BlockNumber nblocks, WicBlockUse use)
{
	uint32		n = 0;

	for (BlockNumber block = 0; block < nblocks; block++)
		n += map[block] == use;
	return n;
}

/* Forget the list of free extents. */
static void
forget_free(Relation index)
{
	Buffer		buffer = wic_meta_lock(index);
	GenericXLogState *state = GenericXLogStart(index);

	wic_meta_register(state, buffer)->free =
		InvalidBlockNumber;
	GenericXLogFinish(state);
	UnlockReleaseBuffer(buffer);
}

/*
 * Make the list anew, of runs of blocks that nobody uses; the first ones come
 * first in it.  What a crash leaves out of it is found the next time.
 */
static void
free_runs(Relation index, const uint8 *map, BlockNumber nblocks)
{
	BlockNumber end = nblocks;

	forget_free(index);
	while (end > 0)
	{
		BlockNumber start = end;

		CHECK_FOR_INTERRUPTS();
		while (start > 0 && is_idle(map[start - 1]))
			start--;
		if (start < end)
			wic_space_free(index, wic_extent(start, end - start));
		end = start > 0 ? start - 1 : 0;
	}
}

/* Is there a free extent right behind another one? */
static bool
can_be_joined(Relation index, const WicMeta *meta, const uint8 *map)
{
	for (BlockNumber block = meta->free; block != InvalidBlockNumber;)
	{
		WicStamp	stamp = read_free(index, block);

		if (block > 0 && is_idle(map[block - 1]))
			return true;
		block = stamp.next;
	}
	return false;
}

uint32
wic_space_recover(Relation index)
{
	BlockNumber nblocks;
	WicMeta		meta;
	uint8	   *map;
	uint32		found;

	LockPage(index, WIC_LOCK_ALLOCATE, ExclusiveLock);
	nblocks = RelationGetNumberOfBlocks(index);
	wic_meta_read(index, &meta);
	map = wic_space_map(index, &meta, nblocks, NULL, NULL);
	found = count_use(map, nblocks, WIC_BLOCK_UNNAMED);
	if (found > 0 || can_be_joined(index, &meta, map))
		free_runs(index, map, nblocks);
	pfree(map);
	UnlockPage(index, WIC_LOCK_ALLOCATE, ExclusiveLock);
	return found;
}
