/*-------------------------------------------------------------------------
 *
 * page.c
 *	  Pages of the index, and the stamp by which each is known.
 *
 * extension/am/page.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xlog.h"
#include "access/xloginsert.h"
#include "am/page.h"
#include "miscadmin.h"

void
wic_page_init(Page page, uint16 type, uint64 owner, uint32 number)
{
	WicStamp   *stamp;

	PageInit(page, BLCKSZ, sizeof(WicStamp));
	stamp = wic_page_stamp(page);
	stamp->owner = owner;
	stamp->number = number;
	stamp->next = InvalidBlockNumber;
	stamp->heir = InvalidBlockNumber;
	stamp->type = type;
	stamp->magic = WIC_PAGE_MAGIC;
	wic_page_set_used(page, 0);
}

/* Does the header leave our data and stamp where they belong? */
static bool
has_our_layout(Page page)
{
	PageHeader	header = (PageHeader) page;

	return !PageIsNew(page) &&
		header->pd_special == BLCKSZ - MAXALIGN(sizeof(WicStamp)) &&
		header->pd_lower >= MAXALIGN(SizeOfPageHeaderData) &&
		header->pd_lower <= header->pd_special;
}

bool
wic_page_is_stamped(Page page)
{
	return has_our_layout(page) &&
		wic_page_stamp(page)->magic == WIC_PAGE_MAGIC;
}

bool
wic_page_is(Page page, uint16 type, uint64 owner, uint32 number)
{
	const WicStamp *stamp;

	if (!wic_page_is_stamped(page))
		return false;
	stamp = wic_page_stamp(page);
	return stamp->type == type && stamp->owner == owner &&
		stamp->number == number;
}

/*
 * ReadBuffer() would extend the index for InvalidBlockNumber; and of a block
 * in a file that is not there, it would tell of that file.
 */
static bool
is_in_file(Relation index, BlockNumber block)
{
	return block != InvalidBlockNumber &&
		(block < RELSEG_SIZE || block < RelationGetNumberOfBlocks(index));
}

Buffer
wic_page_pin(Relation index, BlockNumber block)
{
	wic_page_claim(index, block, is_in_file(index, block), "missing page");
	return ReadBuffer(index, block);
}

void
wic_page_prefetch(Relation index, BlockNumber block)
{
	if (is_in_file(index, block))
		(void) PrefetchBuffer(index, MAIN_FORKNUM, block);
}

Buffer
wic_page_read(Relation index, BlockNumber block, int lockmode,
			  uint16 type, uint64 owner, uint32 number)
{
	Buffer		buffer = wic_page_pin(index, block);

	LockBuffer(buffer, lockmode);
	wic_page_claim(index, block,
				   wic_page_is(BufferGetPage(buffer), type, owner, number),
				   "unexpected page");
	return buffer;
}

void
wic_page_write(Relation index, BlockNumber block, Page content)
{
	Buffer		buffer = ReadBufferExtended(index, MAIN_FORKNUM, block,
											RBM_ZERO_AND_LOCK, NULL);

	START_CRIT_SECTION();
	memcpy(BufferGetPage(buffer), content, BLCKSZ);
	MarkBufferDirty(buffer);
	if (RelationNeedsWAL(index))
		log_newpage_buffer(buffer, true);
	END_CRIT_SECTION();
	UnlockReleaseBuffer(buffer);
}

void
wic_page_damaged(Relation index, BlockNumber block, const char *what)
{
	if (RecoveryInProgress())
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("canceling statement due to conflict with recovery"),
				 errdetail("Block %u of index \"%s\" was used again on the primary: %s.",
						   block, RelationGetRelationName(index), what),
				 errhint("Run the statement again, or set hot_standby_feedback.")));
	ereport(ERROR,
			(errcode(ERRCODE_INDEX_CORRUPTED),
			 errmsg("index \"%s\" is damaged at block %u: %s",
					RelationGetRelationName(index), block, what),
			 errhint("Make it again with REINDEX.")));
}
