/*-------------------------------------------------------------------------
 *
 * stream.c
 *	  A sequence of bytes over pages.
 *
 * extension/am/stream.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/stream.h"
#include "miscadmin.h"

/* A stream grows by this part of itself, so that little stays unused ... */
#define GROWTH			12

/* ... and by half, if it is in so many pieces that the header could fill. */
#define MANY_EXTENTS	150

static uint16
page_type(WicStreamKind kind)
{
	return WIC_PAGE_STREAM + kind;
}

/* ---- writing ---- */

static void
begin_page(WicStreamWriter *writer)
{
	wic_page_init(writer->page.data, page_type(writer->kind),
				  writer->segment, writer->npages);
}

void
wic_stream_create(WicStreamWriter *writer, Relation index, uint64 segment,
				  WicStreamKind kind)
{
	writer->index = index;
	writer->segment = segment;
	writer->kind = kind;
	writer->nbytes = 0;
	writer->npages = 0;
	writer->capacity = 0;
	writer->nextents = 0;
	begin_page(writer);
}

static void
grow(WicStreamWriter *writer)
{
	uint32		part = writer->nextents < MANY_EXTENTS ? GROWTH : 2;
	uint32		wanted = Max(writer->capacity / part, 1);
	uint32		least = writer->nextents < MANY_EXTENTS ?
	Max(wanted / 2, 1) : wanted;
	WicExtent	extent;

	if (writer->nextents == WIC_MAX_EXTENTS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("index \"%s\" is in too many pieces",
						RelationGetRelationName(writer->index)),
				 errhint("Make it again with REINDEX.")));
	extent = wic_space_allocate(writer->index, wanted, least);
	writer->extents[writer->nextents++] = extent;
	writer->capacity += extent.nblocks;
}

/* The block of the next page: the last extent is being filled. */
static BlockNumber
next_block(WicStreamWriter *writer)
{
	const WicExtent *last;

	if (writer->npages == writer->capacity)
		grow(writer);
	last = &writer->extents[writer->nextents - 1];
	return last->start + last->nblocks - (writer->capacity - writer->npages);
}

static void
write_page(WicStreamWriter *writer)
{
	CHECK_FOR_INTERRUPTS();
	wic_page_write(writer->index, next_block(writer), writer->page.data);
	writer->npages++;
	begin_page(writer);
}

void
wic_stream_write(WicStreamWriter *writer, const void *bytes, Size length)
{
	const char *p = bytes;

	while (length > 0)
	{
		uint32		used = wic_page_used(writer->page.data);
		Size		part = Min(length, WIC_PAGE_SIZE - used);

		memcpy(wic_page_data(writer->page.data) + used, p, part);
		wic_page_set_used(writer->page.data, used + part);
		writer->nbytes += part;
		p += part;
		length -= part;
		if (used + part == WIC_PAGE_SIZE)
			write_page(writer);
	}
}

void
wic_stream_finish(WicStreamWriter *writer)
{
	WicExtent  *last;
	uint32		unused;

	if (wic_page_used(writer->page.data) > 0)
		write_page(writer);
	if (writer->nextents == 0)
		return;

	/* What is allocated is used but for the end of the last extent. */
	last = &writer->extents[writer->nextents - 1];
	unused = writer->capacity - writer->npages;
	last->nblocks -= unused;
	wic_space_free(writer->index,
				   wic_extent(last->start + last->nblocks, unused));
	writer->capacity = writer->npages;
}

/* ---- reading ---- */

void
wic_stream_open(WicStreamReader *reader, const WicStreamReader *model)
{
	*reader = *model;
	reader->extent = 0;
	reader->extent_page = 0;
	reader->context = CurrentMemoryContext;
	reader->copy = NULL;
	reader->window = reader->expected = 0;
}

void
wic_stream_close(WicStreamReader *reader)
{
	if (reader->copy != NULL)
		pfree(reader->copy);
	reader->copy = NULL;
}

BlockNumber
wic_stream_block(WicStreamReader *reader, uint32 page)
{
	if (page < reader->extent_page)
		reader->extent = reader->extent_page = 0;
	while (reader->extent < reader->nextents &&
		   page - reader->extent_page >=
		   reader->extents[reader->extent].nblocks)
		reader->extent_page += reader->extents[reader->extent++].nblocks;
	if (reader->extent == reader->nextents)
		wic_page_damaged(reader->index, WIC_META_BLOCK,
						 "offset beyond the end of a stream");
	return reader->extents[reader->extent].start +
		(page - reader->extent_page);
}

/* ---- ahead ---- */

/* After a jump nobody knows how it goes on. */
static void
read_ahead(WicStreamReader *reader, uint32 page)
{
	uint32		end;

	if (page == reader->last + 1)
		reader->window = Min(Max(reader->window * 2, 1), reader->concurrency);
	else
		reader->window = 0;
	reader->last = page;
	end = Min(page + 1 + reader->window, reader->expected);
	for (page = Max(reader->asked, page + 1); page < end; page++)
	{
		wic_page_prefetch(reader->index, wic_stream_block(reader, page));
		reader->asked = page + 1;
	}
}

void
wic_stream_prefetch(WicStreamReader *reader, uint64 offset)
{
	if (reader->concurrency > 0 && offset < reader->nbytes)
		wic_page_prefetch(reader->index,
						  wic_stream_block(reader, offset / WIC_PAGE_SIZE));
}

void
wic_stream_expect(WicStreamReader *reader, uint64 from, uint64 to)
{
	uint32		page = from / WIC_PAGE_SIZE;

	to = Min(to, reader->nbytes);
	reader->window = 0;
	reader->last = page - 1;
	reader->asked = 0;
	reader->expected = reader->concurrency > 0 && from < to ?
		(to - 1) / WIC_PAGE_SIZE + 1 : 0;
}

/* ---- bytes ---- */

/* Copy a part of a page. */
static void
copy_part(WicStreamReader *reader, uint32 page, uint32 at, char *out,
		  Size length)
{
	Buffer		buffer = wic_page_read(reader->index,
									   wic_stream_block(reader, page),
									   BUFFER_LOCK_SHARE,
									   page_type(reader->kind),
									   reader->segment, page);

	memcpy(out, wic_page_data(BufferGetPage(buffer)) + at, length);
	UnlockReleaseBuffer(buffer);
}

/* The copy of a page. */
static const char *
copy_of(WicStreamReader *reader, uint32 page)
{
	char	   *copy = reader->copy;

	if (copy != NULL && reader->page == page)
		return copy;
	if (copy == NULL)
		copy = MemoryContextAlloc(reader->context, WIC_PAGE_SIZE);

	/* No copy is better than half a one. */
	reader->copy = NULL;
	copy_part(reader, page, 0, copy, WIC_PAGE_SIZE);
	reader->copy = copy;
	reader->page = page;
	return copy;
}

void
wic_stream_read(WicStreamReader *reader, uint64 offset, void *bytes,
				Size length)
{
	char	   *out = bytes;

	if (offset > reader->nbytes || length > reader->nbytes - offset)
		wic_page_damaged(reader->index, WIC_META_BLOCK,
						 "offset beyond the end of a stream");

	while (length > 0)
	{
		uint32		page = offset / WIC_PAGE_SIZE;
		uint32		at = offset % WIC_PAGE_SIZE;
		Size		part = Min(length, WIC_PAGE_SIZE - at);

		if (reader->last != page && reader->expected > 0)
			read_ahead(reader, page);
		if (part > WIC_PAGE_SIZE / 4)
			copy_part(reader, page, at, out, part);
		else
			memcpy(out, copy_of(reader, page) + at, part);
		out += part;
		offset += part;
		length -= part;
	}
}
