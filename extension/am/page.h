/*-------------------------------------------------------------------------
 *
 * page.h
 *	  Pages of the index, and the stamp by which each is known.
 *
 * extension/am/page.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_PAGE_H
#define WIC_PAGE_H

#include "access/transam.h"
#include "storage/bufmgr.h"
#include "storage/bufpage.h"
#include "utils/rel.h"

#define WIC_PAGE_MAGIC		0x57C5

/* Stored in stamps; a free page may have any bytes. */
typedef enum WicPageType
{
	WIC_PAGE_META = 1,
	WIC_PAGE_PENDING = 2,
	WIC_PAGE_OVERFLOW = 3,		/* of a pending document */
	WIC_PAGE_SEGMENT = 4,		/* the header of a segment */
	WIC_PAGE_FREE = 5,			/* the first of a free extent */
	WIC_PAGE_STREAM = 16		/* and the number of the stream */
} WicPageType;

/* Flag of the last page of a chain: nothing is appended any more. */
#define WIC_STAMP_SEALED	0x01

/*
 * At the end of each page.  What is dying is a segment or a pending chain; its
 * first page says since when, and what died next.
 */
typedef struct WicStamp
{
	uint64		owner;			/* id of the segment or chain; never reused */
	uint64		horizon;		/* FullTransactionId when it died; 0: at once
								 * with the one before */
	uint32		number;			/* of the page, within its owner and type;
								 * free: blocks of the extent */
	BlockNumber next;			/* page of the chain, or free extent */
	BlockNumber heir;			/* what died next */
	uint8		type;
	uint8		flags;
	uint16		magic;
} WicStamp;

StaticAssertDecl(sizeof(WicStamp) == 32, "WicStamp is stored");

/* Bytes that a page holds. */
#define WIC_PAGE_SIZE \
	(BLCKSZ - MAXALIGN(SizeOfPageHeaderData) - MAXALIGN(sizeof(WicStamp)))

#define wic_page_stamp(page) ((WicStamp *) PageGetSpecialPointer(page))
#define wic_page_data(page) ((char *) PageGetContents(page))

/* How many bytes of its data are in use. */
static inline uint32
wic_page_used(Page page)
{
	return ((PageHeader) page)->pd_lower - MAXALIGN(SizeOfPageHeaderData);
}

static inline void
wic_page_set_used(Page page, uint32 used)
{
	((PageHeader) page)->pd_lower = MAXALIGN(SizeOfPageHeaderData) + used;
}

/* An empty page with its stamp. */
extern void wic_page_init(Page page, uint16 type, uint64 owner,
						  uint32 number);

/* Does a page carry a stamp of ours?  The buffer must be locked. */
extern bool wic_page_is_stamped(Page page);

/*
 * Does a page carry that stamp, in a state in which its data may be looked
 * at?  The buffer must be locked.
 */
extern bool wic_page_is(Page page, uint16 type, uint64 owner, uint32 number);

/* Pin a block, whose number may come from a damaged page. */
extern Buffer wic_page_pin(Relation index, BlockNumber block);

/* Ask the system for a block that is to be read soon, likewise. */
extern void wic_page_prefetch(Relation index, BlockNumber block);

/*
 * Read and lock a page that has to carry that stamp; reports damage if it does
 * not.  The block number may come from a damaged page.
 */
extern Buffer wic_page_read(Relation index, BlockNumber block, int lockmode,
							uint16 type, uint64 owner, uint32 number);

/* Write a page as a whole, and log it. */
extern void wic_page_write(Relation index, BlockNumber block, Page content);

/*
 * ERROR: the index is damaged, XX002; or, on a standby, 40001: the page may
 * have been used again.  what says what was found, as in "unexpected page".
 */
extern void wic_page_damaged(Relation index, BlockNumber block,
							 const char *what) pg_attribute_noreturn();

/* Fails with wic_page_damaged() if the claim does not hold. */
#define wic_page_claim(index, block, claim, what) \
	do { \
		if (unlikely(!(claim))) \
			wic_page_damaged(index, block, what); \
	} while (0)

#endif							/* WIC_PAGE_H */
