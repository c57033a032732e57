/*-------------------------------------------------------------------------
 *
 * pending.c
 *	  Documents that were inserted lately.
 *
 * extension/am/pending.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/pending.h"
#include "miscadmin.h"

/* Flags of a record. */
#define RECORD_STRIPPED		0x0001
#define RECORD_OVERFLOW		0x0002	/* an extent follows, not the vector */

typedef struct Record
{
	ItemPointerData row;
	uint16		flags;
	uint32		length;			/* of the vector */
} Record;

StaticAssertDecl(sizeof(Record) == 12, "Record is stored");

/* The longest vector that is stored in the chain itself. */
#define INLINE_MAX	(WIC_PAGE_SIZE - sizeof(Record))

/* What a record has instead of a vector that does not fit. */
typedef struct Overflow
{
	uint64		owner;			/* of the pages */
	WicExtent	extent;
} Overflow;

StaticAssertDecl(sizeof(Overflow) == 16, "Overflow is stored");

/* A record as it is to be appended. */
typedef struct Entry
{
	Record		record;
	const void *data;
	uint32		data_length;
	Overflow	overflow;
} Entry;

static uint32
stored_length(uint16 flags, uint32 length)
{
	return (flags & RECORD_OVERFLOW) != 0 ? sizeof(Overflow) : length;
}

/* ---- overflow ---- */

static void
write_overflow(Relation index, const Overflow *overflow,
			   const WicDocument *document)
{
	PGAlignedBlock page;

	for (uint32 i = 0; i < overflow->extent.nblocks; i++)
	{
		Size		at = (Size) i * WIC_PAGE_SIZE;
		Size		part = Min(WIC_PAGE_SIZE, document->length - at);

		CHECK_FOR_INTERRUPTS();
		wic_page_init(page.data, WIC_PAGE_OVERFLOW, overflow->owner, i);
		memcpy(wic_page_data(page.data), document->vector + at, part);
		wic_page_set_used(page.data, part);
		wic_page_write(index, overflow->extent.start + i, page.data);
	}
}

static void
read_overflow(Relation index, const Overflow *overflow, uint8 *vector,
			  Size length)
{
	for (uint32 i = 0; i < overflow->extent.nblocks; i++)
	{
		Size		at = (Size) i * WIC_PAGE_SIZE;
		Buffer		buffer;

		CHECK_FOR_INTERRUPTS();
		buffer = wic_page_read(index, overflow->extent.start + i,
							   BUFFER_LOCK_SHARE, WIC_PAGE_OVERFLOW,
							   overflow->owner, i);
		memcpy(vector + at, wic_page_data(BufferGetPage(buffer)),
			   Min(WIC_PAGE_SIZE, length - at));
		UnlockReleaseBuffer(buffer);
	}
}

static uint32
overflow_pages(Size length)
{
	return (length + WIC_PAGE_SIZE - 1) / WIC_PAGE_SIZE;
}

/* ---- appending ---- */

static Entry
make_entry(Relation index, ItemPointer row, const WicDocument *document)
{
	Entry		entry = {
		.record = {
			.row = *row,
			.flags = document->is_stripped ? RECORD_STRIPPED : 0,
		},
		.data = document->vector,
		.data_length = document->length,
	};
	uint32		npages;

	if (document->length > PG_UINT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("document is too long for index \"%s\"",
						RelationGetRelationName(index))));
	entry.record.length = (uint32) document->length;
	if (document->length <= INLINE_MAX)
		return entry;

	npages = overflow_pages(document->length);
	entry.overflow.owner = wic_meta_new_id(index);
	entry.overflow.extent = wic_space_allocate(index, npages, npages);
	entry.record.flags |= RECORD_OVERFLOW;
	entry.data_length = sizeof(Overflow);
	write_overflow(index, &entry.overflow, document);
	return entry;
}

static void
put_record(Page page, const Entry *entry)
{
	uint32		used = wic_page_used(page);
	char	   *p = wic_page_data(page) + used;

	memcpy(p, &entry->record, sizeof(Record));
	memcpy(p + sizeof(Record), (entry->record.flags & RECORD_OVERFLOW) != 0 ?
		   (const void *) &entry->overflow : entry->data,
		   entry->data_length);
	wic_page_set_used(page, used + sizeof(Record) + entry->data_length);
}

static bool
has_room(Page page, const Entry *entry)
{
	return wic_page_used(page) + sizeof(Record) + entry->data_length <=
		WIC_PAGE_SIZE;
}

static WicChain
current_chain(Relation index)
{
	WicMeta		meta;

	wic_meta_read(index, &meta);
	return meta.pending;
}

/* Lock the last page of a chain; InvalidBuffer if it is not the last now. */
static Buffer
lock_tail(Relation index, const WicChain *chain)
{
	Buffer		buffer = wic_page_read(index, chain->tail,
									   BUFFER_LOCK_EXCLUSIVE,
									   WIC_PAGE_PENDING, chain->id,
									   chain->npages - 1);
	const WicStamp *stamp = wic_page_stamp(BufferGetPage(buffer));

	if (stamp->next == InvalidBlockNumber &&
		(stamp->flags & WIC_STAMP_SEALED) == 0)
		return buffer;
	UnlockReleaseBuffer(buffer);
	return InvalidBuffer;
}

/* Append to a page; an overflow is counted in the metapage as well. */
static void
append_to(Relation index, Buffer tail, const Entry *entry)
{
	GenericXLogState *state = GenericXLogStart(index);
	Buffer		meta = InvalidBuffer;

	put_record(GenericXLogRegisterBuffer(state, tail, 0), entry);
	if (entry->overflow.extent.nblocks > 0)
	{
		meta = wic_meta_lock(index);
		wic_meta_register(state, meta)->pending.noverflow +=
			entry->overflow.extent.nblocks;
	}
	GenericXLogFinish(state);
	if (BufferIsValid(meta))
		UnlockReleaseBuffer(meta);
}

/* Append a page with the entry, behind the tail or as the first one. */
static void
append_page(Relation index, Buffer tail, Buffer meta_buffer, uint64 id,
			BlockNumber block, const Entry *entry)
{
	GenericXLogState *state = GenericXLogStart(index);
	WicChain   *chain = &wic_meta_register(state, meta_buffer)->pending;
	Buffer		buffer = ReadBufferExtended(index, MAIN_FORKNUM, block,
											RBM_ZERO_AND_LOCK, NULL);
	Page		page = GenericXLogRegisterBuffer(state, buffer,
												 GENERIC_XLOG_FULL_IMAGE);

	wic_page_init(page, WIC_PAGE_PENDING, id, chain->npages);
	put_record(page, entry);
	chain->id = id;
	if (BufferIsValid(tail))
		wic_page_stamp(GenericXLogRegisterBuffer(state, tail, 0))->next =
			block;
	else
		chain->head = block;
	chain->tail = block;
	chain->npages++;
	chain->noverflow += entry->overflow.extent.nblocks;
	GenericXLogFinish(state);
	UnlockReleaseBuffer(buffer);
}

/* Begin a chain with a page; false if somebody else has begun one. */
static bool
begin_chain(Relation index, BlockNumber block, const Entry *entry)
{
	uint64		id = wic_meta_new_id(index);
	Buffer		buffer = wic_meta_lock(index);
	WicChain	chain = wic_meta_of(BufferGetPage(buffer))->pending;
	bool		is_first = chain.head == InvalidBlockNumber;

	if (is_first)
		append_page(index, InvalidBuffer, buffer, id, block, entry);
	UnlockReleaseBuffer(buffer);
	return is_first;
}

/* Append behind the tail of a chain; false if it is not the tail now. */
static bool
extend_chain(Relation index, const WicChain *chain, BlockNumber block,
			 const Entry *entry)
{
	Buffer		tail = lock_tail(index, chain);
	Buffer		meta;

	if (!BufferIsValid(tail))
		return false;
	/* To lock a block twice would be to wait for ever. */
	wic_page_claim(index, block, block != BufferGetBlockNumber(tail),
				   "block is free and in use");
	meta = wic_meta_lock(index);
	append_page(index, tail, meta, chain->id, block, entry);
	UnlockReleaseBuffer(meta);
	UnlockReleaseBuffer(tail);
	return true;
}

/* Append to the last page, if there is one and it has room. */
static bool
append_in_place(Relation index, const WicChain *chain, const Entry *entry)
{
	Buffer		tail;
	bool		fits;

	if (chain->head == InvalidBlockNumber)
		return false;
	tail = lock_tail(index, chain);
	if (!BufferIsValid(tail))
		return false;
	fits = has_room(BufferGetPage(tail), entry);
	if (fits)
		append_to(index, tail, entry);
	UnlockReleaseBuffer(tail);
	return fits;
}

/* Append on a page that was allocated; returns false if it was not needed. */
static bool
append_on_page(Relation index, BlockNumber block, const Entry *entry)
{
	for (;;)
	{
		WicChain	chain = current_chain(index);

		CHECK_FOR_INTERRUPTS();
		if (append_in_place(index, &chain, entry))
			return false;
		if (chain.head == InvalidBlockNumber ?
			begin_chain(index, block, entry) :
			extend_chain(index, &chain, block, entry))
			return true;
	}
}

static void
append_slowly(Relation index, ItemPointer row, const WicDocument *document)
{
	Entry		entry;
	WicExtent	extent;

	wic_space_begin(index);
	entry = make_entry(index, row, document);
	extent = wic_space_allocate(index, 1, 1);
	if (!append_on_page(index, extent.start, &entry))
		wic_space_free(index, extent);
	wic_space_end(index);
}

uint32
wic_pending_append(Relation index, ItemPointer row,
				   const WicDocument *document)
{
	WicChain	chain = current_chain(index);
	Entry		entry;

	if (document->length <= INLINE_MAX)
	{
		entry = make_entry(index, row, document);
		if (append_in_place(index, &chain, &entry))
			return chain.npages + chain.noverflow;
	}
	append_slowly(index, row, document);
	chain = current_chain(index);
	return chain.npages + chain.noverflow;
}

void
wic_pending_seal(Relation index, WicMeta *meta)
{
	for (;;)
	{
		Buffer		tail;
		Buffer		buffer;
		GenericXLogState *state;

		CHECK_FOR_INTERRUPTS();
		wic_meta_read(index, meta);
		if (meta->flushing.head != InvalidBlockNumber ||
			meta->pending.head == InvalidBlockNumber)
			return;
		tail = lock_tail(index, &meta->pending);
		if (!BufferIsValid(tail))
			continue;

		buffer = wic_meta_lock(index);
		state = GenericXLogStart(index);
		wic_page_stamp(GenericXLogRegisterBuffer(state, tail, 0))->flags |=
			WIC_STAMP_SEALED;
		*meta = *wic_meta_of(BufferGetPage(buffer));
		meta->flushing = meta->pending;
		wic_chain_clear(&meta->pending);
		memcpy(wic_meta_register(state, buffer), meta,
			   sizeof(WicMeta));
		GenericXLogFinish(state);
		UnlockReleaseBuffer(buffer);
		UnlockReleaseBuffer(tail);
		return;
	}
}

/* ---- reading ---- */

/* Copy a page of a chain. */
static void
copy_page(Relation index, uint64 id, BlockNumber block, uint32 number,
		  Page copy)
{
	Buffer		buffer = wic_page_read(index, block, BUFFER_LOCK_SHARE,
									   WIC_PAGE_PENDING, id, number);

	memcpy(copy, BufferGetPage(buffer), BLCKSZ);
	UnlockReleaseBuffer(buffer);
}

/*
 * The record at an offset of a page; false at the end.  The offset moves on,
 * *data is what follows the record.
 */
static bool
next_record(Relation index, BlockNumber block, Page page, uint32 *at,
			Record *record, const char **data)
{
	uint32		used = wic_page_used(page);
	uint32		length;

	if (*at == used)
		return false;
	wic_page_claim(index, block, used - *at >= sizeof(Record),
				   "short pending record");
	memcpy(record, wic_page_data(page) + *at, sizeof(Record));
	*at += sizeof(Record);
	length = stored_length(record->flags, record->length);
	wic_page_claim(index, block, used - *at >= length,
				   "short pending record");
	*data = wic_page_data(page) + *at;
	*at += length;
	return true;
}

static Overflow
overflow_of(Relation index, BlockNumber block, const Record *record,
			const char *data)
{
	Overflow	overflow;
	const WicExtent *extent = &overflow.extent;

	memcpy(&overflow, data, sizeof(Overflow));
	wic_page_claim(index, block,
				   extent->nblocks == overflow_pages(record->length) &&
				   extent->start <= MaxBlockNumber - extent->nblocks,
				   "impossible overflow");
	return overflow;
}

static void
visit_record(Relation index, BlockNumber block, const Record *record,
			 const char *data, WicPendingVisitor visit, void *arg)
{
	WicPendingDocument document = {
		.row = record->row,
		.is_stripped = (record->flags & RECORD_STRIPPED) != 0,
		.vector = (const uint8 *) data,
		.length = record->length,
	};
	Overflow	overflow;
	uint8	   *vector;

	if ((record->flags & RECORD_OVERFLOW) == 0)
	{
		visit(arg, &document);
		return;
	}
	overflow = overflow_of(index, block, record, data);
	vector = palloc_extended((Size) record->length + 1, MCXT_ALLOC_HUGE);
	read_overflow(index, &overflow, vector, record->length);
	document.vector = vector;
	visit(arg, &document);
	pfree(vector);
}

void
wic_pending_read(Relation index, const WicChain *chain,
				 WicPendingVisitor visit, void *arg)
{
	BlockNumber block = chain->head;
	PGAlignedBlock page;

	for (uint32 number = 0; block != InvalidBlockNumber; number++)
	{
		Record		record;
		const char *data;
		uint32		at = 0;

		CHECK_FOR_INTERRUPTS();
		copy_page(index, chain->id, block, number, page.data);
		while (next_record(index, block, page.data, &at, &record, &data))
			visit_record(index, block, &record, data, visit, arg);
		block = wic_page_stamp(page.data)->next;
	}
}

void
wic_pending_visit(Relation index, uint64 id, BlockNumber head,
				  WicExtentVisitor visit, void *arg)
{
	BlockNumber block = head;
	PGAlignedBlock page;

	for (uint32 number = 0; block != InvalidBlockNumber; number++)
	{
		Record		record;
		const char *data;
		uint32		at = 0;

		CHECK_FOR_INTERRUPTS();
		copy_page(index, id, block, number, page.data);
		visit(arg, wic_extent(block, 1));
		while (next_record(index, block, page.data, &at, &record, &data))
			if ((record.flags & RECORD_OVERFLOW) != 0)
				visit(arg, overflow_of(index, block, &record,
									   data).extent);
		block = wic_page_stamp(page.data)->next;
	}
}
