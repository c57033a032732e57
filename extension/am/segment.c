/*-------------------------------------------------------------------------
 *
 * segment.c
 *	  Read a segment, and mark documents in it as deleted.
 *
 * extension/am/segment.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/segment.h"
#include "core/varint.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/spccache.h"

/* So many rows of the docmap are read at once. */
#define ROWS_WINDOW		512

static uint32
pages_of(uint64 nbytes)
{
	return (nbytes + WIC_PAGE_SIZE - 1) / WIC_PAGE_SIZE;
}

/* Copy the header page; it has been checked that the numbers agree. */
static WicSegmentHeader *
read_header(Relation index, uint64 id, BlockNumber block)
{
	Buffer		buffer = wic_page_read(index, block, BUFFER_LOCK_SHARE,
									   WIC_PAGE_SEGMENT, id, 0);
	Page		page = BufferGetPage(buffer);
	WicSegmentHeader *header = palloc(WIC_PAGE_SIZE);
	Size		used = wic_page_used(page);
	Size		nextents = 0;

	memcpy(header, wic_page_data(page), WIC_PAGE_SIZE);
	UnlockReleaseBuffer(buffer);

	for (int i = 0; i < WIC_NSTREAMS; i++)
	{
		uint64		npages = 0;

		wic_page_claim(index, block, nextents + header->streams[i].nextents
					   <= WIC_SEGMENT_EXTENTS, "impossible extents");
		for (uint32 j = 0; j < header->streams[i].nextents; j++)
			npages += header->extents[nextents++].nblocks;
		wic_page_claim(index, block, npages <= MaxBlockNumber &&
					   header->streams[i].nbytes <= npages * WIC_PAGE_SIZE,
					   "stream is longer than its extents");
	}
	wic_page_claim(index, block,
				   used >= offsetof(WicSegmentHeader, extents) +
				   nextents * sizeof(WicExtent), "short header");
	return header;
}

static void
check_header(Relation index, const WicSegmentEntry *entry,
			 const WicSegmentHeader *header)
{
	uint64		ndocs = entry->ndocs;

	wic_page_claim(index, entry->header,
				   header->entry.id == entry->id &&
				   header->entry.ndocs == ndocs &&
				   header->streams[WIC_STREAM_DOCMAP].nbytes ==
				   ndocs * sizeof(ItemPointerData) &&
				   header->streams[WIC_STREAM_NORMS].nbytes == ndocs &&
				   header->streams[WIC_STREAM_DELETED].nbytes ==
				   (ndocs + 7) / 8,
				   "header does not agree with the manifest");
}

static void
open_streams(WicSegment *segment, const WicSegmentHeader *header)
{
	const WicExtent *extents = segment->extents;
	Oid			tablespace = segment->index->rd_rel->reltablespace;
	int			concurrency = get_tablespace_io_concurrency(tablespace);

	for (int i = 0; i < WIC_NSTREAMS; i++)
	{
		WicStreamReader model = {
			.index = segment->index,
			.segment = segment->entry.id,
			.kind = i,
			.nbytes = header->streams[i].nbytes,
			.nextents = header->streams[i].nextents,
			.extents = extents,
			.concurrency = concurrency,
		};

		wic_stream_open(&segment->streams[i], &model);
		extents += model.nextents;
	}
	wic_dictionary_open(&segment->terms, &segment->streams[WIC_STREAM_TERMS],
						header->term_leaves);
	wic_dictionary_open(&segment->characters,
						&segment->streams[WIC_STREAM_CHARACTERS],
						header->character_leaves);
}

/* Memory for as many bytes as the stream has; pages are read when needed. */
static uint8 *
room_for(const WicStreamReader *stream, bool **have)
{
	*have = palloc0(pages_of(stream->nbytes) + 1);
	return palloc_extended(stream->nbytes + 1, MCXT_ALLOC_HUGE);
}

WicSegment *
wic_segment_open(Relation index, const WicSegmentEntry *entry)
{
	WicSegment *segment = palloc0(sizeof(WicSegment));
	WicSegmentHeader *header = read_header(index, entry->id, entry->header);

	check_header(index, entry, header);
	segment->index = index;
	segment->entry = *entry;
	segment->extents = header->extents;
	open_streams(segment, header);
	segment->norms = room_for(&segment->streams[WIC_STREAM_NORMS],
							  &segment->have_norms);
	segment->deleted = room_for(&segment->streams[WIC_STREAM_DELETED],
								&segment->have_deleted);
	segment->rows = palloc(sizeof(ItemPointerData) * ROWS_WINDOW);
	return segment;
}

void
wic_segment_close(WicSegment *segment)
{
	for (int i = 0; i < WIC_NSTREAMS; i++)
		wic_stream_close(&segment->streams[i]);
	wic_dictionary_close(&segment->terms);
	wic_dictionary_close(&segment->characters);
}

/* Read the page of a stream in which a byte is. */
static void
load_page(WicStreamReader *stream, uint32 page, uint8 *bytes, bool *have)
{
	uint64		start = (uint64) page * WIC_PAGE_SIZE;

	wic_stream_read(stream, start, bytes + start,
					Min(WIC_PAGE_SIZE, stream->nbytes - start));
	have[page] = true;
}

void
wic_segment_load_norms(WicSegment *segment, uint32 doc)
{
	load_page(&segment->streams[WIC_STREAM_NORMS], doc / WIC_PAGE_SIZE,
			  segment->norms, segment->have_norms);
}

void
wic_segment_load_deleted(WicSegment *segment, uint32 doc)
{
	load_page(&segment->streams[WIC_STREAM_DELETED], doc / 8 / WIC_PAGE_SIZE,
			  segment->deleted, segment->have_deleted);
}

void
wic_segment_load_rows(WicSegment *segment, uint32 doc)
{
	uint32		first = doc - doc % ROWS_WINDOW;
	uint32		n = Min(ROWS_WINDOW, segment->entry.ndocs - first);

	wic_stream_read(&segment->streams[WIC_STREAM_DOCMAP],
					(uint64) first * sizeof(ItemPointerData),
					segment->rows, n * sizeof(ItemPointerData));
	segment->first_row = first;
	segment->nrows = n;
}

/* Set bits of a page of them; returns how many were not set before. */
static uint32
set_bits(char *bits, const uint32 *docs, uint32 n)
{
	uint32		changed = 0;

	for (uint32 i = 0; i < n; i++)
	{
		char	   *byte = &bits[docs[i] / 8 % WIC_PAGE_SIZE];
		char		bit = 1 << docs[i] % 8;

		changed += (*byte & bit) == 0;
		*byte |= bit;
	}
	return changed;
}

/*
 * Delete documents whose bits are in one page.  The manifest counts them in
 * the same record: bits that it does not know of are not looked at.
 */
static uint32
delete_in_page(WicSegment *segment, uint32 page, const uint32 *docs, uint32 n)
{
	Relation	index = segment->index;
	WicStreamReader *stream = &segment->streams[WIC_STREAM_DELETED];
	Buffer		buffer = wic_page_read(index, wic_stream_block(stream, page),
									   BUFFER_LOCK_EXCLUSIVE,
									   WIC_PAGE_STREAM + WIC_STREAM_DELETED,
									   segment->entry.id, page);
	Buffer		meta_buffer = wic_meta_lock(index);
	GenericXLogState *state = GenericXLogStart(index);
	WicMeta    *meta =
	wic_meta_of(GenericXLogRegisterBuffer(state, meta_buffer, 0));
	WicSegmentEntry *entry = wic_meta_find(meta, segment->entry.id);
	uint32		changed;

	if (entry == NULL)
		elog(ERROR, "segment " UINT64_FORMAT " is gone", segment->entry.id);
	changed = set_bits(wic_page_data(GenericXLogRegisterBuffer(state, buffer,
															   0)), docs, n);
	entry->ndeleted += changed;
	GenericXLogFinish(state);
	UnlockReleaseBuffer(meta_buffer);
	UnlockReleaseBuffer(buffer);
	return changed;
}

uint32
wic_segment_delete(WicSegment *segment, const uint32 *docs, uint32 n)
{
	uint32		changed = 0;
	uint32		end;

	for (uint32 at = 0; at < n; at = end)
	{
		uint32		page = docs[at] / 8 / WIC_PAGE_SIZE;

		CHECK_FOR_INTERRUPTS();
		for (end = at; end < n && docs[end] / 8 / WIC_PAGE_SIZE == page;)
			end++;
		changed += delete_in_page(segment, page, docs + at, end - at);
	}
	return changed;
}

uint32
wic_segment_character_df(WicSegment *segment, const char *character,
						 int length)
{
	WicDictionaryReader *reader = &segment->characters;
	uint64		df;

	if (!wic_dictionary_find(reader, character, length))
		return 0;
	if (wic_varint_get_upto(reader->cursor.value, reader->cursor.value +
							reader->cursor.value_len, segment->entry.ndocs,
							&df) == 0)
		wic_page_damaged(segment->index, segment->entry.header,
						 "impossible number of documents");
	return (uint32) df;
}

void
wic_segment_visit(Relation index, uint64 id, BlockNumber header_block,
				  WicExtentVisitor visit, void *arg)
{
	WicSegmentHeader *header = read_header(index, id, header_block);
	uint32		n = 0;

	visit(arg, wic_extent(header_block, 1));
	for (int i = 0; i < WIC_NSTREAMS; i++)
		for (uint32 j = 0; j < header->streams[i].nextents; j++)
			visit(arg, header->extents[n++]);
	pfree(header);
}
