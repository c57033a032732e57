/*-------------------------------------------------------------------------
 *
 * meta.h
 *	  The metapage: what the index is, and what belongs to it.
 *
 * extension/am/meta.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_META_H
#define WIC_META_H

#include "access/generic_xlog.h"
#include "am/page.h"

#define WIC_META_BLOCK		0

/* Heavyweight locks of blocks; README says what for. */
#define WIC_LOCK_MAINTAIN	0
#define WIC_LOCK_FLUSH		1
#define WIC_LOCK_ALLOCATE	2

/* Stored; the version is raised when older code could not read the index. */
#define WIC_INDEX_VERSION	1

/* So many segments can be live. */
#define WIC_MAX_SEGMENTS	64

/* Flags of an index. */
#define WIC_INDEX_VECTOR	0x0001	/* of tsvector: positions are those of
									 * document.h */

typedef struct WicSegmentEntry
{
	uint64		id;
	BlockNumber header;
	uint32		ndocs;			/* deleted ones included */
	uint32		ndeleted;
	uint32		nblocks;		/* that it occupies */
	uint64		total_length;	/* lexemes of all documents */
	uint64		nlexemes;		/* different ones */
	uint32		flags;			/* WIC_SEGMENT_... of segment.h */
	uint32		unused;
} WicSegmentEntry;

StaticAssertDecl(sizeof(WicSegmentEntry) == 48, "WicSegmentEntry is stored");

/* A chain of pending pages.  head is InvalidBlockNumber if it is empty. */
typedef struct WicChain
{
	uint64		id;				/* owner in the stamps of its pages */
	BlockNumber head;
	BlockNumber tail;			/* the last one, exact */
	uint32		npages;
	uint32		noverflow;		/* pages of its overflow extents */
} WicChain;

static inline void
wic_chain_clear(WicChain *chain)
{
	chain->head = chain->tail = InvalidBlockNumber;
	chain->npages = chain->noverflow = 0;
}

typedef struct WicMeta
{
	uint32		magic;
	uint32		version;
	uint32		flags;
	uint32		level;			/* WicLevel: how text is read */
	uint64		fingerprint;	/* of tables and dictionaries */
	uint64		next_id;		/* of segments and chains */
	WicChain	pending;
	WicChain	flushing;		/* head is invalid if nothing is */
	BlockNumber free;			/* the first free extent */
	BlockNumber dying_head;		/* what died first */
	BlockNumber dying_tail;
	uint32		nsegments;
	WicSegmentEntry segments[WIC_MAX_SEGMENTS];
} WicMeta;

StaticAssertDecl(sizeof(WicMeta) <= WIC_PAGE_SIZE, "WicMeta fits a page");

#define wic_meta_of(page) ((WicMeta *) wic_page_data(page))

/* Fill an empty metapage. */
extern void wic_meta_init(Page page, uint32 flags, uint32 level,
						  uint64 fingerprint);

/* Copy it; ERROR if this is no index of ours, or of a newer version. */
extern void wic_meta_read(Relation index, WicMeta *meta);

/*
 * The same, and ERROR with a hint to REINDEX if the tables by which text is
 * folded, or the dictionaries, are others than when the index was built.
 */
extern void wic_meta_read_current(Relation index, WicMeta *meta);

/* The fingerprint that an index would get if it were built now. */
extern uint64 wic_index_fingerprint(Relation index, uint32 level);

/* How the opclass and the options say that text is read. */
extern uint32 wic_index_level(Relation index);
extern bool wic_index_is_vector(Relation index);

/* The text search configuration by which the index reads text. */
extern Oid	wic_index_config(Relation index, uint32 level);

/* Do its texts agree with runs.h? */
extern bool wic_index_has_runs(Relation index, uint32 level);

/* Lock the metapage to change it. */
extern Buffer wic_meta_lock(Relation index);

/* What a record will make of it. */
static inline WicMeta *
wic_meta_register(GenericXLogState *state, Buffer buffer)
{
	return wic_meta_of(GenericXLogRegisterBuffer(state, buffer, 0));
}

/* A new id; the metapage is changed in a record of its own. */
extern uint64 wic_meta_new_id(Relation index);

/* The live segment of that id, or NULL. */
extern WicSegmentEntry *wic_meta_find(WicMeta *meta, uint64 id);

#endif							/* WIC_META_H */
