/*-------------------------------------------------------------------------
 *
 * stream.h
 *	  A sequence of bytes over pages.
 *
 * Byte i is in page i / WIC_PAGE_SIZE of the stream.  Pages lie in extents,
 * which the header of the segment lists.
 *
 * extension/am/stream.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_STREAM_H
#define WIC_STREAM_H

#include "am/space.h"

/* Stored: in stamps, and as the order in a segment's header. */
typedef enum WicStreamKind
{
	WIC_STREAM_DOCMAP = 0,
	WIC_STREAM_NORMS = 1,
	WIC_STREAM_DELETED = 2,
	WIC_STREAM_TERMS = 3,
	WIC_STREAM_SKIPS = 4,
	WIC_STREAM_POSTINGS = 5,
	WIC_STREAM_POSITIONS = 6,
	WIC_STREAM_CHARACTERS = 7
} WicStreamKind;

#define WIC_NSTREAMS		8

/* So many extents a stream can have; all together must fit the header. */
#define WIC_MAX_EXTENTS		250

typedef struct WicStreamWriter
{
	Relation	index;
	uint64		segment;
	WicStreamKind kind;
	uint64		nbytes;			/* written so far */
	uint32		npages;			/* of them in the file */
	uint32		capacity;		/* pages of all extents */
	int			nextents;
	WicExtent	extents[WIC_MAX_EXTENTS];
	PGAlignedBlock page;		/* the one that is being filled */
} WicStreamWriter;

extern void wic_stream_create(WicStreamWriter *writer, Relation index,
							  uint64 segment, WicStreamKind kind);

extern void wic_stream_write(WicStreamWriter *writer, const void *bytes,
							 Size length);

/* Write the last page, and set free what was allocated in vain. */
extern void wic_stream_finish(WicStreamWriter *writer);

/*
 * One that is read.  It keeps a copy of the page that was read last, so that
 * what is small and near costs next to nothing.
 */
typedef struct WicStreamReader
{
	Relation	index;
	uint64		segment;
	WicStreamKind kind;
	uint64		nbytes;
	int			nextents;
	const WicExtent *extents;	/* owned by the segment */
	int			extent;			/* that was read last, and its first page */
	uint32		extent_page;
	MemoryContext context;		/* of the copy */
	char	   *copy;			/* NULL: there is none */
	uint32		page;			/* the number of the page it is of */

	/* reading ahead, see wic_stream_expect() */
	uint32		concurrency;	/* so many pages at most; 0: none */
	uint32		window;			/* so many just now */
	uint32		last;			/* the page that was read last */
	uint32		asked;			/* pages before this one were asked for */
	uint32		expected;		/* pages from this one on are not expected */
} WicStreamReader;

/*
 * A reader of the stream that the model reads.  Memory is taken from the
 * context that is current now.
 */
extern void wic_stream_open(WicStreamReader *reader,
							const WicStreamReader *model);

/*
 * Copy length bytes from an offset on.  Offsets beyond the end are damage, as
 * they come from the index.
 */
extern void wic_stream_read(WicStreamReader *reader, uint64 offset,
							void *bytes, Size length);

/* The block of a page of the stream. */
extern BlockNumber wic_stream_block(WicStreamReader *reader, uint32 page);

/* Ask the system for the page of an offset that will be read soon. */
extern void wic_stream_prefetch(WicStreamReader *reader, uint64 offset);

/*
 * What lies between two offsets will be read, mostly in order.  While it is,
 * pages are asked for ahead, the more of them the longer it goes on, up to
 * effective_io_concurrency of the tablespace.
 */
extern void wic_stream_expect(WicStreamReader *reader, uint64 from,
							  uint64 to);

/* Free the copy. */
extern void wic_stream_close(WicStreamReader *reader);

#endif							/* WIC_STREAM_H */
