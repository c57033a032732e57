/*-------------------------------------------------------------------------
 *
 * check_segment.c
 *	  Is a segment what it should be?  Its header, its pages, its documents.
 *
 * extension/am/check_segment.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/check.h"
#include "catalog/pg_am_d.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"

typedef struct Segment
{
	const WicSegmentEntry *entry;
	char	   *where;
	bool		is_sound;		/* so far that it can be opened */
	uint8	   *deleted;		/* bits, if they could be read */
} Segment;

/* ---- the header ---- */

/*
 * What the manifest says is what the segment was written with.  Only of a
 * merged one the total length is known better.
 */
static bool
agrees_with_entry(const WicSegmentHeader *header,
				  const WicSegmentEntry *entry)
{
	const WicSegmentEntry *written = &header->entry;

	return written->id == entry->id && written->header == entry->header &&
		written->ndocs == entry->ndocs &&
		written->ndeleted <= entry->ndeleted &&
		entry->ndeleted <= entry->ndocs &&
		written->nblocks == entry->nblocks &&
		written->nlexemes == entry->nlexemes &&
		written->flags == entry->flags;
}

static void
check_header(WicChecker *check, void *arg)
{
	Segment    *segment = arg;
	const WicSegmentEntry *entry = segment->entry;
	Buffer		buffer = wic_page_read(check->index, entry->header,
									   BUFFER_LOCK_SHARE, WIC_PAGE_SEGMENT,
									   entry->id, 0);
	WicSegmentHeader *header = palloc(WIC_PAGE_SIZE);

	memcpy(header, wic_page_data(BufferGetPage(buffer)), WIC_PAGE_SIZE);
	UnlockReleaseBuffer(buffer);
	segment->is_sound = agrees_with_entry(header, entry);
	if (!segment->is_sound)
		wic_check_report(check, WIC_FINDING_ERROR,
						 "%s: its header and the manifest disagree",
						 segment->where);
}

/* ---- the pages ---- */

static void
check_page(WicChecker *check, WicStreamReader *stream, uint32 page)
{
	BlockNumber block = wic_stream_block(stream, page);
	uint64		before = (uint64) page * WIC_PAGE_SIZE;
	Buffer		buffer;
	uint32		used;

	CHECK_FOR_INTERRUPTS();
	buffer = wic_page_read(check->index, block, BUFFER_LOCK_SHARE,
						   WIC_PAGE_STREAM + stream->kind, stream->segment,
						   page);
	used = wic_page_used(BufferGetPage(buffer));
	UnlockReleaseBuffer(buffer);
	if (used != Min(stream->nbytes - before, WIC_PAGE_SIZE))
		wic_check_report(check, WIC_FINDING_ERROR,
						 "block %u: %u bytes are in use, which is not right",
						 block, used);
}

static void
count_blocks(void *arg, WicExtent extent)
{
	*(uint64 *) arg += extent.nblocks;
}

static void
check_pages(WicChecker *check, void *arg)
{
	const Segment *segment = arg;
	const WicSegmentEntry *entry = segment->entry;
	WicSegment *open = wic_segment_open(check->index, entry);
	uint64		nblocks = 0;

	for (int i = 0; i < WIC_NSTREAMS; i++)
	{
		WicStreamReader *stream = &open->streams[i];
		uint64		npages = (stream->nbytes + WIC_PAGE_SIZE - 1) /
		WIC_PAGE_SIZE;

		for (uint32 page = 0; page < npages; page++)
			check_page(check, stream, page);
	}
	wic_segment_close(open);
	wic_segment_visit(check->index, entry->id, entry->header, count_blocks,
					  &nblocks);
	if (nblocks != entry->nblocks)
		wic_check_report(check, WIC_FINDING_ERROR,
						 "%s: it has %llu blocks, not %u", segment->where,
						 (unsigned long long) nblocks, entry->nblocks);
}

/* ---- the documents ---- */

static bool
is_deleted(const Segment *segment, uint32 doc)
{
	return (segment->deleted[doc / 8] & (1 << doc % 8)) != 0;
}

/* On a standby, more may have been deleted since the metapage was read. */
static void
check_deleted(WicChecker *check, const Segment *segment, WicSegment *open)
{
	uint32		ndocs = segment->entry->ndocs;
	Size		nbytes = ((Size) ndocs + 7) / 8;
	uint64		n;

	if (nbytes == 0)
		return;
	wic_stream_read(&open->streams[WIC_STREAM_DELETED], 0, segment->deleted,
					nbytes);
	if (ndocs % 8 != 0 && segment->deleted[nbytes - 1] >> ndocs % 8 != 0)
		wic_check_report(check, WIC_FINDING_ERROR,
						 "%s: documents are deleted that it does not have",
						 segment->where);
	n = pg_popcount((char *) segment->deleted, nbytes);
	if (check->in_recovery && n > segment->entry->ndeleted)
		return;
	if (n != segment->entry->ndeleted)
		wic_check_report(check, WIC_FINDING_ERROR,
						 "%s: %llu documents are deleted, not %u",
						 segment->where, (unsigned long long) n,
						 segment->entry->ndeleted);
}

/* A row of a table cannot be where the table has no block. */
static bool
is_possible(const WicChecker *check, ItemPointer row, BlockNumber nblocks)
{
	return ItemPointerIsValid(row) &&
		(check->in_recovery ||
		 check->table->rd_rel->relam != HEAP_TABLE_AM_OID ||
		 ItemPointerGetBlockNumber(row) < nblocks);
}

static void
check_rows(WicChecker *check, const Segment *segment, WicSegment *open)
{
	const WicSegmentEntry *entry = segment->entry;
	BlockNumber nblocks = RelationGetNumberOfBlocks(check->table);
	ItemPointerData last;

	for (uint32 doc = 0; doc < entry->ndocs; doc++)
	{
		ItemPointer row = wic_segment_row(open, doc);

		CHECK_FOR_INTERRUPTS();
		if ((entry->flags & WIC_SEGMENT_ORDERED) != 0 && doc > 0 &&
			ItemPointerCompare(&last, row) >= 0)
			wic_check_report(check, WIC_FINDING_ERROR,
							 "%s: its rows are said to be in order, but are not",
							 segment->where);
		last = *row;
		if (is_deleted(segment, doc))
			continue;
		if (is_possible(check, row, nblocks))
			wic_check_add_row(check, row);
		else
			wic_check_report(check, WIC_FINDING_ERROR,
							 "%s: row (%u,%u) cannot be", segment->where,
							 ItemPointerGetBlockNumberNoCheck(row),
							 ItemPointerGetOffsetNumberNoCheck(row));
	}
}

static void
check_documents(WicChecker *check, void *arg)
{
	const Segment *segment = arg;
	WicSegment *open = wic_segment_open(check->index, segment->entry);

	check_deleted(check, segment, open);
	check_rows(check, segment, open);
	wic_segment_close(open);
}

/* ---- the dictionaries ---- */

static void
check_dictionaries(WicChecker *check, void *arg)
{
	const Segment *segment = arg;
	WicSegment *open = wic_segment_open(check->index, segment->entry);
	char	   *terms = psprintf("%s, terms", segment->where);
	char	   *characters = psprintf("%s, characters", segment->where);
	uint64		n;

	n = wic_check_dictionary(check, terms, &open->terms);
	if (n != segment->entry->nlexemes)
		wic_check_report(check, WIC_FINDING_ERROR, "%s: %llu, not %llu",
						 terms, (unsigned long long) n,
						 (unsigned long long) segment->entry->nlexemes);
	wic_check_dictionary(check, characters, &open->characters);
	wic_segment_close(open);
}

/* ---- all of it ---- */

static bool
check_parts(WicChecker *check, Segment *segment)
{
	if (!wic_check_part(check, segment->where, check_header, segment) ||
		!segment->is_sound)
		return false;
	segment->deleted = palloc0(segment->entry->ndocs / 8 + 1);
	return wic_check_part(check, segment->where, check_pages, segment) &&
		wic_check_part(check, segment->where, check_documents, segment) &&
		wic_check_part(check, segment->where, check_dictionaries, segment);
}

void
wic_check_segment(WicChecker *check, const WicSegmentEntry *entry)
{
	Segment		segment = {.entry = entry};

	wic_check_begin(check);
	segment.where = psprintf("segment %llu", (unsigned long long) entry->id);
	if (check_parts(check, &segment))
		wic_check_terms(check, entry, segment.where, segment.deleted);
	else
		check->is_incomplete = true;
	if (segment.deleted != NULL)
		pfree(segment.deleted);
	pfree(segment.where);
}
